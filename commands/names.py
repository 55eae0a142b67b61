"""Which command a typed word means: every spelling of its names, and what is close to them."""

from collections.abc import Callable, Iterable

from commands.declare import Command
from commands.words import squeeze
from storage.slips import slips

LONGEST = 24  # longer words are no command, however they are misspelt
ENDINGS = ("n", "en", "e", "s")
SHORTEST_STEM = 5  # letters that must stay when an ending is taken off
SHORTEST_ALIAS = 8  # letters of an alias that misspellings are compared with: short ones are words of other bots


class Names:
    """Looks commands up by what people type. Raises ``ValueError`` if two commands share a spelling."""

    def __init__(self, commands: Iterable[Command]) -> None:
        self._exact: dict[str, Command] = {}
        self._near: dict[str, Command] = {}
        for command in commands:
            for name in command.names:
                spelling = squeeze(name)
                other = self._exact.setdefault(spelling, command)
                if other is not command:
                    raise ValueError(f"{name}: {command.name} and {other.name} share a name")
                if name == command.name or len(name) >= SHORTEST_ALIAS:
                    self._near[spelling] = command

    def find(self, word: str) -> Command | None:
        """Return the command of this name, in any case, with umlauts written out or bare, in singular or plural."""
        if len(word) > LONGEST:
            return None
        spelling = squeeze(word)
        return self._exact.get(spelling) or self._by_ending(spelling)

    def _by_ending(self, spelling: str) -> Command | None:
        """Return the one command that differs only by the ending of a plural or another case."""
        found = {
            id(command): command
            for ending in ENDINGS
            for other in (spelling + ending, spelling.removesuffix(ending))
            if len(other) >= SHORTEST_STEM and (command := self._exact.get(other)) is not None
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def near(self, word: str, allowed: Callable[[Command], bool]) -> tuple[str, ...]:
        """Return the names of at most three commands that the word may be a misspelling of, nearest first."""
        if len(word) > LONGEST:
            return ()
        spelling = squeeze(word)
        distances: dict[str, int] = {}
        for known, command in self._near.items():
            most = _tolerance(min(len(known), len(spelling)))
            distance = slips(spelling, known, most)
            # two words of their own may be two letters apart, but few people miss the first letter and another one
            is_slip = distance < 2 or known[0] == spelling[0] or known[0] == spelling[1:2]
            if distance <= most and is_slip and allowed(command):
                distances[command.name] = min(distance, distances.get(command.name, distance))
        return tuple(sorted(distances, key=lambda name: (distances[name], name)))[:3]


def _tolerance(length: int) -> int:
    """Return how many slips (a letter wrong, missing, too many, two swapped) a word of this length may have."""
    if length <= 3:
        return 0
    if length <= 5:
        return 1
    return 2 if length <= 9 else 3
