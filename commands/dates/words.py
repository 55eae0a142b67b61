"""Tables of German words about time, and how loosely they may be spelt.

Keys are folded: lower case, ä as ae (and as plain a, for keyboards without umlauts), ß as ss. A name of a
month or weekday may also be misspelt a little: see ``_close``.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import TypeVar

from storage.slips import slips

V = TypeVar("V")

_FOLD = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_BARE = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_ENDINGS = ("", "e", "en", "er", "es", "em")


def fold(text: str) -> str:
    """Lower case, umlauts as two letters: "Übermorgen" and "uebermorgen" become the same."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text).lower().translate(_FOLD)


def spelt(table: Mapping[str, V]) -> dict[str, V]:
    """Give the table with folded keys; each key may hold several words."""
    result: dict[str, V] = {}
    for words, value in table.items():
        for word in words.split():
            result[fold(word)] = value
            result.setdefault(word.lower().translate(_BARE), value)
    return result


def inflected(stems: Mapping[str, V]) -> dict[str, V]:
    """Give a table of adjectives with all their endings."""
    return spelt({" ".join(s + e for s in stem.split() for e in _ENDINGS): v for stem, v in stems.items()})


MONTH_NAMES = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
WEEKDAY_NAMES = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
SEASON_NAMES = ("Frühling", "Sommer", "Herbst", "Winter")

_MONTHS = spelt(
    {
        "Januar Jänner": 1, "Februar Feber": 2, "März mearz märtz": 3, "April Aprill Aprl Arpil": 4, "Mai": 5,
        "Juni Juno": 6, "Juli Julei": 7, "August": 8, "September": 9, "Oktober October": 10,
        "November": 11, "Dezember December": 12,
    }
)  # fmt: skip
MONTH_SHORT = spelt(
    {
        "jan jän": 1, "feb febr": 2, "mär mrz": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep sept": 9,
        "okt oct": 10, "nov": 11, "dez dec": 12,
    }
)  # fmt: skip
_WEEKDAYS = spelt(
    {
        "Montag": 0, "Dienstag": 1, "Mittwoch": 2, "Donnerstag": 3, "Freitag": 4, "Samstag Sonnabend": 5,
        "Sonntag": 6,
    }
)  # fmt: skip
WEEKDAY_SHORT = {"mo": 0, "di": 1, "mi": 2, "do": 3, "fr": 4, "sa": 5, "so": 6}

SEASONS = spelt({"Frühling Frühjahr": 0, "Sommer": 1, "Herbst": 2, "Winter": 3})

DAYS = spelt(
    {
        "heute heut": 0, "morgen": 1, "übermorgen": 2, "überübermorgen": 3,
        "gestern": -1, "vorgestern": -2, "vorvorgestern": -3,
    }
)  # fmt: skip

# "nächsten Freitag" is the next one to come (Duden), so "kommend" and "nächst" mean the same.
RELATIVE = inflected(
    {
        "dies laufend aktuell jetzig": 0,
        "nächst kommend nähst nechst": 1,
        "übernächst": 2,
        "letzt letz vorig vergangen vorherig": -1,
        "vorletzt vorletz": -2,
    }
)

PARTS = spelt({"Anfang Beginn": 0, "Mitte": 1, "Ende": 2})
PART_NAMES = ("Anfang", "Mitte", "Ende")

# Hours of the parts of a day; the night ends on the next day.
DAYPARTS = spelt(
    {
        "früh morgen morgens frühmorgens": (6, 10),
        "vormittag vormittags": (6, 12),
        "mittag mittags": (11, 14),
        "nachmittag nachmittags": (12, 18),
        "abend abends": (18, 24),
        "nacht nachts": (22, 30),
    }
)

UNITS = spelt(
    {
        "Minute Minuten min": "minute", "Stunde Stunden Std h": "hour", "Tag Tage Tagen d": "day",
        "Woche Wochen Wo": "week", "Monat Monate Monaten": "month", "Quartal Quartale Quartalen": "quarter",
        "Jahr Jahre Jahren": "year", "Viertelstunde Viertelstunden": "quarterhour",
        "Dreiviertelstunde": "threequarterhour", "Vierteljahr Vierteljahre Vierteljahren": "quarter",
        "Halbjahr Halbjahre Halbjahren": "half",
    }
)  # fmt: skip

SPANS = spelt(
    {
        "Woche": "week", "Monat Monats Monates": "month", "Quartal Quartals": "quarter",
        "Halbjahr Halbjahres Halbjahrs": "half", "Jahr Jahres Jahrs": "year", "Wochenende Wochenendes": "weekend",
    }
)  # fmt: skip
SPAN_PARTS = spelt(
    {
        "Jahresanfang Jahresbeginn": (0, "year"), "Jahresmitte": (1, "year"), "Jahresende Jahresschluss": (2, "year"),
        "Monatsanfang Monatsbeginn": (0, "month"), "Monatsmitte": (1, "month"), "Monatsende": (2, "month"),
        "Wochenanfang Wochenbeginn": (0, "week"), "Wochenmitte": (1, "week"),
        "Quartalsanfang Quartalsbeginn": (0, "quarter"), "Quartalsmitte": (1, "quarter"),
        "Quartalsende": (2, "quarter"),
    }
)  # fmt: skip

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def _cardinals() -> dict[str, int]:
    ones = ["null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"]
    ones += ["dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"]
    tens = {20: "zwanzig", 30: "dreißig", 40: "vierzig", 50: "fünfzig", 60: "sechzig", 90: "neunzig"}
    table = {word: number for number, word in enumerate(ones)}
    for value, word in tens.items():
        table[word] = value
        table.update({f"{ones[n]}und{word}": value + n for n in range(1, 10)})
    return table


def _ordinals() -> dict[str, int]:
    odd = {1: "erst", 3: "dritt", 7: "siebt", 8: "acht"}
    stems = {odd.get(n) or word + ("t" if n < 20 else "st"): n for word, n in _cardinals().items() if 0 < n <= 31}
    return {w: n for w, n in inflected(stems).items() if w != "acht"}


ARTICLES = frozenset("ein eine einem einen einer eines ne nem nen ner".split())  # noqa: SIM905  # easier to read
CARDINALS = spelt(_cardinals()) | dict.fromkeys([*ARTICLES, "eins"], 1) | {"zwo": 2, "beiden": 2}
ORDINALS = _ordinals()


_MONTHS_EXACT = {fold(name): n for n, name in enumerate(MONTH_NAMES, 1)}
_WEEKDAYS_EXACT = {fold(name): n for n, name in enumerate(WEEKDAY_NAMES)} | {"sonnabend": 5}


def spoken_day(day: date) -> str:
    """Return a day as texts write it: "12. Mai 2023"."""
    return f"{day.day}. {MONTH_NAMES[day.month - 1]} {day.year}"


@lru_cache(maxsize=4096)
def month(word: str) -> int | None:
    """Give the number of the month that a folded word names in full, or nearly."""
    return _MONTHS.get(word) or _nearly(word, _MONTHS_EXACT, free=7)


@lru_cache(maxsize=4096)
def weekday(word: str) -> int | None:
    """Give the weekday (Monday is 0) that a folded word names in full, or nearly."""
    found = _WEEKDAYS.get(word)
    return found if found is not None else _nearly(word, _WEEKDAYS_EXACT, free=8)


@lru_cache(maxsize=4096)
def weekdays(word: str) -> int | None:
    """Give the weekday of an adverb: "montags", "mittwochs"."""
    return weekday(word[:-1]) if word.endswith("s") else None


@lru_cache(maxsize=4096)
def weekday_part(word: str) -> tuple[int, str] | None:
    """Split "freitagabend" or "dienstagvormittag" in weekday and part of the day."""
    for part in DAYPARTS:
        if len(part) > 3 and word.endswith(part) and len(word) > len(part) + 5:
            found = weekday(word[: -len(part)])
            if found is not None:
                return found, part
    return None


def _nearly(word: str, names: Mapping[str, int], *, free: int) -> int | None:
    if len(word) < 5:
        return None
    return next((value for name, value in names.items() if _close(word, name, free)), None)


def _close(word: str, name: str, free: int) -> bool:
    """Tell whether the word is a slip for the name.

    Names of at least ``free`` letters may be off by any one letter, of nine and more by two. In shorter ones only
    a missing, a doubled or a swapped letter counts: "Frietag" is Freitag, but Freital is a town and Montage is
    work. An ending of grammar ("Montage", "mittwochs") is no slip.
    """
    if len(name) < 6 or word[0] != name[0] or abs(len(word) - len(name)) > 2 or word.startswith(name):
        return False
    distance = slips(word, name, 2)
    if len(name) >= free:
        return distance <= (2 if len(name) >= 9 else 1)
    if distance != 1:
        return False
    if len(word) == len(name):
        return sorted(word) == sorted(name)
    return len(word) < len(name) or any(word[:i] + word[i + 1 :] == name for i in _doubled(word))


def _doubled(word: str) -> Iterable[int]:
    return (i for i in range(1, len(word)) if word[i] == word[i - 1])
