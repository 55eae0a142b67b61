"""Somebody who is named in programmes objects to it: organisers take the name out of what the bot shows."""

from commands.arguments import Words
from commands.declare import GENERAL, command
from commands.errors import NotFoundError, NotUnderstoodError
from commands.port import Context, Reply, Role
from commands.words import quote
from storage.network import Network

HIDE, NAME = "verbergen", "nennen"
CHOICES = 5  # names that an answer lists


async def _change(net: Network, context: Context, words: str, command_name: str) -> Reply:
    """Hide the one person who is meant, or name that person again."""
    example = f"{command_name} Erika Mustermann"
    names = await net.people.find(words)
    if not names:
        raise NotFoundError(f"Eine Person „{quote(words, 60)}“ ist nicht gespeichert.", example)
    if len(names) > 1:
        listed = ", ".join(names[:CHOICES])
        raise NotUnderstoodError(f"Bitte nennen Sie den ganzen Namen. Dazu passen {len(names)}: {listed}.", example)
    change = net.people.hide if command_name == HIDE else net.people.show
    return Reply(command_name, {"widerspruch": await change(names[0], context.sender, context.now)})


@command(
    HIDE,
    "hide",
    args=[Words("Name", optional=False)],
    help="Nach einem Widerspruch: eine Person in Programmen, Suche und bei wer nicht mehr nennen",
    examples=["verbergen Erika Mustermann"],
    topic=GENERAL,
    role=Role.ORGANISER,
    changes=True,
)
async def hide(net: Network, context: Context, words: str) -> Reply:
    """Name a person no more, and say in which texts the name still stands."""
    return await _change(net, context, words, HIDE)


@command(
    NAME,
    "unhide",
    args=[Words("Name", optional=False)],
    help="Eine verborgene Person auf ihren Wunsch wieder nennen",
    examples=["nennen Erika Mustermann"],
    topic=GENERAL,
    role=Role.ORGANISER,
    changes=True,
)
async def name_again(net: Network, context: Context, words: str) -> Reply:
    """Name a person again."""
    return await _change(net, context, words, NAME)
