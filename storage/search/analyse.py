"""From German text to terms: words folded and stemmed, gender forms, hyphens, parts of compounds, expressions."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from storage.search.compounds import shorter, split
from storage.search.folding import fold, stem
from storage.search.gender import plain_forms
from storage.search.lists import listed_words
from storage.text import clean

WORD, PIECE, COMPOUND, PART, HEAD = (
    1.0,
    0.8,
    0.7,
    0.45,
    0.6,
)  # how much a part of a word counts; the head names the thing itself
LONGEST_TERM = 80
_RUN = re.compile(r"[^\W_]+(?:[-\u2010\u2011.'’&/][^\W_]+)*")  # the typographic apostrophe is meant
_PIECES = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])|(?<=\d)(?=[^\W\d_]{3})|(?<=[^\W\d_]{3})(?=\d)")
_CUT_AT_LINE_END = re.compile(r"(?<=[a-zäöüß])-[ \t]*\n[ \t]*(?=[a-zäöüß])")


def _stop_words() -> tuple[frozenset[str], frozenset[str]]:
    words = list(listed_words("fuellwoerter.txt"))
    middle = words.index("---")
    return (
        frozenset(fold(piece) for word in words[:middle] for piece in word.split(".") if piece),
        frozenset(fold(word) for word in words[middle + 1 :]),
    )


STOP, ASKING = _stop_words()


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its place, how it is written and what it is made of."""

    start: int
    end: int
    written: str
    folded: str
    stem: str
    pieces: tuple[str, ...] = ()  # folded pieces of "IT-Sicherheit", "LoRaWAN"

    @property
    def is_stop(self) -> bool:
        """Tell whether the word carries no subject."""
        return self.folded in STOP


def prepare(text: str) -> str:
    """Return the text as the analyser reads it: composed, without cuts at line ends, gender forms plain."""
    return plain_forms(_CUT_AT_LINE_END.sub("", clean(text)))


def words_of(prepared: str) -> Iterator[Word]:
    """Yield the words of a prepared text in order."""
    for found in _RUN.finditer(prepared):
        written = found[0]
        yield _word(found.start(), found.end(), written)


def _word(start: int, end: int, written: str) -> Word:
    folded, stemmed, pieces = _look(written)
    return Word(start, end, written, folded, stemmed, pieces)


@lru_cache(maxsize=50_000)
def _look(written: str) -> tuple[str, str, tuple[str, ...]]:
    folded = fold(written)[:LONGEST_TERM]
    if written.isalpha() and written[1:].islower():  # most words are in one piece
        return folded, stem(folded), ()
    pieces = [piece for run in _PIECES.findall(written) for piece in _CAMEL.split(run) if piece]
    return folded, stem(folded), tuple(fold(piece) for piece in pieces) if len(pieces) > 1 else ()


def forget_words() -> None:
    """Forget which words were looked at: many that hardly come again."""
    _look.cache_clear()
    stem.cache_clear()


@lru_cache(maxsize=50_000)
def terms_of_word(folded: str, pieces: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    """Return the terms that a word stands for in the index, each with its weight."""
    found: dict[str, float] = {stem(folded): WORD}
    for piece in pieces:
        if piece not in STOP:
            found.setdefault(stem(piece)[:LONGEST_TERM], PIECE)
            _add_parts(found, piece, PIECE)
    if not pieces:
        _add_parts(found, folded, WORD)
    return tuple(found.items())


def _add_parts(found: dict[str, float], folded: str, weight: float) -> None:
    parts = split(folded)
    for compound in shorter(folded):
        found.setdefault(compound, weight * COMPOUND)
    for place, part in enumerate(parts, 1):
        found.setdefault(part, weight * (HEAD if place == len(parts) else PART))


def weigh_terms(
    text: str, expressions: "Expressions", written: dict[str, str] | None = None
) -> tuple[dict[str, float], int]:
    """Return the terms of a text with their weights added up, and the number of words that carry a subject.

    ``written`` is told how each stem is written where it comes first.
    """
    total: dict[str, float] = {}
    words = list(words_of(prepare(text)))
    count = 0
    for word in words:
        if word.is_stop:
            continue
        count += 1
        if written is not None:
            written.setdefault(word.stem, word.written)
        for term, weight in terms_of_word(word.folded, word.pieces):
            total[term] = total.get(term, 0.0) + weight
    for expression, times in _said(words, expressions).items():
        total[expression] = total.get(expression, 0.0) + WORD * times
    return total, count


def _said(words: list[Word], expressions: "Expressions") -> Counter[str]:
    """Return how often each expression is said, in words apart or in pieces: "Smart-City-Strategie"."""
    said = Counter(expressions.within([word.stem for word in words]))
    if any(word.pieces for word in words):
        pieces = [piece for word in words for piece in (map(stem, word.pieces) if word.pieces else (word.stem,))]
        said |= Counter(expressions.within(pieces))
    return said


def analyse(text: str, *, keep_stopwords: bool = False) -> list[str]:
    """Return the stems of a text in order, with repetitions, without words that carry no subject."""
    return [word.stem for word in words_of(prepare(text)) if keep_stopwords or not word.is_stop]


class Expressions:
    """Known expressions of several words ("künstliche Intelligenz"), found again in texts as one term."""

    def __init__(self, expressions: Collection[tuple[str, ...]]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for expression in sorted(expressions, key=lambda one: (-len(one), one)):
            self._by_first.setdefault(expression[0], []).append(expression)

    def within(self, stems: list[str]) -> Iterator[str]:
        """Yield the term of every expression in a sequence of stems."""
        for _start, _length, term in self.places(stems):
            yield term

    def places(self, stems: list[str]) -> Iterator[tuple[int, int, str]]:
        """Yield (start, number of words, term) of every expression, overlapping ones too."""
        for start, first in enumerate(stems):
            for expression in self._by_first.get(first, ()):
                if tuple(stems[start : start + len(expression)]) == expression:
                    yield start, len(expression), " ".join(expression)
