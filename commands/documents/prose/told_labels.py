"""Sessions that a report tells of by their labels: "In Workshop 1 ging es um …, in Workshop 2 um …"."""

import re

from commands.documents.prose.mentions import mentioned
from commands.documents.prose.session import Found
from commands.documents.prose.vocabulary import UPPER

_LABEL = re.compile(
    r"(?<!\w)(?:(?:[Ii]n|[Vv]on|[Ii]m|Mittelpunkt von|[Dd]er|[Dd]as|[Uu]nd)\s+)?"
    r"(?P<kind>(?:Fach|Themen|Praxis|Parallel|Dialog)?(?:[Ww]orkshop|[Ff]orum|[Ww]erkstatt|[Ii]nsel|[Tt]isch|[Rr]aum|[Ss]tation)|"
    r"Arbeitsgruppe|Arbeitskreis|Kleingruppe|Panel|Session|Gruppe|Sektion|Track|AG|AK)\s(?P<number>\d{1,2}|[A-H]|[IVX]{1,4})\b"
)
_TOPIC = re.compile(
    r"^\s*(?:(?:zum\sThema|mit\sdem\sTitel|unter\sdem\sTitel):?\s)?(?:[„\"»](?P<quoted>[^„“”\"»«]{5,200})[“”\"«]|"
    r"(?:zu|zum|zur|"
    r"über)\s+(?P<topic>[^.?!;:]{8,140}?)\s*(?:[.?!;:]|$)|"
    r"(?:(?:drehte sich alles|ging es|wurde|drehte sich)\s+)?um\s+(?P<about>[^.?!;:]{5,140})|"
    r"(?:trug\sden\s(?:Titel|Namen)|hatte\sdas\sThema|hieß|lautete|stand\sunter\sdem\s(?:Titel|Motto|Thema)|"
    r"trug\sdie\sÜberschrift):?\s[„\"»](?P<called>[^„“”\"»«]{5,200})[“”\"«]|"
    r"hatte\s(?:de[nr]|die|das)?[^„“\".?!;:]{3,60}\szum\sThema\s\([„“\"»](?P<themed>[^„“”\"»«]{5,200})[“”\"«]\)|"
    r"stand(?:en)?\s(?:das\sThema\s|die\sFrage\s|der\sAspekt\s)?(?P<central>[^„“\".?!;:]{5,140}?)\s(?:im\s(?:Mittelpunkt|Fokus|Vordergrund|Zentrum)|"
    r"auf\sdem\sProgramm)\b|"
    r"(?:fragte|stellte\sdie\sFrage|ging\sder\sFrage\snach|stand\sunter\sder\sFrage):?\s[„“\"»](?P<asked>[^„“”\"»«]{5,200})[“”\"«]|"
    r"(?:diskutierte\w*|beriet|sprach|arbeitete)\s(?:über|zu|zum|zur)\s(?P<discussed>[^„\".?!;:]{5,140})|"
    r"(?:widmete|befasste|beschäftigte|setzte)\s+sich\s+(?:intensiv\s+|unter anderem\s+)?(?:mit\s+)?"
    r"(?:de[mr]\s+(?:Thema|Frage)\s+)?"
    r"(?:[„\"»](?P<devoted>[^„“”\"»«]{5,200})[“”\"«]|(?P<matter>[^„\".?!;:]{5,140})))"
)
_WHOLE = ("quoted", "devoted", "called", "themed", "asked")  # what stands in quotation marks
_WITH = re.compile(r"^\s*mit\s(?:de[mr]\s)?(?P<matter>[^„\".?!;:]{5,140})")
_CALLED = re.compile(  # "Workshop 1 („Wege ins Netz“, geleitet von A B)"
    r"\s\([„“\"»](?P<title>[^„“”\"»«]{5,160})[“”\"«](?:,?\s(?:geleitet|moderiert|unter\sLeitung|mit)\s?(?:von\s)?(?P<who>[^()]{5,120}))?\)"
)


_TELLS = re.compile(r"[a-zäöüß]{3}[.?!]\s+[A-ZÄÖÜ]|[a-zäöüß]\.$")


def tells_of_label(point: str) -> bool:
    """Tell whether a point is a sentence about a labelled session and not its title: "In Workshop A ging es um …"."""
    label = _LABEL.search(point)
    return (
        label is not None and _TELLS.search(point) is not None and re.match(r"\s?[:–|-]", point[label.end() :]) is None
    )


def labelled_sessions(sentence: str) -> list[Found]:
    """Read "In Workshop 1 ging es um …, in Workshop 2 um …"."""
    found = []
    labels = list(_LABEL.finditer(sentence))
    dealt = False  # "… beschäftigte sich mit A, Workshop 2 mit B"
    for place, match in enumerate(labels):
        until = labels[place + 1].start() if place + 1 < len(labels) else len(sentence)
        called = _CALLED.match(sentence, match.end())
        if called is not None:
            session = Found(called["title"].strip(" ,"), match["number"], match["kind"], match["kind"])
            session.people += list(mentioned(called["who"] or "", "Leitung"))
            session.body.append(sentence if len(labels) == 1 else sentence[match.start() : until])
            found.append(session)
            continue
        rest = re.sub(
            r"^\s*(?:\([^()]{5,90}\)|,\s(?:geleitet|moderiert)\svon\s[^,]{5,90},|"
            r"\sunter\s(?:der\s)?Leitung\svon\s[^,.]{5,60}?(?=\s(?:trug|ging|drehte|befasste|beschäftigte|widmete|stand|hatte|lautete)))",
            "",
            sentence[match.end() : until],
        )
        elliptic = _WITH.match(rest) if dealt else None
        dealt = dealt or re.match(r"\s*(?:befasste|beschäftigte|setzte)\s+sich\b", rest) is not None
        topic = elliptic or _TOPIC.match(rest)
        if topic is None:
            continue
        named = topic.groupdict()
        title = next((named[key] for key in _WHOLE if named.get(key)), None)
        if title is None:
            title = _from_dative(named.get("topic") or "")
            title = title or named.get("about") or named.get("discussed") or named.get("central") or named["matter"]
            title = re.sub(r"^(?:die|der|das|den|dem)\s+", "", re.sub(r",?\s*(?:und|während|sowie)?\s*$", "", title))
        session = Found(title[:1].upper() + title[1:].strip(" ,"), match["number"], match["kind"], match["kind"])
        session.body.append(sentence if len(labels) == 1 else sentence[match.start() : until])
        found.append(session)
    return found


def _from_dative(words: str) -> str:
    """Turn "modernen Methoden für …" after "zu" to the form of a title."""
    first, _, rest = words.partition(" ")
    if re.fullmatch(r"[a-zäöüß]+en", first) and re.match(rf"[{UPPER}]\w+(?:en|n)\b", rest):
        first = first[:-1]
    return first[:1].upper() + first[1:] + (f" {rest}" if rest else "")
