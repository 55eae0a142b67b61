"""Personal reminders: before an event, or at a moment."""

import re
from datetime import datetime

from commands.arguments import Words
from commands.dates import DateError, parse_period
from commands.declare import ATTENDING, command
from commands.errors import NotFoundError, NotUnderstoodError
from commands.offsets import offset_of, offset_words
from commands.port import Context, Reply
from commands.references import read_reference
from commands.resolve import resolve_event
from commands.words import fold, quote
from storage.network import Network
from storage.reminders import MOST, ReminderView, TooManyRemindersError
from storage.when import Precision

EXAMPLE = "erinnern W12 1 Tag vorher"
TIMED = "erinnern morgen 9 Uhr Unterlagen schicken"
USUAL = "1 Tag vorher"
_OFFSET_BEGINS = re.compile(
    r"\b(\d+|ein|eine|einen|einer|eineinhalb|anderthalb|zwei|drei|vier|fünf|fuenf|sechs|sieben|acht|zehn|zwölf|halbe|"
    r"am|jeweils|zum)\b.*\b(vorher|davor|zuvor|vorab|vorabend|abend|tag|beginn|voraus|eher|früher|frueher)\b.*$",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"\s*([A-Za-z]{0,2}#?\d+)\b[\s,:]*(.*)", re.DOTALL)
LONGEST_TEXT = 500  # characters of what somebody wants to be reminded of


@command(
    "erinnern",
    "erinnere",
    "erinnerung",
    "remind",
    args=[Words("Nummer oder Titel, wie lange vorher", optional=False)],
    help="Eine Erinnerung im Direktchat: vor einer Veranstaltung oder zu einer Zeit; mit „aus“ wieder löschen",
    examples=["erinnern W12 1 Tag vorher", "erinnern morgen 9 Uhr Unterlagen schicken", "erinnern aus R3"],
    topic=ATTENDING,
    changes=True,
)
async def remind(net: Network, context: Context, words: str) -> Reply:
    """Note a reminder for the person who asks, or delete one."""
    first, _, rest = words.partition(" ")
    if fold(first.strip(":,")) in {"aus", "loeschen", "weg", "nicht"}:
        return await _off(net, context, rest)
    reference = _REFERENCE.fullmatch(words)
    if reference is not None and read_reference(reference[1], "W").number is not None:
        return await _before_event(net, context, reference[1], reference[2])
    offset = _OFFSET_BEGINS.search(words)
    if offset is not None and offset.start() > 0:
        return await _before_event(net, context, words[: offset.start()], offset[0])
    timed = await _at_a_time(net, context, words)
    return timed or await _before_event(net, context, words, "")


async def _before_event(net: Network, context: Context, name: str, when: str) -> Reply:
    offset = offset_of(when.strip(" ,.") or USUAL, EXAMPLE)
    ref = await resolve_event(net, read_reference(name, "W"), EXAMPLE)
    event = await net.events.detail(ref)
    if event is None:
        raise NotFoundError(f"Die Nummer {ref} gibt es nicht.", "termine")
    start = event.card.when.start
    if event.card.status == "abgesagt":
        raise NotFoundError(f"{ref} {event.card.title} ist abgesagt.", "termine")
    if start is not None and (event.card.when.end or start) <= context.now:
        raise NotFoundError(f"{ref} {event.card.title} ist schon vorbei.", "termine")
    known = event.card.when.precision in {Precision.MINUTE, Precision.DAY}
    view = await _add(net, context, event_ref=ref, offset=str(offset))
    if known and view.due_at is not None and view.due_at <= context.now:
        await net.reminders.remove(context.sender, [view.ref])
        raise NotUnderstoodError(
            f"{offset_words(str(offset))} ist für {ref} {event.card.title} schon vorbei.",
            f"erinnern {ref} 1 Stunde vorher",
        )
    data = {"erinnerung": view, "karte": event.card, "abstand": offset_words(str(offset)), "zone": context.now.tzinfo}
    return Reply("erinnern", data)


async def _at_a_time(net: Network, context: Context, words: str) -> Reply | None:
    """Read the time at the beginning or the end, the rest is what to be reminded of."""
    parts = words.split()
    if len(words) > LONGEST_TEXT:
        raise NotUnderstoodError(f"Der Text ist zu lang, höchstens {LONGEST_TEXT} Zeichen sind möglich.", EXAMPLE)
    for size in range(min(len(parts), 9), 0, -1):
        for time, text in ((parts[:size], parts[size:]), (parts[-size:], parts[:-size])):
            found = _moment(" ".join(time), context)
            if found is None:
                continue
            about = " ".join(text).strip(" ,:–-")
            about = re.sub(r"^(an|dass|daran)\s+", "", about)
            view = await _add(net, context, at=found, text=about or None)
            return Reply("erinnern", {"erinnerung": view, "karte": None, "abstand": "", "zone": context.now.tzinfo})
    return None


def _moment(text: str, context: Context) -> datetime | None:
    try:
        found = parse_period(text, context.now, "future")
    except DateError as error:
        raise NotUnderstoodError(str(error), TIMED) from error
    if found is None or found.start is None or found.precision is not Precision.MINUTE:
        return None
    if found.start <= context.now:
        raise NotUnderstoodError("Diese Zeit ist schon vorbei.", TIMED)
    return found.start


async def _add(
    net: Network,
    context: Context,
    *,
    event_ref: str | None = None,
    offset: str | None = None,
    at: datetime | None = None,
    text: str | None = None,
) -> ReminderView:
    try:
        return await net.reminders.add(
            context.sender, context.now, event_ref=event_ref, offset=offset, at=at, text=text
        )
    except TooManyRemindersError as error:
        raise NotUnderstoodError(
            f"Sie haben schon {MOST} Erinnerungen. Bitte löschen Sie erst eine.", "erinnerungen"
        ) from error


async def _off(net: Network, context: Context, words: str) -> Reply:
    mine = await net.reminders.of(context.sender)
    wanted = words.strip(" .,;")
    if fold(wanted) in {"alle", "alles"}:
        refs = [one.ref for one in mine]
    else:
        number = re.fullmatch(r"[Rr#]?\s*(\d{1,9})", wanted)
        event = re.fullmatch(r"[Ww]\s*(\d{1,9})", wanted)
        if number:
            refs = [one.ref for one in mine if one.ref == f"R{int(number[1])}"]
        elif event:
            refs = [one.ref for one in mine if one.event_ref == f"W{int(event[1])}"]
        else:
            asked = fold(wanted)
            refs = [one.ref for one in mine if asked and asked in fold(f"{one.event_title or ''} {one.text or ''}")]
    if not refs:
        raise NotFoundError(f"Eine Erinnerung „{quote(wanted, 60)}“ haben Sie nicht.", "erinnerungen")
    await net.reminders.remove(context.sender, refs)
    return Reply("erinnern_aus", {"nummern": refs})


@command(
    "erinnerungen",
    "reminders",
    help="Ihre Erinnerungen",
    examples=["erinnerungen"],
    topic=ATTENDING,
)
async def reminders(net: Network, context: Context) -> Reply:
    """All reminders of the person who asks, the next first."""
    mine = await net.reminders.of(context.sender)
    rows = [(one, offset_words(one.offset) if one.offset else "") for one in mine]
    return Reply("erinnerungen", {"liste": rows, "jetzt": context.now, "zone": context.now.tzinfo})
