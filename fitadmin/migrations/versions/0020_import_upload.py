"""Files that wait to be taken in."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

KINDS = ("foods", "exercises", "clients")
STEPS = ("columns", "looking", "looked", "taking", "taken")


def upgrade() -> None:
    op.create_table(
        "import_upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=43), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", _one_of("kind", KINDS), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=True),
        sa.Column("columns", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=True),
        sa.Column("date_format", sa.String(length=20), nullable=True),
        sa.Column("overwrite", sa.Boolean(), nullable=False),
        sa.Column("step", _one_of("step", STEPS), nullable=False),
        sa.Column("begun", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["ab_user.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key", name=op.f("import_upload_key_uq")),
    )
    for column in ("user_id", "created_at", "batch_id"):
        op.create_index(f"ix_import_upload_{column}", "import_upload", [column])


def downgrade() -> None:
    op.drop_table("import_upload")


def _one_of(column: str, words: tuple[str, ...]) -> sa.Enum:
    name = f"ck_import_upload_{column}"
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=24)
