"""Names of houses that a sentence bends, in the form of a heading: "des Deutschen Städtetags"."""

import re

from commands.documents.prose.organisation_words import HEAD, HEADS, LEGAL
from commands.documents.prose.vocabulary import UPPER

_ADJECTIVES = {
    "er": r"(?:rundfunk|club|klub|chor|konzern|ausschuss|"
    r"bund|verband|verein|kreis|tag|dienst|rat|betrieb|verbund|stab|verlag|landkreistag|städtetag)s?(?:es)?$",
    "es": (
        r"(?:institut|zentrum|ministerium|amt|werk|netzwerk|büro|labor|haus|projekt|land|museum|kolleg|"
        r"bündnis|präsidium|forum|dekanat|bistum|referat|dezernat|parlament|archiv)e?s?$"
    ),
}


_RED_CROSS = re.compile(  # neuter, though "Kreuz" alone is no house
    rf"(?:des )?(?:(?P<of>[{UPPER}][a-zäöüß]+e)n )?Roten Kreuz(?:es)?(?P<more>\s.*)?"
)
_BENT = re.compile(  # adjectives, and no "Green", "Open"
    r"^[A-ZÄÖÜ].*(?:isch|lich|ig|iv|al|är|ell|ent|end|iert|sch|sam|haft|los|bar|frei|offen|groß|klein|alt|jung|hoh|er|gut|best|erst|"
    r"eu|itt|eit|unt|ot|ün|eiß|arz|au|aun|ang|urz|eit|ark|est|ein|alb|anz|iert|etzt|ächst)en$"
)
_NOUNS = re.compile(r"(?:ur|ion|ung|heit|keit|schaft|nior|amili|Frau|inn|enz|anz)en$|-$")  # several, no adjective


def _without_genitive(noun: str) -> str:
    """Return "Bündnis" for "Bündnisses" and "Dorfladen" for "Dorfladens"."""
    if noun.endswith("nisses"):
        return noun[:-3]
    if re.search(r"(?:[sxzßdtgb]|werk)es$", noun):
        return noun[:-2]
    return noun[:-1] if re.search(r"[a-zäöüß](?<![suioa])s$", noun) else noun


_WEAK_OFFICE = re.compile(  # masculine nouns that a sentence bends: "vom stellvertretenden Präsidenten A B"
    r"(?P<front>(?:[\w-]+en\s){0,2})(?P<noun>[\w-]*(?:ent|[Kk]olleg|[Ee]xpert))en(?=$|[\s,])(?!\s(?:und|oder|sowie)\s)"
)
_OF_OFFICE = re.compile(r"^(?P<noun>[\w-]*(?:er|or|är))s(?=$|[\s,])")  # "mit Grußworten des Leiters A B"


def unbent_office(office: str) -> str:
    """Return a person's office as a heading has it: "Referent" for "Referenten", "Leiter" for "Leiters"."""
    bent = _WEAK_OFFICE.match(office)
    if bent is None:
        return _OF_OFFICE.sub(r"\g<noun>", office, count=1)
    noun = bent["noun"] if bent["noun"].endswith("ent") else f"{bent['noun']}e"
    return re.sub(r"n(?=\s)", "r", bent["front"]) + noun + office[bent.end() :]


def nominative(name: str) -> str:  # noqa: C901, PLR0912  # one branch for each form
    """Turn "des Deutschen Städtetags" and "Hessischen Ministeriums" to the form of a heading."""
    if re.fullmatch(r"„[^„“”\s]+[“”]", name):
        return name[1:-1]
    masculine = name.startswith("des ")
    name = re.sub(r"^Stadtwerken\b", "Stadtwerke", name)
    cross = _RED_CROSS.fullmatch(name)
    if cross is not None:
        return f"{cross['of'] + 's ' if cross['of'] else ''}Rotes Kreuz{cross['more'] or ''}"
    words = name.removeprefix("des ").split()
    noun = next((i for i, word in enumerate(words) if HEAD.match(word) and not word.endswith(("-", "en"))), None)
    if (
        noun is None
        and not masculine
        and len(words) > 1
        and re.fullmatch(rf"[{UPPER}]\w+(?:isch|lich|tional)en", words[0])
    ):
        words[0] = words[0][:-1]  # "der Europäischen Dorfbewegung"
    if noun is None and masculine and words:
        words[0] = _without_genitive(words[0])
    if (
        not masculine
        and len(words) > 1
        and re.fullmatch(r"\w*en", words[0])
        and re.fullmatch(r"[Kk]reisstadt|Stadt|Gemeinde", words[1])
    ):
        words[0] = words[0][:-1]  # "der Großen Kreisstadt X"
    if noun is None or not (masculine or noun):
        return " ".join(words).strip(" ,;.") if not LEGAL.search(name) else " ".join(words).strip(" ,;")
    head = words[noun]
    bent = next((end for end in ("s", "es") if head.endswith(end) and head.removesuffix(end) in HEADS), None)
    if masculine and bent is not None:
        head = words[noun] = head.removesuffix(bent)
        if not noun:
            return " ".join(words).strip(" ,;")
    ending = next((e for e, pattern in _ADJECTIVES.items() if re.search(pattern, head, re.IGNORECASE)), None)
    if ending is not None:
        if masculine or (noun and words[0].endswith("en")):
            for index in range(noun):
                if _BENT.search(words[index]) and not _NOUNS.search(words[index]):
                    words[index] = words[index][:-2] + ending
            if masculine and re.search(r"(?:ies|ms|ts|ds|gs|ns|bs|ks|rs|os|vs|ls|ps|fs)$", head):
                words[noun] = re.sub(r"(?<=[^e])s$", "", head)
            elif masculine:
                words[noun] = (
                    re.sub(r"(?:es|s)$", "", head)
                    if re.search(
                        r"(?:bundes|verbandes|tages|amtes|kreises|landes|rates|vereines)$", head, re.IGNORECASE
                    )
                    else head
                )
    elif (
        noun
        and not masculine
        and words[0][:1].isupper()
        and re.search(
            r"(?:isch|lich|ig|är|iv|[^f]al|ell|neu|deutsch|frei|offen|gemeinsam|national)en$", words[0], re.IGNORECASE
        )
    ):
        words[0] = words[0][:-1]
    elif masculine and bent is None:
        words[noun] = _without_genitive(head)
    return " ".join(words).strip(" ,;")
