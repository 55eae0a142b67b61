"""A date found in a text in the store's form, or without a year beside it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from commands.documents.prose.moments import Clock, Moment, iso_days
from storage.records import LooseDate
from storage.when import Precision, When
from storage.when_text import SEASONS as SEASON_MONTHS


def to_when(moment: Moment | None, year: int | None, written: str | None, zone: str) -> tuple[When, LooseDate | None]:
    """Turn a date into the store's form; without a year it is open, and a :class:`LooseDate` beside it."""
    nothing = When(None, None, Precision.OPEN, zone, written)
    if moment is None:
        return nothing, None
    local = ZoneInfo(zone)
    if year is None:
        return nothing, _loose(moment)
    if moment.precision is Precision.DAY:
        first, last = iso_days(moment, year)
        if moment.times is None:
            start = datetime(first.year, first.month, first.day, tzinfo=local)
            after = last + timedelta(days=1)
            return When(
                start, datetime(after.year, after.month, after.day, tzinfo=local), Precision.DAY, zone, written
            ), None
        start = datetime(first.year, first.month, first.day, *moment.times.begin, tzinfo=local)
        end = _at(last, moment.times.end, local) if moment.times.end else None
        if end is None and last != first:
            after = last + timedelta(days=1)
            return When(
                start.replace(hour=0, minute=0),
                datetime(after.year, after.month, after.day, tzinfo=local),
                Precision.DAY,
                zone,
                written,
            ), None
        return When(start, end if end is not None and end > start else None, Precision.MINUTE, zone, written), None
    month = moment.month or (SEASON_MONTHS[moment.season] if moment.season else 1)
    count = {Precision.MONTH: 1, Precision.SEASON: 3}.get(moment.precision, 12)
    start = datetime(year, month, 1, tzinfo=local)
    turn, place = divmod(month - 1 + count, 12)
    return When(start, datetime(year + turn, place + 1, 1, tzinfo=local), moment.precision, zone, written), None


def _at(day: date, clock: Clock, local: ZoneInfo) -> datetime:
    if clock[0] == 24:
        day, clock = day + timedelta(days=1), (0, 0)
    return datetime(day.year, day.month, day.day, *clock, tzinfo=local)


def _loose(moment: Moment) -> LooseDate | None:
    if moment.month is None:
        return None
    if moment.day is None:
        return LooseDate(f"--{moment.month:02}", None, Precision.MONTH)
    day = f"--{moment.month:02}-{moment.day:02}"
    last = f"--{moment.last[1]:02}-{moment.last[2]:02}" if moment.last else None
    if moment.times is None:
        return LooseDate(day, last, Precision.DAY)
    end = f"{last or day}T{moment.times.end[0]:02}:{moment.times.end[1]:02}" if moment.times.end else None
    return LooseDate(f"{day}T{moment.times.begin[0]:02}:{moment.times.begin[1]:02}", end, Precision.MINUTE)
