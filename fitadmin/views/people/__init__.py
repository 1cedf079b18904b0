"""Pages for people: clients, who coaches them, and what a coach must know."""

from fitadmin.views.people.health import ClientHealthView, ClientNoteView, ConsentView
from fitadmin.views.people.profiles import ClientProfileView, CoachingView, TrainerProfileView

__all__ = [
    "ClientHealthView",
    "ClientNoteView",
    "ClientProfileView",
    "CoachingView",
    "ConsentView",
    "TrainerProfileView",
]
