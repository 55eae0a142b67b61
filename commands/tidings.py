"""What the bot says by itself: from a planned delivery to the message, made at the moment of sending."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from commands.poll_results import poll_result
from commands.port import PollEnd, Reply
from storage.cards import when
from storage.deliveries import DeliveryView, said_now
from storage.network import Network
from storage.pending import PendingView
from storage.planning import CHANGES, Kind, State, moment_of
from storage.views import EventDetail
from storage.when import Precision, When

DIGEST_AHEAD = timedelta(days=14)
USUAL_LENGTH = timedelta(hours=2)  # of an event whose end is not known


@dataclass(frozen=True, slots=True)
class Edit:
    """An earlier message that is set right."""

    target: str
    reply: Reply


@dataclass(frozen=True, slots=True)
class Message:
    """What goes out for one or several rows.

    ``answers``: the message it replies to; ``thread``: the one with which the thread began that it belongs into;
    ``said``: by row, for later; ``waits``: what an answer to it means, see :mod:`storage.pending`.
    """

    reply: Reply | None = None
    answers: str | None = None
    thread: str | None = None
    waits: PendingView | None = None
    edits: tuple[Edit, ...] = ()
    said: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    remark: str | None = None


Verdicts = dict[int, DeliveryView]
Composed = tuple[Message | None, Verdicts]


def _not_said(row: DeliveryView, state: State, reason: str) -> Composed:
    return None, {row.id: replace(row, state=state, reason=reason)}


def is_over(event: EventDetail, now: datetime) -> bool:
    """Whether an event is over; one without an end lasts two hours, or its day."""
    start, end = event.card.when.start, event.card.when.end
    return start is not None and (end or start + USUAL_LENGTH) <= now


async def compose(net: Network, row: DeliveryView, now: datetime, prefix: str = "!") -> Composed:
    """Make the message of one row, or say why there is none."""
    from commands.summary_tidings import action_due, compose_summary  # noqa: PLC0415  # they return messages, too

    match row.kind:
        case Kind.DIGEST:
            return await _digest(net, row, now, prefix)
        case Kind.FAULT:
            return Message(Reply("zustellung_gescheitert", {"anlass": row.subject, "prefix": prefix, **row.data})), {}
        case Kind.POLL:
            return await _poll(net, row)
        case Kind.MESSAGE:
            reply = Reply(
                row.data["vorlage"], {"prefix": prefix, **row.data["daten"]}, mentions=tuple(row.data["erwaehnt"])
            )
            return Message(reply, row.data["antwort_auf"], row.data.get("strang")), {}
        case Kind.PERSONAL:
            return await _personal(net, row, now, prefix)
        case Kind.ACTION_DUE:
            return await action_due(net, row, prefix)
        case Kind.SUMMARY:
            return await compose_summary(net, row, now, prefix)
        case Kind.SUBSCRIPTION:
            return Message(Reply(f"zu_{row.kind.value}", {"prefix": prefix, **row.data})), {}
    event = await net.events.detail(row.subject)
    if event is None:
        return _not_said(row, State.CANCELLED, "die Veranstaltung gibt es nicht mehr")
    return await _of_event(net, row, event, now, prefix)


async def _of_event(net: Network, row: DeliveryView, event: EventDetail, now: datetime, prefix: str) -> Composed:
    from commands.summary_tidings import request  # noqa: PLC0415  # it returns a message, too

    match row.kind:
        case Kind.REGISTRATION:
            return Message(Reply("zu_anmeldung", {"karte": event.card, "prefix": prefix})), {}
        case Kind.ANNOUNCEMENT:
            return await _announcement(net, row, event, now, prefix)
        case Kind.REMINDER:
            return await _reminder(net, row, event, now, prefix)
        case Kind.REQUEST | Kind.SECOND_REQUEST:
            if event.has_summary:
                return _not_said(row, State.CANCELLED, "die Zusammenfassung ist schon da")
            return await request(net, row, event, now, prefix), {}
    return await _correction(net, row, event, now, prefix)


async def compose_overdue(net: Network, rows: list[DeliveryView], now: datetime, prefix: str = "!") -> Composed:
    """Make one message of several overdue announcements and reminders; each event stands in it once."""
    verdicts: Verdicts = {}
    events: dict[str, EventDetail] = {}
    said: dict[int, Mapping[str, Any]] = {}
    for row in rows:
        event = await net.events.detail(row.subject)
        _message, verdict = await compose(net, row, now, prefix)
        if verdict or event is None:
            verdicts |= verdict
            continue
        events[row.subject] = event
        said[row.id] = await said_now(net.session, row.subject)
    if not events:
        return None, verdicts
    if len(events) == 1:
        (event,) = events.values()
        new = any(row.kind is Kind.ANNOUNCEMENT for row in rows if row.id in said)
        reply = Reply("zu_ankuendigung" if new else "zu_erinnerung", _data(event, now, prefix))
    else:
        cards = [event.card for event in events.values()]
        reply = Reply("zu_nachgeholt", {"karten": cards, "jetzt": now, "prefix": prefix})
    return Message(reply, said=said, remark="nachgeholt"), verdicts


def _data(event: EventDetail, now: datetime, prefix: str) -> dict[str, Any]:
    return {"veranstaltung": event, "karte": event.card, "jetzt": now, "prefix": prefix}


async def _announcement(net: Network, row: DeliveryView, event: EventDetail, now: datetime, prefix: str) -> Composed:
    if event.card.status == "abgesagt":
        return _not_said(row, State.CANCELLED, "abgesagt, bevor angekündigt wurde")
    if is_over(event, now):
        return _not_said(row, State.MISSED, "die Veranstaltung ist vorbei")
    said = {row.id: await said_now(net.session, row.subject)}
    return Message(Reply("zu_ankuendigung", _data(event, now, prefix)), said=said), {}


async def _reminder(net: Network, row: DeliveryView, event: EventDetail, now: datetime, prefix: str) -> Composed:
    date = event.card.when
    if event.card.status in {"abgesagt", "verschoben"}:
        return _not_said(row, State.CANCELLED, event.card.status)
    begun = date.start is not None and date.precision is Precision.MINUTE and date.start <= now
    if date.start is None or begun or is_over(event, now):
        return _not_said(row, State.MISSED, "die Veranstaltung hat schon begonnen")
    said = {row.id: await said_now(net.session, row.subject)}
    return Message(Reply("zu_erinnerung", _data(event, now, prefix)), said=said), {}


async def _correction(net: Network, row: DeliveryView, event: EventDetail, now: datetime, prefix: str) -> Composed:
    """A change, a move or a cancellation: set right what stands in the room, and say it if it matters."""
    assert row.event_id is not None
    rows = [one for one in await net.deliveries.of_event(row.event_id, row.room_id) if one.state is State.SENT]
    told = [one for one in rows if one.sent_event and "gesagt" in one.data]
    current = await said_now(net.session, row.subject)
    if not told:
        return _not_said(row, State.CANCELLED, "im Raum steht nichts dazu")
    latest = max(told, key=lambda one: one.sent_at or now)
    if latest.data["gesagt"] == current:
        return _not_said(row, State.CANCELLED, "zurückgenommen, bevor es gesagt wurde")
    edits = []
    for one in told:
        if one.kind is Kind.ANNOUNCEMENT and "bund" not in one.data:
            edits.append(Edit(one.sent_event or "", Reply("zu_ankuendigung", _data(event, now, prefix))))
        elif one.kind is Kind.REMINDER and "bund" not in one.data and row.kind is not Kind.CHANGE:
            edits.append(Edit(one.sent_event or "", Reply("zu_erinnerung_ueberholt", _data(event, now, prefix))))
    said = {row.id: current}
    if row.kind is Kind.CHANGE:
        return Message(None, edits=tuple(edits), said=said), {}
    announced = next((one for one in told if one.kind is Kind.ANNOUNCEMENT), latest)
    before = latest.data["gesagt"]
    data = _data(event, now, prefix) | {"vorher": _when_said(before, event.card.when.zone)}
    if row.kind is Kind.MOVE and moment_of(before) == moment_of(current):
        data["vorher"] = None
    reply = Reply(f"zu_{row.kind.value}", data)
    return Message(reply, announced.sent_event, edits=tuple(edits), said=said), {}


def _when_said(said: Mapping[str, Any], zone: str) -> When:
    def moment(name: str) -> datetime | None:
        return datetime.fromisoformat(said[name]) if said.get(name) else None

    return when(moment("start"), moment("end"), said["precision"], zone, said.get("written"))


async def _digest(net: Network, row: DeliveryView, now: datetime, prefix: str) -> Composed:
    """What the network should know this week; nothing if there is nothing."""
    since = now - timedelta(days=7)
    events = await net.events.upcoming(now, period=(now, now + DIGEST_AHEAD), limit=20)
    solutions = await net.solutions.new_since(since)
    summaries = await net.events.summaries_since(since)
    actions = await net.actions.due_before(now + DIGEST_AHEAD)
    if not (events.items or solutions or summaries or actions):
        return _not_said(row, State.MISSED, "es gab nichts zu berichten")
    data = {
        "termine": events,
        "loesungen": solutions,
        "zusammenfassungen": summaries,
        "massnahmen": actions,
        "jetzt": now,
        "prefix": prefix,
    }
    return Message(Reply("zu_uebersicht", data)), {}


async def _poll(net: Network, row: DeliveryView) -> Composed:
    """The result of a poll, as a reply to it."""
    reply = await poll_result(net, int(row.subject))
    if reply is None:
        return _not_said(row, State.CANCELLED, "die Umfrage gibt es nicht mehr")
    return Message(reply, reply.poll.target if isinstance(reply.poll, PollEnd) else None), {}


async def _personal(net: Network, row: DeliveryView, now: datetime, prefix: str) -> Composed:
    reminder = await net.reminders.get(row.subject)
    if reminder is None:
        return _not_said(row, State.CANCELLED, "gelöscht")
    data: dict[str, Any] = {
        "nummer": reminder.ref,
        "text": reminder.text,
        "jetzt": now,
        "prefix": prefix,
        "karte": None,
    }
    if reminder.event_ref is not None:
        event = await net.events.detail(reminder.event_ref)
        if event is None or event.card.status == "abgesagt":
            return _not_said(row, State.CANCELLED, "abgesagt")
        if is_over(event, now):
            return _not_said(row, State.MISSED, "die Veranstaltung ist vorbei")
        data["karte"] = event.card
    return Message(Reply("zu_persoenlich", data)), {}


__all__ = ["CHANGES", "Composed", "Edit", "Message", "compose", "compose_overdue"]
