"""Foods and recipes: what can be eaten, and what is in it. Unknown is NULL, never 0."""

from decimal import Decimal

from flask_appbuilder import Model
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fitadmin.models.columns import Edited, computed, exact, living_unique, one_of, plain
from fitadmin.models.people import LibraryRow
from fitadmin.models.scope import Invalid, SeenThrough, Viewer
from fitadmin.rules.energy import atwater_kcal
from fitadmin.rules.nutrition import per_100_g, recipe_totals
from fitadmin.rules.units import Unit, convert

NUTRIENTS = (
    "energy_kcal", "protein_g", "fat_g", "saturates_g", "carbs_g", "sugars_g", "fibre_g",
    "salt_g", "alcohol_g",
)  # fmt: skip
"""The columns of Food and of NutritionEntry that hold an amount of something."""


class Food(Edited, LibraryRow, Model):
    """One food with its nutrients per 100 g or 100 ml: the gym's, or private to a trainer.

    *carbs_counted* says whether carbs_g includes fibre (by_difference) or not (available).
    """

    __tablename__ = "food"
    searched_by = ("name", "brand", "gtin", "names.name")
    found_at_most = 1_000  # of 400,000, so that a page takes 20 ms at most
    __table_args__ = (
        living_unique("uq_food_source", "source", "source_id"),
        Index("ix_food_name", "name"),
        Index("ix_food_gtin", "gtin"),
        CheckConstraint(
            "energy_kcal BETWEEN 0 AND 1000 AND fibre_g BETWEEN 0 AND 100", name="energy"
        ),
        CheckConstraint(
            "protein_g BETWEEN 0 AND 110 AND fat_g BETWEEN 0 AND 110", name="protein_fat"
        ),
        CheckConstraint("carbs_g BETWEEN 0 AND 110 AND salt_g BETWEEN 0 AND 110", name="carbs"),
    )

    name: Mapped[str] = mapped_column(String(255))
    brand: Mapped[str | None] = mapped_column(String(120))
    gtin: Mapped[str | None] = mapped_column(String(14))
    category: Mapped[str | None] = mapped_column(String(80))
    basis: Mapped[str] = mapped_column(one_of("100g", "100ml"), default="100g")
    energy_kcal: Mapped[Decimal | None] = mapped_column(exact(10, 6))
    protein_g: Mapped[Decimal | None] = mapped_column(exact(9, 6))
    fat_g: Mapped[Decimal | None] = mapped_column(exact(9, 6))
    saturates_g: Mapped[Decimal | None] = mapped_column(exact(9, 6))
    carbs_g: Mapped[Decimal | None] = mapped_column(exact(9, 6))
    sugars_g: Mapped[Decimal | None] = mapped_column(exact(9, 6))
    fibre_g: Mapped[Decimal | None] = mapped_column(exact(9, 6))
    salt_g: Mapped[Decimal | None] = mapped_column(exact(9, 6))
    alcohol_g: Mapped[Decimal | None] = mapped_column(exact(9, 6))
    carbs_counted: Mapped[str | None] = mapped_column(one_of("by_difference", "available"))
    source: Mapped[str | None] = mapped_column(String(40))
    source_id: Mapped[str | None] = mapped_column(String(80))
    licence: Mapped[str | None] = mapped_column(String(80))
    attribution: Mapped[str | None] = mapped_column(String(300))

    portions: Mapped[list["FoodPortion"]] = relationship(
        back_populates="food", cascade="all, delete-orphan", passive_deletes=True
    )
    names: Mapped[list["FoodName"]] = relationship(
        back_populates="food", cascade="all, delete-orphan", passive_deletes=True
    )
    further: Mapped[list["FoodNutrient"]] = relationship(
        back_populates="food", cascade="all, delete-orphan", passive_deletes=True
    )

    def per_100(self) -> dict[str, Decimal | None]:
        """The nutrients of 100 g (or ml), each in the unit of its name; unknown is None."""
        return {name: getattr(self, name) for name in NUTRIENTS}

    def grams_of(self, amount: Decimal, unit: str) -> Decimal | None:
        """What *amount* of a mass unit or of a portion weighs, in g (or ml); None if unknown."""
        if (mass := _grams_of(amount, unit)) is not None:
            return mass
        return next((amount * p.grams for p in self.portions if p.name == unit), None)

    @computed.of("energy_kcal", "protein_g", "carbs_g", "fat_g", "alcohol_g")
    def energy_estimated_kcal(self) -> Decimal | None:
        """An estimate per 100 g from the macros (4/4/9/7), where the energy itself is unknown."""
        known = (self.protein_g, self.carbs_g, self.fat_g, self.alcohol_g)
        if self.energy_kcal is not None or all(amount is None for amount in known):
            return None
        return atwater_kcal(*(max(amount or 0, 0) for amount in known))

    def __str__(self) -> str:
        return f"{self.name} ({self.brand})" if self.brand else self.name


class FoodName(SeenThrough, Model):
    """What a food is called in a language, or another word for it (an alias)."""

    __tablename__ = "food_name"
    __table_args__ = (UniqueConstraint("food_id", "language", "name"),)
    seen_through = "food"

    id: Mapped[int] = mapped_column(primary_key=True)
    food_id: Mapped[int] = mapped_column(ForeignKey("food.id", ondelete="CASCADE"))
    language: Mapped[str] = mapped_column(String(10), default="en")
    name: Mapped[str] = mapped_column(String(255), index=True)
    is_alias: Mapped[bool] = mapped_column(default=False)

    food: Mapped[Food] = relationship(back_populates="names")

    def __str__(self) -> str:
        return self.name


class FoodPortion(SeenThrough, Model):
    """A named portion of a food and its weight: one cup is 249 g."""

    __tablename__ = "food_portion"
    __table_args__ = (
        UniqueConstraint("food_id", "name"),
        CheckConstraint("grams > 0", name="grams"),
    )
    seen_through = "food"

    id: Mapped[int] = mapped_column(primary_key=True)
    food_id: Mapped[int] = mapped_column(ForeignKey("food.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    grams: Mapped[Decimal] = mapped_column(exact(9, 3))

    food: Mapped[Food] = relationship(back_populates="portions")

    def __str__(self) -> str:
        return f"{self.name} ({plain(self.grams)} g)"


class FoodNutrient(SeenThrough, Model):
    """A further nutrient of a food, per 100 g or 100 ml: `potassium`, 237, `mg`."""

    __tablename__ = "food_nutrient"
    __table_args__ = (
        UniqueConstraint("food_id", "nutrient"),
        CheckConstraint("amount >= 0", name="amount"),
    )
    seen_through = "food"

    id: Mapped[int] = mapped_column(primary_key=True)
    food_id: Mapped[int] = mapped_column(ForeignKey("food.id", ondelete="CASCADE"))
    nutrient: Mapped[str] = mapped_column(String(60))
    amount: Mapped[Decimal] = mapped_column(exact(12, 4))
    unit: Mapped[str] = mapped_column(one_of("g", "mg", "ug", "iu"), default="mg")

    food: Mapped[Food] = relationship(back_populates="further")

    def __str__(self) -> str:
        return f"{self.nutrient} {plain(self.amount)} {self.unit}"


class Recipe(Edited, LibraryRow, Model):
    """Foods cooked together: nutrients follow from the ingredients."""

    __tablename__ = "recipe"
    derived_from = ("ingredients.food.portions", "ingredients.part")
    searched_by = ("name",)
    __table_args__ = (
        Index("ix_recipe_name", "name"),
        CheckConstraint("servings > 0 AND cooked_yield_g > 0", name="yield"),
    )

    name: Mapped[str] = mapped_column(String(160))
    servings: Mapped[Decimal] = mapped_column(exact(6, 2), default=Decimal(1))
    cooked_yield_g: Mapped[Decimal | None] = mapped_column(exact(9, 2))
    steps: Mapped[str | None] = mapped_column(Text)

    ingredients: Mapped[list["RecipeIngredient"]] = relationship(
        back_populates="recipe",
        primaryjoin="RecipeIngredient.recipe_id == Recipe.id",
        order_by="RecipeIngredient.position",
    )

    def per_100(self) -> dict[str, Decimal | None]:
        """The nutrients of 100 g as cooked (or raw, without a yield); unknown is None."""
        parts = [(i.per_100(), i.grams) for i in self.ingredients if i.deleted_at is None]
        if not parts or any(grams is None for _, grams in parts):
            return dict.fromkeys(NUTRIENTS)
        weighed = [(nutrients, grams or Decimal(0)) for nutrients, grams in parts]
        cooked = self.cooked_yield_g or sum((grams for _, grams in weighed), Decimal(0))
        totals = per_100_g(recipe_totals(weighed), cooked)
        return {name: totals[name].value for name in NUTRIENTS}

    def grams_of(self, amount: Decimal, unit: str) -> Decimal | None:
        """What *amount* of a mass unit or of servings weighs, in g; None if unknown."""
        if unit == "serving" and self.cooked_yield_g is not None:
            return amount * self.cooked_yield_g / self.servings
        return _grams_of(amount, unit)

    def contains(self, other: "Recipe") -> bool:
        """Whether *other* is this recipe or a part of it, however deep."""
        return self is other or any(
            part.contains(other) for i in self.ingredients if (part := i.part) is not None
        )

    def __str__(self) -> str:
        return self.name


class RecipeIngredient(Edited, SeenThrough, Model):
    """So much of a food, or of another recipe."""

    __tablename__ = "recipe_ingredient"
    derived_from = ("food.portions", "part")
    named_by = ("food", "part")
    __table_args__ = (
        CheckConstraint("(food_id IS NULL) <> (part_id IS NULL)", name="food_or_recipe"),
        CheckConstraint("part_id <> recipe_id", name="not_itself"),
        CheckConstraint("amount > 0", name="amount"),
    )
    seen_through = "recipe"

    recipe_id: Mapped[int] = mapped_column(ForeignKey("recipe.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=1)
    food_id: Mapped[int | None] = mapped_column(ForeignKey("food.id"), index=True)
    part_id: Mapped[int | None] = mapped_column(ForeignKey("recipe.id"), index=True)
    amount: Mapped[Decimal] = mapped_column(exact(10, 3))
    unit: Mapped[str] = mapped_column(String(40), default="g")

    recipe: Mapped[Recipe] = relationship(foreign_keys=[recipe_id], back_populates="ingredients")
    food: Mapped[Food | None] = relationship()
    part: Mapped[Recipe | None] = relationship(foreign_keys=[part_id])

    @property
    def grams(self) -> Decimal | None:
        """What the ingredient weighs, in g; None where its unit has no known weight."""
        source = self.food or self.part
        return None if source is None else source.grams_of(self.amount, self.unit)

    def per_100(self) -> dict[str, Decimal | None]:
        """The nutrients of 100 g of the food or recipe."""
        source = self.food or self.part
        return dict.fromkeys(NUTRIENTS) if source is None else source.per_100()

    def settle(self, viewer: Viewer) -> None:
        if self.part is not None and self.recipe is not None and self.part.contains(self.recipe):
            raise Invalid("a recipe cannot contain itself", "part")

    def __str__(self) -> str:
        return f"{plain(self.amount)} {self.unit} {self.food or self.part}"


def _grams_of(amount: Decimal, unit: str) -> Decimal | None:
    """So much of a unit of mass in g; ml count as they are, for foods per 100 ml."""
    if unit == "ml":
        return amount
    try:
        return convert(amount, Unit(unit), Unit.G)
    except ValueError:
        return None
