"""A real homeserver and the bot as a process of its own."""

import asyncio
import contextlib
import itertools
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.demo.homeserver import Homeserver, bot_environment, end_with_parent
from bot.demo.person import Person, answers_to
from storage.importer import load_example
from storage.store import Store

PASSWORD = "geheim"
_numbers = itertools.count(1)


class BotProcess:
    """One bot: its account, its data folder, and the process that may be killed and started again."""

    def __init__(self, server: Homeserver, user_id: str, folder: Path) -> None:
        self.server, self.user_id, self.folder = server, user_id, folder
        self.settings: dict[str, str] = {}
        self.log = folder / "bot.log"
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start and wait until the bot says in its log that it is ready."""
        before = self.said("bereit")
        environment = bot_environment(self.server, self.user_id, PASSWORD, self.folder, **self.settings)
        with self.log.open("ab") as output:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"),
                env=environment,
                stdout=output,
                stderr=output,
                preexec_fn=end_with_parent(),
            )
        async with asyncio.timeout(30):
            while self.said("bereit") == before:  # another process writes it
                assert self._process.returncode is None, self.log.read_text()
                await asyncio.sleep(0.05)

    def said(self, word: str) -> int:
        """How often a word stands in the log."""
        return self.log.read_text().count(word) if self.log.exists() else 0

    async def end(self, number: signal.Signals) -> int:
        """Send a signal and wait for the end; gives the exit status."""
        assert self._process is not None
        if self._process.returncode is None:
            self._process.send_signal(number)
        return await self._process.wait()

    async def kill(self) -> None:
        """End the bot as a power cut would."""
        await self.end(signal.SIGKILL)


@pytest.fixture
async def homeserver(tmp_path: Path) -> AsyncIterator[Homeserver]:
    server = Homeserver(tmp_path / "homeserver")
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def bot(homeserver: Homeserver, tmp_path: Path) -> AsyncIterator[BotProcess]:
    """A bot with the example network, not started yet."""
    folder = tmp_path / "bot"
    folder.mkdir()
    store = Store(f"sqlite+aiosqlite:///{folder / 'netzbote.sqlite3'}", data_dir=folder)
    await store.upgrade()
    await load_example(store)
    await store.close()
    made = BotProcess(homeserver, await homeserver.register(f"netzbote{next(_numbers)}", PASSWORD), folder)
    yield made
    if made._process is not None:
        with contextlib.suppress(ProcessLookupError):
            await made.kill()


@pytest.fixture
async def people(homeserver: Homeserver) -> AsyncIterator[list[Person]]:
    """Ten members."""
    found = []
    for _ in range(10):
        user_id = await homeserver.register(f"mitglied{next(_numbers)}", PASSWORD)
        found.append(await Person.login(homeserver.url, user_id, PASSWORD))
    yield found
    for person in found:
        await person.close()


async def replies(person: Person, room: str, bot_id: str) -> dict[str, list[dict]]:
    """All answers of the bot in a room, by the message that they answer."""
    found: dict[str, list[dict]] = {}
    for event in await person.messages(room):
        target = answers_to(event)
        if event["sender"] == bot_id and target is not None:
            found.setdefault(target, []).append(event)
    return found


async def wait_for_replies(person: Person, rooms: list[str], bot_id: str, count: int, seconds: float) -> dict:
    """Wait until that many messages have an answer; gives what is there when the time is over."""
    found: dict[str, list[dict]] = {}
    async with asyncio.timeout(seconds * 2):
        for _ in range(int(seconds * 2)):
            found = {}
            for room in rooms:
                found |= await replies(person, room, bot_id)
            if len(found) >= count:
                return found
            await asyncio.sleep(0.5)
    return found
