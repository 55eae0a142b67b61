"""Polls with their votes, and when a Musterlösung was released."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables and the column."""
    op.add_column("solution", sa.Column("released_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "poll",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("command_event", sa.String(255), nullable=False),
        sa.Column("room_id", sa.String(255), nullable=False),
        sa.Column("poll_event", sa.String(255), nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("is_scale", sa.Boolean(), nullable=False),
        sa.Column("opened_by", sa.String(255), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=True),
        sa.Column("repeats_id", sa.Integer(), sa.ForeignKey("poll.id", ondelete="SET NULL"), nullable=True),
        sa.UniqueConstraint("command_event"),
    )
    op.create_index("ix_poll_room_id", "poll", ["room_id"])
    op.create_table(
        "ballot",
        sa.Column("poll_id", sa.Integer(), sa.ForeignKey("poll.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("matrix_id", sa.String(255), primary_key=True),
        sa.Column("answer", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("ballot")
    op.drop_table("poll")
    op.drop_column("solution", "released_at")
