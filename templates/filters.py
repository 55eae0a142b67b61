"""German words for what is shown. No date is shown more exactly than it is known."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from markupsafe import Markup, escape

WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
MONTHS = dict(
    enumerate(
        (
            *("Januar", "Februar", "März", "April", "Mai", "Juni"),
            *("Juli", "August", "September", "Oktober", "November", "Dezember"),
        ),
        start=1,
    )
)
SEASONS = {3: "Frühjahr", 6: "Sommer", 9: "Herbst", 12: "Winter"}
HOME_ZONE = "Europe/Berlin"
OPEN = "Datum offen"

_PART_OF_DAY = re.compile(r"\b(?:morgens|früh|vormittags|mittags|nachmittags|abends|nachts)$")
_AROUND = " \t\n.,;:!?()[]\"'„“”»«…"
_BLANK_LINES = re.compile(r"\n\s*\n")
_LIST_ITEM = re.compile(r"[-–•*]\s+(?=\S)")


def day(value: date) -> str:
    """Mittwoch, 6. September 2023."""
    return f"{_short_day(value)} {value.year}"


def _short_day(value: date) -> str:
    return f"{WEEKDAYS[value.weekday()]}, {value.day}. {MONTHS[value.month]}"


def _month(value: date) -> str:
    return f"{MONTHS[value.month]} {value.year}"


def clock(start: datetime, end: datetime | None = None) -> str:
    """10 bis 18 Uhr; minutes only where one of the times has some."""
    full = bool(start.minute or (end and end.minute))
    first = f"{start.hour}:{start.minute:02}" if full else f"{start.hour}"
    if end is None or end == start:
        return f"{first} Uhr"
    hour = 24 if not end.hour and not end.minute and end.date() > start.date() else end.hour
    return f"{first} bis {hour}:{end.minute:02} Uhr" if full else f"{first} bis {hour} Uhr"


def when(value: Any) -> str:
    """Say a date as far as it is known; ``value`` is a :class:`storage.when.When`."""
    if value.start is None:
        return value.as_written or OPEN
    say = _BY_PRECISION.get(value.precision)
    text = say(value) if say else (value.as_written or OPEN)
    return text if value.zone == HOME_ZONE or value.precision != "minute" else f"{text} ({_zone(value.zone)})"


def _zone(name: str) -> str:
    return f"Zeitzone {zone(name)}"


def zone(name: str) -> str:
    """Say the name of a time zone: Berlin."""
    return name.rpartition("/")[2].replace("_", " ")


def last_day(value: Any) -> datetime:
    """Return a moment on the last day of a half-open span."""
    start: datetime = value.start
    last: datetime = start if value.end is None else value.end - timedelta(hours=1)
    return max(last, start)


def _minutes(value: Any) -> str:
    start, end = value.start, value.end
    if end is None or last_day(value).date() == start.date():
        return f"{day(start)}, {clock(start, end)}"
    return f"{day(start)}, {clock(start)}, bis {day(end)}, {clock(end)}"


def _days(value: Any) -> str:
    start, last = value.start, last_day(value)
    if last.date() == start.date():
        part = _PART_OF_DAY.search(getattr(value, "as_written", None) or "")
        return f"{day(start)}, {part[0]}" if part else day(start)
    first = _short_day(start) if last.year == start.year else day(start)
    return f"{first}, bis {day(last)}"


def _months(value: Any) -> str:
    start, last = value.start, last_day(value)
    whole = start.day == 1 and (last + timedelta(days=1)).day == 1
    written = getattr(value, "as_written", None)
    if not whole and written:
        return str(written)
    if (last.year, last.month) == (start.year, start.month):
        return _month(start)
    return f"{MONTHS[start.month] if last.year == start.year else _month(start)} bis {_month(last)}"


def _season(value: Any) -> str:
    start = value.start
    if start.month not in SEASONS:
        return _months(value)
    name = SEASONS[start.month]
    return f"{name} {start.year}/{(start.year + 1) % 100:02}" if start.month == 12 else f"{name} {start.year}"


def _years(value: Any) -> str:
    start, last = value.start, last_day(value)
    return f"{start.year}" if last.year == start.year else f"{start.year} bis {last.year}"


_BY_PRECISION: dict[str, Callable[[Any], str]] = {
    "minute": _minutes,
    "day": _days,
    "month": _months,
    "season": _season,
    "year": _years,
}


def slot(value: Any, around: Any = None) -> str:
    """Say when a session is: only the time where the day is the event's; empty where nothing is known of its own."""
    if value.start is None:
        return value.as_written or ""
    if value.precision in {"minute", "day"} and around is not None and around.start is not None:
        only_day = around.precision in {"minute", "day"} and last_day(around).date() == around.start.date()
        if only_day and value.start.date() == around.start.date():
            return clock(value.start, value.end) if value.precision == "minute" else ""
    return when(value)


def period(value: Any) -> str:
    """Say a period that somebody asked for; ``value`` has start, end and precision. Commands can read it again."""
    if value.start is None:
        return f"bis {day(value.end - timedelta(minutes=1))}" if value.end is not None else ""
    if value.precision == "minute":
        return _minutes(value)
    if value.end is None:
        return f"ab {day(value.start)}"
    if value.precision == "day" and value.end - value.start < timedelta(hours=23):
        return f"{day(value.start)}, {clock(value.start, value.end)}"
    if value.precision == "season":
        return _season(value)
    return {"month": _months, "year": _years}.get(value.precision, _days)(value)


def soon(value: Any, now: datetime) -> str:
    """Say how near an event is, where that is near: "beginnt in 40 Minuten", "morgen", "läuft gerade"."""
    if value.start is None or value.precision not in {"minute", "day"}:
        return ""
    days = (value.start.date() - now.astimezone(value.start.tzinfo).date()).days
    if value.start <= now:
        return "läuft gerade" if value.end is not None and now < value.end else ""
    if value.precision == "minute" and value.start - now < timedelta(minutes=59, seconds=30):
        minutes = max(1, round((value.start - now).total_seconds() / 60))
        return f"beginnt in {number(minutes, 'Minute', 'Minuten')}"
    if days > 13:
        return ""
    return {0: "heute", 1: "morgen", 2: "übermorgen"}.get(days, f"in {days} Tagen")


SHORTLY = timedelta(minutes=90)


def moment(value: datetime, zone: tzinfo) -> str:
    """Say a moment in a zone: "Dienstag, 24. November 2026, 9:00 Uhr"."""
    local = value.astimezone(zone)
    return f"{day(local)}, {clock(local, None)}"


def deadline(value: datetime, local: tzinfo) -> str:
    """Say until when something is possible: midnight belongs to the day before."""
    last = value.astimezone(local)
    if not last.hour and not last.minute:
        return day(last - timedelta(minutes=1))
    return moment(last, local)


def starts(value: Any, now: datetime) -> str:
    """Say when an event begins, as a verb: "beginnt morgen", "beginnt in 40 Minuten"."""
    if value.start is not None and value.precision == "minute" and timedelta(0) < value.start - now <= SHORTLY:
        return f"beginnt in {number(max(1, round((value.start - now).total_seconds() / 60)), 'Minute', 'Minuten')}"
    near = soon(value, now)
    if not near or near.startswith(("beginnt", "läuft")):
        return near
    return f"{'beginnt' if value.precision == 'minute' else 'ist'} {near}"


def function(value: Any) -> str:
    """Name the office and the organisation of somebody, each once."""
    office, organisation = value.office or "", value.organisation or ""
    if not organisation or organisation in office:
        return office
    return f"{office}, {organisation}" if office else organisation


def credit(value: Any) -> str:
    """Name somebody with office and organisation, without the role."""
    what = function(value)
    return f"{value.name}, {what}" if what else value.name


def decimal(value: float) -> str:
    """Say a number with one decimal: 3,4."""
    return f"{value:.1f}".replace(".", ",")


def size(value: int) -> str:
    """Say a file's size: 240 KB, 3,1 MB."""
    if value < 1000:
        return f"{value} Byte"
    if value < 999_500:
        return f"{round(value / 1000)} KB"
    return f"{value / 1_000_000:.1f} MB".replace(".", ",")


def accessibility(value: str) -> str:
    """Say whether a file can be read by everybody: "barrierefrei", "nicht barrierefrei", else that it is not known."""
    return {"ja": "barrierefrei", "nein": "nicht barrierefrei", "teilweise": "teilweise barrierefrei"}.get(
        value, "Barrierefreiheit unbekannt"
    )


def kind_of_file(mime: str) -> str:
    """Say what a file is: PDF, Word-Dokument; its type where it is none that has a usual name."""
    return _KINDS_OF_FILE.get(mime, mime)


_KINDS_OF_FILE = {
    "application/pdf": "PDF",
    "application/msword": "Word-Dokument",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word-Dokument",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel-Tabelle",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint-Präsentation",
    "application/vnd.oasis.opendocument.text": "OpenDocument-Text",
    "application/vnd.oasis.opendocument.spreadsheet": "OpenDocument-Tabelle",
    "application/vnd.oasis.opendocument.presentation": "OpenDocument-Präsentation",
    "application/zip": "ZIP-Archiv",
    "text/plain": "Textdatei",
    "text/markdown": "Textdatei",
    "text/csv": "CSV-Tabelle",
    "text/calendar": "Kalenderdatei",
    "application/yaml": "YAML-Datei",
    "image/png": "Bild",
    "image/jpeg": "Bild",
}


def link(url: str | None, text: str) -> Markup:
    """Return a link whose text says where it leads; anything but a web address stays text."""
    if url and url.startswith(("https://", "http://")):
        return Markup('<a href="%s">%s</a>') % (url, text)
    return Markup("%s: %s") % (text, url) if url else escape(text)


def marked(parts: Iterable[tuple[str, bool]]) -> Markup:
    """Return a passage with its matches marked; spaces and punctuation around a match stay outside the mark."""
    return Markup("").join([_mark(text) if hit else escape(text) for text, hit in parts])


def _mark(text: str) -> Markup:
    core = text.strip(_AROUND)
    if not core:
        return escape(text)
    before, _, after = text.partition(core)
    return Markup("%s<mark>%s</mark>%s") % (before, core, after)


def telling(parts: Iterable[tuple[str, bool]], separator: str = ";") -> list[tuple[str, bool]]:
    """Return of an enumeration only the entries in which something matched."""
    entries: list[list[tuple[str, bool]]] = [[]]
    for text, hit in parts:
        first, *others = text.split(separator)
        entries[-1].append((first, hit))
        entries += [[(other, hit and bool(other.strip()))] for other in others]
    found = [entry for entry in entries if any(hit for _text, hit in entry)]
    joined = [part for entry in found for part in ((f"{separator} ", False), *_stripped(entry))]
    return joined[1:]


def _stripped(entry: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Drop the space at the start of an entry, and parts without text."""
    (first, hit), *others = entry
    return [(text, hit) for text, hit in ((first.lstrip(), hit), *others) if text]


def paragraphs(text: str | None) -> Markup:
    """Turn a plain text into paragraphs; lines that begin with "- " become a list. Nothing else is markup."""
    blocks: list[Markup] = []
    for block in _BLANK_LINES.split((text or "").strip()):
        running: list[str] = []
        items: list[str] = []
        for line in filter(None, map(str.strip, block.split("\n"))):
            if mark := _LIST_ITEM.match(line):
                items.append(line[mark.end() :])
            elif items:
                items[-1] += f" {line}"
            else:
                running.append(line)
        if running:
            blocks.append(Markup("<p>%s</p>") % Markup("<br>").join(running))
        if items:
            blocks.append(Markup("<ul>%s</ul>") % Markup("").join([Markup("<li>%s</li>") % item for item in items]))
    return Markup("").join(blocks)


def one_line(text: str) -> str:
    """Put a text with line breaks on one line."""
    return " ".join(text.split())


def number(count: int, one: str, many: str) -> str:
    """Say a count with its noun: 1 Termin, 3 Termine."""
    return f"{count} {one if count == 1 else many}"


FILTERS: dict[str, Callable[..., Any]] = {
    "accessibility": accessibility,
    "clock": clock,
    "credit": credit,
    "day": day,
    "deadline": deadline,
    "decimal": decimal,
    "function": function,
    "kind_of_file": kind_of_file,
    "link": link,
    "marked": marked,
    "moment": moment,
    "number": number,
    "one_line": one_line,
    "paragraphs": paragraphs,
    "period": period,
    "size": size,
    "slot": slot,
    "soon": soon,
    "starts": starts,
    "telling": telling,
    "when": when,
    "zone": zone,
}
