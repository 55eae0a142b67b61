"""What speaks for a heading as the event's title: where it stands, and what stands around it."""

import re

from commands.documents.prose.layout import Part
from commands.documents.prose.moments import find_moments
from commands.documents.prose.organisation_words import looks_like_organisation
from commands.documents.prose.place_lines import behind_comma, is_house
from commands.documents.prose.vocabulary import ACADEMY, EVENT_WORDS, UPPER

DAY_OF = re.compile(  # "Innovationstag", "Klimawoche": a day that is called so
    r"(?!(?:Mon|Diens|Donners|Frei|Sams|Sonn|Land|Kreis|Bundes|Städte|Gemeinde|Feier|Werk|All|Mit)tag)"
    rf"(?:[{UPPER}][a-zäöüß]+t?e[rs]?\s|\d{{1,2}}\.\s)?[{UPPER}][\w-]{{3,}}(?:tag|tage|abend|woche|nacht|empfang|"
    rf"fest|markt|frühstück|gespräche?|stammtisch|treff)(?:\s20\d\d)?"
)
_CREDIT = re.compile(r"\S\s?(?:Fotos?|Bild|Grafik|Bildquelle|Quelle|Bildnachweis)\s?:\s?\S")
ONLY_KIND = re.compile(
    r"(?:Übersetzung in |In )?(?:Leichte|Einfache|Gebärden)[rn]?\s?-?[Ss]prache|Vorlesen|"
    r"(?:Die |Das |Unser |Der |Vorläufiges )?(?:Einladung|(?:Tagungs|Konferenz|Tages|Seminar|Gesamt|Kurz)?programm|"
    r"Ablauf|Agenda|Protokoll|Dokumentation|Rückblick|"
    r"(?:Vorläufiges )?(?:Programm\w*|Ablauf\w*|Agenda|Tagesordnung)(?: der \w+)?\s?[(,|–-]\s?(?:vorläufig|Entwurf|"
    r"Änderungen|Stand)\b.{0,60}|"
    r"Programm(?:punkte|ablauf|übersicht)?(?:\s(?:19|20)\d\d|\s(?:für )?(?:Tag|den|der|am)\b.{0,20})?|"
    r"Pressemitteilung|Newsletter|Termine?|Veranstaltungen|Begrüßung|"
    r"Herzlich willkommen|Liebe .*|Sehr geehrte .*|Medieninformation|Save the Date|Inhalt|"
    r"(?:Termin|Zeit|Datum|Wann|Ort)\s(?:und|&)\s(?:Ort|Zeit|Uhrzeit|wo|Termin)\W*|Zeitplan|Überblick|Willkommen|"
    r"Programmübersicht|"
    r"(?:Kalenderdatei|iCal|Zum Kalender|In den Kalender)\b.*|"
    r"Herzlich Willkommen\b.{0,60}|Veröffentlicht\b.*|"
    r"Vorwort|Aktuelles|Tagesordnung|Konferenzbericht|Niederschrift|Kurzprotokoll|Archiv|Meldung(?:en)?|Nachrichten|"
    r"(?:Nachrichten|Neues|Neuigkeiten|Aktuelles|Berichte|Meldungen|Informationen|Termine) (?:aus|für|von) .{2,50}|"
    r"Info|(?:Aktuelles|News|Termine|Veranstaltungen|Presse|Startseite)\s*[-–|/»>]\s*.{0,40}|"
    r"(?:Pressemitteilung|Medieninformation|Presseinformation|Newsletter|Rundbrief|Ausgabe|"
    r"Meldung)(?: Nr\.?)? ?[\d/. ]+.*|"
    r"Presse(?:stelle|dienst|informationen|mitteilungen|meldung(?:en)?|berichte?|archiv)(?:\s20\d\d)?|"
    r"(?:(?:Rückblick|Rückschau|Übersicht|Archiv)\s(?:auf|über|der)?\s?)?(?:(?:die|unsere|alle|vergangenen?|bisherigen?|"
    r"kommenden?|nächsten?|unserer|vergangener)\s){0,3}(?:Veranstaltungen|Konferenzen|Tagungen|Workshops|Seminare|Termine|"
    r"Webinare|Foren|Kongresse|Veröffentlichungen)(?:\s(?:19|20)\d\d)?|"
    r"(?:Archiv|Kategorie|Schlagwort)\b.{0,20}:.{0,40}|(?:Anlage|Drucksache|Vorlage)\s(?:Nr\.?\s)?\d.*|"
    r"Art|Typ|Rubrik|Kategorie|Bereich|Angaben zu[mr] \w+|"
    r"Termin-?\s?(?:details?|information(?:en)?)|"
    r"Medieninformationen|Rückblicke?|Berichte?|"
    r"Veranstaltungs(?:kalender|archiv|übersicht|details|rückblicke?|berichte)|Event|Öffentlich|Artikel|Blog|Newsroom|"
    r"Detailansicht|"
    r"Einzelansicht|Neuigkeiten|Neues|Aktuelle (?:Meldungen|Nachrichten|Termine)|Veranstaltungsort|Ablauf der \w+|"
    r"Ursprüngliche Meldung|Seminar-?Nr.*|An (?:die|den|das|alle)\b.*|"
    r"(?:Im Browser|Online) (?:ansehen|lesen).*|.*\bPostfach\b.*|.*\|\s*\d{5}\s.*|Az\..*|Mitteilung|Startseite|Inhalt|"
    r"Über die Veranstaltung|Beschreibung|Themen|Referent\W?inn?en|Moderation|Anmeldung|Kontakt|"
    r"Veranstaltungsdetails|Details|Detalles|Grußwort|Editorial|Hinweis.*|Ergebnisprotokoll|"
    r"Podiumsdiskussion mit|Tagungsbericht|Veranstaltungsbericht|Rückschau|Weitere Informationen|Mehr "
    r"zum Thema|Zusammenfassung)\s*:?",
    re.IGNORECASE,
)
UNFINISHED = re.compile(
    r"\b(?:zwischen|und|oder|der|die|das|den|dem|des|für|in|im|von|vom|zu|zur|zum|mit|aus|auf|an|bei|über|als|sowie|"
    r"&)$|,$|\s[–-]$"
)
INVITATION = re.compile(r"(?:Herzliche )?Einladung (?:zum|zur|zu)\s|Save[ -]the[ -]date\s*[:–-]", re.IGNORECASE)
PAPER = re.compile(  # what a newspaper is called
    r"(?:Der|Die|Das)?\s?(?:[\w-]+\s){0,2}[\w-]*(?:[Zz]eitung|Rundschau|[Tt]ageblatt|Anzeiger|Nachrichten|Kurier|"
    r"Bote|Echo|"
    r"[Bb]latt|Presse|Post|Merkur|Volksstimme|Stadtspiegel)(?:\sonline)?",
)
# begins a row of a programme
CLOCK = re.compile(
    r"(?:ab |ca\. |gegen |bis )?\d{1,2}(?:[:.]\d\d\b(?!\.)|\s?(?:Uhr\b|[–-]\s?\d{1,2}\b(?!-)))"
)  # begins a row
TELLING = 170  # characters of a paragraph
REPEATED = 8  # lines at the head in which a title that stands twice is the page's
MANY_LINES = 3  # lines of a page with a headline
HEAD_LINES = 5  # of which one gives the day: headline, teaser, author
LONGEST_HEAD = 190  # characters of a headline
LONGEST_CAPTION = 300  # characters below a picture


def page_headline(parts: list[Part]) -> Part | None:
    """Return the line above everything, where a day alone stands below it or below its teaser or author."""
    shown = [part for part in parts if part.kind != "debris"][:HEAD_LINES]
    head = shown[0] if shown and shown[0].kind in {"heading", "text"} else None
    if head is None or len(parts) < MANY_LINES or ONLY_KIND.fullmatch(head.text) or find_moments(head.text):
        return None
    if (looks_like_organisation(head.text) or PAPER.fullmatch(head.text)) and not EVENT_WORDS.search(head.text):
        return None
    below = next((n for n, part in enumerate(shown) if n and only_date(part.text)), None)
    if below is None or any(part.line.gap or part.kind not in {"text", "heading"} for part in shown[1:below]):
        return None
    category = (
        len(head.text.split()) == 1 and not EVENT_WORDS.search(head.text) and len(shown[1].text.split()) > 1 < below
    )
    return head if not shown[below].line.gap and len(head.text) < LONGEST_HEAD and not category else None


def around(parts: list[Part], number: int) -> float:
    """Weigh what stands around a heading: day and place in fields below, a menu above, its words in a download."""
    part, below = parts[number], [one for one in parts[number + 1 : number + 3] if one.kind != "debris"]
    menu = [one.kind == "heading" and EVENT_WORDS.search(one.text) for one in parts[max(0, number - 2) : number]]
    event = EVENT_WORDS.search(part.text) is not None
    weight = 0.0
    if part.kind == "heading" and event and any(one.kind == "field" and one.field == "date" for one in below):
        weight += 5 if number > REPEATED else 1
    told = below[0] if below else None
    if part.kind == "heading" and event and len(menu) > 1 and all(menu) and told is not None and told.kind == "text":
        weight += 1.5 if len(told.text) > TELLING and find_moments(told.text) else 0
    if (
        number == 0
        and not event
        and len(parts) > REPEATED
        and all(one.kind == "debris" or ONLY_KIND.fullmatch(one.text) for one in parts[1:3])
    ):
        weight -= 3  # the site's name over its menu
    single = len(part.text.split()) == 1 and not event and not DAY_OF.fullmatch(part.text)
    if number == 0 and single and below and below[0].kind == "heading" and len(below[0].text.split()) > 2:
        weight -= 2  # what the page is filed under
    download = next((one.text for one in parts[:REPEATED] if one.text.startswith('Download "')), "")
    if len(part.text) > len(download) / 2 > 0 and part.text[:24] in download:
        weight += 2
    return weight


def goes_on_to_day(parts: list[Part], number: int) -> bool:
    """Tell whether a line only says what kind of event stands above it: "Seminar für Vorstände", then "am 4. März"."""
    part = parts[number]
    above = next((one for one in reversed(parts[:number]) if one.kind != "debris"), None)
    below = parts[number + 1] if number + 1 < len(parts) else None
    return (
        part.kind in {"text", "heading"}
        and above is not None
        and below is not None
        and above.kind == "heading"
        and re.match(r"(?:am|vom|von)\s", below.text) is not None
        and bool(find_moments(below.text))
        and not (ONLY_KIND.fullmatch(above.text) or UNFINISHED.search(above.text) or INVITATION.match(above.text))
        and not (looks_like_organisation(above.text) or find_moments(above.text) or EVENT_WORDS.search(above.text))
        and len(above.text.split()) > 1
    )


def only_date(text: str) -> bool:
    """Tell whether a line gives a day and at most where it is."""
    moments = find_moments(text)
    if not moments:
        return False
    rest = re.sub(
        r"\W+|\b(?:Uhr|bis|von|am|vom|den|Tag)\b|\d", "", text[: moments[0].start] + text[moments[-1].stop :]
    )
    behind = text[moments[-1].stop :].strip(" ,|–-")
    if moments[0].start == 0 and is_house(behind) and not EVENT_WORDS.search(ACADEMY.sub("", behind)):
        return True  # "7. Mai 2024, Rathaus Altenau"
    if moments[0].start == 0 and "," in text[moments[-1].stop :][:2] and behind_comma(text, moments[-1].stop):
        return True  # "7. Mai 2024, Altenau"
    return len(rest) < 6 or (len(rest) < 35 and moments[0].start < 4 and moments[0].weekday is not None)


def is_caption(parts: list[Part], number: int) -> bool:
    """Tell whether a line belongs to a picture: it stands right on a line with a credit, or repeats one."""
    part = parts[number]
    following = parts[number + 1] if number + 1 < len(parts) else None
    if _has_credit(part.text) or (_CREDIT.search(part.text) and len(part.text) < LONGEST_CAPTION):
        return True
    if following is None or following.line.gap:
        return False
    if _has_credit(following.text):
        return True
    words, others = set(part.text.split()), set(following.text.split())
    opens = all(one.kind == "debris" for one in parts[:number])  # a headline, which its teaser takes up
    repeats = len(words) >= 4 and len(words & others) >= len(words) * 0.7 and not opens
    return repeats and len(part.text) < 140 and len(following.text) < 200


def _has_credit(text: str) -> bool:
    return (
        re.search(rf"(?<=[a-zäöüß\d)]{{3}})[.!?)]\s+(?:[{UPPER}][\w./&-]{{1,20}}\s?){{1,3}}$", text) is not None
        and len(text.rsplit(". ", 1)[-1]) < 40
        and not text.endswith(".")
    ) or re.search(r"v\. ?l\. ?n\. ?r|von links nach rechts", text) is not None
