"""From the rows that are due to messages: one for each, or one for all that is overdue."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from commands.poll_results import poll_result
from commands.port import PollEnd, Reply
from commands.private_tidings import personal, subscription
from commands.summary_tidings import action_due, compose_summary
from commands.tidings import Composed, Edit, Message, Verdicts, not_said, of_event, overdue_data
from storage.deliveries import DeliveryView
from storage.network import Network
from storage.planning import Kind, State

DIGEST_AHEAD = timedelta(days=14)
DIGEST_LATE = timedelta(days=2)  # later than so the week is half over
BOARD_LENGTH = 10  # events on the list of coming ones
MERGED = "eine spätere Erinnerung an dieselbe Veranstaltung war auch schon fällig"
APART = {Kind.FAULT, Kind.MESSAGE, Kind.BOARD, Kind.CHANGE, Kind.SUMMARY, Kind.PIN, Kind.UNPIN, Kind.POLL}
TOGETHER = frozenset(set(Kind) - APART)  # overdue ones make one message
REMINDING = (Kind.REMINDER, Kind.START)


async def compose(net: Network, row: DeliveryView, now: datetime, prefix: str = "!") -> Composed:
    """Make the message of one row, or say why there is none."""
    match row.kind:
        case Kind.DIGEST:
            return await _digest(net, row, now, prefix)
        case Kind.BOARD:
            return await _board(net, row, now, prefix)
        case Kind.FAULT:
            return Message(
                Reply(row.data.get("vorlage", "zustellung_gescheitert"), {"prefix": prefix, **row.data})
            ), {}
        case Kind.MESSAGE:
            reply = Reply(
                row.data["vorlage"], {"prefix": prefix, **row.data["daten"]}, mentions=tuple(row.data["erwaehnt"])
            )
            return Message(reply, row.data["antwort_auf"], row.data.get("strang")), {}
        case Kind.PERSONAL:
            return await personal(net, row, now, prefix)
        case Kind.SUBSCRIPTION:
            return await subscription(net, row, now, prefix)
        case Kind.ACTION_DUE:
            return await action_due(net, row, prefix)
        case Kind.SUMMARY | Kind.PIN | Kind.UNPIN:
            return await compose_summary(net, row, now, prefix)
        case Kind.POLL:
            return await _poll(net, row)
    return await of_event(net, row, now, prefix)


def without_superseded(rows: Iterable[DeliveryView]) -> tuple[list[DeliveryView], list[DeliveryView]]:
    """Keep the last due reminder of each event; the others, which nobody has tried to send, come back as missed."""
    latest: dict[str, DeliveryView] = {}
    rows = list(rows)
    for row in rows:
        if row.kind in REMINDING and (row.subject not in latest or latest[row.subject].due_at < row.due_at):
            latest[row.subject] = row
    kept, missed = [], []
    for row in rows:
        if row.kind in REMINDING and row.tried_by is None and latest[row.subject] is not row:
            missed.append(replace(row, state=State.MISSED, reason=MERGED))
        else:
            kept.append(row)
    return kept, missed


async def compose_overdue(net: Network, rows: list[DeliveryView], now: datetime, prefix: str = "!") -> Composed:
    """Make one message of several overdue ones; each event stands in it once."""
    verdicts: Verdicts = {}
    messages: list[Message] = []
    said: dict[int, Mapping[str, Any]] = {}
    for row in rows:
        message, verdict = await compose(net, row, now, prefix)
        verdicts |= verdict
        if message is not None and not verdict:
            messages.append(message)
            said |= message.said
    edits: tuple[Edit, ...] = tuple(edit for message in messages for edit in message.edits)
    replies = [message.reply for message in messages if message.reply is not None]
    if not replies:
        return None, verdicts
    events = {reply.data["karte"].ref for reply in replies if reply.data.get("karte") is not None}
    if len(replies) == 1 or (len(events) == 1 and all(reply.template in OF_AN_EVENT for reply in replies)):
        first = next((one for one in replies if one.template == "zu_ankuendigung"), replies[0])
        return Message(first, edits=edits, said=said, remark="nachgeholt"), verdicts
    return Message(_together(replies, now, prefix), edits=edits, said=said, remark="nachgeholt"), verdicts


OF_AN_EVENT = frozenset({"zu_ankuendigung", "zu_erinnerung", "zu_beginn"})
ABOUT_EVENTS = OF_AN_EVENT | {"zu_verschiebung", "zu_absage"}


def _together(replies: list[Reply], now: datetime, prefix: str) -> Reply:
    cards = {reply.data["karte"].ref: reply.data["karte"] for reply in replies if reply.template in ABOUT_EVENTS}
    requests = {reply.data["karte"].ref: reply.data["karte"] for reply in replies if reply.template == "zu_bitte"}
    apart = ABOUT_EVENTS | {"zu_bitte", "zu_uebersicht"}
    data = overdue_data(now, prefix)
    for reply in replies:
        if reply.template == "zu_uebersicht":
            data |= {**reply.data, "uebersicht": True}
    data |= {
        "karten": tuple(sorted(cards.values(), key=lambda card: (card.when.start is None, card.when.start))),
        "bitten": tuple(requests.values()),
        "weitere": tuple((reply.template, reply.data) for reply in replies if reply.template not in apart),
    }
    return Reply("zu_nachgeholt", data)


async def _poll(net: Network, row: DeliveryView) -> Composed:
    """The result of a poll, as a reply to it."""
    reply = await poll_result(net, int(row.subject))
    if reply is None:
        return not_said(row, State.CANCELLED, "die Umfrage gibt es nicht mehr")
    return Message(reply, reply.poll.target if isinstance(reply.poll, PollEnd) else None), {}


async def _digest(net: Network, row: DeliveryView, now: datetime, prefix: str) -> Composed:
    """What the network should know this week; nothing if there is nothing."""
    if now - row.due_at > DIGEST_LATE:
        return not_said(row, State.MISSED, "die Woche war schon halb vorbei")
    since = now - timedelta(days=7)
    events = await net.events.upcoming(now, period=(now, now + DIGEST_AHEAD), limit=20)
    solutions = await net.solutions.new_since(since)
    summaries = await net.events.summaries_since(since)
    actions = await net.actions.due_before(now + DIGEST_AHEAD)
    if not (events.items or solutions or summaries or actions):
        return not_said(row, State.MISSED, "es gab nichts zu berichten")
    data = {
        "termine": events,
        "loesungen": solutions,
        "zusammenfassungen": summaries,
        "massnahmen": actions,
        "jetzt": now,
        "prefix": prefix,
    }
    return Message(Reply("zu_uebersicht", data)), {}


async def _board(net: Network, row: DeliveryView, now: datetime, prefix: str) -> Composed:
    """The coming events, in one message that is edited for ever; none is begun where nothing comes."""
    page = await net.events.upcoming(now, limit=BOARD_LENGTH)
    said = {"tafel": [[card.ref, card.title, card.status, _iso(card), card.place, card.town] for card in page.items]}
    ends = [card.when.end or card.when.start for card in page.items if card.when.start is not None]
    again_at = min((end for end in ends if end is not None and end > now), default=None)
    if row.sent_event is None and not page.items:
        return not_said(row, State.MISSED, "es steht nichts an")
    if row.sent_event is not None and row.data.get("gesagt") == said:
        return Message(said={row.id: said}, again_at=again_at, is_board=True), {}
    reply = Reply("tafel", {"seite": page, "prefix": prefix})
    if row.sent_event is None:
        return Message(reply, said={row.id: said}, again_at=again_at, is_board=True), {}
    edits = (Edit(row.sent_event, reply),)
    return Message(edits=edits, said={row.id: said}, again_at=again_at, is_board=True), {}


def _iso(card: Any) -> list[str | None]:
    date = card.when
    return [moment.isoformat() if moment else None for moment in (date.start, date.end)] + [date.as_written]
