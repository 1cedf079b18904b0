"""People: who trains here, who coaches them, and what a coach must know about them."""

from fitadmin.models.people.account import account_of, note_changes
from fitadmin.models.people.health import ClientHealth, ClientNote, Consent
from fitadmin.models.people.ownership import (
    ClientOwned,
    LibraryRow,
    Owned,
    PartOfClients,
    PartOfTemplateOrClients,
    TemplateOrClients,
)
from fitadmin.models.people.profiles import (
    ClientProfile,
    Coaching,
    TrainerProfile,
    coached_by,
    own_clients,
)

__all__ = [
    "ClientHealth",
    "ClientNote",
    "ClientOwned",
    "ClientProfile",
    "Coaching",
    "Consent",
    "LibraryRow",
    "Owned",
    "PartOfClients",
    "PartOfTemplateOrClients",
    "TemplateOrClients",
    "TrainerProfile",
    "account_of",
    "coached_by",
    "note_changes",
    "own_clients",
]
