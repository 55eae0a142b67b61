"""Polls: who voted for what is kept only while a poll is open, then only how many."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, UTCDateTime


class Poll(Base):
    """A poll in a room. ``repeats_id``: the same question asked before, to be shown beside."""

    __tablename__ = "poll"

    id: Mapped[int] = mapped_column(primary_key=True)
    command_event: Mapped[str] = mapped_column(String(255), unique=True)
    room_id: Mapped[str] = mapped_column(String(255), index=True)
    poll_event: Mapped[str | None] = mapped_column(String(255))
    question: Mapped[str] = mapped_column(Text)
    answers: Mapped[list[Any]] = mapped_column(JSON, default=list)
    is_scale: Mapped[bool]
    opened_by: Mapped[str | None] = mapped_column(String(255))
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    closes_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    counts: Mapped[list[Any] | None] = mapped_column(JSON)
    repeats_id: Mapped[int | None] = mapped_column(ForeignKey("poll.id", ondelete="SET NULL"))


class Ballot(Base):
    """One person's vote in an open poll; deleted when it closes."""

    __tablename__ = "ballot"

    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id", ondelete="CASCADE"), primary_key=True)
    matrix_id: Mapped[str] = mapped_column(String(255), primary_key=True)
    answer: Mapped[int]
    at: Mapped[datetime] = mapped_column(UTCDateTime)
