"""The store: one database, opened once, used in short units of work."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from storage.deliveries import Policy
from storage.inline_sqlite import connect_to_write
from storage.network import Network
from storage.reading import ReadingSession, reading_engine
from storage.search.index import WAITING

SchemaState = Literal["empty", "older", "current", "newer"]
HEAD = "0008"
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "foreign_keys=ON",
    "wal_autocheckpoint=8000",  # pages (32 MB): who commits then waits for the disk, so seldom
)
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008")


class Store:
    """A SQLite or PostgreSQL database.

    ``url`` is SQLAlchemy's (``sqlite+aiosqlite:///…``, ``postgresql+psycopg://…``); ``data_dir`` holds files;
    ``zone`` names the network's time zone; ``policy`` says how deliveries are planned.
    """

    def __init__(self, url: str, *, data_dir: Path, zone: str = "Europe/Berlin", policy: Policy | None = None) -> None:
        self.data_dir = data_dir
        self.zone = zone
        self.policy = policy or Policy()
        self.on_planned: Callable[[], None] = lambda: None  # called after deliveries were planned
        self.on_indexed: Callable[[], None] = lambda: None  # called after entries were indexed that wait to be filed
        parsed = make_url(url)
        if parsed.drivername in {"sqlite", "postgresql", "postgres"}:
            driver = "sqlite+aiosqlite" if parsed.drivername == "sqlite" else "postgresql+psycopg"
            parsed = parsed.set(drivername=driver)
        self._url = parsed
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        options: dict[str, Any] = {"pool_size": 5, "pool_pre_ping": True}
        if self.is_sqlite:
            options = {"connect_args": {"async_creator_fn": connect_to_write}}
        options["hide_parameters"] = True  # what people wrote stays out of errors, and so out of logs
        self._engine = create_async_engine(parsed, **options)
        if self.is_sqlite:
            event.listen(self._engine.sync_engine, "connect", _set_up_sqlite)
        self._sessions = async_sessionmaker(self._engine, expire_on_commit=False, autoflush=False)
        self._readers: Callable[[], AsyncSession] = self._sessions
        self._reader: Engine | AsyncEngine | None = None
        if self.is_sqlite and parsed.database not in {None, "", ":memory:"}:
            self._reader = reading_engine(parsed)
            self._readers = partial(ReadingSession, self._reader)
        elif not self.is_sqlite:
            # no BEGIN and no ROLLBACK: two ways to the server and back less for each answer
            reader = create_async_engine(parsed, **options, isolation_level="AUTOCOMMIT")
            event.listen(reader.sync_engine, "connect", _set_up_postgres_reader)
            self._reader = reader
            self._readers = async_sessionmaker(reader, expire_on_commit=False, autoflush=False)
        self._writer = asyncio.Lock()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Network]:
        """Read; each statement sees what is there when it begins. Nothing can be changed inside."""
        async with self._readers() as session:
            yield Network(session, self.zone, self.data_dir, self.policy)

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Network]:
        """Read everything as it stands at one moment, whatever others write meanwhile."""
        begin = "BEGIN" if self.is_sqlite else "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
        async with (self._readers if self.is_sqlite else self._sessions)() as session:
            await session.execute(text(begin))
            yield Network(session, self.zone, self.data_dir, self.policy)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Network]:
        """Change things: all of it is kept at the end, or nothing when an exception leaves the block.

        One at a time on SQLite, which has one writer.
        """
        async with AsyncExitStack() as stack:
            if self.is_sqlite:
                await stack.enter_async_context(self._writer)
            session = await stack.enter_async_context(self._sessions.begin())
            net = Network(session, self.zone, self.data_dir, self.policy)
            yield net
        if net.deliveries.changed:
            self.on_planned()
        if WAITING in net.session.info:
            self.on_indexed()

    async def schema_state(self) -> SchemaState:
        """Compare the database's schema with this program's."""
        async with self._engine.connect() as connection:
            revision = await connection.run_sync(_revision)
        if revision is None:
            return "empty"
        if revision == HEAD:
            return "current"
        return "older" if revision in REVISIONS else "newer"

    async def upgrade(self) -> None:
        """Bring the schema to this program's version; an empty database gets all tables."""
        from storage.migrations import run_upgrade  # noqa: PLC0415  # Alembic is slow to import and seldom needed

        async with self._engine.begin() as connection:
            await connection.run_sync(run_upgrade)

    async def revision(self) -> str | None:
        """Return the version of the database's schema; ``None`` for an empty one."""
        async with self._engine.connect() as connection:
            return await connection.run_sync(_revision)

    @property
    def file(self) -> Path | None:
        """The file of a SQLite database."""
        return Path(self._url.database) if self.is_sqlite and self._url.database else None

    @property
    def engine(self) -> AsyncEngine:
        """The connections, for backup and restore."""
        return self._engine

    async def close(self) -> None:
        """Close all connections."""
        if isinstance(self._reader, AsyncEngine):
            await self._reader.dispose()
        elif self._reader is not None:
            self._reader.dispose()
        await self._engine.dispose()


def _set_up_postgres_reader(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("SET default_transaction_read_only = on")
    cursor.close()
    connection.commit()


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
