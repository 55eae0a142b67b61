"""Lines such as "Podiumsdiskussion: Was bleibt?" and "Workshop „Umbau“": whether they stand for a session."""

import re

from commands.documents.prose.layout import Part
from commands.documents.prose.moments import find_moments, find_times
from commands.documents.prose.people import parse_people
from commands.documents.prose.session import name_line
from commands.documents.prose.session_heads import KIND_LINE
from commands.documents.prose.vocabulary import UPPER

FEWEST_WORDS = 2  # of a title that stands alone


def stands_alone(part: Part, title: str, parts: list[Part], following: int) -> bool:
    """Tell whether "Podiumsdiskussion: Was bleibt?" is a line of its own, and no sentence of a paragraph."""
    after = parts[following] if following < len(parts) else None
    apart = after is None or after.line.gap or after.kind == "role" or name_line(after.text)
    whole = re.match(rf"[{UPPER}\d„“\"»].*[^.,;:]$", title) is not None and len(title.split()) > FEWEST_WORDS
    return part.line.gap and apart and whole and not find_moments(title) and next(find_times(title), None) is None


def who_of(line: re.Match[str]) -> str:
    """Return who stands behind the title of a line of its own."""
    return line["who"].rstrip(" .").removesuffix(")") if line["link"] == "(" else line["who"]


def speaks_there(line: re.Match[str], part: Part, parts: list[Part], following: int) -> bool:
    """Tell whether a line such as "Workshop „Umbau“" is one of several, or somebody speaks in it or below it."""
    several = any(one is not part and KIND_LINE.fullmatch(one.text.strip()) for one in parts)
    if part.line.item and not several:
        return False
    if line["who"]:
        return bool(parse_people(who_of(line), "Referat"))
    after = parts[following] if following < len(parts) else None
    below = after is not None and (name_line(after.text) or after.kind == "role")
    return below or several
