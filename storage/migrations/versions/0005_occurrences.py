"""Why an event was called off, and which occurrences of a series were changed by themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    op.add_column("event", sa.Column("status_reason", sa.String(500), nullable=True))
    op.add_column("event", sa.Column("detached", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Drop the columns."""
    op.drop_column("event", "detached")
    op.drop_column("event", "status_reason")
