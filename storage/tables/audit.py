"""Who changed what, the numbers given out, and the network's own terms."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, UTCDateTime


class AuditEntry(Base):
    """One change, with what was there before, so that it can be undone."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    actor: Mapped[str] = mapped_column(String(255), index=True)
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(60), index=True)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    undone_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Counter(Base):
    """The last number given out for ``W``, ``L``, ``A`` …; a number is never given twice."""

    __tablename__ = "counter"

    letter: Mapped[str] = mapped_column(String(2), primary_key=True)
    last: Mapped[int]


class Term(Base):
    """An entry of the network's own thesaurus: OZG = Onlinezugangsgesetz."""

    __tablename__ = "term"

    id: Mapped[int] = mapped_column(primary_key=True)
    term: Mapped[str] = mapped_column(String(200), unique=True)
    means: Mapped[str] = mapped_column(String(300))
