"""Reminders that come due while the bot and its homeserver are killed: each must be said exactly once.

python -m tests.faults.ordeal --reminders 400 --rooms 20 --kills 60 --homeserver-kills 5 --seed 1
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bot.demo.homeserver import Homeserver
from storage.planning import State
from tests.faults.victim import PASSWORD, Victim
from tests.faults.wire import Wire
from tests.faults.witness import Witness

STEPS = ("claim", "put", "mark")
BOARD = "Nächste Termine"


@dataclass
class Result:
    """What was counted."""

    due: int
    said: int = 0
    twice: list[tuple[str, str]] = field(default_factory=list)
    missing: int = 0
    strange: list[tuple[str, str]] = field(default_factory=list)  # what nobody had planned
    boards: Counter[int] = field(default_factory=Counter)  # how many rooms have how many lists of coming events
    kills: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def is_right(self) -> bool:
        return not (self.twice or self.missing or self.strange) and set(self.boards) == {1}

    def __str__(self) -> str:
        kills = ", ".join(f"{count} {name}" for name, count in sorted(self.kills.items()))
        return (
            f"{self.due} due, {self.said} said, {len(self.twice)} twice, {self.missing} missing, "
            f"{len(self.strange)} not planned; lists of coming events per room: {dict(self.boards)}; "
            f"kills: {kills}; {self.seconds:.0f} s"
        )


class Ordeal:
    """One run. All that is random comes from ``seed``; when things meet depends on the machine, too."""

    def __init__(self, folder: Path, *, rooms: int, events: int, seed: int, spread: float) -> None:
        self._chance = random.Random(seed)
        self._server = Homeserver(folder / "homeserver")
        self._folder = folder / "bot"
        self._folder.mkdir()
        self._count = rooms
        self._events = events
        self._spread = spread
        self.rooms: list[str] = []
        self.kills: Counter[str] = Counter()
        self._homeserver_dies = asyncio.Event()

    async def prepare(self) -> None:
        await self._server.start()
        self._wire = Wire(self._server.port)
        await self._wire.start()
        user = await self._server.register("netzbote", PASSWORD)
        self.witness = Witness(self._server.url, user)
        await self.witness.log_in(await self._server.register("zeugin", PASSWORD), PASSWORD)
        self.rooms = [await self.witness.make_room() for _ in range(self._count)]
        self.bot = Victim(
            self._server,
            user,
            self._folder,
            NETZBOTE_HOMESERVER=f"http://127.0.0.1:{self._wire.port}",
            NETZBOTE_NETWORK_ROOMS=",".join(self.rooms),
            NETZBOTE_GRACE="0",
        )
        await self.bot.start()
        assert await self.bot.ready(), self.bot.log.read_text()
        await self.witness.wait_for(self.rooms, user)
        await asyncio.sleep(1)  # the rooms are written down
        await self.bot.plan(self._events, self._spread)

    async def close(self) -> None:
        await self.bot.end()
        await self.witness.close()
        await self._wire.stop()
        await self._server.stop()

    async def kill_often(self, kills: int) -> None:
        """Kill the bot at random moments, every third time right after a step."""
        for number in range(kills):
            step = STEPS[number // 3 % len(STEPS)] if number % 3 == 0 else None
            if step is not None:
                await self.bot.end()
                await self.bot.start(NETZBOTE_FAULT=f"{step}:{1 if step == 'claim' else self._chance.randint(1, 8)}")
                died = await self.bot.ended(15)
                self.kills[f"after {step}" if died else "at random"] += 1
                await self.bot.end()
                await self.bot.start()
                continue
            if not self.bot.runs:
                await self.bot.start()
            await asyncio.sleep(self._chance.uniform(0.5, 4.0))
            await self.bot.end()
            self.kills["at random"] += 1
            await self.bot.start()

    async def kill_homeserver(self, kills: int) -> None:
        for _ in range(kills):
            await asyncio.sleep(self._chance.uniform(0.3, 0.9) * self._spread / kills)
            await self._server.kill()
            await asyncio.sleep(self._chance.uniform(0, 1))
            await self._server.start()
            self.kills["of the homeserver"] += 1

    async def cut(self, cuts: int) -> None:
        for _ in range(cuts):
            await asyncio.sleep(self._chance.uniform(0.3, 0.9) * self._spread / cuts)
            self._wire.cut()
            await asyncio.sleep(self._chance.uniform(1, 4))
            self._wire.mend()
            self.kills["of the connection"] += 1

    async def fill_disk(self) -> None:
        """Run for a while with no room for files to grow, then as usual."""
        await self.bot.end()
        largest = max(file.stat().st_size for file in self._folder.rglob("*") if file.is_file())
        await self.bot.start(full=largest // 2)
        await asyncio.sleep(6)
        await self.bot.end()
        self.kills["with a full disk"] += 1
        await self.bot.start()

    async def finish(self, seconds: float) -> None:
        """Let the bot work off what is left."""
        if not self.bot.runs:
            await self.bot.start()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            states = await self.bot.open_rows()
            if not states.get(State.PLANNED.value) and not states.get(State.CLAIMED.value):
                break
            await asyncio.sleep(1)
        await asyncio.sleep(1)

    async def result(self) -> Result:
        result = counted(await self.witness.heard(self.rooms), self.rooms, self._events)
        result.kills = self.kills
        return result


def counted(heard: Counter[tuple[str, str]], rooms: list[str], events: int) -> Result:
    """Compare what was heard in the rooms with what was due there."""
    result = Result(due=events * len(rooms))
    wanted = {(room, f"Probe {number}") for room in rooms for number in range(events)}
    boards: Counter[str] = Counter()
    said: Counter[tuple[str, str]] = Counter()
    for (room, line), count in heard.items():
        if line.strip("# *").startswith(BOARD):
            boards[room] += count
            continue
        title = line.removeprefix("Erinnerung: ").partition(" beginnt")[0].rstrip(".")
        if (room, title) not in wanted:
            result.strange.append((room, line))
        said[room, title] += count
    result.said = sum(said[one] for one in wanted)
    result.twice = [one for one in wanted if said[one] > 1]
    result.missing = sum(said[one] == 0 for one in wanted)
    result.boards = Counter(boards[room] for room in rooms)
    return result


async def run(
    *, reminders: int, rooms: int, kills: int, homeserver_kills: int, cuts: int, seed: int, full_disk: bool = False
) -> Result:
    """Make one run in a folder of its own."""
    spread = max(5.0, kills * 4.0)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="netzbote-ordeal-") as name:
        ordeal = Ordeal(Path(name), rooms=rooms, events=reminders // rooms, seed=seed, spread=spread)
        await ordeal.prepare()
        try:
            tasks = [ordeal.kill_often(kills)]
            if homeserver_kills:
                tasks.append(ordeal.kill_homeserver(homeserver_kills))
            if cuts:
                tasks.append(ordeal.cut(cuts))
            await asyncio.gather(*tasks)
            if full_disk:
                await ordeal.fill_disk()
            await ordeal.finish(60 + reminders)
            result = await ordeal.result()
            if not result.is_right:
                sys.stderr.write(ordeal.bot.log.read_text(errors="replace")[-6000:])
        finally:
            await ordeal.close()
    result.seconds = time.monotonic() - begun
    return result


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reminders", type=int, default=400)
    parser.add_argument("--rooms", type=int, default=20)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--homeserver-kills", type=int, default=5)
    parser.add_argument("--cuts", type=int, default=3)
    parser.add_argument("--no-full-disk", action="store_true")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    asked = parser.parse_args()
    sys.stdout.write(f"seed {asked.seed}\n")
    sys.stdout.flush()
    result = asyncio.run(
        run(
            reminders=asked.reminders,
            rooms=asked.rooms,
            kills=asked.kills,
            homeserver_kills=asked.homeserver_kills,
            cuts=asked.cuts,
            seed=asked.seed,
            full_disk=not asked.no_full_disk,
        )
    )
    sys.stdout.write(f"{result}\n{'right' if result.is_right else 'WRONG'}\n")
    return 0 if result.is_right else 1


if __name__ == "__main__":
    sys.exit(main())
