"""The next of a series: the same event again at another date, as a draft."""

import re

from commands.declare import EVENTS, command
from commands.drafts import read_back, wait
from commands.errors import NotUnderstoodError
from commands.field_values import new_moment, recurrence_words, refuse
from commands.port import Context, Reply, Role
from commands.targets import read_target
from commands.texts import Text
from storage.copying import copy_event
from storage.network import Network
from storage.organising import must_row, state_by_key
from storage.tables.event import Event

COPY = "kopieren W12 7.1.2027, 18 Uhr"
_NUMBERED = re.compile(r"(?P<before>.*?\b)(?P<number>\d{1,3})(?P<after>\.(?=\s)|\.?$)(?P<rest>.*)", re.DOTALL)


@command(
    "kopieren",
    "copy",
    "kopie",
    args=[Text("Nummer und Zeit")],
    help="Die nächste einer Reihe: dieselbe Veranstaltung mit Programm zu einer anderen Zeit, als Entwurf",
    examples=[COPY, "kopieren W12 um 18 Uhr am 7. Januar"],
    topic=EVENTS,
    role=Role.ORGANISER,
    changes=True,
)
async def again(net: Network, context: Context, text: str) -> Reply:
    """Copy an event without its people, notes and registrations; the draft is read back."""
    target = await read_target(net, text, COPY)
    if not target.rest:
        raise NotUnderstoodError("Bitte nennen Sie dahinter die Zeit.", COPY)
    if recurrence_words(target.rest):
        raise refuse(
            "wann", "Eine Kopie hat einen einzigen Termin. Was sich wiederholt, tragen Sie mit neu ein.", COPY
        )
    key = f"chat:{context.origin}"
    known = await state_by_key(net, key)
    if known is not None:
        return await read_back(net, context, {"ref": known.ref}, waits=known.is_draft)
    source = await must_row(net.session, target.state.ref)
    moment = new_moment(target.rest, target.state.when, context.now)
    async with net.audit.recording(context.sender, "entwurf", "", context.now) as made:
        row = await copy_event(net, source, moment.when, key, context.now, everybody=False)
        made.subject = f"W{row.number}"
        _count_up(row)
        if target.state.rule is not None:
            row.series_id = None  # a rule makes its own occurrences
        await net.session.flush()
    await wait(net, context, context.origin, {"ref": made.subject})
    return await read_back(net, context, {"ref": made.subject})


def _count_up(row: Event) -> None:
    """Raise the number of the series, where there is one: in its field, else in the title ("22. Treffen")."""
    if row.series_number is not None and (match := re.fullmatch(r"(\d{1,4})(\.?)", row.series_number)):
        before = row.series_number
        row.series_number = f"{int(match[1]) + 1}{match[2]}"
        if row.title.startswith(f"{match[1]}. "):
            row.title = f"{int(match[1]) + 1}{row.title.removeprefix(before.rstrip('.'))}"
        return
    numbered = _NUMBERED.fullmatch(row.title)
    if numbered is not None and int(numbered["number"]):
        number = int(numbered["number"]) + 1
        row.title = f"{numbered['before']}{number}{numbered['after']}{numbered['rest']}"
