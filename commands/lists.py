"""Where each person's last list stands, for ``!mehr``: at once in memory, soon after in the store.

Writing it before the answer would cost more than the answer itself. It is safe to write it later, in one
transaction with the note that the message was answered: what a crash takes away is answered again, from the same
place, since nothing of it was kept.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable

from commands.port import Context
from storage.chat import Turn
from storage.store import Store

REMEMBERED = 10_000  # people in rooms whose last list is kept in memory

Key = tuple[str, str]


class Lists:
    """The last list of each person in each room."""

    def __init__(self) -> None:
        self.changed: Callable[[], None] = lambda: None  # called when there is something to write
        self._latest: OrderedDict[Key, Turn | None] = OrderedDict()
        self._unsaved: dict[Key, Turn] = {}

    async def last(self, store: Store, context: Context) -> Turn | None:
        """Return the person's last list in this room, also one of an earlier run."""
        key = (context.room, context.sender)
        if key in self._unsaved:
            return self._unsaved[key]
        if key not in self._latest:
            async with store.reading() as net:
                self._remember(key, await net.paging.turn(*key))
        return self._latest[key]

    def put(self, turn: Turn) -> None:
        """Note a list in place of the person's last one."""
        key = (turn.room, turn.sender)
        self._remember(key, turn)
        self._unsaved[key] = turn
        self.changed()

    def forget(self, sender: str) -> None:
        """Drop all lists of a person."""
        for known in (self._latest, self._unsaved):
            for key in [key for key in known if key[1] == sender]:
                del known[key]

    def take_unsaved(self) -> list[Turn]:
        """Return what is to be written; give it back by :meth:`give_back` if that fails."""
        turns = list(self._unsaved.values())
        self._unsaved.clear()
        return turns

    def give_back(self, turns: Iterable[Turn]) -> None:
        """Take back what could not be written, unless it has been replaced since."""
        for turn in turns:
            self._unsaved.setdefault((turn.room, turn.sender), turn)

    def _remember(self, key: Key, turn: Turn | None) -> None:
        self._latest[key] = turn
        self._latest.move_to_end(key)
        while len(self._latest) > REMEMBERED:
            self._latest.popitem(last=False)
