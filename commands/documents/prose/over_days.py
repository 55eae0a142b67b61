"""From when to when an event was that lasts several days, where the text gives the hours of the first and the last."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from commands.documents.prose.layout import Part
from commands.documents.prose.moments import Clock, Moment, Times, find_moments, find_times, follow
from commands.documents.prose.session import Found
from commands.documents.prose.session_days import SERIES, day_mark
from commands.documents.prose.when import Chosen
from storage.when import Precision

_MIDNIGHTS = frozenset([(0, 0), (24, 0), (23, 59)])  # how calendars write whole days: "00:00 bis 00:00"
_ENDS = re.compile(r"\b(?:bis|Ende|endet?|Schluss|schließt)\b|[–-]\s*$", re.IGNORECASE)
_OVER = re.compile(
    r"\W*(?:(?:[Vv]oraussichtliches\s)?(?:Ende|Schluss)|Veranstaltungsende|Tagungsende)(?:\s(?:der|des)\s[\w-]+)?\W{1,3}"
    r"(?:(?:gegen|um|ca\.|etwa)\s){0,2}(?P<time>\d{1,2}(?:[.:]\d\d)?\s*Uhr)"
)
_BESIDE = re.compile(r"\bund\s|\+|&|–|-")
_WORD = re.compile(r"[^\W\d_]{4,}")
TOLD = 3  # words below a weekday that are more than the hours at which something is open
SIDE_BY_SIDE = timedelta(days=2)
SOON = 3  # days from the first to the last that headings give
NEAR = 40  # characters before a day that say that it is the last


def over_days(chosen: Chosen, parts: list[Part]) -> Chosen:
    """Give several days the hour at which the first begins and the one at which the last ends, if sentences say both.

    A programme alone does not: its rows begin with the arrival and end with a meal, so the days are what is said.
    """
    moment = chosen.moment
    if moment is None or moment.precision is not Precision.DAY:
        return chosen
    if moment.times is not None and {moment.times.begin, moment.times.end} <= _MIDNIGHTS:
        return replace(chosen, moment=replace(moment, times=None))
    if moment.last is None:
        return _with_next_day(_until_weekday(chosen, moment, parts), moment)
    if moment.times is not None:
        return chosen
    begin = next((one.times for one in _dated(parts) if (one.month, one.day) == (moment.month, moment.day)), None)
    end = next(_ends(parts, moment.last[1:]), None) or _closes(parts, moment.last[1:])
    if begin is None or end is None:
        return chosen
    return replace(chosen, moment=replace(moment, times=Times(begin.begin, end, 0, 0)))


def over_series(chosen: Chosen, sessions: list[Found]) -> Chosen:
    """Give a series all days from its first session to the last, where the day found is that of one of them."""
    days = [one.day for one in sessions if one.day is not None and one.label is not None and one.times is None]
    moment = chosen.moment
    if moment is None or moment.last is not None or moment.times is not None or len(days) < SERIES:
        return chosen
    first, last = days[0], days[-1]
    every = {(one.month, one.day) for one in days}
    if (
        len(every) < SERIES
        or not follow(days)
        or (moment.month, moment.day) not in every
        or first.year is None
        or last.year is None
        or last.month is None
        or last.day is None
    ):
        return chosen
    whole = replace(moment, year=first.year, month=first.month, day=first.day, weekday=first.weekday)
    whole = replace(whole, last=(last.year, last.month, last.day))
    return replace(chosen, moment=whole, year=first.year)


def _dated(parts: list[Part]) -> Iterator[Moment]:
    """Yield the single days with hours."""
    for part in parts:
        yield from (one for one in find_moments(part.text) if one.times is not None and one.last is None)


def _ends(parts: list[Part], day: tuple[int, int]) -> Iterator[Clock]:
    """Yield the hours at which the text says that something ends on a day."""
    before = ""
    for part in parts:
        for one in _dated([part]):
            if (one.month, one.day) != day or one.times is None:
                continue
            if one.times.end is not None:
                yield one.times.end
            elif _ENDS.search(f"{before} {part.text[: one.start]}"[-NEAR:]):
                yield one.times.begin
        before = part.text if len(part.text) < NEAR else ""


def _closes(parts: list[Part], day: tuple[int, int]) -> Clock | None:
    """Return the hour of a line below the head of the last day: "Ende der Tagung gegen 12:30 Uhr"."""
    head = next((part.number for part in parts for one in _dated([part]) if (one.month, one.day) == day), None)
    for part in parts:
        over = _OVER.match(part.text) if head is not None and part.number > head else None
        times = next(find_times(over["time"]), None) if over is not None else None
        if times is not None:
            return times.begin
    return None


def _until_weekday(chosen: Chosen, moment: Moment, parts: list[Part]) -> Chosen:
    """Take in the days after the first that head parts of the text by their weekday alone: "Samstag", "2. Tag"."""
    year = chosen.year
    if year is None or moment.times is not None or not moment.exists(year) or chosen.part is None:
        return chosen
    first = moment.day_in(year)
    marks = [
        mark
        for part, below in itertools.pairwise(parts)
        for mark in [day_mark(part)]
        if part.number > chosen.part.number and mark is not None and len(_WORD.findall(below.text)) >= TOLD
    ]
    ahead = [(number - first.weekday()) % 7 if kind == "weekday" else number - 1 for kind, number in marks]
    if not ahead or ahead != sorted(ahead) or not 0 < ahead[-1] <= SOON:
        return chosen
    last = first + timedelta(days=ahead[-1])
    return replace(chosen, moment=replace(moment, last=(last.year, last.month, last.day)))


def _with_next_day(chosen: Chosen, moment: Moment) -> Chosen:
    """Take in the next day, where both stand side by side: "9. Mai, 13 bis 16 Uhr und 10. Mai, 9 bis 12 Uhr"."""
    part, year = chosen.part, chosen.year
    if chosen.moment is not moment or part is None or moment.times is None or year is None or not moment.exists(year):
        return chosen
    text = part.value if part.kind == "field" else part.text
    for one in find_moments(text):
        if one.times is None or one.last is not None or one.day is None or not one.exists(year):
            continue
        later = one.day_in(year)
        if timedelta() < later - moment.day_in(year) <= SIDE_BY_SIDE and _BESIDE.search(text[: one.start][-NEAR:]):
            times = replace(moment.times, end=one.times.end or one.times.begin)
            return replace(chosen, moment=replace(moment, last=(later.year, later.month, later.day), times=times))
    return chosen
