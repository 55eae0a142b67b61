"""Notes are taken: where and until when."""

from datetime import timedelta

from commands.arguments import Choice, Words
from commands.declare import NOTES, command
from commands.errors import CommandError, NotFoundError, NotUnderstoodError
from commands.free_text import leading_reference
from commands.port import Context, Place, Reply, Role
from commands.references import RefValue, read_reference
from commands.resolve import EVENT_KINDS, resolve
from storage.network import Network
from storage.planning import Kind
from storage.protocols import ProtocolView, Spot

START, STOP = "start", "stop"
EXAMPLE = "protokoll start W9"


@command(
    "protokoll",
    "mitschrift",
    "minutes",
    args=[Choice((START, STOP)), Words("Nummer oder Titel")],
    help="In diesem Raum oder Strang mitschreiben, bis zum Ende der Veranstaltung; allein: was gerade läuft",
    examples=[EXAMPLE, "protokoll start W9.B", "protokoll stop"],
    topic=NOTES,
    role=Role.ORGANISER,
    changes=True,
)
async def protocol(net: Network, context: Context, what: str | None, words: str) -> Reply:
    """Begin or end taking notes, or say where they are being taken."""
    if what is None and words:
        raise NotUnderstoodError("Bitte schreiben Sie „start“ oder „stop“ vor die Nummer.", EXAMPLE)
    if what == START:
        return await _start(net, context, words)
    if what == STOP:
        return await _stop(net, context, words)
    return _shown(context, "laeuft", await net.protocols.in_room(context.room, context.now))


def _shown(context: Context, what: str, protocols: list[ProtocolView]) -> Reply:
    return Reply("protokoll", {"was": what, "protokolle": protocols, "zone": context.now.tzinfo})


async def _start(net: Network, context: Context, words: str) -> Reply:
    if context.place is Place.DIRECT:
        raise CommandError("Ein Protokoll läuft in einem Raum, nicht im Direktchat.", EXAMPLE)
    spot = await _spot(net, context, words)
    running = await net.protocols.in_room(context.room, context.now)
    here = next((one for one in running if one.thread == context.thread), None)
    if here is not None and here.spot.ref != spot.ref:
        where = "diesem Strang" if context.thread else "diesem Raum"
        raise CommandError(
            f"In {where} läuft schon das Protokoll zu {here.spot.ref} {here.spot.title}.",
            f"protokoll stop {here.spot.ref}",
        )
    if here is not None:
        return _shown(context, "laeuft", [here])
    made = await net.protocols.start(spot, context.room, context.thread, context.now)
    await net.tell(
        context.room,
        "protokoll_ende",
        {"nummer": spot.event_ref, "titel": spot.title},
        subject=_subject(made),
        occurrence="ende",
        now=made.ends_at,
        thread=context.thread,
    )
    return _shown(context, "begonnen", [made])


async def _stop(net: Network, context: Context, words: str) -> Reply:
    running = await net.protocols.in_room(context.room, context.now)
    ref, _ = leading_reference(words)
    if words and ref is None:
        ref = read_reference(words, "W")
    if ref is not None:
        event = await resolve(net, ref, EVENT_KINDS, "protokoll stop")
        number = event.ref.partition(".")[0]
        wanted = [one for one in running if event.ref in {one.spot.ref, one.spot.event_ref}]
        if not wanted and context.place is Place.ORGANISERS:
            wanted = await net.protocols.of_event(number, context.now)
        if not wanted:
            raise NotFoundError(f"Zu {event.ref} läuft hier kein Protokoll.", EXAMPLE)
    else:
        wanted = [one for one in running if one.thread == context.thread] or [
            one for one in running if one.thread is None
        ]
        if not wanted:
            raise NotFoundError("Hier läuft kein Protokoll, das ich stoppen könnte.", EXAMPLE)
    for one in wanted:
        await net.protocols.stop(one.id, context.now)
        await net.deliveries.call_off(Kind.MESSAGE, _subject(one), "vorher beendet")
    return _shown(context, "beendet", wanted)


def _subject(one: ProtocolView) -> str:
    return f"Protokoll {one.id}"


async def _spot(net: Network, context: Context, words: str) -> Spot:
    if not words:
        return await _now_running(net, context)
    ref, rest = leading_reference(words)
    if ref is None or rest:
        ref = read_reference(words, "W")
    return await spot_of(net, ref, EXAMPLE)


async def _now_running(net: Network, context: Context) -> Spot:
    """Return the one event that is on now."""
    now = context.now
    page = await net.events.upcoming(now, period=(now, now + timedelta(minutes=1)), limit=2)
    if page.total != 1:
        raise NotUnderstoodError("Bitte nennen Sie die Veranstaltung, zu der ich mitschreiben soll.", EXAMPLE)
    return await spot_of(net, read_reference(page.items[0].ref, "W"), EXAMPLE)


async def spot_of(net: Network, ref: RefValue, example: str) -> Spot:
    """Return the event or session that a reference means."""
    found = await resolve(net, ref, EVENT_KINDS, example)
    spot = await net.protocols.spot(found.ref)
    if spot is None:
        raise NotFoundError(f"Die Nummer {found.ref} gibt es nicht.", example)
    return spot
