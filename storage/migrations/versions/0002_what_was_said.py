"""What a delivery said, and since when an event is public."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; events that are there count as announced."""
    op.add_column("delivery", sa.Column("data", sa.JSON(), nullable=False, server_default="{}"))
    op.create_index("ix_delivery_sent", "delivery", ["room_id", "sent_event"])
    op.add_column("event", sa.Column("published_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("event", sa.Column("quiet", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(sa.text("UPDATE event SET published_at = created_at, quiet = true WHERE status <> 'Entwurf'"))


def downgrade() -> None:
    """Drop the columns."""
    op.drop_column("event", "quiet")
    op.drop_column("event", "published_at")
    op.drop_index("ix_delivery_sent", "delivery")
    op.drop_column("delivery", "data")
