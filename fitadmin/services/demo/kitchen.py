"""The kitchen of the demo gym: recipes, meal plans and what people eat beside them."""

from dataclasses import dataclass
from datetime import time

RECIPE = "recipe/"
Option = tuple[str, int]
"""A food of the starter library, or `recipe/` and a name; and grams."""


@dataclass(frozen=True, slots=True)
class Dish:
    """A recipe: servings, grams when cooked, steps, and (food, amount, unit) of each part."""

    name: str
    servings: int
    cooked_g: int | None
    steps: str
    parts: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Component:
    """A part of a meal; the first option is the chosen one."""

    name: str
    options: tuple[Option, ...]
    match: str = "energy"


@dataclass(frozen=True, slots=True)
class Meal:
    """One meal of the day."""

    name: str
    at: time
    components: tuple[Component, ...]


@dataclass(frozen=True, slots=True)
class Menu:
    """A meal plan of one day."""

    name: str
    meals: tuple[Meal, ...]


PORRIDGE = Dish(
    "Overnight oats",
    2,
    560,
    "Stir everything in a bowl. Leave it in the fridge overnight. Berries on top.",
    (
        ("rolled-oats", "100", "g"), ("milk-semi-skimmed", "250", "ml"),
        ("skyr-plain", "120", "g"), ("blueberries", "80", "g"), ("honey", "10", "g"),
    ),
)  # fmt: skip
CHILI = Dish(
    "Chilli with beans",
    4,
    1500,
    "Brown the mince with onion. Add tomatoes, beans and spice. Simmer for half an hour.",
    (
        ("beef-mince-10-fat-raw", "500", "g"), ("onion-raw", "150", "g"),
        ("tomatoes-tinned", "800", "g"), ("kidney-beans-tinned-drained", "400", "g"),
        ("olive-oil", "15", "g"),
    ),
)  # fmt: skip
DAL = Dish(
    "Red lentil dal",
    3,
    1100,
    "Soften onion in oil with spice. Add lentils, tomatoes and water. Cook until soft.",
    (
        ("lentils-dry", "250", "g"), ("onion-raw", "120", "g"), ("tomatoes-tinned", "400", "g"),
        ("coconut-milk-tinned", "150", "g"), ("rapeseed-oil", "15", "g"),
    ),
)  # fmt: skip
DISHES = (PORRIDGE, CHILI, DAL)

_FRUIT = Component("Fruit", (("banana", 120), ("apple", 180), ("orange", 190)))
_VEG = Component("Vegetables", (
    ("broccoli-boiled", 200), ("green-beans-raw", 180), ("carrot-raw", 150), ("tomato-raw", 220),
))  # fmt: skip
_FAT = Component("Fat", (("olive-oil", 10), ("avocado", 55), ("rapeseed-oil", 10)))


def _grain(grams: int) -> Component:
    return Component("Carbohydrates", (
        ("white-rice-cooked", grams), ("potato-boiled", round(grams * 1.5)),
        ("pasta-cooked", round(grams * 0.85)),
    ))  # fmt: skip


def _protein(*options: Option) -> Component:
    return Component("A protein source", options, "protein")


BALANCED = Menu("Balanced day", (
    Meal("Breakfast", time(7, 30), (
        Component("Grain", (("rolled-oats", 60), ("muesli-no-added-sugar", 60))),
        _protein(("skyr-plain", 200), ("low-fat-quark", 190), ("greek-yoghurt-0-fat", 200)),
        _FRUIT,
    )),
    Meal("Lunch", time(12, 30), (
        _protein(("chicken-breast-roasted", 140), ("turkey-breast-roasted", 145), ("cod-raw", 230)),
        _grain(200), _VEG, _FAT,
    )),
    Meal("Snack", time(16, 0), (
        Component("Snack", (
            ("almonds", 25), ("mixed-nuts-roasted-unsalted", 25), ("skyr-plain", 200),
        )),
    )),
    Meal("Dinner", time(19, 30), (
        Component("Main course", ((RECIPE + CHILI.name, 400), ("salmon-farmed-cooked", 180))),
        Component("Bread", (("wholemeal-bread", 70), ("rye-bread", 70))),
        _VEG,
    )),
))  # fmt: skip

PROTEIN = Menu("High protein", (
    Meal("Breakfast", time(7, 0), (
        Component("Bowl", ((RECIPE + PORRIDGE.name, 300), ("granola", 90))),
        _protein(("egg-boiled", 110), ("cottage-cheese-full-fat", 130)),
    )),
    Meal("Lunch", time(12, 0), (
        _protein(
            ("turkey-breast-roasted", 180), ("chicken-breast-roasted", 170),
            ("tuna-in-water-drained", 210),
        ),
        _grain(250), _VEG, _FAT,
    )),
    Meal("After training", time(17, 0), (
        _protein(("whey-protein-concentrate-powder", 35), ("casein-protein-powder", 35)),
        _FRUIT,
    )),
    Meal("Dinner", time(20, 0), (
        _protein(
            ("beef-sirloin-steak-lean-raw", 200), ("salmon-farmed-cooked", 160), ("cod-raw", 300),
        ),
        _grain(220), _VEG,
    )),
))  # fmt: skip

GREEN = Menu("Vegetarian", (
    Meal("Breakfast", time(8, 0), (
        Component("Bowl", ((RECIPE + PORRIDGE.name, 320), ("muesli-no-added-sugar", 90))),
        _FRUIT,
    )),
    Meal("Lunch", time(13, 0), (
        Component("Main course", ((RECIPE + DAL.name, 400), ("falafel", 150))),
        _grain(180), _VEG,
    )),
    Meal("Snack", time(16, 30), (
        Component("Snack", (("greek-yoghurt-5-fat", 180), ("hummus", 70), ("walnuts", 25))),
    )),
    Meal("Dinner", time(19, 0), (
        _protein(("tofu-firm", 180), ("tempeh", 130), ("egg-boiled", 150)),
        _grain(200), _VEG, _FAT,
    )),
))  # fmt: skip

MENUS = (BALANCED, PROTEIN, GREEN)

TREATS: tuple[tuple[str, Option, float], ...] = (
    ("Snack", ("milk-chocolate", 50), 15.5),
    ("Snack", ("croissant", 70), 10.5),
    ("Evening", ("potato-crisps", 80), 21.0),
    ("Evening", ("beer", 500), 20.5),
    ("Evening", ("vanilla-ice-cream", 120), 21.5),
    ("Dinner", ("cheese-pizza", 380), 19.5),
    ("Lunch", ("cheeseburger", 230), 12.5),
    ("Snack", ("cola", 330), 15.0),
    ("Evening", ("red-wine", 200), 21.0),
)
"""What happens between meals: meal, what, and when."""

QUICK: tuple[tuple[str, int, int], ...] = (
    ("Canteen", 720, 32),
    ("Lunch at the Thai place", 810, 35),
    ("Birthday cake", 420, 6),
    ("Döner", 690, 38),
)
"""Written down without a food: what, about how many kcal, and protein in g."""
