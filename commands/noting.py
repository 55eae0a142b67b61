"""Notes of a workshop as commands: insight, decision, question, action item, link, Musterlösung shown."""

import re
from collections.abc import Iterable

from commands.declare import NOTES, command
from commands.duties import read_task
from commands.errors import NotFoundError, NotUnderstoodError
from commands.free_text import even, leading_reference
from commands.port import Context, Reply
from commands.protocol import spot_of
from commands.references import read_reference
from commands.resolve import resolve
from commands.texts import Text
from commands.words import fold, quote
from storage.network import Network
from storage.noting import Change, Content, Letter
from storage.protocols import Spot
from storage.when import Precision, When
from templates.filters import when as when_words

LONGEST = 2_000  # characters of a note
_URL = re.compile(r"https?://[^\s<>\"]{4,1000}")
_SOLUTION = re.compile(r"[lL]\s?(\d{1,9})\b[\s,.:;–-]*(.*)", re.DOTALL)
PREFIX = "notiert, "
LINK, SHOWN = "Link", "Musterlösung"


def acknowledged(change: Change, remark: str = "") -> Reply:
    """Answer by a reaction in words; what was said of the message before and is not true any more is taken back."""
    words = f"{PREFIX}{change.ref}{remark}"
    stale = (*change.gone, *(() if change.is_new else (change.ref,)))
    return Reply("notiert", {"worte": words}, reaction=words, takes_back=withdrawn(stale), silent=True)


def withdrawn(refs: Iterable[str]) -> tuple[str, ...]:
    """Return the reactions that are not true any more."""
    return tuple(f"{PREFIX}{ref}" for ref in refs)


async def place_of(net: Network, context: Context, words: str, example: str) -> tuple[Spot, str]:
    """Return what a note belongs to, and its text: a number in front, else what runs here."""
    words = even(words)
    if not words:
        raise NotUnderstoodError("Bitte schreiben Sie dahinter, was ich notieren soll.", example)
    ref, text = leading_reference(words)
    if ref is not None:
        if not text:
            raise NotUnderstoodError("Bitte schreiben Sie dahinter, was ich notieren soll.", example)
        return await spot_of(net, ref, example), text
    if context.original and (known := await net.noting.of(context.origin)):
        # an edit belongs where the note does: it may come later, and does not say from which thread
        spot = await net.protocols.spot_at(known[0].event_id, known[0].session_id)
        if spot is not None:
            return spot, words
    running = await net.protocols.running(context.room, context.thread, context.moment)
    if running is None:
        raise NotFoundError("Hier läuft kein Protokoll. Nennen Sie bitte zuerst die Veranstaltung.", example)
    return running.spot, words


def checked(text: str) -> str:
    """Return the text of a note. Raises :class:`NotUnderstoodError` if it is too long or says nothing."""
    if not any(sign.isalnum() for sign in text):
        raise NotUnderstoodError("Bitte schreiben Sie dahinter, was ich notieren soll.")
    if len(text) > LONGEST:
        raise NotUnderstoodError(f"Eine Notiz hat höchstens {LONGEST} Zeichen. Bitte teilen Sie den Text auf.")
    return text


async def _typed(net: Network, context: Context, letter: Letter, words: str, example: str) -> Reply:
    spot, text = await place_of(net, context, words, example)
    return acknowledged(await noted(net, context, letter, spot, Content(checked(text))))


async def noted(net: Network, context: Context, letter: Letter, spot: Spot, content: Content) -> Change:
    """Keep a note that was typed, and in the audit log that it was."""
    async with net.audit.recording(context.sender, "notieren", spot.event_ref, context.now):
        return await net.noting.typed(letter, spot, content, context.origin)


@command(
    "erkenntnis",
    "erkenntnisse",
    "insight",
    "notiz",
    args=[Text("Text", optional=False)],
    help="Eine Erkenntnis zu einem Workshop notieren; läuft hier ein Protokoll, ohne Nummer",
    examples=["erkenntnis W9.B Der Anfang muss klein sein", "erkenntnis W9 Ein Treuhänder schafft Vertrauen"],
    topic=NOTES,
    changes=True,
    longest=LONGEST + 100,
)
async def insight(net: Network, context: Context, words: str) -> Reply:
    """Note an insight."""
    return await _typed(net, context, "E", words, "erkenntnis W9.B Der Anfang muss klein sein")


@command(
    "beschluss",
    "beschluesse",
    "decision",
    args=[Text("Text", optional=False)],
    help="Einen Beschluss zu einem Workshop notieren; läuft hier ein Protokoll, ohne Nummer",
    examples=["beschluss W9 Wir treffen uns alle sechs Wochen"],
    topic=NOTES,
    changes=True,
    longest=LONGEST + 100,
)
async def decision(net: Network, context: Context, words: str) -> Reply:
    """Note a decision."""
    return await _typed(net, context, "B", words, "beschluss W9 Wir treffen uns alle sechs Wochen")


@command(
    "frage",
    "fragen",
    "question",
    args=[Text("Text", optional=False)],
    help="Eine offene Frage zu einem Workshop notieren; läuft hier ein Protokoll, ohne Nummer",
    examples=["frage W9.B Wer trägt die Kosten im Betrieb?"],
    topic=NOTES,
    changes=True,
    longest=LONGEST + 100,
)
async def question(net: Network, context: Context, words: str) -> Reply:
    """Note an open question."""
    return await _typed(net, context, "F", words, "frage W9.B Wer trägt die Kosten im Betrieb?")


async def note_action(net: Network, context: Context, words: str) -> Reply:
    """Note an action item with who does it until when, and plan the notice for that day."""
    spot, text = await place_of(net, context, words, "massnahme W9 Vertrag prüfen @Stadt Soest bis Freitag")
    task = read_task(
        checked(text),
        context.now,
        people=context.people,
        sender=context.sender,
        sender_name=context.sender_name,
        zone=str(context.now.tzinfo),
    )
    change = await noted(net, context, "A", spot, Content(task.text, duty=task.duty))
    await net.actions.plan(change.ref, context.now, context.room)
    return acknowledged(change, understood(task.duty.due))


def understood(due: When | None) -> str:
    """Repeat a date as it was understood, for the acknowledgement."""
    if due is None or due.precision is Precision.OPEN:
        return ""
    return f", bis {when_words(due)}"


@command(
    "link",
    "verweis",
    args=[Text("Adresse und Titel", optional=False)],
    help="Einen Link zu einem Workshop notieren; läuft hier ein Protokoll, ohne Nummer",
    examples=["link W9 https://example.org/leitfaden Leitfaden Datenschutz"],
    topic=NOTES,
    changes=True,
)
async def link(net: Network, context: Context, words: str) -> Reply:
    """Note a link with its title."""
    example = "link W9 https://example.org/leitfaden Leitfaden Datenschutz"
    spot, text = await place_of(net, context, words, example)
    address = _URL.search(text)
    if address is None:
        raise NotUnderstoodError("Bitte nennen Sie eine Adresse, die mit https:// beginnt.", example)
    url = address[0].rstrip(".,;)")
    title = " ".join(f"{text[: address.start()]} {text[address.start() + len(url) :]}".split()).strip(" .,;:–-")
    content = Content(checked(f"{title}: {url}" if title else url), LINK)
    return acknowledged(await noted(net, context, "E", spot, content))


@command(
    "gezeigt",
    "vorgestellt",
    "shown",
    args=[Text("Nummer oder Titel der Musterlösung", optional=False)],
    help="Notieren, dass eine Musterlösung gezeigt wurde; eine, die ich nicht kenne, mit ihrem Titel",
    examples=["gezeigt W9.B L7", "gezeigt W9 Muster für eine Dienstanweisung"],
    topic=NOTES,
    changes=True,
    longest=LONGEST + 100,
)
async def shown(net: Network, context: Context, words: str) -> Reply:
    """Note that a Musterlösung was shown: a known one by number or exact title, another by its title."""
    example = "gezeigt W9.B L7"
    spot, text = await place_of(net, context, words, example)
    numbered = _SOLUTION.fullmatch(text)
    if numbered is not None:
        found = await resolve(net, read_reference(f"L{numbered[1]}", "L"), ("solution",), "loesungen")
        return acknowledged(await _shown(net, context, found.ref, spot))
    text = checked(text)
    known = await _known_solution(net, text)
    if known is not None:
        return acknowledged(await _shown(net, context, known, spot))
    return acknowledged(await noted(net, context, "E", spot, Content(text, SHOWN)))


async def _shown(net: Network, context: Context, solution: str, spot: Spot) -> Change:
    async with net.audit.recording(context.sender, "notieren", spot.event_ref, context.now):
        return await net.noting.shown(solution, spot, context.origin)


async def _known_solution(net: Network, title: str) -> str | None:
    """Return the one of exactly this title; another must not be taken for it."""
    found = await net.refs.by_words(quote(title, 200), kinds=("solution",), limit=5)
    same = [one.ref for one in found if fold(one.title) == fold(title.strip(" .,;"))]
    return same[0] if len(same) == 1 else None
