"""Encrypted messages whose key has not come yet: kept over a restart, read when the key comes.

Kept are the newest :data:`KEPT` of them, in one file that is written before the sync position moves past them.
"""

import json
import logging
from collections import OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.news import Heard
from bot.session import write_private

log = logging.getLogger(__name__)

KEPT = 500
LARGEST = 20_000  # characters of ciphertext; no command is longer
TOLD_KEPT = 5_000
GOOD_FOR = 7 * 24 * 3600.0  # seconds
WORTH_TELLING = 600.0  # seconds: about older messages nobody is told
KEY_MAY_TAKE = 60.0  # seconds until somebody is told that no key came
WITHHELD_MAY_TAKE = 5.0  # seconds: a client that held the key back may send it after all


@dataclass(frozen=True, slots=True)
class Locked:
    """One message that can't be read yet; ``at`` is when it came, in seconds since 1970."""

    room: str
    source: dict[str, Any]
    at: float
    withheld: bool = False

    @property
    def event_id(self) -> str:
        """The message's id."""
        return str(self.source.get("event_id"))

    @property
    def sender(self) -> str:
        """Who sent it."""
        return str(self.source.get("sender"))

    @property
    def session(self) -> str:
        """The id of the key that is missing."""
        return str(self.source.get("content", {}).get("session_id"))


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A message whose key has come."""

    room: str
    clear: Heard


class LockedMessages:
    """All of them, and who has been told."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / "ungelesen.json"
        self._messages: OrderedDict[str, Locked] = OrderedDict()
        self._told: OrderedDict[str, None] = OrderedDict()  # "person room"
        self._withheld: OrderedDict[tuple[str, str, str], None] = OrderedDict()  # sender, room, session
        self._changed = False
        self._load()

    def _load(self) -> None:
        try:
            data = json.loads(self._path.read_text(encoding="utf-8"))
            messages = [Locked(item["room"], dict(item["source"]), float(item["at"])) for item in data["messages"]]
            self._told = OrderedDict.fromkeys(str(name) for name in data["told"])
        except FileNotFoundError:
            return
        except (KeyError, TypeError, ValueError):
            log.warning("Die Datei %s ist nicht lesbar, ungelesene Nachrichten darin sind verloren.", self._path.name)
            return
        self._messages = OrderedDict((message.event_id, message) for message in messages)

    def save(self) -> None:
        """Write what has changed."""
        if not self._changed:
            return
        messages = [{"room": one.room, "source": one.source, "at": one.at} for one in self._messages.values()]
        data = {"messages": messages, "told": list(self._told)}
        write_private(self._path, json.dumps(data).encode("ascii"))
        self._changed = False

    def keep(self, room: str, source: dict[str, Any], at: float) -> bool:
        """Keep a message of that time; ``False`` if it was known or is too large to be a command."""
        message = Locked(room, {key: part for key, part in source.items() if key != "unsigned"}, at)
        content = source.get("content")
        ciphertext = content.get("ciphertext") if isinstance(content, dict) else None
        if not isinstance(ciphertext, str) or len(ciphertext) > LARGEST or message.event_id in self._messages:
            return False
        withheld = any((message.sender, *rest) in self._withheld for rest in ((room, message.session), ("", "")))
        self._messages[message.event_id] = replace(message, withheld=withheld)
        while len(self._messages) > KEPT:
            self._messages.popitem(last=False)
        self._changed = True
        return True

    def forget(self, event_id: str) -> None:
        """Drop a message: it was read, or deleted."""
        if self._messages.pop(event_id, None) is not None:
            self._changed = True

    def forget_before(self, now: float) -> None:
        """Drop what has waited too long."""
        for message in [one for one in self._messages.values() if now - one.at > GOOD_FOR]:
            self.forget(message.event_id)

    def read(
        self, unlock: Callable[[str, dict[str, Any]], Heard | None], sessions: Collection[str] | None = None
    ) -> list[Unlocked]:
        """Take out what can be read now, in the order it came; only these keys are tried, or all."""
        found = []
        for message in list(self._messages.values()):
            if sessions is not None and message.session not in sessions:
                continue
            clear = unlock(message.room, message.source)
            if clear is not None:
                self.forget(message.event_id)
                found.append(Unlocked(message.room, clear))
        return found

    def note_withheld(self, room: str, sender: str, session: str) -> None:
        """Note that a client keeps a key from the bot; the message may come before or after.

        Without a session it keeps all keys back (Matrix spec, ``m.no_olm``).
        """
        self._withheld[sender, room if session else "", session] = None
        while len(self._withheld) > KEPT:
            self._withheld.popitem(last=False)
        for message in list(self._messages.values()):
            if message.sender == sender and (not session or (message.room, message.session) == (room, session)):
                self._messages[message.event_id] = replace(message, withheld=True)

    def to_tell(self, now: float) -> list[Locked]:
        """Return the messages whose senders must hear now that they can't be read: each person once in a room."""
        found = []
        for message in self._messages.values():
            waited = now - message.at
            due = WITHHELD_MAY_TAKE if message.withheld else KEY_MAY_TAKE
            name = f"{message.sender} {message.room}"
            if due <= waited <= WORTH_TELLING and name not in self._told:
                self._told[name] = None
                self._changed = True
                found.append(message)
        while len(self._told) > TOLD_KEPT:
            self._told.popitem(last=False)
        return found
