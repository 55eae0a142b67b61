"""Talks that lines give beside their speakers: "A B, Stadt X: „Titel“", "A B (Stadt X): Titel"."""

import re

from commands.documents.prose.layout import Part
from commands.documents.prose.names import name_at
from commands.documents.prose.people import parse_people
from commands.documents.prose.programme_lists import OPINION
from commands.documents.prose.session import Found, name_line
from commands.documents.prose.vocabulary import UPPER

LONGEST = 300  # characters of such a line
FEWEST, FEWEST_WORDS = 3, 3  # paragraphs that begin with a title, words behind the dash
_TITLE_FIRST = re.compile(r"[„“\"»](?P<title>[^„“”\"»«]{4,120})[“”\"«]\s?[–—-]\s(?P<rest>[A-ZÄÖÜ].*)", re.DOTALL)
_QUOTED = re.compile(r"(?P<who>[^:„\"»]{5,160}):\s*[„“\"»](?P<title>[^„“”\"»«]{5,200})[“”\"«]\W*")
HOUSE = 90  # characters of a line with somebody's house
_ALONE = re.compile(r"[„“\"»](?P<title>[^„“”\"»«]{5,200})[“”\"«]")
_TELLS = re.compile(r"[.!](?:\s|$)")  # else a second half of the title: "„Schöner scannen“ – Wie kommt das ins Netz?"
_PLAIN = re.compile(rf"(?P<who>[^:„\"»]{{5,160}}):\s+(?P<title>[{UPPER}\d][^„“”\"»«]{{7,160}}?)")
_TALKS = re.compile(
    r"(?:Die\s|Unsere\s)?(?:[Ff]ach|[Ii]mpuls|[Kk]urz)?(?:[Vv]orträge|[Ii]mpulse|[Rr]eferate|[Bb]eiträge|[Ii]nputs|Keynotes|"
    r"Praxisbeispiele|Praxisberichte)\W*"
)


def spoken_lines(parts: list[Part]) -> list[Found]:
    """Return the talks of lines that begin with a person and name the talk behind a colon, where two or more do.

    A talk without quotation marks counts under a heading that says that talks follow.
    """
    found: list[tuple[Part, Found]] = []
    under = False
    for part in parts:
        text = part.text.strip()
        if _TALKS.fullmatch(text) is not None:
            under = True
        elif part.kind == "heading" and _PLAIN.fullmatch(text) is None:
            under = False
        if part.kind not in {"text", "item", "role", "heading"} or part.used or len(text) > LONGEST:
            continue
        if OPINION.fullmatch(text):
            continue
        match = _QUOTED.fullmatch(text) or (_PLAIN.fullmatch(text) if under else None)
        name = name_at(match["who"]) if match is not None else None
        if match is None or name is None or not (name.sure or match["who"][name.end :].startswith((",", " ("))):
            continue
        people = list(parse_people(match["who"], "Vortrag"))
        if people:
            session = Found(match["title"].strip(" ,."), kind="Vortrag", people=people, place=part.number)
            found.append((part, session))
    if len(found) < 2:  # one may be what somebody said
        found = []
    found = found or _quoted_below(parts)
    found += [one for one in _quoted_paragraphs(parts) if one[0] not in [part for part, _session in found]]
    for part, _session in found:
        part.used = True
    return [session for _part, session in found]


def _quoted_paragraphs(parts: list[Part]) -> list[tuple[Part, Found]]:
    """Read paragraphs that begin with a title and go on behind a dash, three or more: "„Titel“ – A B zeigte …"."""
    found = []
    for part in parts:
        match = _TITLE_FIRST.match(part.text.strip()) if part.kind in {"text", "item", "heading"} else None
        if match is not None and len(match["rest"].split()) > FEWEST_WORDS:
            title = match["title"].strip(" ,") if _TELLS.search(match["rest"]) else part.text.strip()
            found.append((part, Found(title, kind="Session", body=[match["rest"]], place=part.number)))
    return found if len(found) >= FEWEST else []


def _quoted_below(parts: list[Part]) -> list[tuple[Part, Found]]:
    """Read "A B, Stadt X", below it "„Titel“" alone; a line with the house may stand between; two or more."""
    found = []
    for number, part in enumerate(parts[:-1]):
        text = part.text.strip()
        name = name_at(text) if part.kind in {"text", "heading"} and not part.used and name_line(text) else None
        if name is None or not name.sure:
            continue
        between = []
        below = parts[number + 1]
        if not _ALONE.fullmatch(below.text.strip()) and number + 2 < len(parts) and not below.line.gap:
            between, below = [below], parts[number + 2]
        title = _ALONE.fullmatch(below.text.strip())
        house = all(len(one.text) <= HOUSE and not one.text.endswith((".", ":")) for one in between)
        if title is not None and house and not below.used and not below.line.gap:
            who = ", ".join([text, *(one.text.strip() for one in between)])
            people = list(parse_people(who, "Vortrag"))
            found.append((part, Found(title["title"].strip(" ,"), kind="Vortrag", people=people, place=part.number)))
    return found if len(found) > 1 else []
