"""Slips of the pen: a letter wrong, missing, too many, or two changed places (optimal string alignment distance).

The library is loaded with the first word that is looked at: most of what people type has no slip in it.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any


@cache
def library() -> Any:
    """Load what compares words, which takes some ten milliseconds: call it beside the event loop where that counts."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415  # 3 MB
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    return fuzz, process, OSA


def slips(one: str, other: str, most: int | None = None) -> int:
    """Return how many slips lie between two words; above ``most``, any number that is more."""
    _fuzz, _process, osa = library()
    return int(osa.distance(one, other, score_cutoff=most))


def nearest(word: str, names: Iterable[str], most: int) -> str | None:
    """Return the name with the fewest slips, the first of several; ``None`` if all have more than ``most``."""
    _fuzz, process, osa = library()
    found = process.extractOne(word, names, scorer=osa.distance, score_cutoff=most)
    return None if found is None else str(found[0])


def within(word: str, names: list[str], most: int) -> list[tuple[int, int]]:
    """Return the places of all names within ``most`` slips, and the number of these, nearest first."""
    _fuzz, process, osa = library()
    found = process.extract(word, names, scorer=osa.distance, score_cutoff=most, limit=None, processor=None)
    return [(place, int(count)) for _name, count, place in found]


def likeness(one: str, other: str) -> float:
    """Return how much of two texts is the same, 0 to 100."""
    fuzz, _process, _osa = library()
    return float(fuzz.ratio(one, other))
