"""The lines that organisers write, "Titel: …", "Wann: …", in any order: from a text to fields by name.

The words are those of the YAML (:mod:`storage.yaml_file`), with the other words that people use for the same.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from commands.errors import NotUnderstoodError
from commands.words import fold, quote, squeeze
from storage.slips import nearest

EXAMPLE = "neu Stammtisch am 3. Dezember, 18-20 Uhr, in Soest"
FIELDS: Mapping[str, tuple[str, ...]] = {
    "titel": ("title", "name", "thema der veranstaltung", "überschrift", "betreff"),
    "untertitel": ("motto", "subtitle"),
    "wann": ("datum", "termin", "zeit", "uhrzeit", "when", "date", "beginn"),
    "wo": ("ort", "platz", "where", "place", "veranstaltungsort", "location", "adresse", "raum"),
    "art": ("typ", "kind", "type", "veranstaltungsart"),
    "format": ("modus", "mode", "form"),
    "plaetze": ("platzzahl", "kapazität", "teilnehmerzahl", "capacity", "max", "höchstens"),
    "beschreibung": ("text", "inhalt", "worum", "description", "info", "infos", "details"),
    "themen": ("thema", "schlagworte", "schlagwörter", "stichworte", "topics", "tags"),
    "veranstalter": (
        *("veranstalterin", "veranstalterinnen", "veranstaltet von", "organisation", "gastgeber", "gastgeberin"),
        *("ausrichter", "organisiert von", "organiser", "host"),
    ),
    "link": ("url", "webseite", "website", "seite", "internet"),
    "online": ("zugang", "einwahl", "videokonferenz", "raumlink", "konferenzlink", "teilnahmelink"),
    "anmeldung": ("anmelden", "registrierung", "anmeldelink", "anmeldeschluss", "registration"),
    "reihe": ("serie", "series", "veranstaltungsreihe"),
    "reihennummer": ("nummer der reihe", "folge", "ausgabe"),
    "wiederholung": ("wiederholt sich", "rhythmus", "turnus", "recurrence", "wiederholen"),
    "zielgruppe": ("für wen", "zielgruppen"),
    "kosten": ("gebühr", "teilnahmegebühr", "preis", "eintritt"),
    "kontakt": ("ansprechstelle", "contact", "fragen an"),
    "barrierefreiheit": ("barrierefrei", "zugänglichkeit"),
    "personen": ("mitwirkende", "beteiligte", "mit", "mit dabei", "people"),
    "programm": ("ablauf", "agenda", "tagesordnung", "programme", "programmpunkte"),
}
LABELS = {
    "titel": "Titel",
    "untertitel": "Untertitel",
    "wann": "Wann",
    "wo": "Wo",
    "art": "Art",
    "format": "Format",
    "plaetze": "Plätze",
    "beschreibung": "Beschreibung",
    "themen": "Themen",
    "veranstalter": "Veranstalter",
    "link": "Link",
    "online": "Online",
    "anmeldung": "Anmeldung",
    "reihe": "Reihe",
    "reihennummer": "Reihennummer",
    "wiederholung": "Wiederholung",
    "zielgruppe": "Zielgruppe",
    "kosten": "Kosten",
    "kontakt": "Kontakt",
    "barrierefreiheit": "Barrierefreiheit",
    "personen": "Personen",
    "programm": "Programm",
}
ROLES = (
    *("Moderation", "Impuls", "Impulse", "Referat", "Referent", "Referentin", "Vortrag", "Keynote", "Grußwort"),
    *("Begrüßung", "Podium", "Gestaltung", "Reflexion", "Input", "Leitung", "Einführung", "Protokoll", "Mitwirkung"),
    *("Diskussion", "Präsentation", "Workshopleitung", "Abschluss", "Fazit", "Schlusswort", "Durchführung"),
)
ROLE_BY_WORD = {squeeze(role): role for role in ROLES} | {
    squeeze(word): role
    for word, role in (
        ("Moderator", "Moderation"),
        ("Moderatorin", "Moderation"),
        ("Moderiert von", "Moderation"),
        ("Referenten", "Referat"),
        ("Referierende", "Referat"),
        ("Referent", "Referat"),
        ("Referentin", "Referat"),
        ("Impulse", "Impuls"),
        ("Gestaltet von", "Gestaltung"),
    )
}
_BY_WORD = {squeeze(word): name for name, words in FIELDS.items() for word in (name, *words)}
_INLINE = re.compile(rf"(?:^|[\s,;]+)((?:{'|'.join([*LABELS.values(), 'Ort', 'Datum', 'Thema'])})\s*:)", re.IGNORECASE)
LONG = frozenset({"beschreibung", "programm", "personen"})  # go on over lines that begin with another word
_LINE = re.compile(
    r"(?P<indent>[ \t]*)(?P<mark>[-*•–]\s+)?\**(?P<label>[^\W\d][\w äöüÄÖÜß/().-]{0,39}?)\**\s*:(?!//)\**(?P<value>.*)"
)


@dataclass(slots=True)
class Lines:
    """What was read: ``fields`` by name, in the order written; ``head``: words before the first label."""

    head: str = ""
    fields: dict[str, str] = field(default_factory=dict)


def field_name(word: str) -> str | None:
    """Return the field that a word means."""
    return _BY_WORD.get(squeeze(word))


def role_name(word: str) -> str | None:
    """Return the role that a word names."""
    return ROLE_BY_WORD.get(squeeze(word))


def read_lines(text: str) -> Lines:
    """Read labelled lines. Raises for a label that nobody knows, and for a field that is given twice."""
    found = Lines()
    current: str | None = None
    for line in _one_by_one(text):
        match = _LINE.fullmatch(line)
        label = match["label"].strip() if match else ""
        name = _meaning(label, current, indented=bool(match and (match["indent"] or match["mark"])))
        if match is not None and name is not None:
            value = match["value"].strip()
            if name == "personen" and role_name(label):
                value = f"{label}: {value}"
                found.fields[name] = "\n".join(part for part in (found.fields.get(name), value) if part)
            elif name in found.fields:
                raise NotUnderstoodError(f"Das Feld „{LABELS[name]}“ steht zweimal da. Welche Angabe gilt?", None)
            else:
                found.fields[name] = value
            current = name
        elif current is None:
            if match is not None and _is_label(label) and (found.head or _near(label) is not None):
                raise unknown_field(label)
            found.head = f"{found.head}\n{line}".strip()
        elif not line.strip() and current not in LONG:
            continue
        else:
            if match is not None and current not in LONG and _is_label(label):
                raise unknown_field(label)
            found.fields[current] = f"{found.fields[current]}\n{line}" if found.fields[current] else line
    found.fields = {
        name: value.strip("\n") if name == "programm" else value.strip() for name, value in found.fields.items()
    }
    return found


def _one_by_one(text: str) -> list[str]:
    """Return the lines; several fields in one line are told apart by their labels."""
    lines = text.expandtabs(4).split("\n")
    if len(lines) == 1 and len(_INLINE.findall(text)) > 1:
        return _INLINE.sub(r"\n\1", text).strip().split("\n")
    return lines


def _meaning(label: str, current: str | None, *, indented: bool) -> str | None:
    """Return the field that begins here; indented lines and roles within a programme belong to it."""
    if not label or (current == "programm" and indented):
        return None
    if current == "programm" and (role_name(label) or fold(label) == "raum"):
        return None
    if role_name(label):
        return "personen"
    return field_name(label)


def _is_label(label: str) -> bool:
    """Whether words before a colon look like the name of a field rather than a sentence."""
    return len(label.split()) <= 2 and len(label) <= 24


def unknown_field(label: str) -> NotUnderstoodError:
    """Return the error for a label that nobody knows."""
    near = _near(label)
    if near is not None:
        return NotUnderstoodError(f"Ein Feld „{quote(label, 30)}“ gibt es nicht. Meinten Sie „{LABELS[near]}“?", None)
    names = ", ".join(LABELS.values())
    return NotUnderstoodError(f"Ein Feld „{quote(label, 30)}“ gibt es nicht. Möglich sind: {names}.", None)


def misspelt_label(text: str) -> NotUnderstoodError | None:
    """Return the error for a text that begins with nearly the name of a field and a colon."""
    match = _LINE.fullmatch(text.split("\n", 1)[0])
    return unknown_field(match["label"]) if match is not None and _near(match["label"]) is not None else None


def _near(label: str) -> str | None:
    """Return the field that a misspelt word means."""
    word = squeeze(label)
    most = 1 if len(word) <= 5 else 2
    near = nearest(word, _BY_WORD.keys(), most)
    return _BY_WORD[near] if near is not None else None


def is_field_line(text: str) -> bool:
    """Whether a text begins with the name of a field and a colon."""
    match = _LINE.fullmatch(text.split("\n", 1)[0])
    return match is not None and bool(field_name(match["label"]) or role_name(match["label"]))


__all__ = ["EXAMPLE", "FIELDS", "LABELS", "Lines", "field_name", "fold", "is_field_line", "read_lines", "role_name"]
