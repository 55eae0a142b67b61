"""The index: an inverted file in ordinary tables, written in the same transaction as what it describes."""

from sqlalchemy import Float, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


class SearchDocument(Base):
    """One entry that can be found, with its texts by field."""

    __tablename__ = "search_document"
    __table_args__ = (UniqueConstraint("kind", "entity_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    entity_id: Mapped[int]
    ref: Mapped[str | None] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(Text)
    label: Mapped[str] = mapped_column(Text, default="")
    people: Mapped[str] = mapped_column(Text, default="")
    place: Mapped[str] = mapped_column(Text, default="")
    themes: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text, default="")
    event_id: Mapped[int | None] = mapped_column(index=True)  # the event it belongs to


class SearchPosting(Base):
    """A term in a document, with the weight it has there."""

    __tablename__ = "search_posting"
    __table_args__ = (Index("ix_search_posting_term", "term", "document_id"),)

    document_id: Mapped[int] = mapped_column(ForeignKey("search_document.id", ondelete="CASCADE"), primary_key=True)
    term: Mapped[str] = mapped_column(String(80), primary_key=True)
    weight: Mapped[float] = mapped_column(Float)
