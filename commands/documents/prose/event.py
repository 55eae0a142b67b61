"""One event from its part of a document."""

import re
from dataclasses import replace
from typing import Any

from commands.documents.lines import Pages
from commands.documents.prose.beside import spoken_lines
from commands.documents.prose.clauses import house_told
from commands.documents.prose.layout import Part
from commands.documents.prose.mode import find_mode
from commands.documents.prose.named import people_outside
from commands.documents.prose.nominative import unbent_office
from commands.documents.prose.notes import find_insights, find_solutions, find_steps
from commands.documents.prose.organisers import organisers
from commands.documents.prose.over_days import over_days, over_series
from commands.documents.prose.place_choice import choose_place
from commands.documents.prose.placing import to_when
from commands.documents.prose.programme import find_sessions
from commands.documents.prose.programme_hours import with_programme
from commands.documents.prose.session import Found, same_title
from commands.documents.prose.session_days import told_days
from commands.documents.prose.session_ends import with_groups_end
from commands.documents.prose.session_record import session_record, without_common_day, without_days_of_the_page
from commands.documents.prose.title_choice import choose_title
from commands.documents.prose.titled_people import name_titled
from commands.documents.prose.told import told_sessions
from commands.documents.prose.told_of_all import house_of_all
from commands.documents.prose.vocabulary import EVENT_WORDS
from commands.documents.prose.when import Chosen, choose
from commands.documents.prose.years import year_hints
from storage.records import EventRecord, RoleRecord, SessionRecord, SolutionRecord

_LETTER = re.compile(r"\w")
_QUOTES = ' „“”"»«'
_TITLE_PART = re.compile(r"^[„“\"»]|^[^„“\"»]*[“”«]$")
_KINDS = frozenset(
    ["AG", "Büro", "Fachverband", "Netzwerk", "Projekt", "Team", "Zweckverband"]
)  # no names by themselves
FEWEST_LISTED = 3  # points with people that make a programme to which nothing told is added
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


def read_event(
    parts: list[Part], pages: Pages, zone: str
) -> tuple[EventRecord, tuple[SolutionRecord, ...], list[str]] | None:
    """Read the parts as one event; ``None`` where not even a title is to be found."""
    title, title_parts = choose_title(pages, parts)
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
    _title_below(sessions, title_parts)
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
    sessions = with_groups_end(told_days(_cleaned(sorted(sessions, key=lambda one: one.place), title)), parts)
    name_titled(sessions)
    told_of = (
        chosen.moment is not None
        or sessions
        or any(part.kind == "role" or EVENT_WORDS.search(part.text) for part in parts)
    )
    if title is None or not told_of:
        return None
    chosen = with_programme(over_days(over_series(chosen, sessions), parts), parts)
    when, loose = to_when(chosen.moment, chosen.year, chosen.words, zone)
    warnings = list(chosen.warnings)
    place = choose_place(parts, chosen, title)
    texts = [part.text for part in parts if part.kind in {"text", "item"}]
    whole = "\n".join([*texts, *(part.text for part in parts if part.kind in {"heading", "role"})])
    without_days_of_the_page(sessions, chosen)
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
    people = _put_right(people_outside(parts, chosen.part), titles)
    programme = tuple(replace(one, people=_put_right(one.people, titles)) for one in programme)
    programme, people = _same_houses(programme, _without_genitives(people, programme), whole)
    record = EventRecord(
        key=f"{title[:240]} | {when.start.isoformat() if when.start else (loose.start if loose else 'offen')}",
        title=title,
        when=when,
        fields={"status": "Entwurf", **fields},
        people=tuple(one for one in organisers(parts, pages.title) if one.name != title) + people,
        insights=find_insights(texts, parts),
        actions=find_steps(texts, parts, zone),
        programme=programme,
        loose=loose,
    )
    return record, find_solutions(texts, parts), warnings


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


def _without_genitives(people: tuple[RoleRecord, ...], programme: tuple[SessionRecord, ...]) -> tuple[RoleRecord, ...]:
    """Leave out who is another in the genitive: "A Muster", "A Musters Vortrag"."""
    every = {one.name for one in (*people, *(one for session in programme for one in session.people))}
    return tuple(one for one in people if not (one.name.endswith("s") and one.name[:-1] in every))


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
        fuller = [one for one in known if said and one.startswith(said) and not _LETTER.match(one, len(said))]
        if len(fuller) > 1:  # "SAK" here, "SAK Archivagentur GmbH" there
            return replace(role, organisation=max(fuller, key=len))
        if role.organisation or role.is_organisation or len(known) > 1:
            return role
        if not known:
            family = role.name.rsplit(maxsplit=1)[-1]
            namesakes = {name for name in every if name.rsplit(maxsplit=1)[-1] == family}
            house = (house_told(family, text) if len(namesakes) == 1 else None) or house_of_all(role.name, text)
            return replace(role, organisation=house) if house is not None else role
        return replace(role, organisation=next(iter(known)))

    inside = {one.name: one for session in programme for one in session.people}
    programme = tuple(replace(one, people=tuple(map(told, one.people))) for one in programme)
    kept = (one for one in people if one.name not in inside)
    return programme, tuple(map(told, kept))


def _title_below(sessions: list[Found], title_parts: list[Part]) -> None:
    """Give a label without a title the line below it, also where that is the title of the document."""
    for one in sessions:
        below = next((part for part in title_parts if part.number == one.place + 1), None)
        if one.label is not None and below is not None and one.title == one.printed:
            one.title = below.text.strip(_QUOTES)


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


def _put_right(people: tuple[RoleRecord, ...], titles: list[str]) -> tuple[RoleRecord, ...]:
    """Take houses off that are a talk's title ("A B („Was bleibt“)") or name none; put bent offices straight."""

    def is_no_name(house: str | None) -> bool:
        return house in _KINDS or (
            house is not None
            and _TITLE_PART.search(house) is not None
            and any(house.strip(_QUOTES) in title for title in titles)
        )

    return tuple(
        replace(
            one,
            organisation=None if is_no_name(one.organisation) else one.organisation,
            office=unbent_office(one.office) if one.office is not None else None,
        )
        for one in people
    )
