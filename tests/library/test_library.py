"""The starter library is data written by hand: these tests read it as a careful editor would."""

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest

LIBRARY = Path(__file__).parents[2] / "fitadmin" / "library"
LANGUAGES = ("de", "es", "fr", "pt_BR")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

EXERCISE_KEYS = {
    "id", "name", "force", "level", "mechanic", "equipment", "primaryMuscles", "secondaryMuscles",
    "category", "instructions", "measuredBy", "unilateral", "aliases", "names", "substitutes",
}  # fmt: skip
MUSCLES = {
    "abdominals", "abductors", "adductors", "biceps", "calves", "chest", "forearms", "glutes",
    "hamstrings", "lats", "lower back", "middle back", "neck", "quadriceps", "shoulders", "traps",
    "triceps",
}  # fmt: skip
VOCABULARY = {
    "force": {None, "push", "pull", "static"},
    "level": {"beginner", "intermediate", "expert"},
    "mechanic": {None, "compound", "isolation"},
    "equipment": {
        None, "bands", "barbell", "body only", "cable", "dumbbell", "e-z curl bar",
        "exercise ball", "foam roll", "kettlebells", "machine", "medicine ball", "other",
    },
    "category": {
        "strength", "stretching", "plyometrics", "strongman", "powerlifting", "cardio",
        "olympic weightlifting",
    },
    "measuredBy": {"reps_load", "reps", "seconds", "metres", "kcal"},
    "unilateral": {True, False},
}  # fmt: skip

FOOD_COLUMNS = [
    "source_id", "name", "name_de", "name_es", "name_fr", "name_pt_BR", "category", "basis",
    "energy_kcal", "protein_g", "fat_g", "saturates_g", "carbs_g", "sugars_g", "fibre_g",
    "salt_g", "alcohol_g", "carbs_counted", "portions", "aliases",
]  # fmt: skip
FIGURES = FOOD_COLUMNS[8:17]
CATEGORIES = {
    "Dairy and eggs", "Meat and poultry", "Fish and seafood", "Legumes and soy",
    "Grains and pasta", "Bread and bakery", "Vegetables", "Fruit", "Nuts and seeds",
    "Fats and oils", "Sauces and seasonings", "Sweets and snacks", "Drinks", "Prepared dishes",
    "Sports nutrition",
}  # fmt: skip
ENERGY_EXCEPTIONS = {
    # the food table uses factors of its own for cocoa (protein 1.83, carbs 1.33 kcal per g)
    "cocoa-powder",
}

EXERCISES = json.loads((LIBRARY / "exercises.json").read_text(encoding="utf-8"))
with (LIBRARY / "foods.csv").open(encoding="utf-8", newline="") as file:
    READER = csv.DictReader(file)
    FOODS = list(READER)
    HEADER = READER.fieldnames

each_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda row: row["id"])
each_food = pytest.mark.parametrize("food", FOODS, ids=lambda row: row["source_id"])


def figure(food, column):
    return float(food[column] or 0)


def twice(values):
    return [value for value, count in Counter(values).items() if count > 1]


def test_there_are_about_120_exercises_and_250_foods():
    assert 110 <= len(EXERCISES) <= 130
    assert 235 <= len(FOODS) <= 275


def test_no_id_and_no_name_occurs_twice():
    assert not twice(row["id"] for row in EXERCISES)
    assert not twice(row["source_id"] for row in FOODS)
    assert not twice(row["name"].casefold() for row in EXERCISES)
    assert not twice(row["name"].casefold() for row in FOODS)
    for language in LANGUAGES:
        assert not twice(row["names"][language].casefold() for row in EXERCISES)
        assert not twice(row[f"name_{language}"].casefold() for row in FOODS)


def test_no_alias_leads_to_two_exercises():
    words = [word.casefold() for row in EXERCISES for word in [row["name"], *row["aliases"]]]
    assert not twice(words)


@each_exercise
def test_an_exercise_has_every_field_and_a_slug_for_an_id(exercise):
    assert set(exercise) == EXERCISE_KEYS
    assert SLUG.fullmatch(exercise["id"])


@each_exercise
def test_an_exercise_uses_only_the_closed_vocabulary(exercise):
    for field, allowed in VOCABULARY.items():
        assert exercise[field] in allowed, field
    primary, secondary = exercise["primaryMuscles"], exercise["secondaryMuscles"]
    assert primary
    assert set(primary) | set(secondary) <= MUSCLES
    assert not twice(primary + secondary)


@each_exercise
def test_an_exercise_is_named_in_all_languages_and_nothing_is_blank(exercise):
    assert tuple(exercise["names"]) == LANGUAGES
    texts = [exercise["name"], *exercise["names"].values(), *exercise["aliases"]]
    assert all(text and text == text.strip() for text in texts)


@each_exercise
def test_instructions_are_two_to_four_short_steps(exercise):
    steps = exercise["instructions"]
    assert 2 <= len(steps) <= 4
    assert all(step[0].isupper() and step.endswith(".") and len(step) <= 140 for step in steps)


@each_exercise
def test_substitutes_exist_and_are_not_the_exercise_itself(exercise):
    substitutes = exercise["substitutes"]
    assert substitutes
    assert set(substitutes) <= {row["id"] for row in EXERCISES} - {exercise["id"]}
    assert not twice(substitutes)


def test_every_muscle_is_trained_by_some_exercise():
    assert {muscle for row in EXERCISES for muscle in row["primaryMuscles"]} == MUSCLES


def test_the_food_table_has_the_promised_columns_and_categories():
    assert HEADER == FOOD_COLUMNS
    assert {food["category"] for food in FOODS} == CATEGORIES


@each_food
def test_a_food_has_a_slug_a_basis_and_names_in_all_languages(food):
    assert SLUG.fullmatch(food["source_id"])
    assert food["basis"] in {"100g", "100ml"}
    assert food["carbs_counted"] in {"by_difference", "available"}
    names = [food["name"], *(food[f"name_{language}"] for language in LANGUAGES)]
    assert all(name and name == name.strip() for name in names)


@each_food
def test_figures_are_plain_decimals_and_the_main_ones_are_known(food):
    for column in FIGURES:
        assert re.fullmatch(r"(\d+(\.\d+)?)?", food[column]), column
    assert all(food[column] for column in ("energy_kcal", "protein_g", "fat_g", "carbs_g"))


def energy_from_macronutrients(food):
    fibre = figure(food, "fibre_g")
    inside = fibre if food["carbs_counted"] == "by_difference" else 0
    return (
        4 * figure(food, "protein_g")
        + 9 * figure(food, "fat_g")
        + 7 * figure(food, "alcohol_g")
        + 4 * (figure(food, "carbs_g") - inside)
        + 2 * fibre
    )


def test_energy_follows_from_the_macronutrients_but_for_the_named_exceptions():
    unlike = {
        food["source_id"]
        for food in FOODS
        if abs(figure(food, "energy_kcal") - energy_from_macronutrients(food))
        > 0.2 * figure(food, "energy_kcal") + 15
    }
    assert unlike == ENERGY_EXCEPTIONS


@each_food
def test_a_part_is_never_larger_than_its_whole(food):
    assert figure(food, "sugars_g") <= figure(food, "carbs_g")
    assert figure(food, "saturates_g") <= figure(food, "fat_g")
    if food["carbs_counted"] == "by_difference":
        assert figure(food, "fibre_g") <= figure(food, "carbs_g")


@each_food
def test_the_parts_of_100_g_weigh_no_more_than_100_g(food):
    parts = ["protein_g", "fat_g", "carbs_g", "salt_g", "alcohol_g"]
    if food["carbs_counted"] == "available":
        parts.append("fibre_g")
    tolerance = 1 if food["basis"] == "100g" else 5  # 100 ml may weigh more than 100 g
    assert sum(figure(food, part) for part in parts) <= 100 + tolerance


@each_food
def test_portions_have_a_name_and_a_positive_weight(food):
    pairs = [pair.split("=") for pair in food["portions"].split(";")] if food["portions"] else []
    assert all(len(pair) == 2 and pair[0].strip() and float(pair[1]) > 0 for pair in pairs)
    assert not twice(name for name, _ in pairs)


@each_food
def test_food_aliases_are_not_blank_and_not_repeated(food):
    aliases = food["aliases"].split(";") if food["aliases"] else []
    assert all(alias and alias == alias.strip() for alias in aliases)
    assert not twice([food["name"].casefold(), *(alias.casefold() for alias in aliases)])
