"""The gym itself, and what every part of it needs: settings, audit, jobs, imports."""

from fitadmin.models.gym.imports import ImportBatch, ImportChange, ImportUpload
from fitadmin.models.gym.records import AuditEvent, JobRun, KeptAnswer
from fitadmin.models.gym.saved_views import MOST_VIEWS, SavedView
from fitadmin.models.gym.settings import GymSettings, Location, refuse_unknown_zone, trash_days

__all__ = [
    "MOST_VIEWS",
    "AuditEvent",
    "GymSettings",
    "ImportBatch",
    "ImportChange",
    "ImportUpload",
    "JobRun",
    "KeptAnswer",
    "Location",
    "SavedView",
    "refuse_unknown_zone",
    "trash_days",
]
