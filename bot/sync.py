"""The bot's own sync loop: waits when the server is away, loses nothing, never spins.

nio's ``sync_forever`` repeats errors more than a thousand times a second and saves its token before the
events are handled; here the position belongs to :class:`bot.keeper.Keeper`.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from bot.answers import Answers
from bot.backoff import delays
from bot.inbox import CaughtUp, Gap, Inbox, Item
from bot.incoming import Incoming, Reacted, Voted, age_of, read_message, read_reaction, read_redaction, read_vote
from bot.keeper import Keeper
from bot.locked import KEY_MAY_TAKE, WITHHELD_MAY_TAKE, LockedMessages
from bot.matrix import LoggedOutError, Matrix, MatrixError, RefusedError, UnreachableError, patiently
from bot.news import Heard, News, RoomNews
from bot.position import Batch
from bot.rooms import Rooms
from bot.verification import Verifications

log = logging.getLogger(__name__)

GAP_PAGES = 100  # at 100 events each: more than ten thousand missed messages in a room are not worked off
GRACE = 5.0  # seconds: clocks and the time that a join takes
HEAD_START = 0.04  # seconds that answers have before the server is asked for more: it works on one thing at a time


@contextmanager
def _apart(room: str) -> Iterator[None]:
    """Keep what one event does apart from the others: people can send anything."""
    try:
        yield
    except Exception:  # whatever it is, the others are heard
        log.exception("Ein Ereignis in %s war nicht lesbar.", room)


class SyncLoop:
    """Asks the server what is new and puts it into the inbox."""

    def __init__(
        self,
        *,
        matrix: Matrix,
        rooms: Rooms,
        keeper: Keeper,
        answers: Answers,
        relogin: Callable[[LoggedOutError], Awaitable[None]],
        own_keys_changed: Callable[[], Awaitable[None]],
        locked: LockedMessages,
        verifications: Verifications | None = None,
        heard: Callable[[], None] = lambda: None,
    ) -> None:
        self._heard = heard  # called with every answer of the server
        self._matrix = matrix
        self._rooms = rooms
        self._keeper = keeper
        self._answers = answers
        self._relogin = relogin
        self._own_keys_changed = own_keys_changed
        self.inbox = Inbox(self._handle)
        self._tasks: set[asyncio.Task[None]] = set()
        self._locked = locked
        self._verifications = verifications
        self._upkeep_running = False

    async def run(self, ready: Callable[[], None]) -> None:
        """Sync until cancelled; calls ``ready`` once after the first answer."""
        token = await self._keeper.load()
        first = begins = True
        waits = delays()
        away_since: float | None = None
        while True:
            try:
                news = await self._matrix.sync(token, first=first)
            except LoggedOutError as error:
                log.warning("Der Server kennt die Anmeldung nicht mehr.")
                await self._relogin(error)
                first = True
                continue
            except (UnreachableError, RefusedError) as error:
                if away_since is None:
                    away_since = time.monotonic()
                    log.warning("Der Matrix-Server antwortet nicht (%s). Es wird gewartet.", error)
                await asyncio.sleep(next(waits))
                continue
            self._heard()
            if away_since is not None:
                log.info("Der Matrix-Server antwortet wieder, nach %.0f Sekunden.", time.monotonic() - away_since)
                away_since, waits = None, delays()
            await self._take(news, since=token, first=first)
            token = news.token
            if not first and self._matrix.user_id in news.keys_changed:
                await self._own_keys_changed()
            first = False
            if begins:  # not after a new login
                begins = False
                ready()
                self._spawn(self._rooms.enter_configured())
            if not self._upkeep_running:
                self._upkeep_running = True
                self._spawn(self._upkeep())
            await self.inbox.rest(HEAD_START)

    def _spawn(self, work: Awaitable[None]) -> None:
        async def quietly() -> None:
            try:
                await work
            except Exception:
                log.exception("Eine Nebenarbeit ist gescheitert.")

        task = asyncio.create_task(quietly())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _upkeep(self) -> None:
        try:
            await self._matrix.upkeep()
        except MatrixError as error:
            log.warning("Schlüssel wurden noch nicht ausgetauscht: %s", error)
        finally:
            self._upkeep_running = False

    async def close(self, grace: float) -> None:
        """Let what is under way finish within ``grace`` seconds."""
        await self.inbox.close(grace)
        if self._verifications is not None:
            await self._verifications.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _take(self, news: News, *, since: str | None, first: bool) -> None:
        batch = self._keeper.ledger.open(news.token)
        for room in news.left:
            await self._rooms.left(room)
        # a position only moves behind finished work: what the first answer brings may have come since the last one
        since_when = self._keeper.away_since if first else datetime.now(UTC)
        for room, invitation in news.invited.items():
            self._in_batch(batch, partial(self._rooms.invited, room, invitation, since_when))
        new = {room for room in news.joined if not self._rooms.known(room)}
        if new:
            await self._rooms.found(sorted(new), since_when)
        for room, part in news.joined.items():
            await self._take_room(room, part, batch, since=None if room in new else since, first=first)
        self._between_devices(news)
        self._unlock(batch, None if first else {session for _room, session in news.new_keys})
        if first:
            self._locked.forget_before(time.time())
            self._spawn(self._tell_unread(WITHHELD_MAY_TAKE))
        # before the position can move past what could not be read
        self._locked.save()
        batch.seal()

    def _in_batch(self, batch: Batch, work: Callable[[], Awaitable[None]]) -> None:
        """Do something beside the rooms' queues; the position waits for it."""
        batch.add()

        async def counted() -> None:
            try:
                await patiently(work)
            finally:
                batch.done()

        self._spawn(counted())

    async def _take_room(self, room: str, part: RoomNews, batch: Batch, *, since: str | None, first: bool) -> None:
        """Queue what is new in a room; ``since`` is ``None`` where nothing before this was the bot's to hear."""
        for source in part.state:
            with _apart(room):
                self._note_state(room, source, batch)
        if part.gap is not None:
            self._rooms.forget_members(room)
            if since is not None:
                self.inbox.put(Gap(room, part.gap, since), batch)
        now_ms = time.time_ns() // 1_000_000
        invited_here = max(
            (index for index, heard in enumerate(part.timeline) if self._is_my_invitation(heard.source)),
            default=None,
        )
        for index, heard in enumerate(part.timeline):
            with _apart(room):
                self._note_state(room, heard.source, batch)
                if invited_here is not None and index < invited_here:
                    continue
                for item in self._items(room, heard, now_ms):
                    if self._concerns_me(item, after_invitation=invited_here is not None):
                        self.inbox.put(item, batch)
        if (first and since is not None) or part.gap is not None:
            self.inbox.put(CaughtUp(room), batch)

    def _is_my_invitation(self, source: dict[str, Any]) -> bool:
        content = source.get("content")
        return (
            source.get("type") == "m.room.member"
            and source.get("state_key") == self._matrix.user_id
            and isinstance(content, dict)
            and content.get("membership") == "invite"
        )

    def _concerns_me(self, item: Item, *, after_invitation: bool) -> bool:
        """Whether a message was meant for the bot: not what was said before it came into the room."""
        if not isinstance(item, Incoming | Reacted | Voted) or after_invitation:
            return True
        since = self._rooms.entered_at(item.room)
        if since is None:
            return True
        said = datetime.now(UTC) - timedelta(seconds=item.age)
        return said >= since - timedelta(seconds=GRACE)

    def _note_state(self, room: str, source: dict[str, Any], batch: Batch) -> None:
        match source.get("type"):
            case "m.room.member":
                self._rooms.note_membership(room, source)
            case "m.room.create":
                self._rooms.note_creation(room, source)
            case "m.room.tombstone":
                self._in_batch(batch, partial(self._rooms.upgraded, room, source))

    def _items(self, room: str, heard: Heard, now_ms: int) -> list[Item]:
        if heard.locked:
            clear = self._matrix.unlock(room, heard.source)
            if clear is None:
                self._keep(room, heard.source, now_ms)
                return []
            heard = clear
        withdrawn = read_redaction(room, heard.source, now_ms)
        if withdrawn is not None:
            self._answers.withdraw(withdrawn.target)
            self._locked.forget(withdrawn.target)
            return [withdrawn]
        if self._verifications is not None and self._verifications.hear_in_room(
            room, heard.source, age_of(heard.source, now_ms)
        ):
            return []
        message = (
            read_message(room, heard.source, now_ms=now_ms, encrypted=heard.encrypted, sender_key=heard.sender_key)
            or read_reaction(room, heard.source, now_ms)
            or read_vote(room, heard.source, now_ms)
        )
        return [] if message is None or message.sender == self._matrix.user_id else [message]

    def _keep(self, room: str, source: dict[str, Any], now_ms: int) -> None:
        """Keep a message that can't be read yet, unless it was said before the bot came."""
        sent_at = now_ms / 1000 - age_of(source, now_ms)
        since = self._rooms.entered_at(room)
        if since is not None and sent_at < since.timestamp() - GRACE:
            return
        if source.get("sender") != self._matrix.user_id and self._locked.keep(room, source, sent_at):
            for wait in (WITHHELD_MAY_TAKE, KEY_MAY_TAKE):
                self._spawn(self._tell_unread(wait))

    def _between_devices(self, news: News) -> None:
        """Take what other devices say to this one, apart from keys."""
        for event in news.to_device:
            content, sender = event.get("content"), event.get("sender")
            if not isinstance(content, dict) or not isinstance(sender, str):
                continue
            if event.get("type") == "m.room_key.withheld":
                log.info("Ein Gerät von %s gibt dem Bot einen Schlüssel nicht (%s).", sender, content.get("code"))
                room, session = content.get("room_id"), content.get("session_id")
                self._locked.note_withheld(str(room), sender, session if isinstance(session, str) else "")
                self._spawn(self._tell_unread(WITHHELD_MAY_TAKE))
            elif self._verifications is not None:
                self._verifications.hear_device(event)

    async def _tell_unread(self, wait: float) -> None:
        """Tell people once that the bot can't read what they wrote."""
        await asyncio.sleep(wait + 0.1)
        for message in self._locked.to_tell(time.time()):
            await patiently(partial(self._answers.notices.tell_unread, message))
        self._locked.save()

    def _unlock(self, batch: Batch, sessions: set[str] | None) -> None:
        """Read messages whose key came after them; with ``None``, try all."""
        now_ms = time.time_ns() // 1_000_000
        for message in self._locked.read(self._matrix.unlock, sessions):
            for item in self._items(message.room, message.clear, now_ms):
                self.inbox.put(item, batch)
            self.inbox.put(CaughtUp(message.room), batch)

    async def _handle(self, item: Item) -> None:
        """Work one thing off; while the server is away, wait and try again (answers are idempotent)."""
        if isinstance(item, Gap):
            await patiently(lambda: self._fill(item))
        else:
            await patiently(lambda: self._answers.handle(item))

    async def _fill(self, gap: Gap) -> None:
        """Fetch what /sync left out and work it off, oldest first."""
        missed: list[Item] = []
        start: str | None = gap.start
        now_ms = time.time_ns() // 1_000_000
        for _ in range(GAP_PAGES):
            if start is None:
                break
            page = await self._matrix.history(gap.room, start, until=gap.until)
            for source in page.events:
                event_id = str(source.get("event_id"))
                heard = Heard(
                    source,
                    encrypted=event_id in page.encrypted,
                    locked=source.get("type") == "m.room.encrypted",
                    sender_key=page.encrypted.get(event_id),
                )
                missed += [
                    item
                    for item in self._items(gap.room, heard, now_ms)
                    if self._concerns_me(item, after_invitation=False)
                ]
            start = page.end
        self._locked.save()
        for item in reversed(missed):
            await self._answers.handle(item)
