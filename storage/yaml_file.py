"""The YAML that organisers write, checked and read into records.

Top level: ``veranstaltungen``, ``musterloesungen``, ``organisationen``, ``personen``. Every field that is not
listed here is refused by name. Dates are ISO (``2023-06-02``, ``2023-06-02/2023-06-04``, ``2022-05``,
``2022-summer``, ``2022``, ``2018-11-20T11:30/13:00``) or whatever the caller's ``parse_when`` reads.
"""

from collections.abc import Mapping
from typing import Any

from storage.records import (
    ActionRecord,
    EventRecord,
    ImportFormatError,
    InsightRecord,
    NetworkRecords,
    OrganisationRecord,
    ParseWhen,
    PersonRecord,
    RoleRecord,
    SessionRecord,
    SolutionRecord,
)
from storage.text import shorten
from storage.when import Precision, When

EVENT_TEXTS = {
    "untertitel": "motto",
    "reihennummer": "series_number",
    "art": "kind",
    "format": "mode",
    "status": "status",
    "datum_wie_geschrieben": "date_as_written",
    "wo": "place",
    "teilnehmende": "attendance",
    "zielgruppe": "target_group",
    "beschreibung": "description",
    "url": "url",
    "online": "online_link",
    "anmeldung": "registration_url",
    "kosten": "fee",
    "kontakt": "contact",
    "barrierefreiheit": "accessibility",
    "quelle": "source",
}
SOLUTION_TEXTS = {
    "art": "kind",
    "nutzen": "use",
    "kontakt": "contact",
    "lizenz": "licence",
    "beschreibung": "description",
    "land": "land",
    "groesse": "size_class",
    "reifegrad": "maturity",
    "kosten_einmalig": "cost_once",
    "kosten_jaehrlich": "cost_year",
    "aufwand": "effort",
    "erfolgsfaktoren": "success_factors",
    "stolpersteine": "stumbling_blocks",
    "voraussetzungen": "prerequisites",
    "foerderung": "funding",
    "rechtsgrundlage": "legal_basis",
    "rechtlich_geprueft": "legally_checked",
    "fassung": "version",
    "url": "url",
    "quelle": "source",
}
ORGANISATION_TEXTS = {
    "kurzname": "short_name",
    "art": "kind",
    "land": "land",
    "ags": "ags",
    "kreis": "county",
    "kontakt": "contact",
    "beschreibung": "description",
}
MODES = {"vor ort", "online", "hybrid"}


class Fields:
    """The fields of one entry; taking them one by one leaves those that nobody knows."""

    def __init__(self, value: Any, where: str) -> None:
        if not isinstance(value, dict):
            raise ImportFormatError(f"{where}: Hier werden Felder der Form „name: Wert“ erwartet.")
        self._values = {str(key): part for key, part in value.items()}
        self.where = where

    def text(self, name: str) -> str | None:
        """Take a text; numbers and dates are taken as they would be written."""
        value = self._values.pop(name, None)
        if value is None:
            return None
        if isinstance(value, bool | dict | list):
            raise ImportFormatError(f"{self.where}: Das Feld „{name}“ muss ein Text sein.")
        text = value.isoformat() if hasattr(value, "isoformat") else str(value)
        return text.strip() or None

    def needed(self, name: str) -> str:
        """Take a text that must be there."""
        value = self.text(name)
        if value is None:
            raise ImportFormatError(f"{self.where}: Das Feld „{name}“ fehlt.")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Take a list of texts; one text counts as a list of one."""
        return tuple(str(item).strip() for item in self.items(name) if str(item).strip())

    def items(self, name: str) -> list[Any]:
        """Take a list."""
        value = self._values.pop(name, None)
        if value is None:
            return []
        return value if isinstance(value, list) else [value]

    def flag(self, name: str) -> bool:
        """Take a yes or no."""
        value = self._values.pop(name, False)
        if not isinstance(value, bool):
            raise ImportFormatError(f"{self.where}: Das Feld „{name}“ muss ja oder nein sein (true oder false).")
        return value

    def number(self, name: str) -> int | None:
        """Take a whole number."""
        value = self._values.pop(name, None)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        raise ImportFormatError(f"{self.where}: Das Feld „{name}“ muss eine Zahl sein.")

    def renamed(self, names: Mapping[str, str]) -> dict[str, str]:
        """Take several texts under their names in the store; absent ones are left out."""
        found = {english: self.text(german) for german, english in names.items()}
        return {english: value for english, value in found.items() if value is not None}

    def end(self) -> None:
        """Refuse what is left."""
        if self._values:
            names = ", ".join(f"„{shorten(name, 40)}“" for name in list(self._values)[:10])
            raise ImportFormatError(f"{self.where}: Unbekanntes Feld {names}.")


class Reader:
    """Reads one document."""

    def __init__(self, parse_when: ParseWhen) -> None:
        self._parse_when = parse_when

    def document(self, value: Any) -> NetworkRecords:
        """Read the whole document."""
        fields = Fields(value if value is not None else {}, "Datei")
        records = NetworkRecords(
            organisations=tuple(self._organisation(item) for item in fields.items("organisationen")),
            people=tuple(self._person(item) for item in fields.items("personen")),
            events=tuple(self._event(item) for item in fields.items("veranstaltungen")),
            solutions=tuple(self._solution(item) for item in fields.items("musterloesungen")),
        )
        fields.end()
        return records

    def when(self, fields: Fields, name: str) -> When | None:
        """Take a date. Raises with the words that could not be read."""
        words = fields.text(name)
        if words is None:
            return None
        try:
            when = self._parse_when(words)
        except ValueError as error:
            said = str(error).replace(words, shorten(words))
            raise ImportFormatError(f"{fields.where}: „{shorten(words)}“: {said}") from error
        if when is None:
            raise ImportFormatError(
                f"{fields.where}: Die Angabe „{shorten(words)}“ im Feld „{name}“ ist keine lesbare Zeit. "
                "Beispiel: 06.09.2023, 10:00 - 18:00"
            )
        return when

    def _event(self, value: Any) -> EventRecord:
        fields = Fields(value, "Veranstaltung")
        title = fields.needed("titel")
        fields.where = f"Veranstaltung „{shorten(title)}“"
        when = self.when(fields, "wann")
        key = fields.text("kennung")
        if when is None:
            when = _open_when(None)
        simple: dict[str, Any] = dict(fields.renamed(EVENT_TEXTS))
        if simple.get("mode") is not None and simple["mode"].lower() not in MODES:
            raise ImportFormatError(f"{fields.where}: Das Format muss vor Ort, online oder hybrid sein.")
        simple["capacity"] = fields.number("plaetze")
        simple["is_example"] = fields.flag("beispiel")
        simple["see_also"] = list(fields.texts("siehe_auch"))
        organisers = tuple(
            RoleRecord(name, "Organisation", is_organisation=True) for name in fields.texts("veranstalter")
        )
        start = when.start.isoformat() if when.start else "offen"
        record = EventRecord(
            key=key or f"{title} | {start}",
            title=title,
            when=when,
            fields=simple,
            town=fields.text("ort"),
            series=fields.text("reihe"),
            topics=fields.texts("themen"),
            people=organisers + self._roles(fields),
            questions=fields.texts("fragen"),
            insights=self._insights(fields),
            decisions=fields.texts("beschluesse"),
            actions=self._actions(fields),
            summary=fields.text("zusammenfassung"),
            programme=self._programme(fields),
        )
        fields.end()
        return record

    def _programme(self, fields: Fields) -> tuple[SessionRecord, ...]:
        return tuple(self._session(item, fields.where) for item in fields.items("programm"))

    def _session(self, value: Any, where: str) -> SessionRecord:
        fields = Fields(value, where)
        title = fields.needed("titel")
        fields.where = f"{where}, Programmpunkt „{shorten(title)}“"
        record = SessionRecord(
            title=title,
            label=fields.text("kuerzel"),
            kind=fields.text("art"),
            when=self.when(fields, "wann"),
            room=fields.text("raum"),
            description=fields.text("beschreibung"),
            methods=fields.texts("methoden"),
            topics=fields.texts("themen"),
            attendance=fields.text("teilnehmende"),
            people=self._roles(fields),
            questions=fields.texts("fragen"),
            insights=self._insights(fields),
            decisions=fields.texts("beschluesse"),
            actions=self._actions(fields),
            children=self._programme(fields),
        )
        fields.end()
        return record

    def _roles(self, fields: Fields, name: str = "personen") -> tuple[RoleRecord, ...]:
        return tuple(self._role(item, fields.where) for item in fields.items(name))

    def _role(self, value: Any, where: str) -> RoleRecord:
        fields = Fields({"name": value} if isinstance(value, str) else value, where)
        record = RoleRecord(
            name=fields.needed("name"),
            role=fields.text("rolle") or "Mitwirkung",
            office=fields.text("amt"),
            organisation=fields.text("organisation"),
            title=fields.text("titel"),
            is_organisation=fields.flag("ist_organisation"),
        )
        fields.end()
        return record

    def _insights(self, fields: Fields) -> tuple[InsightRecord, ...]:
        found = []
        for item in fields.items("erkenntnisse"):
            part = Fields({"text": item} if isinstance(item, str) else item, f"{fields.where}, Erkenntnis")
            by = part.items("von")
            found.append(
                InsightRecord(
                    part.needed("text"),
                    part.text("art") or "Erkenntnis",
                    self._role(by[0], part.where) if by else None,
                )
            )
            part.end()
        return tuple(found)

    def _actions(self, fields: Fields) -> tuple[ActionRecord, ...]:
        found = []
        for item in fields.items("massnahmen"):
            part = Fields({"text": item} if isinstance(item, str) else item, f"{fields.where}, Maßnahme")
            text, responsible, state = part.needed("text"), part.text("verantwortlich"), part.text("stand") or "offen"
            written = part.text("bis_wie_geschrieben")
            due = self.when(part, "bis")
            if due is None and written is not None:
                due = _open_when(written)
            found.append(ActionRecord(text, responsible, due, state))
            part.end()
        return tuple(found)

    def _solution(self, value: Any) -> SolutionRecord:
        fields = Fields(value, "Musterlösung")
        title = fields.needed("titel")
        fields.where = f"Musterlösung „{shorten(title)}“"
        simple: dict[str, Any] = dict(fields.renamed(SOLUTION_TEXTS))
        for english, german in (("kind", "art"), ("use", "nutzen")):
            if english not in simple:
                raise ImportFormatError(f"{fields.where}: Das Feld „{german}“ fehlt.")
        simple["is_example"] = fields.flag("beispiel")
        simple["synonyms"] = list(fields.texts("synonyme"))
        shown = []
        for item in fields.items("gezeigt_in"):
            event, _, session = str(item).partition("#")
            shown.append((event.strip(), session.strip() or None))
        record = SolutionRecord(
            key=fields.text("kennung") or title,
            title=title,
            fields=simple,
            owner=fields.text("kommune"),
            topics=fields.texts("themen"),
            people=self._roles(fields, "geteilt_von"),
            shown_at=tuple(shown),
            reused_by=fields.texts("nachgenutzt_von"),
        )
        fields.end()
        return record

    def _organisation(self, value: Any) -> OrganisationRecord:
        fields = Fields(value, "Organisation")
        name = fields.needed("name")
        fields.where = f"Organisation „{shorten(name)}“"
        simple: dict[str, Any] = dict(fields.renamed(ORGANISATION_TEXTS))
        simple["aliases"] = list(fields.texts("aliasse"))
        simple["member_of"] = list(fields.texts("mitglied_in"))
        simple["population"] = fields.number("einwohner")
        fields.end()
        return OrganisationRecord(name, simple)

    def _person(self, value: Any) -> PersonRecord:
        fields = Fields(value, "Person")
        name = fields.needed("name")
        fields.where = f"Person „{shorten(name)}“"
        simple: dict[str, Any] = dict(fields.renamed({"titel": "academic_title", "sortiername": "sort_name"}))
        simple["aliases"] = list(fields.texts("aliasse"))
        fields.end()
        return PersonRecord(name, simple)


def _open_when(written: str | None) -> When:
    return When(None, None, Precision.OPEN, as_written=written)


def read_yaml(text: str, parse_when: ParseWhen) -> NetworkRecords:
    """Read YAML. Raises :class:`ImportFormatError` with the line where the YAML itself is broken."""
    import yaml  # noqa: PLC0415  # a megabyte that the running bot needs for uploads only

    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        value = yaml.load(text, Loader=loader)  # noqa: S506  # a safe loader, the fast one where there is one
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f" in Zeile {mark.line + 1}" if mark else ""
        raise ImportFormatError(f"Die Datei ist kein gültiges YAML{place}: {error.problem}") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise ImportFormatError("Die Datei ist kein gültiges YAML.") from error
    return Reader(parse_when).document(value)
