"""What an event leaves behind: insights, decisions, questions, action items, summaries."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, UTCDateTime


class _OfEvent:
    """Belongs to an event, and to one of its sessions where that is known."""

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    session_id: Mapped[int | None] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(default=0)
    origin: Mapped[str | None] = mapped_column(String(255), index=True)  # the chat message it was noted from
    marks: Mapped[list[Any] | None] = mapped_column(JSON)  # ids of the reactions that noted it; NULL if it was typed


class Insight(_OfEvent, Base):
    """An insight (Erkenntnis), thesis, success factor, stumbling block or quotation; ``E4``."""

    __tablename__ = "insight"

    kind: Mapped[str] = mapped_column(String(40), default="Erkenntnis")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    role: Mapped[str | None] = mapped_column(String(60))
    office_then: Mapped[str | None] = mapped_column(String(300))
    organisation_then: Mapped[str | None] = mapped_column(String(300))
    topics: Mapped[list[Any]] = mapped_column(JSON, default=list)


class Decision(_OfEvent, Base):
    """A decision (Beschluss), ``B2``."""

    __tablename__ = "decision"


class OpenQuestion(_OfEvent, Base):
    """An open or guiding question (Frage), ``F3``."""

    __tablename__ = "open_question"


class ActionItem(_OfEvent, Base):
    """An action item (Maßnahme, next step), ``A3``."""

    __tablename__ = "action_item"

    responsible: Mapped[str | None] = mapped_column(String(300))
    responsible_matrix_id: Mapped[str | None] = mapped_column(String(255))
    due_start: Mapped[datetime | None] = mapped_column(UTCDateTime)
    due_end: Mapped[datetime | None] = mapped_column(UTCDateTime)
    due_precision: Mapped[str] = mapped_column(String(10), default="open")
    due_as_written: Mapped[str | None] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(20), default="offen")
    result: Mapped[str | None] = mapped_column(Text)


class Protocol(Base):
    """Notes are being taken of an event or session in a room, or in a thread of it, until ``ends_at``."""

    __tablename__ = "protocol"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    session_id: Mapped[int | None] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"))
    room_id: Mapped[str] = mapped_column(String(255), index=True)
    thread: Mapped[str | None] = mapped_column(String(255))
    started_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ends_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Summary(Base):
    """The summary of an event. ``text`` is what was published, or the draft as it was last shown."""

    __tablename__ = "summary"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), unique=True)
    text: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(20))
    author: Mapped[str | None] = mapped_column(String(255))
    draft: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # what organisers wrote, see storage.summaries
    draft_author: Mapped[str | None] = mapped_column(String(255))  # who worked on it last
    released_by: Mapped[str | None] = mapped_column(String(255))
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime)


class SummaryVersion(Base):
    """An earlier text of a summary."""

    __tablename__ = "summary_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    summary_id: Mapped[int] = mapped_column(ForeignKey("summary.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(Text)
    author: Mapped[str | None] = mapped_column(String(255))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
