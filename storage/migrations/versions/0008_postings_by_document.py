"""The index: postings in one tree, those of a document packed in its row, and fresh ones beside them."""

import struct
from itertools import groupby
from operator import itemgetter

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

AT_ONCE = 500  # documents
TREE = ("term_id", "weight", "document_id")


def upgrade() -> None:
    """Carry the postings over as they are: nothing is analysed anew."""
    op.add_column("search_document", sa.Column("fresh", sa.Text(), nullable=True))
    op.add_column("search_document", sa.Column("postings", sa.LargeBinary(), nullable=True))
    waiting = sa.text("fresh IS NOT NULL")
    op.create_index(
        "ix_search_document_fresh", "search_document", ["id"], sqlite_where=waiting, postgresql_where=waiting
    )
    _pack()
    _plant()


def _pack() -> None:
    """Pack the postings of each document into its row, as storage/search/packed.py reads them."""
    connection = op.get_bind()
    last = connection.scalar(sa.text("SELECT max(id) FROM search_document")) or 0
    read = sa.text(
        "SELECT document_id, term_id, weight FROM search_posting WHERE document_id BETWEEN :first AND :last"
        " ORDER BY document_id, term_id"
    )
    write = sa.text("UPDATE search_document SET postings = :packed WHERE id = :document")
    for first in range(1, last + 1, AT_ONCE):
        rows = connection.execute(read, {"first": first, "last": first + AT_ONCE - 1})
        packed = []
        for document, postings in groupby(rows.all(), key=itemgetter(0)):
            _documents, terms, weights = zip(*postings, strict=True)
            layout = f"<{len(terms)}I{len(terms)}H"
            packed.append({"document": document, "packed": struct.pack(layout, *terms, *weights)})
        if packed:
            connection.execute(write, packed)


def _plant() -> None:
    """Put the postings into a table that is one tree, in its order."""
    is_postgres = op.get_bind().dialect.name == "postgresql"
    op.rename_table("search_posting", "search_posting_before")
    if is_postgres:
        op.execute(sa.text("ALTER INDEX pk_search_posting RENAME TO pk_search_posting_before"))
    key = [] if is_postgres else [sa.PrimaryKeyConstraint(*TREE, name=op.f("pk_search_posting"))]
    op.create_table(
        "search_posting",
        sa.Column("term_id", sa.Integer(), nullable=False),
        sa.Column("weight", sa.SmallInteger(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        *key,
        sqlite_with_rowid=False,
    )
    op.execute(
        sa.text(
            "INSERT INTO search_posting (term_id, weight, document_id)"
            " SELECT term_id, weight, document_id FROM search_posting_before ORDER BY 1, 2, 3"
        )
    )
    op.drop_table("search_posting_before")
    if is_postgres:  # a tree grown at once is a third of one that grew row by row
        op.create_primary_key("pk_search_posting", "search_posting", list(TREE))


def downgrade() -> None:
    """Empty the index: ``netzbote db reindex`` of the older program builds it."""
    for table in ("search_posting", "search_term", "search_document"):
        op.execute(sa.text(f"DELETE FROM {table}"))  # noqa: S608  # names of our own tables
    op.drop_table("search_posting")
    op.create_table(
        "search_posting",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("term_id", sa.Integer(), nullable=False),
        sa.Column("weight", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["search_document.id"], name=op.f("fk_search_posting_document_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["term_id"], ["search_term.id"], name=op.f("fk_search_posting_term_id")),
        sa.PrimaryKeyConstraint("document_id", "term_id", name=op.f("pk_search_posting")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_search_posting_term", "search_posting", list(TREE))
    op.drop_index("ix_search_document_fresh", "search_document")
    op.drop_column("search_document", "postings")
    op.drop_column("search_document", "fresh")
