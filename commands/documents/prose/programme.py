"""The programme: labelled sessions under headings, agendas with times, and sessions that sentences tell of."""

import re

from commands.documents.prose.layout import Part
from commands.documents.prose.moments import Moment, Times, find_moments, find_times
from commands.documents.prose.names import name_at
from commands.documents.prose.organisations import looks_like_organisation
from commands.documents.prose.people import affiliated, parse_people, role_line
from commands.documents.prose.session import (
    QUOTED,
    Found,
    add_rest,
    default_role,
    item_kind,
    name_line,
    title_and_people,
)
from commands.documents.prose.vocabulary import KINDS, OFFICES
from commands.documents.prose.when import is_day_heading

_KIND = "|".join(sorted((re.escape(kind) for kind in KINDS), key=len, reverse=True))
_HEAD = re.compile(
    rf"^(?:(?:Zusammenfassung|Bericht|Ergebnisse?|Dokumentation|Protokoll|Rückblick|Paralleler|Themen)(?: "
    rf"aus| zu| von| der| des)?\s+)?"
    rf"(?P<label>(?P<kind>{_KIND})\s*(?:Nr\.\s*|#)?(?P<number>\d{{1,2}}(?:\.\d|[a-z])?|[A-H]|[IVX]{{1,4}}))(?![\w-])"
    rf"(?:\s*\((?P<note>[^()]*)\))?(?P<rest>\s*[:.–—|-]\s*.*|\s*[„\"»].*|\s*)$",
    re.DOTALL,
)
_ORDINAL = re.compile(rf"^(?P<number>\d{{1,2}})\.\s+(?P<kind>{_KIND})\s*[:–—-]\s*(?P<rest>.+)$", re.DOTALL)
_KIND_TITLE = re.compile(
    r"^(?:[A-ZÄÖÜ][a-zäöüß]+e[rs]?\s+)?(?P<kind>Workshop|Impuls(?:vortrag|referat)?|Keynote|Vortrag|"
    r"Fachvortrag|Podiumsdiskussion|Podiumsgespräch|Paneldiskussion|Podium|Panel|"
    r"Exkursion|World ?Caf[eé]|Praxisbeispiel|Diskussion|Fishbowl|Input|Eröffnungsvortrag|"
    r"Abschlusspodium|Session|Fachforum|Begrüßung|Einführung|Grußwort)"
    r"\s*[:–]\s*(?P<rest>.+)$",
    re.DOTALL | re.IGNORECASE,
)
_SECTION = re.compile(
    r"^(?:Das|Die|Der|Im|In der|Beim|Bei der|Auf dem|Zum|Zu den|Bei den)\s+(?:[a-zäöü]+en\s+|"
    r"abschließende[nr]?\s+)?(?P<kind>Podium\w*|Panel\w*|Keynote|Exkursion\w*|Impulsvortrag|"
    r"Podiumsdiskussion)\b"
)
LABELLED_FROM = 2
MANY = 3  # items that make a list a programme


def find_sessions(parts: list[Part]) -> list[Found]:
    """Return the sessions in the order as printed, and mark the parts that they took."""
    found: list[Found] = []
    day: Moment | None = None
    current: Found | None = None
    agenda = _is_agenda(parts)
    number = 0
    while number < len(parts):
        part = parts[number]
        number += 1
        if part.kind == "debris":
            continue
        if part.kind != "field" and is_day_heading(part) and (part.number > 0 or part.kind != "heading"):
            day = find_moments(part.text)[0]
            current = None
            continue
        head = _heading(part, parts, number)
        if head is not None:
            session, taken = head
            number += taken
            session.day, session.place = day, part.number
            again = next(
                (one for one in found if session.label and one.label == session.label and _same_day(one.day, day)),
                None,
            )
            if again is not None:
                current = _again(again, session)
            else:
                found.append(session)
                current = session
            part.used = True
            continue
        if agenda:
            item = _agenda_item(part)
            if item is not None:
                item.day, item.place = day, part.number
                found.append(item)
                current = item
                part.used = True
                continue
        if current is not None:
            current = _continue(current, part, found, parts)
    return found or _listed(parts)


def _listed(parts: list[Part]) -> list[Found]:
    """Take the items under "Programm" as sessions where nothing else is printed as one."""
    found: list[Found] = []
    heading = False
    for part in parts:
        if part.kind == "item" and heading and len(part.text) < 140:
            session = Found("", kind=item_kind(part.text), place=part.number)
            title_and_people(session, part.text)
            found.append(session)
        elif part.kind != "debris":
            if len(found) >= MANY:
                break
            found = []
            heading = (
                re.fullmatch(r"(?:Das )?(?:Programm|Ablauf|Agenda|Tagesordnung|Programmablauf)\W*", part.text)
                is not None
            )
    if len(found) < MANY:
        return []
    for part in parts:
        part.used = part.used or any(one.place == part.number for one in found)
    return found


def _same_day(one: Moment | None, other: Moment | None) -> bool:
    return (one.month, one.day) == (other.month, other.day) if one is not None and other is not None else one is other


def _again(known: Found, again: Found) -> Found:
    """Take what a second mention of a session adds to the first."""
    if not known.title or known.title == known.label or (again.title and len(known.title) < 4):
        known.title = again.title or known.title
    known.people += again.people
    return known


def _heading(part: Part, parts: list[Part], following: int) -> tuple[Found, int] | None:
    """Read a labelled heading ("Fachforum 2: …"); the title may stand on the next line."""
    text = part.text.strip()
    if len(text) > 320:
        return None
    match = _HEAD.match(text) or _ORDINAL.match(text)
    if match is not None:
        rest = match["rest"].strip().lstrip(":.–—|- ").strip()
        groups = match.groupdict()
        label = groups.get("label") or f"{match['number']}. {match['kind']}"
        if match["kind"] in {"Tag", "Teil", "Raum", "Runde", "Gruppe", "Station", "Thema", "Block"} and not rest:
            return None
        return _labelled(label, _kind(match["kind"]), rest, parts, following)
    match = _KIND_TITLE.match(text)
    if match is not None and part.kind in {"heading", "text", "role"} and len(text) < 220:
        rest = match["rest"].strip()
        first = name_at(rest)
        if (
            first is None
            and (QUOTED.match(rest) or part.kind == "heading")
            and not parse_people(rest, "x", firms=True)
        ):
            session = Found("", kind=_kind(match["kind"]))
            title_and_people(session, rest)
            return session, 0
    return None


def is_session_heading(text: str) -> bool:
    """Tell whether a line heads a labelled session."""
    return _HEAD.match(text.strip()) is not None or _ORDINAL.match(text.strip()) is not None


def _labelled(label: str, kind: str | None, rest: str, parts: list[Part], following: int) -> tuple[Found, int] | None:
    session = Found("", re.sub(r"\s+", " ", label), kind)
    taken = 0
    if rest:
        title_and_people(session, rest)
        return session, 0
    after = parts[following] if following < len(parts) else None
    if (
        (
            after is not None
            and after.kind in {"heading", "text", "item"}
            and len(after.text) < 260
            and role_line(after.text) is None
        )
        and not re.search(r"[a-zäöü]\.$", after.text)
        and name_at(after.text) is None
    ):
        title_and_people(session, after.text)
        after.used = True
        taken = 1
    if not session.title:
        session.title = session.label or ""
    return session, taken


def _kind(word: str) -> str:
    return {"TOP": "Tagesordnungspunkt", "WS": "Workshop", "AG": "Arbeitsgruppe", "Tag": "Tag"}.get(word, word)


def _is_agenda(parts: list[Part]) -> bool:
    return sum(_agenda_times(part) is not None for part in parts) >= LABELLED_FROM


def _agenda_times(part: Part) -> Times | None:
    if part.kind == "debris":
        return None
    text = part.line.cells[0] if part.line.cells else part.text
    match = re.match(r"\s*(?:ab|ca\.|gegen|um|von)?\s*", text)
    start = match.end() if match else 0
    times = next(find_times(text[start:]), None)
    if times is None or times.start > 0 or len(part.text) > 600:
        return None
    if part.field in {"date", "time", "begin", "end"}:
        return None
    rest = (" ".join(part.line.cells[1:]) if part.line.cells else text[start + times.stop :]).strip(" :|–-\t")
    if not rest or re.match(r"(?:Uhr\s*)?(?:in|im)\s", rest) or re.match(r"[a-zäöü]+\s[a-zäöü]+\s.*\.$", rest):
        return None
    return Times(times.begin, times.end, start + times.start, start + times.stop)


def _agenda_item(part: Part) -> Found | None:
    times = _agenda_times(part)
    if times is None:
        return None
    cells = part.line.cells
    text = "\n".join(cell for cell in cells[1:] if cell) if cells else part.text[times.stop :]
    text = re.sub(r"^\s*(?:Uhr)?\s*[:|–—-]?\s*", "", text)
    session = Found("", times=times, agenda=True)
    lines = [line for line in re.split(r"[\n\t]", text) if line.strip()]
    if not lines:
        return None
    head = _HEAD.match(lines[0].strip())
    kind = _KIND_TITLE.match(lines[0].strip())
    if head is not None and head["rest"].strip(" :.–-|"):
        session.label, session.kind = head["label"], _kind(head["kind"])
        title_and_people(session, "\n".join([head["rest"].strip().lstrip(":.–—|- "), *lines[1:]]))
    elif kind is not None:
        session.kind = item_kind(kind["kind"]) or kind["kind"]
        if name_at(kind["rest"]) is not None and name_at(kind["rest"]).sure:  # type: ignore[union-attr]
            session.title = kind["kind"]
            _title_and_people_after(session, "\n".join([kind["rest"], *lines[1:]]))
        else:
            title_and_people(session, "\n".join([kind["rest"], *lines[1:]]))
    else:
        session.kind = item_kind(lines[0])
        title_and_people(session, "\n".join(lines))
        session.kind = item_kind(session.title) or session.kind
    return session if session.title else None


def _title_and_people_after(session: Found, text: str) -> None:
    """Read "Impuls: Max Muster, Stadt X: Titel" where the people come first."""
    first = text.split("\n", 1)[0]
    quoted = QUOTED.search(first)
    if quoted is not None and len(quoted["title"]) > 10:
        session.title = quoted["title"].strip()
        text = text.replace(quoted[0], " ")
    for line in text.split("\n"):
        if line.strip():
            add_rest(session, line.strip(" ,–-:"))


def _continue(current: Found, part: Part, found: list[Found], parts: list[Part]) -> Found | None:  # noqa: C901, PLR0912  # one branch for each form
    """Give a line to the session above it, or end that session."""
    text = part.text.strip()
    if part.kind == "role" and part.field is not None:
        people = parse_people(part.value, part.field.split("/", maxsplit=1)[0], firms=True)
        if people:
            current.people += people
            part.used = True
            return current
    if part.kind == "field" and part.field in {"place", "time", "begin"}:
        if part.field == "place":
            current.room = part.value[:200]
        elif current.times is None:
            current.times = next(find_times(part.value), None)
        part.used = True
        return current
    if name_line(text) and not current.body:
        people = parse_people(text, default_role(current.kind))
        if people:
            current.people += people
            part.used = True
            return current
    if part.kind == "heading" and not current.agenda:
        if part.line.level and part.line.level <= _level_of(current, parts):
            return None
        section = _section(part, parts)
        if section is not None:
            section.day, section.place = current.day, part.number
            found.append(section)
            part.used = True
            return section
        return current if _belongs(part, parts) else None
    if current.agenda and (
        (part.line.gap and len(text) > 220)
        or (part.kind == "heading" and len(text) > 12 and part.line.gap and not name_line(text))
    ):
        return None
    if current.agenda and name_line(text):
        people = parse_people(text, default_role(current.kind))
        if people:
            current.people += people
            part.used = True
            return current
    if _says_who(current, part, parts):
        current.people[-1] = affiliated(current.people[-1], text)
        part.used = True
        return current
    if part.kind in {"text", "item", "heading", "role"}:
        current.body.append(text)
        part.used = True
    return current


def _says_who(current: Found, part: Part, parts: list[Part]) -> bool:
    """Tell whether a line is the office or house of the person on the line before it."""
    last = current.people[-1] if current.people else None
    if last is None or last.office or last.organisation or last.is_organisation or len(part.text) > 120:
        return False
    before = next((one for one in reversed(parts) if one.number < part.number), None)
    if before is None or not name_line(before.text):
        return False
    return OFFICES.search(part.text) is not None or looks_like_organisation(part.text)


def _level_of(current: Found, parts: list[Part]) -> int:
    return next((part.line.level for part in parts if part.number == current.place), 0)


def _belongs(part: Part, parts: list[Part]) -> bool:
    """Tell whether a heading inside a session's text heads a part of it: more labelled sessions follow."""
    later = [other for other in parts if other.number > part.number]
    return any(_HEAD.match(other.text.strip()) for other in later if other.kind != "debris" and len(other.text) < 320)


def _section(part: Part, parts: list[Part]) -> Found | None:
    """Read a heading whose text begins with what it is ("Das Podium am Nachmittag, mit …")."""
    body = next(
        (other for other in parts if other.number > part.number and other.kind != "debris" and len(other.text) > 80),
        None,
    )
    match = _SECTION.match(body.text.strip()) if body is not None and body.number - part.number < 5 else None
    if match is None:
        return None
    return Found(part.text.strip()[:300], kind=item_kind(match["kind"]) or match["kind"])
