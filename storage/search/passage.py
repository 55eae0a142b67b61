"""The passage that shows why an entry was found, its matching words marked."""

import re
from collections.abc import Mapping, Sequence

from sqlalchemy import RowMapping

from storage.search.analyse import STOP, prepare, terms_of_word, words_of
from storage.views import Passage

FIELDS = (
    ("people", "Personen"),
    ("themes", "Themen"),
    ("text", "Text"),
    ("place", "Ort"),
    ("label", "Art"),
    ("context", "Veranstaltung"),
    ("title", "Titel"),
)
TOGETHER = 0.5  # how sure a word is that means the thing with others only
WORDS = 24  # of a passage out of a long text
BEFORE = 5  # words shown before the first that matches
VERY_LONG, STRETCH = 4_000, 1_500  # characters
LONG = 180  # characters; shorter texts are shown whole
_PIECE = re.compile(r"\S+")


def passage_of(
    document: RowMapping, terms: dict[str, float], groups: Sequence[Sequence[Mapping[str, float]]] = ()
) -> Passage | None:
    """Return the part of an entry that speaks most of the terms (each with how sure it is); a title counts last.

    Of a group, words that mean the thing together only, those of an entry count that has one of each.
    The title is shown above every hit anyway; so another field is preferred where it says as much.
    """
    together = {term: TOGETHER for group in groups for one in group for term in one if term not in terms}
    fields = [(document[name], name, german) for name, german in FIELDS if document[name]]
    read = [_read(value, together | terms) for value, _name, _german in fields]
    there = {term for found in read for _stretch, said in found for term in said}
    whole = [group for group in groups if all(there.intersection(one) for one in group)]
    terms = terms | {term: TOGETHER for group in whole for one in group for term in together.keys() & one & there}
    best: tuple[float, str, str, tuple[int, int]] | None = None
    for (value, name, german), found in zip(fields, read, strict=True):
        saids = [{term: terms[term] for term in said if term in terms} for _stretch, said in found]
        said = {term: sure for one in saids for term, sure in one.items()}
        amount = sum(said.values()) - (0.3 if name == "title" else 0.0)
        if said and (best is None or amount > best[0] + 0.01):
            sures = [list(one.values()) for one in saids]
            place = max(range(len(saids)), key=lambda at: (max(sures[at], default=0.0), sum(sures[at]), -at))
            best = (amount, value, german, found[place][0])
    if best is None:
        return None
    _amount, value, german, (start, end) = best
    parts = _marked(value[start:end], terms, begun=start > 0, goes_on=end < len(value))
    return Passage(parts, german) if any(marked for _text, marked in parts) else None


def _read(value: str, terms: Mapping[str, float]) -> list[tuple[tuple[int, int], dict[str, float]]]:
    """Return the stretches of a text with the terms that each has."""
    return [((start, end), _said(value[start:end], terms)) for start, end in _stretches(value)]


def _stretches(text: str) -> list[tuple[int, int]]:
    """Cut a very long text between words; only the stretch that says most is looked at word by word."""
    if len(text) <= VERY_LONG:
        return [(0, len(text))]
    found, start = [], 0
    while start < len(text):
        end = min(len(text), start + STRETCH)
        if end < len(text):
            end = max(text.rfind(" ", start, end), text.rfind("\n", start, end)) + 1 or end
        found.append((start, end))
        start = end
    return found


def _said(text: str, terms: Mapping[str, float]) -> dict[str, float]:
    found: dict[str, float] = {}
    for word in words_of(prepare(text)):
        for term, _weight in terms_of_word(word.folded, word.pieces):
            if term in terms and word.folded not in STOP:
                found[term] = terms[term]
    return found


def _marked(
    text: str, terms: Mapping[str, float], *, begun: bool = False, goes_on: bool = False
) -> tuple[tuple[str, bool], ...]:
    """Cut a passage out; ``begun``, ``goes_on``: the text is itself cut out of a longer one."""
    pieces = [(found.start(), found.end()) for found in _PIECE.finditer(text)]
    matches = [max(_said(text[start:end], terms).values(), default=0.0) for start, end in pieces]
    first, last = _window(matches) if len(text) > LONG else (0, len(pieces))
    parts: list[tuple[str, bool]] = [("… ", False)] if first or begun else []
    for place in range(first, last):
        start, end = pieces[place]
        marked = matches[place] > 0
        head, core, tail = _trim(text[start:end]) if marked else ("", text[start:end], "")
        if place > first:
            _add(parts, " ", marked=marked and parts[-1][1] and not head)
        _add(parts, head, marked=False)
        _add(parts, core, marked=marked)
        _add(parts, tail, marked=False)
    if last < len(pieces) or goes_on:
        _add(parts, " …", marked=False)
    return tuple(parts)


def _window(matches: list[float]) -> tuple[int, int]:
    """Return the stretch of words with the surest match and most others, beginning some words before the first."""

    def says(at: int) -> tuple[float, float, float, int]:
        part = matches[at : at + WORDS - BEFORE]
        return max(part, default=0.0), sum(part), matches[at] if at < len(matches) else 0.0, -at

    start = max(range(max(1, len(matches) - (WORDS - BEFORE) + 1)), key=says)
    first = max(0, start - BEFORE)
    return first, min(len(matches), first + WORDS)


def _trim(piece: str) -> tuple[str, str, str]:
    """Part a word from the signs around it."""
    core = piece.strip(".,;:!?\"'„“”»«()[]…–")
    if not core:
        return "", piece, ""
    at = piece.index(core)
    return piece[:at], core, piece[at + len(core) :]


def _add(parts: list[tuple[str, bool]], text: str, *, marked: bool) -> None:
    if not text:
        return
    if parts and parts[-1][1] == marked:
        parts[-1] = (parts[-1][0] + text, marked)
    else:
        parts.append((text, marked))
