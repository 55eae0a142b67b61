"""Help, data protection, and going on with a list."""

from typing import TYPE_CHECKING

from commands.arguments import Words
from commands.declare import Command, command
from commands.errors import NotFoundError
from commands.port import Context, Place, Reply, Role
from commands.words import quote
from storage.network import Network

if TYPE_CHECKING:
    from commands.dispatch import Registry


def visible(one: Command, context: Context) -> bool:
    """Whether help shows a command to this person here."""
    if one.everywhere:
        return True
    if context.place is Place.UNSET or context.role is Role.STRANGER:
        return False
    return one.role is not Role.ORGANISER or context.role is Role.ORGANISER


@command(
    "hilfe",
    "help",
    "befehle",
    "commands",
    "start",
    args=[Words("Befehl")],
    help="Was ich kann, mit Beispielen; mit einem Befehl dahinter Genaueres zu diesem",
    examples=["hilfe", "hilfe termine"],
    everywhere=True,
)
async def help_(net: Network, context: Context, word: str, *, registry: "Registry") -> Reply:
    """What this person may do here."""
    del net
    if word:
        name = word.removeprefix(context.prefix).split()[0] if word.removeprefix(context.prefix).split() else word
        one = registry.find(name)
        if one is None or not visible(one, context):
            near = registry.suggest(name)
            raise NotFoundError(
                f"Einen Befehl „{quote(name, 30)}“ kenne ich nicht.", f"hilfe {near[0]}" if near else None
            )
        return Reply("hilfe_befehl", {"befehl": one})
    shown = [one for one in registry.commands if visible(one, context)]
    return Reply(
        "hilfe",
        {
            "befehle": [one for one in shown if one.role is not Role.ORGANISER],
            "orga": [one for one in shown if one.role is Role.ORGANISER],
            "eingerichtet": context.place is not Place.UNSET,
            "direkt": context.place is Place.DIRECT,
        },
    )


@command(
    "datenschutz",
    "privacy",
    "dsgvo",
    help="Was gespeichert wird, wofür und wie lange",
    examples=["datenschutz"],
    everywhere=True,
)
async def privacy(net: Network, context: Context, *, registry: "Registry") -> Reply:
    """What is stored and why; who is responsible stands in the configuration."""
    del net, context
    return Reply("datenschutz", {"angaben": registry.privacy})


@command(
    "mehr",
    "weiter",
    "more",
    "next",
    help="Die letzte Liste geht weiter",
    examples=["mehr"],
)
async def more(net: Network, context: Context) -> Reply:
    """Handled by the registry, which knows the list that goes on."""
    raise AssertionError((net, context))
