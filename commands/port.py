"""The whole port between chat and commands: what comes in, what goes out. Knows no Matrix library."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol


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
class HandedFile:
    """A file that somebody sent. ``mime`` is what the sender's client says, not what it is."""

    filename: str
    mime: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Quoted:
    """The message that is answered, or reacted to."""

    event: str
    sender: str
    text: str
    thread: str | None = None
    people: Mapping[str, str] = field(default_factory=dict)  # mentioned in it: shown names, to their Matrix ids


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a command that declares ``reads_message`` gets to see besides its own words."""

    quoted: Quoted | None = None
    file: HandedFile | None = None  # of the message itself, else of the one that it answers


class Gatherer(Protocol):
    """Fetches what a message refers to; the chat's side of the port."""

    async def gather(self) -> Gathered:
        """Fetch it. Raises :class:`commands.errors.CommandError` for a file that is too large or can't be read."""


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
    original: str = ""  # id of the message's first version, where this is an edit
    people: Mapping[str, str] = field(default_factory=dict)  # mentioned in the message: shown names, to Matrix ids
    sent_at: datetime | None = None  # when the message was sent, where that was before ``now``
    is_encrypted: bool = False  # the room is encrypted; reactions travel in the clear there
    gatherer: Gatherer | None = None
    gathered: Gathered = Gathered()
    room_name: Callable[[str], str] = str  # what people call a room, by its id

    @property
    def who(self) -> str:
        """The person, by the name that others see and the id that nobody else has."""
        return f"{self.sender_name} ({self.sender})" if self.sender_name else self.sender

    @property
    def moment(self) -> datetime:
        """When it was said, which is earlier than ``now`` for what is worked off after a pause."""
        return self.sent_at or self.now

    @property
    def origin(self) -> str:
        """The id of the message, the same for all its edits: what is noted from it is found again by it."""
        return self.original or self.event


@dataclass(frozen=True, slots=True)
class Document:
    """A file that goes out with a reply: either ``data`` or ``path``."""

    filename: str
    mime: str
    data: bytes | None = None
    path: str | None = None
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll that is opened with a reply, with one answer to choose; the ids of the answers are "0", "1" and so on."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PollEnd:
    """The end of a poll. ``target``: the poll in the room; ``text``: for clients that know no polls."""

    target: str
    text: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a command answers: a template's name with its data, and what goes with it."""

    template: str
    data: Mapping[str, Any] = field(default_factory=dict)
    documents: tuple[Document, ...] = ()
    reaction: str | None = None
    takes_back: tuple[str, ...] = ()  # reactions of the bot to the same message that are deleted
    mentions: tuple[str, ...] = ()
    silent: bool = False  # nothing is said: only the reaction, if there is one
    waits: bool = False  # answers and reactions to it mean the command: see storage.pending
    poll: Poll | PollEnd | None = None


@dataclass(frozen=True, slots=True)
class Reaction:
    """Somebody reacted to a message. ``command``: the one that it was the bot's answer to, if the answer waits."""

    target: str
    key: str
    command: str | None = None


@dataclass(frozen=True, slots=True)
class ReactionRemoved:
    """Somebody took a reaction back that a listener had acted on. ``event``: the id of the reaction."""

    target: str
    key: str
    event: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Somebody answered one of the bot's waiting messages with words that are no command."""

    target: str
    text: str
    command: str


@dataclass(frozen=True, slots=True)
class Correction:
    """Somebody edited a message that is no command."""

    target: str
    text: str


@dataclass(frozen=True, slots=True)
class Deletion:
    """A message was deleted."""

    target: str


@dataclass(frozen=True, slots=True)
class Vote:
    """Somebody voted in a poll; the last vote of a person counts. ``answers``: ids of the answers chosen.

    ``command``: the one that opened the poll, if the bot did.
    """

    target: str
    answers: tuple[str, ...]
    command: str | None = None


Happening = Reaction | ReactionRemoved | Answer | Correction | Deletion | Vote
