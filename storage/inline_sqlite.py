"""Writing to SQLite without a thread for each call: what aiosqlite does, done at once.

aiosqlite hands each call to a thread, four for one statement, some fifty hops for one answer, which costs more than
all the queries together (measured: 5 of 9 ms CPU). A statement of a small network takes well under a millisecond, so
it may run in the event loop, unless another process is writing: then it waits in a thread. Commits go there, too,
since they may wait for the disk, and statements that carry many rows, since they take longer than others should wait.
Reading: :mod:`storage.reading`.
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


class WritingCursor:
    """The part of aiosqlite's cursor that SQLAlchemy uses; it can wait for another process that writes.

    It is closed when it is done with, and not left to be forgotten: sqlite3 resets the statement of a cursor that
    goes, also where the next cursor runs that very statement, maybe in the thread (CPython's ``stmt_reset``).
    """

    def __init__(self, cursor: sqlite3.Cursor, do: Callable[[Callable[[], Any], bool], Awaitable[None]]) -> None:
        self._cursor = cursor
        self._do = do
        self._is_at_work = self._is_given_up = False
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

    async def execute(self, statement: str, parameters: Sequence[Any] = ()) -> "WritingCursor":
        """Run a statement."""
        is_long = statement.startswith(MANY_ROWS) or any(
            isinstance(value, str) and len(value) > LONG for value in parameters
        )
        await self._run(partial(self._cursor.execute, statement, parameters), is_long)
        return self

    async def executemany(self, statement: str, parameters: Sequence[Sequence[Any]]) -> "WritingCursor":
        """Run a statement several times."""
        await self._run(partial(self._cursor.executemany, statement, parameters), len(parameters) > MANY)
        return self

    async def _run(self, work: Callable[[], Any], is_long: bool) -> None:  # two parts of one thing
        self._is_at_work = True

        def counted() -> None:
            self._is_at_work = True  # again where it has to wait for another process
            try:
                work()
            finally:
                self._is_at_work = False
                if self._is_given_up:
                    self._cursor.close()

        await self._do(counted, is_long)

    async def fetchall(self) -> list[Any]:
        """Return all rows."""
        return self._cursor.fetchall()

    async def close(self) -> None:
        """Give the cursor up, once it is not at work any more: whoever waited for it may have been stopped."""
        self._is_given_up = True
        if not self._is_at_work:
            self._cursor.close()


class WritingConnection:
    """The part of aiosqlite's connection that SQLAlchemy uses, with a thread of its own for what may take longer."""

    def __init__(self, database: str, **options: Any) -> None:
        options = {"check_same_thread": False, "timeout": 0, **options}
        self._conn = self._connection = sqlite3.connect(database, **options)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite")
        self._rested = 0.0

    @property
    def isolation_level(self) -> Any:
        """How transactions begin (sqlite3)."""
        return self._conn.isolation_level

    async def create_function(self, *args: Any, **options: Any) -> None:
        """Add a function to SQL."""
        self._conn.create_function(*args, **options)

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
