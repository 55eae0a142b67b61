"""What a reply says, rendered and ready; also as JSON, to be sent after a crash without being made again."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.render import Rendered, Renderer, split
from commands.port import Document, Reply

MESSAGE_LIMIT = 20_000  # characters of HTML in one message; Matrix takes 64 KiB for everything


@dataclass(frozen=True, slots=True)
class Said:
    """A rendered reply. ``waits``: it can be answered or reacted to."""

    parts: tuple[Rendered, ...]
    documents: tuple[Document, ...] = ()
    reaction: str | None = None
    mentions: tuple[str, ...] = ()
    waits: bool = False


def say(renderer: Renderer, reply: Reply) -> Said:
    """Render a reply; a long one becomes several messages."""
    parts = () if reply.silent else tuple(split(renderer.render(reply), MESSAGE_LIMIT))
    return Said(parts, reply.documents, reply.reaction, reply.mentions, reply.waits)


def to_json(said: Said) -> dict[str, Any]:
    """Pack it for the store."""
    return {
        "teile": [[part.plain, part.html] for part in said.parts],
        "dateien": [
            {
                "name": one.filename,
                "mime": one.mime,
                "daten": base64.b64encode(one.data).decode("ascii") if one.data is not None else None,
                "pfad": one.path,
                "text": one.caption,
            }
            for one in said.documents
        ],
        "reaktion": said.reaction,
        "erwaehnt": list(said.mentions),
        "wartet": said.waits,
    }


def from_json(packed: Mapping[str, Any]) -> Said:
    """Unpack what :func:`to_json` made."""
    return Said(
        tuple(Rendered(html=html, plain=plain) for plain, html in packed["teile"]),
        tuple(
            Document(
                one["name"],
                one["mime"],
                base64.b64decode(one["daten"]) if one["daten"] is not None else None,
                one["pfad"],
                one["text"],
            )
            for one in packed["dateien"]
        ),
        packed["reaktion"],
        tuple(packed["erwaehnt"]),
        packed["wartet"],
    )
