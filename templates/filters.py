"""German dates and other words for what is shown. No date is shown more exactly than it is known."""

from datetime import date, datetime, timedelta
from typing import Any

from babel.dates import format_date
from markupsafe import Markup, escape

SEASONS = {3: "Frühjahr", 6: "Sommer", 9: "Herbst", 12: "Winter"}
LOCALE = "de"


def day(value: date | datetime) -> str:
    """Mittwoch, 6. September 2023."""
    return format_date(value, "EEEE, d. MMMM y", locale=LOCALE)


def _day_without_year(value: date | datetime) -> str:
    return format_date(value, "EEEE, d. MMMM", locale=LOCALE)


def _hour(value: datetime, *, full: bool) -> str:
    return f"{value.hour}:{value.minute:02}" if full else str(value.hour)


def clock(start: datetime, end: datetime | None = None) -> str:
    """10 bis 18 Uhr; minutes only where one of the times has some."""
    full = bool(start.minute or (end and end.minute))
    if end is None or end == start:
        return f"{_hour(start, full=full)} Uhr"
    return f"{_hour(start, full=full)} bis {_hour(end, full=full)} Uhr"


def _zone(when: Any) -> str:
    if when.zone == "Europe/Berlin" or when.start is None:
        return ""
    return f" ({when.zone.rpartition('/')[2].replace('_', ' ')}er Zeit)"


def when(value: Any) -> str:
    """Say a date as far as it is known; ``value`` is a :class:`storage.when.When`."""
    start, end = value.start, value.end
    if start is None:
        return value.as_written or "Datum offen"
    match value.precision:
        case "minute":
            return _minutes(start, end) + _zone(value)
        case "day":
            return _days(start, end)
        case "month":
            return _months(start, end)
        case "season":
            return _season(start)
        case "year":
            return _years(start, end)
        case _:
            return value.as_written or "Datum offen"


def _minutes(start: datetime, end: datetime | None) -> str:
    if end is None or end.date() == start.date():
        return f"{day(start)}, {clock(start, end)}"
    return f"{day(start)}, {clock(start)}, bis {day(end)}, {clock(end)}"


def _days(start: datetime, end: datetime | None) -> str:
    last = (end - timedelta(hours=1)) if end else start
    if last.date() <= start.date():
        return day(start)
    first = _day_without_year(start) if last.year == start.year else day(start)
    return f"{first}, bis {day(last)}"


def _months(start: datetime, end: datetime | None) -> str:
    last = (end - timedelta(hours=1)) if end else start
    if (last.year, last.month) <= (start.year, start.month):
        return format_date(start, "MMMM y", locale=LOCALE)
    first = format_date(start, "MMMM" if last.year == start.year else "MMMM y", locale=LOCALE)
    return f"{first} bis {format_date(last, 'MMMM y', locale=LOCALE)}"


def _season(start: datetime) -> str:
    name = SEASONS.get(start.month, "")
    if start.month == 12:
        return f"{name} {start.year}/{(start.year + 1) % 100:02}"
    return f"{name} {start.year}".strip()


def _years(start: datetime, end: datetime | None) -> str:
    last = (end - timedelta(hours=1)) if end else start
    return f"{start.year}" if last.year == start.year else f"{start.year} bis {last.year}"


def slot(value: Any, around: Any = None) -> str:
    """Say when a session is: only the time where the day is the event's; empty where nothing is known."""
    if value.start is None:
        return value.as_written or ""
    if value.precision == "minute" and around is not None and around.start is not None:
        one_day = around.end is None or (around.end - timedelta(hours=1)).date() == around.start.date()
        if one_day and value.start.date() == around.start.date():
            return clock(value.start, value.end)
    return when(value)


def period(value: Any) -> str:
    """Say a period that somebody asked for; ``value`` has start, end and precision."""
    if value.start is None and value.end is None:
        return ""
    if value.start is None:
        return f"bis {day(value.end - timedelta(minutes=1))}"
    if value.end is None:
        if value.precision == "minute":
            return f"{day(value.start)}, {clock(value.start)}"
        return f"ab {day(value.start)}"
    if value.precision in {"month", "year", "season"}:
        simple = {"month": _months, "year": _years}.get(value.precision)
        return simple(value.start, value.end) if simple else _days(value.start, value.end)
    if value.precision == "minute":
        return _minutes(value.start, value.end)
    return _days(value.start, value.end)


def ahead(start: datetime | None, now: datetime) -> str:
    """Say how soon something begins, where that is soon: "beginnt in 40 Minuten"."""
    if start is None:
        return ""
    seconds = (start - now).total_seconds()
    if seconds <= 0:
        return ""
    minutes = max(1, round(seconds / 60))
    if minutes < 60:
        return f"beginnt in {minutes} {'Minute' if minutes == 1 else 'Minuten'}"
    days = (start.date() - now.astimezone(start.tzinfo).date()).days
    if days == 0:
        return "beginnt heute"
    return "beginnt morgen" if days == 1 else ""


def credit(value: Any) -> str:
    """Name, office and organisation of somebody in a role, without the role."""
    parts = [value.name]
    if value.office:
        parts.append(value.office)
    if value.organisation and value.organisation not in (value.office or ""):
        parts.append(value.organisation)
    return ", ".join(parts)


def size(value: int) -> str:
    """Say a file's size: 240 KB, 3,1 MB."""
    if value < 1000:
        return f"{value} Byte"
    if value < 1_000_000:
        return f"{round(value / 1000)} KB"
    return f"{value / 1_000_000:.1f} MB".replace(".", ",")


def paragraphs(text: str | None) -> Markup:
    """Turn a plain text into paragraphs; lines that begin with "- " become a list. Nothing else is markup."""
    blocks: list[str] = []
    for block in (text or "").replace("\r", "").split("\n\n"):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        running: list[str] = []
        items: list[str] = []
        for line in lines:
            if line.startswith(("- ", "• ")):
                items.append(f"<li>{escape(line[2:].strip())}</li>")
            elif items:
                items[-1] = items[-1][:-5] + f" {escape(line)}</li>"
            else:
                running.append(str(escape(line)))
        if running:
            blocks.append(f"<p>{' '.join(running)}</p>")
        if items:
            blocks.append(f"<ul>{''.join(items)}</ul>")
    return Markup("".join(blocks))  # noqa: S704  # every part was escaped above


def number(count: int, one: str, many: str) -> str:
    """``1 Treffer``, ``3 Termine``: a count with its noun."""
    return f"{count} {one if count == 1 else many}"


FILTERS = {
    "ahead": ahead,
    "clock": clock,
    "credit": credit,
    "day": day,
    "number": number,
    "paragraphs": paragraphs,
    "period": period,
    "size": size,
    "slot": slot,
    "when": when,
}
