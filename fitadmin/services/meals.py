"""Meal plans: what a plan adds up to."""

from collections import defaultdict
from typing import NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from fitadmin.models.foods import NUTRIENTS, Food, Recipe, RecipeIngredient
from fitadmin.models.meals import MealComponent, MealEntry, MealOption, MealPlan
from fitadmin.rules.nutrition import Nutrients, Range, Total, component_range, portion, totals


class DayTotals(NamedTuple):
    """One day: the sum of the chosen options, and the energy over all choices."""

    day: int
    chosen: dict[str, Total]
    energy_range: Range


def totals_of(session: Session, plan: MealPlan) -> list[DayTotals]:
    """What each day of *plan* adds up to, unrounded; unknown amounts are told, not guessed.

    Of a component with no chosen option the first counts; one without options adds nothing.
    """
    components: dict[int, list[list[Nutrients]]] = defaultdict(list)
    for entry in session.scalars(_entries_of(plan)):
        for component in entry.components:
            if component.options:
                components[entry.day].append(_in_order(component))
    return [_totals(day, components.get(day, [])) for day in range(1, plan.days + 1)]


def _entries_of(plan: MealPlan) -> Select[MealEntry]:
    options = selectinload(MealEntry.components).selectinload(MealComponent.options)
    ingredients = options.selectinload(MealOption.recipe).selectinload(Recipe.ingredients)
    return (
        select(MealEntry)
        .where(MealEntry.plan_id == plan.id)
        .order_by(MealEntry.day, MealEntry.position)
        .options(
            options.selectinload(MealOption.food).selectinload(Food.portions),
            ingredients.selectinload(RecipeIngredient.food).selectinload(Food.portions),
        )
    )


def _in_order(component: MealComponent) -> list[Nutrients]:
    """The nutrients of each option, the one that counts first."""
    options = sorted(component.options, key=lambda option: not option.is_chosen)
    return [_nutrients(option) for option in options]


def _nutrients(option: MealOption) -> Nutrients:
    source: Food | Recipe | None = option.food or option.recipe
    per_100 = dict.fromkeys(NUTRIENTS) if source is None else source.per_100()
    return portion(per_100, option.grams)


def _totals(day: int, components: list[list[Nutrients]]) -> DayTotals:
    chosen = totals([options[0] for options in components])
    energies = [[option["energy_kcal"] for option in options] for options in components]
    return DayTotals(day, chosen, component_range(energies))
