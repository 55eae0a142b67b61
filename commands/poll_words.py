"""How a poll is written: ``Frage | Antwort | Antwort … | bis 15 Uhr``, or a scale: ``Frage? 1-5``."""

import re
from dataclasses import dataclass
from datetime import datetime

from commands.dates import find_period
from commands.errors import NotUnderstoodError
from commands.words import quote, squeeze
from storage.polls import FEWEST, MOST

EXAMPLE = "umfrage Wann passt es Ihnen? | Montag | Dienstag | bis 15 Uhr"
LONGEST_QUESTION, LONGEST_ANSWER = 340, 200  # characters that clients show
_CLOSING = re.compile(r"(?:^|(?<=[\s,;(]))bis\s", re.IGNORECASE)
_RANGE = re.compile(r"(?:skala\s*(?:von\s*)?:?\s*)?(\d{1,3})\s*(?:-|–|bis|\.\.)\s*(\d{1,3})", re.IGNORECASE)
_RANGE_LAST = re.compile(rf"(?P<question>.*?\S)[\s:(]+(?P<range>{_RANGE.pattern})\)?\s*", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class PollWords:
    """What was read. ``closes_at`` is aware."""

    question: str
    answers: tuple[str, ...]
    is_scale: bool
    closes_at: datetime | None


def read_closing(text: str, now: datetime) -> tuple[datetime | None, str]:
    """Split "bis 15 Uhr" off the end of a text. Raises for a moment that is past or does not exist."""
    for match in reversed(list(_CLOSING.finditer(text))[-3:]):
        try:
            period, rest = find_period(text[match.start() :].rstrip(" )"), now)
        except ValueError as error:
            raise NotUnderstoodError(str(error), EXAMPLE) from error
        if period is None or period.start is not None or period.end is None or rest.strip():
            continue
        if period.end <= now:
            raise NotUnderstoodError("Das Ende der Umfrage liegt in der Vergangenheit.", EXAMPLE)
        return period.end, text[: match.start()].rstrip(" ,;(")
    return None, text


def read_poll(text: str, now: datetime) -> PollWords:
    """Read a poll. Raises :class:`NotUnderstoodError` for one without a question or with too few or many answers."""
    parts = [" ".join(part.split()) for part in re.split(r"[|\n]", text)]
    parts = [part for part in parts if part]
    closes_at = None
    for place in dict.fromkeys((len(parts) - 1, 0)):
        if parts and closes_at is None:
            closes_at, parts[place] = read_closing(parts[place], now)
    parts = [part for part in parts if part]
    if not parts:
        raise NotUnderstoodError("Bitte schreiben Sie die Frage und dahinter die Antworten.", EXAMPLE)
    question, answers, is_scale = _scale(parts)
    _check(question, answers, is_scale=is_scale)
    return PollWords(question, answers, is_scale, closes_at)


def _scale(parts: list[str]) -> tuple[str, tuple[str, ...], bool]:
    match = _RANGE_LAST.fullmatch(parts[0]) if len(parts) == 1 else None
    found = _RANGE.fullmatch(match["range"]) if match else None
    if match and found:
        return match["question"].strip(), _steps(found), True
    if len(parts) == 2 and (found := _RANGE.fullmatch(parts[1])):
        return parts[0], _steps(found), True
    return parts[0], tuple(parts[1:]), False


def _steps(found: re.Match[str]) -> tuple[str, ...]:
    first, last = int(found[1]), int(found[2])
    if last <= first or last - first >= MOST:
        raise NotUnderstoodError(
            f"Eine Skala geht von einer kleineren zu einer größeren Zahl und hat höchstens {MOST} Stufen.",
            "umfrage Wie aktiv sind wir? 1-5",
        )
    return tuple(str(step) for step in range(first, last + 1))


def _check(question: str, answers: tuple[str, ...], *, is_scale: bool) -> None:
    if not any(sign.isalnum() for sign in question):
        raise NotUnderstoodError("Es fehlt die Frage.", EXAMPLE)
    if not FEWEST <= len(answers) <= MOST:
        here = {0: "steht keine", 1: "steht eine"}.get(len(answers), f"stehen {len(answers)}")
        raise NotUnderstoodError(f"Eine Umfrage hat {FEWEST} bis {MOST} Antworten, hier {here}.", EXAMPLE)
    if len(question) > LONGEST_QUESTION:
        raise NotUnderstoodError(f"Die Frage ist zu lang, höchstens {LONGEST_QUESTION} Zeichen sind möglich.")
    if any(len(answer) > LONGEST_ANSWER for answer in answers):
        raise NotUnderstoodError(f"Eine Antwort ist zu lang, höchstens {LONGEST_ANSWER} Zeichen sind möglich.")
    seen: set[str] = set()
    for answer in answers:
        if (spelling := squeeze(answer)) in seen and not is_scale:
            raise NotUnderstoodError(f"Die Antwort „{quote(answer)}“ steht zweimal da.", EXAMPLE)
        seen.add(spelling)


def chosen(text: str, answers: tuple[str, ...], *, is_scale: bool) -> int | None:
    """Return which answer a reply in words means: its number in the list, or its words; ``None`` for anything else.

    On a scale a number is the step itself.
    """
    line = " ".join(text.split()).strip(" .,!?)(#")
    spelled = {squeeze(answer): number for number, answer in enumerate(answers)}
    if squeeze(line) in spelled:
        return spelled[squeeze(line)]
    match = re.fullmatch(r"(?:antwort|nr\.?|nummer)?\s*(\d{1,2})", line, re.IGNORECASE)
    if match is None or is_scale:
        return None
    number = int(match[1]) - 1
    return number if 0 <= number < len(answers) else None
