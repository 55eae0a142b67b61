"""What one person asked for: registrations, personal reminders, subscriptions."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, UTCDateTime

SIGNED_UP, WAITING, SIGNED_OFF = "angemeldet", "Warteliste", "abgemeldet"


class Registration(Base):
    """A person signed up for an event (angemeldet, Warteliste, abgemeldet)."""

    __tablename__ = "registration"
    __table_args__ = (UniqueConstraint("event_id", "matrix_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    matrix_id: Mapped[str] = mapped_column(String(255), index=True)
    state: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)


class PersonalReminder(Base):
    """A reminder in the direct chat: an offset before an event, or a moment."""

    __tablename__ = "personal_reminder"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    matrix_id: Mapped[str] = mapped_column(String(255), index=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    offset: Mapped[str | None] = mapped_column(String(60))  # ISO 8601 duration before the start
    at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    text: Mapped[str | None] = mapped_column(Text)


class Subscription(Base):
    """A person wants to hear of new things on a topic."""

    __tablename__ = "subscription"
    __table_args__ = (UniqueConstraint("matrix_id", "topic"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    matrix_id: Mapped[str] = mapped_column(String(255))
    topic: Mapped[str] = mapped_column(String(200))
