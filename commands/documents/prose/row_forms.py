"""Rows of a programme that do not print their time in front: in brackets, behind the title, on the line below it."""

import itertools
import re
from dataclasses import replace

from commands.documents.lines import Line

_CLOCK = r"\d{1,2}[.:]\d\d(?:\s?(?:Uhr\s?)?(?:[-–]|bis)\s?\d{1,2}[.:]\d\d)?"
_BEHIND = re.compile(rf"(?P<title>\D.{{2,140}}?)\s\((?:um |ab )?(?P<time>{_CLOCK})(?:\sUhr)?\)")
_BEHIND_COMMA = re.compile(rf"(?P<title>\D[^.!?:]{{2,120}}?)(?:,|\s[–-])\s(?:um |ab )?(?P<time>{_CLOCK})\sUhr")
_IN_FRONT = re.compile(
    rf"(?:[\[(](?P<time>{_CLOCK})(?:\s?Uhr)?[\])]\s*:?|(?:Um|Gegen)\s(?P<told>{_CLOCK})\sUhr\s?:)\s+(?P<title>\S.*)"
)
_ALONE = re.compile(rf"\s*(?:ab\s)?{_CLOCK}\s*(?:Uhr)?\s*", re.IGNORECASE)
_OPEN = re.compile(r"\s*\d{1,2}[.:]\d\d\s?(?:Uhr)?\s*[-–—]\s*")
_CLOSES = re.compile(r"\s*\d{1,2}[.:]\d\d(?:\s?Uhr|\s*$)")
_DIGITS = re.compile(r"(?P<h>[01]\d|2[0-3])(?P<m>[0-5][05])\s+(?=[A-ZÄÖÜ„])")
ROWS = 2  # lines that make a way of printing
_BEGUN = re.compile(  # what some row of a programme says, and no chronicle
    r"\W*(?:Uhr\b|(?:Begrüßung|Willkommen|Eröffnung|Ankommen|Ankunft|Einlass|Registrierung|Grußwort|Kaffee|Pause|Mittag|"
    r"Ende|Schluss|Ausklang|Impuls|Vortrag|Diskussion)\w*)",
    re.IGNORECASE,
)
SURE = 3  # the same, where one such line alone would say something else
APART = 2  # lines from one time to the next, where each stands below its title


def times_first(lines: list[Line]) -> list[Line]:
    """Put the times of a programme in front of its titles: "Begrüßung (10:00 Uhr)", "[10:00] Begrüßung"."""
    lines = _clocked(lines)
    for pattern, fewest in ((_BEHIND, ROWS), (_BEHIND_COMMA, SURE), (_IN_FRONT, ROWS)):
        matches = [pattern.fullmatch(line.text) if not line.cells else None for line in lines]
        if sum(match is not None for match in matches) >= fewest:
            return [
                line if match is None else replace(line, text=f"{_time_of(match)} Uhr {match['title']}")
                for line, match in zip(lines, matches, strict=True)
            ]
    return _lifted(lines)


def _clocked(lines: list[Line]) -> list[Line]:
    """Write times out that have lost the sign between hour and minute: "1400 Willkommen", "1410 Impuls"."""
    matches = [_DIGITS.match(line.text) if not line.cells else None for line in lines]
    clocks = [(match["h"], match["m"]) for match in matches if match is not None]
    rises = all(one < other for one, other in itertools.pairwise(clocks))
    begun = any(
        match is not None and _BEGUN.match(line.text[match.end() :])
        for line, match in zip(lines, matches, strict=True)
    )
    if (
        len(clocks) < SURE or not begun or not rises or all(hour in {"19", "20"} for hour, _minute in clocks)
    ):  # "2018 Gründung"
        return lines
    return [
        line if match is None else replace(line, text=f"{match['h']}:{match['m']} Uhr {line.text[match.end() :]}")
        for line, match in zip(lines, matches, strict=True)
    ]


def spans_joined(lines: list[Line]) -> list[Line]:
    """Put the two halves of a time together that stand on lines of their own: "9:00 –", "9:30 Uhr"."""
    result: list[Line] = []
    for line in lines:
        before = result[-1] if result else None
        if before is not None and not before.cells and _OPEN.fullmatch(before.text) and _CLOSES.match(line.text):
            result[-1] = replace(before, text=f"{before.text} {line.text}")
        else:
            result.append(line)
    return result


def _time_of(match: re.Match[str]) -> str:
    return match["time"] or match["told"]


def _lifted(lines: list[Line]) -> list[Line]:
    """Put times in front of the titles above them, where title and time take turns and the last time ends the list."""
    places = [n for n, line in enumerate(lines) if _ALONE.fullmatch(line.text) and not line.cells]
    if len(places) < SURE or any(b - a != APART for a, b in itertools.pairwise(places)):
        return lines
    after = lines[places[-1] + 1] if places[-1] + 1 < len(lines) else None
    ends = after is None or after.gap or after.level > 0
    if places[0] == 0 or not ends or lines[places[0]].gap or any(lines[place].gap for place in places):
        return lines
    result = list(lines)
    for place in places:
        title = lines[place - 1]
        result[place - 1] = replace(title, text=f"{lines[place].text.strip()} {title.text}", level=0, item=False)
    return [line for n, line in enumerate(result) if n not in places]
