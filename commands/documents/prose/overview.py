"""The overview below a conference report: "Sektion I: Wege", below it "A B (Stadt X): Titel des Vortrags"."""

import re

from commands.documents.prose.layout import Part
from commands.documents.prose.names import name_at
from commands.documents.prose.people import parse_people
from commands.documents.prose.session import Found, default_role, item_kind
from commands.documents.prose.session_heads import HEAD
from commands.documents.prose.vocabulary import UPPER

FEWEST = 3  # talks that make an overview
LONGEST = 260  # characters of a line of it
_TALK = re.compile(
    rf"(?P<who>[{UPPER}][^:„“\"()]{{4,60}}\([^()]{{3,80}}\)[^:„“\"]{{0,120}}):\s+(?P<title>[{UPPER}\d„“\"»].{{4,}})"
)
_KIND = re.compile(
    r"(?P<kind>Begrüßung(?:\sund\sEinführung)?|Einführung|Eröffnung|Einleitung|Grußworte?|Kommentar|Schlusswort|"
    r"Resümee|Fazit|Zusammenfassung|"
    r"(?:Abschluss|Schluss|Podiums|Plenums)diskussion|Diskussion|(?:Abend|Eröffnungs|Abschluss|Fest)vortrag|Keynote)"
    rf"(?:\s?:\s+(?P<who>[{UPPER}].{{4,}}))?"
)
_SECTION = re.compile(r"(?:Sektion|Panel|Block|Themenblock|Teil|Session|Modul)\b")


def overview_talks(parts: list[Part]) -> list[Found]:
    """Return the talks of a conference report's overview; the sections that they stand in are none."""
    best: list[Part] = []
    now: list[Part] = []
    for part in parts:
        text = part.text.strip()
        if part.used or part.kind == "debris" or (now and _is_role(part)):
            now += [part] if now and not part.used and part.kind != "debris" else []
        elif len(text) <= LONGEST and (_is_talk(text) or _KIND.fullmatch(text) or _is_section(text)):
            now.append(part)
        else:
            now = []
        if _count(now) > _count(best):
            best = list(now)
    best = _with_end(best, parts)
    if _count(best) < FEWEST or not any(_is_section(part.text.strip()) for part in best):
        return []
    found: list[Found] = []
    for part in best:
        part.used = True
        session = _session(part)
        if session is not None:
            found.append(session)
        elif found and _is_role(part):
            found[-1].people += parse_people(part.value, (part.field or "").split("/", maxsplit=1)[0])
    return found


def _with_end(block: list[Part], parts: list[Part]) -> list[Part]:
    """Return the lines of an overview with what closes it behind the last talk: "Abschlussdiskussion"."""
    rest = parts[parts.index(block[-1]) + 1 :] if block else []
    for part in rest:
        if part.used or part.kind == "debris" or not (_KIND.fullmatch(part.text.strip()) or _is_role(part)):
            break
        block = [*block, part]
    return block


def _session(part: Part) -> Found | None:
    text = part.text.strip()
    kind = _KIND.fullmatch(text)
    if kind is not None:
        session = Found(kind["kind"], kind=item_kind(kind["kind"]) or kind["kind"], place=part.number)
        session.people += parse_people(kind["who"] or "", default_role(session.kind))
        return session
    talk = _TALK.fullmatch(text)
    if talk is None or _is_section(text):
        return None
    people = list(parse_people(talk["who"], "Vortrag"))
    return Found(talk["title"].strip(' „“”"»«'), kind="Vortrag", people=people, place=part.number)


def _is_talk(text: str) -> bool:
    match = _TALK.fullmatch(text)
    return match is not None and name_at(match["who"]) is not None


def _is_section(text: str) -> bool:
    return HEAD.match(text) is not None and _SECTION.match(text) is not None


def _is_role(part: Part) -> bool:
    return part.kind == "role" and _KIND.fullmatch(part.text.strip()) is None


def _count(block: list[Part]) -> int:
    return sum(_is_talk(part.text.strip()) for part in block)
