"""Fit which date of a text is the event's: ``python -m tests.bench.importing.fit_dates FOLDER… [-v]``.

FOLDERs are those of :mod:`tests.bench.importing.quality`. Writes ``date_weights.txt`` and prints, for each folder, how
many dates come out right with weights from all the others ("out") beside what the rules alone say.

The rules were tuned with most texts and are right there by that alone: what they say (``RULED``) is weighed by texts
that nobody has tuned for, named by ``--fresh PREFIX``, once all other weights stand.
"""

import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import commands.documents.prose
from commands.documents import DocumentError, read_document
from commands.documents.prose import when
from commands.documents.prose.date_choice import RULED, RULED_NONE, chosen_day, options
from commands.documents.prose.date_mentions import Mention, mentions
from commands.documents.prose.date_signs import asked, setting
from commands.documents.prose.layout import Part
from commands.documents.prose.moments import Moment, find_moments
from storage.when import Precision
from tests.bench.importing.quality import NOW, Score, judge_file

WEIGHTS = Path(commands.documents.prose.__file__).with_name("date_weights.txt")
SHRINK, ROUNDS, STEP = 0.05, 30, 0.3
SHRINK_RULED, ROUNDS_RULED = 0.3, 300
HIDDEN = 0.2  # what a text counts from which the event's day was taken out
FEWEST = 3  # texts in which a sign must be seen
NAMES: set[str] = set()  # of all signs that were looked for
Weights = dict[str, float]
Asked = tuple[list[Part], list[int], Moment | None]


@dataclass(frozen=True, slots=True)
class Text:
    """One text with one event: the signs of each option, and which are right."""

    folder: str
    name: str
    signs: list[list[str]]
    right: list[bool]
    weight: float = 1.0


@contextmanager
def asking(answer) -> Iterator[None]:
    """Let ``answer(parts, hints, ruled)`` choose the day."""
    when.chosen_day = answer
    try:
        yield
    finally:
        when.chosen_day = chosen_day


def golds(path: Path) -> list[dict]:
    """Return the events of a gold answer."""
    return [one for one in json.loads(path.read_text(encoding="utf-8")) if one.get("kind", "event") == "event"]


def documents(folder: Path) -> list[Path]:
    """Return the documents with gold answers."""
    return [
        path for path in sorted(folder.iterdir())
        if path.suffix != ".json" and path.with_suffix(".json").exists()
    ]  # fmt: skip


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


def read(folder: Path) -> Iterator[Text]:
    """Yield what the texts of a folder offer to choose from."""
    for path in documents(folder):
        posed: list[Asked] = []

        def note(
            parts: list[Part], hints: list[int], ruled: Moment | None, posed: list[Asked] = posed
        ) -> Mention | None:
            posed.append((parts, hints, ruled))
            return chosen_day(parts, hints, ruled)

        gold = golds(path.with_suffix(".json"))
        with asking(note):
            try:
                read_document(path.name, path.read_bytes(), NOW)
            except DocumentError:
                continue
        said = days_said(gold[0]) if len(gold) == 1 else ()
        if len(posed) != 1 or said == ():
            continue
        parts, hints, ruled = posed[0]
        all_ = setting(parts, hints)
        NAMES.update(name for one in all_.found for name, _said in asked(one, all_))
        offered = options(all_, ruled)
        right = [is_right(one.moment if one is not None else None, said) for one, _has in offered]
        if any(right):
            yield Text(folder.name, path.stem, [has for _one, has in offered], right)
        if not right[-1]:
            yield without(folder, path, parts, hints, said)


def without(folder: Path, path: Path, parts: list[Part], hints: list[int], said: tuple | None) -> Text:
    """Return a text as if it did not say the event's day: then none of the others is right."""
    left = [one for one in mentions(parts) if not is_right(one.moment, said) and not _within(one.moment, said)]
    offered = options(setting(parts, hints, left), left[0].moment if left else None)
    signs = [[sign for sign in has if sign != RULED] for _one, has in offered]
    return Text(folder.name, f"{path.stem} without", signs, [False] * (len(signs) - 1) + [True], HIDDEN)


def _within(moment: Moment, said: tuple | None) -> bool:
    """Tell whether a date is one of the days that a gold answer says, or says them coarser or longer."""
    if said is None or said[0] is not Precision.DAY:
        return True
    _precision, month, day, last = said
    if moment.day is None:
        return moment.month in {month, None}
    end = moment.last[1:] if moment.last is not None else (moment.month, moment.day)
    return (moment.month, moment.day) <= (last if isinstance(last, tuple) else (month, day)) and (month, day) <= end


def pulls(scores: list[float], right: list[bool]) -> list[float]:
    """Return by how much each option is believed too much."""
    most = max(scores)
    power = [math.exp(score - most) for score in scores]
    whole, good = sum(power), sum(one for one, ok in zip(power, right, strict=True) if ok)
    return [one / whole - (one / good if ok else 0.0) for one, ok in zip(power, right, strict=True)]


def fitted(texts: list[Text]) -> Weights:
    """Weigh all signs but what the rules say (AdaGrad over the texts in order, so that it comes out the same)."""
    seen = Counter(sign for text in texts for sign in {one for has in text.signs for one in has})
    known = {sign for sign, count in seen.items() if count >= FEWEST} - {RULED, RULED_NONE}
    weights: dict[str, float] = dict.fromkeys(sorted(known), 0.0)
    squares: dict[str, float] = defaultdict(lambda: 1e-8)
    for _round in range(ROUNDS):
        for text in texts:
            pull: dict[str, float] = defaultdict(float)
            scores = [sum(weights.get(sign, 0.0) for sign in has) for has in text.signs]
            for has, believed in zip(text.signs, pulls(scores, text.right), strict=True):
                for sign in has:
                    if sign in known:
                        pull[sign] += believed
            for sign, force in pull.items():
                whole = text.weight * force + SHRINK * weights[sign]
                squares[sign] += whole * whole
                weights[sign] -= STEP * whole / math.sqrt(squares[sign])
    return weights


def ruled(texts: list[Text], fresh: str) -> Weights:
    """Weigh what the rules say by fresh texts alone, scored with weights that know none of them."""
    both = {RULED: 0.0, RULED_NONE: 0.0}
    weights = fitted([text for text in texts if not text.folder.startswith(fresh)])
    scored = [
        (text, [sum(weights.get(sign, 0.0) for sign in has) for has in text.signs])
        for text in texts if text.folder.startswith(fresh) and text.weight == 1
    ]  # fmt: skip
    for _round in range(ROUNDS_RULED):
        pull = {sign: SHRINK_RULED * weight for sign, weight in both.items()}
        for text, plain in scored:
            scores = [
                score + sum(both[sign] for sign in has if sign in both)
                for score, has in zip(plain, text.signs, strict=True)
            ]
            for has, believed in zip(text.signs, pulls(scores, text.right), strict=True):
                for sign in both:
                    pull[sign] += believed * (sign in has)
        for sign, force in pull.items():
            both[sign] -= STEP / 4 * force
    return both


def weighed(texts: list[Text], fresh: str) -> Weights:
    """Return all weights; a sign that few texts have weighs nothing."""
    return dict.fromkeys(NAMES, 0.0) | fitted(texts) | ruled(texts, fresh)


def judged(folder: Path, answer) -> Score:
    """Measure the whole reader with one way of choosing."""
    score = Score()
    with asking(answer):
        for path in documents(folder):
            judge_file(score, path, golds(path.with_suffix(".json")))
    return score


def by_rules(parts: list[Part], hints: list[int], said: Moment | None) -> Mention | None:
    """Choose as the rules do."""
    del hints
    return None if said is None else Mention(said, parts[0], 0)


def main() -> None:
    """Print the figures and write the weights."""
    arguments = [one for one in sys.argv[1:] if not one.startswith("-")]
    fresh = next((one.split("=")[1] for one in sys.argv if one.startswith("--fresh=")), "texts-m")
    folders = [Path(one) for one in arguments]
    texts = [text for folder in folders for text in read(folder)]
    pooled: Counter[str] = Counter()
    for folder in folders:
        weigh = weighed([text for text in texts if text.folder != folder.name], fresh)

        def out(parts: list[Part], hints: list[int], said: Moment | None, weigh: Weights = weigh) -> Mention | None:
            return chosen_day(parts, hints, said, weigh)

        rules, model = judged(folder, by_rules), judged(folder, out)
        group = "fresh" if folder.name.startswith(fresh) else "tuned"
        for key, count in (("rules", rules.right["date"]), ("out", model.right["date"]), ("of", model.asked["date"])):
            pooled[f"{group} {key}"] += count
        sys.stdout.write(
            f"{folder.name}: rules {rules.right['date']}, out {model.right['date']} of {model.asked['date']}\n"
        )
        if "-v" in sys.argv:
            sys.stdout.write("".join(f"  {note}\n" for note in model.notes if ": start " in note or ": end " in note))
    for group in ("tuned", "fresh"):
        rules, out_, of = (pooled[f"{group} {key}"] for key in ("rules", "out", "of"))
        sys.stdout.write(
            f"{group}: rules {rules} ({rules / max(1, of):.1%}), out {out_} ({out_ / max(1, of):.1%}) of {of}\n"
        )
    weights = weighed(texts, fresh)
    WEIGHTS.write_text(
        "".join(f"{sign} {weight:+.3f}\n" for sign, weight in sorted(weights.items())), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
