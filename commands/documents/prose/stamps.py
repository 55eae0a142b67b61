"""Days beside the event's own that say its year: when a page was published, until when one may register."""

import re

from commands.documents.prose.layout import Part
from commands.documents.prose.moments import Moment, find_moments
from commands.documents.prose.names import names_surely
from commands.documents.prose.vocabulary import EVENT_WORDS, VENUE_WORD
from storage.when import Precision

REGISTER, WEEKS = 80, 62  # characters before a deadline that say that it is one, and days from it to the event
_STAMP = re.compile(
    r"\W*(?:Stand|Veröffentlicht|Erschienen|Erstellt|Aktualisiert|Eingestellt|Gepostet|Veröffentlichungsdatum|"
    r"Datum der Meldung)\b",
    re.IGNORECASE,
)
_ISSUED = re.compile(  # "PM 18.03.2019 Fachtag …"
    r"\W*(?:PM|Pressemitteilung|Presseinformation|Presseinfo|Pressemeldung|Medieninformation|Medienmitteilung|Meldung|"
    r"Mitteilung)(?:\s(?:Nr\.?\s?)?\d[\d/]*)?[\s,:|–-]*(?:vom\s)?$"
)
_BY = re.compile(
    r"(?:Redaktion|Pressestelle|Online-Redaktion|dpa|epd|(?:[Vv]on|[Bb]y)\s[A-ZÄÖÜ]\S+\s[A-ZÄÖÜ]\S+)[\s,|"
    r"·:–-]+(?:vom\s|am\s)?$"
)
_PUT = re.compile(
    r"\W*(?:Veröffentlicht|Erstellt|Gepostet|Publiziert|Eingestellt|Erschienen|Posted|Published)\s(?:am|on|von|by|"
    r"vom)\b",
    re.IGNORECASE,
)
_CELLS = re.compile(r"\s[·•|]\s")
ROUND = 5  # minutes by which one sets the beginning of an event
TELLING = 80  # characters of a paragraph, below which no programme of the date above it begins
SHORT = 110  # characters of a line below a headline


def is_stamp(text: str, moment: Moment) -> bool:
    """Tell whether a line says when something was published: who wrote it, minutes that nobody begins at."""
    before, after = text[: moment.start], text[moment.stop :]
    if moment.precision is not Precision.DAY or moment.last is not None or moment.year is None:
        return False
    if _ISSUED.fullmatch(before) is not None:
        return True
    if len(text) > SHORT:
        return False
    if _PUT.match(text) or (re.fullmatch(r"\(\s?(?:\w+:\s)?", before) and re.fullmatch(r"\s?\)\W*", after)):
        return True
    if _BY.fullmatch(before) or re.match(r"\W*Stand\b", after):
        return True
    if moment.times is not None and moment.times.end is None and moment.times.begin[1] % ROUND:
        return True
    cells = _CELLS.split(text)
    alone = any(cell.strip() == moment.text for cell in cells)
    return len(cells) > 1 and alone and any(names_surely(cell.strip()) for cell in cells)


def has_dateline(parts: list[Part]) -> bool:
    """Tell whether a paragraph begins as those of press releases do: "Musterstadt, 18.03.2019 – …"."""
    for part in parts:
        for moment in find_moments(part.text[:SHORT]) if len(part.text) > SHORT else ():
            before = re.match(r"[A-ZÄÖÜ][\w-]+(?:[ /-][\w-]+){0,2},?\s*(?:den\s*)?$", part.text[: moment.start])
            if before is not None and re.match(r"\s*(?:\(\w{2,6}\)\s*)?[.–:-]\s", part.text[moment.stop :]):
                return True
    return False


def stamped_days(parts: list[Part]) -> list[Moment]:
    """Return the days of publication that fields such as "Stand:" give."""
    return [
        stamp
        for part in parts
        if _STAMP.match(part.text) and (part.field == "skip" or len(part.text) < REGISTER)
        for stamp in find_moments(part.text)
        if stamp.precision is Precision.DAY and stamp.year and stamp.exists(stamp.year)
    ]


def deadlines(parts: list[Part], moment: Moment) -> list[Moment]:
    """Return the days until which one may register, where they are in the two months before the event's day."""
    if moment.month is None or moment.day is None:
        return []
    found = []
    for part in parts:
        for one in find_moments(part.text):
            before = part.text[max(0, one.start - REGISTER) : one.start]
            if one.year is None or one.day is None or not one.exists(one.year) or not moment.exists(one.year):
                continue
            ahead = (moment.day_in(one.year) - one.day_in(one.year)).days
            if 0 <= ahead <= WEEKS and re.search(r"(?:[Aa]nmeld|[Rr]ückmeld|anzumelden)[^.!?]*\bbis\b", before):
                found.append(one)
    return found


def heads_agenda(parts: list[Part], place: int) -> bool:
    """Tell whether a programme follows a date, its times or its heading: then it is no day of publication."""
    telling = (
        n
        for n, one in enumerate(parts[place + 1 : place + 6])
        if len(one.text) > TELLING and one.text.rstrip().endswith((".", "!", "?"))
    )
    told = next(telling, 5)
    rows = [
        one
        for one in parts[place + 1 : place + 1 + told]
        if re.match(r"\s*\d{1,2}[:.]\d{2}\b.*[a-z]|\s*\d{1,2} Uhr", one.text)
    ]
    headed = any(
        re.fullmatch(r"\W*(?:Programm|Ablauf|Agenda|Tagesordnung)\W*", one.text)
        for one in parts[place + 1 : place + 3]
    )
    return len(rows) >= 2 or (headed and place > 0)


def above_venue(parts: list[Part], place: int) -> bool:
    """Tell whether a house stands right below a date: then it is no day of publication."""
    following = parts[place + 1] if place + 1 < len(parts) else None
    return (
        following is not None
        and following.kind in {"text", "heading"}
        and not following.line.gap
        and len(following.text) < 90
        and VENUE_WORD.search(following.text) is not None
        and re.search(r"[.!?:]$|^[„“\"»]", following.text) is None
        and not EVENT_WORDS.search(following.text)
    )
