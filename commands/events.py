"""Commands about events: what comes, what was, one in full, its agenda, its summary, its calendar file."""

from datetime import timedelta

from commands import calendar
from commands.arguments import PeriodArg, Ref, RefValue, Words
from commands.dates import Period
from commands.declare import command
from commands.errors import NotFoundError
from commands.port import Context, Document, Reply
from commands.resolve import resolve
from commands.words import quote
from storage.events import Span
from storage.network import Network
from storage.views import EventDetail
from storage.when import Precision

EVENT = ("event", "session")


def span_of(period: Period | None) -> Span | None:
    """Return the half-open span of a period; a moment without an end stands for itself."""
    if period is None:
        return None
    if period.precision is Precision.MINUTE and period.start is not None and period.end is None:
        return period.start, period.start + timedelta(minutes=1)
    return period.start, period.end


@command(
    "termine",
    "termin",
    "veranstaltungen",
    "events",
    "upcoming",
    args=[PeriodArg("future"), Words("Thema, Ort oder Format")],
    help="Kommende Veranstaltungen, auch für eine Zeit, ein Thema, einen Ort oder ein Format",
    examples=["termine", "termine nächste Woche", "termine märz online"],
)
async def upcoming(net: Network, context: Context, when: Period | None, words: str, *, offset: int = 0) -> Reply:
    """Events that are not over and match period and words, soonest first."""
    page = await net.events.upcoming(context.now, period=span_of(when), words=words, offset=offset)
    past = 0
    if not page.total:
        past = (await net.events.past(context.now, period=span_of(when), words=words, limit=1)).total
    return Reply(
        "termine", {"seite": page, "worte": quote(words), "zeit": when, "jetzt": context.now, "vergangen": past}
    )


@command(
    "archiv",
    "archive",
    "vergangen",
    "vergangene",
    "rueckblick",
    args=[PeriodArg("past"), Words("Thema oder Ort")],
    help="Vergangene Veranstaltungen, die neuesten zuerst",
    examples=["archiv", "archiv 2023", "archiv mai 2022"],
)
async def archive(net: Network, context: Context, when: Period | None, words: str, *, offset: int = 0) -> Reply:
    """Events that are over and match period and words, newest first."""
    page = await net.events.past(context.now, period=span_of(when), words=words, offset=offset)
    return Reply("archiv", {"seite": page, "worte": quote(words), "zeit": when, "jetzt": context.now})


async def _event_or_session(net: Network, ref: RefValue, example: str) -> str:
    return (await resolve(net, ref, EVENT, example)).ref


async def _event(net: Network, ref: RefValue, example: str) -> EventDetail:
    found = (await resolve(net, ref, EVENT, example)).ref.partition(".")[0]
    detail = await net.events.detail(found)
    if detail is None:
        raise NotFoundError(f"{ref.text} gibt es nicht.", example)
    return detail


@command(
    "workshop",
    "workshops",
    "veranstaltung",
    "event",
    "programmpunkt",
    "session",
    args=[Ref("W")],
    help="Eine Veranstaltung oder ein Programmpunkt in allen Einzelheiten",
    examples=["workshop W1", "workshop W1.B", "workshop Regionalkonferenz"],
)
async def show(net: Network, context: Context, ref: RefValue) -> Reply:
    """One event or session in full."""
    found = await _event_or_session(net, ref, "workshop W1")
    if "." in found:
        session = await net.events.session(found)
        if session is None:
            raise NotFoundError(f"{ref.text} gibt es nicht.", "workshop W1")
        return Reply("programmpunkt", {"punkt": session})
    detail = await net.events.detail(found)
    if detail is None:
        raise NotFoundError(f"{ref.text} gibt es nicht.", "workshop W1")
    return Reply("workshop", {"veranstaltung": detail, "jetzt": context.now})


@command(
    "programm",
    "agenda",
    "ablauf",
    "programme",
    args=[Ref("W")],
    help="Das Programm einer Veranstaltung mit Zeiten und Personen",
    examples=["programm W1", "programm Regionalkonferenz"],
)
async def programme(net: Network, context: Context, ref: RefValue) -> Reply:
    """The agenda in the order as printed."""
    del context
    return Reply("programm", {"veranstaltung": await _event(net, ref, "programm W1")})


@command(
    "zusammenfassung",
    "zusammenfassungen",
    "summary",
    "bericht",
    "ergebnisse",
    "ergebnis",
    args=[Ref("W")],
    help="Die veröffentlichte Zusammenfassung einer Veranstaltung",
    examples=["zusammenfassung W1"],
)
async def summary(net: Network, context: Context, ref: RefValue) -> Reply:
    """The published summary with insights and next steps."""
    del context
    detail = await _event(net, ref, "zusammenfassung W1")
    return Reply("zusammenfassung", {"veranstaltung": detail, "text": await net.events.summary(detail.card.ref)})


@command(
    "kalender",
    "calendar",
    "ics",
    "ical",
    args=[Ref("W", optional=True)],
    help="Eine Kalenderdatei (.ics) für eine oder alle kommenden Veranstaltungen",
    examples=["kalender W1", "kalender"],
)
async def calendar_file(net: Network, context: Context, ref: RefValue | None) -> Reply:
    """An .ics file; what has no day yet is named instead of being given one."""
    if ref is None:
        page = await net.events.upcoming(context.now, limit=1000)
        chosen = [await net.events.detail(card.ref) for card in page.items]
    else:
        chosen = [await _event(net, ref, "kalender W1")]
    events = [event for event in chosen if event is not None]
    dated = [event for event in events if event.card.when.precision in {Precision.MINUTE, Precision.DAY}]
    vague = [event.card for event in events if event not in dated]
    documents: tuple[Document, ...] = ()
    if dated:
        name = f"{dated[0].card.ref}.ics" if ref is not None else "termine.ics"
        documents = (Document(name, "text/calendar", data=calendar.write(dated, context.now), caption=name),)
    return Reply("kalender", {"termine": [event.card for event in dated], "ungenau": vague}, documents=documents)
