"""Signing up for events, and off again: by command, or by a reaction to a message about the event."""

from commands.arguments import Ref, RefValue
from commands.declare import ATTENDING, command, listener
from commands.errors import NotAllowedError, NotFoundError
from commands.port import Context, Reaction, ReactionRemoved, Reply
from commands.resolve import resolve_event
from storage.network import Network
from storage.planning import Kind

YES = ("✅", "👍")
INVITING = frozenset({Kind.ANNOUNCEMENT, Kind.REMINDER, Kind.MOVE})
SIGN_UP, SIGN_OFF = "anmelden W12", "abmelden W12"


async def sign_up_for(net: Network, context: Context, ref: str) -> Reply:
    """Give the person a place at the event ``W12``, or one on the waiting list."""
    event = await net.events.detail(ref)
    if event is None:
        raise NotFoundError(f"Die Nummer {ref} gibt es nicht.", "termine")
    when = event.card.when
    if event.card.status == "abgesagt":
        raise NotAllowedError(f"{ref} {event.card.title} ist abgesagt.")
    if when.start is not None and (when.end or when.start) <= context.now:
        raise NotAllowedError(f"{ref} {event.card.title} ist schon vorbei.")
    view = await net.registrations.sign_up(ref, context.sender, context.now)
    return Reply("anmelden", {"platz": view, "karte": event.card, "seite_der_anmeldung": event.url})


@command(
    "anmelden",
    "anmeldung",
    "signup",
    args=[Ref("W")],
    help="Sich für eine Veranstaltung anmelden; ist sie voll, auf die Warteliste",
    examples=[SIGN_UP],
    topic=ATTENDING,
    changes=True,
)
async def sign_up(net: Network, context: Context, ref: RefValue) -> Reply:
    """Sign up the person who asks."""
    return await sign_up_for(net, context, await resolve_event(net, ref, SIGN_UP))


@command(
    "abmelden",
    "abmeldung",
    "signoff",
    args=[Ref("W")],
    help="Die eigene Anmeldung zurücknehmen; wer wartet, rückt nach",
    examples=[SIGN_OFF],
    topic=ATTENDING,
    changes=True,
)
async def sign_off(net: Network, context: Context, ref: RefValue) -> Reply:
    """Sign off the person who asks."""
    number = await resolve_event(net, ref, SIGN_OFF)
    event = await net.events.detail(number)
    if event is None:
        raise NotFoundError(f"Die Nummer {number} gibt es nicht.", "termine")
    view = await net.registrations.sign_off(number, context.sender, context.now)
    return Reply("abmelden", {"platz": view, "karte": event.card})


async def _invited_to(net: Network, context: Context, target: str) -> str | None:
    """Return the event that a message of the bot is about, if it is one event that people can sign up for."""
    rows = await net.deliveries.by_message(context.room, target)
    subjects = {row.subject for row in rows if row.kind in INVITING}
    return subjects.pop() if len(subjects) == 1 and len(rows) == 1 else None


async def _means_yes(net: Network, context: Context, happening: Reaction | ReactionRemoved) -> bool:
    return happening.key.startswith(YES) and await _invited_to(net, context, happening.target) is not None


@listener(Reaction, _means_yes)
async def reacted(net: Network, context: Context, happening: Reaction) -> Reply | None:
    """Sign up whoever reacts; the answer goes to the direct chat, so that a room is not filled with answers."""
    ref = await _invited_to(net, context, happening.target)
    assert ref is not None
    await sign_up_for(net, context, ref)
    await net.registrations.confirm(ref, context.sender, context.event, context.now)
    return Reply("anmelden", silent=True)


@listener(ReactionRemoved, _means_yes)
async def took_back(net: Network, context: Context, happening: ReactionRemoved) -> Reply | None:
    """Sign off whoever takes the reaction back."""
    ref = await _invited_to(net, context, happening.target)
    assert ref is not None
    if (await net.registrations.sign_off(ref, context.sender, context.now)).changed:
        await net.registrations.confirm(ref, context.sender, context.event, context.now)
    return Reply("abmelden", silent=True)
