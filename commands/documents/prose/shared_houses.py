"""People of one house that a sentence names once: "A B, C D und E F von der Stadt X"."""

import re
from collections.abc import Iterable
from dataclasses import replace

from commands.documents.prose.affiliation import AFTER_SLASH
from commands.documents.prose.ahead import LIST, group_ahead, heads_row, is_of_several, spoken_for
from commands.documents.prose.names import Name
from commands.documents.prose.organisation_kinds import is_trade
from commands.documents.prose.organisation_words import looks_like_organisation
from commands.documents.prose.vocabulary import OFFICES
from storage.records import RoleRecord

BOTH = re.compile(
    r"(?:\(|,\s)(?:beide|alle)\s+"
    r"(?:von der |von dem |vom |von |aus der |aus dem |aus |bei der |beim |bei |an der |am )?"
    r"([^(),]+?)(?:\)|,|$|\.)"
)
_TOGETHER = re.compile(
    r",?\s?(?:und|sowie|&|/)(?:\s(?:ihr|sein|deren|dessen)\w{0,2}\s(?:Kolleg\w+|Stellvertreter\w*|Mitarbeiter\w*|Mitstreiter\w*))?"
)
_ALONE = re.compile(r"(?:^|[,;:(]\s*|(?:^|\s)[a-zäöüß]+\s)$")  # nothing that says what somebody is stands in front
_PROFESSED = re.compile(  # "die Philosophin A B sowie C D vom Institut X": the first is told by a profession
    r"(?:^|\s)(?:[Dd]er|[Dd]ie|dem|den)\s(?:[a-zäöüß]+[en]\s)?[A-ZÄÖÜ]\w+(?:in|er|ist|ge|nt|at|or)\s$"
)
_TRADES = re.compile(  # "die Personalberater A B und C D vom Büro X"
    r"\b[Dd]ie\s(?:(?:beiden|zwei)\s)?[A-ZÄÖÜ][a-zäöüß-]+(?:er|en|innen|leute)\s$"
)
_TWO_OFFICES = re.compile(r"^\w+\s(?:und|&)\s\w+$")  # "A B und C D (Vorsitzender und Kassiererin des Vereins X)"
_PLURAL = re.compile(r"(?:innen|oren|enten|leute)\b")


def _belongs_to_both(between: str, behind: str, house: str) -> bool:
    """Tell whether a house behind two names is that of both: "A B und C D, Stadt X, …", or at the end of a row."""
    rest = behind.removeprefix(f", {house}")
    return rest != behind and (
        not rest.strip(" .") if between == "," else between in {"und", "&"} and rest[:1] in {"", ",", "."}
    )


def _is_of_one(office: str | None, between: str, house: str | None) -> bool:
    """Tell whether two officers serve one town or district: "Kreisrätin A B und Planer C D (Landkreis X)"."""
    if office is None or house is None or re.fullmatch(rf"(?:und|sowie|&)\s(?:{OFFICES.pattern})", between) is None:
        return False
    return any(re.match(kind, office) and re.match(named, house) for kind, named in _OF_ONE)


_OF_ONE = (
    (r"Kreis|Landr[aä]t", r"(?:Land)?[Kk]reis\s"),
    (r"Stadt|Oberbürgermeister", r"(?:Landeshaupt|Hanse)?[Ss]tadt\s"),
)


def sharing(sentence: str, names: list[Name], found: list[RoleRecord]) -> list[RoleRecord]:  # noqa: C901  # one branch for each form
    """Give people of one house the house that the sentence names once, in front of them or behind the last."""
    found = list(found)
    shared_house: str | None = None
    for number in range(len(found) - 2, -1, -1):  # "A, B und C von der Stadt X" come from the same house
        between = sentence[names[number].end : names[number + 1].start].strip()
        this, following = found[number], found[number + 1]
        behind = sentence[names[number + 1].end :]
        trade = sentence[: names[number].start].split()[-1:]
        trades = _TRADES.search(sentence[: names[number].start]) is not None
        if trade and not trades and (is_trade(trade[0]) or _PROFESSED.search(sentence[: names[number].start])):
            shared_house = None  # "Bäckermeisterin A B und C D vom Amt X"
        elif _TOGETHER.fullmatch(between) and (
            re.match(r"\s+(?:von|vom|aus (?:d|Sicht)|[a-zäöüß]{3,}en\sfür\sd)", behind)
            or (
                behind.startswith(" (")
                and (following.office is None or _TWO_OFFICES.search(following.office))
                and (trades or _ALONE.search(sentence[: names[number].start]) or _PLURAL.search(this.office or ""))
            )
        ):
            shared_house = following.organisation
        elif behind.startswith(" (") and _is_of_one(this.office, between, following.organisation):
            found[number] = replace(this, organisation=this.organisation or following.organisation)
        elif (
            following.office is None
            and following.organisation is not None
            and _belongs_to_both(between, behind, following.organisation)
            and _ALONE.search(sentence[: names[number].start])
        ):
            shared_house = following.organisation  # "…, A B, C D, Stadt X" at the end
        elif between != ",":
            shared_house = None
        if (
            shared_house is not None
            and this.organisation is None
            and (trades or this.office is None or _PLURAL.search(this.office))
        ):
            found[number] = replace(this, organisation=shared_house)
    shared_house = None
    for number, name in enumerate(names):  # "das Team X, bestehend aus A, B und C"
        before = sentence[(names[number - 1].end if number else 0) : name.start]
        if number and not LIST.fullmatch(re.sub(AFTER_SLASH, "", before)):
            shared_house = None
        if shared_house is None:
            several = is_of_several(before) or (found[number].office is None and spoken_for(before, sentence))
            shared_house = (
                group_ahead(before)
                or (heads_row(before) if not number else None)
                or (found[number].organisation if several else None)
            )
        if shared_house is not None and found[number].organisation is None:
            found[number] = replace(found[number], organisation=shared_house)
    return found


LIST_OF_NAMES = 4  # people of a sentence from which on most show what a list gives of each


def without_strays(sentence: str, people: Iterable[RoleRecord]) -> list[RoleRecord]:
    """Take off houses that are only the next entry of a list of bare names: "A B, C D, Ensemble X, E F"."""
    found = list(people)
    housed = [one for one in found if one.organisation is not None]
    if len(found) < LIST_OF_NAMES or len(housed) * 3 > len(found):
        return found
    return [
        replace(one, organisation=None)
        if one.organisation is not None
        and f"{one.name}, {one.organisation}" in sentence
        and not looks_like_organisation(one.organisation)
        else one
        for one in found
    ]
