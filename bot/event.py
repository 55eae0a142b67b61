"""What is common to all that people do in a room, whether they write, react, vote or delete."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.incoming import Incoming, Reacted, Voted, Withdrawn


@dataclass(frozen=True, slots=True)
class Event:
    """What is common to all that people do in a room."""

    room: str
    event_id: str
    sender: str
    age: float
    thread: str | None = None
    original: str = ""  # id of the first version, where this is an edit
    reply_to: str | None = None
    file: Mapping[str, Any] | None = None
    people: tuple[tuple[str, str], ...] = ()
    is_happening: bool = False  # no message of its own: a reaction, a vote, a deletion
    command: str | None = None  # the command that it goes on with
    note: Mapping[str, str] = field(default_factory=dict)  # kept beside what was done

    @classmethod
    def of(cls, item: Incoming | Reacted | Voted | Withdrawn) -> "Event":
        """Take over what a message, reaction, vote or deletion says."""
        if isinstance(item, Incoming):
            return cls(
                item.room,
                item.event_id,
                item.sender,
                item.age,
                thread=item.thread,
                original=item.edit_of or "",
                reply_to=item.reply_to,
                file=item.file,
                people=item.people,
            )
        return cls(item.room, item.event_id, item.sender, item.age, is_happening=True)
