"""What the database refuses, in words: each rule it holds, the field to mend, one sentence.

A check is named `table.check`, a rule of uniqueness `table(columns)`: PostgreSQL tells the name
of the one and the columns of the other, SQLite too, though each in its own way.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _


class Broken(NamedTuple):
    """A rule that a row breaks: which one, the field to mend, and what to say."""

    rule: str
    field: str | None
    words: Any


_ENDS_FIRST = _("Ends before it starts.")
_ABOVE_0 = _("Must be above 0.")
_NOT_BELOW_0 = _("Must not be below 0.")
_PLACE = _("Counts from 1.")
_EITHER_FOOD_OR_RECIPE = _("Either a food or a recipe, and not both.")
_NAMED_ALREADY = _("This name is there already.")
_PERSON_HAS_ONE = _("This account belongs to somebody already.")

RULES: Mapping[str, tuple[str, Any]] = {
    # the gym
    "gym_settings.only_one": ("name", _("There is one gym only.")),
    "gym_settings.retention": ("trash_days", _("Keep it for one day at least.")),
    "location(name)": ("name", _("There is a location with this name already.")),
    "job_run(name, slot)": ("slot", _("This job has run for this time already.")),
    "notification_preference(user_id, kind, channel)": (
        "kind", _("You have said already how you want to be told of this."),
    ),
    "notification_delivery(notification_id, channel)": (
        "channel", _("This was delivered that way already."),
    ),
    "saved_view(owner_id, page, name)": ("name", _("You have a view of this name already.")),
    "saved_view(owner_id, page)": ("is_default", _("A list opens with one view only.")),
    "stored_file.size": ("size_bytes", _NOT_BELOW_0),
    "stored_file(storage_key)": ("storage_key", _("This file is there already.")),
    # accounts
    "ab_user(username)": ("username", _("This user name is taken.")),
    "ab_user(email)": ("email", _("Somebody with this e-mail address has an account already.")),
    "ab_role(name)": ("name", _("There is a role with this name already.")),
    "ab_group(name)": ("name", _("There is a group with this name already.")),
    # people
    "client_profile(number)": ("number", _("There is a client with this number already.")),
    "client_profile(user_id)": ("user", _PERSON_HAS_ONE),
    "trainer_profile(user_id)": ("user", _PERSON_HAS_ONE),
    "trainer_profile.capacity": ("capacity", _NOT_BELOW_0),
    "coaching.ends_after_start": ("ended_on", _ENDS_FIRST),
    "coaching(trainer_id, client_id, role, started_on)": (
        "started_on", _("This trainer has this role for this client from this day on already."),
    ),
    "client_health(client_id)": ("client", _("This client has a health record already.")),
    "client_health.height": ("height_cm", _("A height lies between 50 and 260 cm.")),
    # training
    "muscle(name)": ("name", _NAMED_ALREADY),
    "equipment(name)": ("name", _NAMED_ALREADY),
    "exercise(slug)": ("name", _("There is an exercise with this name already.")),
    "exercise(owner_id, slug)": ("name", _("You have an exercise with this name already.")),
    "exercise(source, source_id)": (
        "source_id", _("This exercise was taken from there already."),
    ),
    "exercise_name(exercise_id, language, name)": ("name", _NAMED_ALREADY),
    "workout_plan.weeks": ("weeks", _("A plan lasts from 1 to 104 weeks.")),
    "plan_day.order": ("week", _("Weeks and places count from 1.")),
    "plan_assignment.ends_after_start": ("ends_on", _ENDS_FIRST),
    "workout_exercise.order": ("sets", _("From 1 to 50 sets; places count from 1.")),
    "workout_exercise.reps": ("reps_max", _("The most reps are fewer than the fewest.")),
    "workout_exercise.load": (
        "load_kg",
        _("No load below 0, and no more than 150 percent of the max."),
    ),
    "workout_exercise.effort": ("rpe", _("RPE goes from 1 to 10, reps in reserve from 0 to 10.")),
    "workout_exercise.rest": ("rest_max_s", _("The longest rest is shorter than the shortest.")),
    "workout_exercise.positive": ("seconds", _("Durations and steps must be above 0.")),
    "workout_exercise.deload": ("deload_percent", _("A percentage lies between 0 and 100.")),
    "training_max.load": ("load_kg", _ABOVE_0),
    "training_max(client_id, exercise_id, set_on)": (
        "set_on", _("There is a training max for this exercise and day already."),
    ),
    "workout_session.finish": ("finished_at", _ENDS_FIRST),
    "workout_session.feeling": (
        "session_rpe", _("Effort goes from 1 to 10, the mood from 1 to 5."),
    ),
    "completed_set.order": ("reps", _("From 0 to 1000 reps; places count from 1.")),
    "completed_set.load": ("load", _("A load lies between -500 and 2000 kg.")),
    "completed_set.positive": ("seconds", _("Duration, distance and energy are not below 0.")),
    "completed_set.effort": ("rpe", _("Effort goes from 1 to 10.")),
    # nutrition
    "food.energy": ("energy_kcal", _("No food has more than 1000 kcal or 100 g of fibre.")),
    "food.protein_fat": ("protein_g", _("No food has more of one nutrient than it weighs.")),
    "food.carbs": ("carbs_g", _("No food has more of one nutrient than it weighs.")),
    "food(source, source_id)": ("source_id", _("This food was taken from there already.")),
    "food_name(food_id, language, name)": ("name", _NAMED_ALREADY),
    "food_portion(food_id, name)": ("name", _("This food has a portion of this name already.")),
    "food_portion.grams": ("grams", _ABOVE_0),
    "food_nutrient(food_id, nutrient)": ("nutrient", _("This food says this already.")),
    "food_nutrient.amount": ("amount", _NOT_BELOW_0),
    "recipe.yield": ("servings", _("Servings and the cooked weight must be above 0.")),
    "recipe_ingredient.food_or_recipe": ("food", _EITHER_FOOD_OR_RECIPE),
    "recipe_ingredient.not_itself": ("part", _("A recipe cannot be a part of itself.")),
    "recipe_ingredient.amount": ("amount", _ABOVE_0),
    "nutrition_target.energy": ("energy_kcal", _ABOVE_0),
    "nutrition_target.macros": ("protein_g", _("No nutrient can be below 0.")),
    "nutrition_target(client_id, starts_on, day_kind)": (
        "starts_on", _("There is a target from this day on already."),
    ),
    "meal_plan.days": ("days", _("A plan has from 1 to 31 days.")),
    "meal_plan.target": ("target_kcal", _("Energy must be above 0, protein not below.")),
    "meal_entry.order": ("day", _("Days and places count from 1.")),
    "meal_component.order": ("position", _PLACE),
    "meal_option.food_or_recipe": ("food", _EITHER_FOOD_OR_RECIPE),
    "meal_option.grams": ("grams", _("The weight must be above 0; places count from 1.")),
    "meal_option.bounds": ("max_g", _("The most is less than the least.")),
    "nutrition_entry.food_or_recipe": ("food", _EITHER_FOOD_OR_RECIPE),
    "nutrition_entry.grams": ("grams", _ABOVE_0),
    "nutrition_entry.positive": ("energy_kcal", _("Energy and protein are not below 0.")),
    # progress
    "metric(slug)": ("name", _("There is a metric with this name already.")),
    "metric.bounds": ("upper", _("Both bounds or none; the upper one is above the lower.")),
    "progress_photo(file_id)": ("file", _("This file is in a photo already.")),
    "goal.due": ("due_on", _ENDS_FIRST),
}  # fmt: skip
"""By rule: the field to mend, and the sentence."""

_TABLE = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)')
_COLUMNS = re.compile(r"\(([^)]*)\)=")


def broken(error: Any) -> Broken | None:
    """The rule that an IntegrityError names; None where the database names none that we know."""
    diag = getattr(error.orig, "diag", None)
    rule = _told_by_sqlite(error) if diag is None else _told_by_postgresql(error.orig, diag)
    if rule in RULES:
        return Broken(rule, *RULES[rule])
    table, _dot, check = rule.partition(".")
    if check.startswith(f"ck_{table}_"):  # of a column that holds one of some words
        return Broken(rule, check.removeprefix(f"ck_{table}_"), _("Not a word that fits here."))
    return None


def _told_by_postgresql(fault: Any, diag: Any) -> str:
    if fault.sqlstate == "23505":
        columns = _COLUMNS.search(diag.message_detail or "")
        return f"{diag.table_name}({columns[1] if columns else ''})"
    return f"{diag.table_name}.{diag.constraint_name}"


def _told_by_sqlite(error: Any) -> str:
    """`CHECK constraint failed: load`, `UNIQUE constraint failed: muscle.name, muscle.x`."""
    kind, _colon, named = str(error.orig).partition(" constraint failed: ")
    if kind == "UNIQUE":
        table = named.partition(".")[0]
        return f"{table}({', '.join(each.partition('.')[2] for each in named.split(', '))})"
    statement = _TABLE.match(error.statement or "")
    return f"{statement[1] if statement else ''}.{named}"
