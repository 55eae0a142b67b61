"""Prose to records: workshop documentations, event pages, minutes and announcements in German."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from commands.documents.errors import DocumentError
from commands.documents.lines import Line, Pages
from commands.documents.prose.event import read_event
from commands.documents.prose.layout import classify
from commands.documents.prose.split import split_events
from storage.privacy import strip_private
from storage.records import NetworkRecords
from storage.text import clean


def read_prose(pages: Pages, now: datetime) -> tuple[NetworkRecords, tuple[str, ...], int]:
    """Return records, warnings, and how many private addresses and numbers were cut."""
    zone = now.tzinfo.key if isinstance(now.tzinfo, ZoneInfo) else "Europe/Berlin"
    lines, stripped = _stripped(pages.lines)
    parts = classify(lines)
    events, solutions, warnings = [], {}, []
    for section in split_events(parts):
        read = read_event(section, pages, now, zone)
        if read is None:
            continue
        event, named, told = read
        events.append(event)
        solutions |= {one.key: replace(one, shown_at=((event.key, None),)) for one in named}
        warnings += [f"{event.title}: {one}" for one in told]
    if not events:
        raise DocumentError(
            "In dem Text ist keine Veranstaltung zu erkennen: Es fehlt eine Überschrift mit dem Titel. "
            "Beispiel für den Anfang: „Fachtag Digitalisierung“, darunter „Datum: 6. September 2023“."
        )
    return NetworkRecords(events=tuple(events), solutions=tuple(solutions.values())), tuple(warnings), stripped


def _stripped(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], int]:
    count = 0
    kept = []
    for line in lines:
        text, cut = strip_private(clean(line.text))
        count += cut
        cells = tuple(strip_private(clean(cell))[0].strip() for cell in line.cells)
        if text.strip():
            kept.append(replace(line, text=text.strip(), cells=cells))
    return tuple(kept), count
