"""Folding and stemming of German words: one key for "Lösungen", "loesung" and "LÖSUNG"."""

import re
import unicodedata
from functools import lru_cache

from storage.search.stemmer import stem_german
from storage.text import clean

# ä, ae and a are one, but the "ue" of neue, Steuer, Bauer or Quelle is no umlaut: never after a vowel or a q.
# The "+" makes folding twice the same as folding once; no German word has two.
_SPELLED = re.compile(r"ae+|oe+|(?<![aeiouq])ue+")
_PERSONS = (  # Mitarbeitende, Wahlhelfende: the same people as Mitarbeiter, Wahlhelfer
    "arbeit|nehm|helf|lehr|lern|pfleg|forsch|nutz|besuch|leit|fahr|wahl|berat|zuhor|wohn|stell|entscheid|brauch|vertret|"
    "kauf|spiel|mess|dien"
)
_PARTICIPLE = re.compile(rf"({_PERSONS})end(?:e[nrms]?)?$")
_PLURAL_WOMEN = re.compile(r"(?<!gew)(?<!beg)(?<!bes)(?<!entr)(?<!zerr)(?<!ers)innen$")
_WOMAN = re.compile(r"(?<=er|at|nt|st|og|ur|or|kt|rz|eg|lt|am|ot|tz|rt|af|ut|et|it)in$")
_FOREIGN_PLURAL = re.compile(r"(?<=[opy])(?<![a-z]{3}lo)s$|(?<=space|rvice)s$")  # kostenlos is no plural
_PLURALS = {  # of Latin words and short forms, which no ending tells
    "um": "muse zentr gremi ministeri kriteri territori laboratori stipendi kollegi spektr medi",
    "a": "them firm",
    "o": "kont risik szenari",
}
_SINGULAR = {f"{word}en": f"{word}{end}" for end, words in _PLURALS.items() for word in words.split()} | {
    "praktika": "praktikum",
    "foren": "forum",
    "stadien": "stadion",
    "viren": "virus",
    "visa": "visum",
    "materialien": "material",
    "prinzipien": "prinzip",
    "busse": "bus",
    "bussen": "bus",
    "kitas": "kita",
    "azubis": "azubi",
    "kameras": "kamera",
    "taxis": "taxi",
}
_PLURAL = re.compile(rf"(?:{'|'.join(_SINGULAR)})$")
_ISATION = re.compile(r"isi(?:er(?:t|end)?)?$")


def fold(word: str) -> str:
    """Return a word in lower case, without umlauts and accents, however they were typed."""
    if word.isascii() and word.isalnum():
        return _SPELLED.sub(_first_letter, word.lower())
    # styled letters (𝑨) become plain ones only by decomposing, so the case is folded after it, too
    decomposed = unicodedata.normalize("NFKD", clean(word).casefold()).casefold()
    return _SPELLED.sub(_first_letter, "".join(sign for sign in decomposed if sign.isalnum()))


def _first_letter(found: re.Match[str]) -> str:
    return found[0][0]


@lru_cache(maxsize=50_000)
def stem(folded: str) -> str:
    """Return the stem of a folded word; women and men of a profession have the same."""
    if len(folded) <= 3 or not folded.isalpha():
        return folded
    word = _PLURAL.sub(lambda found: _SINGULAR[found[0]], folded)
    # the endings are asked for first: an expression that does not match takes ten times as long to say so
    word = _PARTICIPLE.sub(r"\1er", word) if "end" in word else word
    if len(word) > 7 and word.endswith("innen"):
        word = _PLURAL_WOMEN.sub("", word)
        word = f"{word}en" if word != folded and word.endswith("s") else word  # Lotsinnen: Lotsen, not Lot
    if len(word) > 6 and word.endswith("in"):
        word = _WOMAN.sub("", word)
    if word.endswith("s"):
        word = _FOREIGN_PLURAL.sub("", word)
    stemmed = stem_german(word)
    return _ISATION.sub("isier", stemmed) if len(stemmed) > 6 and "isi" in stemmed else stemmed
