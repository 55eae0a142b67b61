"""The whole port between chat and commands: what comes in, what goes out. Knows no Matrix library."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Role(StrEnum):
    """What a person may do where they spoke."""

    STRANGER = "stranger"
    MEMBER = "member"
    ORGANISER = "organiser"


class Place(StrEnum):
    """Where something was said."""

    NETWORK = "netzwerk"
    ORGANISERS = "orga"
    DIRECT = "direkt"
    UNSET = "ohne Rolle"


@dataclass(frozen=True, slots=True)
class Context:
    """Who speaks where and when. ``now`` is aware, in the network's zone."""

    room: str
    sender: str
    role: Role
    place: Place
    now: datetime
    event: str  # id of the message that is answered; the same again after a crash
    prefix: str = "!"
    thread: str | None = None
    is_room_admin: bool = False
    sender_name: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file that goes out with a reply: either ``data`` or ``path``."""

    filename: str
    mime: str
    data: bytes | None = None
    path: str | None = None
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What a command answers: a template's name with its data, and what goes with it."""

    template: str
    data: Mapping[str, Any] = field(default_factory=dict)
    documents: tuple[Document, ...] = ()
    reaction: str | None = None
    mentions: tuple[str, ...] = ()
