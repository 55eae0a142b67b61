"""Tables (.csv) with German headings: one event or one Musterlösung a row, in the words of the YAML."""

import csv
import io
import re
from collections.abc import Mapping
from typing import Any

from commands.dates import DateError
from commands.documents.errors import DocumentError
from storage.records import ImportFormatError, NetworkRecords, ParseWhen
from storage.text import fold, shorten
from storage.yaml_file import Reader

ROW_LIMIT = 5000
_EVENT = {
    "titel": "titel title veranstaltung name thema_der_veranstaltung bezeichnung workshop",
    "untertitel": "untertitel motto",
    "datum": "datum date termin wann tag startdatum beginndatum datum_von von_datum",
    "bis": "enddatum bis_datum datum_bis",
    "von": "uhrzeit zeit von beginn start startzeit anfang uhrzeit_von beginn_uhrzeit zeit_von",
    "ende": "ende bis endzeit schluss uhrzeit_bis ende_uhrzeit zeit_bis",
    "wo": "ort_der_veranstaltung veranstaltungsort wo raum adresse place location ort_/_raum",
    "ort": "ort kommune stadt gemeinde",
    "format": "format durchfuehrung",
    "art": "art typ veranstaltungsart kategorie veranstaltungsformat",
    "status": "status",
    "reihe": "reihe serie veranstaltungsreihe",
    "veranstalter": "veranstalter organisation veranstalterin organisator ausrichter",
    "moderation": "moderation",
    "referent": "referent referentin referenten referent/in referent:in referent*in referent_in referierende vortrag",
    "themen": "themen schlagworte stichworte tags thema",
    "zielgruppe": "zielgruppe",
    "plaetze": "plaetze kapazitaet max_teilnehmende maximale_teilnehmerzahl teilnehmerzahl",
    "beschreibung": "beschreibung inhalt text beschreibungstext kurzbeschreibung",
    "url": "url link webseite website internet",
    "online": "online_link zugangslink einwahl videolink",
    "anmeldung": "anmeldung anmeldelink anmeldung_unter",
    "kosten": "kosten gebuehr preis teilnahmegebuehr",
    "kontakt": "kontakt ansprechstelle",
    "kennung": "kennung id nr nummer uid",
    "zusammenfassung": "zusammenfassung ergebnis",
}
_SOLUTION = {
    "titel": "titel title name musterloesung loesung bezeichnung",
    "art": "art typ kategorie",
    "nutzen": "nutzen mehrwert kurzbeschreibung",
    "beschreibung": "beschreibung text inhalt",
    "kommune": "kommune stadt gemeinde eigentuemer anbieter organisation",
    "kontakt": "kontakt ansprechstelle",
    "lizenz": "lizenz",
    "themen": "themen schlagworte stichworte tags thema",
    "land": "land bundesland",
    "url": "url link webseite",
    "kennung": "kennung id nr nummer",
    "kosten_einmalig": "kosten_einmalig",
    "kosten_jaehrlich": "kosten_jaehrlich",
    "reifegrad": "reifegrad",
    "fassung": "fassung version",
}
_LISTS = {"themen", "veranstalter"}
_MODES = {
    "vor ort": "vor Ort", "praesenz": "vor Ort", "in praesenz": "vor Ort", "offline": "vor Ort",
    "online": "online", "digital": "online", "virtuell": "online", "hybrid": "hybrid",
}  # fmt: skip


def read_csv(text: str, parse_when: ParseWhen) -> tuple[NetworkRecords, tuple[str, ...]]:
    """Return the records and a warning for each column that is not known.

    Raises :class:`DocumentError` with the row's number where a row can't be taken: nothing is taken by half.
    """
    rows = _rows(text)
    if len(rows) < 2:
        raise DocumentError("Die Tabelle braucht eine Zeile mit Überschriften und darunter mindestens einen Eintrag.")
    head = [re.sub(r"[\s\-]+", "_", fold(cell).strip(" :*")) for cell in rows[0]]
    solutions = "nutzen" in head or "musterloesung" in head
    names = _columns(head, _SOLUTION if solutions else _EVENT)
    if "titel" not in names.values():
        raise DocumentError(
            "Der Tabelle fehlt eine Spalte „Titel“. Ein Beispiel für die erste Zeile: Titel;Datum;Uhrzeit;Ort"
        )
    warnings = tuple(
        f"Die Spalte „{shorten(rows[0][number])}“ ist nicht bekannt und wurde ausgelassen."
        for number, name in enumerate(head)
        if name and number not in names
    )
    reader = Reader(parse_when)
    entries: list[Any] = []
    for number, row in enumerate(rows[1:], start=2):
        cells = {name: row[place].strip() for place, name in names.items() if place < len(row) and row[place].strip()}
        if not cells:
            continue
        try:
            entry = _solution(cells) if solutions else _event(cells)
            reader.document({"musterloesungen" if solutions else "veranstaltungen": [entry]})
        except (ImportFormatError, DateError) as error:
            raise DocumentError(f"Zeile {number}: {error}") from error
        entries.append(entry)
    return reader.document({"musterloesungen" if solutions else "veranstaltungen": entries}), warnings


def _rows(text: str) -> list[list[str]]:
    first = text.lstrip("\n").split("\n", 1)[0]
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        delimiter = first.strip()[4]
        text = text.lstrip("\n").split("\n", 1)[1]
    else:
        delimiter = max(";\t,|", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise DocumentError(
            "Die Tabelle ist kein gültiges CSV: Ein Anführungszeichen wird nicht geschlossen."
        ) from error
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if len(rows) > ROW_LIMIT:
        raise DocumentError(f"Die Tabelle hat {len(rows)} Zeilen. Gelesen werden höchstens {ROW_LIMIT}.")
    return rows


def _columns(head: list[str], known: Mapping[str, str]) -> dict[int, str]:
    """Return the field of each column; the first column of a field wins."""
    names = {word: field for field, words in known.items() for word in words.split()}
    found: dict[int, str] = {}
    for number, name in enumerate(head):
        field = names.get(name)
        if field is not None and field not in found.values():
            found[number] = field
    if "datum" not in found.values():  # "Beginn" and "Ende" then hold whole dates
        found = {number: {"von": "datum"}.get(field, field) for number, field in found.items()}
    return found


def _event(cells: dict[str, str]) -> dict[str, Any]:
    entry: dict[str, Any] = {
        name: value
        for name, value in cells.items()
        if name not in {"datum", "bis", "von", "ende", "moderation", "referent"}
    }
    when = _when(cells)
    if when:
        entry["wann"] = when
    mode = _MODES.get(fold(entry.get("ort", "")))
    if mode is not None:  # "online" where a town is asked for
        del entry["ort"]
        entry.setdefault("format", mode)
    if "format" in entry:
        entry["format"] = _MODES.get(fold(entry["format"]), entry["format"])
    if "plaetze" in entry:
        number = re.search(r"\d{1,6}", entry["plaetze"])
        entry["plaetze"] = int(number[0]) if number else None
    _split_lists(entry)
    people = [
        {"name": name.strip(), "rolle": role}
        for field, role in (("moderation", "Moderation"), ("referent", "Referat"))
        for name in re.split(r"\s*(?:;|,|\n|\bund\b)\s*", cells.get(field, ""))
        if name.strip()
    ]
    return entry | ({"personen": people} if people else {})


def _when(cells: dict[str, str]) -> str | None:
    date, until = cells.get("datum"), cells.get("bis")
    begin, end = cells.get("von"), cells.get("ende")
    if date is None:
        return None
    if end is not None and re.search(r"\d{1,2}\.\d{1,2}\.|\d{4}-\d\d", end):
        return f"{date} - {end}"
    if begin is not None:
        hours = begin if end is None else f"{begin.removesuffix('Uhr').strip()} - {end}"
        return f"{date}, {hours}"
    if until is not None and until != date:
        return f"{date} - {until}"
    return date


def _solution(cells: dict[str, str]) -> dict[str, Any]:
    entry: dict[str, Any] = dict(cells)
    _split_lists(entry)
    return entry


def _split_lists(entry: dict[str, Any]) -> None:
    for name in _LISTS & entry.keys():
        entry[name] = [part.strip() for part in re.split(r"[;,|\n]", entry[name]) if part.strip()]
