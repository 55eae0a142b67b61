"""The lines around a label: the title below it, the kind that this says, and what comes behind the last of several."""

import re

from commands.documents.prose.layout import Part
from commands.documents.prose.names import name_at
from commands.documents.prose.people import parse_people, role_line
from commands.documents.prose.session import Found, item_kind, same_title
from commands.documents.prose.session_heads import KIND_QUOTED, KIND_TITLE

LONGEST = 260  # characters of a title below its label
_CLOCK = re.compile(r"\d{1,2}[.:]\d\d\b")
_SENTENCE_END = re.compile(r"[a-zäöü]\.$")
_ROUND = re.compile(  # "Workshop-Runde II", "Foren am Nachmittag"
    r"[\w -]{0,40}(?:(?:[Rr]unde|[Bb]lock|[Pp]hase|[Dd]urchgang|Teil|Slot)\s(?:2|3|4|II|III|IV|B|C)|"
    r"(?:[Zz]weite|[Dd]ritte|2\.|3\.)\s?\w*(?:[Rr]unde|[Bb]lock|[Pp]hase|[Dd]urchgang)|"
    r"am\s(?:Nachmittag|Abend|zweiten\sTag)|Nachmittag)\W*"
)
_OFF = re.compile(  # "entfiel wegen Krankheit der Referentin"
    r"\(?(?:entfiel|entfällt|fällt\s(?:leider\s)?aus|fiel\s(?:leider\s)?aus|(?:leider\s)?(?:entfallen|abgesagt|ausgefallen)|"
    r"(?:Der|Die|Das|Dieser|Diese|Dieses)\s\w+\s(?:musste\s[^.]{0,60}(?:entfallen|ausfallen|abgesagt\swerden)|entfiel|entfällt))\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?:Nach\s(?:de[mrn]|einer|einem)\s(?:\w+en\s)?(?:Mittag\w*|\w*[Pp]ause|Workshops|Foren|Arbeitsphase|Gruppenarbeit|"
    r"Arbeitsgruppen|Workshop-?[Pp]hase)|Anschließend|Im\sAnschluss|Zum\s(?:Abschluss|Schluss)|Abschließend|"
    r"(?:Der|Am)\s(?:zweiten?|dritten?|folgenden?|nächsten?)\sTag|Am\s(?:Nachmittag|Abend|Ende|Folgetag)|Den\s(?:Abschluss|Schlusspunkt)|(?:Die|In\sder)\s(?:ab|an)schließenden?|"
    r"Beendet\swurde|Abgerundet\swurde)\b"
    r"(?!\s(?:des|dieses|der|dieser|im|in\sder)\s(?:Workshops?|Forums?|Fachforums?|Panels?|Session|Gruppe|Arbeitsgruppe|Runde|Diskussion|"
    r"Werkstatt|Tisch\w*|Themen\w+)\b)"
)


def is_title_below(after: Part) -> bool:
    """Tell whether the line below a label can be its title: no sentence, nobody's name, no hour."""
    text = after.text
    kind = _kind(text)
    return (
        (after.kind in {"heading", "text", "item"} or kind is not None or after.field == "title")
        and len(text) < LONGEST
        and (role_line(text) is None or kind is not None)
        and _CLOCK.match(text) is None
        and _SENTENCE_END.search(text) is None
        and name_at(text) is None
    )


def title_of(after: Part) -> str:
    """Return the title in the line below a label, without the name of its field: "Thema: Wege ins Netz"."""
    return after.value if after.kind == "field" and after.field == "title" else after.text


def new_round(known: Found, again: Found, parts: list[Part]) -> bool:
    """Tell whether the same label stands for another session: a heading between them begins a second round."""
    if not again.title or again.title == again.printed or same_title(known.title, again.title):
        return False
    return any(known.place < part.number < again.place and _ROUND.fullmatch(part.text.strip()) for part in parts)


def kind_apart(session: Found, text: str) -> str:
    """Take the kind off a title below a label: "Podium: Was bleibt?", "Impulsvortrag „Was bleibt?“"."""
    match = _kind(text)
    if match is None:
        return text
    session.kind = item_kind(match["kind"]) or match["kind"]
    return match["rest"].strip()


def is_called_off(text: str) -> bool:
    """Tell whether the line below a session says that it did not take place."""
    return _OFF.match(text) is not None


def is_behind_labels(current: Found, text: str) -> bool:
    """Tell whether a line below the last labelled session tells what came after all of them."""
    return current.label is not None and not current.agenda and _BEHIND.match(text) is not None


def _kind(text: str) -> re.Match[str] | None:
    match = KIND_TITLE.match(text.strip()) or KIND_QUOTED.match(text.strip())
    if (
        match is None
        or name_at(match["rest"].strip()) is not None
        or parse_people(match["rest"].strip(), "x", firms=True)
    ):
        return None
    return match
