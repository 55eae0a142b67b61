"""SQLite for short reads without a thread, and for writes with one hop for each statement.

aiosqlite hands each call to a thread, some fifty hops for one answer, which costs more than all the queries
together (measured: 5 of 9 ms CPU). A read of a small network takes well under a millisecond, and in WAL mode it
never waits for a writer, so it may run in the event loop. Writes can wait for another process, so they stay in a
thread; but aiosqlite goes there and back four times for one statement (cursor, execute, fetch, close), here it is one.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
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


class ThreadedCursor(InlineCursor):
    """A cursor whose statements run in its connection's thread, and bring all rows with them."""

    def __init__(self, cursor: sqlite3.Cursor, run: Callable[[Callable[[], Any]], Any]) -> None:
        super().__init__(cursor)
        self._run = run
        self._rows: list[Any] = []

    def _fetching(self, work: Callable[[], Any]) -> None:
        work()
        self._rows = self._cursor.fetchall() if self._cursor.description else []

    async def execute(self, statement: str, parameters: Sequence[Any] = ()) -> "ThreadedCursor":
        """Run a statement."""
        await self._run(partial(self._fetching, partial(self._cursor.execute, statement, parameters)))
        return self

    async def executemany(self, statement: str, parameters: Sequence[Sequence[Any]]) -> "ThreadedCursor":
        """Run a statement several times."""
        await self._run(partial(self._cursor.executemany, statement, parameters))
        return self

    async def fetchall(self) -> list[Any]:
        """Return all rows."""
        return self._rows

    async def close(self) -> None:
        """Give the rows up; the cursor itself may still be at work if whoever waited for it was stopped."""
        self._rows = []


class ThreadedConnection(InlineConnection):
    """A connection with a thread of its own, in which one thing is done after the other."""

    def __init__(self, database: str, **options: Any) -> None:
        super().__init__(database, **{"check_same_thread": False, **options})
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite")

    async def _run(self, work: Callable[[], Any]) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def cursor(self) -> ThreadedCursor:
        """Open a cursor."""
        return ThreadedCursor(self._conn.cursor(), self._run)

    async def commit(self) -> None:
        """Keep what was changed."""
        await self._run(self._conn.commit)

    async def rollback(self) -> None:
        """Drop what was changed."""
        await self._run(self._conn.rollback)

    async def close(self) -> None:
        """End the connection."""
        await self._run(self._conn.close)
        self._thread.shutdown(wait=False)

    def stop(self) -> None:
        """End the connection when what was begun is done."""
        self._thread.submit(self._conn.close)
        self._thread.shutdown(wait=False)


async def connect_in_thread(database: str, **options: Any) -> ThreadedConnection:
    """Open a connection for writing; the options are those of :func:`sqlite3.connect`."""
    return ThreadedConnection(database, **options)


async def connect(database: str, **options: Any) -> InlineConnection:
    """Open a connection; the options are those of :func:`sqlite3.connect`."""
    return InlineConnection(database, **options)
