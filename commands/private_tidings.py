"""What the bot says by itself in somebody's direct chat: reminders, news on a topic, action items."""

from datetime import datetime
from typing import Any

from commands.port import Reply
from commands.tidings import Composed, Message, is_over, not_said
from storage.deliveries import OVERTAKEN, DeliveryView
from storage.network import Network
from storage.planning import State

CALLED_OFF = frozenset({"abgesagt", "verschoben"})


async def personal(net: Network, row: DeliveryView, now: datetime, prefix: str) -> Composed:
    """A reminder that somebody asked for."""
    reminder = await net.reminders.get(row.subject)
    if reminder is None:
        return not_said(row, State.CANCELLED, "gelöscht")
    if reminder.due_at is None or row.occurrence != f"{reminder.due_at:%Y-%m-%dT%H:%MZ}":
        return not_said(row, State.CANCELLED, OVERTAKEN)
    data: dict[str, Any] = {
        "nummer": reminder.ref,
        "text": reminder.text,
        "jetzt": now,
        "prefix": prefix,
        "karte": None,
    }
    if reminder.event_ref is not None:
        event = await net.events.detail(reminder.event_ref)
        if event is None or event.card.status in CALLED_OFF:
            return not_said(row, State.CANCELLED, event.card.status if event else "gelöscht")
        if is_over(event, now):
            return not_said(row, State.MISSED, "die Veranstaltung ist vorbei")
        data["karte"] = event.card
    return Message(Reply("zu_persoenlich", data)), {}


async def subscription(net: Network, row: DeliveryView, now: datetime, prefix: str) -> Composed:
    """Something new on a topic: an event, its summary, or a Musterlösung."""
    data: dict[str, Any] = {"thema": row.data["thema"], "nummer": row.subject, "prefix": prefix, "datum": None}
    if row.subject.startswith("L"):
        solution = await net.solutions.detail(row.subject)
        if solution is None:
            return not_said(row, State.CANCELLED, "die Musterlösung gibt es nicht mehr")
        return Message(Reply("zu_abo", data | {"titel": solution.card.title, "befehl": "loesung"})), {}
    event = await net.events.detail(row.subject)
    if event is None:
        return not_said(row, State.CANCELLED, "die Veranstaltung gibt es nicht mehr")
    data["titel"] = event.card.title
    if row.occurrence:
        return Message(Reply("zu_abo", data | {"befehl": "zusammenfassung"})), {}
    if event.card.status == "abgesagt" or is_over(event, now):
        return not_said(row, State.CANCELLED, "abgesagt oder vorbei, bevor es gesagt wurde")
    return Message(Reply("zu_abo", data | {"befehl": "workshop", "datum": event.card.when})), {}
