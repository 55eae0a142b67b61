"""Talks in lines that begin with who gives them: "Dr. A B, C D (Universität X): Wer schließt auf?"."""

import re

from commands.documents.prose.layout import Part
from commands.documents.prose.moments import find_moments
from commands.documents.prose.names import names_surely
from commands.documents.prose.people import parse_people
from commands.documents.prose.session import Found, item_kind
from commands.documents.prose.vocabulary import UPPER

FEWEST = 3  # such lines; fewer may be opinions
LONGEST, WORDS = 240, 22  # characters of a line, words of a title
_LINE = re.compile(
    rf"(?P<who>(?:(?:Prof|Dr|Dipl|Ing)\S*\s)*[{UPPER}][\w.'’-]+\s[^:„“\"?!]{{3,120}}?):\s(?P<title>[{UPPER}\d„“\"»][^\n]{{4,}})"
)
_SAYS = re.compile(r"[„“\"»].*[.!][“”\"«]?$|[a-zäöüß]{3,}\.$")  # what somebody says
_ROLE = re.compile(
    r"(?:Moderation|Leitung|Referent\w*|Protokoll|Mit|Impuls\w*|Input|Gäste?|Autor\w*|Fotos?|Kontakt)\b"
)


def colon_talks(parts: list[Part]) -> list[Found]:
    """Return the talks; nothing where there are only one or two such lines, or one of them is no talk."""
    lines = [(part, match) for part in parts if not part.used for match in [_talk(part)] if match is not None]
    if len(lines) < FEWEST:
        return []
    found: list[Found] = []
    for part, match in lines:
        people = parse_people(match["who"], "Vortrag")
        if not people:
            return []
        title = match["title"].strip(' „“”"»«')
        found.append(Found(title, kind=item_kind(title) or "Vortrag", people=list(people), place=part.number))
    for part, _match in lines:
        part.used = True
    return found


def _talk(part: Part) -> re.Match[str] | None:
    text = part.text.strip()
    if part.kind not in {"item", "text", "heading"} or len(text) > LONGEST or _ROLE.match(text) or find_moments(text):
        return None
    match = _LINE.fullmatch(text)
    if match is None or _SAYS.search(match["title"]) or len(match["title"].split()) > WORDS:
        return None
    return match if names_surely(match["who"]) and not names_surely(match["title"]) else None
