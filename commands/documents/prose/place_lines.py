"""Lines that give nothing but a place: an address, a house in the head of a page, "in der Kulturscheune"."""

import re

from commands.documents.prose.layout import Part
from commands.documents.prose.moments import find_moments, find_times
from commands.documents.prose.names import name_at
from commands.documents.prose.organisation_words import looks_like_organisation
from commands.documents.prose.phrases import CONNECTORS
from commands.documents.prose.place_words import IN, LANDSCAPE, is_town, trimmed
from commands.documents.prose.vocabulary import EVENT_WORDS, TAVERN, UPPER, VENUE_WORD
from commands.documents.prose.when import Chosen

HOURS, HOUR_LINES = frozenset(["time", "begin", "end", "skip"]), 4  # fields below a day that give its hours
HEAD = 10  # lines at the head of a page
NEAR = 3  # lines around the event's day
LONGEST, PARAGRAPH = 130, 170  # characters of a line with a place, and of a paragraph, where the head ends
_STREET = rf"[{UPPER}][\w.’'-]*(?:\s[\w.’'-]+){{0,4}}?\s\d{{1,4}}\s?[a-z]?(?:\s?[-–/]\s?\d{{1,4}}\s?[a-z]?)?"
_ADDRESS = re.compile(
    rf"(?P<house>[{UPPER}„\d][^:;]{{2,90}}?)\s?[,|•·]\s(?P<street>{_STREET}),?\s?(?:[,|•·]\s)?"
    rf"(?P<town>(?:D-)?\d{{5}}\s[{UPPER}][\w. /()-]{{2,40}})"
)
CONTACT = re.compile(
    r"(?:Kontakt|Impressum|Anschrift|Postanschrift|Geschäftsstelle|Absender|Herausgeber|Redaktion|Veranstalter|Anmeld|"
    r"Ansprech|Organisation|Tel\b|Telefon|Fax|E-?Mail|Mail|Web|Internet|www\.)|.*@",
    re.IGNORECASE,
)
_IN_LINE = re.compile(
    rf"(?:[Ii]m|[Ii]n der|[Ii]n den|[Ii]n|[Aa]uf dem|[Aa]uf der|[Aa]m|[Aa]n der|"
    rf"[Bb]eim)\s(?P<place>[{UPPER}„][^.!?:;]{{3,80}})\.?"
)
_OF = re.compile(r"\s(?:der|des|dem|den|zu[mr]?|von|vom|für)\s")
_NO_HOUSE = re.compile(
    r"\b(?:ist|sind|war|waren|wird|werden|hat|haben|fand|findet|Programm|Zeitplan|Ablauf|Agenda|Anfahrt|Workshops?|"
    r"Forum:|Fachforum|Werkstatt|Impuls|mit)\b"
)


def address_line(parts: list[Part], chosen: Chosen) -> str | None:
    """Return an address that stands in one line at the head or beside the day, if it is nobody's to write to."""
    shown = [part for part in parts if part.kind != "debris" or part.used]
    near = next((n for n, part in enumerate(shown) if part is chosen.part), None)
    for n, part in enumerate(shown):
        beside = near is not None and abs(n - near) <= NEAR
        if part.kind not in {"text", "heading", "item"} or len(part.text) > LONGEST or not (n < HEAD or beside):
            continue
        match = _ADDRESS.fullmatch(part.text.strip(" .,"))
        around = shown[max(0, n - 2) : n] + shown[n + 1 : n + 2]
        if match is not None and not any(CONTACT.match(one.text) or one.field == "contact" for one in around):
            return part.text.strip(" .,")
    return None


def lone_line(parts: list[Part], chosen: Chosen) -> str | None:
    """Return the house or town that a line of the head is about, above the first paragraph."""
    shown = [part for part in parts if part.kind != "debris"]
    end = next(
        (n for n, part in enumerate(shown) if len(part.text) > PARAGRAPH and part is not chosen.part), len(shown)
    )
    text = " ".join(part.text for part in shown)
    for n, part in enumerate(shown[:HEAD]):
        words = part.text.strip()
        if n == 0 or part.used or part is chosen.part or part.kind not in {"text", "heading", "item"}:
            continue
        if len(words) > LONGEST or find_moments(words) or next(find_times(words), None) is not None:
            continue
        inside = _IN_LINE.fullmatch(words)
        above = [one for one in shown[:n] if one.field not in HOURS and next(find_times(one.text), None) is None]
        dated = any(one is chosen.part for one in (*shown[max(0, n - 2) : n], *above[-1:]))
        dated = dated or (chosen.part in shown[max(0, n - HOUR_LINES) : n] and above[-1:] == [_before(shown, chosen)])
        house = inside["place"].strip() if inside is not None else ""
        if (
            VENUE_WORD.search(house)
            or TAVERN.search(house)
            or (house and shown[n - 1] is chosen.part and trimmed(house))
        ):
            return house
        if dated and n < end and (is_house(words) or LANDSCAPE.fullmatch(words) or is_told_town(words, text)):
            return words
    return None


def _before(shown: list[Part], chosen: Chosen) -> Part | None:
    """Return the last line before that with the day which gives no hour itself."""
    place = next((n for n, part in enumerate(shown) if part is chosen.part), 0)
    return shown[place - 1] if place else None


def town_and_online(text: str) -> str | None:
    """Return the town of a line such as "9. März 2023 | hybrid | Musterstadt und online"."""
    for cell in re.split(r"\s?[|·•]\s", text):
        match = re.fullmatch(
            rf"(?P<town>[{UPPER}][\w-]+(?:\s[{UPPER}][\w-]+)?)\s?(?:und|/|&|\+|oder)\s?[Oo]nline", cell.strip()
        )
        if match is not None and is_town(match["town"]):
            return match["town"]
    return None


def is_house(words: str) -> bool:
    """Tell whether a line names a house, not what one does there: "Eröffnung der Galerie X"."""
    head = _OF.split(words, maxsplit=1)[0]
    return (
        (VENUE_WORD.search(head) is not None or TAVERN.search(head) is not None)
        and re.search(r"(?<!e\.V)(?<!e\. V)[.,;!?:]$|:\s|//", words) is None
        and not _NO_HOUSE.search(words)
        and (
            EVENT_WORDS.fullmatch(words.split(maxsplit=1)[0]) is None
            or VENUE_WORD.search(words.partition(" ")[2]) is not None
        )
        and not ((person := name_at(words)) is not None and person.sure)
        and words[:1].isupper()
        and all(word in CONNECTORS for word in re.findall(r"(?<![\w(/.-])[a-zäöüß]+(?![\w.)/-])", words))
    )


def is_told_town(words: str, text: str) -> bool:
    """Tell whether the text names this word as a town elsewhere: behind "in", a postcode or "Stadt"."""
    if re.fullmatch(
        rf"(?:Bad |Sankt |St\. )?[{UPPER}][a-zäöüß]+(?:-[{UPPER}][a-zäöüß]+)?", words
    ) is None or not is_town(words):
        return False
    if looks_like_organisation(words) or EVENT_WORDS.fullmatch(words):
        return False
    return (
        re.search(
            rf"(?:\b[Ii]n|\bnach|\bbei|\d{{5}}|\b(?:Hanse|Kreis|Universitäts|Landeshaupt)?[Ss]tadt|\bGemeinde|"
            rf"\bMarkt|\bLandkreis|\bRathaus)\s"
            rf"{re.escape(words)}(?![\w-])",
            text,
        )
        is not None
    )


def town_of_name(title: str | None, parts: list[Part], chosen: Chosen) -> str | None:
    """Return the town that the event's name ends with, where the text names it as one: "Dorfforum Altenau"."""
    text = " ".join(part.text for part in parts)
    names = [title or ""]
    if chosen.part is not None and chosen.moment is not None:
        names.append(chosen.part.text[chosen.moment.stop : chosen.moment.stop + LONGEST])
    for words in names:
        for event in EVENT_WORDS.finditer(words):
            behind = re.match(
                rf"\s(?P<town>(?:Bad |Sankt )?[{UPPER}][a-zäöüß]+(?:-[{UPPER}][a-zäöüß]+)?)(?![\w-])",
                words[event.end() :],
            )
            if behind is not None and is_told_town(behind["town"], text):
                return behind["town"]
    return None


def behind_comma(text: str, stop: int) -> str | None:
    """Return the house or town behind a day: "Workshop am 5. Juli 2016, Kreishaus Altenau"."""
    match = re.fullmatch(rf"\s*[,|–-]\s*(?P<place>[{UPPER}„][^.!?:;|]{{2,70}})", text[stop:])
    if match is None or find_moments(match["place"]) or EVENT_WORDS.match(match["place"]):
        return None
    words = match["place"].strip()
    town = IN.fullmatch(f"in {words}")
    if (
        VENUE_WORD.search(words)
        or TAVERN.search(words)
        or (town is not None and is_town(words) and not looks_like_organisation(words))
    ):
        return words
    return None
