"""Tell what is an organisation, and where it begins in "Leiterin der Stabsstelle Digitales der Stadt X"."""

import re

from commands.documents.prose.house_of_office import behind_office, in_front_of_office
from commands.documents.prose.nominative import nominative
from commands.documents.prose.organisation_kinds import (
    BUREAU,
    COUNCIL,
    COUNTRY,
    FIRM,
    LAND,
    OF_A_CALLING,
    is_no_house,
    is_office_of_town,
    is_part_of,
    is_party,
    is_trade,
    is_within,
    starts_with_town,
    works_alone,
)
from commands.documents.prose.organisation_words import (
    HEAD,
    HEADS,
    LEGAL,
    NO_ORG,
    bare,
    is_acronym,
    looks_like_organisation,
)
from commands.documents.prose.phrases import CONSONANTS, joined
from commands.documents.prose.said_beside import said_beside
from commands.documents.prose.vocabulary import OFFICES, UNITS, UPPER

_KINDS = r"(?!(?:ILE|VG|SG|AG|AK|QR|OB|LEADER|EFRE|ESF|VIP)-)"  # of which house is not said: "ILE-Managerin"
COMPOUND = rf"{_KINDS}[{UPPER}]{{2,}}\w*|Caritas|Diakonie|Lebenshilfe|Malteser|Johanniter"  # "DRK-Präsidentin"
_NO_EMPLOYER = re.compile(r"(?:[Pp]rofessor(?:in)?|[Pp]rofessur|[Aa]usschuss(?:es)?|[Kk]ommission|[Bb]eirats?)$")
_EMPLOYER = re.compile(rf"\s(?:bei\sder|beim|bei|an\sder|vom)\s(?=[{UPPER}])")
_LINKS = re.compile(
    r"\s+(?:der|des|dem|den|von der|von dem|vom|von|bei der|beim|bei|im|in der|am|an der|aus dem|aus der|"
    r"fürs|zur|für|@)\s+|\s*[,–|]\s+|\s+-\s+"
)
_IN_TOWN = re.compile(  # "Institut für Stadtverkehr in Musterstadt"
    r"^((?:des )?[\w-]*"
    r"(?:[Ii]nstituts?|[Bb]üros?|[Aa]gentur|[Zz]entrums?|[Kk]anzlei|[Ff]irma|[Ss]tudios?|[Mm]useums?|"
    r"[Vv]erlags?|[Kk]ita|[Kk]indergartens?|[Ss]chule|[Gg]ymnasiums?)\s.+)\s(?:in|aus)\s"
    rf"(?!Europa|Deutschland|Städten|Gemeinden|Kommunen|{LAND}|(?:Würde|Vielfalt|Frieden)\b|\w+(?:schaft|ung|keit|heit)\b)(?:Bad\s)?[{UPPER}][a-zäöüß]+(?:/[{UPPER}]\w+)?$"
)
_IN_LAND = re.compile(  # "Gemeinde X in Hessen", "Kommune Y Dänemark"
    rf"^((?:des )?(?:Stadt|(?:Verbands|Samt)?[Gg]emeinde|Markt|(?:Land)?[Kk]reis(?:es)?|Kommune|Provinz)\s.+?)"
    rf"(?:\s(?:in|aus)\s(?:{LAND}|{COUNTRY})|\s{COUNTRY})$|"
    rf"^(.+{LEGAL.pattern})\s(?:aus|in)\s(?:Bad\s)?[{UPPER}][\w-]+$"
)
_PROFESSION = re.compile(
    rf"[{UPPER}][a-zäöüß]+(?:(?:wirt|er|ist|olog|ik|ent|ant|or|ur|graf)in|wirt|ologe|iker|istin|[nlkz]er)"
)
_FIRM_OF_SEVERAL = re.compile(  # "Muster + Beispiel Architekten PartG mbB"
    rf"(?!Freie\s|Die\s)(?:(?:[{UPPER}]|(?![a-zäöüß]+e[nrs]?\s)[a-zäöüß]{{4}})[\w-]+\s(?:[+&]\s|und\s)?){{1,3}}"
    r"(?:\w*[Aa]rchitekten|Rechtsanwälte|Ingenieure|\w*[Pp]laner|"
    r"(?<=[+&]\s)Partner|(?<=und\s)Partner|Berater)(?:\s(?:\w*[Aa]rchitekten|PartG\s?mbB|PartG|mbB|GmbH|GbR|BDA|Stadtplaner))*"
)
_VOLUNTEER = re.compile(  # "Ehrenamtliche im Weltladen X": what is no office, but says where
    rf"(?P<office>[{UPPER}][a-zäöüß]+(?:liche|tige|ierte|tive|ende)r?)\s(?:im|beim|bei der|bei|am|an der|in der)\s"
    rf"(?P<house>[{UPPER}].{{3,80}})"
)
_FURTHER = re.compile(
    rf"(?<!-)\s+(?:und|sowie)\s+(?:(?:[a-zäöüß]+|seit \d{{4}})\s)?(?!Partner\b)(?=(?:{OFFICES.pattern}))"
)
_LEADS_PARTY = re.compile(
    r"(?:[Vv]orsitzende[rn]?|[Gg]eneralsekretär(?:in)?|[Cc]hef(?:in)?|[Gg]eschäftsführer(?:in)?|[Ss]chatzmeister(?:in)?)"
    r"\s(?:der|des|von)\s(?P<party>[^,.;]{2,30})$"
)
_SECOND = re.compile(r"\s+(?:und|sowie)\s+(?:der|dem|des)\s+(?=[A-ZÄÖÜ])")
_PART_OF = re.compile(
    r"(?:\w+er )?(?:Redaktion|Geschäftsstelle|Team|(?:Regional|Projekt)?[Bb]üro|Verwaltung)(?: „[^“”]+“)?"
)


_BODY = re.compile(  # "des Sprecherrats der …": the house is what follows
    r"(?:\w+innen- und )?(?:\w*(?:[Ss]precherrat|[Bb]eirat|[Vv]orstand)|Aufsichtsrat|Präsidium|Kuratorium)e?s?\s"
    r"(?:des|der)\s"
)
_AMT = re.compile(
    rf"Amt(?:es|s)?\s(?![\w-]*(?:ung|wesen|schaft|bau|ität|schutz|en|ik|tion|und)\b)[{UPPER}][\w-]+(?=$|,|\s\()"
)
_TOWN_OF_BUREAU = re.compile(  # whose bureau is a house of its own: "Bildungsbüro des Landkreises X"
    r"(?:(?:Landeshaupt|Hanse|Kreis)?[Ss]tadt|(?:Land)?[Kk]reis(?:es)?|Gemeinde|Region|Samtgemeinde|Verbandsgemeinde)\s[A-ZÄÖÜ]"
)
_MINISTER = re.compile(  # what they stand for is no house
    r"(?:[\w-]+\s)?[\w-]*(?:[Mm]inister|[Ss]ekretär|[Ss]enator)(?:in)?\s(?:für\s|(?:des|vom)\sLand(?:es)?\s)"
)
_BRANCH = re.compile(  # "Verband X - Landesverband Y e.V." is one house
    r"\s[-–]\s(?=(?:Landes|Kreis|Bezirks|Orts|Regional|Bundes)(?:verband|gruppe|verein|vereinigung|geschäftsstelle)\b)"
)
_OF_LAND = re.compile(rf",\s(?P<land>{LAND})$")  # "Staatssekretär für Wohnen, Hessen"
_HEADS_SMALL = re.compile(rf"(?:\w+\s)?(?:{OFFICES.pattern})\s(?P<house>{CONSONANTS})$")
_LEADS_UNIT = re.compile(
    r"(?:Referats|Abteilungs|Fachbereichs|Sachgebiets|Bereichs|Fachdienst|Dezernats|Gruppen|Team)?[Ll]eit(?:er(?:in)?|ung)\s\w"
)
_TWO_TRADES = re.compile(r"\s(?:und|&|/)\s|\sfür\s[^,]+$")  # "Supervisorin und Beraterin für Vereine"
_WORKS_THERE = re.compile(  # "die an der Hochschule X lehrt"
    r"(?:der|die)\s(?:an der|am|bei der|beim|bei|im|in der)\s(?P<house>.+?)\s[a-zäöü]+(?:t|te)"
)
_FORMER_OFFICE = re.compile(r"(?:frühere|ehemalige|einstige|vormalige)[rn]?\s[^,;]+$")  # who works there no more
_RETIRED = re.compile(r"\b(?:a\. ?D|i\. ?R)\.")


def _first_said(text: str) -> str:
    """Return the words beside a name without what goes on behind them and a second office or house."""
    words = said_beside(text)
    another = _SECOND.search(words)
    if another is not None:  # "Professorin an der Universität X und der Hochschule Y"
        one = _organisation_in(words[: another.start()])
        words = words[: another.start()] if one is not None and not UNITS.match(one) else words
    further = _FURTHER.search(words)
    if further is not None and re.search(r"\sfür\sdie\sRegion\s[\w-]+$", words[: further.start()]):
        return words[further.end() :]  # "Moderatorin für die Region X und Vorsitzende des Vereins Y"
    if (
        further is not None
        and " " in words[: further.start()]
        and _organisation_in(words[: further.start()]) is not None
    ):
        return words[: further.start()]  # "Professorin an der Universität X und Mitglied im Beirat Y"
    return words


def split_affiliation(text: str) -> tuple[str | None, str | None]:  # noqa: C901, PLR0912, PLR0915  # one branch for each form
    """Return office and organisation of what stands beside a name; what is not said is ``None``."""
    words = _first_said(text)
    led = _LEADS_PARTY.search(words)
    if led is not None and is_party(led["party"]):
        return words, re.sub(r"^(Freie|Grüne|Linke)n", r"\1", led["party"]).replace("Wählern", "Wähler")
    words = re.split(r"\s+in\s+(?:seiner|seinem|ihrer|ihrem)\b", words)[0]
    clause = _WORKS_THERE.fullmatch(words)
    if clause is not None:
        return None, split_affiliation(clause["house"])[1] if looks_like_organisation(clause["house"]) else None
    if _FORMER_OFFICE.match(words) is not None:
        return words, None
    if not words or re.match(r"[a-zäöüß]+(?:t|en)\s(?:von|durch)\b", words):
        return None, None  # "begeistert von der Stadt X"
    if (works_alone(words) and not LEGAL.search(words)) or re.match(
        r"(?:Mit)?(?:[Hh]erausgeber|[Aa]utor)(?:in)? de[sr]\b", words
    ):
        return words, None
    if re.match(rf"(?:[{UPPER}]\w+\s)+von\s[{UPPER}]\w+-(?:Universität|Hochschule|Schule)\b", words):
        return None, words
    if _MINISTER.match(words) and not re.search(
        r"[Mm]inisterium|[Kk]anzlei|[Vv]erwaltung\sfür|Freistaat|Freien?\s|\b(?:Hanses|S)tadt\b", words
    ):
        land = _OF_LAND.search(words)
        return (words[: land.start()], land["land"]) if land is not None else (words, None)
    volunteer = _VOLUNTEER.fullmatch(words)
    if volunteer is not None and not looks_like_organisation(words):
        return volunteer["office"], nominative(volunteer["house"])
    compound = re.match(rf"({COMPOUND})-(?=[{UPPER}])", words)
    if compound is not None and not is_party(compound[1]) and compound[1] not in NO_ORG and OFFICES.match(words):
        own = None if re.search(r"\b(?:a\. ?D|i\. ?R)\.", text) else compound[1]  # who is retired works there no more
        return words, split_affiliation(words[compound.end() :])[1] or own
    if (fronted := in_front_of_office(words)) is not None:
        return fronted
    whole = _BRANCH.sub("\ue010-\ue010", words)
    cut = [part.strip().replace("\ue010", " ") for part in re.split(r"\s*[,;]\s+|\s+[–|]\s+|\s+-\s+", whole)]
    parts = joined(cut)
    organisation = None
    for place, part in enumerate(parts):
        found = _organisation_in(part)
        if found is not None and is_no_house(found.removeprefix("des ")):
            continue
        if _RETIRED.search(part) and any(OFFICES.search(one) and _organisation_in(one) for one in parts[place + 1 :]):
            continue  # "Landrat a. D. X, Vorsitzender des Verbands Y": what somebody is now
        if found is not None and (
            organisation is None
            or UNITS.match(organisation)
            or re.fullmatch(r"\w+ und \w+", organisation)
            or is_within(organisation, found)
            or is_part_of(organisation, found)
            or (is_office_of_town(organisation) and starts_with_town(found))
            or (re.match(r"\w*[Pp]rojekt\b|Programm\b", organisation) and looks_like_organisation(found))
            or (is_acronym(organisation) and _spelt_out(organisation, found))
            or (COUNCIL.match(organisation) and looks_like_organisation(found) and not OFFICES.search(part))
            or (looks_like_organisation(found) and not looks_like_organisation(organisation))
        ):
            organisation = found
    if organisation is not None and is_acronym(organisation):
        spelt = (part for part in parts if _initials(part) == organisation or _is_firm(part, organisation))
        organisation = next(spelt, organisation)
    if organisation is not None and (organisation in HEADS or _PART_OF.fullmatch(organisation)):
        last = parts[-1]
        if len(parts) > 1 and _is_plain_name(last) and not OFFICES.search(last) and not UNITS.match(last):
            organisation = last  # "Leiter der Geschäftsstelle, Verein X"
    if organisation is None and len(parts) > 1 and OFFICES.search(parts[0]) and not OFFICES.search(parts[-1]):
        last = parts[-1]
        if _AMT.fullmatch(last):
            return parts[0], last  # "Kämmerin, Amt Musterland"
        if len(parts) > 2 and re.fullmatch(rf"[{UPPER}][\w-]+", last) and _LEADS_UNIT.match(parts[0]):
            return words, None  # "Referatsleiter Radwege, Verkehr, Nahmobilität"
        if re.match(rf"[{UPPER}„\d]", last) and len(last.split()) <= 8 and not UNITS.match(last):
            bare_town = re.fullmatch(rf"[{UPPER}][a-zäöüß]+(?:/[{UPPER}][a-zäöüß]+)?", last) is not None
            if bare_town and (all(map(is_trade, _TWO_TRADES.split(parts[0]))) or _RETIRED.search(text)):
                return words, None
            firm = FIRM.fullmatch(parts[0]) if re.fullmatch(rf"[{UPPER}][a-zäöüß]+", last) else None
            organisation = firm["firm"] if firm is not None else last
    if organisation is None and len(parts) > 1 and (small := _HEADS_SMALL.match(parts[0])) is not None:
        organisation = small["house"]  # "Vorstand vhs, Leiterin des Bereichs X"
    if organisation is None and len(parts) > 1 and re.fullmatch(CONSONANTS, parts[0]):
        organisation = parts[0]  # "dvs, Musterstadt"
    if organisation is None and len(parts) > 1 and not OFFICES.search(words):
        organisation = next(filter(_is_name_of_several_words, parts), None)  # "Gute Ideen, Musterstadt"
    if organisation is None and len(parts) == 1 and not OFFICES.search(words) and _is_plain_name(words):
        organisation = None if _PROFESSION.fullmatch(words) or is_trade(words) else words
    if organisation is None and len(parts) == 1:
        organisation = words if re.fullmatch(r"[a-z]{3,5}", words) else behind_office(words)
    if organisation is not None:
        organisation = _without_another(organisation, words)
    organisation = re.sub(r"^(?:vom|beim|am|im)\s", "des ", organisation) if organisation is not None else None
    organisation = _own_house(organisation)
    office = _office(words, organisation)
    return office, nominative(organisation) if organisation else None


def _without_another(organisation: str, words: str) -> str | None:
    """Return a house without what stands behind it and is none or another; ``None`` for "Bund" and "Land"."""
    organisation = re.split(rf"\s+(?:und|sowie)\s+(?!Partner\b)(?=(?:{OFFICES.pattern}))", organisation)[0]
    organisation = re.sub(r"^((?:Bundes|Landes|Staats)regierung)\s+für\s.*", r"\1", organisation)
    if OFFICES.match(words):  # "Leiterin des MUV für Verkehr"
        organisation = re.sub(rf"^((?:des )?[{UPPER}]{{3,6}})\s+für\s.*", r"\1", organisation)
    if re.fullmatch(r"(?:des )?(?:Bund(?:es)?|Land(?:es)?)", organisation):
        return words if not OFFICES.search(words) and _is_plain_name(words) else None
    first, _, second = organisation.partition(" und ")
    other = looks_like_organisation(first) and LEGAL.search(second) and not first.endswith("-") and _is_public(first)
    return first if other and "für" not in organisation else organisation


def _is_public(name: str) -> bool:
    """Tell whether a house has no legal form: what "… und X e.V." names besides a town or a university is another."""
    return (
        LEGAL.search(name) is not None
        or starts_with_town(name)
        or re.search(
            r"[Uu]niversität|[Hh]ochschule|\b[TF][UH]\b|[Mm]inisterium|[Bb]ehörde|[Aa]mt\b|[Rr]egierung", name
        )
        is not None
    )


def _own_house(organisation: str | None) -> str | None:
    """Return the house itself for its office ("Europabüro des Deutschen Städtetags"), ``None`` for a party."""
    if organisation is None or is_no_house(organisation):
        return None
    organisation = re.sub(
        r"(?<=\be\.\s[V])(\.?)\s(?=[A-ZÄÖÜ]\w{3,}).*|(?<=\be\.V)(\.?)\s(?=[A-ZÄÖÜ]\w{3,}).*", ".", organisation
    )
    firm = re.match(rf"(?P<first>.+?(?:{LEGAL.pattern}))\s/\s", organisation)
    organisation = firm["first"] if firm is not None else organisation  # "Verein X e.V. / Bündnis Y"
    organisation = _IN_LAND.sub(lambda match: match[1] or match[2], organisation)
    organisation = _IN_TOWN.sub(r"\1", organisation)
    bureau = BUREAU.match(organisation)
    rest = organisation[bureau.end() :] if bureau is not None else ""
    if bureau is None or not (HEAD.match(rest) or _adjective(rest)) or _TOWN_OF_BUREAU.match(rest):
        return organisation
    return ("des " if bureau["link"] in {"des", "im", "beim"} else "") + rest


def _initials(name: str) -> str:
    """Return the capitals that the words of a name begin with."""
    words = name.split()
    return "".join(word[0] for word in words if word[0].isupper()) if len(words) > 1 else ""


def _is_firm(name: str, short: str) -> bool:
    """Tell whether a firm's full name follows the short one: "WEM, Musterstädter Wirtschaftsentwicklung mbH"."""
    return name != short and LEGAL.search(name) is not None and OFFICES.search(name) is None


def _spelt_out(short: str, name: str) -> bool:
    """Tell whether a name says in full what an abbreviation stands for: "MK, Musterzentrum für Kommunen"."""
    return (
        " " not in short
        and " " in name
        and name.startswith(short[0])
        and looks_like_organisation(name)
        and not re.match(r"(?:Institut|Fakultät|Lehrstuhl|Abteilung|Landesgruppe|Fachbereich|Department)\b", name)
    )


def _is_plain_name(words: str) -> bool:
    """An affiliation of a few capitalised words ("Datenwerk", "Institut Beispiel") is the organisation itself."""
    return (
        len(words) > 1
        and len(words.split()) <= 7
        and re.match(rf"[{UPPER}„\"\d]|[a-z]+[{UPPER}]", words) is not None
        and not words.endswith((".", "?", "!"))
    )


def _is_name_of_several_words(part: str) -> bool:
    """Tell whether a part is a name of more than a word that says no profession."""
    return (
        len(part.split()) > 1
        and _is_plain_name(part)
        and not UNITS.match(part)
        and _PROFESSION.search(part) is None
        and re.search(r"\d|(?:er|in|ist|mann|frau|leute)\b", part) is None
    )


def _organisation_in(part: str) -> str | None:  # noqa: C901, PLR0912  # one branch for each form
    """Find where the organisation begins: after the last link that leads to one, else at the part's start."""
    office = OFFICES.search(part)
    if _FIRM_OF_SEVERAL.fullmatch(part) or OF_A_CALLING.fullmatch(part):
        return part
    if office is None and re.match(r"Amt (?:für|der|des)\s", part):
        return part
    if office is None and (LEGAL.search(part) or (looks_like_organisation(part) and not UNITS.match(part))):
        return part if part.startswith("des ") else bare(part)
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
        if rest.split()[0] in NO_ORG and _LINKS.search(rest):
            continue  # "Leiter der IT der Stadt X"
        if word == "für" and office and _EMPLOYER.search(rest) is not None:
            continue  # "Referentin für Klimaschutz bei der Organisation X e.V."
        if word == "für" and _NO_EMPLOYER.search(part[: link.start()]) is not None:
            continue  # "Professor für Baubetrieb", "Mitglied im Ausschuss für Inneres"
        lead = re.sub(r"^[a-z][\w.]*-(?=[A-ZÄÖÜ])", "", rest) if office else rest  # "des muster.de-Ortsverbands"
        if HEAD.match(lead) or LEGAL.search(rest) or is_acronym(rest.split()[0].strip("(),")) or _adjective(rest):
            best = best or (("des " if word == "des" else "") + rest)
        elif word in {"der", "des", "von der"} and office and (quoted := re.match(r"„[^“”]{3,60}[“”]", rest)):
            best = best or quoted[0].strip("„“”")
        elif word in {"von", "bei", "bei der", "@", "vom", "beim"} and re.match(rf"[{UPPER}„\"]", rest) and office:
            best = best or rest
        elif (
            word in {"der", "von der", "bei der", "bei", "beim"}
            and office
            and re.fullmatch(rf"[a-z][a-z\d]{{3,}}|{CONSONANTS}", rest)
        ):
            best = best or rest  # houses that write themselves small
        elif re.match(
            r"[\w-]*(?:[Ss]tudiengang|[Pp]rojekt|[Pp]rogramm|[Pp]rozess|[Tt]hema|[Kk]onzept)(?:e?s)?\b", rest
        ):
            continue
        elif (
            word in {"der", "des", "von der"}
            and office
            and not re.match(r"(?:Student|Doktorand|Absolvent|Professor)", office[0])
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
            HEAD.match(rest) and not UNITS.match(rest) and not _NO_HEADS.fullmatch(f"{tail[index - 1]} {tail[index]}")
        )
        if (
            office is not None
            and index >= 1
            and (known or (is_acronym(tail[index].strip("(),")) and index == len(tail) - 1))
        ):
            before = tail[index - 1]
            named = tail[index - 2] in {"der", "des", "dem"} and re.fullmatch(rf"[{UPPER}]\w+", before)
            origin = re.fullmatch(rf"[{UPPER}][a-zäöüß]+er", before) and not OFFICES.match(before)
            return (
                f"{tail[index - 1]} {rest}" if (named or origin) and index > 1 else rest
            )  # "an der Humboldt Universität"
        if (
            is_acronym(tail[index].strip("(),"))
            and OFFICES.fullmatch(tail[index - 1].strip(","))
            and len(tail) - index < 6
        ):
            return rest  # "Vorsitzende LAG Beispielland"
        if office is not None and is_acronym(tail[index]) and re.fullmatch(_SHORT_AND_TOWN, rest):
            return rest  # "Koordinatorin Ökolandbau AELF Musterstadt"
        if office is not None and LEGAL.search(rest) and office.end() <= len(" ".join(tail[:index])):
            return rest
        if (
            office is not None
            and re.match(r"[a-z]\w+(?<!e)(?<!en)(?<!er)(?<!es)$", tail[index])
            and HEAD.match(" ".join(tail[index + 1 :]))
            and _FILLERS.fullmatch(tail[index]) is None
        ):
            return rest
    bureau = re.search(r"\b(?:des|im|am|vom|beim)\s(?P<name>Amt(?:es|s)?\sfür\s.+)$", part)
    return f"des {bureau['name']}" if bureau is not None else None


_SHORT_AND_TOWN = rf"[{UPPER}]{{3,6}}\s(?:Bad\s)?[{UPPER}][\w-]+(?:\s[{UPPER}][\w-]+)?"
_NO_HEADS = re.compile(
    r"\S+ (?:Team|Deutsche|Smart|Verwaltung|Region|Land|Kommunen?|Bund|Markt|Projekt|Stadt-)|für \w+betrieb"
)
_FILLERS = re.compile(r"und|der|des|für|im|am|von|bei|in|zur|zum|sowie|den|dem|die|das")


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
            r"(?:\s|^)(?:der|des|dem|den|von der|vom|von|bei der|beim|bei|im|in der|in|am|an der|aus dem|aus|@)\s*$",
            "",
            before,
        ).strip(" ,(–-|")
        return shorter or None
    return words if OFFICES.search(words) or UNITS.match(words) else None
