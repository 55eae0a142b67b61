"""Talks that a row with a time holds on the lines below it: "Wege ins Netz: A B, Stadt X", or title, then person."""

import itertools
import re

from commands.documents.prose.layout import Part
from commands.documents.prose.names import name_at, names_surely
from commands.documents.prose.no_session import is_no_session
from commands.documents.prose.organisation_words import looks_like_organisation
from commands.documents.prose.people import parse_people, role_line, role_of
from commands.documents.prose.programme_lists import can_be_title
from commands.documents.prose.programme_points import point
from commands.documents.prose.session import QUOTED, Found, default_role, item_kind, name_line, title_and_people
from commands.documents.prose.session_heads import HEAD, is_group
from commands.documents.prose.timetable import Timetable, row_times
from commands.documents.prose.vocabulary import OFFICES, UPPER

FEWEST = 2  # talks below one row
WORDS = 2  # of a title; one alone may say what somebody is
LONGEST = 220  # characters of a title
TOLD = 60  # characters of what ends with a full stop and is a sentence
_TITLE_FIRST = re.compile(rf"(?P<title>[{UPPER}\d„“\"»][^:]{{3,150}}):\s+(?P<who>[{UPPER}].{{4,250}})")
_WHO_FIRST = re.compile(
    rf"(?P<who>[{UPPER}][^:–]{{4,160}}?(?:\s*:|(?<=\))\s[–-]))\s+(?P<title>[{UPPER}\d„“\"»].{{3,}})", re.DOTALL
)
_GREETS = re.compile(
    r"(?:Begrüßung|Grußworte?|Eröffnung|Einführung|Einleitung|Schlusswort|Fazit|Ausblick)(?:\sund\s\w+)?"
)
_NO_TITLE = re.compile(
    r"(?:Mit|Gäste?|Gast|Kontakt|Ansprech\w+|Fotos?|Video|Team|Organisation|Musik\w*|Mitwirkende|Teilnehm\w+|"
    r"Diskussion mit|Gespräch mit|Podium\w*|Es \w+en|Auf dem Podium|Im Gespräch|Expert\w+|Beteiligte|Vertreten\w*)\b.*"
)
_LEADS = frozenset({"Leitung", "Moderation", "Referat", "Vortrag", "Impuls", "Input"})
_ALONE = re.compile(  # a row of this kind takes the first title below it
    r"(?:\w*[Vv]ortrag|\w*[Ii]mpuls|Keynote|Input|Podium\w*|Panel|Diskussion|Gespräch|Workshop)(?:\s(?:und|mit)\s\w+)?"
)


def talks_below(parts: list[Part], table: Timetable) -> dict[int, Found]:
    """Return for the numbers of parts the talks that begin there, where a row with a time has several below it."""
    found: dict[int, Found] = {}
    told = [part for part in parts if part.kind != "debris" and not part.used] if table.is_one else []
    rows = [place for place, part in enumerate(told) if row_times(part, table) is not None]
    for place, end in itertools.pairwise([*rows, len(told)]):
        below = told[place + 1 : end]
        talks = _beside(below) or _by_turns(told[place], below)
        found |= {one.place: one for one in talks if len(talks) >= FEWEST}
    return found


def heads_talks(row: Found, talk: Found, *, first: bool) -> None:
    """Give a talk the time of the row above it: the first one, or all where they run side by side."""
    if is_group(row.title) or first:
        talk.times = row.times
    alone = item_kind(row.title) in {"Podium", "Diskussion"} and not re.match(
        r"[\w-]+(?:gespräche|runden)\b", row.title
    )
    if not row.people and row.label is None and not alone:
        row.heads = True


def title_below_speaker(row: Found | None, part: Part, parts: list[Part], following: int) -> bool:
    """Give a row that only says its kind the title below who speaks: "Vortrag", "A B, Stadt X", "Wege ins Netz"."""
    if row is None or not row.people or row.body or not _ALONE.fullmatch(row.title) or part.number > row.place + 3:
        return False
    quoted = QUOTED.fullmatch(part.text.strip()) is not None
    after = parts[following] if following < len(parts) else None
    spoken = after is not None and (name_line(after.text) or after.kind == "role")
    text = part.text.strip()
    if part.line.item or spoken or not (quoted or (_title_like(part) and len(text.split()) > WORDS)):
        return False
    row.kind = row.kind or item_kind(row.title) or row.title
    row.title = text.strip(' „“”"»«')[:300]
    part.used = True
    return True


def _title_like(part: Part) -> bool:
    text = part.text.strip()
    return can_be_title(part) and OFFICES.search(text) is None and not looks_like_organisation(text)


def _beside(below: list[Part]) -> list[Found]:
    """Read lines that have title and person, in this order or the other; what stands in front may tell about them."""
    talks: list[Found] = []
    words = 0
    for part in below:
        talk = _talk(part)
        if talk is None and talks and not part.line.item:
            break
        if talk is not None:
            talks.append(talk)
            words = max(words, len(talk.title.split()))
    items = list(itertools.takewhile(lambda part: part.line.item, below))
    if FEWEST <= len(talks) < len(items) <= len(talks) * 2 and not any(map(_is_who, items)):
        talks = [_talk(part) or _plain(part) for part in items]  # a point without a person among others
    return talks if words >= WORDS else []


def _is_who(part: Part) -> bool:
    return part.kind == "role" or name_line(part.text) or is_no_session(part.text) or _labelled(part)


def _plain(part: Part) -> Found:
    session = point(part, None)
    session.agenda = True
    return session


def _talk(part: Part) -> Found | None:
    text = part.text.strip()
    if part.line.cells or part.line.level or _labelled(part) or len(text) > LONGEST * 2:
        return None
    title_first = _TITLE_FIRST.fullmatch(text)
    if title_first is not None and _names(title_first["title"]) and _only_who(title_first["who"]):
        return _found(part, title_first["title"], title_first["who"])
    cuts = [one.end() for one in re.finditer(r",\s+", text)] if part.line.item and ":" not in text else []
    for cut in cuts:
        title = text[:cut].rstrip(" ,")
        if len(title.split()) > 1 and _names(title) and _only_who(text[cut:]):
            return _found(part, title, text[cut:])
    who_first = _WHO_FIRST.fullmatch(text)
    if who_first is not None and _speaks(who_first["who"], who_first["title"]):
        return _found(part, who_first["title"], who_first["who"].rstrip(" :–-"))
    return None


def _found(part: Part, title: str, who: str) -> Found:
    session = Found("", kind=item_kind(title), agenda=True, place=part.number)
    title_and_people(session, title)
    session.people += parse_people(who, default_role(session.kind))
    return session


def _names(title: str) -> bool:
    """Tell whether words in front of a person can be what it speaks about."""
    words = title.strip()
    return _GREETS.fullmatch(words) is not None or (
        (role_of(words) is None or len(words.split()) > WORDS)
        and _NO_TITLE.fullmatch(words) is None
        and OFFICES.match(words) is None
        and not looks_like_organisation(words)
        and not names_surely(words)
        and not is_no_session(words)
        and words.count("(") == words.count(")")
    )


def _only_who(text: str) -> bool:
    return names_surely(text) and name_line(text) and re.search(r"[a-zäöüß]{4}\.\s*[A-ZÄÖÜ„]", text) is None


def _speaks(who: str, title: str) -> bool:
    """Tell whether a line says who, and then on what: "A B (Stadt X): Wege ins Netz"."""
    name = name_at(who)
    return (
        name is not None
        and name.sure
        and len(title) <= LONGEST
        and not OFFICES.match(title)
        and (")" in who or not looks_like_organisation(title))
        and not names_surely(title)
        and not is_no_session(title)
        and not (title.endswith(".") and len(title) > TOLD)
        and re.search(r"[a-zäöüß]{3}[.]\s[A-ZÄÖÜ]", title) is None
    )


def _by_turns(row: Part, below: list[Part]) -> list[Found]:
    """Read titles that each have who speaks on the lines below, right behind a row; nothing else stands between."""
    words = re.sub(r"^[\d.:\s–-]*(?:bis\s[\d.:]*)?\s*(?:Uhr)?[\s:|–-]*", "", row.text.strip())
    if _ALONE.fullmatch(words) or item_kind(words) == "Begrüßung":
        return []
    talks: list[Found] = []
    spoken = False
    for part in below:
        who = part.kind == "role" and part.field in _LEADS and names_surely(part.value)
        who = who or (role_line(part.text) is None and name_line(part.text) and names_surely(part.text))
        if who:
            if not talks and part.kind != "role":
                return []  # who speaks in the row
            spoken = True
        elif (spoken or not talks) and can_be_title(part) and not _labelled(part) and _is_new(part):
            session = Found("", kind=item_kind(part.text), agenda=True, place=part.number)
            title_and_people(session, part.text.strip())
            talks.append(session)
            spoken = False
        else:
            break
    return talks if spoken else talks[:-1]


def _labelled(part: Part) -> bool:
    """Tell whether a line has a letter, a number or "Forum 1" in front."""
    text = part.text.strip()
    return part.line.number is not None or HEAD.match(text) is not None or re.match(r"[\dA-H][.:)]", text) is not None


def _is_new(part: Part) -> bool:
    text = part.text.strip()
    return (
        not part.line.cells
        and len(text.split()) > WORDS
        and OFFICES.match(text) is None
        and not looks_like_organisation(text)
        and not is_no_session(text)
    )
