"""A file handed in by chat: read as drafts, read back in words, confirmed or given up by a sign or a word."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from commands.declare import EVENTS, command, listener
from commands.documents import DocumentError, Reading, read_document
from commands.drafts import KEPT, NO, NO_SIGNS, SKIN, YES, YES_SIGNS
from commands.errors import NotUnderstoodError
from commands.port import Answer, Context, Reaction, Reply, Role
from commands.words import clean, fold
from storage.cards import DRAFT
from storage.importer import Importer
from storage.network import Network
from storage.organising import discard, publish, state_by_key, state_of
from storage.pending import PendingView
from storage.records import EventRecord, SolutionRecord

WAITS = "import"  # kind of what is pending
SHOWN, SHOWN_SESSIONS, SHOWN_WARNINGS = 3, 25, 10
MOST = 50  # events that one file may bring by chat


@command(
    "import",
    "importieren",
    "einlesen",
    help="Eine hochgeladene Datei lesen: als Antwort auf die Datei; es entsteht ein Entwurf zum Bestätigen",
    examples=["import"],
    topic=EVENTS,
    role=Role.ORGANISER,
    changes=True,
    reads_message=True,
)
async def import_file(net: Network, context: Context) -> Reply:
    """Read the file that the message answers to, store drafts and read them back."""
    file = context.gathered.file
    if file is None:
        return Reply("import_anleitung")
    try:
        reading = await asyncio.to_thread(read_document, file.filename, file.data, context.now)
    except DocumentError as error:
        raise NotUnderstoodError(str(error), "import") from error
    if len(reading.records.events) > MOST:
        raise NotUnderstoodError(
            f"Die Datei enthält {len(reading.records.events)} Veranstaltungen, im Chat sind höchstens {MOST} möglich. "
            "Bitte lassen Sie sie auf dem Server mit „netzbote import“ einlesen.",
            "import",
        )
    return await _store(net, context, reading)


async def _store(net: Network, context: Context, reading: Reading) -> Reply:
    known: list[str] = []
    drafts: list[EventRecord] = []
    for event in reading.records.events:
        state = await state_by_key(net, event.key)
        if state is not None and not state.is_draft:
            known.append(f"{state.ref} {state.title}")
        else:
            drafts.append(as_draft(event))
    solutions = tuple(_submitted(one) for one in reading.records.solutions)
    async with net.audit.recording(context.sender, "import", "", context.now) as made:
        records = replace(reading.records, events=tuple(drafts), solutions=solutions)
        report = await Importer(net, context.now).load(records)
        refs = [state.ref for one in drafts if (state := await state_by_key(net, one.key)) is not None]
        made.subject = refs[0] if refs else ""
    if refs:
        await net.waiting.put(
            PendingView(
                command=context.origin,
                room=context.room,
                sender=context.sender,
                kind=WAITS,
                created_at=context.now,
                data={"refs": refs},
                expires_at=context.now + KEPT,
            )
        )
    data = {
        "datei": reading.filename,
        "entwuerfe": [
            {"nummer": ref, "eintrag": one, "fehlt": _missing(one), **_people(one)}
            for ref, one in zip(refs[:SHOWN], drafts[:SHOWN], strict=True)
        ],
        "weitere": len(refs) - SHOWN if len(refs) > SHOWN else 0,
        "hoechstens": SHOWN_SESSIONS,
        "loesungen": [one.title for one in solutions],
        "schon": known,
        "hinweise": list(reading.warnings[:SHOWN_WARNINGS]),
        "ausgelassen": reading.stripped + report.stripped,
        "jetzt": context.now,
    }
    return Reply("import", data, waits=bool(refs))


def as_draft(event: EventRecord) -> EventRecord:
    """Return the same event as a draft, whatever the file says of its state."""
    return replace(event, fields={**event.fields, "status": DRAFT})


def _submitted(solution: SolutionRecord) -> SolutionRecord:
    return replace(solution, fields={**solution.fields, "status": "eingereicht"})


def _people(event: EventRecord) -> Mapping[str, Any]:
    return {
        "veranstalter": [one.name for one in event.people if one.is_organisation and one.role == "Organisation"],
        "leute": [one for one in event.people if one.role != "Organisation"],
        "zone": event.when.zone.rpartition("/")[2].replace("_", " "),
    }


def _missing(event: EventRecord) -> list[str]:
    """Return what was not found in the file, in words."""
    found = {
        "Datum": event.when.start is not None,
        "Ort": bool(event.fields.get("place") or event.town or event.fields.get("mode") == "online"),
        "veranstaltende Stelle": any(one.role == "Organisation" for one in event.people),
        "Programm": bool(event.programme),
        "Personen": any(one.role != "Organisation" for one in event.people)
        or any(session.people for session in event.programme),
    }
    return [name for name, is_there in found.items() if not is_there]


async def _waiting(net: Network, context: Context, *messages: str | None) -> PendingView | None:
    """Return the import that one of these messages is about, if this person may decide on it here."""
    if context.role is not Role.ORGANISER:
        return None
    for message in messages:
        found = await net.waiting.get(message, WAITS) if message else None
        if found is not None and found.room == context.room and found.is_open(context.now):
            return found
    return None


async def _decide(net: Network, context: Context, waiting: PendingView, *, confirmed: bool) -> Reply:
    done: list[str] = []
    for ref in waiting.data["refs"]:
        state = await state_of(net, ref)
        if state is None or not state.is_draft:
            continue
        async with net.audit.recording(context.sender, "import" if confirmed else "verworfen", ref, context.now):
            if confirmed:
                await publish(net, ref, context.now)
            else:
                await discard(net, ref)
        done.append(f"{ref}: {state.title}")
    await net.waiting.drop(waiting.command)
    return Reply("import_fertig", {"bestaetigt": confirmed, "liste": done[:20], "anzahl": len(done)})


async def _is_sign(net: Network, context: Context, reaction: Reaction) -> bool:
    known = reaction.key.translate(SKIN).strip() in YES_SIGNS | NO_SIGNS
    return known and await _waiting(net, context, reaction.command, reaction.target) is not None


@listener(Reaction, _is_sign)
async def decide_by_sign(net: Network, context: Context, reaction: Reaction) -> Reply | None:
    """Confirm or give up by a reaction."""
    waiting = await _waiting(net, context, reaction.command, reaction.target)
    if waiting is None:
        return None
    return await _decide(net, context, waiting, confirmed=reaction.key.translate(SKIN).strip() in YES_SIGNS)


async def _is_answer(net: Network, context: Context, answer: Answer) -> bool:
    return await _waiting(net, context, answer.command) is not None


@listener(Answer, _is_answer)
async def decide_by_words(net: Network, context: Context, answer: Answer) -> Reply | None:
    """Confirm or give up by a word."""
    waiting = await _waiting(net, context, answer.command)
    if waiting is None:
        return None
    word = fold(clean(answer.text)).strip(" .!,")
    if word not in YES | NO:
        raise NotUnderstoodError("Bitte antworten Sie mit „ja“ oder „nein“; ändern können Sie danach.", "import")
    return await _decide(net, context, waiting, confirmed=word in YES)
