"""Accounts: who may sign in, as what, and with which tokens."""

from fitadmin.services.accounts.opening import (
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    open_account,
    refuse_password,
    role_for,
)
from fitadmin.services.accounts.own import change_own, sign_out_everywhere
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
    "Succession",
    "change_own",
    "end_family",
    "forget_families",
    "open_account",
    "open_family",
    "refuse_password",
    "role_for",
    "sign_out_everywhere",
    "succeed",
]
