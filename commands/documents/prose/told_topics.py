"""Sessions whose title a sentence gives with who speaks, and groups that are named one by one."""

import re
from collections.abc import Iterator

from commands.documents.prose.layout import Part
from commands.documents.prose.mentions import mentioned, sentences
from commands.documents.prose.session import Found

FEWEST = 2  # groups of one kind that a text names
_QUOTE = r"[„“\"»](?P<title>(?:[^„“”\"»«]|„[^„“”\"»«]{1,80}[“”]){5,200})[“”\"«]"
_TALK = (
    r"(?:(?:Impuls|Fach|Kurz|Gast|Fest|Einführungs|Eröffnungs)?[Vv]ortrag|Thema|Titel|Impuls|Beitrag|Referat|Input|"
    r"Keynote)"
)
_WITH = re.compile(  # "Den Auftakt macht A B von der Stadt X mit dem Thema „…“"
    r"\b(?:macht|machte|machen|machten|eröffne\w+|beginn\w+|begann(?:en)?|start\w+|folg\w+|schließ\w+|schloss|begeister\w+|"
    r"setzte\w*|überzeug\w+|bereicher\w+|sorg\w+)\b"
    rf"[^„“\"»!?]{{5,200}}?\bmit\s(?:dem|einem|ihrem|seinem)\s(?:[a-zäöüß]+en\s)?{_TALK}:?\s{_QUOTE}"
)
_OVER = re.compile(  # "…, die mit A B über das Thema „…“ sprach"
    rf"\b(?:[Üü]ber|[Zz]u)\s(?:das\sThema|die\sFrage|dem\sThema|der\sFrage):?\s{_QUOTE},?\s(?:sprach\w*|spricht|sprechen|referier\w+|"
    r"bericht\w+|informier\w+|diskutier\w+|vortrug\w*)\b"
)
_PANEL = re.compile(  # "Auf dem Podium diskutierten unter dem Motto „…“ A B und C D"
    rf"\b(?=[^.!?]*(?:[Pp]odium|[Dd]iskussion|[Rr]unde))[^.!?„“]*\bdiskutier\w+\b[^.!?„“]*\bunter\sde[mr]\s(?:Motto|Titel|Thema|"
    rf"Überschrift|Frage):?\s{_QUOTE}"
)
_TITLED = re.compile(  # "Der Einstieg trug den Titel „…“."
    r"\b(?P<kind>[\w-]*[Vv]ortrag|[Ii]mpuls\w*|Einstieg|Beitrag|Keynote|Referat|Einführung)\b[^„“\".!?]{0,80}?\b"
    rf"(?:trug|trägt|hatte|hat|stand\sunter|steht\sunter)\s(?:den|das|dem)\s(?:Titel|Thema|Motto|Überschrift):?\s{_QUOTE}"
)
_ABOUT = re.compile(  # "Danach wird es um „…“ gehen." and who in the next sentence
    rf"\b(?:geht|ging|wird)\s(?:es\s)?(?:\w+\s){{0,2}}?(?:es\s)?um\s(?:das\sThema\s|die\sFrage\s)?{_QUOTE}(?:\s(?:gehen|geht|ging))?[.]?$"
)
_ABOUT_EACH = re.compile(rf"\b(?:über|zu|zum\sThema)\s{_QUOTE}")
_FEMININE = (
    r"Gruppe|Arbeitsgruppe|Kleingruppe|Themengruppe|Fachgruppe|Themeninsel|Station|Werkstatt|Session|AG|Sektion"
)
_OTHERS = r"Workshop|Fachworkshop|Fachforum|Forum|Thementisch|Tisch|Arbeitskreis|Panel|Themenraum|Diskussionstisch"
_NAMED = re.compile(
    rf"(?:\b(?:[IiAa]n\sder|[Ff]ür\sdie|[Dd]ie|[Bb]ei\sder|[Aa]us\sder|[Zz]ur)\s(?P<kind>{_FEMININE})|"
    rf"\b(?:[Ii]m|[Aa]m|[Ff]ür\sd(?:as|en)|[Dd](?:er|as)|[Bb]eim|[Aa]us\sdem|[Zz]um|[Aa]n\seinem)\s(?P<other>{_OTHERS}))\s"
    r"[„“\"»](?P<title>[^„“”\"»«]{3,120})[“”\"«]"
)


def topical_sessions(sentence: str, following: str) -> Iterator[Found]:
    """Yield the sessions whose titles a sentence gives; who speaks may stand in the following one."""
    for pattern in (_WITH, _OVER):
        for match in pattern.finditer(sentence):
            people = list(mentioned(sentence, "Vortrag"))
            if people:
                yield Found(match["title"].strip(" ,"), kind="Vortrag", people=people, body=[sentence])
    yield from _each_about(sentence)
    panel = _PANEL.search(sentence)
    people = list(mentioned(sentence, "Podium")) if panel is not None else []
    if panel is not None and people:
        yield Found(panel["title"].strip(" ,"), kind="Podium", people=people)
    titled = _TITLED.search(sentence)
    people = (list(mentioned(sentence, "Vortrag")) or list(mentioned(following, "Vortrag"))) if titled else []
    if titled is not None and people:
        yield Found(titled["title"].strip(" ,"), kind="Vortrag", people=people[:1])
    about = _ABOUT.search(sentence)
    people = (list(mentioned(sentence, "Vortrag")) or list(mentioned(following, "Vortrag"))[:1]) if about else []
    if about is not None and people:
        yield Found(about["title"].strip(" ,"), kind="Vortrag", people=people)


def _each_about(sentence: str) -> Iterator[Found]:
    """Read "A B (Stadt X) sprach über „…“, C D über „…“ und E F über „…“"."""
    found = []
    begin = 0
    for match in _ABOUT_EACH.finditer(sentence):
        people = list(mentioned(sentence[begin : match.start()], "Vortrag"))
        begin = match.end()
        if people:
            found.append(Found(match["title"].strip(" ,"), kind="Vortrag", people=people[-1:]))
    if len(found) >= FEWEST:
        yield from found


def named_groups(parts: list[Part]) -> list[Found]:
    """Return the groups that a report names one by one: "In der Gruppe „Wege“ berichtete A B"."""
    found: dict[tuple[str, str], Found] = {}
    for part in parts:
        if part.kind not in {"text", "item"} or part.used:
            continue
        for sentence in sentences(part.text):
            for match in _NAMED.finditer(sentence):
                kind = match["kind"] or match["other"]
                session = Found(match["title"].strip(" ,"), kind=kind, body=[sentence], place=part.number)
                found.setdefault((kind, session.title), session)
    kinds = [kind for kind, _title in found]
    return [one for (kind, _title), one in found.items() if kinds.count(kind) >= FEWEST]
