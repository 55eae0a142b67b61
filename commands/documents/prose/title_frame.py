"""What an event is a part of, where the head of its text says so: "Messe X", then "Workshop auf der Messe X"."""

import re

from commands.documents.prose.layout import Part
from commands.documents.prose.session_heads import is_session_heading
from commands.documents.prose.title_candidates import VERB
from commands.documents.prose.title_lines import CLOCK
from commands.documents.prose.vocabulary import EVENT_WORDS, UPPER, VENUE_WORD

LONG_LINE = 170  # characters from which on a line is a paragraph
FIRST, HEAD = 3, 8  # lines in which the event around stands, and in which is said what this one is
_STEMS = (
    "workshop", "werkstatt", "konferenz", "kongress", "tagung", "forum", "treffen", "seminar", "webinar", "camp",
    "symposi",
    "dialog", "gespräch", "sitzung", "austausch", "versammlung", "akademie", "schulung", "fortbildung", "messe",
    "gipfel", "convention", "festival", "abend", "runde", "tag", "reihe", "fest", "labor", "veranstaltung",
)  # fmt: skip
_LARGE = re.compile(  # events that have others in them
    r"\b\w*(?:convention|kongress|messe|festival|tage|woche|gipfel|summit|konferenz|tagung|forum|barcamp|expo|"
    r"(?:städte|gemeinde|landkreis|digital|kommunal)tag)(?:es|s|en|n)?\b",
    re.IGNORECASE,
)
_SMALL = re.compile(  # and that may be in them
    r"(?!\w*(?:konferenz|tagung|kongress)\b)\b\w*(?:workshop|werkstatt|fachgespräch|fachforum|seminar|podium|podiumsdiskussion|panel|session|vortrag|"
    r"fachveranstaltung|begleitveranstaltung|sonderveranstaltung|gesprächsrunde|diskussion|diskussionsrunde|talk|labor|lab|"
    r"roundtable|dialogforum|themenforum|impuls|sitzung)(?:s|en)?\b",
    re.IGNORECASE,
)
ROOM = re.compile(r"-?(?:[Rr]aum|[Rr]äume|[Ss]aal|[Bb]ereich|[Zz]elt)\b")  # behind "Workshop"
_IN_FRAME = re.compile(  # "Fachforum im Rahmen des Zukunftsforums", "Workshop auf der Messe"
    r"\b(?:im Rahmen|am Rande|auf|bei|beim|während|anlässlich|innerhalb)\s(?:de[rsm]\s|von\s)?(?=[\w„])"
)
TOLD = (
    r"\b(?:[Dd](?:er|ie|as|en|em|es)|[Zz]u[mr]|[Bb]eim|[Ii]m|[Vv]om|[Uu]nser\w*|[Dd]iese[rsmn]?)\s(?:[a-zäöüß]+e[nrsm]?\s)?"
    rf"(?=[{UPPER}])"
)
_KIND_TOLD = re.compile(rf"{TOLD}(?P<kind>(?i:{EVENT_WORDS.pattern[2:]}))")  # "in den Workshop"


def stem(word: str) -> str:
    """Return what kind of event a word says, whatever stands before it: "workshop" of "Zukunftsworkshops"."""
    return next((stem for stem in _STEMS if stem in word.lower()), word.lower())


def frame(parts: list[Part]) -> tuple[int, int] | None:
    """Return the lines that say at the head: the event around, and below it what kind this one there is."""
    shown = [n for n, part in enumerate(parts) if part.kind != "debris"][:HEAD]
    around = next((n for n in shown[:FIRST] if _is_head(parts[n], _LARGE) and not _SMALL.search(parts[n].text)), None)
    if around is None:
        return None
    for number in shown:
        text = parts[number].text.strip()
        if len(text) > LONG_LINE or CLOCK.match(text):
            return None
        small = _SMALL.search(text)
        if (
            number <= around
            or small is None
            or ROOM.match(text, small.end())
            or not _is_head(parts[number], _SMALL)
            or is_session_heading(text)
        ):
            continue
        rest = f"{text[: small.start()]} {text[small.end() :]}"
        told = any(stem(small[0]) in _told_kinds(part.text) for part in parts if part is not parts[number])
        if _IN_FRAME.search(rest) or (told and not VENUE_WORD.search(text) and len(rest.split()) > 1):
            return around, number
    return None


def _told_kinds(text: str) -> set[str]:
    return {stem(match["kind"]) for match in _KIND_TOLD.finditer(text)}


def _is_head(part: Part, kind: re.Pattern[str]) -> bool:
    """Tell whether a line names a kind of event and is no sentence."""
    return kind.search(part.text) is not None and part.kind != "item" and not VERB.search(part.text)
