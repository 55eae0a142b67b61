"""Says what is due: claims rows, sends them once, and settles what became of them.

Promises (the planning half stands in :mod:`storage.planning`):

- Planned, claimed with a lease, then sent, missed, called off or failed: a row is never both lost and forgotten.
- The transaction id is derived from the row, so that a second try after a crash is answered by the server with the
  first event. What another device tried, or what was tried so long ago that the server forgot, is looked for in the
  room by its marker first; so is what would not be said any more, or otherwise, since the first try.
- What is said is noted before it is sent, and compared with the truth after: a change in between is told, too.
- Rooms are served side by side; one that the server slows down does not hold the others up.
- Late is said: what is overdue by more than 15 minutes becomes one message in a room, from three on. Too late is a
  state: an event that is over is not reminded of any more. Being late is measured by the time first planned.
"""

import asyncio
import hashlib
import hmac
import json
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from bot.clerk import Clerk
from bot.directs import GoneError
from bot.envoy import Envoy
from bot.faults import reached
from bot.matrix import LimitedError, Matrix, MatrixError, RefusedError
from bot.outbox import transaction_id
from bot.pins import pin, unpin
from bot.render import Renderer
from bot.rooms import Rooms
from commands.compose import TOGETHER, compose, compose_overdue, without_superseded
from commands.tidings import Composed, Message
from storage.deliveries import DeliveryView
from storage.planning import Kind, State
from storage.store import Store

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
ROOMS_AT_ONCE = 80
FREE_AFTER = 0.1  # seconds in which rooms that are served are told of together
OVERDUE, OVERDUE_FROM = timedelta(minutes=15), 3
FIRST_RETRY, LONGEST_RETRY = 5.0, 900.0  # seconds
TRANSACTIONS_KEPT = timedelta(hours=20)  # Synapse keeps transaction ids for 24 hours
LOOK_BACK = timedelta(days=1)  # before it was due: it may have been due earlier once
MARKER = "de.netzbote.zustellung"
NO_RIGHT_TO_PIN = "im Raum fehlt das Recht, Nachrichten anzuheften"


class Herald:
    """Sends the messages that the bot owes by itself."""

    def __init__(
        self,
        *,
        matrix: Matrix,
        store: Store,
        rooms: Rooms,
        renderer: Renderer,
        secret: bytes,
        direct_room: Callable[[str], Awaitable[str]],
        on_free: Callable[[], None] = lambda: None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._matrix = matrix
        self._store = store
        self._rooms = rooms
        self._secret = secret
        self._direct_room = direct_room
        self.on_free = on_free  # called when a room is served, so that what came due meanwhile is looked at
        self._clock = clock
        self._clerk = Clerk(store, clock)
        self._envoy = Envoy(matrix, renderer)
        self._tasks: dict[str, asyncio.Task[None]] = {}  # by room that is being served
        self._telling_free = False
        self._fresh = True  # this process has claimed nothing yet

    @property
    def _device(self) -> str:
        return str(self._matrix.client.device_id)

    def marker(self, row: DeliveryView) -> str:
        """Return the opaque mark of a row: a keyed hash, so that it says nothing to others."""
        return hmac.new(self._secret, self._key(row).encode(), hashlib.sha256).hexdigest()[:32]

    @staticmethod
    def _key(row: DeliveryView) -> str:
        """Return what tells this message from all others; rows said together have one."""
        bundle = row.data.get("bund")
        parts = ("bund", row.room_id, bundle) if bundle else (row.kind, row.subject, row.room_id, row.occurrence)
        return "\0".join(parts)

    async def tell(self) -> datetime | None:
        """Begin to send what is due now; returns when the next message is due, if one is planned."""
        now = self._clock()
        if self._fresh:
            # whoever runs is alone: what is claimed was claimed by a process that has gone
            async with self._store.writing() as net:
                await net.deliveries.release_claims(now)
            self._fresh = False
        async with self._store.reading() as net:
            upcoming = await net.deliveries.next_due()
            waiting = (upcoming is not None and upcoming <= now) or await net.deliveries.has_stale_claims(now)
        places = ROOMS_AT_ONCE - len(self._tasks)
        if waiting and places > 0:
            async with self._store.writing() as net:
                claimed = await net.deliveries.claim(now, self._device, LEASE, most_rooms=places, busy=self._tasks)
            reached("claim")
            by_room: dict[str, list[DeliveryView]] = defaultdict(list)
            for row in claimed:
                by_room[row.room_id].append(row)
            for room, rows in by_room.items():
                self._tasks[room] = asyncio.create_task(self._guarded(room, rows))
                self._tasks[room].add_done_callback(partial(self._freed, room))
            async with self._store.reading() as net:
                upcoming = await net.deliveries.next_due()
        return upcoming

    def _freed(self, room: str, _task: asyncio.Task[None]) -> None:
        self._tasks.pop(room, None)
        if not self._telling_free:
            self._telling_free = True
            asyncio.get_running_loop().call_later(FREE_AFTER, self._tell_free)

    def _tell_free(self) -> None:
        self._telling_free = False
        self.on_free()

    async def settled(self) -> None:
        """Wait until all that was begun is done."""
        while self._tasks:
            await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def close(self) -> None:
        """Stop sending at once; what is not settled will be tried again."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _guarded(self, room: str, rows: list[DeliveryView]) -> None:
        try:
            await self._serve(room, rows)
        except Exception:  # the claims run out, then the rows are tried again
            log.exception("Eine Zustellung ist gescheitert.")

    async def _serve(self, target: str, rows: list[DeliveryView]) -> None:
        """Send one room's rows, in the order in which they are due."""
        try:
            room = await self._direct_room(target) if target.startswith("@") else target
        except GoneError:
            gone = "die Person ist nicht mehr im Netzwerk"
            await self._clerk.settle([replace(row, state=State.CANCELLED, reason=gone) for row in rows])
            return
        except MatrixError as error:
            await self._put_off(rows, error)
            return
        rows, superseded = without_superseded(rows)
        if superseded:
            await self._clerk.settle(superseded)
        groups = self._groups(rows)
        for number, group in enumerate(groups):
            trouble = await self._say(room, group)
            if trouble is not None and not isinstance(trouble, RefusedError):
                # the others would meet the same, and must not overtake this one
                rest = [row for later in groups[number + 1 :] for row in later]
                await self._clerk.settle([self._released(row, trouble) for row in rest])
                return

    def _groups(self, rows: list[DeliveryView]) -> list[list[DeliveryView]]:
        """Put together what an earlier try put together, else what is overdue from three messages on."""
        kept: dict[str, list[DeliveryView]] = defaultdict(list)
        single: list[DeliveryView] = []
        for row in rows:
            if "bund" in row.data:
                kept[row.data["bund"]].append(row)
            else:
                single.append(row)
        late = self._clock() - OVERDUE
        overdue = [row for row in single if row.due_at < late and row.kind in TOGETHER and row.tried_by is None]
        groups = list(kept.values())
        if len(overdue) >= OVERDUE_FROM:
            mark = transaction_id("bund", *(str(row.id) for row in overdue))
            groups.append([replace(row, data={**row.data, "bund": mark}) for row in overdue])
            single = [row for row in single if row not in overdue]
        return groups + [[row] for row in single]

    async def _compose(self, room: str, group: list[DeliveryView]) -> Composed:
        now = self._clock().astimezone(self._rooms.zone)
        prefix = self._rooms.prefix(room)
        async with self._store.reading() as net:
            if len(group) > 1 or "bund" in group[0].data:
                return await compose_overdue(net, group, now, prefix)
            return await compose(net, group[0], now, prefix)

    async def _say(self, room: str, group: list[DeliveryView]) -> MatrixError | None:
        """Say a group of rows with one message; returns what the server had against it."""
        message, verdicts = await self._compose(room, group)
        said = [row for row in group if row.id not in verdicts]
        try:
            found = await self._found_before(room, group, message, verdicts)
        except MatrixError as error:
            return await self._failed(group, error)
        if found is not None:
            return await self._take_as_sent(room, group, found)
        if verdicts:
            await self._clerk.settle(list(verdicts.values()))
        if message is None or not said:
            return None
        noted = [
            replace(row, data={**row.data, "gesagt": dict(message.said[row.id])}) if row.id in message.said else row
            for row in said
        ]
        # kept before sending: after a crash the same rows make the same message, and it is known what it said
        if not message.is_board and any(row.data.get("gesagt") or "bund" in row.data for row in noted):
            await self._clerk.remember(noted)
        return await self._deliver(room, noted, message)

    async def _take_as_sent(self, room: str, group: list[DeliveryView], event_id: str) -> MatrixError | None:
        """Settle what an earlier try has sent."""
        sent = [self._sent(row, event_id, row.data) for row in group]
        if group[0].kind is Kind.BOARD:
            try:
                await self._pin(room, group[0], event_id)
            except MatrixError as error:
                return await self._failed(group, error)
            # what it says may be old by now
            sent = [replace(row, state=State.PLANNED, try_at=self._clock()) for row in sent]
        await self._clerk.settle(sent)
        return None

    async def _deliver(self, room: str, rows: list[DeliveryView], message: Message) -> MatrixError | None:
        first = rows[0]
        try:
            for edit in message.edits:
                await self._envoy.edit(room, edit, self._key(first), _digest(message.said), is_board=message.is_board)
            event_id = None
            if message.reply is not None:
                event_id = await self._envoy.send(room, self._key(first), message, {MARKER: self.marker(first)})
                reached("put")
                if message.is_board:
                    await self._pin(room, first, event_id)
            if not await self._pin_or_unpin(room, first, message):
                await self._clerk.settle([replace(row, state=State.FAILED, reason=NO_RIGHT_TO_PIN) for row in rows])
                return None
        except MatrixError as error:
            return await self._failed(rows, error)
        if message.waits is not None and event_id is not None:
            await self._clerk.wait_for_answers(event_id, message.waits)
        await self._clerk.settle([self._done(row, event_id, message) for row in rows])
        reached("mark")
        return None

    def _done(self, row: DeliveryView, event_id: str | None, message: Message) -> DeliveryView:
        sent = replace(self._sent(row, event_id, row.data), reason=message.remark)
        if message.again_at is None:
            return sent
        return replace(sent, state=State.PLANNED, due_at=message.again_at, try_at=message.again_at, attempts=0)

    def _sent(self, row: DeliveryView, event_id: str | None, data: Mapping[str, Any]) -> DeliveryView:
        return replace(
            row,
            state=State.SENT,
            sent_event=event_id or row.sent_event,
            sent_at=self._clock(),
            attempts=row.attempts + 1,
            data=data,
            reason=None,
        )

    async def _found_before(
        self, room: str, group: list[DeliveryView], message: Message | None, verdicts: Mapping[int, DeliveryView]
    ) -> str | None:
        """Look for the message in the room where sending it again could double it, or where it would differ."""
        row = group[0]
        if row.tried_by is None or row.kind in {Kind.PIN, Kind.UNPIN}:
            return None  # the latter say nothing
        if row.kind is Kind.BOARD and row.sent_event is not None:
            return None
        is_forgotten = row.tried_by != self._device or self._clock() - row.due_at > TRANSACTIONS_KEPT
        said = message.said if message is not None else {}
        differs = any(
            one.id in verdicts or ("gesagt" in one.data and one.data["gesagt"] != said.get(one.id)) for one in group
        )
        if not is_forgotten and not differs:
            return None
        return await self._matrix.find_marked(room, MARKER, self.marker(row), since=row.due_at - LOOK_BACK)

    async def _failed(self, rows: Sequence[DeliveryView], error: MatrixError) -> MatrixError:
        """Note that the server did not take a message, for now or for good."""
        if not isinstance(error, RefusedError):
            await self._put_off(rows, error)
            return error
        log.warning("Eine Nachricht in %s wurde abgelehnt: %s", rows[0].room_id, error.code)
        reason = f"vom Server abgelehnt ({error.code})"
        failed = [replace(row, state=State.FAILED, reason=reason, attempts=row.attempts + 1) for row in rows]
        await self._clerk.settle(failed)
        if rows[0].kind is not Kind.FAULT:
            data = {"anlass": rows[0].subject, "raum": self._name_of(rows[0].room_id), "code": error.code}
            await self._tell_organisers(rows[0], f"{error.code} {self._clock():%Y-%m-%d}", data)
        return error

    async def _put_off(self, rows: Sequence[DeliveryView], error: MatrixError) -> None:
        if isinstance(error, RefusedError):
            await self._failed(rows, error)
            return
        now = self._clock()
        put_off = []
        for row in rows:
            wait = min(FIRST_RETRY * 2 ** min(row.attempts, 10), LONGEST_RETRY)
            if isinstance(error, LimitedError):
                wait = error.retry_after
            again = replace(self._released(row, error), try_at=now + timedelta(seconds=wait))
            put_off.append(replace(again, attempts=row.attempts + 1))
        await self._clerk.settle(put_off)

    def _released(self, row: DeliveryView, error: MatrixError) -> DeliveryView:
        reason = "der Server bremst" if isinstance(error, LimitedError) else "der Server ist nicht erreichbar"
        return replace(row, state=State.PLANNED, try_at=self._clock() + timedelta(seconds=1), reason=reason)

    async def _pin_or_unpin(self, room: str, row: DeliveryView, message: Message) -> bool:
        """Do what a message says of pins; tells whether it may be done."""
        if message.pins is not None:
            return await self._pin(room, row, message.pins)
        if message.unpins is not None:
            return await self._pin(room, row, message.unpins, on=False)
        return True

    async def _pin(self, room: str, row: DeliveryView, event_id: str, *, on: bool = True) -> bool:
        """Pin a message or let it go; where the right to is missing, tell the organisers once and return false."""
        try:
            await (pin if on else unpin)(self._matrix, room, event_id)
        except RefusedError as error:
            log.info("In %s lässt sich nichts anheften oder lösen: %s", room, error.code)
            data = {"vorlage": "anheften_abgelehnt", "raum": self._name_of(room), "loesen": not on}
            await self._tell_organisers(row, "anheften" if on else "loesen", data)
            return False
        return True

    def _name_of(self, room: str) -> str:
        return "eines Direktchats" if room.startswith("@") else self._rooms.name_of(room)

    async def _tell_organisers(self, row: DeliveryView, what: str, data: Mapping[str, Any]) -> None:
        """Tell each organisers' room once that something is the matter with a room."""
        now = self._clock()
        place = hashlib.sha256(row.room_id.encode()).hexdigest()[:16]
        reports = [
            DeliveryView(
                id=0,
                kind=Kind.FAULT,
                subject="Raum",
                room_id=room,
                occurrence=f"{place} {what}"[:60],
                event_id=None,
                due_at=now,
                state=State.PLANNED,
                data=data,
            )
            for room in self._rooms.organiser_rooms()
            if room != row.room_id
        ]
        if reports:
            await self._clerk.plan(reports)


def _digest(said: Mapping[int, Mapping[str, Any]]) -> str:
    """Return a short form of what is said, the same for the same: another text is another edit."""
    return hashlib.sha256(json.dumps(list(said.values()), sort_keys=True).encode()).hexdigest()[:16]
