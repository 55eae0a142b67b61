"""Every date of a text at its place, and the spans that the headings of a programme's days make."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from commands.documents.prose.date_words import COUNTY, DATELINE, STAMP_WORDS, WORDS
from commands.documents.prose.layout import Part
from commands.documents.prose.moments import Moment, find_moments
from storage.when import Precision

NEAR, FAR = 40, 160  # characters before and after a date in which words count
SHORT = 90  # characters of a line
FRONT = 60  # characters before the day of a press report
LEAP = 2000  # a year that has every day, for days without one
MOST = 500  # dates of one text that are looked at
APART = 8  # days from the first to the last of an event whose days head its programme


@dataclass(frozen=True, slots=True)
class Mention:
    """A date at its place. ``place`` is that of its part among the others; ``joined``: put together from headings."""

    moment: Moment
    part: Part
    place: int
    joined: bool = False

    @property
    def text(self) -> str:
        """Return the words in which it stands."""
        return self.part.value if self.part.kind == "field" else self.part.text

    @property
    def around(self) -> str:
        """Return these words without the date."""
        return self.text[: self.moment.start] + self.text[self.moment.stop :]

    @property
    def day(self) -> tuple[int | None, int | None]:
        """Return month and day: mentions of the same are one date."""
        return self.moment.month, self.moment.day

    @property
    def is_day(self) -> bool:
        """Tell whether it is exact to the day."""
        return self.moment.precision is Precision.DAY

    @property
    def alone(self) -> bool:
        """Tell whether nothing else stands in its line."""
        return len(self.text) < SHORT and len(re.sub(r"\W+", "", self.around)) < 4

    @property
    def fronts(self) -> bool:
        """Tell whether it stands behind a town in front of a paragraph: "Musterstadt, 5. Mai 2023. Mit …"."""
        start = self.moment.start
        return len(self.text) > SHORT and start < FRONT and DATELINE.fullmatch(self.text[:start]) is not None

    @property
    def stamps(self) -> bool:
        """Tell whether it stands as that of a report or page does: bare, in front of a paragraph, over a county."""
        moment, text = self.moment, self.text
        if not self.is_day or moment.last is not None or moment.weekday is not None or self.part.kind == "field":
            return False
        if len(text) > SHORT:
            return self.fronts
        county = moment.start == 0 and COUNTY.fullmatch(text[moment.stop :]) is not None
        return county or not STAMP_WORDS.sub("", self.around) or WORDS["issue"][0].search(text) is not None

    @property
    def bare(self) -> bool:
        """Tell whether it only stands there, as the day of a page or paper may: no hours, no sentence, one day."""
        moment, text = self.moment, self.text
        if not self.is_day or moment.last is not None or moment.times is not None or self.part.kind == "field":
            return False
        closing = text[: moment.start].rstrip().endswith("(") and re.fullmatch(r"\s*\)\W*", text[moment.stop :])
        return not self.joined and (self.stamps or self.alone or closing is not None)

    @property
    def told(self) -> bool:
        """Tell whether a sentence says that something is or was on that day."""
        if len(self.text) < SHORT or not self.is_day:
            return False
        before, after = self.text[: self.moment.start][-FAR:], self.text[self.moment.stop :][:FAR]
        if any(WORDS[name][0].search(before) for name in ("deadline", "until", "since", "the one after")):
            return False
        return any(WORDS[name][0].search(text) for name in ("takes place", "began") for text in (before, after))


def mentions(parts: list[Part]) -> list[Mention]:
    """Return the dates of a text in order, and behind them the spans of a programme's days."""
    found = [
        Mention(moment, part, place)
        for place, part in enumerate(parts)
        if part.field not in {"skip", "contact"} and not (part.kind == "debris" and part.used)
        for moment in find_moments(part.value if part.kind == "field" else part.text)
    ]
    return [*found[:MOST], *_spans(found[:MOST])]


def _spans(found: list[Mention]) -> Iterator[Mention]:
    """Yield the span from first to last of days that follow each other, each in a short line of its own."""
    days = {one.day: one for one in reversed(found) if _is_head(one)}
    run: list[Mention] = []
    for one in [*sorted(days.values(), key=_number), None]:
        if one is not None and run and _number(one) - _number(run[-1]) == 1:
            run.append(one)
            continue
        if len(run) > 1 and _number(run[-1]) - _number(run[0]) <= APART:
            yield replace(run[0], moment=_joined(run[0].moment, run[-1].moment), joined=True)
        run = [] if one is None else [one]


def _joined(first: Moment, last: Moment) -> Moment:
    assert last.month is not None
    assert last.day is not None
    year = first.year or last.year
    until = (year, last.month, last.day)
    return replace(first, year=year, last=until, last_weekday=last.weekday, times=None)


def _is_head(one: Mention) -> bool:
    return (
        one.is_day
        and one.moment.last is None
        and one.moment.exists(LEAP)
        and len(one.around) < NEAR
        and one.part.kind != "debris"
    )


def _number(one: Mention) -> int:
    return replace(one.moment, year=LEAP).day_in(LEAP).toordinal()
