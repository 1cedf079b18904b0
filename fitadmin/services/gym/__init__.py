"""The gym itself: files taken in, row by row with a verdict, and taken back as a whole."""

from fitadmin.services.gym.imports import Progress, list_imports, take_in
from fitadmin.services.gym.intake import Intake
from fitadmin.services.gym.rows import Difference, Incoming, Misfit, Report, Same, Source, Verdict
from fitadmin.services.gym.undo import Undone, undo_import

__all__ = [
    "Difference",
    "Incoming",
    "Intake",
    "Misfit",
    "Progress",
    "Report",
    "Same",
    "Source",
    "Undone",
    "Verdict",
    "list_imports",
    "take_in",
    "undo_import",
]
