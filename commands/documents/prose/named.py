"""Who is named outside the sessions of an event."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from commands.documents.prose.bystanders import closes_letter
from commands.documents.prose.contacts import is_byline, is_contact, is_names, signs
from commands.documents.prose.layout import Part
from commands.documents.prose.mentions import mentioned
from commands.documents.prose.moments import find_moments
from commands.documents.prose.organisation_words import looks_like_organisation
from commands.documents.prose.people import affiliated, parse_people, role_of
from commands.documents.prose.session import name_line
from commands.documents.prose.surnames import by_surname, families
from commands.documents.prose.told_of_all import house_above
from commands.documents.prose.vocabulary import OFFICES, UPPER
from storage.records import RoleRecord

_REPORTED = re.compile(
    r"\b(?:fand(?:en)?|trafen|kamen|diskutierten?|nahmen|begrüßte\w*|eröffnete\w*|referierte\w*|berichtete\w*|"
    r"stellten?|schilderten?|erzählten?|erläuterten?|präsentierten?|informierten?|würdigten?|nutzten|tauschten|erhielten|"
    r"sammelten|blickten?)\b"
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
_MINUTES = re.compile(
    r"(?:Kurz|Ergebnis|Verlaufs|Sitzungs)?(?:[Pp]rotokoll|[Nn]iederschrift|[Nn]achlese|[Rr]ückblick)\b"
)
_SIGNED = re.compile(  # "A B · Verband X · 11. Oktober 2023"
    r"(?:[A-ZÄÖÜ][\w.-]+\s){1,3}[A-ZÄÖÜ][\w-]+\s[·|]\s(?:[^·|]{3,60}\s[·|]\s)?\d{1,2}\.\s?(?:\d{1,2}\.|[A-ZÄ][a-zä]+)\s?\d{4}"
    r"(?:\s[·|]\s.*)?|"
    r"\d{1,2}\.\s?(?:\d{1,2}\.|[A-ZÄ][a-zä]+)\s?\d{4}\s?[;|·]\s(?:[A-ZÄÖÜ][\w.-]+\s){1,3}[A-ZÄÖÜ][\w-]+"
)
HEAD = 6  # lines in which a page names its author
SIGNERS = 3  # lines in which a letter is signed
_CONTACTS = re.compile(
    r"(?:Kontakte?|Ansprechpartner\w*|Impressum|Anmeldung|Presse(?!mitteilung|information|meldung|bericht)\w*|"
    r"Rückfragen|Redaktion|KONTAKTE?)\b"
)
_LABEL_OF_CONTACT = re.compile(
    r"(?:Presse|Ansprech)?[Kk]ontakte?:|Ansprechpartner\w*:|(?:[\w-]+\s)?Rückfragen(?:\san)?:"
)
_BEHIND = re.compile(  # whose people prepared the event: "Programmausschuss", "Organisationsteam"
    r"(?:Das\s|Unser\s)?(?:(?:Programm|Organisations|Orga-?|Vorbereitungs|Planungs|Redaktions|Tagungs|Konferenz)\s?"
    r"(?:[Aa]usschuss|[Kk]omitee|[Tt]eam|[Kk]reis|[Bb]eirat|[Kk]ommission|[Gg]ruppe)|"
    r"(?:[Ww]issenschaftliche[rs]?\s)(?:Komitee|Beirat)|(?:\w+\s)?[Cc]ommittee|Danksagung|Dank(?:e|eschön)?)\b\W*(?!an\b)"
)
_OF_BODY = re.compile(r"(?:Vorsitz\w*|Mitglied\w*|Chairs?|Members?|Sprecher\w*|Leitung)\W*")
_TOOK_PART = re.compile(r"[Rr]edebeitr|[Gg]rußw|[Vv]ortr[aä]g|[Rr]eferent|[Ii]mpuls|[Mm]oderat|[Bb]eitr[aä]ge?\b")
_CREDITED = re.compile(  # a line that says who made the paper, or whom to ask: "Inhalt und Bearbeitung A B"
    r"(?:(?:Inhalt|Bearbeitung|Fotos?|Bilder|Texte?|Layout|Druck|Satz|Gestaltung|Grafik|Redaktion|Herausgeber(?:in)?)"
    r"(?:\s(?:und|&)\s|\s?[/,]\s?|\s+))+(?=(?:(?:Dr|Prof)\.\s)*[A-ZÄÖÜ][\w-]+\s[A-ZÄÖÜ][\w-]+)|"
    r"Ansprechpartner\w*\s(?:bei|beim|im|in|am|an|für|der|des)\s[^.:;]{2,60}:"
)
_PRESS = re.compile(r"(?:stellv\w*\s)?(?:Presse(?:sprecher|referent|stelle)|Redaktion|Redakteur)\w*$|Tel(?:\.|efon)")


@dataclass(slots=True)
class _Section:
    """Where in a document a line stands. ``behind``: among those who prepared the event or are thanked."""

    heading: str | None = None
    contacts: bool = False
    behind: bool = False
    took_part: bool = False  # of those, who is thanked for a talk
    signed: int = 0  # lines below the close of a letter

    def goes_on(self, part: Part, count: int) -> None:
        """Take in a line of a document of ``count`` lines."""
        self.signed = SIGNERS if closes_letter(part.text) else self.signed - 1
        if _LABEL_OF_CONTACT.fullmatch(part.text.strip()):
            self.signed = SIGNERS
        if part.kind == "heading" and not (self.contacts and part.number > count * 0.6):
            still = self.behind and _OF_BODY.fullmatch(part.text) is not None
            self.behind = _BEHIND.match(part.text) is not None or still
            self.heading, self.took_part = part.text, False
            self.contacts = re.match(r"(?:Kontakte?|KONTAKTE?|Ansprechpartner\w*|Impressum)\b", part.text) is not None
        if self.behind and part.kind != "item":
            self.took_part = _TOOK_PART.search(part.text) is not None

    def names_nobody(self, part: Part) -> bool:
        """Tell whether whoever the line names only signs or is a contact."""
        signed = SIGNERS > self.signed >= 0 and (name_line(part.text) or signs(part.text))
        return signed or (self.heading is not None and _CONTACTS.match(self.heading) is not None)

    def leaves_out(self, part: Part, person: RoleRecord) -> bool:
        """Tell whether somebody only prepared the event or is thanked for help."""
        spoke = self.took_part and (part.kind == "item" or person.role != "Mitwirkung")
        return self.behind and not spoke


def people_outside(parts: list[Part], dated: Part | None) -> tuple[RoleRecord, ...]:  # noqa: C901, PLR0912  # one branch for each form
    """Return who is named outside the sessions; ``dated`` is the line with the event's day."""
    found: dict[str, RoleRecord] = {}
    bare: dict[str, RoleRecord] = {}  # who has a family name only
    section = _Section()
    alone: str | None = None  # a name alone on the line before
    headed = False  # that line is a heading, and this one may be, too
    ahead = _is_ahead(parts)
    full = families([part.text for part in parts])
    whole = "\n".join(part.text for part in parts)
    above: str | None = None  # the house whose people a list names
    for part in _telling(parts, dated):
        if part.field == "attendance":
            for person in parse_people(part.value, "Mitwirkung"):
                found.setdefault(person.name, person)
            continue
        section.goes_on(part, len(parts))
        if section.names_nobody(part):
            continue
        near = part.kind == "heading" if headed else not part.line.gap and part.kind in {"text", "item"}
        if alone is not None and near and len(part.text) < 140:
            last = found[alone]
            if last.organisation is None and (OFFICES.search(part.text) or looks_like_organisation(part.text)):
                found[alone], alone = affiliated(last, part.text), None
                continue
        alone, headed = None, part.kind == "heading"
        above = above if part.kind == "item" else house_above(part.text, whole)
        for person in by_surname(part.text, full, ahead=ahead) if not section.behind else ():
            if person.name not in bare or bare[person.name].organisation is None:
                bare[person.name] = person
        for person in _of_part(part, section.heading, ahead=ahead):
            if section.leaves_out(part, person):
                continue
            if above is not None and person.organisation is None and part.kind == "item":
                person = replace(person, organisation=above)  # noqa: PLW2901  # who is listed below "die Mitglieder des …"
            known = found.get(person.name)
            if known is None:
                found[person.name] = person
                plain = re.sub(r"^(?:(?:Univ|Jun)\.-)?(?:(?:Prof|Dr|PD)\.[\w.-]*\s*)*", "", part.text.strip())
                alone = person.name if plain == person.name else None
            elif known.organisation is None and person.organisation is not None:
                office = known.office or person.office
                found[person.name] = replace(known, organisation=person.organisation, office=office)
    return (*_without_topics(found.values(), parts), *bare.values())


def _without_topics(people: Iterable[RoleRecord], parts: list[Part]) -> Iterator[RoleRecord]:
    """Take houses off that are a heading of the document: the table or the talk that somebody leads."""
    topics = {_plain(part.text) for part in parts if part.kind == "heading"}
    for person in people:
        house = person.organisation
        topic = house is not None and _plain(house) in topics and not looks_like_organisation(house)
        yield replace(person, organisation=None) if topic else person


def _plain(text: str) -> str:
    """Return a heading without its number and the signs around it."""
    return re.sub(r"^[\W\d]+|\W+$", "", text).lower()


def _telling(parts: list[Part], dated: Part | None) -> Iterator[Part]:
    """Yield the lines that may name somebody who takes part, and the field that lists who was there."""
    pictured = {
        match[1] for part in parts
        if part.kind == "debris" and (match := re.fullmatch(r"(?:Foto|Porträt|Portrait|Bild) (\S+ \S+)", part.text))
    }  # fmt: skip
    listed = [part.number for part in parts if _FAMILY_FIRST.fullmatch(part.text.strip())]
    for place, part in enumerate(parts):
        if len(listed) >= FAMILIES and part.number in listed:
            continue  # "Muster, Eva, Musterstadt": no name as one says it
        if part.text.strip() in pictured or _is_portrait(parts, place, dated):
            continue  # the card of a contact, a picture, the author
        if part.kind in {"text", "item", "heading"} and _CREDITED.match(part.text.strip()):
            continue
        if part.kind not in {"debris", "field"} or (part.kind == "field" and part.field == "attendance"):
            yield part


def _is_ahead(parts: list[Part]) -> bool:
    """Tell whether no sentence reports, so that the text announces."""
    if any(_MINUTES.match(part.text) for part in parts[:HEAD] if part.kind != "debris"):
        return False
    texts = [part.text for part in parts if part.kind in {"text", "item"}]
    return not any(map(_REPORTED.search, texts)) and sum(len(_PAST.findall(text)) for text in texts) < PAST_VERBS


def _is_portrait(parts: list[Part], place: int, dated: Part | None) -> bool:
    """Tell whether names alone are those of a picture or of the authors: beside a credit or a day of publication."""
    part = parts[place]
    before = parts[place - 1] if place else None
    following = parts[place + 1] if place + 1 < len(parts) else None
    if _SIGNED.fullmatch(part.text.strip()) or is_contact(parts, place) or is_byline(parts, place):
        return True
    if before is not None and before is not dated and place < HEAD and _is_day(before.text) and is_names(part.text):
        return True
    if len(part.text.split()) > LONGEST_CREDIT:
        return False
    if before is not None and re.fullmatch(r"(?:Copyright\s?)?(?:©|\(c\))", before.text.strip()):
        return True
    if following is None:
        return False
    credit = following.kind == "debris" and re.match(r"(?:©|\(c\)|Fotos?\b|Bild)", following.text) is not None
    return credit or _is_day(following.text) or _PRESS.match(following.text.strip()) is not None


def _is_day(text: str) -> bool:
    """Tell whether a line is nothing but a day, without its name: that of a publication."""
    dates = find_moments(text)
    return len(dates) == 1 and len(text) - len(dates[0].text) < 4 and dates[0].weekday is None


def _of_part(part: Part, heading: str | None, *, ahead: bool) -> Iterable[RoleRecord]:
    if part.kind == "role" and part.field is not None and not part.used:
        role = part.field.split("/", maxsplit=1)[0]
        return parse_people(part.value, role, firms=role != "Protokoll")
    if part.used:
        return ()
    label = role_of(heading.strip(" :")) if heading else None
    if part.kind in {"item", "text", "heading"} and name_line(part.text):
        return parse_people(part.text, label[0] if label else "Mitwirkung")
    return mentioned(part.text, label[0] if label else "Mitwirkung", ahead=ahead)
