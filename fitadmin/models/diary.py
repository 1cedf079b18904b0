"""The diary: what a client ate, and photos of meals with the coach's verdict."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from flask_appbuilder import Model
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, inspect
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fitadmin.models.columns import (
    Edited,
    UtcDateTime,
    about_the_same_client,
    exact,
    link,
    now,
    one_of,
)
from fitadmin.models.files import StoredFile
from fitadmin.models.foods import NUTRIENTS, Food, Recipe
from fitadmin.models.meals import MealOption
from fitadmin.models.people import ClientOwned
from fitadmin.models.scope import Invalid, Viewer
from fitadmin.rules.nutrition import portion


class NutritionEntry(Edited, ClientOwned, Model):
    """What a client ate, with the nutrients as they were known when it was logged.

    Of a food, a recipe, or a quick entry with its own numbers. Unknown stays NULL.
    """

    __tablename__ = "nutrition_entry"
    named_by = ("food", "recipe")
    __table_args__ = (
        CheckConstraint("food_id IS NULL OR recipe_id IS NULL", name="food_or_recipe"),
        CheckConstraint("grams > 0", name="grams"),
        CheckConstraint("energy_kcal >= 0 AND protein_g >= 0", name="positive"),
        about_the_same_client("meal_option", "option_id", part=False),
        UniqueConstraint("id", "client_id"),
        Index("ix_nutrition_entry_when", "client_id", "eaten_at"),
        Index("ix_nutrition_entry_at", "eaten_at", "id"),
    )

    eaten_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    meal: Mapped[str | None] = mapped_column(String(80))
    name: Mapped[str | None] = mapped_column(String(255))
    food_id: Mapped[int | None] = mapped_column(ForeignKey("food.id"), index=True)
    recipe_id: Mapped[int | None] = mapped_column(ForeignKey("recipe.id"), index=True)
    option_id: Mapped[int | None] = mapped_column(ForeignKey("meal_option.id"), index=True)
    grams: Mapped[Decimal | None] = mapped_column(exact(8, 2))
    amount: Mapped[Decimal | None] = mapped_column(exact(8, 2))
    unit: Mapped[str | None] = mapped_column(String(40))
    energy_kcal: Mapped[Decimal | None] = mapped_column(exact(12, 6))
    protein_g: Mapped[Decimal | None] = mapped_column(exact(12, 6))
    fat_g: Mapped[Decimal | None] = mapped_column(exact(12, 6))
    saturates_g: Mapped[Decimal | None] = mapped_column(exact(12, 6))
    carbs_g: Mapped[Decimal | None] = mapped_column(exact(12, 6))
    sugars_g: Mapped[Decimal | None] = mapped_column(exact(12, 6))
    fibre_g: Mapped[Decimal | None] = mapped_column(exact(12, 6))
    salt_g: Mapped[Decimal | None] = mapped_column(exact(12, 6))
    alcohol_g: Mapped[Decimal | None] = mapped_column(exact(12, 6))

    food: Mapped[Food | None] = relationship()
    recipe: Mapped[Recipe | None] = relationship()
    option: Mapped[MealOption | None] = link("NutritionEntry.option_id == MealOption.id")

    def settle(self, viewer: Viewer) -> None:
        """Fix the nutrients when logged; more or less of the same food scales what was fixed."""
        source: Food | Recipe | None = self.food or self.recipe
        if source is None:
            if self.name is None and self.energy_kcal is None:
                raise Invalid("say what it was: a food, a recipe, a name or its energy", "food")
            return
        if self.grams is None and self.amount is not None and self.unit:
            self.grams = source.grams_of(self.amount, self.unit)
        if self.grams is None:
            raise Invalid("how much it was is missing, or its unit has no known weight", "grams")
        before: Any = inspect(self).attrs
        if self.id is None or before.food_id.history.deleted or before.recipe_id.history.deleted:
            self._take(portion(source.per_100(), self.grams))
        elif (old := before.grams.history.deleted) and old[0]:
            factor = Decimal(self.grams) / old[0]
            known = {name: getattr(self, name) for name in NUTRIENTS}
            self._take({n: None if v is None else v * factor for n, v in known.items()})

    def _take(self, nutrients: dict[str, Decimal | None]) -> None:
        for name, value in nutrients.items():
            setattr(self, name, value)

    def __str__(self) -> str:
        return self.name or str(self.food or self.recipe or self.meal or "")


class MealUpload(Edited, ClientOwned, Model):
    """A client's photo of a meal, and the coach's reply. The client does not write the reply."""

    __tablename__ = "meal_upload"
    __table_args__ = (
        about_the_same_client("stored_file", "file_id", part=False),
        about_the_same_client("nutrition_entry", "entry_id", part=False),
        UniqueConstraint("id", "client_id"),
        Index("ix_meal_upload_queue", "verdict", "taken_at"),
    )
    reviews = frozenset(
        {"verdict", "estimate_kcal", "estimate_protein_g", "reply", "reviewed_at", "entry_id"}
    )

    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), index=True)
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    meal: Mapped[str | None] = mapped_column(String(80))
    note: Mapped[str | None] = mapped_column(Text)
    verdict: Mapped[str] = mapped_column(
        one_of("waiting", "good", "adjust", "off_plan"), default="waiting"
    )
    estimate_kcal: Mapped[Decimal | None] = mapped_column(exact(8, 2))
    estimate_protein_g: Mapped[Decimal | None] = mapped_column(exact(7, 2))
    reply: Mapped[str | None] = mapped_column(Text)
    reviewed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reviewed_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", ondelete="SET NULL")
    )
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("nutrition_entry.id"))

    file: Mapped[StoredFile | None] = link("MealUpload.file_id == StoredFile.id")
    entry: Mapped[NutritionEntry | None] = link("MealUpload.entry_id == NutritionEntry.id")

    def fixed_for(self, viewer: Viewer) -> frozenset[str]:
        """Somebody who only sees their own uploads cannot review them."""
        kind = viewer.kind
        return frozenset() if kind.sees_all or kind.coaches else self.reviews

    def __str__(self) -> str:
        return f"{self.meal or 'meal'} {self.taken_at:%Y-%m-%d %H:%M}"
