"""exercises."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "equipment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "muscle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("is_front", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "exercise",
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("slug", sa.String(length=160), nullable=False),
        sa.Column("instructions", sa.Text(), nullable=True),
        sa.Column("equipment_id", sa.Integer(), nullable=True),
        sa.Column(
            "mechanics",
            sa.Enum("compound", "isolation", native_enum=False, create_constraint=True, length=24),
            nullable=True,
        ),
        sa.Column(
            "force",
            sa.Enum("push", "pull", "static", native_enum=False, create_constraint=True, length=24),
            nullable=True,
        ),
        sa.Column(
            "level",
            sa.Enum(
                "beginner",
                "intermediate",
                "expert",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column(
            "category",
            sa.Enum(
                "strength",
                "stretching",
                "plyometrics",
                "strongman",
                "powerlifting",
                "cardio",
                "olympic weightlifting",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "measured_by",
            sa.Enum(
                "reps_load",
                "reps",
                "seconds",
                "metres",
                "kcal",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("is_unilateral", sa.Boolean(), nullable=False),
        sa.Column("media_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=40), nullable=True),
        sa.Column("source_id", sa.String(length=160), nullable=True),
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
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["equipment_id"],
            ["equipment.id"],
        ),
        sa.ForeignKeyConstraint(["media_id"], ["stored_file.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["owner_id"], ["trainer_profile.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    with op.batch_alter_table("exercise", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_exercise_equipment_id"), ["equipment_id"], unique=False
        )
        batch_op.create_index("ix_exercise_name", ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_exercise_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(
            "uq_exercise_own_slug",
            ["owner_id", "slug"],
            unique=True,
            postgresql_where=sa.text("deleted_at IS NULL"),
            sqlite_where=sa.text("deleted_at IS NULL"),
        )
        batch_op.create_index(
            "uq_exercise_slug",
            ["slug"],
            unique=True,
            postgresql_where=sa.text("deleted_at IS NULL AND owner_id IS NULL"),
            sqlite_where=sa.text("deleted_at IS NULL AND owner_id IS NULL"),
        )
        batch_op.create_index(
            "uq_exercise_source",
            ["source", "source_id"],
            unique=True,
            postgresql_where=sa.text("deleted_at IS NULL"),
            sqlite_where=sa.text("deleted_at IS NULL"),
        )

    op.create_table(
        "exercise_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("exercise_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("is_alias", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["exercise_id"], ["exercise.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("exercise_id", "language", "name"),
    )
    with op.batch_alter_table("exercise_name", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_exercise_name_name"), ["name"], unique=False)

    op.create_table(
        "exercise_primary_muscle",
        sa.Column("exercise_id", sa.Integer(), nullable=False),
        sa.Column("muscle_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["exercise_id"], ["exercise.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["muscle_id"], ["muscle.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("exercise_id", "muscle_id"),
    )
    with op.batch_alter_table("exercise_primary_muscle", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_exercise_primary_muscle_muscle_id"), ["muscle_id"], unique=False
        )

    op.create_table(
        "exercise_secondary_muscle",
        sa.Column("exercise_id", sa.Integer(), nullable=False),
        sa.Column("muscle_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["exercise_id"], ["exercise.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["muscle_id"], ["muscle.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("exercise_id", "muscle_id"),
    )
    with op.batch_alter_table("exercise_secondary_muscle", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_exercise_secondary_muscle_muscle_id"), ["muscle_id"], unique=False
        )

    op.create_table(
        "exercise_substitute",
        sa.Column("exercise_id", sa.Integer(), nullable=False),
        sa.Column("substitute_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["exercise_id"], ["exercise.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["substitute_id"], ["exercise.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("exercise_id", "substitute_id"),
    )
    with op.batch_alter_table("exercise_substitute", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_exercise_substitute_substitute_id"), ["substitute_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("exercise_substitute", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exercise_substitute_substitute_id"))

    op.drop_table("exercise_substitute")
    with op.batch_alter_table("exercise_secondary_muscle", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exercise_secondary_muscle_muscle_id"))

    op.drop_table("exercise_secondary_muscle")
    with op.batch_alter_table("exercise_primary_muscle", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exercise_primary_muscle_muscle_id"))

    op.drop_table("exercise_primary_muscle")
    with op.batch_alter_table("exercise_name", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exercise_name_name"))

    op.drop_table("exercise_name")
    with op.batch_alter_table("exercise", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_exercise_source",
            postgresql_where=sa.text("deleted_at IS NULL"),
            sqlite_where=sa.text("deleted_at IS NULL"),
        )
        batch_op.drop_index(
            "uq_exercise_slug",
            postgresql_where=sa.text("deleted_at IS NULL AND owner_id IS NULL"),
            sqlite_where=sa.text("deleted_at IS NULL AND owner_id IS NULL"),
        )
        batch_op.drop_index(
            "uq_exercise_own_slug",
            postgresql_where=sa.text("deleted_at IS NULL"),
            sqlite_where=sa.text("deleted_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_exercise_owner_id"))
        batch_op.drop_index("ix_exercise_name")
        batch_op.drop_index(batch_op.f("ix_exercise_equipment_id"))

    op.drop_table("exercise")
    op.drop_table("muscle")
    op.drop_table("equipment")
