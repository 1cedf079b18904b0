"""What the homes say: reasons in words, the button that goes with each, amounts, and steps."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import format_percent, lazy_gettext, ngettext
from flask_babel import gettext as _

from fitadmin.access import READ, WRITE, identify
from fitadmin.rules.training import Cause, Need
from fitadmin.rules.units import Shown, Unit
from fitadmin.rules.units import shown as rounded
from fitadmin.services.home.needs import Needy
from fitadmin.services.home.signs import HEARD_DAYS
from fitadmin.views.columns.language import number
from fitadmin.views.columns.units import CHOICES, amount, grams
from fitadmin.views.columns.words import shown, word

__all__ = [
    "button",
    "energy",
    "measure",
    "percent",
    "prescription",
    "reason",
    "shown",
    "step",
    "word",
]


class Button(NamedTuple):
    """One thing to do about a need."""

    words: str
    address: str


class StepWords(NamedTuple):
    """A step of the checklist: what to do, why, and the page on which it is done."""

    title: Any
    why: Any
    endpoint: str
    pk: int | None = None

    @property
    def address(self) -> str:
        """Where it is done."""
        return str(url_for(self.endpoint, pk=self.pk))


def reason(need: Need) -> str:
    """Why a client needs somebody, in words."""
    return str(REASONS[need.cause](need.amount))


def button(one: Needy) -> Button:
    """What to do about the weightiest need; where that may not be done, a look at the client."""
    view, method, words, more = BUTTONS[one.needs[0].cause]
    verb = WRITE if method == "add" else READ
    if identify().may(f"can_{verb}", view.removesuffix("View")):
        fixed = {"_flt_0_client": one.client_id, **more}
        return Button(str(words), url_for(f"{view}.{method}", **fixed))
    return Button(_("Open"), url_for("ClientProfileView.show", pk=one.client_id))


def step(name: str) -> StepWords:
    """A step in words."""
    return STEPS[name]


def prescription(item: Any) -> str:
    """What is asked for: 3 × 8–10, 60 kg."""
    reps = "–".join(str(n) for n in dict.fromkeys((item.reps_min, item.reps_max)) if n is not None)
    if not reps and item.seconds is not None:
        reps = _("%(count)s s", count=item.seconds)
    many = ngettext("%(count)s set", "%(count)s sets", item.sets, count=item.sets)
    parts = [f"{item.sets} × {reps}" if reps else many]
    if item.load_kg is not None:
        parts.append(amount(item.load_kg, Unit.KG))
    elif item.percent_of_max is not None:
        parts.append(_("%(percent)s %% of your max", percent=number(item.percent_of_max)))
    return ", ".join(parts)


def portion(option: Any) -> str:
    """What counts of a part of a meal: 80 g of what."""
    return f"{grams(option.grams)}\u00a0g {option.food or option.recipe or ''}"


def energy(kcal: Decimal | None) -> str:
    """Energy in the reader's unit, rounded."""
    return amount(Decimal(round(kcal or 0)), Unit.KCAL)


def measure(value: Decimal, unit: str) -> str:
    """A measured value: a mass or a length in the reader's unit, the rest in the metric's."""
    short = Decimal(value).quantize(Decimal("0.01"))
    if unit in set(CHOICES):
        return amount(short, Unit(unit))
    return number(short) if unit == "count" else f"{number(short)}\u00a0{unit}"


def percent(value: Decimal | None) -> str:
    """A share without decimals; a dash where there is none."""
    return "–" if value is None else str(format_percent(value / 100, "#,##0 %"))


def _missed(count: Any) -> str:
    return str(
        ngettext(
            "Missed %(count)s session in the last week",
            "Missed %(count)s sessions in the last week",
            count,
            count=count,
        )
    )


def _photos(count: Any) -> str:
    return str(
        ngettext(
            "%(count)s meal photo waits for you", "%(count)s meal photos wait for you", count,
            count=count,
        )
    )  # fmt: skip


def _quiet(count: Any) -> str:
    if count >= HEARD_DAYS:
        return str(_("Nothing heard for four weeks or longer"))
    return str(
        ngettext(
            "Nothing heard for %(count)s day", "Nothing heard for %(count)s days", count,
            count=count,
        )
    )  # fmt: skip


def _fell(count: Any) -> str:
    return str(
        ngettext(
            "Adherence fell by %(count)s point in a fortnight",
            "Adherence fell by %(count)s points in a fortnight",
            count,
            count=count,
        )
    )


def _plan_ends(days: Any) -> str:
    near = {0: _("The plan ends today"), 1: _("The plan ends tomorrow")}
    return str(
        near.get(days)
        or ngettext("The plan ends in %(count)s day", "The plan ends in %(count)s days", days,
                    count=days)
    )  # fmt: skip


def _birthday(days: Any) -> str:
    near = {0: _("Birthday today"), 1: _("Birthday tomorrow")}
    return str(
        near.get(days)
        or ngettext("Birthday in %(count)s day", "Birthday in %(count)s days", days, count=days)
    )


def _off_trend(change: Any) -> str:
    share = number(rounded(abs(change), Shown.PCT))
    if change > 0:
        return str(_("Weight up %(share)s %% in a week", share=share))
    return str(_("Weight down %(share)s %% in a week", share=share))


def _wrong_way(change: Any) -> str:
    share = number(rounded(abs(change), Shown.PCT))
    if change > 0:
        return str(_("Weight up %(share)s %%, away from the goal", share=share))
    return str(_("Weight down %(share)s %%, away from the goal", share=share))


REASONS: dict[Cause, Callable[[Any], str]] = {
    Cause.QUIET: _quiet,
    Cause.MISSED: _missed,
    Cause.NO_PLAN: lambda _nothing: str(_("No workout plan")),
    Cause.PHOTOS: _photos,
    Cause.OFF_TREND: _off_trend,
    Cause.FELL: _fell,
    Cause.PLAN_ENDS: _plan_ends,
    Cause.WRONG_WAY: _wrong_way,
    Cause.BIRTHDAY: _birthday,
}
SESSIONS: tuple[str, str, Any, dict[str, Any]] = (
    "WorkoutSessionView", "list", lazy_gettext("See sessions"), {},
)  # fmt: skip
PLAN: tuple[str, str, Any, dict[str, Any]] = (
    "PlanAssignmentView", "add", lazy_gettext("Give a plan"), {},
)  # fmt: skip
NOTE: tuple[str, str, Any, dict[str, Any]] = (
    "ClientNoteView", "add", lazy_gettext("Write a note"), {},
)  # fmt: skip
WEIGHT: tuple[str, str, Any, dict[str, Any]] = (
    "ProgressEntryView", "list", lazy_gettext("See weight"), {},
)  # fmt: skip
BUTTONS: dict[Cause, tuple[str, str, Any, dict[str, Any]]] = {
    Cause.QUIET: NOTE,
    Cause.MISSED: SESSIONS,
    Cause.NO_PLAN: PLAN,
    Cause.PHOTOS: (
        "MealUploadView", "list", lazy_gettext("Review"), {"_flt_0_verdict": "waiting"},
    ),
    Cause.OFF_TREND: WEIGHT,
    Cause.FELL: SESSIONS,
    Cause.PLAN_ENDS: PLAN,
    Cause.WRONG_WAY: WEIGHT,
    Cause.BIRTHDAY: NOTE,
}  # fmt: skip
"""The page, its method, what the button says, and filters beside the client."""

STEPS = {
    "settings": StepWords(
        lazy_gettext("Name your gym"),
        lazy_gettext("Its name, time zone, language and units."),
        "GymSettingsView.edit",
        1,
    ),
    "location": StepWords(
        lazy_gettext("Say where you train"),
        lazy_gettext("The address of the first place; more can follow."),
        "LocationView.list",
    ),
    "library": StepWords(
        lazy_gettext("Fill the library"),
        lazy_gettext("Take in the starter exercises and foods, or import lists of your own."),
        "ImportBatchView.list",
    ),
    "trainer": StepWords(
        lazy_gettext("Add the first trainer"),
        lazy_gettext("Whoever coaches, you too."),
        "TrainerProfileView.add",
    ),
    "account": StepWords(
        lazy_gettext("Let a trainer sign in"),
        lazy_gettext("Open the trainer and choose an account for them."),
        "TrainerProfileView.list",
    ),
    "client": StepWords(
        lazy_gettext("Add the first client"),
        lazy_gettext("A name is enough to begin with."),
        "ClientProfileView.add",
    ),
    "coaching": StepWords(
        lazy_gettext("Bring the two together"),
        lazy_gettext("A coaching says who looks after whom, from which day on."),
        "CoachingView.add",
    ),
    "plan": StepWords(
        lazy_gettext("Write the first plan"),
        lazy_gettext("As a template, or for one client."),
        "WorkoutPlanView.add",
    ),
}
