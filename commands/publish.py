"""Publishing a summary: in the network rooms, in the search, and again after a correction."""

from commands.arguments import Ref, RefValue
from commands.declare import NOTES, command
from commands.draft import Draft, draft_of
from commands.errors import CommandError, NotAllowedError
from commands.port import Context, Reply, Role
from commands.resolve import not_there, resolve_event
from storage.deliveries import DeliveryView
from storage.events import PUBLISHED
from storage.network import Network
from storage.planning import NETWORK, ORGANISERS, Kind, State

FOUR_EYES = "vieraugen"  # the room's setting
SHORT, LONG = "kurz", "lang"  # the message in the room, and the one in the thread beneath it
PINNED = frozenset({State.PLANNED, State.CLAIMED, State.SENT})  # a corrected summary is not pinned once more
EXAMPLE = "veroeffentlichen W9"


@command(
    "veroeffentlichen",
    "publish",
    args=[Ref("W")],
    help="Die Zusammenfassung in den Räumen des Netzwerks veröffentlichen, nach einer Korrektur noch einmal",
    examples=[EXAMPLE],
    topic=NOTES,
    role=Role.ORGANISER,
    changes=True,
)
async def publish(net: Network, context: Context, ref: RefValue) -> Reply:
    """Publish the draft as it stands now."""
    event = await net.events.detail(await resolve_event(net, ref, EXAMPLE))
    if event is None:
        raise not_there(ref, EXAMPLE)
    card = event.card
    if card.status == "abgesagt":
        raise CommandError(f"{card.ref} {card.title} ist abgesagt, dazu gibt es keine Zusammenfassung.", "termine")
    if card.when.start is not None and card.when.start > context.now:
        raise CommandError(f"{card.ref} {card.title} hat noch nicht begonnen.", f"workshop {card.ref}")
    draft = await draft_of(net, event)
    await _four_eyes(net, context, draft)
    async with net.audit.recording(context.sender, "veroeffentlichen", card.ref, context.now):
        changed = await net.summaries.publish(card.ref, draft.text, context.sender, context.now)
    rooms = await net.rooms.with_role(NETWORK)
    was_published = draft.state is not None and draft.state.status == PUBLISHED
    if changed:
        await _plan(net, context, card.ref, rooms)
    if changed and not was_published:
        said = " ".join((card.title, *card.topics, draft.text))
        await net.tell_subscribers(card.ref, said, context.now, what="zusammenfassung")
    return Reply(
        "veroeffentlicht",
        {
            "karte": card,
            "raeume": len(rooms),
            "geaendert": changed,
            "noch_einmal": was_published,
            "notizen": draft.has_notes,
        },
    )


async def _plan(net: Network, context: Context, ref: str, rooms: list[str]) -> None:
    earlier = await net.deliveries.of_subject(Kind.SUMMARY, ref)
    number = 1 + max((int(row.occurrence.split()[1]) for row in earlier), default=0)
    spot = await net.protocols.spot(ref)
    is_pinned = {row.room_id for row in await net.deliveries.of_subject(Kind.PIN, ref) if row.state in PINNED}
    until = context.now + net.deliveries.pinned
    for room in rooms:
        wanted = [(Kind.SUMMARY, f"{part} {number}", context.now) for part in (SHORT, LONG)]
        if room not in is_pinned and until > context.now:
            wanted += [(Kind.PIN, f"{number}", context.now), (Kind.UNPIN, f"{number}", until)]
        for kind, occurrence, due in wanted:
            await net.deliveries.add(
                DeliveryView(
                    id=0,
                    kind=kind,
                    subject=ref,
                    room_id=room,
                    occurrence=occurrence,
                    event_id=spot.event_id if spot is not None else None,
                    due_at=due,
                    state=State.PLANNED,
                )
            )
    if spot is not None:
        await net.replan(spot.event_id, context.now)  # nobody is asked for the summary any more


async def _four_eyes(net: Network, context: Context, draft: Draft) -> None:
    """Raise :class:`NotAllowedError` where somebody else must have worked on the draft, or must publish it."""
    wanted = [
        room
        for room in await net.rooms.all()
        if room.left_at is None
        and room.settings.get(FOUR_EYES)
        and (room.role == ORGANISERS or room.room_id == context.room)
    ]
    if not wanted:
        return
    ref = draft.event.card.ref
    if draft.state is None:
        raise NotAllowedError(
            f"Hier gilt das Vier-Augen-Prinzip, und den Entwurf zu {ref} hat noch niemand angesehen. "
            "Eine andere Person aus dem Organisationsteam beginnt bitte damit.",
            f"bericht {ref}",
        )
    if draft.state.draft_author in {None, context.sender} and not draft.is_published:
        raise NotAllowedError(
            f"Hier gilt das Vier-Augen-Prinzip: Den Entwurf zu {ref} haben Sie selbst zuletzt bearbeitet. "
            "Eine andere Person aus dem Organisationsteam muss ihn veröffentlichen.",
        )
