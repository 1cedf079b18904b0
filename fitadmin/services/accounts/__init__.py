"""Accounts: who may sign in, as what, and with which tokens."""

from fitadmin.services.accounts.opening import (
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    give_password,
    open_account,
    refuse_password,
    refuse_taken,
    role_for,
)
from fitadmin.services.accounts.own import change_own, sign_out_everywhere
from fitadmin.services.accounts.roles import (
    Grants,
    add_role,
    change_role,
    end_sessions,
    find_role,
    grants_of,
    note_seeing,
    remove_role,
    seal_of,
)
from fitadmin.services.accounts.tokens import (
    Succession,
    end_family,
    forget_families,
    open_family,
    succeed,
)

__all__ = [
    "LONGEST_PASSWORD",
    "SHORTEST_PASSWORD",
    "Grants",
    "Succession",
    "add_role",
    "change_own",
    "change_role",
    "end_family",
    "end_sessions",
    "find_role",
    "forget_families",
    "give_password",
    "grants_of",
    "note_seeing",
    "open_account",
    "open_family",
    "refuse_password",
    "refuse_taken",
    "remove_role",
    "role_for",
    "seal_of",
    "sign_out_everywhere",
    "succeed",
]
