"""What Ctrl-K can do: open a page of the menu, add a row, take a list away as a file."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from flask import current_app, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from fitadmin.access import MENU, current_viewer, identify
from fitadmin.models.searching import ranks
from fitadmin.views.home.records import Found

SHOWN, SHOWN_AT_FIRST = 5, 8
SYNONYMS = {
    "ClientProfile": _("members, customers, people, athletes"),
    "TrainerProfile": _("coaches, staff, nutritionists"),
    "Coaching": _("who coaches whom"),
    "ClientHealth": _("injuries, illnesses, allergies, medication"),
    "ClientNote": _("remarks, comments"),
    "Goal": _("targets, aims"),
    "ProgressEntry": _("weight, body fat, waist, progress"),
    "ProgressPhoto": _("pictures, before and after"),
    "Consent": _("privacy, permission, data protection"),
    "WorkoutSession": _("visits, workouts, calendar"),
    "WorkoutPlan": _("training plans, programmes, templates"),
    "PlanAssignment": _("assign a plan, schedule"),
    "TrainingMax": _("one-rep max, 1RM, strength"),
    "Exercise": _("movements, lifts"),
    "Equipment": _("machines, dumbbells, barbells"),
    "NutritionEntry": _("food diary, eaten, calories"),
    "MealUpload": _("food photos, pictures"),
    "MealPlan": _("diets, nutrition plans, templates"),
    "NutritionTarget": _("macros, calories, protein"),
    "Recipe": _("dishes, cooking"),
    "Food": _("products, ingredients, brands"),
    "GymSettings": _("time zone, language, units, currency"),
    "Location": _("branches, studios, addresses"),
    "Metric": _("what is measured"),
    "ImportBatch": _("upload, CSV, Excel"),
    "StoredFile": _("uploads, documents"),
    "TrashView": _("deleted, restore, undo"),
    "TakeOnClientView": _("new client, new member"),
    "Notification": _("messages, inbox"),
    "NotificationPreference": _("e-mail, quiet hours"),
    "JobRun": _("queue, background"),
    "AuditEvent": _("who did what, history"),
    "User": _("accounts, users, passwords"),
    "Role": _("permissions, rights"),
}
"""What else people call the pages of a table, or a page by hand."""
ADDING, EXPORTING = _("add, create"), _("download, CSV, Excel")
USUAL = (
    "ClientProfile", "WorkoutPlan", "MealPlan", "ProgressEntry", "NutritionEntry", "Goal",
)  # fmt: skip
"""Tables whose rows are added most often, the first of all first."""


class Action(NamedTuple):
    """Something to do: its name, where, under which heading, and what else people call it."""

    title: str
    address: Callable[[], str]
    about: str
    icon: str
    names: tuple[str, ...]


def found_actions(text: str) -> Iterator[Found]:
    """What *text* finds among all that the reader may do, by the words of the reader's language."""
    rank = ranks(text)
    ranked = [(rank((each.title, *each.names)), each) for each in every_action()]
    found = sorted(
        ((place, each) for place, each in ranked if place is not None), key=lambda pair: pair[0]
    )
    if found:
        yield _group([each for _place, each in found[:SHOWN]], found[0][0])


def usual_actions() -> Iterator[Found]:
    """What people do most often, as far as the reader may, and then the pages of the menu."""
    pages, adding = list(_pages()), dict(_adding())
    usual = [adding[word] for word in USUAL if word in adding]
    shown = [*usual, *(action for _view, action in pages)][:SHOWN_AT_FIRST]
    if shown:
        yield _group(shown, 1)


def every_action() -> Iterator[Action]:
    """Pages first, then what is added, then what is exported; each once."""
    pages = list(_pages())
    for _view, action in pages:
        yield action
    for _word, action in _adding():
        yield action
    for view, action in pages:
        if may_use(view, "export"):
            title = gettext("Export: %(list)s", list=action.title)
            names = (*action.names, action.title, *str(EXPORTING).split(","))
            yield Action(title, _at(view, "export"), action.about, "download", names)


def may_use(view: Any, method: str) -> bool:
    """Whether the page *view* has *method*, and the reader may use it."""
    if f"{getattr(view, 'endpoint', None)}.{method}" not in current_app.view_functions:
        return False
    permission = f"can_{view.get_method_permission(method)}"
    word = view.class_permission_name
    return permission in view.base_permissions and identify().may(permission, word)


def _pages() -> Iterator[tuple[Any, Action]]:
    """The entries of the reader's menu, each with its page."""
    caller = identify()
    for category in current_app.appbuilder.menu.get_list():  # type: ignore[attr-defined]
        for item in category.childs if caller.may(MENU, category.name) else ():
            if item.name != "-" and caller.may(MENU, item.name) and item.should_render():
                about = str(category.label)
                names = (about, *_synonyms(item.baseview))
                icon = item.icon or "circle"
                action = Action(str(item.label), item.get_url, about, icon, names)
                yield item.baseview, action


def _adding() -> Iterator[tuple[str, Action]]:
    """What the reader may add, by the word of its table."""
    kind = current_viewer().kind
    for view in current_app.appbuilder.baseviews:  # type: ignore[attr-defined]
        if hasattr(view, "add_title") and may_use(view, "add"):
            model = view.datamodel.obj
            if not hasattr(model, "addable_by") or model.addable_by(kind):
                about = str(view.list_title)
                names = (about, *_synonyms(view), *str(ADDING).split(","))
                action = Action(str(view.add_title), _at(view, "add"), about, "plus", names)
                yield view.class_permission_name, action


def _at(view: Any, method: str) -> Callable[[], str]:
    return lambda: str(url_for(f"{view.endpoint}.{method}"))


def _synonyms(view: Any) -> list[str]:
    """What else people call the pages of *view*, a page by hand by its own name."""
    name = view.datamodel.obj.__name__ if hasattr(view, "datamodel") else type(view).__name__
    words = str(SYNONYMS.get(name, ""))
    return words.split(",") if words else []


def _group(actions: list[Action], rank: int) -> Found:
    rows = [
        {"title": each.title, "about": each.about, "address": each.address(), "icon": each.icon}
        for each in actions
    ]
    return {"title": gettext("Go to and do"), "rank": rank, "rows": rows, "more": None}
