"""Fit which words of a text are the event's title: ``python -m tests.bench.importing.fit_titles FOLDER…``.

See :mod:`tests.bench.importing.fit`. The steps down the slope are Rprop's: each weight has a step of its own, that
grows while its slope keeps its sign. Only texts in which a right title is among the candidates are fitted on.
"""

import math
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from commands.documents.prose import event
from commands.documents.prose.layout import Part
from commands.documents.prose.title import find_title
from commands.documents.prose.title_candidates import candidates
from commands.documents.prose.title_choice import WEIGHTS, choose_title
from commands.documents.prose.title_signs import setting, signs
from tests.bench.importing.fit import Case, Task, golds, lean, main, posed, seen
from tests.bench.importing.quality import alike, listed

RIDGE = 1.0
ROUNDS = 120
GROW, SHRINK, FIRST, MOST = 1.2, 0.5, 0.05, 0.5  # how a weight's step follows its slope
FEWEST = 5  # texts in which a sign must be seen


def read(path: Path, _fresh: bool) -> Iterator[Case]:
    """Yield the choice among candidates in each event that the reader sees in a document."""
    titles = [title for gold in golds(path) if "title" in gold for title in listed(gold["title"]) if title]

    def look(_pages: object, parts: list[Part]) -> Case:
        about = setting(parts)
        options = candidates(parts)
        worth = [float(any(alike(one.words, title) for title in titles)) for one in options]
        return Case(path.parent.name, [sorted(signs(one, about)) for one in options], worth)

    for case in posed(path, event, "choose_title", look):
        if any(case.worth):
            yield case


def fit(cases: list[Case]) -> dict[str, float]:
    """Return the weights that make the right candidates likeliest."""
    known = seen(cases, FEWEST)
    step, before = dict.fromkeys(known, FIRST), dict.fromkeys(known, 0.0)
    for _ in range(ROUNDS):
        slope = {sign: RIDGE * weight for sign, weight in known.items()}
        for case in cases:
            lean(case, known, slope)
        for sign, now in slope.items():
            turned = now * before[sign]
            if turned:
                step[sign] = min(step[sign] * GROW, MOST) if turned > 0 else step[sign] * SHRINK
            before[sign] = 0.0 if turned < 0 else now
            known[sign] -= math.copysign(step[sign], before[sign]) if before[sign] else 0.0
    return known


TASK = Task(
    "title", WEIGHTS, event, "choose_title", read, fit, lambda known: partial(choose_title, known=known), find_title
)

if __name__ == "__main__":
    main(TASK)
