"""Lines as programmes print them in other ways: arrows and durations between times, marks that the format left."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from commands.documents.lines import Line

ROWS = 2  # lines with a duration that make it the way of the whole list
DAY = 24 * 60  # minutes
_SIGN = re.compile(r"^(?:[\u231a-\u23ff\u2600-\u27bf\U0001f300-\U0001faff][\ufe0f\u200d]*)+\s+(?=\S)")
_ESCAPE = re.compile(r"\\(?=[-*_.#!()\[\]>+~])")  # "\- Austausch" of Markdown
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,5});")
_LABELS_ALONE = re.compile(  # links to pages: "Workshop 1 | Workshop 2 | Workshop 3"
    r"(?:(?P<kind>[A-ZÄÖÜ]\w+)\s(?:\d{1,2}|[A-H])\s*[|·»]\s*)(?:(?P=kind)\s(?:\d{1,2}|[A-H])(?:\s*[|·»]\s*|\s+|$))+"
)
_BARE_ENTITY = re.compile(r"[aouAOU]uml|szlig|[blr]dquo|[rl]squo|[mn]dash(?![a-z])")  # "fuumlr": signs that came apart
_SURE_ENTITY = re.compile(r"\bfuumlr\b|uumlber|[blr]dquo|szlig")
ENTITIES = 3  # of them, since "Raumluft" has one
_CLOCK = r"(?:[01]?\d|2[0-3])[:.][0-5]\d"
_LETTER_CLOCK = re.compile(r"(?<![\w.:,-])([01]?\d|2[0-3])\s?h\s?([0-5]\d)(?![\w.:])")  # "9h30"
_HUNG = re.compile(rf"(?<=[a-zäöüß)“”\"])\s?(?P<time>{_CLOCK}\sUhr)$")
_GLUED_ROLE = re.compile(
    r"(?<=[a-zäöüß])(?=(?:Moderation|Leitung|Referent(?:in|en|innen)?|Protokoll|Begrüßung):\s[A-ZÄÖÜ])"
)
_GLUED_TIME = re.compile(rf"[a-zäöüß)]{_CLOCK}\sUhr$")
_ARROW = re.compile(rf"(?<=\d)\s*(?:→|->|–>|-->|⟶|➔)\s*(?={_CLOCK})")
_OPEN = re.compile(  # "12:00 – Open End – Festbetrieb", "22:00+ Uhr"
    rf"^(?P<time>(?:ab\s)?{_CLOCK}(?:\s?Uhr)?)\s*(?:[-–]|bis)\s*(?:open[ -]?end|\?+|…|\.{{3}})(?:\s?Uhr)?(?![\w])",
    re.IGNORECASE,
)
_PLUS = re.compile(rf"(?<=\d)\+(?=\s?(?:Uhr|[-–:]))|(?<={'[0-5]'}\d)\+(?=\s)")
_MINUTES = r"(?P<minutes>\d{1,3})\s?(?:['’′‘´`]|[Mm]in(?:uten|\.)?(?![\w]))"
_LASTING = re.compile(  # "14:30 – 30‘ Bericht", "14:30 (30 min): Bericht"
    rf"^(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?:\s?Uhr)?\s*(?:[-–|,]\s*|\(){_MINUTES}\)?\s*[-–:|]?\s+(?=\S)"
)
_LASTS = re.compile(rf"^\(?(?:ca\.\s?)?{_MINUTES}\)?\s*[-–:|]?\s+(?=[A-ZÄÖÜ„\"])")  # "15' Bericht"
_POINTER = re.compile(
    r"\s*[\[(](?:(?:Vortrags|Präsentations)?[Ff]olien|PDF|Präsentation|Slides|Video|Aufzeichnung|Mitschnitt|Download|"
    r"Handout|Abstract|Link)(?:\s?(?:,|/|\||und)\s?(?:Folien|PDF|Slides|Video|Aufzeichnung|Download))*[\])]\s*$"
)
_DOUBLED = re.compile(r"(?P<once>\S.{10,160}\S)\s+(?P=once)")  # for eyes and for readers of screens
_AROUND = re.compile(rf"^(?:ungefähr|etwa|circa|zirka|ca)\.?\s(?:ab\s)?(?={_CLOCK}|\d{{1,2}}\sUhr)", re.IGNORECASE)
_ENDS = re.compile(  # a sentence about the whole, glued to the last row
    r"(?<=[a-zäöüß)])\s+(?=(?:Die|Das|Der)\s(?:Veranstaltung|Treffen|Abend|Webinar|Tagung|Workshop|Teilnahme|Eintritt|"
    r"Programm)\s(?:endet|ist|findet|wird|beginnt|dauert)\b(?:[^.!?]|(?<=\d)\.(?=\d)){5,90}[.!?]$)"
)


def _labels_apart(line: Line) -> list[Line]:
    """Cut a role that is glued to the row before it: "Ende der VeranstaltungModeration: A B"."""
    glued = _GLUED_ROLE.search(line.text) if not line.cells else None
    if glued is None:
        return [line]
    label = replace(line, text=line.text[glued.start() :], item=False, gap=False, level=0, number=None)
    return [replace(line, text=line.text[: glued.start()]), label]


def _unhung(lines: list[Line]) -> Iterator[Line]:
    """Cut the time of the next row off the end of the one before it: "Imbiss14:30 Uhr", below it "Grußwort"."""
    hung = [_HUNG.search(line.text) if not line.cells else None for line in lines]
    if sum(match is not None for match in hung) < ROWS or not any(_GLUED_TIME.search(line.text) for line in lines):
        yield from lines
        return
    for line, match in zip(lines, hung, strict=True):
        if match is None:
            yield line
            continue
        yield replace(line, text=line.text[: match.start()].rstrip())
        yield replace(line, text=match["time"], item=False, gap=False, level=0, number=None)


def shaped(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines as the rest of the reader expects them; what a line says stays."""
    told = list(lines)
    bare = sum(len(_BARE_ENTITY.findall(line.text)) for line in told) >= ENTITIES and any(
        _SURE_ENTITY.search(line.text) for line in told
    )
    told = [replace(line, text=_BARE_ENTITY.sub(_written, line.text)) for line in told] if bare else told
    every = [
        replace(line, text=_plain(line.text), cells=tuple(_SIGN.sub("", _plain(cell.strip())) for cell in line.cells))
        for line in told
    ]
    every = [piece for line in _unhung(every) for piece in _labels_apart(line)]
    lasting = sum(_LASTS.match(line.text) is not None for line in every if not line.cells)
    for line in every:
        if not line.text.strip() or _LABELS_ALONE.fullmatch(line.text.strip()):
            continue
        timed = re.match(rf"{_CLOCK}|\d{{1,2}}\sUhr", line.text) is not None and not line.cells
        cut = _ENDS.search(line.text) if timed else None
        lasts = _LASTS.match(line.text) if lasting >= ROWS and not line.cells else None
        if cut is not None:
            yield replace(line, text=line.text[: cut.start()])
            yield replace(line, text=line.text[cut.end() :], item=False, gap=True)
        elif lasts is not None:
            yield replace(line, text=line.text[lasts.end() :], item=True, level=0)
        else:
            yield line


def _written(match: re.Match[str]) -> str:
    return html.unescape(f"&{match[0]};")


def _plain(text: str) -> str:
    text = _ENTITY.sub(lambda match: html.unescape(match[0]), text).replace("\u00ad", "") if "&" in text else text
    text = _ESCAPE.sub("", text) if "\\" in text else text
    text = _ARROW.sub(" – ", _LETTER_CLOCK.sub(r"\1:\2", text))
    text = _POINTER.sub("", _AROUND.sub("", _PLUS.sub("", _OPEN.sub(r"\g<time>", text))))
    doubled = _DOUBLED.fullmatch(text)
    text = doubled["once"] if doubled is not None else text
    lasting = _LASTING.match(text)
    return f"{_span(lasting)} Uhr {text[lasting.end() :]}" if lasting is not None else text


def _span(match: re.Match[str]) -> str:
    """Return the times of "14:30 – 30‘": from 14:30 to 15:00."""
    end = (int(match["hour"]) * 60 + int(match["minute"]) + int(match["minutes"])) % DAY
    return f"{match['hour']}:{match['minute']} – {end // 60}:{end % 60:02}"
