"""People: who trains here, who coaches them, and what a coach must know about them."""

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
    own_clients,
    relations_of,
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
    "own_clients",
    "relations_of",
]
