"""The gym itself, and what every part of it needs: settings, audit, jobs, imports."""

from fitadmin.models.gym.imports import ImportBatch, ImportChange
from fitadmin.models.gym.records import AuditEvent, JobRun, KeptAnswer
from fitadmin.models.gym.settings import GymSettings, Location, refuse_unknown_zone, trash_days

__all__ = [
    "AuditEvent",
    "GymSettings",
    "ImportBatch",
    "ImportChange",
    "JobRun",
    "KeptAnswer",
    "Location",
    "refuse_unknown_zone",
    "trash_days",
]
