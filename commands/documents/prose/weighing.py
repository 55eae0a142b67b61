"""Choices among candidates by many weak signs: which words are an event's title, which date is its day, where it was.

A candidate is what the text says. Its signs are names that people can read ("date below", "said twice"), each there or
not, and what a candidate is worth is the sum of their weights: a conditional logit. The weights of a choice stand in
``title_weights.txt``, ``date_weights.txt`` and ``place_weights.txt``. ``tests/bench/importing/fit_titles.py``,
``fit_dates.py`` and ``fit_places.py`` fit them on documents with gold answers and write them; nobody does by hand.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

Weights = Mapping[str, float]


@cache
def weights(filename: str) -> Weights:
    """Return the weights of a file beside this module: a sign and its weight in each line, "#" before a remark."""
    said = (files("commands.documents.prose") / filename).read_text("utf-8").splitlines()
    pairs = (line.rsplit(maxsplit=1) for line in said if line.strip() and not line.startswith("#"))
    return {sign: float(weight) for sign, weight in pairs}


def weigh(signs: Iterable[str], known: Weights) -> float:
    """Return the sum of what the signs weigh, in their order; a sign without a weight weighs nothing."""
    return sum(known.get(sign, 0.0) for sign in signs)
