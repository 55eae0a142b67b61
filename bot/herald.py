"""Says what is due: claims rows, sends them once, and settles what became of them.

Promises (the planning half stands in :mod:`storage.planning`):

- Planned, claimed with a lease, then sent, missed, called off or failed: a row is never both lost and forgotten.
- The transaction id is derived from the row, so that a second try after a crash is answered by the server with the
  first event; as a new device, or after so long that the server forgot, the bot looks for its marker in the room.
- Rooms are served side by side; one that the server slows down does not hold the others up.
- Late is said: what is overdue by more than 15 minutes becomes one message in a room, from three on. Too late is a
  state: an event that is over is not reminded of any more.
"""

import asyncio
import hashlib
import hmac
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.attachments import attachment
from bot.matrix import LimitedError, Matrix, MatrixError, RefusedError
from bot.outbox import edit_of, notice, reply_relation, transaction_id
from bot.polls import END, end_content
from bot.render import Rendered, Renderer
from bot.rooms import Rooms
from commands.port import PollEnd, Reply
from commands.tidings import Message, compose, compose_overdue
from storage.deliveries import DeliveryView
from storage.planning import Kind, State
from storage.store import Store

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
OVERDUE, OVERDUE_FROM = timedelta(minutes=15), 3
FIRST_RETRY, LONGEST_RETRY = 5.0, 900.0  # seconds
TRANSACTIONS_KEPT = timedelta(hours=20)  # Synapse keeps transaction ids for 24 hours
MARKER = "de.netzbote.zustellung"
URGENT_KINDS = frozenset({Kind.FAULT})


@dataclass(frozen=True, slots=True)
class Sent:
    """A message is in the room."""

    event_id: str


class Herald:
    """Sends the messages that the bot owes by itself."""

    def __init__(
        self,
        *,
        matrix: Matrix,
        store: Store,
        rooms: Rooms,
        renderer: Renderer,
        name: str,
        secret: bytes,
        direct_room: Callable[[str], Awaitable[str]],
        is_new_device: Callable[[], bool] = lambda: False,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._matrix = matrix
        self._store = store
        self._rooms = rooms
        self._renderer = renderer
        self._name = name
        self._secret = secret
        self._direct_room = direct_room
        self._is_new_device = is_new_device
        self._clock = clock
        self._busy: set[str] = set()  # rooms that are being served
        self._tasks: set[asyncio.Task[None]] = set()

    def marker(self, row: DeliveryView) -> str:
        """Return the opaque mark of a row: a keyed hash, so that it says nothing to others."""
        key = "\0".join((row.kind, row.subject, row.room_id, row.occurrence))
        return hmac.new(self._secret, key.encode(), hashlib.sha256).hexdigest()[:32]

    async def tell(self) -> datetime | None:
        """Send what is due now; returns when the next message is due, if it is planned."""
        now = self._clock()
        async with self._store.reading() as net:
            upcoming = await net.deliveries.next_due()
            waiting = (upcoming is not None and upcoming <= now) or await net.deliveries.has_stale_claims(now)
        if waiting:
            async with self._store.writing() as net:
                claimed = await net.deliveries.claim(now, self._name, LEASE)
            by_room: dict[str, list[DeliveryView]] = defaultdict(list)
            for row in claimed:
                by_room[row.room_id].append(row)
            await asyncio.gather(*(self._guarded(room, rows) for room, rows in by_room.items()))
            async with self._store.reading() as net:
                upcoming = await net.deliveries.next_due()
        return upcoming

    async def _guarded(self, room: str, rows: list[DeliveryView]) -> None:
        try:
            await self._serve(room, rows)
        except asyncio.CancelledError:
            raise
        except Exception:
            log.exception("Eine Zustellung ist gescheitert.")
            await self._settle([self._again(row, "Störung im Bot") for row in rows])

    async def _serve(self, target: str, rows: list[DeliveryView]) -> None:
        """Send one room's rows, in the order in which they are due."""
        try:
            room = await self._direct_room(target) if target.startswith("@") else target
        except RefusedError as error:
            await self._settle([self._failed(row, error) for row in rows])
            return
        except MatrixError:
            await self._settle([self._again(row, "Server nicht erreichbar") for row in rows])
            return
        for group in self._groups(rows):
            await self._say(room, group)

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
        overdue = [row for row in single if row.due_at < late and row.kind in (Kind.REMINDER, Kind.ANNOUNCEMENT)]
        groups = list(kept.values())
        if len(overdue) >= OVERDUE_FROM:
            mark = transaction_id("bund", *(str(row.id) for row in overdue))
            groups.append([replace(row, data={**row.data, "bund": mark}) for row in overdue])
            single = [row for row in single if row not in overdue]
        return groups + [[row] for row in single]

    async def _say(self, room: str, group: list[DeliveryView]) -> None:
        now = self._clock()
        async with self._store.reading() as net:
            if len(group) > 1 or "bund" in group[0].data:
                message, verdicts = await compose_overdue(net, group, now.astimezone(self._zone))
            else:
                message, verdicts = await compose(net, group[0], now.astimezone(self._zone))
        for row in group:
            if row.id in verdicts:
                await self._settle([verdicts[row.id]])
        said = [row for row in group if row.id not in verdicts]
        if message is None or not said:
            return
        if "bund" in said[0].data:
            async with self._store.writing() as net:
                for row in said:  # kept before sending: after a crash the same rows make the same message
                    await net.deliveries.note_data(row.id, row.data)
        await self._deliver(room, said, message)

    @property
    def _zone(self) -> Any:
        return self._rooms.zone

    async def _deliver(self, room: str, rows: list[DeliveryView], message: Message) -> None:
        first = rows[0]
        try:
            for number, edit in enumerate(message.edits):
                await self._edit(room, first, edit.target, edit.reply, number)
            event_id = ""
            if message.reply is not None:
                event_id = await self._found_before(room, first) or await self._send(room, first, message)
        except LimitedError as error:
            await self._settle([self._again(row, "Server bremst", error.retry_after) for row in rows])
        except RefusedError as error:
            await self._settle([self._failed(row, error) for row in rows])
            await self._report_failure(first, error)
        except MatrixError:
            await self._settle([self._again(row, "Server nicht erreichbar") for row in rows])
        else:
            now = self._clock()
            if message.waits is not None and event_id:
                async with self._store.writing() as net:
                    await net.waiting.put(message.waits)
                    await net.waiting.note_reply(event_id, message.waits.command, now)
            await self._settle(
                [
                    replace(
                        row,
                        state=State.SENT,
                        sent_event=event_id or row.sent_event,
                        sent_at=now,
                        reason=message.remark,
                        attempts=row.attempts + 1,
                        data={**row.data, **({"gesagt": message.said[row.id]} if row.id in message.said else {})},
                    )
                    for row in rows
                ]
            )

    async def _send(self, room: str, row: DeliveryView, message: Message) -> str:
        assert message.reply is not None
        rendered = self._renderer.render(message.reply)
        answered = message.answers or message.thread
        relation = reply_relation(answered, message.thread) if answered else None
        content = self._content(rendered, relation, message.reply.mentions)
        txn = transaction_id(
            "zustellung", row.kind, row.subject, row.room_id, row.occurrence, row.data.get("bund", "")
        )
        event_id = await self._matrix.send(room, "m.room.message", content, txn, marker={MARKER: self.marker(row)})
        if isinstance(message.reply.poll, PollEnd):
            await self._matrix.send(room, END, end_content(message.reply.poll), transaction_id(txn, "ende"))
        for number, document in enumerate(message.reply.documents):
            attached = await attachment(self._matrix, room, document, relation if message.thread else None)
            await self._matrix.send(room, "m.room.message", attached, transaction_id(txn, "datei", str(number)))
        return event_id

    async def _edit(self, room: str, row: DeliveryView, target: str, reply: Reply, number: int) -> None:
        rendered = self._renderer.render(reply)
        content = edit_of(self._content(rendered, None, ()), target)
        txn = transaction_id("berichtigung", row.kind, row.subject, row.room_id, row.occurrence, str(number))
        try:
            await self._matrix.send(room, "m.room.message", content, txn)
        except RefusedError as error:
            log.info("Eine frühere Nachricht ließ sich nicht berichtigen: %s", error.code)

    @staticmethod
    def _content(rendered: Rendered, relation: Mapping[str, Any] | None, mentions: tuple[str, ...]) -> dict[str, Any]:
        """Build the content as ``m.text``: clients give no push for notices."""
        return {**notice(rendered.plain, rendered.html, relation, mentions), "msgtype": "m.text"}

    async def _found_before(self, room: str, row: DeliveryView) -> str | None:
        """Look for the message in the room where the server may not know its transaction id any more."""
        claimed_before = row.state is State.CLAIMED or row.attempts > 0
        if not claimed_before:
            return None
        if not self._is_new_device() and self._clock() - row.due_at < TRANSACTIONS_KEPT:
            return None
        return await self._matrix.find_marked(room, MARKER, self.marker(row), since=row.due_at)

    def _again(self, row: DeliveryView, reason: str, wait: float | None = None) -> DeliveryView:
        delay = wait if wait is not None else min(FIRST_RETRY * 2**row.attempts, LONGEST_RETRY)
        # an overdue row keeps its time: being late is measured by it; the wait is kept beside
        until = self._clock() + timedelta(seconds=delay)
        return replace(
            row,
            state=State.PLANNED,
            due_at=until,
            attempts=row.attempts + 1,
            reason=reason,
            data={"faellig": row.due_at.isoformat(), **row.data},
        )

    @staticmethod
    def _failed(row: DeliveryView, error: RefusedError) -> DeliveryView:
        return replace(
            row, state=State.FAILED, reason=f"vom Server abgelehnt ({error.code})", attempts=row.attempts + 1
        )

    async def _settle(self, rows: Iterable[DeliveryView]) -> None:
        async with self._store.writing() as net:
            await net.deliveries.settle(rows)

    async def _report_failure(self, row: DeliveryView, error: RefusedError) -> None:
        """Tell the organisers once for each room what could not be said."""
        log.warning("Eine Nachricht in %s wurde abgelehnt: %s", row.room_id, error.code)
        if row.kind in URGENT_KINDS:
            return
        now = self._clock()
        reports = [
            DeliveryView(
                id=0,
                kind=Kind.FAULT,
                subject=row.subject,
                room_id=room,
                occurrence=f"{row.room_id} {error.code} {now:%Y-%m-%d}"[:60],
                event_id=row.event_id,
                due_at=now,
                state=State.PLANNED,
                data={"raum": row.room_id, "code": error.code, "art": row.kind.value},
            )
            for room in self._rooms.organiser_rooms()
            if room != row.room_id
        ]
        if reports:
            async with self._store.writing() as net:
                await net.deliveries.add(*reports)
