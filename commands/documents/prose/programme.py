"""The programme: labelled sessions under headings, timetables, lists of points."""

import re

from commands.documents.prose.agenda_rows import (
    is_place_of_rows,
    take_rest,
    then_row,
    untimed_row,
    with_hours_below,
)
from commands.documents.prose.billed import billed_talks
from commands.documents.prose.colon_talks import colon_talks
from commands.documents.prose.group_rows import below_group, heads_group, is_room
from commands.documents.prose.kind_heads import kind_heads, section_of
from commands.documents.prose.label_lines import is_behind_labels, is_called_off, new_round
from commands.documents.prose.labelled_heads import bare_head, session_head
from commands.documents.prose.layout import Part
from commands.documents.prose.moments import Moment, find_times
from commands.documents.prose.no_session import is_no_session
from commands.documents.prose.over_speakers import heads_talk, over_speakers
from commands.documents.prose.overview import overview_talks
from commands.documents.prose.people import affiliated, parse_people
from commands.documents.prose.programme_lists import (
    block_sessions,
    headed_sessions,
    paired_sessions,
    says_who,
    spoken_heads,
)
from commands.documents.prose.programme_points import ENDS, listed_sessions
from commands.documents.prose.row_points import (
    announces,
    cells_below,
    is_plural,
    opened_point,
    opens,
    point_below,
    says_kind,
    share_times,
    sibling,
)
from commands.documents.prose.series import series
from commands.documents.prose.session import FOLLOWING, Found, default_role, item_kind, name_line
from commands.documents.prose.session_codes import with_codes
from commands.documents.prose.session_days import day_headed, day_mark, each_time, heads_day, own_moment
from commands.documents.prose.session_heads import (
    HEAD,
    begins_group,
    is_group,
    is_session_heading,
)
from commands.documents.prose.talks_below import heads_talks, talks_below, title_below_speaker
from commands.documents.prose.timetable import find_timetable, read_row
from commands.documents.prose.told_heads import told_heads
from commands.documents.prose.when import Chosen
from commands.documents.prose.with_leaders import led_offers

_BLOCKS = frozenset({"Block", "Themenblock", "Teil", "Sektion", "Session", "Panel", "Runde", "Modul"})
INSIDE = 2  # points inside the hours of a block that make it one
_LEADS_ALL = re.compile(
    r"Durch (?:die|den|das) (?:Veranstaltung|Tagung|Konferenz|Tag|Abend|Programm|Vormittag)\w* führ\w+\b"
)


def find_sessions(parts: list[Part], chosen: Chosen) -> list[Found]:  # noqa: C901, PLR0912, PLR0915  # one branch for each form
    """Return the sessions in the order as printed, and mark the parts that they took."""
    found: list[Found] = []
    day: Moment | None = None
    nth: tuple[str, int] | None = None
    current: Found | None = None
    row: Found | None = None
    last: Found | None = None  # the row above, also where text stands between
    table = find_timetable(parts)
    lists = listed_sessions(parts, announced=True, several=table.is_one)
    lists += [] if table.is_one else [*overview_talks(parts), *block_sessions(parts)]
    listed = {part.number for part in parts if part.used}
    overs = over_speakers(parts, rows=table.is_one)
    talks = talks_below(parts, table)
    opened: Found | None = None  # a row that only says that it begins
    number = paused = 0
    levels: set[int] = set()  # how far lists are indented whose points have times
    while number < len(parts):
        part = parts[number]
        number += 1
        if part.kind == "debris":
            continue
        if part.number in listed:
            current = row = None
            continue
        if part.kind != "field" and heads_day(part, chosen) and (part.number > 0 or part.kind != "heading"):
            day, nth, current, row = day_headed(part, chosen), None, None, None
            continue
        mark = day_mark(part) if table.is_one else None
        if mark is not None:
            day, nth, current, row = None, mark, None, None
            continue
        greeting = opened_point(part, opened)
        if greeting is not None:
            greeting.day, greeting.nth, greeting.place, part.used = day, nth, part.number, True
            found.append(greeting)
            continue
        told = talks.get(part.number) if last is not None else None
        if told is not None and last is not None:
            part.used, told.day, told.nth = True, day, nth
            heads_talks(last, told, first=found[-1] is last)
            found.append(told)
            current = told
            continue
        labelled = is_session_heading(part.text)  # its label counts, also where who speaks stands below it
        head = (None if labelled else overs.get(part.number)) or session_head(part, parts, number)
        if head is not None:
            session, taken = head
            number += taken
            session.day, session.nth, session.place = session.day or day, nth, part.number
            heads = row is not None and (
                is_group(row.title) or begins_group(row.title) or is_plural(row.title, session.word)
            )
            if row is not None and not session.times and session.label and (heads or any(map(is_group, row.body))):
                session.times, row.heads = row.times, heads
            elif row is not None and not session.times and row.label and row.word == session.word:
                session.times = row.times  # "11 Uhr Werkstatt 1: …", on the next line "Werkstatt 2: …"
            again = next(
                (one for one in found if session.label and _same_label(one, session) and _same_day(one.day, day)), None
            )
            again = None if again is not None and new_round(again, session, parts) else again
            if again is not None:
                current = _again(again, session)
            else:
                found.append(session)
                current = session
            part.used = True
            continue
        if table.is_one:
            item = read_row(part, table)
            if item is not None:
                part.used = True
                if with_hours_below(current, item, part):
                    continue
                if is_place_of_rows(item, parts[number] if number < len(parts) else None, table):
                    current = row = None
                    continue
                if number >= len(parts) or parts[number].number not in talks:
                    number += take_rest(item, part, parts, number, table)
                if not item.people and re.match(r"[^,]{5,50},\s", item.title) and name_line(item.title):
                    part.used, current, row = False, None, None  # a row that only says who
                    continue
                levels = levels | {part.line.depth} if part.line.item or opens(item.title) else set()
                opened = item if is_no_session(item.title) else None
                if opened is not None:
                    current = row = last = None
                    paused = number
                    continue
                item.day, item.nth, item.place = day, nth, part.number
                found.append(item)
                current = row = last = item
                continue
        if row is not None and table.is_one and heads_group(part, parts, number):
            row.heads = row.heads or row.title.startswith(part.text.strip(" :"))
            row = current = Found(part.text.strip(), times=row.times, agenda=True, heads=True, place=part.number)
            part.used = True
            continue
        side = row is not None and is_group(row.title)
        if side and is_room(part):
            part.used = True
            if part.line.gap or current is None or current is row:
                current = row
            else:
                current.room = current.room or part.text.strip()[:200]
            continue
        talk = heads_talk(part, parts, number) if side else None
        below_it = below_group(part, parts, number) if side and talk is None else None
        if below_it is not None:
            talk, taken = below_it
            number += taken
        if talk is not None:
            part.used, talk.day, talk.nth = True, day, nth
            share_times(talk, row)
            found.append(talk)
            current = talk
            continue
        heads = row is not None and (is_group(row.title) or announces(row))
        beside = sibling(part, levels) if table.is_one and not heads else None
        if beside is not None:
            part.used = True
            beside.day, beside.nth = day, nth
            found.append(beside)
            current = beside
            continue
        levels = levels if part.line.item or not part.line.gap else set()
        if row is not None and current is row and part.number == row.place + 1 and says_kind(part, row):
            row.kind, part.used = item_kind(part.text) or part.text.strip(), True
            continue
        inside = table.is_one and current is not None and current.agenda
        if inside and current is row and title_below_speaker(current, part, parts, number):
            continue
        below = (point_below(part, row) or cells_below(part, row)) if inside else None
        if paused and number == paused + 1:
            below = below or then_row(part)
        untimed = below or (
            untimed_row(part, parts, number, current)
            if table.is_one and current is not None and current.agenda
            else None
        )
        if untimed is not None:
            part.used = True
            untimed.day, untimed.nth, untimed.place = day, nth, part.number
            share_times(untimed, row)
            found.append(untimed)
            current = untimed
            continue
        if current is not None:
            current = _continue(current, part, found, parts)
            row = row if current is not None else None
        elif part.kind == "heading" and not table.is_one and any(one.label for one in found):
            current = _section(part, parts, found)
    read = with_codes(_without_group_rows(found))
    if read and not lists and all(map(_is_bare, read)):
        lists = listed_sessions(parts)  # a label alone is no programme: "Tisch 9"
        read = [] if lists else read
    if not read and not lists:
        lists = series(parts) or led_offers(parts) or colon_talks(parts) or kind_heads(parts)
    if not read:
        lists += [*([] if lists else listed_sessions(parts)), *each_time(with_codes(paired_sessions(parts)), parts)]
    headed = _told_once([*with_codes(lists), *read]) or with_codes(headed_sessions(parts)) or spoken_heads(parts)
    headed = headed or billed_talks(parts)
    timed = table.is_one or any(one.agenda or one.times for one in headed)
    return headed if timed else [*headed, *told_heads(parts)]


def _without_group_rows(found: list[Found]) -> list[Found]:
    """Drop rows that only head the labelled sessions of a programme; those take their times."""
    groups = [one for one in found if one.agenda and one.label is None and not one.people and is_group(one.title)]
    labelled = [one for one in found if one.label is not None]
    open_ones = [one for one in labelled if one.times is None]
    if len(groups) == 1 and not groups[0].heads and len(open_ones) > 1 and len(open_ones) == len(labelled):
        for one in open_ones:
            one.times, one.day, one.nth = groups[0].times, one.day or groups[0].day, one.nth or groups[0].nth
        groups[0].heads = True
    for one in found:
        one.title = FOLLOWING.sub("", one.title)
    kept = [one for one in found if not one.heads and one not in groups]
    return [one for place, one in enumerate(kept) if not _only_heads(one, kept[place + 1 :])]


def _only_heads(one: Found, following: list[Found]) -> bool:
    """Tell whether a labelled point is only the head of those below it: "TOP 4 Arbeit in Gruppen", "Block I: …"."""
    below = following[:INSIDE]
    if one.label is None or len(below) < INSIDE:
        return False
    if is_group(one.title):
        return below[0].label is not None and below[0].word not in {None, one.word} and not one.people
    if one.word not in _BLOCKS or one.times is None or one.times.end is None or one.people:
        return False
    times = [other.times for other in below]
    return all(
        t is not None
        and one.times.begin <= t.begin
        and t.begin < one.times.end
        and (t.end or t.begin) <= one.times.end
        for t in times
    ) and not any(other.label for other in below)


def _told_once(found: list[Found]) -> list[Found]:
    """Leave out what an agenda lists and a labelled point tells of again: "2. Wege ins Netz", then "TOP 2 …"."""
    labelled = {_plain(one.title): one for one in found if one.label is not None}
    kept: list[Found] = []
    for one in found:
        again = labelled.get(_plain(one.title)) if one.label is None and one.times is None else None
        if again is None:
            kept.append(one)
        else:
            known = {person.name for person in again.people}
            again.people += [person for person in one.people if person.name not in known]
    return kept


def _plain(title: str) -> str:
    return re.sub(r"\W+", "", title).lower()


def _is_bare(one: Found) -> bool:
    """Tell whether a session is its label and nothing more."""
    return one.title == one.printed and one.times is None and not one.people


def _same_label(one: Found, other: Found) -> bool:
    """Tell whether two labels mean one session; a second round may number its own from one again."""
    rounds = one.times is not None and other.times is not None and one.times.begin != other.times.begin
    named = one.title != one.printed and other.title not in {"", other.printed}
    return (one.label, one.kind) == (other.label, other.kind) and not (rounds and named and one.title != other.title)


def _same_day(one: Moment | None, other: Moment | None) -> bool:
    return (one.month, one.day) == (other.month, other.day) if one is not None and other is not None else one is other


def _again(known: Found, again: Found) -> Found:
    """Take what a second mention of a session adds to the first."""
    if not known.title or known.title == known.printed or (again.title and len(known.title) < 4):
        known.title = again.title or known.title
    known.people += again.people
    return known


def _continue(current: Found, part: Part, found: list[Found], parts: list[Part]) -> Found | None:  # noqa: C901, PLR0912  # one branch for each form
    """Give a line to the session above it, or end that session."""
    text = part.text.strip()
    if current.label and is_called_off(text):
        found.remove(current)
        return None
    if part.kind == "role" and part.field is not None:
        people = parse_people(part.value, part.field.split("/", maxsplit=1)[0], firms=True)
        if people:
            current.people += people
            part.used = True
            return current
    if part.kind == "field" and part.field in {"place", "time", "begin"}:
        if current.agenda and part.line.gap:
            return None  # where the event is, below its programme
        if part.field == "place":
            current.room = part.value[:200]
        elif current.times is None:
            current.times = next(find_times(part.value), None)
        part.used = True
        return current
    if current.label and not current.agenda and current.day is None:
        own = own_moment(part, parts)
        if own is not None:
            current.day, current.times, part.used = own, current.times or own.times, True
            return current
    if name_line(text) and not current.body:
        people = parse_people(text, default_role(current.kind))
        if people:
            current.people += people
            part.used = True
            return current
    if part.kind == "heading" and not current.agenda:
        if any(one.number == current.place and one.line.item for one in parts):
            return None  # a point of a list holds no headings
        if part.line.level and part.line.level <= _level_of(current, parts):
            return None
        section = _section(part, parts, found)
        if section is not None:
            section.day = current.day
            return section
        return current if _belongs(part, parts) else None
    if current.agenda and part.kind == "heading" and ENDS.fullmatch(text.capitalize() if text.isupper() else text):
        return None
    if current.agenda and (
        (part.line.gap and len(text) > 220)
        or (part.kind == "heading" and len(text) > 12 and part.line.gap and not name_line(text))
    ):
        return None
    if current.agenda and name_line(text):
        people = parse_people(text, default_role(current.kind))
        if people:
            current.people += people
            part.used = True
            return current
    if _LEADS_ALL.match(text) or (is_behind_labels(current, text) and not _belongs(part, parts)):
        return None
    if says_who(current, part, parts):
        current.people[-1] = affiliated(current.people[-1], text)
        part.used = True
        return current
    if part.kind in {"text", "item", "heading", "role"}:
        current.body.append(text)
        part.used = True
    return current


def _section(part: Part, parts: list[Part], found: list[Found]) -> Found | None:
    """Read a heading below labelled sessions as one of its own, where its text says what it is."""
    section = section_of(part, parts)
    if section is not None:
        section.place, part.used = part.number, True
        found.append(section)
    return section


def _level_of(current: Found, parts: list[Part]) -> int:
    return next((part.line.level for part in parts if part.number == current.place), 0)


def _belongs(part: Part, parts: list[Part]) -> bool:
    """Tell whether a heading inside a session's text heads a part of it: more labelled sessions follow."""
    later = [other for other in parts if other.number > part.number]
    return any(
        HEAD.match(other.text.strip()) or bare_head(other, parts)
        for other in later
        if other.kind != "debris" and len(other.text) < 320
    )
