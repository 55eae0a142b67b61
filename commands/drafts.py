"""A new event: written in lines, read back, corrected by a reply or an edit; :mod:`commands.decisions` goes on."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from commands.changing import change_fields, lines_of
from commands.declare import EVENTS, command
from commands.entry import missing, read_entry, remarks_on, understand
from commands.errors import NotAllowedError, NotFoundError, NotUnderstoodError
from commands.field_values import mode_of, new_moment, recurrence_words
from commands.fields import EXAMPLE, LABELS, is_field_line, misspelt_label, read_lines
from commands.port import Context, Reply, Role
from commands.targets import Target
from commands.texts import Text
from commands.words import fold, quote
from storage.importer import Importer
from storage.network import Network
from storage.organising import EventState, must_row, record_of, state_by_key, state_of
from storage.pending import PendingView
from storage.records import NetworkRecords
from storage.recurrence import AHEAD, occurrences
from storage.slips import likeness
from storage.views import EventCard
from storage.when import Precision, When

WAITS, DONE, GIVEN_UP = "neu", "neu fertig", "neu verworfen"  # kinds of what is pending
LONGEST = 8_000  # characters
KEPT = timedelta(days=60)
SAME_TITLE = 85  # of 100
SHOWN_DATES = 3


@command(
    "neu",
    "new",
    "neue",
    "anlegen",
    args=[Text("Zeilen mit Titel, Wann, Wo …")],
    help="Eine Veranstaltung eintragen: ich wiederhole, wie ich sie verstanden habe, und frage nach",
    examples=[
        "neu Titel: Stammtisch Geodaten\nWann: 3.12., 18-20 Uhr\nWo: Rathaus Soest",
        "neu Stammtisch am 3. Dezember 18 Uhr in Soest",
        "neu Titel: Fachtag\nWann: 4.3.2027, 9-16 Uhr\nProgramm:\n- A: Workshop Recht, 10-12 Uhr, Impuls: Eva Muster",
        "neu Titel: Sprechstunde\nWann: jeden ersten Dienstag im Monat, 9-10 Uhr\nFormat: online",
    ],
    topic=EVENTS,
    role=Role.ORGANISER,
    changes=True,
    longest=LONGEST,
)
async def new(net: Network, context: Context, text: str) -> Reply:
    """Store a draft and read it back; an edit of the same message changes the same draft."""
    key = f"chat:{context.origin}"
    done = await net.waiting.get(context.origin, DONE)
    known = await state_of(net, done.data["ref"]) if done is not None else await state_by_key(net, key)
    if known is not None and not known.is_draft:
        raise already_entered(known)
    if not text:
        raise NotUnderstoodError("Bitte schreiben Sie dahinter, worum es geht.", EXAMPLE)
    return await _store(net, context, context.origin, read_entry(text, context.now))


async def _store(net: Network, context: Context, command_id: str, fields: Mapping[str, str]) -> Reply:
    """Store a draft as it is understood, and read it back."""
    entry = understand(fields, f"chat:{command_id}", context.now)
    async with net.audit.recording(context.sender, "entwurf", "", context.now) as made:
        await Importer(net, context.now).load(NetworkRecords(events=(entry.record,)))
        state = await state_by_key(net, entry.record.key)
        assert state is not None
        row = await must_row(net.session, state.ref)
        row.registration_deadline = entry.record.fields.get("registration_deadline")
        made.subject = state.ref
    data = {"ref": state.ref, "felder": dict(fields), "regel": entry.rule}
    await wait(net, context, command_id, data)
    again = (entry.fields.get("wiederholung") or entry.fields.get("wann")) if entry.rule else None
    return await read_back(net, context, data, remarks=entry.remarks, again=again)


async def wait(net: Network, context: Context, command_id: str, data: Mapping[str, Any]) -> None:
    """Note that drafts wait for a decision.

    ``data``: the ``ref``, or the ``refs`` of a file; ``felder`` and ``regel`` if it was typed.
    """
    await net.waiting.put(
        PendingView(
            command=command_id,
            room=context.room,
            sender=context.sender,
            kind=WAITS,
            created_at=context.now,
            data=data,
            expires_at=context.now + KEPT,
        )
    )


def refs_of(waiting: PendingView) -> list[str]:
    """Return the drafts that wait: one that was typed, or those of a file."""
    refs: list[str] = waiting.data.get("refs") or [waiting.data["ref"]]
    return refs


async def waiting_for(net: Network, ref: str, *kinds: str) -> PendingView | None:
    """Return what waits, or waited, for a decision on a draft."""
    return next((one for one in await net.waiting.of_kinds(*kinds) if ref in refs_of(one)), None)


async def revive(net: Network, ref: str) -> None:
    """Let a draft that was confirmed or given up wait again."""
    waiting = await waiting_for(net, ref, DONE, GIVEN_UP)
    if waiting is not None:
        await net.waiting.put(replace(waiting, kind=WAITS))


async def read_back(
    net: Network,
    context: Context,
    data: Mapping[str, Any],
    *,
    remarks: tuple[str, ...] = (),
    again: str | None = None,
    waits: bool = True,
) -> Reply:
    """Say how a draft was understood, and ask. ``again``: how it comes again, in the organiser's words."""
    record = await record_of(net, data["ref"])
    start, dates = record.when.start, []
    if data.get("regel") and start is not None:
        dates = occurrences(data["regel"], start, start, context.now + 2 * AHEAD)[:SHOWN_DATES]
    return Reply(
        "neu",
        {
            "nummer": data["ref"],
            "eintrag": record,
            "veranstalter": [one.name for one in record.people if one.is_organisation],
            "leute": [one for one in record.people if not one.is_organisation],
            "wiederholung": again,
            "folgende": [When(one, None, Precision.DAY) for one in dates],
            "fehlt": missing(record),
            "hinweise": [*remarks_on(record, context.now), *remarks],
            "aehnlich": await similar(net, record.title, record.when, context.now),
            "jetzt": context.now,
            "wartet": waits,
        },
        waits=waits,
    )


async def similar(net: Network, title: str, when: When, now: datetime) -> list[EventCard]:
    """Return events ahead of nearly the same title, or on the same day."""
    found: dict[str, EventCard] = {}
    for one in await net.refs.by_words(title, kinds=("event",)):
        same_number = re.findall(r"\d+", one.title) == re.findall(r"\d+", title)
        is_same = same_number and likeness(fold(one.title), fold(title)) >= SAME_TITLE
        if is_same and one.when is not None and one.when.start is not None and (one.when.end or one.when.start) > now:
            detail = await net.events.detail(one.ref)
            if detail is not None:
                found[one.ref] = detail.card
    if when.start is not None and when.precision in {Precision.MINUTE, Precision.DAY}:
        midnight = when.start.replace(hour=0, minute=0)
        page = await net.events.upcoming(now, period=(midnight, midnight + timedelta(days=1)), limit=3)
        found |= {card.ref: card for card in page.items if card.status != "abgesagt"}
    return list(found.values())[:3]


async def correct(net: Network, context: Context, waiting: PendingView, words: str, *, waits: bool = True) -> Reply:
    """Correct a draft and read it back. ``waits``: the answer can be answered in turn."""
    if len(words) > LONGEST:
        raise NotUnderstoodError(f"Das ist zu lang, höchstens {LONGEST} Zeichen sind möglich.")
    if "felder" in waiting.data:
        fields = corrected(waiting.data["felder"], words, context.now)
        return replace(await _store(net, context, waiting.command, fields), waits=waits)
    (ref,) = refs_of(waiting)
    await correct_stored(net, context, ref, words)
    return await read_back(net, context, {"ref": ref}, waits=waits)


async def correct_stored(net: Network, context: Context, ref: str, words: str) -> None:
    """Correct a draft whose words are not known, only what is stored of it."""
    state = await state_of(net, ref)
    if state is None:
        raise gone()
    if not state.is_draft:
        raise already_entered(state)
    if not is_field_line(words):
        words = "\n".join(f"{LABELS[name]}: {value}" for name, value in _guess(state.when, words, context.now))
    await change_fields(net, context, Target(state), lines_of(words))


def gone() -> NotFoundError:
    """Return the error for a draft that is not there any more."""
    return NotFoundError("Diesen Entwurf gibt es nicht mehr.", EXAMPLE)


def already_entered(state: EventState) -> NotAllowedError:
    """Return the error for a draft that is none any more."""
    return NotAllowedError(
        f"{state.ref} {state.title} ist schon eingetragen.", f"aendern {state.ref} Wo: Rathaus, Sitzungssaal"
    )


def corrected(fields: Mapping[str, str], words: str, now: datetime) -> dict[str, str]:
    """Return the fields with a correction: "Wann: 5.6. 14 Uhr", or words that say by themselves what they are."""
    if is_field_line(words):
        changes = read_lines(words).fields
    else:
        changes = dict(_guess(understand(fields, "", now).record.when, words, now))
    kept = dict(fields)
    if recurrence_words(changes.get("wann", "")):
        kept.pop("wiederholung", None)
    return {name: value for name, value in {**kept, **changes}.items() if value.strip(" -–")}


def _guess(old: When, words: str, now: datetime) -> list[tuple[str, str]]:
    """Return the field that words without a label mean, with its value. ``old``: the date so far."""
    if mode_of(words) is not None:
        return [("format", words)]
    first, _, rest = words.partition(" ")
    if fold(first) in {"in", "im"} and rest[:1].isupper():
        return [("wo", rest)]
    try:
        moment = new_moment(words, old, now)
    except NotUnderstoodError as error:
        if "nicht als Zeitangabe verstanden" not in error.sentence:
            raise
        misspelt = misspelt_label(words)
        if misspelt is not None:
            raise misspelt from error
        raise NotUnderstoodError(
            f"„{quote(words, 40)}“ kann ich keinem Feld zuordnen. Antworten Sie zum Beispiel mit „Wann: 5.6. 14 Uhr“, "
            "„Wo: Rathaus“, „ja“ oder „nein“."
        ) from error
    return [("wann", words if moment.rule else when_words(moment.when, words))]


def when_words(when: When, written: str) -> str:
    """Write a date so that it is read the same again."""
    if when.start is None or when.precision not in {Precision.MINUTE, Precision.DAY}:
        return written
    if when.precision is Precision.DAY:
        last = when.end - timedelta(hours=1) if when.end else when.start
        return f"{when.start:%d.%m.%Y}" + (f" - {last:%d.%m.%Y}" if last.date() != when.start.date() else "")
    if when.end is None:
        return f"{when.start:%d.%m.%Y} {when.start:%H:%M} Uhr"
    if when.end.date() == when.start.date():
        return f"{when.start:%d.%m.%Y} {when.start:%H:%M} - {when.end:%H:%M} Uhr"
    return f"{when.start:%d.%m.%Y} {when.start:%H:%M} Uhr - {when.end:%d.%m.%Y} {when.end:%H:%M} Uhr"
