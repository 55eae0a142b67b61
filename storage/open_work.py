"""What waits for the organisers: drafts that nobody confirmed, events without a summary, what is to be reviewed."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.cards import DRAFT, EVENT, event_cards_by_id
from storage.events import PUBLISHED
from storage.planning import CANCELLED
from storage.submissions import HANDED_IN
from storage.tables.note import Summary
from storage.tables.solution import Solution
from storage.views import EventCard, Page

LOOK_BACK = timedelta(days=180)  # in which the end of an event must lie whose summary is missed


class OpenWork:
    """What waits, in one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def drafts(self, *, offset: int = 0, limit: int = 5) -> Page[EventCard]:
        """Return events that are drafts, those without a date last."""
        wanted = EVENT.status == DRAFT
        total = await self._session.scalar(select(func.count()).where(wanted)) or 0
        query = select(EVENT.id).where(wanted).order_by(EVENT.start.is_(None), EVENT.start, EVENT.number)
        ids = list(await self._session.scalars(query.offset(offset).limit(limit)))
        cards = await event_cards_by_id(self._session, ids)
        return Page(tuple(cards[one] for one in ids), total, offset)

    async def without_summary(self, now: datetime, *, limit: int = 5) -> Page[EventCard]:
        """Return events of the last half year that are over and have no published summary, the latest first."""
        last = func.coalesce(EVENT.end, EVENT.start)
        published = select(Summary.event_id).where(Summary.status == PUBLISHED)
        wanted = (
            EVENT.status.not_in((DRAFT, CANCELLED)),
            last < now,
            last > now - LOOK_BACK,
            EVENT.id.not_in(published),
        )
        total = await self._session.scalar(select(func.count(EVENT.id)).where(*wanted)) or 0
        ids = list(await self._session.scalars(select(EVENT.id).where(*wanted).order_by(last.desc()).limit(limit)))
        cards = await event_cards_by_id(self._session, ids)
        return Page(tuple(cards[one] for one in ids), total)

    async def to_review(self) -> int:
        """Return how many Musterlösungen wait for their review."""
        return await self._session.scalar(select(func.count(Solution.id)).where(Solution.status == HANDED_IN)) or 0
