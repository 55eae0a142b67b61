"""What means the same in municipalities: the shipped list, and what organisers add in the store."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from storage import slips
from storage.search.analyse import Expressions, analyse, forget_words
from storage.search.folding import fold, stem
from storage.search.lists import lines_of

SAME, NEAR, NARROWER = 0.85, 0.4, 0.65
SAME_PART = 0.7  # within a compound only: Wasserknappheit, Wassermangel


@dataclass(slots=True)
class Thesaurus:
    """Terms and expressions (stems joined by a space) with what else stands for them, and how surely."""

    related: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    parts: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))  # the same within compounds
    expressions: set[tuple[str, ...]] = field(default_factory=set)  # names of several words
    written: dict[str, str] = field(default_factory=dict)  # single words as the list writes them
    own: frozenset[str] = frozenset()  # expressions of the network's own: texts are not indexed with them

    def read(self, line: str) -> None:
        """Take in one line: ``a = b``, ``a ~ b``, ``a > b, c`` or, for parts of compounds, ``- a = b``."""
        if line.startswith("-"):
            stems = [stem(fold(name.strip())) for name in line[1:].split("=")]
            for one in stems:
                self.parts[one] |= dict.fromkeys((other for other in stems if other != one), SAME_PART)
            return
        if ">" in line:
            wide, _, narrow = line.partition(">")
            for other in narrow.split(","):
                self._relate(self._name(wide), self._name(other), NARROWER)
            return
        groups = [[self._name(name) for name in part.split("=")] for part in line.split("~")]
        for group in groups:
            self._group(group, SAME)
        for group in groups[1:]:
            for one in groups[0]:
                self._relate(one, group[0], NEAR)
                self._relate(group[0], one, NEAR)

    def _group(self, names: list[str], sureness: float) -> None:
        for one in names:
            for other in names:
                self._relate(one, other, sureness)

    def _name(self, text: str) -> str:
        stems = tuple(analyse(text, keep_stopwords=True))
        if len(stems) > 1:
            self.expressions.add(stems)
        elif stems:
            self.written.setdefault(stems[0], text.strip())
        return " ".join(stems)

    def _relate(self, one: str, other: str, sureness: float) -> None:
        if one and other and one != other:
            self.related[one][other] = max(sureness, self.related[one].get(other, 0.0))


@lru_cache(maxsize=1)
def shipped() -> Thesaurus:
    """Return the list that comes with the program."""
    result = Thesaurus()
    for number, line in enumerate(lines_of("begriffe.txt")):
        result.read(line)
        if number % 500 == 0:
            forget_words()  # of the list: as many as a bot hears in months
    forget_words()
    return result


@lru_cache(maxsize=1)
def expressions() -> Expressions:
    """Return the shipped expressions of several words; texts are indexed with them."""
    return Expressions(shipped().expressions)


@lru_cache(maxsize=4)
def extended(rows: tuple[tuple[str, str], ...]) -> tuple[Thesaurus, Expressions]:
    """Return the shipped list with the network's own terms (term, meaning) added."""
    if not rows:
        return shipped(), expressions()
    base = shipped()
    result = Thesaurus(
        defaultdict(dict, {name: dict(others) for name, others in base.related.items()}),
        base.parts,
        set(base.expressions),
        dict(base.written),
    )
    for term, means in rows:
        result.read(f"{term.lstrip('-')} = {means}")
    result.own = frozenset(" ".join(name) for name in result.expressions - base.expressions)
    return result, Expressions(result.expressions)


async def ready() -> None:
    """Read the shipped list beside the event loop, where that has not been done yet: it takes a while."""
    if not expressions.cache_info().currsize:
        await asyncio.to_thread(_load)


def _load() -> None:
    slips.library()
    expressions()
