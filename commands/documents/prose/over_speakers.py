"""Titles that stand above who speaks: "Rede", "Bilanz und Ausblick", then names; or title, name and house, text."""

import re

from commands.documents.prose.layout import Part
from commands.documents.prose.moments import find_moments, find_times
from commands.documents.prose.names import name_at
from commands.documents.prose.organisation_words import looks_like_organisation
from commands.documents.prose.people import role_line
from commands.documents.prose.programme_lists import can_be_title
from commands.documents.prose.session import Found, item_kind, name_line, title_and_people
from commands.documents.prose.vocabulary import OFFICES, UPPER

FEWEST = 2  # titles with who speaks and text below them; one alone may be an article with its author
TELLS = 80  # characters of a paragraph
_KIND_ALONE = re.compile(
    r"(?P<kind>(?:Fest|Eröffnungs|Impuls|Fach|Haupt|Gast|Kurz|Einführungs|Abschluss|Praxis)?(?:[Vv]ortrag|[Rr]ede|[Rr]eferat)|"
    r"Keynote|Impuls|Input|Talkrunde|Talk|Gesprächsrunde|Podium|Podiumsdiskussion|Podiumsgespräch|Diskussionsrunde|"
    r"Paneldiskussion|Panel|Interview|Gespräch|Lesung|Vortrag und (?:Gespräch|Diskussion)|Impuls und (?:Gespräch|"
    r"Diskussion))"
    r"(?:\s(?:mit|der|zum|aus)\s(?!.*\d)[^.:!?„“\"]{4,50})?"
)
_WITH = re.compile(
    rf"(?:Mit|Referent(?:in)?)\s(?:(?:Prof|Dr)\.\s?)*[{UPPER}][\w-]+\s[{UPPER}][^.!?]{{2,120}}"
)  # "Mit A B, Stadt X"


def over_speakers(parts: list[Part], *, rows: bool) -> dict[int, tuple[Found, int]]:
    """Return for the number of a part the session that it heads, and how many of the next parts belong to its title.

    ``rows``: the document has a timetable, so that a kind alone ("Rede") stands between its rows.
    """
    told = [part for part in parts if part.kind != "debris" and not part.used]
    found: dict[int, tuple[Found, int]] = {}
    spoken: dict[int, tuple[Found, int]] = {}
    for place, part in enumerate(told):
        below = told[place + 1 : place + 4]
        kind = _KIND_ALONE.fullmatch(part.text.strip()) if rows and part.kind in {"heading", "text"} else None
        if (
            kind is not None
            and len(below) > 1
            and can_be_title(below[0])
            and _says_who(below[1])
            and not _clock(below[0])
        ):
            found[part.number] = _session(below[0], kind["kind"]), below[0].number - part.number
        elif _spoken_with_text(part, below):
            spoken[part.number] = _session(part, None), 0
    return found | spoken if len(spoken) >= FEWEST else found


def heads_talk(part: Part, parts: list[Part], following: int) -> Found | None:
    """Read a heading below a row for several, with text and then who speaks: "Mit A B, Stadt X"."""
    if part.kind != "heading" or not part.line.gap or not can_be_title(part) or _clock(part):
        return None
    section: list[Part] = []
    for one in parts[following:]:
        if one.kind == "heading" or _clock(one):
            break
        section.append(one)
    who = any(role_line(one.text) is not None or _WITH.fullmatch(one.text) for one in section)
    if not section or len(section[0].text) < TELLS or not who:
        return None
    return _session(part, None)


def _session(title: Part, kind: str | None) -> Found:
    session = Found("", kind=kind or item_kind(title.text), place=title.number)
    title_and_people(session, title.text)
    session.kind = kind or session.kind
    return session


def _says_who(part: Part) -> bool:
    text = part.text.strip()
    return part.kind == "role" or (part.kind in {"text", "item", "heading"} and name_line(text))


def _spoken_with_text(part: Part, below: list[Part]) -> bool:
    """Tell whether a title has a person with office or house right below it, and then a paragraph."""
    if part.kind not in {"heading", "text"} or not part.line.gap or not can_be_title(part) or _clock(part):
        return False
    if len(below) <= 1:
        return False
    who, text = below[0], below[1]
    name = name_at(who.text)
    if name is None or not name.sure or not name_line(who.text) or who.line.item:
        return False
    rest = who.text[name.end :].strip(" ,(–-")
    bracket = re.fullmatch(r"\([^()]{3,60}\)", who.text[name.end :].strip()) is not None
    housed = bracket or looks_like_organisation(rest) or OFFICES.search(rest) is not None
    return housed and text.kind == "text" and len(text.text) > TELLS and not name_line(text.text)


def _clock(part: Part) -> bool:
    times = next(find_times(part.text), None)
    return bool(find_moments(part.text)) or (times is not None and times.start < FEWEST)
