"""Whose identity the bot has seen, and who has compared emoji with it.

The first master key that is seen of a person is the one that counts. A server that later shows another one
can't speak for that person; only the operator takes a new one in (``netzbote identity accept``).
"""

import json
import logging
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from bot.session import write_private

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Known:
    """One person: the master key, when it was first seen, and when emoji were compared (ISO times)."""

    master: str
    seen: str
    compared: str | None = None


class TrustBook:
    """A file in the data folder; read anew for every question, since the operator's commands write it, too."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / "vertrauen.json"

    def people(self) -> dict[str, Known]:
        """Return everybody who is known.

        Raises ``OSError`` or ``ValueError`` if the file is there but can't be read: to go on as if nobody were
        known would take any key for the first one.
        """
        try:
            data = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        try:
            return {str(user): Known(**entry) for user, entry in data.items()}
        except (AttributeError, TypeError) as error:
            raise ValueError(f"Die Datei {self._path.name} ist nicht lesbar.") from error

    def _put(self, user_id: str, known: Known) -> None:
        people = self.people() | {user_id: known}
        data = {user: asdict(entry) for user, entry in sorted(people.items())}
        write_private(self._path, json.dumps(data, indent=1).encode("utf-8"))

    def matches(self, user_id: str, master: str, now: datetime) -> bool:
        """Whether this is the person's first master key; a person not known yet is written down with it."""
        known = self.people().get(user_id)
        if known is None:
            self._put(user_id, Known(master, now.isoformat(timespec="seconds")))
            return True
        return known.master == master

    def accept(self, user_id: str, master: str, now: datetime) -> None:
        """Take a new master key for a person; the operator has checked it."""
        self._put(user_id, Known(master, now.isoformat(timespec="seconds")))

    def compared(self, user_id: str, master: str, now: datetime) -> None:
        """Note that emoji were compared with the owner of this key."""
        if self.matches(user_id, master, now):
            known = self.people()[user_id]
            self._put(user_id, replace(known, compared=now.isoformat(timespec="seconds")))

    def count_compared(self) -> int:
        """How many people have compared emoji with the bot."""
        return sum(1 for known in self.people().values() if known.compared)
