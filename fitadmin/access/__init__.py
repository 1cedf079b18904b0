"""Who may do what, and who is asking right now."""

from fitadmin.access.identity import (
    Identity,
    acting_as,
    current_viewer,
    forget_everybody,
    identify,
    reader,
    reader_of,
    seeing_as,
    viewer_of,
    watch_accounts,
)
from fitadmin.access.language import CHOSEN, choose_language, is_spoken, language_of, languages
from fitadmin.access.memory import Role
from fitadmin.access.permissions import gives, is_built_in
from fitadmin.access.permitted import permitted
from fitadmin.access.reader import Reader
from fitadmin.access.roles import (
    ADMINS_ONLY,
    API_METHODS,
    CATEGORY,
    DELETE,
    END,
    ENTRY,
    EVERYBODYS,
    GYM,
    MENU,
    OPEN_ACCOUNT,
    READ,
    RESTORE,
    ROLES,
    SEE_AS,
    TAKE_ON,
    VIEW_METHODS,
    WRITE,
)
from fitadmin.access.security import SecurityManager
from fitadmin.access.seeing import EPOCH, FAMILY, SEEING_AS, put_on, take_off
from fitadmin.models.scope import SHARE

__all__ = [
    "ADMINS_ONLY",
    "API_METHODS",
    "CATEGORY",
    "CHOSEN",
    "DELETE",
    "END",
    "ENTRY",
    "EPOCH",
    "EVERYBODYS",
    "FAMILY",
    "GYM",
    "MENU",
    "OPEN_ACCOUNT",
    "READ",
    "RESTORE",
    "ROLES",
    "SEEING_AS",
    "SEE_AS",
    "SHARE",
    "TAKE_ON",
    "VIEW_METHODS",
    "WRITE",
    "Identity",
    "Reader",
    "Role",
    "SecurityManager",
    "acting_as",
    "choose_language",
    "current_viewer",
    "forget_everybody",
    "gives",
    "identify",
    "is_built_in",
    "is_spoken",
    "language_of",
    "languages",
    "permitted",
    "put_on",
    "reader",
    "reader_of",
    "seeing_as",
    "take_off",
    "viewer_of",
    "watch_accounts",
]
