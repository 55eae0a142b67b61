"""Commands about events: what comes, what was, one in full, its programme, its summary."""

from datetime import timedelta

from commands.arguments import PeriodArg, Ref, RefValue, Words
from commands.dates import Period
from commands.declare import FINDING, command
from commands.port import Context, Reply
from commands.resolve import EVENT_KINDS, not_there, resolve, resolve_event
from commands.summary_text import FACTS, Part, parts_of
from commands.words import quote
from storage.events import Span
from storage.network import Network
from storage.views import EventDetail
from storage.when import Precision


def span_of(period: Period | None) -> Span | None:
    """Return the half-open span of a period; a moment without an end stands for its minute."""
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
    topic=FINDING,
)
async def upcoming(net: Network, context: Context, when: Period | None, words: str, *, offset: int = 0) -> Reply:
    """Events that are not over and match period and words, soonest first."""
    page = await net.events.upcoming(context.now, period=span_of(when), words=words, offset=offset)
    past = 0
    if not page.total:
        past = await net.events.count("over", context.now, period=span_of(when), words=words)
    return Reply(
        "termine", {"seite": page, "worte": quote(words), "zeit": when, "jetzt": context.now, "vergangen": past}
    )


@command(
    "archiv",
    "archive",
    "vergangene",
    "rueckblick",
    "past",
    args=[PeriodArg("past"), Words("Thema oder Ort")],
    help="Vergangene Veranstaltungen, die neuesten zuerst",
    examples=["archiv", "archiv 2023", "archiv mai 2022"],
    topic=FINDING,
)
async def archive(net: Network, context: Context, when: Period | None, words: str, *, offset: int = 0) -> Reply:
    """Events that are over and match period and words, newest first."""
    page = await net.events.past(context.now, period=span_of(when), words=words, offset=offset)
    ahead = 0
    if not page.total:
        ahead = await net.events.count("ahead", context.now, period=span_of(when), words=words)
    return Reply("archiv", {"seite": page, "worte": quote(words), "zeit": when, "kommend": ahead})


async def detail_of(net: Network, ref: RefValue, example: str) -> EventDetail:
    """Return the event that a reference means, or the one that its session belongs to."""
    found = await resolve_event(net, ref, example)
    detail = await net.events.detail(found)
    if detail is None:
        raise not_there(ref, example)
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
    examples=["workshop W9", "workshop W9.B", "workshop Regionalkonferenz Iserlohn"],
    topic=FINDING,
)
async def show(net: Network, context: Context, ref: RefValue) -> Reply:
    """One event or session in full."""
    example = "workshop W9"
    found = (await resolve(net, ref, EVENT_KINDS, example)).ref
    if "." in found:
        session = await net.events.session(found)
        if session is None:
            raise not_there(ref, example)
        return Reply("programmpunkt", {"punkt": session})
    detail = await net.events.detail(found)
    if detail is None:
        raise not_there(ref, example)
    last = detail.card.when.end or detail.card.when.start
    return Reply(
        "workshop",
        {
            "veranstaltung": detail,
            "fragen": tuple(dict.fromkeys(note.text for note in detail.questions)),
            "jetzt": context.now,
            "vorbei": last is not None and last <= context.now,
        },
    )


@command(
    "programm",
    "programme",
    "agenda",
    "ablauf",
    args=[Ref("W")],
    help="Das Programm einer Veranstaltung mit Zeiten und Personen",
    examples=["programm W9", "programm Sommerakademie"],
    topic=FINDING,
)
async def programme(net: Network, context: Context, ref: RefValue) -> Reply:
    """The agenda in the order as printed."""
    del context
    return Reply("programm", {"veranstaltung": await detail_of(net, ref, "programm W9")})


@command(
    "zusammenfassung",
    "zusammenfassungen",
    "summary",
    "ergebnisse",
    "ergebnis",
    args=[Ref("W")],
    help="Die veröffentlichte Zusammenfassung einer Veranstaltung mit Erkenntnissen und nächsten Schritten",
    examples=["zusammenfassung W4", "zusammenfassung Bad Schönborn"],
    topic=FINDING,
)
async def summary(net: Network, context: Context, ref: RefValue) -> Reply:
    """The published summary with insights and next steps."""
    del context
    detail = await detail_of(net, ref, "zusammenfassung W4")
    text = await net.events.summary(detail.card.ref)
    parts: tuple[Part, ...] = ()
    if text is not None:
        parts = parts_of(text.text) if text.is_whole else (Part(FACTS, text.text),)
    return Reply("zusammenfassung", {"veranstaltung": detail, "text": text, "teile": parts})
