"""Cutting German compounds: Kooperationsverträge → Kooperation, Vertrag.

Only a shipped list of common municipal word parts decides, never the store's own words: so the same text
gives the same terms on every machine, today and after a reindex.
"""

import re
from functools import lru_cache

from storage.search.folding import fold, stem
from storage.search.lists import listed_words

LINKS = {"s": ("s",), "n": ("n",), "e": ("en", "es", "er", "e"), "i": ("innen",)}  # by their first letter
SHORTEST = 3
SHORTEST_UNKNOWN = 4
SHORTEST_BESIDE_UNKNOWN = 5  # letters of a known stem that vouches for an unknown one
SHORTEST_INFLECTED = 4
INFLECTIONS = frozenset(
    ("", "e", "en", "er", "ern", "es", "s", "n", "em", "ens", "ungen", "in", "innen", "heiten", "keiten", "iken")
)
LONGEST_INFLECTION = 6
_UNKNOWN_COST, _UNKNOWN_LETTER, _PART_COST, _LINK_COST = 2.0, 0.25, 1.0, 0.1


def _load() -> tuple[frozenset[str], frozenset[str]]:
    words = {word for word in map(fold, listed_words("wortteile.txt")) if len(word) >= SHORTEST}
    return frozenset(words), frozenset(stem(word) for word in words)


PARTS, STEMS = _load()
LONGEST_PART = max(map(len, PARTS | STEMS))
PARTS_BY_HEAD: dict[str, list[str]] = {}  # by the first three letters, short ones first
for _part in sorted(PARTS, key=len):
    PARTS_BY_HEAD.setdefault(_part[:SHORTEST], []).append(_part)
HEADS = frozenset(word[:SHORTEST] for word in PARTS | STEMS)
INFLECTED_HEADS = frozenset(word[:SHORTEST_INFLECTED] for word in STEMS)
# what only looks like a part: endings of adjectives and verbs
_ENDING = re.compile(r"(?:lich|isch|ig|end|et|elt|iert?|sam|bar|haft)(?:keit|ung)?(?:e[nrms]?|en)?$")


def is_known(folded: str) -> bool:
    """Tell whether a word is one of the shipped parts, in any inflection."""
    return folded in PARTS or stem(folded) in STEMS


@lru_cache(maxsize=50_000)
def _pieces(folded: str) -> tuple[str, ...]:
    if len(folded) < 2 * SHORTEST + 1 or not folded.isalpha() or is_known(folded):
        return ()
    return tuple(_cut(folded) or ())


@lru_cache(maxsize=50_000)
def split(folded: str) -> tuple[str, ...]:
    """Return the stems of a compound's parts, () where the word is none.

    One part may be unknown (a name, a rare word) if it has four letters or more and the rest is known.
    """
    return tuple(dict.fromkeys(stem(part) for part in _pieces(folded)))


@lru_cache(maxsize=50_000)
def shorter(folded: str) -> tuple[str, ...]:
    """Return the stems of the shorter compounds in a word of three parts or more: Baugenehmigung|sverfahren."""
    parts = _pieces(folded)
    if len(parts) < 3:
        return ()
    starts, position = [], 0
    for part in parts:
        position = folded.index(part, position)
        starts.append(position)
        position += len(part)
    ends = [start + len(part) for start, part in zip(starts, parts, strict=True)]
    return tuple(
        stem(folded[starts[first] : ends[last]])
        for first in range(len(parts))
        for last in range(first + 1, len(parts))
        if (first, last) != (0, len(parts) - 1)
    )


_Way = tuple[float, int, list[str]]  # cost, unknown parts so far, pieces


def _cut(word: str) -> list[str] | None:
    """Find the cheapest way from left to right: few parts, no unknown ones."""
    reached: dict[int, _Way] = {0: (0.0, 0, [])}
    for start in range(len(word) - SHORTEST + 1):
        if start in reached:
            _go_on(reached, word, start)
    found = reached.get(len(word))
    if found is None or len(found[2]) < 2:
        return None
    known = [stem(piece) for piece in found[2] if piece in PARTS or _inflects(piece)]
    if found[1] and max(map(len, known), default=0) < SHORTEST_BESIDE_UNKNOWN:
        return None
    return found[2]


def _go_on(reached: dict[int, _Way], word: str, start: int) -> None:
    """Take every piece that begins at a position: known ones, an unknown one first or last, an inflected one last."""
    cost, unknown, pieces = reached[start]
    head = word[start : start + SHORTEST]
    if unknown and head not in HEADS:  # nothing known begins here, and only one part may be unknown
        return
    for piece in PARTS_BY_HEAD.get(head, ()):
        if word.startswith(piece, start):
            _step(reached, word, start + len(piece), (cost + _PART_COST, unknown, [*pieces, piece]))
    for end in range(SHORTEST_UNKNOWN, len(word) - SHORTEST_UNKNOWN + 1) if not start else ():
        if word[:end] not in PARTS and (word[end : end + SHORTEST] in HEADS or word[end] in LINKS):
            _step(reached, word, end, (_UNKNOWN_COST + _UNKNOWN_LETTER * end, 1, [word[:end]]))
    piece = word[start:]
    if piece in PARTS:
        return
    if piece[:SHORTEST_INFLECTED] in INFLECTED_HEADS and _inflects(piece):
        _step(reached, word, len(word), (cost + _PART_COST, unknown, [*pieces, piece]))
    elif start and not unknown and len(piece) >= SHORTEST_UNKNOWN and not _ENDING.fullmatch(piece):
        _step(reached, word, len(word), (cost + _UNKNOWN_COST + _UNKNOWN_LETTER * len(piece), 1, [*pieces, piece]))


@lru_cache(maxsize=100_000)
def _inflects(piece: str) -> bool:
    """Tell whether a piece is a part with an ending: Verträge, Gebühren, Verordnungen."""
    for end in range(max(SHORTEST_INFLECTED, len(piece) - LONGEST_INFLECTION), min(len(piece), LONGEST_PART) + 1):
        if piece[:end] in STEMS and piece[end:] in INFLECTIONS:
            return True
    return False


def _step(reached: dict[int, _Way], word: str, end: int, way: _Way) -> None:
    if end not in reached or way[0] < reached[end][0]:
        reached[end] = way
    cost = way[0] + _LINK_COST
    for link in LINKS.get(word[end : end + 1], ()):
        position = end + len(link)
        cheaper = position not in reached or cost < reached[position][0]
        if cheaper and position < len(word) and word.startswith(link, end):
            reached[position] = (cost, way[1], way[2])
