"""Pages for the gym itself: its settings, where it is, and what happened in it."""

from fitadmin.views.gym.records import AuditEventView, ImportBatchView, ImportChangeView, JobRunView
from fitadmin.views.gym.saved_views import SavedViewView
from fitadmin.views.gym.settings import GymSettingsView, LocationView
from fitadmin.views.gym.trash import ROWS_OF_TRASH, TrashView

__all__ = [
    "ROWS_OF_TRASH",
    "AuditEventView",
    "GymSettingsView",
    "ImportBatchView",
    "ImportChangeView",
    "JobRunView",
    "LocationView",
    "SavedViewView",
    "TrashView",
]
