"""Indexes by which pages of long lists are read: of one client by id, of everybody by time."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

ABOUT_CLIENTS = (
    "client_health",
    "client_note",
    "completed_set",
    "consent",
    "exercise_completion",
    "goal",
    "meal_component",
    "meal_entry",
    "meal_option",
    "meal_plan",
    "meal_upload",
    "nutrition_entry",
    "nutrition_target",
    "plan_assignment",
    "plan_day",
    "progress_entry",
    "progress_photo",
    "training_max",
    "workout_exercise",
    "workout_plan",
    "workout_session",
)
BY_TIME = {
    "ix_completed_set_at": ("completed_set", "completed_at"),
    "ix_nutrition_entry_at": ("nutrition_entry", "eaten_at"),
    "ix_progress_entry_at": ("progress_entry", "measured_at"),
    "ix_workout_session_on": ("workout_session", "due_on"),
}


def upgrade() -> None:
    _index_clients("client_id", "id")
    for name, (table, column) in BY_TIME.items():
        op.create_index(name, table, [column, "id"])


def downgrade() -> None:
    for name, (table, _column) in BY_TIME.items():
        op.drop_index(name, table)
    _index_clients("client_id")


def _index_clients(*columns: str) -> None:
    for table in ABOUT_CLIENTS:
        op.drop_index(f"ix_{table}_client_id", table)
        op.create_index(f"ix_{table}_client_id", table, list(columns))
