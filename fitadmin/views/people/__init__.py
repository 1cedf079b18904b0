"""Pages for people: clients, who coaches them, and what a coach must know."""

from fitadmin.views.people.coaching import CoachingView, TakeOnClientView
from fitadmin.views.people.health import ClientHealthView, ClientNoteView, ConsentView
from fitadmin.views.people.profiles import ClientProfileView, TrainerProfileView

__all__ = [
    "ClientHealthView",
    "ClientNoteView",
    "ClientProfileView",
    "CoachingView",
    "ConsentView",
    "TakeOnClientView",
    "TrainerProfileView",
]
