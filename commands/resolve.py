"""From what a person wrote to the one thing that is meant, or a list to choose from."""

from collections.abc import Sequence
from dataclasses import replace

from commands.arguments import RefValue
from commands.errors import NotFoundError
from storage.network import Network
from storage.views import Candidate

KIND_OF = {"W": ("event", "session"), "L": ("solution",), "A": ("action",), "E": ("insight",)}
NAMES = {
    "event": "eine Veranstaltung",
    "session": "ein Programmpunkt",
    "solution": "eine Musterlösung",
    "action": "eine Maßnahme",
    "insight": "eine Erkenntnis",
}
COMMAND_FOR = {"event": "workshop", "session": "workshop", "solution": "loesung", "action": "massnahmen"}
CLEARLY_BETTER = 1.3  # times the score of the next
FAR_BETTER = 1.6  # times the score of the event a session belongs to


class ChoiceNeeded(Exception):  # noqa: N818  # not a fault: a question back
    """Several things fit equally well."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        super().__init__(len(candidates))
        self.candidates = tuple(candidates)


async def resolve(net: Network, ref: RefValue, kinds: tuple[str, ...], example: str) -> Candidate:
    """Return the one thing that is meant.

    Raises :class:`ChoiceNeeded` where several fit equally well, :class:`NotFoundError` where none does.
    """
    if ref.number is not None and ref.letter is not None:
        return await _by_number(net, ref, kinds, example)
    if ref.label is not None and ref.words:
        return await _by_label(net, ref, kinds, example)
    found = await net.refs.by_words(ref.words or "", kinds=kinds)
    if not found:
        raise NotFoundError(f"Zu „{ref.text}“ ist nichts gespeichert.", example)
    return _best(found)


def _best(found: list[Candidate]) -> Candidate:
    if len(found) == 1 or found[0].score >= CLEARLY_BETTER * found[1].score:
        return found[0]
    exact = [one for one in found if one.score >= 1.0]
    if len(exact) == 1:
        return exact[0]
    whole = _whole(found)
    if whole is not None:
        return whole
    raise ChoiceNeeded(exact or found)


def _whole(found: list[Candidate]) -> Candidate | None:
    """Return the event where everything found is that event and its sessions, and no session fits far better."""
    events = [one for one in found if one.kind == "event"]
    if len(events) != 1 or found[0].score > FAR_BETTER * events[0].score:
        return None
    others = [one for one in found if one.kind != "event"]
    return events[0] if all(one.ref.startswith(f"{events[0].ref}.") for one in others) else None


async def _by_number(net: Network, ref: RefValue, kinds: tuple[str, ...], example: str) -> Candidate:
    assert ref.letter is not None
    assert ref.number is not None
    if ref.letter not in KIND_OF:
        raise NotFoundError(f"{ref.text} gibt es nicht.", example)
    found = await net.refs.find(ref.letter, ref.number, ref.label)
    if not found:
        if ref.label and await net.refs.find(ref.letter, ref.number):
            raise NotFoundError(
                f"Einen Programmpunkt „{ref.label}“ gibt es in W{ref.number} nicht.", f"programm W{ref.number}"
            )
        raise NotFoundError(f"{ref.text} gibt es nicht.", example)
    if found[0].kind not in kinds:
        if found[0].kind == "session" and "event" in kinds:
            (event,) = await net.refs.find("W", ref.number)
            return replace(event, score=1.0)
        other = COMMAND_FOR.get(found[0].kind)
        raise NotFoundError(
            f"{found[0].ref} ist {NAMES[found[0].kind]}.", f"{other} {found[0].ref}" if other else None
        )
    if len(found) > 1:
        raise ChoiceNeeded(found)
    return found[0]


async def _by_label(net: Network, ref: RefValue, kinds: tuple[str, ...], example: str) -> Candidate:
    """Find a session by its label in the event that the words name."""
    events = await net.refs.by_words(ref.words or "", kinds=("event",), limit=4)
    found: list[Candidate] = []
    for event in events:
        found += await net.refs.find("W", int(event.ref[1:]), ref.label)
        if found:
            break
    if found and "session" in kinds:
        if len(found) > 1:
            raise ChoiceNeeded(found)
        return found[0]
    everything = await net.refs.by_words(f"{ref.label} {ref.words}", kinds=kinds)
    if not everything:
        raise NotFoundError(f"Zu „{ref.label} {ref.words}“ ist nichts gespeichert.", example)
    return _best(everything)
