"""The bot as a process that is killed and started again, and the store that says what is due."""

import asyncio
import contextlib
import resource
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from bot.demo.homeserver import Homeserver, bot_environment, end_with_parent
from storage.deliveries import DELIVERY, Policy
from storage.importer import load
from storage.planning import Kind
from storage.store import Store
from storage.tables.event import Event
from storage.when_text import iso_when
from storage.yaml_file import read_yaml

PASSWORD = "geheim"
AHEAD = timedelta(hours=1)  # the reminder that is due
ZONE = ZoneInfo("Europe/Berlin")


def until_full(limit: int) -> Callable[[], None]:
    """Return what makes every file of a process end at ``limit`` bytes, as on a full disk."""
    tie = end_with_parent()

    def narrow() -> None:
        if tie is not None:
            tie()
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return narrow


class Victim:
    """One bot with a data folder of its own."""

    def __init__(self, server: Homeserver, user: str, folder: Path, **settings: str) -> None:
        self.server, self.user, self.folder = server, user, folder
        self.settings = settings
        self.log = folder / "bot.log"
        self._process: asyncio.subprocess.Process | None = None
        self.url = settings.get("NETZBOTE_DATABASE_URL", f"sqlite+aiosqlite:///{folder / 'netzbote.sqlite3'}")

    def store(self) -> Store:
        return Store(self.url, data_dir=self.folder, policy=Policy(timedelta(0)))

    def said(self, word: str) -> int:
        """How often a word stands in the log."""
        return self.log.read_text(errors="replace").count(word) if self.log.exists() else 0

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def environment(self, **more: str) -> dict[str, str]:
        """What the process finds in its environment."""
        return bot_environment(self.server, self.user, PASSWORD, self.folder, **{**self.settings, **more})

    async def start(self, *, full: int = 0, **more: str) -> None:
        """Start; does not wait until the bot is ready. ``full``: the largest file in bytes."""
        environment = self.environment(**more)
        with self.log.open("ab") as output:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"),
                env=environment,
                stdout=asyncio.subprocess.DEVNULL if full else output,
                stderr=asyncio.subprocess.DEVNULL if full else output,
                preexec_fn=until_full(full) if full else end_with_parent(),
            )

    async def ready(self, seconds: float = 90) -> bool:
        """Wait until this start is ready; ``False`` if the process ended before."""
        before = self.said("bereit,")
        async with asyncio.timeout(seconds):
            while self.said("bereit,") == before:
                if not self.runs:
                    return False
                await asyncio.sleep(0.05)
        return True

    @property
    def runs(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def ended(self, seconds: float) -> bool:
        """Wait for the process to end by itself."""
        assert self._process is not None
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._process.wait(), seconds)
        return self._process.returncode is not None

    async def end(self, number: signal.Signals = signal.SIGKILL) -> None:
        """End the process as a power cut would, or by another signal."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(number)
        await self._process.wait()

    async def plan(self, count: int, spread: float) -> None:
        """Enter events whose reminders come due one after the other within ``spread`` seconds from now."""
        start = datetime.now(UTC) + AHEAD
        day = (start + timedelta(days=1)).astimezone(ZONE)
        lines = [
            f"  - {{kennung: probe-{number}, titel: Probe {number}, wann: {day:%Y-%m-%dT%H:%M}}}"
            for number in range(count)
        ]
        store = self.store()
        try:
            text = "\n".join(["veranstaltungen:", *lines])
            await load(store, read_yaml(text, iso_when), quiet=True)
            async with store.writing() as net:
                ids = []
                for number, event in enumerate(await net.session.scalars(select(Event).order_by(Event.id))):
                    event.start = start + timedelta(seconds=2 + spread * number / count)
                    event.end = event.start + timedelta(hours=1)
                    ids.append(event.id)
                await net.deliveries.replan(ids, datetime.now(UTC))
        finally:
            await store.close()

    async def open_rows(self) -> dict[str, int]:
        """Return how many reminders stand in which state, those due later than an hour apart."""
        store = self.store()
        try:
            async with store.reading() as net:
                rows = await net.session.execute(
                    select(DELIVERY.state, func.count())
                    .where(DELIVERY.kind == Kind.REMINDER.value, DELIVERY.reason.is_distinct_from(PAST))
                    .group_by(DELIVERY.state)
                )
                return {state: count for state, count in rows}  # noqa: C416  # rows are no pairs for the checker
        finally:
            await store.close()


PAST = "die Zeit war schon vorbei, als die Veranstaltung eingetragen wurde"
