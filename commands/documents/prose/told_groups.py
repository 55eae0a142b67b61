"""Sessions that a sentence counts up ("in drei Workshops zu A, B und C") or gives to somebody ("ein Impuls zu X")."""

import re
from collections.abc import Iterator

from commands.documents.prose.mentions import mentioned
from commands.documents.prose.moments import find_moments
from commands.documents.prose.names import find_names, name_at
from commands.documents.prose.session import Found
from commands.documents.prose.vocabulary import UPPER

LONGEST_TOPIC = 90  # characters
FEWEST = 2  # topics that make a list
_COUNTS = {
    "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10,
}  # fmt: skip
_GROUPS = {
    "workshops": "Workshop", "arbeitsgruppen": "Arbeitsgruppe", "foren": "Forum", "fachforen": "Fachforum",
    "themengruppen": "Themengruppe", "themen-gruppen": "Themengruppe", "kleingruppen": "Gruppe", "gruppen": "Gruppe",
    "thementischen": "Thementisch", "thementische": "Thementisch", "tischen": "Tisch", "tische": "Tisch",
    "themeninseln": "Themeninsel", "panels": "Panel", "sessions": "Session", "werkstätten": "Werkstatt",
    "themenworkshops": "Workshop", "fachworkshops": "Workshop", "stationen": "Station", "themenstationen": "Station",
    "dialogforen": "Dialogforum", "themenforen": "Forum", "praxisforen": "Forum", "themenräumen": "Themenraum",
    "impulsvorträgen": "Impulsvortrag", "impulsvorträge": "Impulsvortrag", "fachvorträgen": "Vortrag",
    "fachvorträge": "Vortrag", "arbeitskreisen": "Arbeitskreis",
    "arbeitskreise": "Arbeitskreis", "diskussionsrunden": "Diskussionsrunde",
}  # fmt: skip
_KINDS = "|".join(sorted(_GROUPS, key=len, reverse=True))
_COUNTED = re.compile(
    rf"\b(?P<count>{'|'.join(_COUNTS)}|"
    rf"\d)\s(?:[a-zäöüß]+e[nr]?\s){{0,2}}(?P<kind>{_KINDS})\b(?P<between>[^„“\".?!;]{{0,90}}?)"
    rf"(?::|\s[–-](?=\s[^–]+,[^–]+\s[–-]\s)|\((?=[^()]+,[^()]+\))|\b(?:(?:ging|geht)\ses\sum|(?:drehte|"
    rf"dreht)\ses\ssich\sum|zu\sden\s(?:Themen|"
    rf"Schwerpunkten|Themenfeldern|Bereichen)|zum\sThema|mit\sden\sThemen|zu|"
    rf"über)\b:?)\s?(?P<topics>[^.?!;:„\"]{{10,400}})(?:[.;]|$|\s[–-]\s)",
    re.IGNORECASE,
)
_CALLED = re.compile(  # "Arbeitsgruppen zu den Themen A, B und C"
    rf"\b(?P<kind>{_KINDS})\b[^„“\".?!;:,]{{0,40}}?\s(?:zu\sden\s(?:Themen|Schwerpunkten|Themenfeldern)|"
    rf"mit\sden\sThemen):?\s"
    r"(?P<topics>(?!wie\b)[^.?!;:„\"]{10,400})(?:[.;]|$)",
    re.IGNORECASE,
)
_VERBS = re.compile(
    r"\s(?:(?:wurde|wird|konnte|hatte|werde|diskutier|erarbeite|beschäftig|beriet|berat|tausch|vertief|setz|arbeite|"
    r"widme|behandel|stell|berichte|"
    r"entwickel|sammel|befass)\w*|statt|gab|gibt|ging|geht|standen|stehen|waren|sind|an|ein|teil|aus|vor)\b.*$"
)
_INFINITIVE = re.compile(r"(?<=\w)\s(?:zu\s)?[a-zäöüß]{3,}(?:en|ern|eln)\s*$")  # "… und Datenschutz weiterarbeiten"
_TALK = (
    r"(?:(?:Impuls|Fach|Kurz|Gast|Fest|Input|Einführungs|Eröffnungs)?[Vv]ortrag|Impulsreferat|"
    r"Impuls|Keynote|Input|Referat)"
)
_ON = (
    r"(?:zum\sThema|zur\sFrage|zu\sdem\sThema|zur|zum|zu|über)\s(?:de[nrm]\s|die\s|das\s)?(?P<topic>"
    rf"(?:[a-zäöüß]+e[nrms]?\s){{0,2}}[{UPPER}][^„“\".?!;:,]{{4,90}}?)"
)
_GAVE = re.compile(  # "ein Impuls zur Nachfolge im Ehrenamt, den A B gab"
    rf"\b(?P<kind>{_TALK})\s{_ON},\s(?:den|die|das)\s(?P<who>[^.?!;:]{{5,140}}?)\s(?:gab|hielt|gaben|hielten|gibt|"
    rf"hält|halten|geben)\b"
)
_HELD = re.compile(  # "A B hielt einen Vortrag zum Thema Nachfolge im Ehrenamt."
    rf"\b(?:hielt|hält|gab|gibt|hielten|gaben|halten|geben)\b(?P<who>[^.?!;:„“]{{0,160}}?)\b(?:einen|eine|einem|den|"
    rf"die|ihren|seinen)\s(?:[a-zäöüß]+en\s)?(?P<kind>{_TALK})\s{_ON}"
    r"(?:[.;]|$|,\s(?:in|die|der|das|den|wie)\b)"
)
_WORKSHOP = re.compile(  # "Ein Workshop zum Thema nachhaltige Mobilität eröffnete den zweiten Tag"
    r"\b(?:[Ee]in|[Ii]n einem|[Dd]er|[Ee]inen|[Ii]m)\s(?:[a-zäöüß]+e[rnms]?\s)?(?P<kind>Workshop|Fachworkshop|"
    r"Fachforum)\s(?:zum\sThema|zu\sdem\sThema|zur\sFrage)\s"
    rf"(?P<topic>(?:[a-zäöüß]+e[nrms]?\s){{0,2}}[{UPPER}][^„“\".?!;:,]{{4,80}}?)\s(?:[a-zäöüß]{{3,}}(?:te|ten|tet|"
    rf"iert)|wurde|wird|fand|gab|ging|"
    r"steht|stand|folgte|konnten|findet|statt|folgt|bot|bietet|rundet|bildet)\b"
)
_LED = re.compile(  # "In einer von A B moderierten Gesprächsrunde"
    r"\b[Ii]n (?:einer|der) von (?P<who>[^.?!;:„“,]{5,90}?) (?:moderierten|geleiteten) (?P<title>(?:[a-zäöüß]+en\s)?"
    r"(?:Podiumsrunde|Podiumsdiskussion|Gesprächsrunde|Talkrunde|Diskussionsrunde|Diskussion|Fishbowl-Diskussion|"
    r"Paneldiskussion|Expertenrunde))\b"
    r"(?!\s[„“\"»]|\szu(?:m|r)?\s)"
)
_MARKET = re.compile(
    r"\b(?:[Aa]uf|[Bb]ei|[Mm]it|[Zz]u|[Gg]ab es)\s(?:einem|einen|eine)\s[„“\"»](?P<title>Markt(?:platz)? de[rs] \w+|"
    r"Info-?markt)[“”\"«]"
)
_NUMBERED = re.compile(  # "starten die Arbeitskreise; 1: A; 2: B", "in Foren: (1) A, (2) B und (3) C"
    rf"\b(?P<kind>{_KINDS}|arbeitskreise|workshops?)\b[^.?!:;„“\"]{{0,40}}[:;,(]?\s(?P<topics>\(?1[:.)]\s?[{UPPER}„].*)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:^|[,;]?\s(?:und\s|sowie\s)?)\(?(?P<number>\d)[:.)]\s?(?=[A-ZÄÖÜ„])")
_LINK = re.compile(r"^(?:de[nrm]|die|das)\s")


def grouped_sessions(sentence: str) -> Iterator[Found]:
    """Yield the sessions that a sentence names by their topics."""
    yield from _listed(sentence)
    for pattern in (_GAVE, _HELD):
        match = pattern.search(sentence)
        if match is None:
            continue
        who = (
            match["who"] if match["who"].strip() and name_at(match["who"].strip()) else sentence[: match.start("kind")]
        )
        people = list(mentioned(who, "Vortrag")) or list(mentioned(sentence, "Vortrag"))
        if len(people) == 1 and _is_topic(match["topic"]):
            yield Found(_title(match["topic"]), kind=match["kind"], people=people, body=[sentence])
    match = _WORKSHOP.search(sentence)
    if match is not None and _is_topic(match["topic"]):
        yield Found(_title(match["topic"]), kind=match["kind"], body=[sentence])
    match = _LED.search(sentence)
    if match is not None and any(name.sure for name in find_names(match["who"])):
        people = list(mentioned(match["who"], "Moderation"))
        title = re.sub(r"^[a-zäöüß]+en\s", "", match["title"])
        yield Found(title, kind="Podium", people=people, body=[sentence])
    match = _MARKET.search(sentence)
    if match is not None:
        yield Found(match["title"], kind="Markt", body=[sentence])


def _listed(sentence: str) -> Iterator[Found]:
    """Yield the sessions of one kind that a sentence counts up by their topics or by numbers."""
    counted = _COUNTED.search(sentence) or _CALLED.search(sentence)
    if counted is not None:
        number = counted.groupdict().get("count")
        many = (_COUNTS.get(number.lower()) or int(number)) if number else None
        kind = _GROUPS[counted["kind"].lower()]
        words = counted["topics"]
        if sentence[counted.start("topics") - 1] == "(":
            words = words.split(")")[0]
        words = _INFINITIVE.sub("", re.split(r"\s[–-]\s", words)[0])
        for topic in _topics(_VERBS.sub("", words), many):
            yield Found(topic, kind=kind)
    numbered = _NUMBERED.search(sentence)
    if numbered is not None:
        yield from _numbered(numbered["topics"], _GROUPS.get(numbered["kind"].lower(), numbered["kind"]))


def _numbered(words: str, kind: str) -> Iterator[Found]:
    """Yield the topics behind the numbers 1, 2, 3 … of a sentence."""
    marks = list(_NUMBER.finditer(words))
    if len(marks) < FEWEST or [mark["number"] for mark in marks] != [str(n + 1) for n in range(len(marks))]:
        return
    ends = [*(mark.start() for mark in marks[1:]), len(words)]
    topics = [words[mark.end() : end].strip(" ,;.„“”") for mark, end in zip(marks, ends, strict=True)]
    if all(map(_is_topic, topics)):
        yield from (Found(_title(topic), mark["number"], kind) for topic, mark in zip(topics, marks, strict=True))


def _topics(words: str, many: int | None) -> list[str]:
    """Split a list of topics; none where they are not as many as the sentence says, or do not look like topics."""
    pieces = [piece.strip() for piece in words.strip(" ,").split(",")]
    ends = [re.split(rf"\s{link}\s", pieces[-1]) for link in ("sowie", "und")]
    for last in (*ends, [pieces[-1]]):
        topics = [topic for topic in (re.sub(r"^(?:und|sowie)\s", "", one) for one in (*pieces[:-1], *last)) if topic]
        if len(topics) == many or (many is None and len(topics) > FEWEST and len(last) == FEWEST):
            return [_title(topic) for topic in topics] if all(map(_is_topic, topics)) else []
    return []


def _is_topic(words: str) -> bool:
    plain = _LINK.sub("", words)
    return (
        len(plain) <= LONGEST_TOPIC
        and re.match(rf"(?:[a-zäöüß]+e[nrms]?\s){{0,2}}[{UPPER}]", plain) is not None
        and not find_moments(plain)
        and not any(name.sure for name in find_names(plain))
    )


def _title(words: str) -> str:
    """Return a topic as a title: without its article, with a capital letter."""
    plain = _LINK.sub("", words.strip(" ,"))
    return plain[:1].upper() + plain[1:]
