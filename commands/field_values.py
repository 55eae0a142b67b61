"""What stands behind the labels: from the words of a field to the values that are stored."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from commands.dates import DateError, find_period, parse_when, read_recurrence
from commands.errors import NotUnderstoodError
from commands.fields import LABELS
from commands.words import fold, quote, squeeze
from storage.privacy import strip_private
from storage.when import Precision, When

TEXTS: Mapping[str, tuple[str, int]] = {
    "titel": ("title", 300),
    "untertitel": ("motto", 300),
    "wo": ("place", 300),
    "art": ("kind", 80),
    "beschreibung": ("description", 6000),
    "online": ("online_link", 1000),
    "reihe": ("series", 300),
    "reihennummer": ("series_number", 20),
    "zielgruppe": ("target_group", 300),
    "kosten": ("fee", 100),
    "kontakt": ("contact", 300),
    "barrierefreiheit": ("accessibility", 2000),
}
LISTS = {"themen": "topics", "veranstalter": "organisers"}
MOST_IN_LIST, LONGEST_IN_LIST = 20, 200
_MODE_WORDS = {
    "vor Ort": ("vor Ort", "Präsenz", "in Präsenz", "Präsenzveranstaltung", "präsent"),
    "online": ("online", "digital", "virtuell", "Videokonferenz", "per Videokonferenz", "Online-Veranstaltung"),
    "hybrid": ("hybrid", "hybride Veranstaltung", "vor Ort und online", "online und vor Ort"),
}
NOTHING = frozenset({"", "-", "–", "keine", "keiner", "kein", "leer", "nichts", "entfernen", "loeschen", "weg"})
_MEETING = re.compile(r"bbb|bigbluebutton|zoom\.|teams\.|webex|jitsi|meet[.-]|/meet|konferenz|gotomeet", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_COUNT = re.compile(
    r"\D{0,20}?(\d{1,3}(?:\.\d{3})+|\d{1,6})\s*(?:plätze|platz|personen|teilnehmende|leute|p\.)?\.?", re.IGNORECASE
)
_TOWARDS = re.compile(r"(?:nach|zu[mr]?|auf(?:\s+den|\s+die)?|am)\s+(?=\S)", re.IGNORECASE)
_SAME_HOURS = re.compile(
    r"[\s,;]+(?:(?:zur|um\s+die)\s+)?(?:(?:gleichen?|selben?|dieselbe|derselben)\s+(?:uhr)?zeit|"
    r"(?:die\s+)?(?:uhr)?zeit(?:en)?\s+(?:bleib(?:t|en)(?:\s+gleich)?|wie\s+(?:bisher|gehabt|immer|geplant)))[\s.!]*$",
    re.IGNORECASE,
)
_RECURS = re.compile(
    r"\b(?:jede[nrsm]?|alle[n]?|täglich\w*|\w*wöch\w*|\w*monatlich\w*|\w*jährlich\w*|\w+tags|\d+-täg\w*|quartalsweise|"
    r"einmal)\b",
    re.IGNORECASE,
)
_TWO_DAYS = re.compile(r"\d{1,2}\.\s*(?:\d|[a-zäöü])", re.IGNORECASE)
_ONLY_HOURS = re.compile(
    r"(?:um|von|ab)?\s*\d{1,2}(?:[:.]\d{2})?\s*(?:uhr)?(?:\s*(?:-|–|bis)\s*\d{1,2}(?:[:.]\d{2})?\s*(?:uhr)?)?",
    re.IGNORECASE,
)
EARLY = 17  # o'clock: what begins before does not go on over midnight


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, and the rule (RFC 5545 RRULE, wall time) if it comes again."""

    when: When
    rule: str | None = None


def _letters(words: str) -> str:
    return "".join(sign for sign in squeeze(words) if sign.isalnum())


_MODES = {_letters(word): mode for mode, words in _MODE_WORDS.items() for word in words}


def mode_of(words: str) -> str | None:
    """Return the format that words name: vor Ort, online or hybrid."""
    return _MODES.get(_letters(words))


def refuse(name: str, why: str, example: str | None = None) -> NotUnderstoodError:
    """Return the error for a field."""
    return NotUnderstoodError(f"{LABELS[name]}: {why}", example)


class FieldReader:
    """Reads the fields of one text; ``stripped`` counts private addresses and numbers that were left out."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self.stripped = 0

    def values(self, name: str, text: str) -> dict[str, Any]:
        """Return what a field says, by the names of the store. Dates and programmes are read elsewhere."""
        words = self._clean(text)
        if name in TEXTS:
            return self._text(name, words)
        if name in LISTS:
            return {LISTS[name]: self._list(name, words)}
        match name:
            case "format":
                return {"mode": self._mode(words)}
            case "plaetze":
                return {"capacity": self._count(words)}
            case "link":
                return self._link(words)
            case "anmeldung":
                return self._registration(words)
        raise KeyError(name)

    def _clean(self, text: str) -> str:
        shorter, count = strip_private(text)
        self.stripped += count
        return shorter.strip()

    @staticmethod
    def _text(name: str, words: str) -> dict[str, Any]:
        column, longest = TEXTS[name]
        text = words if name in {"beschreibung", "barrierefreiheit"} else " ".join(words.split())
        if len(text) > longest:
            raise refuse(name, f"Das ist zu lang, höchstens {longest} Zeichen sind möglich.")
        empty = fold(text) in NOTHING or not any(sign.isalnum() for sign in text)
        if empty and name == "titel":
            raise refuse(name, "Ein Titel braucht Worte.", "neu Stammtisch am 3. Dezember, 18-20 Uhr, in Soest")
        return {column: None if empty else _unquoted(text) if name == "titel" else text}

    @staticmethod
    def _list(name: str, words: str) -> list[str]:
        if fold(words) in NOTHING:
            return []
        parts = [part.strip(" -•*\t") for part in re.split(r"[,;\n]", words)]
        parts = list(dict.fromkeys(part for part in parts if any(sign.isalnum() for sign in part)))
        if len(parts) > MOST_IN_LIST or any(len(part) > LONGEST_IN_LIST for part in parts):
            raise refuse(name, f"Möglich sind höchstens {MOST_IN_LIST} Angaben mit je {LONGEST_IN_LIST} Zeichen.")
        return parts

    @staticmethod
    def _mode(words: str) -> str | None:
        if fold(words) in NOTHING:
            return None
        mode = mode_of(words)
        if mode is None:
            raise refuse(
                "format", f"„{quote(words, 40)}“ ist hier nicht möglich. Möglich ist: vor Ort, online, hybrid."
            )
        return mode

    @staticmethod
    def _count(words: str) -> int | None:
        if fold(words) in NOTHING or fold(words) in {"unbegrenzt", "unbeschraenkt"}:
            return None
        match = _COUNT.fullmatch(words)
        count = int(match[1].replace(".", "")) if match else 0
        if not count:
            raise refuse("plaetze", f"„{quote(words, 40)}“ ist keine Zahl. Schreiben Sie zum Beispiel „Plätze: 25“.")
        return count

    @staticmethod
    def _link(words: str) -> dict[str, Any]:
        if fold(words) in NOTHING:
            return {"url": None}
        address = _address("link", words)
        return {"online_link" if _MEETING.search(address) else "url": address}

    def _registration(self, words: str) -> dict[str, Any]:
        """Read where people sign up, until when, or both."""
        if fold(words) in NOTHING:
            return {"registration_url": None, "registration_deadline": None}
        found: dict[str, Any] = {}
        address = _ADDRESS.search(words)
        if address:
            found["registration_url"] = _address("anmeldung", address[0])
            words = f"{words[: address.start()]} {words[address.end() :]}".strip(" ,;")
        if words:
            try:
                period, rest = find_period(words, self._now, "future")
            except DateError as error:
                raise refuse("anmeldung", str(error)) from error
            if period is not None and period.end is not None and not rest.strip(" .,"):
                found["registration_deadline"] = period.end
            elif period is not None and period.start is not None and not rest.strip(" .,"):
                found["registration_deadline"] = period.start
            elif not address:
                raise refuse("anmeldung", "Bitte nennen Sie eine Adresse, die mit https:// beginnt, oder „bis 1.12.“.")
        return found


def _address(name: str, words: str) -> str:
    address = words.strip("<>()[] ")
    if "://" not in address and re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", address):
        address = f"https://{address}"
    if not _ADDRESS.fullmatch(address) or len(address) > 1000:
        raise refuse(name, "Eine Adresse beginnt mit https:// und enthält keine Leerzeichen.")
    return address


def _unquoted(text: str) -> str:
    match = re.fullmatch(r"[\"„“»«](.+)[\"“”»«]", text)
    return match[1].strip() if match else text


def read_moment(text: str, now: datetime, recurs: str | None = None) -> Moment:
    """Read "Wann", with "Wiederholung" beside it if there is one. Raises for what is no date."""
    words = " ".join(text.split())
    try:
        if recurs:
            return _recurring(words, " ".join(recurs.split()), now)
        found = read_recurrence(words, now) if _RECURS.search(words) else None
        if found is not None:
            return _moment_of(found, now)
        return Moment(checked(words, parse_when(words, now)))
    except DateError as error:
        raise refuse("wann", str(error)) from error


def checked(words: str, when: When) -> When:
    """Refuse an end that lies before the beginning of the same day, which could be read as one of the next day."""
    if when.precision is not Precision.MINUTE or when.start is None or when.end is None:
        return when
    over_night = when.end.date() == when.start.date() + timedelta(days=1) and when.end.time() <= when.start.time()
    if over_night and when.end.hour and when.start.hour < EARLY and len(_TWO_DAYS.findall(words)) < 2:
        raise DateError("Das Ende liegt vor dem Beginn. Bitte prüfen Sie die Uhrzeiten.")
    return when


def _moment_of(found: Any, now: datetime) -> Moment:
    start = found.rule[0]
    zone = str(now.tzinfo)
    if start.tzinfo is None:
        start = start.replace(tzinfo=now.tzinfo)
    if not found.timed:
        return Moment(When(start, start + timedelta(days=1), Precision.DAY, zone), rule_text(found.rule))
    end = (start.replace(tzinfo=None) + found.length).replace(tzinfo=start.tzinfo) if found.length else None
    return Moment(When(start, end, Precision.MINUTE, zone), rule_text(found.rule))


def rule_text(rule: Any) -> str:
    """Write an rrule as RFC 5545 does, without its start."""
    return next(line for line in str(rule).split("\n") if line.startswith("RRULE:")).removeprefix("RRULE:")


def _recurring(words: str, recurs: str, now: datetime) -> Moment:
    """Put "Wann: 1.12.2026, 9-10 Uhr" and "Wiederholung: monatlich" together."""
    first = checked(words, parse_when(words, now)) if words else None
    if first is None:
        found = read_recurrence(recurs, now)
        if found is None:
            raise DateError(_not_recurring(recurs))
        return _moment_of(found, now)
    if first.start is None or first.precision not in {Precision.MINUTE, Precision.DAY}:
        raise DateError("Für eine Wiederholung brauche ich den Tag des ersten Termins.")
    before = min(now, first.start - timedelta(minutes=1))
    found = None
    error: DateError | None = None
    for phrase in (f"{recurs} ab {first.start:%d.%m.%Y}", recurs):
        try:
            found = found or read_recurrence(phrase, before)
        except DateError as refused:
            error = error or refused
    if found is None:
        raise error or DateError(_not_recurring(recurs))
    if found.rule[0].date() != first.start.date():
        raise DateError(
            f"Nach der Wiederholung „{quote(recurs, 60)}“ ist der erste Termin nicht der unter „Wann“ genannte Tag."
        )
    return Moment(first, rule_text(found.rule))


def _not_recurring(words: str) -> str:
    return f"„{quote(words, 60)}“ ist keine Wiederholung. Schreiben Sie zum Beispiel „jeden ersten Dienstag im Monat“."


def to_when(words: str) -> str:
    """Return where an event is moved, without the word before: "auf den 15.1." is "15.1."."""
    return _TOWARDS.sub("", words, count=1)


def new_moment(text: str, old: When, now: datetime) -> Moment:
    """Read another date for an event: hours alone keep its day, a start alone keeps its length.

    "auf den 15.1., gleiche Zeit" is "15.1.": a day alone keeps the hours anyway.
    """
    words = " ".join(text.split())
    words = _SAME_HOURS.sub("", to_when(words)) or words
    exact = old.start is not None and old.precision in {Precision.MINUTE, Precision.DAY}
    if exact and old.start is not None and _ONLY_HOURS.fullmatch(words) and not re.fullmatch(r"\d{1,2}\.\d{2}", words):
        words = f"{old.start:%d.%m.%Y} {words}"
    moment = read_moment(words, now)
    when = moment.when
    if when.precision is Precision.DAY and old.precision is Precision.MINUTE and _one_day(when):
        assert when.start is not None
        assert old.start is not None
        start = when.start.replace(hour=old.start.hour, minute=old.start.minute)
        when = When(start, None, Precision.MINUTE, when.zone, when.as_written)
    if when.precision is Precision.MINUTE and when.end is None and old.precision is Precision.MINUTE:
        when = _as_long(when, old)
    return Moment(when, moment.rule)


def _as_long(when: When, old: When) -> When:
    """Give a date the length of another, by the wall clock."""
    if when.start is None or old.start is None or old.end is None:
        return when
    length = old.end.replace(tzinfo=None) - old.start.replace(tzinfo=None)
    end = (when.start.replace(tzinfo=None) + length).replace(tzinfo=when.start.tzinfo)
    return When(when.start, end, when.precision, when.zone, when.as_written)


def _one_day(when: When) -> bool:
    assert when.start is not None
    return when.end is None or (when.end - when.start) < timedelta(hours=26)


def recurrence_words(words: str) -> bool:
    """Whether words may say that something comes again."""
    return _RECURS.search(words) is not None
