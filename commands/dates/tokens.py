"""A phrase cut in words, numbers and signs, and small questions about them."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple, TypeVar

from commands.dates.model import Prefer
from commands.dates.words import WEEKDAY_NAMES, fold, weekday_part

T = TypeVar("T")

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_DASHES = str.maketrans(dict.fromkeys("–—‐‑‒−", "-") | dict.fromkeys("’‘´`", "'"))
_BRACKETS = "()[]"


class Token(NamedTuple):
    """One word, number or sign; ``glued``: nothing stands between it and the one before."""

    text: str
    number: int | None
    width: int
    start: int
    end: int
    glued: bool
    capital: bool


def tokenise(text: str) -> list[Token]:
    """Cut a text; brackets are left out ("Mittwoch (6.9.)"), "Freitagabend" becomes two words."""
    result = []
    last = -1
    for match in _TOKEN.finditer(text.translate(_DASHES)):
        raw = match[0]
        start, end = match.span()
        if raw in _BRACKETS:
            continue
        word = fold(raw)
        glued, capital = start == last, raw[0].isupper()
        both = weekday_part(word) if end - start > 8 else None
        if both:
            day, part = both
            result.append(Token(fold(WEEKDAY_NAMES[day]), None, 0, start, end, glued, capital))
            result.append(Token(part, None, 0, start, end, glued=False, capital=False))
        else:
            number = int(raw) if raw.isdecimal() and len(raw) <= 8 else None
            result.append(Token(word, number, end - start, start, end, glued, capital))
        last = end
    return result


_END = Token("", None, 0, 0, 0, glued=False, capital=False)


class Phrase:
    """Tokens to be read at a moment ``now``; ``within``: among other words, so that doubtful forms don't count.

    Grammar functions take (phrase, position) and yield every (reading, position after it).
    """

    __slots__ = ("_memo", "now", "prefer", "size", "tokens", "within")

    def __init__(self, text: str, now: datetime, prefer: Prefer, *, within: bool = False) -> None:
        if now.tzinfo is None:
            raise ValueError("now must be aware")
        self.tokens = tokenise(text)
        self.size = len(self.tokens)
        self.now = now
        self.prefer: Prefer = prefer
        self.within = within
        self._memo: dict[tuple[object, int], object] = {}

    @property
    def wall(self) -> datetime:
        """Now, as the clock on the wall shows it (naive)."""
        return self.now.replace(tzinfo=None, fold=0)

    @property
    def today(self) -> datetime:
        """Today at midnight (naive)."""
        return self.wall.replace(hour=0, minute=0, second=0, microsecond=0)

    def at(self, i: int) -> Token:
        """Give the token at a position; past the end an empty one."""
        return self.tokens[i] if 0 <= i < self.size else _END

    def word(self, i: int) -> str:
        """Give the folded text at a position."""
        return self.tokens[i].text if 0 <= i < self.size else ""

    def number(self, i: int) -> int | None:
        """Give the number at a position."""
        return self.tokens[i].number if 0 <= i < self.size else None

    def skip(self, i: int, *words: str) -> int:
        """Step over one of the words if it stands there."""
        return i + 1 if i < self.size and self.tokens[i].text in words else i

    def glued(self, i: int, sign: str) -> bool:
        """Tell whether the sign stands here directly after the token before."""
        return 0 < i < self.size and self.tokens[i].text == sign and self.tokens[i].glued

    def once(self, rule: Callable[["Phrase", int], list[T]], i: int) -> list[T]:
        """Give the readings of a rule at a position, worked out once."""
        key = (rule, i)
        found = self._memo.get(key)
        if found is None:
            found = self._memo[key] = rule(self, i)
        return found  # type: ignore[return-value]  # the memo is keyed by the rule
