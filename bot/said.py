"""What a reply says, rendered and ready; also as JSON, to be sent after a crash without being made again."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.render import Rendered, Renderer, split
from commands.port import Document, Poll, PollEnd, Reply

MESSAGE_LIMIT = 20_000  # characters of HTML in one message; Matrix takes 64 KiB for everything


@dataclass(frozen=True, slots=True)
class Said:
    """A rendered reply. ``waits``: it can be answered or reacted to."""

    parts: tuple[Rendered, ...]
    documents: tuple[Document, ...] = ()
    reaction: str | None = None
    takes_back: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    waits: bool = False
    poll: Poll | PollEnd | None = None


def say(renderer: Renderer, reply: Reply) -> Said:
    """Render a reply; a long one becomes several messages."""
    parts = () if reply.silent else tuple(split(renderer.render(reply), MESSAGE_LIMIT))
    return Said(
        parts,
        reply.documents,
        reply.reaction,
        takes_back=reply.takes_back,
        mentions=reply.mentions,
        waits=reply.waits,
        poll=reply.poll,
    )


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
        "zurueck": list(said.takes_back),
        "erwaehnt": list(said.mentions),
        "wartet": said.waits,
        "umfrage": _poll_to_json(said.poll),
    }


def _poll_to_json(poll: Poll | PollEnd | None) -> dict[str, Any] | None:
    match poll:
        case Poll(question, answers):
            return {"frage": question, "antworten": list(answers)}
        case PollEnd(target, text):
            return {"ende": target, "text": text}
    return None


def _poll_from_json(packed: Mapping[str, Any] | None) -> Poll | PollEnd | None:
    if packed is None:
        return None
    if "ende" in packed:
        return PollEnd(packed["ende"], packed["text"])
    return Poll(packed["frage"], tuple(packed["antworten"]))


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
        takes_back=tuple(packed.get("zurueck", ())),
        mentions=tuple(packed["erwaehnt"]),
        waits=packed["wartet"],
        poll=_poll_from_json(packed.get("umfrage")),
    )
