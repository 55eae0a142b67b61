"""SQLite for short reads without a thread: what aiosqlite does, done at once.

aiosqlite hands each call to a thread, some fifty hops for one answer, which costs more than all the queries
together (measured: 5 of 9 ms CPU). A read of a small network takes well under a millisecond, and in WAL mode it
never waits for a writer, so it may run in the event loop. Writes can wait for another process and stay in
aiosqlite's thread.
"""

import sqlite3
from collections.abc import Sequence
from typing import Any, Self


class InlineCursor:
    """The part of aiosqlite's cursor that SQLAlchemy uses."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._cursor = cursor
        self.arraysize = 1

    @property
    def description(self) -> Any:
        """The columns of the result."""
        return self._cursor.description

    @property
    def rowcount(self) -> int:
        """How many rows were changed."""
        return self._cursor.rowcount

    @property
    def lastrowid(self) -> int | None:
        """The id of the row inserted last."""
        return self._cursor.lastrowid

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.close()

    async def execute(self, statement: str, parameters: Sequence[Any] = ()) -> "InlineCursor":
        """Run a statement."""
        self._cursor.execute(statement, parameters)
        return self

    async def executemany(self, statement: str, parameters: Sequence[Sequence[Any]]) -> "InlineCursor":
        """Run a statement several times."""
        self._cursor.executemany(statement, parameters)
        return self

    async def fetchall(self) -> list[Any]:
        """Return all rows."""
        return self._cursor.fetchall()

    async def close(self) -> None:
        """Give the cursor up."""
        self._cursor.close()


class InlineConnection:
    """The part of aiosqlite's connection that SQLAlchemy uses."""

    def __init__(self, database: str, **options: Any) -> None:
        self._conn = self._connection = sqlite3.connect(database, **options)

    @property
    def isolation_level(self) -> Any:
        """How transactions begin (sqlite3)."""
        return self._conn.isolation_level

    def cursor(self) -> InlineCursor:
        """Open a cursor."""
        return InlineCursor(self._conn.cursor())

    async def create_function(self, *args: Any, **options: Any) -> None:
        """Add a function to SQL."""
        self._conn.create_function(*args, **options)

    async def commit(self) -> None:
        """Keep what was changed."""
        self._conn.commit()

    async def rollback(self) -> None:
        """Drop what was changed."""
        self._conn.rollback()

    async def close(self) -> None:
        """End the connection."""
        self._conn.close()

    def stop(self) -> None:
        """End the connection at once."""
        self._conn.close()


async def connect(database: str, **options: Any) -> InlineConnection:
    """Open a connection; the options are those of :func:`sqlite3.connect`."""
    return InlineConnection(database, **options)
