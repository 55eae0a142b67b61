"""From what a person wrote to the one thing that is meant, or a list to choose from."""

from collections.abc import Sequence
from dataclasses import replace

from commands.errors import NotFoundError
from commands.references import RefValue
from commands.words import fold, quote
from storage.network import Network
from storage.views import Candidate

EVENT_KINDS = ("event", "session")
COMMAND_FOR_LETTER = {"W": "workshop", "L": "loesung", "A": "massnahmen"}
COMMAND_FOR_KIND = {"event": "workshop", "session": "workshop", "solution": "loesung", "action": "massnahmen"}
NAMES = {
    "event": "eine Veranstaltung",
    "session": "ein Programmpunkt",
    "solution": "eine Musterlösung",
    "action": "eine Maßnahme",
    "insight": "eine Erkenntnis",
}
WEEKDAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
CLEARLY_BETTER = 1.3  # times the score of the next
CLEARLY_NAMED = 0.8  # score from which words name an event so well that no other is thought of
WELL_NAMED = 0.5  # score from which words name an event well enough to look for a label in it
SESSIONS_TRIED = 20  # that a label alone may name
EVENTS_TRIED = 4  # that words may name, when a label in one of them is asked for


class ChoiceNeeded(Exception):  # noqa: N818  # not a fault: a question back
    """Several things fit equally well."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        super().__init__(len(candidates))
        self.candidates = tuple(candidates)


def not_there(ref: RefValue, example: str) -> NotFoundError:
    """Return the error for a reference that leads nowhere."""
    if ref.number is None:
        return NotFoundError(f"Zu „{ref.text}“ habe ich nichts gefunden.", example)
    return NotFoundError(f"Die Nummer {ref.text} gibt es nicht.", example)


async def resolve(net: Network, ref: RefValue, kinds: tuple[str, ...], example: str) -> Candidate:
    """Return the one thing that is meant.

    Raises :class:`ChoiceNeeded` where several fit equally well, :class:`NotFoundError` where none does.
    """
    if ref.number is not None:
        return await _by_number(net, ref, kinds, example)
    if ref.label and "session" in kinds:
        sessions = await _by_label(net, ref)
        if sessions:
            return _only(sessions)
    words = " ".join(part for part in (ref.label, ref.words) if part)
    found = await net.refs.by_words(words, kinds=kinds)
    if not found:
        raise not_there(ref, example)
    return _best(found)


async def named_event(net: Network, words: str) -> str | None:
    """Return the number of the one event that words name clearly, else ``None``."""
    events = await net.refs.by_words(words, kinds=("event",))
    if not events or events[0].score < CLEARLY_NAMED:
        return None
    try:
        return _best(events).ref
    except ChoiceNeeded:
        return None


async def resolve_event(net: Network, ref: RefValue, example: str) -> str:
    """Return the number of the event that is meant, also by one of its sessions."""
    if ref.number is not None:
        found = await resolve(net, replace(ref, label=None), EVENT_KINDS, example)
    else:
        events = await net.refs.by_words(ref.words, kinds=("event",)) if ref.words else []
        found = _best(events) if events else await resolve(net, ref, EVENT_KINDS, example)
    return found.ref.partition(".")[0]


def _only(found: Sequence[Candidate]) -> Candidate:
    if len(found) > 1:
        raise ChoiceNeeded(found)
    return found[0]


def _best(found: Sequence[Candidate]) -> Candidate:
    """Return the first if it is clearly the best, an event rather than its own sessions."""
    exact = [one for one in found if one.score >= 1.0]
    rivals = exact or [one for one in found if one.score * CLEARLY_BETTER > found[0].score]
    events = {one.ref for one in rivals if one.kind == "event"}
    return _only([one for one in rivals if one.ref.partition(".")[0] not in events or one.ref in events])


async def _by_number(net: Network, ref: RefValue, kinds: tuple[str, ...], example: str) -> Candidate:
    assert ref.letter is not None
    assert ref.number is not None
    found = await net.refs.find(ref.letter, ref.number, ref.label)
    if not found and ref.label and (whole := await net.refs.find(ref.letter, ref.number)):
        if whole[0].kind == "event":
            raise NotFoundError(
                f"Einen Programmpunkt „{quote(ref.label, 30)}“ gibt es in {whole[0].ref} nicht.",
                f"programm {whole[0].ref}",
            )
        found = whole
    if not found:
        raise not_there(ref, example)
    if found[0].kind in kinds:
        return _only(found)
    if found[0].kind == "insight":
        raise NotFoundError(f"{found[0].ref} ist eine Erkenntnis: {quote(found[0].title, 400)}", example)
    raise NotFoundError(
        f"{found[0].ref} ist {NAMES[found[0].kind]}.", f"{COMMAND_FOR_KIND[found[0].kind]} {found[0].ref}"
    )


async def _by_label(net: Network, ref: RefValue) -> list[Candidate]:
    """Return the sessions with a label ("Workshop B"), in the events that words name equally well if there are any."""
    if not ref.words:
        sessions = await net.refs.by_words(ref.label or "", kinds=("session",), limit=SESSIONS_TRIED)
        return [one for one in sessions if _last_word(one.subtitle) == _last_word(ref.label)]
    events = await net.refs.by_words(ref.words or "", kinds=("event",), limit=EVENTS_TRIED)
    found: list[Candidate] = []
    for event in events:
        if found and event.score * CLEARLY_BETTER <= events[0].score:
            break
        if event.score >= WELL_NAMED:
            found += await net.refs.find("W", int(event.ref[1:]), ref.label)
    return _on_named_day(found, ref.words or "")


def _last_word(label: str | None) -> str:
    return fold(label).split()[-1] if label and label.strip() else ""


def _on_named_day(found: list[Candidate], words: str) -> list[Candidate]:
    """Return those on a weekday that the words name, all of them where none is named."""
    days = {WEEKDAYS.index(word) for word in fold(words).split() if word in WEEKDAYS}
    return [one for one in found if one.when and one.when.start and one.when.start.weekday() in days] or found
