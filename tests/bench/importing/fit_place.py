"""Fit what the signs of an event's place weigh: ``python -m tests.bench.importing.fit_place FOLDER…``.

Each FOLDER holds documents with gold answers (quality.py). Writes place_weights.txt and prints for each folder how
many places are right with weights that were fitted on the others only. With ``-n`` nothing is written.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from commands.documents import DocumentError, read_document
from commands.documents.prose import event, place
from commands.documents.prose.layout import Part
from commands.documents.prose.when import Chosen
from tests.bench.importing.fit import Case, best_of, by_others, fit, write
from tests.bench.importing.quality import NOW, alike, listed, plain

Signed = list[tuple[str | None, dict[str, float]]]
LONGER = 3  # words that an answer may have besides the right one, as an address
TOWN = 0.6  # what the town alone is worth where the gold knows the house
REMARK = "What each sign of a place weighs. Written by tests/bench/importing/fit_place.py, never by hand."


def main() -> None:
    """Print the figures and write the weights."""
    cases = [case for folder in sys.argv[1:] if folder != "-n" for case in cases_of(Path(folder))]
    right = {}
    for case, known in by_others(cases):
        right.setdefault(case.folder, []).append(case.right[best_of(case, known)])
    said = [f"{folder}: {sum(answers)} von {len(answers)}" for folder, answers in right.items()]
    every = [one for answers in right.values() for one in answers]
    sys.stdout.write("\n".join([*said, f"zusammen: {sum(every)} von {len(every)}"]) + "\n")
    if "-n" not in sys.argv:
        write(Path(place.__file__).with_name(place.WEIGHTS), fit(cases), REMARK)


def cases_of(folder: Path) -> Iterator[Case]:
    """Read the documents of a folder; an event that is not found has no case."""
    for path in sorted(folder.iterdir()):
        gold = path.with_suffix(".json")
        if path.suffix == ".json" or not gold.exists():
            continue
        left = events_of(path)
        for entry in json.loads(gold.read_text(encoding="utf-8")):
            if entry.get("kind", "event") != "event":
                continue
            titles = listed(entry.get("title", ""))
            best = max(left, key=lambda one: max(fuzz.ratio(plain(one[0]), plain(t)) for t in titles), default=None)
            if best is None:
                continue
            left.remove(best)
            if "place" in entry:
                yield case_of(folder.name, path.stem, best[1], listed(entry["place"]))


def events_of(path: Path) -> list[tuple[str, Signed]]:
    """Return the title of each event of a document, with what can be its place."""
    seen: list[tuple[str, Signed]] = []

    def look(parts: list[Part], chosen: Chosen, title: str | None) -> None:
        finds = place.signed_finds(parts, chosen, title)
        seen.append((title or "", [(find.words if find else None, signs) for find, signs in finds]))

    before, event.find_place = event.find_place, look
    try:
        read_document(path.name, path.read_bytes(), NOW)
    except DocumentError:
        return []
    finally:
        event.find_place = before
    return seen


def case_of(folder: str, name: str, signed: Signed, golds: list[Any]) -> Case:
    """Turn the finds of an event into a decision. Where none is right, nothing should be said."""
    right = [is_right(words, golds) for words, _ in signed]
    towns = [len(golds) > 1 and plain(words) == plain(golds[-1]) and " " not in plain(words) for words, _ in signed]
    worth = [float(good) * (TOWN if town else 1) for good, town in zip(right, towns, strict=True)]
    if not any(worth):
        worth[-1] = 1.0
    return Case(folder, name, [signs for _, signs in signed], worth, right)


def is_right(words: str | None, golds: list[Any]) -> bool:
    """Compare more strictly than quality.py: an answer that holds the right one is no longer than with an address."""
    if words is None:
        return golds == [None]
    most = max((len(plain(one).split()) for one in golds if one), default=0) + LONGER
    return any(
        one
        and (alike(words, one, 85) or (f" {plain(one)} " in f" {plain(words)} " and len(plain(words).split()) <= most))
        for one in golds
    )


if __name__ == "__main__":
    main()
