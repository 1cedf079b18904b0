"""workouts."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "workout_plan",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("goal", sa.String(length=300), nullable=True),
        sa.Column("weeks", sa.Integer(), nullable=False),
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
        sa.CheckConstraint("weeks BETWEEN 1 AND 104", name="weeks"),
        sa.ForeignKeyConstraint(["client_id"], ["client_profile.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["copied_from_id"], ["workout_plan.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["owner_id"], ["trainer_profile.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("id", "client_id"),
        sa.UniqueConstraint("uid"),
    )
    with op.batch_alter_table("workout_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_workout_plan_client_id"), ["client_id"], unique=False)
        batch_op.create_index("ix_workout_plan_name", ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_workout_plan_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "plan_assignment",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("weekdays", sa.String(length=7), nullable=False),
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
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),
        sa.ForeignKeyConstraint(["client_id"], ["client_profile.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["plan_id", "client_id"],
            ["workout_plan.id", "workout_plan.client_id"],
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["workout_plan.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("id", "client_id"),
        sa.UniqueConstraint("uid"),
    )
    with op.batch_alter_table("plan_assignment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_plan_assignment_client_id"), ["client_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_plan_assignment_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "plan_day",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
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
        sa.CheckConstraint("week >= 1 AND position >= 1", name="order"),
        sa.ForeignKeyConstraint(["client_id"], ["client_profile.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["plan_id", "client_id"],
            ["workout_plan.id", "workout_plan.client_id"],
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["workout_plan.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("id", "client_id"),
        sa.UniqueConstraint("uid"),
    )
    with op.batch_alter_table("plan_day", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_day_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_day_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "training_max",
        sa.Column("exercise_id", sa.Integer(), nullable=False),
        sa.Column("load_kg", sa.Numeric(precision=7, scale=3), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
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
        sa.CheckConstraint("load_kg > 0", name="load"),
        sa.ForeignKeyConstraint(["client_id"], ["client_profile.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["exercise_id"],
            ["exercise.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    with op.batch_alter_table("training_max", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_training_max_client_id"), ["client_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_training_max_exercise_id"), ["exercise_id"], unique=False
        )
        batch_op.create_index(
            "uq_training_max_day",
            ["client_id", "exercise_id", "set_on"],
            unique=True,
            postgresql_where=sa.text("deleted_at IS NULL"),
            sqlite_where=sa.text("deleted_at IS NULL"),
        )

    op.create_table(
        "workout_exercise",
        sa.Column("day_id", sa.Integer(), nullable=False),
        sa.Column("exercise_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("superset_group", sa.String(length=10), nullable=True),
        sa.Column(
            "set_kind",
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
        sa.Column("sets", sa.Integer(), nullable=False),
        sa.Column("reps_min", sa.Integer(), nullable=True),
        sa.Column("reps_max", sa.Integer(), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("load_kg", sa.Numeric(precision=7, scale=3), nullable=True),
        sa.Column("percent_of_max", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("rpe", sa.Numeric(precision=3, scale=1), nullable=True),
        sa.Column("rir", sa.Numeric(precision=3, scale=1), nullable=True),
        sa.Column("tempo", sa.String(length=20), nullable=True),
        sa.Column("rest_min_s", sa.Integer(), nullable=True),
        sa.Column("rest_max_s", sa.Integer(), nullable=True),
        sa.Column(
            "progression",
            sa.Enum(
                "none",
                "linear",
                "double",
                "percent_of_training_max",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("step_kg", sa.Numeric(precision=6, scale=3), nullable=True),
        sa.Column("deload_percent", sa.Numeric(precision=5, scale=2), nullable=True),
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
        sa.CheckConstraint("deload_percent BETWEEN 0 AND 100", name="deload"),
        sa.CheckConstraint("load_kg >= 0 AND percent_of_max BETWEEN 0 AND 150", name="load"),
        sa.CheckConstraint("position >= 1 AND sets BETWEEN 1 AND 50", name="order"),
        sa.CheckConstraint("reps_min >= 0 AND reps_max >= reps_min", name="reps"),
        sa.CheckConstraint("rest_min_s >= 0 AND rest_max_s >= rest_min_s", name="rest"),
        sa.CheckConstraint("rpe BETWEEN 1 AND 10 AND rir BETWEEN 0 AND 10", name="effort"),
        sa.CheckConstraint("seconds > 0 AND step_kg > 0", name="positive"),
        sa.ForeignKeyConstraint(["client_id"], ["client_profile.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["day_id", "client_id"], ["plan_day.id", "plan_day.client_id"], ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["day_id"], ["plan_day.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["exercise_id"],
            ["exercise.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("id", "client_id"),
        sa.UniqueConstraint("uid"),
    )
    with op.batch_alter_table("workout_exercise", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_workout_exercise_client_id"), ["client_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_workout_exercise_day_id"), ["day_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_workout_exercise_exercise_id"), ["exercise_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("workout_exercise", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_workout_exercise_exercise_id"))
        batch_op.drop_index(batch_op.f("ix_workout_exercise_day_id"))
        batch_op.drop_index(batch_op.f("ix_workout_exercise_client_id"))

    op.drop_table("workout_exercise")
    with op.batch_alter_table("training_max", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_training_max_day",
            postgresql_where=sa.text("deleted_at IS NULL"),
            sqlite_where=sa.text("deleted_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_training_max_exercise_id"))
        batch_op.drop_index(batch_op.f("ix_training_max_client_id"))

    op.drop_table("training_max")
    with op.batch_alter_table("plan_day", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_day_plan_id"))
        batch_op.drop_index(batch_op.f("ix_plan_day_client_id"))

    op.drop_table("plan_day")
    with op.batch_alter_table("plan_assignment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_assignment_plan_id"))
        batch_op.drop_index(batch_op.f("ix_plan_assignment_client_id"))

    op.drop_table("plan_assignment")
    with op.batch_alter_table("workout_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_workout_plan_owner_id"))
        batch_op.drop_index("ix_workout_plan_name")
        batch_op.drop_index(batch_op.f("ix_workout_plan_client_id"))

    op.drop_table("workout_plan")
