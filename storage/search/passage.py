"""The passage that shows why an entry was found."""

import re

from storage.search.analyse import analyse
from storage.search.tables import SearchDocument
from storage.views import Passage

FIELDS = (
    ("people", "Personen"),
    ("themes", "Themen"),
    ("place", "Ort"),
    ("text", "Text"),
    ("title", "Titel"),
)
LENGTH = 160
_PIECES = re.compile(r"\s+")


def passage_of(row: SearchDocument, terms: set[str]) -> Passage | None:
    """Return the part of the entry with most of the terms; the title only if nothing else has any."""
    best: tuple[int, str, str] | None = None
    for name, german in FIELDS:
        text = getattr(row, name)
        matched = {term for term in analyse(text) if term in terms}
        if matched and (best is None or len(matched) > best[0]):
            best = (len(matched), text, german)
    if best is None:
        return None
    _count, text, german = best
    return Passage(_marked(_window(text, terms), terms), german)


def _hits(word: str, terms: set[str]) -> bool:
    return any(term in terms for term in analyse(word))


def _window(text: str, terms: set[str]) -> str:
    """Cut a long text to some words around its densest part."""
    if len(text) <= LENGTH:
        return text
    pieces = _PIECES.split(text)
    flags = [_hits(piece, terms) for piece in pieces]
    span = 22
    start = max(range(len(pieces)), key=lambda at: (sum(flags[at : at + span]), flags[at], -at))
    start = max(0, start - 4)
    cut = " ".join(pieces[start : start + span])
    return ("… " if start else "") + cut + (" …" if start + span < len(pieces) else "")


def _marked(text: str, terms: set[str]) -> tuple[tuple[str, bool], ...]:
    parts: list[tuple[str, bool]] = []
    for piece in re.split(r"(\s+)", text):
        flag = bool(piece.strip()) and _hits(piece, terms)
        if parts and parts[-1][1] == flag:
            parts[-1] = (parts[-1][0] + piece, flag)
        elif piece:
            parts.append((piece, flag))
    return tuple(parts)
