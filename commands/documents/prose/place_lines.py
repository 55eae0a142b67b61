"""Lines and ends of lines that are the name of a house or town."""

import re
from functools import lru_cache

from commands.documents.prose.layout import Part
from commands.documents.prose.moments import find_moments
from commands.documents.prose.names import names_surely
from commands.documents.prose.organisation_words import looks_like_organisation
from commands.documents.prose.phrases import CONNECTORS
from commands.documents.prose.place_words import IN, is_town
from commands.documents.prose.vocabulary import EVENT_WORDS, TAVERN, UPPER, VENUE_WORD
from commands.documents.prose.when import Chosen

LONGEST = 130  # characters of a line with a place
_OF = re.compile(r"\s(?:der|des|dem|den|zu[mr]?|von|vom|für)\s")
_TOWN_LEAD = re.compile(
    r"(?:\b[Ii]n|\bnach|\bbei|\d{5}|\b(?:Hanse|Kreis|Universitäts|Landeshaupt)?[Ss]tadt|\bGemeinde|"
    r"\bMarkt|\bLandkreis|\bRathaus)\s"
)
_TOWN_WORDS = tuple(
    re.compile(rf"{before}[{UPPER}][a-zäöüß]+(?:-[{UPPER}][a-zäöüß]+)?(?![\w-])")
    for before in ("", "(?:Bad |Sankt |St\\. )")
)
_NO_HOUSE = re.compile(
    r"\b(?:ist|sind|war|waren|wird|werden|hat|haben|fand|findet|Programm|Zeitplan|Ablauf|Agenda|Anfahrt|Workshops?|"
    r"Forum:|Fachforum|Werkstatt|Impuls|mit)\b"
)


def is_house(words: str) -> bool:
    """Tell whether a line names a house, not what one does there: "Eröffnung der Galerie X"."""
    head = _OF.split(words, maxsplit=1)[0]
    return (
        (VENUE_WORD.search(head) is not None or TAVERN.search(head) is not None)
        and re.search(r"(?<!e\.V)(?<!e\. V)[.,;!?:]$|:\s|//", words) is None
        and not _NO_HOUSE.search(words)
        and (
            EVENT_WORDS.fullmatch(words.split(maxsplit=1)[0]) is None
            or VENUE_WORD.search(words.partition(" ")[2]) is not None
        )
        and not names_surely(words)
        and words[:1].isupper()
        and all(word in CONNECTORS for word in re.findall(r"(?<![\w(/.-])[a-zäöüß]+(?![\w.)/-])", words))
    )


def is_told_town(words: str, text: str) -> bool:
    """Tell whether the text names this word as a town elsewhere: behind "in", a postcode or "Stadt"."""
    return (
        words in _told_towns(text)
        and is_town(words)
        and not looks_like_organisation(words)
        and EVENT_WORDS.fullmatch(words) is None
    )


@lru_cache(maxsize=8)
def _told_towns(text: str) -> frozenset[str]:
    """Return the words, also with a "Bad" before them, that stand where a text names towns."""
    found = (pattern.match(text, lead.end()) for lead in _TOWN_LEAD.finditer(text) for pattern in _TOWN_WORDS)
    return frozenset(match[0] for match in found if match is not None)


def town_of_name(title: str | None, parts: list[Part], chosen: Chosen) -> str | None:
    """Return the town that the event's name ends with, where the text names it as one: "Dorfforum Altenau"."""
    text = " ".join(part.text for part in parts)
    names = [title or ""]
    if chosen.part is not None and chosen.moment is not None:
        names.append(chosen.part.text[chosen.moment.stop : chosen.moment.stop + LONGEST])
    for words in names:
        for event in EVENT_WORDS.finditer(words):
            behind = re.match(
                rf"\s(?P<town>(?:Bad |Sankt )?[{UPPER}][a-zäöüß]+(?:-[{UPPER}][a-zäöüß]+)?)(?![\w-])",
                words[event.end() :],
            )
            if behind is not None and is_told_town(behind["town"], text):
                return behind["town"]
    return None


def behind_comma(text: str, stop: int) -> str | None:
    """Return the house or town behind a day: "Workshop am 5. Juli 2016, Kreishaus Altenau"."""
    match = re.fullmatch(rf"\s*[,|–-]\s*(?P<place>[{UPPER}„][^.!?:;|]{{2,70}})", text[stop:])
    if match is None or find_moments(match["place"]) or EVENT_WORDS.match(match["place"]):
        return None
    words = match["place"].strip()
    town = IN.fullmatch(f"in {words}")
    if (
        VENUE_WORD.search(words)
        or TAVERN.search(words)
        or (town is not None and is_town(words) and not looks_like_organisation(words))
    ):
        return words
    return None
