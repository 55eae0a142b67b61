"""Sessions whose title a sentence gives beside who takes part: "In der Runde „…“ stritten A und B"."""

import itertools
import re
from collections.abc import Iterator

from commands.documents.prose.mentions import mentioned
from commands.documents.prose.names import find_names
from commands.documents.prose.session import Found, item_kind
from commands.documents.prose.vocabulary import UPPER
from storage.records import RoleRecord

FEWEST_WORDS = 2  # of a title that only "über" stands before
PANEL = 2  # people who discuss with each other
_QUOTE = r"[„“\"»](?P<title>(?:[^„“”\"»«]|„[^„“”\"»«]{1,80}[“”]){3,200}?)\s*[“”\"«]"
_TITLE = r"(?:Titel|Überschrift)"
_ENTRY = (
    r"(?:[Ii]m|[Ii]n\s(?:der|einer|einem)|[Bb]eim?|[Bb]ei\sder|[Aa]uf\sdem|[Aa]n\sder|[Dd]er|[Dd]ie|[Dd]as|[Dd]en|"
    r"[Dd]em|[Zz]u[mr]|[Ee]ine?[nmr]?)"
)
_KIND = (
    r"(?:Talk|Gesprächs|Diskussions|Dialog|Schluss|Abschluss|Podiums|Experten|Frage|Fach|Praxis|Austausch)?[Rr]unde|"
    r"Talk|Kurs|(?:Barcamp-)?Session|(?:Streit|Kamin|Fach|Bühnen|Werkstatt|Podiums|Abend)gespräch|Fishbowl|Planspiel|"
    r"(?:Gesprächs|Themen|Dialog)?[Ii]nsel|Themenraum|Panel|Lesung|Film|Kurz-?[Ww]orkshop|Mini-?[Ww]orkshop|"
    r"Podiumsdiskussion|Diskussion|Podium|Seminar|Slot"
)
_GAMES = {"Planspiel"}  # what is played needs nobody who speaks
_IN_KIND = re.compile(  # "In der Runde „…“ stritten A und B", "die Session der Firma X „…“, in der A …"
    rf"\b{_ENTRY}\s(?:(?:[a-zäöüß]+(?:e[nrms]?)|\d\.)\s){{0,2}}(?P<kind>{_KIND})"
    rf"(?P<of>\s(?:de[rs]|von|vom)\s[^„“\".,;:?!]{{2,60}})?"
    rf"(?:\s(?:mit\sdem\sTitel|unter\sde[mr]\s(?:Titel|Überschrift|Motto)|zum\sThema|zur\sFrage))?\s{_QUOTE}"
)
_SO_TITLE = re.compile(  # "„…“, so der Titel", "„…“ lautete der Titel ihres Vortrags"
    rf"{_QUOTE},?\s(?:so\s(?:lautete\s|hieß\s)?|lautete\s|hieß\s|war\s|ist\s)(?:auch\s)?(?:der|das|die|ihr|sein)\s"
    r"(?:[a-zäöüß]+\s)?(?:Titel|Thema|Überschrift|Vortrag\w*|Impuls\w*|Referat)\b"
)
_TALK = re.compile(
    r"\b(?:\w*[Vv]ortr[aä]g\w*|\w*[Rr]eferat\w*|\w*[Ii]mpuls\w*|Keynote|Input|\w*[Rr]ede|Beitrag|sprach|referier\w+)\b"
)
_SPOKE = re.compile(  # "Staatssekretärin A B sprach über „…“."
    r"\b(?:sprach(?:en)?|spricht|sprechen|bericht(?:ete|eten|et)|informiert(?:e|en)?|erzählten?|redeten?|plauderten?|"
    rf"dozierten?)\s(?:\w+\s){{0,3}}über\s{_QUOTE}(?=[.,;]?$|[.,;)]|\sund\s|\svor\s)"
)
_GAVE = re.compile(  # "A B gab beim Thema „…“ Hinweise", "informierte zum Thema „…“"
    r"\b(?:gab|gaben|gibt|informierten?|berichteten?|zeigten?|erläuterten?|referierten?)\s(?:\w+\s){0,2}"
    rf"(?:beim|zum|unter\sdem)\sThema:?\s{_QUOTE}"
)
_DID = (  # what somebody does with a talk, and nobody with an event
    r"(?!stand|fand|wurd|lief|start|begann|beginn|kam|lud|begrüß|eröffne|veranstalte|organisier|richt|versammel|tagt|"
    r"hatt|konnte|find|trafen|nahm)(?:[a-zäöüß]{2,}ten?|ließ(?:en)?|gab(?:en)?|sprach(?:en)?|warb(?:en)?|hielt(?:en)?|"
    r"stritt(?:en)?|rief(?:en)?|bot(?:en)?)"
)
_UNDER = re.compile(  # "erklärte unter dem Titel „…“, warum"
    rf"\b{_DID}\s(?:\w+\s){{0,3}}unter\sde[mr]\s{_TITLE}\s{_QUOTE}"
)
_UNDER_FIRST = re.compile(  # "Unter der Überschrift „…“ ließen A und B"
    rf"\b[Uu]nter\sde[mr]\s{_TITLE}\s{_QUOTE},?\s{_DID}\b"
)
_WITH_REPORT = re.compile(  # "Ihm folgte A B mit einem Werkstattbericht unter der Überschrift „…“"
    r"\b(?:mit|in)\s(?:einem|einer|seinem|ihrem)\s(?:[a-zäöüß]+en\s)?[\w-]*(?:[Bb]ericht|[Vv]ortrag|[Bb]eitrag|"
    rf"[Ii]mpuls|[Ii]nput|[Rr]eferat|[Bb]eispiel)\s(?:mit\sdem\sTitel|unter\sde[mr]\s{_TITLE}|zum\sThema)\s{_QUOTE}"
)
_DISCUSSED = re.compile(  # "diskutierten A, B und C unter dem Titel „…“"
    r"\b(?:diskutierten|debattierten|stritten|diskutieren)\s(?:[^„“\"?!:]{5,400}?)\sunter\sde[mr]\s"
    rf"(?:Titel|Überschrift|Motto|Thema|Frage|Leitfrage)\s{_QUOTE}"
)
_WAS_DISCUSSED = re.compile(  # "Unter dem Titel „…“ wurde am Nachmittag diskutiert"
    rf"\b[Uu]nter\sde[mr]\s(?:Titel|Überschrift|Frage)\s{_QUOTE}\swurde\s(?:am\s(?:Nachmittag|Abend|Vormittag|Ende)|"
    r"zum\s(?:Abschluss|Schluss)|abschließend|anschließend|danach)\s[^.?!]{0,40}(?:diskutiert|debattiert|gestritten)\b"
)
_LED = re.compile(  # "(„…“, Leitung: A B, Stadt X)"
    rf"\({_QUOTE},?\s(?:Leitung|Moderation|Referent(?:in)?|Impuls|Input|geleitet\svon|moderiert\svon|betreut\svon)\s?:?"
    r"\s(?P<who>[^()]{5,120})\)"
)
_SHOWN = re.compile(  # "Mit dem „…“, vorgestellt von A B, …"
    rf"{_QUOTE},?\s(?:vorgestellt|gehalten|geleitet|moderiert|angeleitet|betreut|vorgetragen)\s(?:von|durch)\s"
    r"(?P<who>[^„“\";:?!]{5,140})"
)


_LED_GROUP = re.compile(  # "Den Workshop Regale leitete A B, den Workshop Licht C D"
    r"\b(?:[Dd](?:en|as|ie))\s(?P<kind>Workshop|Fachworkshop|Forum|Fachforum|Arbeitsgruppe|Thementisch|Gruppe|Panel|Sektion)\s"
    rf"(?P<title>[{UPPER}][^„“\".,;:!?()]{{3,80}}?)\s(?:leiteten?|moderierten?|betreuten?|gestalteten?|begleiteten?|übernahm(?:en)?)\s"
)


def titles_told(sentence: str, before: str) -> Iterator[Found]:
    """Yield the sessions whose title a sentence gives; ``before``: the sentence in front of it."""
    yield from _in_kind(sentence)
    yield from _so_titled(sentence, before)
    for pattern in (_SPOKE, _GAVE, _UNDER, _UNDER_FIRST, _WITH_REPORT):
        for one in pattern.finditer(sentence):
            title = _plain(one["title"])
            people = _people(sentence[: one.start()])[-1:] if pattern is _SPOKE else []
            people = people or _people(sentence)
            if people and (pattern is not _SPOKE or len(title.split()) >= FEWEST_WORDS):
                yield Found(title, kind="Vortrag", people=people, body=[] if pattern is _SPOKE else [sentence])
    yield from _discussed(sentence)
    yield from _led_groups(sentence)
    for pattern in (_LED, _SHOWN):
        for one in pattern.finditer(sentence):
            people = _people(one["who"], "Leitung" if pattern is _LED else "Vortrag")
            if people:
                yield Found(_plain(one["title"]), kind=item_kind(sentence[: one.start()]), people=people)


def _in_kind(sentence: str) -> Iterator[Found]:
    for match in _IN_KIND.finditer(sentence):
        people = _people(sentence[match.end() :]) or _people(sentence[: match.start()]) or _people(sentence)
        if people or match["kind"] in _GAMES:
            yield Found(_plain(match["title"]), kind=item_kind(match["kind"]) or match["kind"], people=people)


def _led_groups(sentence: str) -> Iterator[Found]:
    """Read "Den Workshop Regale leitete A B, den Workshop Licht C D", where each is led by somebody."""
    first = _LED_GROUP.search(sentence)
    if first is None:
        return
    begin = re.compile(rf"\b[Dd](?:en|as|ie)\s{first['kind']}\s(?=[{UPPER}])")
    starts = [match.end() for match in begin.finditer(sentence, first.start())]
    for start, stop in itertools.zip_longest(starts, starts[1:], fillvalue=len(sentence)):
        words = sentence[start:stop]
        name = next(iter(find_names(words)), None)
        title = re.split(
            r"\s(?:leitet|moderiert|betreut|gestaltet|begleitet|übernahm)", words[: name.start] if name else ""
        )[0]
        if name is not None and name.sure and title.strip() and not re.search(r"[,.;:(]", title):
            yield Found(_plain(title), kind=first["kind"], people=_people(words[name.start :], "Leitung")[:1])


def _so_titled(sentence: str, before: str) -> Iterator[Found]:
    match = _SO_TITLE.search(sentence)
    after = sentence[match.end() :] if match is not None else ""
    spoken = _TALK.search(before) or (match is not None and _TALK.search(sentence[match.end("title") :]))
    if match is not None and (spoken or after.startswith((" von ", " des Vortrags"))):
        people = _people(after)[:1] or _people(before)
        if len(people) == 1:
            yield Found(_plain(match["title"]), kind="Vortrag", people=people, body=[sentence])


def _discussed(sentence: str) -> Iterator[Found]:
    match = _DISCUSSED.search(sentence)
    if match is not None and len(people := _people(sentence, "Podium")) >= PANEL:
        yield Found(_plain(match["title"]), kind="Podium", people=people, body=[sentence])
    match = _WAS_DISCUSSED.search(sentence)
    if match is not None:
        yield Found(_plain(match["title"]), kind="Diskussion", body=[sentence])


def _people(words: str, role: str = "Vortrag") -> list[RoleRecord]:
    return [one for one in mentioned(words, role) if not one.is_organisation]


def _plain(title: str) -> str:
    return title.strip(" ,")
