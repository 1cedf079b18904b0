"""How values are shown to people: chosen words; days, numbers and units as the reader has them."""

from collections.abc import Callable, Collection
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _

from fitadmin.models.columns import plain
from fitadmin.views.columns.language import clock, day, local, moment, number
from fitadmin.views.columns.units import amount, grams, is_grams, unit_of

WORDS = {
    # people
    "lead": _("Lead"),
    "active": _("Active"),
    "paused": _("Paused"),
    "vacation": _("On vacation"),
    "former": _("Former"),
    "nutrition": _("Nutrition"),
    "cover": _("Cover"),
    "trainer": _("Trainer"),
    "nutritionist": _("Nutritionist"),
    "male": _("Male"),
    "female": _("Female"),
    "not_stated": _("Not stated"),
    "sedentary": _("Sedentary"),
    "light": _("Lightly active"),
    "moderate": _("Moderately active"),
    "very_active": _("Very active"),
    "health_data": _("Health data"),
    "body_photos": _("Photos of the body"),
    "meal_photos": _("Photos of meals"),
    "sharing_with_trainer": _("Sharing with the trainer"),
    # training
    "compound": _("Compound"),
    "isolation": _("Isolation"),
    "push": _("Push"),
    "pull": _("Pull"),
    "static": _("Static"),
    "beginner": _("Beginner"),
    "intermediate": _("Intermediate"),
    "expert": _("Expert"),
    "strength": _("Strength"),
    "stretching": _("Stretching"),
    "plyometrics": _("Plyometrics"),
    "strongman": _("Strongman"),
    "powerlifting": _("Powerlifting"),
    "cardio": _("Cardio"),
    "olympic weightlifting": _("Olympic weightlifting"),
    "reps_load": _("Reps and load"),
    "reps": _("Reps"),
    "seconds": _("Seconds"),
    "metres": _("Metres"),
    "warm_up": _("Warm-up"),
    "working": _("Working"),
    "drop": _("Drop set"),
    "amrap": _("As many reps as possible"),
    "none": _("None"),
    "linear": _("Linear"),
    "double": _("Double"),
    "percent_of_training_max": _("Percent of the training max"),
    "planned": _("Planned"),
    "in_progress": _("In progress"),
    "done": _("Done"),
    "missed": _("Missed"),
    "excused": _("Excused"),
    # nutrition
    "100g": _("Per 100 g"),
    "100ml": _("Per 100 ml"),
    "by_difference": _("By difference (fibre included)"),
    "available": _("Available (without fibre)"),
    "every": _("Every day"),
    "training": _("Training days"),
    "rest": _("Rest days"),
    "mifflin_st_jeor": _("Mifflin–St Jeor (1990)"),
    "harris_benedict_1919": _("Harris–Benedict (1919)"),
    "roza_shizgal_1984": _("Roza–Shizgal (1984)"),
    "katch_mcardle": _("Katch–McArdle"),
    "by_hand": _("By hand"),
    "energy": _("Energy"),
    "protein": _("Protein"),
    "waiting": _("Waiting"),
    "good": _("Good"),
    "adjust": _("Adjust"),
    "off_plan": _("Off plan"),
    # progress and files
    "up": _("Up"),
    "down": _("Down"),
    "steady": _("Steady"),
    "app": _("App"),
    "device": _("Device"),
    "import": _("Import"),
    "front": _("Front"),
    "side": _("Side"),
    "back": _("Back"),
    "other": _("Other"),
    "coaches": _("Coaches"),
    "client_only": _("The client alone"),
    "profile_photo": _("Profile photo"),
    "progress_photo": _("Progress photo"),
    "meal_photo": _("Meal photo"),
    "exercise_media": _("Exercise media"),
    "document": _("Document"),
    "local": _("This machine"),
    "s3": _("Object storage"),
    "count": _("Count"),
    "kj": _("kJ"),
    # the gym and its machinery
    "en": _("English"),
    "de": _("German"),
    "es": _("Spanish"),
    "fr": _("French"),
    "pt_BR": _("Portuguese (Brazil)"),
    "monday": _("Monday"),
    "saturday": _("Saturday"),
    "sunday": _("Sunday"),
    "queued": _("Queued"),
    "running": _("Running"),
    "failed": _("Failed"),
    "foods": _("Foods"),
    "exercises": _("Exercises"),
    "clients": _("Clients"),
    "columns": _("Waiting for its columns"),
    "looking": _("Being looked through"),
    "looked": _("Looked through"),
    "taking": _("Being taken in"),
    "taken": _("Taken in"),
    "in_app": _("In the app"),
    "email": _("E-mail"),
    "digest": _("Digest"),
    "delivered": _("Delivered"),
    "muted": _("Muted"),
}
"""What the words in the database are called on screen; a unit that is not here is its own name."""


WORDS_OF = {("role", "lead"): _("Main coach")}
"""Where a column means something else by a word."""


def word(value: str, column: str = "") -> Any:
    """The word on screen for a chosen value of *column*."""
    return WORDS_OF.get((column, value)) or WORDS.get(value, value)


SHOWN: dict[type[Any], Callable[[Any], Any]] = {
    type(None): lambda _nothing: "",
    bool: lambda value: _("Yes") if value else _("No"),
    Decimal: number,
    date: day,
    datetime: moment,
    time: clock,
    list: lambda values: ", ".join(str(shown(each)) for each in values),
    dict: lambda values: "\n".join(f"{key}: {shown(each)}" for key, each in values.items()),
}
WRITTEN: dict[type[Any], Callable[[Any], Any]] = {
    **SHOWN,
    Decimal: plain,
    date: date.isoformat,
    datetime: lambda value: f"{local(value):%Y-%m-%d %H:%M}",
}


def shown(value: Any) -> Any:
    """Any value of a row as a person reads it; nothing where it is unknown."""
    return _said(SHOWN, value)


def written(value: Any) -> Any:
    """Any value of a row as it stands in a file, where days and numbers are the same for all."""
    return _said(WRITTEN, value)


def _said(kinds: dict[type[Any], Callable[[Any], Any]], value: Any) -> Any:
    kind = list if isinstance(value, list) else type(value)  # a relation's list is no plain one
    return kinds.get(kind, lambda same: same)(value)


def formatters(columns: list[str], enums: Collection[str]) -> dict[str, Callable[[Any], Any]]:
    """How each of *columns* is shown; those in *enums* hold chosen words."""
    return {name: _chosen(name) if name in enums else _formatter(name) for name in columns}


def in_files(columns: list[str], enums: Collection[str]) -> dict[str, Callable[[Any], Any]]:
    """How each of *columns* stands in a file."""
    return {name: _chosen(name) if name in enums else written for name in columns}


def _chosen(column: str) -> Callable[[Any], Any]:
    return lambda value: word(value or "", column)


def _formatter(column: str) -> Callable[[Any], Any]:
    if (stored := unit_of(column)) is not None:
        return lambda value: amount(value, stored)
    return grams if is_grams(column) else shown
