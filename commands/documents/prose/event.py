"""One event from its part of a document."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from commands.documents.lines import Pages
from commands.documents.prose.beside import spoken_lines
from commands.documents.prose.bystanders import closes_letter
from commands.documents.prose.clauses import house_told
from commands.documents.prose.layout import Part
from commands.documents.prose.mentions import mentioned
from commands.documents.prose.mode import find_mode
from commands.documents.prose.moments import find_moments
from commands.documents.prose.notes import find_insights, find_solutions, find_steps
from commands.documents.prose.organisation_words import looks_like_organisation
from commands.documents.prose.organisers import organisers
from commands.documents.prose.people import affiliated, parse_people, role_of
from commands.documents.prose.place import find_place
from commands.documents.prose.placing import to_when
from commands.documents.prose.programme import find_sessions
from commands.documents.prose.programme_hours import with_programme
from commands.documents.prose.session import Found, name_line, same_title
from commands.documents.prose.session_record import session_record, without_common_day
from commands.documents.prose.title import find_title
from commands.documents.prose.told import told_sessions
from commands.documents.prose.vocabulary import EVENT_WORDS, OFFICES, UPPER
from commands.documents.prose.when import Chosen, choose
from commands.documents.prose.years import year_hints
from storage.records import EventRecord, RoleRecord, SessionRecord, SolutionRecord

_REPORTED = re.compile(
    r"\b(?:fand(?:en)?|trafen|kamen|diskutierten?|nahmen|begrüßte\w*|eröffnete\w*|referierte\w*|berichtete\w*|"
    r"stellten?)\b"
)
_QUOTES = ' „“”"»«'
_TITLE_PART = re.compile(r"^[„“\"»]|^[^„“\"»]*[“”«]$")
FAMILIES = 3  # lines that make a list of members
_FAMILY_FIRST = re.compile(
    rf"(?:Dr\.\s)?(?:van\s|"
    rf"von\s)?[{UPPER}][\w-]+,\s[{UPPER}][\w-]+(?:\s[{UPPER}][\w-]+)?,\s[{UPPER}][\w-]+(?:\s[{UPPER}][\w-]+)?"
    r"(?:\s(?:\(|vertritt\s).*)?"
)
FEWEST_LISTED = 3  # points with people that make a programme to which nothing told is added
LONGEST_CREDIT = 4  # words
SHORTEST_TITLE = 3  # characters; what is shorter was cut off
_POSTPONED = re.compile(
    (
        r"\b(?:wird|wurde|werden|wurden|muss|müssen|ist)\b[^.]{0,60}\b(?:verschoben|verlegt)\b|"
        r"^\s*(?:\W*)verschoben\b|\bVERSCHOBEN\b|wird verschoben"
    ),
    re.IGNORECASE,
)
_CANCELLED = re.compile(
    (
        r"\b(?:wird|wurde|muss|musste|ist|fällt)\b[^.]{0,60}\b(?:abgesagt|entfallen|entfällt|aus)\b(?=[.!,]| "
        r"werden)|^\W*abgesagt\b|\bABGESAGT\b"
    ),
    re.IGNORECASE,
)
_ATTENDANCE = re.compile(
    r"\b(?:rund|etwa|ca\.|über|mehr als|fast|knapp|"
    r"insgesamt)?\s*\d{1,5}\s+(?:interessierte\s+)?(?:Teilnehm\w+(?:[:*_]innen)?|Personen|Gäste\w*|"
    r"Vertreter\w*|Expert\w+|Interessierte\w*|Fachleute)"
)
SIGNERS = 3  # lines in which a letter is signed


def read_event(
    parts: list[Part], pages: Pages, zone: str
) -> tuple[EventRecord, tuple[SolutionRecord, ...], list[str]] | None:
    """Read the parts as one event; ``None`` where not even a title is to be found."""
    title, title_parts = find_title(pages, parts)
    for part in title_parts:
        part.used = True
    heads = [part.text for part in parts if part.kind == "heading"][:4] if title is None else [title]
    hints = year_hints(
        [
            title or "",
            *(part.text for part in title_parts),
            *heads,
            *re.findall(r"#\w+", " ".join(p.text for p in parts)),
            pages.title or "",
        ]
    )
    hints = hints or year_hints([re.sub(r"[_\W]+", " ", pages.filename)])
    chosen = choose(parts, hints)
    sessions = find_sessions([part for part in parts if part not in title_parts], chosen)
    sessions += [
        one for one in spoken_lines(parts) if not any(same_title(one.title, other.title) for other in sessions)
    ]
    names = [title or "", *re.findall(r"[„“\"»]([^„“”\"»«]{12,})[“”\"«]", title or "")]  # "Fachforum „Alte Akten“"
    told = [
        one for one in told_sessions(parts, sessions)
        if (one.label or not any(same_title(one.title, name) for name in names)) and not _known(one, sessions)
    ]  # fmt: skip
    sessions += told
    if any(one.label for one in told):
        _printed_order(sessions, parts)
    sessions = _cleaned(sorted(sessions, key=lambda one: one.place), title)
    told_of = (
        chosen.moment is not None
        or sessions
        or any(part.kind == "role" or EVENT_WORDS.search(part.text) for part in parts)
    )
    if title is None or not told_of:
        return None
    chosen = with_programme(chosen, parts)
    when, loose = to_when(chosen.moment, chosen.year, chosen.words, zone)
    warnings = list(chosen.warnings)
    place = find_place(parts, chosen, title)
    texts = [part.text for part in parts if part.kind in {"text", "item"}]
    without_common_day(sessions, chosen)
    programme = tuple(session_record(one, chosen, zone) for one in sessions)
    fields = _fields(parts, title, chosen, place, title_parts)
    status = _status(parts)
    if status is not None:
        warnings.append(f"Im Text steht, dass die Veranstaltung {status} ist.")
    if chosen.moment is None:
        warnings.append("Ein Datum der Veranstaltung steht nicht im Text.")
    elif loose is not None:
        warnings.append(f"Das Jahr steht nicht im Text: „{chosen.words}“.")
    titles = [one.title for one in sessions]
    people = _unquoted(_people(parts), titles)
    programme = tuple(replace(one, people=_unquoted(one.people, titles)) for one in programme)
    programme, people = _same_houses(programme, people, "\n".join(texts))
    record = EventRecord(
        key=f"{title[:240]} | {when.start.isoformat() if when.start else (loose.start if loose else 'offen')}",
        title=title,
        when=when,
        fields={"status": "Entwurf", **fields},
        people=organisers(parts) + people,
        insights=find_insights(texts, parts),
        actions=find_steps(texts, parts, zone),
        programme=programme,
        loose=loose,
    )
    return record, find_solutions(texts), warnings


def _fields(
    parts: list[Part], title: str, chosen: Chosen, place: str | None, title_parts: list[Part]
) -> dict[str, Any]:
    rest = [
        part.text for part in parts
        if part.kind in {"text", "item", "heading"} and len(part.text) > 60
        and not (part.used or part in title_parts or part is chosen.part)
    ]  # fmt: skip
    if chosen.part is not None and chosen.part.kind == "text" and len(chosen.part.text) > 160:
        rest.insert(0, chosen.part.text)
    attendance = next(
        (
            match[0].strip()
            for part in parts
            if part.kind in {"text", "item"}
            for match in [_ATTENDANCE.search(part.text)]
            if match
        ),
        None,
    )
    fields = {
        "place": place,
        "mode": find_mode(parts, title, place),
        "date_as_written": chosen.words[:200] if chosen.words else None,
        "description": "\n\n".join(dict.fromkeys(rest)) or None,
        "attendance": attendance[:200] if attendance else None,
        "target_group": next(
            (part.value[:300] for part in parts if part.kind == "field" and part.field == "target"), None
        ),
    }
    return {name: value for name, value in fields.items() if value is not None}


def _status(parts: list[Part]) -> str | None:
    head = [part.text for part in parts if part.kind != "debris"][:6]
    for text in head:
        if _CANCELLED.search(text) and EVENT_WORDS.search(" ".join(head)):
            return "abgesagt"
        if _POSTPONED.search(text):
            return "verschoben"
    return None


def _people(parts: list[Part]) -> tuple[RoleRecord, ...]:  # noqa: C901, PLR0912  # one branch for each form
    """Return who is named outside the sessions."""
    found: dict[str, RoleRecord] = {}
    heading: str | None = None
    contacts = False
    alone: str | None = None  # a name alone on the line before
    signed = 0  # lines below the close of a letter
    headed = False  # that line is a heading, and this one may be, too
    pictured = {
        match[1] for part in parts
        if part.kind == "debris" and (match := re.fullmatch(r"(?:Foto|Porträt|Portrait|Bild) (\S+ \S+)", part.text))
    }  # fmt: skip
    ahead = not any(_REPORTED.search(part.text) for part in parts if part.kind in {"text", "item"})
    listed = [part.number for part in parts if _FAMILY_FIRST.fullmatch(part.text.strip())]
    for part in parts:
        if len(listed) >= FAMILIES and part.number in listed:
            continue  # "Muster, Eva, Musterstadt": no name as one says it
        if part.text.strip() in pictured or _is_portrait(part, parts):
            continue  # the card of a contact, a picture
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
            heading = part.text
            contacts = re.match(r"(?:Kontakte?|KONTAKTE?|Ansprechpartner\w*|Impressum)\b", heading) is not None
        if heading is not None and re.match(
            r"(?:Kontakte?|Ansprechpartner\w*|Impressum|Anmeldung|Presse(?!mitteilung|information|meldung|bericht)\w*|"
            r"Rückfragen|Redaktion|KONTAKTE?)\b",
            heading,
        ):
            continue
        near = part.kind == "heading" if headed else not part.line.gap and part.kind in {"text", "item"}
        if alone is not None and near and len(part.text) < 140:
            last = found[alone]
            if last.organisation is None and (OFFICES.search(part.text) or looks_like_organisation(part.text)):
                found[alone], alone = affiliated(last, part.text), None
                continue
        alone, headed = None, part.kind == "heading"
        for person in _of_part(part, heading, ahead=ahead):
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


def _is_portrait(part: Part, parts: list[Part]) -> bool:
    """Tell whether a name alone is that of a picture or of the author: a credit or a day of publication follows."""
    if len(part.text.split()) > LONGEST_CREDIT:
        return False
    place = next((n for n, one in enumerate(parts) if one is part), 0)
    before = parts[place - 1] if place else None
    following = parts[place + 1] if place + 1 < len(parts) else None
    if before is not None and re.fullmatch(r"(?:Copyright\s?)?(?:©|\(c\))", before.text.strip()):
        return True
    if following is None:
        return False
    dates = find_moments(following.text)
    byline = len(dates) == 1 and len(following.text) - len(dates[0].text) < 4
    credit = following.kind == "debris" and re.match(r"(?:©|\(c\)|Fotos?\b|Bild)", following.text) is not None
    return credit or (byline and dates[0].weekday is None)


def _same_houses(
    programme: tuple[SessionRecord, ...], people: tuple[RoleRecord, ...], text: str
) -> tuple[tuple[SessionRecord, ...], tuple[RoleRecord, ...]]:
    """Give a person who is named again without a house the one that the text says elsewhere, if it says only one."""
    houses: dict[str, set[str]] = {}
    for person in (*people, *(one for session in programme for one in session.people)):
        if person.organisation and not person.is_organisation:
            houses.setdefault(person.name, set()).add(person.organisation)

    every = {one.name for one in (*people, *(one for session in programme for one in session.people))}

    def told(role: RoleRecord) -> RoleRecord:
        known = houses.get(role.name, set())
        said = role.organisation or ""
        fuller = [house for house in known if re.match(rf"{re.escape(said)}(?!\w)", house)] if said else []
        if len(fuller) > 1:  # "SAK" here, "SAK Archivagentur GmbH" there
            return replace(role, organisation=max(fuller, key=len))
        if role.organisation or role.is_organisation or len(known) > 1:
            return role
        if not known:
            family = role.name.rsplit(maxsplit=1)[-1]
            namesakes = {name for name in every if name.rsplit(maxsplit=1)[-1] == family}
            house = house_told(family, text) if len(namesakes) == 1 else None
            return replace(role, organisation=house) if house is not None else role
        return replace(role, organisation=next(iter(known)))

    inside = {one.name: one for session in programme for one in session.people}
    programme = tuple(replace(one, people=tuple(map(told, one.people))) for one in programme)
    kept = (one for one in people if one.name not in inside)
    return programme, tuple(map(told, kept))


def _of_part(part: Part, heading: str | None, *, ahead: bool) -> Iterable[RoleRecord]:
    if part.kind == "role" and part.field is not None and not part.used:
        return parse_people(part.value, part.field.split("/", maxsplit=1)[0], firms=True)
    if part.used:
        return ()
    label = role_of(heading.strip(" :")) if heading else None
    if part.kind in {"item", "text", "heading"} and name_line(part.text):
        return parse_people(part.text, label[0] if label else "Mitwirkung")
    return mentioned(part.text, label[0] if label else "Mitwirkung", ahead=ahead)


def _printed_order(sessions: list[Found], parts: list[Part]) -> None:
    """Let the place where a label is first printed decide the order."""
    for one in sessions:
        if one.printed:
            pattern = re.compile(rf"\b{re.escape(one.printed)}\b")
            one.place = next((part.number for part in parts if pattern.search(part.text)), one.place)


def _known(told: Found, sessions: list[Found]) -> bool:
    """Tell whether a talk that a sentence tells of is one of the programme: who gives it has a point there already."""
    listed = [one for one in sessions if one.agenda and one.people]
    speakers = {person.name for one in listed for person in one.people}
    return len(listed) >= FEWEST_LISTED and bool(told.people) and all(one.name in speakers for one in told.people)


def _cleaned(sessions: list[Found], title: str | None) -> list[Found]:
    kept = []
    plain = re.sub(r"^\W*(?:\w+\s)?\d{1,2}\W+", "", title or "")
    for one in sessions:
        alone = one.label is not None and sum(other.label is not None for other in sessions) == 1
        if alone and one.title in {title, plain} and not one.people and len(sessions) > 1:
            continue  # "Fachforum 16: …" is the event itself
        bare = not (one.label or one.people or one.times or one.body)
        if bare and title is not None and EVENT_WORDS.search(title) and one.title.strip(_QUOTES) in title:
            continue  # its own title once more
        if (
            not one.title
            or len(one.title) < SHORTEST_TITLE
            or (title is not None and one.title == title and one.label is None and one.times is None)
        ):
            continue
        kept.append(one)
    return kept


def _unquoted(people: tuple[RoleRecord, ...], titles: list[str]) -> tuple[RoleRecord, ...]:
    """Take houses off that are the title of a talk: "A B („Was bleibt“)"."""
    return tuple(
        replace(one, organisation=None)
        if one.organisation is not None
        and _TITLE_PART.search(one.organisation)
        and any(one.organisation.strip(_QUOTES) in title for title in titles)
        else one
        for one in people
    )
