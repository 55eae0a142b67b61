"""Office, organisation and role that the words around a name say in a sentence."""

import re

from commands.documents.prose.ahead import works_at
from commands.documents.prose.clauses import in_clause
from commands.documents.prose.nominative import nominative
from commands.documents.prose.organisation_kinds import (
    is_no_house,
    is_office_of_town,
    is_part_of,
    is_party,
    is_trade,
    is_within,
    starts_with_town,
)
from commands.documents.prose.organisation_words import LEGAL, NO_ORG, is_acronym, looks_like_organisation
from commands.documents.prose.organisations import COMPOUND, split_affiliation
from commands.documents.prose.people import SMALL_HOUSE, role_of
from commands.documents.prose.phrases import CONNECTORS, CONSONANTS, joined, phrase_of
from commands.documents.prose.vocabulary import OFFICES, UNITS, UPPER

_OCCASION = re.compile(  # "bei der Regionalkonferenz": where somebody was seen, no house
    rf"(?:[{UPPER}]\w+\s)?[{UPPER}]?[\w-]*(?:[Kk]onferenz|[Tt]agung|[Vv]eranstaltung|[Ww]orkshops?|[Tt]reffen|[Ss]itzung|"
    r"[Kk]ongress|[Vv]ersammlung|[Dd]iskussion|[Ee]röffnung|[Bb]egrüßung|[Ee]xkursion|[Aa]uftakt)\b"
)
_AT_OCCASION = re.compile(  # "beim dritten Forschungstag (FT) Kolloquium"
    rf"(?:[a-zäöüß]+e[rn]\s)?(?:(?:[{UPPER}][\w-]*|\([^()]{{2,20}}\))\s){{0,4}}[{UPPER}]?[\w-]*"
    r"(?:[Kk]onferenz|[Tt]agung|[Vv]eranstaltung|[Ww]orkshops?|[Tt]reffen|[Kk]ongress|[Kk]olloquium|[Ss]ymposium|[Hh]ackathon|"
    r"[Ee]mpf[aä]nge?|[Ff]este?|[Bb]esuch|[Gg]espräch|[Rr]undgang|[Tt]ermin|[Bb]arcamp|[Ff]achtag|[Ss]eminar|[Ww]ebinar|[Ff]estival|[Mm]esse|[Pp]reisverleihung|[Ss]tammtisch|[Pp]odium)\b"
)
_SMALL_FRONT = re.compile(  # "muster-Geschäftsführerin": houses that write themselves small
    r"(?<![\w-])(?!vize|stell)(?P<house>[a-z][a-z\d.]{2,}|[A-Z][a-z]+[A-Z]\w*|"
    r"(?:Landkreis|Städte|Gemeinde|Landes)tag|[A-ZÄÖÜ]\w+(?:verband|bund|verein|verbund|kammer))-"
    r"(?:Geschäftsführ|Vorst[aä]nd|Chef|Sprecher|Gründer|Vorsitzend|Mitarbeit|Projektleit|Inhaber|Leiter|Direktor|Berater|Referent|"
    r"Koordinator|Redakteur|Trainer|Entwickler|Vertreter|Präsident|Hauptgeschäftsführ|Verbandsvorsteher)\w*\s+"
    rf"(?:(?:{OFFICES.pattern})\s+)?$"
)
_OF_TOWN = re.compile(r"(?:Ober)?[Bb]ürgermeister(?:in)?|Landr(?:at|ätin)")
_FROM = re.compile(  # "Bürgermeisterin A B aus Musterstadt"
    rf"\s+aus\s(?P<town>(?!Sicht|Anlass|\w+gründen)(?:Bad\s)?[{UPPER}][\w-]+(?:\s(?:am|an\sder|im)\s[{UPPER}]\w+)?)(?=[\s,.;)]|$)"
)
_VENUE = re.compile(r"(?:[Kk]ur|[Bb]ürger|[Gg]emeinde|[Kk]onzert)haus$|[Hh]alle$|[Ss]tudio$|[Ss]aal$|[Ss]chloss$")
_LINKED = re.compile(
    r"\s*,?\s*(?:als Vertreter(?:in)? (?:der|des|von)|von der|von dem|vom|von|aus dem|aus der|bei der|beim|bei)\s+"
    r"(?:(?:(?:unsere|ihre|seine)[mnr]\s)?(?:Kooperations|Projekt)?[Pp]artner(?:in|s)?\s(?=[A-ZÄÖÜ]))?"
)
AFTER_SLASH = r"^\s*/[^,;&]{2,50}(?=,)"  # "A B/Koordinator, C D"
_ASIDE = re.compile(r"^\s*[–—-]\s[^–—]{3,120}?\s[–—-]\s")  # "A B – Autorin des Buchs – und C D"
_ROW_END = re.compile(
    rf"\s*,\s*(?P<words>[{UPPER}][\w-]*(?:\s(?:for|of|für|und|&|der|des|im|in|am|an\sder|[{UPPER}][\w.-]*)){{1,6}})\s*"
)
_ROW_LINK = re.compile(  # "Titel – A B, Verein for X", "Impuls von A B, Schule im Dorf"
    r"\s[–—-]\s$|^(?:\w*[Vv]ortrag|\w*[Ii]mpuls|Keynote|Input|Grußwort|Begrüßung|Eröffnung|Moderation|Einführung|Referat|Lesung|"
    r"Workshop|Bericht)(?:\s(?:und|&)\s\w+)?\s(?:von|durch|mit)\s$"
)
WORK = re.compile(
    r"[„\"»](?:[^„“”\"»«]*[?!]|[^„“”\"»«\s]+(?:\s[^„“”\"»«\s]+){3,})[“”\"«]"
)  # the title of a book or a talk
_TWO_OFFICES = re.compile(  # "von dem Präsidenten des Verbands X, Bürgermeister A B"
    rf"\b(?:dem|[Dd]er|den|[Dd]ie)\s(?P<first>(?:{OFFICES.pattern})\s(?:des|der|vom|von)\s[^,.;]{{3,90}}),\s(?:(?:der|die|dem|den)\s(?:[{UPPER}]\w+er\s)?)?"
    rf"(?:{OFFICES.pattern})\s$"
)
_NO_INNER = re.compile(  # in brackets: where in a picture, a count, a party
    r"(?:beide|links|rechts|v\. ?l|Mitte|\d(?!\.\s?(?:[Vv]ors|[Bb]ürgerm|[Bb]eigeordn|[Ss]tellv|[Kk]reis))|"
    r"SPD|CDU|CSU|FDP|GRÜNE|Grüne|parteilos)"
)
_STANDS_FOR = re.compile(
    r"(?:\s(?:gibt|geben|gaben?|spr(?:ach|achen|icht|echen)|nahm(?:en)?|begrüßten?|überbrachten?|berichte(?:n|t|te|ten)|"
    r"stell(?:t|en|te|ten)))?\sfür\s(?:die|das|den)\s"
)  # "Grußworte von A B für die Stadt X"
_BY_PROFESSION = re.compile(  # "promovierte Biologin am Zentrum für X": what is no office, but says where
    rf"(?:[a-zäöüß]+e[rsn]?\s)?[{UPPER}][\w-]+(?:in|er|ist|oge|ent|ant|at|ler)\s"
    rf"(?P<link>am|an\sder|bei\sder|beim|bei|im|vom|von\sder|des|der)\s(?P<house>[{UPPER}].{{3,90}})"
)
_OUTER, _BRACKETED = re.compile(r",\s([^,.;]{4,90})"), re.compile(r"\s\(([^()]{3,90})\)")
_OF_A_TRADE = re.compile(  # what a house is to the event, with its name in brackets behind
    r"[\w-]*(?:[Aa]uftragnehmer|[Vv]eranstalter|[Bb]üro|[Tt]räger|[Pp]artner|[Dd]ienstleister|[Vv]erein|[Vv]erband|[Ii]nstitut|"
    r"[Uu]nternehmen|[Ff]irma|[Aa]gentur|[Tt]eam|[Vv]ersorger|[Bb]etreiber)s?"
)
_CLAUSE = re.compile(
    r"(?:zuerst|zunächst|dann|danach|anschließend|zuletzt|später|schon|bereits|gerade|zum|zur|von|in|im|mit|seit|auf|für|bei|nach|vor|zu|sich|auch|aus|über|unter|an|am|durch|dort|hier|nicht|ihr\w*|sein\w*|"
    r"es|uns|das|den|dem|die)\s"
)
_ADVERB = re.compile(  # "symbolisch den Schlüssel …": no words of what somebody is
    r"(?!(?:zugleich|als|auch|selbst|derzeit|heute|seit|einst|ehemals|vormals|jetzt|nun|aktuell|nebenbei|hauptberuflich|ehrenamtlich)\s)"
    r"[a-zäöüß]{3,}(?<!e)(?<!er)(?<!en)(?<!es)\s(?!und\s)"
)
_CONJUNCTION = re.compile(r"(?:wie|warum|weil|dass|damit|denn|aber|sondern|doch|obwohl|sodass)\s")
_SHORT_FRONT = re.compile(  # "AGFK Seeland Geschäftsführer": the house in front of the office without a hyphen
    rf"(?:^|[\s,.;:])(?P<house>[{UPPER}][{UPPER}\d]{{2,7}}(?:\s[{UPPER}][a-zäöüß]+)?)\s(?:{OFFICES.pattern})\s$"
)
_SHORT = re.compile(rf"(?<=[a-zäöüß])\s\([{UPPER}]{{2,8}}\)\s$")
_TELLS = re.compile(
    r"\b(?:bericht|erzähl|schwärm|sprach|sprich|sprech)\w*\s(?:\w+\s){0,2}$"
)  # of what, not where from
_COMPOUND = re.compile(  # "DRK-Präsidentin Landrätin"
    rf"(?<![\w-])({COMPOUND})-(?:{OFFICES.pattern})\s(?:(?:{OFFICES.pattern})\s)$"
)
_FOR_HOUSE = re.compile(
    r"\b(?:Für\s+(?:das|die|den)\s+([^,.;]{2,80}?)|[Ss]eitens\s+(?:der|des)\s+([^,.;]{2,80}?))\s+(?!mit\b|seit\b|statt\b)"
    r"[a-zäöüß]{3,}(?:t|te|ten|ch|hm)\s+(?:\w+\s+)?$|\bseitens\s+(?:der|des)\s+([^,.;]{2,80}?)\s$"
)  # "Für das Amt sprach", "… und seitens des Verbands A B"
_APPOSITION = re.compile(rf"\s*,\s*(?:(?:der|die|das)\s+)?(?:{OFFICES.pattern})[^,]*,\s*")  # of the person before
_WITHOUT_COMMA = re.compile(  # "A B Bürgermeister der Stadt X", as a table prints it
    rf"\s(?P<words>(?:{OFFICES.pattern}|Lehrstuhl\b)(?:\sund\s(?:{OFFICES.pattern}))?\s(?:für\s)?"
    rf"[^,;.:|]{{0,60}}?\b(?:der|des|vom|von|im|am|an der)\s[^,;.:|]{{4,90}}?)\s*(?:\||$)"
)
_WHOSE = re.compile(  # "die Muster GmbH, deren Werkleiter A B"
    rf"\b(?:[Dd]ie|[Dd]er|[Dd]as|[Dd]en|[Dd]em|[Bb]eim|[Vv]om)\s(?P<house>[{UPPER}][^,;!?]{{2,80}}),\s(?:deren|dessen)\s"
    rf"(?:[a-zäöüß]+[rn]?\s)?(?:{OFFICES.pattern})\s$"
)
_TEAM_OF = re.compile(  # "A B und dem Team der Beratungsstelle X"
    r"\s(?:und|mit|sowie)\s(?:dem|das|ihrem|seinem|ihr|sein)\s(?:[a-zäöüß]+n\s)?(?:Team|Kollegium)\s(?P<link>der|des|vom|von\sder)\s"
)
_AS_OFFICE = (
    re.compile(  # "A B in seiner Eigenschaft als Vorsteher des Amts X", "erläuterte A B als Leiter des Amts X"
        r"(?:\s(?:in\s(?:seiner|ihrer)\s(?:Eigenschaft|Funktion|Rolle)|stellvertretend))?\sals\s"
        rf"(?P<office>(?:{OFFICES.pattern})(?:\sfür\s[^.;]{{3,60}}?)?)\s(?P<link>der|des|vom|von\sder)\s"
    )
)
_OF_HOUSE = re.compile(rf"\s(?P<link>des|der)\s(?=[{UPPER}])")  # "neben dem Vortrag von A B des Landesamts X"
_BY_WHOM = re.compile(r"\b(?:von|durch|mit)\s$")
_FORMERLY = re.compile(  # "früher Leiter des Amts X, heute …": what somebody is now
    r"^(?:ehemals|früher|zuvor|vormals|einst)\s[^,;.]{3,90}?,?\s(?:und\s|dann\s)?(?:heute|jetzt|nun|inzwischen|derzeit|aktuell)\s"
)


def words_beside(before: str, after: str, *, following: bool) -> tuple[str | None, str | None, str | None]:  # noqa: C901, PLR0912, PLR0915  # one branch for each form
    """Return office, organisation and role from the words around a name."""
    before = _SHORT.sub(" ", before)  # "der Leiter vom Amt für X (AX) A B"
    before = before.rsplit(")", 1)[-1]  # an office in front of a name stands behind what is said of the one before
    before = _ASIDE.sub("", re.sub(AFTER_SLASH, "", before))
    office: str | None = None
    organisation: str | None = None
    role: str | None = None
    fronted = _in_front(before) if before.rstrip().endswith(",") else None
    if re.match(r"\s*,\s(?!de[rnm]\s|die\s)", before) and re.match(rf"\s*,\s(?:{OFFICES.pattern})", after):
        fronted = None  # "A B, Leiterin der Stadt X, C D, Leiter des Amts Y": each has the office behind the name
    if fronted is not None and split_affiliation(fronted)[1] is not None and not after.lstrip().startswith("("):
        return (*split_affiliation(fronted), None)  # "der Bürgermeister der Stadt X, A B, …"
    both = _TWO_OFFICES.search(before)
    first = split_affiliation(both["first"])[1] if both is not None else None
    compound = _COMPOUND.search(before)
    if first is not None or (compound is not None and not is_party(compound[1]) and compound[1] not in NO_ORG):
        return _in_front(before), first or (compound[1] if compound is not None else None), None
    inner = re.match(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)", after)
    if inner is not None and WORK.fullmatch(inner[1]) and not looks_like_organisation(inner[1].strip('„“”"»«')):
        after = after[inner.end() :]  # what they wrote or speak on
    elif inner is not None and not _NO_INNER.match(inner[1]):
        named = role_of(inner[1])
        if named is not None:
            role = named[0]
        else:
            office, organisation = split_affiliation(re.sub(r"^(?:von der|vom|von|aus)\s+", "", inner[1]))
            if office is None and organisation is None and SMALL_HOUSE.fullmatch(inner[1]):
                organisation = inner[1]
        after = after[inner.end() :]
    barred = re.match(rf"\s*\|\s*(?=[{UPPER}])", after)
    if barred is not None and organisation is None and (words := phrase_of(after[barred.end() :])):
        office, organisation = split_affiliation(words)
    beside = re.match(rf"\s((?:Landkreis|Stadt|Gemeinde|Kreis|Markt)\s[{UPPER}][\w-]+)\b", after)
    if organisation is None and role is None and beside is not None:
        organisation = beside[1]  # "Landrat A B Landkreis X"
    elif organisation is None and role is None:
        town = re.match(rf"\s+aus\s+[{UPPER}][\w-]+(?:\s[{UPPER}][\w-]+)?\s*\(([^()]+)\)", after)
        if town is not None:
            office, organisation = split_affiliation(town[1].split(",")[0])
    if organisation is None:
        linked = _LINKED.match(after)
        if linked is not None and "aus" not in linked[0].split()[:1]:
            phrase = _linked_house(linked[0], before, after[linked.end() :], following=following)
            if phrase and not _OCCASION.match(phrase):
                found = split_affiliation(f"des {phrase}" if linked[0].rstrip().endswith(" des") else phrase)
                office, organisation = (
                    office or found[0],
                    found[1]
                    or (
                        phrase
                        if re.match(rf"[{UPPER}„]|[a-z]+[{UPPER}\d]", phrase) and not is_no_house(phrase)
                        else None
                    ),
                )
        elif linked is not None:
            phrase = phrase_of(after[linked.end() :])
            works = bool(phrase) and looks_like_organisation(phrase) and not _VENUE.search(phrase)
            organisation = split_affiliation(phrase)[1] if works else None
    if organisation is None and role is None and not following and re.match(rf"\s[{UPPER}]", after):
        named_house = phrase_of(after)
        if looks_like_organisation(named_house) and re.match(r"\s*(?:[,.;]|$)", after.lstrip()[len(named_house) :]):
            organisation = split_affiliation(named_house)[1]  # "Prof. A B Universität X", as a heading prints it
    stands = _STANDS_FOR.match(after) or re.match(rf"\sfür\s(?=[{UPPER}][^,.;]{{2,50}}?\se\.\s?V\.)", after)
    if organisation is None and stands is not None:
        named_house = phrase_of(after[stands.end() :])
        if _employs(named_house):
            office, organisation = office or split_affiliation(named_house)[0], split_affiliation(named_house)[1]
    if organisation is None and office is None:
        listed = re.fullmatch(
            rf"\s*,\s*([{UPPER}][\w.-]+(?:\s[{UPPER}][\w-]+){{0,2}})\s*(?:,|,?\s+und|,?\s+sowie)?[\s.]*(?:\w{{2,5}}|(?:Herrn?|Frau)\s)?",
            after,
        )
        if listed is not None and role_of(listed[1].strip(".")) is not None:
            role = (role_of(listed[1].strip(".")) or ("",))[0]
        elif (row := _ROW_END.fullmatch(after)) is not None and not following and _ROW_LINK.search(before):
            office, organisation = split_affiliation(row["words"])  # "Titel – A B, Verein for X"
        elif (
            listed is not None
            and (following or before.strip())
            and (
                re.search(r"[,:;(]|und|sowie|\bmit\b", before[-6:])
                or re.search(r"\b[Mm]oderier(?:t|te|en|ten)(?:\swird|\swurde)?(?:\svon)?\s$", before)
                or _OF_TOWN.fullmatch(before.strip().rsplit(" ", 1)[-1])
            )
            and not OFFICES.match(listed[1])
            and not is_no_house(listed[1])
            and not is_trade(listed[1])
        ):
            organisation = listed[1]
        else:
            bare = _WITHOUT_COMMA.match(after) if not following else None
            office, organisation = (
                split_affiliation(bare["words"])
                if bare is not None
                else _apposition(_own(after, following=following, fronted=_in_front(before) is not None))
            )
    if organisation is None and (owned := _OF_HOUSE.match(after)) is not None and _BY_WHOM.search(before):
        named_house = phrase_of(after[owned.end() :])
        if " " in named_house and looks_like_organisation(named_house):
            organisation = split_affiliation(f"{owned['link']} {named_house}")[1]
    if organisation is None:
        organisation = works_at(after)
    if organisation is None and _OF_TOWN.fullmatch(before.strip().rsplit(" ", 1)[-1]) and (home := _FROM.match(after)):
        organisation = home["town"]
    for form in (_TEAM_OF, _AS_OFFICE):
        if organisation is None and (belongs := form.match(after)) is not None:
            named_house = phrase_of(after[belongs.end() :])
            if looks_like_organisation(named_house):
                office = office or belongs.groupdict().get("office")
                masculine = belongs["link"] in {"des", "vom"}
                organisation = split_affiliation(("des " if masculine else "") + named_house)[1]
    if organisation is None and (whose := _WHOSE.search(before)) is not None and _employs(whose["house"]):
        organisation = nominative(whose["house"])
    if organisation is None and (short := _SHORT_FRONT.search(before)) is not None:
        known = is_acronym(short["house"].split()[0]) and not is_party(short["house"].split()[0])
        organisation = short["house"] if known else None
    if organisation is None and (small := _SMALL_FRONT.search(before)) is not None:
        organisation = small["house"]
    if organisation is None and (sent := _FOR_HOUSE.search(before)) is not None:
        named_house = next(filter(None, sent.groups()))
        inner_genitive = "des " if re.search(r"eitens\s+des\s", sent[0]) else ""
        organisation = nominative(inner_genitive + named_house) if looks_like_organisation(named_house) else None
    if office is None or organisation is None:
        house = re.search(r"(?:^|,)\s*(?:und\s+|sowie\s+)?([^,]{4,80}),\s*$", before)
        if (
            house is not None
            and organisation is None
            and looks_like_organisation(house[1])
            and re.match(rf"[{UPPER}]", house[1])
            and not OFFICES.search(house[1])
            and not is_no_house(house[1])
        ):
            organisation = house[1]
        front = None if _APPOSITION.fullmatch(before) else _in_front(before)
        if front is not None:
            found = split_affiliation(front)
            office = office or found[0] or (front if found[1] is None else None)
            organisation = organisation or found[1]
    return office, organisation, role


def _linked_house(link: str, before: str, rest: str, *, following: bool) -> str:
    """Return the words of a house behind "von der", "beim" and the like, empty where they tell of something else."""
    phrase = phrase_of(rest)
    if link.split(maxsplit=1)[0] in {"bei", "beim"} and _AT_OCCASION.match(rest):
        return ""
    house = looks_like_organisation(phrase)
    if re.match(r"[a-zäöüß]+e[nrms]?\s", rest) and not house:
        return ""  # "von dem großen Interesse angetan"
    outer = _OUTER.match(rest, len(phrase)) if phrase and rest.startswith(phrase) else None
    if outer is not None and is_within(phrase, outer[1]):
        phrase = phrase_of(outer[1])  # "vom Lehrstuhl für X, Universität Y"
    if _TELLS.search(before) is not None and not looks_like_organisation(phrase) and rest[:1] not in {"„", '"', "»"}:
        return ""
    if following:  # "A B vom Institut X und Talstadts Bürgermeisterin C D"
        phrase = re.sub(rf"\s(?:und|sowie)\s(?:[{UPPER}]\w+s\s)?(?:{OFFICES.pattern})$", "", phrase)
    named = _BRACKETED.match(rest, len(phrase)) if rest.startswith(phrase) else None
    if named is not None and _OF_A_TRADE.fullmatch(phrase) and looks_like_organisation(named[1]):
        return named[1]  # "vom Auftragnehmer (Institut X GmbH)"
    return phrase


def _employs(house: str) -> bool:
    """Tell whether a name is that of a house where people work, no occasion and no venue."""
    return looks_like_organisation(house) and not _OCCASION.match(house) and not _VENUE.search(house)


def _own(after: str, *, following: bool, fronted: bool) -> str:
    """Cut off what belongs to the next name: ", die Vorsitzende des Vereins, " right before it.

    ``fronted``: the office of this name stands in front of it, so that of the next one may do so, too.
    """
    if not following:
        return after
    led = re.search(r"(?:,|\s(?:und|sowie))\s(?:die|der|das)\s[^,]*\smit\s$", after)
    if led is not None:
        return after[: led.start()]  # "A B, die Freien Wähler mit C D"
    links = list(re.finditer(r",|\s(?:und|sowie)\b" if fronted else r"\s(?:und|sowie)\b", after))
    bare = after[links[-1].end() :].strip() if links else ""
    own = not bare.endswith(",") and after[-1:] == " "
    if bare and re.match(rf"[{UPPER}]", bare) and OFFICES.match(bare) and own:
        return after[: links[-1].start()]  # "A B, Stadt X und Referentin C D", "Landrat A B, Leiter des Amts C D"
    last = after.rpartition(",")[2]
    if after[-1:] == " " and OFFICES.fullmatch(re.sub(rf"^[{UPPER}][a-zäöüß]+s\s", "", last.strip())):
        return after[: -len(last) - 1]  # "A B, Landrat C D"
    match = re.search(
        (
            r"(?:,|\bund|\bsowie)\s+(?:(?:ehe|bevor|während|als|wobei)\s+)?(?:der|die|das|den|"
            r"dem)\s+([^,]*(?:,\s+[A-ZÄÖÜ][\w-]+ und [A-ZÄÖÜ]\w+)?),?\s*$"
        ),
        after,
    )
    if match is not None and OFFICES.search(match[1]):
        return after[: match.start()]
    return after


def _apposition(after: str) -> tuple[str | None, str | None]:
    clause = in_clause(after)
    if clause is not None:
        return clause
    match = re.match(
        r"\s*(?:,|[–—](?=\s))(?!\s*seitens\b)"
        r"\s*(?!ehe\b|bevor\b|während\b|als\b|wobei\b)(?:der |die |das |dem |den )?",
        after,
    )
    if match is None or re.match(r"(?:und|sowie|oder)\s", after[match.end() :]):
        return None, None
    rest = _FORMERLY.sub("", after[match.end() :])
    if match[0].endswith(("der ", "die ", "das ")) and _CLAUSE.match(rest):
        return None, None  # "A B, der von seiner Zeit im Bundestag erzählte"
    if (small := re.match(rf"({CONSONANTS})(?=[,.;)]|$)", rest)) is not None:
        return None, small[1]  # "A B, dvs, …"
    segments = joined(re.split(r",\s+", rest))
    first = re.split(r"\s+(?:und|sowie)\s+(?=(?:die|der|den|dem)\s|$)|\s+(?:und|sowie)\s*$", segments[0])[0]
    first = re.sub(r"(?<!\be)(?<!Co)(?<!\ba)(?<!\bi)(?<!\ba\.\sD)(?<!\ba\.D)[.;:].{0,3}$", "", first).strip()
    first = re.split(r"(?<!\san)(?<!\sin)(?<!\sbei)(?<!\svon)(?<!\sfür)\sden\s", first)[0]  # "A B, AfD den Fragen"
    if _CONJUNCTION.match(first) or (_ADVERB.match(first) and not looks_like_organisation(first)):
        return None, None  # "A B, symbolisch den Schlüssel der Wehr zu übergeben"
    verb = re.search(
        (
            r"\s(?:stell|zeig|berichte|erläuter|führ|sprach|spricht|gab|gibt|hielt|ging|geht|betonte|"
            r"diskutier|moderier|begrüß|eröffne|war\b|ist\b|hat\b|haben\b|wird\b|werden\b|wurde|konnte|"
            r"kamen|lud|warb|schloss|begann|brachte|rief|schrieb|trat|verlieh|übernahm|übergab|ergriff|plädier|appellier|skizzier|schilder|verdeutlich|sagte|erklär|machte|unterstr|bedankte|lobte|wies|weist|verwies|nahm\b|nimmt|durfte|musste|wollte|sollte|tätig\b|beschäftigt\b|angestellt\b|lädt\b|laden\b|luden\b|folgt|freut|warnt)\w*"
        ),
        first,
    )
    first = first[: verb.start()] if verb else first
    if not first or len(first) > 160:
        return None, None
    if OFFICES.search(first) or looks_like_organisation(first) or UNITS.match(first):
        office, organisation = split_affiliation(first)
        organisation = _of_whole(organisation, segments[1]) if len(segments) > 1 else organisation
        return office, organisation
    trade = _BY_PROFESSION.match(first)
    house = phrase_of(trade["house"]) if trade is not None else ""
    if trade is not None and _employs(house):
        masculine = trade["link"] in {"am", "beim", "im", "vom", "des"}
        return first[: trade.start("link")].strip(), split_affiliation(("des " if masculine else "") + house)[1]
    return None, None


def _of_whole(organisation: str | None, outer: str) -> str | None:
    """Return the house of which the words behind it say that the first one is a part of it, else the first."""
    within = is_office_of_town(organisation) and starts_with_town(outer)
    if (
        within
        or (organisation is not None and is_acronym(organisation) and LEGAL.search(outer) is not None)
        or is_within(organisation or "", outer)
        or is_part_of(organisation or "", outer)
        or ((organisation is None or UNITS.match(organisation)) and looks_like_organisation(outer))
    ):
        return split_affiliation(phrase_of(outer) or outer)[1]
    if organisation is None and UNITS.match(outer):
        return split_affiliation(phrase_of(outer))[1]  # "Kämmerin, Dezernat II der Stadt X"
    return organisation


def _in_front(before: str) -> str | None:
    """Return the office that stands in front of a name, as far back as the phrase goes."""
    before = re.sub(
        rf",\s*(?:Herrn?|Frau)\s+(?:[{UPPER}][\w-]*(?:rat|rätin|dirigent\w*|direktor\w*)\s*)?$", ", ", before
    )
    words = re.sub(r"(?<=\w)\s(?:Herrn?|Frau)$", "", before.rstrip().removesuffix(",").rstrip())
    if re.search(r"\b(?:und|sowie|oder|von|durch)$", words):
        return None  # "A B zur Sprecherin und C D", "unter der Leitung von A B"
    comma = before.rstrip().endswith(",")
    matches = list(OFFICES.finditer(words))
    if not matches:
        return None
    for match in reversed(matches):
        phrase = words[match.start() :]
        rest = words[match.end() :]
        if re.search(r"[.;:!?]\s", rest) or ("," in rest and len(joined(re.split(r",\s+", rest))) > 1):
            return None
        inside = rest.split()
        lower = [
            word
            for number, word in enumerate(inside)
            if re.match(r"[a-zäöü]", word)
            and word.strip(",") not in CONNECTORS | {"e.V.", "vom", "beim"}
            and not (number and inside[number - 1] in {"für", "der", "des"} and re.search(r"e[nrs]?$", word))
        ]
        if lower or (comma and not inside and len(matches) > 1):
            return None
        return phrase
    return None
