"""The Snowball stemmer for German (snowballstem.org/algorithms/german/stemmer.html), for words folded beforehand.

Written out here because it runs for every word that is indexed: plain string operations take a tenth of the time of
the generated Python package, and the stems in the index do not change with a package's version. Umlauts and ß are
folded before, so those steps are left out; of the later additions (-ln, -et) it has what leaves nouns as they are.
"""

S_ENDINGS = frozenset("bdfghklmnrt")
ST_ENDINGS = frozenset("bdfghklmnt")


def stem_german(word: str) -> str:
    """Return the stem of a folded word."""
    word = _mark(word)
    first = _region(word, 0)
    second = _region(word, first)
    first = max(first, 3)
    word = _inflection(word, first)
    word = _comparison(word, first)
    word = _derivation(word, first, second)
    return word.lower()


def _mark(word: str) -> str:
    """Write u and y between vowels as capitals: they are consonants there."""
    if "u" not in word and "y" not in word:
        return word
    letters = list(word)
    for place in range(1, len(letters) - 1):
        if letters[place] in "uy" and letters[place - 1] in "aeiouy" and letters[place + 1] in "aeiouy":
            letters[place] = letters[place].upper()
    return "".join(letters)


def _region(word: str, start: int) -> int:
    """Return where the region after the first consonant that follows a vowel begins."""
    seen = False
    for place in range(start, len(word)):
        vowel = word[place] in "aeiouy"
        if seen and not vowel:
            return place + 1
        seen = seen or vowel
    return len(word)


def _inflection(word: str, first: int) -> str:
    for ending in ("ern", "em", "er", "en", "es", "e"):
        if word.endswith(ending):
            if len(word) - len(ending) < first or (ending == "em" and word.endswith("system")):
                return word
            word = word[: -len(ending)]
            return word[:-1] if ending in {"en", "es", "e"} and word.endswith("niss") else word
    if word.endswith("ln") and len(word) - 1 >= first:
        return word[:-1]
    if word.endswith("s") and len(word) - 1 >= first and word[-2] in S_ENDINGS:
        return word[:-1]
    return word


def _comparison(word: str, first: int) -> str:
    for ending in ("est", "en", "er"):
        if word.endswith(ending):
            return word[: -len(ending)] if len(word) - len(ending) >= first else word
    if word.endswith("et") and len(word) - 2 >= first and _is_verb(word[:-2]):
        return word[:-2]
    if word.endswith("st") and len(word) - 2 >= first and len(word) > 5 and word[-3] in ST_ENDINGS:
        return word[:-2]
    return word


def _is_verb(rest: str) -> bool:
    """Tell antwort-et, eröffn-et from Paket, Internet."""
    return rest[-1] in "td" or (rest[-1] == "n" and rest[-2] not in "aeiouyr")


def _derivation(word: str, first: int, second: int) -> str:
    for ending in ("isch", "lich", "heit", "keit", "end", "ung", "ig", "ik"):
        if not word.endswith(ending):
            continue
        rest = word[: -len(ending)]
        if len(rest) < second:
            return word
        if ending in {"end", "ung"}:
            return rest[:-2] if rest.endswith("ig") and len(rest) - 2 >= second and rest[-3:-2] != "e" else rest
        if ending in {"ig", "ik", "isch"}:
            return word if rest.endswith("e") else rest
        if ending in {"lich", "heit"}:
            return rest[:-2] if rest.endswith(("er", "en")) and len(rest) - 2 >= first else rest
        for inner in ("lich", "ig"):
            if rest.endswith(inner) and len(rest) - len(inner) >= second:
                return rest[: -len(inner)]
        return rest
    return word
