"""Whoever is asking: in the flesh (Viewer), and as bind parameters in SQL (Asking)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, ClassVar

from sqlalchemy import BindParameter, Date, Integer, bindparam

SEE_ALL, SEE_PEOPLE = "see_all", "see_people"
SHARE = "share"
"""Let others see what one has kept for oneself."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """One person, or the system. *grants* widen the view beyond one's own relations."""

    user_id: int | None = None
    trainer_id: int | None = None
    client_id: int | None = None
    today: date = date.min
    timezone: str = "UTC"
    grants: frozenset[str] = frozenset()
    is_system: bool = False
    user_name: str | None = None
    """Kept with what this person does, so that it reads on when the account has gone."""
    on_behalf_of_id: int | None = None
    """The account for which this person acts."""

    @property
    def kind(self) -> "Asking":
        """What matters for the shape of a statement; the ids are bound later."""
        return _kind(
            self.user_id is not None,
            self.grants,
            self.trainer_id is not None,
            self.client_id is not None,
        )


NOBODY = Viewer()
SYSTEM = Viewer(grants=frozenset({SEE_ALL}), is_system=True)

_asks: Callable[[], Viewer] = lambda: NOBODY  # noqa: E731


def ask_with(current_viewer: Callable[[], Viewer]) -> None:
    """From now on statements ask *current_viewer* who is looking."""
    global _asks  # noqa: PLW0603  one process, one answer
    _asks = current_viewer


def asking_now() -> Viewer:
    """Whoever the running statement is for."""
    return _asks()


def _bound(name: str, kind: type[Any]) -> BindParameter[Any]:
    return bindparam(f"viewer_{name}", type_=kind, callable_=lambda: getattr(_asks(), name))


@cache
def _kind(is_known: bool, grants: frozenset[str], coaches: bool, trains: bool) -> "Asking":
    return Asking(
        is_known=is_known,
        sees_all=SEE_ALL in grants,
        sees_people=bool(grants & {SEE_ALL, SEE_PEOPLE}),
        coaches=coaches,
        trains=trains,
    )


@dataclass(frozen=True, slots=True)
class Asking:
    """A kind of viewer: one SQL text serves everybody of the kind.

    `who.client_id` and its like are bind parameters, filled when the statement runs.
    """

    is_known: bool
    sees_all: bool
    sees_people: bool
    coaches: bool
    trains: bool

    user_id: ClassVar[BindParameter[int]] = _bound("user_id", Integer)
    trainer_id: ClassVar[BindParameter[int]] = _bound("trainer_id", Integer)
    client_id: ClassVar[BindParameter[int]] = _bound("client_id", Integer)
    today: ClassVar[BindParameter[date]] = _bound("today", Date)
