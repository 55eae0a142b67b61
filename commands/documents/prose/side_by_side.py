"""Tables whose rows hold several talks at once, one for each room, and titles with a name glued behind them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from commands.documents.lines import Line
from commands.documents.prose.moments import find_times
from commands.documents.prose.names import find_names
from commands.documents.prose.no_session import is_no_session
from commands.documents.prose.session_heads import HEAD, KIND_QUOTED, KIND_TITLE
from commands.documents.prose.vocabulary import UPPER, given_names

TRACKS = 2  # columns that make talks run at the same time
LONGEST_HEAD = 60  # characters of what heads a column
GLUED, SHARE = 3, 0.6  # titles with a name glued to them, and what share of all
SHORTEST_TITLE = 6  # characters
_TRACK = re.compile(
    r"(?:(?:Track|Strang|Schiene|Stream|Linie|Pfad|Reihe|Room|Stage|Slot|Bühne|Zelt|Foyer|Aula|Plenum)\b|"
    rf"[{UPPER}\d]?[\w.-]*(?:[Rr]aum|[Ss]aal|[Bb]ühne|[Rr]eihe|[Ss]chiene|[Hh]alle|[Ss]trang|[Tt]rack|[Zz]elt|[Ff]orum)\b)"
)
_TIME_HEAD = re.compile(r"(?:Uhr)?zeit|Wann|Beginn|Uhr|Time", re.IGNORECASE)
_NOTHING = re.compile(r"[\s–—./-]*")
_BRACKET = re.compile(r"\s\([^()]{3,80}\)")
_LINKED = re.compile(r"\b(?:und|von|mit|durch|Frau|Herrn?|für|in|an|über|nach)\s$")
_CLOCK = re.compile(
    r"\s*(?:ab |ca\. )?(?:[01]?\d|2[0-3])[.:][0-5]\d(?:\s*Uhr)?(?:\s*(?:[-–—]|bis)\s*\d{1,2}[.:]\d\d)?(?:\s*Uhr)?\s*"
)


def side_by_side(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with a row of its own for each talk of a row, all with the time of that row."""
    result: list[Line] = []
    tracks = 0
    for line in lines:
        cells = _cells(line)
        if len(cells) < TRACKS:
            tracks = 0
        elif _heads_tracks(cells):
            tracks = sum(_TRACK.match(cell) is not None for cell in cells)
            continue
        talks = _talks(cells, tracks)
        if talks:
            result += [
                replace(line, text=f"{cells[0]} {talk}", cells=(cells[0], talk), gap=line.gap and not number)
                for number, talk in enumerate(talks)
            ]
        else:
            result.append(line)
    return _unglued(result)


def _cells(line: Line) -> tuple[str, ...]:
    """Return the cells of a row, also of one that tabs part."""
    cells = line.cells or tuple(line.text.split("\t"))
    return tuple(cell.strip() for cell in cells) if len(cells) > 1 else ()


def _heads_tracks(cells: tuple[str, ...]) -> bool:
    titles = cells[1:] if not cells[0] or _TIME_HEAD.fullmatch(cells[0].strip(" :")) else cells
    return len(titles) >= TRACKS and all(len(cell) < LONGEST_HEAD and _TRACK.match(cell) for cell in titles)


def _talks(cells: tuple[str, ...], tracks: int) -> list[str]:
    """Return the talks of a row with a time, where there are several."""
    if not cells or not _is_clock(cells[0]):
        return []
    talks = [cell for cell in cells[1:] if not _NOTHING.fullmatch(cell)]
    labelled = all(HEAD.match(cell) or KIND_TITLE.match(cell) or KIND_QUOTED.match(cell) for cell in talks)
    if len(talks) < TRACKS or not (labelled or (tracks >= TRACKS and len(talks) <= tracks)):
        return []
    return talks


def _is_clock(text: str) -> bool:
    times = next(find_times(text), None)
    return _CLOCK.fullmatch(text) is not None or (times is not None and not text[: times.start] + text[times.stop :])


def _unglued(lines: list[Line]) -> list[Line]:
    """Part titles from names that follow them without a sign, where most rows of a programme are printed like that."""
    ends: dict[int, int] = {}
    rows = 0
    for number, line in enumerate(lines):
        title = _title(line)
        if title is None or is_no_session(title):
            continue
        rows += 1
        place = _name_at_end(title)
        if place > SHORTEST_TITLE and re.search(r"[\w?!)]\s$", title[:place]) and not _LINKED.search(title[:place]):
            ends[number] = place
    if len(ends) < GLUED or len(ends) < rows * SHARE:
        return lines
    return [line if number not in ends else _parted(line, ends[number]) for number, line in enumerate(lines)]


def _name_at_end(title: str) -> int:
    """Return where the name begins that a title ends with, 0 if none; capital words before it are none of it."""
    last = next((name for name in reversed(list(find_names(title))) if name.sure), None)
    if last is None or (last.end != len(title) and not _BRACKET.fullmatch(title[last.end :])):
        return 0
    words = list(re.finditer(r"\S+", title[last.start :]))
    known = next((word.start() for word in words[:-1] if word[0].lower() in given_names()), 0)
    return last.start + (known if last.title is None else 0)


def _title(line: Line) -> str | None:
    """Return what a row with a time has behind it in one piece; ``None`` for any other line."""
    if line.cells:
        filled = [cell for cell in line.cells[1:] if cell.strip()]
        return filled[0] if len(filled) == 1 and "\n" not in filled[0] and _is_clock(line.cells[0]) else None
    clock = _CLOCK.match(line.text)
    title = line.text[clock.end() :] if clock is not None else ""
    return title if title and "\t" not in title.strip() and not title[0].isdigit() else None


def _parted(line: Line, place: int) -> Line:
    title = _title(line) or ""
    title, who = title[:place].strip(), title[place:]
    clock = line.cells[0] if line.cells else line.text[: len(line.text) - len(_title(line) or "")].strip()
    return replace(line, text=f"{clock} {title} {who}", cells=(clock, title, who))
