"""Decisions by many weak signs: each has a weight, fitted on documents with gold answers (tests/bench/importing)."""

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

Signs = Mapping[str, float]


@lru_cache
def weights(filename: str) -> dict[str, float]:
    """Return the weights of a file beside this module: a sign and its weight in each line, "#" before a remark."""
    said = (files("commands.documents.prose") / filename).read_text("utf-8").splitlines()
    pairs = (line.rsplit(maxsplit=1) for line in said if line.strip() and not line.startswith("#"))
    return {sign: float(weight) for sign, weight in pairs}


def weigh(signs: Signs, known: Mapping[str, float]) -> float:
    """Return the sum of what the signs weigh; a sign without a weight weighs nothing."""
    return sum(value * known.get(name, 0.0) for name, value in signs.items())
