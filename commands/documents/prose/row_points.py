"""Points that share the time of one row: bullets below a time, talks below "Vorträge", workshops side by side."""

import re
from collections.abc import Set as AbstractSet

from commands.documents.prose.layout import Part
from commands.documents.prose.names import name_at
from commands.documents.prose.no_session import is_no_session
from commands.documents.prose.people import parse_people, role_line
from commands.documents.prose.programme_lists import SEVERAL
from commands.documents.prose.programme_points import point
from commands.documents.prose.session import LED_BY, Found, item_kind, name_line
from commands.documents.prose.session_heads import KIND_QUOTED, KIND_TITLE, is_group
from commands.documents.prose.timetable import read_title
from commands.documents.prose.vocabulary import UPPER

TELLING = 60  # characters of a sentence
LONGEST = 200  # characters of a point
_LETTERED = re.compile(r"(?P<label>[A-H]|[IVX]{1,4}|\d)[:.)]\s+(?=\S{3})")
_BARE_KIND = re.compile(
    r"(?:Podiumsdiskussion|Podiumsgespräch|Podium|Diskussion|Gesprächsrunde|Talkrunde|Fishbowl|Workshop|"
    r"World ?Caf[eé]|Vortrag|"
    r"Impulsvortrag|Fachvortrag|Keynote|Impuls|Input|Lesung|Film(?:vorführung)?)"
)
_TOPICS_BEHIND = re.compile(  # "Austausch an Thementischen zu folgenden Fragen:"
    r"(?<!kleingruppen)\s(?:zu\s(?:den\s)?|mit\s(?:den\s)?)?folgende[nr]?\s(?:fragen|themen|schwerpunkten|inhalten)\W*$"
)
_WHO_BEHIND = re.compile(r"\s\([^()]{3,60}:\s.*\)$")  # "Wege ins Netz (Expertin: A B, Stadt X)"
_SEVERAL_BEHIND = re.compile(  # "Zurück in die Mitte? Vorträge und Fragerunde"
    r"[?!:–]\s(?P<several>[A-ZÄÖÜ][\w-]+)(?:\s(?:und|mit|&)\s[^:?!]{3,60})?$"
)
_TOLD = re.compile(  # "Wege ins Netz? - Viele Gemeinden haben …"
    rf"(?P<title>[{UPPER}„\"][^.:]{{6,110}}?)(?:\s[–-]\s|:\s|(?<=[?!])\s)(?P<told>[{UPPER}].{{80,}})", re.DOTALL
)
_OPENS = re.compile(r"(?:\w*beginn|Start|Programm|Ablauf)(?:\s(?:der|des)\s\w+)?\W*", re.IGNORECASE)
_SAYS_TITLE = re.compile(r"[^:]{5,50}:\s(?:\S+\s){2,}\S+")  # "A B: Leben auf dem Land"
_FIRST_WORD = re.compile(r"[\w-]+")


def is_several(title: str) -> bool:
    """Tell whether a row only says that several follow: "Vorträge", "Impulse"."""
    behind = _SEVERAL_BEHIND.search(title)
    return title.strip(" :").lower() in SEVERAL or (behind is not None and behind["several"].lower() in SEVERAL)


def _names_several(title: str) -> bool:
    """Tell whether a row begins with what several points below it are: "Impulse: Daten in der Praxis"."""
    first = re.match(r"(?P<several>[\w-]+)\s?:\s", title)
    return first is not None and first["several"].lower() in SEVERAL


def point_below(part: Part, row: Found | None) -> Found | None:
    """Read a bullet below a row as a session of its own; ``None`` where it only tells about the row.

    Bullets below a time that stands alone are sessions, those below "Workshops" and "Vorträge" are, and others where
    they say what kind of session they are and who speaks.
    """
    text = part.text.strip()
    told = _TOLD.fullmatch(text) if len(text) > LONGEST else None
    if (
        row is not None
        and is_group(row.title)
        and told is not None
        and part.line.item
        and part.kind in {"item", "text"}
    ):
        session = Found(told["title"].strip(), kind=_kind_of_row(row), agenda=True, place=part.number)
        session.body.append(told["told"])
        return session
    if (
        row is None
        or not part.line.item
        or len(_WHO_BEHIND.sub("", text)) > LONGEST
        or _only_name(text)
        or is_no_session(text)
    ):
        return None
    if part.kind not in {"item", "text", "role"} or (role_line(text) is not None and not part.line.shared):
        return None
    if part.kind == "role" and part.field in {"Moderation", "Leitung", "Protokoll", "Referat"}:
        return None  # who has a part in the row above
    first = _FIRST_WORD.match(row.title)
    plural = (first is not None and first[0].lower() in SEVERAL) or announces(row)
    session = point(part, None)
    session.agenda = True
    labelled = _LETTERED.match(session.title) if is_group(row.title) and session.label is None else None
    if labelled is not None:
        session.label, session.title = labelled["label"], session.title[labelled.end() :]
    named = KIND_TITLE.match(text) or KIND_QUOTED.match(text)
    if part.line.shared or is_group(row.title) or is_several(row.title):
        session.kind = session.kind or _kind_of_row(row)
        return session
    counted = part.line.number is not None and announces(row)
    return session if ((plural or named is not None) and session.people) or counted else None


def announces(row: Found) -> bool:
    """Tell whether a row ends with what follows it: "World Café mit folgenden Thementischen:"."""
    words = re.findall(r"[\w-]+", _TOPICS_BEHIND.sub("", row.title.lower()))
    return len(words) > 1 and words[-1].removesuffix("n") in SEVERAL | {word.removesuffix("n"): "" for word in SEVERAL}


def opens(title: str) -> bool:
    """Tell whether a row only says that it begins: "18:30 Uhr Beginn"; the points below it are the programme."""
    return _OPENS.fullmatch(title.strip()) is not None


def opened_point(part: Part, opened: Found | None) -> Found | None:
    """Read "Begrüßung: Dr. A B, Stadt X" below a row that only says that it begins: it shares that row's time."""
    if opened is None or not opens(opened.title) or not part.line.item or part.kind != "role" or part.field is None:
        return None
    if part.field.split("/", maxsplit=1)[0] not in {
        "Begrüßung",
        "Grußwort",
        "Einführung",
        "Keynote",
        "Impuls",
        "Vortrag",
    }:
        return None
    title = part.text.split(":", maxsplit=1)[0].strip()
    session = Found(title, kind=item_kind(title), times=opened.times, agenda=True, place=part.number)
    session.people += parse_people(part.value, part.field.split("/", maxsplit=1)[0])
    return session if session.people else None


def is_plural(title: str, word: str | None) -> bool:
    """Tell whether a row names several of the kind that the session below it is: "Exkursionen zu Projekten"."""
    first = _FIRST_WORD.match(title)
    return (
        word is not None
        and first is not None
        and re.fullmatch(rf"{re.escape(word)}(?:e?n|e?s|e)", first[0]) is not None
    )


def says_kind(part: Part, row: Found) -> bool:
    """Tell whether a line right below a row only says what it is: "Podiumsdiskussion" below the title of one."""
    return (
        row.kind is None
        and not row.people
        and not part.line.gap
        and not part.line.item
        and len(row.title.split()) > 2
        and _BARE_KIND.fullmatch(part.text.strip()) is not None
    )


def sibling(part: Part, depths: AbstractSet[int]) -> Found | None:
    """Read a point without a time in a list whose other points have one. ``depths``: how far these are indented."""
    text = part.text.strip()
    if not part.line.item or part.line.depth not in depths or part.used or len(text) > LONGEST:
        return None
    if part.kind not in {"item", "text"} or _only_name(text) or is_no_session(text):
        return None
    if (
        re.search(r"[a-zäöüß]{3}\.$", text)
        or (text.endswith(".") and len(text) > TELLING)
        or not (re.match(rf"[{UPPER}\d„“\"»]", text) or LED_BY.search(text))
    ):
        return None
    session = point(part, None)
    session.agenda = True
    return session


def cells_below(part: Part, row: Found | None) -> Found | None:
    """Read a row of a table that leaves its time out: it shares the one above it."""
    cells = part.line.cells
    if row is None or len(cells) < 2 or cells[0].strip() or not cells[1].strip():  # time and title
        return None
    title, *rest = (cell.strip() for cell in cells[1:] if cell.strip())
    if len(title) > LONGEST or _only_name(title) or is_no_session(title) or re.search(r"[a-zäöüß)]\.$", title):
        return None
    session = Found("", agenda=True, place=part.number)
    labelled = _LETTERED.match(title)
    read_title(session, [title[labelled.end() :] if labelled is not None else title, *rest])
    if labelled is not None and session.label is None:
        session.label = labelled["label"]
    session.kind = session.kind or _kind_of_row(row)
    return session


def _kind_of_row(row: Found) -> str | None:
    """Return the kind of the sessions that a row heads: "Workshops", "Parallele Foren"."""
    words = (word.lower() for word in re.findall(r"[\w-]+", row.title))
    return next((SEVERAL[word] for word in words if word in SEVERAL), None)


def _only_name(text: str) -> bool:
    """Tell whether a bullet only says who; "Bürgerbus Seedorf (Anna Berg)" is a title with who speaks."""
    if _SAYS_TITLE.match(text):
        return False
    bracket = re.search(r"\(([^()]+)\)$", text)
    inner = name_at(bracket[1]) if bracket is not None else None
    return name_line(text) and (inner is None or not inner.sure)


def share_times(session: Found, row: Found | None) -> None:
    """Give a session the time of the row that only heads it and others; of talks one after the other the first."""
    if row is None or row.times is None:
        return
    if announces(row):
        session.times, row.heads = row.times, row.heads or _TOPICS_BEHIND.search(row.title.lower()) is not None
    elif is_group(row.title):
        session.times, row.heads = row.times, True
    elif is_several(row.title) or _names_several(row.title):
        session.times, row.heads = (None if row.heads else row.times), True
