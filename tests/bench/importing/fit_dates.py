"""Fit which date of a text is the event's: ``python -m tests.bench.importing.fit_dates FOLDER…``.

See :mod:`tests.bench.importing.fit`. The steps down the slope are AdaGrad's, after each text. A text is fitted on twice
where its day is found: as it is, and, for less, as if it did not say that day, so that no other is taken for it.

The rules were tuned with most texts and are right there by that alone: what they say (``RULED``) is weighed by texts
that nobody has tuned for, once all other weights stand.
"""

import math
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from commands.documents.prose import when
from commands.documents.prose.date_choice import RULED, RULED_NONE, WEIGHTS, choose_day, options
from commands.documents.prose.date_mentions import Mention, mentions
from commands.documents.prose.date_signs import asked, setting
from commands.documents.prose.layout import Part
from commands.documents.prose.moments import Moment, find_moments
from commands.documents.prose.weighing import weigh
from storage.when import Precision
from tests.bench.importing.fit import Case, Task, golds, lean, main, posed, pulls, seen

RIDGE, ROUNDS, STEP = 0.05, 30, 0.3
RIDGE_RULED, ROUNDS_RULED = 0.3, 300
HIDDEN = 0.2  # what a text counts from which the event's day was taken out
FEWEST = 3  # texts in which a sign must be seen
NAMES: set[str] = set()  # of all signs that were looked for


def days_said(gold: dict) -> tuple | None:
    """Return precision, month, day and last day that a gold answer says; ``()`` where it judges no date."""
    start, end = gold.get("start", ""), gold.get("end")
    if start is None or gold.get("precision") == "open":
        return None
    if not start:
        written = find_moments(gold.get("date_as_written") or "")
        if len(written) != 1 or written[0].day is None:
            return ()
        return Precision.DAY, written[0].month, written[0].day, written[0].last[1:] if written[0].last else ...
    month_day = start.removeprefix("--") if start.startswith("--") else start[5:]
    if gold.get("precision") in {"month", "season", "year"}:
        return Precision(gold["precision"]), int(month_day) if month_day[:2].isdigit() else None, None, None
    first = int(month_day[:2]), int(month_day[3:5])
    until = (end.removeprefix("--") if end.startswith("--") else end[5:]) if end else month_day
    last = int(until[:2]), int(until[3:5])
    return Precision.DAY, *first, None if last == first else last


def is_right(moment: Moment | None, said: tuple | None) -> bool:
    """Tell whether a date is the gold's."""
    if moment is None or said is None:
        return moment is None and said is None
    precision, month, day, last = said
    if moment.precision is not precision or moment.month != (month if precision is not Precision.SEASON else None):
        return False
    return moment.day == day and (last is ... or (moment.last[1:] if moment.last else None) == last)


def read(path: Path, fresh: bool) -> Iterator[Case]:
    """Yield what a text with one event offers to choose from."""
    gold, folder = golds(path), path.parent.name
    said = days_said(gold[0]) if len(gold) == 1 else ()
    choices = posed(path, when, "choose_day", lambda *given: given)
    if len(choices) != 1 or said == ():
        return
    parts, hints, ruled = choices[0]
    about = setting(parts, hints)
    NAMES.update(name for one in about.found for name, _said in asked(one, about))
    offered = options(about, ruled)
    worth = [float(is_right(one.moment if one is not None else None, said)) for one, _has in offered]
    if any(worth):
        yield Case(folder, [has for _one, has in offered], worth, fresh=fresh)
    if not worth[-1]:
        signs = without(parts, hints, said)
        yield Case(folder, signs, [0.0] * (len(signs) - 1) + [1.0], HIDDEN, fresh)


def without(parts: list[Part], hints: list[int], said: tuple | None) -> list[list[str]]:
    """Return the signs of a text as if it did not say the event's day: then none of the others is right."""
    left = [one for one in mentions(parts) if not is_right(one.moment, said) and not _within(one.moment, said)]
    offered = options(setting(parts, hints, left), left[0].moment if left else None)
    return [[sign for sign in has if sign != RULED] for _one, has in offered]


def _within(moment: Moment, said: tuple | None) -> bool:
    """Tell whether a date is one of the days that a gold answer says, or says them coarser or longer."""
    if said is None or said[0] is not Precision.DAY:
        return True
    _precision, month, day, last = said
    if moment.day is None:
        return moment.month in {month, None}
    end = moment.last[1:] if moment.last is not None else (moment.month, moment.day)
    return (moment.month, moment.day) <= (last if isinstance(last, tuple) else (month, day)) and (month, day) <= end


def fit(cases: list[Case]) -> dict[str, float]:
    """Return all weights; a sign that few texts have weighs nothing."""
    return dict.fromkeys(NAMES, 0.0) | _of_signs(cases) | _of_rules(cases)


def _of_signs(cases: list[Case]) -> dict[str, float]:
    """Weigh all signs but what the rules say."""
    known = {sign: 0.0 for sign in seen(cases, FEWEST) if sign not in {RULED, RULED_NONE}}
    squares: dict[str, float] = defaultdict(lambda: 1e-8)
    for _ in range(ROUNDS):
        for case in cases:
            slope = {sign: 0.0 for has in case.signs for sign in has if sign in known}
            lean(case, known, slope)
            for sign, pull in slope.items():
                whole = case.weight * pull + RIDGE * known[sign]
                squares[sign] += whole * whole
                known[sign] -= STEP * whole / math.sqrt(squares[sign])
    return known


def _of_rules(cases: list[Case]) -> dict[str, float]:
    """Weigh what the rules say by fresh texts alone, scored with weights that know none of them."""
    both = {RULED: 0.0, RULED_NONE: 0.0}
    known = _of_signs([case for case in cases if not case.fresh])
    scored = [(case, [weigh(has, known) for has in case.signs]) for case in cases if case.fresh and case.weight == 1]
    for _ in range(ROUNDS_RULED):
        slope = {sign: RIDGE_RULED * weight for sign, weight in both.items()}
        for case, plain in scored:
            scores = [score + weigh(has, both) for score, has in zip(plain, case.signs, strict=True)]
            for has, pull in zip(case.signs, pulls(scores, case.worth), strict=True):
                for sign in both:
                    slope[sign] += pull * (sign in has)
        for sign, pull in slope.items():
            both[sign] -= STEP / 4 * pull
    return both


def by_rules(parts: list[Part], _hints: list[int], ruled: Moment | None) -> Mention | None:
    """Choose as the rules do."""
    return None if ruled is None else Mention(ruled, parts[0], 0)


TASK = Task("date", WEIGHTS, when, "choose_day", read, fit, lambda known: partial(choose_day, known=known), by_rules)

if __name__ == "__main__":
    main(TASK)
