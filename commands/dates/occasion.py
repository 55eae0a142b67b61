"""The line "Wann: …" of an event: a time phrase as a date that knows how precise it is."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from commands.dates.model import DateError
from commands.dates.periods import read
from commands.dates.spans import DAY, Span, localise
from commands.dates.words import fold
from storage.when import Precision, When

_OPEN = frozenset(
    (
        "offen", "noch offen", "unbekannt", "unklar", "noch unklar", "termin folgt",
        "folgt", "tba", "tbd", "n.n.", "nn",
        "ohne termin", "in planung", "wird noch bekannt gegeben",
    )
)  # fmt: skip


def parse_when(text: str, now: datetime) -> When:
    """Read the date of an event in now's zone; a date without a year is the next one.

    What is only roughly known ("Mitte Mai 2022", "KW 49") has precision ``MONTH`` within its bounds, and its words,
    made independent of today, in ``as_written``; a part of a day ("6.9., nachmittags") has precision ``DAY``.
    Raises ``DateError`` also for what is no time: an event never gets a guessed date.
    """
    zone = now.tzinfo.key if isinstance(now.tzinfo, ZoneInfo) else "Europe/Berlin"
    if fold(text.strip()) in _OPEN:
        return When(None, None, Precision.OPEN, zone)
    span = read(text, now, "future")
    if span is None:
        raise DateError(
            f"„{text.strip()}“ habe ich nicht als Zeitangabe verstanden. "
            "Schreiben Sie zum Beispiel „06.09.2023, 10:00 - 18:00“, „2.-4.6.2023“ oder „Mai 2022“."
        )
    if span.fault:
        raise DateError(span.fault)
    if span.start is None or (span.end is None and span.precision is not Precision.MINUTE):
        raise DateError(f"„{text.strip()}“ nennt nur eine Grenze. Bitte nennen Sie Beginn und Ende oder einen Tag.")
    span = _rough(span)
    name = span.name if span.vague else None
    return When(localise(span.start, now.tzinfo), localise(span.end, now.tzinfo), span.precision, zone, name)


def _rough(span: Span) -> Span:
    """Give hours of a part of a day as the day, and a vague stretch of days as of month precision."""
    start, end = span.start, span.end
    if not span.vague or span.precision is not Precision.DAY or start is None or end is None:
        return span
    if end - start < DAY:
        midnight = datetime.combine(start.date(), datetime.min.time())
        return span._replace(start=midnight, end=midnight + timedelta(days=1))
    return span._replace(precision=Precision.MONTH)
