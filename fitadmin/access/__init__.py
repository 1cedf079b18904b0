"""Who may do what, and who is asking right now."""

from fitadmin.access.identity import (
    EPOCH,
    FAMILY,
    Identity,
    acting_as,
    current_viewer,
    forget_everybody,
    identify,
    reader,
    reader_of,
    viewer_of,
    watch_accounts,
)
from fitadmin.access.language import CHOSEN, choose_language, is_spoken, language_of, languages
from fitadmin.access.permitted import permitted
from fitadmin.access.reader import Reader
from fitadmin.access.roles import (
    API_METHODS,
    DELETE,
    END,
    MENU,
    OPEN_ACCOUNT,
    READ,
    RESTORE,
    ROLES,
    TAKE_ON,
    VIEW_METHODS,
    WRITE,
)
from fitadmin.access.security import SecurityManager
from fitadmin.models.scope import SHARE

__all__ = [
    "API_METHODS",
    "CHOSEN",
    "DELETE",
    "END",
    "EPOCH",
    "FAMILY",
    "MENU",
    "OPEN_ACCOUNT",
    "READ",
    "RESTORE",
    "ROLES",
    "SHARE",
    "TAKE_ON",
    "VIEW_METHODS",
    "WRITE",
    "Identity",
    "Reader",
    "SecurityManager",
    "acting_as",
    "choose_language",
    "current_viewer",
    "forget_everybody",
    "identify",
    "is_spoken",
    "language_of",
    "languages",
    "permitted",
    "reader",
    "reader_of",
    "viewer_of",
    "watch_accounts",
]
