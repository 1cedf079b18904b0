"""The records that Ctrl-K finds: what tells two of a kind apart, and who finds which kinds."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from flask import current_app, url_for
from flask_babel import gettext as _

from fitadmin.access import READ, identify
from fitadmin.models.columns import plain
from fitadmin.models.exercises import Exercise
from fitadmin.models.foods import Food, Recipe
from fitadmin.models.meals import MealPlan
from fitadmin.models.people import ClientProfile, TrainerProfile
from fitadmin.models.reading import foremost, is_id, named
from fitadmin.models.workouts import WorkoutPlan
from fitadmin.views.base import DomainView
from fitadmin.views.columns.words import word

SHOWN = 5
"""Records of one kind; whether there are more is told."""
REMEMBERED = 20
"""Records opened lately that a browser may ask about at once."""
RECENT = 6
Found = dict[str, Any]


class Kind(NamedTuple):
    """Records of one table: the columns they are told by, their name, and what tells them apart."""

    model: type[Any]
    icon: str
    columns: tuple[str, ...]
    name: Callable[[Any], str]
    about: Callable[[Any], tuple[Any, ...]]


def _person(row: Any) -> str:
    return f"{row.first_name} {row.last_name}"


def _name(row: Any) -> str:
    return str(row.name)


def _whose(row: Any) -> tuple[Any, ...]:
    if row.client_id is None:
        return (_("Template"),)
    return (f"{row.client_first_name or ''} {row.client_last_name or ''}".strip(),)


PLAN = ("name", "client_id", "client.first_name", "client.last_name")
KINDS = (
    Kind(
        ClientProfile, "users", ("first_name", "last_name", "number", "status"), _person,
        lambda row: (row.number, word(row.status)),
    ),
    Kind(
        TrainerProfile, "id-card", ("first_name", "last_name", "kind", "specialities"), _person,
        lambda row: (word(row.kind), row.specialities),
    ),
    Kind(WorkoutPlan, "list-ordered", PLAN, _name, _whose),
    Kind(MealPlan, "utensils", PLAN, _name, _whose),
    Kind(
        Exercise, "dumbbell", ("name", "category", "equipment.name"), _name,
        lambda row: (word(row.category), row.equipment_name),
    ),
    Kind(
        Food, "apple", ("name", "brand", "category"), _name,
        lambda row: (row.brand, row.category),
    ),
    Kind(
        Recipe, "chef-hat", ("name", "servings"), _name,
        lambda row: (_("Servings: %(count)s", count=plain(row.servings)),),
    ),
)  # fmt: skip


def found_records(session: Any, text: str) -> Iterable[Found]:
    """What *text* finds, kind by kind, each asked in one statement; only kinds the reader reads."""
    for kind, page in readable_kinds():
        rows = foremost(session, kind.model, text, kind.columns, SHOWN + 1)
        if rows:
            yield {
                "title": str(page.list_title),
                "rank": rows[0].rank,
                "rows": [_shown(kind, page, row) for row in rows[:SHOWN]],
                "more": _more(page, text) if len(rows) > SHOWN else None,
            }


def recent_records(session: Any, asked: str) -> Iterable[Found]:
    """What the reader has opened lately, the last one first: the browser keeps pages and ids, as
    in `ClientProfileView-7,FoodView-9`, and is told the names of those that are still in sight.
    """
    keys = [tuple(each.rpartition("-")[::2]) for each in asked.split(",")[:REMEMBERED]]
    pairs = [(page, int(pk)) for page, pk in keys if is_id(pk)]
    shown: dict[tuple[str, int], Found] = {}
    for kind, page in readable_kinds():
        ids = [pk for name, pk in pairs if name == page.endpoint]
        if ids:
            for pk, row in named(session, kind.model, ids, kind.columns).items():
                shown[page.endpoint, pk] = _shown(kind, page, row, page.show_title)
    rows = [shown[pair] for pair in dict.fromkeys(pairs) if pair in shown][:RECENT]
    if rows:
        yield {"title": _("Opened lately"), "rank": 0, "rows": rows, "more": None}


def readable_kinds() -> list[tuple[Kind, Any]]:
    """The kinds that the reader may read, each with its page."""
    views = current_app.appbuilder.baseviews  # type: ignore[attr-defined]
    pages = {view.datamodel.obj: view for view in views if isinstance(view, DomainView)}
    caller = identify()
    return [
        (kind, pages[kind.model])
        for kind in KINDS
        if caller.may(f"can_{READ}", kind.model.__name__)
    ]


def _shown(kind: Kind, page: Any, row: Any, is_a: Any = None) -> Found:
    told = (is_a, *kind.about(row))
    return {
        "title": kind.name(row),
        "about": " · ".join(str(each) for each in told if each),
        "address": url_for(f"{page.endpoint}.show", pk=row.id),
        "icon": kind.icon,
    }


def _more(page: Any, text: str) -> Found:
    return {
        "title": _("Show all that were found"),
        "about": str(page.list_title),
        "address": url_for(f"{page.endpoint}.list", q=text),
        "icon": "search",
    }
