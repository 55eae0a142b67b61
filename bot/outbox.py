"""Sending that survives: the same transaction id until the server has the event."""

import hashlib
from collections.abc import Mapping
from typing import Any

from bot.matrix import Matrix, patiently

LONG_EDIT = 6_000  # characters of HTML from which an edit says only the beginning to clients without edits
SHORT_FALLBACK = 500


def transaction_id(*parts: str) -> str:
    """Derive a transaction id from what is answered, so that a second try after a crash is the same event."""
    return "nb" + hashlib.blake2b("\0".join(parts).encode(), digest_size=18).hexdigest()


class Outbox:
    """Sends events and tries again while the server is away or asks to wait."""

    def __init__(self, matrix: Matrix) -> None:
        self._matrix = matrix

    async def send(self, room: str, kind: str, content: Mapping[str, Any], txn: str) -> str:
        """Send one event and return its id.

        Raises :class:`bot.matrix.RefusedError` when the server will never take it.
        """
        return await patiently(lambda: self._matrix.send(room, kind, content, txn))

    async def text(
        self,
        room: str,
        *,
        plain: str,
        html: str,
        txn: str,
        relation: Mapping[str, Any] | None,
        mentions: tuple[str, ...] = (),
    ) -> str:
        """Send an ``m.notice`` in plain text and HTML. Nobody is mentioned unless named in ``mentions``."""
        return await self.send(room, "m.room.message", notice(plain, html, relation, mentions), txn)


def notice(
    plain: str, html: str, relation: Mapping[str, Any] | None, mentions: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Build the content of an answer (Matrix spec: m.notice, m.mentions)."""
    content: dict[str, Any] = {
        "msgtype": "m.notice",
        "body": plain,
        "format": "org.matrix.custom.html",
        "formatted_body": html,
        "m.mentions": {"user_ids": list(mentions)} if mentions else {},
    }
    if relation:
        content["m.relates_to"] = dict(relation)
    return content


def reply_relation(event_id: str, thread: str | None) -> dict[str, Any]:
    """Relate to a message as a reply, inside its thread if it came from one."""
    reply: dict[str, Any] = {"m.in_reply_to": {"event_id": event_id}}
    if thread is not None:
        reply |= {"rel_type": "m.thread", "event_id": thread, "is_falling_back": False}
    return reply


def edit_of(content: Mapping[str, Any], target: str) -> dict[str, Any]:
    """Turn the content of a message into an edit of the message ``target`` (Matrix spec, m.replace).

    Clients without edits see what stands outside; of a long text only its beginning, since all must fit in 64 KiB.
    """
    new = {key: value for key, value in content.items() if key != "m.relates_to"}
    outside = {**new, "body": f"* {new['body']}", "formatted_body": f"* {new['formatted_body']}"}
    if len(new["formatted_body"]) > LONG_EDIT:
        outside["body"] = f"* {new['body'][:SHORT_FALLBACK].rstrip()} …"
        outside.pop("formatted_body")
        outside.pop("format")
    return {**outside, "m.new_content": new, "m.relates_to": {"rel_type": "m.replace", "event_id": target}}
