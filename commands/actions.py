"""Commands about action items (Maßnahmen): the next steps that events agreed on."""

from commands.arguments import Choice, Ref, RefValue
from commands.declare import KNOWLEDGE, command
from commands.port import Context, Reply
from commands.resolve import not_there, resolve_event
from storage.network import Network
from storage.views import ActionView

OPEN, MINE, DONE, ALL = "offen", "meine", "erledigt", "alle"
STATES = {OPEN: "offen", MINE: "offen", DONE: "erledigt", ALL: None}
EVERYTHING = 100_000


@command(
    "massnahmen",
    "massnahme",
    "aufgaben",
    "actions",
    args=[Choice((OPEN, MINE, DONE, ALL)), Ref("W", optional=True)],
    help="Vereinbarte nächste Schritte: offene, meine, erledigte oder die einer Veranstaltung",
    examples=["massnahmen", "massnahmen meine", "massnahmen W4"],
    topic=KNOWLEDGE,
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
    everything = await net.actions.list(state=None, limit=EVERYTHING)
    for one in everything.items:
        if one.ref == ref.text:
            return one
    raise not_there(ref, "massnahmen alle")
