"""People of whom a text gives no more than the family name: "Bürgermeister Wolf", "Frau Stein von der Stadt X"."""

import re
from collections.abc import Iterator

from commands.documents.prose.affiliation import words_beside
from commands.documents.prose.ahead import group_ahead
from commands.documents.prose.bystanders import is_bystander, nobody_there
from commands.documents.prose.mentions import role_beside, sentences
from commands.documents.prose.names import find_names, is_noun
from commands.documents.prose.vocabulary import LOWER, OFFICES, UNITS, UPPER
from storage.records import RoleRecord

_OFFICE = (
    r"(?:[Ss]tellvertretende[rn]?\s)?(?:(?:Ober|Orts|Bezirks|Alt|Samtgemeinde|Verbandsgemeinde|Stadt)?[Bb]ürgermeister(?:in)?|"
    r"Landr(?:at|ätin)|(?:Ministerial|Ober|Stadt|Kreis)?[Rr](?:at|ätin)|(?:[A-ZÄÖÜ][a-zäöüß]+)?[Mm]inister(?:in)?|"
    r"(?:Staats|General)sekretär(?:in)?|(?:Orts|Bezirks|Gemeinde)vorsteher(?:in)?|Pfarrer(?:in)?|Dekan(?:in)?|Professor(?:in)?|"
    r"(?:Regierungs|Landtags|Kreistags|Vize)?[Pp]räsident(?:in)?|(?:Erste[rn]?\s)?Beigeordnete[rn]?)"
)
_TITLE = r"(?:Prof\.(?:in)?|Dr\.|h\.\s?c\.|PD|Dipl\.-\w+\.?)"
_BARE = re.compile(
    rf"(?<![\w.-])(?P<front>(?:(?:Herrn?|Frau|Hr\.|Fr\.)\s(?:{_OFFICE}\s)?(?:{_TITLE}\s)*|{_OFFICE}\s(?:{_TITLE}\s)*|"
    rf"(?:{_TITLE}\s)+))(?P<name>(?:(?<!r\s)(?<!n\s)(?<!t\s)(?:von\sder|von|van\sder|van|zu)\s|(?:de\sla|de|ten|ter|el|al)\s|(?<=Herr\s)von\s|(?<=Herrn\s)von\s)?(?!(?:Dr|Prof|Dipl|PD|Ing|Mag)\b)[{UPPER}][{LOWER}]+(?:-[{UPPER}][{LOWER}]+)?)"
    rf"(?![\w-])(?!\s(?:(?:von|van|zu|de)\s)?[{UPPER}][{LOWER}])(?!\s[{UPPER}]\.)"
)
_BEHIND = re.compile(
    rf"\s*(?:,\s(?:der\s|die\s)?(?=[{UPPER}])|\((?=[{UPPER}])|(?:vom|von\sder|von\sdem|beim|bei\sder|aus\sdem)\s)"
)


_DONE = re.compile(r"\s(?:geführt|geleitet|gehalten|vorgestellt|betreut|begleitet|gestaltet|präsentiert|erläutert)\b")
_JOINT = re.compile(
    rf"(?:\s\([^()]{{2,60}}\))?\s*(?:,|,?\sund|,?\ssowie)\s(?:(?:der|die|den|dem)\s)?(?:[a-zäöüß]+en?\s)?(?:{_OFFICE}\s)?"
)
_FORM = re.compile(rf"Herrn?|Frau|Hr\.|Fr\.|{_TITLE}")


def families(texts: list[str]) -> frozenset[str]:
    """Return the family names of everybody whom a text gives a full name."""
    return frozenset(name.name.rsplit(maxsplit=1)[-1] for text in texts for name in find_names(text))


def by_surname(text: str, known: frozenset[str]) -> Iterator[RoleRecord]:
    """Yield who is named in a paragraph by office or form of address and family name, with a part in the event.

    ``known``: family names of those who have a full name somewhere.
    """
    for sentence in sentences(text):
        if nobody_there(sentence):
            continue
        found = [
            match
            for match in _BARE.finditer(sentence)
            if _is_family(match["name"], known)
            and not (sentence[: match.start()].endswith((", ", "– ")) and not _FORM.match(match["front"]))
        ]  # "A B, Bürgermeister Musterstadt": that is the town
        group = group_ahead(sentence[: found[0].start()]) if found else None
        listed: int | None = None  # where the last of them ends
        for place, match in enumerate(found):
            if is_bystander(sentence, match.start("name"), match.end()):
                continue
            until = found[place + 1].start() if place + 1 < len(found) else len(sentence)
            before, after = sentence[: match.start("name")], re.sub(r"^,\s(?=\()", " ", sentence[match.end() : until])
            office, organisation, role = words_beside(match["front"], after, following=place + 1 < len(found))
            role = role or role_beside(sentence[: match.start()], after, sentence, "Mitwirkung", alone=len(found) == 1)
            beside = _BEHIND.match(after) is not None and (office is not None or organisation is not None)
            bracketed = before.removesuffix(match["front"]).endswith("(") and after.startswith(")")
            done = before.endswith(f"von {match['front']}") and _DONE.match(after) is not None
            joint = listed is not None and _JOINT.fullmatch(sentence[listed : match.start()]) is not None
            if role == "Mitwirkung" and not (beside or bracketed or group or done or joint):
                continue
            listed = match.end()
            if organisation is not None and OFFICES.match(organisation):
                organisation = None
            title = " ".join(re.findall(_TITLE, match["front"])) or None
            yield RoleRecord(match["name"], role, office, organisation or group, title)


def _is_family(name: str, known: frozenset[str]) -> bool:
    last = name.rsplit(maxsplit=1)[-1]
    if re.search(r"(?:ik|ung|tion|ität|schaft|wesen|amt|bau)$", last):
        return False
    return last not in known and not is_noun(last) and not UNITS.match(last) and last not in _NO_FAMILY


_NO_FAMILY = frozenset(["Landes", "Bundes", "Stadt", "Gemeinde", "Kollege", "Kollegin", "Doktor"])
