"""Action items (Maßnahmen)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.cards import DRAFT
from storage.events import event_number
from storage.notes import Notes
from storage.offsets import start_of_day
from storage.tables.event import Event
from storage.tables.note import ActionItem
from storage.views import ActionView, Page
from storage.when import Precision


class Actions:
    """Questions about action items."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
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

    async def get(self, ref: str) -> ActionView | None:
        """Return one action item; ``ref`` like ``A3``."""
        found = await self._notes.actions({"number": int(ref[1:])}, limit=1)
        return found[0] if found else None

    async def to_remind(self, until: datetime) -> Sequence[tuple[str, str, datetime]]:
        """Return open action items that are due before then: reference, responsible person, when that person is told.

        That is the moment itself, or nine o'clock on the last day of a longer time.
        """
        rows = await self._session.execute(
            select(ActionItem, Event.zone)
            .join(Event, Event.id == ActionItem.event_id)
            .where(
                ActionItem.state.in_(("offen", "läuft")),
                ActionItem.responsible_matrix_id.is_not(None),
                ActionItem.due_start.is_not(None),
                Event.status != DRAFT,
            )
        )
        found = []
        for action, zone in rows:
            due, person = action.due_start, action.responsible_matrix_id
            if due is None or person is None:
                continue
            if action.due_precision != Precision.MINUTE:
                due = start_of_day((action.due_end or due + timedelta(days=1)) - timedelta(hours=1), zone)
            if due <= until:
                found.append((f"A{action.number}", person, due))
        return found

    async def due_before(self, moment: datetime) -> tuple[ActionView, ...]:
        """Return open action items that are due before a moment, the most urgent first."""
        return await self._notes.actions({"state": "offen", "due_before": moment}, limit=20)
