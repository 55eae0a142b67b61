"""Labelled sessions that came as one line ("Tisch 1: Wege Tisch 2: Hecken"), or without a sign ("Tisch 1 Wege")."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from commands.documents.lines import Line
from commands.documents.prose.session_heads import HEAD, KIND, SEVERAL
from commands.documents.prose.vocabulary import UPPER

FEWEST = 2  # labels of one word that make a list
LONGEST = 260  # characters of what stands between two labels
LONGEST_LEAD = 120  # characters of a sentence that leads on to a list
LONGEST_TITLE = 130  # characters of a line with a label and no sign behind it
_ORDER = (
    {str(number): number for number in range(1, 21)},
    {letter: place for place, letter in enumerate("ABCDEFGH", start=1)},
    {number: place for place, number in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII"), start=1)},
)
_LABEL = re.compile(
    rf"(?:^|(?<=\s))(?P<word>{KIND})\s(?P<number>\d{{1,2}}|[A-H]|[IVX]+)\s?[:–|-]\s*(?=[{UPPER}\d„“\"»])"
)

_BARE = re.compile(
    rf"(?P<kind>{KIND})\s+(?P<number>\d{{1,2}}|[A-H])\s+(?P<rest>[{UPPER}„\"»](?!.*[a-zäöüß]{{4}}[.!?]\s[A-ZÄÖÜ]).*)$"
)
_LEAD = re.compile(rf"[a-zäöüß»«“”)]{{2}}[.!?]\s(?P<lead>[{UPPER}][^.!?:]*?\b{SEVERAL}\b[^.!?:]*:)\s*$", re.IGNORECASE)
_HALL = re.compile(r"(?:Raum|Saal|Haus|Halle|Foyer|Etage|Uhr)\b|\d")


def labels_apart(line: Line) -> Iterator[Line]:
    """Cut a line before each of its labels, where they count on; any other line comes back as it is."""
    labels = _labels(line.text) if not line.cells and not line.level else []
    if not labels:
        yield line
        return
    places = [one.start() for one in labels]
    before = line.text[: places[0]].strip()
    if before:
        yield replace(line, text=before)
    for number, (begin, end) in enumerate(itertools.pairwise([*places, len(line.text)])):
        piece = line.text[begin:end].strip(" ;,–-•|")
        yield replace(line, text=piece, gap=line.gap and not number and not before, item=line.item)


def signed(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Put a colon behind labels that stand without a sign, where several lines have the same word and count on."""
    bare = {n: match for n, line in enumerate(lines) if (match := _bare(line)) is not None}
    words = [match["kind"] for match in bare.values()]
    known = {
        word
        for word in words
        if words.count(word) >= FEWEST and _counts([one for one in bare.values() if one["kind"] == word])
    }
    return tuple(
        replace(line, text=f"{line.text[: bare[n].start('rest')].rstrip()}: {bare[n]['rest'].strip()}")
        if n in bare and bare[n]["kind"] in known
        else line
        for n, line in enumerate(lines)
    )


def leads_apart(lines: Sequence[Line]) -> Iterator[Line]:
    """Cut the sentence that leads on to a list of sessions off its paragraph: "… sprach A B. Es folgten drei Foren:"."""
    for line, following in itertools.zip_longest(lines, lines[1:]):
        leads = following is not None and following.item and not (line.item or line.cells or line.level)
        lead = _LEAD.search(line.text) if leads else None
        if lead is None or len(lead["lead"]) > LONGEST_LEAD:
            yield line
            continue
        yield replace(line, text=line.text[: lead.start("lead")].rstrip())
        yield replace(line, text=lead["lead"], gap=True)


def _bare(line: Line) -> re.Match[str] | None:
    """Return label and title of a line that is no more than these."""
    text = line.text.strip()
    if line.cells or len(text) > LONGEST_TITLE or HEAD.match(text) or not re.search(r"[\w?!)“”\"]$", text):
        return None
    match = _BARE.match(text)
    return match if match is not None and not _HALL.match(match["rest"]) else None


def _labels(text: str) -> list[re.Match[str]]:
    """Return the labels of one word that count on from the first; none where sentences stand between them."""
    found: dict[str, list[re.Match[str]]] = {}
    for match in _LABEL.finditer(text):
        found.setdefault(match["word"], []).append(match)
    for labels in found.values():
        if len(labels) >= FEWEST and _counts(labels) and all(map(_is_short, _between(labels, text))):
            return labels
    return []


def _counts(labels: list[re.Match[str]]) -> bool:
    for order in _ORDER:
        places = [order.get(one["number"], 0) for one in labels]
        if 0 not in places and all(b == a + 1 for a, b in itertools.pairwise(places)):
            return True
    return False


def _between(labels: list[re.Match[str]], text: str) -> list[str]:
    places = [one.end() for one in labels]
    ends = [*(one.start() for one in labels[1:]), len(text)]
    return [text[begin:end] for begin, end in zip(places, ends, strict=True)]


def _is_short(words: str) -> bool:
    return len(words) <= LONGEST
