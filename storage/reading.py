"""Reading a SQLite file at once: the asynchronous interface of SQLAlchemy without what makes it asynchronous.

A statement of a network's store takes some 30 microseconds, and in WAL mode a reader never waits. The greenlets and
the task with which SQLAlchemy lets others go on meanwhile took longer than the statements themselves, and lie on the
way of each answer (measured: a third of the time between a command and its answer).
"""

from typing import Any, Self

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

POOL = 5  # connections that are kept; as many more are opened as are wanted at once
_BUFFERED = {"prebuffer_rows": True}  # as SQLAlchemy does it: rows can be read after the session was closed


class ReadingConnection(AsyncConnection):
    """A connection whose statements are run at once."""

    __slots__ = ()

    def __init__(self, connection: Connection) -> None:
        self.sync_connection = connection

    async def execute(self, *args: Any, **more: Any) -> Any:
        """Run a statement."""
        return self._proxied.execute(*args, **more)

    async def exec_driver_sql(self, *args: Any, **more: Any) -> Any:
        """Run a statement that is written as SQLite has it."""
        return self._proxied.exec_driver_sql(*args, **more)

    async def scalar(self, *args: Any, **more: Any) -> Any:
        """Run a statement and return the first value."""
        return self._proxied.scalar(*args, **more)


class ReadingSession(AsyncSession):
    """A session whose statements are run at once. What is changed in it is lost."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(expire_on_commit=False, autoflush=False)
        self.sync_session.bind = engine

    async def __aexit__(self, *_error: object) -> None:
        self.sync_session.close()

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, statement: Any, params: Any = None, **more: Any) -> Any:
        """Run a statement."""
        return self.sync_session.execute(statement, params, execution_options=_BUFFERED, **more)

    async def scalar(self, statement: Any, params: Any = None, **more: Any) -> Any:
        """Run a statement and return the first value."""
        return self.sync_session.scalar(statement, params, execution_options=_BUFFERED, **more)

    async def scalars(self, statement: Any, params: Any = None, **more: Any) -> Any:
        """Run a statement and return the first value of each row."""
        return self.sync_session.scalars(statement, params, execution_options=_BUFFERED, **more)

    async def get(self, *args: Any, **more: Any) -> Any:
        """Return the object with a primary key, or nothing."""
        return self.sync_session.get(*args, **more)

    async def connection(self, *args: Any, **more: Any) -> ReadingConnection:
        """Return the connection of this session."""
        return ReadingConnection(self.sync_session.connection(*args, **more))


def reading_engine(url: URL) -> Engine:
    """Open a SQLite file for reading; ``url`` with any of SQLAlchemy's drivers for it."""
    engine = create_engine(
        url.set(drivername="sqlite"),
        poolclass=QueuePool,
        pool_size=POOL,
        max_overflow=-1,
        connect_args={"check_same_thread": False},
        hide_parameters=True,
    )
    event.listen(engine, "connect", _set_up)
    return engine


def _set_up(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA query_only=ON")
    cursor.close()
