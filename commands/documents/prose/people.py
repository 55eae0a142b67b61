"""Lists of people as programmes print them: "Dr. A B, Leiterin der …, C D (Stadt X) und E F"."""

import re
from dataclasses import replace
from itertools import pairwise

from commands.documents.prose.ahead import LIST, group_ahead, heads_row
from commands.documents.prose.bystanders import NEAR, goes_on, is_absent
from commands.documents.prose.names import Name, find_names, name_at
from commands.documents.prose.organisation_kinds import LAND, works_alone
from commands.documents.prose.organisation_words import LEGAL, is_acronym, looks_like_organisation
from commands.documents.prose.organisations import split_affiliation
from commands.documents.prose.vocabulary import ABBREVIATIONS, OFFICES, ROLES, UNITS, UPPER
from storage.records import RoleRecord

_ROLE_LINE = re.compile(r"^\s*(?P<role>[^:\n]{3,60}?)\s*:\s*(?P<rest>.*)$", re.DOTALL)
_PLACEHOLDER = re.compile(r"^(?:tba|tbd|n\.?\s?n\.?|angefragt|wird noch bekannt\w*|folgt)\b", re.IGNORECASE)
_BREAK = re.compile(r"\s*(?:\n|\t|;(?![^()]*\))|•|\s\|\s)\s*")


def role_of(words: str) -> tuple[str, ...] | None:
    """Return the roles that a label names ("Moderation und Impuls"), ``None`` if it is none."""
    label = re.sub(r"\s+", " ", words).strip(" *_–-").lower()
    label = re.sub(r"(?<=\w)\s+(?:des|der)\s+(?:\w+n\s+)?\w+$", "", label)  # "Moderation des Nachmittags"
    found = ROLES.get(label)
    if found is not None:
        return (found,)
    parts = [ROLES.get(part.strip()) for part in re.split(r"\s+und\s+|\s*/\s*|\s*&\s*", label)]
    if len(parts) == 2 and all(parts):
        return tuple(part for part in parts if part)
    return None


def role_line(text: str) -> tuple[str, str] | None:
    """Split "Moderation: Dr. A B, Stadt X" into role and the rest; ``None`` if the line is none."""
    match = _ROLE_LINE.match(text)
    if match is None:
        plain = re.match(
            (
                r"^\s*(?P<role>Gestaltet von|Moderiert von|Geleitet von|Durchgeführt von|Es moderiert|"
                r"Moderation|Referent(?:in)?)\s+(?P<rest>[A-ZÄÖÜ].*)$"
            ),
            text,
        )
        match = plain if plain is not None and len(text) < 200 else None
    if match is None:
        return None
    roles = role_of(match["role"].replace("Es moderiert", "Moderation"))
    return ("/".join(roles), match["rest"].strip()) if roles else None


def is_placeholder(text: str) -> bool:
    """Tell whether a line stands in for a name that is not known yet: "N. N.", "tba"."""
    return _PLACEHOLDER.match(text) is not None


def parse_people(text: str, role: str, *, firms: bool = False) -> tuple[RoleRecord, ...]:
    """Read a list of people with office and organisation.

    ``firms``: what is no person, but a firm, an office or a group of towns, is taken as an organisation in the
    role. Words that are neither are left out.
    """
    found: list[RoleRecord] = []
    text = STAR.sub("", text)
    text = PAPERS.sub("", re.sub(r"\[([^\[\]]{3,80})\](?!\()", r"(\1)", text))
    chunks = _BREAK.split(text)
    entries = len(chunks) > 1 and all(", " in chunk for chunk in chunks if chunk)
    for chunk in chunks:
        if chunk and _PLACEHOLDER.match(chunk) is None:
            people = _chunk(chunk, role, told=firms, entry=entries)
            if not people and found and not name_at(chunk) and len(chunk) < 160 and found[-1].organisation is None:
                found[-1] = found[-1] if works_alone(found[-1].office) else affiliated(found[-1], chunk)
                continue
            found += people
            if not people and firms:
                found += _groups(chunk, role)
    return _shared(tuple(found), text)


def _chunk(text: str, role: str, *, told: bool, entry: bool = False) -> list[RoleRecord]:
    """Read one row.

    ``told``: its label says that people follow, so that an unknown given name needs no more. ``entry``: it is one of
    several that each name somebody and, behind a comma, the house.
    """
    every = list(find_names(text))
    names = [
        name
        for name in every
        if _opens(text, name)
        and not is_absent(text, name.start, name.end)
        and (name.sure or _vouched(text, name, every) or (told and _ENTRY.match(text[name.end :]) is not None))
    ]
    if (
        entry
        and len(names) == 2
        and names[0].sure
        and not names[1].sure
        and text[names[0].end : names[1].start] == ", "
    ):
        names = names[:1]  # "A B, Muster Musterstadt; C D, Stadt X"
    people: list[RoleRecord] = []
    for number, name in enumerate(names):
        following = names[number + 1] if number + 1 < len(names) else None
        until = following.start if following is not None else len(text)
        before = text[(names[number - 1].end if number else 0) : name.start]
        tail = text[name.end : until]
        if following is not None:
            tail = _without_office(tail, following, text)
        people.append(_person(name, role, _before(before), _tail(tail)))
    return _together(text, names, people)


STAR = re.compile(
    r"(?<=[a-zäöüß])(?:\*(?=[,;:.)\s]|$)|\s?\[\d{1,2}\])"
)  # "A B*, Stadt X": a mark that says something below
PAPERS = re.compile(  # what a page offers beside a talk
    r"\s*\((?:(?:Vortrags|Präsentations)?[Ff]olien|Vortrag|Präsentation|Slides|PDF|Video|Aufzeichnung|Mitschnitt|Handout|"
    r"Skript|Abstract|Download|Link|angefragt|zugesagt)\)"
)
_ENTRY = re.compile(r"\s*(?:$|[,(|/&–-]|(?:und|sowie|vom|von|aus|mit)\b)")  # where an entry ends or goes on
_BESIDE = re.compile(
    r"\s*(?:\((?P<inner>[^()]{2,120})\)?|(?:[,|/]|[–—-]\s)\s*(?P<next>[^,;|]{2,120})|"
    r"\s(?:vom|von\sder|aus\sdem|beim|bei\sder|für\sd(?:ie|as|en))\s(?P<house>[^,;]{2,120}))"
)


def joins(text: str, first: Name, second: Name) -> bool:
    """Tell whether a list goes on from one name to another: "A B und C D", "A B (Stadt X), C D (Verein Y)"."""
    between = text[first.end : second.start]
    if re.fullmatch(r"\s*(?:und|sowie|&)\s*", between):
        return True
    return goes_on(between) and "(" in between and re.match(r"\s*\([^()]{2,60}\)", text[second.end :]) is not None


def spells_out(text: str, name: Name) -> bool:
    """Tell whether an abbreviation in brackets stands for the words: "Muster Verbund (MV)" is a house."""
    short = re.match(rf"\s*\(([{UPPER}][\w-]+)\)", text[name.end :])
    return short is not None and is_acronym(short[1]) and short[1][0] == name.name[0]


def _vouched(text: str, name: Name, every: list[Name]) -> bool:
    """Tell whether an office, a house or somebody known beside it makes two capitalised words a name."""
    before = text[max(0, name.start - NEAR) : name.start].split()
    if before and (before[-1] in {"Herr", "Herrn", "Frau"} or OFFICES.fullmatch(before[-1])):
        return len(before) < 2 or not before[-2].endswith(",") or before[-1] in {"Herr", "Herrn", "Frau"}
    if spells_out(text, name):
        return False
    place = every.index(name)
    for first, second in pairwise(every[max(0, place - 1) : place + 2]):
        if (first.sure or second.sure) and joins(text, first, second):
            return True
    beside = _BESIDE.match(text[name.end :])
    words = next(filter(None, beside.groups()), "").strip() if beside is not None else ""
    office = None if UNITS.match(words) else OFFICES.search(words)
    return bool(words) and (
        (office is not None and re.match(rf"[{UPPER}]", words) is not None and heads_words(words))
        or (office is not None and office.start() == 0)
        or is_named_house(words)
    )


def heads_words(words: str) -> bool:
    """Tell whether an office in the words is that of who is named: no "Bürgerfest des Präsidenten"."""
    office = OFFICES.search(words)
    return office is not None and re.search(r"\b(?:des|der|vom|von|oder)\s", words[: office.start()]) is None


def is_named_house(words: str) -> bool:
    """Tell whether words name a house, and not only a kind of house: "Stadt X", "THW", no "Jugendzentrum"."""
    named = " " in words or is_acronym(words) or LEGAL.search(words) is not None
    return named and looks_like_organisation(words)


_BOTH = re.compile(
    r"^\((?:beide|alle)\s(?:(?:von der|von dem|vom|von|aus der|aus dem|aus|bei der|beim|bei|am|an der)\s)?"
)


def _together(text: str, names: list[Name], people: list[RoleRecord]) -> list[RoleRecord]:
    """Give a list of names the house in front of it ("Team X: A, B") or behind its last ("A, B, C (Stadt X)")."""
    if people and all(one.organisation is None for one in people[1:]) and people[0].organisation is None:
        ahead = heads_row(text[: names[0].start])
        if ahead is not None:
            return [replace(one, organisation=ahead) for one in people]
    if len(people) < 2:
        return people
    between = [text[one.end : other.start] for one, other in pairwise(names)]
    bare = [one.organisation is None and one.office is None for one in people]
    if not all(map(LIST.fullmatch, between)):
        return people
    house = group_ahead(text[: names[0].start]) if all(one.organisation is None for one in people) else None
    last = people[-1]
    if house is None and all(bare[:-1]) and last.organisation and (last.office is None or len(people) == 2):
        house = last.organisation if last.office is None or not _ONE_AT_A_TIME.search(last.office) else None
    people = [replace(one, organisation=one.organisation or house) for one in people]
    several = re.split(r"\s/\s", last.organisation or "")
    if len(several) == len(people) and all("/" in words for words in between):
        people = [replace(one, organisation=own) for one, own in zip(people, several, strict=True)]
    return people  # "A B / C D, Stadt X / Stadt Y": each has the own


_ONE_AT_A_TIME = re.compile(r"(?:[Bb]ürgermeister|[Ll]andr(?:at|ät)|[Mm]inister)(?:in)?\b")


def _opens(text: str, name: Name) -> bool:
    """Tell whether a name stands where one can begin: at the start, after a comma, a link word or an office."""
    before = text[: name.start].rstrip()
    if not before or before[-1] in ",;:(–-/&•|" or name.sure:
        return True
    words = before.split()
    return (
        words[-1] in {"und", "sowie", "mit", "von", "durch", "Herr", "Herrn", "Frau", "by"}
        or OFFICES.search(words[-1]) is not None
    )


def _without_office(tail: str, following: Name, text: str) -> str:
    """Take the office that stands in front of the next name off the words behind this one."""
    if text[following.start - 1 : following.start] != " ":
        return tail
    for link in reversed(list(re.finditer(r",|;|\bund\b|\bsowie\b|&", tail))):
        words = re.sub(r"^\s*(?:(?:der|die|dem|den)\s+)?", "", tail[link.end() :]).strip()
        if not words:
            return tail  # only a link stands in front of the next name
        if OFFICES.search(words):
            own = re.match(rf"\s*[,(]\s*(?:{OFFICES.pattern})", text[following.end :]) is not None
            return tail if own else tail[: link.start()]  # who follows has an office behind the name
        if link[0] in ",;":
            return tail
    return tail


_BY = re.compile(  # "durch den Bürgermeister der Stadt X, "
    rf"(?:^\s*(?:der\s|die\s)?|\b(?:durch|von|mit)\s(?:de[nmr]|die)\s)"
    rf"(?P<words>(?:{OFFICES.pattern})\s(?:der|des|vom|von)\s[^,;:]{{3,90}})[,:]\s(?:(?:Herrn?|Frau)\s)?$"
)


def _before(words: str) -> str | None:
    """Return the office right before a name ("Bürgermeister"), without what belongs to the person before."""
    if (by := _BY.search(words)) is not None:
        words = by["words"]
    last = re.split(r",|;|:|\bmit\b|\bdurch\b|\(|\)", words)[-1].strip()
    for link in reversed(list(re.finditer(r"(?:^|\s)(?:und|sowie)\s+(?:(?:der|die|dem|den)\s)?", last))):
        if OFFICES.search(last, link.end()):
            last = last[link.end() :].strip()
            break
    last = re.sub(r"^(?:der|die|dem|den|des|Herrn?|Frau|von|vom)\s+", "", last)
    last = re.sub(r"\s*\b(?:Herrn?|Frau)$", "", last).strip()
    return last if last and OFFICES.search(last) and len(last) < 140 else None


_NEXT_ROLE = re.compile(  # "… & Grußwort durch den Bürgermeister"
    r"\s*(?:,|;|&|\bund|\bsowie)\s+(?:\w*[Gg]rußwort|Begrüßung|\w*[Mm]oderation|\w*[Ii]mpuls|\w*[Vv]ortrag|Einführung|Eröffnung|Keynote|"
    r"Input)e?s?\s+(?:durch|von|mit)\b"
)


def _tail(words: str) -> str:
    words = words.strip().removeprefix("*")
    if re.match(r"(?:und|sowie)\s+(?:der|die|das|ein|eine|weitere|viele|andere)\s", words):
        return ""  # "A B und der Bürgermeister der Stadt X": somebody else, who has no name here
    if words.endswith(")") and words.count(")") > words.count("("):
        words = words[:-1]  # "(A B, Stadt X)"
    titled = words.lstrip(":").strip()
    if words.startswith(":") and not (looks_like_organisation(titled) or OFFICES.match(titled)):
        return ""  # "A B: Die Zukunft der Stadt"
    words = _NEXT_ROLE.split(words)[0]
    words = re.sub(r"(?:,|;|&|/|\bund|\bsowie)\s+(?:Herrn?|Frau)\s*$", "", words)
    tail = re.sub(r"\s*(?:,|;|&|/|\bund|\bsowie|\bgemeinsam mit)\s*$", "", words.strip())
    tail = re.sub(
        r"^\s*(?:[,;:–—|/-]|\bvon der\b|\bvom\b|\bvon\b|\baus\b)\s*",
        lambda m: m[0] if m[0].strip().startswith(("v", "a")) else "",
        tail,
    )
    return tail[: next((match.start() for match in _ON.finditer(tail) if not _shortened(tail, match)), None)].strip()


_ON = re.compile(  # where the next sentence begins, or this one goes on
    rf"(?<=[\wß]{{4}})[.!?](?:\s|$)|(?<=e\. V\.)\s+(?=[A-ZÄÖÜ]\w+ )|\s(?:stell|zeig|berichtet|erläuter|"
    rf"führ|sprach|spricht|sprech|gab|gibt|hielt|ging|geht|kam|warb|unterschr|lud|lädt|laden|las|nahm|trug|moderier|"
    rf"begrüß|eröffnen|diskutier|referier|wurde|werden)\w*(?:\s|\.|$)|\s[a-zäöüß]{{3,}}te[nt]?\b(?!\s[{UPPER}])|\süber\s|\s(?:tätig|beschäftigt|angestellt)\b|"
    rf"\s(?:war|waren|ist|sind|hat|haben|wird)\b|\s(?:während|nach)\s(?:der|dem|des)\s|"
    rf"\s(?:und|sowie)\s(?:ihr|sein|deren|dessen)\w{{0,2}}\s"
)
_CLOSED = re.compile(r"(?<=e\. V\.)\s+(?=[A-ZÄÖÜ]\w+ )|(?<=[a-zäöüß]{3})[.!?]\s")
_SHORTENED = re.compile(rf"\b(?:{ABBREVIATIONS})$")


def _shortened(words: str, match: re.Match[str]) -> bool:
    """Tell whether a full stop ends no sentence, but a shortened word: "Thür. Landgesellschaft"."""
    return match[0].startswith(".") and _SHORTENED.search(words[: match.start()]) is not None


_SMALL = re.compile(  # houses that write themselves small: "neues land kollektiv"
    r"(?!(?:angefragt|per|via|online|digital|live|als|aus|im|in|der|die|das|und|am|an|zu|von|vom|mit|für|bei|ab|auf|ehemals|"
    r"früher|moderiert|anschließend|sowie|selbst|derzeit|zurzeit|noch|wird|auch|nicht|unter)\b)"
    rf"(?![a-zäöüß]{{4,}}(?:e|er|es|en)\s[{UPPER}]\w+\s(?:aus|in|und)\b)[a-z][\w-]*(?:\s(?!(?:die|der|das|den|dem|des|ein|eine|einen|alle|sich|in|im|zu|zum|zur|über|mit|auf|an|am)\b)[\w&-]+){{1,3}}"
    r"(?:\s\([^()]*\))?"
)


_SIGNED_SMALL = re.compile(  # "muster-lokal", "muster&rat"
    r"(?!(?:per|via|mit|in|ehe)[.-])[a-zäöüß]{3,}(?:-(?=[a-z])|[.:&+])[\w.&+-]{2,}(?<![.])"
)
SMALL_HOUSE = re.compile(  # houses that write themselves small
    r"[a-z]\w*\d\w*|[a-z]+[A-Z]\w*|(?!links|rechts|mitte|oben|unten|vorne|hinten|online|digital|virtuell|angefragt|parteilos|per\b|"
    r"live|selbst|heute|früher|beide|alle|ehemals|verhindert|entschuldigt|krank|geplant|bestätigt|divers|weiblich|männlich)[a-z]{5,}"
)


def _person(name: Name, role: str, office_before: str | None, tail: str) -> RoleRecord:  # noqa: C901, PLR0912  # one branch for each form
    office, organisation = None, None
    inner = re.match(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*,?\s*(.*)", _BOTH.sub("(", tail), re.DOTALL)
    if inner is not None:
        own = role_of(inner[1])
        if own is not None:
            role = own[0]
            tail = inner[2]
        else:
            party = re.fullmatch(
                r"(?:SPD|CDU|CSU|FDP|GRÜNE|Grüne|Bündnis 90/Die Grünen|Die Linke|parteilos|AfD|BSW|Freie Wähler|FW)",
                inner[1].strip(),
            )
            outer_office, outer = (
                split_affiliation(re.sub(r"^(?:aus|von|vom)\s+", "", inner[2])) if inner[2] else (None, None)
            )
            if party is not None or (inner[2] and re.fullmatch(LAND, inner[1].strip())):
                office, organisation = outer_office, outer
            else:
                office, organisation = split_affiliation(inner[1])
                if office is None and organisation is None and SMALL_HOUSE.fullmatch(inner[1]):
                    organisation = inner[1]
                office = office or outer_office
                organisation = organisation or outer
            tail = ""
    if tail:
        linked = re.match(r"(?:von der|von dem|vom|von|bei der|beim|bei|aus dem|aus der)\s+(.+)", tail, re.DOTALL)
        stands_for = re.match(r"für\s(?:die|das|den)\s(?P<house>.+)", tail)
        if stands_for is not None and looks_like_organisation(stands_for["house"]):
            tail = stands_for["house"]  # "A B für die Stadt X"
        town = re.match(rf"aus\s+([{UPPER}][\w -]+?)\s*(?:\((.*)\))?$", tail)
        if town is not None and town[2]:
            office, organisation = split_affiliation(town[2])
        elif linked is not None:
            office, organisation = split_affiliation(linked[1])
            organisation = organisation or _plain(linked[1])
        elif town is None:
            later = re.match(r"(.*?)\s*\(([^()]*)\)\s*$", tail)
            if later is not None and not re.search(r"\b[A-ZÄÖÜ]{2,}\w*$", later[2]) and role_of(later[2]):
                tail = later[1]
            office, organisation = split_affiliation(tail)
        if office is None and organisation is None and _SIGNED_SMALL.fullmatch(tail):
            organisation = tail
        if office is None and organisation is None and _SMALL.fullmatch(tail):
            organisation = re.sub(r"\s\([^()]*\)$", "", tail)
    if office_before:
        front, employer = split_affiliation(office_before)
        office = office or front or (office_before if employer is None else None)
        organisation = organisation or employer
    return RoleRecord(name.name, role, office, organisation, name.title)


def _plain(words: str) -> str | None:
    match = re.match(rf"([{UPPER}][^,.;(]*)", words)
    return match[1].strip() if match and len(match[1].split()) <= 8 else None


def cut_sentence(words: str) -> str:
    """Return the words up to where a sentence begins."""
    return words[: next((match.start() for match in _CLOSED.finditer(words) if not _shortened(words, match)), None)]


def affiliated(person: RoleRecord, words: str) -> RoleRecord:
    """Add office and organisation that stand on the next line."""
    words = cut_sentence(words)
    office, organisation = split_affiliation(words)
    return replace(person, office=person.office or office, organisation=organisation)


def _groups(text: str, role: str) -> list[RoleRecord]:
    """Firms, offices and groups of towns in a role."""
    words = text.strip(" .")
    kommunen = re.match(r"(?:die\s+)?(?:Kommunen|Städte|Gemeinden|Landkreise|Kreise)\s+(.+)", words)
    if kommunen is not None:
        return [
            RoleRecord(one.strip(), role, is_organisation=True)
            for one in re.split(r",|\bund\b|\bsowie\b", kommunen[1])
            if one.strip()
        ]
    if looks_like_organisation(words) and len(words.split()) <= 12:
        return [RoleRecord(re.sub(r"^(?:die|der|das)\s+", "", words), role, is_organisation=True)]
    return []


def _shared(people: tuple[RoleRecord, ...], text: str) -> tuple[RoleRecord, ...]:
    """Give "A B und C D, Universität X" the same organisation where the first one has none."""
    result = list(people)
    for number in range(len(result) - 2, -1, -1):
        this, following = result[number], result[number + 1]
        if (
            this.organisation is None
            and this.office is None
            and not this.is_organisation
            and following.organisation
            and len(people) == 2
            and not _ONE_AT_A_TIME.search(following.office or "")
            and _stand_together(this.name, following.name, text)
        ):
            result[number] = replace(this, organisation=following.organisation)
    return tuple(result)


def _stand_together(one: str, other: str, text: str) -> bool:
    """Tell whether nothing stands between two names but what links them."""
    start, stop = text.find(one.rsplit(maxsplit=1)[-1]), text.find(other.split(maxsplit=1)[0])
    between = text[start + len(one.rsplit(maxsplit=1)[-1]) : stop] if 0 <= start < stop else ""
    return len(re.sub(r"(?:und|sowie|mit|gemeinsam|Prof|Dr|Herrn?|Frau|Ing|rer|nat|phil)\b|\W", "", between)) == 0
