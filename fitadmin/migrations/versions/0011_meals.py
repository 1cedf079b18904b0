"""meals."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meal_plan",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("target_kcal", sa.Numeric(precision=8, scale=2), nullable=True),
        sa.Column("target_protein_g", sa.Numeric(precision=7, scale=2), nullable=True),
        sa.Column("target_carbs_g", sa.Numeric(precision=7, scale=2), nullable=True),
        sa.Column("target_fat_g", sa.Numeric(precision=7, scale=2), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("copied_from_id", sa.Integer(), nullable=True),
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
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("days BETWEEN 1 AND 31", name="days"),
        sa.CheckConstraint("target_kcal > 0 AND target_protein_g >= 0", name="target"),
        sa.ForeignKeyConstraint(["client_id"], ["client_profile.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["copied_from_id"], ["meal_plan.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["owner_id"], ["trainer_profile.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("id", "client_id"),
        sa.UniqueConstraint("uid"),
    )
    with op.batch_alter_table("meal_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meal_plan_client_id"), ["client_id"], unique=False)
        batch_op.create_index("ix_meal_plan_name", ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_meal_plan_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "nutrition_target",
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column(
            "day_kind",
            sa.Enum(
                "every", "training", "rest", native_enum=False, create_constraint=True, length=24
            ),
            nullable=False,
        ),
        sa.Column("energy_kcal", sa.Numeric(precision=8, scale=2), nullable=False),
        sa.Column("protein_g", sa.Numeric(precision=7, scale=2), nullable=True),
        sa.Column("carbs_g", sa.Numeric(precision=7, scale=2), nullable=True),
        sa.Column("fat_g", sa.Numeric(precision=7, scale=2), nullable=True),
        sa.Column(
            "formula",
            sa.Enum(
                "mifflin_st_jeor",
                "harris_benedict_1919",
                "roza_shizgal_1984",
                "katch_mcardle",
                "by_hand",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("inputs", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
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
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("energy_kcal > 0", name="energy"),
        sa.CheckConstraint("protein_g >= 0 AND carbs_g >= 0 AND fat_g >= 0", name="macros"),
        sa.ForeignKeyConstraint(["client_id"], ["client_profile.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    with op.batch_alter_table("nutrition_target", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_nutrition_target_client_id"), ["client_id"], unique=False
        )
        batch_op.create_index(
            "uq_nutrition_target_day",
            ["client_id", "starts_on", "day_kind"],
            unique=True,
            postgresql_where=sa.text("deleted_at IS NULL"),
            sqlite_where=sa.text("deleted_at IS NULL"),
        )

    op.create_table(
        "meal_entry",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
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
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("day >= 1 AND position >= 1", name="order"),
        sa.ForeignKeyConstraint(["client_id"], ["client_profile.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["plan_id", "client_id"], ["meal_plan.id", "meal_plan.client_id"], ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["meal_plan.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("id", "client_id"),
        sa.UniqueConstraint("uid"),
    )
    with op.batch_alter_table("meal_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meal_entry_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meal_entry_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "meal_component",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column(
            "match",
            sa.Enum("energy", "protein", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
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
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("position >= 1", name="order"),
        sa.ForeignKeyConstraint(["client_id"], ["client_profile.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["entry_id", "client_id"], ["meal_entry.id", "meal_entry.client_id"], ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["meal_entry.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("id", "client_id"),
        sa.UniqueConstraint("uid"),
    )
    with op.batch_alter_table("meal_component", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_meal_component_client_id"), ["client_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_meal_component_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "meal_option",
        sa.Column("component_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("food_id", sa.Integer(), nullable=True),
        sa.Column("recipe_id", sa.Integer(), nullable=True),
        sa.Column("grams", sa.Numeric(precision=8, scale=2), nullable=False),
        sa.Column("min_g", sa.Numeric(precision=8, scale=2), nullable=True),
        sa.Column("max_g", sa.Numeric(precision=8, scale=2), nullable=True),
        sa.Column("is_chosen", sa.Boolean(), nullable=False),
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
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(food_id IS NULL) <> (recipe_id IS NULL)", name="food_or_recipe"),
        sa.CheckConstraint("grams > 0 AND position >= 1", name="grams"),
        sa.CheckConstraint("min_g >= 0 AND max_g >= min_g", name="bounds"),
        sa.ForeignKeyConstraint(["client_id"], ["client_profile.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["component_id", "client_id"],
            ["meal_component.id", "meal_component.client_id"],
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["component_id"], ["meal_component.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["food_id"],
            ["food.id"],
        ),
        sa.ForeignKeyConstraint(
            ["recipe_id"],
            ["recipe.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("id", "client_id"),
        sa.UniqueConstraint("uid"),
    )
    with op.batch_alter_table("meal_option", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meal_option_client_id"), ["client_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_meal_option_component_id"), ["component_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_meal_option_food_id"), ["food_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meal_option_recipe_id"), ["recipe_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("meal_option", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meal_option_recipe_id"))
        batch_op.drop_index(batch_op.f("ix_meal_option_food_id"))
        batch_op.drop_index(batch_op.f("ix_meal_option_component_id"))
        batch_op.drop_index(batch_op.f("ix_meal_option_client_id"))

    op.drop_table("meal_option")
    with op.batch_alter_table("meal_component", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meal_component_entry_id"))
        batch_op.drop_index(batch_op.f("ix_meal_component_client_id"))

    op.drop_table("meal_component")
    with op.batch_alter_table("meal_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meal_entry_plan_id"))
        batch_op.drop_index(batch_op.f("ix_meal_entry_client_id"))

    op.drop_table("meal_entry")
    with op.batch_alter_table("nutrition_target", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_nutrition_target_day",
            postgresql_where=sa.text("deleted_at IS NULL"),
            sqlite_where=sa.text("deleted_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_nutrition_target_client_id"))

    op.drop_table("nutrition_target")
    with op.batch_alter_table("meal_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meal_plan_owner_id"))
        batch_op.drop_index("ix_meal_plan_name")
        batch_op.drop_index(batch_op.f("ix_meal_plan_client_id"))

    op.drop_table("meal_plan")
