"""Words that can be where an event was: behind labels, prepositions and dates, in addresses and short lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from commands.documents.prose.layout import Part
from commands.documents.prose.moments import find_moments, find_times
from commands.documents.prose.place_lines import town_of_name
from commands.documents.prose.place_words import IN, UNTOLD, is_town, sentence_at, trimmed
from commands.documents.prose.vocabulary import EVENT_WORDS, OFFICES, UPPER, VENUE_WORD
from commands.documents.prose.when import Chosen

MOST = 160  # candidates of a document that are weighed
WRITE = 3  # lines below "Kontakt" that an address stands in
NEAR = 4  # lines between the event's date and a line that may be a town alone
LINE = 170  # characters of a line that can be a list of day, hour and house
LONGEST = 130  # characters of a place without its address
LABEL = re.compile(
    r"\W*(?:(?:Veranstaltungs|Tagungs|Sitzungs|Seminar|Treff|Kurs|Termin-? und )?[Oo]rt(?:e)?|Wo|Treffpunkt|Location|"
    r"(?:Veranstaltungs|Tagungs)(?:stätte|haus|adresse|raum)|Adresse|Anschrift|Ort der (?:Veranstaltung|Tagung)|"
    r"(?:Zeit|Termin|Datum) (?:und|&|/) Ort|Ort (?:und|&|/) (?:Zeit|Termin|Datum|Uhrzeit))"
)
_LABELLED = re.compile(
    rf"{LABEL.pattern}(?:\s*[:?]+\s*|\s{{2,}}|\s(?=(?:war|ist)\s(?:der|die|das|in diesem|diesmal)\s))(?P<place>\S.*)",
    re.DOTALL,
)
_GLUED = re.compile(  # "OrtKongresshaus Seedorf", "Tagungsort Haus am See, Seestraße 8"
    rf"(?:(?:Ort|Veranstaltungsort|Tagungsort)(?=[{UPPER}])|(?:Veranstaltungsort|Tagungsort|Sitzungsort|Tagungsstätte)\s)"
    rf"(?P<place>[{UPPER}][a-zäöüß]+\s.{{4,150}})"
)
HOUSE = re.compile(  # what people can meet in, by the end of its word
    rf"(?<![\w-])(?:[{UPPER}][\w-]*)?(?:"
    r"[Hh]aus|[Ss]aal|[Hh]alle|[Ss]chule|[Hh]otel|[Ss]chlo(?:ss|ß)|[Kk]loster|Burg|[Kk]irche|[Mm]useum|"
    r"[Tt]heater|[Ss]cheune|[Ss]cheuer|[Ss]tadl|[Ss]tadel|[Ss]peicher|[Ff]abrik|[Mm]ühle|\w*(?:erei|elei)|"
    r"[Ss]chmiede|[Tt]urm|[Ss]chuppen|[Mm]arstall|Villa|Zeche|Werft|[Kk]elter|[Kk]aserne|[Ww]ache|[Cc]lub|"
    r"[Tt]enne|[Aa]ula|[Mm]ensa|[Ff]oyer|[Kk]antine|[Tt]reff|[Ss]tube|[Kk]eller|[Bb]ibliothek|[Pp]avillon|"
    r"[Rr]emise|[Oo]rangerie|[Rr]esidenz|[Aa]rena|[Ss]tadion|[Zz]elt|[Bb]ühne|[Kk]ino|[CcKk]asino|[Ll]oft|"
    r"[Aa]telier|[Cc]ampus|[Gg]ebäude|[Ss]chänke|[Rr]estaurant|[Cc]af[ée]|[Bb]istro|Gastwirtschaft|Krug|"
    r"[Gg]arten|[Pp]ark|[Pp]latz|[Ll]andratsamt|[Hh]erberge|[Pp]alais|"
    r"(?:[Bb]ildungs|[Kk]ultur|[Tt]agungs|[Gg]emeinde)zentrum|[Ss]itzungszimmer|"
    r"(?:[Ss]eminar|[Ss]chulungs|[Mm]ehrzweck|[Ww]orkshop|[Tt]agungs|[Kk]onferenz|[Ss]itzungs|[Vv]ortrags)-?[Rr]aum|"
    r"[Cc]ube|[Dd]ome|[Cc]enter|[Hh]ub|[Ll]ounge|Gut|Rittergut|Hofgut|"
    r"(?:[Pp]farr|[Vv]ereins|[Ss]port|[Ss]chützen|[Jj]ugend|[Ww]ander|[Mm]usik|[Kk]irchen|[Gg]emeinde)heim|"
    r"(?:Gast|Bahn|Betriebs|Bau|Guts|Markt|Innen|Pfarr|Dorf|Bauern|Kultur|Sport|Schul)hof|Hof|"
    r"(?:[Gg]ast|[Bb]egegnungs|[Bb]ildungs|[Ss]port|[Gg]edenk|[Tt]agungs|[Ss]chank)stätte"
    r")(?:e?s|n|en)?(?!\w)"
)
_NO_VALUE = re.compile(
    r"(?:(?:online|digital|virtuell)(?:\s(?:per|via|über|auf|mit)\s.*)?|Zoom|tba|folgt|Präsenz|in Präsenz|"
    r"hybrid|Um|Ab|Von|wird noch.*|n\.n\.?|offen)\W*",
    re.IGNORECASE,
)
_WORD = rf"(?:[{UPPER}\d„\"][\w.&’'/-]*[“”\"]?)"
_INNER = r"(?:am|im|in|an|von|für|und|zu|zum|zur|bei|beim|auf|ob|vor)(?:\s(?:der|dem|den))?"
_LINK = rf"(?:der|des|dem|{_INNER})(?:\s[a-zäöüß]+e[nrs])?"
_LINKED = re.compile(rf"\s{_LINK}\s")
_PHRASE = rf"{_WORD}(?:\s(?:{_LINK}\s)?{_WORD}){{0,7}}"
_WORDS = re.compile(_PHRASE)
_FINE = r"(?:[a-zäöüß]+\s){0,2}(?:[a-zäöüß]+(?:en?|er|es)\s){0,2}"  # "in die eben erst umgebaute Zehntscheune"
_PLACED = re.compile(
    r"(?<!\w)(?P<link>[Ii]m|[Ii]n (?:der|den|dem|die|das)|[Ii]ns|[Aa]m|[Aa]uf (?:dem|der|den)|[Aa]n (?:der|dem)|"
    r"[Bb]eim|[Bb]ei der|[Vv]or (?:dem|der)|[Zz]um|[Zz]ur|"
    r"(?:[Aa]uf|[Ii]n|[Nn]ach)(?=\s(?:Schlo(?:ss|ß)|Burg|Gut|Kloster|Hof)\b))"
    rf"\s{_FINE}(?=[{UPPER}\d„\"])"
)
_NAMED = re.compile(  # a house that people fill, that is open, that "Ort der Tagung ist" names
    rf"(?<!\w)(?P<link>[Dd]er|[Dd]ie|[Dd]as|[Dd]en|[Dd]es)\s{_FINE}(?=[{UPPER}„\"])"
)
_ADDRESS = re.compile(
    rf"[\s,]*(?:\([^()]*\d[^()]*\)|,\s(?:{_PHRASE}\s\d+\s?[a-z]?\b)?(?:,?\s?(?:D-)?\d{{5}}\s{_PHRASE})?)"
)
_LISTED = re.compile(  # what the name of a ministry goes on with behind a comma: "für Umwelt", ", Natur und Verkehr"
    rf"(?:,\s[{UPPER}][\w-]+)+\s(?:und|sowie)\s(?:[a-zäöüß]+e[rn]?\s)?[{UPPER}][\w-]+"
)
_TOWN_BEHIND = re.compile(rf"\s?,?\s(?:in|zu)\s(?P<town>(?:Bad\s|Sankt\s|St\.\s)?[{UPPER}][\w/-]+)")
_STREET = re.compile(r".{2,60}\s\d{1,4}\s?[a-zA-Z]?(?:\s?[-–/]\s?\d{1,4}\s?[a-z]?)?,?")
_TO_WRITE = re.compile(  # above an address that one writes to
    r"\W*(?:Kontakt|Impressum|Anschrift|Postanschrift|Geschäftsstelle|Absender|Herausgeber|Redaktion|Ansprech\w+)\b"
)
_POSTAL = re.compile(rf"(?:D-?)?\d{{5}}\s+[{UPPER}][\w./() -]{{1,50}}")
_HELD_ONLINE = re.compile(r"\b(?:online|virtuell|digital)\s(?:statt|abgehalten|durchgeführt|zusammen)")
_WORKS_THERE = re.compile(
    rf"\bals\s(?:[a-zäöüß]+\s)?(?:{OFFICES.pattern})\s(?:im|in|in der|am|an der|beim)\s$"
)  # "als Leiterin im Rathaus"
_TO_EVENT = re.compile(
    rf"\s(?:zum|zur|zu|beim)\s(?=(?:[{UPPER}][\w-]+\s)?{EVENT_WORDS.pattern})", re.IGNORECASE
)  # "Seedorf zum Forum"
_ABOUT = re.compile(
    rf"(?:{EVENT_WORDS.pattern})\szu[rm]\s$", re.IGNORECASE
)  # "Fachtagung zur Kommunalen Wohnraumlenkung"
_AN_EVENT = re.compile(  # "9. „Vernetzungstreffen“", "Web-Meeting von A und B", a caption: "Das Team auf der Bühne"
    rf".*\bauf der Bühne|(?:Das\s)?Team\s.*|"
    rf"(?:Web|Online|Video|Zoom)-(?:Meeting|Konferenz|Seminar|Veranstaltung|Treffen)\b.*|"
    rf"\d{{1,2}}\.\s[„“\"»]?(?:[{UPPER}][\w-]+\s)?(?:{EVENT_WORDS.pattern})[“”\"«]?",
    re.IGNORECASE,
)
_SENTENCE = re.compile(rf"(?<=\d)\.\s(?=[{UPPER}][a-zäöüß]+\b)(?!\.\s(?:Etage|Stock|OG|Obergeschoss))")
_CUT = re.compile(r"\s*[|·•;–—\t]+\s*|\s-\s|\s*,\s+|\s*[()]\s*|:\s+")
_JOINED = re.compile(rf"(?:\s\([^()]*\))?(?:,\s{_PHRASE})+")
_ENDS = re.compile(r"(?:\s(?:der|des|dem|am|im|in|an|von|für|und|zu|zum|zur|bei|beim|auf|vor|statt|Uhr))+$")
_SEGMENT = re.compile(
    rf"(?:(?:[Ii]m|[Ii]n der|[Ii]n|[Aa]m|[Aa]uf dem|[Aa]uf der|auf)\s(?:[a-zäöüß]+en\s)?)?(?P<words>{_PHRASE})\W*"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words as the text has them, where they begin in their part, and by which form they were found.

    ``form``: field, label, above (a label in the line above), placed (behind a preposition), named (a house behind an
    article), town, piece (of a short line), address (with the lines above a postal code) or title.
    """

    words: str
    form: str
    part: Part | None = None
    start: int = 0
    link: str = ""

    @property
    def stop(self) -> int:
        """Return where the words end in their part."""
        return self.start + len(self.words)


def text_of(part: Part) -> str:
    """Return the words of a part without its label."""
    return part.value if part.kind == "field" else part.text


def _says_nothing(words: str) -> bool:
    return _NO_VALUE.fullmatch(words) is not None or _AN_EVENT.fullmatch(words) is not None


def candidates(parts: list[Part], chosen: Chosen, title: str | None) -> list[Candidate]:
    """Return everything that can be the place, in the order of the text, the same words in the same part once."""
    day_line = chosen.part.number if chosen.part is not None else None
    found: dict[tuple[int, str], Candidate] = {}
    for number, part in enumerate(parts):
        if part.kind == "debris" and part.field is None:
            continue
        above = parts[number - 1] if number else None
        near = day_line is not None and abs(part.number - day_line) <= NEAR
        forms = (
            _fielded(part, above),
            _addressed(parts, number),
            _placed(part),
            _towns(part),
            _pieces(part, near=near),
        )
        to_write = any(_TO_WRITE.match(one.text) for one in parts[max(0, number - WRITE) : number])
        for one in chain.from_iterable(forms):
            if to_write and one.form in {"address", "piece"}:
                continue
            if len(one.words) > 2 and not _says_nothing(one.words) and not _elsewhere(one, part):
                found.setdefault((number, one.words), one)
        if len(found) > MOST:
            break
    for match in IN.finditer(title or ""):
        pair = re.match(rf"\s+und\s+[{UPPER}]", (title or "")[match.end() :])  # "in Wort und Bild"
        if is_town(match["town"]) and not pair:
            found.setdefault((-1, match["town"]), Candidate(match["town"], "title"))
    named = town_of_name(title, parts, chosen)
    if named is not None:
        found.setdefault((-1, named), Candidate(named, "title"))
    return list(found.values())


def _elsewhere(one: Candidate, part: Part) -> bool:
    """Tell whether the sentence says of words that they are not where the event was."""
    if one.form not in {"placed", "named", "town"}:
        return False
    text = text_of(part)
    sentence = sentence_at(text, one.start)
    return (
        _HELD_ONLINE.search(sentence) is not None
        or _WORKS_THERE.search(text[: one.start]) is not None
        or _ABOUT.search(text[: one.start]) is not None
        or (UNTOLD.match(one.words) is not None and not find_moments(sentence))
    )


def _fielded(part: Part, above: Part | None) -> Iterator[Candidate]:
    """What a label names, in the same line or the next."""
    labelled = _LABELLED.match(part.text) or _GLUED.match(part.text)
    if part.kind == "field" and part.field == "place":
        value, form = part.value, "field"
    elif labelled is not None:
        value, form = labelled["place"], "label"
    elif above is not None and re.fullmatch(rf"{LABEL.pattern}\s*:?\s*", above.text):
        value, form = part.text, "above"
    else:
        return
    value = without_dates(value.split("\n")[0].strip(" ,."))
    value = re.sub(
        rf"^(?:{LABEL.pattern}\s*:\s*|(?:ist|war)\s(?:in diesem Jahr\s|diesmal\s)?(?:der|die|das)\s)", "", value
    )
    if value and len(value) < 300:
        yield Candidate(value, form, part, max(0, text_of(part).find(value)))


def _placed(part: Part) -> Iterator[Candidate]:
    """Houses behind a preposition or an article, with their town or address, and each time cut before inner links."""
    text = text_of(part)
    bare = masked_dates(text)
    for match in (*_PLACED.finditer(bare), *_NAMED.finditer(bare)):
        phrase = _WORDS.match(bare, match.end())
        words = _ENDS.sub("", trimmed(_SENTENCE.split(phrase[0])[0])) if phrase is not None else ""
        form = "placed" if match.re is _PLACED else "named"
        if not words or (form == "named" and not HOUSE.search(_LINKED.split(words)[0])):
            continue
        words = _TO_EVENT.split(words)[0]
        for stop in sorted({len(words), *(one.start() for one in re.finditer(rf"\s{_INNER}\s", words))}):
            if words[:stop].count("„") == len(re.findall("[“”]", words[:stop])) and words[:stop].count('"') % 2 == 0:
                yield Candidate(
                    _with_address(text, match.end(), match.end() + stop), form, part, match.end(), _said(match)
                )


def _said(match: re.Match[str]) -> str:
    return match["link"].lower()


def _with_address(text: str, begin: int, stop: int) -> str:
    """Return the words from begin to stop, with town or address where they follow."""
    listed = _LISTED.match(text, stop) if re.search(r"\bfür\s\S+$", text[begin:stop]) else None
    stop = listed.end() if listed is not None else stop
    behind = _TOWN_BEHIND.match(text, stop)
    if behind is not None and is_town(behind["town"]):
        stop = behind.end()
    address = _ADDRESS.match(text, stop)
    if address is not None and not find_moments(address[0]) and next(find_times(address[0]), None) is None:
        stop = address.end()
    return text[begin:stop].strip(" ,")


def _towns(part: Part) -> Iterator[Candidate]:
    text = text_of(part)
    for match in IN.finditer(text):
        if is_town(match["town"]):
            yield Candidate(match["town"], "town", part, match.start("town"), match[0].split()[0].lower())


def _addressed(parts: list[Part], number: int) -> Iterator[Candidate]:
    """A line with a postal code, with the street and the house in the lines above it."""
    part = parts[number]
    text = text_of(part).strip()
    if not _POSTAL.fullmatch(text):
        match = re.search(rf"\b\d{{5}}\s+[{UPPER}]", text)
        if match is not None and len(text) < LINE and not find_moments(text) and not text.endswith(":"):
            words = re.sub(rf"^(?:{LABEL.pattern}\s*:?\s+|.{{0,40}}:\s)", "", text)
            yield Candidate(words, "address", part, text.find(words))
        return
    street = text_of(parts[number - 1]).strip(" ,") if number else ""
    house = text_of(parts[number - 2]).strip(" ,") if number > 1 else ""
    if not _STREET.fullmatch(street):
        if len(street) < LONGEST and VENUE_WORD.search(street) and not find_moments(street):
            yield Candidate(f"{street}, {text}", "address", parts[number - 1])
        return
    if house and len(house) < LONGEST and not house.endswith((":", ".")) and not find_moments(house):
        yield Candidate(f"{house}, {street}, {text}", "address", parts[number - 2])


def _pieces(part: Part, *, near: bool) -> Iterator[Candidate]:
    """Pieces of a short line between its signs, alone and with those behind their commas, without day and hour.

    ``near``: the event's date is near.
    """
    text = text_of(part)
    if len(text) > LINE or part.kind == "role" or part.field in {"contact", "skip", "organiser"}:
        return
    dated = bool(find_moments(text))
    bare = masked_dates(text)
    begins = [0, *(cut.end() for cut in _CUT.finditer(bare))]
    for begin, after in zip(begins, [*begins[1:], len(bare)], strict=True):
        piece = re.sub(r"^\W*(?:Uhr|am|um|ab|bis|vom)\b\W*", "", bare[begin:after]).strip(" .,:|·•;–—-()\t")
        match = _SEGMENT.fullmatch(piece)
        if match is None or not (dated or near or VENUE_WORD.search(piece)):
            continue
        words = _ENDS.sub("", re.sub(rf"^{LABEL.pattern}\s+", "", match["words"]))
        if not words or re.fullmatch(r"[\d\W]+", words) or (dated and EVENT_WORDS.fullmatch(words)):
            continue
        start = text.find(words, begin)
        yield Candidate(_with_address(text, start, start + len(words)), "piece", part, start)
        joined = _JOINED.match(bare, start + len(words))
        if joined is not None and (HOUSE.search(words) or VENUE_WORD.search(words)):
            yield Candidate(text[start : joined.end()].strip(" ,"), "piece", part, start)


def masked_dates(text: str) -> str:
    """Return the text with signs that are in no word where days and hours stand, each letter where it was."""
    spans = [
        *((one.start, one.stop) for one in find_moments(text)),
        *((one.start, one.stop) for one in find_times(text)),
    ]
    for start, stop in spans:
        text = text[:start] + "|" * (stop - start) + text[stop:]
    return text


def without_dates(value: str) -> str:
    """Return a line without day, hour and what leads to them."""
    for moment in reversed(find_moments(value)):
        value = value[: moment.start] + value[moment.stop :]
    for times in reversed(list(find_times(value))):
        value = value[: times.start] + value[times.stop :]
    value = re.sub(
        r"^(?:\W|\b(?:am|vom|um|ab|von|den|bis|ist)\b(?=[\s,]*(?:,|$)))+", "", re.sub(r"\s{2,}", " ", value)
    )
    return re.sub(r"[\s,|–-]+$", "", value).strip()
