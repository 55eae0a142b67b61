"""Action items (Maßnahmen)."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from storage.events import event_number
from storage.notes import Notes
from storage.views import ActionView, Page


class Actions:
    """Questions about action items."""

    def __init__(self, session: AsyncSession) -> None:
        self._notes = Notes(session)

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
        given = {
            "state": state,
            "event_number": event_number(event_ref) if event_ref is not None else None,
            "person": person,
        }
        wanted = {name: value for name, value in given.items() if value is not None}
        total = await self._notes.count_actions(wanted)
        return Page(await self._notes.actions(wanted, offset=offset, limit=limit), total, offset)

    async def due_before(self, moment: datetime) -> tuple[ActionView, ...]:
        """Return open action items that are due before a moment, the most urgent first."""
        return await self._notes.actions({"state": "offen", "due_before": moment}, limit=20)
