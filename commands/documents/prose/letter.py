"""What is around a text: the head of a mail, the front matter of a Markdown file, letters set wide apart."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from commands.documents.lines import Line
from commands.documents.prose.names import find_names

_MAIL_FIELD = re.compile(
    r"(?P<name>Von|From|An|To|Cc|Kopie|Bcc|Gesendet|Sent|Datum|Date|Betreff|Subject|Antwort an|Reply-To|"
    r"Anlagen?):\s*(?P<value>.*)",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"^(?:(?:AW|WG|Re|Fwd?|Antw)\s*:\s*)+", re.IGNORECASE)
_ICONS = (
    ("Datum: ", "📅📆🗓"),
    ("Uhrzeit: ", "🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛🕜🕝🕞🕟🕠🕡🕢🕣🕤🕥🕦🕧⏰⌚⏱🕰"),
    ("Ort: ", "📍🏢🏛🗺"),
)
_ICON = re.compile(r"^\s*(?P<icon>[\u231a-\u23ff\u2600-\u27bf\U0001f300-\U0001faff])\ufe0f?\s+(?=\S)")
_TRAIL = re.compile(r"[\w .&-]{2,40}(?:\s+[|>›»/]\s+[\w .&/-]{2,60}){2,}\s*[|>]?")
_CONTENTS = re.compile(r".{3,160}?\s?\.{4,}\s*\d{1,3}")
_ENTRY = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*\.?\s+)?(?P<title>[^()]{5,160}?)\s\((?P<who>[^()]{5,120})\)\s?\.{4,}\s*\d{1,3}"
)
_SWISS = re.compile(r"«([^«»]{1,300})»")  # quotation marks that point outwards
_WIDE = re.compile(r"(?<![\w.])(?:[A-Za-zÄÖÜäöüß] ){4,}[A-Za-zÄÖÜäöüß](?![\w.])")
_STAMP = re.compile(  # what archives of pages put before the headline
    r"^\s*date\s20\d\d-\d\d(?:-\d\d)?\s+(?=[A-ZÄÖÜ„\"])"
)
_PAGED = re.compile(r"(?P<title>(?=.*[a-zäöüß]{3}).{4,160}?[^\d\s.,:/–-])\s(?P<page>\d{1,3})")
ENTRIES = 4  # lines that make a table of contents
_ASKED = re.compile(r"^(Wo|WO|Wann|WANN|Wer|WER|Was|WAS)\s?\?\s+(?=[A-ZÄÖÜ\d])(?!.*\?)")  # "Wann? 7. Mai 2024"
HEAD_LINES = 10
LONGEST_ASIDE = 250  # characters


def body(read: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines without the head of a mail: its subject is a heading, the day of sending one of publication."""
    lines = tuple(read)
    head = {}
    for place, line in enumerate(lines[:HEAD_LINES]):
        match = _MAIL_FIELD.fullmatch(line.text)
        if match is not None and "\n" not in line.text:
            head[place] = (match["name"].lower(), match["value"].strip())
    names = {name for name, _value in head.values()}
    if not (names & {"von", "from"} and names & {"betreff", "subject"}):
        head = {}
    for place, line in enumerate(lines):
        if place not in head:
            entry = _spoken_entry(line)
            if entry is not None:
                yield entry
            elif not _is_aside(line, place):
                yield _close(line)
            continue
        name, value = head[place]
        if name in {"betreff", "subject"} and value:
            yield replace(line, text=_ANSWER.sub("", value), level=1, gap=True)
        elif name in {"datum", "date", "gesendet", "sent"} and value:
            yield replace(line, text=f"Veröffentlicht am {value}", gap=True)


def unpaged(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Take the page numbers off that sites which show documents put before each page below "Transkript"."""
    start = next((n for n, line in enumerate(lines) if re.match(r"Trans(?:k|c)ript\b", line.text)), None)
    if start is None:
        return lines
    page, result = 1, list(lines)
    for number in range(start + 1, len(lines)):
        match = re.match(rf"{page}\s+(?:{page - 1}\s+)?(?=\S)", lines[number].text)
        own = lines[number].number
        if match is not None:
            result[number] = replace(lines[number], text=lines[number].text[match.end() :])
        if match is not None or own == str(page):
            page += 1
    return tuple(result)


def unnumbered(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Take the numbers of pages off the entries of a table of contents: lines in a row whose last numbers rise."""
    result = list(lines)
    run: list[int] = []
    last = 0
    for number, line in enumerate([*result, None]):
        match = _PAGED.fullmatch(line.text) if line is not None and not line.cells else None
        page = int(match["page"]) if match is not None else 0
        if match is not None and page >= last:
            run.append(number)
            last = page
            continue
        if len(run) >= ENTRIES and last > len(run):
            for place in run:
                entry = _PAGED.fullmatch(result[place].text)
                assert entry is not None
                result[place] = replace(result[place], text=entry["title"])
        run, last = ([number], page) if match is not None else ([], 0)
    return tuple(result)


def _is_aside(line: Line, place: int) -> bool:
    """Tell whether a line only says where in a site or a document one is: a trail at the head, a table of contents."""
    if line.cells or line.level or len(line.text) > LONGEST_ASIDE:
        return False
    return (place < HEAD_LINES and _TRAIL.fullmatch(line.text) is not None and not re.search(r"\d", line.text)) or (
        _CONTENTS.fullmatch(line.text) is not None
    )


def _spoken_entry(line: Line) -> Line | None:
    """Return the entry of a table of contents that says who speaks, without its dots and its page."""
    match = _ENTRY.fullmatch(line.text) if not line.cells else None
    if match is None or not any(name.sure for name in find_names(match["who"])):
        return None
    return replace(line, text=f"{match['title']} ({match['who']})", item=True, level=0, number=None)


def _close(line: Line) -> Line:
    """Close up words set wide apart and stray blanks ("( Stadt X )"), and put words for signs: a clock, a pin."""
    text = _WIDE.sub(lambda match: match[0].replace(" ", ""), line.text)
    text = re.sub(r"\(\s+(?=\S)", "(", re.sub(r"(?<=[\w.)])\s+(?=[),](?:\s|$))", "", text))
    text = _ASKED.sub(lambda match: f"{match[1].capitalize()}: ", _STAMP.sub("", text))
    text = _SWISS.sub("„\\1“", text)
    icon = _ICON.match(text)
    if icon is not None:
        word = next((word for word, signs in _ICONS if icon["icon"] in signs), "")
        text = word + text[icon.end() :]
    return line if text == line.text else replace(line, text=text)
