"""Help, data protection, and going on with a list."""

from dataclasses import fields
from typing import TYPE_CHECKING

from commands.arguments import Words
from commands.declare import GENERAL, TOPICS, Command, command
from commands.errors import NotFoundError
from commands.port import Context, Place, Reply, Role
from commands.rights import allows, check_right, what_is_missing
from commands.words import quote
from storage.network import Network

if TYPE_CHECKING:
    from commands.dispatch import Registry

ORGANISERS = "Für das Organisationsteam"
# what people ask first stands first; the others follow as they are declared
FIRST = [
    "termine",
    "workshop",
    "programm",
    "archiv",
    "suche",
    "wer",
    "loesungen",
    "loesung",
    "zusammenfassung",
    "massnahmen",
    "anmelden",
    "abmelden",
    "erinnern",
    "hilfe",
    "mehr",
    "neu",
    "import",
    "aendern",
    "verschieben",
    "absagen",
]


def _rank(one: Command) -> tuple[int, int]:
    return TOPICS.index(one.topic), FIRST.index(one.name) if one.name in FIRST else len(FIRST)


def _by_topic(commands: list[Command]) -> list[tuple[str, list[Command]]]:
    """Group commands under their headings, those of organisers last."""
    groups: dict[str, list[Command]] = {topic: [] for topic in (*TOPICS, ORGANISERS)}
    for one in sorted(commands, key=_rank):
        groups[ORGANISERS if one.role is Role.ORGANISER else one.topic].append(one)
    return [(topic, group) for topic, group in groups.items() if group]


@command(
    "hilfe",
    "help",
    "befehle",
    args=[Words("Befehl")],
    help="Was ich kann; mit einem Befehl dahinter Genaueres zu diesem",
    examples=["hilfe", "hilfe termine"],
    topic=GENERAL,
    everywhere=True,
)
async def help_(net: Network, context: Context, word: str, *, registry: "Registry") -> Reply:
    """What this person may do here."""
    del net
    name = word.removeprefix(context.prefix).partition(" ")[0]
    if name:
        one = registry.find(name)
        if one is None:
            near = registry.names.near(name, lambda command: allows(command, context))
            raise NotFoundError(
                f"Einen Befehl „{quote(name, 30)}“ kenne ich nicht.", f"hilfe {near[0]}" if near else "hilfe"
            )
        check_right(one, context)
        return Reply("hilfe_befehl", {"befehl": one})
    missing = what_is_missing(context)
    return Reply(
        "hilfe",
        {
            "gruppen": _by_topic([one for one in registry.commands if allows(one, context)]),
            "fehlt": missing.sentence if missing else "",
            "direkt": context.place is Place.DIRECT,
        },
    )


@command(
    "datenschutz",
    "privacy",
    "dsgvo",
    help="Was ich speichere, wofür, wie lange, und wer verantwortlich ist",
    examples=["datenschutz"],
    topic=GENERAL,
    everywhere=True,
)
async def privacy(net: Network, context: Context, *, registry: "Registry") -> Reply:
    """What is stored and why; who is responsible stands in the configuration."""
    del net, context
    times = {one.name: getattr(registry.privacy.kept, one.name).days for one in fields(registry.privacy.kept)}
    return Reply("datenschutz", {"angaben": registry.privacy, "fristen": times})


@command(
    "mehr",
    "weiter",
    "more",
    help="Ihre letzte Liste in diesem Raum fortsetzen",
    examples=["mehr"],
    topic=GENERAL,
)
async def more(net: Network, context: Context) -> Reply:
    """Answered by the registry itself, which knows the list that goes on."""
    raise AssertionError((net, context))
