"""Sessions that say what they are and when before their title: "Vortrag: 5. November, 11.00 – 12.30 Uhr"."""

import re
from dataclasses import dataclass

from commands.documents.prose.layout import Part
from commands.documents.prose.moments import Moment, Times, find_moments, find_times
from commands.documents.prose.rooms import ROOM
from commands.documents.prose.vocabulary import UPPER

DAY_NEAR = 20  # characters from what a session is to its day
FEWEST = 2  # such lines in a document; one alone says when the event is
_KIND_WHEN = re.compile(
    rf"(?P<kind>(?:Impuls|Fach|Kurz|Praxis|Gast|Haupt|Eröffnungs|Fest|Abschluss|Online-)?[Vv]ortrag|Impuls|Keynote|Input|"
    rf"(?:[{UPPER}][\w-]*)?[Ww]orkshop|Panel|Podium|Podiumsdiskussion|Podiumsgespräch|Diskussion|Gesprächsrunde|Lesung|"
    rf"Film(?:vorführung|abend)?|Führung|Stadtführung|Rundgang|Exkursion|Seminar|Webinar|Kurs|Konzert|Ausstellungseröffnung)"
    rf"\s?[:,–|-]\s?(?P<rest>(?:(?:am|ab|um|von)\s)?(?:(?:Mo|Di|Mi|Do|Fr|Sa|So)[a-z]*\.?,?\s)?(?:den\s)?\d.*)",
    re.DOTALL,
)
_CALLED_OFF = re.compile(r"(?:entfällt|fällt aus|abgesagt|ausgefallen|ausgebucht)\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TimedKind:
    """What a line says of a session: kind, day if it has one of its own, hours, what stands behind them."""

    kind: str
    day: Moment | None
    times: Times
    rest: str


def timed_kind(part: Part, parts: list[Part]) -> TimedKind | None:
    """Read such a line, where the document has several; their titles stand behind or below them."""
    one = _read(part)
    if one is None:
        return None
    every = [other for other in map(_read, parts) if other is not None]
    return one if len({(other.kind, other.day and other.day.text, other.times) for other in every}) >= FEWEST else None


def timed_kinds(parts: list[Part]) -> list[TimedKind]:
    """Return all such lines of a document."""
    found = [one for one in map(_read, parts) if one is not None]
    return found if len(found) >= FEWEST else []


def without_hours(rest: str) -> tuple[str, Times | None]:
    """Take hours and rooms off what stands behind a label; "entfällt" leaves nothing."""
    if _CALLED_OFF.fullmatch(rest):
        return "", None
    pieces = [piece.strip() for piece in re.split(r"\s\|\s|\t", rest)]
    first = next(find_times(pieces[0]), None) if pieces else None
    if first is None or first.start > 0 or pieces[0][first.stop :].strip(" Uhr,") != "":
        return rest, None
    return " ".join(piece for piece in pieces[1:] if not ROOM.fullmatch(piece)), first


def _read(part: Part) -> TimedKind | None:
    text = part.text.strip()
    match = _KIND_WHEN.fullmatch(text) if not part.line.item and part.kind not in {"debris", "field"} else None
    if match is None or part.line.cells:
        return None
    rest = match["rest"]
    moment = next((one for one in find_moments(rest) if one.day is not None and one.start < DAY_NEAR), None)
    times = moment.times if moment is not None else next(find_times(rest), None)
    if times is None or (moment is None and times.start > DAY_NEAR):
        return None
    behind = re.sub(r"^\s*(?:Uhr)?[\s,:|–-]*", "", rest[max(moment.stop if moment is not None else 0, times.stop) :])
    if behind and not re.match(rf"[{UPPER}\d„“\"»]", behind):
        return None
    return TimedKind(match["kind"], moment, times, behind)
