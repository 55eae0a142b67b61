"""What the fit modules share: ``python -m tests.bench.importing.fit_titles|fit_dates|fit_places FOLDER… [-v] [-n]``.

FOLDERs are those of :mod:`tests.bench.importing.quality`. Each module reads the choices that the reader has in these
documents, fits a conditional logit (the share of a candidate is ``exp`` of the sum of its signs' weights, over that of
all candidates) and writes the weights. For each folder it prints how many answers of the whole reader come out right
with weights from all other folders ("out"), beside what the rules alone say where there still are some ("rules").
``-v`` names what is wrong, ``-n`` writes nothing. ``--fresh PREFIX`` names the folders that no rule was tuned with.

Plain Python and deterministic. The steps down the slope are each module's own: they were found one by one.
"""

import argparse
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import commands.documents.prose
from commands.documents import DocumentError, read_document
from commands.documents.prose.weighing import Weights, weigh
from tests.bench.importing.quality import NOW, Score, judge_file

FAINT = 1e-9  # pulls that are let be
LEAST = 1e-12  # what right candidates have at the least
PROSE = Path(commands.documents.prose.__file__).parent


@dataclass(frozen=True, slots=True)
class Case:
    """One choice: the signs of each candidate and what it is worth as an answer, 0 to 1; ``weight`` of the case."""

    folder: str
    signs: list[list[str]]
    worth: list[float]
    weight: float = 1.0
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One kind of choice. ``key``: its field in the gold answers; ``hook`` in ``module``: what chooses in the reader.

    ``answer`` turns weights into what chooses; ``rules`` chooses without any. ``read`` yields the cases of a document.
    """

    key: str
    file: str
    module: ModuleType
    hook: str
    read: Callable[[Path, bool], Iterable[Case]]
    fit: Callable[[list[Case]], dict[str, float]]
    answer: Callable[[Weights], Callable[..., Any]]
    rules: Callable[..., Any] | None = None
    digits: int = 3


def documents(folder: Path) -> list[Path]:
    """Return the documents with gold answers."""
    return [
        path for path in sorted(folder.iterdir())
        if path.suffix != ".json" and path.with_suffix(".json").exists()
    ]  # fmt: skip


def golds(path: Path) -> list[dict[str, Any]]:
    """Return the events of a document's gold answer."""
    said = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return [one for one in said if one.get("kind", "event") == "event"]


@contextmanager
def choosing(module: ModuleType, hook: str, answer: Callable[..., Any]) -> Iterator[None]:
    """Let ``answer`` choose in the reader."""
    before = getattr(module, hook)
    setattr(module, hook, answer)
    try:
        yield
    finally:
        setattr(module, hook, before)


def posed(path: Path, module: ModuleType, hook: str, look: Callable[..., Any]) -> list[Any]:
    """Return what ``look`` sees of each choice that the reader has in a document, with what it is asked, as it is."""
    found: list[Any] = []
    chooses = getattr(module, hook)

    def note(*asked: Any) -> Any:
        found.append(look(*asked))
        return chooses(*asked)

    with choosing(module, hook, note):
        try:
            read_document(path.name, path.read_bytes(), NOW)
        except DocumentError:
            return []
    return found


def seen(cases: list[Case], fewest: int) -> dict[str, float]:
    """Return the signs that are seen in so many cases, each with no weight yet."""
    counts = Counter(sign for case in cases for sign in {one for has in case.signs for one in has})
    return {sign: 0.0 for sign in sorted(counts) if counts[sign] >= fewest}


def lean(case: Case, known: Weights, slope: dict[str, float]) -> None:
    """Add to the slope of each known weight what one case says: candidates that are believed too much pull it up."""
    for has, pull in zip(case.signs, pulls([weigh(has, known) for has in case.signs], case.worth), strict=True):
        if abs(pull) > FAINT:
            for sign in has:
                if sign in known:
                    slope[sign] += pull


def pulls(scores: list[float], worth: list[float]) -> list[float]:
    """Return by how much each candidate is believed too much."""
    most = max(scores)
    raw = [math.exp(score - most) for score in scores]
    right = [one * good for one, good in zip(raw, worth, strict=True)]
    whole, good = sum(raw), sum(right) or LEAST
    return [one / whole - share / good for one, share in zip(raw, right, strict=True)]


def judged(task: Task, folder: Path, answer: Callable[..., Any]) -> Score:
    """Measure the whole reader on a folder with one way of choosing."""
    score = Score()
    with choosing(task.module, task.hook, answer):
        for path in documents(folder):
            judge_file(score, path, golds(path))
    return score


def write(path: Path, known: Weights, *, module: str, digits: int) -> None:
    """Write the weights, the heaviest first."""
    said = sorted(((sign, f"{weight:+.{digits}f}") for sign, weight in known.items()), key=_heaviest)
    head = f"# What each sign weighs. Written by tests/bench/importing/{module}.py, never by hand."
    path.write_text("\n".join([head, *(f"{sign} {weight}" for sign, weight in said)]) + "\n", encoding="utf-8")


def _heaviest(entry: tuple[str, str]) -> tuple[float, str]:
    return -abs(float(entry[1])), entry[0]


def main(task: Task) -> None:
    """Print the figures and write the weights, as the command line asks."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("-n", "--dry-run", action="store_true")
    parser.add_argument("--fresh", default="fresh", metavar="PREFIX", help="names of folders no rule was tuned with")
    asked = parser.parse_args()
    fresh = {folder: folder.name.startswith(asked.fresh) for folder in asked.folders}
    cases = [case for folder in asked.folders for path in documents(folder) for case in task.read(path, fresh[folder])]
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for folder in asked.folders:
        known = task.fit([case for case in cases if case.folder != folder.name])
        out = judged(task, folder, task.answer(known))
        counts = Counter({"of": out.asked[task.key], "out": out.right[task.key]})
        if task.rules is not None:
            counts["rules"] = judged(task, folder, task.rules).right[task.key]
        sums["fresh" if fresh[folder] else "tuned"] += counts
        sys.stdout.write(_figures(folder.name, counts, task))
        if asked.verbose:
            sys.stdout.writelines(f"  {note}\n" for note in out.notes if _about(note, task.key))
        sys.stdout.flush()
    sys.stdout.writelines(_figures(group, counts, task) for group, counts in sums.items())
    if not asked.dry_run:
        module = Path(sys.modules["__main__"].__file__ or "").stem
        write(PROSE / task.file, task.fit(cases), module=module, digits=task.digits)


def _figures(name: str, counts: Counter[str], task: Task) -> str:
    rules = f", rules {counts['rules']}" if task.rules is not None else ""
    return f"{name}: out {counts['out']}{rules} of {counts['of']}\n"


def _about(note: str, key: str) -> bool:
    """Tell whether a note of quality.py is about a field."""
    words = {"title": ("Titel",), "date": ("start", "end", "precision"), "place": ("Ort",)}[key]
    return any(f": {word} " in note for word in words)
