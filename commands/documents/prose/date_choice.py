"""Which date of a text is the event's: the one that most signs speak for, each with a fitted weight.

Weighed are all dates (:mod:`.date_mentions`) and that there is none; what the rules of :mod:`.when` choose is a sign
like others. The weights are those of ``tests/bench/importing/fit_dates.py``, fitted on 21 sets of texts. With weights
from the other sets only, of 131 starts, ends and precisions in three sets that no rule was tuned with 111 are right
(by the rules alone 104), of 665 in the others 650 (654).
"""

import math
from collections import defaultdict

from commands.documents.prose.date_mentions import Mention
from commands.documents.prose.date_signs import Setting, setting, signs
from commands.documents.prose.layout import Part
from commands.documents.prose.moments import Moment
from commands.documents.prose.weighing import Weights, weigh, weights
from storage.when import Precision

WEIGHTS = "date_weights.txt"
RULED, RULED_NONE = "the rules say so", "the rules say none"
SURE = 0.75  # how likely a date must be where the rules find none
Days = tuple[Precision, int | None, int | None, tuple[int, int] | None]


def days_of(moment: Moment) -> Days:
    """Return which day or days a date names, whatever its year: several mentions may name the same."""
    return moment.precision, moment.month, moment.day, moment.last[1:] if moment.last else None


def options(about: Setting, ruled: Moment | None) -> list[tuple[Mention | None, list[str]]]:
    """Return every date with its signs, and last that there is none. ``ruled`` is what the rules choose."""
    said = days_of(ruled) if ruled is not None else None
    found: list[tuple[Mention | None, list[str]]] = [
        (one, [*signs(one, about), *([RULED] if days_of(one.moment) == said else [])]) for one in about.found
    ]
    none = ["none", f"none in {about.kind}", *([RULED_NONE] if ruled is None else [])]
    if all(one is not None and one.stamps for one, _has in found):
        none.append("none, only stamps")
    return [*found, (None, none)]


def choose_day(
    parts: list[Part], hints: list[int], ruled: Moment | None, known: Weights | None = None
) -> Mention | None:
    """Return the date that most speaks for, of several mentions of it the plainest; ``None``: none is the event's."""
    known = weights(WEIGHTS) if known is None else known
    scored = [(one, weigh(has, known)) for one, has in options(setting(parts, hints), ruled)]
    sums: dict[Days | None, float] = defaultdict(float)
    for one, score in scored:
        sums[days_of(one.moment) if one is not None else None] += math.exp(score)
    best = max(sums, key=lambda days: sums[days])
    among = [(score, one) for one, score in scored if one is not None and days_of(one.moment) == best]
    picked = max(among, key=lambda pair: pair[0])[1] if among else None
    if picked is None or ruled is not None:
        return picked
    sure = sums[best] >= SURE * sum(sums.values())
    return picked if sure and picked.is_day and not picked.stamps else None
