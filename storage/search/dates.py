"""Dates as terms: an entry of 23 May 2023 is found by "2023", "Mai", "Mai 2023", "23.5.2023" and "Dienstag"."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from storage.search.folding import fold
from storage.when import Precision, When

MARK = "@"  # no word begins with it
MONTHS = (
    ("januar", "janner", "jan"),
    ("februar", "feber", "feb"),
    ("marz", "mrz"),
    ("april", "apr"),
    ("mai",),
    ("juni", "jun", "juno"),
    ("juli", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "okt"),
    ("november", "nov"),
    ("dezember", "dez"),
)
WEEKDAYS = ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"]
SEASONS = {
    "fruhling": (3, 4, 5),
    "fruhjahr": (3, 4, 5),
    "sommer": (6, 7, 8),
    "herbst": (9, 10, 11),
    "winter": (12, 1, 2),
}
MOST_DAYS = 7  # of a longer event only the months are indexed

_MONTH = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NAME = r"(?P<name>[^\W\d_]{3,10})\.?"
_PATTERNS = (
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>(?:20)?\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.(?!\d)"),
    re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})\.?\s+{_NAME}\s+{_YEAR}(?!\d)"),
    re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})\.\s+{_NAME}(?!\w)"),
    re.compile(rf"(?<!\w){_NAME}\s+{_YEAR}(?!\d)"),
    re.compile(rf"(?<!\w){_NAME}\s+['’]?(?P<year>[1-3]\d)(?![\d.:]|\s*Uhr)"),
    re.compile(rf"(?<!\d)(?P<month>\d{{1,2}})/{_YEAR}(?!\d)"),
    re.compile(r"(?<![\d/])(?P<month>0?[1-9]|1[0-2])/(?P<year>[23]\d)(?![\d/])"),
    re.compile(rf"(?<![\d.]){_YEAR}(?![\d-])"),
    re.compile(rf"(?<!\w){_NAME}(?!\w)"),
)
_RELATIVE = re.compile(
    r"(?<!\w)(?P<which>letzte|vergangene|vorige|diese|laufende|nächste|naechste|kommende)[nsmr]?\s+"
    r"(?P<unit>jahr|monat|woche|frühjahr|fruehjahr|frühling|fruehling|sommer|herbst|winter)e?s?(?!\w)",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?<!\w)(?:Q|(?P<word>erste|zweite|dritte|vierte)[sn]?\s+|(?P<figure>[1-4])\.\s?)"
    r"(?P<unit>(?<=Q)[1-4]|Quartal|Halbjahr)\s+(?P<year>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_ORDINALS = ("erste", "zweite", "dritte", "vierte")
_SINCE = re.compile(rf"(?<!\w)(?:seit|ab)\s+(?:dem\s+Jahr\s+)?{_YEAR}(?![\d-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SpokenDate:
    """A date in a question: its place in the text and the terms any of which an entry may have."""

    start: int
    end: int
    written: str
    terms: tuple[str, ...]


def terms_of(when: When | None) -> list[str]:
    """Return the terms of an entry's date, as far as it is known."""
    if when is None or when.start is None or when.precision is Precision.OPEN:
        return []
    zone = ZoneInfo(when.zone)
    first = when.start.astimezone(zone).date()
    end = when.end.astimezone(zone) if when.end else None
    last = max(first, (end - timedelta(microseconds=1)).date()) if end else first
    found = {f"{MARK}{year}" for year in range(first.year, last.year + 1)}
    if when.precision is Precision.YEAR:
        return sorted(found)
    month = date(first.year, first.month, 1)
    while month <= last:
        found |= {f"{MARK}{month:%Y-%m}", f"{MARK}-{month:%m}"}
        month = (month + timedelta(days=32)).replace(day=1)
    if when.precision in {Precision.MINUTE, Precision.DAY} and (last - first).days < MOST_DAYS:
        for offset in range((last - first).days + 1):
            day = first + timedelta(days=offset)
            found |= {f"{MARK}{day:%Y-%m-%d}", f"{MARK}-{day:%m-%d}", f"{MARK}{WEEKDAYS[day.weekday()]}"}
    return sorted(found)


def spoken(text: str, now: datetime) -> list[SpokenDate]:
    """Find the dates in a question, the fullest reading of each; "letztes Jahr" is seen from ``now``."""
    found: list[SpokenDate] = []
    taken: list[tuple[int, int]] = []
    for match in _RELATIVE.finditer(text):
        _keep(found, taken, match, _relative(match["which"].lower(), fold(match["unit"]), now))
    for match in _PART.finditer(text):
        _keep(found, taken, match, _part(match))
    for match in _SINCE.finditer(text):
        _keep(found, taken, match, tuple(f"{MARK}{year}" for year in range(int(match["year"]), now.year + 2)))
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            _keep(found, taken, match, _read(match.groupdict()))
    return sorted(found, key=lambda one: one.start)


def _keep(
    found: list[SpokenDate], taken: list[tuple[int, int]], match: re.Match[str], terms: tuple[str, ...] | None
) -> None:
    if terms and all(match.end() <= start or match.start() >= end for start, end in taken):
        taken.append(match.span())
        found.append(SpokenDate(match.start(), match.end(), match[0], terms))


def _read(parts: dict[str, str | None]) -> tuple[str, ...] | None:
    year = parts.get("year")
    year = f"20{year}" if year and len(year) == 2 else year
    name = fold(parts.get("name") or "") or None
    day = int(parts["day"] or 0) if parts.get("day") else None
    months: tuple[int, ...] = ()
    if name is not None:
        if name in _MONTH:
            months = (_MONTH[name],)
        elif day is None and name in SEASONS:
            months = SEASONS[name]
        elif day is None and year is None and name.removesuffix("s") in WEEKDAYS:
            return (f"{MARK}{name.removesuffix('s')}",)
        else:
            return None
    elif parts.get("month"):
        months = (int(parts["month"] or 0),)
    if any(not 1 <= month <= 12 for month in months) or (day is not None and not 1 <= day <= 31):
        return None
    tail = f"-{day:02}" if day is not None else ""
    return tuple(f"{MARK}{year or ''}-{month:02}{tail}" for month in months) or ((f"{MARK}{year}",) if year else None)


def _part(match: re.Match[str]) -> tuple[str, ...] | None:
    """Return the months of a quarter or half of a year."""
    unit = match["unit"].lower()
    word = (match["word"] or "").lower()
    number = _ORDINALS.index(word) + 1 if word else int(match["figure"] or match["unit"])
    length = 6 if unit == "halbjahr" else 3
    months = range(length * (number - 1) + 1, min(length * number, 12) + 1)
    return tuple(f"{MARK}{match['year']}-{month:02}" for month in months) or None


def _relative(which: str, unit: str, now: datetime) -> tuple[str, ...]:
    step = -1 if which in {"letzte", "vergangene", "vorige"} else 0 if which in {"diese", "laufende"} else 1
    if unit == "jahr":
        return (f"{MARK}{now.year + step}",)
    if unit == "woche":
        monday = now.date() + timedelta(days=7 * step - now.weekday())
        return tuple(f"{MARK}{monday + timedelta(days=offset):%Y-%m-%d}" for offset in range(7))
    if unit in SEASONS:
        return _season(SEASONS[unit], step, now)
    month = now.year * 12 + now.month - 1 + step
    return (f"{MARK}{month // 12}-{month % 12 + 1:02}",)


def _season(months: tuple[int, ...], step: int, now: datetime) -> tuple[str, ...]:
    """Return the months of the last (-1), this (0) or next (1) summer, seen from now: a winter begins in December."""
    starts = [date(year, months[0], 1) for year in range(now.year - 2, now.year + 3)]
    today = now.date()
    ends = [start + timedelta(days=89) for start in starts]
    if step < 0:
        start = max(start for start, end in zip(starts, ends, strict=True) if end < today)
    elif step > 0:
        start = min(start for start in starts if start > today)
    else:
        start = min(start for start, end in zip(starts, ends, strict=True) if end >= today)
    return tuple(
        f"{MARK}{start.year + (start.month - 1 + offset) // 12}-{(start.month - 1 + offset) % 12 + 1:02}"
        for offset in range(3)
    )
