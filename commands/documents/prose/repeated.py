"""One event at several places, each on a day of its own: "jeweils ab 18 Uhr", then a line with day and house for each.

Each of the lines becomes an event; what the text says besides holds for all of them.
"""

import re
from dataclasses import replace

from commands.documents.prose.layout import Part
from commands.documents.prose.moments import Moment, find_moments, follow
from commands.documents.prose.session_heads import is_session_heading
from commands.documents.prose.vocabulary import EVENT_WORDS, UPPER, VENUE_WORD

FEWEST = 2  # lines with day and house
LONGEST = 140  # characters of such a line
OPENING = 14  # characters before the day: a weekday
ABOVE = 3  # lines above the list in which it is said that it is one
_LEAD = re.compile(  # says of the lines below that each is a date of the same event
    r"\b(?:jeweils|(?:an |zu )?folgende[nr]? (?:\w+ )?(?:Termine[n]?|Orte[n]?|Tage[n]?|Standorte[n]?)|"
    r"(?:die|unsere|alle) (?:\w+ )?(?:Termine|Orte|Standorte)|Termine(?: und Orte?)?\s?:?$|"
    r"(?:an|in) (?:zwei|drei|vier|fünf|sechs|mehreren|verschiedenen) (?:Orten|Terminen|Standorten|Städten|Gemeinden))",
    re.IGNORECASE,
)
_HOUR = re.compile(  # and when, on each of the days
    r"jeweils\s(?:(?:um|ab|von)\s)?(?P<hours>\d{1,2}(?:[.:]\d\d)?\s?(?:Uhr\s?)?(?:(?:bis|–|-)\s?\d{1,2}(?:[.:]\d\d)?\s?)?Uhr)"
)
_HOUSE = re.compile(rf"[{UPPER}][^.!?;]{{3,}}")
_STREET = re.compile(r"(?:[Ss]traße|[Ss]tr\.|[Ww]eg|[Pp]latz|[Gg]asse|[Aa]llee|[Mm]arkt|[Rr]ing)\s\d|,\s\d{5}\s")
_APART = re.compile(r"\b(?:Anmeld|Frist|bis zum|verschoben|abgesagt|entfällt)", re.IGNORECASE)


def repeated(parts: list[Part]) -> list[list[Part]]:
    """Return the parts of each of the events; nothing where the text has no such list."""
    shown = [part for part in parts if part.kind != "debris"]
    rows: list[tuple[int, Moment, str]] = []
    for number, part in enumerate(shown):
        row = _row(part)
        if row is not None:
            rows.append((number, *row))
        elif len(rows) >= FEWEST:
            break
        else:
            rows = []
    if len(rows) < FEWEST or not _follow(rows):
        return []
    first = rows[0][0]
    lead = " ".join(part.text for part in shown[max(0, first - ABOVE) : first])
    if _LEAD.search(lead) is None or any(is_session_heading(part.text) for part in shown[:first]):
        return []
    hour = _HOUR.search(lead)
    before, after = shown[:first], shown[rows[-1][0] + 1 :]
    return [
        [replace(part) for part in before]
        + _fields(shown[number], moment, house, hour)
        + [replace(one) for one in after]
        for number, moment, house in rows
    ]


def _row(part: Part) -> tuple[Moment, str] | None:
    """Return the day and the house of a line that gives nothing else."""
    text = part.text.strip()
    if part.kind not in {"text", "item", "heading"} or len(text) > LONGEST or _APART.search(text):
        return None
    moments = find_moments(text)
    if len(moments) != 1 or moments[0].day is None or moments[0].start > OPENING or moments[0].last is not None:
        return None
    moment = moments[0]
    house = re.sub(r"^(?:\W|Uhr\b|in\s|im\s)+", "", text[moment.said_until :]).strip(" .")
    named = VENUE_WORD.search(house) is not None or _STREET.search(house) is not None
    return (moment, house) if named and _HOUSE.fullmatch(house) and not EVENT_WORDS.search(house) else None


def _follow(rows: list[tuple[int, Moment, str]]) -> bool:
    """Tell whether the days follow one another, at houses of their own."""
    houses = {house for _number, _moment, house in rows}
    return follow(moment for _number, moment, _house in rows) and len(houses) == len(rows)


def _fields(part: Part, moment: Moment, house: str, hour: re.Match[str] | None) -> list[Part]:
    """Return a line as two fields: when, and where."""
    day = part.text.strip()[: moment.said_until]
    when = f"{day}, {hour['hours']}" if hour is not None and moment.times is None else day
    return [
        replace(
            part, line=replace(part.line, text=f"{label}: {value}", item=False), kind="field", field=key, value=value
        )
        for label, key, value in (("Termin", "date", when), ("Ort", "place", house))
    ]
