"""What the bot says of its own state: faults, messages that it can't read, emoji to compare."""

import logging
import time
from datetime import datetime, timedelta

from bot.locked import Locked
from bot.matrix import RefusedError
from bot.outbox import Outbox, reply_relation, transaction_id
from bot.pace import Held
from bot.render import Renderer
from bot.rooms import Rooms
from commands.port import Reply

log = logging.getLogger(__name__)

STAYS = timedelta(days=1)  # in a room that nobody sets up
PACE_TOLD_EVERY = 600.0  # seconds


class Notices:
    """Messages about the bot itself."""

    def __init__(self, outbox: Outbox, renderer: Renderer, rooms: Rooms) -> None:
        self._outbox = outbox
        self._renderer = renderer
        self._rooms = rooms
        self._told: dict[str, float] = {}
        self._paced: dict[str, float] = {}

    async def tell_fault(self, reference: str, kind: str) -> None:
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

    async def tell_unread(self, message: Locked) -> None:
        """Tell somebody that the bot has no key for their message."""
        rendered = self._renderer.render(Reply("unlesbar", {"verweigert": message.withheld}))
        txn = transaction_id("unlesbar", message.room, message.event_id)
        relation = reply_relation(message.event_id, None)
        try:
            await self._outbox.text(message.room, plain=rendered.plain, html=rendered.html, txn=txn, relation=relation)
        except RefusedError as error:
            log.info("Der Hinweis auf eine unlesbare Nachricht in %s wurde abgelehnt: %s", message.room, error.code)

    async def leave_unset(self, now: datetime) -> None:
        """Say goodbye in rooms that nobody has set up within a day, and leave them."""
        rendered = self._renderer.render(Reply("abschied"))
        for room in self._rooms.unset_since(now - STAYS):
            txn = transaction_id("abschied", room)
            try:
                await self._outbox.text(room, plain=rendered.plain, html=rendered.html, txn=txn, relation=None)
            except RefusedError as error:
                log.info("Im Raum %s ließ sich nichts mehr sagen: %s", room, error.code)
            await self._rooms.leave(room)
            log.info("Der Raum %s wurde verlassen: niemand hat ihn eingerichtet.", room)

    async def tell_pace(self, room: str, event: str, held: Held) -> None:
        """Tell a person, or a room, once in a while that the answers to many commands take their time."""
        now = time.monotonic()
        if now - self._paced.get(held.who, -PACE_TOLD_EVERY) < PACE_TOLD_EVERY:
            return
        self._paced = {one: at for one, at in self._paced.items() if now - at < PACE_TOLD_EVERY} | {held.who: now}
        rendered = self._renderer.render(Reply("langsam", {"raum": held.is_room}))
        txn = transaction_id("langsam", room, event)
        try:
            await self._outbox.text(room, plain=rendered.plain, html=rendered.html, txn=txn, relation=None)
        except RefusedError as error:
            log.info("Der Hinweis auf langsamere Antworten in %s wurde abgelehnt: %s", room, error.code)

    async def show_emoji(self, person: str, emoji: tuple[tuple[str, str], ...], flow: str) -> tuple[str, ...]:
        """Show the emoji of a verification to the organisers, to be compared with what the person sees.

        Returns the ids of the messages, so that an answer to one of them can be heard.
        """
        rendered = self._renderer.render(Reply("emoji", {"person": person, "zeichen": emoji}))
        shown = []
        for room in self._rooms.organiser_rooms():
            txn = transaction_id("emoji", room, flow)
            try:
                shown.append(
                    await self._outbox.text(room, plain=rendered.plain, html=rendered.html, txn=txn, relation=None)
                )
            except RefusedError as error:
                log.warning("Die Emoji einer Verifizierung wurden in %s nicht gezeigt: %s", room, error.code)
        return tuple(shown)
