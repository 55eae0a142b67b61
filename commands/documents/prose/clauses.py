"""Houses that stand in clauses and sentences of their own: "A B, die bei der Stadt X den Bereich Y leitet"."""

import re

from commands.documents.prose.organisations import looks_like_organisation, split_affiliation
from commands.documents.prose.phrases import phrase_of
from commands.documents.prose.vocabulary import UNITS

_RELATIVE = re.compile(  # "A B, die bei der Stadt X den Bereich Y leitet": what ends in a verb says where, if at all
    r"\s*,\s*(?:der|die)\s+(?:(?!der\b|die\b|das\b)[a-zäöüß]+\s+){0,3}?"
    r"(?P<link>bei der|beim|bei|für die|für das|für den|für|im|am|an der|in der|die|das|den)\s+"
    r"(?P<words>[^,.;]{3,150}?)"
    r"\s(?:[a-zäöü]{2,}(?:t|te|en)|ist|war|hat)(?:\s(?:hat|ist|war|wird|wurde))?\s*(?=[,.;]|$)"
)
_THERE = re.compile(r"(?:bei|beim|für|im|am|an|in)\b")


def in_clause(after: str) -> tuple[str | None, str | None] | None:
    """Read a relative clause behind a name; ``None`` if there is none."""
    match = _RELATIVE.match(after)
    if match is None:
        return None
    words = phrase_of(match["words"])
    if _THERE.match(match["link"]):
        return None, (split_affiliation(words)[1] if looks_like_organisation(words) else None)
    of = re.search(r"\s(?:der|des|bei der|beim|im)\s+(?=[A-ZÄÖÜ])", words)
    house = words[of.end() :] if of is not None and UNITS.match(words) else ""
    return None, (split_affiliation(house)[1] if looks_like_organisation(house) else None)
