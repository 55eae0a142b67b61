"""Days beside the event's own that say its year: when a page was published, until when one may register."""

import re

from commands.documents.prose.layout import Part
from commands.documents.prose.moments import Moment, find_moments
from storage.when import Precision

REGISTER, WEEKS = 80, 62  # characters before a deadline that say that it is one, and days from it to the event
_STAMP = re.compile(
    r"\W*(?:Stand|Veröffentlicht|Erschienen|Erstellt|Aktualisiert|Eingestellt|Gepostet|Veröffentlichungsdatum|"
    r"Datum der Meldung)\b",
    re.IGNORECASE,
)


def stamped_days(parts: list[Part]) -> list[Moment]:
    """Return the days of publication that fields such as "Stand:" give."""
    return [
        stamp
        for part in parts
        if _STAMP.match(part.text) and (part.field == "skip" or len(part.text) < REGISTER)
        for stamp in find_moments(part.text)
        if stamp.precision is Precision.DAY and stamp.year and stamp.exists(stamp.year)
    ]


def deadlines(parts: list[Part], moment: Moment) -> list[Moment]:
    """Return the days until which one may register, where they are in the two months before the event's day."""
    if moment.month is None or moment.day is None:
        return []
    found = []
    for part in parts:
        for one in find_moments(part.text):
            before = part.text[max(0, one.start - REGISTER) : one.start]
            if one.year is None or one.day is None or not one.exists(one.year) or not moment.exists(one.year):
                continue
            ahead = (moment.day_in(one.year) - one.day_in(one.year)).days
            if 0 <= ahead <= WEEKS and re.search(r"(?:[Aa]nmeld|[Rr]ückmeld|anzumelden)[^.!?]*\bbis\b", before):
                found.append(one)
    return found
