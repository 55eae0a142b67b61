"""What a question means: ideas, each with the ways in which an entry may speak of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from storage.search import dates, kinds, vocabulary
from storage.search.analyse import ASKING, Expressions, Word, prepare, words_of
from storage.search.compounds import is_known, shorter, split
from storage.search.folding import fold, stem
from storage.search.index import ALL
from storage.search.lists import listed_words
from storage.search.thesaurus import NEAR, Thesaurus, extended, ready
from storage.search.vocabulary import Term
from storage.slips import nearest
from storage.tables.audit import Term as OwnTerm

EXACT, JOINED, ALL_PARTS, SHORTER, TOPIC, HEAD, MODIFIER, DERIVED, ALIKE = 1.0, 1.0, 0.7, 0.6, 0.5, 0.28, 0.2, 0.8, 0.7
APART = 0.85  # the words of an expression or compound, somewhere in the entry
SCATTERED = 0.5  # the same of an expression that would have been found in one piece too
SHORTEST_PIECE, PIECE_OF_IT = 4, 0.7
SHORTEST_END, END_OF_IT = 5, 0.28  # the end alone says what kind of thing it is, not which: Tier|heim is no other Heim
RELATED = 0.65  # what means so surely the same may stand for a part of a compound too
SHORT_WORD = 4  # letters of a stem
AT_LEAST = 0.45  # who has but a near word or one part of a compound may have nothing of the idea
MINOR = 0.4  # what a verb or adjective counts beside a noun where the question tells them apart
SOFT = 0.35  # words for the kind of thing that is asked for: Workshop, Satzung, Musterlösung
DATE = 1.3
KINDS = frozenset(
    stem(fold(word))
    for line in (
        "Workshop Veranstaltung Event Termin Treffen Musterlösung Lösung Beispiel Muster Vorlage Projekt Erfahrung",
        "Idee Eintrag Dokument Datei Fachforum Werkstatt Vortrag Referent Experte Ansprechpartner Kontakt Material",
        "Webinar Seminar Konferenz Doku Dokumentation Praxisbeispiel Regeln Tipps Arbeitsgruppe Arbeitskreis Satzung",
        "Leitfaden Checkliste Konzept Leitlinie Richtlinie Handreichung Handbuch Anleitung Überblick Übersicht",
        "Steckbrief Bericht",
    )
    for word in line.split()
)
# Heads of compounds that say little: in "Prozessmanagement" the subject stands in front.
GENERAL = frozenset(
    stem(fold(word))
    for line in (
        "Management Konzept Plan Projekt Prozess System Wesen Verfahren Maßnahme Arbeit Thema Angebot Bereich Modell",
        "Lösung Idee Frage Beispiel Vorhaben Aufgabe Möglichkeit Umsetzung Einführung Entwicklung Gestaltung Struktur",
        "Organisation Konferenz Tag Gruppe Programm Initiative Stelle Sache Art Form Fall Vorlage Muster Papier Stand",
        "Amt Technik Dienst Recht Anlage Platz Betrieb Faktor",
    )
    for word in line.split()
)
QUESTION_WORDS = frozenset(
    word
    for line in ("wer wie wo was wann warum wieso weshalb womit wodurch woran wofur worauf woher wohin",)
    for word in line.split()
)
_OWN_TERMS = select(OwnTerm.__table__.c.term, OwnTerm.__table__.c.means).order_by(OwnTerm.__table__.c.id)
_QUOTED = re.compile(r"[\"„“”»«]\s*([^\"„“”»«]{2,}?)\s*[\"„“”»«]")
_SHORT_PIECE = re.compile(r"\b\w{1,3}-\w")  # "AV-Vertrag" is no slip for "Vertrag"
_PARTICIPLE = re.compile(
    r"(?P<front>an|ab|auf|aus|bei|dar|durch|ein|fest|fort|her|hin|mit|nach|um|vor|weiter|zu|zuruck|zusammen)?ge"
    r"(?P<verb>[a-z]{3,}?)e?(?:t|en)(?:e[nmrs]?)?"
)
_FINITE = re.compile(
    r"(?!.*(?:t.t|heit|keit|schaft|ent|ist|amt|gut|ort|gebiet|recht|dienst|stadt)$)[a-zäöüß]{4,9}t"
)  # stapelt
_INFINITIVE = re.compile(r"(?P<verb>.{3,}?)(?:e|(?<=e[lr]))n")  # brauchen, verhindern
_JOINTS = ("", "s", "n", "en", "es")

Any_of = dict[str, float]  # terms any of which will do, each with how surely it means the same


@dataclass(slots=True)
class Idea:
    """One idea of a question. An entry speaks of it by a term of ``ways``, or by one of each of a group's sets."""

    written: str
    importance: float = 1.0
    ways: Any_of = field(default_factory=dict)
    groups: list[tuple[tuple[Any_of, ...], float]] = field(default_factory=list)
    key: str = ""  # the stem that was asked for
    unknown: bool = False  # nothing in the store surely means it
    is_date: bool = False
    corrected: str | None = None  # as the store writes it, where the question had a slip

    def allow(self, term: str, sureness: float) -> None:
        """Let a term stand for the idea."""
        if sureness > self.ways.get(term, 0.0):
            self.ways[term] = sureness

    def terms(self) -> Iterable[str]:
        """Return every term that has to do with the idea."""
        yield from self.ways
        for group, _sureness in self.groups:
            for alternatives in group:
                yield from alternatives


@dataclass(slots=True)
class Question:
    """The ideas of a question, its quoted phrases, and what the store knows of its terms."""

    ideas: list[Idea]
    phrases: tuple[tuple[str, ...], ...] = ()
    known: dict[str, Term] = field(default_factory=dict)
    documents: int = 0
    corrected: str | None = None  # the question as it was understood, where a misspelling was mended
    kinds: dict[str, float] = field(default_factory=dict)  # of entries that are asked for: how much more they count


async def understand(session: AsyncSession, text: str, now: datetime) -> Question:
    """Read a question and look its words up in the thesaurus and in the store's vocabulary."""
    await ready()
    connection = await session.connection()
    own = (await connection.execute(_OWN_TERMS)).all()
    thesaurus, expressions = extended(tuple((row[0], row[1]) for row in own))
    question = await _resolve(connection, text, now, thesaurus, expressions)
    if any(idea.corrected for idea in question.ideas):
        mended = text
        for idea in question.ideas:
            if idea.corrected:
                mended = mended.replace(idea.written, idea.corrected)
        again = await _resolve(connection, mended, now, thesaurus, expressions)
        again.corrected = mended
        return again
    return question


async def _resolve(
    connection: AsyncConnection, text: str, now: datetime, thesaurus: Thesaurus, expressions: Expressions
) -> Question:
    ideas = read(text, now, thesaurus, expressions)
    known = await vocabulary.known(connection, [ALL, *(term for idea in ideas for term in idea.terms())])
    loose = frozenset(idea.key for idea in ideas if " " in idea.key and not _is_named(idea, known))
    if loose:  # nobody in the store speaks of it in one piece: its words mean more apart
        ideas = read(text, now, thesaurus, expressions, loose)
        known |= await vocabulary.known(connection, {term for idea in ideas for term in idea.terms()} - known.keys())
    _weigh_small_words(ideas, known, thesaurus)
    question = Question(ideas, tuple(_phrases(text)), known, known[ALL].documents if ALL in known else 0)
    question.kinds = kinds.wanted(words_of(prepare(text)))
    for idea in ideas:
        if not _is_served(idea, known) and not idea.is_date:
            await _look_further(connection, idea, question, thesaurus)
    return question


@cache
def light_words() -> frozenset[str]:
    """Return the stems of words that say how something is, rather than what."""
    words = {fold(word) for word in listed_words("beiwoerter.txt")}
    verbs = {found["verb"] for word in words if (found := _INFINITIVE.fullmatch(word))}
    return frozenset(map(stem, words | {verb + ending for verb in verbs for ending in ("e", "st", "t", "te", "ten")}))


def _verb(words: list[Word]) -> Word | None:
    """Return the verb of a question that asks who, what, how or why: "wie stapelt …", "wie lange dauert …"."""
    if len(words) > 2 and words[0].folded in QUESTION_WORDS:
        after = words[1].stem in light_words() and _FINITE.fullmatch(words[2].written)
        word = words[2] if after else words[1]
        if word.written[0].islower() and not word.is_stop and not word.pieces:
            return word
    return None


def _is_minor(word: Word, *, tells_nouns: bool) -> bool:
    """Whether a word says how something is rather than what: by a small letter where these tell, else by the list."""
    return word.written[0].islower() and not word.pieces and (tells_nouns or word.stem in light_words())


def _weigh_small_words(ideas: list[Idea], known: dict[str, Term], thesaurus: Thesaurus) -> None:
    """Let verbs and adjectives count less in a question without capitals: they are what the store writes small."""
    if len(ideas) < 2 or any(idea.written[0].isupper() for idea in ideas):
        return
    for idea in ideas:
        if idea.importance < 1 or idea.is_date or " " in idea.key:
            continue
        if idea.key in known:
            small = known[idea.key].written[:1].islower()
        else:  # an infinitive at the end: "… willkommen heißen", or "stapelt"
            small = idea.key not in thesaurus.related and (
                (idea is ideas[-1] and idea.written.endswith("en")) or _FINITE.fullmatch(idea.written) is not None
            )
        if small:
            idea.importance = MINOR


def read(
    text: str, now: datetime, thesaurus: Thesaurus, expressions: Expressions, loose: frozenset[str] = frozenset()
) -> list[Idea]:
    """Return the ideas of a question as far as language tells them; ``loose`` expressions are left in words."""
    prepared = prepare(text)
    spoken = dates.spoken(prepared, now)
    words = [
        word for word in words_of(prepared) if not any(word.start < one.end and word.end > one.start for one in spoken)
    ]
    content = [] if spoken and not _subject(words) else _content(words)
    tells_nouns = any(word.written[0].isupper() for word in content) and any(
        word.written[0].islower() for word in words
    )
    ideas: list[Idea] = []
    places = [place for place in expressions.places([word.stem for word in words]) if place[2] not in loose]
    taken = _expressions(words, content, places, thesaurus, ideas)
    rest = [word for place, word in enumerate(words) if place not in taken and word in content]
    verb = _verb(words)
    for word in rest:
        idea = _idea(word, thesaurus, expressions)
        if word.stem in KINDS or (word.folded.isdigit() and len(word.folded) <= 2):
            idea.importance = SOFT  # "Formel 1": half of the entries have a 1
        elif len(rest) > 1 and (word is verb or _is_minor(word, tells_nouns=tells_nouns)):
            idea.importance = MINOR
        ideas.append(idea)
    _join(words, ideas, content, thesaurus)
    _tell_apart(ideas)
    if all(idea.importance == SOFT for idea in ideas) and not spoken:
        for idea in ideas:
            idea.importance = 1.0
    for one in spoken:
        ideas.append(Idea(one.written, DATE, dict.fromkeys(one.terms, EXACT), key=one.terms[0], is_date=True))
        for word in words_of(one.written):
            ideas[-1].allow(word.stem, 0.5 if len(one.terms) == 1 and " " not in one.written.strip() else 0.0)
    for idea in ideas:
        idea.ways = {term: sureness for term, sureness in idea.ways.items() if sureness > 0}
    return ideas


def subject(text: str) -> str:
    """Return a question without the chat before and after what it asks for."""
    prepared = prepare(text)
    content = _subject(list(words_of(prepared)))
    return prepared[content[0].start : content[-1].end] if content else text


def _subject(words: list[Word]) -> list[Word]:
    return [word for word in words if not word.is_stop and word.folded not in ASKING]


def _content(words: list[Word]) -> list[Word]:
    """Return the words that ask for something: without chat, unless there is nothing else."""
    return _subject(words) or [word for word in words if not word.is_stop] or words


def _expressions(
    words: list[Word], content: list[Word], places: list[tuple[int, int, str]], thesaurus: Thesaurus, ideas: list[Idea]
) -> set[int]:
    """Take expressions of several words out of the question, longest first; return the places they took."""
    taken: set[int] = set()
    for start, length, term in sorted(places, key=lambda one: (-one[1], one[0])):
        group = words[start : start + length]
        if taken & set(range(start, start + length)):
            continue
        taken |= set(range(start, start + length))
        idea = Idea(" ".join(word.written for word in group), key=term, ways={term: EXACT})
        parts = tuple(_with_related(word.stem, thesaurus, NEAR) for word in group if not word.is_stop)
        if len(parts) > 1:
            idea.groups.append((parts, 0.85 if all(word in content for word in group) else 0.5))
        idea.allow(stem("".join(word.folded for word in group)), JOINED)
        _relate(idea, term, thesaurus, 1.0)
        ideas.append(idea)
    return taken


def _idea(word: Word, thesaurus: Thesaurus, expressions: Expressions) -> Idea:
    idea = Idea(word.written, key=word.stem, ways={word.stem: EXACT})
    _relate(idea, word.stem, thesaurus, 1.0)
    for other in _derived(word):
        idea.allow(stem(other), DERIVED)
    pieces = [piece for piece in word.pieces if fold(piece)]
    parts = tuple(stem(piece) for piece in pieces) if pieces else split(word.folded)
    if len(parts) > 1:
        sets = tuple(thesaurus.parts.get(part, {}) | _with_related(part, thesaurus) for part in parts)
        idea.groups.append((sets, ALL_PARTS + (0.15 if pieces else 0.0)))
        general = parts[-1] in GENERAL
        for part in parts[:-1]:
            if len(part) > 2 and part not in GENERAL:
                idea.allow(part, TOPIC if general and len(parts) == 2 else MODIFIER)
        idea.allow(parts[-1], MODIFIER if general else HEAD)
        for _start, length, term in expressions.places(list(parts)) if pieces else ():
            idea.allow(term, ALL_PARTS if length < len(parts) else EXACT)
            _relate(idea, term, thesaurus, ALL_PARTS)
        for compound in shorter(word.folded):
            idea.allow(compound, SHORTER)
    return idea


def _derived(word: Word) -> Iterable[str]:
    """Yield words of the same family that the stemmer does not bring together."""
    folded = word.folded
    if folded.endswith("en") and len(folded) > 5:
        yield folded[:-2] + "ung"  # schulen: Schulung; melden: Meldung
    if folded.endswith("ieren") and len(folded) > 8:
        yield folded[:-5] + "ation"  # organisieren: Organisation
    if folded.endswith("ation") and len(folded) > 8:
        yield folded[:-5] + "ieren"
    if word.written[0].islower() and (participle := _PARTICIPLE.fullmatch(folded)):
        yield (participle["front"] or "") + participle["verb"] + "en"  # gemeldet: melden; eingereicht: einreichen


def _with_related(part: str, thesaurus: Thesaurus, least: float = RELATED) -> Any_of:
    return {part: EXACT} | {
        other: sureness for other, sureness in thesaurus.related.get(part, {}).items() if sureness >= least
    }


def _relate(idea: Idea, name: str, thesaurus: Thesaurus, factor: float) -> None:
    for other, sureness in thesaurus.related.get(name, {}).items():
        idea.allow(other, sureness * factor)
        stems = other.split(" ")
        apart = APART if other in thesaurus.own else SCATTERED
        if len(stems) > 1:
            if name in stems:
                continue  # "alte Bauakten" says no more of Bauakten than the word itself
            idea.groups.append((tuple({one: EXACT} for one in stems), sureness * factor * apart))
        elif sureness >= RELATED and len(parts := split(other)) > 1:
            idea.groups.append((tuple({one: EXACT} for one in parts), sureness * factor * APART))


def _join(words: list[Word], ideas: list[Idea], content: list[Word], thesaurus: Thesaurus) -> None:
    """Let two words typed apart stand for the compound they make: "Kooperations Vertrag", "E Akte"."""
    by_word = {idea.key: idea for idea in ideas}
    for left, right in pairwise(words):
        if left not in content and right not in content:
            continue
        for joint in _JOINTS:
            joined = stem(left.folded + joint + right.folded)
            for word in (left, right):
                if word.stem in by_word:
                    by_word[word.stem].allow(joined, JOINED)
                    _relate(by_word[word.stem], joined, thesaurus, JOINED)


def _tell_apart(ideas: list[Idea]) -> None:
    """Let a word of the question count little for another idea of it: it shall not serve for both."""
    keys = {idea.key for idea in ideas}
    for idea in ideas:
        for key in keys - {idea.key}:
            if idea.ways.get(key, EXACT) < EXACT:
                idea.ways[key] *= 0.5


def _is_named(idea: Idea, known: dict[str, Term], least: float = RELATED) -> bool:
    return any(sureness >= least and term in known for term, sureness in idea.ways.items())


def _is_served(idea: Idea, known: dict[str, Term], least: float = 0.6) -> bool:
    return _is_named(idea, known, least) or any(
        all(any(term in known for term in alternatives) for alternatives in group) for group, _sure in idea.groups
    )


async def _look_further(connection: AsyncConnection, idea: Idea, question: Question, thesaurus: Thesaurus) -> None:
    """Serve an idea that the store has no word for: by a mended misspelling, or by longer and shorter words."""
    key = idea.key
    if " " not in key and len(key) >= 4 and key.isalpha():
        found = await vocabulary.alike(connection, key)
        for term in found:
            question.known[term.term] = term
            idea.allow(term.term, ALIKE * (len(key) / len(term.term)) ** 0.5)
        if not (
            found or is_known(key) or key in thesaurus.related or key in light_words()
        ) and not _SHORT_PIECE.search(idea.written):
            await _mend(connection, idea, thesaurus)
        if not found and not idea.corrected and not is_known(key):
            await _take_apart(connection, idea, question)
    idea.unknown = not _is_served(idea, question.known, AT_LEAST)


async def _mend(connection: AsyncConnection, idea: Idea, thesaurus: Thesaurus) -> None:
    """Find the word that was meant by a misspelt one, in the store or in the thesaurus."""
    most = 1 if len(idea.key) < 8 else 2
    near = await vocabulary.near(connection, idea.key, most)
    slips = [term.written for term, _count in near if term.written and _is_slip(idea.key, term.term)]
    if not slips:
        named = nearest(idea.key, thesaurus.written.keys(), most)
        slips = [thesaurus.written[named]] if named is not None and _is_slip(idea.key, named) else []
    if slips:
        noun = idea.written[0].isupper()
        idea.corrected = slips[0][0].upper() + slips[0][1:] if noun else slips[0]


def _is_slip(key: str, meant: str) -> bool:
    """Tell whether a word may be a slip for another: in short ones no letter is another ("fett" is not "fest")."""
    return len(key) > SHORT_WORD or len(key) != len(meant) or sorted(key) == sorted(meant)


async def _take_apart(connection: AsyncConnection, idea: Idea, question: Question) -> None:
    """Serve a compound that the shipped word parts do not know by words of the store that it begins or ends with."""
    word = idea.key
    fronts = {word[:end] for end in range(SHORTEST_PIECE, len(word) - 1)}
    ends = {word[start:] for start in range(2, len(word) - SHORTEST_PIECE + 1)}
    found = await vocabulary.known(connection, fronts | ends)
    question.known.update(found)
    for term in found:
        if term in GENERAL:  # "Steuerrecht" is not served by all that has to do with law
            continue
        if term in fronts:
            idea.allow(term, PIECE_OF_IT * len(term) / len(word))
        elif len(term) >= SHORTEST_END:
            idea.allow(term, END_OF_IT)
        rest = word.removeprefix(term)
        for last in (rest, rest.removeprefix("s"), rest.removeprefix("n")):
            if rest != word and last in found:
                idea.groups.append((({term: EXACT}, {last: EXACT}), ALL_PARTS))


def _phrases(text: str) -> Iterable[tuple[str, ...]]:
    for quoted in _QUOTED.findall(text):
        stems = tuple(word.stem for word in words_of(prepare(quoted)))
        if stems:
            yield stems
