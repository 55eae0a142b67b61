"""What the bot will say next, and what it did not say."""

from datetime import timedelta

from commands.arguments import Choice
from commands.declare import GENERAL, command
from commands.port import Context, Reply, Role
from storage.network import Network
from storage.planning import State
from storage.views import Page

LIMIT = 5
LOOK_BACK = timedelta(days=30)


@command(
    "faellig",
    "due",
    args=[Choice(("ausgefallen", "gesendet"))],
    help="Was ich als Nächstes von selbst sende; mit „ausgefallen“, was nicht gesagt wurde und warum",
    examples=["fällig", "fällig ausgefallen"],
    topic=GENERAL,
    role=Role.ORGANISER,
)
async def due(net: Network, context: Context, which: str | None, *, offset: int = 0) -> Reply:
    """Deliveries that are planned, or those of the last month that were not said, or were."""
    since = None
    if which == "ausgefallen":
        states: tuple[State, ...] = (State.MISSED, State.FAILED, State.CANCELLED)
    elif which == "gesendet":
        states = (State.SENT,)
    else:
        states = (State.PLANNED, State.CLAIMED)
    since = context.now - LOOK_BACK if which else None
    rows, total = await net.deliveries.listed(
        states, offset=offset, limit=LIMIT, newest_first=which is not None, since=since
    )
    titles = {row.subject: await net.events.title(row.subject) for row in rows if row.subject.startswith("W")}
    missed = 0
    if which is None:
        lost = (State.MISSED, State.FAILED)
        missed = (await net.deliveries.listed(lost, offset=0, limit=1, since=context.now - LOOK_BACK))[1]
    return Reply(
        "faellig",
        {
            "seite": Page(tuple(rows), total, offset),
            "welche": which or "",
            "titel": titles,
            "raeume": {row.room_id: context.room_name(row.room_id) for row in rows},
            "ausgefallen": missed,
            "zone": context.now.tzinfo,
        },
    )
