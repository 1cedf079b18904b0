"""Pages for the gym itself: its settings, where it is, and what happened in it."""

from fitadmin.views.gym.batches import ImportBatchView, ImportChangeView
from fitadmin.views.gym.imports import ImportFileView
from fitadmin.views.gym.records import AuditEventView, JobRunView
from fitadmin.views.gym.saved_views import SavedViewView
from fitadmin.views.gym.settings import GymSettingsView, LocationView
from fitadmin.views.gym.trash import ROWS_OF_TRASH, TrashView

__all__ = [
    "ROWS_OF_TRASH",
    "AuditEventView",
    "GymSettingsView",
    "ImportBatchView",
    "ImportChangeView",
    "ImportFileView",
    "JobRunView",
    "LocationView",
    "SavedViewView",
    "TrashView",
]
