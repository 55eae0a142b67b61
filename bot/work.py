"""Doing what people ask for, once: the context of it, and what is to be said about it."""

import logging
import secrets
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from bot.config import Settings
from bot.event import Event
from bot.gather import Gathering
from bot.incoming import Incoming
from bot.matrix import Matrix, MatrixError
from bot.notices import Notices
from bot.people import SenderCheck
from bot.render import Renderer
from bot.rooms import Rooms
from bot.said import Said, from_json, say, to_json
from bot.scanner import Scanner
from commands.dispatch import Keep
from commands.port import Context, Reply, Role
from storage.network import Network
from storage.store import Store

log = logging.getLogger(__name__)

CheckSender = Callable[[str, str | None], Awaitable[SenderCheck]]


class Work:
    """Runs what changes the store so that a crash, or a server that is away, does not make it happen twice."""

    def __init__(
        self,
        *,
        settings: Settings,
        matrix: Matrix,
        store: Store,
        rooms: Rooms,
        renderer: Renderer,
        notices: Notices,
        check_sender: CheckSender | None = None,
    ) -> None:
        self._settings = settings
        self._matrix = matrix
        self._store = store
        self._rooms = rooms
        self._renderer = renderer
        self._notices = notices
        self._check_sender = check_sender
        self._scanner = Scanner(settings.clamd)

    async def context(self, event: Event, *, target: str | None = None) -> Context:
        """Say who does it, where and when; ``target``: the message that it refers to."""
        now = datetime.now(self._settings.zone)
        return Context(
            room=event.room,
            sender=event.sender,
            role=await self._rooms.role(event.room, event.sender),
            place=self._rooms.place(event.room),
            now=now,
            sent_at=now - timedelta(seconds=event.age),
            event=event.event_id,
            sender_name=self._rooms.name_of_person(event.room, event.sender),
            room_name=self._rooms.name_of,
            prefix=self._rooms.prefix(event.room),
            thread=event.thread,
            is_room_admin=self._rooms.is_admin(event.room, event.sender),
            original=event.original,
            people=dict(event.people),
            is_encrypted=self._matrix.is_encrypted(event.room),
            gatherer=Gathering(
                self._matrix,
                event.room,
                target=target,
                file=event.file,
                limit=self._settings.file_limit * 1_000_000,
                scan=self._scanner.check,
            ),
        )

    async def said(self, event: Event, work: Callable[[Keep], Awaitable[Reply | None]]) -> Said | None:
        """Do the work once and return what it has to say, also when a crash or the server came in between.

        A fault inside becomes a sentence with a reference that stands in the log.
        """
        made: list[Said] = []

        async def keep(net: Network, reply: Reply) -> None:
            made.append(say(self._renderer, reply))
            await net.waiting.note_done(event.event_id, {**to_json(made[-1]), **event.note}, datetime.now(UTC))

        try:
            reply = await work(keep)
            if reply is None:
                return None
            return made[-1] if made else say(self._renderer, reply)
        except MatrixError:
            raise
        except Exception as error:  # whatever goes wrong in a command, the room goes on
            reference = secrets.token_hex(3)
            log.exception("Fehler %s bei einem Befehl", reference)
            await self._notices.tell_fault(reference, type(error).__name__)
            return say(self._renderer, Reply("panne", {"kennung": reference}))

    async def done(self, event_id: str) -> Said | None:
        """Return what is to be said about something that has changed the store already."""
        async with self._store.reading() as net:
            done = await net.waiting.done(event_id)
        return from_json(done) if done is not None else None

    async def refuse_unsigned(self, message: Incoming, context: Context) -> Reply | None:
        """Refuse an organiser's words in an encrypted room if their owner has not signed the device.

        Whoever runs a homeserver could else add a device to an organiser's account and speak for that person.
        """
        if self._check_sender is None or not context.is_encrypted or context.role is not Role.ORGANISER:
            return None
        check = await self._check_sender(message.sender, message.sender_key if message.encrypted else None)
        if check is SenderCheck.SIGNED:
            return None
        log.warning("Ein Befehl von %s wurde abgelehnt, das Gerät ist %s.", message.sender, check.value)
        return Reply("unsigniert", {"grund": check.value, "person": message.sender})
