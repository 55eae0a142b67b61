"""Feeds the bot with what nobody should send: ``python -m tests.fuzz --inputs 100000 --seed 1``.

Prints how many inputs were taken, how many got an answer, how much the memory grew, and every fault; ends with 1 if
there was one.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import psutil

from commands.dispatch import load
from storage.importer import load_example
from storage.store import Store
from tests.fuzz.inputs import PEOPLE, answer, events, line, spoilt
from tests.fuzz.offline import offline_bot

NETWORK, ORGANISERS = "!netz", "!orga"
WARM = 2_000  # inputs after which growth is measured: by then every module, template and statement has been used
ALLOWED_GROWTH = 50  # MiB


@dataclass
class Result:
    """What came out of it."""

    inputs: int = 0
    answered: int = 0
    unreadable: int = 0
    growth: float = 0.0  # MiB
    faults: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)


async def fuzz(inputs: int, seed: int, *, say: bool = False) -> Result:
    """Feed so many inputs; the same seed gives the same."""
    random, process, result = Random(seed), psutil.Process(), Result()
    names = [name for command in load().commands for name in command.names]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        store = Store(f"sqlite+aiosqlite:///{path / 'x.sqlite3'}", data_dir=path)
        await store.upgrade()
        await load_example(store)
        begun, base = time.monotonic(), 0
        async with offline_bot(store, path, network=NETWORK, organisers=ORGANISERS, people=PEOPLE) as bot:
            while result.inputs < inputs:
                room = random.choice((NETWORK, NETWORK, NETWORK, ORGANISERS))
                text = line(random, names)
                wanted = list(events(result.inputs, text, random.choice(sorted(PEOPLE))))
                chosen = wanted[0] if random.random() < 0.4 else random.choice(wanted)
                event = chosen if random.random() < 0.35 else spoilt(random, chosen)
                before = len(bot.faults.faults)
                sent = await bot.hear(answer(random, room, [event]))
                result.inputs += 1
                result.answered += bool(sent)
                result.kinds[str(chosen["type"])] += 1
                for fault in bot.faults.faults[before:]:
                    result.faults.append(f"{json.dumps(event)[:600]}\n{fault}")
                    if say and len(result.faults) <= 20:  # at once: whoever ends a long run early sees it, too
                        say_line(result.faults[-1], end="\n\n")
                if result.inputs == min(WARM, inputs // 2):
                    base = process.memory_info().rss
                if say and result.inputs % 1_000 == 0:
                    rate = result.inputs / (time.monotonic() - begun)
                    say_line(f"{result.inputs} Eingaben, {rate:.0f} in der Sekunde, {len(result.faults)} Fehler")
            result.unreadable = bot.faults.unreadable
            result.growth = (process.memory_info().rss - base) / 2**20
        await store.close()
    return result


def say_line(text: str = "", end: str = "\n") -> None:
    """Write to standard output at once."""
    sys.stdout.write(text + end)
    sys.stdout.flush()


def main() -> int:
    """Run the long form."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    result = asyncio.run(fuzz(given.inputs, given.seed, say=True))
    say_line(
        f"Eingaben: {result.inputs}, beantwortet: {result.answered}, ohne Bibliothek gelesen: {result.unreadable}, "
        f"Fehler: {len(result.faults)}, Speicher: {result.growth:+.1f} MiB\nArten: {dict(result.kinds)}"
    )
    return 1 if result.faults or result.growth > ALLOWED_GROWTH else 0


if __name__ == "__main__":
    sys.exit(main())
