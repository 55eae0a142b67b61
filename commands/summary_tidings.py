"""What the bot says of a published summary: a short message in the room, the long one with files in a thread."""

from dataclasses import replace
from datetime import datetime, timedelta

from commands.draft import draft_of
from commands.port import Reply
from commands.publish import LONG, SHORT
from commands.report import shown, waits_for
from commands.summary_files import files_of
from commands.summary_text import DECISIONS, INSIGHTS, OVERVIEW, QUESTIONS, SOLUTIONS, STEPS, Part, parts_of
from commands.tidings import Composed, Edit, Message, not_said
from storage.actions import DONE
from storage.deliveries import DeliveryView
from storage.network import Network
from storage.planning import Kind, State
from storage.views import EventDetail, SummaryView

SHOWN_INSIGHTS = 3
COUNTED = (
    (DECISIONS, "Beschluss", "Beschlüsse"),
    (STEPS, "Maßnahme", "Maßnahmen"),
    (INSIGHTS, "Erkenntnis", "Erkenntnisse"),
    (SOLUTIONS, "Musterlösung", "Musterlösungen"),
    (QUESTIONS, "offene Frage", "offene Fragen"),
)
WAIT = timedelta(minutes=1)  # for the message in the room, before the thread can begin
WAITING = frozenset({State.PLANNED, State.CLAIMED})


async def compose_summary(net: Network, row: DeliveryView, now: datetime, prefix: str) -> Composed:
    """Make the message of one row; a correction edits what stands in the room."""
    if row.kind is not Kind.SUMMARY:
        return await _pin(net, row, now)
    summary = await net.events.summary(row.subject)
    if summary is None:
        return None, {row.id: replace(row, state=State.CANCELLED, reason="es gibt keine Zusammenfassung mehr")}
    rows = [one for one in await net.deliveries.of_subject(Kind.SUMMARY, row.subject) if one.room_id == row.room_id]
    root = _sent(rows, SHORT)
    if row.occurrence.startswith(SHORT):
        reply = Reply("zu_zusammenfassung", _short(summary, prefix))
        return (Message(reply) if root is None else Message(edits=(Edit(root, reply),))), {}
    if root is None:
        return _later(row, rows, now)
    return await _long(row, rows, root, summary, prefix)


async def _pin(net: Network, row: DeliveryView, now: datetime) -> Composed:
    """Pin the message of a summary, or unpin it when its time is over."""
    rows = [
        one
        for kind in (Kind.SUMMARY, Kind.PIN)
        for one in await net.deliveries.of_subject(kind, row.subject)
        if one.room_id == row.room_id
    ]
    root = _sent(rows, SHORT)
    if root is None:
        return _later(row, rows, now)
    if row.kind is Kind.PIN:
        return Message(pins=root), {}
    state = next((one.state for one in rows if one.kind is Kind.PIN and one.occurrence == row.occurrence), None)
    if state in WAITING:
        return not_said(replace(row, try_at=now + WAIT), State.PLANNED, "noch nicht angeheftet")
    if state is not State.SENT:
        return not_said(row, State.CANCELLED, "war nicht angeheftet")
    return Message(unpins=root), {}


def _sent(rows: list[DeliveryView], part: str) -> str | None:
    return next((one.sent_event for one in rows if one.occurrence.startswith(part) and one.sent_event), None)


def _later(row: DeliveryView, rows: list[DeliveryView], now: datetime) -> Composed:
    """Wait for the message in the room, unless it will never come."""
    if any(one.occurrence.startswith(SHORT) and one.state in WAITING for one in rows):
        return None, {row.id: replace(row, state=State.PLANNED, try_at=now + WAIT)}
    return not_said(row, State.CANCELLED, "die Nachricht im Raum fehlt")


async def _long(row: DeliveryView, rows: list[DeliveryView], root: str, summary: SummaryView, prefix: str) -> Composed:
    parts = parts_of(summary.text)
    documents = await files_of(summary.event.ref, summary.event.title, parts)
    reply = Reply("zu_zusammenfassung_lang", {"karte": summary.event, "teile": parts, "prefix": prefix})
    earlier = _sent([one for one in rows if one.id < row.id], LONG)
    if earlier is None:
        return Message(replace(reply, documents=documents), thread=root), {}
    corrected = Reply("zu_zusammenfassung_neu", {"karte": summary.event, "prefix": prefix}, documents=documents)
    return Message(corrected, thread=root, edits=(Edit(earlier, reply),)), {}


def _short(summary: SummaryView, prefix: str) -> dict[str, object]:
    parts = {part.name: part for part in parts_of(summary.text)}

    def items(name: str) -> tuple[str, ...]:
        return parts[name].items if name in parts else ()

    lead = parts.get(OVERVIEW, Part(OVERVIEW, "")).body
    if not lead and not summary.is_whole:
        lead = summary.text
    return {
        "karte": summary.event,
        "kurz": lead.split("\n\n")[0],
        "erkenntnisse": items(INSIGHTS)[:SHOWN_INSIGHTS],
        "mehr_erkenntnisse": max(0, len(items(INSIGHTS)) - SHOWN_INSIGHTS),
        "zahlen": tuple((len(items(name)), one, many) for name, one, many in COUNTED if items(name)),
        "prefix": prefix,
    }


async def request(net: Network, row: DeliveryView, event: EventDetail, now: datetime, prefix: str) -> Message:
    """Ask the organisers for the summary, with the draft that they can answer."""
    data = shown(await draft_of(net, event)) | {"noch_einmal": row.kind is Kind.SECOND_REQUEST, "prefix": prefix}
    return Message(Reply("zu_bitte", data), waits=waits_for(f"zustellung {row.id}", row.room_id, "", event, now))


async def action_due(net: Network, row: DeliveryView, prefix: str) -> Composed:
    """Tell that an action item is due: to whom it belongs, in a room by a mention."""
    action = await net.actions.get(row.subject)
    if action is None or action.state == DONE:
        return None, {row.id: replace(row, state=State.CANCELLED, reason="erledigt oder gelöscht")}
    mentions = (action.matrix_id,) if action.matrix_id and not row.room_id.startswith("@") else ()
    return Message(Reply("zu_massnahme", {"eintrag": action, "prefix": prefix}, mentions=mentions)), {}
