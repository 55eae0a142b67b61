"""Fit the weights of signs: a choice among candidates, each with named signs, by conditional logistic regression.

Plain Python and deterministic. What is minimised is the mean of ``-log`` of the share that right candidates have,
plus ``RIDGE`` times the squares of the weights.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from commands.documents.prose.weighing import weigh

RIDGE = 0.004
STEPS, PACE = 60, 0.3
MOST = 90  # signs that are kept: the heaviest, whose weights are then fitted again


@dataclass(frozen=True, slots=True)
class Case:
    """One decision: the signs of each candidate, what each is worth as an answer (0 to 1), and which are right."""

    folder: str
    name: str
    signs: list[dict[str, float]]
    worth: list[float]
    right: list[bool]


def fit(cases: list[Case], ridge: float = RIDGE, most: int = MOST) -> dict[str, float]:
    """Return the weights of the signs that weigh most."""
    known = _fit(cases, ridge)
    kept = set(sorted(known, key=lambda name: -abs(known[name]))[:most])
    few = [replace(case, signs=[_only(signs, kept) for signs in case.signs]) for case in cases]
    return _fit(few, ridge)


def _only(signs: dict[str, float], kept: set[str]) -> dict[str, float]:
    return {name: value for name, value in signs.items() if name in kept}


def _fit(cases: list[Case], ridge: float) -> dict[str, float]:
    """Step down the slope, by steps that shrink for signs that were often moved (AdaGrad)."""
    known: dict[str, float] = {name: 0.0 for case in cases for signs in case.signs for name in signs}
    moved = dict.fromkeys(known, 1e-6)
    asked = [case for case in cases if any(case.worth)]
    for _ in range(STEPS):
        slope = dict.fromkeys(known, 0.0)
        for case in asked:
            for name, value in _slope(case, known).items():
                slope[name] += value
        for name, weight in known.items():
            full = slope[name] / len(asked) + 2 * ridge * weight
            moved[name] += full * full
            known[name] -= PACE * full / math.sqrt(moved[name])
    return known


def _slope(case: Case, known: Mapping[str, float]) -> dict[str, float]:
    scores = [sum(value * known[name] for name, value in signs.items()) for signs in case.signs]
    most = max(scores)
    raw = [math.exp(score - most) for score in scores]
    right = [one * worth for one, worth in zip(raw, case.worth, strict=True)]
    slope: dict[str, float] = {}
    for signs, one, good in zip(case.signs, raw, right, strict=True):
        pull = one / sum(raw) - good / sum(right)
        if abs(pull) > 1e-9:
            for name, value in signs.items():
                slope[name] = slope.get(name, 0.0) + pull * value
    return slope


def best_of(case: Case, known: Mapping[str, float]) -> int:
    """Return the number of the candidate that weighs most."""
    scores = [weigh(signs, known) for signs in case.signs]
    return max(range(len(scores)), key=scores.__getitem__)


def by_others(cases: list[Case], ridge: float = RIDGE) -> Iterator[tuple[Case, dict[str, float]]]:
    """Yield each case with the weights that were fitted on all folders but its own."""
    for folder in sorted({case.folder for case in cases}):
        known = fit([case for case in cases if case.folder != folder], ridge)
        yield from ((case, known) for case in cases if case.folder == folder)


def write(path: Path, known: Mapping[str, float], remark: str) -> None:
    """Write the weights, the heaviest first; what rounds to nothing is left out."""
    lines = [f"# {remark}", *(f"{name} {weight:+.2f}" for name, weight in sorted(known.items(), key=_heaviest))]
    path.write_text(
        "\n".join(line for line in lines if not line.endswith(("+0.00", "-0.00"))) + "\n", encoding="utf-8"
    )


def _heaviest(entry: tuple[str, float]) -> tuple[float, str]:
    return -abs(entry[1]), entry[0]
