"""From a message to its answer: who asks where, which command, what it says, sent once.

Promises (architecture: delivery, 6):

- A command is answered once, even across a crash: transaction ids derive from the command's event, and what
  an earlier run answered is looked up in the store, after a new login in the room itself.
- What was typed while the bot was away is worked off: what changes something always, a question if it is
  younger than ten minutes; the others are counted and told in one line.
"""

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from bot.config import Settings
from bot.event import Event
from bot.hearing import Hearing
from bot.inbox import CaughtUp, Gap, Item
from bot.incoming import Incoming, Reacted, Voted, Withdrawn
from bot.keeper import Keeper
from bot.matrix import Matrix, RefusedError
from bot.notices import Notices
from bot.outbox import Outbox, transaction_id
from bot.pace import Limits
from bot.people import SenderCheck
from bot.render import Renderer
from bot.rooms import Rooms
from bot.said import Said
from bot.speech import Speech
from bot.work import Work
from commands.dispatch import Keep, Parsed, Registry, Unknown
from commands.port import (
    Context,
    Place,
    Reply,
    Role,
)
from storage.chat import Answered
from storage.store import Store

log = logging.getLogger(__name__)

ROOM_SETTINGS = "raum"
QUESTION_GOES_STALE = 600.0  # seconds after which a mere question is not answered any more


class Answers:
    """Handles what the inbox hands out."""

    def __init__(
        self,
        *,
        settings: Settings,
        matrix: Matrix,
        store: Store,
        registry: Registry,
        renderer: Renderer,
        rooms: Rooms,
        keeper: Keeper,
        outbox: Outbox,
        check_sender: Callable[[str, str | None], Awaitable[SenderCheck]] | None = None,
    ) -> None:
        self._settings = settings
        self._matrix = matrix
        self._store = store
        self._registry = registry
        self._renderer = renderer
        self._rooms = rooms
        self._keeper = keeper
        self._outbox = outbox
        self._speech = Speech(matrix, outbox, keeper, renderer)
        self.notices = Notices(outbox, renderer, rooms)
        self._work = Work(
            settings=settings,
            matrix=matrix,
            store=store,
            rooms=rooms,
            renderer=renderer,
            notices=self.notices,
            check_sender=check_sender,
        )
        self._hearing = Hearing(store=store, keeper=keeper, renderer=renderer, work=self._work, speech=self._speech)
        self._limits = Limits(settings.rate_per_minute, settings.room_rate)
        self._born = time.monotonic()
        self._stale: dict[str, list[str]] = defaultdict(list)
        self._withdrawn: set[str] = set()
        self._own_replies: dict[str, dict[str, str]] = {}
        user = settings.user
        self._names = (settings.display_name, user, user[1:].partition(":")[0])

    def _from_before(self, message: Incoming) -> bool:
        """Whether the message was sent before this run began."""
        return message.age > time.monotonic() - self._born

    def withdraw(self, target: str) -> None:
        """Note at once that a message is gone, also one that still waits in the queue."""
        self._withdrawn.add(target)

    async def handle(self, item: Item) -> None:
        """Work one thing off."""
        match item:
            case Incoming():
                await self._message(item)
            case Withdrawn():
                await self._speech.take_back(item)
                await self._hearing.deleted(item)
            case Reacted():
                await self._hearing.reacted(item)
            case Voted():
                await self._hearing.voted(item)
            case CaughtUp():
                await self._tell_stale(item.room)
            case Gap():  # filled by the sync loop before it gets here
                raise AssertionError(item)

    async def _message(self, message: Incoming) -> None:
        if message.event_id in self._withdrawn:
            return
        if message.edit_of is not None:
            await self._edited(message, message.edit_of)
            return
        parsed = self._parse(message)
        if parsed is None:
            await self._hearing.answered(message)
            return
        before = self._from_before(message)
        if before and await self._was_answered(message):
            return
        if message.age > QUESTION_GOES_STALE and self._is_question(parsed):
            self._stale[message.room].append(message.event_id)
            return
        await self._answer(message, parsed, hurry=before)

    @staticmethod
    def _is_question(parsed: Parsed | Unknown) -> bool:
        return isinstance(parsed, Unknown) or parsed.command.is_question

    def _parse(self, message: Incoming) -> Parsed | Unknown | None:
        if message.file is not None and not message.text:
            return None
        return self._registry.parse(
            message.text,
            prefix=self._rooms.prefix(message.room),
            direct=self._rooms.place(message.room) is Place.DIRECT,
            names=self._names,
        )

    async def _was_answered(self, message: Incoming) -> bool:
        """Whether an earlier run answered: by the store, and on a new device by a look into the room."""
        if await self._keeper.answered([message.event_id]):
            return True
        if not self._keeper.is_new_device:
            return False
        if message.room not in self._own_replies:
            self._own_replies[message.room] = await self._look_for_replies(message.room, message.sent_at)
        return message.event_id in self._own_replies[message.room]

    async def _look_for_replies(self, room: str, since_ms: int) -> dict[str, str]:
        """Return which messages the bot has replied to since then (relations travel outside the ciphertext)."""
        found: dict[str, str] = {}
        start: str | None = self._matrix.client.next_batch
        while start:
            page = await self._matrix.history(room, start, own=True)
            for event in page.events:
                relation = event.get("content", {}).get("m.relates_to", {})
                target = relation.get("m.in_reply_to", {}).get("event_id") if isinstance(relation, dict) else None
                if isinstance(target, str):
                    found.setdefault(target, event["event_id"])
            oldest = page.events[-1].get("origin_server_ts", 0) if page.events else 0
            start = page.end if oldest >= since_ms else None
        return found

    async def _reply(self, message: Incoming, parsed: Parsed | Unknown) -> Said | None:
        """Run the command."""
        event = Event.of(message)
        changes = isinstance(parsed, Parsed) and parsed.command.changes
        if changes and (done := await self._work.done(message.event_id)) is not None:
            return done

        async def work(keep: Keep) -> Reply | None:
            context = await self._work.context(event, target=message.reply_to)
            reply = await self._unsigned(message, parsed, context)
            if reply is None:
                reply = await self._registry.run(parsed, context, self._store, keep)
                if isinstance(parsed, Parsed) and parsed.command.name == ROOM_SETTINGS:
                    await self._rooms.reload(message.room)
            return reply

        return await self._work.said(event, work)

    async def _unsigned(self, message: Incoming, parsed: Parsed | Unknown, context: Context) -> Reply | None:
        """Refuse what only organisers may change, in encrypted rooms, from devices that their owner has not signed."""
        if isinstance(parsed, Unknown):
            return None
        command = parsed.command
        is_for_organisers = command.role is Role.ORGANISER or command.name == ROOM_SETTINGS
        if not is_for_organisers or not command.changes:
            return None
        return await self._work.refuse_unsigned(message, context)

    async def _answer(self, message: Incoming, parsed: Parsed | Unknown, *, hurry: bool) -> None:
        if not hurry:
            held = self._limits.hold(message.sender, message.room, time.monotonic())
            if held is not None:
                if held.is_long:
                    await self.notices.tell_pace(message.room, message.event_id, held)
                await asyncio.sleep(held.seconds)
        target = message.edit_of or message.event_id
        async with self._speech.typing_if_slow(message.room):
            said = await self._reply(message, parsed)
        if said is not None:
            await self._speech.send(Event.of(message), target, said)

    async def _edited(self, message: Incoming, target: str) -> None:
        """Answer an edited command by editing its answer; a message that only now became one gets a new answer."""
        known = await self._keeper.answered([target, message.event_id])
        if message.event_id in known and self._from_before(message):
            return
        parsed = self._parse(message)
        if parsed is None:
            await self._hearing.corrected(message, target)
            return
        old = known.get(target)
        if old is None:
            if message.age <= QUESTION_GOES_STALE or not self._is_question(parsed):
                await self._answer(message, parsed, hurry=self._from_before(message))
            return
        if old.sender != message.sender:
            return
        if not old.reply_events:
            if await self._work.done(target) is not None:  # what it did was acknowledged without words
                await self._answer(message, parsed, hurry=self._from_before(message))
            return
        said = await self._reply(message, parsed)
        if said is not None:
            await self._speech.edit(Event.of(message), target, said, old.reply_events)

    async def _tell_stale(self, room: str) -> None:
        """Say in one line how many questions stayed open while the bot was away."""
        stale = self._stale.pop(room, [])
        if not stale:
            return
        rendered = self._renderer.render(Reply("pause", {"anzahl": len(stale)}))
        txn = transaction_id("pause", room, stale[-1])
        try:
            await self._outbox.text(room, plain=rendered.plain, html=rendered.html, txn=txn, relation=None)
        except RefusedError as error:
            log.warning("Der Hinweis auf offene Fragen in %s wurde abgelehnt: %s", room, error.code)
            return
        now = datetime.now(UTC)
        for event_id in stale:
            self._keeper.remember(Answered(event_id, room, (), now, ""))
