"""Which columns can be set on many rows at once."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import UniqueConstraint, inspect

from fitadmin.models.searching import names_of

NOT_OF_MANY = {"client_profile", "ab_user", "stored_file"}
"""Tables of which each row belongs to one of those that refer to it."""


def columns_for_many(model: type[Any], names: Iterable[str]) -> list[str]:
    """Those of *names* that may say the same in many rows: not what tells one row from another."""
    own = _telling_apart(model)
    relations = inspect(model).relationships
    return [
        name
        for name in names
        if name not in own
        and (name not in relations or relations[name].target.name not in NOT_OF_MANY)
    ]


def _telling_apart(model: type[Any]) -> set[str]:
    table: Any = inspect(model).local_table
    named = {column.key for column in names_of(model)}
    alone = [each for each in table.constraints if isinstance(each, UniqueConstraint)]
    unique = [each.columns for each in (*alone, *(i for i in table.indexes if i.unique))]
    return named | {next(iter(columns)).name for columns in unique if len(columns) == 1}
