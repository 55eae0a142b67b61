"""Watching which rows a unit of work changes, and how: what the audit log keeps of a change.

Rows are read from the database before the first change and at the end, so that it does not matter how they were
changed: through mapped objects, by ``update()`` and ``delete()`` on mapped classes, or by a cascade of the database.
Only statements on plain tables go unseen; the store uses those for the index and for deliveries, which follow from
the rest.
"""

from collections.abc import Iterable
from datetime import date, datetime
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Date, Table, and_, event, inspect, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import ORMExecuteState
from sqlalchemy.orm import Session as SyncSession

from storage.base import Base, UTCDateTime

UNRECORDED = frozenset(
    {
        *("audit_entry", "counter", "delivery", "search_document", "search_term", "search_posting"),
        *("room", "sync_state", "answered_command", "page_turn", "pending", "waiting_reply", "done_command"),
    }
)
BOOKKEEPING = frozenset({"sequence", "updated_at", "fingerprint", "published_at"})  # follow from the other columns
Key = tuple[str, tuple[Any, ...]]  # the table's name and the primary key
Row = dict[str, Any]
Rows = dict[str, dict[str, Row]]  # table → primary key as text → columns, of a form that JSON can hold


def key_text(key: Iterable[Any]) -> str:
    """Write a primary key as one text."""
    return "|".join(str(part) for part in key)


def to_json(value: Any) -> Any:
    """Turn a column's value into what JSON can hold."""
    return value.isoformat() if isinstance(value, datetime | date) else value


def from_json(column: Any, value: Any) -> Any:
    """Turn it back into a value of the column."""
    if isinstance(value, str) and isinstance(column.type, UTCDateTime):
        return datetime.fromisoformat(value)
    if isinstance(value, str) and isinstance(column.type, Date):
        return date.fromisoformat(value)
    return value


def where_key(table: Table, key: Iterable[Any]) -> Any:
    """Return the condition that names one row."""
    return and_(*(column == value for column, value in zip(table.primary_key, key, strict=True)))


def read_row(connection: Connection, table: Table, key: Iterable[Any]) -> Row | None:
    """Read one row as it stands in the database."""
    row = connection.execute(select(table).where(where_key(table, key))).first()
    return None if row is None else {name: to_json(value) for name, value in row._mapping.items()}  # noqa: SLF001  # SQLAlchemy's public name


def referring(table: Table) -> list[tuple[Table, Any, str]]:
    """Return what refers to a table: table, column, and what becomes of it (``CASCADE`` or ``SET NULL``)."""
    return [
        (other, key.parent, key.ondelete or "")
        for other in Base.metadata.sorted_tables
        for key in other.foreign_keys
        if key.column.table is table and other.name not in UNRECORDED
    ]


class Recorder:
    """Watches a session from entering to leaving a ``with`` block; ``before`` and ``after`` hold what changed.

    Of a changed row only the changed columns are kept, of a new or deleted one all.
    """

    def __init__(self, session: AsyncSession) -> None:
        self._session = session.sync_session
        self._known: dict[Key, Row | None] = {}
        self.before: Rows = {}
        self.after: Rows = {}

    def __enter__(self) -> Self:
        """Begin to watch."""
        event.listen(self._session, "before_flush", self._before_flush)
        event.listen(self._session, "after_flush", self._after_flush)
        event.listen(self._session, "do_orm_execute", self._before_statement)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Watch no longer."""
        event.remove(self._session, "before_flush", self._before_flush)
        event.remove(self._session, "after_flush", self._after_flush)
        event.remove(self._session, "do_orm_execute", self._before_statement)

    def compare(self) -> None:
        """Work out what has changed; called inside the session's greenlet after a flush."""
        connection = self._session.connection()
        for (name, key), old in self._known.items():
            table = Base.metadata.tables[name]
            new = read_row(connection, table, key)
            if old == new:
                continue
            both = old is not None and new is not None
            for rows, row, other in ((self.before, old, new), (self.after, new, old)):
                if row is not None:
                    part = {
                        column: value for column, value in row.items() if not both or value != (other or {})[column]
                    }
                    rows.setdefault(name, {})[key_text(key)] = part

    def _before_flush(self, session: SyncSession, _context: Any, _instances: Any) -> None:
        connection = session.connection()
        for one in session.dirty:
            if session.is_modified(one):
                self._note(connection, *_key_of(one))
        for one in session.deleted:
            self._note_deleted(connection, *_key_of(one))

    def _after_flush(self, session: SyncSession, _context: Any) -> None:
        for one in session.new:
            table, key = _key_of(one)
            if table.name not in UNRECORDED:
                self._known.setdefault((table.name, key), None)

    def _before_statement(self, state: ORMExecuteState) -> None:
        if not (state.is_update or state.is_delete) or state.bind_mapper is None:
            return
        table: Any = state.bind_mapper.local_table
        if table.name in UNRECORDED:
            return
        statement: Any = state.statement
        query = select(*table.primary_key)
        if statement.whereclause is not None:
            query = query.where(statement.whereclause)
        connection = state.session.connection()
        note = self._note_deleted if state.is_delete else self._note
        for key in connection.execute(query, state.parameters or {}).all():
            note(connection, table, tuple(key))

    def _note(self, connection: Connection, table: Table, key: tuple[Any, ...]) -> None:
        if table.name not in UNRECORDED and (table.name, key) not in self._known:
            self._known[table.name, key] = read_row(connection, table, key)

    def _note_deleted(self, connection: Connection, table: Table, key: tuple[Any, ...]) -> None:
        """Note a row that goes, and those that the database takes along."""
        self._note(connection, table, key)
        for other, column, effect in referring(table):
            rows = connection.execute(select(*other.primary_key).where(column == key[0])).all()
            for row in rows:
                if (other.name, tuple(row)) in self._known:
                    continue
                if effect == "CASCADE":
                    self._note_deleted(connection, other, tuple(row))
                else:
                    self._note(connection, other, tuple(row))


def _key_of(one: Any) -> tuple[Table, tuple[Any, ...]]:
    state: Any = inspect(one)
    return state.mapper.local_table, tuple(state.identity or state.mapper.primary_key_from_instance(one))
