"""Houses that a text says of several people at once: above their list, or in a sentence on all who have a role."""

import re

from commands.documents.prose.nominative import nominative
from commands.documents.prose.organisation_kinds import is_no_house
from commands.documents.prose.organisation_words import HEADS, looks_like_organisation
from commands.documents.prose.phrases import phrase_of
from commands.documents.prose.vocabulary import EVENT_WORDS, OFFICES, UPPER

_ABOVE = re.compile(  # "… sind die Vorstandsmitglieder des Verbands", below it their list
    r"\b(?:[A-ZÄÖÜ]\w*)?(?:[Mm]itglieder|[Vv]orst[aä]nde|[Vv]ertreter(?:innen)?|[Mm]itarbeiter(?:innen)?|[Bb]eschäftigten?|"
    r"[Vv]orsitzenden|[Ss]precher(?:innen)?|[Ff]achleute)\s(?P<link>der|des|vom|von\sder)\s"
    rf"(?P<house>[{UPPER}][^,.;:]{{3,90}}?)\s*:?$"
)
_LABELS = {"Moderator": "Moderation|Moderator", "Referent": "Referat|Referent|Vortrag"}
_OF_ALL = re.compile(  # "Die Moderatorinnen und Moderatoren gehören zum Büro X"
    r"(?:^|[.!?]\s|\n)(?:Alle\s|Die\s|Beide\s)+(?P<who>Moderator|Referent)(?:en|innen)(?:\sund\s\w+)?\s"
    r"(?:(?:gehören|gehörten|kommen|kamen|stammen|waren|sind|arbeiten)\s)(?:alle\s|beide\s|sämtlich\s)?"
    r"(?P<link>zum|zur|vom|von\sder|aus\sdem|aus\sder|beim|bei\sder)\s(?P<words>[^.;:!?]{3,120})"
)
_MASCULINE = {"des", "vom", "zum", "beim", "aus dem"}


def house_above(line: str, text: str) -> str | None:
    """Return the house whose people the list below a line names, by the fuller name that the text has for it."""
    match = _ABOVE.search(line.strip())
    if match is None or not looks_like_organisation(match["house"]) or OFFICES.match(match["house"]):
        return None
    house = nominative(("des " if match["link"] in _MASCULINE else "") + match["house"])
    if " " in house or is_no_house(house) or EVENT_WORDS.match(house):
        return None if is_no_house(house) or EVENT_WORDS.match(house) else house
    fuller = re.search(
        rf"(?<![\w-]){re.escape(house)}(?:e?s)?(?P<more>\s[{UPPER}][\w-]+(?:\s(?:und\s|für\s|der\s)?[{UPPER}][\w-]+){{0,4}})",
        text,
    )
    if fuller is not None:
        return house + fuller["more"]
    return None if house in HEADS else house


def house_of_all(name: str, text: str) -> str | None:
    """Return the house that a sentence says of all who have somebody's role: "Die Moderatoren gehören zum Büro X"."""
    for match in _OF_ALL.finditer(text):
        label = (
            rf"\b(?:{_LABELS[match['who']]})(?:innen|en|in)?(?::|\sdurch|\svon)"
            rf"(?:(?:Dr|Prof)\.|[^.;()\n]){{0,60}}\b{re.escape(name)}\b"
        )
        house = phrase_of(match["words"])
        if looks_like_organisation(house) and not is_no_house(house) and re.search(label, text):
            return nominative(("des " if match["link"] in _MASCULINE else "") + house)
    return None
