"""Signing up for events, and off again."""

from commands.arguments import Ref, RefValue
from commands.declare import EVENTS, command
from commands.errors import NotAllowedError, NotFoundError
from commands.port import Context, Reply
from commands.resolve import resolve_event
from storage.network import Network

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
    topic=EVENTS,
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
    topic=EVENTS,
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
