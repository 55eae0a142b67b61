"""Which Musterlösung a message to the organisers asks about."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.deliveries import DELIVERY
from storage.planning import Kind


async def asked_about(session: AsyncSession, room: str, event: str, template: str) -> str | None:
    """Return the number (``L7``) that a message made of this template in a room is about, ``None`` for others."""
    row = (
        await session.execute(
            select(DELIVERY.subject, DELIVERY.data).where(
                DELIVERY.room_id == room, DELIVERY.sent_event == event, DELIVERY.kind == Kind.MESSAGE.value
            )
        )
    ).first()
    return str(row.subject) if row is not None and row.data.get("vorlage") == template else None
