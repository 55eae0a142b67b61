"""Fit which words of a text are the event's title: ``python -m tests.bench.importing.fit_titles FOLDER… [-v]``.

FOLDERs are those of :mod:`tests.bench.importing.quality`. Writes ``naming_weights.txt`` and prints, for each folder, how
many titles come out right with weights from all the others ("out"), and what the rules alone say. ``-v`` names what is
wrong. The weights are those of a choice among all candidates of an event (conditional logit with a ridge).
"""

import json
import math
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import commands.documents.prose
from commands.documents import DocumentError, read_document
from commands.documents.prose import event
from commands.documents.prose.naming_candidates import candidates
from commands.documents.prose.naming_choice import choose_title
from commands.documents.prose.naming_signs import setting, signs
from commands.documents.prose.title import find_title
from tests.bench.importing.quality import NOW, Score, alike, judge_file, listed

WEIGHTS = Path(commands.documents.prose.__file__).with_name("naming_weights.txt")
RIDGE = 1.0
ROUNDS, ROUNDS_OUT = 120, 50
GROW, SHRINK, FIRST, MOST = 1.2, 0.5, 0.05, 0.5  # how a weight's step follows its slope
FEWEST = 5  # texts in which a sign must be seen
Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Choice:
    """One event of a text: the signs of each candidate, and which of them are right."""

    folder: str
    signs: list[list[str]]
    right: list[bool]


@contextmanager
def naming(answer) -> Iterator[None]:
    """Let ``answer(pages, parts)`` give the title."""
    event.choose_title = answer
    try:
        yield
    finally:
        event.choose_title = choose_title


def documents(folder: Path) -> list[Path]:
    """Return the documents with gold answers."""
    return [
        path for path in sorted(folder.iterdir())
        if path.suffix != ".json" and path.with_suffix(".json").exists()
    ]  # fmt: skip


def golds(path: Path) -> list[dict]:
    """Return the events of a gold answer."""
    said = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return [one for one in said if one.get("kind", "event") == "event"]


def choices(path: Path) -> list[Choice]:
    """Return the choice among candidates in each event that the reader sees in a document."""
    titles = [title for gold in golds(path) if "title" in gold for title in listed(gold["title"]) if title]
    found: list[Choice] = []

    def note(pages, parts):
        about = setting(parts)
        options = candidates(parts)
        right = [any(alike(one.words, title) for title in titles) for one in options]
        found.append(Choice(path.parent.name, [sorted(signs(one, about)) for one in options], right))
        return find_title(pages, parts)

    with naming(note):
        try:
            read_document(path.name, path.read_bytes(), NOW)
        except DocumentError:
            return []
    return [one for one in found if any(one.right)]


def fit(told: list[Choice], start: Weights, rounds: int) -> Weights:
    """Return the weights that make the right candidates likeliest, by steps of their own for each (Rprop)."""
    weigh = dict(start)
    step, before = dict.fromkeys(weigh, FIRST), dict.fromkeys(weigh, 0.0)
    for _ in range(rounds):
        slope = {sign: RIDGE * weight for sign, weight in weigh.items()}
        for one in told:
            _lean(one, weigh, slope)
        for sign, now in slope.items():
            turned = now * before[sign]
            if turned:
                step[sign] = min(step[sign] * GROW, MOST) if turned > 0 else step[sign] * SHRINK
            before[sign] = 0.0 if turned < 0 else now
            weigh[sign] -= math.copysign(step[sign], before[sign]) if before[sign] else 0.0
    return weigh


def _lean(one: Choice, weigh: Weights, slope: Weights) -> None:
    """Add to the slope what one choice says."""
    scores = [sum(weigh.get(sign, 0.0) for sign in signs_) for signs_ in one.signs]
    most = max(scores)
    raw = [math.exp(score - most) for score in scores]
    total = sum(raw)
    good = sum(value for value, right in zip(raw, one.right, strict=True) if right) or 1e-12
    for signs_, value, right in zip(one.signs, raw, one.right, strict=True):
        pull = value / total - (value / good if right else 0.0)
        if abs(pull) > 1e-6:
            for sign in signs_:
                if sign in slope:
                    slope[sign] += pull


def judged(folder: Path, answer) -> Score:
    """Return what is right in a folder where ``answer`` gives the titles."""
    score = Score()
    with naming(answer):
        for path in documents(folder):
            judge_file(score, path, golds(path))
    return score


def main() -> None:
    """Fit, write the weights and print the figures."""
    folders = [Path(one) for one in sys.argv[1:] if one != "-v"]
    told = [one for folder in folders for path in documents(folder) for one in choices(path)]
    seen: dict[str, int] = {}
    for one in told:
        for sign in sorted({sign for signs_ in one.signs for sign in signs_}):
            seen[sign] = seen.get(sign, 0) + 1
    start = {sign: 0.0 for sign in sorted(seen) if seen[sign] >= FEWEST}
    weigh = fit(told, start, ROUNDS)
    WEIGHTS.write_text("".join(f"{sign} {weigh[sign]:+.3f}\n" for sign in sorted(weigh)), encoding="utf-8")
    sys.stdout.write(f"{len(told)} choices, {len(weigh)} signs\n")
    sums = [0, 0, 0]
    for folder in folders:
        out = fit([one for one in told if one.folder != folder.name], weigh, ROUNDS_OUT)
        score = judged(folder, lambda pages, parts, out=out: choose_title(pages, parts, out))
        rules = judged(folder, find_title)
        counts = (score.asked["title"], score.right["title"], rules.right["title"])
        sums = [one + other for one, other in zip(sums, counts, strict=True)]
        sys.stdout.write(f"{folder.name}: {counts[0]} titles, out {counts[1]}, rules {counts[2]}\n")
        if "-v" in sys.argv:
            sys.stdout.writelines(f"  {note}\n" for note in score.notes if re.search(r": Titel „", note))
        sys.stdout.flush()
    sys.stdout.write(f"all: {sums[0]} titles, out {sums[1]}, rules {sums[2]}\n")


if __name__ == "__main__":
    main()
