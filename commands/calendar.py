"""The calendar file (.ics, RFC 5545) of one event or of all that come."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from commands.arguments import Ref, RefValue
from commands.declare import ATTENDING, command
from commands.events import detail_of
from commands.port import Context, Document, Reply
from storage.network import Network
from storage.views import EventDetail
from storage.when import Precision

if TYPE_CHECKING:
    from commands.dispatch import Registry

MOST = 200  # events in one file
STATUS = {"abgesagt": "CANCELLED", "verschoben": "TENTATIVE"}
WITH_A_DAY = frozenset({Precision.MINUTE, Precision.DAY})


@command(
    "kalender",
    "calendar",
    "ics",
    args=[Ref("W", optional=True)],
    help="Eine Kalenderdatei (.ics) für eine oder alle kommenden Veranstaltungen",
    examples=["kalender W9", "kalender"],
    topic=ATTENDING,
)
async def calendar_file(net: Network, context: Context, ref: RefValue | None, *, registry: "Registry") -> Reply:
    """An .ics file; what has no day yet is named in the reply instead of being given one."""
    if ref is not None:
        events = [await detail_of(net, ref, "kalender W9")]
    else:
        page = await net.events.upcoming(context.now, limit=MOST)
        details = [await net.events.detail(card.ref) for card in page.items]
        events = [detail for detail in details if detail is not None]
    dated = [event for event in events if event.card.when.precision in WITH_A_DAY]
    vague = [event.card for event in events if event.card.when.precision not in WITH_A_DAY]
    documents: tuple[Document, ...] = ()
    if dated:
        name = f"{dated[0].card.ref}.ics" if ref is not None else "termine.ics"
        documents = (Document(name, "text/calendar", data=write(dated, context.now), caption=name),)
    data = {
        "termine": [event.card for event in dated],
        "ungenau": vague,
        "feed": registry.feed if ref is None else "",
    }
    return Reply("kalender", data, documents=documents)


def write(events: Iterable[EventDetail], now: datetime) -> bytes:
    """Return an .ics file of events that have a day or a time; ``now`` is the time of writing (DTSTAMP).

    UID stays the same for ever, SEQUENCE rises with each change. No people: they are personal data.
    """
    import icalendar  # noqa: PLC0415  # seldom needed, slow to import

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Netzbote//Netzbote//DE")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
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
