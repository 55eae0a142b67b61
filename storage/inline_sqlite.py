"""SQLite without a thread for each call: what aiosqlite does, done at once.

aiosqlite hands each call to a thread, four for one statement, some fifty hops for one answer, which costs more than
all the queries together (measured: 5 of 9 ms CPU). A statement of a small network takes well under a millisecond, and
in WAL mode a reader never waits for a writer, so it may run in the event loop. So may a write, unless another process
is writing: then it waits in a thread. Commits go there, too, since they may wait for the disk, and statements that
carry many rows, since they take longer than others should wait.
"""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Self

PATIENCE = 10_000  # milliseconds that a write waits for another process
MANY = 50  # rows of one statement
LONG = 4_000  # characters of one value: a text with many rows in it
MANY_ROWS = "/* many rows */"  # begins a statement that takes long though it is short
BREATH = 0.005  # seconds of writing after which others have their turn


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


class WritingCursor(InlineCursor):
    """A cursor that can wait for another process that writes."""

    def __init__(self, cursor: sqlite3.Cursor, do: Callable[[Callable[[], Any], bool], Awaitable[None]]) -> None:
        super().__init__(cursor)
        self._do = do

    async def execute(self, statement: str, parameters: Sequence[Any] = ()) -> "WritingCursor":
        """Run a statement."""
        is_long = statement.startswith(MANY_ROWS) or any(
            isinstance(value, str) and len(value) > LONG for value in parameters
        )
        await self._do(partial(self._cursor.execute, statement, parameters), is_long)
        return self

    async def executemany(self, statement: str, parameters: Sequence[Sequence[Any]]) -> "WritingCursor":
        """Run a statement several times."""
        await self._do(partial(self._cursor.executemany, statement, parameters), len(parameters) > MANY)
        return self

    async def close(self) -> None:
        """Leave the cursor to be forgotten: it may still be at work if whoever waited for it was stopped."""


class WritingConnection(InlineConnection):
    """A connection for writing, with a thread of its own for what may take longer."""

    def __init__(self, database: str, **options: Any) -> None:
        super().__init__(database, **{"check_same_thread": False, "timeout": 0, **options})
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite")
        self._rested = 0.0

    async def _run(self, work: Callable[[], Any]) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def _do(self, work: Callable[[], Any], is_long: bool) -> None:  # two parts of one thing
        """Run a statement at once; where another process writes, nothing is done yet, and it waits in a thread."""
        if is_long:
            await self._run(partial(self._wait, work))
            return
        try:
            work()
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            await self._run(partial(self._wait, work))
        loop = asyncio.get_running_loop()
        if loop.time() - self._rested > BREATH:
            await asyncio.sleep(0)
            self._rested = loop.time()

    def _wait(self, work: Callable[[], Any]) -> None:
        self._conn.execute(f"PRAGMA busy_timeout={PATIENCE}")
        try:
            work()
        finally:
            self._conn.execute("PRAGMA busy_timeout=0")

    def cursor(self) -> WritingCursor:
        """Open a cursor."""
        return WritingCursor(self._conn.cursor(), self._do)

    async def commit(self) -> None:
        """Keep what was changed."""
        if self._conn.in_transaction:
            await self._run(partial(self._wait, self._conn.commit))

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


async def connect_to_write(database: str, **options: Any) -> WritingConnection:
    """Open a connection for writing; the options are those of :func:`sqlite3.connect`."""
    return WritingConnection(database, **options)


async def connect(database: str, **options: Any) -> InlineConnection:
    """Open a connection; the options are those of :func:`sqlite3.connect`."""
    return InlineConnection(database, **options)
