"""Events, their series and sessions."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, UTCDateTime


class Series(Base):
    """A row of events (Reihe), or the rule of a recurring one (RFC 5545 RRULE in wall time)."""

    __tablename__ = "series"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(300), unique=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="SET NULL"))
    rhythm: Mapped[str | None] = mapped_column(String(200))
    rule: Mapped[str | None] = mapped_column(String(500))
    rule_start: Mapped[datetime | None] = mapped_column(UTCDateTime)
    description: Mapped[str | None] = mapped_column(Text)


class Event(Base):
    """An event (Veranstaltung), ``W12``. Times in UTC, half-open; see :class:`storage.when.When`."""

    __tablename__ = "event"
    __table_args__ = (Index("ix_event_time", "start", "end"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    key: Mapped[str] = mapped_column(String(300), unique=True)  # identity for the importer
    title: Mapped[str] = mapped_column(String(300))
    motto: Mapped[str | None] = mapped_column(String(300))
    series_id: Mapped[int | None] = mapped_column(ForeignKey("series.id", ondelete="SET NULL"))
    series_number: Mapped[str | None] = mapped_column(String(20))
    kind: Mapped[str | None] = mapped_column(String(80))
    mode: Mapped[str | None] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(20))
    start: Mapped[datetime | None] = mapped_column(UTCDateTime)
    end: Mapped[datetime | None] = mapped_column(UTCDateTime)
    precision: Mapped[str] = mapped_column(String(10))
    zone: Mapped[str] = mapped_column(String(64))
    date_as_written: Mapped[str | None] = mapped_column(String(200))
    place: Mapped[str | None] = mapped_column(String(300))
    town_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="SET NULL"))
    online_link: Mapped[str | None] = mapped_column(String(1000))
    capacity: Mapped[int | None]
    attendance: Mapped[str | None] = mapped_column(String(200))
    target_group: Mapped[str | None] = mapped_column(String(300))
    registration_url: Mapped[str | None] = mapped_column(String(1000))
    registration_deadline: Mapped[datetime | None] = mapped_column(UTCDateTime)
    fee: Mapped[str | None] = mapped_column(String(100))
    contact: Mapped[str | None] = mapped_column(String(300))
    accessibility: Mapped[str | None] = mapped_column(Text)
    description: Mapped[str | None] = mapped_column(Text)
    topics: Mapped[list[Any]] = mapped_column(JSON, default=list)
    url: Mapped[str | None] = mapped_column(String(1000))
    source: Mapped[str | None] = mapped_column(String(1000))
    see_also: Mapped[list[Any]] = mapped_column(JSON, default=list)
    is_example: Mapped[bool] = mapped_column(default=False)
    uid: Mapped[str] = mapped_column(String(255), unique=True)  # RFC 5545 UID
    sequence: Mapped[int] = mapped_column(default=0)  # RFC 5545 SEQUENCE
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # when it was no draft any more
    quiet: Mapped[bool] = mapped_column(default=False)  # entered without an announcement
    fingerprint: Mapped[str | None] = mapped_column(String(64))  # of the imported record
    status_reason: Mapped[str | None] = mapped_column(String(500))  # why it was called off or put off
    detached: Mapped[bool] = mapped_column(default=False)  # an occurrence that was changed by itself


class Session(Base):
    """A session (Programmpunkt), ``W12.B``, in the order as printed."""

    __tablename__ = "session"
    __table_args__ = (UniqueConstraint("event_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"))
    slug: Mapped[str] = mapped_column(String(40))
    label: Mapped[str | None] = mapped_column(String(80))
    kind: Mapped[str | None] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(300))
    position: Mapped[int]
    start: Mapped[datetime | None] = mapped_column(UTCDateTime)
    end: Mapped[datetime | None] = mapped_column(UTCDateTime)
    precision: Mapped[str] = mapped_column(String(10))
    room: Mapped[str | None] = mapped_column(String(200))
    description: Mapped[str | None] = mapped_column(Text)
    methods: Mapped[list[Any]] = mapped_column(JSON, default=list)
    topics: Mapped[list[Any]] = mapped_column(JSON, default=list)
    attendance: Mapped[str | None] = mapped_column(String(200))
