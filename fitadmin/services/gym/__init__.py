"""The gym itself: files taken in, row by row with a verdict, and taken back as a whole."""

from fitadmin.services.gym.imports import Intake, list_imports, take_in
from fitadmin.services.gym.rows import Incoming, Report, Same, Source, Verdict
from fitadmin.services.gym.undo import Undone, undo_import

__all__ = [
    "Incoming",
    "Intake",
    "Report",
    "Same",
    "Source",
    "Undone",
    "Verdict",
    "list_imports",
    "take_in",
    "undo_import",
]
