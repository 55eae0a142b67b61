"""A printed title without what only says what kind of text this is, and without the date."""

import re

from commands.documents.prose.event_phrase import straight
from commands.documents.prose.headline import event_of, without_call, without_verb
from commands.documents.prose.moments import find_moments
from commands.documents.prose.vocabulary import EVENT_WORDS, UPPER

_PREFIX = re.compile(
    r"^(?:(?:Hier\s)?das\s(?:ganze|gesamte|vollständige|ausführliche|vorläufige)\s(?=Programm\s)|"
    r"(?:Ein(?:e)?|Unser|Kurzer|Kleiner|Mein)\s(?=R(?:ück|eca|é|es)|Nach|Bericht|Veranstaltungs|Fazit)|"
    r"(?:Das|Die|Der|Unsere?)\s(?=(?:[a-zäöü]+e\s)?(?:Programm|Dokumentation|Protokoll|Bericht|Zeitplan)\s"
    r"(?:zu[mr]|de[rs])\s))?"
    r"(?:Dokumentation|Veranstaltungsdokumentation|Workshopdokumentation|Rückblick|Rückschau|"
    r"Nachbericht|Veranstaltungsbericht|Bericht|Kurzbericht|"
    r"Einladung|Herzliche Einladung|Save[ -]the[ -]Date|Programm(?:heft|flyer|übersicht|ablauf)?|Protokoll|"
    r"Ergebnisprotokoll|"
    r"Kurzprotokoll|Pressemitteilung|Medieninformation|Ergebnisse|"
    r"Terminhinweis|Nachlese|Veranstaltungshinweis|Veranstaltungstipp|Tagungsbericht|Konferenzbericht|"
    r"Niederschrift|Ankündigung|Terminankündigung|Terminerinnerung|Erinnerung|Veranstaltungsankündigung|"
    r"Arbeitsprotokoll|Workshopprotokoll|Veranstaltungsprotokoll|Ergebnisdokumentation|Tagungsdokumentation|Recap|"
    r"Résumé|Resümee|Fazit|Eindrücke|Impressionen|Anmeldung|"
    r"Aufruf zur (?:Teilnahme|Beteiligung|Anmeldung) (?:an|am|bei|beim|zu)(?: de[rmn])?|Zeitplan|Ablaufplan|"
    r"(?:Thesen|Impulse|Ergebnisse|Programm) und (?:Ablauf|Programm|Thesen|Ergebnisse)(?=\s(?:de[rs]|zu[mr])\b)|"
    r"Verschoben|Abgesagt|Das war|So war|(?:So|Das) war['’]?s(?: in [A-ZÄÖÜ]\w+)?(?=:))"
    r"\s*(?::|–|-|\||\bzum\b|\bzur\b|\bder\b|\bdes\b|\bvom\b|\bzu (?:unsere[mrn]|de[nm])\b|\büber (?:den|die|das)\b|"
    r"\bauf (?:den|die|unser\w*|"
    r"das)\b|\.(?=\s[A-ZÄÖÜ„])|(?=\s+[A-ZÄÖÜ„\"\d]))\s*",
    re.IGNORECASE,
)
_GENITIVE = re.compile(  # "Protokoll des Netzwerktreffens": the noun as one names it
    r"(?<![\w-])(?P<noun>[\w-]*(?:[Tt]reffen|[Ww]orkshop|[Ff]orum|[Bb]arcamp|[Cc]amp|[Ss]eminar|[Hh]ackathon|"
    r"[Mm]eetup|[Ss]ymposium|"
    r"[Kk]olloquium|[Dd]ialog|[Ss]tammtisch|[Ww]ebinar|[Gg]espräch))(?:e?s)(?![\w-])"
)
SUFFIX = re.compile(
    r"\s*(?:\||–|-|:)\s*(?:(?:Ein |Eine |Unser |Der |Die )?(?:[a-zäöüß]+e[rs]? )?(?:Bericht|Rückblick|Nachbericht|"
    r"Rückschau|Nachlese|"
    r"Dokumentation|Zusammenfassung)\s(?:zu[mr]?|von|vom|über|auf|der|des)\b[^„“]{0,80}|(?:Ein |Der |"
    r"Unser )?Rückblick|Nachbericht|Nachlese|Dokumentation|Programm|Zeitplan|Ablauf(?:plan)?|Einladung|Ankündigung|"
    r"Save the Date|Bericht|Zusammenfassung|Impressionen|(?:Das|So) war(?: es|['’`]s)?[.!]?)\s*$",
    re.IGNORECASE,
)
_ABOUT = re.compile(  # the headline of a report about it
    rf"^[^:„\"]{{3,60}}\s(?:der|die|das|dem|zum|zur|beim|im|des|am|unserer?|unserem)\s"
    rf"(?P<title>[{UPPER}][\w-]*(?:\s[\w-]+){{0,2}}\s[„“\"»][^„“”\"»«]{{5,120}}[“”\"«])$"
)
BARE_KIND = re.compile(
    r"(?:(?:Online|Digital|Web|Präsenz|Hybrid|Video)[ -]?|(?:Öffentliche|Digitale|Virtuelle|Regionale)[rs]?\s)?"
    r"(?:Tagung|Konferenz|Fachkonferenz|Fachtagung|Fachtag|Workshop|Kongress|Forum|Fachforum|Seminar|Webinar|Treffen|"
    r"Netzwerktreffen|Werkstatt|Symposium|Veranstaltung|Sitzung|Barcamp|Vortrag|Infoabend|Schulung|Fortbildung|"
    r"(?:Vortrags|Themen|Diskussions|Informations|Gesprächs)abend|Informationsveranstaltung|Vortragsveranstaltung|"
    r"Podiumsdiskussion|Fachgespräch|Auftakt|Auftaktveranstaltung|Kick-?off)(?:\s(?:19|20)\d\d)?",
    re.IGNORECASE,
)
_ISSUED = re.compile(r"(?:PM|Presse\w+|Medien\w+|Meldung|Mitteilung)\b(?:\sNr\.?\s?[\d/]+)?")
ON_THEME = re.compile(  # "Pressemitteilung der Stadt Musterstadt zum Thema „Treffen der …“"
    r"(?:Presse\w+|Medien\w+|Bericht|Artikel|Meldung|Mitteilung)\b[^„\"]{0,80}?(?:zum Thema|zu|über|"
    r":)\s[„\"](?P<title>[^„“”\"]{5,160})[“”\"]"
)
_INVITED_BY = re.compile(  # "Einladung des Vereins X zum öffentlichen Dialog"
    rf"(?:Herzliche\s)?Einladung\s(?:de[rs]|von|durch)\s[{UPPER}][^„“\":]{{3,80}}?\s(?P<link>zu[mr])\s"
    rf"(?=(?:\d{{1,2}}\.\s)?(?:[a-zäöüß]+en\s)?[{UPPER}])"
)
_OPENING = re.compile(  # "Eröffnung der Messe X": what is opened is what takes place
    rf"(?:(?:Offizielle|Feierliche)\s)?Eröffnung de(?P<link>r|s)\s(?=(?:[{UPPER}\d][\w.-]*\s){{0,2}}?[{UPPER}]?[\w-]*"
    r"(?:[Mm]esse|[Kk]ongress|[Kk]onferenz|[Tt]agung|[Ff]estival|[Tt]age|[Ww]oche|[Ff]orum|[Ss]chau)(?:e?s)?\b)"
)
_STATE = re.compile(r"\s*[(\[,|–-]\s?(?:Stand|Version|Fassung|Änderungen vorbehalten)\b[^()\[\]]{0,40}[)\]]?$")
LONGEST_TAIL = 60  # characters behind a date in a title: where it is


def _without_kind_of_text(title: str) -> str:
    """Take "Dokumentation" off that title pages print below the name: "3. Archivtag Musterstadt Dokumentation"."""
    both = re.search(r"\s+(?i:Workshop|Tagung|Konferenz)[\s-](?i:Dokumentation)$", title)
    if both is not None and both.start() > 8:
        return title[: both.start()]
    head = re.sub(r"\s+(?:(?i:Dokumentation)|Tagungsband|Tagungsdokumentation)$", "", title)
    named = EVENT_WORDS.search(head) or re.search(r"[a-zäöü]tag\b", head)
    return head if len(head.split()) > 2 and named else title


def _straight_out(title: str) -> str:
    """Return what is opened or invited to: "Eröffnung der Messe X", "Einladung des Vereins Y zum Dialog"."""
    opened = _OPENING.match(title)
    if opened is not None:
        title = straight(f"de{opened['link']}", title[opened.end() :])
    invited = _INVITED_BY.match(title)
    if invited is not None and EVENT_WORDS.search(title[invited.end() :]):
        title = straight(invited["link"], title[invited.end() :])
    return title


def clean_title(words: str) -> str:  # one branch for each form
    """Take prefix, date and quotes off a printed title."""
    title = without_call(_STATE.sub("", re.sub(r"\s+", " ", words).strip(" :–-|•·*#")))
    issued = find_moments(title)[:1] if _ISSUED.match(title) else []
    if issued and re.fullmatch(r"[\s:|–-]*(?:vom\s)?", title[_ISSUED.match(title).end() : issued[0].start]):  # type: ignore[union-attr]
        title = title[issued[0].stop :].strip(" :–-|") or title
    theme = ON_THEME.fullmatch(title)
    title = event_of(theme["title"] if theme is not None else title)
    about = _ABOUT.match(title)
    if about is not None and not (
        EVENT_WORDS.search(title[: about.start("title")]) and not EVENT_WORDS.search(about["title"])
    ):  # "Treffen der Region zum Handlungsfeld „…“" is the title itself
        title = about["title"]
    title = _straight_out(title)
    title = re.sub(rf"^über (?:den|die|das)\s+(?=[{UPPER}])", "", title)
    title = re.sub(r"^(?:Das|So) war (?:der|die|das|unsere?)\s+(?=\S{4}|\d{1,2}\.\s)", "", title)
    for _ in range(2):
        prefix = _PREFIX.match(title)
        shorter = straight(prefix[0], title[prefix.end() :]) if prefix else title
        if len(shorter) < 5 or (shorter[:1].islower() and not re.match(r"[a-z]\w*(?:[A-Z]|\.[a-z])", shorter)):
            break
        title = (
            _GENITIVE.sub(r"\g<noun>", shorter)
            if prefix is not None and prefix[0].strip().endswith("des")
            else shorter
        )
    title = re.sub(r"^(?:Das|So) war (?:der|die|das|unsere?)\s+(?=\S{4}|\d{1,2}\.\s)", "", title)
    suffix = SUFFIX.search(title)
    event = EVENT_WORDS.search(suffix[0]) if suffix is not None else None
    if suffix is not None and (event is None or BARE_KIND.fullmatch(event[0])):
        title = title[: suffix.start()]  # else "…: Rückblick auf die 5. Dorfkonferenz" names the event there
    title = re.sub(r"\s+(?:am|vom)$|(?<=\d{4})\s+(?:Programm|Einladung|Dokumentation)$", "", title)
    title = _without_kind_of_text(title)
    moments = find_moments(title)
    if moments:
        last = moments[-1]
        tail = title[last.stop :].strip(" )]}.,|–-")
        head = re.sub(r"\s*(?:,|–|-|·|\||\(|\[|:|\bam|\bvom|\bim|\bfür den)?\s*$", "", title[: last.start])
        if (
            (
                last.day is not None
                or (last is moments[0] and EVENT_WORDS.search(head) and title[: last.start].endswith(" im "))
            )
            and (len(head) > 8 or BARE_KIND.fullmatch(head))
            and (
                not tail
                or (len(tail) < LONGEST_TAIL and EVENT_WORDS.search(head))
                or re.match(r"(?:in|im|\d{1,2}|von|Uhr|ab|um)\b", tail)
                or re.match(r"\s*\|", title[last.stop :])
            )
        ):
            title = _without_kind_of_text(without_verb(head))
        elif moments[0].start == 0 and moments[0].day is not None and len(title) > moments[0].stop + 8:
            title = title[moments[0].stop :].strip(" :–-|,.")
            again = _PREFIX.match(title)
            rest = title[again.end() :] if again is not None else ""
            title = rest if len(rest) > 8 and rest[:1].isupper() else title
    if re.fullmatch(r"[„\"»][^„“”\"»«]+[“”\"«]", title):
        title = title[1:-1]
    return title.strip(" :–-|·,")[:300]
