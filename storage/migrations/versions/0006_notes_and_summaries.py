"""Notes from the chat, and the drafts of summaries."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NOTES = ("insight", "decision", "open_question", "action_item")


def upgrade() -> None:
    """Add the table and the columns."""
    op.create_table(
        "protocol",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("event.id", ondelete="CASCADE"), nullable=False),
        sa.Column("session_id", sa.Integer(), sa.ForeignKey("session.id", ondelete="CASCADE"), nullable=True),
        sa.Column("room_id", sa.String(255), nullable=False),
        sa.Column("thread", sa.String(255), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_protocol_event_id", "protocol", ["event_id"])
    op.create_index("ix_protocol_room_id", "protocol", ["room_id"])
    for table in NOTES:
        op.add_column(table, sa.Column("marks", sa.JSON(), nullable=True))
        op.create_index(f"ix_{table}_origin", table, ["origin"])
    op.add_column("showing", sa.Column("origin", sa.String(255), nullable=True))
    op.create_index("ix_showing_origin", "showing", ["origin"])
    op.add_column("summary", sa.Column("draft", sa.JSON(), nullable=True))
    op.add_column("summary", sa.Column("draft_author", sa.String(255), nullable=True))


def downgrade() -> None:
    """Drop them."""
    op.drop_column("summary", "draft_author")
    op.drop_column("summary", "draft")
    op.drop_index("ix_showing_origin", "showing")
    op.drop_column("showing", "origin")
    for table in NOTES:
        op.drop_index(f"ix_{table}_origin", table)
        op.drop_column(table, "marks")
    op.drop_table("protocol")
