"""Restoring rows as they were before a change, if they are still as that change left them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update
from sqlalchemy.orm import Session as SyncSession

from storage.base import Base
from storage.planning import Kind
from storage.recording import BOOKKEEPING, Row, from_json, read_row, referring, where_key
from storage.tables.delivery import Delivery

Rows = Mapping[str, Mapping[str, Row]]
SHARED = frozenset({"person", "organisation", "series"})  # made by the way; they stay where others use them
DRAFT, PUBLISHED = "Entwurf", "veröffentlicht"
TOLD_KINDS = frozenset({Kind.ANNOUNCEMENT, Kind.REMINDER, Kind.CHANGE, Kind.MOVE, Kind.CANCELLATION})
SUMMARY_KINDS = frozenset({Kind.SUMMARY})
_DELIVERY: Any = Delivery.__table__.c


class InTheWayError(Exception):
    """Something keeps a row from being restored; ``reason`` as in :class:`storage.audit.NotUndoneError`."""

    def __init__(self, reason: str, table: str, key: str) -> None:
        super().__init__(reason, table, key)
        self.reason = reason
        self.table = table
        self.key = key


class Undo:
    """Takes one change back, all of it or nothing: it looks first and writes then."""

    def __init__(self, before: Rows, after: Rows, now: datetime) -> None:
        self._before = before
        self._after = after
        self._now = now

    def run(self, session: SyncSession) -> None:
        """Look and write. Raises :class:`InTheWayError`."""
        connection = session.connection()
        tables = [table for table in Base.metadata.sorted_tables if table.name in {**self._before, **self._after}]
        for table in tables:
            self._check(connection, table)
        self._drop_new(connection, tables)
        for table in tables:
            self._free_keys(connection, table)
            for key, row in self._rows(self._before, table):
                self._restore(connection, table, key, row)
        self._drop_new(connection, [table for table in tables if table.name in SHARED])  # what was in use till now

    def _check(self, connection: Connection, table: Table) -> None:
        for key, row in self._rows(self._after, table):
            self._check_as_left(connection, table, key, row)
        for key in self._before.get(table.name, {}).keys() - self._after.get(table.name, {}).keys():
            if read_row(connection, table, key_of(table, key)) is not None:
                raise InTheWayError("geändert", table.name, key)

    def _drop_new(self, connection: Connection, tables: list[Table]) -> None:
        for table in reversed(tables):
            for key in reversed(self._new(table)):
                self._drop(connection, table, key)

    @staticmethod
    def _rows(rows: Rows, table: Table) -> list[tuple[str, Row]]:
        return sorted(
            rows.get(table.name, {}).items(), key=lambda item: [part.zfill(12) for part in item[0].split("|")]
        )

    def _new(self, table: Table) -> list[str]:
        known = self._before.get(table.name, {})
        return [key for key, _row in self._rows(self._after, table) if key not in known]

    def _check_as_left(self, connection: Connection, table: Table, key: str, row: Row) -> None:
        current = read_row(connection, table, key_of(table, key))
        is_new = key not in self._before.get(table.name, {})
        if is_new and table.name in SHARED:
            return
        if current is None or any(
            current[name] != value for name, value in row.items() if name in current and name not in BOOKKEEPING
        ):
            raise InTheWayError("geändert", table.name, key)
        if is_new:
            self._check_unused(connection, table, key)
        if table.name == "event" and (is_new or self._becomes_draft(key)) and _was_told(connection, int(key)):
            raise InTheWayError("angekündigt", table.name, key)
        if (
            table.name == "summary"
            and row.get("status") == PUBLISHED
            and _was_told(connection, current["event_id"], SUMMARY_KINDS)
        ):
            raise InTheWayError("veröffentlicht", table.name, key)

    def _becomes_draft(self, key: str) -> bool:
        return self._before["event"][key].get("status") == DRAFT

    def _check_unused(self, connection: Connection, table: Table, key: str) -> None:
        """Refuse to delete what somebody has added something to since."""
        for other, column, effect in referring(table):
            if effect != "CASCADE":
                continue
            for row in connection.execute(select(*other.primary_key).where(column == key_of(table, key)[0])).all():
                if "|".join(str(part) for part in row) not in self._after.get(other.name, {}):
                    raise InTheWayError("abhängig", table.name, key)

    def _drop(self, connection: Connection, table: Table, key: str) -> None:
        values = key_of(table, key)
        if table.name in SHARED:
            for other, column, _effect in referring(table):
                if connection.execute(select(func.count()).select_from(other).where(column == values[0])).scalar():
                    return
        connection.execute(delete(table).where(where_key(table, values)))

    def _free_keys(self, connection: Connection, table: Table) -> None:
        """Move keys out of the way that several rows exchange."""
        for text, row in self._rows(self._before, table):
            if "key" in row and text in self._after.get(table.name, {}):
                key = key_of(table, text)
                connection.execute(update(table).where(where_key(table, key)).values(key=f"~{text}"))

    def _restore(self, connection: Connection, table: Table, key: str, row: Row) -> None:
        values = {name: from_json(table.c[name], value) for name, value in row.items() if name in table.c}
        if key not in self._after.get(table.name, {}):
            connection.execute(insert(table).values(values))
            return
        values = {name: value for name, value in values.items() if name not in BOOKKEEPING}
        if "sequence" in table.c:
            values["sequence"] = table.c.sequence + 1
        if "updated_at" in table.c:
            values["updated_at"] = self._now.astimezone(UTC)
        if values.get("status") == DRAFT and "published_at" in table.c:
            values["published_at"] = None
        if values:
            connection.execute(update(table).where(where_key(table, key_of(table, key))).values(values))


def key_of(table: Table, text: str) -> tuple[Any, ...]:
    """Read a primary key that :func:`storage.recording.key_text` wrote."""
    parts = text.split("|")
    return tuple(column.type.python_type(part) for column, part in zip(table.primary_key, parts, strict=True))


def _was_told(connection: Connection, event_id: int, kinds: frozenset[str] = TOLD_KINDS) -> bool:
    told = select(func.count()).where(
        _DELIVERY.event_id == event_id, _DELIVERY.state.in_(("gesendet", "vergeben")), _DELIVERY.kind.in_(kinds)
    )
    return bool(connection.execute(told).scalar())


def touched_rows(session: SyncSession, before: Rows, after: Rows) -> dict[str, set[int]]:
    """Return the ids of what must be indexed and planned anew: events, Musterlösungen, people, organisations."""
    connection = session.connection()
    found: dict[str, set[int]] = {name: set() for name in ("event", "session", "solution", "person", "organisation")}
    for rows in (before, after):
        for name, some in rows.items():
            table = Base.metadata.tables[name]
            for key, row in some.items():
                whole = read_row(connection, table, key_of(table, key)) or row
                named = {
                    column.removesuffix("_id"): value for column, value in whole.items() if column.endswith("_id")
                }
                for kind, value in {**named, name: whole.get("id")}.items():
                    if kind in found and value is not None:
                        found[kind].add(value)
    sessions: Any = Base.metadata.tables["session"].c
    events = connection.execute(select(sessions.event_id).where(sessions.id.in_(found.pop("session"))))
    found["event"] |= set(events.scalars())
    return found
