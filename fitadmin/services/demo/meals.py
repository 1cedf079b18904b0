"""Meals as planned: recipes, meal plans for the gym and for clients, and their targets."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from fitadmin.models.foods import Food, Recipe, RecipeIngredient
from fitadmin.models.meals import MealComponent, MealEntry, MealOption, MealPlan
from fitadmin.rules.nutrition import portion
from fitadmin.services.demo.kitchen import DISHES, MENUS, RECIPE, TREATS, Component, Menu
from fitadmin.services.demo.rows import Ink, Row

Amounts = dict[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Edible:
    """A food or a recipe, and what is in 100 g of it; portions are remembered."""

    food_id: int | None
    recipe_id: int | None
    per_100: Mapping[str, Decimal | None]
    known: dict[Decimal, Amounts] = field(default_factory=dict)

    def inside(self, grams: Decimal) -> Amounts:
        """What is in so many grams of it."""
        if grams not in self.known:
            self.known[grams] = portion(self.per_100, grams)
        return self.known[grams]


class Card(NamedTuple):
    """A menu as the gym's template, and the energy of its chosen options."""

    plan_id: int
    kcal: Decimal


Menus = dict[str, Card]
Larder = dict[str, Edible]
"""By the library's own id, or `recipe/` and the name."""


@dataclass(slots=True)
class Planned:
    """One meal plan to be written. *option_ids* has an id for each option, meal by meal."""

    menu: Menu
    at: datetime
    by: int | None
    client_id: int | None = None
    copied_from_id: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    target: Mapping[str, Decimal | None] = field(default_factory=dict)
    factor: float = 1.0
    plan_id: int = 0
    option_ids: list[list[list[int]]] = field(default_factory=list)


@cache
def scaled(grams: int, factor: float) -> Decimal:
    """So much more or less, in steps of 5 g."""
    return Decimal(max(round(grams * factor / 5) * 5, 5))


def stock(session: Session) -> Larder:
    """The foods that the kitchen uses, by the ids of the starter library."""
    foods = session.scalars(
        select(Food)
        .where(Food.source_id.in_(_wanted()), Food.owner_id.is_(None))
        .order_by(Food.id)
        .options(selectinload(Food.portions))
    )
    return {str(food.source_id): Edible(food.id, None, food.per_100()) for food in foods}


@cache
def _wanted() -> frozenset[str]:
    names = {part[0] for dish in DISHES for part in dish.parts} | {t[1][0] for t in TREATS}
    for menu in MENUS:
        for meal in menu.meals:
            names |= {name for component in meal.components for name, _ in component.options}
    return frozenset(name for name in names if not name.startswith(RECIPE))


def missing(larder: Larder) -> list[str]:
    """What the kitchen needs and the library does not have."""
    return sorted(_wanted() - larder.keys())


def cook(session: Session, larder: Larder, by: int) -> None:
    """Write the recipes, and put them into the larder."""
    for dish in DISHES:
        recipe = Recipe(
            name=dish.name,
            servings=Decimal(dish.servings),
            cooked_yield_g=None if dish.cooked_g is None else Decimal(dish.cooked_g),
            steps=dish.steps,
            created_by_id=by,
        )
        session.add(recipe)
        session.flush()
        session.add_all(
            RecipeIngredient(
                recipe_id=recipe.id,
                position=position,
                food_id=larder[name].food_id,
                amount=Decimal(amount),
                unit=unit,
                created_by_id=by,
            )
            for position, (name, amount, unit) in enumerate(dish.parts, start=1)
        )
        session.flush()
        session.refresh(recipe)
        larder[RECIPE + dish.name] = Edible(None, recipe.id, recipe.per_100())


def write_menus(ink: Ink, larder: Larder, by: int, at: datetime) -> Menus:
    """Write every menu as a template, and return them by name."""
    planned = [Planned(menu, at, by, target=_content(menu, larder)) for menu in MENUS]
    write_meal_plans(ink, larder, planned)
    return {
        one.menu.name: Card(one.plan_id, one.target["energy_kcal"] or Decimal(1)) for one in planned
    }


def _content(menu: Menu, larder: Larder) -> Amounts:
    """What the chosen options add up to, rounded: the template's own target."""
    chosen = [c.options[0] for meal in menu.meals for c in meal.components]
    inside = [larder[name].inside(Decimal(grams)) for name, grams in chosen]
    return {
        name: sum((one[name] or Decimal(0) for one in inside), Decimal(0)).quantize(Decimal(1))
        for name in ("energy_kcal", "protein_g", "carbs_g", "fat_g")
    }


def write_meal_plans(ink: Ink, larder: Larder, planned: list[Planned]) -> None:
    """Write the plans with all their parts, and note their ids."""
    plan_ids = ink.insert(MealPlan, (_plan(ink, one) for one in planned))
    for one, plan_id in zip(planned, plan_ids, strict=True):
        one.plan_id = plan_id
    entry_ids = iter(ink.insert(MealEntry, _each(ink, planned, _entries)))
    parents = [(one, meal, next(entry_ids)) for one in planned for meal in one.menu.meals]
    component_ids = iter(
        ink.insert(
            MealComponent,
            (
                _component(ink, one, part, entry_id, position)
                for one, meal, entry_id in parents
                for position, part in enumerate(meal.components, start=1)
            ),
        )
    )
    parts = [(one, part, next(component_ids)) for one, m, _ in parents for part in m.components]
    options = (row for part in parts for row in _options(ink, larder, *part))
    option_ids = iter(ink.insert(MealOption, options))
    for one in planned:
        one.option_ids = [
            [[next(option_ids) for _ in part.options] for part in meal.components]
            for meal in one.menu.meals
        ]


def _each(
    ink: Ink, planned: list[Planned], rows: Callable[[Ink, Planned], Iterator[Row]]
) -> Iterator[Row]:
    for one in planned:
        yield from rows(ink, one)


def _plan(ink: Ink, one: Planned) -> Row:
    row: dict[str, Any] = {
        "name": one.menu.name,
        "client_id": one.client_id,
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
        "target_kcal": one.target.get("energy_kcal"),
        "target_protein_g": one.target.get("protein_g"),
        "target_carbs_g": one.target.get("carbs_g"),
        "target_fat_g": one.target.get("fat_g"),
        "copied_from_id": one.copied_from_id,
    }
    return ink.dated(row, one.at, one.by)


def _entries(ink: Ink, one: Planned) -> Iterator[Row]:
    for position, meal in enumerate(one.menu.meals, start=1):
        row = {
            "plan_id": one.plan_id,
            "client_id": one.client_id,
            "position": position,
            "name": meal.name,
            "at": meal.at,
        }
        yield ink.dated(row, one.at, one.by)


def _component(ink: Ink, one: Planned, part: Component, entry_id: int, position: int) -> Row:
    row = {
        "entry_id": entry_id,
        "client_id": one.client_id,
        "position": position,
        "name": part.name,
        "match": part.match,
    }
    return ink.dated(row, one.at, one.by)


def _options(
    ink: Ink, larder: Larder, one: Planned, part: Component, component_id: int
) -> Iterator[Row]:
    for position, (name, usual) in enumerate(part.options, start=1):
        grams, edible = scaled(usual, one.factor), larder[name]
        row = {
            "component_id": component_id,
            "client_id": one.client_id,
            "position": position,
            "food_id": edible.food_id,
            "recipe_id": edible.recipe_id,
            "grams": grams,
            "min_g": grams / 2,
            "max_g": grams * 3 / 2,
            "is_chosen": position == 1,
        }
        yield ink.dated(row, one.at, one.by)
