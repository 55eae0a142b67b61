"""Which words of a text are the event's title: those that most signs speak for, each with a fitted weight.

The rules' title (:mod:`.title`) is one of them. On texts that they were not tuned with, that they choose it says
nothing beyond the signs; they cut words more exactly, though, so another title must be clearly the better one.

Weighed are all candidates of an event by their words, by where they stand and by how the text takes them up. The
weights are those of ``tests/bench/importing/fit_titles.py``, fitted on 21 sets of texts. With weights from the other
sets only, of 60 titles in three sets that no rule was tuned with 50 are right (by the rules alone 45), of 254 in the
others 235 (246).
"""

import re

from commands.documents.lines import Pages
from commands.documents.prose.layout import Part
from commands.documents.prose.organisation_words import looks_like_organisation
from commands.documents.prose.title import find_title
from commands.documents.prose.title_candidates import LINES, Candidate, Source, candidates, plain, shorn
from commands.documents.prose.title_lines import ONLY_KIND
from commands.documents.prose.title_signs import Setting, setting, signs_around, signs_within
from commands.documents.prose.vocabulary import EVENT_WORDS
from commands.documents.prose.weighing import Weights, weigh, weights

CLOSE = 12  # candidates that stand best by what is around them: only their words are looked at
SURE = 0.75  # how much more must speak for another title than for the one that the rules take
PART = 2.2  # and how much less speaks for words that are only a part of it
WEAK = 4.0  # what less speaks for than this is left to the rules
_SAYS_NOTHING = frozenset(["veranstaltung", "event", "termin"])  # a title of the rules that anything is better than
_SERIES = re.compile(r"[Rr]eihe\s?[„“\"»]?$")
_ENDINGS = re.compile(r"(?<=\w{3})(?:e[nmrs]?|s)\b")
_SENTENCE_END = re.compile(r"[a-zäöüß]\s(?:ein|statt|teil)$")  # "lädt zum Energieabend ein"
_QUOTED = frozenset(["quoted", "described"])  # "die Konferenz „Kommunen bauen mit Holz“"
_WORD = re.compile(r"[^\W\d_]{3}")
WEIGHTS = "title_weights.txt"


def choose_title(pages: Pages, parts: list[Part], known: Weights | None = None) -> tuple[str | None, list[Part]]:
    """Return the title and the lines that hold nothing else; ``None`` where the rules see no event in the text."""
    ruled, used = find_title(pages, parts)
    found = candidates(parts)
    if ruled is None or not found:
        return ruled, used
    ruled = shorn(ruled)
    about = setting(parts)
    known = weights(WEIGHTS) if known is None else known
    every = with_ruled(found, ruled, used, parts)
    inside = [one for one in every if not is_around(one, about)]
    framed = about.frame is not None and all(plain(one.words) != plain(ruled) for one in inside)
    score, best = _best(inside or every, plain(ruled), about, known)
    poor = framed or ONLY_KIND.fullmatch(ruled) is not None or _WORD.search(ruled) is None
    poor = poor or plain(ruled) in _SAYS_NOTHING
    if (score < WEAK and not poor) or plain(best.words) == plain(ruled) or _is_no_title(best):
        return ruled, used
    holding = (one for one in best.where if one.kind in LINES and one.number <= about.first_row)
    line = next(holding, None)
    return best.words, list(line.parts) if line is not None else []


def with_ruled(found: list[Candidate], ruled: str, used: list[Part], parts: list[Part]) -> list[Candidate]:
    """Return the candidates with the title of the rules among them."""
    if any(plain(one.words) == plain(ruled) for one in found):
        return found
    number = next((n for n, part in enumerate(parts) if (part in used if used else ruled in part.text)), 0)
    return [*found, Candidate(ruled, [Source("line" if used else "called", number, parts=tuple(used))])]


def is_around(one: Candidate, about: Setting) -> bool:
    """Tell whether words name what this event is a part of, or only say so: "Messe X", "Workshop auf der Messe X"."""
    return about.frame is not None and all(source.number in about.frame for source in one.where)


def _is_no_title(one: Candidate) -> bool:
    """Tell whether words are none, whatever speaks for them: who holds it, the series, the end of a sentence."""
    return (
        (
            looks_like_organisation(one.words)
            and EVENT_WORDS.search(one.words) is None
            and not any(source.kind in _QUOTED for source in one.where)
        )
        or _SENTENCE_END.search(one.words) is not None
        or any(source.kind == "quoted" and _SERIES.search(source.before) for source in one.where)
    )


def _best(found: list[Candidate], ruled: str, about: Setting, known: Weights) -> tuple[float, Candidate]:
    """Return the candidate that most speaks for, and how much; ``ruled`` are the words of the rules' title, folded."""
    scored = [
        (_sum(signs_around(one, about), known) + _of_rules(plain(one.words), ruled), -number, one)
        for number, one in enumerate(found)
    ]
    close = sorted(scored, key=lambda entry: entry[:2], reverse=True)[:CLOSE]
    full = [(score + _sum(signs_within(one.words), known), order, one) for score, order, one in close]
    score, _order, best = max(full, key=lambda entry: entry[:2])
    return score, best


def _of_rules(words: str, ruled: str) -> float:
    if words == ruled:
        return SURE
    return -PART if f" {_unbent(words)} " in f" {_unbent(ruled)} " else 0.0


def _unbent(words: str) -> str:
    """Return folded words without what a sentence bends at their ends: "der 21. Kommunalpolitischen Akademie"."""
    return _ENDINGS.sub("", words)


def _sum(signs: frozenset[str], known: Weights) -> float:
    return weigh(sorted(signs), known)  # in one order: sums of fractions depend on it
