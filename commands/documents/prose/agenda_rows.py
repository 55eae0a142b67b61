"""What a row of a timetable goes on with on the lines below: a title broken in two, a quotation, a hall above it."""

import re

from commands.documents.prose.layout import Part
from commands.documents.prose.moments import find_times
from commands.documents.prose.names import find_names, name_at
from commands.documents.prose.no_session import is_no_session
from commands.documents.prose.organisation_words import looks_like_organisation
from commands.documents.prose.people import parse_people
from commands.documents.prose.programme_lists import SEVERAL, can_be_title
from commands.documents.prose.rooms import ROOM
from commands.documents.prose.run_on import with_comma
from commands.documents.prose.session import QUOTED, Found, item_kind, name_line, title_and_people, topic_of
from commands.documents.prose.session_heads import KIND_TITLE, is_group, is_session_heading
from commands.documents.prose.timetable import Timetable, read_title, row_times
from commands.documents.prose.vocabulary import OFFICES, UPPER

_BARE_KIND = re.compile(
    rf"(?:[{UPPER}]?\w*(?:[Vv]ortrag|[Ii]mpuls|[Rr]eferat)|(?:[{UPPER}]\w+-\s(?:und|&)\s)?[{UPPER}]\w+diskussion|Keynote|Input|Einführung|Festrede|Podiumsdiskussion|"
    r"Podiumsgespräch|Diskussion|Gespräch|Workshop|Grußwort|Podium|Panel|Paneldiskussion|Streitgespräch|Talkrunde|Gesprächsrunde|Werkstattarbeit|"
    r"Werkstattgespräch|Kamingespräch|Lesung|Fishbowl)"
    r"(?:\s(?:und|&|mit|\+)\s(?:Gespräch|Diskussion|Aussprache|Fragerunde))?"
    r"(?:\s(?:zum\sThema|zur\sFrage|unter\sdem\sTitel|mit\sdem\s(?:Titel|Thema)))?"
)
_WHO_FOLLOWS = re.compile(r"(?:Es (?:\w+en)|Auf dem Podium|Mit|Gäste|Podium|Teilnehmende|Im Gespräch)\b[^.!?]{0,40}:")
_FRAMED = re.compile(
    r"\|?\s?(?P<room>[^|]{3,40}?)\s*\|\s*(?:Deutsch|Englisch|English|DE|EN)?\s*"
)  # "Ratssaal | Deutsch"
_NEEDS_NO_TITLE = re.compile(r"Grußwort|Begrüßung|Einführung|Workshop")
_QUESTION = re.compile(rf"[{UPPER}„][^.!?:]{{10,120}}\?[“”\"]?")
_UNFINISHED = re.compile(
    r"(?:\b(?:zwischen|und|oder|der|die|das|den|dem|des|für|in|im|von|vom|zu|zur|zum|mit|aus|auf|an|bei|über|als|"
    r"sowie|ein|"
    r"eine|einer|eines|[a-zäöüß]{3,}(?:liche|ische|ige|ale)[rns]?)|[:&,–-])$"
)
_SECOND_HALF = re.compile(
    r"(?!(?:mit|von|durch|moderiert|und|anschließend|danach|dann|im Anschluss|zum Abschluss)\s)[a-zäöü][^.:;|]{2,58}"
)
LONG = 4  # words of a line that names a talk rather than a house
_UNTIMED = re.compile(
    r"(?:Grußworte?|Begrüßung|Einführung|Eröffnung|Keynote|Podiumsdiskussion|(?:Fragen und )?Diskussion|"
    r"Schlusswort|Fazit)"
)


_GREETING = re.compile(  # a row that needs no more: what stands below it is a point of its own
    r"(?:Begrüßung|Eröffnung|Einführung|Willkommen|Ankommen und Begrüßung)(?:\s(?:und|&)\s(?:Begrüßung|Eröffnung|"
    r"Einführung|Einleitung|"
    r"Vorstellung|Moderation))?(?:\sin\sden\sTag)?"
)
LONGEST = 160  # characters of a title
_THEN = re.compile(  # a row that says "anschließend" for its time
    rf"(?:[Aa]nschließend|[Aa]nschl\.|[Dd]anach|[Ii]m Anschluss|[Zz]um Abschluss|"
    rf"[Dd]anach folgt)(?:\s?:)?\s(?P<title>[{UPPER}„\"](?:[^.!?]|(?<=\bDr)\.|(?<=\bProf)\.){{3,200}})"
)
_ALONE = re.compile(  # a line between rows that can only be a point of its own
    r"(?:(?:Rückf|F)ragen|Rückfragen|Diskussion|Austausch|Kommentare|Fazit|Zusammenfassung|Ausblick|Schlussworte?|"
    r"Verabschiedung|"
    r"Abschlussdiskussion|Abschlussrunde|Podiumsdiskussion|Podiumsgespräch|Plenumsdiskussion|Fragerunde)"
    r"(?:\s(?:und|&|mit)\s(?:dem\s|den\s|allen\s)?(?:Diskussion|Austausch|Antworten|Ausblick|Plenum|Publikum|"
    r"Verabschiedung|Fragen|Gästen|"
    r"Rückfragen|Zusammenfassung))*"
)


_SPOKEN_KIND = (
    r"(?:Begrüßung|Grußworte?|Eröffnung|Einführung|Einleitung|Moderation|Keynote|Schlusswort|Resümee|Fazit|Ausblick)"
)
_KIND_AND_WHO = re.compile(
    rf"(?P<title>(?!Moderation){_SPOKEN_KIND}(?:\s(?:und|&)\s{_SPOKEN_KIND})?)\s(?:durch\s)?(?P<who>[{UPPER}][^:]{{4,160}})"
)
_QUOTED_BY = re.compile(  # "Statusbericht Technik: „Wege ins Netz“ (A B)"
    rf"(?:(?P<label>[{UPPER}][^:„“\"»]{{2,60}}):\s)?[„“\"»](?P<title>[^„“”\"»«]{{8,250}})[“”\"«]\s?(?:\(|[–,-]\s)"
    r"(?P<who>[^„“”\"»«]{5,200}?)\)?"
)


def _quoted(part: Part) -> Found | None:
    """Read a title in quotation marks with who speaks behind it, perhaps with what it is in front."""
    match = _QUOTED_BY.fullmatch(part.text.strip()) if not part.line.cells else None
    name = name_at(match["who"]) if match is not None else None
    if match is None or name is None or not name.sure:
        return None
    session = Found(match["title"].strip(), kind=item_kind(match["label"] or match["title"]), agenda=True)
    session.people += parse_people(match["who"], "Referat")
    session.place = part.number
    return session


def _spoken_kind(part: Part) -> Found | None:
    """Read "Einführung A B, Leiter der Stelle X" on a line between rows: what it is, and who speaks."""
    match = _KIND_AND_WHO.fullmatch(part.text.strip()) if part.kind in {"text", "heading", "item"} else None
    name = name_at(match["who"]) if match is not None and not part.line.cells else None
    if match is None or name is None:
        return None
    behind = match["who"][name.end :]
    known = name.sure and (not behind or behind.startswith((",", " (")))
    if not known and not (behind.startswith(", ") and OFFICES.match(behind[2:])):
        return None
    session = Found(match["title"], kind=item_kind(match["title"]), agenda=True, place=part.number)
    session.people += parse_people(match["who"], match["title"].split()[0])
    return session if session.people else None


def _beside(part: Part) -> Found | None:
    """Read a title with who speaks behind a stroke, as tables leave it: "„Was ist ein Dorf?“ | A B, Stadt X"."""
    cells = [cell.strip() for cell in part.text.split(" | ")]
    if len(cells) != 2 or part.line.cells or len(cells[0]) < LONG or name_at(cells[0]) is not None:  # title and person
        return None
    name = name_at(cells[1])
    if name is None or not name.sure:
        return None
    session = Found("", kind=item_kind(cells[0]), agenda=True, place=part.number)
    title_and_people(session, cells[0])
    who = with_comma(cells[1])
    session.people += parse_people(who if re.match(r"\s*[,(]", who[name.end :]) else who[: name.end], "Referat")
    return session


def then_row(part: Part) -> Found | None:
    """Read a row that has no time but says that it follows: "anschließend Rundgang durch die Ausstellung"."""
    then = _THEN.fullmatch(part.text.strip()) if part.kind in {"text", "item"} else None
    if then is None or is_no_session(then["title"]):
        return None
    session = Found("", kind=item_kind(then["title"]), agenda=True, place=part.number)
    title_and_people(session, then["title"])
    return session


def unfinished(text: str) -> bool:
    """Tell whether a line ends where its title can't."""
    return _UNFINISHED.search(text.strip()) is not None


def goes_on(text: str, after: Part | None) -> bool:
    """Tell whether the line right below a title is its second half: a small letter, no sentence."""
    if after is None or after.line.gap or after.line.item or after.line.cells or after.kind not in {"text", "heading"}:
        return False
    below = after.text.strip()
    return (
        _SECOND_HALF.fullmatch(below) is not None
        and re.search(r"[\wäöüß-]$", text.strip()) is not None
        and next(find_times(below), None) is None
        and not any(name.sure for name in find_names(f"{text} {below}"))
    )


def is_hall(session: Found) -> bool:
    """Tell whether a row only says where: "14 – 15 Uhr Großer Saal"."""
    return ROOM.fullmatch(session.title) is not None and not session.people


def with_hours_below(labelled: Found | None, row: Found, part: Part) -> bool:
    """Give "Workshop 1: Wege" the hours and the hall that stand right below it: "14 – 16 Uhr, Raum Ahorn"."""
    if labelled is None or labelled.agenda or labelled.label is None or labelled.times is not None or labelled.body:
        return False
    if not is_hall(row) or part.number != labelled.place + 1:
        return False
    labelled.times, labelled.room = row.times, row.title[:200]
    return True


def is_place_of_rows(session: Found, after: Part | None, table: Timetable) -> bool:
    """Tell whether a row only says where the rows below it are: "14 – 15 Uhr Großer Saal"."""
    times = row_times(after, table) if after is not None else None
    span = session.times
    if times is None or span is None or span.end is None or ROOM.fullmatch(session.title) is None:
        return False
    return span.begin <= times.begin < span.end


def take_rest(session: Found, part: Part, parts: list[Part], following: int, table: Timetable) -> int:  # noqa: C901, PLR0912  # one branch for each form
    """Give a row what belongs to it of the lines below, and return how many they are. ``following``: the next one."""
    after = parts[following] if following < len(parts) else None
    if after is not None and is_hall(session) and after.kind == "role" and KIND_TITLE.match(after.text.strip()):
        session.room, session.title = session.title[:200], ""
        read_title(session, [after.text.strip()])
        after.used = True
        return 1
    if after is None or after.kind not in {"text", "heading", "item"} or row_times(after, table) is not None:
        return 0
    text = after.text.strip()
    framed = _FRAMED.fullmatch(text)
    where = framed["room"].strip() if framed is not None else text
    apart = after.line.gap and framed is None
    if ROOM.fullmatch(where) and not (session.people or apart or is_group(session.title) or is_hall(session)):
        session.room, after.used = where[:200], True
        return 1 + take_rest(session, part, parts, following + 1, table)
    content = _content(session, part, parts, following, table)
    if content:
        session.body += [one.text.strip() for one in content]
        for one in content:
            one.used = True
        return len(content)
    if session.label is not None and session.title == session.printed and not session.people:
        if len(text) > 200 or name_line(text):
            return 0
        title_and_people(session, text)
    elif is_hall(session):
        if len(text) > 200 or name_line(text):
            return 0
        session.room = session.title[:200]
        title_and_people(session, text)
    elif (
        part.text.rstrip().endswith(":")
        and _BARE_KIND.fullmatch(session.title)
        and not (session.people or after.line.gap or after.line.item or name_line(text))
        and can_be_title(after)
    ):
        session.kind = session.kind or session.title
        title_and_people(session, text)
    elif _BARE_KIND.fullmatch(session.title) and re.match(r"[„“\"»]", text) and not session.people:
        title_and_people(session, re.sub(r"\s([“”\"])(?=\w)", r"\1, ", text))
    elif (
        _BARE_KIND.fullmatch(session.title)
        and not session.people
        and not name_line(text)
        and len(text) < 180
        and not re.search(r"[.;:]$", text)
        and (_speaker_below(parts, following, table) or _named_below(session, parts, following))
    ):
        session.kind = session.kind or session.title
        title_and_people(session, text)
    elif (
        (
            _UNFINISHED.search(part.text.strip())
            or part.text.count('"') % 2
            or part.text.count("„") > part.text.count("“")
            or goes_on(part.text, after)
        )
        and not session.people
        and not after.line.gap
        and not (after.line.item and part.text.rstrip().endswith(":"))
        and not is_session_heading(text)
        and len(text) < 140
        and not name_line(text)
    ):
        link = ": " if part.text.strip().endswith(":") else " "
        session.title = topic_of(f"{session.title}{link}{text}")[:300]
        after.used = True
        return 1 + (take_rest(session, after, parts, following + 1, table) if _UNFINISHED.search(text) else 0)
    else:
        return 0
    after.used = True
    return 1


def _content(session: Found, part: Part, parts: list[Part], following: int, table: Timetable) -> list[Part]:
    """Return the bullets that only say what a row with a colon at its end holds: "Ausstellung:"."""
    if not part.text.rstrip().endswith(":") or is_group(session.title) or session.title.strip(" :").lower() in SEVERAL:
        return []
    content: list[Part] = []
    for one in parts[following:]:
        if not one.line.item or one.kind != "item" or row_times(one, table) is not None:
            break
        content.append(one)
    spoken = any(name.sure for one in content for name in find_names(one.text))
    return content if len(content) > 1 and not spoken else []


def _speaker_below(parts: list[Part], following: int, table: Timetable) -> bool:
    """Tell whether a person stands on the line below the one that may be a title."""
    below = next((one for one in parts[following + 1 : following + 3] if one.kind != "debris"), None)
    return below is not None and row_times(below, table) is None and below.kind != "role" and _is_who(below.text)


def _is_who(text: str) -> bool:
    """Tell whether a line says who speaks, also without a comma: "A B Stadt X"."""
    return name_line(text) or with_comma(text) != text


def _named_below(session: Found, parts: list[Part], following: int) -> bool:
    """Tell whether the line below "Podiumsdiskussion" is what it is about: a question, or who leads below."""
    title = parts[following]
    below = next((one for one in parts[following + 1 : following + 3] if one.kind != "debris"), None)
    if _NEEDS_NO_TITLE.match(session.title) or not can_be_title(title):
        return False
    led = (
        below is not None
        and not below.line.gap
        and (below.kind == "role" or _WHO_FOLLOWS.fullmatch(below.text.strip()))
    )
    return bool(led) or (not title.line.gap and _QUESTION.fullmatch(title.text.strip()) is not None)


def untimed_row(part: Part, parts: list[Part], following: int, current: Found) -> Found | None:
    """Read a line between rows that says what comes, with who speaks below it: "Grußworte", a further talk."""
    after = parts[following] if following < len(parts) else None
    text = part.text.strip(" :")
    beside = _beside(part) or _quoted(part) or _spoken_kind(part)
    if beside is not None:
        return beside
    if (
        _ALONE.fullmatch(text)
        and part.kind in {"text", "heading"}
        and (current.people or current.agenda)
        and not part.line.item
    ):
        session = Found(text, kind=item_kind(text) or text, agenda=True, place=part.number)
        if (
            part.text.rstrip().endswith(":")
            and after is not None
            and not name_line(after.text)
            and len(after.text) < LONGEST
        ):
            title_and_people(session, after.text)
            after.used, after.kind = True, "debris"
        return session
    then = then_row(part)
    if then is not None:
        return then
    if after is None or part.kind not in {"text", "heading"} or name_line(text) or not name_line(after.text):
        return None
    if _UNTIMED.fullmatch(text):
        return Found(text, kind={"Grußworte": "Grußwort"}.get(text, text), agenda=True, place=part.number)
    quoted = QUOTED.fullmatch(text)
    if quoted is not None:
        return Found(quoted["title"].strip(), kind=item_kind(text) or "Vortrag", agenda=True, place=part.number)
    if (
        (not current.people and current.times is not None and not _GREETING.fullmatch(current.title))
        or len(text.split()) < LONG
        or text.startswith("(")
        or OFFICES.search(text)
        or looks_like_organisation(text)
    ):
        return None
    session = Found("", kind=item_kind(text), agenda=True, place=part.number)
    title_and_people(session, text)
    return session
