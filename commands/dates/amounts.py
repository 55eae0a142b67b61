"""Amounts of time: "drei Wochen", "eine halbe Stunde", "1,5 Stunden", "ein Vierteljahr"."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from commands.dates.tokens import Phrase
from commands.dates.words import CARDINALS, UNITS, inflected, spelt

_FRACTIONS = inflected({"halb": 0.5}) | spelt(
    {
        "anderthalb eineinhalb einundeinhalb": 1.5,
        "zweieinhalb": 2.5,
        "dreieinhalb": 3.5,
        "viertel": 0.25,
        "dreiviertel": 0.75,
    }
)
_MINUTES = {"minute": 1, "hour": 60, "quarterhour": 15, "threequarterhour": 45}
_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


@dataclass(frozen=True, slots=True)
class Amount:
    """Months, days and minutes; each may be zero."""

    months: int = 0
    days: int = 0
    minutes: int = 0

    @property
    def is_time(self) -> bool:
        """Tell whether it leads to a moment rather than to a day."""
        return self.minutes != 0 or (self.months == 0 and self.days == 0)

    def delta(self) -> timedelta | relativedelta:
        """Give what can be added to a date."""
        if self.months:
            return relativedelta(months=self.months, days=self.days, minutes=self.minutes)
        return timedelta(days=self.days, minutes=self.minutes)

    def __add__(self, other: "Amount") -> "Amount":
        """Give both together."""
        return Amount(self.months + other.months, self.days + other.days, self.minutes + other.minutes)


def cardinal(phrase: Phrase, i: int) -> int | None:
    """Read a whole number in digits or words."""
    number = phrase.number(i)
    return number if number is not None else CARDINALS.get(phrase.word(i))


def _count(phrase: Phrase, i: int) -> Iterator[tuple[float, int]]:
    """Read how many: "drei", "3", "1,5", "eine halbe", "anderthalb", "ein und einer halben"."""
    word = phrase.word(i)
    if word in _FRACTIONS:
        yield _FRACTIONS[word], i + 1
    whole = cardinal(phrase, i)
    if whole is None:
        return
    if whole == 1 and phrase.word(i + 1) in _FRACTIONS:
        yield _FRACTIONS[phrase.word(i + 1)], i + 2
    if phrase.word(i + 1) in {",", "."} and phrase.glued(i + 1, phrase.word(i + 1)) and phrase.at(i + 2).glued:
        decimals = phrase.number(i + 2)
        if decimals is not None and phrase.at(i + 2).width <= 2:
            yield float(f"{whole}.{phrase.tokens[i + 2].text}"), i + 3
    yield whole, i + 1


def _of(count: float, unit: str) -> Amount | None:
    """Give count times unit, if that comes out even."""
    for table, field in ((_MINUTES, "minutes"), (_DAYS, "days"), (_MONTHS, "months")):
        if unit in table:
            number = count * table[unit]
            if number > 100_000:
                return None
            if number == int(number):
                return Amount(**{field: int(number)})
            return Amount(minutes=int(number * 1440)) if unit == "day" else None
    return None


def unit(phrase: Phrase, i: int) -> tuple[str, int] | None:
    """Read the word of a unit, with the point of an abbreviation."""
    name = UNITS.get(phrase.word(i))
    if name is None:
        return None
    short = phrase.word(i) in {"std", "min", "h", "wo"}
    return name, phrase.skip(i + 1, ".") if short else i + 1


def single(phrase: Phrase, i: int) -> Iterator[tuple[Amount, int]]:
    """Read one amount with its unit."""
    for count, j in _count(phrase, i):
        k = phrase.skip(j, "-")  # "14-Tage"
        found = unit(phrase, k)
        if found is None:
            continue
        amount = _of(count, found[0])
        if amount is not None:
            yield amount, found[1]


def amounts(phrase: Phrase, i: int) -> Iterator[tuple[Amount, int]]:
    """Read one amount or several in a row: "1 Stunde und 30 Minuten"."""
    for first, j in single(phrase, i):
        for more, k in single(phrase, phrase.skip(j, "und", ",")):
            yield first + more, k
        yield first, j
