"""Where an event was, only what the text says: the words that most signs speak for, each with a fitted weight.

Weighed are all candidates (:mod:`.place_candidates`) and that there is none. Forms that are too rare to be weighed,
and sure, are looked for where that wins. The weights are those of ``tests/bench/importing/fit_places.py``, fitted on
28 sets of texts. With weights from the other sets only, 32 of 34 places in the two newest sets come out right, of 351
in the others 314.
"""

import re

from commands.documents.prose.layout import Part
from commands.documents.prose.moments import find_moments
from commands.documents.prose.nominative import nominative
from commands.documents.prose.place_candidates import Candidate, text_of
from commands.documents.prose.place_lines import is_house, town_of_name
from commands.documents.prose.place_signs import Setting, setting, signs, signs_of_nothing
from commands.documents.prose.place_words import LANDSCAPE
from commands.documents.prose.vocabulary import UPPER, VENUE_WORD
from commands.documents.prose.weighing import Weights, weigh, weights
from commands.documents.prose.when import Chosen

_HEADED = re.compile(  # "Seedorf (Hessen): Strategie für Seedorf"
    rf"((?:Bad |Sankt )?[{UPPER}][\w-]+) \([{UPPER}][\w-]+(?:-[{UPPER}]\w+)*\)\s*:"
)
_TRIP = re.compile(  # "Exkursion nach Seedorf"
    rf"(?:\w*[Ee]xkursion|Ausflug|\w*[Ff]ahrt) nach ((?:Bad |Sankt )?[{UPPER}][\w-]+)"
)
_BRACKET = re.compile(rf"\s*,\s*(?P<place>[{UPPER}][^(),;]{{2,60}})\)")  # "Tagung X (19.9.2024, Seedorf)"
_STROKES = re.compile(  # "17. Oktober 2019 | Umweltforum Seedorf"
    rf"(?:[^|·•]{{0,25}}[|·•]){{1,2}}\s*(?P<place>[{UPPER}][^|·•:.!?]{{2,80}})"
)
_ADDRESS_BEHIND = re.compile(r"\s?[,(]")
WEIGHTS = "place_weights.txt"
DOUBT = 0.5  # how much more must speak for a place than for none: better a gap than an invented one


def choose_place(parts: list[Part], chosen: Chosen, title: str | None, known: Weights | None = None) -> str | None:
    """Return the place as written, with its address behind it; ``None`` where more speaks for giving none."""
    known = weights(WEIGHTS) if known is None else known
    weighed = [(one, weigh(has, known)) for one, has in options(setting(parts, chosen, title))]
    best, most = max(weighed, key=lambda one: one[1])
    _, nothing = weighed[-1]
    if best is None or most < nothing + DOUBT:
        return _plain(parts, chosen, title)
    longer = [one.words for one, weight in weighed if one is not None and weight > nothing]
    fuller = (
        words for words in longer if words.startswith(best.words) and _ADDRESS_BEHIND.match(words, len(best.words))
    )
    return _upright(max((best.words, *fuller), key=len), best)[:300]


def _upright(words: str, best: Candidate) -> str:
    """Return words behind "des" as one names them: "Landratsamt Seedorf" for "(des) Landratsamtes Seedorf"."""
    return nominative(f"des {words}") if best.link == "des" else words


def _plain(parts: list[Part], chosen: Chosen, title: str | None) -> str | None:
    """Return the place of a form that is too rare to be weighed, and sure."""
    headed = _HEADED.match(title or "") or _TRIP.fullmatch(title or "")
    if headed is not None or chosen.part is None or chosen.moment is None:
        return headed[1] if headed is not None else None
    text = text_of(chosen.part)
    behind = text[chosen.moment.stop :]
    bracket = _BRACKET.match(behind) if text[: chosen.moment.start].endswith("(") else None
    if bracket is not None:
        return bracket["place"]
    strokes = _STROKES.fullmatch(behind)
    if strokes is not None and VENUE_WORD.search(strokes["place"]) and not find_moments(strokes["place"]):
        return strokes["place"].strip()
    below = next((part.text.strip() for part in parts if part.number > chosen.part.number and not part.used), "")
    if is_house(below) or LANDSCAPE.fullmatch(below):
        return below
    return town_of_name(title, parts, chosen)


def options(about: Setting) -> list[tuple[Candidate | None, list[str]]]:
    """Return every candidate with its signs, and last that there is none."""
    return [*((one, signs(one, about)) for one in about.candidates), (None, [*signs_of_nothing(about)])]
