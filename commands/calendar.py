"""Calendar files (RFC 5545): stable UID, SEQUENCE, STATUS, times with their VTIMEZONE, no personal data."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from storage.views import EventDetail
from storage.when import Precision

STATUS = {"abgesagt": "CANCELLED", "verschoben": "CONFIRMED", "Entwurf": "TENTATIVE"}


def write(events: Iterable[EventDetail], now: datetime) -> bytes:
    """Return an .ics file. Events need a day or a time; ``now`` is the time of writing (DTSTAMP)."""
    import icalendar  # noqa: PLC0415  # seldom needed, slow to import

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Netzbote//Netzbote//DE")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for event in events:
        calendar.add_component(_component(icalendar.Event(), event, now))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _component(entry: Any, event: EventDetail, now: datetime) -> Any:
    card = event.card
    start, end = card.when.start, card.when.end
    assert start is not None
    entry.add("uid", event.uid)
    entry.add("dtstamp", now.astimezone(UTC))
    entry.add("sequence", event.sequence)
    entry.add("summary", card.title)
    entry.add("status", STATUS.get(card.status, "CONFIRMED"))
    whole_day = card.when.precision is Precision.DAY
    entry.add("dtstart", start.date() if whole_day else start)
    if end is not None:
        entry.add("dtend", end.date() if whole_day else end)
    place = ", ".join(dict.fromkeys(part for part in (card.place, card.town) if part))
    if place:
        entry.add("location", place)
    if event.description:
        entry.add("description", event.description)
    if event.url:
        entry.add("url", event.url)
    if card.topics:
        entry.add("categories", list(card.topics))
    return entry
