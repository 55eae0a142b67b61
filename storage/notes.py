"""What events left behind, as views: insights, decisions, questions, action items."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.cards import DRAFT, EVENT, HIDDEN, PERSON, SESSION, bound, when
from storage.tables.event import Event, Session
from storage.tables.note import ActionItem, Decision, Insight, OpenQuestion
from storage.tables.person import Person
from storage.views import ActionView, Credit, InsightView, NoteView

Of = Literal["event", "session"]  # whose notes: of an event with all its sessions, or of one session

_INSIGHT: Any = Insight.__table__.c
_ACTION: Any = ActionItem.__table__.c
SHOWN = (PERSON.id == _INSIGHT.person_id) & (PERSON.visibility != HIDDEN)  # nobody who objected is named
_TABLES: dict[str, Any] = {"F": OpenQuestion.__table__, "B": Decision.__table__}


def _of(columns: Any, of: Of) -> Any:
    column = columns.event_id if of == "event" else columns.session_id
    return column == bound("owner", column)


def _with_places(table: Any) -> Any:
    return table.join(Event.__table__, EVENT.id == table.c.event_id).outerjoin(
        Session.__table__, SESSION.id == table.c.session_id
    )


@cache
def _insights(of: Of) -> Select[Any]:
    return (
        select(
            _INSIGHT.number,
            _INSIGHT.kind,
            _INSIGHT.text,
            _INSIGHT.role,
            _INSIGHT.office_then,
            _INSIGHT.organisation_then,
            EVENT.number.label("event"),
            EVENT.title.label("event_title"),
            SESSION.slug,
            SESSION.title.label("session_title"),
            PERSON.name,
            PERSON.academic_title,
        )
        .select_from(_with_places(Insight.__table__).outerjoin(Person.__table__, SHOWN))
        .where(_of(_INSIGHT, of))
        .order_by(_INSIGHT.position, _INSIGHT.number)
    )


@cache
def _plain(letter: Literal["F", "B"], of: Of) -> Select[Any]:
    table = _TABLES[letter]
    return (
        select(table.c.number, table.c.text, EVENT.number.label("event"), SESSION.slug)
        .select_from(_with_places(table))
        .where(_of(table.c, of))
        .order_by(table.c.position, table.c.number)
    )


_ACTION_CONDITIONS: dict[str, Any] = {
    "event": _ACTION.event_id == bound("event", _ACTION.event_id),
    "number": _ACTION.number == bound("number", _ACTION.number),
    "session": _ACTION.session_id == bound("session", _ACTION.session_id),
    "event_number": EVENT.number == bound("event_number", EVENT.number),
    "state": _ACTION.state == bound("state", _ACTION.state),
    "due_before": _ACTION.due_start < bound("due_before", _ACTION.due_start),
    "person": _ACTION.responsible_matrix_id == bound("person", _ACTION.responsible_matrix_id),
}


@cache
def _actions(conditions: tuple[str, ...], *, only_count: bool) -> Select[Any]:
    where = [EVENT.status != DRAFT, *(_ACTION_CONDITIONS[name] for name in conditions)]
    if only_count:
        return select(func.count()).select_from(_with_places(ActionItem.__table__)).where(*where)
    return (
        select(
            _ACTION.number,
            _ACTION.text,
            _ACTION.state,
            _ACTION.responsible,
            _ACTION.responsible_matrix_id,
            _ACTION.result,
            _ACTION.due_start,
            _ACTION.due_end,
            _ACTION.due_precision,
            _ACTION.due_as_written,
            EVENT.number.label("event"),
            EVENT.title,
            EVENT.zone,
            SESSION.slug,
        )
        .select_from(_with_places(ActionItem.__table__))
        .where(*where)
        .order_by(_ACTION.due_start.asc().nulls_last(), _ACTION.number)
        .offset(bindparam("skip"))
        .limit(bindparam("most"))
    )


def _place(row: Any) -> str | None:
    return f"W{row.event}.{row.slug}" if row.slug else None


class Notes:
    """Questions about what events left behind."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def insights(self, of: Of, owner: int) -> tuple[InsightView, ...]:
        """Return the insights of an event or session (its id) in their order."""
        rows = await self._session.execute(_insights(of), {"owner": owner})
        return tuple(
            InsightView(
                ref=f"E{row.number}",
                kind=row.kind,
                text=row.text,
                event_ref=f"W{row.event}",
                event_title=row.event_title,
                session_ref=_place(row),
                session_title=row.session_title,
                by=Credit(
                    f"{row.academic_title} {row.name}" if row.academic_title else row.name,
                    row.role or "",
                    row.office_then,
                    row.organisation_then,
                )
                if row.name
                else None,
            )
            for row in rows
        )

    async def decisions(self, of: Of, owner: int) -> tuple[NoteView, ...]:
        """Return the decisions of an event or session in their order."""
        return await self._notes("B", of, owner)

    async def questions(self, of: Of, owner: int) -> tuple[NoteView, ...]:
        """Return the open and guiding questions of an event or session in their order."""
        return await self._notes("F", of, owner)

    async def _notes(self, letter: Literal["F", "B"], of: Of, owner: int) -> tuple[NoteView, ...]:
        rows = await self._session.execute(_plain(letter, of), {"owner": owner})
        return tuple(NoteView(f"{letter}{row.number}", row.text, f"W{row.event}", _place(row)) for row in rows)

    async def count_actions(self, wanted: Mapping[str, Any]) -> int:
        """Count action items; ``wanted`` as for :meth:`actions`."""
        return await self._session.scalar(_actions(tuple(sorted(wanted)), only_count=True), dict(wanted)) or 0

    async def actions(
        self, wanted: Mapping[str, Any], *, offset: int = 0, limit: int = 1000
    ) -> tuple[ActionView, ...]:
        """Return action items: those with a date first, then in the order noted; none of drafts.

        ``wanted``: ``event`` or ``session`` (ids), ``number``, ``event_number``, ``state``, ``person`` (Matrix id),
        ``due_before`` (a time); all must hold.
        """
        rows = await self._session.execute(
            _actions(tuple(sorted(wanted)), only_count=False), {**wanted, "skip": offset, "most": limit}
        )
        return tuple(
            ActionView(
                ref=f"A{row.number}",
                text=row.text,
                state=row.state,
                event_ref=f"W{row.event}",
                event_title=row.title,
                session_ref=_place(row),
                responsible=row.responsible,
                result=row.result,
                matrix_id=row.responsible_matrix_id,
                due=when(row.due_start, row.due_end, row.due_precision, row.zone, row.due_as_written)
                if row.due_start or row.due_as_written
                else None,
            )
            for row in rows
        )
