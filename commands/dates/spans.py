"""Stretches of time before and after their year, month, week or day is chosen.

A reading of a phrase is a ``Span`` (all known: "6.9.2023", "morgen") or a ``Cycle`` (comes again: "März",
"Freitag", "14 Uhr"). Both speak wall time, naive; only ``finish`` makes aware times of them. What can't be
("31. April", "Montag, 06.09.2023") travels along as ``fault``, so that another reading may still win.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from enum import IntEnum
from functools import cache
from typing import NamedTuple

from commands.dates.model import DateError, Period, Prefer
from commands.dates.tokens import Phrase
from storage.when import Precision

DAY = timedelta(days=1)


class Span(NamedTuple):
    """Wall times half-open; ``vague``: lies somewhere in there, ``name`` then says it in words."""

    start: datetime | None
    end: datetime | None
    precision: Precision
    fault: str | None = None
    name: str | None = None
    vague: bool = False


class Beat(IntEnum):
    """How often a cycle comes again."""

    DAY = 1
    WEEK = 2
    MONTH = 3
    YEAR = 4

    def index(self, moment: datetime) -> int:
        """Give the number of the day, week, month or year."""
        if self is Beat.DAY:
            return moment.toordinal()
        if self is Beat.WEEK:
            return (moment.toordinal() - 1) // 7
        return moment.year if self is Beat.YEAR else moment.year * 12 + moment.month - 1


@dataclass(frozen=True, slots=True)
class Cycle:
    """Something that comes again with each beat; ``at(index)`` is None where it does not (31st of April).

    ``reach``: how many beats before now the one may have begun that still runs.
    """

    beat: Beat
    at: Callable[[int], Span | None]
    reach: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", cache(self.at))  # asked again and again while ranges are joined

    def over(self, change: Callable[[Span], Span]) -> "Cycle":
        """Give the cycle with each of its spans changed."""
        at = self.at

        def changed(index: int) -> Span | None:
            span = at(index)
            return None if span is None else change(span)

        return Cycle(self.beat, changed, self.reach)

    def first(self, now: datetime, wanted: Callable[[Span], bool]) -> Span:
        """Give the earliest span around or after ``now`` that is wanted."""
        index = self.beat.index(now)
        for i in range(index - self.reach, index + 60):
            span = self.at(i)
            if span is not None and wanted(span):
                return span
        raise DateError("Diese Zeitangabe kann ich nicht einordnen. Bitte nennen Sie das Jahr.")

    def last(self, now: datetime, wanted: Callable[[Span], bool]) -> Span:
        """Give the latest span around or before ``now`` that is wanted."""
        index = self.beat.index(now)
        for i in range(index + 1, index - 60, -1):
            span = self.at(i)
            if span is not None and wanted(span):
                return span
        raise DateError("Diese Zeitangabe kann ich nicht einordnen. Bitte nennen Sie das Jahr.")


Reading = Span | Cycle


def change(reading: Reading, how: Callable[[Span], Span]) -> Reading:
    """Apply a change to a span or to each span of a cycle."""
    return how(reading) if isinstance(reading, Span) else reading.over(how)


def wall(year: int, month: int, day: int) -> datetime:
    """Give a midnight on the wall, without a zone yet."""
    return datetime(year, month, day)  # noqa: DTZ001  # wall time: ``localise`` adds the zone at the end


def days(start: datetime, count: int = 1) -> Span:
    """Give a number of whole days."""
    return Span(start, start + count * DAY, Precision.DAY)


def moment(start: datetime) -> Span:
    """Give a point in time without an end."""
    return Span(start, None, Precision.MINUTE)


def sample(reading: Reading, phrase: Phrase) -> Span:
    """Give any one span of a reading, to see what kind it is."""
    if isinstance(reading, Span):
        return reading
    return reading.first(phrase.now, lambda _: True) if phrase.now.year < 9990 else days(phrase.today)


def is_day(reading: Reading, phrase: Phrase) -> bool:
    """Tell whether a time of day can follow: these are whole days, known exactly."""
    span = sample(reading, phrase)
    return span.precision is Precision.DAY and not span.vague


def _ahead(now: datetime) -> Callable[[Span], bool]:
    def wanted(span: Span) -> bool:
        if span.end is not None:
            return span.end > now
        return span.start is not None and span.start >= now.replace(second=0, microsecond=0)

    return wanted


def _begun(now: datetime) -> Callable[[Span], bool]:
    return lambda span: span.start is not None and span.start <= now


def choose(reading: Reading, now: datetime, prefer: Prefer) -> Span:
    """Settle which one is meant: what runs now counts in both directions.

    Where a weekday does not fit the date that way ("Fr 20.11."), but fits the one in the other direction within a
    month, that one is meant.
    """
    if isinstance(reading, Span):
        return reading
    ahead = prefer == "future"
    span = reading.first(now, _ahead(now)) if ahead else reading.last(now, _begun(now))
    if span.fault:
        other = reading.last(now, _begun(now)) if ahead else reading.first(now, _ahead(now))
        if not other.fault and other.start is not None and abs(other.start - now) < 31 * DAY:
            return other
    return span


def join(left: Reading, right: Reading, *, gapless: bool = False) -> Reading:
    """From the beginning of one to the end of the other; each takes year, month, week or day from the other.

    ``gapless``: both have to follow one another directly ("5. und 6.11.", "Mai/Juni").
    """
    beats = [reading.beat for reading in (left, right) if isinstance(reading, Cycle)]

    def merged(first: Span, last: Span) -> Span:
        span = _merge(first, last, gapless=gapless)
        return _not_backwards(span, min(beats)) if beats else span

    if isinstance(left, Span):
        return merged(left, right if isinstance(right, Span) else _following(right, left))
    if isinstance(right, Span):
        return merged(_leading(left, right), right)

    def from_left(index: int) -> Span | None:
        span = left.at(index)
        return None if span is None else merged(span, _following(right, span))

    def from_right(index: int) -> Span | None:
        span = right.at(index)
        return None if span is None else merged(_leading(left, span), span)

    if left.beat >= right.beat:
        return Cycle(left.beat, from_left, left.reach)
    return Cycle(right.beat, from_right, right.reach)


_BACKWARDS = "Das Ende liegt vor dem Beginn. Bitte prüfen Sie beide Angaben."


def _not_backwards(span: Span, beat: Beat) -> Span:
    """Refuse "5.12. bis 3.12.2026" and "vom 5. bis 3. Juni": over New Year or a month's end only if short enough."""
    if span.start is None or span.end is None or span.fault or span.precision not in _ORDER[:2]:
        return span
    last = span.end - timedelta(seconds=1)
    longest = {Beat.YEAR: 300, Beat.MONTH: 21}.get(beat)
    if longest and beat.index(span.start) != beat.index(last) and (last - span.start).days > longest:
        return span._replace(fault=_BACKWARDS)
    return span


def _following(right: Cycle, left: Span) -> Span:
    begin = left.start
    assert begin is not None
    return right.first(begin, lambda s: (s.end or s.start or begin) > begin)


def _leading(left: Cycle, right: Span) -> Span:
    begin = right.start
    assert begin is not None
    return left.last(begin, lambda s: s.start is not None and s.start <= begin)


_ORDER = (Precision.MINUTE, Precision.DAY, Precision.MONTH, Precision.SEASON, Precision.YEAR)


def _merge(left: Span, right: Span, *, gapless: bool) -> Span:
    end = right.end or right.start
    fault = left.fault or right.fault
    if not fault and left.start is not None and end is not None and end <= left.start:
        fault = _BACKWARDS
    if not fault and gapless and left.end != right.start:
        fault = "Das sind mehrere Zeiten. Bitte nennen Sie nur eine davon oder einen Zeitraum mit „bis“."
    name = f"{left.name} bis {right.name}" if left.name and right.name else None
    precision = min(left.precision, right.precision, key=_ORDER.index)
    return Span(left.start, end, precision, fault, name, vague=(left.vague or right.vague) and name is not None)


def localise(wall: datetime | None, zone: tzinfo | None) -> datetime | None:
    """Make a wall time aware.

    A time that the clock skips in spring moves forward by the gap (02:30 becomes 03:30); of a time that comes
    twice in autumn the first is meant (``fold=0``).
    """
    if wall is None or wall.tzinfo is not None:
        return wall
    aware = wall.replace(tzinfo=zone)
    there = aware.astimezone(UTC).astimezone(zone)
    return aware if there.replace(tzinfo=None) == wall else there


def finish(span: Span, zone: tzinfo | None) -> Period:
    """Make the span aware; raise what is wrong with it."""
    if span.fault:
        raise DateError(span.fault)
    return Period(localise(span.start, zone), localise(span.end, zone), span.precision)
