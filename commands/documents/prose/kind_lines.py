"""Lines such as "Podiumsdiskussion: Was bleibt?" and "Workshop „Umbau“": whether they stand for a session."""

import re

from commands.documents.prose.layout import Part
from commands.documents.prose.moments import find_moments, find_times
from commands.documents.prose.names import name_at
from commands.documents.prose.people import parse_people
from commands.documents.prose.session import Found, name_line, title_and_people
from commands.documents.prose.session_heads import KIND_LINE
from commands.documents.prose.vocabulary import UPPER

_GROUP = (
    r"(?:Workshop|Fachworkshop|Forum|Fachforum|Themenforum|Praxisforum|Arbeitsgruppe|AG|Arbeitskreis|Gruppe|Kleingruppe|Themengruppe|"
    r"Thementisch|Tisch|Themeninsel|Insel|Themenraum|Panel|Sektion|Station|Werkstatt|Session)"
)
_COLOURED = re.compile(  # "Gruppe Grün: Wege", "Tisch Blau – Hecken"
    rf"(?P<kind>{_GROUP}|Team|Raum)\s"
    r"(?:Grün|Blau|Gelb|Rot|Orange|Lila|Violett|Weiß|Schwarz|Türkis|Rosa|Pink|Grau|Braun)\s?[:–-]\s?(?P<rest>[A-ZÄÖÜ„\d].{3,120})"
)
FEWEST_WORDS = 2  # of a title that stands alone


def stands_alone(part: Part, title: str, parts: list[Part], following: int) -> bool:
    """Tell whether "Podiumsdiskussion: Was bleibt?" is a line of its own, and no sentence of a paragraph."""
    after = parts[following] if following < len(parts) else None
    apart = after is None or after.line.gap or after.kind == "role" or name_line(after.text)
    whole = re.match(rf"[{UPPER}\d„“\"»].*[^.,;:]$", title) is not None and (
        len(title.split()) > FEWEST_WORDS or title[-1] in "?“”«"
    )
    return part.line.gap and apart and whole and not find_moments(title) and next(find_times(title), None) is None


_NAMED = re.compile(  # "Workshop Wege: Farbe auf die Straße", "Thementisch „Wege“"
    rf"(?P<kind>{_GROUP})\s(?P<rest>(?!(?:Ergebnis|Dokumentation|Programm|Fotos?|Impression|Zusammenfassung|Rückblick|Protokoll|Bericht|"
    rf"Anmeldung|Ablauf|Moderation)\w*\b)[{UPPER}„“\"»](?!\b).{{2,120}})"
)
_BY_NAME = re.compile(
    rf"(?P<kind>(?:Impuls|Fach|Praxis|Kurz)?(?:[Vv]ortrag|[Ii]mpuls|[Ii]nput|[Rr]eferat|[Bb]eitrag)|Keynote)\s(?P<who>[{UPPER}][^:„“\"]{{4,120}}?)"
    rf"(?::|\s[–-])\s(?P<title>[{UPPER}\d„“\"»].{{3,160}})"
)
_BEHIND = re.compile(
    rf"(?P<rest>.{{5,160}}?)\s\((?P<kind>{_GROUP})\s(?P<number>\d{{1,2}}|[A-H])\)"
)  # "Wege (Workshop 1)"


def named_kind(part: Part, parts: list[Part]) -> Found | None:
    """Read a heading "Workshop Wege: …" or "Wege ins Netz (Workshop 1)", where several are like it."""
    if part.kind not in {"heading", "role"}:
        return None
    for form in (_BEHIND, _NAMED):
        match = form.fullmatch(part.text.strip())
        if (
            match is None
            or match["rest"].endswith((".", ":"))
            or find_moments(match["rest"])
            or name_at(match["rest"])
        ):
            continue
        others = [form.fullmatch(one.text.strip()) for one in parts if one is not part and one.kind == part.kind]
        if any(one is not None and one["kind"] == match["kind"] and one["rest"] != match["rest"] for one in others):
            session = Found("", match.groupdict().get("number"), match["kind"], match["kind"])
            title_and_people(session, match["rest"])
            return session
    return None


def given_by_name(part: Part, parts: list[Part]) -> Found | None:
    """Read a heading "Impuls A B: Wege ins Netz", where several are like it."""
    match = _BY_NAME.fullmatch(part.text.strip()) if part.kind in {"heading", "role"} else None
    name = name_at(match["who"]) if match is not None else None
    if match is None or name is None or not name.sure or match["title"].endswith((".", ":")):
        return None
    others = [_BY_NAME.fullmatch(one.text.strip()) for one in parts if one is not part and one.kind == part.kind]
    if not any(one is not None and one["kind"] == match["kind"] and name_at(one["who"]) for one in others):
        return None
    session = Found("", kind=match["kind"], people=list(parse_people(match["who"], match["kind"])))
    title_and_people(session, match["title"])
    return session


def coloured(text: str) -> Found | None:
    """Read a group that is told from others by its colour: "Gruppe Grün: Wege"."""
    match = _COLOURED.fullmatch(text)
    if match is None or match["rest"].rstrip().endswith("."):
        return None
    session = Found("", kind=match["kind"])
    title_and_people(session, match["rest"])
    return session


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
