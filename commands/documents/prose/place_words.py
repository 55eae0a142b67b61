"""Words of places in sentences: a town behind "in", where a house ends, and what only sounds like one."""

import re

from commands.dates.words import MONTH_NAMES, month
from commands.documents.prose.moments import Moment, find_moments
from commands.documents.prose.vocabulary import EVENT_WORDS, UPPER
from storage.text import fold

_TIME_WORD = (
    rf"(?:{'|'.join((*MONTH_NAMES, 'Frühjahr', 'Frühling', 'Sommer', 'Herbst', 'Winter', 'Jahr', 'Rahmen'))})\b"
)
IN = re.compile(
    rf"\b(?:[Ii]n|nach)\s+(?!(?:Halle|Raum|Saal|Haus|Zimmer|Gebäude|Block|Phase|Teil|Runde|Stufe|Etage|Kapitel|"
    rf"Klasse)\s\d)(?:der\s(?:Stadt|Gemeinde|[{UPPER}][a-zäöü]+stadt)\s)?(?P<town>(?:Bad |Sankt |St\. |"
    rf"[{UPPER}][a-zäöü]+isch (?=[{UPPER}]))?"
    rf"[{UPPER}][\w-]+(?:[ /](?:am|an der|ob der|im|vor "
    rf"der|bei|in der)\s(?!{_TIME_WORD})[{UPPER}]\w+)?(?:\s\([{UPPER}][\w. ]+\))?)"
)
_NO_TOWN = frozenset(
    [
        "Deutschland",
        "Orten",
        "Dörfern",
        "Gemeinden",
        "Landkreisen",
        "Wort",
        "Stadt",
        "Land",
        "Region",
        "Europa",
        "Zeiten",
        "Zukunft",
        "Präsenz",
        "Form",
        "Kooperation",
        "Zusammenarbeit",
        "Kommunen",
        "Städten",
        "Workshops",
        "Arbeitsgruppen",
        "Kleingruppen",
        "Gruppen",
        "Anwesenheit",
        "Vertretung",
        "Bezug",
        "Richtung",
        "Planung",
        "Kraft",
        "Anlehnung",
        "Abstimmung",
        "Verbindung",
        "Foren",
        "Fachforen",
        "Partnerschaft",
        "Sachen",
        "Ruhe",
        "Runden",
        "Teams",
        "Interviews",
        "Einzelgesprächen",
        "Verwaltung",
        "Verwaltungen",
        "Schulen",
        "Projekten",
        "Vorbereitung",
        "Rücksprache",
        "Absprache",
        "Bayern",
        "Hessen",
        "Sachsen",
        "Thüringen",
        "Brandenburg",
        "Niedersachsen",
        "Nordrhein-Westfalen",
        "Baden-Württemberg",
        "Rheinland-Pfalz",
        "Schleswig-Holstein",
        "Sachsen-Anhalt",
        "Mecklenburg-Vorpommern",
        "Saarland",
        "Kurzvorträgen",
        "Wirtschaft",
        "Ihrer",
        "Ihren",
        "Ihrem",
        "Eurer",
        # whole countries and parts of the world
        "Österreich",
        "Italien",
        "Frankreich",
        "Spanien",
        "Irland",
        "Schottland",
        "Luxemburg",
        "Russland",
        "Rumänien",
        "Kroatien",
        "Bulgarien",
        "Litauen",
        "Lettland",
        "Indien",
        "Namibia",
        "Ruanda",
        "Brasilien",
        "Polen",
        "Dänemark",
        "Schweden",
        "Norwegen",
        "Finnland",
        "Estland",
        "England",
        "Großbritannien",
        "Tschechien",
        "Ungarn",
        "Griechenland",
        "Portugal",
        "Belgien",
        "Israel",
        "Afrika",
        "Asien",
        "Amerika",
        "Kanada",
        "China",
        "Japan",
        "Ostdeutschland",
        "Westdeutschland",
        "Norddeutschland",
        "Süddeutschland",
        # what one gets, wears or speaks
        "Bronze",
        "Silber",
        "Gold",
        "Deutsch",
        "Englisch",
        "Schwarz",
        "Weiß",
        "Holz",
        # how somebody is
        "Frieden",
        "Sicherheit",
        "Verantwortung",
        "Würde",
        "Frage",
        "Gefahr",
        "Arbeit",
        "Haft",
        "Gänze",
        "Teilen",
        "Etappen",
        "Schritten",
        "Stichworten",
        "Rente",
        "Ehren",
        "Eigenregie",
        "Notfällen",
    ]
)
LANDSCAPE = re.compile(  # "Seddiner See", "Kranichsee"
    rf"[{UPPER}][\w-]+er\s(?:See|Berg|Park|Platz|Hof|Ufer|Insel|Hafen|Markt|Tor|Mühle|Schloss|Kloster)(?![\w-])|"
    rf"[{UPPER}][a-zäöüß]{{3,}}(?:see|ufer|hafen|insel|strand)(?![\w-])"
)
UNTOLD = re.compile(  # what sounds like a house but is none that one could go to
    r"(?:Forum|Fachforum|Workshop|Zentrum (?:der|des)|Haushalt|Netzwerk|Handwerk|Krankenh|Elternhaus|Treibhaus|"
    r"Fachwerk|Bauwerk|"
    r"Ländlichen|Online|Zoom|Digital|Virtuell|Stadtraum|Sozialraum|Zeitraum|Wohnraum|Naturraum|Freiraum|Kulturraum|"
    r"Straßenraum|"
    r"Werkstatt|Zukunftswerkstatt|Ideenwerkstatt|Denkwerkstatt|Bürgerwerkstatt|Reallabor|Labor|Kraftwerk|Stadtwerk|"
    r"(?:Haus|Werk|Schule|Raum|Saal|Zentrum|Institut|Ministerium|Landtag|Akademie|Universität|Hochschule|Kirche|"
    r"Räumen|Space|Studio|"
    r"Grundschule|Hauptschule|Stadtzentrum|Ortszentrum|Kreistag|Landesministerium|Bundesministerium)$)"
)
_NO_PLACE = re.compile(
    r"(?:Rahmen|Anschluss|Zuge|Auftrag|Namen|Fokus|Mittelpunkt|Vorfeld|Nachgang|Laufe|Sinne|Verlauf|Bereich|Gespräch|"
    r"Vordergrund|Projekt|Modellprojekt|Beispiel|Programm|Förderprogramm|Prozess|Rückblick|Beitrag|Artikel|"
    r"Interview|Bericht|"
    r"Ende|Anfang|Beginn|Morgen|Vormittag|Nachmittag|Abend|Mittag|Folgetag|Tag|Wettbewerb|Thema|Themenfeld|"
    r"Handlungsfeld|Kapitel|Abschnitt|Einsatz|Umgang|Umfeld|Alltag|Team|Verein|Dialog|"
    r"Hinblick|Jahre?|Vergleich|Plenum|Netz|Internet)\b"
)
LETTERS = 4  # of an abbreviation
STOP = re.compile(r"(?<=[a-zäöüß)]{3})[.!?]\s")


def same_day(text: str, moment: Moment | None) -> Moment | None:
    """Return the date of a text that is the event's day, ``None`` if it names none such."""
    if moment is None:
        return None
    return next((one for one in find_moments(text) if (one.day, one.month) == (moment.day, moment.month)), None)


def sentence_at(text: str, place: int) -> str:
    """Return the sentence around a place of a text."""
    begin = max((one.end() for one in STOP.finditer(text, 0, place)), default=0)
    stop = STOP.search(text, place)
    return text[begin : stop.start() if stop is not None else len(text)]


_GOES_ON = re.compile(  # "im Bürgerhaus X der Workshop …", "im Rathaus Bürgermeisterinnen …": the sentence goes on
    rf"(?<!Haus)(?<!Ort)\s(?:der|die|das)\s(?=(?:\d+\.\s)?(?:[{UPPER}]\w+\s)?(?:{EVENT_WORDS.pattern})(?:\s|$))|"
    rf"\s(?=[{UPPER}]\w+innen\b)|"
    r"\s(?=\d{2,}\s(?:Bürger|Gäste|Teilnehm|Menschen|Personen|Interessierte|"
    r"Besuch|Fachleute|Vertret|Ehrenamtliche|Akteur|Expert|Mitglieder)\w*)",
    re.IGNORECASE,
)


def trimmed(words: str) -> str:
    """Return the words of a house without what the sentence goes on with; empty where they are none."""
    words = re.sub(r"\s(?:zu Gast|zu Besuch|zusammen)$", "", words)
    words = STOP.split(_GOES_ON.split(words.strip(" ."))[0])[0]
    trimmed = re.sub(r"(?:\s+(?:der|des|am|im|in|an|von|für|und|zu))+$", "", words)
    if re.match(r"[\w-]+(?:heit|keit|falt|schaft)\s(?:der|des)\s", trimmed):
        return ""
    if re.fullmatch(r"[\w-]*(?:stätten|häusern?|schulen|kirchen|räumen|hallen|sälen|vereinen|museen|hütten)", trimmed):
        return ""  # of many: "in Gaststätten und Schulen"
    return "" if month(fold(trimmed.split()[0])) is not None or _NO_PLACE.match(trimmed) else trimmed


def is_town(words: str) -> bool:
    """Tell whether a word behind "in" can be a town."""
    first = words.split(maxsplit=1)[0]
    if (
        (first.isupper() and len(first) <= LETTERS)  # "in NRW"
        or first in _NO_TOWN
        or month(fold(first)) is not None
        or re.search(
            r"(?:ungen|ung|heit|keit|tion|tionen|innen|schaft|ität|ierung|Workshops?|gruppen|[a-z](?:vorträgen?|"
            r"ereien|theken|schulen|vereinen|beiträgen))$",
            first,
        )
    ):
        return False
    return not re.search(
        r"(?:workshops?|(?:projekt|bereich|kurs|betrieb|prozess|tag|woch|monat|jahr|stund|minut|gespräch|netzwerk|"
        r"modell|gebiet|region|"
        r"quartier|einrichtung|unternehm|verfahr|häus|land|sitz|sprach|stuf|them|ausschüss|beispiel)(?:en|ern|n)|"
        r"konferenz|zentrum|raum|räumen|form|phase|phasen|formaten)$",
        first,
    )
