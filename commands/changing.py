"""What a change does: fields of an event, of one of its sessions, or of occurrences of a series; before and after."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commands.errors import NotAllowedError, NotUnderstoodError
from commands.field_values import FieldReader, new_moment, read_moment, recurrence_words, refuse
from commands.fields import LABELS, Lines, read_lines, unknown_field
from commands.port import Context
from commands.programme import read_people, read_programme
from commands.targets import Target
from commands.words import quote
from storage.cards import session_cards
from storage.network import Network
from storage.organising import (
    add_people,
    change,
    event_row,
    follow,
    merge_programme,
    move,
    must_row,
    record_of,
    remove_session,
    session_row,
    words_of_sessions,
)
from storage.records import SessionRecord
from storage.recurrence import end, following, go_on_as, is_occurrence, move_all
from storage.tables.event import Event
from storage.when import Precision

CHANGE = "aendern W12 Wo: Rathaus, Sitzungssaal"
DATES = frozenset({"wann", "wiederholung"})
READ_ELSEWHERE = DATES | {"programm", "personen"}
OF_SESSION = ("titel", "wann", "wo", "art", "beschreibung", "themen", "personen")
SHOWN = {
    "motto": "Untertitel",
    "place": "Wo",
    "mode": "Format",
    "kind": "Art",
    "capacity": "Plätze",
    "target_group": "Zielgruppe",
    "fee": "Kosten",
    "contact": "Kontakt",
    "accessibility": "Barrierefreiheit",
    "description": "Beschreibung",
    "online_link": "Online",
    "url": "Link",
    "registration_url": "Anmeldung",
    "registration_deadline": "Anmeldeschluss",
    "series_number": "Reihennummer",
}


@dataclass(frozen=True, slots=True)
class Changed:
    """One field before and after, as it is shown: a date, a text, a session, or ``None``."""

    label: str
    before: Any
    after: Any


def lines_of(text: str) -> Lines:
    """Read "Feld: Wert"; there must be at least one, and nothing else."""
    lines = read_lines(text)
    if ":" in lines.head:
        raise unknown_field(lines.head.partition(":")[0])
    if lines.head or not lines.fields:
        raise NotUnderstoodError("Bitte schreiben Sie dahinter, was sich ändert, als „Feld: Wert“.", CHANGE)
    return lines


async def shown(net: Network, ref: str) -> dict[str, Any]:
    """Return what an event says, by label."""
    record = await record_of(net, ref)
    event = await must_row(net.session, ref)
    cards = await session_cards(net.session, "event", event.id)
    people: dict[str, list[str]] = {}
    for one in record.people:
        label = "Veranstalter" if one.is_organisation else one.role
        more = ", ".join(part for part in (one.office, one.organisation) if part)
        people.setdefault(label, []).append(f"{one.name} ({more})" if more else one.name)
    values = {"Titel": record.title, "Wann": record.when}
    values |= {label: record.fields.get(name) for name, label in SHOWN.items()}
    values |= {"Themen": ", ".join(record.topics), "Reihe": record.series}
    values |= {label: ", ".join(names) for label, names in people.items()}
    values |= {f"Programmpunkt {card.ref}": card for card in cards.values()}
    for name, description, topics in await words_of_sessions(net.session, event):
        values |= {f"Beschreibung von {name}": description, f"Themen von {name}": ", ".join(topics)}
    return {label: value for label, value in values.items() if value not in {None, ""}}


def compared(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Changed, ...]:
    """Return what is different."""
    labels = [*after, *(label for label in before if label not in after)]
    return tuple(
        Changed(label, before.get(label), after.get(label))
        for label in labels
        if before.get(label) != after.get(label)
    )


class Before:
    """What an event said, and with it the others of its series that are meant, to be compared later."""

    def __init__(self, target: Target, said: Mapping[str, Mapping[str, Any]]) -> None:
        self._target = target.state.ref
        self._said = said

    @classmethod
    async def of(cls, net: Network, context: Context, target: Target) -> "Before":
        """Note it down."""
        row = await must_row(net.session, target.state.ref)
        refs = [target.state.ref, *(f"W{one.number}" for one in await rows_of(net, context, target, row))]
        return cls(target, {ref: await shown(net, ref) for ref in dict.fromkeys(refs)})

    async def compare(self, net: Network) -> tuple[str, tuple[Changed, ...]]:
        """Return what is different now, and of which event: the one that was named, else the first other one."""
        there = [ref for ref in self._said if await event_row(net.session, ref) is not None]
        for ref in there:
            changed = compared(self._said[ref], await shown(net, ref))
            if changed:
                return ref, changed
        return there[0] if there else self._target, ()


async def change_fields(net: Network, context: Context, target: Target, lines: Lines) -> tuple[Changed, ...]:
    """Change what the lines say; returns what is different now."""
    before = await Before.of(net, context, target)
    async with net.audit.recording(context.sender, "aendern", target.ref, context.now):
        if target.slug:
            rows = [await _change_session(net, context, target, lines.fields)]
        else:
            rows = await _change_events(net, context, target, lines.fields)
        _ref, changed = await before.compare(net)
        if changed:
            await follow(net, rows, context.now)
    return changed


async def strike_session(net: Network, context: Context, target: Target) -> tuple[Changed, ...]:
    """Take a session out of the programme."""
    before = await shown(net, target.state.ref)
    async with net.audit.recording(context.sender, "aendern", target.ref, context.now):
        if not await remove_session(net, target.ref):
            raise NotAllowedError(
                f"Zu {target.ref} ist schon etwas notiert, deshalb lässt sich der Programmpunkt nicht streichen.",
                f"workshop {target.ref}",
            )
        await follow(net, [await must_row(net.session, target.state.ref)], context.now)
    return compared(before, await shown(net, target.state.ref))


async def _change_events(net: Network, context: Context, target: Target, fields: Mapping[str, str]) -> list[Event]:
    row = await must_row(net.session, target.state.ref)
    rows = await rows_of(net, context, target, row)
    reader = FieldReader(context.now)
    values: dict[str, Any] = {}
    for name, words in fields.items():
        if name not in READ_ELSEWHERE:
            values |= reader.values(name, words)
    if DATES & fields.keys():
        words = fields.get("wann", "")
        if target.scope:
            rows = await move_series(net, context, target, rows, words, fields.get("wiederholung"))
        else:
            await _move_one(net, context, target, row, words, fields.get("wiederholung"))
    await _rename_series(net, context, target, rows, values)
    for one in rows:
        await change(net, one, values, context.now)
    if target.scope == "" and target.state.rule is not None:
        row.detached = True
    people = read_people(fields.get("personen", ""))
    for one in rows:
        ref = f"W{one.number}"
        if "programm" in fields:
            record = await record_of(net, ref)
            programme = read_programme(fields["programm"], record.when)
            await merge_programme(net, one, programme.sessions, context.now)
        if people:
            await add_people(net, ref, people, context.now)
    return rows


async def _rename_series(
    net: Network, context: Context, target: Target, rows: list[Event], values: Mapping[str, Any]
) -> None:
    """Take the rhythm along where all that is to come goes into another series, or end it where into none."""
    rows = [one for one in rows if is_occurrence(one)]
    if not target.scope or "series" not in values or not rows:
        return
    title = values["series"]
    if title is None:
        await end(net, rows[0])
    elif not await go_on_as(net, rows[0], title, context.now):
        raise refuse("reihe", f"Die Reihe „{quote(title, 60)}“ hat schon einen eigenen Rhythmus.")


async def rows_of(net: Network, context: Context, target: Target, row: Event) -> list[Event]:
    """Return the event, or those of its series that are meant."""
    if not target.scope:
        return [row]
    return await following(net, row, context.now, whole=target.scope == "alle")


async def _move_one(
    net: Network, context: Context, target: Target, row: Event, words: str, recurs: str | None
) -> None:
    if recurs is not None or recurrence_words(words):
        raise NotAllowedError(
            "Eine Wiederholung lässt sich nur für eine Reihe ändern. Tragen Sie sie sonst neu ein.",
            f"verschieben {target.state.ref} ab jetzt jeden ersten Dienstag im Monat, 18 Uhr",
        )
    moment = new_moment(words, target.state.when, context.now)
    await move(net, row, moment.when, context.now)


async def move_series(
    net: Network, context: Context, target: Target, rows: list[Event], words: str, recurs: str | None = None
) -> list[Event]:
    """Give occurrences of a series another time or rhythm; returns those that were changed."""
    rows = [one for one in rows if not one.detached and is_occurrence(one)]
    if not rows:
        raise NotAllowedError(f"Zu {target.state.ref} kommt kein weiterer Termin, der sich verschieben ließe.")
    record = await record_of(net, f"W{rows[0].number}")
    if recurs is not None:
        moment = read_moment(words, context.now, recurs)
    else:
        moment = new_moment(words, record.when, context.now)
    old, new = record.when.start, moment.when.start
    if new is None or moment.when.precision not in {Precision.MINUTE, Precision.DAY}:
        raise refuse("wann", "Für eine Reihe brauche ich einen Tag oder eine Uhrzeit.")
    rule = moment.rule
    if rule is None:
        if old is None or new.date() != old.date():
            raise refuse(
                "wann",
                "Nennen Sie für eine Reihe den neuen Rhythmus oder nur die neue Uhrzeit.",
                f"verschieben {target.state.ref} ab jetzt jeden ersten Dienstag im Monat, 18 Uhr",
            )
        rule = target.state.rule
    if rule is None:
        raise NotAllowedError(f"Die Reihe von {target.state.ref} ist beendet.")
    return await move_all(net, rows[0], moment.when, rule, context.now)


async def _change_session(net: Network, context: Context, target: Target, fields: Mapping[str, str]) -> Event:
    for name in fields:
        if name not in OF_SESSION:
            possible = ", ".join(LABELS[one] for one in OF_SESSION)
            raise NotUnderstoodError(
                f"Das Feld „{LABELS[name]}“ gibt es für einen Programmpunkt nicht. Möglich sind: {possible}.", None
            )
    row = await session_row(net.session, target.ref)
    assert row is not None
    reader = FieldReader(context.now)
    for name, words in fields.items():
        match name:
            case "wann":
                await _time_of_session(net, target, words)
            case "personen":
                await add_people(net, target.ref, read_people(words), context.now)
            case "themen":
                row.topics = reader.values(name, words)["topics"]
            case _:
                ((column, value),) = reader.values(name, words).items()
                setattr(row, "room" if column == "place" else column, value if value is None else str(value)[:6000])
    await net.session.flush()
    return await must_row(net.session, target.state.ref)


async def _time_of_session(net: Network, target: Target, words: str) -> None:
    row = await session_row(net.session, target.ref)
    assert row is not None
    record: SessionRecord = read_programme(f"- {row.title}, {words}", target.state.when).sessions[0]
    if record.when is None or record.when.start is None:
        raise refuse(
            "wann", "Für einen Programmpunkt brauche ich eine Uhrzeit.", f"aendern {target.ref} Wann: 10-12 Uhr"
        )
    row.start, row.end, row.precision = record.when.start, record.when.end, record.when.precision.value
