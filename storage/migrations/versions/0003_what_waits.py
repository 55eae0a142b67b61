"""What waits for an answer, and which commands have done their work."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "pending",
        sa.Column("command_event", sa.String(255), primary_key=True),
        sa.Column("room_id", sa.String(255), nullable=False),
        sa.Column("sender", sa.String(255), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.create_index("ix_pending_sender", "pending", ["sender"])
    op.create_index("ix_pending_created_at", "pending", ["created_at"])
    op.create_table(
        "waiting_reply",
        sa.Column("reply_event", sa.String(255), primary_key=True),
        sa.Column("command_event", sa.String(255), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_waiting_reply_command_event", "waiting_reply", ["command_event"])
    op.create_index("ix_waiting_reply_at", "waiting_reply", ["at"])
    op.create_table(
        "done_command",
        sa.Column("event", sa.String(255), primary_key=True),
        sa.Column("reply", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_done_command_at", "done_command", ["at"])


def downgrade() -> None:
    """Drop the tables."""
    for table in ("done_command", "waiting_reply", "pending"):
        op.drop_table(table)
