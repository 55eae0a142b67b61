"""Action items (Maßnahmen)."""

from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.events import DRAFT, Notes, _number
from storage.tables.event import Event
from storage.tables.note import ActionItem
from storage.views import ActionView, Page


class Actions:
    """Questions about action items."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def list(
        self,
        *,
        state: str | None = "offen",
        event_ref: str | None = None,
        person: str | None = None,
        offset: int = 0,
        limit: int = 5,
    ) -> Page[ActionView]:
        """Return action items in a state, of an event, or of a person (Matrix id)."""
        conditions: list[Any] = [Event.status != DRAFT]
        if state is not None:
            conditions.append(ActionItem.state == state)
        if event_ref is not None:
            conditions.append(Event.number == _number(event_ref))
        if person is not None:
            conditions.append(ActionItem.responsible_matrix_id == person)
        total = await self._session.scalar(
            select(func.count())
            .select_from(ActionItem)
            .join(Event, Event.id == ActionItem.event_id)
            .where(*conditions)
        )
        items = await Notes(self._session).actions(and_(*conditions), offset=offset, limit=limit)
        return Page(items, total or 0, offset)
