"""Keeps in the store what must outlive a crash: the sync position, which commands are answered, open lists.

Writing lags a little behind (a fraction of a second, many changes at once). That is safe: what a crash takes
away is worked again, and the transaction ids make the second answer the same event as the first.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Iterable
from datetime import UTC, datetime

from bot.position import Ledger
from commands.lists import Lists
from storage.chat import Answered, SyncPosition
from storage.store import Store

log = logging.getLogger(__name__)

LAG = 0.2  # seconds that a change may wait to be written
REMEMBERED = 5_000  # answers kept in memory
ANSWER = "antwort "  # before the id of somebody's answer: a reaction to it is none to the bot


def _answer(event: str) -> str:
    return (ANSWER + event)[:255]


class Keeper:
    """Remembers answers at once and writes them, with the position, soon after."""

    def __init__(self, store: Store, lists: Lists, device_id: str, started_at: datetime) -> None:
        self._store = store
        self._lists = lists
        self.device_id = device_id
        self._started_at = started_at
        self._dirty = asyncio.Event()
        lists.changed = self._dirty.set
        self.ledger = Ledger(None)
        self._saved: str | None = None
        self._unsaved: list[Answered] = []
        self._recent: OrderedDict[str, Answered] = OrderedDict()
        self._waiting: dict[str, str] = {}  # messages of the bot that wait, not written yet: to their command
        self._polls: dict[str, str] = {}  # commands that opened a poll, not written yet: to the poll in the room
        self._previous: SyncPosition | None = None

    @property
    def away_since(self) -> datetime:
        """When the run before was last known to listen; for the very first run, when it began."""
        return self._previous.saved_at if self._previous is not None else self._started_at

    @property
    def is_new_device(self) -> bool:
        """Whether the server can't recognise transaction ids of the run before."""
        return self._previous is not None and self._previous.device_id != self.device_id

    async def load(self) -> str | None:
        """Read where the run before had got to."""
        async with self._store.reading() as net:
            self._previous = await net.sync.position()
        token = (self._previous.token or None) if self._previous else None
        if self._previous is None:
            # so that a crash before the first position is kept does not make the next start the first one again
            async with self._store.writing() as net:
                await net.sync.save("", self.device_id, self._started_at)
        self.ledger = Ledger(token, self._dirty.set)
        self._saved = token
        return token

    def remember(self, answer: Answered) -> None:
        """Note that a command has its answer."""
        self._recent[answer.command_event] = answer
        self._unsaved.append(answer)
        self._dirty.set()
        while len(self._recent) > REMEMBERED:
            self._recent.popitem(last=False)

    def note_waiting(self, reply_event: str, command: str) -> None:
        """Note that a message of the bot can be answered or reacted to, and which command it belongs to."""
        self._waiting[reply_event] = command
        self._dirty.set()

    def note_answer(self, event: str, command: str) -> None:
        """Note that somebody's message answers what a command waits for, so that an edit of it is an answer, too."""
        self.note_waiting(_answer(event), command)

    async def answer_of(self, event: str) -> str | None:
        """Return the command that somebody's message answered."""
        return await self.command_of(_answer(event))

    def note_poll(self, command: str, event: str) -> None:
        """Note which message in the room the poll is that a command opened."""
        self._polls[command] = event
        self._dirty.set()

    async def command_of(self, reply_event: str) -> str | None:
        """Return the command that one of the bot's messages belongs to, if that message waits."""
        if reply_event in self._waiting:
            return self._waiting[reply_event]
        async with self._store.reading() as net:
            return await net.waiting.command_of(reply_event)

    def recent(self, event_id: str) -> Answered | None:
        """Return an answer of this run."""
        return self._recent.get(event_id)

    async def answered(self, event_ids: Iterable[str]) -> dict[str, Answered]:
        """Return which of these commands have an answer, of this run or one before."""
        wanted = list(event_ids)
        found = {event_id: self._recent[event_id] for event_id in wanted if event_id in self._recent}
        missing = [event_id for event_id in wanted if event_id not in found]
        if missing:
            async with self._store.reading() as net:
                found |= await net.sync.answered(missing)
        return found

    async def save(self) -> None:
        """Write what is not written yet."""
        token, answers, turns = self.ledger.token, self._unsaved, self._lists.take_unsaved()
        waiting, polls = dict(self._waiting), dict(self._polls)
        if token == self._saved and not answers and not turns and not waiting and not polls:
            return
        self._unsaved = []
        try:
            async with self._store.writing() as net:
                await net.sync.mark(answers)
                await net.paging.put(turns)
                for reply_event, command in waiting.items():
                    await net.waiting.note_reply(reply_event, command, datetime.now(UTC))
                for command, event in polls.items():
                    await net.polls.note_event(command, event)
                if token is not None and token != self._saved:
                    await net.sync.save(token, self.device_id, datetime.now(UTC))
        except BaseException:
            self._unsaved = answers + self._unsaved
            self._lists.give_back(turns)
            raise
        self._saved = token
        for reply_event in waiting:
            del self._waiting[reply_event]
        for command in polls:
            del self._polls[command]

    async def run(self) -> None:
        """Write again and again until cancelled."""
        while True:
            await self._dirty.wait()
            await asyncio.sleep(LAG)
            self._dirty.clear()
            try:
                await self.save()
            except Exception:  # a full disk or a database away for a moment must not end the bot
                log.exception("Der Stand ließ sich nicht speichern, neuer Versuch folgt.")
                self._dirty.set()
                await asyncio.sleep(1)
