"""A reminder over the change to summer time, and back: said at the wall clock's hour, with the machine's time set.

Needs libfaketime (Debian: ``libfaketime``), or ``FAKETIME_LIBRARY`` naming it. ``python -m tests.faults.summer_time``
"""

import asyncio
import os
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.demo.homeserver import Homeserver
from storage.deliveries import Policy
from storage.importer import load
from storage.store import Store
from storage.when_text import iso_when
from storage.yaml_file import read_yaml
from tests.faults.victim import PASSWORD, ZONE, Victim
from tests.faults.witness import Witness

PLACES = (
    "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
    "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1",
)
# the event begins at nine; the day before lies on the other side of the change
CHANGES = ("2027-03-28T09:00", "2027-10-31T09:00")
STARTS_WITHIN = timedelta(minutes=3)  # also on a busy machine
LONGEST = 60.0  # seconds


def library() -> str | None:
    """Return where libfaketime lies, if it is there."""
    named = os.environ.get("FAKETIME_LIBRARY")
    return next((place for place in (named, *PLACES) if place and Path(place).exists()), None)


async def heard_at(library: str, begins: datetime) -> list[tuple[str, list[str]]]:
    """Run the bot around the moment 24 hours of wall time before an event; returns what was said in each run."""
    due = (begins.replace(tzinfo=None) - timedelta(days=1)).replace(tzinfo=ZONE).astimezone(UTC)
    found = []
    with tempfile.TemporaryDirectory(prefix="netzbote-summer-") as name:
        server = Homeserver(Path(name) / "homeserver")
        await server.start()
        user = await server.register("netzbote", PASSWORD)
        witness = Witness(server.url, user)
        await witness.log_in(await server.register("zeugin", PASSWORD), PASSWORD)
        room = await witness.make_room()
        bot = Victim(server, user, Path(name) / "bot", NETZBOTE_NETWORK_ROOMS=room, NETZBOTE_GRACE="0")
        bot.folder.mkdir()

        async def said() -> list[str]:
            return [line for _room, line in await witness.heard([room]) if line.startswith("Erinnerung")]

        async def run(at: datetime, seconds: float, *, is_due: bool = False) -> None:
            """Let the bot run for some seconds; what is due may take longer on a busy machine."""
            await bot.start(LD_PRELOAD=library, FAKETIME=f"@{at:%Y-%m-%d %H:%M:%S}", TZ="UTC", FAKETIME_DONT_RESET="1")
            assert await bot.ready(), bot.log.read_text()
            await witness.wait_for([room], user)
            await asyncio.sleep(seconds)
            end = asyncio.get_running_loop().time() + LONGEST
            while is_due and not await said() and asyncio.get_running_loop().time() < end:  # noqa: ASYNC110  # the bot says it
                await asyncio.sleep(1)
            await bot.end()
            found.append((f"{at - due}", await said()))

        try:
            await run(due - timedelta(days=3), 3)
            store = Store(bot.url, data_dir=bot.folder, policy=Policy(timedelta(0)))
            text = f"veranstaltungen:\n  - {{kennung: a, titel: Frühstück, wann: {begins:%Y-%m-%dT%H:%M}}}\n"
            await load(store, read_yaml(text, iso_when), now=due - timedelta(days=2), quiet=True)
            await store.close()
            for before in (timedelta(hours=1, seconds=2), STARTS_WITHIN):
                await run(due - before, 8)
            await run(due - timedelta(seconds=2), 8, is_due=True)
        finally:
            await bot.end()
            await witness.close()
            await server.stop()
    return found


def main() -> int:
    found = library()
    if found is None:
        sys.stdout.write("left out: libfaketime is not there\n")
        return 0
    right = True
    for text in CHANGES:
        runs = asyncio.run(heard_at(found, datetime.fromisoformat(text).replace(tzinfo=ZONE)))
        right &= [len(said) for _at, said in runs] == [0, 0, 0, 1]
        sys.stdout.write("".join(f"{text} {at}: {said}\n" for at, said in runs))
    sys.stdout.write("right\n" if right else "WRONG\n")
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
