"""A house without a word that says that it is one: "am 1. Oktober ab 18 Uhr im Roxy", "fand … im Citylab statt"."""

import re

from commands.documents.prose.layout import Part
from commands.documents.prose.mode import ONLINE
from commands.documents.prose.moments import find_moments, find_times
from commands.documents.prose.place_words import STOP, UNTOLD, same_day
from commands.documents.prose.vocabulary import EVENT_WORDS, UPPER
from commands.documents.prose.when import Chosen

_HOUSE = re.compile(
    r"\s*(?:,\s)?(?:(?:haben|hatten|trafen|treffen|kamen|waren|sind|durften)\s(?:wir|sich)\s(?:uns\s|alle\s)?)?"
    rf"(?:im|in der|in den|auf dem|auf der)\s"
    rf"(?P<place>[{UPPER}][\w.&’'-]*\w(?:\s[{UPPER}][\w.&’'-]*\w){{0,3}})"
)
_HELD = re.compile(
    rf"\b(?:im|in der|in den|auf dem|auf der)\s"
    rf"(?P<place>[{UPPER}][\w&’'-]*\w(?:\s[{UPPER}][\w&’'-]*\w){{0,3}})\sstatt\b"
)
_HAPPENS = re.compile(r"\b(?:fand(?:en)?|findet|finden)\b")
_NO_HOUSE = re.compile(
    r"(?:Internet|Netz|Web|Livestream|Stream|Zoom|Jitsi|Discord|Big ?Blue|BBB|Teams|Webex|Format|Rahmen|Anschluss|"
    r"Zuge|Fokus|Vordergrund|Mittelpunkt|Blick|Laufe|Auftrag|Namen|Plenum|Räumlichkeiten|"
    r"Team|Verein|Land|Landkreis|Kreis|Bereich|Raum|Alter|Wechsel|Freien|Jahr|Herbst|Sommer|Frühjahr|Frühling|Winter|"
    r"Januar|"
    r"Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Radio|Fernsehen|"
    r"Kalender|Vorfeld|Nachgang|"
    r"Norden|Süden|Osten|Westen|Region|Stadt|Gemeinde|Gruppe|Öffentlichkeit|Regel|Zeit|Woche|Nacht|Mitte|Online|"
    r"Hinblick)\b"
)


def behind_day(parts: list[Part], chosen: Chosen) -> str | None:
    """Return what stands right behind day and hour of the event, or before "statt" in the sentence about it."""
    if chosen.moment is None:
        return None
    for part in parts:
        text = part.value if part.kind == "field" else part.text
        if part.kind not in {"text", "item", "heading", "field"}:
            continue
        for moment in find_moments(text):
            if same_day(moment.text, chosen.moment) is None:
                continue
            stop = STOP.search(text, moment.stop)
            sentence = text[moment.stop : stop.start() if stop is not None else len(text)]
            times = next(find_times(sentence[:60]), None)
            after = re.sub(r"^\s*Uhr\b", "", sentence[times.stop :]) if times is not None else sentence
            match = _HOUSE.match(after) or _HOUSE.match(sentence)
            if match is None and _HAPPENS.search(text[: moment.stop][-120:] + sentence):
                match = _HELD.search(sentence)
            adjective = match is not None and re.match(r"\s[a-zäöü]", match.string[match.end() :]) is not None
            if match is not None and adjective and match["place"].endswith("er"):
                continue  # "auf der Berliner c-base"
            if match is not None and _is_house(match["place"]) and not ONLINE.search(sentence):
                return match["place"]
    return None


def _is_house(words: str) -> bool:
    return not (_NO_HOUSE.match(words) or UNTOLD.match(words) or _is_event(words) or find_moments(f"im {words}"))


def _is_event(words: str) -> bool:
    """Tell whether words begin with a kind of event; "CityLAB" with its capital letters inside is a name."""
    return EVENT_WORDS.match(words) is not None and re.match(r"\w*[a-zäöü][A-ZÄÖÜ]", words) is None
