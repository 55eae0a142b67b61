"""The place that sentences tell of which say how people met, where none stands beside the date."""

import re

from commands.documents.prose.layout import Part
from commands.documents.prose.mentions import sentences
from commands.documents.prose.mode import ONLINE
from commands.documents.prose.moments import find_moments
from commands.documents.prose.place_words import IN, STOP, UNTOLD, is_town, near_day, same_day, trimmed
from commands.documents.prose.place_words import houses as houses_told
from commands.documents.prose.vocabulary import EVENT_WORDS, UPPER, VENUE_WORD
from commands.documents.prose.when import Chosen

HEAD_TEXTS = 2  # paragraphs at the head, where a house is where the event was
SENTENCE = 40  # characters of a line that tells something
_GATHERED = re.compile(
    r"\b(?:treffen|trafen|getroffen|traf|zusammen\w*|gelockt|eingeladen|einladen|gekommen|zu Gast|versammel\w+|"
    r"reisten|"
    r"reiste|geladen|"
    r"lädt|laden|lud|luden|fanden|begrüßte[nt]?|eröffnete[nt]?|statt|tagten?|"
    r"stattgefunden|stattfand\w*|über die Bühne|gefolgt|folgten|fand|findet|kamen)\b"
)
_STREAM = re.compile(r"\b[Ll]ive-?[Ss]tream\b")  # shows what happens somewhere
_DAYTIME = re.compile(
    r"\b[Aa]m\s(?:[a-zäöüß]+en\s)?(?:(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Sonnabend|Abend|Nachmittag|"
    r"Vormittag)\w*\s"
)
_FINE = re.compile(
    r"\bim\s(?:schönen|idyllischen|malerischen|sonnigen|benachbarten|nahen|nahegelegenen|verschneiten|herbstlichen|"
    r"sommerlichen|"
    r"frühlingshaften|winterlichen|historischen)\s"
    rf"(?P<town>(?:Bad\s)?[{UPPER}][a-zäöüß]{{3,}})(?=[,.\s])"
)


def gathered(parts: list[Part], chosen: Chosen) -> str | None:
    """Return the house or town of the sentences that tell of people meeting, where all of them say the same."""
    houses: list[str] = []
    towns: list[str] = []
    told = [part for part in parts if part.kind in {"text", "item", "heading"} and len(part.text) >= SENTENCE]
    for n, part in enumerate(told):
        for whole in sentences(part.text):
            sentence = _DAYTIME.sub("", whole)
            others = [one for one in find_moments(sentence) if same_day(one.text, chosen.moment) is None]
            opens = n < HEAD_TEXTS and EVENT_WORDS.search(sentence) is not None
            gathers = _GATHERED.search(sentence) is not None
            if others or not (gathers or opens) or ONLINE.search(_STREAM.sub("", sentence)):
                continue
            for match in houses_told(sentence):
                words = trimmed(match["venue"] or "")
                if (
                    words
                    and VENUE_WORD.search(words)
                    and not UNTOLD.match(words)
                    and near_day(sentence, None, match.start())
                ):
                    houses.append(words)
            towns += [
                one["town"]
                for one in (*IN.finditer(sentence), *_FINE.finditer(sentence))
                if gathers
                and is_town(one["town"])
                and near_day(sentence, None, one.start())
                and not VENUE_WORD.search(one["town"])
            ]
    for found in (houses, towns):
        if len(set(found)) == 1:
            return found[0]
    return None


def sentence_at(text: str, place: int) -> str:
    """Return the sentence around a place of a text."""
    begin = max((one.end() for one in STOP.finditer(text, 0, place)), default=0)
    stop = STOP.search(text, place)
    return text[begin : stop.start() if stop is not None else len(text)]


def meets(text: str, place: int) -> bool:
    """Tell whether the sentence around a house tells of an event there."""
    sentence = sentence_at(text, place)
    return _GATHERED.search(sentence) is not None or EVENT_WORDS.search(sentence) is not None
