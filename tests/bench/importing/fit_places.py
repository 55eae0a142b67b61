"""Fit which words of a text are where an event was: ``python -m tests.bench.importing.fit_places FOLDER…``.

See :mod:`tests.bench.importing.fit`. What is minimised is the mean over all events, with ``RIDGE`` times the squares of
the weights; the steps down the slope are AdaGrad's, after all events. The lightest signs are left out, and the others
fitted again.
"""

import math
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from commands.documents.prose import event
from commands.documents.prose.layout import Part
from commands.documents.prose.place_choice import WEIGHTS, choose_place, options
from commands.documents.prose.place_signs import setting
from commands.documents.prose.when import Chosen
from tests.bench.importing.fit import Case, Task, golds, lean, main, posed, seen
from tests.bench.importing.quality import alike, listed, plain

Signed = list[tuple[str | None, list[str]]]
RIDGE, ROUNDS, STEP = 0.004, 60, 0.3
MOST = 90  # signs that are kept: the heaviest
DIGITS = 2  # of the weights; what rounds to nothing is left out
LONGER = 3  # words that an answer may have besides the right one, as an address
TOWN = 0.6  # what the town alone is worth where the gold knows the house


def read(path: Path, _fresh: bool) -> Iterator[Case]:
    """Yield the choice of each event in a document; an event that is not found has none."""
    left = posed(path, event, "choose_place", _look)
    for gold in golds(path):
        titles = listed(gold.get("title", ""))
        best = max(left, key=lambda one: max(fuzz.ratio(plain(one[0]), plain(t)) for t in titles), default=None)
        if best is None:
            continue
        left.remove(best)
        if "place" in gold:
            yield case_of(path.parent.name, best[1], listed(gold["place"]))


def _look(parts: list[Part], chosen: Chosen, title: str | None) -> tuple[str, Signed]:
    """Return the title of an event with what can be its place."""
    return title or "", [(one.words if one else None, has) for one, has in options(setting(parts, chosen, title))]


def case_of(folder: str, signed: Signed, places: list[Any]) -> Case:
    """Turn the candidates of an event into a case. Where none is right, nothing should be said."""
    right = [is_right(words, places) for words, _ in signed]
    towns = [len(places) > 1 and plain(words) == plain(places[-1]) and " " not in plain(words) for words, _ in signed]
    worth = [float(good) * (TOWN if town else 1) for good, town in zip(right, towns, strict=True)]
    if not any(worth):
        worth[-1] = 1.0
    return Case(folder, [has for _, has in signed], worth)


def is_right(words: str | None, places: list[Any]) -> bool:
    """Compare more strictly than quality.py: an answer that holds the right one is no longer than with an address."""
    if words is None:
        return places == [None]
    most = max((len(plain(one).split()) for one in places if one), default=0) + LONGER
    return any(
        one
        and (alike(words, one, 85) or (f" {plain(one)} " in f" {plain(words)} " and len(plain(words).split()) <= most))
        for one in places
    )


def fit(cases: list[Case]) -> dict[str, float]:
    """Return the weights of the signs that weigh most."""
    known = _fit(cases)
    kept = set(sorted(known, key=lambda sign: -abs(known[sign]))[:MOST])
    few = [replace(case, signs=[[sign for sign in has if sign in kept] for has in case.signs]) for case in cases]
    return {sign: weight for sign, weight in _fit(few).items() if round(weight, DIGITS)}


def _fit(cases: list[Case]) -> dict[str, float]:
    known = seen(cases, 1)
    squares = dict.fromkeys(known, 1e-6)
    for _ in range(ROUNDS):
        slope = dict.fromkeys(known, 0.0)
        for case in cases:
            lean(case, known, slope)
        for sign, weight in known.items():
            whole = slope[sign] / len(cases) + 2 * RIDGE * weight
            squares[sign] += whole * whole
            known[sign] -= STEP * whole / math.sqrt(squares[sign])
    return known


TASK = Task(
    "place", WEIGHTS, event, "choose_place", read, fit,
    lambda known: partial(choose_place, known=known), digits=DIGITS,
)  # fmt: skip

if __name__ == "__main__":
    main(TASK)
