"""Commands about action items (Maßnahmen): the next steps that events agreed on."""

from datetime import datetime
from zoneinfo import ZoneInfo

from commands.arguments import Choice, Ref, RefValue
from commands.declare import FINDING, NOTES, command, listener
from commands.errors import NotUnderstoodError
from commands.marks import quiet
from commands.noting import LONGEST, note_action
from commands.port import Context, Place, Reaction, Reply
from commands.references import read_reference
from commands.resolve import not_there, resolve_event
from commands.texts import Text
from storage.deliveries import DeliveryView
from storage.network import Network
from storage.planning import Kind
from storage.views import ActionView
from templates.filters import day

OPEN, MINE, DONE, ALL = "offen", "meine", "erledigt", "alle"
STATES = {OPEN: "offen", MINE: "offen", DONE: "erledigt", ALL: None}
LATER = frozenset({"💤", "⏰"})
EXAMPLE = "massnahmen alle"


@command(
    "massnahmen",
    "aufgaben",
    "actions",
    args=[Choice((OPEN, MINE, DONE, ALL)), Ref("W", optional=True)],
    help="Vereinbarte nächste Schritte: offene, meine, erledigte oder die einer Veranstaltung",
    examples=["massnahmen", "massnahmen meine", "massnahmen W4"],
    topic=FINDING,
)
async def actions(
    net: Network, context: Context, which: str | None, ref: RefValue | None, *, offset: int = 0
) -> Reply:
    """Action items with who is responsible and until when; all states for one event."""
    if ref is not None and ref.letter == "A":
        return Reply("massnahme", {"eintrag": await _one(net, ref)})
    event = await resolve_event(net, ref, "massnahmen W4") if ref is not None else None
    state = STATES[which] if which else (None if event else OPEN)
    person = context.sender if which == MINE else None
    page = await net.actions.list(state=state, event_ref=event, person=person, offset=offset)
    return Reply("massnahmen", {"seite": page, "auswahl": which, "veranstaltung": event})


async def _one(net: Network, ref: RefValue) -> ActionView:
    one = await net.actions.get(f"A{ref.number}")
    if one is None:
        raise not_there(ref, EXAMPLE)
    return one


@command(
    "massnahme",
    "aufgabe",
    "todo",
    "action",
    args=[Text("Text @wer bis Zeit", optional=False)],
    help="Einen nächsten Schritt zu einem Workshop notieren; läuft hier ein Protokoll, ohne Nummer",
    examples=[
        "massnahme W9 Vertrag prüfen @Stadt Soest bis Freitag",
        "massnahme W9 Leitfaden verschicken in den nächsten Wochen",
        "massnahme A1",
    ],
    topic=NOTES,
    changes=True,
    longest=LONGEST + 100,
)
async def action(net: Network, context: Context, words: str) -> Reply:
    """Note an action item, or show one by its number."""
    ref = read_reference(words, "W")
    if ref.letter == "A" and ref.number is not None and ref.label is None:
        return Reply("massnahme", {"eintrag": await _one(net, ref)})
    return await note_action(net, context, words)


@command(
    "erledigt",
    "fertig",
    "done",
    args=[Text("Nummer, Ergebnis", optional=False)],
    help="Eine Maßnahme als erledigt melden, auf Wunsch mit dem Ergebnis",
    examples=["erledigt A1", "erledigt A1 Der Vertrag ist unterschrieben"],
    topic=NOTES,
    changes=True,
)
async def finish(net: Network, context: Context, words: str) -> Reply:
    """Note that an action item is done, and what came of it."""
    first, _, result = words.partition("\n" if "\n" in words.split(" ", 1)[0] else " ")
    if first.strip().lower() == "a":
        number, _, result = result.partition(" ")
        first += number
    ref = read_reference(first.strip(".,:;"), "A")
    if ref.number is None or ref.letter != "A":
        raise NotUnderstoodError("Bitte nennen Sie die Nummer der Maßnahme.", "erledigt A1")
    one = await _one(net, ref)
    async with net.audit.recording(context.sender, "erledigen", one.event_ref, context.now):
        new = await net.actions.finish(one.ref, result.strip(" :–-\n") or None)
    return Reply("erledigt", {"eintrag": await _one(net, ref), "neu": new})


async def _notice(net: Network, context: Context, target: str) -> DeliveryView | None:
    """Return the notice of a due action item that a message is."""
    places = [context.room, context.sender] if context.place is Place.DIRECT else [context.room]
    for place in places:
        rows = await net.deliveries.by_message(place, target)
        if len(rows) == 1 and rows[0].kind is Kind.ACTION_DUE:
            return rows[0]
    return None


async def _is_snooze(net: Network, context: Context, happening: Reaction) -> bool:
    bare = happening.key.rstrip("\ufe0f\ufe0e")
    return bare in LATER and await _notice(net, context, happening.target) is not None


@listener(Reaction, _is_snooze)
async def snooze(net: Network, context: Context, happening: Reaction) -> Reply | None:
    """Say it again in a week."""
    row = await _notice(net, context, happening.target)
    if row is None:
        return None
    at: datetime = await net.actions.snooze(row, context.now, str(context.now.tzinfo))
    return quiet(f"wieder am {day(at.astimezone(ZoneInfo(str(context.now.tzinfo))))}")
