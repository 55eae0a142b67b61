"""Lets organisers and members work at random: ``python -m tests.fuzz.sessions --steps 20000 --seed 1``.

Every line is an example of a command, with other numbers in it: what each step does is right, the order is nobody's.
Replies, edits, deletions and reactions come between; the clock goes on, and what is due is said. Prints every fault;
ends with 1 if there was one.
"""

import argparse
import asyncio
import re
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import time_machine

from bot.herald import Herald
from bot.render import Renderer
from bot.upkeep import Upkeep
from commands.dispatch import load
from storage.importer import load_example
from storage.store import Store
from tests.fuzz.__main__ import NETWORK, ORGANISERS, say_line
from tests.fuzz.inputs import PEOPLE
from tests.fuzz.offline import OfflineBot, offline_bot

BEGIN = datetime(2026, 11, 23, 11, 2, tzinfo=UTC)
LONGEST_PAUSE = 120  # minutes between two steps
REFERENCE = re.compile(r"\b([WLARE])\d+(?!\w)")
MORE = ("abo Stammtisch", "abo Fachtag", "ok", "rueckgaengig", "teilen L7", "freigeben L7")
MARKS = ("✅", "❌", "✓", "👍", "Ja", "1", "⏰", "📌")


@dataclass
class Result:
    """What came out of it."""

    steps: int = 0
    answered: int = 0
    told: int = 0  # messages that nobody asked for
    faults: list[str] = field(default_factory=list)


def direct_room(person: str) -> str:
    """Return the room in which somebody talks with the bot alone."""
    return f"!direct-{person}"


@dataclass
class Chatter:
    """Makes the next event of somebody, out of what was said before."""

    random: Random
    examples: list[str]
    said: list[tuple[str, str, str]] = field(default_factory=list)  # room, event id, sender of people's messages
    heard: list[tuple[str, str]] = field(default_factory=list)  # room and event id of the bot's messages
    number: int = 0

    def next(self) -> tuple[str, dict[str, Any]]:
        """Return a room and an event in it."""
        self.number += 1
        sender = self.random.choice(sorted(PEOPLE))
        room = self.random.choice((NETWORK, NETWORK, ORGANISERS, ORGANISERS, ORGANISERS, direct_room(sender)))
        base = {"event_id": f"$e{self.number}", "sender": sender, "unsigned": {"age": 5}}
        base["origin_server_ts"] = round(datetime.now(UTC).timestamp() * 1000)
        kind = self.random.random()
        if kind < 0.12 and self.heard:
            room, target = self.random.choice(self.heard[-30:])
            relation = {"rel_type": "m.annotation", "event_id": target, "key": self.random.choice(MARKS)}
            return room, base | {"type": "m.reaction", "content": {"m.relates_to": relation}}
        if kind < 0.2 and self.said:
            room, target, sender = self.random.choice(self.said[-10:])
            base["sender"] = sender
            if self.random.random() < 0.3:
                return room, base | {"type": "m.room.redaction", "redacts": target, "content": {"redacts": target}}
            text = self._line()
            content = {"msgtype": "m.text", "body": f"* {text}", "m.new_content": {"msgtype": "m.text", "body": text}}
            content["m.relates_to"] = {"rel_type": "m.replace", "event_id": target}
            return room, base | {"type": "m.room.message", "content": content}
        content = {"msgtype": "m.text", "body": self._line()}
        if kind < 0.35 and self.heard:
            room, target = self.random.choice(self.heard[-30:])
            content["m.relates_to"] = {"m.in_reply_to": {"event_id": target}}
        self.said.append((room, str(base["event_id"]), sender))
        return room, base | {"type": "m.room.message", "content": content}

    def _line(self) -> str:
        return "!" + REFERENCE.sub(self._reference, self.random.choice(self.examples))

    def _reference(self, match: re.Match[str]) -> str:
        newest = 9 + self.number // 60 if match[1] == "W" else 8
        wanted = self.random.choice((1, 2, 9, newest, newest - 1, newest + 1, self.random.randrange(1, newest + 1)))
        return f"{match[1]}{wanted}"


class Play:
    """The bot with its clock, and what goes wrong."""

    def __init__(self, bot: OfflineBot, store: Store, chatter: Chatter, *, say: bool) -> None:
        self.result = Result()
        bot.numbered = True
        self._bot, self._chatter, self._say = bot, chatter, say
        self._herald = Herald(
            matrix=bot.matrix, store=store, rooms=bot.rooms, renderer=Renderer(), secret=b"x", direct_room=self._direct
        )

        self._upkeep = Upkeep(store, "Europe/Berlin", "NW")
        self._day = BEGIN.date()

    @staticmethod
    async def _direct(person: str) -> str:
        return direct_room(person)

    async def begin(self) -> None:
        """Open the direct chats."""
        for person in sorted(PEOPLE):
            await self._bot.rooms.opened(direct_room(person), person)

    async def step(self) -> None:
        """Let somebody say or do something, and say what is due by then."""
        room, event = self._chatter.next()
        known = len(self._bot.faults.faults)
        timeline = {"events": [event], "limited": False, "prev_batch": "t"}
        sent = await self._bot.hear({"rooms": {"join": {room: {"timeline": timeline}}}, "to_device": {"events": []}})
        self.result.steps += 1
        self.result.answered += bool(sent)
        await self._keep_up(datetime.now(UTC))
        await self._herald.tell()
        await self._herald.settled()
        told = self._bot.taken()
        self.result.told += len(told)
        for number, (where, kind, _content) in enumerate(
            (*sent, *told), 1 + self._bot.matrix.before - len(sent + told)
        ):
            if kind == "m.room.message":
                self._chatter.heard.append((where, f"$sent{number}"))
        for fault in self._bot.faults.faults[known:]:
            self.result.faults.append(f"{event['content']}\n{fault}")
            if self._say and len(self.result.faults) <= 20:
                say_line(self.result.faults[-1], end="\n\n")

    async def _keep_up(self, now: datetime) -> None:
        """Do what the clock does: with each ring, and once a day."""
        await self._upkeep.plan_rooms(now)
        await self._upkeep.close_polls(now)
        if now.date() != self._day:
            self._day = now.date()
            await self._upkeep.plan_digests(now)
            await self._upkeep.extend_series(now)
            await self._upkeep.tidy(now)


async def fuzz(steps: int, seed: int, *, say: bool = False) -> Result:
    """Take so many steps; the same seed gives the same."""
    random = Random(seed)
    examples = [line for command in load().commands for line in command.examples] + list(MORE)
    with tempfile.TemporaryDirectory() as folder, time_machine.travel(BEGIN) as clock:
        path = Path(folder)
        store = Store(f"sqlite+aiosqlite:///{path / 'x.sqlite3'}", data_dir=path)
        await store.upgrade()
        await load_example(store)
        async with offline_bot(store, path, network=NETWORK, organisers=ORGANISERS, people=PEOPLE) as bot:
            play = Play(bot, store, Chatter(random, examples), say=say)
            await play.begin()
            for number in range(1, steps + 1):
                clock.shift(timedelta(minutes=random.randrange(LONGEST_PAUSE)))
                await play.step()
                if say and number % 1_000 == 0:
                    say_line(f"{number} Schritte, {len(play.result.faults)} Fehler")
        await store.close()
    return play.result


def main() -> int:
    """Run the long form."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    result = asyncio.run(fuzz(given.steps, given.seed, say=True))
    say_line(
        f"Schritte: {result.steps}, beantwortet: {result.answered}, von selbst gesagt: {result.told}, "
        f"Fehler: {len(result.faults)}"
    )
    return 1 if result.faults else 0


if __name__ == "__main__":
    sys.exit(main())
