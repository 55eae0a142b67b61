"""The plain dates of files: ISO 8601 with the precision it states. Commands read people's phrases."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from storage.when import Precision, When

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}  # the month in which they begin
_SPAN = re.compile(
    r"(?P<start>\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:[+-]\d\d:?\d\d|Z)?)?)"
    r"(?:/(?P<end>\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:[+-]\d\d:?\d\d|Z)?)?|\d\d:\d\d))?"
)
_COARSE = re.compile(r"(?P<year>\d{4})(?:-(?P<part>\d\d|spring|summer|autumn|winter))?")


def iso_when(text: str, zone: str = "Europe/Berlin") -> When | None:
    """Read ``2018-11-20T11:30/13:00``, ``2023-06-02/2023-06-04``, ``2022-05``, ``2022-summer`` or ``2022``.

    Times without an offset are wall times of ``zone``. Returns ``None`` for anything else; raises
    ``ValueError`` for a date that does not exist or an end before the start.
    """
    words = text.strip()
    coarse = _COARSE.fullmatch(words)
    if coarse is not None:
        return _coarse(int(coarse["year"]), coarse["part"], zone)
    span = _SPAN.fullmatch(words)
    if span is None:
        return None
    start = _moment(span["start"], zone)
    if len(span["start"]) > 10:
        end = _end_time(start, span["end"], zone)
        if end is not None and end <= start:
            raise ValueError("Das Ende liegt vor dem Anfang.")
        return When(start, end, Precision.MINUTE, zone)
    last = _moment(span["end"], zone) if span["end"] else start
    if last < start:
        raise ValueError("Das Ende liegt vor dem Anfang.")
    return When(start, last + relativedelta(days=1), Precision.DAY, zone)


def _moment(text: str, zone: str) -> datetime:
    moment = datetime.fromisoformat(text)
    local = ZoneInfo(zone)
    return moment.replace(tzinfo=local) if moment.tzinfo is None else moment.astimezone(local)


def _end_time(start: datetime, text: str | None, zone: str) -> datetime | None:
    if text is None:
        return None
    if len(text) == 5:
        hour, minute = map(int, text.split(":"))
        if (hour, minute) == (24, 0):
            return start.replace(hour=0, minute=0) + timedelta(days=1)
        return start.replace(hour=hour, minute=minute)
    return _moment(text, zone)


def _coarse(year: int, part: str | None, zone: str) -> When:
    local = ZoneInfo(zone)
    if part is None:
        start = datetime(year, 1, 1, tzinfo=local)
        return When(start, start + relativedelta(years=1), Precision.YEAR, zone)
    if part.isdigit():
        start = datetime(year, int(part), 1, tzinfo=local)
        return When(start, start + relativedelta(months=1), Precision.MONTH, zone)
    start = datetime(year, SEASONS[part], 1, tzinfo=local)
    return When(start, start + relativedelta(months=3), Precision.SEASON, zone)


def to_iso(when: When) -> str | None:
    """Write a date in the form that :func:`iso_when` reads; ``None`` for an open one."""
    start, end = when.start, when.end
    if start is None:
        return None
    match when.precision:
        case Precision.YEAR:
            return f"{start.year}"
        case Precision.MONTH:
            return f"{start:%Y-%m}"
        case Precision.SEASON:
            return f"{start.year}-{next(name for name, month in SEASONS.items() if month == start.month)}"
        case Precision.DAY:
            last = end - relativedelta(days=1) if end else start
            return f"{start:%Y-%m-%d}" + (f"/{last:%Y-%m-%d}" if last.date() != start.date() else "")
        case _:
            text = start.isoformat(timespec="minutes")
            return text + (f"/{end.isoformat(timespec='minutes')}" if end else "")
