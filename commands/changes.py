"""Commands that change what is planned: fields, programme and people, another time, calling off."""

import re
from datetime import datetime
from typing import Any

from dateutil.relativedelta import relativedelta

from commands.changing import (
    CHANGE,
    Before,
    change_fields,
    compared,
    lines_of,
    move_series,
    rows_of,
    shown,
    strike_session,
)
from commands.dates import parse_offset
from commands.declare import EVENTS, command
from commands.drafts import DONE, WAITS, correct, read_back
from commands.errors import NotAllowedError, NotUnderstoodError
from commands.field_values import new_moment, refuse, to_when
from commands.outcome import outcome
from commands.port import Context, Reply, Role
from commands.programme import read_people
from commands.sharing import change_lines, names_solution
from commands.targets import Target, read_target
from commands.texts import Text
from commands.words import fold
from storage.network import Network
from storage.organising import CANCELLED, add_people, follow, move, must_row, put_off, remove_people
from storage.privacy import strip_private
from storage.recurrence import end, forget_unknown
from storage.when import When

MOVE = "verschieben W12 10.12., 18 Uhr"
CANCEL = "absagen W12 Krankheit"
PERSON = "person W12.B Moderation: Eva Muster (Leitung, Stadt Soest)"
LONGEST, LONGEST_REASON = 8_000, 500
OPEN = frozenset(
    {
        *("auf unbestimmt", "unbestimmt", "auf unbestimmte zeit", "unbestimmte zeit", "offen", "noch offen"),
        *("bis auf weiteres", "auf spaeter", "auf unbestimmte zeit verschoben"),
    }
)
STRIKE = frozenset({"streichen", "weg", "entfernen", "loeschen", "entfaellt", "faellt aus"})
_SHIFT = re.compile(
    r"um\s+(?P<much>.+?)(?:\s+(?P<way>nach hinten|später|nach vorn|nach vorne|früher|vor))?", re.IGNORECASE
)
_WHY = re.compile(r"(?:wegen|aufgrund(?: von)?|grund:?)\s+", re.IGNORECASE)
_OFF = re.compile(r"(?:ohne|weg|entfernen|streichen|löschen)\s*:?\s+(?P<name>.+)", re.IGNORECASE | re.DOTALL)


@command(
    "aendern",
    "edit",
    "change",
    args=[Text("Nummer und Feld: Wert")],
    help="Angaben einer Veranstaltung oder eines Programmpunkts ändern, auch in mehreren Zeilen",
    examples=[
        CHANGE,
        "aendern W12 Plätze: 40\nWann: 5.12., 18-20 Uhr",
        "aendern W12.B Titel: Verträge, die halten",
        "aendern W12 Programm:\n- C: Workshop Satzungen, 14-15 Uhr, Moderation: Eva Muster (Leitung, Stadt Soest)",
        "aendern W12.B streichen",
        "aendern W12 alle Wo: Kreishaus",
    ],
    topic=EVENTS,
    role=Role.ORGANISER,
    changes=True,
    longest=LONGEST,
)
async def alter(net: Network, context: Context, text: str) -> Reply:
    """Change fields of an event, a session or occurrences of a series, or of a Musterlösung."""
    if names_solution(text):
        return await change_lines(net, context, text)
    target = await read_target(net, text, CHANGE)
    if target.slug and fold(target.rest).strip(" .!") in STRIKE:
        struck = await strike_session(net, context, target)
        return await outcome(net, context, "geaendert", target.state.ref, struck, umfang="")
    lines = lines_of(target.rest)
    if target.state.is_draft and not target.slug:
        waiting = await net.waiting.get(target.state.key.removeprefix("chat:"))
        if waiting is not None and waiting.kind in {WAITS, DONE} and "felder" in waiting.data:
            return await correct(net, context, waiting, target.rest, waits=False)
        await change_fields(net, context, target, lines)
        return await read_back(net, context, {"ref": target.state.ref}, waits=False)
    changed = await change_fields(net, context, target, lines)
    return await outcome(net, context, "geaendert", target.ref, changed, umfang=target.scope)


@command(
    "verschieben",
    "move",
    "verlegen",
    args=[Text("Nummer und neue Zeit")],
    help="Eine Veranstaltung verschieben, auch auf unbestimmte Zeit; wer davon weiß, erfährt es",
    examples=[
        MOVE,
        "verschieben W12 um eine Woche",
        "verschieben W12 auf unbestimmte Zeit",
        "verschieben W12 alle 18:30 Uhr",
        "verschieben W12 ab jetzt jeden ersten Mittwoch im Monat, 18 Uhr",
    ],
    topic=EVENTS,
    role=Role.ORGANISER,
    changes=True,
)
async def postpone(net: Network, context: Context, text: str) -> Reply:
    """Give an event another time; a start alone keeps its length."""
    target = await read_target(net, text, MOVE)
    if target.slug:
        raise NotAllowedError(
            "Ein Programmpunkt bekommt seine Zeit mit aendern.", f"aendern {target.ref} Wann: 10-12 Uhr"
        )
    state = target.state
    if state.is_over(context.now):
        raise NotAllowedError(
            f"{state.ref} {state.title} ist schon vorbei. Einen falschen Tag berichtigen Sie mit aendern.",
            f"aendern {state.ref} Wann: 5.12.2025",
        )
    if not target.rest:
        raise NotUnderstoodError("Bitte nennen Sie dahinter die neue Zeit.", MOVE)
    before = await Before.of(net, context, target)
    async with net.audit.recording(context.sender, "verschieben", state.ref, context.now):
        await _move(net, context, target)
    ref, changed = await before.compare(net)
    return await outcome(net, context, "verschoben", ref, changed, umfang=target.scope)


async def _move(net: Network, context: Context, target: Target) -> None:
    state, words = target.state, target.rest
    row = await must_row(net.session, state.ref)
    if fold(words).strip(" .!") in OPEN:
        rows = await rows_of(net, context, target, row)
        for one in rows:
            await put_off(net, one, context.now)
            one.detached = one.detached or not target.scope
        await follow(net, rows, context.now)
        return
    if target.scope:
        rows = await rows_of(net, context, target, row)
        await follow(net, await move_series(net, context, target, rows, to_when(words)), context.now)
        return
    when = _shifted(words, state.when) or new_moment(words, state.when, context.now).when
    last = when.end or when.start
    if last is not None and last <= context.now:
        raise refuse("wann", "Der neue Termin liegt in der Vergangenheit.", MOVE)
    await move(net, row, when, context.now)
    row.detached = row.detached or state.rule is not None
    await follow(net, [row], context.now)


def _shifted(words: str, old: When) -> When | None:
    """Read "um eine Woche", "um 30 Minuten früher"; by the wall clock."""
    match = _SHIFT.fullmatch(words.strip(" ."))
    if match is None or old.start is None:
        return None
    offset = parse_offset(match["much"])
    if offset is None:
        return None
    back = fold(match["way"] or "") in {"nach vorn", "nach vorne", "frueher", "vor"}

    def moved(moment: datetime | None) -> datetime | None:
        if moment is None:
            return None
        wall: Any = moment.replace(tzinfo=None)
        amount = offset if isinstance(offset, relativedelta) else relativedelta(seconds=int(offset.total_seconds()))
        return (wall - amount if back else wall + amount).replace(tzinfo=moment.tzinfo)  # type: ignore[no-any-return]

    return When(moved(old.start), moved(old.end), old.precision, old.zone)


@command(
    "absagen",
    "cancel",
    "absage",
    args=[Text("Nummer und Grund")],
    help="Eine Veranstaltung absagen; wer davon weiß, erfährt es, und erinnert wird nicht mehr",
    examples=[CANCEL, "absagen W12", "absagen W12 ab jetzt Die Reihe ist beendet"],
    topic=EVENTS,
    role=Role.ORGANISER,
    changes=True,
)
async def call_off(net: Network, context: Context, text: str) -> Reply:
    """Call an event off, or what is left of a series."""
    target = await read_target(net, text, CANCEL)
    state = target.state
    if target.slug:
        raise NotAllowedError("Absagen lässt sich nur eine ganze Veranstaltung.", CANCEL)
    if state.is_draft:
        raise NotAllowedError(f"{state.ref} {state.title} ist noch ein Entwurf.", f"verwerfen {state.ref}")
    if state.status == CANCELLED and not target.scope:
        raise NotAllowedError(
            f"{state.ref} {state.title} ist schon abgesagt.", f"verschieben {state.ref} 10.12., 18 Uhr"
        )
    if state.is_over(context.now) and not target.scope:
        raise NotAllowedError(f"{state.ref} {state.title} ist schon vorbei.", "termine")
    words = _WHY.sub("", " ".join(target.rest.split()), count=1)
    reason = strip_private(words)[0].strip(" :,-") or None
    if reason is not None and len(reason) > LONGEST_REASON:
        raise NotUnderstoodError(f"Der Grund ist zu lang, höchstens {LONGEST_REASON} Zeichen sind möglich.", CANCEL)
    row = await must_row(net.session, state.ref)
    async with net.audit.recording(context.sender, "absagen", state.ref, context.now):
        rows = await rows_of(net, context, target, row)
        left = [one for one in rows if one is row or not await forget_unknown(net, one)]
        for one in left:
            one.status, one.status_reason = CANCELLED, reason
        if target.scope:
            await end(net, row)
        await follow(net, left, context.now)
    return await outcome(net, context, "abgesagt", state.ref, (), umfang=target.scope, anzahl=len(rows))


@command(
    "person",
    "personen_eintragen",
    "beteiligte",
    args=[Text("Nummer, Rolle: Name")],
    help="Menschen mit ihrer Rolle bei einer Veranstaltung oder einem Programmpunkt eintragen",
    examples=[PERSON, "person W12 Referat: Eva Muster; Podium: Jan Ott, Ute Berg", "person W12.B ohne Eva Muster"],
    topic=EVENTS,
    role=Role.ORGANISER,
    changes=True,
)
async def people(net: Network, context: Context, text: str) -> Reply:
    """Add people with roles, or take them out."""
    target = await read_target(net, text, PERSON)
    if not target.rest:
        raise NotUnderstoodError("Bitte nennen Sie dahinter Rolle und Name.", PERSON)
    before = await shown(net, target.state.ref)
    off = _OFF.fullmatch(target.rest)
    async with net.audit.recording(context.sender, "person", target.ref, context.now):
        if off is not None:
            roles = await remove_people(net, target.ref, " ".join(off["name"].split()))
            if not roles:
                raise NotUnderstoodError(f"Unter diesem Namen ist bei {target.ref} niemand eingetragen.", PERSON)
        else:
            found = read_people(strip_private(target.rest)[0])
            if not found:
                raise NotUnderstoodError("Bitte nennen Sie dahinter Rolle und Name.", PERSON)
            await add_people(net, target.ref, found, context.now)
        await follow(net, [await must_row(net.session, target.state.ref)], context.now)
    changed = compared(before, await shown(net, target.state.ref))
    return await outcome(net, context, "geaendert", target.ref, changed, umfang="")
