"""SQLite for writes, in one thread for each connection: a statement costs one hop to it and back.

A write may wait for another process, so it can't run in the event loop as reads do (``inline_sqlite``). aiosqlite
changes threads for the cursor, the statement, its rows and the cursor's end (measured: 3 of 7 ms of processor time for
one changed entry of the index); here that is one change there and back.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Self, TypeVar

Result = TypeVar("Result")


class ThreadedCursor:
    """The part of aiosqlite's cursor that SQLAlchemy uses: a statement with its rows."""

    def __init__(self, connection: "ThreadedConnection") -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.arraysize = 1
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.close()

    async def execute(self, statement: str, parameters: Sequence[Any] = ()) -> Self:
        """Run a statement and take its rows."""
        return await self._connection.do(lambda database: self._take(database.execute(statement, parameters)))

    async def executemany(self, statement: str, parameters: Sequence[Sequence[Any]]) -> Self:
        """Run a statement several times."""
        return await self._connection.do(lambda database: self._take(database.executemany(statement, parameters)))

    def _take(self, cursor: sqlite3.Cursor) -> Self:
        self.description = cursor.description
        self._rows = cursor.fetchall() if cursor.description else []
        self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        cursor.close()
        return self

    async def fetchall(self) -> list[Any]:
        """Return all rows."""
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """Give the cursor up."""
        self._rows = []


class ThreadedConnection:
    """The part of aiosqlite's connection that SQLAlchemy uses."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "sqlite")
        self._connection: sqlite3.Connection | None = None

    async def open(self, database: str, options: dict[str, Any]) -> Self:
        """Open the database in the thread."""
        loop = asyncio.get_running_loop()
        try:
            self._connection = await loop.run_in_executor(self._thread, lambda: sqlite3.connect(database, **options))
        except BaseException:
            self._thread.shutdown(wait=False)
            raise
        return self

    @property
    def _conn(self) -> sqlite3.Connection:
        if self._connection is None:
            raise ValueError("no active connection")  # what SQLAlchemy takes for a lost connection
        return self._connection

    async def do(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Let the thread work with the database."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, self._conn)

    @property
    def isolation_level(self) -> Any:
        """How transactions begin (sqlite3)."""
        return self._conn.isolation_level

    def cursor(self) -> ThreadedCursor:
        """Open a cursor."""
        return ThreadedCursor(self)

    async def create_function(self, *args: Any, **options: Any) -> None:
        """Add a function to SQL."""
        await self.do(lambda database: database.create_function(*args, **options))

    async def commit(self) -> None:
        """Keep what was changed."""
        await self.do(sqlite3.Connection.commit)

    async def rollback(self) -> None:
        """Drop what was changed."""
        await self.do(sqlite3.Connection.rollback)

    async def close(self) -> None:
        """End the connection when all is done that was asked of it."""
        database, self._connection = self._connection, None
        if database is not None:
            await asyncio.get_running_loop().run_in_executor(self._thread, database.close)
        self._thread.shutdown(wait=False)

    def stop(self) -> None:
        """End the connection without waiting."""
        database, self._connection = self._connection, None
        if database is not None:
            self._thread.submit(database.close)
        self._thread.shutdown(wait=False)


async def connect(database: str, **options: Any) -> ThreadedConnection:
    """Open a connection; the options are those of :func:`sqlite3.connect`."""
    return await ThreadedConnection().open(database, options | {"check_same_thread": False})
