"""How far from today: "in drei Wochen", "vor zwei Monaten", "in einer halben Stunde", "heute in acht Tagen"."""

from datetime import UTC

from commands.dates import almanac
from commands.dates.absolute import Found
from commands.dates.amounts import Amount, amounts, single
from commands.dates.spans import DAY, Span, days, moment
from commands.dates.tokens import Phrase
from commands.dates.words import RELATIVE, WEEKDAY_SHORT, weekday
from storage.when import Precision


def relative(phrase: Phrase, i: int) -> tuple[int, int] | None:
    """Read "nächste", "letzten", "über nächste" as steps."""
    word = phrase.word(i)
    if word in {"ueber", "uber"} and RELATIVE.get(phrase.word(i + 1)) == 1:
        return 2, i + 2
    if word == "vor" and RELATIVE.get(phrase.word(i + 1)) == -1:
        return -2, i + 2
    steps = RELATIVE.get(word)
    return None if steps is None else (steps, i + 1)


def weekday_at(phrase: Phrase, i: int) -> tuple[int, int, bool] | None:
    """Read a weekday: number, position after it, and whether it may stand alone ("So" may not always)."""
    word = phrase.word(i)
    if len(word) == 2 and word in WEEKDAY_SHORT:
        j = phrase.skip(i + 1, ".")
        marked = phrase.word(i + 1) in {"-", "/", "bis"} or phrase.number(j) is not None
        marked = marked or (phrase.word(i - 1) in {"-", "/", "am", "bis", "ab"} and phrase.tokens[i].capital)
        marked = marked or (not phrase.within and (j > i + 1 or phrase.tokens[i].capital))
        return WEEKDAY_SHORT[word], j, marked
    number = weekday(word)
    return None if number is None else (number, i + 1, True)


def weeks_in(phrase: Phrase, i: int, amount: Amount) -> int | None:
    """Give the days of whole weeks; "acht Tage" in words is one week, "vierzehn Tage" two."""
    if amount.months or amount.minutes:
        return None
    if amount.days == 8 and phrase.word(i) == "acht":
        return 7
    return amount.days if amount.days % 7 == 0 else None


def from_a_day(phrase: Phrase, base: Span, i: int) -> Found:
    """Read "heute", "heute in einer Woche", "morgen in acht Tagen", "heute vor einem Jahr"."""
    if phrase.word(i) in {"in", "vor"}:
        for amount, j in single(phrase, i + 1):
            if amount.minutes:
                continue
            count = weeks_in(phrase, i + 1, amount)
            shift = amount if count is None else Amount(days=count)
            yield moved(base, shift, back=phrase.word(i) == "vor"), j
    yield base, i


def moved(base: Span, amount: Amount, *, back: bool = False) -> Span:
    """Give the day so much later or earlier."""
    assert base.start is not None
    start = base.start - amount.delta() if back else base.start + amount.delta()
    return days(start)


def distance(phrase: Phrase, i: int) -> Found:
    """Read "in drei Wochen", "vor zwei Monaten", "in einer halben Stunde", "innerhalb von zwei Wochen"."""
    word = phrase.word(i)
    if word in {"innerhalb", "binnen"}:
        j = phrase.skip(i + 1, "von", "der")
        step = relative(phrase, j)
        for amount, k in single(phrase, step[1] if step and step[0] == 1 else j):
            yield ahead(phrase, amount), k
        return
    for amount, j in amounts(phrase, i + 1):
        found = _away(phrase, amount, back=word == "vor")
        yield found, j
        if amount.days and amount.days % 7 == 0 and not amount.months and not amount.minutes:
            day = weekday_at(phrase, phrase.skip(j, "am", ","))
            if day and day[2]:
                assert found.start is not None
                yield almanac.weekday_in(almanac.week_of(found.start), day[0]), day[1]


def _away(phrase: Phrase, amount: Amount, *, back: bool) -> Span:
    delta = -amount.delta() if back else amount.delta()
    if not amount.is_time:
        return days(phrase.today + delta)
    if amount.days or amount.months:
        return moment(phrase.wall + delta)
    aware = (phrase.now.astimezone(UTC) + delta).astimezone(phrase.now.tzinfo)
    return moment(aware)


def ahead(phrase: Phrase, amount: Amount) -> Span:
    """From today on (hours: from now on) for a time."""
    if amount.is_time:
        return Span(phrase.wall, phrase.wall + amount.delta(), Precision.MINUTE)
    return Span(phrase.today, phrase.today + amount.delta(), Precision.DAY, name=None)


def behind(phrase: Phrase, amount: Amount) -> Span:
    """For a time until today, today included (hours: until now)."""
    if amount.is_time:
        return Span(phrase.wall - amount.delta(), phrase.wall, Precision.MINUTE)
    return Span(phrase.today - amount.delta(), phrase.today + DAY, Precision.DAY)
