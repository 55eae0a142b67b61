"""What waits for the organisers, in one list."""

from commands.declare import EVENTS, command
from commands.port import Context, Reply, Role
from storage.network import Network


@command(
    "offen",
    "entwuerfe",
    "drafts",
    help="Was auf das Organisationsteam wartet: Entwürfe, fehlende Zusammenfassungen, Prüfungen, Überfälliges",
    examples=["offen"],
    topic=EVENTS,
    role=Role.ORGANISER,
)
async def open_work(net: Network, context: Context, *, offset: int = 0) -> Reply:
    """List drafts page by page, and what else is open in few words."""
    data = {
        "seite": await net.open_work.drafts(offset=offset),
        "ohne": await net.open_work.without_summary(context.now),
        "pruefen": await net.open_work.to_review(),
        "faellig": len(await net.actions.due_before(context.now)),
    }
    return Reply("offen", data)
