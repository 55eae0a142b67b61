"""Programmes in which lines of their own say what comes: "Podiumsdiskussion:", below it who."""

import re

from commands.documents.prose.layout import Part
from commands.documents.prose.names import find_names
from commands.documents.prose.no_session import is_no_session
from commands.documents.prose.people import parse_people, role_line, role_of
from commands.documents.prose.programme_lists import SEVERAL
from commands.documents.prose.session import Found, default_role, item_kind
from commands.documents.prose.session_heads import SECTION
from commands.documents.prose.vocabulary import UPPER

FEWEST = 2  # such lines that make a programme
LONGEST_TITLE = 150  # characters
_HEAD = re.compile(rf"(?P<title>[{UPPER}][\w*/& -]{{3,60}}?)\s*:")
_KIND = re.compile(
    r"(?i:podiumsdiskussion|podiumsgespräch|podium|talkrunde|vortrag|impuls|input|keynote|austausch|thementische|diskussion|"
    r"workshop|lesung|film|führung|rundgang|world ?café|markt der|begrüßung|grußwort|einführung|ausblick|fishbowl)"
)
_ABOUT = re.compile(
    r"(?i:anmeldung|kontakt|zum|zur|der|die|das|folgende|unsere?|ergebnisse?|themen|links?|downloads?)\b"
)
_LINK = re.compile(r"^(?:mit|von|durch)\b:?\s*")


def kind_heads(parts: list[Part]) -> list[Found]:
    """Take lines such as "Podiumsdiskussion:" as sessions, with who stands below them; two at least."""
    heads = [place for place, part in enumerate(parts) if _title(part) is not None]
    if len(heads) < FEWEST:
        return []
    found: list[Found] = []
    taken: list[Part] = []
    for place in heads:
        title = _title(parts[place]) or ""
        session = Found(title, kind=item_kind(title), place=parts[place].number, agenda=True)
        taken.append(parts[place])
        for part in parts[place + 1 :]:
            text = part.text.strip()
            if text.endswith(":") or part.kind == "heading" or role_line(text) is not None or part.used:
                break
            words = _LINK.sub("", text).strip(" ,")
            words = re.sub(r",?\s(?:und|sowie)$", "", words)
            people = parse_people(words, default_role(session.kind)) if words and len(words) < LONGEST_TITLE else ()
            if people:
                session.people += people
                taken.append(part)
            elif words:
                session.body.append(text)
                break
        found.append(session)
    for part in taken:
        part.used = True
    return found


def _title(part: Part) -> str | None:
    match = _HEAD.fullmatch(part.text.strip())
    if match is None or part.used or part.kind == "debris" or part.line.item:
        return None
    title = match["title"].strip()
    if (
        (role_of(title) and item_kind(title) is None)
        or _ABOUT.match(title)
        or title.lower() in SEVERAL
        or is_no_session(title)
    ):
        return None
    return title if _KIND.search(title) else None


def section_of(part: Part, parts: list[Part]) -> Found | None:
    """Read a heading whose text begins with what it is ("Das Podium am Nachmittag, mit …")."""
    body = next(
        (other for other in parts if other.number > part.number and other.kind != "debris" and len(other.text) > 80),
        None,
    )
    match = SECTION.match(body.text.strip()) if body is not None and body.number - part.number < 5 else None
    if match is None or any(name.sure for name in find_names(part.text)):
        return None
    return Found(part.text.strip()[:300], kind=item_kind(match["kind"]) or match["kind"])
