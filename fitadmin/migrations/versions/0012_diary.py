"""diary."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "nutrition_entry",
        sa.Column("eaten_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meal", sa.String(length=80), nullable=True),
        sa.Column("name", sa.String(length=255), nullable=True),
        sa.Column("food_id", sa.Integer(), nullable=True),
        sa.Column("recipe_id", sa.Integer(), nullable=True),
        sa.Column("option_id", sa.Integer(), nullable=True),
        sa.Column("grams", sa.Numeric(precision=8, scale=2), nullable=True),
        sa.Column("amount", sa.Numeric(precision=8, scale=2), nullable=True),
        sa.Column("unit", sa.String(length=40), nullable=True),
        sa.Column("energy_kcal", sa.Numeric(precision=12, scale=6), nullable=True),
        sa.Column("protein_g", sa.Numeric(precision=12, scale=6), nullable=True),
        sa.Column("fat_g", sa.Numeric(precision=12, scale=6), nullable=True),
        sa.Column("saturates_g", sa.Numeric(precision=12, scale=6), nullable=True),
        sa.Column("carbs_g", sa.Numeric(precision=12, scale=6), nullable=True),
        sa.Column("sugars_g", sa.Numeric(precision=12, scale=6), nullable=True),
        sa.Column("fibre_g", sa.Numeric(precision=12, scale=6), nullable=True),
        sa.Column("salt_g", sa.Numeric(precision=12, scale=6), nullable=True),
        sa.Column("alcohol_g", sa.Numeric(precision=12, scale=6), nullable=True),
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
        sa.CheckConstraint("energy_kcal >= 0 AND protein_g >= 0", name="positive"),
        sa.CheckConstraint("food_id IS NULL OR recipe_id IS NULL", name="food_or_recipe"),
        sa.CheckConstraint("grams > 0", name="grams"),
        sa.ForeignKeyConstraint(["client_id"], ["client_profile.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["food_id"],
            ["food.id"],
        ),
        sa.ForeignKeyConstraint(
            ["option_id", "client_id"],
            ["meal_option.id", "meal_option.client_id"],
        ),
        sa.ForeignKeyConstraint(
            ["option_id"],
            ["meal_option.id"],
        ),
        sa.ForeignKeyConstraint(
            ["recipe_id"],
            ["recipe.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("id", "client_id"),
        sa.UniqueConstraint("uid"),
    )
    with op.batch_alter_table("nutrition_entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_nutrition_entry_client_id"), ["client_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_nutrition_entry_food_id"), ["food_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_nutrition_entry_option_id"), ["option_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_nutrition_entry_recipe_id"), ["recipe_id"], unique=False
        )
        batch_op.create_index("ix_nutrition_entry_when", ["client_id", "eaten_at"], unique=False)

    op.create_table(
        "meal_upload",
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meal", sa.String(length=80), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column(
            "verdict",
            sa.Enum(
                "waiting",
                "good",
                "adjust",
                "off_plan",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("estimate_kcal", sa.Numeric(precision=8, scale=2), nullable=True),
        sa.Column("estimate_protein_g", sa.Numeric(precision=7, scale=2), nullable=True),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_by_id", sa.Integer(), nullable=True),
        sa.Column("entry_id", sa.Integer(), nullable=True),
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
        sa.ForeignKeyConstraint(["client_id"], ["client_profile.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["entry_id", "client_id"],
            ["nutrition_entry.id", "nutrition_entry.client_id"],
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["nutrition_entry.id"],
        ),
        sa.ForeignKeyConstraint(
            ["file_id", "client_id"],
            ["stored_file.id", "stored_file.client_id"],
        ),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["stored_file.id"],
        ),
        sa.ForeignKeyConstraint(["reviewed_by_id"], ["ab_user.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("id", "client_id"),
        sa.UniqueConstraint("uid"),
    )
    with op.batch_alter_table("meal_upload", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meal_upload_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meal_upload_file_id"), ["file_id"], unique=False)
        batch_op.create_index("ix_meal_upload_queue", ["verdict", "taken_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("meal_upload", schema=None) as batch_op:
        batch_op.drop_index("ix_meal_upload_queue")
        batch_op.drop_index(batch_op.f("ix_meal_upload_file_id"))
        batch_op.drop_index(batch_op.f("ix_meal_upload_client_id"))

    op.drop_table("meal_upload")
    with op.batch_alter_table("nutrition_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_nutrition_entry_when")
        batch_op.drop_index(batch_op.f("ix_nutrition_entry_recipe_id"))
        batch_op.drop_index(batch_op.f("ix_nutrition_entry_option_id"))
        batch_op.drop_index(batch_op.f("ix_nutrition_entry_food_id"))
        batch_op.drop_index(batch_op.f("ix_nutrition_entry_client_id"))

    op.drop_table("nutrition_entry")
