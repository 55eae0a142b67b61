"""Saying it: replies with their files and reactions, edits of replies, taking replies back."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from bot.attachments import attachment
from bot.event import Event
from bot.incoming import Withdrawn
from bot.keeper import Keeper
from bot.matrix import Matrix, RefusedError, patiently
from bot.outbox import Outbox, edit_of, notice, reply_relation, transaction_id
from bot.polls import START, start_content
from bot.reactions import own_reactions
from bot.render import Rendered, Renderer
from bot.said import Said
from commands.port import Document, Poll, Reply
from storage.chat import Answered

log = logging.getLogger(__name__)

TYPING_AFTER = 0.5  # seconds of work after which the bot shows that it is writing


class Speech:
    """Sends what is said; transaction ids derive from what is answered."""

    def __init__(self, matrix: Matrix, outbox: Outbox, keeper: Keeper, renderer: Renderer) -> None:
        self._matrix = matrix
        self._outbox = outbox
        self._keeper = keeper
        self._renderer = renderer

    async def send(self, message: Event, target: str, said: Said) -> None:
        """Send what is said as a reply to ``target``, and remember that it was."""
        sent = await self._send_poll(message, target, said.poll) if isinstance(said.poll, Poll) else []
        sent += await self._send_parts(message, target, said.parts, said.mentions)
        sent += await self._send_documents(message, target, said.documents)
        await self._signs(message, target, said)
        self._remember(message, target, sent, waits=said.waits)

    async def _signs(self, message: Event, target: str, said: Said) -> None:
        """Set and delete the bot's reactions."""
        for key in said.takes_back:
            await self._unreact(message, target, key)
        if said.reaction:
            await self._react(message, target, said.reaction)

    async def edit(self, message: Event, target: str, said: Said, earlier: Sequence[str]) -> None:
        """Say it by editing what was said before: the first message; further ones are taken back and sent anew.

        Where there is nothing to say any more, all of it is taken back.
        """
        kept, more = [], said.parts
        if said.parts:
            first, more = said.parts[0], said.parts[1:]
            content = edit_of(notice(first.plain, first.html, None, said.mentions), earlier[0])
            txn = transaction_id("aenderung", message.room, message.event_id)
            await self._outbox.send(message.room, "m.room.message", content, txn)
            kept, earlier = [earlier[0]], earlier[1:]
        for number, extra in enumerate(earlier):
            txn = transaction_id("entfallen", message.room, message.event_id, str(number))
            await self._redact(message.room, extra, txn)
        await self._signs(message, target, said)
        kept += await self._send_parts(message, target, more, said.mentions)
        kept += await self._send_documents(message, target, said.documents)
        self._remember(message, target, kept, waits=said.waits)

    def _remember(self, message: Event, target: str, sent: list[str], *, waits: bool) -> None:
        now = datetime.now(UTC)
        commands = {message.event_id, message.original} - {""} if not message.is_happening else {message.event_id}
        for event_id in commands:
            self._keeper.remember(Answered(event_id, message.room, tuple(sent), now, message.sender))
        if waits:
            for event_id in sent:
                self._keeper.note_waiting(event_id, message.command or target)

    async def _send_parts(
        self, message: Event, target: str, parts: Sequence[Rendered], mentions: tuple[str, ...]
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

    async def _send_poll(self, message: Event, target: str, poll: Poll) -> list[str]:
        """Send a poll and note which message it is, so that it can be ended."""
        content = start_content(poll, reply_relation(target, message.thread))
        txn = transaction_id("umfrage", message.room, message.event_id)
        event_id = await self._outbox.send(message.room, START, content, txn)
        self._keeper.note_poll(message.command or target, event_id)
        return [event_id]

    async def _send_documents(self, message: Event, target: str, documents: Sequence[Document]) -> list[str]:
        """Send files as replies, each as a message of its own; says which ones the server does not take."""
        sent, refused = [], []
        for number, document in enumerate(documents):
            try:
                sent.append(await self._send_document(message, target, document, number))
            except (RefusedError, FileNotFoundError) as error:
                log.warning("Eine Datei ließ sich in %s nicht senden: %s", message.room, error)
                refused.append(document.filename)
        if refused:
            rendered = self._renderer.render(Reply("datei_abgelehnt", {"dateien": refused}))
            txn = transaction_id("datei abgelehnt", message.room, message.event_id)
            relation = reply_relation(target, message.thread)
            sent.append(
                await self._outbox.text(
                    message.room, plain=rendered.plain, html=rendered.html, txn=txn, relation=relation
                )
            )
        return sent

    async def _send_document(self, message: Event, target: str, document: Document, number: int) -> str:
        relation = reply_relation(target, message.thread)
        content = await patiently(lambda: attachment(self._matrix, message.room, document, relation))
        txn = transaction_id("datei", message.room, message.event_id, str(number))
        return await self._outbox.send(message.room, "m.room.message", content, txn)

    async def _react(self, message: Event, target: str, text: str) -> None:
        content = {"m.relates_to": {"rel_type": "m.annotation", "event_id": target, "key": text}}
        txn = transaction_id("reaktion", message.room, target, message.event_id, text)
        try:
            await self._outbox.send(message.room, "m.reaction", content, txn)
        except RefusedError as error:
            # the same words stand there already: a server takes each only once (Matrix spec, m.annotation)
            log.info("Eine Reaktion in %s wurde vom Server abgelehnt: %s", message.room, error.code)

    async def _unreact(self, message: Event, target: str, words: str) -> None:
        """Delete the bot's own reactions that say these words, or go on behind them with a comma."""
        try:
            own = await patiently(lambda: own_reactions(self._matrix, message.room, target))
        except RefusedError as error:
            log.info("Reaktionen in %s ließen sich nicht nachsehen: %s", message.room, error.code)
            return
        for reaction in own:
            if reaction.key == words or reaction.key.startswith(f"{words},"):
                txn = transaction_id("reaktion zurueck", message.room, reaction.event_id)
                await self._redact(message.room, reaction.event_id, txn)

    async def _redact(self, room: str, event_id: str, txn: str) -> None:
        try:
            await self._matrix.redact(room, event_id, txn)
        except RefusedError as error:
            log.info("Eine Antwort in %s ließ sich nicht zurücknehmen: %s", room, error.code)

    async def take_back(self, withdrawn: Withdrawn) -> None:
        """Delete the answer to a command that was deleted."""
        answers = await self._keeper.answered([withdrawn.target])
        for answer in answers.values():
            if answer.room_id != withdrawn.room:
                continue
            for number, event_id in enumerate(answer.reply_events):
                txn = transaction_id("zurueck", withdrawn.room, withdrawn.target, str(number))
                await self._redact(withdrawn.room, event_id, txn)

    @asynccontextmanager
    async def typing_if_slow(self, room: str) -> AsyncIterator[None]:
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
