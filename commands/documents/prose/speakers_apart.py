"""Points that begin with who speaks: "Amtsleiterin A B (Stadt X) über „…“"."""

import re

from commands.documents.prose.names import find_names
from commands.documents.prose.people import parse_people
from commands.documents.prose.vocabulary import OFFICES
from storage.records import RoleRecord

_PERSON_FIRST = re.compile(
    r"(?P<who>[^„“\"»:;?!]{5,120}?)[„“\"»](?P<title>[^„“”\"»«]{5,200})[“”\"«](?P<rest>[^„“\"»]{0,40})"
)
_ABOUT = re.compile(
    r",?\s(?:über|zu|mit|zum\sThema|zur\sFrage|unter\sdem\sTitel|"
    r"mit\s(?:dem|einem)\s(?:Thema|Titel|Vortrag|Impuls\w*))\s*:?\s*$"
)
_CALLED = re.compile(r"\s(?:nannte|nennt|überschrieb|betitelte)\b")
_CLAUSE = re.compile(r",\s(?:der|die)\s[a-zäöüß].*$")


def speaker_apart(point: str) -> tuple[tuple[RoleRecord, ...], str] | None:
    """Return who speaks and the title of a point that begins with its speaker; ``None`` for any other."""
    match = _PERSON_FIRST.fullmatch(point)
    name = next(iter(find_names(match["who"])), None) if match is not None else None
    if match is None or name is None or not name.sure or any(one.sure for one in find_names(match["rest"])):
        return None
    office = match["who"][: name.start].strip()
    if office and OFFICES.fullmatch(office) is None:
        return None
    who = _ABOUT.sub("", match["who"])
    if who == match["who"] and not _CALLED.match(match["rest"]):
        return None  # "A B, Leiterin der Stelle „…“"
    return tuple(parse_people(_CLAUSE.sub("", who).strip(" ,–-"), "Vortrag")), match["title"]
