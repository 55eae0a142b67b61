"""Folding of text, so that "Lösungen", "loesungen" and "losungen" are the same word."""

import re
import unicodedata

_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def clean(text: str) -> str:
    """Compose (NFC) and drop what can't be seen: soft hyphens, zero-width and direction marks."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def shorten(text: str, length: int = 80) -> str:
    """Return what a file says, fit to be repeated in a sentence: one line of so many characters."""
    line = " ".join(clean(text[: 10 * length]).split())
    return line if len(line) <= length and len(text) <= 10 * length else line[: length - 1].rstrip() + "…"


def fold(text: str) -> str:
    """Lower case without accents; umlauts as two letters."""
    lowered = clean(text).casefold().translate(_SPELLED)
    # styled letters (𝑨) become plain ones only here, so the case is folded again
    decomposed = unicodedata.normalize("NFKD", lowered).casefold()
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def squeeze(text: str) -> str:
    """Fold further, so that "ae" and "a" are one: for people without umlauts on their keyboard."""
    return fold(text).replace("ae", "a").replace("oe", "o").replace("ue", "u").replace("ss", "s")
