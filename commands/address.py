"""Whether a line is meant for the bot, and what of it is the command: prefix, mention, direct chat."""

from collections.abc import Iterable
from dataclasses import dataclass

from commands.words import clean

HEAD = 300  # characters that decide whether a message is for the bot
_AFTER_NAME = ":,;"


@dataclass(frozen=True, slots=True)
class Line:
    """A command's line without prefix and name.

    ``explicit``: it began with the prefix; ``asked``: the bot alone is spoken to, by name or in a direct chat, and
    owes an answer; ``loose``: it only begins with the bot's name, like many a sentence about it.
    """

    text: str
    explicit: bool
    asked: bool
    loose: bool = False

    @property
    def word(self) -> str:
        """The first word, where the command's name is expected."""
        parts = self.text.split(None, 1)
        return parts[0].rstrip(":,;.?!") if parts else ""

    @property
    def rest(self) -> str:
        """What follows the first word."""
        parts = self.text.split(None, 1)
        return parts[1].rstrip() if len(parts) > 1 else ""


def read_line(text: str, *, prefix: str, direct: bool, names: Iterable[str]) -> Line | None:
    """Return what is said to the bot, or ``None`` for what is not meant for it."""
    head = clean(text[:HEAD]).lstrip()
    named = _name_at_start(head, names)
    if named is None and not direct and not _starts(head, prefix):
        return None
    line = clean(text).strip()
    loose = False
    if named is not None:
        line = line[len(named) :]
        loose = not named.startswith("@") and bool(line) and line[0] not in _AFTER_NAME
        line = line.lstrip(_AFTER_NAME + " \t\n")
    explicit = _starts(line, prefix)
    if explicit:
        line = line[len(prefix) :].lstrip()
    return Line(line, explicit, asked=direct or (named is not None and not loose), loose=loose)


def _starts(line: str, prefix: str) -> bool:
    return bool(prefix) and line[: len(prefix)].casefold() == prefix.casefold()


def _name_at_start(line: str, names: Iterable[str]) -> str | None:
    """Return the bot's name as it stands at the start of a line, if a word ends there."""
    for name in sorted(names, key=len, reverse=True):
        for start in (name, f"@{name}"):
            if not name or line[: len(start)].casefold() != start.casefold():
                continue
            if len(line) == len(start) or line[len(start)] in _AFTER_NAME or line[len(start)].isspace():
                return line[: len(start)]
    return None
