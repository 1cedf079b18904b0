"""progress."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "metric",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column(
            "unit",
            sa.Enum(
                "kg",
                "lb",
                "cm",
                "in",
                "%",
                "bpm",
                "mmHg",
                "kcal",
                "kj",
                "s",
                "min",
                "m",
                "km",
                "count",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("lower", sa.Numeric(precision=12, scale=3), nullable=True),
        sa.Column("upper", sa.Numeric(precision=12, scale=3), nullable=True),
        sa.Column(
            "direction",
            sa.Enum(
                "up", "down", "steady", "none", native_enum=False, create_constraint=True, length=24
            ),
            nullable=False,
        ),
        sa.Column("decimals", sa.Integer(), nullable=False),
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
        sa.CheckConstraint("(lower IS NULL) = (upper IS NULL) AND upper > lower", name="bounds"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    with op.batch_alter_table("metric", schema=None) as batch_op:
        batch_op.create_index(
            "uq_metric_slug",
            ["slug"],
            unique=True,
            postgresql_where=sa.text("deleted_at IS NULL"),
            sqlite_where=sa.text("deleted_at IS NULL"),
        )

    op.create_table(
        "goal",
        sa.Column("metric_id", sa.Integer(), nullable=False),
        sa.Column("start_value", sa.Numeric(precision=12, scale=3), nullable=False),
        sa.Column("target_value", sa.Numeric(precision=12, scale=3), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("reached_on", sa.Date(), nullable=True),
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
        sa.CheckConstraint("due_on IS NULL OR due_on >= starts_on", name="due"),
        sa.ForeignKeyConstraint(["client_id"], ["client_profile.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["metric_id"],
            ["metric.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_goal_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_goal_metric_id"), ["metric_id"], unique=False)

    op.create_table(
        "progress_entry",
        sa.Column("metric_id", sa.Integer(), nullable=False),
        sa.Column("measured_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered", sa.Numeric(precision=12, scale=3), nullable=False),
        sa.Column(
            "unit",
            sa.Enum(
                "kg",
                "lb",
                "cm",
                "in",
                "%",
                "bpm",
                "mmHg",
                "kcal",
                "kj",
                "s",
                "min",
                "m",
                "km",
                "count",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.Numeric(precision=18, scale=8), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column(
            "source",
            sa.Enum(
                "by_hand",
                "app",
                "device",
                "import",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
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
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client_profile.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["metric_id"],
            ["metric.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("id", "client_id"),
        sa.UniqueConstraint("uid"),
    )
    with op.batch_alter_table("progress_entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_progress_entry_client_id"), ["client_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_progress_entry_metric_id"), ["metric_id"], unique=False
        )
        batch_op.create_index(
            "ix_progress_entry_when", ["client_id", "metric_id", "measured_at"], unique=False
        )

    op.create_table(
        "progress_photo",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column(
            "pose",
            sa.Enum(
                "front",
                "side",
                "back",
                "other",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "shown_to",
            sa.Enum("coaches", "client_only", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
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
            ["file_id", "client_id"],
            ["stored_file.id", "stored_file.client_id"],
        ),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["stored_file.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    with op.batch_alter_table("progress_photo", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_progress_photo_client_id"), ["client_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_progress_photo_file_id"), ["file_id"], unique=False)
        batch_op.create_index("ix_progress_photo_when", ["client_id", "taken_on"], unique=False)
        batch_op.create_index(
            "uq_progress_photo_file",
            ["file_id"],
            unique=True,
            postgresql_where=sa.text("deleted_at IS NULL"),
            sqlite_where=sa.text("deleted_at IS NULL"),
        )


def downgrade() -> None:
    with op.batch_alter_table("progress_photo", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_progress_photo_file",
            postgresql_where=sa.text("deleted_at IS NULL"),
            sqlite_where=sa.text("deleted_at IS NULL"),
        )
        batch_op.drop_index("ix_progress_photo_when")
        batch_op.drop_index(batch_op.f("ix_progress_photo_file_id"))
        batch_op.drop_index(batch_op.f("ix_progress_photo_client_id"))

    op.drop_table("progress_photo")
    with op.batch_alter_table("progress_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_progress_entry_when")
        batch_op.drop_index(batch_op.f("ix_progress_entry_metric_id"))
        batch_op.drop_index(batch_op.f("ix_progress_entry_client_id"))

    op.drop_table("progress_entry")
    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_goal_metric_id"))
        batch_op.drop_index(batch_op.f("ix_goal_client_id"))

    op.drop_table("goal")
    with op.batch_alter_table("metric", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_metric_slug",
            postgresql_where=sa.text("deleted_at IS NULL"),
            sqlite_where=sa.text("deleted_at IS NULL"),
        )

    op.drop_table("metric")
