"""Meal plans and targets: what a client is to eat, down to options that may replace each other."""

from datetime import date, time
from decimal import Decimal
from typing import Any

from flask_appbuilder import Model
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, Time, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fitadmin.models.columns import (
    JSON_OBJECT,
    Edited,
    about_the_same_client,
    exact,
    link,
    living_unique,
    one_of,
    plain,
)
from fitadmin.models.foods import Food, Recipe
from fitadmin.models.people import ClientOwned, PartOfTemplateOrClients, TemplateOrClients
from fitadmin.models.scope import Invalid, Viewer


class NutritionTarget(Edited, ClientOwned, Model):
    """What a client should eat per day from a date on, and the formula it came from."""

    __tablename__ = "nutrition_target"
    __table_args__ = (
        living_unique("uq_nutrition_target_day", "client_id", "starts_on", "day_kind"),
        CheckConstraint("energy_kcal > 0", name="energy"),
        CheckConstraint("protein_g >= 0 AND carbs_g >= 0 AND fat_g >= 0", name="macros"),
    )

    starts_on: Mapped[date]
    day_kind: Mapped[str] = mapped_column(one_of("every", "training", "rest"), default="every")
    energy_kcal: Mapped[Decimal] = mapped_column(exact(8, 2))
    protein_g: Mapped[Decimal | None] = mapped_column(exact(7, 2))
    carbs_g: Mapped[Decimal | None] = mapped_column(exact(7, 2))
    fat_g: Mapped[Decimal | None] = mapped_column(exact(7, 2))
    formula: Mapped[str | None] = mapped_column(
        one_of("mifflin_st_jeor", "harris_benedict_1919", "roza_shizgal_1984", "katch_mcardle",
               "by_hand"),
        default="by_hand",
    )  # fmt: skip
    inputs: Mapped[dict[str, Any]] = mapped_column(JSON_OBJECT, default=dict)
    note: Mapped[str | None] = mapped_column(Text)

    def __str__(self) -> str:
        return f"{self.energy_kcal:.0f} kcal from {self.starts_on}"


class MealPlan(Edited, TemplateOrClients, Model):
    """A plan of days and meals: a template, or a client's own copy of one."""

    __tablename__ = "meal_plan"
    searched_by = ("name",)
    named_by = ("client",)
    __table_args__ = (
        CheckConstraint("days BETWEEN 1 AND 31", name="days"),
        CheckConstraint("target_kcal > 0 AND target_protein_g >= 0", name="target"),
        UniqueConstraint("id", "client_id"),
        Index("ix_meal_plan_name", "name"),
    )

    name: Mapped[str] = mapped_column(String(120))
    days: Mapped[int] = mapped_column(default=1)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    target_kcal: Mapped[Decimal | None] = mapped_column(exact(8, 2))
    target_protein_g: Mapped[Decimal | None] = mapped_column(exact(7, 2))
    target_carbs_g: Mapped[Decimal | None] = mapped_column(exact(7, 2))
    target_fat_g: Mapped[Decimal | None] = mapped_column(exact(7, 2))
    note: Mapped[str | None] = mapped_column(Text)
    copied_from_id: Mapped[int | None] = mapped_column(
        ForeignKey("meal_plan.id", ondelete="SET NULL")
    )

    entries: Mapped[list["MealEntry"]] = link(
        "MealEntry.plan_id == MealPlan.id",
        back_populates="plan",
        order_by="(MealEntry.day, MealEntry.position)",
    )

    def settle(self, viewer: Viewer) -> None:
        super().settle(viewer)
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise Invalid("ends before it starts", "ends_on")

    def __str__(self) -> str:
        return self.name if self.client is None else f"{self.name} ({self.client})"


class MealEntry(Edited, PartOfTemplateOrClients, Model):
    """One meal of one day of a plan: Breakfast, 07:30."""

    __tablename__ = "meal_entry"
    named_by = ("plan",)
    __table_args__ = (
        CheckConstraint("day >= 1 AND position >= 1", name="order"),
        about_the_same_client("meal_plan", "plan_id"),
        UniqueConstraint("id", "client_id"),
    )
    client_from = "plan"

    plan_id: Mapped[int] = mapped_column(ForeignKey("meal_plan.id", ondelete="CASCADE"), index=True)
    day: Mapped[int] = mapped_column(default=1)
    position: Mapped[int] = mapped_column(default=1)
    name: Mapped[str] = mapped_column(String(80))
    at: Mapped[time | None] = mapped_column(Time)
    note: Mapped[str | None] = mapped_column(Text)

    plan: Mapped[MealPlan] = link("MealEntry.plan_id == MealPlan.id", back_populates="entries")
    components: Mapped[list["MealComponent"]] = link(
        "MealComponent.entry_id == MealEntry.id",
        back_populates="entry",
        order_by="MealComponent.position",
    )

    def __str__(self) -> str:
        return f"{self.plan} – {self.name}"


class MealComponent(Edited, PartOfTemplateOrClients, Model):
    """A part of a meal, such as `a protein source`, with options that may replace one another."""

    __tablename__ = "meal_component"
    named_by = ("entry",)
    __table_args__ = (
        CheckConstraint("position >= 1", name="order"),
        about_the_same_client("meal_entry", "entry_id"),
        UniqueConstraint("id", "client_id"),
    )
    client_from = "entry"

    entry_id: Mapped[int] = mapped_column(
        ForeignKey("meal_entry.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=1)
    name: Mapped[str] = mapped_column(String(80))
    match: Mapped[str] = mapped_column(one_of("energy", "protein"), default="energy")

    entry: Mapped[MealEntry] = link(
        "MealComponent.entry_id == MealEntry.id", back_populates="components"
    )
    options: Mapped[list["MealOption"]] = link(
        "MealOption.component_id == MealComponent.id",
        back_populates="component",
        order_by="MealOption.position",
    )

    def __str__(self) -> str:
        return f"{self.entry} – {self.name}"


class MealOption(Edited, PartOfTemplateOrClients, Model):
    """So many grams of a food or recipe; the chosen one of a component counts."""

    __tablename__ = "meal_option"
    named_by = ("food", "recipe")
    __table_args__ = (
        CheckConstraint("(food_id IS NULL) <> (recipe_id IS NULL)", name="food_or_recipe"),
        CheckConstraint("grams > 0 AND position >= 1", name="grams"),
        CheckConstraint("min_g >= 0 AND max_g >= min_g", name="bounds"),
        about_the_same_client("meal_component", "component_id"),
        UniqueConstraint("id", "client_id"),
    )
    client_from = "component"

    component_id: Mapped[int] = mapped_column(
        ForeignKey("meal_component.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=1)
    food_id: Mapped[int | None] = mapped_column(ForeignKey("food.id"), index=True)
    recipe_id: Mapped[int | None] = mapped_column(ForeignKey("recipe.id"), index=True)
    grams: Mapped[Decimal] = mapped_column(exact(8, 2))
    min_g: Mapped[Decimal | None] = mapped_column(exact(8, 2))
    max_g: Mapped[Decimal | None] = mapped_column(exact(8, 2))
    is_chosen: Mapped[bool] = mapped_column(default=False)

    component: Mapped[MealComponent] = link(
        "MealOption.component_id == MealComponent.id", back_populates="options"
    )
    food: Mapped[Food | None] = relationship()
    recipe: Mapped[Recipe | None] = relationship()

    def __str__(self) -> str:
        return f"{plain(self.grams)} g {self.food or self.recipe}"
