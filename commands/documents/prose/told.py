"""Sessions that a text only tells of: "hielt einen Impulsvortrag zum Thema „…“", "In Workshop C ging es um …"."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from commands.documents.prose.layout import Part
from commands.documents.prose.mentions import mentioned, sentences
from commands.documents.prose.moments import find_moments
from commands.documents.prose.names import name_at
from commands.documents.prose.people import parse_people
from commands.documents.prose.session import Found, add_rest, item_kind, same_title
from commands.documents.prose.told_groups import grouped_sessions
from commands.documents.prose.told_labels import labelled_sessions
from commands.documents.prose.told_order import ordered_sessions
from commands.documents.prose.told_titles import titles_told
from commands.documents.prose.told_topics import named_groups, topical_sessions
from commands.documents.prose.vocabulary import UPPER

_QUOTE = r"[„“\"»](?P<title>[^„“”\"»«]{8,200})[“”\"«]"
_TALK = (
    r"(?:[A-ZÄÖÜ][a-zäöü]+r|R)ede|(?:Haupt|Auftakt|Einführungs|Gast|Praxis)vortrag\w*|Impulsvortr(?:ag|äge)\w*|"
    r"Impulsreferat\w*|Fachvortr(?:ag|äge)\w*|Eröffnungsvortrag\w*|Festvortrag\w*|"
    r"Abschlussvortrag\w*|Vortrag(?!sr|sa)\w*|Keynote|Impuls|Input|Inputvortrag|Podiumsdiskussion|Paneldiskussion|"
    r"Diskussionsrunde|Workshop|Fachforum|Forum|Werkstatt|Arbeitsgruppe|Gesprächsrunde|Thementisch|Praxisbeispiel|"
    r"Praxisbericht|Podiumsgespräch|Beitrag|Referat|Statement|Kurzvortrag|Festrede"
)
BEGINNING = 12  # characters of a title that tell it from others
_GROUPS = {"Forum", "Werkstatt", "Arbeitsgruppe", "Gesprächsrunde", "Thementisch", "Fachforum"}
_INNER = r"(?:[^„“”\"»«]|„[^„“”\"»«]{1,80}[“”])"  # a quotation may hold another
_QUOTED = re.compile(
    rf"\b(?P<kind>{_TALK})\b(?P<between>(?:(?!\b(?:{_TALK})\s[„\"»])[^„“\"»?!]){{0,220}}?)[„\"»](?P<title>{_INNER}{{8,260}}?)\s*[“”\"«]"
)
_PRESENTED = re.compile(
    rf"stellten?\s+in\s+(?:einem|seinem|ihrem)\s+(?P<kind>{_TALK})\s+(?P<title>(?:die|den|das|ihre[n]?|"
    rf"seine[n]?)\s+[^.?!;:]{{6,160}}?)\s+vor\b"
)


_WENT_INTO = re.compile(
    rf"\bging(?:en)?\b[^.?!„]{{0,30}}(?:(?:Dr|Prof)\.[^.?!„]{{0,20}}){{0,2}}[^.?!„]{{0,120}}?\bin\s+(?:einem|seinem|"
    rf"ihrem)\s+"
    rf"(?:\w+en\s+)?(?P<kind>{_TALK})\s+auf\s[^.?!„]{{0,100}}[„\"»](?P<title>[^„“”\"»«]{{5,160}}?)\s*[“”\"«]\s+ein\b"
)


_CALLED_OFF = re.compile(  # "Der Workshop „…“ musste leider entfallen"
    r"\b(?:musste[n]?|wurde[n]?|ist|sind|hat|haben)\b[^.!?]{0,160}\b(?:entfallen|abgesagt|ausfallen|ausgefallen)\b|"
    r"\bfiel(?:en)?\b[^.!?]{0,60}\saus\b(?=[.,;]|$)|\bentfiel(?:en)?\b"
)


def told_sessions(parts: list[Part], known: list[Found]) -> list[Found]:
    """Return the sessions that sentences outside the programme tell of, in their order."""
    found: list[Found] = []
    for part in parts:
        if part.kind not in {"text", "item"} or part.used:
            continue
        spoken = _spoken_on(part.text)
        if spoken is not None and not any(_same(spoken, other) for other in (*known, *found)):
            spoken.place = part.number
            found.append(spoken)
        before = last = ""
        every = list(sentences(_CLOSED.sub(r"„\1“", part.text)))
        for sentence, following in itertools.zip_longest(every, every[1:], fillvalue=""):
            if _CALLED_OFF.search(sentence):
                continue
            own = _own_topic(sentence, before)
            before = sentence if own is not None or any(True for _one in mentioned(sentence, "Vortrag")) else before
            for session in (
                own,
                *labelled_sessions(sentence),
                _presented(sentence),
                _went_into(sentence),
                _referred(sentence),
                _titled(sentence),
                *_listed(sentence),
                *_in_groups(sentence),
                _in_workshop(sentence),
                *(one for one in ordered_sessions(sentence) if one.label is not None),
                *_quoted(sentence),
                *grouped_sessions(sentence),
                *ordered_sessions(sentence),
                *_bracketed(sentence),
                *topical_sessions(sentence, following),
                *titles_told(sentence, last),
            ):
                if session is None or any(_same(session, other) for other in (*known, *found)):
                    continue
                if session.label is None and any(_is_counted(session, other, sentence) for other in known):
                    continue
                session.place = part.number
                found.append(session)
            last = sentence
    if not known and len(found) == 1 and _is_event(found[0], parts):
        return []
    sections = [part.text for part in parts if part.used and part.text.startswith("Sektion")]
    found = [one for one in found if not (one.kind == "Sektion" and any(one.title in text for text in sections))]
    found = _as_printed(found, parts)
    groups = [one for one in named_groups(parts) if not any(_same(one, other) for other in (*known, *found))]
    return [*found, *groups]


def _as_printed(found: list[Found], parts: list[Part]) -> list[Found]:
    """Return the sessions in the order of their titles, also within one paragraph."""
    texts = {part.number: part.text.lower() for part in parts}
    places = [texts.get(one.place, "").find(one.title[:BEGINNING].lower()) for one in found]
    if -1 in places:
        return found  # a title that the sentence bends
    return [found[n] for n in sorted(range(len(found)), key=lambda n: (found[n].place, places[n]))]


def _is_event(session: Found, parts: list[Part]) -> bool:
    """Tell whether the one session is the event itself: the sentence that names it says when it is."""
    return any(
        session.title in sentence and any(moment.times is not None for moment in find_moments(sentence))
        for part in parts
        if session.title in part.text
        for sentence in sentences(part.text)
    )


def _same(one: Found, other: Found) -> bool:
    if one.label is not None and other.label is not None:
        return (one.label, one.kind) == (other.label, other.kind)
    return same_title(one.title, other.title)


def _is_counted(session: Found, other: Found, sentence: str) -> bool:
    """Tell whether a topic of "drei Thementische zu A, B und C" is that of one that the text labels elsewhere."""
    return (
        other.label is not None
        and other.kind == session.kind
        and f"„{session.title}" not in sentence
        and not session.people
    )


def _presented(sentence: str) -> Found | None:
    match = _PRESENTED.search(sentence)
    if match is None:
        return None
    title = match["title"]
    session = Found(title[:1].upper() + title[1:], kind=_kind(match["kind"]))
    session.people += list(mentioned(sentence, "Vortrag"))
    session.body.append(sentence)
    return session


_SPEAKS_ON = re.compile(
    rf"\b[Üü]ber\s+{_QUOTE},?\s+(?:spricht|sprach|sprachen|referiert\w*|"
    r"berichtet\w*)\b"
    r"(?P<who>[^.!?]{0,200})"
)


_REFERRED = re.compile(
    r"\b(?:referier\w+|sprach|spricht|informier\w+|berichte\w+|trug)\s+(?:\w+\s+){0,3}?"
    r"(?:über das Thema|zum Thema|zur Frage|unter dem Titel|"
    r"(?<=ierte )(?:zu|über)|(?<=ieren )(?:zu|über))\s*:?\s*[„“\"»](?P<title>[^„“”\"»«]{8,200}?)\s*[“”\"«]"
)


_REFERS = re.compile(  # "referiert Ministerin A B über die „Offensive …“"
    r"\breferier\w+\s(?:[^„“\"».?!:]|(?<=Dr)\.|(?<=Prof)\.){5,100}?\b(?:über|zu[mr]?)\s(?:die\s|das\s|den\s|dem\s|der\s)?"
    r"[„“\"»](?P<title>[^„“”\"»«]{8,200}?)\s*[“”\"«]"
)


def _referred(sentence: str) -> Found | None:
    """Read "A B referierte über das Thema „…“"."""
    match = _REFERRED.search(sentence) or _REFERS.search(sentence)
    if match is None:
        return None
    session = Found(match["title"].strip(" ,"), kind="Vortrag")
    session.people += list(mentioned(sentence, "Vortrag"))
    if not session.people:
        return None  # "sich zum Thema „…“ informieren"
    session.body.append(sentence)
    return session


_UNDER = re.compile(
    rf"\b[Uu]nter\s+de[mr]\s+(?:Titel|Thema|Motto|Überschrift)\s+{_QUOTE},?\s+(?:präsentierte\w*|sprach\w*|"
    r"spricht|referierte\w*|berichtete\w*|stellten?|zeigten?|gab(?:en)?|hielt(?:en)?|erläuterten?)\b(?P<who>.*)"
)
_INTRODUCES = re.compile(
    r"\b(?:[Ii]n die Thematik|[Ii]n das Thema|[Ii]ns Thema)\s(?:einführ\w+\s)?(?:wird|führte?|führt)\s"
    r"(?P<who>.*?)\sunter\sde[mr]\s(?:Motto|Titel|"
    rf"Überschrift):?\s{_QUOTE}"
)
_DEVOTED = re.compile(
    rf"\b[Mm]it\s+(?:dem\s+Thema|der\s+Frage)\s+{_QUOTE},?\s+(?:befasste\w*|beschäftigte\w*|"
    r"setzte\w*)\s+sich\s+(?P<who>.*)"
)
_ASKED = re.compile(rf"\bging(?:en)?\s(?P<who>.*?)\s(?:in\s(?:seinem|ihrem)\s\w+\s)?der\sFrage\snach:?\s{_QUOTE}")
_OWN_TOPIC = re.compile(
    rf"(?:(?:Sein|Ihr|Das)\s+(?:Thema|Vortrag|Vortragsthema)(?:\slautete|\swar|\strug\sden\sTitel)?|"
    r"(?:Er|Sie)\s(?:referier\w+|spricht|sprach|bericht\w+|hielt|hält|wählte|stellte)\b[^„“\".!?]{0,80}?(?:den\sVortragstitel|den\sTitel|das\sVortragsthema|zu\sdem\sThema|zum\sThema|über\sdas\sThema|"
    rf"zur\sFrage|mit\sdem\sTitel|unter\sdem\sTitel)):?\s{_QUOTE}"
)
_SHOWED_UNDER = re.compile(
    r"\b(?:präsentierte|sprach|referierte|berichtete|zeigte|hielt|gab|"
    r"stellte)\w*\s+(?:\w+\s+){0,2}unter\s+de[mr]\s+(?:Titel|Thema|Überschrift)\s+"
    rf"{_QUOTE}"
)


_BY = re.compile(r"[„“\"»](?P<title>[^„“”\"»«]{5,200})[“”\"«]\s*\((?P<who>[^()]{5,120})\)")


_BY_WITH = re.compile(  # "„Titel“ mit A B (Stadt X)"
    r"[„“\"»](?P<title>[^„“”\"»«]{5,200})[“”\"«]\s(?:mit|von)\s(?P<who>[^„“”\"»«;]{5,120}?)(?=[„“\"»;]|[.!?]?$)"
)


_SPOKEN_TITLE = re.compile(  # "A B (Stadt X) mit „Titel“", "A B aus der Gemeinde X („Titel“)"
    r"(?P<who>[^„“”\"»«;.()]{5,90}?(?:\([^„“”\"»«()]{2,60}\))?)\s(?:mit\s|"
    r"\()[„“\"»](?P<title>[^„“”\"»«]{5,200})[“”\"«]\)?"
)


_HOUSED_TITLE = re.compile(  # "A B (Stadt X: „Titel“)"
    rf"(?P<who>(?:(?:Prof|Dr)\.\s)*[{UPPER}][\w-]+(?:\s[{UPPER}][\w-]+){{1,2}})\s\((?P<house>[^():„“\"»]{{3,60}}):\s"
    r"[„“\"»](?P<title>[^„“”\"»«]{3,200})[“”\"«]\)"
)


_BRACKETED = re.compile(  # "eine Buchvorstellung von A B („Titel“)"
    rf"\b(?P<kind>{_TALK}|Buchvorstellung|Lesung|Autorenlesung|Filmvorführung|Projektvorstellung)\s(?:von|mit|durch)\s"
    rf"(?P<who>[^„“”\"»«.;?!]{{5,140}}?)\s\([„“\"»](?P<title>{_INNER}{{5,200}}?)[“”\"«]\)"
)


def _bracketed(sentence: str) -> Iterator[Found]:
    """Read "ein Vortrag von A B, Stadt X („Titel“)"."""
    for match in _BRACKETED.finditer(sentence):
        people = list(mentioned(match["who"], "Vortrag"))
        if people:
            yield Found(match["title"].strip(" ,"), kind=_kind(match["kind"]), people=people)


def _listed(sentence: str) -> list[Found]:
    """Read "… „Titel“ (A B, Stadt X), „Titel“ (C D, Verein Y) und …", where a sentence has several."""
    found = []
    for match in (*_BY.finditer(sentence), *_BY_WITH.finditer(sentence)):
        who = match["who"].strip(" ,").removesuffix(" und").removesuffix(" sowie")
        name = name_at(who)
        if name is not None and name.sure:
            people = list(mentioned(who, "Vortrag"))
            found.append(Found(match["title"].strip(" ,"), kind="Vortrag", people=people))
    if len(found) < 2:
        housed = [
            Found(
                match["title"].strip(" ,"),
                kind="Vortrag",
                people=list(parse_people(f"{match['who']}, {match['house']}", "Vortrag")),
            )
            for match in _HOUSED_TITLE.finditer(sentence)
        ]
        if len(housed) > 1 and all(len(one.people) == 1 for one in housed):
            return housed
        spoken = ((match["title"], mentioned(match["who"], "Vortrag")) for match in _SPOKEN_TITLE.finditer(sentence))
        found = [Found(title.strip(" ,"), kind="Vortrag", people=list(who)) for title, who in spoken if len(who) == 1]
    several = re.search(rf"\b(?:{'|'.join(_SEVERAL)})\b", sentence.split("„", maxsplit=1)[0])
    for session in found:
        session.kind = _SEVERAL[several[0]] if several is not None else session.kind
    return found if len(found) > 1 else []


_SEVERAL = {
    "Arbeitsgruppen": "Arbeitsgruppe", "Workshops": "Workshop", "Foren": "Forum", "Fachforen": "Fachforum",
    "Werkstätten": "Werkstatt", "Thementischen": "Thementisch", "Themeninseln": "Themeninsel", "Panels": "Panel",
    "Sessions": "Session", "Kleingruppen": "Gruppe", "Gruppen": "Gruppe",
    "Themengruppen": "Gruppe", "Themen-Gruppen": "Gruppe",
}  # fmt: skip
_TITLE = r"[„“\"»][^„“”\"»«]{5,160}[“”\"«]"
_IN_GROUPS = re.compile(
    rf"\b(?P<kind>{'|'.join(_SEVERAL)})\b[^„“\"».?!]{{0,40}}"
    rf"(?P<titles>{_TITLE}(?:\s\([^()]{{3,90}}\))?"
    rf"(?:\s*(?:,|,?\s*und|,?\s*oder|,?\s*sowie)\s*{_TITLE}(?:\s\([^()]{{3,90}}\))?)+)"
)
_IN_WORKSHOP = re.compile(
    rf"\b[Ii]m\s(?P<kind>Workshop|Fachforum|Fachworkshop|Impulsvortrag)\s(?P<title>[{UPPER}][^„“\".,;:!?]{{8,90}}?)\s"
    r"(?:stellten?|berichteten?|zeigten?|ging|gab(?:en)?|wurden?|diskutierten|stand(?:en)?|erläuterten?)\b"
)


def _in_groups(sentence: str) -> list[Found]:
    """Read "in den Arbeitsgruppen „A“, „B“ und „C“"."""
    match = _IN_GROUPS.search(sentence)
    if match is None or re.search(r"\bThemen\b", sentence[match.start() : match.start("titles")]):
        return []  # what workshops were about are no titles
    kind = _SEVERAL[match["kind"]]
    found = []
    for one in re.finditer(rf"(?P<title>{_TITLE})(?:\s\((?P<who>[^()]*)\))?", match["titles"]):
        session = Found(one["title"].strip('„“”"»« ,'), kind=kind, body=[] if one["who"] else [sentence])
        if one["who"]:
            add_rest(session, one["who"])
        found.append(session)
    return found


def _in_workshop(sentence: str) -> Found | None:
    """Read "Im Workshop Leerstand in Dörfern stellte A B … vor"."""
    match = _IN_WORKSHOP.search(sentence)
    if match is None or " " not in match["title"] or find_moments(match["title"]) or name_at(match["title"]):
        return None
    people = list(mentioned(sentence, "Vortrag"))
    return Found(match["title"].strip(), kind=match["kind"], people=people, body=[sentence])


def _titled(sentence: str) -> Found | None:
    """Read "Unter dem Titel „…“ präsentierten A und B" and "A zeigte unter dem Titel „…“"."""
    match = (
        _UNDER.search(sentence) or _DEVOTED.search(sentence) or _ASKED.search(sentence) or _INTRODUCES.search(sentence)
    )
    who = match["who"] if match is not None else sentence
    match = match or _SHOWED_UNDER.search(sentence)
    if match is None:
        return None
    people = list(mentioned(who, "Vortrag"))
    if not people:
        return None
    return Found(match["title"].strip(" ,"), kind="Vortrag", people=people, body=[sentence])


def _own_topic(sentence: str, before: str) -> Found | None:
    """Read "Sein Thema: „…“" behind a sentence that names one person."""
    match = _OWN_TOPIC.match(sentence)
    people = list(mentioned(before, "Vortrag")) if match is not None else []
    if match is None or len(people) != 1:
        return None
    return Found(match["title"].strip(" ,"), kind="Vortrag", people=people, body=[sentence])


def _spoken_on(text: str) -> Found | None:
    """Read "Über „…“ spricht Dr. A B in einem Vortrag"; the title may hold whole sentences."""
    match = _SPEAKS_ON.search(text)
    if match is None:
        return None
    session = Found(match["title"].strip(" ,"), kind="Vortrag")
    session.people += list(mentioned(text[match.start("who") :], "Vortrag"))
    session.body.append(match[0])
    return session


def _went_into(sentence: str) -> Found | None:
    """Read "ging Dr. A B in einem Impulsvortrag auf das Projekt „…“ ein"."""
    match = _WENT_INTO.search(sentence)
    if match is None:
        return None
    session = Found(match["title"].strip(" ,"), kind=_kind(match["kind"]))
    session.people += list(mentioned(sentence, "Vortrag"))
    session.body.append(sentence)
    return session


_GIVEN = re.compile(r"\s(?:von|durch|mit)\s")
_POSSESSIVE = re.compile(r"\b(?:ihre[mn]?|seine[mn]?|ihr|sein)\s(?:[a-zäöüß]+en\s)?$")
_SAID = re.compile(  # a verb between the talk and the colon, other than one that gives its title
    r"\b(?!lautete|hieß)(?:[a-zäöüß]{2,}(?:te|ten|tet|iert|ieren)|zeigt|sagt|betont|fasst|stellt|gab|gibt|rief|ruft|"
    r"sprach|spricht|brachte|bringt)\b"
)
_DIGIT = re.compile(r"\b(?P<number>\d)\.\s$")
_CLOSED = re.compile(r"„([^„“”\"»«]{3,200})\"")  # "„Titel"" is ended by the quotation mark of a keyboard
_IN_SPEECH = re.compile(r"\b[Ii]n\s(?:ihre[mr]|seine[mr])\s(?:[a-zäöüß]+en\s)?$")  # "betonte in ihrer Rede: „…“"


def _quoted(sentence: str) -> list[Found]:
    found = []
    for match in _QUOTED.finditer(sentence):
        between = match["between"]
        if re.search(
            (
                r"\b(?:Projekt|Motto|Programm|Netzwerk|Buch|Studie|Initiative|Plattform|Vorhaben|"
                r"Handlungsfeld|Themenfeld|Wettbewerb|Preis|Förderprogramm|Themen)\w*\s*$"
            ),
            between,
        ) or ("," in between and len(between) > 120 and not re.search(r"Titel|Thema", between)):
            continue
        if not re.search(
            (
                r"(?:Titel|Thema|Frage|Überschrift|lautete|über|zu|zum|zur|:)\s*:?\s*$|^\s*(?:von [^,]+|mit [^,]+|des "
                r"[^,]+|der [^,]+)?\s*$"
            ),
            between,
        ):
            continue
        said = _IN_SPEECH.search(sentence[: match.start()]) and not re.search(r"Titel|Thema|Frage", between)
        if between.rstrip().endswith(":") and (_SAID.search(between) or said):
            continue  # "stellte in ihrer Keynote … vor und sagte: „…“": what somebody said
        if match["kind"] in _GROUPS and between.strip():
            continue  # "stellt das Forum die Frage „…“": only a name right behind is one
        session = Found(match["title"].strip(" ,."), kind=_kind(match["kind"]))
        digit = _DIGIT.search(sentence[: match.start()]) if match["kind"] in {"Workshop", *_GROUPS} else None
        session.label = digit["number"] if digit is not None else None  # "Im 5. Workshop „…“"
        before = list(mentioned(sentence[: match.start()], "Vortrag"))
        given = list(mentioned(between, "Vortrag")) if _GIVEN.match(between) else []
        if given:
            found.append(replace(session, people=given))
            continue
        own = before and _POSSESSIVE.search(sentence[: match.start()]) and not list(mentioned(between, "Vortrag"))
        session.people += before[-1:] if own else list(mentioned(sentence, "Vortrag"))
        if not own:
            session.body.append(sentence)
        found.append(session)
    if len(found) > 1:
        for session in found:
            session.people = []
    return found


def _kind(word: str) -> str:
    plain = (
        re.sub(r"(?:es|s|e|en|n)$", "", word)
        if word.lower().startswith(("impulsvortr", "fachvortr", "vortrag"))
        else word
    )
    plain = plain.replace("vorträg", "vortrag").replace("Vorträg", "Vortrag")
    return (
        {"Podiumsdiskussion": "Podium", "Paneldiskussion": "Podium", "Diskussionsrunde": "Podium"}.get(plain, plain)
        or item_kind(word)
        or word
    )
