"""sessions."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "workout_session",
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("day_id", sa.Integer(), nullable=True),
        sa.Column("location_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "planned",
                "in_progress",
                "done",
                "missed",
                "excused",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("session_rpe", sa.Numeric(precision=3, scale=1), nullable=True),
        sa.Column("mood", sa.Integer(), nullable=True),
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
        sa.CheckConstraint("finished_at IS NULL OR finished_at >= started_at", name="finish"),
        sa.CheckConstraint("session_rpe BETWEEN 1 AND 10 AND mood BETWEEN 1 AND 5", name="feeling"),
        sa.ForeignKeyConstraint(
            ["assignment_id", "client_id"],
            ["plan_assignment.id", "plan_assignment.client_id"],
        ),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["plan_assignment.id"],
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client_profile.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["day_id", "client_id"],
            ["plan_day.id", "plan_day.client_id"],
        ),
        sa.ForeignKeyConstraint(
            ["day_id"],
            ["plan_day.id"],
        ),
        sa.ForeignKeyConstraint(
            ["location_id"],
            ["location.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("id", "client_id"),
        sa.UniqueConstraint("uid"),
    )
    with op.batch_alter_table("workout_session", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_workout_session_assignment_id"), ["assignment_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_workout_session_client_id"), ["client_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_workout_session_day_id"), ["day_id"], unique=False)
        batch_op.create_index("ix_workout_session_due", ["client_id", "due_on"], unique=False)
        batch_op.create_index("ix_workout_session_status", ["status", "due_on"], unique=False)

    op.create_table(
        "exercise_completion",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("exercise_id", sa.Integer(), nullable=False),
        sa.Column("prescription_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("prescribed", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=True),
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
        sa.ForeignKeyConstraint(["client_id"], ["client_profile.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["exercise_id"],
            ["exercise.id"],
        ),
        sa.ForeignKeyConstraint(
            ["prescription_id", "client_id"],
            ["workout_exercise.id", "workout_exercise.client_id"],
        ),
        sa.ForeignKeyConstraint(
            ["prescription_id"],
            ["workout_exercise.id"],
        ),
        sa.ForeignKeyConstraint(
            ["session_id", "client_id"],
            ["workout_session.id", "workout_session.client_id"],
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["session_id"], ["workout_session.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("id", "client_id"),
        sa.UniqueConstraint("uid"),
    )
    with op.batch_alter_table("exercise_completion", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_exercise_completion_client_id"), ["client_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_exercise_completion_exercise_id"), ["exercise_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_exercise_completion_prescription_id"), ["prescription_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_exercise_completion_session_id"), ["session_id"], unique=False
        )

    op.create_table(
        "completed_set",
        sa.Column("completion_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "warm_up",
                "working",
                "drop",
                "amrap",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("reps", sa.Integer(), nullable=True),
        sa.Column("load", sa.Numeric(precision=8, scale=3), nullable=True),
        sa.Column(
            "load_unit",
            sa.Enum("kg", "lb", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("load_kg", sa.Numeric(precision=13, scale=8), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("metres", sa.Numeric(precision=9, scale=2), nullable=True),
        sa.Column("energy_kcal", sa.Numeric(precision=8, scale=2), nullable=True),
        sa.Column("rpe", sa.Numeric(precision=3, scale=1), nullable=True),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
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
        sa.CheckConstraint("load_kg BETWEEN -500 AND 2000", name="load"),
        sa.CheckConstraint("position >= 1 AND reps BETWEEN 0 AND 1000", name="order"),
        sa.CheckConstraint("rpe BETWEEN 1 AND 10", name="effort"),
        sa.CheckConstraint("seconds >= 0 AND metres >= 0 AND energy_kcal >= 0", name="positive"),
        sa.ForeignKeyConstraint(["client_id"], ["client_profile.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["completion_id", "client_id"],
            ["exercise_completion.id", "exercise_completion.client_id"],
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["completion_id"], ["exercise_completion.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    with op.batch_alter_table("completed_set", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_completed_set_client_id"), ["client_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_completed_set_completion_id"), ["completion_id"], unique=False
        )
        batch_op.create_index("ix_completed_set_when", ["client_id", "completed_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("completed_set", schema=None) as batch_op:
        batch_op.drop_index("ix_completed_set_when")
        batch_op.drop_index(batch_op.f("ix_completed_set_completion_id"))
        batch_op.drop_index(batch_op.f("ix_completed_set_client_id"))

    op.drop_table("completed_set")
    with op.batch_alter_table("exercise_completion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exercise_completion_session_id"))
        batch_op.drop_index(batch_op.f("ix_exercise_completion_prescription_id"))
        batch_op.drop_index(batch_op.f("ix_exercise_completion_exercise_id"))
        batch_op.drop_index(batch_op.f("ix_exercise_completion_client_id"))

    op.drop_table("exercise_completion")
    with op.batch_alter_table("workout_session", schema=None) as batch_op:
        batch_op.drop_index("ix_workout_session_status")
        batch_op.drop_index("ix_workout_session_due")
        batch_op.drop_index(batch_op.f("ix_workout_session_day_id"))
        batch_op.drop_index(batch_op.f("ix_workout_session_client_id"))
        batch_op.drop_index(batch_op.f("ix_workout_session_assignment_id"))

    op.drop_table("workout_session")
