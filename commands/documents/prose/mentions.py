"""People named in sentences: "stellte Eva Muster (Firma GmbH) …", "die Bürgermeisterin der Gemeinde X, Y Z"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from commands.dates.words import weekday
from commands.documents.prose.ahead import LIST, group_ahead, is_of_several, spoken_for, works_at
from commands.documents.prose.clauses import in_clause
from commands.documents.prose.names import Name, find_names, name_at
from commands.documents.prose.organisation_words import NO_ORG, looks_like_organisation
from commands.documents.prose.organisations import (
    COMPOUND,
    is_no_house,
    is_office_of_town,
    is_party,
    split_affiliation,
    starts_with_town,
)
from commands.documents.prose.people import SMALL_HOUSE, parse_people, role_of
from commands.documents.prose.phrases import CONNECTORS, CONSONANTS, joined, phrase_of
from commands.documents.prose.places_ruled import place_ruled
from commands.documents.prose.vocabulary import ABBREVIATIONS, OFFICES, UNITS, UPPER
from storage.records import RoleRecord
from storage.text import fold

LONGEST_LINE = 220  # characters of a row that names people
_CREDIT = re.compile(
    r"(?:\b(?:Veröffentlicht|Verfasst|Fotos?|Bild(?:er|nachweis)?|Grafik|Text|Video|Autor\w*|Redaktion|"
    r"Illustration\w*|Kontakt|Bericht\w*erstellung|Redaktionsteam|Fotograf\w*|Druck|Satz|Layout|"
    r"Ansprechpartner\w*|Anmeldung(?:en)? (?:bei|an)|Rückfragen|[Aa]ktualisiert|[Ee]rstellt|[Gg]eschrieben)\b\s*(?::|"
    r"von\b|/|\(|©)|©|"
    r"\(c\))\W*(?:\w+\W+){0,3}$"
)
_CONTACT = re.compile(
    r"\bsteh\w*\s+(?:Ihnen|Euch)\b|\b[Ww]enden\s+(?:Sie|Ihr)\b|\b[Mm]elden\s+Sie\b|per (?:E-)?Mail (?:an|bei)\b|"
    r"Ansprechpartner\w*(?:\s+(?:ist|sind|war)\b|\s*:)|(?:Ihr|Ihre|Eure?|Unsere?)\s+Ansprech\w+|Rückfragen|"
    r"[Ff]ür weitere Informationen|Weitere (?:Informationen|Auskünfte|Infos) (?:erteil|geb|gib|erhalten|bei|über)|"
    r"Auskünfte? (?:erteil|gib|geb)|"
    r"\bAnmeldung(?:en)?\b.{0,40}\b(?:bei|an)\b"
)
_THANKS = re.compile(r"\bDank\s+(?:gilt|geht|gebührt|gehen)\b|\bgilt\b[^.!?]{0,80}\bDank\b")
_ORGANISED = re.compile(
    r"(?:Organisiert|Vorbereitet|Konzipiert|Geplant)\s(?:wurde\w*\s|wird\s|hatten?\s)?(?:\w+\s){0,4}?(?:von|durch)\b"
)
_QUOTED_NOW = re.compile(  # "…“, erklärt Landrätin A B": said before the event, not there
    r"[“”\"]\s*,\s*(?:erklärt|sagt|betont|meint|freut\ssich|unterstreicht|wirbt)\s(?:[\w-]+\s){1,6}?[A-ZÄÖÜ][\w-]+\W*$"
)
_SPOKE = re.compile(r"[Rr]efer(?:ent|ier)|Podium|[Mm]oder|Vortr|Impuls|diskutier|begrüßt|eröffnet")
_OCCASION = re.compile(  # "bei der Regionalkonferenz": where somebody was seen, no house
    rf"(?:[{UPPER}]\w+\s)?[{UPPER}]?[\w-]*(?:[Kk]onferenz|[Tt]agung|[Vv]eranstaltung|[Ww]orkshops?|[Tt]reffen|[Ss]itzung|"
    r"[Kk]ongress|[Vv]ersammlung|[Dd]iskussion|[Ee]röffnung|[Bb]egrüßung|[Ee]xkursion|[Aa]uftakt)\b"
)
_SMALL_FRONT = re.compile(  # "muster-Geschäftsführerin": houses that write themselves small
    r"(?<![\w-])(?!vize|stell)(?P<house>[a-z][a-z\d.]{2,}|[A-Z][a-z]+[A-Z]\w*)-"
    r"(?:Geschäftsführ|Vorst[aä]nd|Chef|Sprecher|Gründer|Vorsitzend|Mitarbeit|Projektleit)\w*\s+$"
)
_OF_TOWN = re.compile(r"(?:Ober)?[Bb]ürgermeister(?:in)?|Landr(?:at|ätin)")
_CARD = re.compile(r"[^.!?;„]{0,60}\b(?:Tel\.?|Telefon|Fax|E-?Mail)(?:\s*:|\s\d)")  # an address
_VENUE = re.compile(r"(?:[Kk]ur|[Bb]ürger|[Gg]emeinde|[Kk]onzert)haus$|[Hh]alle$|[Ss]tudio$|[Ss]aal$|[Ss]chloss$")
_PLACES = re.compile(
    r"(?:straße|str\.|allee|platz|weg|haus|saal|schule|gymnasium|halle|stiftung|preis|museum)\b", re.IGNORECASE
)
_ROLE_BEFORE = (
    ("Moderation", (
        r"[Mm]oderation(?: von| durch)?(?: \w+)?\s*$|[Mm]oderiert\w*(?: von| durch| wurde \w+(?: \w+)? "
        r"von)?\s*$|Moderator(?:in)?\s*$"
    )),
    ("Grußwort", r"Gru(?:ß|ss)worte?n? (?:von|durch|des|der)?[\w\s,]*$"),
    ("Begrüßung", r"[Bb]egrüß\w+ (?:durch|von)\s*$|[Ee]röffn\w+ (?:durch|von)\s*$"),
    ("Keynote", r"Keynote(?:s)? (?:von|durch|hielt)?\s*$"),
    ("Impuls", r"Impuls\w* (?:von|durch|hielt|kam von|gab)?\s*$|Inputs? (?:von|durch|gab)?\s*$"),
    ("Vortrag", r"(?:Vortrag|Vorträge|Referat) (?:von|durch|hielt|hielten)?\s*$"),
)  # fmt: skip
_ROLE_AFTER = (
    ("Moderation", (
        r"moderiert|führte? (?:souverän |gekonnt |charmant )?durch (?:den|die|das)|leitete (?:dabei )?\w* "
        r"?durch"
    )),
    ("Begrüßung", r"(?:begrüß|eröffne|hieß|betonte in ihrer Begrüßung|betonte in seiner Begrüßung)"),
    ("Keynote", r"Keynote"),
    ("Impuls", r"Impuls|Input"),
    ("Vortrag", r"Vortrag|referier|trug vor|stellte|stellten|präsentier|berichte|zeigte|erläuter"),
)  # fmt: skip
_ROLE_SENTENCE = (
    ("Podium", r"Podium|Panel|[Dd]iskutier|Talkrunde|Gesprächsrunde|Diskussionsrunde"),
    ("Grußwort", r"Grußwort"),
    ("Keynote", r"Keynote"),
    ("Impuls", r"Impuls"),
    ("Vortrag", r"Vortrag|Vorträge"),
    ("Moderation", r"[Mm]oderat"),
)  # fmt: skip
_LINKED = re.compile(
    r"\s*,?\s*(?:als Vertreter(?:in)? (?:der|des|von)|von der|von dem|vom|von|aus dem|aus der|bei der|beim|bei)\s+"
)


_BEGINS = re.compile(  # words that stand with a capital letter only where a sentence begins
    r"(?:Von|Der|Die|Das|Den|Dem|Ein|Eine|Einen|Im|In|Mit|Wir|Hier|Es|Nach|Auf|Bei|Durch|Für|Zu|Zum|Zur|Dies\w*|Dabei|Am|"
    r"Sie|Er|Auch|Anschließend|Danach|Als|Aus|Über|Unter|Ihr\w*|Sein\w*|Vor|Beim|Neben|Zudem|Außerdem|So|Dort|Darüber|Wie)\s"
)


def sentences(text: str) -> Iterator[str]:
    """Split a paragraph; titles, initials and abbreviations end no sentence."""
    start = 0
    for match in re.finditer(
        r"(?<=[a-zäöüß)\]\"“”»%\d])[.!?][\"“”]?\s+(?=[A-ZÄÖÜ„\"»])|"
        r"(?:(?<=e\.V)|(?<=e\. V))\.\s+(?=[A-ZÄÖÜ])",
        text,
    ):
        before = text[start : match.start() + 1]
        if before.endswith("V."):
            if not _BEGINS.match(text[match.end() :]):
                continue
        elif re.search(
            (
                r"(?:\b(?:Dr|Prof|Dipl|Ing|bzw|ca|vgl|Nr|St|Str|ehem|stellv|inkl|Abs|Art|Hr|Fr|evtl|ggf|h\.c|"
                rf"{ABBREVIATIONS}|Co|"
                r"z\.B|u\.a|d\.h|[aiov]\.\s?d|e|e\.V|i\.R|a\.D|rer|nat|phil|jur|med|pol|geod|agr|oec|habil|mult)|\b\d{1,2}|\b[A-Z])\.$"
            ),
            before,
        ):
            continue
        yield text[start : match.end()].strip()
        start = match.end()
    if text[start:].strip():
        yield text[start:].strip()


def mentioned(text: str, default: str = "Mitwirkung", *, ahead: bool = False) -> tuple[RoleRecord, ...]:
    """Return the people whom a paragraph names, with role, office and organisation as far as it says them.

    ``ahead``: the text announces, so that who is only quoted in the present tense need not be there.
    """
    found: dict[str, RoleRecord] = {}
    if _is_line(text):
        return parse_people(text, default)
    for sentence in sentences(text):
        if ahead and _QUOTED_NOW.search(sentence):
            continue
        for person in _in_sentence(sentence, text, default):
            known = found.get(person.name)
            if known is None or (known.organisation is None and person.organisation is not None):
                found[person.name] = person
    return tuple(found.values())


_LINE_WORDS = CONNECTORS | {
    "vom",
    "beim",
    "aus",
    "mit",
    "sowie",
    "die",
    "das",
    "e.V.",
    "stellv.",
    "ehem.",
    "bzw.",
    "a.D.",
    "d.",
}


def _is_line(text: str) -> bool:
    """Tell whether a text is a row of a list that begins with a name and says what somebody is, without a verb."""
    words = text.split()
    first = name_at(text.strip())
    if (
        len(text) > LONGEST_LINE
        or first is None
        or not first.sure
        or not re.match(r"\s*[,(–|/]", text.strip()[first.end :])
    ):
        return False
    for number, word in enumerate(words):
        bare = word.strip("(),;")
        following = words[number + 1] if number + 1 < len(words) else ""
        attribute = re.fullmatch(r"[a-zäöüß]+e[nrs]?", bare) and re.match(rf"[{UPPER}]", following)
        if re.match(r"[a-zäöüß]{2}", bare) and bare not in _LINE_WORDS:
            if not (attribute and number and (words[number - 1] in CONNECTORS or words[number - 1].endswith(","))):
                return False
    return True


def _in_sentence(sentence: str, text: str, default: str) -> Iterator[RoleRecord]:  # noqa: C901  # one branch for each form
    names: list[Name] = []
    if _CONTACT.search(sentence) or (_THANKS.search(sentence) and not _SPOKE.search(sentence)):
        return
    if _ORGANISED.match(sentence):
        return
    for name in find_names(sentence):
        joined_on = (
            bool(names) and re.fullmatch(r"\s*(?:und|sowie|&)\s*", sentence[names[-1].end : name.start]) is not None
        )
        if _is_person(sentence, name) or joined_on:
            names.append(name)
    shared = _BOTH.search(sentence)
    found: list[RoleRecord] = []
    for number, name in enumerate(names):
        until = names[number + 1].start if number + 1 < len(names) else len(sentence)
        begin = names[number - 1].end if number else 0
        before, after = sentence[begin : name.start], re.split(r"[;•]", sentence[name.end : until])[0]
        after = _WHERE.sub("", after)
        if re.search(r"\bMd(?:B|L|EP)$", sentence[: name.end]):
            after = re.sub(
                rf"^\s(?:und|sowie)\s(?={OFFICES.pattern})", ", ", after
            )  # "A B, MdB und Vorsitzende des …"
        if sentence.count("(", 0, name.start) > sentence.count(")", 0, name.start):
            after = _inside(after)
        office, organisation, role = _beside(before, after, following=number + 1 < len(names))
        if (
            found
            and organisation is not None
            and organisation == found[-1].organisation
            and organisation not in after
            and not _own_office(before, organisation)
        ):
            office, organisation, role = _beside("", after, following=number + 1 < len(names))  # that is the other's
        if organisation is None and shared is not None and name.end <= shared.start():
            organisation = split_affiliation(re.split(r"\s+[–-]\s+", shared[1])[0])[1]
        if organisation is None:
            organisation = spoken_for(before, sentence) or place_ruled(before, text)
        found.append(
            RoleRecord(
                name.name,
                role or _role(before, after, sentence, default, alone=len(names) == 1),
                office,
                organisation,
                name.title,
            )
        )
    yield from _sharing(sentence, names, found)


_BOTH = re.compile(
    r"(?:\(|,\s)(?:beide|alle)\s+(?:von der |von dem |vom |von |aus der |aus dem |aus |bei der |beim |bei |an der |am )?([^(),]+?)(?:\)|,|$|\.)"
)
_TOGETHER = re.compile(
    r",?\s?(?:und|sowie|&)(?:\s(?:ihr|sein|deren|dessen)\w{0,2}\s(?:Kolleg\w+|Stellvertreter\w*|Mitarbeiter\w*|Mitstreiter\w*))?"
)
_ALONE = re.compile(r"(?:^|[,;:(]\s*|(?:^|\s)[a-zäöüß]+\s)$")  # nothing that says what somebody is stands in front
_PLURAL = re.compile(r"(?:innen|oren|enten|leute)\b")


def _own_office(before: str, organisation: str) -> bool:
    """Tell whether the office that names a house belongs to who follows: "… und die Leiterin des Amts X, "."""
    house = re.escape(organisation)
    return (
        re.search(
            rf"\b(?:und|sowie|&)\s(?:(?:der|die|den|dem)\s(?={OFFICES.pattern})[^,]*{house}[^,]*,?|"
            rf"(?={OFFICES.pattern})[^,]*{house}[^,]*)\s$",
            before,
        )
        is not None
    )


def _sharing(sentence: str, names: list[Name], found: list[RoleRecord]) -> list[RoleRecord]:
    """Give people of one house the house that the sentence names once, in front of them or behind the last."""
    found = list(found)
    shared_house: str | None = None
    for number in range(len(found) - 2, -1, -1):  # "A, B und C von der Stadt X" come from the same house
        between = sentence[names[number].end : names[number + 1].start].strip()
        this, following = found[number], found[number + 1]
        behind = sentence[names[number + 1].end :]
        if _TOGETHER.fullmatch(between) and (
            re.match(r"\s+(?:von|vom|aus d)", behind)
            or (
                behind.startswith(" (") and following.office is None and _ALONE.search(sentence[: names[number].start])
            )
        ):
            shared_house = following.organisation
        elif (
            between in {",", "und", "&"}
            and following.office is None
            and following.organisation is not None
            and behind.strip(" ,.") == following.organisation
            and _ALONE.search(sentence[: names[number].start])
        ):
            shared_house = following.organisation  # "…, A B, C D, Stadt X" at the end
        elif between != ",":
            shared_house = None
        if (
            shared_house is not None
            and this.organisation is None
            and (this.office is None or _PLURAL.search(this.office))
        ):
            found[number] = replace(this, organisation=shared_house)
    shared_house = None
    for number, name in enumerate(names):  # "das Team X, bestehend aus A, B und C"
        before = sentence[(names[number - 1].end if number else 0) : name.start]
        if number and not LIST.fullmatch(re.sub(_AFTER_SLASH, "", before)):
            shared_house = None
        if shared_house is None:
            several = is_of_several(before) or (found[number].office is None and spoken_for(before, sentence))
            shared_house = group_ahead(before) or (found[number].organisation if several else None)
        if shared_house is not None and found[number].organisation is None:
            found[number] = replace(found[number], organisation=shared_house)
    return found


def _inside(after: str) -> str:
    """Return what stands behind a name up to the end of the brackets that it stands in."""
    depth = 0
    for place, sign in enumerate(after):
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return after[:place]
    return after


_ABSENT = re.compile(
    r"\b(?:vertritt|[Ii]n Vertretung (?:für|von)|[Ss]tellvertretend für|anstelle von|anstatt|"
    r"für de[nr] (?:entschuldigt|erkrankt|verhindert)en|für die (?:entschuldigt|erkrankt|verhindert)e)\s"
    rf"(?:(?:{OFFICES.pattern})\s)?(?:Herrn|Frau)?\s*$"
)


def _is_person(sentence: str, name: Name) -> bool:
    before, after = sentence[: name.start], sentence[name.end :]
    if _ABSENT.search(before):
        return False  # who was not there
    if _CREDIT.search(before[-60:]) or re.search(r"\bFotos?:?\s+$", before) or _CARD.match(after):
        return False
    if re.search(r"[„\"“(/]$", before) and re.match(r"[\"“]", after) and not name.title:
        return False
    if re.match(
        (
            r"[- ]?(?:-?Straße|-?Str\.|-?Platz|-?Haus|-?Halle|-?Saal|-?Schule|-?Gymnasium|-?Stiftung|-?Preis|"
            r"-?Allee|-?Weg|-?Ring|-?Universität)"
        ),
        after,
    ) or (_PLACES.fullmatch(name.name.split()[-1]) if name.sure else _PLACES.search(name.name.split()[-1])):
        return False
    if not name.title and re.search(r"\b(?:im|am|zum|ins|beim|einem|einer|eine|ein|zur)\s$", before):
        return False
    if name.sure:
        return True
    front = re.search(r"(\S+)\s$", before)
    if front is not None and OFFICES.fullmatch(front[1]):
        return True
    close = re.match(
        r"\s*(?:\(([^()]{2,120})\)|,\s*([^,;]{3,90}?)(?:,|$|\.|\sund\b)|\s(?:vom|von der|als Vertreter(?:in)? "
        r"(?:der|des|von))\s([^,;.]{4,60}))",
        after,
    )
    if close is None:
        return False
    words = (close[1] or close[2] or close[3]).strip()
    if close[3]:
        return looks_like_organisation(words) and weekday(fold(words.split()[0])) is None
    return (
        OFFICES.match(words) is not None
        or (
            re.match(rf"[{UPPER}]", words) is not None
            and OFFICES.search(words) is not None
            and not name.name.isupper()
        )
        or role_of(words) is not None
        or (close[1] is not None and looks_like_organisation(words))
    )


_AFTER_SLASH = r"^\s*/[^,;&]{2,50}(?=,)"  # "A B/Koordinator, C D"


def _beside(before: str, after: str, *, following: bool) -> tuple[str | None, str | None, str | None]:  # noqa: C901, PLR0912, PLR0915  # one branch for each form
    """Return office, organisation and role from the words around a name."""
    before = before.rsplit(")", 1)[-1]  # an office in front of a name stands behind what is said of the one before
    before = re.sub(_AFTER_SLASH, "", before)
    office: str | None = None
    organisation: str | None = None
    role: str | None = None
    fronted = _in_front(before) if before.rstrip().endswith(",") else None
    if fronted is not None and split_affiliation(fronted)[1] is not None and not after.lstrip().startswith("("):
        return (*split_affiliation(fronted), None)  # "der Bürgermeister der Stadt X, A B, …"
    both = _TWO_OFFICES.search(before)
    first = split_affiliation(both["first"])[1] if both is not None else None
    compound = _COMPOUND.search(before)
    if first is not None or (compound is not None and not is_party(compound[1]) and compound[1] not in NO_ORG):
        return _in_front(before), first or (compound[1] if compound is not None else None), None
    inner = re.match(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)", after)
    if inner is not None and not re.match(
        r"(?:beide|links|rechts|v\. ?l|Mitte|\d|SPD|CDU|CSU|FDP|GRÜNE|Grüne|parteilos)", inner[1]
    ):
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
            phrase = phrase_of(after[linked.end() :])
            quoted = after[linked.end() : linked.end() + 1] in {"„", '"', "»"}
            about = _TELLS.search(before) is not None and not looks_like_organisation(phrase) and not quoted
            if phrase and not about and not _OCCASION.match(phrase):
                found = split_affiliation(phrase)
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
    if organisation is None and office is None:
        listed = re.fullmatch(
            rf"\s*,\s*([{UPPER}][\w.-]+(?:\s[{UPPER}][\w-]+){{0,2}})\s*(?:,|,?\s+und|,?\s+sowie)?[\s.]*(?:\w{{2,5}}|(?:Herrn?|Frau)\s)?",
            after,
        )
        if listed is not None and role_of(listed[1].strip(".")) is not None:
            role = (role_of(listed[1].strip(".")) or ("",))[0]
        elif (
            listed is not None
            and (following or before.strip())
            and (
                re.search(r"[,:;(]|und|sowie|\bmit\b", before[-6:])
                or _OF_TOWN.fullmatch(before.strip().rsplit(" ", 1)[-1])
            )
            and not OFFICES.match(listed[1])
        ):
            organisation = listed[1]
        else:
            bare = _WITHOUT_COMMA.match(after) if not following else None
            office, organisation = (
                split_affiliation(bare["words"])
                if bare is not None
                else _apposition(_own(after, following=following, fronted=_in_front(before) is not None))
            )
    if organisation is None:
        organisation = works_at(after)
    if organisation is None and (small := _SMALL_FRONT.search(before)) is not None:
        organisation = small["house"]
    if organisation is None and (sent := _FOR_HOUSE.search(before)) is not None and looks_like_organisation(sent[1]):
        organisation = sent[1]
    if office is None or organisation is None:
        house = re.search(r"(?:^|,)\s*(?:und\s+|sowie\s+)?([^,]{4,80}),\s*$", before)
        if (
            house is not None
            and organisation is None
            and looks_like_organisation(house[1])
            and not OFFICES.search(house[1])
        ):
            organisation = house[1]
        front = None if _APPOSITION.fullmatch(before) else _in_front(before)
        if front is not None:
            found = split_affiliation(front)
            office = office or found[0] or (front if found[1] is None else None)
            organisation = organisation or found[1]
    return office, organisation, role


_TWO_OFFICES = re.compile(  # "von dem Präsidenten des Verbands X, Bürgermeister A B"
    rf"\b(?:dem|[Dd]er|den|[Dd]ie)\s(?P<first>(?:{OFFICES.pattern})\s(?:des|der|vom|von)\s[^,.;]{{3,90}}),\s(?:{OFFICES.pattern})\s$"
)
_TELLS = re.compile(
    r"\b(?:bericht|erzähl|schwärm|sprach|sprich|sprech)\w*\s(?:\w+\s){0,2}$"
)  # of what, not where from
_COMPOUND = re.compile(  # "DRK-Präsidentin Landrätin"
    rf"(?<![\w-])({COMPOUND})-(?:{OFFICES.pattern})\s(?:(?:{OFFICES.pattern})\s)$"
)
_FOR_HOUSE = re.compile(
    r"\bFür\s+(?:das|die|den)\s+([^,.;]{2,80}?)\s+(?!mit\b|seit\b|statt\b)[a-zäöüß]{3,}(?:t|te|ten|ch|hm)\s+(?:\w+\s+)?$"
)  # "Für das Amt sprach"


_WHERE = re.compile(  # in a picture, or of which party
    r"\s*\((?:links?|rechts|Mitte|[lrm]\.|nicht im Bild|v\. ?l\.[^()]{0,20}|\d+\. ?v\. ?[lr]\.|"
    r"SPD|CDU|CSU|FDP|GRÜNE|Grüne|parteilos)\)"
)
_APPOSITION = re.compile(rf"\s*,\s*(?:(?:der|die|das)\s+)?(?:{OFFICES.pattern})[^,]*,\s*")  # of the person before


def _own(after: str, *, following: bool, fronted: bool) -> str:
    """Cut off what belongs to the next name: ", die Vorsitzende des Vereins, " right before it.

    ``fronted``: the office of this name stands in front of it, so that of the next one may do so, too.
    """
    if not following:
        return after
    links = list(re.finditer(r",|\s(?:und|sowie)\b" if fronted else r"\s(?:und|sowie)\b", after))
    bare = after[links[-1].end() :].strip() if links else ""
    own = not bare.endswith(",") and after[-1:] == " "
    if bare and re.match(rf"[{UPPER}]", bare) and OFFICES.match(bare) and own:
        return after[: links[-1].start()]  # "A B, Stadt X und Referentin C D", "Landrat A B, Leiter des Amts C D"
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


_WITHOUT_COMMA = re.compile(  # "A B Bürgermeister der Stadt X", as a table prints it
    rf"\s(?P<words>(?:{OFFICES.pattern}|Lehrstuhl\b)(?:\sund\s(?:{OFFICES.pattern}))?\s(?:für\s)?[^,;.:|]{{0,60}}?\b(?:der|des|vom|von|im|am|an der)\s"
    rf"[^,;.:|]{{4,90}}?)\s*(?:\||$)"
)
_FORMERLY = re.compile(  # "früher Leiter des Amts X, heute …": what somebody is now
    r"^(?:ehemals|früher|zuvor|vormals|einst)\s[^,;.]{3,90}?,?\s(?:und\s|dann\s)?(?:heute|jetzt|nun|inzwischen|derzeit|aktuell)\s"
)


def _apposition(after: str) -> tuple[str | None, str | None]:
    clause = in_clause(after)
    if clause is not None:
        return clause
    match = re.match(r"\s*(?:,|–(?=\s))\s*(?!ehe\b|bevor\b|während\b|als\b|wobei\b)(?:der |die |das )?", after)
    if match is None:
        return None, None
    rest = _FORMERLY.sub("", after[match.end() :])
    if (small := re.match(rf"({CONSONANTS})(?=[,.;)]|$)", rest)) is not None:
        return None, small[1]  # "A B, dvs, …"
    segments = joined(re.split(r",\s+", rest))
    first = re.split(r"\s+(?:und|sowie)\s+(?=(?:die|der|den|dem)\s|$)|\s+(?:und|sowie)\s*$", segments[0])[0]
    first = re.sub(r"(?<!\be)(?<!Co)[.;:].{0,3}$", "", first).strip()
    verb = re.search(
        (
            r"\s(?:stell|zeig|berichte|erläuter|führ|sprach|spricht|gab|gibt|hielt|ging|geht|betonte|"
            r"diskutier|moderier|begrüß|eröffne|war\b|ist\b|hat\b|haben\b|wird\b|werden\b|wurde|konnte|"
            r"kamen|lud|sagte|erklär|machte|unterstr|bedankte|lobte|wies|weist|verwies|nahm\b|nimmt|lädt\b|laden\b|luden\b|folgt|freut|warnt)\w*"
        ),
        first,
    )
    first = first[: verb.start()] if verb else first
    if not first or len(first) > 160:
        return None, None
    if OFFICES.search(first) or looks_like_organisation(first) or UNITS.match(first):
        office, organisation = split_affiliation(first)
        within = is_office_of_town(organisation) and starts_with_town(segments[1] if len(segments) > 1 else "")
        if len(segments) > 1 and (
            within or ((organisation is None or UNITS.match(organisation)) and looks_like_organisation(segments[1]))
        ):
            organisation = split_affiliation(phrase_of(segments[1]) or segments[1])[1]
        return office, organisation
    return None, None


def _in_front(before: str) -> str | None:
    """Return the office that stands in front of a name, as far back as the phrase goes."""
    before = re.sub(
        rf",\s*(?:Herrn?|Frau)\s+(?:[{UPPER}][\w-]*(?:rat|rätin|dirigent\w*|direktor\w*)\s*)?$", ", ", before
    )
    words = before.rstrip().removesuffix(",").rstrip()
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
            and word.strip(",") not in CONNECTORS | {"e.V."}
            and not (number and inside[number - 1] in {"für", "der", "des"} and re.search(r"e[nrs]?$", word))
        ]
        if lower or (comma and not inside and len(matches) > 1):
            return None
        return phrase
    return None


def _role(before: str, after: str, sentence: str, default: str, *, alone: bool) -> str:
    """Return the role that the words beside a name say; those of the sentence count for its only name."""
    for role, pattern in _ROLE_BEFORE:
        if re.search(pattern, before[-90:]):
            return role
    for role, pattern in _ROLE_AFTER:
        if re.search(pattern, after[:120]):
            return role
    for role, pattern in _ROLE_SENTENCE:
        if re.search(pattern, sentence) and (alone or role == "Podium"):
            return role
    return default
