"""What is around a text: the head of a mail, the front matter of a Markdown file, letters set wide apart."""

import re
from collections.abc import Iterator
from dataclasses import replace

from commands.documents.lines import Line

_MAIL_FIELD = re.compile(
    r"(?P<name>Von|From|An|To|Cc|Kopie|Bcc|Gesendet|Sent|Datum|Date|Betreff|Subject|Antwort an|Reply-To|Anlagen?):\s*(?P<value>.*)",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"^(?:(?:AW|WG|Re|Fwd?|Antw)\s*:\s*)+", re.IGNORECASE)
_WIDE = re.compile(r"(?<![\w.])(?:[A-Za-zÄÖÜäöüß] ){4,}[A-Za-zÄÖÜäöüß](?![\w.])")
HEAD_LINES = 10


def body(lines: tuple[Line, ...]) -> Iterator[Line]:
    """Yield the lines without the head of a mail: its subject becomes the heading, the day it was sent is told as such."""
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
            yield _close(line)
            continue
        name, value = head[place]
        if name in {"betreff", "subject"} and value:
            yield replace(line, text=_ANSWER.sub("", value), level=1, gap=True)
        elif name in {"datum", "date", "gesendet", "sent"} and value:
            yield replace(line, text=f"Veröffentlicht am {value}", gap=True)


def _close(line: Line) -> Line:
    """Close up words set wide apart: "N i e d e r s c h r i f t"."""
    text = _WIDE.sub(lambda match: match[0].replace(" ", ""), line.text)
    return line if text == line.text else replace(line, text=text)
