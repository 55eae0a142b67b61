"""The draft of a summary, in the hands of the organisers: shown, corrected in parts, replaced, as files."""

import re
from datetime import datetime, timedelta

from commands.declare import NOTES, command, listener
from commands.draft import LONGEST, Draft, changed, draft_of, text_of
from commands.errors import NotUnderstoodError
from commands.free_text import even, leading_reference
from commands.port import Answer, Context, Reply, Role
from commands.references import RefValue, read_reference
from commands.resolve import not_there, resolve_event
from commands.summary_files import files_of
from commands.summary_upload import read_upload, summary_of
from commands.texts import Text
from commands.words import fold
from storage.network import Network
from storage.pending import PendingView
from storage.summaries import DraftText
from storage.views import EventDetail

KIND = "bericht"  # of what waits
ANSWERABLE = timedelta(days=14)
JUST_NOW = timedelta(days=7)  # in which the protocol ended that a command without a number means
EXAMPLE = "bericht W9"
_FIRST = re.compile(r"(?P<word>[^\W\d_]+)\s*:?\s*(?P<rest>.*)", re.DOTALL)
_MODES = {
    "datei": "datei",
    "dateien": "datei",
    "neu": "neu",
    "ergaenzen": "ergaenzen",
    "ergaenze": "ergaenzen",
    "dazu": "ergaenzen",
    "ersetzen": "ersetzen",
    "ersetze": "ersetzen",
}


async def _upload(context: Context, words: str) -> str | None:
    """Read the file that comes with a command, unless files are asked for."""
    mode, _text = mode_of(_reference(even(words))[1]) if words else ("", "")
    return await _read(context, mode)


async def _read(context: Context, mode: str) -> str | None:
    file = context.gathered.file
    return await read_upload(file) if file is not None and mode != "datei" else None


@command(
    "bericht",
    "entwurf",
    "report",
    args=[Text("Nummer oder Titel, Änderung")],
    help="Der Entwurf einer Zusammenfassung; dahinter ein Teil in neuen Worten, „ergänzen“, „ersetzen“, „neu“ oder "
    "„datei“; oder als Antwort auf eine hochgeladene Datei; allein: was hier zuletzt mitgeschrieben wurde",
    examples=[
        EXAMPLE,
        "bericht W9 Überblick: Ein guter Tag in Iserlohn",
        "bericht W9 ergänzen Fotos folgen",
        "bericht W9 datei",
    ],
    topic=NOTES,
    role=Role.ORGANISER,
    changes=True,
    longest=LONGEST + 200,
    reads_message=True,
    prepare=_upload,
)
async def report(net: Network, context: Context, words: str, *, prepared: str | None) -> Reply:
    """Show the draft, or change it by text or file and show it; alone, that of the last protocol in this room."""
    words = even(words)
    noted = None if words else await net.protocols.last_event(context.room, context.now - JUST_NOW)
    ref, text = _reference(noted or words)
    event = await _event(net, ref)
    mode, text = mode_of(text)
    gathered = context.gathered
    if mode in {"ergaenzen", "ersetzen"} and not text and gathered.file is None and gathered.quoted is not None:
        text = gathered.quoted.text.strip()
    return await work(net, context, event, mode, text, prepared)


def _reference(words: str) -> tuple[RefValue, str]:
    ref, text = leading_reference(words)
    if ref is not None:
        return ref, text
    if not words:
        raise NotUnderstoodError(
            "Bitte nennen Sie eine Nummer oder Worte aus dem Titel. Was noch fehlt, zeigt der Befehl offen.",
            EXAMPLE,
        )
    line, _, rest = words.partition("\n")
    return read_reference(line, "W"), rest


async def _event(net: Network, ref: RefValue) -> EventDetail:
    detail = await net.events.detail(await resolve_event(net, ref, EXAMPLE))
    if detail is None:
        raise not_there(ref, EXAMPLE)
    return detail


def mode_of(text: str) -> tuple[str, str]:
    """Split off the word that says what to do with a text."""
    match = _FIRST.fullmatch(text)
    mode = _MODES.get(fold(match["word"])) if match is not None else None
    return (mode, match["rest"].strip()) if match is not None and mode is not None else ("", text)


async def work(
    net: Network, context: Context, event: EventDetail, mode: str, text: str, uploaded: str | None
) -> Reply:
    """Do with the draft what is asked for, and answer with what it is now. ``uploaded``: what a file says."""
    draft = await draft_of(net, event)
    stripped = 0
    if uploaded is not None and mode != "datei":
        text, stripped = summary_of(uploaded, event.card.title)
        mode = mode if mode == "ergaenzen" else "ersetzen"
    if mode == "datei":
        documents = await files_of(event.card.ref, event.card.title, draft.parts)
        return Reply("bericht_datei", {"karte": event.card}, documents=documents)
    if mode == "neu":
        draft = await _keep(net, context, draft, DraftText())
    elif text:
        draft = await _keep(net, context, draft, await changed(net, draft, text, mode))
    elif mode:
        raise NotUnderstoodError(
            "Bitte schreiben Sie dahinter den Text, oder laden Sie eine Datei dazu hoch.", EXAMPLE
        )
    elif draft.state is None:
        draft = await _keep(net, context, draft, DraftText())
    await net.waiting.put(waits_for(context.origin, context.room, context.sender, event, context.now))
    return Reply("bericht", shown(draft) | {"geaendert": bool(text or mode), "gestrichen": stripped}, waits=True)


def waits_for(command: str, room: str, sender: str, event: EventDetail, now: datetime) -> PendingView:
    """Return what makes an answer to a draft reach it."""
    return PendingView(command, room, sender, KIND, now, {"nummer": event.card.ref}, now + ANSWERABLE)


async def _keep(net: Network, context: Context, draft: Draft, written: DraftText) -> Draft:
    event = draft.event
    text = await text_of(net, event, written)
    async with net.audit.recording(context.sender, "bericht", event.card.ref, context.now):
        await net.summaries.keep_draft(event.card.ref, written, text, context.sender, context.now)
    return await draft_of(net, event)


def shown(draft: Draft) -> dict[str, object]:
    """Return what templates show of a draft."""
    state = draft.state
    return {
        "karte": draft.event.card,
        "teile": draft.parts,
        "notizen": draft.has_notes,
        "status": state.status if state is not None else "Entwurf",
        "gleich": draft.is_published,
        "fassungen": state.versions if state is not None else 0,
    }


async def _is_correction(net: Network, context: Context, happening: Answer) -> bool:
    if context.role is not Role.ORGANISER:
        return False
    waits = await net.waiting.get(happening.command, KIND)
    return waits is not None and waits.is_open(context.now)


async def _answered_with(context: Context, happening: Answer) -> str | None:
    return await _read(context, mode_of(even(happening.text))[0])


@listener(Answer, _is_correction, reads_message=True, prepare=_answered_with)
async def correct(net: Network, context: Context, happening: Answer, *, prepared: str | None) -> Reply | None:
    """Change a draft by an answer to it."""
    waits = await net.waiting.get(happening.command, KIND)
    if waits is None:
        return None
    event = await net.events.detail(str(waits.data["nummer"]))
    if event is None:
        return None
    mode, text = mode_of(even(happening.text))
    if mode in {"datei", "neu"} and text:  # a sentence that begins with such a word
        mode, text = "", happening.text.strip()
    if mode == "ergaenzen" and context.original:
        raise NotUnderstoodError(
            "Das ist schon ergänzt. Soll es anders lauten, antworten Sie zum Beispiel „Ergänzungen: Fotos folgen“."
        )
    return await work(net, context, event, mode, text, prepared)
