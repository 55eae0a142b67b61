"""The index: an inverted file in ordinary tables, written in the same transaction as what it describes."""

from sqlalchemy import Index, LargeBinary, SmallInteger, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base

# Ranges over words ("everything that begins with …") must mean the same on both databases: bytes, not a locale.
Bytewise = String(80).with_variant(String(80, collation="C"), "postgresql")


class SearchDocument(Base):
    """One entry that can be found, with its texts by field."""

    __tablename__ = "search_document"
    __table_args__ = (
        UniqueConstraint("kind", "entity_id"),
        # PostgreSQL's has the same condition, by the migration: naming it here would load its dialect into every bot
        Index("ix_search_document_fresh", "id", sqlite_where=text("fresh IS NOT NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    entity_id: Mapped[int]
    ref: Mapped[str | None] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(Text)
    label: Mapped[str] = mapped_column(Text, default="")
    people: Mapped[str] = mapped_column(Text, default="")
    place: Mapped[str] = mapped_column(Text, default="")
    themes: Mapped[str] = mapped_column(Text, default="")
    context: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text, default="")
    dates: Mapped[str] = mapped_column(Text, default="")
    event_id: Mapped[int | None] = mapped_column(index=True)  # the event it belongs to
    fresh: Mapped[str | None] = mapped_column(Text)  # its terms and weights, where the postings don't have them yet
    postings: Mapped[bytes | None] = mapped_column(LargeBinary)  # those in the postings (packed.py); long, so last


class SearchTerm(Base):
    """A term of the store's vocabulary. One that no entry has any more is gone, so that it is never suggested."""

    __tablename__ = "search_term"
    __table_args__ = (Index("ix_search_term_reversed", "reversed"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    term: Mapped[str] = mapped_column(Bytewise, unique=True)
    reversed: Mapped[str] = mapped_column(Bytewise)  # letters from the end, to find words by their last part
    written: Mapped[str] = mapped_column(String(120))  # as somebody wrote it, for suggestions
    documents: Mapped[int]


class SearchPosting(Base):
    """A term in a document, with the weight it has there; the best documents of a term lie side by side.

    One tree and nothing beside it: a row follows from the document's own, which says what is to be deleted here.
    """

    __tablename__ = "search_posting"
    __table_args__ = ({"sqlite_with_rowid": False},)

    term_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    weight: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)  # thousandths
    document_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
