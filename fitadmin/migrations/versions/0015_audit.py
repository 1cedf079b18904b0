"""audit: the name of who did it, which outlives the account."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("audit_event", sa.Column("user_name", sa.String(length=130), nullable=True))
    op.execute(
        "UPDATE audit_event SET user_name = (SELECT first_name || ' ' || last_name FROM ab_user"
        " WHERE ab_user.id = audit_event.user_id)"
    )


def downgrade() -> None:
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.drop_column("user_name")
