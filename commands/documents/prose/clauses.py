"""Houses that stand in clauses and sentences of their own: "A B, die bei der Stadt X den Bereich Y leitet"."""

import re

from commands.documents.prose.organisation_words import looks_like_organisation
from commands.documents.prose.organisations import split_affiliation
from commands.documents.prose.phrases import phrase_of
from commands.documents.prose.places_ruled import place_ruled
from commands.documents.prose.vocabulary import OFFICES, UNITS, UPPER

_RELATIVE = re.compile(  # "A B, die bei der Stadt X den Bereich Y leitet": what ends in a verb says where, if at all
    r"\s*,\s*(?:der|die)\s+(?:(?!der\b|die\b|das\b)[a-zäöüß]+\s+){0,3}?"
    r"(?P<link>seitens der|seitens des|bei der|beim|bei|für die|für das|für den|für|im|am|an der|in der|die|das|den)"
    r"\s+"
    r"(?P<words>[^,.;]{3,150}?)"
    r"\s(?:[a-zäöü]{2,}(?:t|te|en)|ist|war|hat)(?:\s(?:hat|ist|war|wird|wurde))?\s*(?=[,.;]|$)"
)
LONGEST = 90  # characters in front of a name that say what somebody is
_FRONTED = re.compile(rf"(?:Herrn?|Frau|{OFFICES.pattern})\s$")
_THERE = re.compile(r"(?:seitens|bei|beim|für|im|am|an|in)\b")


_WORKS = (  # "Wolf leitet …", "Herr Stein ist Bürgermeister der Stadt X", "Frau Wolf arbeitet bei der Stadt X"
    r"(?:^|\n|[.!?]\s+)(?:(?:Herr|Frau)\s+)?(?:(?:Prof|Dr)\.\s+)*(?:[^\W\d_][\w-]+\s)?{family}(?:\.\s(?:Sie|Er))?\s(?:(?P<verb>leitet|arbeitet|forscht|lehrt|"
    r"vertritt|koordiniert)|(?:ist|war)\s(?=(?:der|die|als|seit|heute|ein|eine)?\s?(?:\d{{4}}\s)?(?:[a-zäöüß]+er?\s)?[„\"]?[A-ZÄÖÜ]))"
    r"\s?(?P<words>[^.!?;]{{4,160}})"
)


def house_told(family: str, text: str) -> str | None:
    """Return the house that a sentence says of somebody whom it calls by the family name: "Wolf leitet das Amt X"."""
    match = re.search(_WORKS.format(family=re.escape(family)), text)
    if match is None:
        return _told_beside(family, text)
    words = re.sub(
        r"^(?:(?:ein|eine|seit|heute|dort|als|der|die|das|den|im|am|bei der|beim|\d{4})\s+)+", "", match["words"]
    )
    words = re.sub(r"((?:TU|TH|FH|Universität|Hochschule)\s[A-ZÄÖÜ][\w-]+)\szu\s.*", r"\1", words)
    house = phrase_of(words)
    if match["verb"] and looks_like_organisation(house) and not UNITS.match(house):
        return split_affiliation(house)[1]
    office = re.search(r"\s(?:der|des|bei der|beim|im|am|an der)\s+(?=[A-ZÄÖÜ])", words)
    if office is None or not (match["verb"] or OFFICES.match(words)):
        return None
    house = phrase_of(words[office.end() :])
    return (
        split_affiliation(("des " if office[0].strip() == "des" else "") + house)[1]
        if looks_like_organisation(house)
        else None
    )


_NAMED = r"(?:(?:Prof|Dr)\.\s)*(?:[^\W\d_][\w-]+\s)?{family}\b"
_PLACE_BEHIND = r"(?:{offices})\s(?P<place>[{upper}]\w+(?:-[{upper}]\w+)?)\s$"
_UNIT = r"(?P<unit>Landkreis|Kreis|Stadt|Gemeinde|Region|Samtgemeinde|Verbandsgemeinde)(?:e?s)?\s{place}\b"


def _told_beside(family: str, text: str) -> str | None:
    """Return what an office beside a name is that of: "Xstädter Bürgermeister", "Ministerin Y, Beauftragte der …"."""
    for match in re.finditer(_NAMED.format(family=re.escape(family)), text):
        before = text[max(0, match.start() - LONGEST) : match.start()]
        if (place := place_ruled(before, text)) is not None:
            return place
        named = re.search(_PLACE_BEHIND.format(offices=OFFICES.pattern, upper=UPPER), before)
        unit = re.search(_UNIT.format(place=re.escape(named["place"])), text) if named is not None else None
        if unit is not None and named is not None:
            return f"{unit['unit']} {named['place']}"
        beside = re.match(r",\s(?P<words>[^.;:!?]{4,120})", text[match.end() :])
        given = re.sub(r"(?:Prof|Dr)\.\s", "", match[0]).removesuffix(family).strip()
        alone = OFFICES.fullmatch(given) is not None or (not given and _FRONTED.search(before) is not None)
        if beside is not None and alone and OFFICES.match(beside["words"]):
            house = split_affiliation(phrase_of(beside["words"]))[1]
            if house is not None:
                return house
    return None


def in_clause(after: str) -> tuple[str | None, str | None] | None:
    """Read a relative clause behind a name; ``None`` if there is none."""
    match = _RELATIVE.match(after)
    if match is None:
        return None
    words = phrase_of(match["words"])
    if re.search(r"\b(?:zuständig|verantwortlich)\b", match[0]):
        words = words.partition(" für ")[0]  # "die bei der Stadt X für Y zuständig ist"
    if _THERE.match(match["link"]):
        return None, (split_affiliation(words)[1] if looks_like_organisation(words) else None)
    of = re.search(r"\s(?:der|des|bei der|beim|im)\s+(?=[A-ZÄÖÜ])", words)
    house = words[of.end() :] if of is not None and UNITS.match(words) else ""
    if not house and (there := re.search(r"\s(?:an der|am|bei der|beim)\s(?=[A-ZÄÖÜ])", words)) is not None:
        house = words[there.end() :]  # "die das Vorhaben an der Hochschule X leitet"
        house = house if " " in house else ""
    return None, (split_affiliation(house)[1] if looks_like_organisation(house) else None)
