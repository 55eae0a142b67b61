"""The summaries of events: drafts that organisers work on, what was published, and its earlier versions.

A draft keeps only what organisers wrote (:class:`DraftText`); all else is made anew from the notes until it is
published, so that a note that comes late is in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.cards import DRAFT, EVENT, event_cards_by_id
from storage.documents import index_event
from storage.events import PUBLISHED
from storage.tables.event import Event
from storage.tables.note import Summary, SummaryVersion
from storage.tables.participation import SIGNED_UP, Registration
from storage.views import EventCard

DOCUMENTED = "dokumentiert"
MOST_EARLIER = 10


@dataclass(frozen=True, slots=True)
class DraftText:
    """What organisers wrote: the whole text, or parts by their heading; and what they added at the end."""

    whole: str | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SummaryState:
    """How far the summary of an event is. ``versions``: how many earlier texts are kept."""

    status: str
    text: str
    draft: DraftText
    draft_author: str | None
    author: str | None
    is_made_here: bool  # not an imported text
    versions: int = 0


class Summaries:
    """The summaries in one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, event_ref: str) -> SummaryState | None:
        """Return how far the summary of an event is; ``None`` if nobody has begun."""
        row = await self._row(event_ref)
        if row is None:
            return None
        versions = await self._session.scalar(
            select(func.count()).select_from(SummaryVersion).where(SummaryVersion.summary_id == row.id)
        )
        draft = row.draft or {}
        whole = draft.get("ganz") if row.draft is not None else row.text
        return SummaryState(
            status=row.status,
            text=row.text,
            draft=DraftText(whole, dict(draft.get("teile", {})), tuple(draft.get("dazu", ()))),
            draft_author=row.draft_author,
            author=row.author,
            is_made_here=row.draft is not None,
            versions=versions or 0,
        )

    async def keep_draft(self, event_ref: str, draft: DraftText, text: str, author: str, now: datetime) -> None:
        """Keep what organisers wrote, and the text before as a version. A published text stays what it is."""
        row = await self._row(event_ref)
        if row is None:
            event_id = await self._event_id(event_ref)
            row = Summary(event_id=event_id, text=text, status=DRAFT, updated_at=now, author=None)
            self._session.add(row)
        elif row.status != PUBLISHED and row.text != text:
            await self._keep_version(row, row.draft_author, now)
            row.text = text
        row.draft = {"ganz": draft.whole, "teile": dict(draft.parts), "dazu": list(draft.more)}
        row.draft_author, row.updated_at = author, now
        await self._session.flush()

    async def publish(self, event_ref: str, text: str, by: str, now: datetime) -> bool:
        """Make a text the published one; tells whether anything has changed by it."""
        row = await self._row(event_ref)
        if row is None:
            row = Summary(event_id=await self._event_id(event_ref), text=text, status=DRAFT, updated_at=now)
            row.draft = {"ganz": None, "teile": {}, "dazu": []}
            self._session.add(row)
            await self._session.flush()
        was_published = row.status == PUBLISHED
        if was_published and row.text == text:
            return False
        if row.text != text:
            await self._keep_version(row, row.author or row.draft_author, now)
        row.draft = row.draft or {"ganz": text, "teile": {}, "dazu": []}
        row.text, row.status, row.released_by, row.updated_at = text, PUBLISHED, by, now
        row.author = row.draft_author or row.author or by
        row.published_at = row.published_at or now
        event = await self._session.get(Event, row.event_id)
        assert event is not None
        event.status, event.updated_at = DOCUMENTED, now
        await self._session.flush()
        await index_event(self._session, row.event_id)
        return True

    async def _keep_version(self, row: Summary, author: str | None, now: datetime) -> None:
        self._session.add(SummaryVersion(summary_id=row.id, text=row.text, author=author, created_at=now))
        await self._session.flush()

    async def _event_id(self, event_ref: str) -> int:
        found: Any = await self._session.scalar(select(EVENT.id).where(EVENT.number == int(event_ref[1:])))
        return int(found)

    async def _row(self, event_ref: str) -> Summary | None:
        return await self._session.scalar(select(Summary).where(Summary.event_id == await self._event_id(event_ref)))

    async def earlier(self, event_ref: str) -> list[EventCard]:
        """Return the events before this one in its series, at most ten, the latest first."""
        event = await self._session.scalar(select(Event).where(Event.number == int(event_ref[1:])))
        if event is None or event.series_id is None or event.start is None:
            return []
        ids = list(
            await self._session.scalars(
                select(EVENT.id)
                .where(
                    EVENT.series_id == event.series_id,
                    EVENT.start < event.start,
                    EVENT.status.not_in((DRAFT, "abgesagt")),
                )
                .order_by(EVENT.start.desc(), EVENT.id.desc())
                .limit(MOST_EARLIER)
            )
        )
        cards = await event_cards_by_id(self._session, ids)
        return [cards[one] for one in ids]

    async def registered(self, event_ref: str) -> int:
        """Return how many people have signed up for an event."""
        count = await self._session.scalar(
            select(func.count())
            .select_from(Registration)
            .where(Registration.event_id == await self._event_id(event_ref), Registration.state == SIGNED_UP)
        )
        return count or 0
