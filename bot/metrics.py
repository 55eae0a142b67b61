"""What the bot counts of its own work: commands by name, never by person or room."""

import time
from collections import Counter

from commands.dispatch import Keep, Parsed, Registry, Unknown
from commands.port import Context, Reply
from storage.store import Store


class CountingRegistry(Registry):
    """A registry that counts which commands were run, and how many failed inside."""

    def __init__(self, plain: Registry) -> None:
        super().__init__(plain.commands, plain.privacy)
        self.commands_run: Counter[str] = Counter()
        self.faults = 0

    async def run(
        self, parsed: Parsed | Unknown, context: Context, store: Store, keep: Keep | None = None
    ) -> Reply | None:
        """Run a command and count it."""
        if isinstance(parsed, Parsed):
            self.commands_run[parsed.command.name] += 1
        try:
            return await super().run(parsed, context, store, keep)
        except Exception:
            self.faults += 1
            raise


class Pulse:
    """When the server last answered a sync."""

    def __init__(self) -> None:
        self._at: float | None = None

    def beat(self) -> None:
        """Note that it has answered."""
        self._at = time.monotonic()

    @property
    def age(self) -> float | None:
        """Seconds since then; ``None`` before the first answer."""
        return None if self._at is None else time.monotonic() - self._at
