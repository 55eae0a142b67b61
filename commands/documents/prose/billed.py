"""Programmes that print a talk as a poster does: its title, some lines about it, then who, office and house."""

import re

from commands.documents.prose.layout import Part
from commands.documents.prose.moments import Moment, find_moments
from commands.documents.prose.names import name_at
from commands.documents.prose.people import parse_people
from commands.documents.prose.programme_lists import can_be_title
from commands.documents.prose.session import Found, default_role, item_kind, name_line, title_and_people
from commands.documents.prose.when import is_day_heading
from storage.records import RoleRecord

FEWEST = 2  # such talks that make a programme
TELLS = 80  # characters of a paragraph
LONGEST_LINE = 120  # characters of a line that says what somebody is
LINES = 3  # of a title, and of what somebody is
_KIND_ALONE = re.compile(
    r"(?:Podiums(?:diskussion|gespräch)|Podium|Panel|Keynote|Vortrag|Impuls|Festvortrag|Fishbowl|Diskussion|Talkrunde|Kamingespräch)"
)


def billed_talks(parts: list[Part]) -> list[Found]:
    """Return the talks that stand between their title above a paragraph and the name of the speaker below it."""
    told = [part for part in parts if part.kind != "debris" and not part.used]
    found: list[Found] = []
    taken: list[Part] = []
    day: Moment | None = None
    begin = place = 0  # where the lines begin of which one may be the title, and the line that is read
    while place < len(told):
        if is_day_heading(told[place]):
            day, begin, place = find_moments(told[place].text)[0], place + 1, place + 1
            continue
        if not _is_name(told[place]):
            place += 1
            continue
        session, lines = _titled(told[begin:place])
        people, place = _people(told, place)
        if session is not None and people:
            session.day, session.people = day, _in_role(people, session)
            found.append(session)
            taken += lines
        begin = place
    if len(found) < FEWEST:
        return []
    for part in taken:
        part.used = True
    return found


def _is_name(part: Part) -> bool:
    """Tell whether a line is somebody's name and nothing more."""
    text = part.text.strip().rstrip(",")
    name = name_at(text)
    return name is not None and name.sure and not text[name.end :].strip() and not part.line.item


def _titled(lines: list[Part]) -> tuple[Found | None, list[Part]]:
    """Read the title of a talk from the lines above its speaker; a paragraph stands between them."""
    paragraphs = [n for n, part in enumerate(lines) if part.kind in {"text", "heading"} and _tells(part.text)]
    if not paragraphs or not paragraphs[0]:
        return None, []
    last = paragraphs[-1]
    first = last
    while first and first - 1 in paragraphs:
        first -= 1
    begin = next((n + 1 for n in reversed(range(first)) if n in paragraphs or _heads_part(lines[n])), 0)
    above = lines[max(begin, first - LINES - 1) : first]
    while above and not can_be_title(above[0]):
        above = above[1:]
    kind = next((part for part in above[:-1] if _KIND_ALONE.fullmatch(part.text.strip())), None)
    named = above[above.index(kind) + 1 :] if kind is not None else above
    if not named or not can_be_title(named[0]):
        return None, []
    session = Found("", place=named[0].number)
    title_and_people(session, named[0].text)
    session.kind = kind.text.strip() if kind is not None else session.kind or item_kind(session.title)
    session.body = [part.text for part in lines[first : last + 1]]
    return session, named[:1]


def _tells(text: str) -> bool:
    """Tell whether a line is a paragraph: some sentences about a talk."""
    return len(text) > TELLS and re.search(r"[a-zäöüß]{3}[.?!:,](?:\s|$)", text) is not None


def _heads_part(part: Part) -> bool:
    """Tell whether a line heads a part of the programme by the name of the event: "forum24 auftakt"."""
    return re.match(r"[a-zäöü]", part.text.strip()) is not None


def _people(told: list[Part], place: int) -> tuple[list[str], int]:
    """Return what the lines from ``place`` on say of people, one text for each, and the line behind them."""
    people: list[str] = []
    while place < len(told) and _is_name(told[place]):
        words = told[place].text.strip().rstrip(",")
        place += 1
        if place < len(told) and told[place].text.strip().rstrip(",") == words:
            place += 1  # below a picture, and again with what somebody is
        kept = 0
        while kept < LINES and place < len(told) and _goes_on(told[place], told[place - 1]):
            words += f", {told[place].text.strip().rstrip(',')}"
            kept, place = kept + 1, place + 1
        people.append(words)
    return people, place


def _goes_on(part: Part, above: Part) -> bool:
    """Tell whether a line says what the person above it is."""
    text = part.text.strip()
    first = _is_name(above)
    return (
        (first or above.text.rstrip().endswith(","))
        and len(text) <= LONGEST_LINE
        and not text.endswith((".", "?", "!", ":"))
        and not find_moments(text)
        and not name_line(text)
    )


def _in_role(people: list[str], session: Found) -> list[RoleRecord]:
    role = default_role(session.kind)
    return [one for words in people for one in parse_people(words, role)]
