"""From German text to terms: folding, gender forms, stems."""

import re
from functools import lru_cache

import snowballstemmer

from storage.text import clean, fold

_STEMMER = snowballstemmer.stemmer("german")
# Bürger_innen, Bürger:innen, Bürger*innen, Bürger/-innen, Bürger(innen), BürgerInnen: one word with its plain form
_GENDER = re.compile(r"(?<=\w)(?:[*:_·]|/-?|\()?(?:(?<=[*:_·/(-])[iI]nn?(?:en)?|(?<=[a-zäöüß])In(?:nen)?)\)?(?!\w)")
_WORD = re.compile(r"[^\W_]+")
STOPWORDS = frozenset(
    fold(
        "aber alle als also am an auch auf aus bei beim bin bis bitte da damit dann das dass dazu dem den "
        "denn der des die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen "
        "einer eines er es etwas euch für gab gibt haben habe habt hat hatte hier ich ihr im in infos "
        "information ins irgendwas ist ja jemand kann kennt könnt man mal mehr mich mir mit nach nicht noch "
        "nun nur ob oder ohne schon sehr sein sich sie sind so suche sucht über um und uns unter vom von vor "
        "war was wer weiß welche welchen welcher welches wenn werden wie wir wird wo wurde zu zum zur zeig "
        "zeige zeigt thema themen bezug rund finde finden gerne hallo danke "
    ).split()
)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the stem of a folded word. The stemmer wants umlauts, people and indexes don't: it sees them folded."""
    if word.isdigit() or len(word) <= 3:
        return word
    stemmed: str = _STEMMER.stemWord(word)
    for ending in ("innen", "inn", "in"):
        if stemmed.endswith(ending) and len(stemmed) - len(ending) >= 5:
            stemmed = stemmed[: -len(ending)]
            break
    return stemmed


def words(text: str) -> list[str]:
    """Return the folded words of a text, gender forms reduced to the plain word."""
    return [fold(word) for word in _WORD.findall(_GENDER.sub("", clean(text)))]


def analyse(text: str, *, keep_stopwords: bool = False) -> list[str]:
    """Return the terms of a text, in order, with repetitions."""
    return [stem(word)[:80] for word in words(text) if keep_stopwords or word not in STOPWORDS]
