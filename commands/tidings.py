"""What the bot says of events by itself: from a planned delivery to the message, made at the moment of sending."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from commands.port import Reply
from storage.cards import when
from storage.deliveries import OVERTAKEN, DeliveryView, said_now
from storage.network import Network
from storage.offsets import start_of_day
from storage.pending import PendingView
from storage.planning import CHANGES, URGENT, Kind, State, moment_of
from storage.registrations import SIGNED_OFF
from storage.views import EventDetail
from storage.when import Precision, When

USUAL_LENGTH = timedelta(hours=2)  # of an event whose end is not known
START_LATE = timedelta(minutes=15)  # so long after the beginning it is still said that it begins
HELD_BACK = frozenset(
    {Kind.ANNOUNCEMENT, Kind.REMINDER, Kind.MOVE, Kind.CANCELLATION, Kind.REQUEST, Kind.SECOND_REQUEST}
)


@dataclass(frozen=True, slots=True)
class Edit:
    """An earlier message that is set right."""

    target: str
    reply: Reply


@dataclass(frozen=True, slots=True)
class Message:
    """What goes out for one or several rows.

    ``answers``: the message it replies to; ``thread``: the one with which the thread began that it belongs into;
    ``said``: by row, what is to be known of it later; ``waits``: what an answer to it means, see
    :mod:`storage.pending`; ``again_at``: when the same message is looked at again; ``is_board``: nobody is to be woken
    by it, and it is pinned. ``pins``, ``unpins``: a message that stands in the room already.
    """

    reply: Reply | None = None
    answers: str | None = None
    thread: str | None = None
    waits: PendingView | None = None
    edits: tuple[Edit, ...] = ()
    said: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    remark: str | None = None
    again_at: datetime | None = None
    is_board: bool = False
    pins: str | None = None
    unpins: str | None = None


Verdicts = dict[int, DeliveryView]
Composed = tuple[Message | None, Verdicts]


def not_said(row: DeliveryView, state: State, reason: str) -> Composed:
    """Say why there is no message for a row."""
    return None, {row.id: replace(row, state=state, reason=reason)}


def is_over(event: EventDetail, now: datetime) -> bool:
    """Whether an event is over; one without an end lasts two hours, or its day."""
    start, end = event.card.when.start, event.card.when.end
    return start is not None and (end or start + USUAL_LENGTH) <= now


async def of_event(net: Network, row: DeliveryView, now: datetime, prefix: str) -> Composed:
    """Make the message of a row about an event, or say why there is none."""
    event = await net.events.detail(row.subject)
    if event is None:
        return not_said(row, State.CANCELLED, "die Veranstaltung gibt es nicht mehr")
    rest = await _rest(net, row, event, now)
    if rest is not None:
        return None, {row.id: replace(row, state=State.PLANNED, try_at=rest, reason="Ruhezeit des Raums")}
    match row.kind:
        case Kind.REGISTRATION:
            return Message(await _place(net, row, event, prefix)), {}
        case Kind.ANNOUNCEMENT:
            return await _announcement(net, row, event, now, prefix)
        case Kind.REMINDER | Kind.START:
            return await _reminder(net, row, event, now, prefix)
        case Kind.REQUEST | Kind.SECOND_REQUEST:
            if event.has_summary:
                return not_said(row, State.CANCELLED, "die Zusammenfassung ist schon da")
            if event.card.status in {"abgesagt", "verschoben"}:
                return not_said(row, State.CANCELLED, event.card.status)
            from commands.summary_tidings import request  # noqa: PLC0415  # it returns a message, too

            return await request(net, row, event, now, prefix), {}
    return await _correction(net, row, event, now, prefix)


async def _place(net: Network, row: DeliveryView, event: EventDetail, prefix: str) -> Reply:
    """Say where somebody stands who signed up or off by a reaction, or that they moved up."""
    if not row.data.get("bestaetigung"):
        return Reply("zu_anmeldung", {"karte": event.card, "prefix": prefix})
    place = await net.registrations.place(row.subject, row.room_id)
    template = "abmelden" if place.state == SIGNED_OFF else "anmelden"
    return Reply(template, {"platz": place, "karte": event.card, "seite_der_anmeldung": event.url, "prefix": prefix})


async def _rest(net: Network, row: DeliveryView, event: EventDetail, now: datetime) -> datetime | None:
    """Return when the room's rest is over, if it rests now and the event does not begin soon."""
    if row.kind not in HELD_BACK:
        return None
    start = event.card.when.start
    if start is not None and abs(start - now) < URGENT and row.kind not in {Kind.REQUEST, Kind.SECOND_REQUEST}:
        return None
    room = await net.deliveries.room(row.room_id)
    allowed = room.quiet.next_allowed(now, event.card.when.zone, holidays=False) if room is not None else now
    return allowed if allowed > now else None


def event_data(event: EventDetail, now: datetime, prefix: str) -> dict[str, Any]:
    """Return what templates about one event need."""
    return {"veranstaltung": event, "karte": event.card, "jetzt": now, "prefix": prefix}


async def _announcement(net: Network, row: DeliveryView, event: EventDetail, now: datetime, prefix: str) -> Composed:
    if event.card.status == "abgesagt":
        return not_said(row, State.CANCELLED, "abgesagt, bevor angekündigt wurde")
    if is_over(event, now):
        return not_said(row, State.MISSED, "die Veranstaltung ist vorbei")
    said = {row.id: await said_now(net.session, row.subject)}
    return Message(Reply("zu_ankuendigung", event_data(event, now, prefix)), said=said), {}


def _is_for(row: DeliveryView, date: When) -> bool:
    """Whether a reminder was planned for the moment at which the event begins now."""
    if date.start is None or date.precision not in {Precision.MINUTE, Precision.DAY}:
        return False
    begins = date.start if date.precision is Precision.MINUTE else start_of_day(date.start, date.zone)
    return row.occurrence.endswith(f" {begins.astimezone(UTC):%Y-%m-%dT%H:%MZ}")


async def _reminder(net: Network, row: DeliveryView, event: EventDetail, now: datetime, prefix: str) -> Composed:
    date = event.card.when
    if event.card.status in {"abgesagt", "verschoben"}:
        return not_said(row, State.CANCELLED, event.card.status)
    if not _is_for(row, date):
        return not_said(row, State.CANCELLED, OVERTAKEN)
    late = START_LATE if row.kind is Kind.START else timedelta(0)
    begun = date.start is not None and date.precision is Precision.MINUTE and date.start + late <= now
    if begun or is_over(event, now):
        return not_said(row, State.MISSED, "die Veranstaltung hat schon begonnen")
    said = {row.id: await said_now(net.session, row.subject)}
    return Message(Reply(f"zu_{row.kind.value}", event_data(event, now, prefix)), said=said), {}


async def _correction(net: Network, row: DeliveryView, event: EventDetail, now: datetime, prefix: str) -> Composed:
    """A change, a move or a cancellation: set right what stands in the room, and say it if it matters."""
    assert row.event_id is not None
    rows = [one for one in await net.deliveries.of_event(row.event_id, row.room_id) if one.state is State.SENT]
    told = [one for one in rows if one.sent_event and "gesagt" in one.data]
    current = await said_now(net.session, row.subject)
    place = None
    if row.room_id.startswith("@"):
        place = await net.registrations.place(row.subject, row.room_id)
        if place.state == SIGNED_OFF:
            return not_said(row, State.CANCELLED, "die Person ist nicht mehr angemeldet")
    elif not told:
        return not_said(row, State.CANCELLED, "im Raum steht nichts dazu")
    latest = max((one for one in rows if "gesagt" in one.data), key=lambda one: one.sent_at or now)
    before = latest.data["gesagt"]
    if before == current:
        return not_said(row, State.CANCELLED, "zurückgenommen, bevor es gesagt wurde")
    edits: list[Edit] = []
    for one in told:
        if "bund" in one.data:
            edits += await _edit_of_many(net, one, now, prefix)
        elif one.kind is Kind.ANNOUNCEMENT:
            edits.append(Edit(one.sent_event or "", Reply("zu_ankuendigung", event_data(event, now, prefix))))
        elif one.kind in {Kind.REMINDER, Kind.START} and row.kind is not Kind.CHANGE:
            edits.append(Edit(one.sent_event or "", Reply("zu_erinnerung_ueberholt", event_data(event, now, prefix))))
    said = {row.id: current}
    if row.kind is Kind.CHANGE:
        return Message(None, edits=tuple(edits), said=said), {}
    announced = next((one for one in told if one.kind is Kind.ANNOUNCEMENT), told[-1] if told else None)
    same_time = moment_of(before) == moment_of(current)
    data = event_data(event, now, prefix) | {
        "vorher": None if row.kind is Kind.MOVE and same_time else _when_said(before, event.card.when.zone),
        "doch": row.kind is Kind.MOVE and before.get("status") in {"abgesagt", "verschoben"},
        "platz": place,
    }
    answers = announced.sent_event if announced is not None else None
    return Message(Reply(f"zu_{row.kind.value}", data), answers, edits=tuple(edits), said=said), {}


async def _edit_of_many(net: Network, row: DeliveryView, now: datetime, prefix: str) -> list[Edit]:
    """Set right a message that told of several events at once."""
    rows = await net.deliveries.by_message(row.room_id, row.sent_event or "")
    if any("gesagt" not in one.data for one in rows):
        return []  # it says other things besides, which are not made again
    events = [await net.events.detail(subject) for subject in dict.fromkeys(one.subject for one in rows)]
    cards = tuple(event.card for event in events if event is not None)
    return [Edit(row.sent_event or "", Reply("zu_nachgeholt", overdue_data(now, prefix) | {"karten": cards}))]


def overdue_data(now: datetime, prefix: str) -> dict[str, Any]:
    """Return an empty message of overdue things, to be filled."""
    return {"karten": (), "bitten": (), "weitere": (), "uebersicht": False, "jetzt": now, "prefix": prefix}


def _when_said(said: Mapping[str, Any], zone: str) -> When:
    def moment(name: str) -> datetime | None:
        return datetime.fromisoformat(said[name]) if said.get(name) else None

    return when(moment("start"), moment("end"), said["precision"], zone, said.get("written"))


__all__ = ["CHANGES", "Composed", "Edit", "Message", "Verdicts", "event_data", "not_said", "of_event", "overdue_data"]
