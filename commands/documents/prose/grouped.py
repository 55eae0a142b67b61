"""Lists of sessions that a line announces as a group: "In parallelen Workshops …:", then "A. …", "B. …"."""

import re
from dataclasses import replace

from commands.documents.lines import Line
from commands.documents.prose.session_heads import KIND

_KINDS = {
    "workshops": "Workshop", "arbeitsgruppen": "Arbeitsgruppe", "foren": "Forum", "fachforen": "Fachforum",
    "werkstätten": "Werkstatt", "themenwerkstätten": "Werkstatt", "praxiswerkstätten": "Werkstatt",
    "thementische": "Thementisch", "thementischen": "Thementisch", "panels": "Panel", "sessions": "Session",
    "themeninseln": "Themeninsel", "themenforen": "Forum", "praxisforen": "Forum", "kleingruppen": "Gruppe",
    "workshopphase": "Workshop", "workshoprunde": "Workshop", "workshop-phase": "Workshop",
    "werkstattgespräche": "Werkstattgespräch", "fachgespräche": "Fachgespräch", "dialogforen": "Dialogforum",
    "dialogtische": "Dialogtisch", "dialoginseln": "Dialoginsel", "gesprächsrunden": "Gesprächsrunde",
    "diskussionsrunden": "Diskussionsrunde", "tischgespräche": "Tischgespräch", "themenräume": "Themenraum",
    "themengruppen": "Gruppe", "fachworkshops": "Workshop", "themenworkshops": "Workshop",
}  # fmt: skip
_ANNOUNCED = re.compile(rf"\b(?P<kind>{'|'.join(_KINDS)})\b", re.IGNORECASE)
_SMALL_LETTERED = re.compile(r"(?P<label>[a-h])\)\s+(?P<title>[A-ZÄÖÜ\d„\"].{3,200})")
_LETTERED = re.compile(r"(?P<label>[A-H])(?:[.):]|(?=\s[A-ZÄÖÜ][a-zäöü]{2}))\s+(?P<title>[A-ZÄÖÜ\d„\"].{3,600})")
_NUMBERED = re.compile(
    r"(?:[A-Z]{1,2}\s?(?=\d\s?:))?\(?(?P<label>\d)(?:[.)]|(?<=[A-Z]\d):|(?<=[A-Z]\s\d):|(?=\s[A-ZÄÖÜ][\w-]{3}))\s+(?P<title>[A-ZÄÖÜ„\"].{3,200})"
)
_THEME = re.compile(r"(?P<number>\d{1,2})\.\)\s+(?P<theme>Thema\s?:\s+)?(?P<title>[A-ZÄÖÜ„\"].{3,200})")
_GOES_ON = re.compile(r"\b[B-H]\s(?:und|bis|&|-|–)\s[B-H]\b")  # "Panels C und D"
_TABBED = re.compile(rf"^(?P<head>(?:{KIND})\s(?:\d{{1,2}}|[A-H]|[IVX]{{1,4}}))\t+(?=\S)")  # "Forum A", then a column
_CLOCK = re.compile(r"^\s*\d{1,2}[.:]\d\d(?:\s?[–-]\s?\d{1,2}[.:]\d\d)?(?:\sUhr)?\s*")
_CHAPTER = re.compile(r"\d{1,2}[.)]\s")
SHORT = 90  # characters of a line that only heads the group
LONGEST = 250  # characters of a sentence that announces it
NEAR = 3  # lines from the one that announces the group to its first session
APART = 9  # lines from one session to the next


def grouped(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines with what a group holds written out: "A. Titel" below "Workshops:" as "Workshop A: Titel"."""
    result = [replace(line, text=_TABBED.sub(r"\g<head>: ", line.text)) for line in _themes(lines)]
    for place, line in enumerate(lines):
        match = _ANNOUNCED.search(line.text)
        labels = (  # "Werkstattgespräche: Was fehlt?"
            match is not None
            and line.text[match.end() :].startswith((":", " :"))
            and not _CLOCK.sub("", line.text[: match.start()]).strip()
        )
        announces = (
            labels
            or line.text.rstrip().endswith(":")
            or (len(_CLOCK.sub("", line.text)) < SHORT and line.text[-1:] not in ".,;!?")
        )
        if match is None or not announces or len(line.text) > LONGEST:
            continue
        numbered = line.number is not None or _CHAPTER.match(line.text) is not None
        for form in ("A", "a") if numbered else ("A", "1", "a"):  # "3. Arbeitsgruppen" goes on the numbers above it
            members = _members(lines, place, form)
            for number, (label, title) in members.items():
                kind = _KINDS[match["kind"].lower()]
                own = re.sub(rf"^{kind}\s*:\s+", "", title)
                text = f"{kind} {label}: {own}"
                result[number] = replace(lines[number], text=text, item=False, number=None)
            if members:
                break
    return tuple(result)


def _themes(lines: tuple[Line, ...]) -> list[Line]:
    """Write "1.) Thema: Wege, Referentin: A B" as "Thema 1: Wege", where several lines are numbered so."""
    matches = [_THEME.fullmatch(line.text.strip()) if not line.cells else None for line in lines]
    numbers = [match["number"] for match in matches if match is not None]
    if numbers[:2] != ["1", "2"] or not any(match is not None and match["theme"] for match in matches):
        return list(lines)
    return [
        line
        if match is None
        else replace(line, text=f"Thema {match['number']}: {match['title']}", item=False, number=None)
        for line, match in zip(lines, matches, strict=True)
    ]


def _members(lines: tuple[Line, ...], announced: int, form: str) -> dict[int, tuple[str, str]]:
    """Return the lines of a group with label and title; none where there are not two in order."""
    found: dict[int, tuple[str, str]] = {}
    last, label = announced, form
    for number in range(announced + 1, len(lines)):
        if number - last > (APART if found else NEAR):
            break
        named = _labelled(lines[number], form)
        if (
            form in {"a", "A"}
            and not found
            and named is not None
            and (form == "a" or _GOES_ON.search(lines[announced].text))
        ):
            label = named[0]  # a second round may go on with "c)"
        if named is not None and named[0] == label:
            found[number] = named
            last, label = number, chr(ord(label) + 1)
    return found if len(found) > 1 else {}


def _labelled(line: Line, form: str) -> tuple[str, str] | None:
    if line.cells:
        return None
    match = {"A": _LETTERED, "1": _NUMBERED, "a": _SMALL_LETTERED}[form].fullmatch(line.text.strip())
    if match is not None:
        return match["label"], match["title"]
    return (line.number, line.text.strip()) if form == "1" and line.number is not None else None
