"""Who is named outside the sessions of an event."""

import re
from collections.abc import Iterable
from dataclasses import replace

from commands.documents.prose.bystanders import closes_letter
from commands.documents.prose.layout import Part
from commands.documents.prose.mentions import mentioned
from commands.documents.prose.moments import find_moments
from commands.documents.prose.names import find_names
from commands.documents.prose.organisation_words import looks_like_organisation
from commands.documents.prose.people import affiliated, parse_people, role_of
from commands.documents.prose.session import name_line
from commands.documents.prose.vocabulary import OFFICES, UPPER
from storage.records import RoleRecord

_REPORTED = re.compile(
    r"\b(?:fand(?:en)?|trafen|kamen|diskutierten?|nahmen|begrüßte\w*|eröffnete\w*|referierte\w*|berichtete\w*|"
    r"stellten?)\b"
)
_PAST = re.compile(  # verbs that tell what was: an adjective would stand before a noun
    r"\b(?:[a-zäöüß]{2,}[bdfghklmnprtuzßx](?<!hät)(?<!könn)(?<!soll)(?<!möch)(?<!müss)(?<!dürf)(?<!biet)ten?|waren?|gaben?|gingen?|kamen?|hielten|"
    r"erhielten|stand|standen|sprachen?)\s(?:d(?:er|ie|as|en|em|es)|eine?[mnr]?|sich|auf|in|im|von|vom|über|für|zum?|zur|mit|an|am|auch|"
    r"dann|zunächst|anschließend|es|er|sie|wir|ihre?[mn]?|seine?[mn]?|dass|wie)\b"
)
PAST_VERBS = 4  # from which on a text reports
FAMILIES = 3  # lines that make a list of members
_FAMILY_FIRST = re.compile(
    rf"(?:Dr\.\s)?(?:van\s|"
    rf"von\s)?[{UPPER}][\w-]+,\s[{UPPER}][\w-]+(?:\s[{UPPER}][\w-]+)?,\s[{UPPER}][\w-]+(?:\s[{UPPER}][\w-]+)?"
    r"(?:\s(?:\(|vertritt\s).*)?"
)
LONGEST_CREDIT = 4  # words
_SIGNED = re.compile(  # "A B · Verband X · 11. Oktober 2023"
    r"(?:[A-ZÄÖÜ][\w.-]+\s){1,3}[A-ZÄÖÜ][\w-]+\s[·|]\s(?:[^·|]{3,60}\s[·|]\s)?\d{1,2}\.\s?(?:\d{1,2}\.|[A-ZÄ][a-zä]+)\s?\d{4}"
)
HEAD = 6  # lines in which a page names its author
SIGNERS = 3  # lines in which a letter is signed
_CONTACTS = re.compile(
    r"(?:Kontakte?|Ansprechpartner\w*|Impressum|Anmeldung|Presse(?!mitteilung|information|meldung|bericht)\w*|"
    r"Rückfragen|Redaktion|KONTAKTE?)\b"
)
_BEHIND = re.compile(  # whose people prepared the event: "Programmausschuss", "Organisationsteam"
    r"(?:Das\s|Unser\s)?(?:(?:Programm|Organisations|Orga-?|Vorbereitungs|Planungs|Redaktions|Tagungs|Konferenz)\s?"
    r"(?:[Aa]usschuss|[Kk]omitee|[Tt]eam|[Kk]reis|[Bb]eirat|[Kk]ommission|[Gg]ruppe)|"
    r"(?:[Ww]issenschaftliche[rs]?\s)(?:Komitee|Beirat)|(?:\w+\s)?[Cc]ommittee|Danksagung|Dank(?:e|eschön)?)\b\W*(?!an\b)"
)
_OF_BODY = re.compile(r"(?:Vorsitz\w*|Mitglied\w*|Chairs?|Members?|Sprecher\w*|Leitung)\W*")
_TOOK_PART = re.compile(r"[Rr]edebeitr|[Gg]rußw|[Vv]ortr[aä]g|[Rr]eferent|[Ii]mpuls|[Mm]oderat|[Bb]eitr[aä]ge?\b")
_BYLINE = re.compile(r"(?:[Vv]on|[Aa]utor(?:in)?:?|[Tt]ext:?|[Bb]y)\s+")


def people_outside(parts: list[Part], dated: Part | None) -> tuple[RoleRecord, ...]:  # noqa: C901, PLR0912  # one branch for each form
    """Return who is named outside the sessions."""
    found: dict[str, RoleRecord] = {}
    heading: str | None = None
    contacts = False
    alone: str | None = None  # a name alone on the line before
    signed = 0  # lines below the close of a letter
    headed = False  # that line is a heading, and this one may be, too
    behind = told = (
        False  # the section is of those who prepared the event, or are thanked; some are thanked for a talk
    )
    pictured = {
        match[1] for part in parts
        if part.kind == "debris" and (match := re.fullmatch(r"(?:Foto|Porträt|Portrait|Bild) (\S+ \S+)", part.text))
    }  # fmt: skip
    told_texts = [part.text for part in parts if part.kind in {"text", "item"}]
    ahead = (
        not any(map(_REPORTED.search, told_texts))
        and sum(len(_PAST.findall(text)) for text in told_texts) < PAST_VERBS
    )
    listed = [part.number for part in parts if _FAMILY_FIRST.fullmatch(part.text.strip())]
    for part in parts:
        if len(listed) >= FAMILIES and part.number in listed:
            continue  # "Muster, Eva, Musterstadt": no name as one says it
        if part.text.strip() in pictured or _is_portrait(part, parts, dated):
            continue  # the card of a contact, a picture, the author
        if part.kind == "field" and part.field == "contact":
            continue
        if part.kind == "field" and part.field == "attendance":
            for person in parse_people(part.value, "Mitwirkung"):
                found.setdefault(person.name, person)
        if part.kind in {"debris", "field"}:
            continue
        signed = SIGNERS if closes_letter(part.text) else signed - 1
        if SIGNERS > signed >= 0 and name_line(part.text):
            continue  # who wrote it
        if part.kind == "heading" and not (contacts and part.number > len(parts) * 0.6):
            behind = _BEHIND.match(part.text) is not None or (behind and _OF_BODY.fullmatch(part.text) is not None)
            heading = part.text
            contacts = re.match(r"(?:Kontakte?|KONTAKTE?|Ansprechpartner\w*|Impressum)\b", heading) is not None
            told = False
        if heading is not None and _CONTACTS.match(heading):
            continue
        if behind and part.kind != "item":
            told = _TOOK_PART.search(part.text) is not None
        near = part.kind == "heading" if headed else not part.line.gap and part.kind in {"text", "item"}
        if alone is not None and near and len(part.text) < 140:
            last = found[alone]
            if last.organisation is None and (OFFICES.search(part.text) or looks_like_organisation(part.text)):
                found[alone], alone = affiliated(last, part.text), None
                continue
        alone, headed = None, part.kind == "heading"
        for person in _of_part(part, heading, ahead=ahead):
            if behind and not (told and (part.kind == "item" or person.role != "Mitwirkung")):
                continue
            known = found.get(person.name)
            if known is None:
                found[person.name] = person
                bare = re.sub(r"^(?:(?:Univ|Jun)\.-)?(?:(?:Prof|Dr|PD)\.[\w.-]*\s*)*", "", part.text.strip())
                alone = person.name if bare == person.name else None
            elif known.organisation is None and person.organisation is not None:
                found[person.name] = replace(
                    known, organisation=person.organisation, office=known.office or person.office
                )
    return tuple(found.values())


def _is_portrait(part: Part, parts: list[Part], dated: Part | None) -> bool:
    """Tell whether names alone are those of a picture or of the authors: beside a credit or a day of publication."""
    place = next((n for n, one in enumerate(parts) if one is part), 0)
    before = parts[place - 1] if place else None
    following = parts[place + 1] if place + 1 < len(parts) else None
    if _SIGNED.fullmatch(part.text.strip()) and part is not dated:
        return True
    if before is not None and before is not dated and place < HEAD and _is_day(before.text) and _is_names(part.text):
        return True
    if len(part.text.split()) > LONGEST_CREDIT:
        return False
    if before is not None and re.fullmatch(r"(?:Copyright\s?)?(?:©|\(c\))", before.text.strip()):
        return True
    if following is None:
        return False
    credit = following.kind == "debris" and re.match(r"(?:©|\(c\)|Fotos?\b|Bild)", following.text) is not None
    return credit or _is_day(following.text)


def _is_day(text: str) -> bool:
    """Tell whether a line is nothing but a day, without its name: that of a publication."""
    dates = find_moments(text)
    return len(dates) == 1 and len(text) - len(dates[0].text) < 4 and dates[0].weekday is None


def _is_names(text: str) -> bool:
    """Tell whether a line holds nothing but names: "A B", "Von A B und C D"."""
    rest = _BYLINE.sub("", text.strip())
    names = list(find_names(rest))
    for name in reversed(names):
        rest = rest[: name.start] + rest[name.end :]
    return bool(names) and re.fullmatch(r"(?:[\s,&/|]|und)*", rest) is not None


def _of_part(part: Part, heading: str | None, *, ahead: bool) -> Iterable[RoleRecord]:
    if part.kind == "role" and part.field is not None and not part.used:
        return parse_people(part.value, part.field.split("/", maxsplit=1)[0], firms=True)
    if part.used:
        return ()
    label = role_of(heading.strip(" :")) if heading else None
    if part.kind in {"item", "text", "heading"} and name_line(part.text):
        return parse_people(part.text, label[0] if label else "Mitwirkung")
    return mentioned(part.text, label[0] if label else "Mitwirkung", ahead=ahead)
