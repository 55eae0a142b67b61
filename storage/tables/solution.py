"""Musterlösungen, their files and who uses them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, UTCDateTime


class Solution(Base):
    """A Musterlösung, ``L7``. Only title, kind, use, owner, contact and licence are needed to publish."""

    __tablename__ = "solution"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    key: Mapped[str] = mapped_column(String(300), unique=True)
    title: Mapped[str] = mapped_column(String(300))
    kind: Mapped[str] = mapped_column(String(80))
    use: Mapped[str] = mapped_column(Text)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="SET NULL"))
    contact: Mapped[str | None] = mapped_column(String(300))
    licence: Mapped[str] = mapped_column(String(60), default="unklar")
    status: Mapped[str] = mapped_column(String(20))
    visibility: Mapped[str] = mapped_column(String(20), default="Netzwerk")
    description: Mapped[str | None] = mapped_column(Text)
    land: Mapped[str | None] = mapped_column(String(60))
    size_class: Mapped[str | None] = mapped_column(String(100))
    maturity: Mapped[str | None] = mapped_column(String(60))
    cost_once: Mapped[str | None] = mapped_column(String(100))
    cost_year: Mapped[str | None] = mapped_column(String(100))
    effort: Mapped[str | None] = mapped_column(String(300))
    success_factors: Mapped[str | None] = mapped_column(Text)
    stumbling_blocks: Mapped[str | None] = mapped_column(Text)
    prerequisites: Mapped[str | None] = mapped_column(Text)
    funding: Mapped[str | None] = mapped_column(String(300))
    legal_basis: Mapped[str | None] = mapped_column(String(300))
    legally_checked: Mapped[str | None] = mapped_column(String(100))
    version: Mapped[str | None] = mapped_column(String(60))
    last_checked: Mapped[date | None]
    topics: Mapped[list[Any]] = mapped_column(JSON, default=list)
    synonyms: Mapped[list[Any]] = mapped_column(JSON, default=list)
    url: Mapped[str | None] = mapped_column(String(1000))
    source: Mapped[str | None] = mapped_column(String(1000))
    is_example: Mapped[bool] = mapped_column(default=False)
    submitted_by: Mapped[str | None] = mapped_column(String(255))
    review_reason: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime)
    released_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    fingerprint: Mapped[str | None] = mapped_column(String(64))


class Showing(Base):
    """A Musterlösung was shown at an event or session."""

    __tablename__ = "showing"

    id: Mapped[int] = mapped_column(primary_key=True)
    solution_id: Mapped[int] = mapped_column(ForeignKey("solution.id", ondelete="CASCADE"), index=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    session_id: Mapped[int | None] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"), index=True)
    origin: Mapped[str | None] = mapped_column(String(255), index=True)  # the chat message it was noted from


class File(Base):
    """A stored file, found by its hash in the data folder."""

    __tablename__ = "file"

    id: Mapped[int] = mapped_column(primary_key=True)
    solution_id: Mapped[int | None] = mapped_column(ForeignKey("solution.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    filename: Mapped[str] = mapped_column(String(255))
    mime: Mapped[str] = mapped_column(String(120))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    accessible: Mapped[str] = mapped_column(String(20), default="unbekannt")
    text: Mapped[str | None] = mapped_column(Text)
    uploaded_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Reuse(Base):
    """An organisation that has taken a Musterlösung over, or is interested in it."""

    __tablename__ = "reuse"

    id: Mapped[int] = mapped_column(primary_key=True)
    solution_id: Mapped[int] = mapped_column(ForeignKey("solution.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    is_interest: Mapped[bool] = mapped_column(default=False)
    since: Mapped[date]
    note: Mapped[str | None] = mapped_column(Text)
    by: Mapped[str | None] = mapped_column(String(255))
