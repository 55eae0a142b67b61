"""Series of events as one list: "14. April 2021, 10 Uhr: Wege ins Netz", a line for each, with its own day."""

import itertools
import re

from commands.documents.prose.layout import Part
from commands.documents.prose.moments import Moment, find_moments
from commands.documents.prose.no_session import is_no_session
from commands.documents.prose.session import Found, item_kind, title_and_people
from commands.documents.prose.vocabulary import UPPER

FEWEST = 3  # lines in a row that make a series
LONGEST, SHORTEST = 220, 10  # characters of what stands behind a day
_LEAD = re.compile(r"(?:(?:am|den|Termin \d{1,2}\s?:)\s)?", re.IGNORECASE)
_SIGN = re.compile(rf"\s*(?:Uhr)?\s*[:|–—-]\s+(?=[{UPPER}\d„“\"»])|\s*Uhr,?\s+(?=[{UPPER}„“\"»])")
_WEEKDAY = re.compile(r"(?:Mo|Di|Mi|Do|Fr|Sa|So)[a-z]*\.?,?\s(?:den\s)?$")
_NO_SESSION = re.compile(
    r"(?:Anmelde|Ende der|Beginn der|Frist|Abgabe|Einsende|Anmeldung|Bewerbung|"
    r"Veröffentlich|Beschluss|Redaktions|Ferien)\w*"
)


def series(parts: list[Part]) -> list[Found]:
    """Return what a list of dated lines names, each with its day; nothing where the days don't follow one another."""
    run: list[tuple[Part, Found]] = []
    for part in parts:
        if part.kind == "debris":
            continue
        session = _dated(part)
        if session is not None:
            run.append((part, session))
        elif run and not (part.kind == "text" and not part.line.gap and not part.line.item):
            if len(run) >= FEWEST:
                break
            run = []
    days = [session.day for _part, session in run if session.day is not None]
    if len(run) < FEWEST or not all(_later(one, other) for one, other in itertools.pairwise(days)):
        return []
    for part, _session in run:
        part.used = True
    return [session for _part, session in run]


def _dated(part: Part) -> Found | None:
    text = part.text.strip()
    moment = next(iter(find_moments(text)), None) if not part.used and part.line.item else None
    if moment is None or moment.day is None or moment.month is None or moment.last is not None:
        return None
    before = _LEAD.sub("", text[: moment.start])
    if before and not _WEEKDAY.fullmatch(before):
        return None
    stop = moment.said_until
    sign = _SIGN.match(text, stop)
    title = text[sign.end() :].strip() if sign is not None else ""
    if (
        not SHORTEST <= len(title) <= LONGEST
        or _NO_SESSION.match(title)
        or is_no_session(title)
        or find_moments(title)
    ):
        return None
    session = Found("", kind=item_kind(title), day=moment, times=moment.times, place=part.number)
    title_and_people(session, title)
    return session if session.title else None


def _later(one: Moment, other: Moment) -> bool:
    if one.year is not None and other.year is not None and one.year != other.year:
        return one.year < other.year
    return (one.month, one.day) < (other.month, other.day)
