"""What the bot remembers of its rooms and of what it answered."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, UTCDateTime


class Room(Base):
    """A room the bot is or was in, with its settings."""

    __tablename__ = "room"

    room_id: Mapped[str] = mapped_column(String(255), primary_key=True)
    role: Mapped[str | None] = mapped_column(String(20))
    prefix: Mapped[str | None] = mapped_column(String(8))
    person: Mapped[str | None] = mapped_column(String(255))
    land: Mapped[str | None] = mapped_column(String(4))
    invited_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    joined_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    replaced_by: Mapped[str | None] = mapped_column(String(255))
    settings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class SyncState(Base):
    """How far the bot has worked (one row)."""

    __tablename__ = "sync_state"

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(Text)
    device_id: Mapped[str] = mapped_column(String(255))
    saved_at: Mapped[datetime] = mapped_column(UTCDateTime)


class AnsweredCommand(Base):
    """A command that has its answer."""

    __tablename__ = "answered_command"

    command_event: Mapped[str] = mapped_column(String(255), primary_key=True)
    room_id: Mapped[str] = mapped_column(String(255))
    sender: Mapped[str] = mapped_column(String(255))
    reply_events: Mapped[list[Any]] = mapped_column(JSON, default=list)
    at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)


class PageTurn(Base):
    """Where a person's last list in a room stands, for ``!mehr``."""

    __tablename__ = "page_turn"

    room_id: Mapped[str] = mapped_column(String(255), primary_key=True)
    sender: Mapped[str] = mapped_column(String(255), primary_key=True)
    event: Mapped[str] = mapped_column(String(255))
    command: Mapped[str] = mapped_column(String(40))
    args: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    offset: Mapped[int]
    previous: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class Pending(Base):
    """A command that waits for a confirmation, a correction or an answer."""

    __tablename__ = "pending"

    command_event: Mapped[str] = mapped_column(String(255), primary_key=True)
    room_id: Mapped[str] = mapped_column(String(255))
    sender: Mapped[str] = mapped_column(String(255), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    expires_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class WaitingReply(Base):
    """A message of the bot that can be answered or reacted to, and the command that it belongs to."""

    __tablename__ = "waiting_reply"

    reply_event: Mapped[str] = mapped_column(String(255), primary_key=True)
    command_event: Mapped[str] = mapped_column(String(255), index=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)


class DoneCommand(Base):
    """A command or reaction that has changed something, with what is to be said about it.

    Written in the same transaction as the change, so that a crash before the answer is sent does not lead to a
    second change.
    """

    __tablename__ = "done_command"

    event: Mapped[str] = mapped_column(String(255), primary_key=True)
    reply: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
