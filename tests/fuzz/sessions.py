"""Lets organisers and members work at random: ``python -m tests.fuzz.sessions --steps 20000 --seed 1``.

What each step does is right, the order is nobody's (:mod:`tests.fuzz.players`). The clock goes on, and what is due is
said. Every message is looked at (:mod:`tests.fuzz.messages`), and the store again and again
(:mod:`tests.fuzz.invariants`); now and then a change is taken back at once. Prints every fault; ends with 1 if there
was one. ``--postgres`` plays on a PostgreSQL that is started for it.
"""

import argparse
import asyncio
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import time_machine

from bot.directs import Directs, GoneError
from bot.farewell import Farewell
from bot.herald import Herald
from bot.render import Renderer
from bot.upkeep import Upkeep
from commands.dispatch import load
from commands.port import Reply
from storage.importer import load_example
from storage.store import Store
from tests.conftest import empty_postgres, running_postgres
from tests.fuzz import invariants
from tests.fuzz.__main__ import NETWORK, ORGANISERS, say_line
from tests.fuzz.messages import Secrets, no_sentence, responsible, wrong_with
from tests.fuzz.offline import BOT, OfflineBot, offline_bot
from tests.fuzz.players import CAST, EVERYBODY, LOCKED, Players, direct_room

BEGIN = datetime(2026, 11, 23, 11, 2, tzinfo=UTC)
LOOK_EVERY, LOOK_THOROUGHLY_EVERY = 100, 1_000  # steps
TAKE_BACK = 0.04  # of the steps are a change that is taken back at once
ERRORS = frozenset({"fehler", "panne"})  # templates
PRINTED = 40  # faults

Sent = tuple[str, str, dict[str, Any]]


@dataclass
class Result:
    """What came out of it."""

    steps: int = 0
    answered: int = 0
    told: int = 0  # messages that nobody asked for
    looks: int = 0  # at the whole store
    taken_back: Counter[str] = field(default_factory=Counter)  # changes, by whether that was possible
    faults: list[str] = field(default_factory=list)


class OfflineDirects(Directs):
    """Direct chats that are there when they are needed."""

    async def room_of(self, person: str) -> str:
        if not await self._rooms.is_known(person):
            raise GoneError(person)
        if self._rooms.direct_with(person) is None:
            await self._rooms.opened(direct_room(person), person)
        return direct_room(person)

    async def leave(self, person: str) -> None:
        if self._rooms.direct_with(person) is not None:
            await self._rooms.left(direct_room(person))


class Errors(Renderer):
    """Renders, and remembers what was an error."""

    def __init__(self) -> None:
        super().__init__()
        self.said: set[str] = set()

    def render(self, reply: Reply) -> Any:
        made = super().render(reply)
        if reply.template in ERRORS:
            self.said.add(made.plain)
        return made


class Play:
    """The bot with its clock, and what goes wrong."""

    def __init__(self, bot: OfflineBot, store: Store, players: Players, errors: Errors, *, say: bool) -> None:
        self.result = Result()
        self._errors = errors
        self._broken: set[str] = set()
        bot.numbered = True
        self._bot, self._store, self._players, self._say = bot, store, players, say
        directs = OfflineDirects(bot.matrix, bot.rooms)
        self._herald = Herald(
            matrix=bot.matrix,
            store=store,
            rooms=bot.rooms,
            renderer=Renderer(),
            secret=b"x",
            direct_room=directs.room_of,
        )
        self._farewell = Farewell(rooms=bot.rooms, directs=directs, store=store, own_id=BOT)
        bot.rooms.on_gone = self._farewell.gone
        self._upkeep = Upkeep(store, "Europe/Berlin", "NW")
        self._day = BEGIN.date()

    async def begin(self) -> None:
        """Open the rooms and the direct chats."""
        matrix = self._bot.matrix
        matrix.members_of, matrix.encrypted = dict(CAST), frozenset({LOCKED})
        matrix.files = self._players.files
        for person in EVERYBODY:
            await self._bot.rooms.opened(direct_room(person), person)
        await self._herald.tell()
        await self._herald.settled()
        self._bot.taken()

    async def step(self) -> None:
        """Let somebody say or do something, and say what is due by then."""
        if self._players.random.random() < TAKE_BACK:
            await self._take_back()
        else:
            await self._hear(*self._players.next())
        await self._keep_up(datetime.now(UTC))
        self.result.steps += 1
        if self.result.steps % LOOK_EVERY == 0:
            await self.look(thoroughly=self.result.steps % LOOK_THOROUGHLY_EVERY == 0)

    async def look(self, *, thoroughly: bool) -> None:
        """Look at the whole store."""
        self.result.looks += 1
        broken = await invariants.broken(self._store, datetime.now(UTC), thoroughly=thoroughly)
        for fault in broken:
            if fault not in self._broken:  # what stays broken is told once
                self._fault(fault, "beim Nachsehen")
        self._broken = set(broken)

    def _fault(self, fault: str, occasion: str) -> None:
        self.result.faults.append(f"Schritt {self.result.steps}, {occasion}\n{fault}")
        if self._say and len(self.result.faults) <= PRINTED:
            say_line(self.result.faults[-1], end="\n\n")

    async def _hear(self, room: str, event: dict[str, Any]) -> None:
        """Bring an event to the bot and look at what it answers."""
        known = len(self._bot.faults.faults)
        timeline = {"events": [event], "limited": False, "prev_batch": "t"}
        self._bot.matrix.note(event)
        sent = await self._bot.hear({"rooms": {"join": {room: {"timeline": timeline}}}, "to_device": {"events": []}})
        await self._farewell_done()
        self.result.answered += bool(sent)
        occasion = json.dumps([room, event["sender"], event["content"]], ensure_ascii=False)
        meant = frozenset({event["sender"]})
        is_public = room in {NETWORK, LOCKED} and event["sender"] not in CAST[ORGANISERS]
        await self._look_at(sent, meant, occasion, is_public=is_public, is_answer=True)
        for fault in self._bot.faults.faults[known:]:
            self._fault(fault, occasion)

    async def _farewell_done(self) -> None:
        while self._farewell._tasks:
            await asyncio.gather(*self._farewell._tasks, return_exceptions=True)

    async def _look_at(
        self, sent: Sequence[Sent], meant: frozenset[str], occasion: str, *, is_public: bool, is_answer: bool
    ) -> None:
        if not sent:
            return
        first = self._bot.matrix.before - len(sent)
        secrets = await Secrets.of(self._store) if is_public else None
        for number, (room, kind, content) in enumerate(sent, first + 1):
            self._players.hear(room, f"$sent{number}", kind, content)
            found = wrong_with(content, may_mention=meant)
            if str(content.get("body")) in self._errors.said:
                found += no_sentence(content)
            if secrets is not None and room != ORGANISERS:
                privately = is_answer or room.startswith("!direct")
                found += secrets.told_in(content, privately=privately)
            for fault in found:
                self._fault(fault, f"{occasion} in {room}")

    async def _keep_up(self, now: datetime) -> None:
        """Do what the clock does: with each ring, and once a day."""
        known = len(self._bot.faults.faults)
        await self._upkeep.plan_rooms(now)
        await self._upkeep.close_polls(now)
        if now.date() != self._day:
            self._day = now.date()
            await self._upkeep.plan_digests(now)
            await self._upkeep.extend_series(now)
            await self._upkeep.tidy(now)
            await self._farewell.check_all()
        for _ in range(5):
            due = await self._herald.tell()
            await self._herald.settled()
            if due is None or due > now:
                break
        told = self._bot.taken()
        self.result.told += len(told)
        await self._look_at(told, await responsible(self._store), "von selbst", is_public=True, is_answer=False)
        for fault in self._bot.faults.faults[known:]:
            self._fault(fault, "von selbst")

    async def _take_back(self) -> None:
        """Let an organiser change something and take it back before anything else happens."""
        before, known = await invariants.rows_of(self._store), await self._last_change()
        room, event = self._players.change()
        await self._hear(room, event)
        made = await self._last_change()
        if made == known:
            self.result.taken_back["nichts geändert"] += 1
            return
        await self._hear(*self._players.undo(room, event["sender"]))
        if await self._last_change() == made:
            self.result.taken_back["nicht möglich"] += 1
            return
        self.result.taken_back["zurückgenommen"] += 1
        for fault in invariants.changed_rows(before, await invariants.rows_of(self._store)):
            self._fault(f"nicht zurückgenommen: {fault}", str(event["content"]["body"]))

    async def _last_change(self) -> int | None:
        async with self._store.reading() as net:
            change = await net.audit.last("@anna:example.org")
        return change.id if change is not None else None


async def fuzz(steps: int, seed: int, *, say: bool = False, url: str | None = None) -> Result:
    """Take so many steps; the same seed gives the same. ``url``: of a PostgreSQL, which is emptied."""
    random = Random(seed)
    examples = [line for command in load().commands for line in command.examples]
    with (
        tempfile.TemporaryDirectory() as folder,
        time_machine.travel(BEGIN) as clock,
        patch("bot.farewell.PATIENCE", 0),
    ):
        path = Path(folder)
        if url is not None:
            await empty_postgres(url)
        store = Store(url or f"sqlite+aiosqlite:///{path / 'x.sqlite3'}", data_dir=path)
        await store.upgrade()
        await load_example(store)
        players, errors = Players(random, examples), Errors()
        async with offline_bot(
            store,
            path,
            network=(NETWORK, LOCKED),
            organisers=ORGANISERS,
            people=frozenset(EVERYBODY),
            renderer=errors,
            at_once=True,
        ) as bot:
            play = Play(bot, store, players, errors, say=say)
            await play.begin()
            for number in range(1, steps + 1):
                clock.shift(players.pause())
                await play.step()
                if say and number % 1_000 == 0:
                    say_line(f"{number} Schritte, {len(play.result.faults)} Fehler")
            await play.look(thoroughly=True)
        await store.close()
    return play.result


def main() -> int:
    """Run the long form."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgres", action="store_true")
    given = parser.parse_args()
    if given.postgres:
        with running_postgres() as url:
            result = asyncio.run(fuzz(given.steps, given.seed, say=True, url=url))
    else:
        result = asyncio.run(fuzz(given.steps, given.seed, say=True))
    say_line(
        f"Schritte: {result.steps}, beantwortet: {result.answered}, von selbst gesagt: {result.told}, "
        f"nachgesehen: {result.looks}, zurückgenommen: {dict(result.taken_back)}, Fehler: {len(result.faults)}"
    )
    return 1 if result.faults else 0


if __name__ == "__main__":
    sys.exit(main())
