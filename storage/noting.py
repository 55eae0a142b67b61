"""Writing notes: each comes from one chat message and follows its edits and its deletion.

A note is the same by its letter (``E``, ``B``, ``F``, ``A``) and the message it came from, however often that message
is worked off. One noted by reactions lives as long as one of them stays.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.documents import index_event
from storage.numbers import next_number
from storage.protocols import Spot
from storage.tables.note import ActionItem, Decision, Insight, OpenQuestion
from storage.tables.solution import Showing, Solution
from storage.when import When

Letter = Literal["E", "B", "F", "A"]
Entry = tuple[int, str, int]  # of the index: event, kind, id
TABLES: dict[Letter, Any] = {"E": Insight, "B": Decision, "F": OpenQuestion, "A": ActionItem}


@dataclass(frozen=True, slots=True)
class Duty:
    """Who does an action item until when."""

    responsible: str | None = None
    matrix_id: str | None = None
    due: When | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What is noted. ``kind``: of an insight; ``duty``: of an action item."""

    text: str
    kind: str = "Erkenntnis"
    duty: Duty | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """A note that is there. ``by_reaction``: not typed as a command."""

    letter: Letter
    ref: str
    text: str
    by_reaction: bool
    event_id: int
    session_id: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """What became of the notes of a message. ``gone``: notes and showings that are no more."""

    ref: str = ""
    is_new: bool = False
    gone: tuple[str, ...] = ()


class Noting:
    """Takes notes in one unit of work. ``drop_action`` is called for each action item that goes."""

    def __init__(self, session: AsyncSession, drop_action: Callable[[str], Awaitable[None]]) -> None:
        self._session = session
        self._drop_action = drop_action

    async def of(self, origin: str) -> list[Noted]:
        """Return what was noted from a message."""
        return [
            Noted(letter, f"{letter}{row.number}", row.text, row.marks is not None, row.event_id, row.session_id)
            for letter, row in await self._rows(origin)
        ]

    async def is_known(self, origin: str) -> bool:
        """Whether anything was noted from a message."""
        for table in (*TABLES.values(), Showing):
            if await self._session.scalar(select(table.id).where(table.origin == origin).limit(1)) is not None:
                return True
        return False

    async def typed(self, letter: Letter, spot: Spot, content: Content, origin: str) -> Change:
        """Note what a command says; the same message again, or its edit, changes the note it made before."""
        rows = await self._rows(origin)
        same = next((row for known, row in rows if known == letter), None)
        others = [(known, row) for known, row in rows if known != letter and row.marks is None]
        gone = [*await self._remove(others), *await self._hide(origin)]
        touched = _entries(others)
        if same is None:
            row = await self._add(letter, spot, content, origin, None)
        else:
            touched += _entries([(letter, same)])
            row, row.event_id, row.session_id, row.marks = same, spot.event_id, spot.session_id, None
            _fill(row, content)
        await self._index([*touched, *_entries([(letter, row)])])
        return Change(f"{letter}{row.number}", same is None, tuple(gone))

    async def marked(self, letter: Letter, spot: Spot, content: Content, origin: str, mark: str) -> Change:
        """Note a message to which somebody reacted (``mark``: id of the reaction); the second reaction only joins."""
        for known, row in await self._rows(origin):
            if known == letter:
                if row.marks is not None and mark not in row.marks:
                    row.marks = [*row.marks, mark]
                    await self._session.flush()
                return Change(f"{letter}{row.number}")
        row = await self._add(letter, spot, content, origin, [mark])
        await self._index(_entries([(letter, row)]))
        return Change(f"{letter}{row.number}", is_new=True)

    async def unmarked(self, letter: Letter, origin: str, mark: str) -> Change:
        """Take a reaction back; with the last one the note goes."""
        for known, row in await self._rows(origin):
            if known != letter or row.marks is None or mark not in row.marks:
                continue
            row.marks = [one for one in row.marks if one != mark]
            if row.marks:
                await self._session.flush()
                return Change(f"{letter}{row.number}")
            entries = _entries([(letter, row)])
            gone = await self._remove([(letter, row)])
            await self._index(entries)
            return Change(gone=tuple(gone))
        return Change()

    async def corrected(self, origin: str, contents: dict[Letter, Content]) -> Change:
        """Follow the edit of a message that was reacted to."""
        rows = [(letter, row) for letter, row in await self._rows(origin) if row.marks is not None]
        for letter, row in rows:
            _fill(row, contents[letter])
        await self._index(_entries(rows))
        return Change(", ".join(f"{letter}{row.number}" for letter, row in rows))

    async def shown(self, solution_ref: str, spot: Spot, origin: str) -> Change:
        """Note that a Musterlösung was shown; twice at the same place is once."""
        rows = [(letter, row) for letter, row in await self._rows(origin) if row.marks is None]
        entries = _entries(rows)
        gone = await self._remove(rows)
        solution = await self._session.scalar(select(Solution.id).where(Solution.number == int(solution_ref[1:])))
        gone += [ref for ref in await self._hide(origin) if ref != solution_ref]
        known = await self._session.scalar(
            select(Showing.id).where(
                Showing.solution_id == solution,
                Showing.event_id == spot.event_id,
                Showing.session_id.is_(None) if spot.session_id is None else Showing.session_id == spot.session_id,
            )
        )
        if known is None and solution is not None:
            self._session.add(
                Showing(solution_id=solution, event_id=spot.event_id, session_id=spot.session_id, origin=origin)
            )
            await self._session.flush()
        await self._index(entries)
        return Change(solution_ref, known is None, tuple(gone))

    async def taken_back(self, origin: str, *, only_typed: bool = False) -> Change:
        """Forget what was noted from a message."""
        rows = [
            (letter, row) for letter, row in await self._rows(origin) if not (only_typed and row.marks is not None)
        ]
        entries = _entries(rows)
        gone = [*await self._remove(rows), *await self._hide(origin)]
        await self._index(entries)
        return Change(gone=tuple(gone))

    async def _rows(self, origin: str) -> list[tuple[Letter, Any]]:
        found: list[tuple[Letter, Any]] = []
        for letter, table in TABLES.items():
            rows = await self._session.scalars(select(table).where(table.origin == origin))
            found += [(letter, row) for row in rows]
        return found

    async def _add(self, letter: Letter, spot: Spot, content: Content, origin: str, marks: list[str] | None) -> Any:
        row = TABLES[letter](
            number=await next_number(self._session, letter),
            event_id=spot.event_id,
            session_id=spot.session_id,
            position=await self._last_position(letter, spot.event_id) + 1,
            origin=origin,
            marks=marks,
        )
        _fill(row, content)
        self._session.add(row)
        await self._session.flush()
        return row

    async def _last_position(self, letter: Letter, event_id: int) -> int:
        table = TABLES[letter]
        query = select(table.position).where(table.event_id == event_id).order_by(table.position.desc()).limit(1)
        return await self._session.scalar(query) or 0

    async def _remove(self, rows: Sequence[tuple[Letter, Any]]) -> list[str]:
        for letter, row in rows:
            if letter == "A":
                await self._drop_action(f"A{row.number}")
            await self._session.delete(row)
        await self._session.flush()
        return [f"{letter}{row.number}" for letter, row in rows]

    async def _hide(self, origin: str) -> list[str]:
        """Delete the showings that came from a message."""
        numbers = await self._session.scalars(
            select(Solution.number).join(Showing, Showing.solution_id == Solution.id).where(Showing.origin == origin)
        )
        refs = [f"L{number}" for number in numbers]
        if refs:
            await self._session.execute(delete(Showing).where(Showing.origin == origin))
        return refs

    async def _index(self, entries: Iterable[Entry]) -> None:
        """Index anew what notes are found by."""
        await self._session.flush()
        by_event: dict[int, set[tuple[str, int]]] = defaultdict(set)
        for event_id, kind, entity in entries:
            by_event[event_id].add((kind, entity))
        for event_id, only in sorted(by_event.items()):
            await index_event(self._session, event_id, only=only)


def _entries(rows: Iterable[tuple[Letter, Any]]) -> list[Entry]:
    """Return what notes are found by: an insight by itself, the others with their event or session."""
    found: list[Entry] = []
    for letter, row in rows:
        if letter == "E":
            found.append((row.event_id, "insight", row.id))
            continue
        found.append((row.event_id, "event", row.event_id))
        if row.session_id is not None:
            found.append((row.event_id, "session", row.session_id))
    return found


def _fill(row: Any, content: Content) -> None:
    row.text = content.text
    if isinstance(row, Insight):
        row.kind = content.kind
    if isinstance(row, ActionItem):
        duty = content.duty or Duty()
        due = duty.due
        row.responsible, row.responsible_matrix_id = duty.responsible, duty.matrix_id
        row.due_start = due.start if due else None
        row.due_end = due.end if due else None
        row.due_precision = due.precision.value if due else "open"
        row.due_as_written = due.as_written if due else None
