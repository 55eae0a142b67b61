"""How long before an event: "1 Tag vorher", "eine Viertelstunde davor", "am Vorabend um 18 Uhr"."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from dateutil.relativedelta import relativedelta
from dateutil.relativedelta import weekday as relative_weekday

from commands.dates.amounts import Amount, amounts, unit
from commands.dates.clock import Clock, times
from commands.dates.model import DateError
from commands.dates.tokens import Phrase
from commands.dates.words import weekday

Offset = timedelta | relativedelta

_BEFORE = frozenset(["vorher", "davor", "zuvor", "vorab", "eher", "frueher", "fruher"])
_AFTER = frozenset(["danach", "nachher", "spaeter", "spater", "hinterher"])
_EVENT = frozenset(
    """beginn beginns start anfang veranstaltung termin workshop ereignis event treffen sitzung
    konferenz""".split()  # noqa: SIM905  # a list of words reads better
)
_ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)  # offsets don't depend on now
_EVENING = 18 * 60


def parse_offset(text: str) -> Offset | None:
    """Read how long before the start something is due: due = start - offset, at the wall clock; else None.

    After the start ("2 Tage danach") is negative. What names a clock ("am Vorabend um 18 Uhr") is a
    ``relativedelta`` that sets it; "am Vorabend" alone is 18:00. ``DateError`` for a time that can't be.
    """
    phrase = Phrase(text.strip().rstrip("!?.;"), _ANY_DAY, "future")
    if phrase.size > 14:
        return None
    for amount, clock, j in _days(phrase, phrase.skip(0, "jeweils", "immer")):
        if j == phrase.size and (clock is not None or not _is_nothing(amount)):
            return _offset(amount, clock)
        for found, k in times(phrase, phrase.skip(j, ","), dated=True):
            if k == phrase.size and found.end is None and (clock is None or clock.minutes == _EVENING):
                moment = found.start
                if clock is not None and moment.minutes < 12 * 60:  # "am Vorabend um acht"
                    moment = moment._replace(minutes=moment.minutes + 12 * 60)
                return _offset(amount, moment)
    return None


def _is_nothing(amount: Amount | relativedelta) -> bool:
    """Whether it is the bare day of the event, which says no distance without a clock.

    Before version 4 a relativedelta says of anything of another type that it is not unequal to it.
    """
    return isinstance(amount, relativedelta) and amount == relativedelta()


def _offset(amount: Amount | relativedelta, clock: Clock | None) -> Offset:
    if clock is None:
        return amount if isinstance(amount, relativedelta) else amount.delta()
    if clock.fault or clock.minutes >= 24 * 60:
        raise DateError(clock.fault or "Bitte nennen Sie eine Uhrzeit zwischen 0:00 und 23:59.")
    hour, minute = divmod(clock.minutes, 60)
    at = relativedelta(hour=hour, minute=minute, second=0, microsecond=0)
    if isinstance(amount, relativedelta):
        return amount + at
    if amount.minutes:
        raise DateError("Bitte nennen Sie entweder Stunden vorher oder eine Uhrzeit.")
    return relativedelta(months=amount.months, days=amount.days) + at


def _days(phrase: Phrase, i: int) -> Iterator[tuple[Amount | relativedelta, Clock | None, int]]:
    """Read the distance, perhaps with a clock of its own, and the position after it."""
    for amount, j in amounts(phrase, i):
        yield from _side(phrase, amount, j)
    alone = unit(phrase, i)
    if alone and phrase.word(alone[1]) in _BEFORE:  # "Stunde vorher"
        single = {
            "day": Amount(days=1),
            "week": Amount(days=7),
            "hour": Amount(minutes=60),
            "month": Amount(months=1),
            "quarterhour": Amount(minutes=15),
            "threequarterhour": Amount(minutes=45),
        }
        if alone[0] in single:
            yield single[alone[0]], None, alone[1] + 1
    yield from _named(phrase, phrase.skip(i, "am", "zum", "zu", "bei", "beim", "mit"))


def _side(phrase: Phrase, amount: Amount, i: int) -> Iterator[tuple[Amount, None, int]]:
    word = phrase.word(i)
    if word in _BEFORE:
        yield amount, None, i + 1
    elif word == "im" and phrase.word(i + 1) in {"voraus", "vorhinein"}:
        yield amount, None, i + 2
    elif word in _AFTER:
        yield _negative(amount), None, i + 1
    elif word in {"vor", "nach"}:
        j = phrase.skip(i + 1, "dem", "der", "den", "einem")
        if phrase.word(j) in _EVENT:
            j = phrase.skip(j + 1, "der", "des", "vom")
            j = phrase.skip(j, *_EVENT)
            yield (amount if word == "vor" else _negative(amount)), None, j
    else:
        yield amount, None, i


def _negative(amount: Amount) -> Amount:
    return Amount(-amount.months, -amount.days, -amount.minutes)


def _named(phrase: Phrase, i: int) -> Iterator[tuple[Amount | relativedelta, Clock | None, int]]:
    """Read "Vortag", "Vorabend", "Tag davor", "Abend vorher", "selben Tag", "Freitag davor", "Beginn"."""
    word, following = phrase.word(i), phrase.word(i + 1)
    if word == "vortag":
        yield Amount(days=1), None, i + 1
    elif word == "vorabend" or (word == "abend" and following in _BEFORE):
        yield Amount(days=1), Clock(_EVENING), i + (1 if word == "vorabend" else 2)
    elif word in {"tag", "tags"} and following in _BEFORE:
        yield Amount(days=1), None, i + 2
    elif word in {"selben", "gleichen"} and following == "tag":
        yield relativedelta(), None, i + 2
    elif (word == "tag" and following in {"selbst", "selber"}) or word in {"veranstaltungstag", "tag"}:
        if i + (2 if following in {"selbst", "selber"} else 1) < phrase.size:
            yield relativedelta(), None, i + (2 if following in {"selbst", "selber"} else 1)
    elif word in _EVENT and i > 0:
        yield Amount(), None, i + 1
    elif following in _BEFORE and (day := weekday(word)) is not None:
        yield relativedelta(days=1, weekday=relative_weekday(day)(-1)), None, i + 2
