"""What is stored under a person's Matrix id, over all tables: given out, and really deleted.

Both look at every text and JSON column of every table that there is, also of tables made later. What belongs to the
person alone is deleted; where the id stands in what belongs to the network (who handed in, who wrote, who changed),
it becomes :data:`NETWORK`.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, String, Table, UniqueConstraint, cast, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

import storage.search.tables
import storage.tables  # noqa: F401  # the metadata must be whole
from storage.base import Base
from storage.documents import INDEXERS, reindex
from storage.registrations import Registrations
from storage.search.filing import file_all
from storage.tables.person import Person, Role

NETWORK = "Netzwerk"

# Rows of these tables are the person's own where the id is all that stands in the column.
OWN = {
    "registration": "matrix_id",
    "personal_reminder": "matrix_id",
    "subscription": "matrix_id",
    "answered_command": "sender",
    "page_turn": "sender",
    "pending": "sender",
    "delivery": "room_id",
    "room": "person",
    "ballot": "matrix_id",
}
EMPTIED = {("person", "matrix_id"), ("action_item", "responsible_matrix_id")}
NAMED = {("action_item", "responsible_matrix_id"): "responsible"}  # what stands beside, as the person was called
Found = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many rows were deleted, and in how many the id gave way."""

    deleted: int
    changed: int


def _pattern(matrix_id: str) -> re.Pattern[str]:
    """Find the id, but not in a longer one."""
    return re.compile(rf"(?<![\w@]){re.escape(matrix_id)}(?![\w:-]|\.\w)")


def _is_index(table: Table) -> bool:
    """Whether a table only repeats, for the search, what the entries say."""
    return table.name.startswith("search_")


def _columns(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if isinstance(column.type, String | JSON)]


def _holds(pattern: re.Pattern[str], value: Any) -> bool:
    if isinstance(value, str):
        return pattern.search(value) is not None
    if isinstance(value, Mapping):
        return any(_holds(pattern, part) for pair in value.items() for part in pair)
    return isinstance(value, list) and any(_holds(pattern, part) for part in value)


def _without(pattern: re.Pattern[str], value: Any) -> Any:
    if isinstance(value, str):
        return pattern.sub(NETWORK, value)
    if isinstance(value, Mapping):
        return {_without(pattern, name): _without(pattern, part) for name, part in value.items()}
    return [_without(pattern, part) for part in value] if isinstance(value, list) else value


def _like(text: str) -> str:
    return "%" + re.sub(r"([\\%_])", r"\\\1", text) + "%"


async def _rows(session: AsyncSession, table: Table, matrix_id: str) -> list[dict[str, Any]]:
    """Return the rows of a table that hold the id."""
    columns = _columns(table)
    if not columns:
        return []
    spellings = {matrix_id, json.dumps(matrix_id)[1:-1]}  # JSON may write signs in another way
    found = or_(*(cast(column, String).like(_like(text), escape="\\") for column in columns for text in spellings))
    pattern = _pattern(matrix_id)
    rows = (await session.execute(select(table).where(found).order_by(*table.primary_key))).mappings()
    return [dict(row) for row in rows if any(_holds(pattern, row[column.name]) for column in columns)]


async def collect(session: AsyncSession, matrix_id: str) -> Found:
    """Return all rows that hold the id, by table, in a form that JSON can hold; times in ISO 8601, UTC."""
    found: Found = {}
    for table in Base.metadata.sorted_tables:
        if _is_index(table):
            continue
        rows = await _rows(session, table, matrix_id)
        if rows:
            found[str(table.name)] = [_plain(row) for row in rows]
    person = await session.scalar(select(Person.id).where(Person.matrix_id == matrix_id))
    if person is not None:
        roles = (await session.execute(select(Role.__table__).where(Role.person_id == person))).mappings()
        found["role"] = [_plain(dict(row)) for row in roles]
    return {name: rows for name, rows in sorted(found.items()) if rows}


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date | datetime) else value for name, value in row.items()}


async def forget(
    session: AsyncSession, registrations: Registrations, matrix_id: str, now: datetime, *, direct_too: bool = True
) -> Forgotten:
    """Delete what belongs to the person; who waited for a place moves up. ``direct_too``: also the direct rooms."""
    deleted = await registrations.forget(matrix_id, now)
    await session.flush()
    changed = 0
    touched: dict[str, set[int]] = {name: set() for name in INDEXERS}
    for table in reversed(Base.metadata.sorted_tables):
        if _is_index(table):
            continue
        own = OWN.get(str(table.name))
        if own is not None and (direct_too or table.name != "room"):
            done: Any = await session.execute(delete(table).where(table.c[own] == matrix_id))
            deleted += int(done.rowcount)
        for row in await _rows(session, table, matrix_id):
            if await _clear(session, table, row, _pattern(matrix_id)):
                changed += 1
            else:
                deleted += 1
            _note(touched, str(table.name), row)
    session.expire_all()
    for name, work in INDEXERS.items():
        for row_id in sorted(touched[name]):
            await work(session, row_id)
    await file_all(session)  # else the postings and the vocabulary would still have the name for a moment
    for table in Base.metadata.sorted_tables:
        if _is_index(table) and await _rows(session, table, matrix_id):
            await reindex(session)
            break
    return Forgotten(deleted, changed)


async def _clear(session: AsyncSession, table: Table, row: Mapping[str, Any], pattern: re.Pattern[str]) -> bool:
    """Take the id out of a row; a row that it is the key of is deleted. Tells whether the row is still there."""
    where = [column == row[column.name] for column in table.primary_key]
    keys = _key_columns(table)
    values: dict[str, Any] = {}
    for column in _columns(table):
        value = row[column.name]
        if not _holds(pattern, value):
            continue
        if (str(table.name), column.name) in EMPTIED:
            values[column.name] = None
            beside = NAMED.get((str(table.name), column.name))
            if beside is not None:
                values[beside] = NETWORK
        elif column.name in keys:
            await session.execute(delete(table).where(*where))
            return False
        else:
            values[column.name] = _without(pattern, value)
    await session.execute(update(table).where(*where).values(**values))
    return True


def _key_columns(table: Table) -> set[str]:
    found = {column.name for column in table.primary_key} | {c.name for c in table.columns if c.unique}
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            found |= {column.name for column in constraint.columns}
    return found


def _note(touched: dict[str, set[int]], table: str, row: Mapping[str, Any]) -> None:
    for name, ids in touched.items():
        value = row.get("id") if name == table else row.get(f"{name}_id")
        if isinstance(value, int):
            ids.add(value)
