"""The draft of a summary: what the store knows of an event, with what organisers wrote in its place."""

from dataclasses import dataclass, replace

from commands.errors import NotUnderstoodError
from commands.summary_text import (
    BEFORE,
    DECISIONS,
    FACTS,
    HEADINGS,
    INSIGHTS,
    MORE,
    OVERVIEW,
    QUESTIONS,
    SOLUTIONS,
    STEPS,
    Part,
    join,
    misspelt_heading,
    parts_of,
    split,
    with_parts,
)
from commands.words import quote
from storage.network import Network
from storage.summaries import DraftText, SummaryState
from storage.views import EventDetail
from templates.plain import plain

LONGEST = 16_000  # characters of a summary: with its HTML, encrypted, it must fit into one event of 64 KiB
LEAST = 200  # characters from which a text without headings is taken for a whole summary
_MACROS = {
    FACTS: "eckdaten",
    OVERVIEW: "ueberblick",
    "Programm": "programm",
    DECISIONS: "beschluesse",
    STEPS: "schritte",
    INSIGHTS: "erkenntnisse",
    SOLUTIONS: "musterloesungen",
    QUESTIONS: "fragen",
    "Links": "links",
    BEFORE: "vorher",
}
EXAMPLE = "bericht W9 Erkenntnisse: Der Anfang muss klein sein"


@dataclass(frozen=True, slots=True)
class Draft:
    """A summary as it stands. ``has_notes``: whether anything was noted at the event."""

    event: EventDetail
    state: SummaryState | None
    text: str
    has_notes: bool

    @property
    def parts(self) -> tuple[Part, ...]:
        """The text in parts."""
        return parts_of(self.text)

    @property
    def is_published(self) -> bool:
        """Whether this very text is published."""
        return self.state is not None and self.state.status == "veröffentlicht" and self.state.text == self.text


async def made_of_notes(net: Network, event: EventDetail) -> dict[str, str]:
    """Return the parts that the store gives, each possibly empty."""
    earlier = await net.summaries.earlier(event.card.ref)
    unfinished = [one for card in earlier for one in (await net.actions.list(event_ref=card.ref, limit=20)).items]
    data = {
        "veranstaltung": event,
        "angemeldet": await net.summaries.registered(event.card.ref),
        "davor": earlier[0] if earlier else None,
        "davor_offen": unfinished,
    }
    return {name: plain("entwurf", macro, **data) for name, macro in _MACROS.items()}


async def draft_of(net: Network, event: EventDetail) -> Draft:
    """Return the draft of an event's summary."""
    state = await net.summaries.get(event.card.ref)
    written = state.draft if state is not None else DraftText()
    has_notes = bool(event.insights or event.decisions or event.actions or event.questions)
    return Draft(event, state, await text_of(net, event, written), has_notes)


async def text_of(net: Network, event: EventDetail, written: DraftText) -> str:
    """Return the whole text for what organisers wrote."""
    if written.whole is not None:
        text = written.whole
    else:
        made = await made_of_notes(net, event)
        text = join(Part(name, written.parts.get(name, made.get(name, ""))) for name in HEADINGS if name != MORE)
    if written.more:
        text = with_parts(text, {MORE: "\n\n".join(written.more)}, add=True)
    return text


async def changed(net: Network, draft: Draft, text: str, mode: str) -> DraftText:
    """Return what organisers wrote, with a text that replaces (``mode`` "ersetzen"), adds ("ergaenzen") or corrects.

    Raises :class:`NotUnderstoodError` for a short text that names no part, and for one that is too long.
    """
    written = draft.state.draft if draft.state is not None else DraftText()
    before, parts = split(text)
    if mode == "ersetzen":
        written = DraftText(whole=text)
    elif mode == "ergaenzen":
        written = await _added(net, draft, written, before, parts)
    elif parts:
        written = _corrected(written, ({OVERVIEW: before} if before else {}) | parts)
    elif len(text) >= LEAST or "\n\n" in text:
        written = DraftText(whole=text)
    elif (misspelt := misspelt_heading(text.split("\n", 1)[0])) is not None:
        word, name = misspelt
        raise NotUnderstoodError(f"Einen Teil „{quote(word, 30)}“ gibt es nicht. Meinten Sie „{name}“?", EXAMPLE)
    else:
        raise NotUnderstoodError(
            "Welcher Teil soll so lauten? Nennen Sie ihn vor einem Doppelpunkt "
            f"({', '.join(name for name in HEADINGS if name not in {FACTS, BEFORE})}), "
            "oder schreiben Sie „ergänzen“ oder „ersetzen“ davor.",
            EXAMPLE,
        )
    if len(await text_of(net, draft.event, written)) > LONGEST:
        raise NotUnderstoodError(f"Eine Zusammenfassung hat höchstens {LONGEST} Zeichen.", EXAMPLE)
    return written


def _corrected(written: DraftText, parts: dict[str, str]) -> DraftText:
    if written.whole is not None:
        return replace(written, whole=with_parts(written.whole, parts))
    more = () if MORE in parts else written.more
    if parts.get(MORE):
        more = (parts[MORE],)
    kept = {name: body for name, body in parts.items() if name != MORE}
    return replace(written, parts={**written.parts, **kept}, more=more)


async def _added(net: Network, draft: Draft, written: DraftText, before: str, parts: dict[str, str]) -> DraftText:
    if before:
        written = replace(written, more=(*written.more, before))
    if not parts:
        return written
    if written.whole is not None:
        return replace(written, whole=with_parts(written.whole, parts, add=True))
    made = await made_of_notes(net, draft.event)
    for name, body in parts.items():
        if name == MORE:
            written = replace(written, more=(*written.more, body))
            continue
        known = written.parts.get(name, made.get(name, ""))
        item = body if body.startswith("- ") or not known.startswith("- ") else f"- {body}"
        written = replace(written, parts={**written.parts, name: f"{known}\n{item}".strip()})
    return written
