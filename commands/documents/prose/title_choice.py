"""Which words of a text are the event's title: those that most signs speak for, each with a fitted weight.

The rules' title (:mod:`.title`) is one of them. On texts that they were not tuned with, that they choose it says
nothing beyond the signs; they cut words more exactly, though, so another title must be clearly the better one.

Weighed are all candidates of an event by their words, by where they stand and by how the text takes them up. The
weights are those of ``tests/bench/importing/fit_titles.py``, fitted on 34 sets of texts. With weights from the other
sets only, 60 of 70 titles in the three newest sets come out right (51 by rules alone), 103 of 123 in the six before
(93). What no weight may choose stands in rules: who holds or signs it, what a site prints everywhere, one of several
headings, a line that leads on.

Where the head of a text says what it is a part of ("Messe X", then "Workshop auf der Messe X"), the title is among the
other lines. Where the rules' title is none ("Programm", an address), the candidates are weighed without it.
"""

import re

from commands.documents.lines import Pages
from commands.documents.prose.layout import Part
from commands.documents.prose.organisation_words import looks_like_organisation
from commands.documents.prose.session_heads import is_session_heading
from commands.documents.prose.title import find_title
from commands.documents.prose.title_candidates import LINES, Candidate, Source, candidates, plain, shorn
from commands.documents.prose.title_lines import ONLY_KIND, only_date
from commands.documents.prose.title_signs import OF_A_SITE, Setting, setting, signs_around, signs_within
from commands.documents.prose.vocabulary import EVENT_WORDS, OFFICES, UPPER
from commands.documents.prose.weighing import Weights, weigh, weights

CLOSE = 12  # candidates that stand best by what is around them: only their words are looked at
SURE = 1.6  # how much more must speak for another title than for the one that the rules take
PART = 2.2  # and how much less speaks for words that are only a part of it
WORD_OF_IT = 4.8  # and how much less for a single word of it: "Vereine" of "Fachtag „Vereine“"
WEAK = 4.0  # what less speaks for than this is left to the rules
_SAYS_NOTHING = frozenset(["veranstaltung", "event", "termin"])  # a title of the rules that anything is better than
_SERIES = re.compile(r"[Rr]eihe\s?[„“\"»]?$")
_ENDINGS = re.compile(r"(?<=\w{3})(?:e[nmrs]?|s)\b")
_SENTENCE_END = re.compile(r"[a-zäöüß]\s(?:ein|statt|teil)$")  # "lädt zum Energieabend ein"
_ASIDE = re.compile(  # no title, however it stands: "auf dem 9. Forum", "Hier finden Sie …", "Melden Sie sich an!"
    r"(?:auf|im|am|beim|zum|zur|vom|bei|mit)\s(?:de[rsmn]\s)?|Hier\s(?:finden|sehen|gibt|geht|können)\b|"
    r"(?:Gelungene|Erfolgreiche|Große|Starke|Tolle|Volle)[rs]?\s(?:Auftakt|Start|Erfolg|Abschluss|Resonanz)\W*$|"
    r".*\b(?:[Mm]elden|[Hh]aben|[Bb]eachten|[Ww]ählen|[Kk]licken)\sSie\b"
)
_KIND_AND_PLACE = re.compile(  # "Praxistag", "Fachtagung | Seedorf", "Symposium in Altenau, Musterland"
    rf"(?P<kind>[{UPPER}][\w-]+)(?:\s?(?:\s(?:in|im)|[|,–-])(?:\s[{UPPER}][\w-]+,?){{1,3}})?"
)
FEW = 6  # words up to which a line that ends with a colon may be a title
_QUOTED = frozenset(["quoted", "described"])  # "die Konferenz „Kommunen bauen mit Holz“"
_WORD = re.compile(r"[^\W\d_]{3}")
_ACADEMY = re.compile(  # a house
    r"\b(?:Kommunal|Verwaltungs|Bildungs|Landes|Verbands|Umwelt|Land|(?:Evangelische|Katholische) )[Aa]kademie\b"
)
_OFFICE = re.compile(
    rf"(?:(?:Der|Die)\s)?(?:{OFFICES.pattern})(?:\sde[rs]\s.{{3,40}})?"
)  # who signs: "Der Bürgermeister"
_NUMBERED = re.compile(r"(?P<number>\d{1,2})\.\s(?=[A-ZÄÖÜ])")  # "2. AG Digitalisierung"
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
        one
        for one in every
        if not _is_around(one, about)
        and not _is_series(one)
        and not _leads_on(one, parts)
        and not _is_section(one, parts)
        and (plain(one.words) == taken or not _is_no_title(one))
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
        motto = _motto(ruled, every)
        return (ruled, used) if motto is None else (motto.words, used)
    best = _motto(best.words, every) or best
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
    if (
        ONLY_KIND.fullmatch(ruled)
        or _ASIDE.match(ruled)
        or _WORD.search(ruled) is None
        or plain(ruled) in _SAYS_NOTHING
    ):
        return True
    if (rubric := _RUBRIC.match(ruled)) is not None and only_date(ruled[rubric.end() :]):
        return EVENT_WORDS.search(ruled) is None
    said = signs_within(ruled)
    return "clock" in said or (
        EVENT_WORDS.search(ruled) is None
        and (_is_of_a_site(ruled) or "address" in said or ("service" in said and "verb" not in said))
    )


def _is_debris(one: Candidate, parts: list[Part]) -> bool:
    return all(parts[source.number].kind == "debris" for source in one.where)


def _is_around(one: Candidate, about: Setting) -> bool:
    """Tell whether words name what this event is a part of, or only say so: "Messe X", "Workshop auf der Messe X"."""
    return about.frame is not None and all(source.number in about.frame for source in one.where)


def _is_no_title(one: Candidate) -> bool:
    """Tell whether words are none, whatever speaks for them: who holds it or signs, what a site shows."""
    words = one.words
    if _SENTENCE_END.search(words) or _OFFICE.fullmatch(words):
        return True
    if any(source.kind in _QUOTED for source in one.where):
        return False
    house = looks_like_organisation(words) and not _NUMBERED.match(words)
    if house and EVENT_WORDS.search(_ACADEMY.sub("", words)) is None:
        return True
    return _ASIDE.match(words) is not None or (EVENT_WORDS.search(words) is None and _is_of_a_site(words))


def _is_of_a_site(words: str) -> bool:
    return any(pattern.search(words) for pattern in OF_A_SITE)


def _leads_on(one: Candidate, parts: list[Part]) -> bool:
    """Tell whether words are a line that only leads on to the next: "Ein Abend, drei Dörfer und viele Fragen:"."""
    lines = {parts[source.number].text.rstrip() for source in one.where}
    return all(source.kind in {"line", "joined"} for source in one.where) and all(
        text.endswith(":") and len(text.split()) > FEW and EVENT_WORDS.search(text) is None for text in lines
    )


def _is_section(one: Candidate, parts: list[Part]) -> bool:
    """Tell whether words are one of the headings of a text: "4. Die Tischgespräche" between 3 and 5, "Forum 2: …"."""
    if is_session_heading(one.words):
        return len({part.text for part in parts if is_session_heading(part.text)}) > 2  # it is one of several
    counted = _NUMBERED.match(one.words)
    if counted is None or any(source.kind not in LINES for source in one.where):
        return False
    number = int(counted["number"])
    beside = {int(other["number"]) for part in parts if (other := _NUMBERED.match(part.text)) is not None}
    return number - 1 in beside and (number == 2 or number - 2 in beside or number + 1 in beside)


def _motto(words: str, every: list[Candidate]) -> Candidate | None:
    """Return what a bare kind of event is called where a sentence says so: "der Praxistag „Mitreden per Klick“"."""
    kind = _KIND_AND_PLACE.fullmatch(words)
    if kind is None:
        return None
    called = re.compile(rf"(?<![\w-]){re.escape(kind['kind'])}(?:e?s)?,?:?\s?[„“\"»]?\s?$", re.IGNORECASE)
    motto = next(
        (one for one in every for source in one.where if source.kind == "quoted" and called.search(source.before)),
        None,
    )
    if motto is None or " " in motto.words:
        return motto
    both = plain(f"{kind['kind']} {motto.words}")
    return next((one for one in every if plain(one.words) == both), motto)


def _is_series(one: Candidate) -> bool:
    """Tell whether words only name the series that the event belongs to: "ein Abend der Reihe „…“"."""
    return all(source.kind in _QUOTED for source in one.where) and any(
        source.kind == "quoted" and _SERIES.search(source.before) for source in one.where
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
