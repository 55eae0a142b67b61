"""Sessions that a report counts: "Im zweiten Workshop ging es um …", "Thema des ersten Blocks war …"."""

import re
from collections.abc import Iterator

from commands.documents.prose.moments import find_moments
from commands.documents.prose.session import Found
from commands.documents.prose.vocabulary import UPPER

LONGEST_TOPIC = 120  # characters
_NTH = (
    r"(?:erste|zweite|dritte|vierte|fünfte|sechste|siebte|achte|letzte|nächste|folgende|weitere|andere|parallele|1\.|2\.|3\.|4\.|5\."
    r"|6\.|7\.|8\.)(?:[nrsm]|\b)?"
)
_KIND = (
    r"Workshop|Fachworkshop|Block|Themenblock|Arbeitsgruppe|Fachgruppe|Kleingruppe|Gruppe|Forum|Fachforum|Panel|Session|"
    r"Themeninsel|Thementisch|Tisch|Station|Vortrag|Impulsvortrag|Fachvortrag|Impuls|Input|Keynote|Diskussionsrunde|"
    r"Gesprächsrunde|Podium|Beitrag|Referat|Themenraum|Sektion|Werkstatt|Arbeitskreis|Talkrunde|Slot|Modul|Runde|Themenrunde|Diskussion|Podiumsdiskussion"
)
_DIGIT = re.compile(r"\b(?P<number>\d)\.\s")  # "Im 5. Workshop" is "Workshop 5"
_SIDE_BY_SIDE = {
    "Workshop", "Fachworkshop", "Arbeitsgruppe", "Forum", "Fachforum", "Gruppe", "Thementisch", "Tisch", "Werkstatt",
}  # fmt: skip
_PLACE = re.compile(
    rf"\b(?:(?:[Ii]m|[Ii]n\s(?:der|einer|einem|dem)|[Aa]n\s(?:der|dem)|[Aa]m|[Ww]ährend\s(?:des|der)|[Bb]eim|[Dd]er|[Dd]ie|[Dd]as|[Ee]in|"
    rf"[Ee]ine|(?P<topic>[Tt]hema\s(?:des|der)))\s){_NTH},?\s(?:von\s[^,.;:]{{5,60}}\s(?:moderierte|geleitete)[nr]?\s|[a-zäöüß]+en?\s)?"
    rf"(?P<kind>{_KIND})(?:e?s)?\b(?:\s(?:des|am)\s\w+)?(?P<rest>(?:[„\"»][^„“”\"»«]{{3,160}}[“”\"«]|[^.?!;])*)"
)
_ABOUT = (
    re.compile(
        r"^,?\s*(?:mit\sdem\s(?:Titel|Thema)|unter\sdem\s(?:Titel|Motto|Thema)|zum\sThema|zur\sFrage|zu|über|gab\ses\s(?:die|das|den|eine?n?)\s\w+)?"
        r":?\s*[„“\"»](?P<title>[^„“”\"»«]{5,160})[“”\"«]"
    ),
    re.compile(
        r"\b(?:ging|drehte|kreiste)\w*\s(?:es\s|sich\s|alles\s|es\ssich\s|sich\salles\s)?[^,:]{0,40}?\bum\s(?P<title>.+)"
    ),
    re.compile(
        r"\bstand(?:en)?\s(?:\w+\s){0,2}?(?:das\sThema\s|die\sFrage\s|der\sAspekt\s)?(?P<title>[^,]+?)\s(?:im|in\sden)\s"
        r"(?:Mittelpunkt|Fokus|Vordergrund|Zentrum)\b"
    ),
    re.compile(r"\bim\s(?:Mittelpunkt|Fokus|Vordergrund|Zentrum)\sstand(?:en)?\s(?P<title>.+)"),
    re.compile(
        r"\b(?:beschäftigte|befasste|widmete|setzte)\w*\ssich\b[^,:]{0,60}?\s(?:mit|(?=de[mrn]\s))\s?(?P<title>.+?)(?:\sauseinander)?$"
    ),
    re.compile(
        r"\b(?:lautete|hieß|hatte\s(?:das|den)\s(?:Thema|Titel)|trug\sden\sTitel)\b:?\s[„“\"»](?P<title>[^„“”\"»«]{5,160})"
    ),
)
_WAS = re.compile(r"\bwar(?:en)?\s(?P<title>.+)")
_ENDS = re.compile(
    r",\s(?:zu|die|der|das|den|dem|wobei|bei|in|was|wie|wo|wenn|dass|also|um|an|mit|für|ob|aus|hier|dabei|sowie)\b.*$|"
    r"\s(?:und\sdarum|und\sum\sdie\sFrage|sowie\sum|wurde[n]?|diskutiert|gesprochen|beraten)\b.*$"
)
_HEAD_WORD = re.compile(
    r"^(?:de[mrn]|das|die)\s(?:(?:[a-zäöüß]+en\s)?(?:Thema|Phänomen|Frage|Aspekt|Begriff|Themenfeld|Themenkomplex|Bereich)"
    r"(?:\s(?:der|des|rund\sum)(?:\s(?:die|das|den))?)?[:\s]\s?)?"
)
_EMPTY = re.compile(r"(?:Fragen?|Them(?:a|en)|Aspekte?|Punkte?|Inhalte?|Antworten|Folgendes|Möglichkeiten|Austausch)")


def ordered_sessions(sentence: str) -> Iterator[Found]:
    """Yield the sessions that a sentence tells of by their order, with their topics."""
    every = list(_PLACE.finditer(sentence))
    for number, match in enumerate(every):
        stop = every[number + 1].start() if number + 1 < len(every) else match.end()
        rest = sentence[match.start("rest") : min(match.end(), stop)]
        patterns = (*_ABOUT, _WAS) if match["topic"] else _ABOUT
        found = next((one for pattern in patterns if (one := pattern.search(rest)) is not None), None)
        title = _title(found["title"]) if found is not None else None
        if title is not None:
            digit = _DIGIT.search(match[0][: match.start("kind") - match.start()])
            label = digit["number"] if digit is not None and match["kind"] in _SIDE_BY_SIDE else None
            yield Found(title, label, match["kind"], match["kind"] if label else None, body=[sentence])


def _title(words: str) -> str | None:
    plain = _ENDS.sub("", words.strip()).strip(' ,:„“”"»«')
    plain = _HEAD_WORD.sub("", plain).strip(' ,:„“”"»«')
    if not 4 < len(plain) <= LONGEST_TOPIC or find_moments(plain) or _EMPTY.fullmatch(plain):
        return None
    if not re.match(rf"(?:[a-zäöüß]+e[nrms]?\s|\w+-\sund\s){{0,2}}[{UPPER}\d]", plain):
        return None
    return plain[:1].upper() + plain[1:]
