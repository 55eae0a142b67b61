"""Years that a text says apart from the day: in its title, in hashtags, in the name of its file, beside other days."""

import re
from collections.abc import Iterable

from commands.documents.prose.finer import Candidate
from commands.documents.prose.layout import Part
from commands.documents.prose.moments import Moment
from commands.documents.prose.relative import year_near, year_of_weekday
from commands.documents.prose.stamps import deadlines, stamped_days
from commands.documents.prose.vocabulary import EVENT_WORDS
from storage.when import Precision

_YEAR_BEFORE = re.compile(  # "Im zweiten Halbjahr 2024 fand er am 19. und 20.11. statt"
    rf"\b(?:Halbjahr|Quartal|Jahre?s?|{EVENT_WORDS.pattern})\s+((?:19|20)\d\d)\b[^.!?]{{0,60}}$",
    re.IGNORECASE,
)
LINE = 60  # characters of a line below which a letter gives town and month


def year_hints(texts: Iterable[str]) -> list[int]:
    """Return the years that titles, hashtags and names contain."""
    found: list[int] = []
    for text in texts:
        found += [int(word) for word in re.findall(r"(?<!\d)(20[0-4]\d|19[89]\d)(?!\d)", text)]
        found += [2000 + int(word) for word in re.findall(r"#[A-Za-z]+(\d\d)(?!\d)", text)]
        found += [2000 + int(word) for word in re.findall(r"\b[A-Z]\w*['’](\d\d)(?!\d)", text)]
    return list(dict.fromkeys(found))


def year_of(  # noqa: C901  # one branch for each source
    moment: Moment, best: Candidate, found: list[Candidate], hints: list[int], parts: list[Part], *, told: bool
) -> int | None:
    """Return the year of the event's date, as the text says it anywhere. ``told``: its sentence tells of the past."""
    if moment.year is not None:
        return moment.year
    for one in found:
        if one.moment.year and (one.moment.month, one.moment.day) == (moment.month, moment.day):
            return one.moment.year

    def fits(year: int) -> bool:
        if not moment.exists(year):
            return False
        return moment.weekday is None or moment.day is None or moment.day_in(year).weekday() == moment.weekday

    said = _YEAR_BEFORE.search((best.part.value or best.part.text)[: best.moment.start])
    if said is not None and fits(int(said[1])):
        return int(said[1])
    named = [year for year in dict.fromkeys(hints) if fits(year)]
    if len(named) == 1:
        return named[0]
    if moment.day is None:
        return None
    headed = {
        one.moment.year
        for one in found
        if one.moment.precision is Precision.MONTH
        and one.moment.month == moment.month
        and (one.part.kind == "heading" or len(one.part.text) < LINE)
    } - {None}
    if len(headed) == 1 and fits(year := headed.pop() or 0):
        return year
    published = [
        one.moment for one in found if one.published and one.moment.year and one.moment.exists(one.moment.year or 0)
    ]
    if published:
        return year_near(moment, published[0], parts)
    stamped = stamped_days(parts)
    if len(stamped) == 1 and told:
        return year_near(moment, stamped[0], parts)
    due = {one.year for one in deadlines(parts, moment)}
    if len(due) == 1 and fits(year := due.pop() or 0):
        return year
    others = {
        one.moment.year
        for one in found
        if one.moment.year and one.moment.precision is Precision.DAY and one is not best and one.score > 0
    }
    others = {year for year in others if fits(year)}
    return others.pop() if len(others) == 1 else year_of_weekday(moment, [one.moment for one in found], parts)
