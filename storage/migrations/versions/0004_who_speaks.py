"""When a delivery is tried next and who tried it; which of several processes speaks; what the bot keeps for itself."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and tables; what is planned is tried when it is due."""
    with op.batch_alter_table("delivery") as batch_op:
        batch_op.add_column(sa.Column("try_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.alter_column("leased_by", new_column_name="tried_by", existing_type=sa.String(64))
    op.execute(sa.text("UPDATE delivery SET try_at = due_at"))
    with op.batch_alter_table("delivery") as batch_op:
        batch_op.alter_column("try_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        batch_op.drop_index("ix_delivery_due")
        batch_op.create_index("ix_delivery_due", ["state", "try_at"])
    op.create_table(
        "lease",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("beat", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "keepsake",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("value", sa.Text(), nullable=False),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("keepsake")
    op.drop_table("lease")
    with op.batch_alter_table("delivery") as batch_op:
        batch_op.drop_index("ix_delivery_due")
        batch_op.create_index("ix_delivery_due", ["state", "due_at"])
        batch_op.alter_column("tried_by", new_column_name="leased_by", existing_type=sa.String(64))
        batch_op.drop_column("try_at")
