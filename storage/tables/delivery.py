"""What the bot must say by itself: one row for each message, see the promises of delivery."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, UTCDateTime


def _due(context: Any) -> datetime:
    due: datetime = context.get_current_parameters()["due_at"]
    return due


class Delivery(Base):
    """A message that is due at a time in a room."""

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("kind", "subject", "room_id", "occurrence"),
        Index("ix_delivery_due", "state", "try_at"),
        Index("ix_delivery_sent", "room_id", "sent_event"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(60))
    room_id: Mapped[str] = mapped_column(String(255))
    occurrence: Mapped[str] = mapped_column(String(60), default="")
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    try_at: Mapped[datetime] = mapped_column(UTCDateTime, default=_due)  # when it is tried next, later after a failure
    tried_by: Mapped[str | None] = mapped_column(String(64))  # the Matrix device that may have sent it already
    state: Mapped[str] = mapped_column(String(20), default="geplant")
    reason: Mapped[str | None] = mapped_column(Text)
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    sent_event: Mapped[str | None] = mapped_column(String(255))
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # what was said, which message it answers …
