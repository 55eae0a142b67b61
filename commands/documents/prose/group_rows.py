"""Sessions below a row that only heads several at once: a title with who leads it, or a room and then a title."""

from commands.documents.prose.agenda_rows import goes_on, unfinished
from commands.documents.prose.layout import Part
from commands.documents.prose.moments import find_moments, find_times
from commands.documents.prose.no_session import is_no_session
from commands.documents.prose.organisation_words import looks_like_organisation
from commands.documents.prose.people import parse_people, role_line
from commands.documents.prose.programme_lists import can_be_title
from commands.documents.prose.programme_points import ENDS
from commands.documents.prose.rooms import ROOM
from commands.documents.prose.session import Found, item_kind, name_line, title_and_people
from commands.documents.prose.session_heads import is_group
from commands.documents.prose.vocabulary import OFFICES

SHORTEST = 2  # words of a title
LEADS = frozenset({"Referat", "Moderation", "Leitung", "Vortrag", "Impuls", "Input"})


def is_room(part: Part) -> bool:
    """Tell whether a line only says where the session below it is: "Saal 1"."""
    return part.kind in {"text", "heading"} and not part.line.cells and ROOM.fullmatch(part.text.strip()) is not None


def heads_group(part: Part, parts: list[Part], following: int) -> bool:
    """Tell whether a line between rows only heads the bullets below it: "Foren"."""
    after = parts[following] if following < len(parts) else None
    return (
        part.kind in {"text", "heading"}
        and not part.line.item
        and not part.line.cells
        and is_group(part.text.strip())
        and after is not None
        and after.line.item
    )


def below_group(part: Part, parts: list[Part], following: int) -> tuple[Found, int] | None:
    """Read such a title and say how many of the next lines belong to it. ``following``: the next line."""
    before = next((one for one in reversed(parts[: following - 1]) if one.kind != "debris"), None)
    roomed = before is not None and is_room(before)
    text = part.text.strip()
    if part.line.item or part.line.cells or not _can_be_title(part) or not (part.line.gap or roomed):
        return None
    after = parts[following] if following < len(parts) else None
    second = (
        after if after is not None and (goes_on(text, after) or (unfinished(text) and not after.line.gap)) else None
    )
    below = following + (second is not None)
    who = parts[below] if below < len(parts) else None
    led = who is not None and not who.line.gap and _leads(who)
    if not (led or roomed):
        return None
    session = Found("", kind=item_kind(text), agenda=True, place=part.number)
    title_and_people(session, f"{text} {second.text.strip()}" if second is not None else text)
    if roomed and before is not None:
        session.room = before.text.strip()[:200]
    part.used = True
    if second is not None:
        second.used = True
    return session, int(second is not None)


def _can_be_title(part: Part) -> bool:
    text = part.text.strip()
    return (
        can_be_title(part)
        and len(text.split()) >= SHORTEST
        and part.kind != "role"
        and ENDS.fullmatch(text) is None
        and OFFICES.match(text) is None
        and not looks_like_organisation(text)
        and not is_no_session(text)
        and not name_line(text)
        and not find_moments(text)
        and next(find_times(text), None) is None
    )


def _leads(part: Part) -> bool:
    """Tell whether a line says who leads or speaks: "Referentin: A B, Stadt X", "A B, Stadt X"."""
    if part.kind == "role":
        return (
            part.field is not None
            and part.field.split("/", maxsplit=1)[0] in LEADS
            and bool(parse_people(part.value, "x"))
        )
    return role_line(part.text) is None and name_line(part.text) and bool(parse_people(part.text, "x"))
