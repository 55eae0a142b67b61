"""Programmes that came as one line: cut before each time, then where a title, a name or a sentence begins."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from commands.documents.lines import Line
from commands.documents.prose.moments import find_moments
from commands.documents.prose.names import find_names, name_at
from commands.documents.prose.organisation_words import looks_like_organisation
from commands.documents.prose.people import role_of
from commands.documents.prose.vocabulary import OFFICES, UPPER

SHORTEST = 100  # characters of a line that may hold a programme
CONTENTS = 200  # characters of one that may hold a table of contents
LONGEST = 20_000  # and of one that no programme fills
BESIDE = 60  # characters in front of a name
TIMES = 4  # times in one line that make a programme
FEWEST_TITLE = 12  # characters in front of a quotation that is a title of its own
NUMBERED = 4  # Roman numbers in order that make a table of contents
ROLES_IN_ONE = 2  # roles named in one line
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ROMAN = re.compile(rf"(?<![\w.])(?<!e\. )(?P<number>[IVX]{{1,4}})\.\s(?=[{UPPER}„])")
_ARABIC = re.compile(rf"(?<![\w.,])(?P<number>\d{{1,2}})\.?\s(?=[{UPPER}„])")
_AGENDA = re.compile(rf"(?P<head>\b(?:Ablauf|Agenda|Tagesordnung|Programm|Tagesablauf))\s?:?\s+(?=1\.\s[{UPPER}„])")
_POINT = re.compile(rf"(?<=\s)(?P<number>\d{{1,2}})\.\s(?=[{UPPER}„])")
LONGEST_POINT = 260  # characters of a point of an agenda in one line
_LEADER = re.compile(r"(?:\.{3,}\s*\d{0,3}|\s\d{1,3})\s*$")
_TIME = re.compile(
    r"(?<![\w.:,(/-])(?<!\bvon )(?<!\bbis )(?<!\bum )(?<!\bab )(?<!\bgegen )(?<!\bund )(?<!- )(?<!– )(?<!Uhr )"
    r"(?P<h>[01]?\d|2[0-3])[.:](?P<m>[0-5]\d)(?![\d.:]\d?)(?P<rest>\s*(?:Uhr)?(?:\s*(?:-|–|bis)\s*\d{1,2}[.:]\d\d)?"
    rf"(?:\s*Uhr)?)(?=\s*[:|–-]?\s*(?!Uhr\b)[{UPPER}„“\"»\d])"
)
_STUCK = re.compile(r"(?<=[a-zäöüß:.)“])(?=\d{1,2}[:.]\d\d\sUhr\s?[A-ZÄÖÜ„])")  # "… aus Berg11:15 Uhr Aussprache"
_THEN = re.compile(r"(?<=\w)\s(?=(?:anschl\.|anschließend|danach)\s[A-ZÄÖÜ])")
_SENTENCE = re.compile(  # a capital letter that only a new sentence gives these words
    r"(?<=[a-zäöüß)\]])\s(?=(?:Wie|Was|Wo|Wer|Warum|Wann|Welche\w?|Der|Die|Das|Ein|Eine|Im|In|Mit|Wir|Hier|Es|Nach|"
    r"Auf|"
    r"Bei|Durch|Für|Von|Zu|Zum|Zur|Diese\w?|Dabei|Am|Ist|Sind|Gibt|Welches|Sie|Ihr|Kann|Können)\s)"
)
_FULL_STOP = re.compile(r"(?<!Prof)(?<!anschl)(?<!Dipl)(?<!Univ)(?<=[a-zäöüß)]{3})[.!]\s(?=[A-ZÄÖÜ])")
_SUBJECT = re.compile(  # "… Beziehungen Gruppen stellen sich vor": a noun with its verb behind another noun
    rf"(?<=[a-zäöüß])\s(?=[{UPPER}][\w-]+\s(?:stellen|stellt|berichten|berichtet|diskutieren|zeigen|zeigt|geben|gibt|"
    r"erarbeiten|arbeiten|tauschen|präsentieren|präsentiert|führen|führt|sprechen|spricht)\s)"
)
_LABEL = re.compile(  # "Moderation:", "Impulse von Fachleuten:"
    rf"(?<=[\w.)?!“”\"])\s(?P<label>(?:[{UPPER}][\w-]+\s(?:von|der|durch|mit)\s)?[{UPPER}][\w/*-]+):\s"
)
RUN_ON = 3  # numbered points in one line that make it a list
_COUNTED = re.compile(rf"(?:^|(?<=\s))(?P<number>\d)\.\s(?=[{UPPER}„])")
LONGEST_TITLE = 140  # characters of a labelled title in front of who leads it
_HEADED = re.compile(
    rf"(?:AG|WS|Workshop|Arbeitsgruppe|Arbeitskreis|Forum|Fachforum|Werkstatt|Thementisch|Tisch|Panel|Session|Station|Gruppe|[{UPPER}][a-zäöüß-]+(?:insel|forum|tisch|werkstatt|gruppe|station|workshop|raum))"
    rf"\s(?:\d{{1,2}}|[A-H])\b\s?[:.–-]?\s(?=[{UPPER}„\"])"
)
_INSIDE = re.compile(
    r"\s(?P<label>Moderation|Moderator(?:in)?|Leitung|Referent(?:in|en)?|Impuls|Input|Protokoll|Tischpat(?:e|in)|"
    rf"Ergebnisse?|Diskussion|Fazit)\s?:\s(?=[{UPPER}„\"–•-])"
)
_LABELS = frozenset(
    ["diskussion", "themen", "fragen", "inhalte", "inhalt", "leitfragen", "schwerpunkte", "anschließend"]
)
_QUOTATION = re.compile(r"\s(?=[„“»][^„“”\"»«]{8,200}[“”«])")
_TOPIC = re.compile(r"\b(?:zum Thema|zur Frage|mit dem Titel|unter dem (?:Titel|Motto)|über|zu)\s?:?$")
_END = re.compile(r"(?<=^Ende)\s(?=[A-ZÄÖÜ])")
_JOINED = re.compile(r"\b(?:und|sowie|mit|von|durch|der|die|den|dem|des|Herrn?|Frau)$")
_OFFICE = re.compile(
    r"(?<=\s)(?:(?:Ober)?[Bb]ürgermeister(?:in)?|Land(?:rat|rätin)|\w*[Mm]inister(?:in)?|"
    r"\w*(?:[Pp]räsident|[Dd]irektor|[Dd]ezernent|[Ss]ekretär|[Ss]precher|[Ll]eiter|[Gg]eschäftsführer)(?:in)?|"
    r"\w*(?:[Vv]orsitzende|[Bb]eigeordnete)[rn]?)\s$"
)


def _labelled(line: Line) -> list[Line]:
    """Cut "AG 1 Wohnen Moderation: A B Ergebnisse: - …" before the roles and results; other lines give nothing."""
    head = _HEADED.match(line.text) if not line.cells else None
    if head is None or "\n" in line.text:
        return []
    cuts = [one.start("label") for one in _INSIDE.finditer(line.text, head.end())]
    roles = [one for one in _INSIDE.finditer(line.text, head.end()) if role_of(one["label"]) is not None]
    if (
        not roles
        or cuts[0] > LONGEST_TITLE
        or roles[0].start("label") != cuts[0]
        or _FULL_STOP.search(line.text[: cuts[0]])
    ):
        return []
    places = [0, *cuts, len(line.text)]
    pieces = [line.text[a:b].strip() for a, b in itertools.pairwise(places)]
    return [
        replace(line, text=piece, gap=line.gap and not n, level=0, item=line.item and not n)
        for n, piece in enumerate(pieces)
    ]


def _numbered(line: Line) -> list[Line]:
    """Cut "1. Wege Was lohnt sich? 2. Hecken Wer pflegt sie? 3. Bänke" before its numbers; nothing of other lines."""
    starts: list[re.Match[str]] = []
    for match in _COUNTED.finditer(line.text) if not line.cells and line.text.startswith("1. ") else ():
        if int(match["number"]) == len(starts) + 1:
            starts.append(match)
    if len(starts) < RUN_ON:
        return []
    ends = [one.start() for one in starts[1:]] + [len(line.text)]
    points = [line.text[one.start() : end].strip() for one, end in zip(starts, ends, strict=True)]
    if max(map(len, points)) > LONGEST_TITLE:
        return []
    return [
        replace(line, text=_SENTENCE.split(one, maxsplit=1)[0], gap=line.gap and not n) for n, one in enumerate(points)
    ]


def parted(line: Line) -> Iterator[Line]:
    """Cut a line that holds a whole programme; any other line comes back as it is."""
    text = line.text
    if len(text) > LONGEST:
        yield line
        return
    labelled = _labelled(line) or _numbered(line)
    if labelled:
        yield from labelled
        return
    if len(_STUCK.findall(text)) >= TIMES - 1:
        text = _STUCK.sub(" ", text)
        line = replace(line, text=text)
    times = list(_TIME.finditer(text)) if len(text) >= SHORTEST and not line.cells else []
    if len(times) >= TIMES:  # what stands beside a date is the time of the event
        dated = [one.times for one in find_moments(text) if one.times is not None]
        times = [one for one in times if not any(d.start < one.end() and d.stop > one.start() for d in dated)]
    clocks = [(int(match["h"]), int(match["m"])) for match in times]
    rises = sum(one < other for one, other in itertools.pairwise(clocks))
    if len(times) < TIMES or rises < len(times) - 1:
        yield from _contents(line)
        return
    head = re.sub(r"(?<=\S)\s+(?:Programm|Ablauf|Agenda|Tagesordnung)\s*:?\s*$", "", text[: times[0].start()]).strip()
    head = re.sub(r"^(?:ab|ca\.)$", "", head, flags=re.IGNORECASE)
    if head:
        yield replace(line, text=head)
    for match, following in itertools.zip_longest(times, times[1:]):
        stop = following.start() if following is not None else len(text)
        first, *below = _rows(text[match.end() : stop].strip(" :|–-,;"))
        yield replace(line, text=f"{match[0].strip()} {first}", item=False, gap=False, level=0)
        yield from (replace(line, text=one, item=False, gap=False, level=0) for one in below)


def _agenda(line: Line) -> list[Line]:
    """Return the points of "Ablauf 1. Begrüßung 2. Vorträge …", which came as one line; none of any other line."""
    head = _AGENDA.search(line.text)
    if head is None:
        return []
    starts: list[re.Match[str]] = []
    for match in _POINT.finditer(line.text, head.end()):
        if int(match["number"]) == len(starts) + 1:
            starts.append(match)
    ends = [one.start() for one in starts[1:]] + [len(line.text)]
    points = [line.text[one.end() : end] for one, end in zip(starts, ends, strict=True)]
    points = [re.sub(r"\s+Seite\s\d{1,3}(?:\s(?:von|/)\s\d{1,3})?\s*$", "", one).strip() for one in points]
    if len(points) < NUMBERED or max(map(len, points)) > LONGEST_POINT:
        return []
    before = line.text[: head.start("head")].strip()
    lines = [replace(line, text=before)] if before else []
    lines.append(replace(line, text=f"{head['head']}:", gap=True, item=False))
    for one in points:
        first, *below = re.split(r"\s[_•▪]\s", one)
        lines.append(replace(line, text=first, item=True, gap=False, number=None))
        lines += [replace(line, text=words, item=False, gap=False, number=None) for words in below]
    return lines


def _contents(line: Line) -> Iterator[Line]:
    """Cut a table of contents with Roman numbers, and a line that names several roles, each with who has it."""
    text = line.text
    if len(text) < CONTENTS or line.cells:
        yield line
        return
    agenda = _agenda(line)
    if agenda:
        yield from agenda
        return
    starts: list[re.Match[str]] = []
    for match in _ROMAN.finditer(text):
        if len(starts) < len(_NUMERALS) and match["number"] == _NUMERALS[len(starts)]:
            starts.append(match)
    if len(starts) < NUMBERED:
        starts = _counted(text)
    roles = [match for match in _LABEL.finditer(text) if role_of(match["label"].split()[-1]) is not None]
    stops = len(_FULL_STOP.findall(text))
    if len(starts) < NUMBERED and (len(roles) < ROLES_IN_ONE or stops > 1):
        yield line
        return
    places = [one.end() for one in starts] if len(starts) >= NUMBERED else [0]
    ends = [one.start() for one in starts[1:]] if len(starts) >= NUMBERED else []
    if len(starts) >= NUMBERED and starts[0].start() > 0:
        yield replace(line, text=text[: starts[0].start()].strip())
    for begin, end in zip(places, [*ends, len(text)], strict=True):
        words = re.sub(r"\s*(?:\.{2,}\s*\d*|\s\d{1,3})\s*$", "", text[begin:end]).strip()
        for number, row in enumerate(_rows(words)):
            yield replace(line, text=with_comma(row), item=False, gap=number == 0, level=0, number=None)


def _counted(text: str) -> list[re.Match[str]]:
    """Return the Arabic numbers of a table of contents: in order, with dots or pages before the next, no sentences."""
    starts: list[re.Match[str]] = []
    for match in _ARABIC.finditer(text):
        if int(match["number"]) == len(starts) + 1:
            starts.append(match)
    between = [text[one.end() : other.start()] for one, other in itertools.pairwise(starts)]
    leaders = sum(_LEADER.search(words) is not None for words in between)
    return starts if len(starts) >= NUMBERED and leaders >= len(between) - 1 else []


def with_comma(row: str) -> str:
    """Put the comma between a name and what follows: "Dr. A B Leiterin der Stelle X"."""
    label = re.match(rf"[{UPPER}][\w/* -]{{2,40}}:\s+", row)
    start = label.end() if label is not None and role_of(label[0].strip(" :").split()[-1]) else 0
    name = name_at(row[start:])
    rest = row[start + name.end :] if name is not None else ""
    if name is None or not re.match(rf"\s[{UPPER}]", rest):
        return row
    words = rest.strip()
    house = name.sure and (looks_like_organisation(words) or looks_like_organisation(words.split()[0]))
    if OFFICES.match(words) or house:
        return f"{row[: start + name.end]}, {words}"
    return row


def _rows(text: str) -> list[str]:
    """Cut what stands behind a time: its title, people, sentences."""
    cuts = {
        match.end() for pattern in (_SENTENCE, _SUBJECT, _FULL_STOP, _THEN, _END) for match in pattern.finditer(text)
    }
    for match in _LABEL.finditer(text):
        words = match["label"].split()
        if role_of(words[-1]) is not None or words[-1].lower() in _LABELS:
            cuts.add(match.start("label"))
    cuts |= {
        match.end()
        for match in _QUOTATION.finditer(text)
        if match.start() >= FEWEST_TITLE and not _TOPIC.search(text[: match.start()])
    }
    for name in find_names(text):
        before = text[max(0, name.start - BESIDE) : name.start].rstrip()
        known = name.sure or OFFICES.match(text[name.end :].removeprefix(",").lstrip()) is not None
        if known and before and before[-1] not in ",(:&/-–" and not _JOINED.search(before):
            begin = name.start
            office = _OFFICE.search(text[max(0, begin - BESIDE) : begin])
            begin -= len(office[0]) if office is not None else 0
            if not _JOINED.search(text[max(0, begin - BESIDE) : begin].rstrip()):
                cuts.add(begin)
    places = sorted(cuts - {0})
    rows = [text[a:b].strip() for a, b in itertools.pairwise([0, *places, len(text)])]
    return [row for row in rows if row] or [text]
