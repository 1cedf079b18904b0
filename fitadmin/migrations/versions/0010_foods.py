"""foods."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "food",
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("brand", sa.String(length=120), nullable=True),
        sa.Column("gtin", sa.String(length=14), nullable=True),
        sa.Column("category", sa.String(length=80), nullable=True),
        sa.Column(
            "basis",
            sa.Enum("100g", "100ml", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("energy_kcal", sa.Numeric(precision=10, scale=6), nullable=True),
        sa.Column("protein_g", sa.Numeric(precision=9, scale=6), nullable=True),
        sa.Column("fat_g", sa.Numeric(precision=9, scale=6), nullable=True),
        sa.Column("saturates_g", sa.Numeric(precision=9, scale=6), nullable=True),
        sa.Column("carbs_g", sa.Numeric(precision=9, scale=6), nullable=True),
        sa.Column("sugars_g", sa.Numeric(precision=9, scale=6), nullable=True),
        sa.Column("fibre_g", sa.Numeric(precision=9, scale=6), nullable=True),
        sa.Column("salt_g", sa.Numeric(precision=9, scale=6), nullable=True),
        sa.Column("alcohol_g", sa.Numeric(precision=9, scale=6), nullable=True),
        sa.Column(
            "carbs_counted",
            sa.Enum(
                "by_difference", "available", native_enum=False, create_constraint=True, length=24
            ),
            nullable=True,
        ),
        sa.Column("source", sa.String(length=40), nullable=True),
        sa.Column("source_id", sa.String(length=80), nullable=True),
        sa.Column("licence", sa.String(length=80), nullable=True),
        sa.Column("attribution", sa.String(length=300), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "custom",
            sa.JSON().with_variant(JSONB(), "postgresql"),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("carbs_g BETWEEN 0 AND 110 AND salt_g BETWEEN 0 AND 110", name="carbs"),
        sa.CheckConstraint(
            "energy_kcal BETWEEN 0 AND 1000 AND fibre_g BETWEEN 0 AND 100", name="energy"
        ),
        sa.CheckConstraint(
            "protein_g BETWEEN 0 AND 110 AND fat_g BETWEEN 0 AND 110", name="protein_fat"
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["owner_id"], ["trainer_profile.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    with op.batch_alter_table("food", schema=None) as batch_op:
        batch_op.create_index("ix_food_gtin", ["gtin"], unique=False)
        batch_op.create_index("ix_food_name", ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_food_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(
            "uq_food_source",
            ["source", "source_id"],
            unique=True,
            postgresql_where=sa.text("deleted_at IS NULL"),
            sqlite_where=sa.text("deleted_at IS NULL"),
        )

    op.create_table(
        "recipe",
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("servings", sa.Numeric(precision=6, scale=2), nullable=False),
        sa.Column("cooked_yield_g", sa.Numeric(precision=9, scale=2), nullable=True),
        sa.Column("steps", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "custom",
            sa.JSON().with_variant(JSONB(), "postgresql"),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("servings > 0 AND cooked_yield_g > 0", name="yield"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["owner_id"], ["trainer_profile.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    with op.batch_alter_table("recipe", schema=None) as batch_op:
        batch_op.create_index("ix_recipe_name", ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_recipe_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "food_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("food_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("is_alias", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["food_id"], ["food.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("food_id", "language", "name"),
    )
    with op.batch_alter_table("food_name", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_food_name_name"), ["name"], unique=False)

    op.create_table(
        "food_nutrient",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("food_id", sa.Integer(), nullable=False),
        sa.Column("nutrient", sa.String(length=60), nullable=False),
        sa.Column("amount", sa.Numeric(precision=12, scale=4), nullable=False),
        sa.Column(
            "unit",
            sa.Enum("g", "mg", "ug", "iu", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.CheckConstraint("amount >= 0", name="amount"),
        sa.ForeignKeyConstraint(["food_id"], ["food.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("food_id", "nutrient"),
    )
    op.create_table(
        "food_portion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("food_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("grams", sa.Numeric(precision=9, scale=3), nullable=False),
        sa.CheckConstraint("grams > 0", name="grams"),
        sa.ForeignKeyConstraint(["food_id"], ["food.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("food_id", "name"),
    )
    op.create_table(
        "recipe_ingredient",
        sa.Column("recipe_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("food_id", sa.Integer(), nullable=True),
        sa.Column("part_id", sa.Integer(), nullable=True),
        sa.Column("amount", sa.Numeric(precision=10, scale=3), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "custom",
            sa.JSON().with_variant(JSONB(), "postgresql"),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(food_id IS NULL) <> (part_id IS NULL)", name="food_or_recipe"),
        sa.CheckConstraint("amount > 0", name="amount"),
        sa.CheckConstraint("part_id <> recipe_id", name="not_itself"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["food_id"],
            ["food.id"],
        ),
        sa.ForeignKeyConstraint(
            ["part_id"],
            ["recipe.id"],
        ),
        sa.ForeignKeyConstraint(["recipe_id"], ["recipe.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    with op.batch_alter_table("recipe_ingredient", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recipe_ingredient_food_id"), ["food_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recipe_ingredient_part_id"), ["part_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_recipe_ingredient_recipe_id"), ["recipe_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("recipe_ingredient", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recipe_ingredient_recipe_id"))
        batch_op.drop_index(batch_op.f("ix_recipe_ingredient_part_id"))
        batch_op.drop_index(batch_op.f("ix_recipe_ingredient_food_id"))

    op.drop_table("recipe_ingredient")
    op.drop_table("food_portion")
    op.drop_table("food_nutrient")
    with op.batch_alter_table("food_name", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_food_name_name"))

    op.drop_table("food_name")
    with op.batch_alter_table("recipe", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recipe_owner_id"))
        batch_op.drop_index("ix_recipe_name")

    op.drop_table("recipe")
    with op.batch_alter_table("food", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_food_source",
            postgresql_where=sa.text("deleted_at IS NULL"),
            sqlite_where=sa.text("deleted_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_food_owner_id"))
        batch_op.drop_index("ix_food_name")
        batch_op.drop_index("ix_food_gtin")

    op.drop_table("food")
