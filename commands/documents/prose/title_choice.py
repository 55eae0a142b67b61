"""Which words of a text are the event's title: those that most signs speak for, each with a fitted weight.

The rules' title (:mod:`.title`) is one of them. On texts that they were not tuned with, that they choose it says
nothing beyond the signs; they cut words more exactly, though, so another title must be clearly the better one.

Weighed are all candidates of an event by their words, by where they stand and by how the text takes them up. The
weights are those of ``tests/bench/importing/fit_titles.py``, fitted on 28 sets of texts. With weights from the other
sets only, 45 of 59 titles in the three newest sets come out right, 69 of 81 in the four before them.

Where the head of a text says what it is a part of ("Messe X", then "Workshop auf der Messe X"), the title is among the
other lines. Where the rules' title is none ("Programm", an address), the candidates are weighed without it.
"""

import re

from commands.documents.lines import Pages
from commands.documents.prose.layout import Part
from commands.documents.prose.organisation_words import looks_like_organisation
from commands.documents.prose.title import find_title
from commands.documents.prose.title_candidates import LINES, Candidate, Source, candidates, plain, shorn
from commands.documents.prose.title_lines import ONLY_KIND, only_date
from commands.documents.prose.title_signs import Setting, setting, signs_around, signs_within
from commands.documents.prose.vocabulary import EVENT_WORDS
from commands.documents.prose.weighing import Weights, weigh, weights

CLOSE = 12  # candidates that stand best by what is around them: only their words are looked at
SURE = 1.0  # how much more must speak for another title than for the one that the rules take
PART = 2.2  # and how much less speaks for words that are only a part of it
WORD_OF_IT = 3.6  # and how much less for a single word of it: "Vereine" of "Fachtag „Vereine“"
WEAK = 4.0  # what less speaks for than this is left to the rules
_SAYS_NOTHING = frozenset(["veranstaltung", "event", "termin"])  # a title of the rules that anything is better than
_SERIES = re.compile(r"[Rr]eihe\s?[„“\"»]?$")
_ENDINGS = re.compile(r"(?<=\w{3})(?:e[nmrs]?|s)\b")
_SENTENCE_END = re.compile(r"[a-zäöüß]\s(?:ein|statt|teil)$")  # "lädt zum Energieabend ein"
_QUOTED = frozenset(["quoted", "described"])  # "die Konferenz „Kommunen bauen mit Holz“"
_WORD = re.compile(r"[^\W\d_]{3}")
_COUNTED = re.compile(r"\d{1,2}\.\s(?=[A-ZÄÖÜ])")  # "2. AG Digitalisierung"
_ACADEMY = re.compile(  # a house
    r"\b(?:Kommunal|Verwaltungs|Bildungs|Landes|Verbands|Umwelt|Land|(?:Evangelische|Katholische) )[Aa]kademie\b"
)
_RUBRIC = re.compile(r"[\w-]+\s(?=\d{1,2}\.)")  # "Politik 01.07.2025"
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
    taken = plain(ruled)
    every = with_ruled(found, ruled, used, parts)
    inside = [
        one for one in every if not _is_around(one, about) and (plain(one.words) == taken or not _is_no_title(one))
    ]
    framed = all(plain(one.words) != taken for one in inside)
    poor = framed or _is_poor(ruled)
    if poor:
        inside = [
            one
            for one in inside
            if not (_is_poor(one.words) or "label first" in signs_within(one.words) or _is_debris(one, parts))
        ]
    score, best = _best(inside or every, "" if poor else taken, about, known)
    if (score < WEAK and not poor) or plain(best.words) == taken:
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


def _is_poor(ruled: str) -> bool:
    """Tell whether the rules' title is none: "Programm", an address, a year, "Eintritt frei"."""
    if ONLY_KIND.fullmatch(ruled) or _WORD.search(ruled) is None or plain(ruled) in _SAYS_NOTHING:
        return True
    if (rubric := _RUBRIC.match(ruled)) is not None and only_date(ruled[rubric.end() :]):
        return EVENT_WORDS.search(ruled) is None
    said = signs_within(ruled)
    return "clock" in said or (
        EVENT_WORDS.search(ruled) is None and ("address" in said or ("service" in said and "verb" not in said))
    )


def _is_debris(one: Candidate, parts: list[Part]) -> bool:
    return all(parts[source.number].kind == "debris" for source in one.where)


def _is_around(one: Candidate, about: Setting) -> bool:
    """Tell whether words name what this event is a part of, or only say so: "Messe X", "Workshop auf der Messe X"."""
    return about.frame is not None and all(source.number in about.frame for source in one.where)


def _is_no_title(one: Candidate) -> bool:
    """Tell whether words are none, whatever speaks for them: who holds it, the series, the end of a sentence."""
    return (
        (
            looks_like_organisation(one.words)
            and EVENT_WORDS.search(_ACADEMY.sub("", one.words)) is None
            and not _COUNTED.match(one.words)
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
    if not ruled:  # then nothing says how much belongs to it: rather more words than less
        fuller = [entry for entry in full if entry[2].words.startswith(f"{best.words} ") and score - entry[0] < SURE]
        score, _order, best = max(fuller, key=lambda entry: entry[:2], default=(score, 0, best))
    return score, best


def _of_rules(words: str, ruled: str) -> float:
    if words == ruled:
        return SURE
    if f" {_unbent(words)} " not in f" {_unbent(ruled)} ":
        return 0.0
    return -PART if " " in words else -WORD_OF_IT


def _unbent(words: str) -> str:
    """Return folded words without what a sentence bends at their ends: "der 21. Kommunalpolitischen Akademie"."""
    return _ENDINGS.sub("", words)


def _sum(signs: frozenset[str], known: Weights) -> float:
    return weigh(sorted(signs), known)  # in one order: sums of fractions depend on it
