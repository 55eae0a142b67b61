"""What each line of a document is: debris, field, role, heading, or text."""

import re
from dataclasses import dataclass

from commands.documents.lines import Line
from commands.documents.prose.menus import is_menu, menu_lines
from commands.documents.prose.moments import find_moments
from commands.documents.prose.names import name_at
from commands.documents.prose.people import role_line, role_of
from commands.documents.prose.vocabulary import FIELDS, UPPER

_DEBRIS = re.compile(
    r"(?:Bild|Abb(?:ildung)?\.?|Foto|Grafik)\s*\d*|nach oben|zurück(?: zur Übersicht)?|Main content|"
    r"Paragraphs|Event details|Contacts|Webcontent-Anzeige|Toolbar-Menü|Header Image|Inhaltsbereich|Hauptinhalt|"
    r"Hauptmenü|"
    r"(?:Service|Haupt|Meta|Seiten|Bereichs)-?navigation|Suchfunktion|Fußleiste|"
    r"Fotocollage|Pfeil nach \w+.{0,60}|Print Friendly.{0,40}|Springe zum.{0,40}|"
    r"Direkt zu[mr] \w+|Link auf (?:das|die|den) .{0,120}|(?:\W\s?)?Zurück zu[mr] \w+|"
    r"Skip to .{0,40}|(?:Zur|Zum) \w+ springen.{0,60}|(?-i:Home[A-ZÄÖÜ].{0,80})|"
    r"Eindrücke vom|Nachricht|(?:Kategorien?|Rubrik|Schlagwörter|Schlagworte?|Tags|Stichworte?|Lesezeit)\s*:.{0,80}|"
    r".{0,120}\(Access ?key \w\).{0,80}|fontsize|AAA|.{0,40}/\s?Copyright:.{0,60}|"
    r"Größe: px|Ab Seite anzeigen:?|Download \".{0,200}\"|Trans(?:k|c)ript\b.{0,200}|"
    r"Embed Size.{0,20}|Citation preview|"
    r"(?:Upload|View|Download|Copied)\W?(?: ?\w+)?|Wird geladen.{0,60}|Volltext|"
    r"Keine Ergebnisse gefunden|Ergebnisse gefunden|"
    r"Page \d+:.{0,300}|.{0,200}\b20\d\d[-/]\d\d[-/]\d\d\s+·.{0,200}|(?:•\s*)?(?:others|\d{1,3})|"
    r"Logo .{1,80}|.{0,60}\bBildrechte\b.{0,80}|"
    r"Seiteninhalt|Piktogramm .{0,80}|"
    r"Navigation(?: und Service)?|Zum (?:Haupt)?[Ii]nhalt(?: springen)?|Seite drucken|Drucken|Teilen|"
    r"Weiterlesen|weiterlesen|mehr|Mehr erfahren|"
    r".{0,60}\b(?:Mehr erfahren|weiterlesen)|www\.\S+|https?://\S+|Weitere Informationen|Startseite.*|"
    r"Sie sind hier.*|Cookie.*|Impressum|"
    r"Datenschutz(?:erklärung)?|"
    r"Seite wird geladen\W*|Bitte warten\W*|Route (?:berechnen|planen|anzeigen).{0,20}|Event[ -]?[Bb]ild|Image|"
    r"Artikel bewerten|"
    r"[★☆\s]{3,}|(?:Seite|Beitrag|Veranstaltung) teilen.{0,40}|E-Mail|WhatsApp|Bitte aktivieren Sie JavaScript.{0,80}|"
    r"(?:Karte|Stadtplan) (?:anzeigen|öffnen).{0,40}|In Google Maps.{0,40}|Vorlesen|Leichte Sprache|Gebärdensprache|"
    r"Schriftgröße.{0,40}|Kontrast.{0,30}|PDF-Download|Abo(?:nnieren)?(?: \| .{0,60})?|"
    r"[«‹←<]+\s?.{3,60}|Alle (?:Veranstaltungen|Termine|Meldungen|Nachrichten|Beiträge)|"
    r"Diese Veranstaltung (?:hat bereits stattgefunden|ist vorbei|liegt in der Vergangenheit)\W*|"
    r"Share|Tweet|Download(?:s)?|Suche|Menü|"
    r"Anmelden|Login|Facebook|Twitter|LinkedIn|Xing|Instagram|Artikel teilen.*|Zum Konferenzbericht|"
    r"Kommentar schreiben|Inhaltsverzeichnis|"
    r"Aktuelles|News|Presse|Termine|Veranstaltungen|Veranstaltung|Kalender|Übersicht|Merken|Zur "
    r"Anmeldung|Jetzt anmelden|"
    r"(?:©|\(c\)|Copyright).*|\(?(?:Fotos?|Bild(?:er)?|Bildnachweis|Bildquelle|Video|Grafik|Quelle|Text|"
    r"Autor(?:in)?|Redaktion)\s*(?::|©).*|"
    r".{0,200}[.!?)“”\"]\s(?:Fotos?|Bild|Grafik|Bildquelle|Quelle)\s?:\s?[\w .,/&-]{2,60}|Bild(?:unterschrift|"
    r"zeile)?\s*[(:].*|"
    r"(?:Foto|Porträt|Portrait|Bild) [A-ZÄÖÜ][\w-]+ [A-ZÄÖÜ][\w-]+|> .{0,60}|"
    r".{0,60}(?:©|\(c\)) ?[\w .,/&-]{0,60}|.{3,140}\((?:©|\(c\)|Fotos?:|Bild:|Quelle:) ?[\w .,/&-]{2,60}\)",
    re.IGNORECASE,
)
_FIELD = re.compile(
    rf"^\s*(?P<label>[{UPPER}][\wÄÖÜäöüß /:*-]{{1,32}}?)\s*(?::\s*\|?\s*|\s\|\s|\t)(?P<value>.*)$", re.DOTALL
)
_GLUED = re.compile(
    r"^(?P<label>Datum|Uhrzeit|Termin|Ort|Format|Zeit|Beginn|Veranstaltungsort|Wann|Wo|"
    r"Veranstalter)(?P<value>(?:[A-ZÄÖÜ\d]).*)$"
)
_TEASERS = re.compile(
    r"(?:Weitere|Andere|Ähnliche|Verwandte|Neueste|Aktuelle|Letzte|Neuere|Ältere|Mehr) (?:Meldungen|Nachrichten|"
    r"Artikel|Beiträge|Events|"
    r"Veranstaltungen|News|Pressemitteilungen|Themen|Neuigkeiten|Berichte)(?: (?:aus|zum|zur|in|im|der|des|"
    r"von) .{2,60})?\s?:?|"
    r"Mehr (?:aus|zum Thema|zu diesem Thema|Aktuelles|dazu|Neuigkeiten)\b.{0,60}|(?:Das (?:könnte|dürfte)|"
    r"Könnte) (?:Sie|dich|Dich|euch) auch.{0,30}|"
    r"Auch interessant\W*|Meistgelesen\W*|Lesen Sie (?:auch|mehr)\W*.{0,60}|(?:Kommentare? ?\(\d+\)|\d+ Kommentare?)|"
    r"Zurück zur (?:Liste|Übersicht).{0,30}",
    re.IGNORECASE,
)
FEWEST, SHARE = 4, 0.4  # lines above what a page shows of others, and how much of it this is at most
_DUE = frozenset(["frist", "bis", "bis wann", "fällig", "termin", "erledigt bis", "zieldatum"])
_TASK = frozenset(["aufgabe", "aufgaben", "was", "maßnahme", "zuständig", "wer", "verantwortlich", "todo", "to-do"])
_ROLE_ALONE = re.compile(r"(?:Gesamt|Tages)?[Mm]oderation|(?:Sitzungs|Tagungs|Workshop)?[Ll]eitung")
_TELLS = re.compile(  # "Moderiert von A B sprachen …": a sentence
    r"\s(?:sprach(?:en)?|ging(?:en)?|fand(?:en)?|gab(?:en)?|kam(?:en)?|stand(?:en)?|[a-zäöü]{3,}ierten?|diskutierten?|stellten?|"
    r"berichteten?|tauschten?)\s"
)
_LEADS_ON = re.compile(r"[a-zäöüß»«“”)]{2}[.!?]\s[A-ZÄÖÜ].*:\s*$")  # "… hielt A B. Es folgten drei Workshops:"
_SENTENCE_END = re.compile(r"(?<!e\.V)(?<!e\. V)[.;,]$")


@dataclass(slots=True)
class Part:
    """A line with what it is. ``kind``: text, item, heading, field, role, caption or debris."""

    line: Line
    kind: str = "text"
    field: str | None = None
    value: str = ""
    used: bool = False
    number: int = 0

    @property
    def text(self) -> str:
        """Return the words of the line."""
        return self.line.text


def classify(lines: tuple[Line, ...]) -> list[Part]:
    """Tell of each line what it is; a label alone on its line takes the next line as its value."""
    parts = [Part(line) for line in _unique(lines)]
    for number, part in enumerate(parts):
        part.number = number
        _classify(part)
    for number in menu_lines([part.line for part in parts]):
        parts[number].kind, parts[number].field = "debris", None
    for number, part in enumerate(parts[:-1]):
        following = parts[number + 1]
        asked = not (number and parts[number - 1].text.rstrip().endswith("?"))  # else the head of a table
        words = part.text.strip(" :*").lower()
        label = FIELDS.get(re.sub(r"^(wo|wann)\?$", r"\1", words) if asked else words)
        if (
            part.kind in {"text", "heading"}
            and label
            and following.kind in {"text", "item"}
            and len(following.text) < 160
        ):
            if label in {
                "title",
                "attendance",
                "target",
                "skip",
                "contact",
                "organiser",
            } and not part.text.rstrip().endswith(":"):
                continue
            part.kind, part.field, part.value = "field", label, following.text
            following.kind, following.used = "debris", True
    _roles_alone(parts)
    _todos(parts)
    _teasers(parts)
    _headings(parts)
    return parts


def _teasers(parts: list[Part]) -> None:
    """Mark what a page shows of others at its end: "Weitere Meldungen", "Das könnte Sie auch interessieren"."""
    start = next((n for n, part in enumerate(parts) if n >= FEWEST and _TEASERS.fullmatch(part.text.strip())), None)
    if start is None:
        return
    rest = sum(len(part.text) for part in parts[start:])
    if rest < sum(len(part.text) for part in parts) * SHARE:
        for part in parts[start:]:
            part.kind, part.field, part.used = "debris", None, False


def _roles_alone(parts: list[Part]) -> None:
    """Give a role that stands alone the one person on the line below it: "Moderation", then "A B"."""
    for number, part in enumerate(parts[:-1]):
        roles = (
            role_of(part.text.strip(" :|"))
            if part.kind == "text" and _ROLE_ALONE.fullmatch(part.text.strip(" :|"))
            else None
        )
        below = parts[number + 1]
        name = name_at(below.text) if roles is not None and below.kind == "text" else None
        after = parts[number + 2] if number + 2 < len(parts) else None
        several = after is not None and not after.line.gap and name_at(after.text) is not None
        if roles is not None and name is not None and name.sure and name.start == 0 and not several:
            part.kind, part.field, part.value = "role", "/".join(roles), below.text.strip(" |")
            below.kind, below.used = "debris", True


def _todos(parts: list[Part]) -> None:
    """Mark the rows of a table of tasks: their dates are not the event's."""
    width = 0
    for part in parts:
        cells = [cell.strip(" :*").lower() for cell in part.line.cells]
        if _DUE.intersection(cells) and _TASK.intersection(cells):
            width = len(cells)
        elif len(cells) != width:
            width = 0
        if width:
            part.kind, part.field, part.value = "field", "skip", part.text


def _unique(lines: tuple[Line, ...]) -> list[Line]:
    """Drop a heading or caption that only repeats the line before it."""
    kept: list[Line] = []
    for line in lines:
        if kept and line.text and (line.text == kept[-1].text):
            if line.level and not kept[-1].level:
                kept[-1] = line
            continue
        if line.text.strip():
            kept.append(line)
    return kept


def _classify(part: Part) -> None:  # noqa: C901  # one branch for each form
    text = part.text.strip()
    if part.line.item:
        part.kind = "item"
    if (_DEBRIS.fullmatch(text) or is_menu(text)) and not (part.line.level or part.line.item or part.line.cells):
        part.kind = "debris"
        return
    if len(part.line.cells) == 2 and part.line.cells[0]:
        label, value = part.line.cells[0].strip(" :"), part.line.cells[1]
    else:
        match = _GLUED.match(text) or _FIELD.match(text)
        if match is None:
            plain = role_line(text)
            if plain is not None and not (text.endswith(".") and _TELLS.search(text)):
                part.kind, part.field, part.value = "role", *plain
            return
        label, value = match["label"].strip(), match["value"].strip()
    if not value:
        return
    roles = role_of(label)
    known = FIELDS.get(label.lower().strip(" *_"))
    if known == "date" and not re.search(r"\d|\b(?:Frühjahr|Sommer|Herbst|Winter|folgt|bekannt)", value):
        known = None  # "Termin: Praxiswerkstatt …" names the event
    if known == "time" and part.line.cells and find_moments(value):
        return  # the head of a timetable for one day
    if known == "organiser" and roles is not None and name_at(value) is not None:
        known = None  # "Gastgeber: Max Muster, Stadt X" is a person in a role
    if known is not None and (roles is None or known == "organiser"):
        part.kind, part.field, part.value = "field", known, value
    elif roles is not None:
        part.kind, part.field, part.value = "role", "/".join(roles), value


def _headings(parts: list[Part]) -> None:
    """Mark headings: by the format where it marks them, else short lines without a full stop before longer text."""
    for number, part in enumerate(parts):
        if part.kind != "text" or part.line.cells:
            continue
        text = part.text
        if part.line.level:
            part.kind = "heading"
            continue
        following = next((other for other in parts[number + 1 : number + 3] if other.kind != "debris"), None)
        short = (
            (len(text) <= 130 or (len(text) <= 190 and part.line.gap and following is not None and following.line.gap))
            and not _SENTENCE_END.search(text.strip())
            and not _LEADS_ON.search(text)
            and len(text.split()) <= 24
        )
        apart = part.line.gap or number == 0 or parts[number - 1].kind in {"debris", "heading"}
        starts = re.match(rf"[{UPPER}\d„“\"»#]|[a-z]\w*[{UPPER}]", text) is not None
        if (
            short
            and apart
            and starts
            and following is not None
            and (following.line.gap or len(following.text) > len(text) or following.kind in {"role", "field", "item"})
        ):
            part.kind = "heading"
