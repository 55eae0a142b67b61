"""People of whom a text gives no more than the family name: "Bürgermeister Wolf", "Frau Stein von der Stadt X"."""

import re
from collections.abc import Iterator

from commands.documents.prose.affiliation import words_beside
from commands.documents.prose.ahead import group_ahead
from commands.documents.prose.bystanders import is_bystander, nobody_there
from commands.documents.prose.mentions import role_beside, sentences
from commands.documents.prose.names import find_names, is_noun
from commands.documents.prose.nominative import nominative
from commands.documents.prose.organisation_words import looks_like_organisation
from commands.documents.prose.phrases import phrase_of
from commands.documents.prose.vocabulary import LOWER, OFFICES, UNITS, UPPER, given_names
from storage.records import RoleRecord

_OFFICE = (
    r"(?:[Ss]tellvertretende[rn]?\s)?(?:(?:Ober|Orts|Bezirks|Alt|Samtgemeinde|Verbandsgemeinde|Stadt)?[Bb]ürgermeister(?:in)?|"
    r"Landr(?:at|ätin)|(?:Ministerial|Ober|Stadt|Kreis)?[Rr](?:at|ätin)|(?:[A-ZÄÖÜ][a-zäöüß]+)?[Mm]inister(?:in)?|"
    r"(?:[A-ZÄÖÜ][\w]*-|Quartiers|Stadtteil|City|Regional|Projekt)[Mm]anager(?:in)?|"
    r"(?:Staats|General)sekretär(?:in)?|(?:Orts|Bezirks|Gemeinde)vorsteher(?:in)?|Pfarrer(?:in)?|Dekan(?:in)?|Professor(?:in)?|"
    r"(?:Regierungs|Landtags|Kreistags|Vize)?[Pp]räsident(?:in)?|(?:Erste[rn]?\s)?Beigeordnete[rn]?)"
)
_TITLE = r"(?:Prof\.(?:in)?|Dr\.|h\.\s?c\.|PD|Dipl\.-\w+\.?)"
_BARE = re.compile(
    rf"(?<![\w.-])(?P<front>(?:(?:Herrn?|Frau|Hr\.|Fr\.)\s(?:{_OFFICE}\s)?(?:{_TITLE}\s)*|{_OFFICE}\s(?:{_TITLE}\s)*|"
    rf"(?:{_TITLE}\s)+))(?P<name>(?:(?<!r\s)(?<!n\s)(?<!t\s)(?:von\sder|von|van\sder|van|zu)\s|(?:de\sla|de|ten|ter|el|al)\s|(?<=Herrn\s)van\s|(?<=Herr\s)van\s|(?<=Herr\s)von\s|(?<=Herrn\s)von\s)?(?!(?:Dr|Prof|Dipl|PD|Ing|Mag)\b)[{UPPER}][{LOWER}]+(?:-[{UPPER}][{LOWER}]+)?)"
    rf"(?![\w-])(?!\s(?:(?:van(?:\sde[rnm])?|zu|de|te|ter|ten)\s)?[{UPPER}][{LOWER}])(?!\s[{UPPER}]\.)"
)
_BEHIND = re.compile(
    rf"\s*(?:,\s(?:der\s|die\s)?(?=[{UPPER}])|als\s(?=[{UPPER}])|\((?=[{UPPER}])|(?:vom|von\sder|von\sdem|beim|bei\sder|aus\sdem)\s)"
)


_VERB = (
    r"(?:ergänz|erklär|bericht|erläuter|stell|leg|wies|weist|beton|dank|bemerk|reg|schlug|schläg|frag|bat|bitte|informier|"
    r"teil|verwies|verweis|schilder|schloss|schließ|sprach|sprech|sprich|hob|heb|kündig|mahn|warn|trug|trag|träg|hielt|hält|gab|gib|"
    r"führ|leite|eröffne|begrüß|präsentier|referier|moderier|zeig|appellier|unterstr|resümier|lob)[a-zäöüß]*"
)
_SAYS = re.compile(rf"\s{_VERB}[,\s]")
_SAID = re.compile(rf"\b{_VERB}\s(?:(?:Herrn?|Frau)\s[{UPPER}][\w-]+\s(?:und|sowie)\s)?$")
_LED = re.compile(  # "die Leiterin des Amts X, Frau Stein"
    rf"(?:\b(?:der|die|dem|den|durch|von)\s|^)(?P<words>(?:{OFFICES.pattern})\s(?:der|des|vom|von)\s[^,.;:]{{2,90}}),\s$"
)
_DONE = re.compile(r"\s(?:geführt|geleitet|gehalten|vorgestellt|betreut|begleitet|gestaltet|präsentiert|erläutert)\b")
_JOINT = re.compile(
    rf"(?:\s\([^()]{{2,60}}\))?\s*(?:,|,?\sund|,?\ssowie)\s(?:(?:der|die|den|dem)\s)?(?:[a-zäöüß]+en?\s)?(?:(?:{OFFICES.pattern})\s)?"
)
_LEADS = re.compile(r"\b(?:Leitung|Moderation|Anleitung|Regie|Federführung)\s(?:von|durch)\s$")
_NOBLE = re.compile(rf"\s(?:von|vom)(?:\sde[rnm])?\s(?P<rest>[{UPPER}].*)")
_FORM = re.compile(rf"Herrn?|Frau|Hr\.|Fr\.|{_TITLE}")


def families(texts: list[str]) -> frozenset[str]:
    """Return the family names of everybody whom a text gives a full name."""
    return frozenset(name.name.rsplit(maxsplit=1)[-1] for text in texts for name in find_names(text))


def by_surname(text: str, known: frozenset[str], *, ahead: bool = False) -> Iterator[RoleRecord]:
    """Yield who is named in a paragraph by office or form of address and family name, with a part in the event.

    ``known``: family names of those who have a full name somewhere. ``ahead``: the text announces, so that who only
    says something need not be there.
    """
    for sentence in sentences(text):
        if nobody_there(sentence):
            continue
        full = list(find_names(sentence))
        found = [
            match
            for match in _BARE.finditer(sentence)
            if _is_family(match["name"], known)
            and not _is_noble(match["name"], sentence[match.end() :])
            and not any(sentence[one.end : match.start()] == " (" for one in full)
            and not (sentence[: match.start()].endswith((", ", "– ")) and not _FORM.match(match["front"]))
        ]  # "A B, Bürgermeister Musterstadt": that is the town
        group = (group_ahead(ahead_of := sentence[: found[0].start()]) or _team_ahead(ahead_of)) if found else None
        listed: int | None = None  # where the last of them ends
        for place, match in enumerate(found):
            if is_bystander(sentence, match.start("name"), match.end()):
                continue
            until = found[place + 1].start() if place + 1 < len(found) else len(sentence)
            before, after = sentence[: match.start("name")], re.sub(r"^,\s(?=\()", " ", sentence[match.end() : until])
            office, organisation, role = words_beside(match["front"], after, following=place + 1 < len(found))
            front = _LED.search(sentence[: match.start()]) if organisation is None and office is None else None
            if front is not None:
                office, organisation, _ = words_beside(f"{front['words']}, ", "", following=False)
            role = role or role_beside(sentence[: match.start()], after, sentence, "Mitwirkung", alone=len(found) == 1)
            beside = _BEHIND.match(after) is not None and (office is not None or organisation is not None)
            bracketed = before.removesuffix(match["front"]).endswith("(") and after.startswith(")")
            says = not ahead and (_SAYS.match(after) or _SAID.search(before.removesuffix(match["front"])))
            led = _LEADS.search(before.removesuffix(match["front"])) is not None
            done = led or (before.endswith(f"von {match['front']}") and _DONE.match(after) is not None)
            joint = listed is not None and _JOINT.fullmatch(sentence[listed : match.start()]) is not None
            if role == "Mitwirkung" and not (beside or bracketed or group or done or joint or says or front):
                continue
            listed = match.end()
            if organisation is not None and OFFICES.match(organisation):
                organisation = None
            title = " ".join(re.findall(_TITLE, match["front"])) or None
            yield RoleRecord(match["name"], role, office, organisation or group, title)


_TEAM = re.compile(  # "die Planerinnen vom Büro X, Frau A und Herr B"
    rf"\b(?:die|den)\s(?:[a-zäöüß]+en\s)?[{UPPER}][\w*:]+(?:innen|oren|enten|er|ern|leute|leuten)\s"
    rf"(?P<link>vom|von\sder|des|der|beim|bei\sder|aus\sdem)\s(?P<house>[{UPPER}][^,.;:]{{3,80}}),\s$"
)


def _team_ahead(before: str) -> str | None:
    """Return the house of several people that a sentence introduces by what they do there."""
    match = _TEAM.search(before)
    if match is None or not looks_like_organisation(match["house"]):
        return None
    return nominative(("des " if match["link"] in {"vom", "des", "beim"} else "") + match["house"])


def _is_noble(name: str, after: str) -> bool:
    """Tell whether what looks like a family name is a given one: "Frau Eva von Muster", no "Frau Muster vom Amt"."""
    more = _NOBLE.match(after)
    return more is not None and (name in given_names() or not looks_like_organisation(phrase_of(more["rest"])))


def _is_family(name: str, known: frozenset[str]) -> bool:
    last = name.rsplit(maxsplit=1)[-1]
    if re.search(r"(?:ik|ung|tion|ität|schaft|wesen|amt|bau)$", last):
        return False
    return last not in known and not is_noun(last) and not UNITS.match(last) and last not in _NO_FAMILY


_NO_FAMILY = frozenset(["Landes", "Bundes", "Stadt", "Gemeinde", "Kollege", "Kollegin", "Doktor"])
