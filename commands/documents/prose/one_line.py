"""Programmes without times that came as one line ("Ablauf: Begrüßung · Vortrag · Ausklang"), or glued to names."""

import re
from collections.abc import Iterator
from dataclasses import replace

from commands.documents.lines import Line
from commands.documents.prose.organisation_words import looks_like_organisation
from commands.documents.prose.people import role_line
from commands.documents.prose.session import item_kind, name_line
from commands.documents.prose.vocabulary import OFFICES, UNITS, UPPER

FEWEST = 3  # points that make a programme
LONGEST = 170  # characters of a point
SHARE = 0.5  # of the points that say what they are
GLUED = 2  # lines with the next point behind a name that make it the way of the whole list
_LABEL = re.compile(
    r"(?:^|(?<=[.!?:])\s|(?<=[“”\"])\s)(?P<label>(?:Auf dem (?:Tages)?[Pp]rogramm (?:stehen|"
    r"standen)(?: unter anderem)?|(?:(?:Das|Unser|Geplantes|Vorläufiges)\s)?(?:[\w-]*[Pp]rogramm(?:ablauf|punkte)?|"
    r"(?:Geplanter\s|Der\s)?(?:Tages)?[Aa]blauf(?:plan)?|Agenda|Tagesordnung)"
    rf"(?:\s(?:der|des|am|zum|zur|für den|für die)\s(?:[\w.]+\s){{0,2}}[{UPPER}][\w-]+)?))\s?:\s+(?=\S)"
)
_SIGNS = (" // ", " · ", " • ", " ● ", " ▪ ", " | ", " ► ", " → ", " – ", " — ", " - ", "; ")
_KIND = (
    rf"(?:Begrüßung|Eröffnung|Grußworte?|Einführung|Einleitung|Anmoderation|Auftakt|Ankommen|"
    rf"(?:[{UPPER}][a-zäöüß]+)?[Vv]ortr(?:ag|äge)|"
    rf"Impuls(?:e|vortrag|vorträge|referat)?|Keynote|Inputs?|Fragen|Fragerunde|(?:[{UPPER}][a-zäöüß]+)?[Dd]iskussion|"
    rf"Podium|Talkrunde|"
    rf"(?:Gemeinsamer\s)?Austausch|Workshops?|Workshopphase|Arbeitsgruppen|Gruppenarbeit|Arbeitsphase|World ?Café|"
    rf"Vorstellung|"
    rf"Präsentation|Ergebnispräsentation|Zusammenfassung|Fazit|Ausblick|Verabschiedung|Schlussworte?|Abschluss|"
    rf"Abschlussrunde|"
    rf"Ausklang|Imbiss|Mittagspause|Kaffeepause|Pause|Rundgang|Besichtigung|Resümee|Get-together)"
)
_BEGINS = re.compile(
    rf"(?<=[\w.)!?“”\"])(?<!\b[Zz]ur)(?<!\b[Zz]um)(?<!\bund)(?<!\bdie)(?<!\bder)(?<!\bden)(?<!\bdas)(?<!\bdem)"
    rf"(?<!\bfür)"
    rf"(?<!\bmit)(?<!\bvon)(?<!\bnach)(?<!\bsowie)(?<!\bin)(?<!\bim)(?<!\bals)(?<!\bzu)(?<!\bbei)(?<!\büber)"
    rf"(?<!\bdes)(?<!\bals)"
    rf"(?<!\b(?:eine|eins|kurz)[rnms])(?<!\beine)(?<!\bein)(?<!\beinem)\s(?={_KIND}(?![\w-]))"
)
_TAIL = re.compile(
    r"\s(?=(?:Im Anschluss|Anschließend|Kommen Sie|Wir freuen|Die (?:Teilnahme|Veranstaltung|Plätze)|Der Eintritt|"
    r"Eintritt|Anmeldung|"
    r"Um Anmeldung|Weitere|Für (?:das|die|Ihr)|Bitte|Eingeladen|Alle|Zur Anmeldung|Mehr|Es wird|Moderation|"
    r"Interessierte)\b)"
)
_GLUED = re.compile(r"^(?P<who>.{5,200}?\S)\s-\s(?P<point>(?:(?!\s-\s).){5,160})$")


def points_of_line(line: Line) -> Iterator[Line]:
    """Cut a line that holds a list of points; any other line comes back as it is."""
    if line.cells or line.level or len(line.text) > 6000:
        yield line
        return
    label = next((one for one in _LABEL.finditer(line.text) if len(line.text) - one.end() > 40), None)
    begin = label.end() if label is not None else 0
    points, tail = _points(line.text[begin:], announced=label is not None)
    if len(points) < FEWEST:
        yield line
        return
    if label is not None:
        before = line.text[: label.start("label")].strip()
        if before:
            yield replace(line, text=before)
        yield replace(line, text=f"{label['label']}:", gap=True, item=False)
    for point in points:
        yield replace(line, text=point, item=True, gap=False, number=None)
    if tail:
        yield replace(line, text=tail, item=False, gap=True, number=None)


def _points(text: str, *, announced: bool) -> tuple[list[str], str]:
    """Cut a text into points and what follows them; no points where they do not look like a programme."""
    for sign in _SIGNS:
        if text.count(sign) < FEWEST - 1 or (sign.strip() in {"–", "—", "-", ";"} and not announced):
            continue
        pieces = [piece.strip(" .,;") for piece in text.split(sign)]
        whole = [piece for piece in pieces if piece]
        last, tail = _cut(whole[-1])
        whole[-1] = last
        kinds = sum(map(_tells, whole))
        short = all(len(piece) < LONGEST and not re.search(r"[a-zäöü]{3}[.!?]\s[A-ZÄÖÜ]", piece) for piece in whole)
        if short and kinds >= max(2, len(whole) * SHARE) and (announced or item_kind(whole[0]) == "Begrüßung"):
            return whole, tail
    if not announced or not re.match(_KIND, text):
        return [], ""
    head, tail = _cut(text)
    commas = [
        piece for piece in re.split(r",\s(?:und\s|sowie\s)?|\s(?:und|sowie)\s(?=\S+$)", head.strip(" .")) if piece
    ]
    if len(commas) >= FEWEST and all(_tells(piece) and len(piece) < LONGEST for piece in commas):
        return commas, tail
    pieces = [piece.strip(" .,;") for piece in _BEGINS.split(head)]
    short = all(len(piece) < LONGEST and not re.search(r"[a-zäöü]{3}[.!?]\s[A-ZÄÖÜ]", piece) for piece in pieces)
    return (pieces, tail) if short else ([], "")


def _tells(point: str) -> bool:
    """Tell whether words say what kind of point they are."""
    return item_kind(point) is not None or re.match(rf"(?:[a-z]+e[rs]?\s)?{_KIND}(?![\w-])", point) is not None


def _cut(text: str) -> tuple[str, str]:
    """Cut the sentences off that follow a list in the same line."""
    stop = _TAIL.search(text)
    if stop is None:
        return text.strip(" .,;"), ""
    return text[: stop.start()].strip(" .,;"), text[stop.end() :].strip()


def unglued(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Cut the next point of a list off the name of who speaks on the one before: "A B, Stadt X - Verabschiedung"."""
    cuts: dict[int, tuple[str, str]] = {}
    below = False
    for number, line in enumerate(lines):
        below = line.item or (below and not line.gap and not line.level)
        match = _GLUED.match(line.text) if below and not line.item and not line.cells else None
        if match is not None and _is_next(match["who"], match["point"]):
            cuts[number] = match["who"], match["point"]
    if len(cuts) < GLUED or not any(item_kind(point) for _who, point in cuts.values()):
        return lines
    result: list[Line] = []
    for number, line in enumerate(lines):
        if number in cuts:
            who, point = cuts[number]
            result += [replace(line, text=who), replace(line, text=point, item=True, gap=False)]
        else:
            result.append(line)
    return tuple(result)


def _is_next(who: str, point: str) -> bool:
    """Tell whether words behind a hyphen are a point of their own, and no office or house of the person before it."""
    if OFFICES.match(point) or UNITS.match(point) or not (name_line(who) or role_line(who) or item_kind(point)):
        return False
    complete = re.search(r"[,(–]|\s-\s", who) is not None
    return item_kind(point) is not None or (complete and not looks_like_organisation(point))
