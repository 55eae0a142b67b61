"""Tell what is an organisation, and where it begins in "Leiterin der Stabsstelle Digitales der Stadt X"."""

import re

from commands.documents.prose.nominative import nominative
from commands.documents.prose.organisation_words import ACRONYM, HEAD, HEADS, LEGAL, NO_ORG
from commands.documents.prose.vocabulary import OFFICES, UNITS, UPPER

_LINKS = re.compile(
    r"\s+(?:der|des|dem|den|von der|von dem|vom|von|bei der|beim|bei|im|in der|am|an der|aus dem|aus der|"
    r"fürs|zur|für|@)\s+|\s*[,–|]\s+|\s+-\s+"
)
_BEFORE_HEAD = re.compile(
    rf"(?=\S)(?:[{UPPER}][\w-]+(?:ische|liche|sche|ale|eine|ige|er)[nrs]?\s)?(?:[{UPPER}]\w+-\s(?:und|&)\s)?(?=[{UPPER}])"
)
_WORDS_AFTER = re.compile(  # where a sentence or the next row goes on behind a house
    r"\s+\d{1,2}[.:]\d\d\s*Uhr\b|(?<=e\.V\.)\s+(?=[a-zäöü])|(?<=e\. V\.)\s+(?=[a-zäöü])|"
    r"\s+mit\s+(?:einem|einer|seinem|ihrem|kurze\w+)\b"
)
_AT_MINISTER = re.compile(r"(.*)\s(?:bei der|beim)\s(Bundes|Landes|Staats)minister(?:in)?(\sfür\s.*)")
_PROFESSION = re.compile(rf"[{UPPER}][a-zäöüß]+(?:(?:wirt|er|ist|olog|ik|ent|ant|or|ur|graf)in|wirt|ologe|iker|istin)")
_SECOND = re.compile(r"\s+(?:und|sowie)\s+(?:der|dem|des)\s+(?=[A-ZÄÖÜ])")
_PARTY = re.compile(
    r"(?:SPD|CDU|CSU|CDU/CSU|FDP|GRÜNE|Grüne|AfD|BSW|FW|SPÖ|ÖVP|FPÖ|(?:Die )?(?:Linke|LINKE)|Freie Wähler|"
    r"Bündnis 90/(?:Die Grünen|DIE GRÜNEN))"
)
_TOWN = (
    r"(?:(?:[A-ZÄÖÜ]\w+)?[Ss]tadt|Gemeinde|Markt|Flecken|Landkreis|Kreis|Samtgemeinde|Verbandsgemeinde|VG|Amt|Region|"
    r"Bezirk|Kommune|[A-ZÄÖÜ][\w-]+kreis)"
)
_OFFICE_OF_TOWN = re.compile(
    r"(?:[A-ZÄÖÜ][\w-]*(?:amt|abteilung|dezernat|referat|stelle|fachbereich|büro|förderung|planung|vertretung)"
    r"|Amt für .+)(?:\s.+)?"
)
_PART_OF = re.compile(r"(?:\w+er )?(?:Redaktion|Geschäftsstelle|Team|Büro|Regionalbüro|Projektbüro|Verwaltung)")


_BODY = re.compile(  # "des Sprecherrats der …": the house is what follows
    r"(?:\w+innen- und )?(?:\w*(?:[Ss]precherrat|[Bb]eirat|[Vv]orstand)|Aufsichtsrat|Präsidium|Kuratorium)e?s?\s"
    r"(?:des|der)\s"
)
_FIRM = re.compile(  # "Geschäftsführer Muster, Musterstadt": the second is the town
    rf"\w*(?:[Gg]eschäftsführer|[Vv]orstand|[Gg]ründer|[Ii]nhaber)(?:in)?\s(?P<firm>[{UPPER}][\w-]+(?:\s[{UPPER}][\w-]+)*)"
)
_AMT = re.compile(
    rf"Amt(?:es|s)?\s(?![\w-]*(?:ung|wesen|schaft|bau|ität|schutz|en|ik|tion|und)\b)[{UPPER}][\w-]+(?=$|,|\s\()"
)
_MINISTER = re.compile(  # what they stand for is no house
    r"(?:[\w-]+\s)?[\w-]*(?:[Mm]inister|[Ss]ekretär|[Ss]enator)(?:in)?\s(?:für\s|(?:des|vom)\sLand(?:es)?\s)"
)
_MEETING = re.compile(
    r"(?:\w*[Vv]eranstaltung|\w*[Tt]agung|\w*[Kk]onferenz|\w*[Tt]reffens?|[Ww]orkshops?|\w*[Kk]ongress(?:es)?)"
)
_BUREAU = re.compile(r"(?:des )?[A-ZÄÖÜ][a-zäöüß]+büros?\s+(?P<link>des|der)\s+(?=[A-ZÄÖÜ])")


def is_office_of_town(name: str | None) -> bool:
    """Tell whether a name is that of a part of a town hall ("Stadtplanungsamt")."""
    return name is not None and _OFFICE_OF_TOWN.fullmatch(name) is not None


def starts_with_town(name: str) -> bool:
    """Tell whether a name begins with what a municipality calls itself ("Stadt Musterhausen")."""
    return re.match(rf"{_TOWN}\s+[{UPPER}]|[{UPPER}][\w-]+kreis\b", name) is not None


def looks_like_organisation(text: str) -> bool:
    """Tell whether the words are, by their head or form, the name of an organisation."""
    words = text.strip()
    if not words:
        return False
    if (before := _BEFORE_HEAD.match(words)) is not None and HEAD.match(words[before.end() :]):
        return True  # "Hessischer Städtetag", "Städte- und Gemeindebund"
    if words[:1].islower() and len(words.split()) <= 4 and HEAD.match(words.split()[-1]):
        return True
    return (
        HEAD.match(_bare(words)) is not None
        or re.fullmatch(
            rf"(?:[{UPPER}][\w-]+\s){{1,2}}(?:Universität|Hochschule|Stiftung|Akademie|Institut)(?:\s[{UPPER}][\w-]+)?",
            words,
        )
        is not None
        or LEGAL.search(words) is not None
        or (_is_acronym(words.split()[0].strip("(),")) and len(words.split()) <= 4)
    )


def works_alone(office: str | None) -> bool:
    """Tell whether somebody works for no house: "freiberuflicher Planer", "freie Journalistin"."""
    return (
        office is not None
        and re.match(r"[Ff]reiberuflich|[Ss]elbstständig|[Ff]reie[rs]? \w+(?:in|er|ist)\b", office) is not None
    )


def _bare(text: str) -> str:
    return re.sub(r"^(?:die|der|das|dem|den|des|vom|von der|von|aus der|aus dem|bei der|beim|bei)\s+", "", text)


def _is_acronym(word: str) -> bool:
    capitals = sum(sign.isupper() for sign in word)
    return (
        capitals >= 2
        and capitals >= 0.4 * len(word)
        and ACRONYM.fullmatch(word) is not None
        and word not in NO_ORG
        and "*" not in word
        and not re.search(r"[a-zäöü]In", word)
    )


def split_affiliation(text: str) -> tuple[str | None, str | None]:  # noqa: C901, PLR0912  # one branch for each form
    """Return office and organisation of what stands beside a name; what is not said is ``None``."""
    words = re.sub(r"\s*\((?:Gesamt)?[Mm]oderation\)|\s+[–-]\s+hinzufügen$", "", _tidy(text))
    words = re.sub(r"\s+(?:a\. ?D\.?|i\. ?R\.?)(?=\s*(?:,|$|aus\b|in\b))", "", words).strip(" *,")
    words = _WORDS_AFTER.split(words)[0]
    words = _AT_MINISTER.sub(r"\1 im \2ministerium\3", words)
    another = _SECOND.search(words)
    if another is not None:  # "Professorin an der Universität X und der Hochschule Y"
        one = _organisation_in(words[: another.start()])
        words = words[: another.start()] if one is not None and not UNITS.match(one) else words
    words = re.split(r"\s+in\s+(?:seiner|seinem|ihrer|ihrem)\b", words)[0]
    if not words:
        return None, None
    if (works_alone(words) and not LEGAL.search(words)) or re.match(
        r"(?:Mit)?(?:[Hh]erausgeber|[Aa]utor)(?:in)? de[sr]\b", words
    ):
        return words, None
    if re.match(rf"(?:[{UPPER}]\w+\s)+von\s[{UPPER}]\w+-(?:Universität|Hochschule|Schule)\b", words):
        return None, words
    if _MINISTER.match(words) and not re.search(
        r"[Mm]inisterium|[Kk]anzlei|[Vv]erwaltung\sfür|Freistaat|Freien?\s|\b(?:Hanses|S)tadt\b", words
    ):
        return words, None
    compound = re.match(rf"([{UPPER}]{{2,}}\w*)-(?=[{UPPER}])", words)
    if (
        compound is not None
        and not _PARTY.fullmatch(compound[1])
        and compound[1] not in NO_ORG
        and OFFICES.match(words)
    ):
        return words, compound[1]
    parts = joined([part.strip() for part in re.split(r"\s*[,;]\s+|\s+[–|]\s+|\s+-\s+", words)])
    organisation = None
    for part in parts:
        found = _organisation_in(part)
        if found is not None and (
            organisation is None
            or UNITS.match(organisation)
            or re.fullmatch(r"\w+ und \w+", organisation)
            or _is_within(organisation, found)
            or (is_office_of_town(organisation) and starts_with_town(found))
            or (_is_acronym(organisation) and _spelt_out(organisation, found))
            or (looks_like_organisation(found) and not looks_like_organisation(organisation))
        ):
            organisation = found
    if organisation is not None and (organisation in HEADS or _PART_OF.fullmatch(organisation)):
        last = parts[-1]
        if len(parts) > 1 and _is_plain_name(last) and not OFFICES.search(last):
            organisation = last  # "Leiter der Geschäftsstelle, Verein X"
    if organisation is None and len(parts) > 1 and OFFICES.search(parts[0]) and not OFFICES.search(parts[-1]):
        last = parts[-1]
        if re.match(rf"[{UPPER}„\d]", last) and len(last.split()) <= 8 and not UNITS.match(last):
            firm = _FIRM.fullmatch(parts[0]) if re.fullmatch(rf"[{UPPER}][a-zäöüß]+", last) else None
            organisation = firm["firm"] if firm is not None else last
    if organisation is None and len(parts) == 1 and not OFFICES.search(words) and _is_plain_name(words):
        organisation = None if _PROFESSION.fullmatch(words) else words
    if organisation is None and len(parts) == 1:
        organisation = words if re.fullmatch(r"[a-z]{3,5}", words) else _behind_office(words)
    if organisation is not None:
        organisation = re.split(rf"\s+(?:und|sowie)\s+(?=(?:{OFFICES.pattern}))", organisation)[0]
    if organisation is not None:
        organisation = re.sub(r"^((?:Bundes|Landes|Staats)regierung)\s+für\s.*", r"\1", organisation)
    if organisation is not None and re.fullmatch(r"(?:des )?(?:Bund(?:es)?|Land(?:es)?)", organisation):
        organisation = words if not OFFICES.search(words) and _is_plain_name(words) else None
    if organisation is not None and "für" not in organisation:
        first, _, second = organisation.partition(" und ")
        if looks_like_organisation(first) and LEGAL.search(second) and not first.endswith("-"):
            organisation = first
    organisation = _own_house(organisation)
    office = _office(words, organisation)
    return office, nominative(organisation) if organisation else None


def _own_house(organisation: str | None) -> str | None:
    """Return the house itself for its office ("Europabüro des Deutschen Städtetags"), ``None`` for a party."""
    if organisation is None or _PARTY.fullmatch(organisation) or _MEETING.fullmatch(organisation):
        return None
    bureau = _BUREAU.match(organisation)
    rest = organisation[bureau.end() :] if bureau is not None else ""
    if bureau is None or not (HEAD.match(rest) or _adjective(rest)):
        return organisation
    return ("des " if bureau["link"] == "des" else "") + rest


def _spelt_out(short: str, name: str) -> bool:
    """Tell whether a name says in full what an abbreviation stands for: "MK, Musterzentrum für Kommunen"."""
    return (
        " " not in short
        and " " in name
        and name.startswith(short[0])
        and looks_like_organisation(name)
        and not re.match(r"(?:Institut|Fakultät|Lehrstuhl|Abteilung|Landesgruppe|Fachbereich|Department)\b", name)
    )


def _is_within(inner: str, outer: str) -> bool:
    """Tell whether the second is the house of the first: an institute and its university."""
    return (
        re.match(r"(?:Institut|Fakultät|Lehrstuhl|Fachbereich|Department|Seminar)\b", inner) is not None
        and re.search(r"(?:[Uu]niversität|[Hh]ochschule|\bTU\b|\bFH\b)", outer) is not None
    )


def joined(parts: list[str]) -> list[str]:
    """Put names with commas in them together again: "Ministerium für Wohnen", "Stadtentwicklung und Bauwesen"."""
    result: list[str] = []
    for number, part in enumerate(parts):
        later = parts[number : number + 4]
        goes_on = any(re.match(rf"(?:[{UPPER}][\w-]*\s+){{1,2}}(?:und|sowie|&)\s+[{UPPER}]", other) for other in later)
        plain = re.match(rf"[{UPPER}][\w-]*(?:\s+(?:und|sowie|&)\s+[{UPPER}]|$)", part) is not None
        before = result[-1] if result else ""
        if (
            (before and part.startswith("für ") and re.search(r"[Mm]inister|Senat|Behörde", before))
            or (
                before
                and goes_on
                and plain
                and re.search(
                    rf"\b(?:für|des|der)\s+(?:[a-zäöü]+\s+)?[{UPPER}][\w-]*(?:\s+und\s+[{UPPER}][\w-]*)?(?:,\s+[{UPPER}][\w-]*)*-?$",
                    before,
                )
            )
            or (before.endswith("-") and plain)
            or (
                (OFFICES.match(before) or UNITS.match(before))
                and re.fullmatch(rf"[{UPPER}]\w+ und [{UPPER}]\w+", part)
                and not looks_like_organisation(before.split()[-1])
                and not looks_like_organisation(part)
            )
        ):
            result[-1] = f"{before}, {part}"
        else:
            result.append(part)
    return result


def _behind_office(words: str) -> str | None:
    """Return the name right behind an office that always belongs to a house ("Präsidentin Forum Beispiel")."""
    house = re.fullmatch(
        rf"(?:[A-ZÄÖÜ]?[a-zäöü]+ )?\w*(?:[Pp]räsident|[Gg]eschäftsführer|[Dd]irektor|[Vv]orstand|"
        rf"[Gg]ründer|[Kk]oordination)"
        rf"(?:in)?\s+(?P<name>[{UPPER}][\w-]+(?:\s[{UPPER}][\w-]+){{1,4}})",
        words,
    )
    town = re.fullmatch(
        (
            rf"(?:\w+ )?\w*(?:[Bb]ürgermeister|[Oo]rtsvorsteher|"
            rf"[Ll]andrat)(?:in)?\s+(?:(?:aus|in|von)\s+)?(?P<name>[{UPPER}][\w/-]+(?:\s[{UPPER}][\w/-]+)?)"
        ),
        words,
    )
    plain = re.fullmatch(rf"(?P<office>[{UPPER}]\w+)\s+(?P<name>.+)", words)
    if (
        plain is not None
        and OFFICES.fullmatch(plain["office"])
        and (not UNITS.match(plain["name"]) or starts_with_town(plain["name"]))
    ):
        head = HEAD.match(plain["name"])
        if head is not None and re.match(rf"\s[{UPPER}]", plain["name"][head.end() :]):
            return plain["name"]  # "Amtsdirektor Amt Musterland"
    short = re.fullmatch(rf"(?P<name>{ACRONYM.pattern})\s+(?P<office>\S+)", words)
    if short is not None and OFFICES.match(short["office"]) and _is_acronym(short["name"]) and not _PARTY.match(words):
        return short["name"]
    found = house or town
    small = re.fullmatch(
        r"(?:[Vv]orstand|[Gg]eschäftsf\w+|[Dd]irektor(?:in)?|[Gg]ründer(?:in)?)\s+(?P<name>[a-z][\w&-]{2,})", words
    )
    if small is not None:
        return small["name"]  # houses that write themselves small
    return found["name"] if found is not None and not UNITS.match(found["name"]) else None


def _tidy(text: str) -> str:
    words = re.sub(r"\s+", " ", text).strip(" ,;:–-|/\t")
    return re.sub(r"^\((.*)\)$", r"\1", words).strip()


def _is_plain_name(words: str) -> bool:
    """An affiliation of a few capitalised words ("Datenwerk", "Institut Beispiel") is the organisation itself."""
    return (
        len(words.split()) <= 7
        and re.match(rf"[{UPPER}„\"\d]", words) is not None
        and not words.endswith((".", "?", "!"))
    )


def _organisation_in(part: str) -> str | None:  # noqa: C901, PLR0912  # one branch for each form
    """Find where the organisation begins: after the last link that leads to one, else at the part's start."""
    office = OFFICES.search(part)
    if office is None and re.match(r"Amt (?:für|der|des)\s", part):
        return part
    if office is None and (LEGAL.search(part) or (looks_like_organisation(part) and not UNITS.match(part))):
        return _bare(part)
    town = re.search(
        (
            rf"\b(?:Stadt|Landeshauptstadt|Landkreis|Gemeinde|Kreis|Samtgemeinde|Verbandsgemeinde|"
            rf"VG)\s+[{UPPER}][\w-]+.*$"
        ),
        part,
    )
    if town is not None and UNITS.match(part):
        return town[0]
    best: str | None = None
    for link in _LINKS.finditer(part):
        rest = part[link.end() :]
        word = link[0].strip()
        if (UNITS.match(rest) and not _AMT.match(rest)) or _BODY.match(rest):
            continue
        lead = re.sub(r"^[a-z][\w.]*-(?=[A-ZÄÖÜ])", "", rest) if office else rest  # "des muster.de-Ortsverbands"
        if HEAD.match(lead) or LEGAL.search(rest) or _is_acronym(rest.split()[0].strip("(),")) or _adjective(rest):
            best = best or (("des " if word == "des" else "") + rest)
        elif word in {"der", "des", "von der"} and office and (quoted := re.match(r"„[^“”]{3,60}[“”]", rest)):
            best = best or quoted[0].strip("„“”")
        elif word in {"von", "bei", "@", "vom", "beim"} and re.match(rf"[{UPPER}„\"]", rest) and office:
            best = best or rest
        elif re.match(
            r"[\w-]*(?:[Ss]tudiengang|[Pp]rojekt|[Pp]rogramm|[Pp]rozess|[Tt]hema|[Kk]onzept)(?:e?s)?\b", rest
        ):
            continue
        elif (
            word in {"der", "des", "von der"}
            and office
            and re.match(rf"[{UPPER}„]", rest)
            and len(rest.split()) <= 5
            and " und " not in rest
        ):
            best = best or (("des " if word == "des" else "") + rest)
    if best is not None:
        return best
    tail = part.split()
    for index in range(1, len(tail)):
        rest = " ".join(tail[index:])
        known = (
            HEAD.match(rest)
            and not UNITS.match(rest)
            and tail[index]
            not in {
                "Team",
                "Deutsche",
                "Smart",
                "Verwaltung",
                "Region",
                "Land",
                "Kommune",
                "Kommunen",
                "Bund",
                "Markt",
                "Projekt",
                "Stadt-",
            }
        )
        if (
            office is not None
            and index >= 1
            and (known or (_is_acronym(tail[index].strip("(),")) and index == len(tail) - 1))
        ):
            named = tail[index - 2] in {"der", "des", "dem"} and re.match(rf"[{UPPER}]\w+$", tail[index - 1])
            return f"{tail[index - 1]} {rest}" if named and index > 1 else rest  # "an der Humboldt Universität"
        if (
            _is_acronym(tail[index].strip("(),"))
            and OFFICES.fullmatch(tail[index - 1].strip(","))
            and len(tail) - index < 6
        ):
            return rest  # "Vorsitzende LAG Beispielland"
        if office is not None and LEGAL.search(rest) and office.end() <= len(" ".join(tail[:index])):
            return rest
        if (
            office is not None
            and re.match(r"[a-z]\w+(?<!e)(?<!en)(?<!er)(?<!es)$", tail[index])
            and HEAD.match(" ".join(tail[index + 1 :]))
            and tail[index] not in _FILLERS
        ):
            return rest
    return None


_FILLERS = {
    "und",
    "der",
    "des",
    "für",
    "im",
    "am",
    "von",
    "bei",
    "in",
    "zur",
    "zum",
    "sowie",
    "den",
    "dem",
    "die",
    "das",
}


def _adjective(rest: str) -> bool:
    """Tell "Deutschen Städtetags", "Hessischen Ministeriums": adjectives, then an organisation's noun."""
    words = rest.split()
    head = next((number for number, word in enumerate(words[:5]) if number and HEAD.match(word)), None)
    return head is not None and all(
        re.fullmatch(rf"[{UPPER}][\w-]+(?:en|er|es|e)|[{UPPER}][\w]+-|und|für", word) for word in words[:head]
    )


def _office(words: str, organisation: str | None) -> str | None:
    if organisation is not None and words == organisation:
        return None
    if organisation is not None and not OFFICES.search(words) and words.startswith(organisation):
        return None
    if organisation is not None:
        plain = organisation.removeprefix("des ")
        before = words.partition(plain)[0]
        shorter = re.sub(
            r"(?:\s|^)(?:der|des|dem|den|von der|vom|von|bei der|beim|bei|im|in der|am|an der|aus dem|@)\s*$",
            "",
            before,
        ).strip(" ,(–-|")
        return shorter or None
    return words if OFFICES.search(words) or UNITS.match(words) else None
