"""Puts what is to be said into the room: the message, its files, and edits of earlier ones."""

import logging
from collections.abc import Mapping
from typing import Any

from bot.attachments import attachment
from bot.matrix import Matrix, RefusedError
from bot.outbox import edit_of, notice, reply_relation, transaction_id
from bot.polls import END, end_content
from bot.render import Rendered, Renderer
from commands.port import PollEnd
from commands.tidings import Edit, Message

log = logging.getLogger(__name__)


class Envoy:
    """Sends messages that the bot owes by itself, each under a transaction id that stays the same."""

    def __init__(self, matrix: Matrix, renderer: Renderer) -> None:
        self._matrix = matrix
        self._renderer = renderer

    async def send(self, room: str, key: str, message: Message, marker: Mapping[str, str]) -> str:
        """Send a message, and its files after it; returns the message's id. ``key`` tells it from all others."""
        assert message.reply is not None
        rendered = self._renderer.render(message.reply)
        answered = message.answers or message.thread
        relation = reply_relation(answered, message.thread) if answered else None
        content = _content(rendered, relation, message.reply.mentions, is_board=message.is_board)
        txn = transaction_id("zustellung", key)
        event_id = await self._matrix.send(room, "m.room.message", content, txn, marker=marker)
        if isinstance(message.reply.poll, PollEnd):
            await self._matrix.send(room, END, end_content(message.reply.poll), transaction_id(txn, "ende"))
        for number, document in enumerate(message.reply.documents):
            attached = await attachment(self._matrix, room, document, relation if message.thread else None)
            await self._matrix.send(room, "m.room.message", attached, transaction_id(txn, "datei", str(number)))
        return event_id

    async def edit(self, room: str, edit: Edit, key: str, version: str, *, is_board: bool = False) -> None:
        """Set an earlier message right; one that can't be edited any more is let be. ``version``: of its text."""
        rendered = self._renderer.render(edit.reply)
        content = edit_of(_content(rendered, None, (), is_board=is_board), edit.target)
        try:
            await self._matrix.send(
                room, "m.room.message", content, transaction_id("berichtigung", key, edit.target, version)
            )
        except RefusedError as error:
            log.info("Eine frühere Nachricht ließ sich nicht berichtigen: %s", error.code)


def _content(
    rendered: Rendered, relation: Mapping[str, Any] | None, mentions: tuple[str, ...], *, is_board: bool
) -> dict[str, Any]:
    """Build the content as ``m.text``: clients give no push for notices; a board wakes nobody."""
    content = notice(rendered.plain, rendered.html, relation, mentions)
    return content if is_board else {**content, "msgtype": "m.text"}
