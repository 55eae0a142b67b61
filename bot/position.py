"""How far the bot has worked: the sync position moves only behind work that is done.

nio would store its token before the events are handled, so a crash would lose them. Here each answer of
/sync is a batch; the position becomes a batch's token when that batch and all before it are finished.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Batch:
    """One answer of /sync and how much of it is still being worked on."""

    token: str
    _ledger: "Ledger" = field(repr=False)
    open_items: int = 1  # the reading of the batch itself, closed by seal()

    def add(self) -> None:
        """One more thing to do in this batch."""
        self.open_items += 1

    def done(self) -> None:
        """Mark one thing as finished."""
        self.open_items -= 1
        self._ledger.settle()

    def seal(self) -> None:
        """All things of this batch are known."""
        self.done()


class Ledger:
    """The batches under way, oldest first, and the position that may be saved."""

    def __init__(self, token: str | None, moved: Callable[[], None] = lambda: None) -> None:
        self.token = token
        self._moved = moved  # called whenever the position has moved
        self._batches: deque[Batch] = deque()

    def open(self, token: str) -> Batch:
        """Begin a batch that ends at ``token``."""
        batch = Batch(token, self)
        self._batches.append(batch)
        return batch

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._batches

    def settle(self) -> None:
        """Move the position over all finished batches at the head."""
        before = self.token
        while self._batches and self._batches[0].open_items == 0:
            self.token = self._batches.popleft().token
        if self.token != before:
            self._moved()
