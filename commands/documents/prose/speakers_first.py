"""Programmes that print who speaks above the title: "10:15 A B, Stadt X", on the line below "Archive im Netz"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from commands.documents.lines import Line
from commands.documents.prose.moments import find_moments, find_times
from commands.documents.prose.names import name_at, names_surely
from commands.documents.prose.organisation_words import looks_like_organisation
from commands.documents.prose.people import role_line
from commands.documents.prose.session import name_line
from commands.documents.prose.vocabulary import OFFICES, UPPER

FEWEST = 2  # rows that only say who, with a line below them
LONGEST = 220  # characters of a title
_CLOCK = re.compile(
    r"\s*(?:ab |ca\. )?(?:[01]?\d|2[0-3])(?:[.:][0-5]\d)?(?:\s*Uhr)?(?:\s*(?:[-–—]|"
    r"bis)\s*\d{1,2}(?:[.:]\d\d)?)?(?:\s*Uhr)?\s*[:|]?\s*"
)


def titles_first(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a programme with each title in front of who speaks, where it prints them the other way."""
    rows = [number for number, line in enumerate(lines) if _clock(line)]
    above = [n for n in rows if n + 1 < len(lines) and not _clock(lines[n + 1])]
    only_who = [n for n in above if _says_who(lines[n]) and _can_be_title(lines[n + 1])]
    titled = [n for n in above if not _says_who(lines[n]) and _says_who(lines[n + 1])]
    if len(only_who) < FEWEST or len(only_who) * 2 < len(titled):
        return list(lines)
    result: list[Line] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        below = lines[number + 1] if number + 1 < len(lines) else None
        inside = rows[0] <= number and (number <= rows[-1] or (not line.gap and result and result[-1].cells))
        if inside and below is not None and _says_who(line, housed=True) and _can_be_title(below):
            clock, who, title = _clock(line), _rest(line), _rest(below)
            text = " ".join(word for word in (clock, title, who) if word)
            result.append(replace(line, text=text, cells=(clock, title, who), item=False, level=0))
            number += 2
        else:
            result.append(line)
            number += 1
    return result


def _clock(line: Line) -> str:
    """Return the time that a row begins with, "" if it is none."""
    if len(line.cells) > 1:
        text = line.cells[0]
        return text.strip() if text.strip() and _CLOCK.fullmatch(text) else ""
    match = _CLOCK.match(line.text)
    if match is None or next(find_times(match[0] + " "), None) is None:
        return ""
    return match[0].strip(" :|\t") if not find_moments(line.text[: match.end() + 12]) else ""


def _rest(line: Line) -> str:
    if len(line.cells) > 1:
        return "\n".join(cell.strip() for cell in line.cells[1:] if cell.strip())
    clock = _clock(line)
    return line.text[_CLOCK.match(line.text).end() :].strip() if clock else line.text.strip()  # type: ignore[union-attr]


def _says_who(line: Line, *, housed: bool = False) -> bool:
    """Tell whether a row only says who speaks. ``housed``: a house in brackets does for an unknown name."""
    rest = _rest(line)
    name = name_at(rest)
    if name is None or "\n" in rest or line.level or not name_line(rest):
        return False
    return name.sure or (housed and re.fullmatch(r"\s\([^()]{3,80}\)", rest[name.end :]) is not None)


def _can_be_title(line: Line) -> bool:
    text = _rest(line)
    return (
        not line.gap
        and not line.level
        and not _clock(line)
        and 4 < len(text) <= LONGEST
        and "\n" not in text
        and re.match(rf"[{UPPER}\d„“\"»]|\w+&", text) is not None
        and not (name_line(text) and names_surely(text))
        and role_line(text) is None
        and not OFFICES.match(text)
        and not looks_like_organisation(text)
        and not re.search(r"[a-zäöü]{3}\.\s[A-ZÄÖÜ]", text)
    )
