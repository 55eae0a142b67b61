"""Lines that head a session with what it is: "Fachforum 2: …", "Vortrag: „…“", its title there or on the next line."""

import re

from commands.documents.prose.agenda_rows import goes_on, unfinished
from commands.documents.prose.kind_lines import (
    coloured,
    given_by_name,
    named_kind,
    speaks_there,
    stands_alone,
    who_of,
)
from commands.documents.prose.label_lines import is_title_below, kind_apart, title_of
from commands.documents.prose.layout import Part
from commands.documents.prose.moments import find_moments, find_times
from commands.documents.prose.names import find_names, name_at
from commands.documents.prose.people import parse_people, role_line
from commands.documents.prose.rooms import ROOM
from commands.documents.prose.session import (
    GIVEN_BY,
    QUOTED,
    Found,
    default_role,
    item_kind,
    name_line,
    title_and_people,
)
from commands.documents.prose.session_heads import (
    HEAD,
    HEAD_BARE,
    KIND_LINE,
    KIND_QUOTED,
    KIND_TITLE,
    ORDINAL,
    is_label_menu,
    kind_of,
)
from commands.documents.prose.timed_kinds import timed_kind, without_hours
from commands.documents.prose.vocabulary import UPPER

LONGEST_REST = 80  # characters of the second line of a title
LONGEST_WHO = 160  # characters of a line that says who speaks
BARE_LENGTH = 120  # characters of a labelled line without a sign before its title
_TELLS = re.compile(
    r"[„“\"»][^„“”\"»«]{3,200}[“”\"«]\s(?:wurde|war|ist|wird|hatte|widmete|befasste|beschäftigte|behandelte|stand|"
    r"ging|bot|gab)\b"
)
_DATED = re.compile(r"(?P<title>[^()]{3,160}?)\s*\([^()]{6,60}\)")  # "Modul 2: Ideen sammeln (12. Mai 2023)"
_BY = re.compile(rf"\s?(?:\([^()]{{2,20}}\))?\s?[,(–|-]\s?(?:(?:Prof|Dr)\.\s?)*[{UPPER}]")  # "„Wege“ (ENG), A B"
_KIND_ALONE = re.compile(
    rf"(?P<kind>[{UPPER}]?\w*(?:[Vv]ortrag|[Ii]mpuls|[Ii]nput|[Rr]eferat|[Gg]espräch|[Dd]iskussion)|Key-?\s?[Nn]ote|Grußwort|"
    r"Begrüßung|Einführung|Eröffnung|Festrede|Lesung|Praxisbeispiel)\s?:"
)
_PARTS = frozenset({"Teil", "Raum", "Runde", "Gruppe", "Station", "Thema", "Block", "Themenblock"})
_PRICE = re.compile(r"€|â‚¬|\b(?:EUR|Euro|Frühbucher\w*)\b")  # "Workshop: 100 €" of a list of prices


def session_head(part: Part, parts: list[Part], following: int) -> tuple[Found, int] | None:
    """Read a labelled heading ("Fachforum 2: …"); the title may stand on the next line."""
    text = part.text.strip()
    if len(text) > 320 or is_label_menu(text, parts[following].text if following < len(parts) else ""):
        return None
    group = coloured(text)
    match = HEAD.match(text) or ORDINAL.match(text) or bare_head(part, parts)
    if group is None and match is not None:
        rest = match["rest"].strip().lstrip(":.–—|-)/ ").strip()
        if _TELLS.match(rest):
            return None  # "Forum 1 „Leerstand“ wurde von … moderiert": a sentence
        moments = find_moments(rest)
        dated = _DATED.fullmatch(rest)
        if dated is not None and len(moments) == 1 and moments[0].start >= dated.end("title"):
            session = Found("", match["number"], kind_of(match["kind"]), match["kind"])
            session.day, session.times = moments[0], moments[0].times
            return _labelled(session, dated["title"], parts, following)
        if moments and len(rest) - len(moments[0].text) < 20:
            return None  # "Forum 21: Mittwoch, den 11. November" only says when
        if match["kind"] in _PARTS and not rest:
            return None
        session = Found("", match["number"], kind_of(match["kind"]), match["kind"])
        note = match.groupdict().get("note") or ""
        session.times = next(find_times(note), None)
        if ROOM.fullmatch(rest):
            session.room, rest = rest, ""
        said = rest
        rest, times = without_hours(rest)
        session.times = session.times or times
        if not rest and said and times is None:
            return None  # it is called off
        led = role_line(note)
        if led is not None:
            session.people += parse_people(led[1], led[0].split("/", maxsplit=1)[0])
        return _labelled(session, rest, parts, following)
    return (group, 0) if group is not None else _kind_head(part, parts, following)


def _kind_head(part: Part, parts: list[Part], following: int) -> tuple[Found, int] | None:
    """Read a line that says what kind of session it heads, without a label: "Vortrag: „Wege ins Netz“"."""
    text = part.text.strip()
    above = _above_quotation(part, parts, following)
    if above is not None:
        return above, 1
    if (group := named_kind(part, parts) or given_by_name(part, parts)) is not None:
        return group, 0
    timed = timed_kind(part, parts)
    if timed is not None:
        session = Found("", kind=kind_of(timed.kind), day=timed.day, times=timed.times)
        labelled = _labelled(session, timed.rest, parts, following)
        return labelled if session.title else None
    line = KIND_LINE.fullmatch(text)
    if line is not None and speaks_there(line, part, parts, following):
        session = Found(line["title"].strip(), kind=item_kind(line["kind"]) or line["kind"])
        if line["who"]:
            session.people += parse_people(who_of(line), default_role(session.kind))
        return session, 0
    given = GIVEN_BY.fullmatch(text) if part.line.gap and not part.line.item else None
    if (
        given is not None
        and name_at(given["who"]) is not None
        and stands_alone(part, given["title"], parts, following)
    ):
        session = Found("", kind=item_kind(given["kind"]) or given["kind"])
        title_and_people(session, text)
        return session, 0
    match = KIND_TITLE.match(text)
    if match is not None and part.kind in {"heading", "text", "role"} and len(text) < 220 and not _PRICE.search(text):
        rest = match["rest"].strip()
        first = name_at(rest)
        if (
            first is None
            and (QUOTED.match(rest) or part.kind == "heading" or stands_alone(part, rest, parts, following))
            and not parse_people(rest, "x", firms=True)
        ):
            session = Found("", kind=kind_of(match["kind"]))
            title_and_people(session, rest)
            return session, 0
        quoted = QUOTED.match(rest)
        if quoted is not None and _BY.match(rest, quoted.end()):
            session = Found("", kind=kind_of(match["kind"]))
            title_and_people(session, rest)
            return (session, 0) if session.people else None
    return None


def bare_head(part: Part, parts: list[Part]) -> re.Match[str] | None:
    """Read "AG 1 Dorfbewegung" in a heading, or where the document has another of its kind."""
    match = HEAD_BARE.match(part.text.strip())
    if match is None or part.line.level:
        return match
    others = (HEAD_BARE.match(one.text.strip()) for one in parts if one is not part and len(one.text) < BARE_LENGTH)
    several = any(one and one["kind"] == match["kind"] and one["number"] != match["number"] for one in others)
    return match if several and len(part.text) < BARE_LENGTH else None


def _labelled(session: Found, rest: str, parts: list[Part], following: int) -> tuple[Found, int] | None:
    taken = 0
    after = parts[following] if following < len(parts) else None
    if rest:
        title_and_people(session, _without_kind(rest))
        if after is not None and not session.people and goes_on(rest, after):
            session.title, after.used, taken = f"{session.title} {after.text.strip()}"[:300], True, 1
        return session, taken
    if after is not None and is_title_below(after):
        title_and_people(session, _without_kind(kind_apart(session, title_of(after))))
        after.used = True
        taken = 1
        below = parts[following + 1] if following + 1 < len(parts) else None
        if unfinished(after.text) and below is not None and not below.line.gap and len(below.text) < LONGEST_REST:
            session.title, below.used, taken = f"{session.title} {below.text.strip()}"[:300], True, 2
    if not session.title:
        session.title = session.printed or ""
    return session, taken


def _without_kind(title: str) -> str:
    """Take what it is off a labelled title in quotation marks: "Impulsvortrag „Wege ins Netz“"."""
    quoted = KIND_QUOTED.match(title)
    return quoted["rest"] if quoted is not None and _TELLS.match(quoted["rest"]) is None else title


def _above_quotation(part: Part, parts: list[Part], following: int) -> Found | None:
    """Read "Praxisimpuls:", on the next line "„Wege ins Netz“", and below them who speaks."""
    kind = _KIND_ALONE.fullmatch(part.text.strip()) if not part.line.item else None
    after = parts[following] if following < len(parts) else None
    who = parts[following + 1] if following + 1 < len(parts) else None
    quoted = QUOTED.fullmatch(after.text.strip()) if after is not None and not after.line.gap else None
    if kind is None or after is None or quoted is None or who is None or not _speaks(who.text):
        return None
    session = Found(quoted["title"].strip(), kind=item_kind(kind["kind"]) or kind["kind"])
    after.used = True
    return session


def _speaks(text: str) -> bool:
    return name_line(text) or (len(text) < LONGEST_WHO and text[-1:] not in ".:!?" and any(find_names(text)))
