"""From when to when an event was, where only its programme says so."""

import itertools
import re
from dataclasses import replace

from commands.documents.prose.layout import Part
from commands.documents.prose.moments import Times
from commands.documents.prose.session import is_no_session, item_kind
from commands.documents.prose.timetable import find_timetable, row_times
from commands.documents.prose.when import Chosen
from storage.when import Precision

_OPENS = re.compile(
    r"[\s:|–-]*(?:Uhr)?[\s:|–-]*(?:[A-ZÄÖÜ][a-zäöüß]+)?[Bb]eginn(?:\sder\s\w+)?\s*$"
)  # "9:00 Konferenzbeginn"
_ENDS = re.compile(
    r"[\s:|–-]*(?:Uhr)?[\s:|–-]*(?:(?:Voraussichtliches|Geplantes)\s)?(?:Ende|Veranstaltungsende|Schluss)\b"
)
OPENING = 3  # rows in which a programme says that it begins
ROWS = 3  # rows that make a programme of the whole event


def with_programme(chosen: Chosen, parts: list[Part]) -> Chosen:
    """Give a day without hours those of its programme, one with a beginning alone the end of the last row."""
    moment = chosen.moment
    if moment is None or moment.precision is not Precision.DAY or moment.last is not None:
        return chosen
    if moment.times is not None and moment.times.end is not None:
        return chosen
    table = find_timetable(parts)
    rows = [
        (part.text, times)
        for part in parts
        for times in [row_times(part, table) if table.is_one else None]
        if times is not None
    ]
    if len(rows) < ROWS or any(one.begin > other.begin for (_a, one), (_b, other) in itertools.pairwise(rows)):
        return chosen
    (words, first), (words_last, last) = rows[0], rows[-1]
    opening = words[first.stop :].strip(" :|–-\t").removeprefix("Uhr").strip(" :|–-")
    if moment.times is None and not (is_no_session(opening) or item_kind(opening) == "Begrüßung"):
        return chosen  # it may have begun before
    opens = next((one for text, one in rows[:OPENING] if _OPENS.match(text[one.stop :])), first)
    begin = moment.times.begin if moment.times is not None else opens.begin
    closes = [one.end for _text, one in rows if one.end is not None and one.end >= last.begin]
    ends = last.begin if _ENDS.match(words_last[last.stop :]) else max(closes, default=None)
    if (begin > first.begin and opens is first) or (moment.times is not None and ends is None):
        return chosen
    end = ends if ends is not None and ends > begin else None
    return replace(chosen, moment=replace(moment, times=Times(begin, end, 0, 0)))
