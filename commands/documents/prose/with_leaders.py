"""Titles with "mit A B, Stadt X" right below, or "(Slot 1 – Session A)"; some say when."""

import itertools
import re

from commands.dates.words import WEEKDAY_NAMES
from commands.documents.prose.layout import Part
from commands.documents.prose.moments import find_times
from commands.documents.prose.names import name_at
from commands.documents.prose.people import parse_people
from commands.documents.prose.session import Found, item_kind
from commands.documents.prose.vocabulary import UPPER

FEWEST = 2  # such titles that make a programme
LONGEST, LONGEST_WHO = 180, 240  # characters of a title, and of who leads it
WORDS = 2  # of a title
_LEADS = frozenset({"Leitung", "Moderation", "Referat"})
_WITH = re.compile(r"(?:[Mm]it|[Vv]on)\s(?=(?:(?:Prof|Dr|Dipl)\.|[A-ZÄÖÜ]))")
_SLOT = re.compile(
    r"\((?:Slot|Session|Block|Runde|Raum|Track|Time-?slot|Saal|Zeitfenster)\s(?:\d|[A-H]\b)[^()]{0,60}\)",
    re.IGNORECASE,
)
_WHEN = re.compile(
    rf"(?:^|(?<=[.!?]\s))(?P<day>{'|'.join(WEEKDAY_NAMES)}),?\s(?=(?:ab\s|von\s)?\d{{1,2}}(?:[:.]\d\d)?\b)"
)
_TITLE = re.compile(rf"[{UPPER}\d„“\"»].*[^.:;,]")


def led_offers(parts: list[Part]) -> list[Found]:
    """Return the sessions whose title has who leads it on the next line, behind "mit"; two at least."""
    told = [part for part in parts if part.kind != "debris" and not part.used]
    heads: list[int] = []
    for number, (title, below) in enumerate(itertools.pairwise(told)):
        if _heads(title, below) and number - 1 not in heads:
            heads.append(number)  # and the line below is who leads it, no title
    if len(heads) < FEWEST:
        return []
    found: list[Found] = []
    for begin, end in itertools.pairwise([*heads, len(told)]):
        title, who, *text = told[begin:end]
        words = re.sub(r"[„“”\"»«]", "", title.text.strip())
        session = Found(words, kind=item_kind(words), place=title.number)
        if _SLOT.fullmatch(who.text.strip()) is None:
            session.people += parse_people(_WITH.sub("", who.text.strip(), count=1), "Leitung")
        title.used = who.used = True
        for part in text:
            if part.kind == "role" and part.field in _LEADS:
                session.people += parse_people(part.value, part.field)
                part.used = True
            when = _WHEN.search(part.text)
            times = next(find_times(part.text[when.end() :]), None) if when is not None else None
            if when is not None and times is not None:
                session.nth, session.times = ("weekday", WEEKDAY_NAMES.index(when["day"])), times
                break
        found.append(session)
    return found


def _heads(title: Part, below: Part) -> bool:
    """Tell whether a line is a title, and the one right below it says who leads it."""
    text, who = title.text.strip(), below.text.strip()
    if below.line.item or title.kind not in {"heading", "text"} or title.line.item:
        return False
    lead = _WITH.match(who) if not below.line.gap else None
    name = name_at(who[lead.end() :]) if lead is not None else None
    led = name is not None and name.sure and len(who) < LONGEST_WHO and not who.endswith((".", ":", "!"))
    return (
        (led or _SLOT.fullmatch(who) is not None)
        and len(text) < LONGEST
        and len(text.split()) > WORDS
        and _TITLE.fullmatch(text) is not None
        and next(find_times(text), None) is None
    )
