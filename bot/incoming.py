"""What a person sent, read from the wire without trusting any of its fields."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import unquote

MAX_TEXT = 65_536
OLDEST = 10 * 366 * 86_400.0  # seconds: nothing is taken to be older
LATEST = 2**43  # milliseconds since 1970, in the year 2248
LONGEST_ID = 255
LONGEST_KEY = 100  # characters of a reaction
MOST_ANSWERS = 50  # that one vote may name
FILES = frozenset({"m.file", "m.image", "m.audio", "m.video"})
MOST_PEOPLE = 20  # that one message may mention
_PILL = re.compile(r'<a href="https://matrix\.to/#/((?:@|%40)[^"?<>\s]{3,255})(?:\?[^"]*)?"[^>]*>([^<]{1,100})</a>')
VOTES = ("m.poll.response", "org.matrix.msc3381.poll.response")


@dataclass(frozen=True, slots=True)
class Incoming:
    """A text message. ``age`` is in seconds by the server's clock at the moment of receipt."""

    room: str
    event_id: str
    sender: str
    sent_at: int  # milliseconds since 1970, by the sender's server
    age: float
    text: str
    thread: str | None = None
    reply_to: str | None = None
    edit_of: str | None = None
    encrypted: bool = False
    sender_key: str | None = None  # which device an encrypted message came from
    file: Mapping[str, Any] | None = None  # the content of a message that carries a file; the text is its caption
    people: tuple[tuple[str, str], ...] = ()  # mentioned in it: the name shown, and the Matrix id


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A message that its sender, or somebody with the right to, deleted."""

    room: str
    event_id: str
    target: str
    sender: str = ""
    age: float = 0.0


@dataclass(frozen=True, slots=True)
class Reacted:
    """Somebody reacted to a message (``m.annotation``). Reactions travel in the clear."""

    room: str
    event_id: str
    sender: str
    sent_at: int  # milliseconds since 1970, by the sender's server
    age: float  # seconds
    target: str
    key: str


@dataclass(frozen=True, slots=True)
class Voted:
    """Somebody voted in a poll (MSC3381, ``m.poll.response``)."""

    room: str
    event_id: str
    sender: str
    sent_at: int  # milliseconds since 1970, by the sender's server
    age: float  # seconds
    target: str
    answers: tuple[str, ...]


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _id(value: Any) -> str | None:
    """Return an id: at most 255 bytes (Matrix spec, "Common identifier format"), and a text that can be stored."""
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_ID or "\x00" in value:
        return None
    return value if value.isascii() or value.isprintable() else None


def _without_fallback(body: str) -> str:
    """Drop the quotation that older clients put before a reply (lines starting with "> ")."""
    if not body.startswith("> "):
        return body
    lines = body.split("\n")
    while lines and lines[0].startswith(">"):
        lines.pop(0)
    if lines and not lines[0].strip():
        lines.pop(0)
    return "\n".join(lines)


def age_of(source: dict[str, Any], now_ms: int) -> float:
    """Return an event's age in seconds: what the server says, else by our clock."""
    age = _dict(source.get("unsigned")).get("age")
    if isinstance(age, int) and not isinstance(age, bool):
        return max(0.0, age / 1000) if age < OLDEST * 1000 else OLDEST
    sent = _time(source.get("origin_server_ts"), now_ms)
    return min(max(0.0, (now_ms - sent) / 1000), OLDEST)


def _time(value: Any, now_ms: int) -> int:
    """Return a time in milliseconds since 1970, now for what can't be one."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < LATEST:
        return value
    return now_ms


def read_message(
    room: str, source: dict[str, Any], *, now_ms: int, encrypted: bool, sender_key: str | None = None
) -> Incoming | None:
    """Read an ``m.room.message`` event; ``None`` for what the bot does not listen to.

    Only ``m.text`` is heard, and the captions of files: notices come from bots, emotes are not commands (Matrix spec,
    m.notice). A file has a caption where ``filename`` differs from ``body``.
    """
    content = _dict(source.get("content"))
    event_id, sender = _id(source.get("event_id")), _id(source.get("sender"))
    if event_id is None or sender is None or source.get("type") != "m.room.message":
        return None
    relation = _dict(content.get("m.relates_to"))
    edit_of = None
    if relation.get("rel_type") == "m.replace":
        edit_of = _id(relation.get("event_id"))
        content = _dict(content.get("m.new_content"))
        if edit_of is None:
            return None
    body = _text(content.get("body"))
    kind = content.get("msgtype")
    is_file = isinstance(kind, str) and kind in FILES
    if body is None or len(body) > MAX_TEXT or not (is_file or kind == "m.text"):
        return None
    if is_file and _text(content.get("filename")) in {None, body}:
        body = ""
    thread = _id(relation.get("event_id")) if relation.get("rel_type") == "m.thread" else None
    reply_to = _id(_dict(relation.get("m.in_reply_to")).get("event_id"))
    return Incoming(
        room=room,
        event_id=event_id,
        sender=sender,
        sent_at=_time(source.get("origin_server_ts"), now_ms),
        age=age_of(source, now_ms),
        text=_without_fallback(body) if reply_to else body,
        thread=thread,
        reply_to=reply_to,
        edit_of=edit_of,
        encrypted=encrypted,
        sender_key=sender_key,
        file=content if is_file else None,
        people=_people(content.get("formatted_body")),
    )


def _people(html: Any) -> tuple[tuple[str, str], ...]:
    """Return who is mentioned in a message by a link of the form that clients make (Matrix spec, mentions)."""
    if not isinstance(html, str) or len(html) > MAX_TEXT:
        return ()
    html = html.rpartition("</mx-reply>")[2]
    return tuple((unescape(name), unquote(person)) for person, name in _PILL.findall(html)[:MOST_PEOPLE])


def read_redaction(room: str, source: dict[str, Any], now_ms: int = 0) -> Withdrawn | None:
    """Read an ``m.room.redaction``: the target stands in the content from room version 11 on, before it above."""
    if source.get("type") != "m.room.redaction":
        return None
    event_id = _id(source.get("event_id"))
    target = _id(_dict(source.get("content")).get("redacts")) or _id(source.get("redacts"))
    if event_id is None or target is None:
        return None
    return Withdrawn(room, event_id, target, _id(source.get("sender")) or "", age_of(source, now_ms))


def read_reaction(room: str, source: dict[str, Any], now_ms: int) -> Reacted | None:
    """Read an ``m.reaction``."""
    relation = _dict(_dict(source.get("content")).get("m.relates_to"))
    event_id, sender = _id(source.get("event_id")), _id(source.get("sender"))
    target, key = _id(relation.get("event_id")), _text(relation.get("key"))
    if source.get("type") != "m.reaction" or relation.get("rel_type") != "m.annotation":
        return None
    if event_id is None or sender is None or target is None or key is None or len(key) > LONGEST_KEY:
        return None
    sent_at = _time(source.get("origin_server_ts"), now_ms)
    return Reacted(room, event_id, sender, sent_at, age_of(source, now_ms), target, key)


def read_vote(room: str, source: dict[str, Any], now_ms: int) -> Voted | None:
    """Read a vote in a poll, in the stable form or that of MSC3381."""
    content = _dict(source.get("content"))
    relation = _dict(content.get("m.relates_to"))
    event_id, sender = _id(source.get("event_id")), _id(source.get("sender"))
    target = _id(relation.get("event_id"))
    if source.get("type") not in VOTES or relation.get("rel_type") != "m.reference":
        return None
    if event_id is None or sender is None or target is None:
        return None
    chosen = content.get("m.selections")
    if chosen is None:
        chosen = _dict(content.get("org.matrix.msc3381.poll.response")).get("answers")
    answers = chosen[:MOST_ANSWERS] if isinstance(chosen, list) else []
    return Voted(
        room,
        event_id,
        sender,
        _time(source.get("origin_server_ts"), now_ms),
        age_of(source, now_ms),
        target,
        tuple(one for one in answers if isinstance(one, str)),
    )
