"""What stands in an action item: the text, who does it, until when ("Vertrag prüfen @Anna bis Freitag")."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from commands.dates import DateError, Period, parse_period
from commands.errors import NotUnderstoodError
from commands.words import fold
from storage.noting import Duty
from storage.when import Precision, When

EXAMPLE = "massnahme W9 Vertrag prüfen @Stadt Soest bis Freitag"
MOST_TIME_WORDS = 7  # of a time behind "bis"
MOST_WORDS = 5  # of somebody's name behind an @
_UNTIL = re.compile(r"(?:^|(?<=[\s,;(]))(?:bis|fällig|faellig|Frist)\b:?\s+(?:spätestens\s+)?", re.IGNORECASE)
_WORD = re.compile(r"\S+")
_SPAN_BEGINS = re.compile(r"\bvon\s+\S+\s*$", re.IGNORECASE)
_FORWORD = re.compile(r"(?:zum|zur|zu den|am|spätestens)\s+", re.IGNORECASE)
_VAGUE = re.compile(
    r"(?:in|im|innerhalb|binnen|während|nach|vor|bis)\b.*\b(?:tag|woche|monat|jahr|quartal|halbjahr|sommer|herbst|"
    r"winter|frühjahr|frühling|ferien|workshop|treffen|sitzung|konferenz|akademie|wahl|haushalt|zeit)\w*"
    r"(?: und (?:tagen|wochen|monaten|jahren))?"
    r"|demnächst|zeitnah|kurzfristig|mittelfristig|langfristig|baldmöglichst|bald|so bald wie möglich|laufend",
    re.IGNORECASE,
)
_VAGUE_AT_END = re.compile(
    r"(?:^|[\s,;(])(?P<time>(?:in|im|innerhalb|binnen)\s+(?:den|der|dem|des)?\s?(?:nächst|kommend|folgend)\w*\s+"
    r"(?:tag|woche|monat|jahr|quartal|halbjahr)\w*(?:\s+und\s+\w+)?|demnächst|zeitnah|kurzfristig)"
    r"[.)]*$",
    re.IGNORECASE,
)
_MATRIX_LINK = re.compile(r"\[(?P<name>[^\]\n]{1,80})\]\(https://matrix\.to/#/(?P<id>@[^\s)?]{3,255})[^)]*\)")
_MATRIX_ID = re.compile(r"(?<![\w@])@[a-z0-9._=/+-]{1,100}:[\w.-]+(?::\d+)?", re.IGNORECASE)
_AT = re.compile(r"(?<![\w@])@(?=\w)")
_ME = frozenset({"ich", "mir", "mich", "me"})


@dataclass(frozen=True, slots=True)
class Task:
    """An action item as it was written."""

    text: str
    duty: Duty


def read_task(
    words: str,
    now: datetime,
    *,
    people: Mapping[str, str],
    sender: str,
    zone: str,
    sender_name: str | None = None,
    strict: bool = True,
) -> Task:
    """Read an action item. ``people``: shown names of those mentioned, to their Matrix ids.

    ``sender_name``: the shown name of whoever wrote it, where it says "@ich".

    Raises :class:`NotUnderstoodError` for a date that does not exist or is over; without ``strict`` (somebody else
    wrote it) such words are kept as written.
    """
    text, due = _due(words, now, zone, strict=strict)
    text, name, matrix_id = _responsible(text, people, sender, sender_name)
    if due is None:  # behind the name
        text, due = _vague(text.strip(), zone)
    text = re.sub(r" (?=[.,;])", "", " ".join(text.split())).strip(" ,;:–-")
    if not text:
        raise NotUnderstoodError("Bitte schreiben Sie dazu, was zu tun ist.", EXAMPLE)
    return Task(text, Duty(name, matrix_id, due))


def _due(words: str, now: datetime, zone: str, *, strict: bool) -> tuple[str, When | None]:
    for match in reversed(list(_UNTIL.finditer(words))):
        before, after = words[: match.start()], words[match.end() :]
        if _SPAN_BEGINS.search(before):
            continue
        parts = list(_WORD.finditer(after))[:MOST_TIME_WORDS]
        for last in reversed(parts):  # the verb may stand behind the time: "bis Freitag fertigstellen"
            phrase = after[: last.end()].strip(" ,;:()\n")
            due = None if "@" in phrase else _read(phrase, now, zone, strict=strict)
            due = due or (None if "@" in phrase else _read(phrase.rstrip("."), now, zone, strict=strict))
            if due is not None:
                return f"{before.rstrip(' ,;(')} {after[last.end() :].lstrip(' .,;)')}", due
    return _vague(words, zone)


def _vague(words: str, zone: str) -> tuple[str, When | None]:
    """Split off a time at the end that has no date ("in den nächsten Wochen"): it is kept as written."""
    vague = _VAGUE_AT_END.search(words)
    if vague is None:
        return words, None
    return words[: vague.start()], When(None, None, Precision.OPEN, zone, vague["time"])


def _read(phrase: str, now: datetime, zone: str, *, strict: bool) -> When | None:
    try:
        period = parse_period(phrase, now, "future") or parse_period(_FORWORD.sub("", phrase, count=1), now, "future")
    except DateError as error:
        if strict:
            raise NotUnderstoodError(str(error), EXAMPLE) from error
        return When(None, None, Precision.OPEN, zone, f"bis {phrase}")
    if period is None:
        is_vague = _VAGUE.fullmatch(f"bis {phrase}") or _VAGUE.fullmatch(phrase)
        return When(None, None, Precision.OPEN, zone, f"bis {phrase}") if is_vague else None
    due = _deadline(period, phrase, zone)
    last = due.end or due.start
    if strict and last is not None and last <= now:
        raise NotUnderstoodError(f"„{phrase}“ ist schon vorbei.", EXAMPLE)
    return due


def _deadline(period: Period, phrase: str, zone: str) -> When:
    """Turn a time into a deadline: the last day of a span, the month where only that is named."""
    start, end = period.start or period.end, period.end
    if period.precision is Precision.MINUTE or start is None or end is None:
        return When(start, None, period.precision, zone)
    coarse = period.precision in {Precision.MONTH, Precision.SEASON, Precision.YEAR}
    is_one_month = period.precision is not Precision.MONTH or end - start <= timedelta(days=32)
    if coarse and period.start is not None and is_one_month and "ende" not in fold(phrase):
        return When(start, end, period.precision, zone)
    last = (end - timedelta(hours=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return When(last, (last + timedelta(days=1)).replace(hour=0), Precision.DAY, zone)


def _responsible(
    text: str, people: Mapping[str, str], sender: str, sender_name: str | None
) -> tuple[str, str | None, str | None]:
    if link := _MATRIX_LINK.search(text):
        return _cut(text, link.start(), link.end()), link["name"].lstrip("@"), link["id"]
    if literal := _MATRIX_ID.search(text):
        return _cut(text, literal.start(), literal.end()), literal[0][1:].partition(":")[0], literal[0]
    for name in sorted(people, key=len, reverse=True):
        if found := re.search(rf"(?<!\w)@?{re.escape(name)}(?!\w)", text):
            return _cut(text, found.start(), found.end()), name.lstrip("@"), people[name]
    at = _AT.search(text)
    if at is None:
        return text, None, None
    words = re.split(r"(?<=[,;.])\s|\n", text[at.end() :].strip())[0].split()
    first = not text[: at.start()].strip()
    name = " ".join(words[:1] if first else words[:MOST_WORDS]).rstrip(",;.")
    rest = text[at.end() :].strip()[len(name) :]
    if fold(name) in _ME:
        return f"{text[: at.start()]} {rest}", sender_name or sender[1:].partition(":")[0], sender
    return f"{text[: at.start()]} {rest}", name, None


def _cut(text: str, start: int, end: int) -> str:
    return f"{text[:start]} {text[end:]}"
