"""From a message to its answer: who asks where, which command, what it says, sent once.

Promises (architecture: delivery, 6):

- A command is answered once, even across a crash: transaction ids derive from the command's event, and what
  an earlier run answered is looked up in the store, after a new login in the room itself.
- What was typed while the bot was away is worked off: what changes something always, a question if it is
  younger than ten minutes; the others are counted and told in one line.
"""

import asyncio
import logging
import secrets
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.config import Settings
from bot.inbox import CaughtUp, Gap, Item
from bot.incoming import Incoming, Withdrawn
from bot.keeper import Keeper
from bot.locked import Locked
from bot.matrix import Matrix, MatrixError, RefusedError
from bot.outbox import Outbox, edit_of, notice, reply_relation, transaction_id
from bot.pace import Pace
from bot.people import SenderCheck
from bot.render import Rendered, Renderer, split
from bot.rooms import Rooms
from commands.dispatch import Parsed, Registry, Unknown
from commands.port import Context, Document, Place, Reply, Role
from storage.chat import Answered
from storage.store import Store

log = logging.getLogger(__name__)

ROOM_SETTINGS = "raum"
QUESTION_GOES_STALE = 600.0  # seconds after which a mere question is not answered any more
TYPING_AFTER = 0.5  # seconds of work after which the bot shows that it is writing
MESSAGE_LIMIT = 20_000  # characters of HTML in one message; Matrix takes 64 KiB for everything


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
        self._check_sender = check_sender
        self._pace = Pace(settings.rate_per_minute)
        self._born = time.monotonic()
        self._stale: dict[str, list[str]] = defaultdict(list)
        self._withdrawn: set[str] = set()
        self._own_replies: dict[str, dict[str, str]] = {}
        self._told: dict[str, float] = {}
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
                await self._take_back(item)
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

    async def _context(self, message: Incoming) -> Context:
        return Context(
            room=message.room,
            sender=message.sender,
            role=await self._rooms.role(message.room, message.sender),
            place=self._rooms.place(message.room),
            now=datetime.now(self._settings.zone),
            event=message.event_id,
            prefix=self._rooms.prefix(message.room),
            thread=message.thread,
            is_room_admin=self._rooms.is_admin(message.room, message.sender),
        )

    async def _reply(self, message: Incoming, parsed: Parsed | Unknown) -> Reply | None:
        """Run the command; a fault inside becomes a sentence with a reference that stands in the log."""
        try:
            context = await self._context(message)
            reply = await self._unsigned(message, parsed, context)
            if reply is None:
                reply = await self._registry.run(parsed, context, self._store)
                if isinstance(parsed, Parsed) and parsed.command.name == ROOM_SETTINGS:
                    await self._rooms.reload(message.room)
        except MatrixError:
            raise
        except Exception as error:  # whatever goes wrong in a command, the room goes on
            reference = secrets.token_hex(3)
            log.exception("Fehler %s bei einem Befehl", reference)
            await self._tell_organisers(reference, type(error).__name__)
            return Reply("panne", {"kennung": reference})
        return reply

    async def _unsigned(self, message: Incoming, parsed: Parsed | Unknown, context: Context) -> Reply | None:
        """Refuse what only organisers may change, in encrypted rooms, from devices that their owner has not signed.

        Whoever runs a homeserver could else add a device to an organiser's account and speak for that person.
        """
        if self._check_sender is None or isinstance(parsed, Unknown) or not self._matrix.is_encrypted(message.room):
            return None
        command = parsed.command
        is_for_organisers = command.role is Role.ORGANISER or command.name == ROOM_SETTINGS
        if not is_for_organisers or context.role is not Role.ORGANISER or not command.changes:
            return None
        check = await self._check_sender(message.sender, message.sender_key if message.encrypted else None)
        if check is SenderCheck.SIGNED:
            return None
        log.warning("Ein Befehl von %s wurde abgelehnt, das Gerät ist %s.", message.sender, check.value)
        return Reply("unsigniert", {"grund": check.value, "person": message.sender})

    async def _answer(self, message: Incoming, parsed: Parsed | Unknown, *, hurry: bool) -> None:
        if not hurry:
            wait = self._pace.wait(message.sender, time.monotonic())
            if wait > 0:
                await asyncio.sleep(wait)
        target = message.edit_of or message.event_id
        async with self._typing_if_slow(message.room):
            reply = await self._reply(message, parsed)
        if reply is None:
            return
        parts = split(self._renderer.render(reply), MESSAGE_LIMIT)
        sent = await self._send_parts(message, target, parts, reply.mentions)
        for number, document in enumerate(reply.documents):
            sent.append(await self._send_document(message, target, document, number))
        if reply.reaction:
            await self._react(message.room, target, reply.reaction)
        self._remember(message, target, sent)

    def _remember(self, message: Incoming, target: str, sent: list[str]) -> None:
        now = datetime.now(UTC)
        for event_id in {target, message.event_id}:
            self._keeper.remember(Answered(event_id, message.room, tuple(sent), now, message.sender))

    async def _send_parts(
        self, message: Incoming, target: str, parts: list[Rendered], mentions: tuple[str, ...]
    ) -> list[str]:
        sent = []
        for number, part in enumerate(parts):
            txn = transaction_id("antwort", message.room, message.event_id, str(number))
            try:
                event_id = await self._outbox.text(
                    message.room,
                    plain=part.plain,
                    html=part.html,
                    txn=txn,
                    relation=reply_relation(target, message.thread),
                    mentions=mentions,
                )
            except RefusedError as error:
                log.warning("Eine Antwort in %s wurde vom Server abgelehnt: %s", message.room, error.code)
                break
            sent.append(event_id)
        return sent

    async def _send_document(self, message: Incoming, target: str, document: Document, number: int) -> str:
        """Upload a file (encrypted in encrypted rooms) and send it as a reply."""
        data = document.data
        if data is None:
            data = await asyncio.to_thread(Path(document.path or "").read_bytes)
        encrypt = self._matrix.is_encrypted(message.room)
        source = await self._matrix.upload(data, document.mime, document.filename, encrypt=encrypt)
        content: dict[str, Any] = {
            "msgtype": "m.file",
            "body": document.caption or document.filename,
            "filename": document.filename,
            "info": {"mimetype": document.mime, "size": len(data)},
            "m.mentions": {},
            "m.relates_to": reply_relation(target, message.thread),
            **source,
        }
        txn = transaction_id("datei", message.room, message.event_id, str(number))
        return await self._outbox.send(message.room, "m.room.message", content, txn)

    async def _react(self, room: str, target: str, text: str) -> None:
        content = {"m.relates_to": {"rel_type": "m.annotation", "event_id": target, "key": text}}
        await self._outbox.send(room, "m.reaction", content, transaction_id("reaktion", room, target, text))

    @asynccontextmanager
    async def _typing_if_slow(self, room: str) -> AsyncIterator[None]:
        """Show that the bot is writing, only where the answer takes longer than a moment."""
        shown: list[asyncio.Task[None]] = []

        def show() -> None:
            shown.append(asyncio.create_task(self._matrix.typing(room, on=True)))

        timer = asyncio.get_running_loop().call_later(TYPING_AFTER, show)
        try:
            yield
        finally:
            timer.cancel()
            if shown:
                await shown[0]
                await self._matrix.typing(room, on=False)

    async def _edited(self, message: Incoming, target: str) -> None:
        """Answer an edited command by editing its answer; a message that only now became one gets a new answer."""
        known = await self._keeper.answered([target, message.event_id])
        if message.event_id in known and self._from_before(message):
            return
        parsed = self._parse(message)
        if parsed is None:
            return
        old = known.get(target)
        if old is None:
            if message.age <= QUESTION_GOES_STALE or not self._is_question(parsed):
                await self._answer(message, parsed, hurry=self._from_before(message))
            return
        if old.sender != message.sender or not old.reply_events:
            return
        reply = await self._reply(message, parsed)
        if reply is None:
            return
        parts = split(self._renderer.render(reply), MESSAGE_LIMIT)
        content = edit_of(notice(parts[0].plain, parts[0].html, None, reply.mentions), old.reply_events[0])
        txn = transaction_id("aenderung", message.room, message.event_id)
        await self._outbox.send(message.room, "m.room.message", content, txn)
        for number, extra in enumerate(old.reply_events[1:]):
            txn = transaction_id("entfallen", message.room, message.event_id, str(number))
            await self._redact(message.room, extra, txn)
        kept = [old.reply_events[0]]
        kept += await self._send_parts(message, target, parts[1:], reply.mentions) if len(parts) > 1 else []
        for number, document in enumerate(reply.documents):
            kept.append(await self._send_document(message, target, document, number))
        self._remember(message, target, kept)

    async def _take_back(self, withdrawn: Withdrawn) -> None:
        """Delete the answer to a command that was deleted."""
        answers = await self._keeper.answered([withdrawn.target])
        for answer in answers.values():
            if answer.room_id != withdrawn.room:
                continue
            for number, event_id in enumerate(answer.reply_events):
                txn = transaction_id("zurueck", withdrawn.room, withdrawn.target, str(number))
                await self._redact(withdrawn.room, event_id, txn)

    async def _redact(self, room: str, event_id: str, txn: str) -> None:
        try:
            await self._matrix.redact(room, event_id, txn)
        except RefusedError as error:
            log.info("Eine Antwort in %s ließ sich nicht zurücknehmen: %s", room, error.code)

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

    async def tell_unread(self, message: Locked) -> None:
        """Tell somebody that the bot has no key for their message."""
        rendered = self._renderer.render(Reply("unlesbar", {"verweigert": message.withheld}))
        txn = transaction_id("unlesbar", message.room, message.event_id)
        relation = reply_relation(message.event_id, None)
        try:
            await self._outbox.text(message.room, plain=rendered.plain, html=rendered.html, txn=txn, relation=relation)
        except RefusedError as error:
            log.info("Der Hinweis auf eine unlesbare Nachricht in %s wurde abgelehnt: %s", message.room, error.code)

    async def show_emoji(self, person: str, emoji: tuple[tuple[str, str], ...], flow: str) -> None:
        """Show the emoji of a verification to the organisers, to be compared with what the person sees."""
        rendered = self._renderer.render(Reply("emoji", {"person": person, "zeichen": emoji}))
        for room in self._rooms.organiser_rooms():
            txn = transaction_id("emoji", room, flow)
            try:
                await self._outbox.text(room, plain=rendered.plain, html=rendered.html, txn=txn, relation=None)
            except RefusedError as error:
                log.warning("Die Emoji einer Verifizierung wurden in %s nicht gezeigt: %s", room, error.code)

    async def _tell_organisers(self, reference: str, kind: str) -> None:
        """Tell the organisers' rooms of a fault, the same kind once an hour."""
        now = time.monotonic()
        if now - self._told.get(kind, -3600.0) < 3600:
            return
        self._told[kind] = now
        rendered = self._renderer.render(Reply("panne_orga", {"kennung": reference}))
        for room in self._rooms.organiser_rooms():
            txn = transaction_id("panne", room, reference)
            try:
                await self._outbox.text(room, plain=rendered.plain, html=rendered.html, txn=txn, relation=None)
            except RefusedError as error:
                log.warning("Die Störungsmeldung in %s wurde abgelehnt: %s", room, error.code)
