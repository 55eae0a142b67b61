"""Rows of a programme that name several talks one after the other: "Impulse von A B – Wege und C D – Netze"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from commands.documents.lines import Line
from commands.documents.prose.names import find_names, name_at
from commands.documents.prose.vocabulary import UPPER

FEWEST = 2  # talks in one row
_ROW = re.compile(
    r"(?P<clock>\s*(?:ab |ca\. )?(?:[01]?\d|2[0-3])[.:][0-5]\d(?:\s*Uhr)?(?:\s*(?:[-–—]|"
    r"bis)\s*\d{1,2}[.:]\d\d)?(?:\s*Uhr)?\s*[:|–-]?\s*)"
    r"(?P<rest>.{20,600})",
    re.DOTALL,
)
_COUNTED = re.compile(rf"(?:^|(?<=\s))(?P<number>\d)[.):]?\s(?=[{UPPER}„\"][^\s])")
_ORT = re.compile(r"\s?,?\s(?:Ort|Raum)\s?:\s[\w -]{3,40}$")
_KINDS = {
    "impulse": "Impuls", "vorträge": "Vortrag", "inputs": "Input", "kurzvorträge": "Vortrag", "referate": "Referat",
    "impulsvorträge": "Impulsvortrag", "beiträge": "Beitrag", "keynotes": "Keynote", "statements": "Statement",
    "praxisbeispiele": "Praxisbeispiel", "kurzimpulse": "Impuls", "fachvorträge": "Fachvortrag",
    "fachimpulse": "Impuls",
}  # fmt: skip
_SEVERAL = re.compile(
    rf"(?P<kind>{'|'.join(_KINDS)})(?:\s(?:von|durch|mit)|\s?:)\s(?P<talks>.+)", re.IGNORECASE | re.DOTALL
)
_BETWEEN = re.compile(rf"\s*;\s*|,?\s(?:und|sowie)\s(?=(?:(?:Prof|Dr)\.\s?)*[{UPPER}])|,\s(?=[„“\"»])")
_WHO_FIRST = re.compile(r"(?P<who>[^–„“\":]{5,160}?),?\s?(?:[–-]|:)\s(?P<title>[^–;]{4,200})")
_TITLE_FIRST = re.compile(
    r"[„“\"»](?P<title>[^„“”\"»«]{4,200})[“”\"«]\s?(?:\(|,\s|[–-]\s|von\s|mit\s)(?P<who>[^„“”\"»«]{5,160}?)\)?"
)


def talks_apart(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with a row of its own for each talk that a row with a time names, all with that time."""
    return [part for line in lines for part in _parted(line)]


def _parted(line: Line) -> Iterator[Line]:
    row = _ROW.fullmatch(line.text) if not line.cells else None
    several = _SEVERAL.match(row["rest"].strip()) if row is not None else None
    talks = _talks(several["talks"].strip(" .")) if several is not None else []
    counted = _counted(line, row) if row is not None and not talks else []
    if counted:
        yield from counted
        return
    if row is None or several is None or len(talks) < FEWEST:
        yield line
        return
    kind = _KINDS[several["kind"].lower()]
    for number, (title, who) in enumerate(talks):
        clock = row["clock"].strip(" :|–-")
        yield replace(
            line,
            text=f"{clock} {kind}: {title} {who}",
            cells=(clock, f"{kind}: {title}", who),
            gap=line.gap and not number,
        )


def _counted(line: Line, row: re.Match[str]) -> list[Line]:
    """Cut a row that numbers what runs side by side: "17 – 18 Uhr 1 Wege A B, Ort: Saal 2 Netze C D, Ort: Foyer"."""
    text = row["rest"].strip()
    starts: list[re.Match[str]] = []
    for match in _COUNTED.finditer(text):
        if int(match["number"]) == len(starts) + 1:
            starts.append(match)
    if len(starts) < FEWEST or starts[0].start() > 0:
        return []
    ends = [one.start() for one in starts[1:]] + [len(text)]
    pieces = [(one["number"], text[one.end() : end].strip(" ,;|")) for one, end in zip(starts, ends, strict=True)]
    if not all(any(name.sure for name in find_names(piece)) for _number, piece in pieces):
        return []
    clock = row["clock"].strip(" :|–-")
    return [
        replace(
            line, text=f"{clock} Programmpunkt {number}: {_apart(piece)}", cells=(), gap=line.gap and number == "1"
        )
        for number, piece in pieces
    ]


def _apart(piece: str) -> str:
    """Put who speaks, and where, on lines of their own behind the title of a piece."""
    name = next((one for one in find_names(piece) if one.sure and one.start > 0), None)
    room = _ORT.search(piece)
    where = f"\t{room[0].strip(' ,')}" if room is not None else ""
    piece = piece[: room.start()] if room is not None else piece
    if name is None or piece[: name.start].rstrip()[-1:] in ",(:&/-–":
        return piece + where
    return f"{piece[: name.start].strip()}\t{piece[name.start :].strip()}{where}"


def _talks(text: str) -> list[tuple[str, str]]:
    """Return title and speaker of each talk; none where one of them has not both."""
    pieces: list[str] = []
    for piece in _BETWEEN.split(text):
        if pieces and _talk(pieces[-1]) is None:
            pieces[-1] = f"{pieces[-1]} und {piece}"
        else:
            pieces.append(piece)
    talks = [_talk(piece) for piece in pieces]
    return [talk for talk in talks if talk is not None] if all(talks) else []


def _talk(piece: str) -> tuple[str, str] | None:
    for pattern in (_TITLE_FIRST, _WHO_FIRST):
        match = pattern.fullmatch(piece.strip(" ,"))
        name = name_at(match["who"].strip()) if match is not None else None
        if match is not None and name is not None and name.sure:
            return match["title"].strip(' „“”"»«'), match["who"].strip(" ,")
    return None
