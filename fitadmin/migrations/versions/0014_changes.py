"""changed_in: by which an app asks for what is new."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TABLES = (
    "client_health",
    "client_note",
    "client_profile",
    "coaching",
    "completed_set",
    "consent",
    "exercise",
    "exercise_completion",
    "food",
    "goal",
    "gym_settings",
    "location",
    "meal_component",
    "meal_entry",
    "meal_option",
    "meal_plan",
    "meal_upload",
    "metric",
    "nutrition_entry",
    "nutrition_target",
    "plan_assignment",
    "plan_day",
    "progress_entry",
    "progress_photo",
    "recipe",
    "recipe_ingredient",
    "stored_file",
    "trainer_profile",
    "training_max",
    "workout_exercise",
    "workout_plan",
    "workout_session",
)


def upgrade() -> None:
    """On PostgreSQL the database fills it in by itself, which COPY relies on."""
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    default = sa.text("pg_current_xact_id()::text::bigint" if on_postgresql else "0")
    for table in TABLES:
        column = sa.Column("changed_in", sa.BigInteger(), nullable=False, server_default=default)
        op.add_column(table, column)
        op.create_index(f"ix_{table}_changed", table, ["changed_in", "id"])


def downgrade() -> None:
    for table in TABLES:
        op.drop_index(f"ix_{table}_changed", table)
        with op.batch_alter_table(table) as batch:
            batch.drop_column("changed_in")
