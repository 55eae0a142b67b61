"""Houses whose names stand right behind an office: "Präsidentin Forum Beispiel", "Amtsdirektor Amt Musterland"."""

import re

from commands.documents.prose.organisation_kinds import is_party, starts_with_town
from commands.documents.prose.organisation_words import ACRONYM, HEAD, LEGAL, is_acronym
from commands.documents.prose.vocabulary import OFFICES, UNITS, UPPER

_COMMISSIONER = (
    r"(?:Senioren|Ehrenamts|Jugend|Gleichstellungs|Behinderten|Integrations|Inklusions|Umwelt|Klima|Klimaschutz|Frauen)"
    r"beauftragter?"
)
_OF_COUNCIL = (  # who sits in a council, or is elected by one: "Stadträtin in Musterstadt"
    r"\w*(?:[Ss]tadtr(?:at|ätin)|[Gg]emeinder(?:at|ätin)|[Rr]atsvorsitzende|[Rr]atsherr|[Rr]atsfrau|[Rr]atsmitglied|"
    r"[Ss]tadtverordnete|[Gg]emeindevertreter(?:in)?|[Bb]eigeordnete|[Kk]ämmer(?:er|in))[rn]?"
)
_OF_HALL = (  # who works in a town hall: "Hauptamtsleiter aus Musterstadt"
    r"(?:(?:\w*[Aa]mtsleiter|(?:Klimaschutz|Sanierungs|Mobilitäts|Quartiers|City|Digitalisierungs)manager|"
    r"Stadtarchivar|Stadtplaner|Wirtschaftsförder(?:er)?)(?:in)?|(?:Radverkehrs|Digitalisierungs|Datenschutz)beauftragter?)"
)
_ONE_WORD = re.compile(
    rf"\w*(?:[Gg]eschäftsführer|[Cc]hefredakteur|[Ii]nhaber|[Gg]ründer)(?:in)?\s(?P<name>[{UPPER}][\w.]+)"
)
_SIGNED = re.compile(  # "Projektleiter muster.VERNETZT", "Redaktionsleiterin/Kommune heute"
    r"(?P<office>[A-ZÄÖÜ][\w-]+)(?:\s(?P<name>[a-zäöüß]+(?:[.:&+][\w.&:+-]{2,}|[A-ZÄÖÜ]\w+))|"
    r"/(?P<other>[A-ZÄÖÜ][\w-]+(?:\s[\w-]+){1,3}))"
)
_BEFORE = re.compile(  # "Verein X eG Vorstand", "VG Musterland IT-Leiter"
    rf"(?P<house>[{UPPER}][^,;:]{{3,90}})\s(?P<office>[{UPPER}][\w-]+)"
)
_PART_OF_FIRM = re.compile(  # what a firm parts its management by
    r"(?:ung|ungen|heit|keit|schaft|tion|ik|tät|en|ieb|al|ing|ment|um|ices?|wesen|bau|Region|[Rr]echt|[Ee]inkauf)$"
)


def in_front_of_office(words: str) -> tuple[str, str] | None:
    """Return office and house of words that begin with the house and end with the office: "Verein X Vorsitzende"."""
    match = _BEFORE.fullmatch(words)
    if match is None or not OFFICES.fullmatch(match["office"]) or OFFICES.search(match["house"]):
        return None
    if re.search(r"(?:[&+]|\bund)$", match["house"]):
        return None  # "Büro X & Partner"
    house = match["house"]
    own = not HEAD.fullmatch(house) and (LEGAL.search(house) or (HEAD.match(house) and " " in house))
    return (match["office"], house) if own and not UNITS.match(house) else None


def behind_office(words: str) -> str | None:
    """Return the name right behind an office that always belongs to a house ("Präsidentin Forum Beispiel")."""
    house = re.fullmatch(
        rf"(?:[A-ZÄÖÜ]?[a-zäöü]+ )?\w*(?:[Pp]räsident|[Vv]orsitzende[rn]?(?=\s)|[Gg]eschäftsführer|[Dd]ire[kc]tor|"
        rf"[Vv]orstand|[Gg]ründer|[Kk]oordination|[Kk]urator|[Ii]ntendant)"
        rf"(?:in)?\s+(?P<name>[{UPPER}][\w-]+(?:\s[{UPPER}][\w-]+){{1,4}})",
        words,
    )
    town = re.fullmatch(
        rf"(?:\w+ )?(?:\w*(?:[Bb]ürgermeister|"
        rf"[Oo]rtsvorsteher|[Ll]andrat|[Ss]tadt(?:baudirektor|direktor|kämmerer))(?:in)?\s+(?:(?:aus|in|von)\s+)?|"
        rf"(?:{_COMMISSIONER}|{_OF_COUNCIL}|{_OF_HALL})\s+(?:aus|in|von)\s+)(?P<name>(?!(?:Teilzeit|Vollzeit|Elternzeit|Rente|Ruhestand|Pension)\b|\w+(?:schaft|ung|union|keit|heit)\b)[{UPPER}][\w/-]+(?:\s[{UPPER}][\w/-]+)?)",
        words,
    )
    plain = re.fullmatch(rf"(?:\d\.\s|[a-zäöü]+\.?\s)?(?P<office>[{UPPER}][\w-]+)\s+(?P<name>.+)", words)
    if (
        plain is not None
        and OFFICES.fullmatch(plain["office"])
        and (not UNITS.match(plain["name"]) or starts_with_town(plain["name"]))
    ):
        head = HEAD.match(plain["name"])
        if head is not None and re.match(rf"\s[{UPPER}]", plain["name"][head.end() :]):
            return plain["name"]  # "Amtsdirektor Amt Musterland"
    short = re.fullmatch(rf"(?P<name>{ACRONYM.pattern})\s+(?P<office>\S+)", words)
    if (
        short is not None
        and OFFICES.match(short["office"])
        and is_acronym(short["name"])
        and not is_party(short["name"])
    ):
        return short["name"]
    single = _ONE_WORD.fullmatch(words)
    if single is not None and not _PART_OF_FIRM.search(single["name"]):
        return single["name"]  # "Geschäftsführerin Musterwerk"
    found = house or town
    small = re.fullmatch(
        r"(?:[Vv]orstand|[Gg]eschäftsf\w+|[Dd]irektor(?:in)?|[Gg]ründer(?:in)?)\s+(?P<name>[a-z][\w&.-]{2,})", words
    )
    if small is not None:
        return small["name"]  # houses that write themselves small
    signed = _SIGNED.fullmatch(words)
    name = (signed["name"] or signed["other"]) if signed is not None else ""
    if signed is not None and OFFICES.fullmatch(signed["office"]) and not (OFFICES.match(name) or UNITS.match(name)):
        return name
    return found["name"] if found is not None and not UNITS.match(found["name"]) else None
