"""Houses that stand in front of a name: "Für die Sparkasse X sprach A B", "das Team X, bestehend aus A B und C D"."""

import re

from commands.documents.prose.nominative import nominative
from commands.documents.prose.organisation_words import HEADS, looks_like_organisation
from commands.documents.prose.organisations import split_affiliation
from commands.documents.prose.phrases import glued, phrase_of, unglued
from commands.documents.prose.vocabulary import EVENT_WORDS, OFFICES, UPPER

_SPEAKS = (
    r"(?:spr(?:ach|icht|echen|achen)|n(?:ahm|ahmen|immt)|bericht\w+|begrüß\w+|referier\w+|stell(?:t|te|ten|en)|k(?:am|amen|ommt)|"
    r"diskutier\w+|erläuter\w+|moderier\w+|hielt(?:en)?|hält|g(?:ab|aben|ibt)|trug|trägt|übern(?:ahm|immt|ehmen)|dankte\w*|"
    r"überreich\w+|eröffne\w+|war(?:en)?|ist|sind|trat(?:en)?|saß(?:en)?|sitz\w+|lud(?:en)?|präsentier\w+|zeig\w+|"
    r"führ\w+|informier\w+|ging(?:en)?|wirk\w+|unterzeichne\w+|warb(?:en)?|beteilig\w+)"
)
_FOR = (
    r"(?:[Ff]ür|[Aa]us|[Vv]on\s?[Ss]eiten|[Vv]on|[Vv]om|[Ss]eitens|[Ii]m\s(?:Namen|Auftrag)|[Nn]amens|[Ss]tellvertretend\sfür|"
    r"[Aa]ls\sVertreter(?:in|innen)?|[Ii]n\sVertretung(?:\sfür|\svon)?|[Bb]eim?)"
)
_SPOKE_FOR = re.compile(  # "Aus dem Landkreis X berichtet (Dezernentin) A B"
    rf"(?:^|[,;:–]\s|\b(?:und|sowie|während|dass)\s)(?P<link>{_FOR})\s(?:(?P<article>die|das|den|der|des|dem)\s)?"
    rf"(?P<house>(?:[a-zäöüß]+e[nrs]?\s)?(?:[{UPPER}]|[a-z]{{3,5}}\s[{UPPER}])[^,;:!?]{{2,110}}?)\s{_SPEAKS}\s"
    rf"(?:(?:sich|uns|zudem|dann|auch|anschließend|ebenfalls|heute|zunächst|noch|schließlich)\s)*(?:(?:der|die|deren|dessen)\s)?"
    rf"(?:(?:{OFFICES.pattern})\s)?(?:Herrn?\s|Frau\s)?$"
)
_STANDS_FOR = re.compile(  # "Die Stadt X war durch A B vertreten"
    rf"(?:^|[,;]\s|\b(?:und|sowie|waren?|sind)\s)(?:[Dd]ie|[Dd]er|[Dd]as)\s(?P<house>[{UPPER}][^,;:!?]{{2,90}}?)\s"
    rf"(?:(?:war|waren|ist|wird|wurde)\s)?(?:durch|von)\s(?:(?:ihren?|seinen?|den|die)\s)?(?:(?:{OFFICES.pattern})\s)?$"
)
_VENUE = re.compile(
    r"(?:[Rr]at|[Kk]ur|[Bb]ürger|[Gg]emeinde|[Kk]reis|[Gg]ast)haus|[Hh]alle$|[Ss]aal$|[Ss]chloss$|[Mm]useum$"
)


_AND_FOR = re.compile(  # "Für den Landkreis X sprach A B, für den Landkreis Y C D"
    rf"\s*(?:,|,?\s(?:und|sowie))\s(?P<link>für|seitens|aus|von|vom|beim?)\s(?:(?P<article>die|das|den|der|des|dem)\s)?(?P<house>[{UPPER}][^,;:!?]{{2,90}}?)\s(?:(?:{OFFICES.pattern})\s)?(?:(?:Prof|Dr)\.\s)*$"
)


def spoken_for(before: str, sentence: str) -> str | None:
    """Return the house for which a sentence lets somebody speak, whose name stands behind ``before``."""
    before = glued(before)
    match = _SPOKE_FOR.search(before) or _AND_FOR.fullmatch(before)
    if match is None and re.search(r"\b[Vv]ertreten\b|\brepräsentiert\b", sentence):
        match = _STANDS_FOR.search(before)
    if match is None:
        return None
    house = unglued(match["house"])
    name = phrase_of(house)
    if not name or not house.rstrip(". ").endswith(name.rstrip(". ")[-12:]):
        return None  # more than a name: "Für den Verein im Ort …"
    said = match.groupdict()
    masculine = said.get("article") == "des" or said.get("link") in {"Beim", "beim", "Vom", "vom"}
    whole = nominative(("des " if masculine else "") + name)
    if not (looks_like_organisation(name) or looks_like_organisation(whole)):
        return None
    return None if OFFICES.match(name) or name in HEADS or _VENUE.match(name.split()[0]) else whole


_GROUP = re.compile(  # "das „Team X“, bestehend aus"
    rf"(?:,\s)?(?:(?:[Dd]as|[Dd]ie|[Dd]er|[Dd]es|[Dd]em|[Dd]en|[Vv]om|und)\s)?(?:[a-zäöüß]+\s)?"
    rf"(?P<quote>[„\"»])?(?P<house>[{UPPER}][^,.;:()„“\"»«]{{2,70}}?)(?(quote)[“\"”«])"
)
_MADE_OF = re.compile(
    rf",?\s(?:(?:das|die|der)\s)?(?:bestehend\saus|vertreten\sdurch|repräsentiert\sdurch)\s(?:de[nmr]\s|die\s)?(?:(?:{OFFICES.pattern})\s)?$"
)
_IN_BRACKETS = re.compile(r"\s\($")
_HEADED = re.compile(
    rf"(?:^|[;•–-]\s|\d\s)(?:\d+\s)?(?:Vertreter(?:innen|in)?\s(?:(?:der|des|vom|von)\s)?)?"
    rf"(?P<house>[{UPPER}][^,.;:()]{{3,70}}):\s$"
)
_WITH = re.compile(rf"^(?:Das|Die|Der)\s(?P<house>[{UPPER}][^,.;:()]{{3,70}}?)\smit\s(?:(?:{OFFICES.pattern})\s)?$")


def group_ahead(before: str) -> str | None:
    """Return the house that a list of its people follows, which begins behind ``before``."""
    match = _HEADED.search(before) or _WITH.search(before)
    if match is not None:
        event = EVENT_WORDS.match(match["house"].split()[0]) or _PART_OF_EVENT.match(match["house"])
        return nominative(match["house"]) if _is_house(match["house"]) and not event else None
    end = _MADE_OF.search(before) or _IN_BRACKETS.search(before)
    if end is None:
        return None
    ahead = before[: end.start()]
    starts = [
        found.start()
        for found in re.finditer(r"(?:^|\b(?:[Dd]as|[Dd]ie|[Dd]er|[Dd]es|[Dd]em|[Dd]en|[Vv]om|und)\s)", ahead)
    ]
    for start in reversed(starts):
        group = _GROUP.fullmatch(ahead, start)
        if group is not None and (_is_house(group["house"]) or (group["quote"] and _MADE_OF.search(before))):
            return nominative(group["house"])
    return None


_PART_OF_EVENT = re.compile(r"(?:AG|AK|Arbeitsgruppe|Arbeitskreis|Gruppe|Tisch|Werkstatt|Themeninsel)\s(?:\d|[A-H]\b)")
_ROW_HEAD = re.compile(rf"\s*(?P<house>[{UPPER}][^:()]{{3,80}}?)\s*(?:,|:|\s[–-]|\()\s*(?:(?:Herrn?|Frau)\s)?")


def heads_row(before: str) -> str | None:
    """Return the house that a row of a list begins with: "Stadt X, A B", "Verein Y (A B und C D)"."""
    match = _ROW_HEAD.fullmatch(before)
    if match is None or EVENT_WORDS.match(match["house"].split()[0]) or OFFICES.match(match["house"]):
        return None
    if _PART_OF_EVENT.match(match["house"]):
        return None
    return match["house"] if _is_house(match["house"]) else None


def _is_house(name: str) -> bool:
    whole = phrase_of(name) in {name, name.rstrip(".")}
    return looks_like_organisation(name) and name not in HEADS and whole and not re.fullmatch(r"\w+ und \w+", name)


LIST = re.compile(  # what stands between two people of a list
    rf"\s*(?:,|,?\s*und|,?\s*sowie|&|/)\s*(?:(?:der|die|dem|den)\s)?(?:(?:{OFFICES.pattern})\s)?(?:Herrn?\s|Frau\s)?"
)
_SEVERAL = re.compile(  # "die beiden Projektleiter der Stadtwerke X, A B und C D"
    rf"(?:\b(?:[Dd]ie|[Dd]en)\s(?:(?:beiden|zwei|drei|vier)\s)?(?:[a-zäöüß]+en\s)?|\b(?=[{UPPER}]\w*innen\s))"
    rf"(?=(?:{OFFICES.pattern})\s)[{UPPER}][\w-]*(?:innen|er|en)\s(?:der|des|vom|von|beim|bei|am|im)\s[^.;:]*$|"
    rf"\b[Dd]ie\s(?:beiden\s)?[{UPPER}][\w.]*-(?:Vorstände|Vorsitzenden|[{UPPER}][a-zäöüß]+(?:innen|er|oren|enten|leute))\s$"
)  # "die IKS-Vorstände A B und C D"


def is_of_several(before: str) -> bool:
    """Tell whether an office in front of a name is one of several people."""
    return _SEVERAL.search(before) is not None


_WORKS_AT = re.compile(
    r"\b(?:Tätigkeit|tätig|arbeite\w*|beschäftigt|angestellt)\s"
    r"(?P<link>am|an der|beim|bei der|bei|im|für die|für das)\s(?P<a>.{4,110})|"
    r"\b(?P<there>am|an der|beim|bei der|bei|im|in der)\s(?P<b>[^,.;]{4,110}?)\s"
    r"(?:tätig|beschäftigt|angestellt|zuständig|verantwortlich)\b|"
    r"\baus\s(?:der\s)?Sicht\s(?P<view>der|des|vom|von)\s(?P<d>[^,.;]{4,110})|"
    r"\b(?:zuständig|verantwortlich)\sfür\s[^,.;]{3,60}?\s(?P<within>am|beim|bei der|im|in der)\s(?P<c>[^,.;]{4,110})"
)


def works_at(after: str) -> str | None:
    """Return the house where the words behind a name say that somebody works."""
    match = _WORKS_AT.search(after)
    if match is None:
        return None
    name = phrase_of(match["a"] or match["b"] or match["c"] or match["d"])
    masculine = (match["link"] or match["there"] or match["within"] or match["view"]) in {
        "am",
        "beim",
        "im",
        "des",
        "vom",
    }
    if not looks_like_organisation(name) or any(map(_VENUE.match, name.split())):
        return None
    return split_affiliation(("des " if masculine else "") + name)[1]
