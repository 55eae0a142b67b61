"""A file handed in by chat: read as drafts, with corrections behind the command, and read back in words.

What becomes of the drafts is decided as of typed ones, see :mod:`commands.decisions`.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from commands.apart import apart
from commands.declare import EVENTS, command
from commands.documents import Reading, read_document
from commands.drafts import LONGEST, correct_stored, wait
from commands.errors import NotUnderstoodError
from commands.port import Context, Reply, Role
from commands.texts import Text
from storage.cards import DRAFT
from storage.importer import Importer
from storage.network import Network
from storage.organising import record_of, state_by_key
from storage.records import EventRecord, SolutionRecord

SHOWN, SHOWN_SESSIONS, SHOWN_WARNINGS = 3, 25, 10
MOST = 50  # events that one file may bring by chat


async def read_handed(context: Context, _text: str) -> Reading | None:
    """Read the file that the message answers to. Raises :class:`NotUnderstoodError` for what can't be taken."""
    file = context.gathered.file
    if file is None:
        return None
    try:
        reading = await apart(partial(read_document, file.filename, file.data, context.now))
    except NotUnderstoodError as error:
        raise NotUnderstoodError(error.sentence, "import") from error
    if len(reading.records.events) > MOST:
        raise NotUnderstoodError(
            f"Die Datei enthält {len(reading.records.events)} Veranstaltungen, im Chat sind höchstens {MOST} möglich. "
            "Bitte lassen Sie sie auf dem Server mit „netzbote import“ einlesen.",
            "import",
        )
    return reading


@command(
    "import",
    "importieren",
    "einlesen",
    args=[Text("Berichtigungen in Zeilen")],
    help="Eine hochgeladene Datei lesen: als Antwort auf die Datei; es entsteht ein Entwurf zum Bestätigen",
    examples=["import", "import Titel: Fachtag Daten\nWo: Rathaus"],
    topic=EVENTS,
    role=Role.ORGANISER,
    changes=True,
    reads_message=True,
    prepare=read_handed,
    longest=LONGEST,
)
async def import_file(net: Network, context: Context, text: str, *, prepared: Reading | None) -> Reply:
    """Store what was read as drafts and read them back; an edit of the same message corrects the same drafts."""
    return Reply("import_anleitung") if prepared is None else await _store(net, context, prepared, text)


async def _store(net: Network, context: Context, reading: Reading, text: str) -> Reply:
    known: list[str] = []
    drafts: list[EventRecord] = []
    for event in reading.records.events:
        state = await state_by_key(net, event.key)
        if state is not None and not state.is_draft:
            known.append(f"{state.ref} {state.title}")
        else:
            drafts.append(as_draft(event))
    if text and len(drafts) != 1:
        raise _no_single_draft(len(drafts))
    solutions = tuple(_submitted(one) for one in reading.records.solutions)
    async with net.audit.recording(context.sender, "import", "", context.now) as made:
        records = replace(reading.records, events=tuple(drafts), solutions=solutions)
        report = await Importer(net, context.now).load(records)
        refs = [state.ref for one in drafts if (state := await state_by_key(net, one.key)) is not None]
        made.subject = refs[0] if refs else ""
    if text:
        await correct_stored(net, context, refs[0], text)
    if refs:
        new = [ref for ref in report.added if ref.startswith("L")]
        earlier = await net.waiting.get(context.origin)  # of the same message before it was edited
        named = earlier.data.get("loesungen", []) if earlier is not None else []
        await wait(net, context, context.origin, {"refs": refs, "loesungen": [*named, *new]})
    data = {
        "datei": reading.filename,
        "entwuerfe": [
            {"nummer": ref, "eintrag": one, "fehlt": _missing(one), **_people(one)}
            for ref, read in zip(refs[:SHOWN], drafts[:SHOWN], strict=True)
            for one in (await _as_stored(net, ref, read),)
        ],
        "anzahl": len(refs),
        "weitere": len(refs) - SHOWN if len(refs) > SHOWN else 0,
        "hoechstens": SHOWN_SESSIONS,
        "loesungen": [one.title for one in solutions],
        "schon": known,
        "hinweise": list(reading.warnings[:SHOWN_WARNINGS]),
        "ausgelassen": reading.stripped + report.stripped,
        "jetzt": context.now,
    }
    return Reply("import", data, waits=bool(refs))


def _no_single_draft(count: int) -> NotUnderstoodError:
    if not count:
        return NotUnderstoodError("In der Datei steht keine Veranstaltung, die noch zu berichtigen wäre.", "import")
    return NotUnderstoodError(
        f"In der Datei stehen {count} Veranstaltungen. Lesen Sie sie ohne Berichtigung ein, und antworten Sie dann "
        "mit der Nummer des Entwurfs davor, zum Beispiel „W12 Wo: Rathaus“.",
        "import",
    )


async def _as_stored(net: Network, ref: str, read: EventRecord) -> EventRecord:
    """Return a draft as it is stored, which may be corrected, with what else the file says."""
    stored = await record_of(net, ref)
    return replace(
        stored,
        fields={**stored.fields, "date_as_written": stored.when.as_written},
        insights=read.insights,
        actions=read.actions,
        loose=read.loose if stored.when.start is None else None,
    )


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
