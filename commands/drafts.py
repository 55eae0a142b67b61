"""A new event: written in lines, read back, corrected by a reply or an edit, confirmed or given up."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from rapidfuzz import fuzz

from commands.arguments import Ref, RefValue
from commands.changing import change_fields, lines_of
from commands.declare import EVENTS, command, listener
from commands.entry import missing, read_entry, remarks_on, understand
from commands.errors import NotAllowedError, NotFoundError, NotUnderstoodError
from commands.field_values import mode_of, new_moment, recurrence_words
from commands.fields import EXAMPLE, LABELS, is_field_line, read_lines
from commands.port import Answer, Context, Deletion, Reaction, Reply, Role
from commands.targets import Target
from commands.texts import Text
from commands.words import clean, fold, quote
from storage.cards import event_cards_by_id
from storage.documents import index_event
from storage.importer import Importer
from storage.network import Network
from storage.organising import EventState, discard, must_row, publish, record_of, state_by_key, state_of
from storage.pending import PendingView
from storage.planning import Kind, State
from storage.records import NetworkRecords
from storage.recurrence import AHEAD, begin, occurrences
from storage.views import EventCard
from storage.when import Precision, When

WAITS, DONE, GIVEN_UP = "neu", "neu fertig", "neu verworfen"  # kinds of what is pending
LONGEST = 8_000  # characters
KEPT = timedelta(days=60)
YES = frozenset(
    {"ja", "ok", "okay", "stimmt", "passt", "genau", "richtig", "bestaetigt", "bestaetigen", "ja bitte", "j", "yes"}
)
NO = frozenset({"nein", "verwerfen", "abbrechen", "abbruch", "nicht", "loeschen", "doch nicht", "n", "no"})
YES_SIGNS, NO_SIGNS = frozenset("✅👍✔☑👌🆗"), frozenset("❌👎✖🚫")
SKIN = dict.fromkeys((0xFE0F, *range(0x1F3FB, 0x1F400)))
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
        raise NotAllowedError(
            f"{known.ref} {known.title} ist schon eingetragen.", f"aendern {known.ref} Wo: Rathaus, Sitzungssaal"
        )
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


async def wait(net: Network, context: Context, command_id: str, data: Mapping[str, Any], kind: str = WAITS) -> None:
    """Note that a draft waits for a decision. ``data``: its ``ref``; ``felder`` and ``regel`` if it was typed."""
    await net.waiting.put(
        PendingView(
            command=command_id,
            room=context.room,
            sender=context.sender,
            kind=kind,
            created_at=context.now,
            data=data,
            expires_at=context.now + KEPT,
        )
    )


async def revive(net: Network, key: str) -> None:
    """Let a draft that was confirmed or given up wait again."""
    waiting = await net.waiting.get(key.removeprefix("chat:"))
    if waiting is not None and waiting.kind in {DONE, GIVEN_UP}:
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
        },
        waits=waits,
    )


async def similar(net: Network, title: str, when: When, now: datetime) -> list[EventCard]:
    """Return events ahead of nearly the same title, or on the same day."""
    found: dict[str, EventCard] = {}
    for one in await net.refs.by_words(title, kinds=("event",)):
        same_number = re.findall(r"\d+", one.title) == re.findall(r"\d+", title)
        is_same = same_number and fuzz.ratio(fold(one.title), fold(title)) >= SAME_TITLE
        if is_same and one.when is not None and one.when.start is not None and (one.when.end or one.when.start) > now:
            detail = await net.events.detail(one.ref)
            if detail is not None:
                found[one.ref] = detail.card
    if when.start is not None and when.precision in {Precision.MINUTE, Precision.DAY}:
        midnight = when.start.replace(hour=0, minute=0)
        page = await net.events.upcoming(now, period=(midnight, midnight + timedelta(days=1)), limit=3)
        found |= {card.ref: card for card in page.items if card.status != "abgesagt"}
    return list(found.values())[:3]


async def confirm(net: Network, context: Context, waiting: PendingView) -> Reply:
    """Publish the draft that waits, say when it will be announced."""
    state = await state_of(net, waiting.data["ref"])
    if state is None:
        raise NotFoundError("Diesen Entwurf gibt es nicht mehr.", EXAMPLE)
    if not state.is_draft:
        return await _confirmed(net, context, state, already=True)
    rule = waiting.data.get("regel")
    async with net.audit.recording(context.sender, "neu", state.ref, context.now):
        row = await publish(net, state.ref, context.now)
        if rule:
            await begin(net, row, rule, context.now)
            await index_event(net.session, row.id)
    await net.waiting.put(replace(waiting, kind=DONE))
    return await _confirmed(net, context, state, already=False)


async def _confirmed(net: Network, context: Context, state: EventState, *, already: bool) -> Reply:
    card = (await event_cards_by_id(net.session, [state.id]))[state.id]
    return Reply(
        "neu_bestaetigt",
        {
            "karte": card,
            "schon": already,
            "vergangen": state.is_over(context.now),
            "weitere": await occurrences_ahead(net, state, context.now),
            "jetzt": context.now,
        }
        | await announcement_of(net, state.id, context.now),
    )


async def occurrences_ahead(net: Network, state: EventState, now: datetime) -> int:
    """Return how many further occurrences of a recurring event are ahead."""
    current = await state_of(net, state.ref)
    if current is None or current.rule is None or current.series_id is None:
        return 0
    return await net.events.in_series(current.series_id, now) - 1


async def announcement_of(net: Network, event_id: int, now: datetime) -> dict[str, Any]:
    """Return when and in how many rooms an event is announced, or why it is not."""
    rows = [one for one in await net.deliveries.of_event(event_id) if one.kind is Kind.ANNOUNCEMENT]
    planned = [one.due_at for one in rows if one.state is State.PLANNED]
    reasons = sorted({one.reason for one in rows if one.state is State.MISSED and one.reason})
    return {
        "angekuendigt": min(planned) if planned else None,
        "gleich": bool(planned) and min(planned) <= now + timedelta(minutes=1),
        "raeume": len(planned),
        "gesagt": any(one.state is State.SENT for one in rows),
        "grund": reasons[0] if reasons else "",
        "zone": now.tzinfo,
    }


async def give_up(net: Network, context: Context, waiting: PendingView) -> Reply:
    """Delete the draft that waits."""
    state = await state_of(net, waiting.data["ref"])
    if state is None:
        raise NotFoundError("Diesen Entwurf gibt es nicht mehr.", EXAMPLE)
    if not state.is_draft:
        raise NotAllowedError(f"{state.ref} {state.title} ist schon eingetragen.", f"absagen {state.ref} Krankheit")
    async with net.audit.recording(context.sender, "verworfen", state.ref, context.now):
        await discard(net, state.ref)
    await net.waiting.put(replace(waiting, kind=GIVEN_UP))
    return Reply("neu_verworfen", {"nummer": state.ref, "titel": state.title})


async def _waiting(net: Network, context: Context, *messages: str | None) -> PendingView | None:
    """Return the draft that one of these messages is about, if this person may decide on it here."""
    if context.role is not Role.ORGANISER:
        return None
    for message in messages:
        found = await net.waiting.get(message, WAITS) if message else None
        if found is not None and found.room == context.room and found.is_open(context.now):
            return found
    return None


def _sign(key: str) -> str:
    return key.translate(SKIN).strip()


async def _is_sign(net: Network, context: Context, reaction: Reaction) -> bool:
    known = _sign(reaction.key) in YES_SIGNS | NO_SIGNS
    return known and await _waiting(net, context, reaction.command, reaction.target) is not None


@listener(Reaction, _is_sign)
async def decide_by_sign(net: Network, context: Context, reaction: Reaction) -> Reply | None:
    """Confirm or give up by a reaction."""
    waiting = await _waiting(net, context, reaction.command, reaction.target)
    if waiting is None:
        return None
    decide = confirm if _sign(reaction.key) in YES_SIGNS else give_up
    return await decide(net, context, waiting)


async def _is_answer(net: Network, context: Context, answer: Answer) -> bool:
    return await _waiting(net, context, answer.command) is not None


@listener(Answer, _is_answer)
async def decide_by_words(net: Network, context: Context, answer: Answer) -> Reply | None:
    """Confirm, give up or correct by a reply."""
    waiting = await _waiting(net, context, answer.command)
    if waiting is None:
        return None
    words = clean(answer.text).strip()
    short = fold(words).strip(" .!,")
    if short in YES:
        return await confirm(net, context, waiting)
    if short in NO:
        return await give_up(net, context, waiting)
    if len(words) > LONGEST:
        raise NotUnderstoodError(f"Das ist zu lang, höchstens {LONGEST} Zeichen sind möglich.")
    return await correct(net, context, waiting, words)


async def _is_typed_draft(net: Network, context: Context, deletion: Deletion) -> bool:
    return await _waiting(net, context, deletion.target) is not None


@listener(Deletion, _is_typed_draft)
async def give_up_deleted(net: Network, context: Context, deletion: Deletion) -> Reply | None:
    """Give a draft up whose message was deleted; the bot takes its answer back as well."""
    waiting = await _waiting(net, context, deletion.target)
    if waiting is not None and await state_of(net, waiting.data["ref"]) is not None:
        await give_up(net, context, waiting)
    return None


async def correct(net: Network, context: Context, waiting: PendingView, words: str, *, waits: bool = True) -> Reply:
    """Correct a draft and read it back. ``waits``: the answer can be answered in turn."""
    if "felder" in waiting.data:
        fields = corrected(waiting.data["felder"], words, context.now)
        return replace(await _store(net, context, waiting.command, fields), waits=waits)
    record = await record_of(net, waiting.data["ref"])
    if not is_field_line(words):
        words = "\n".join(f"{LABELS[name]}: {value}" for name, value in _guess(record.when, words, context.now))
    state = await state_of(net, waiting.data["ref"])
    assert state is not None
    await change_fields(net, context, Target(state), lines_of(words))
    return await read_back(net, context, waiting.data, waits=waits)


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


async def _draft_here(net: Network, context: Context, ref: RefValue | None) -> PendingView:
    """Return the draft that is meant: by its number, else the last one of this person in this room."""
    if ref is not None:
        state = await state_of(net, f"W{ref.number}") if ref.number is not None else None
        if state is None:
            raise NotFoundError(f"Einen Entwurf {ref.text} gibt es nicht.", EXAMPLE)
        command = state.key.removeprefix("chat:")
        waiting = await net.waiting.get(command)
        data = waiting.data if waiting is not None and waiting.kind in {WAITS, DONE} else {"ref": state.ref}
        return PendingView(command, context.room, context.sender, WAITS, context.now, data, context.now + KEPT)
    waiting = await net.waiting.latest(context.sender, WAITS, context.room)
    if waiting is None:
        raise NotFoundError("Hier wartet nichts auf Ihre Bestätigung.", EXAMPLE)
    return waiting


@command(
    "ok",
    "bestaetigen",
    "confirm",
    args=[Ref("W", "Nummer", optional=True)],
    help="Den zuletzt von Ihnen hier eingetragenen Entwurf bestätigen, oder den mit dieser Nummer",
    examples=["ok", "ok W12"],
    topic=EVENTS,
    role=Role.ORGANISER,
    changes=True,
)
async def ok(net: Network, context: Context, ref: RefValue | None) -> Reply:
    """Confirm a draft by a typed command."""
    return await confirm(net, context, await _draft_here(net, context, ref))


@command(
    "verwerfen",
    "discard",
    args=[Ref("W", "Nummer", optional=True)],
    help="Den zuletzt von Ihnen hier eingetragenen Entwurf verwerfen, oder den mit dieser Nummer",
    examples=["verwerfen", "verwerfen W12"],
    topic=EVENTS,
    role=Role.ORGANISER,
    changes=True,
)
async def drop(net: Network, context: Context, ref: RefValue | None) -> Reply:
    """Give a draft up by a typed command."""
    return await give_up(net, context, await _draft_here(net, context, ref))
