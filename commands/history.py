"""Who changed what, and taking one's own last change back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from commands.arguments import Ref, RefValue
from commands.changing import SHOWN
from commands.declare import EVENTS, command
from commands.drafts import revive
from commands.errors import NotAllowedError, NotFoundError
from commands.outcome import outcome
from commands.port import Context, Reply, Role
from commands.resolve import resolve_event
from commands.words import quote
from storage.audit import UNDO, Change, NotUndoneError
from storage.network import Network
from storage.organising import state_of
from storage.recording import BOOKKEEPING
from storage.views import Page

ACTIONS = {
    "entwurf": "Entwurf angelegt",
    "neu": "eingetragen",
    "aendern": "geändert",
    "verschieben": "verschoben",
    "absagen": "abgesagt",
    "kopieren": "kopiert",
    "verworfen": "Entwurf verworfen",
    "person": "Personen geändert",
    "verbergen": "auf Wunsch verborgen",
    "nennen": "wieder genannt",
    "import": "aus einer Datei eingetragen",
    "bericht": "Zusammenfassung bearbeitet",
    "veroeffentlichen": "Zusammenfassung veröffentlicht",
    "notieren": "notiert",
    "erledigen": "Maßnahme bearbeitet",
    "teilen": "eingereicht",
    "ergaenzen": "ergänzt",
    "freigeben": "freigegeben",
    "ablehnen": "abgelehnt",
    "zurueckziehen": "zurückgezogen",
    "aktuell": "als aktuell bestätigt",
    "interesse": "Interesse gemeldet",
    "nachgenutzt": "Nachnutzung gemeldet",
    UNDO: "zurückgenommen",
}
COLUMNS = SHOWN | {"title": "Titel", "status": "Status", "status_reason": "Grund", "start": "Beginn", "end": "Ende"}
ROWS = {
    "event": ("Veranstaltung", "Veranstaltungen"),
    "session": ("Programmpunkt", "Programmpunkte"),
    "role": ("Beteiligung", "Beteiligungen"),
    "person": ("Person", "Personen"),
    "organisation": ("Organisation", "Organisationen"),
    "series": ("Reihe", "Reihen"),
    "summary": ("Zusammenfassung", "Zusammenfassungen"),
    "solution": ("Musterlösung", "Musterlösungen"),
    "insight": ("Erkenntnis", "Erkenntnisse"),
    "decision": ("Beschluss", "Beschlüsse"),
    "open_question": ("Frage", "Fragen"),
    "action_item": ("Maßnahme", "Maßnahmen"),
    "file": ("Datei", "Dateien"),
    "registration": ("Anmeldung", "Anmeldungen"),
}
BY_THE_WAY = frozenset({"person", "organisation", "series"})  # that these are added or gone says nothing
UNSAID = BOOKKEEPING | {"key", "detached", "town_id", "series_id", "id", "quiet", "position", "uid", "created_at"}
PAGE = 5
FEW = 4  # changed columns that are named one by one
LONGEST = 80  # characters of a value


@dataclass(frozen=True, slots=True)
class Detail:
    """What was different: a text, or a value before and after under its label."""

    text: str = ""
    label: str = ""
    before: Any = None
    after: Any = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the history."""

    at: datetime
    actor: str
    action: str
    details: tuple[Detail, ...]
    undone_at: datetime | None


def entry_of(change: Change, context: Context) -> Entry:
    """Say a change in words."""
    action = ACTIONS.get(change.action, change.action)
    return Entry(change.at, change.actor, action, tuple(_details(change, context)), change.undone_at)


def _details(change: Change, context: Context) -> list[Detail]:
    found = []
    for table in sorted({*change.before, *change.after}, key=_rank):
        before, after = change.before.get(table, {}), change.after.get(table, {})
        altered = before.keys() & after.keys()
        if table == "event" and len(altered) == 1:
            (key,) = altered
            found += _columns(before[key], after[key], context)
        elif altered:
            found.append(Detail(f"{_count(table, len(altered))} geändert"))
        if table in BY_THE_WAY:
            continue
        if added := after.keys() - before.keys():
            found.append(Detail(f"{_count(table, len(added))} hinzugefügt"))
        if gone := before.keys() - after.keys():
            found.append(Detail(f"{_count(table, len(gone))} entfernt"))
    return found


def _rank(table: str) -> tuple[int, str]:
    return (list(ROWS).index(table) if table in ROWS else len(ROWS), table)


def _count(table: str, count: int) -> str:
    one, many = ROWS.get(table, ("Eintrag", "Einträge"))
    return f"{count} {one if count == 1 else many}"


def _columns(before: Mapping[str, Any], after: Mapping[str, Any], context: Context) -> list[Detail]:
    names = [name for name in after if name in COLUMNS]
    said = [
        Detail(
            label=COLUMNS[name],
            before=_value(name, before.get(name), context),
            after=_value(name, after[name], context),
        )
        for name in names[:FEW]
    ]
    if len(names) > FEW:
        said.append(Detail(f"und {len(names) - FEW} weitere Angaben"))
    if not names and after.keys() - UNSAID:
        said.append(Detail("weitere Angaben"))
    return said


def _value(name: str, value: Any, context: Context) -> Any:
    if value is None or value == []:
        return None
    if name in {"start", "end", "registration_deadline"}:
        return datetime.fromisoformat(value).astimezone(context.now.tzinfo)
    return quote(str(value), LONGEST)


@command(
    "verlauf",
    "history",
    "aenderungen",
    args=[Ref("W")],
    help="Wer wann was an einer Veranstaltung oder Musterlösung geändert hat, das Neueste zuerst",
    examples=["verlauf W12", "verlauf L7"],
    topic=EVENTS,
    role=Role.ORGANISER,
)
async def history(net: Network, context: Context, ref: RefValue, *, offset: int = 0) -> Reply:
    """Show the audit log of one thing."""
    subject, title = await _subject(net, ref)
    changes = list(reversed(await net.audit.of(subject)))
    part = tuple(entry_of(one, context) for one in changes[offset : offset + PAGE])
    return Reply(
        "verlauf",
        {"nummer": subject, "titel": title, "seite": Page(part, len(changes), offset), "zone": context.now.tzinfo},
    )


async def _subject(net: Network, ref: RefValue) -> tuple[str, str]:
    if ref.number is not None and ref.letter == "W":
        state = await state_of(net, f"W{ref.number}")
        if state is not None:
            return state.ref, state.title
    if ref.number is not None and ref.letter is not None:
        subject = f"{ref.letter}{ref.number}"
        found = await net.refs.find(ref.letter, ref.number)
        if found:
            return subject, found[0].title
        if await net.audit.of(subject):
            return subject, ""
        raise NotFoundError(f"Die Nummer {subject} gibt es nicht.", "verlauf W9")
    number = await resolve_event(net, ref, "verlauf W9")
    state = await state_of(net, number)
    return number, state.title if state is not None else ""


@command(
    "rueckgaengig",
    "undo",
    "zurueck",
    help="Ihre letzte Änderung zurücknehmen; ich sage, welche das war",
    examples=["rueckgaengig"],
    topic=EVENTS,
    role=Role.ORGANISER,
    changes=True,
)
async def take_back(net: Network, context: Context) -> Reply:
    """Undo the person's last change."""
    change = await net.audit.last(context.sender)
    if change is None:
        raise NotFoundError("Von Ihnen gibt es keine Änderung, die sich zurücknehmen ließe.", "hilfe")
    state = await state_of(net, change.subject)
    title = state.title if state is not None else ""
    try:
        await net.audit.undo(change, context.now)
    except NotUndoneError as error:
        raise NotAllowedError(*_why_not(error, change, title)) from error
    state = await state_of(net, change.subject)
    if state is not None and state.is_draft:
        await revive(net, state.ref)
    data = {
        "eintrag": entry_of(replace(change, before=change.after, after=change.before), context),
        "gegenstand": change.subject,
        "titel": state.title if state is not None else title,
        "entwurf_wieder": state is not None and state.is_draft and change.action in {"neu", "import", "verworfen"},
        "weg": state is None and change.subject.startswith("W"),
    }
    if state is not None and not state.is_draft:
        return await outcome(net, context, "rueckgaengig", change.subject, (), **data)
    plain = {
        "berichtigt": 0,
        "angemeldete": 0,
        "angekuendigt": 0,
        "wann": None,
        "gleich": False,
        "zone": context.now.tzinfo,
    }
    return Reply("rueckgaengig", {**plain, **data})


def _why_not(error: NotUndoneError, change: Change, title: str) -> tuple[str, str]:
    name = f"{change.subject} {title}".strip()
    if error.reason == "angekündigt":
        return (
            f"{name} ist in den Räumen schon angekündigt und lässt sich nicht mehr zurücknehmen. Sagen Sie sie ab.",
            f"absagen {change.subject}",
        )
    if error.reason == "veröffentlicht":
        return (
            f"Die Zusammenfassung von {name} steht schon in den Räumen. Berichtigen Sie sie mit bericht.",
            f"bericht {change.subject}",
        )
    if error.reason == "abhängig":
        sentence = f"Zu {name} ist inzwischen etwas dazugekommen, zum Beispiel eine Anmeldung. "
        sentence += "Ihre Änderung lässt sich deshalb nicht mehr zurücknehmen."
        return sentence, f"verlauf {change.subject}"
    if error.later is not None:
        what = ACTIONS.get(error.later.action, error.later.action)
        sentence = f"Ihre letzte Änderung an {name} lässt sich nicht zurücknehmen: Danach hat {error.later.actor} "
        sentence += f"dasselbe noch einmal bearbeitet ({what})."
        return sentence, f"verlauf {change.subject}"
    return (
        f"Ihre letzte Änderung an {name} lässt sich nicht zurücknehmen, weil sich seitdem etwas geändert hat.",
        f"verlauf {change.subject}",
    )
