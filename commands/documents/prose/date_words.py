"""Words around a date that speak for or against its being the event's."""

import re

from commands.documents.prose.finer import SPEAKS_FOR
from commands.documents.prose.vocabulary import EVENT_WORDS, UPPER, VENUE_WORD

# Where each is looked for: in the sentence before the date (B), right before it (N), behind it (A), on both sides (W),
# anywhere in a line (L).
WORDS = {
    name: (re.compile(pattern, re.IGNORECASE), where)
    for name, pattern, where in (
        (
            "published",
            r"veröffentlich|\bStand\b|aktualisiert|erschienen|erstellt|gepostet|posted|upload|Druckfassung|Erscheinungs",
            "W",
        ),
        (
            "issue",
            (
                r"Pressemitteilung|Presseinformation|Medieninformation|\bPM\b|Newsletter|Rundbrief|Ausgabe|\bNr\.|Meldung|"
                r"Aufrufe|Redaktion|Kommentare|Autor|\bvon [A-Z][a-z]+ [A-Z][a-z]+"
            ),
            "L",
        ),
        (
            "deadline",
            (
                r"Anmeld\w*|anzumelden|spätestens|\bFrist|Bewerbung|Rückmeldung|schluss\b|Abgabe|Einreich|Call for|"
                r"beantrag|Anträge"
            ),
            "B",
        ),
        ("until", r"\bbis(?: zum| einschließlich| Ende| Mitte)?\s*$", "B"),
        ("since", r"\b(?:seit|ab|ab dem|seit dem|nach dem|vor dem)\s*$", "B"),
        (
            "the one after",
            (
                r"\b(?:nächste|kommende|folgende|weitere)[nrsm]?\s+(?:[\w-]+\s+){0,2}?"
                rf"(?:Termin|{EVENT_WORDS.pattern})"
            ),
            "B",
        ),
        (
            "next",
            (
                r"\b(?:nächste|kommende|folgende|weitere)[nrsm]?\b|Folge(?:veranstaltung|termin)|Fortsetzung|\bAusblick|"
                r"vormerken|wieder\b|\bHinweis(?:e|en)? auf\b|\bVorschau\b|\bVorfreude\b|\bfreuen (?:uns|sich) auf\b|"
                r"\bWiedersehen\b"
            ),
            "B",
        ),
        (
            "before",
            (
                r"\b(?:vergangene|letzte|vorige|vorherige|erste)[nrsm]?\b|Vorjahr|zuletzt|Nachdem|bereits|schon\b|"
                r"ursprünglich|zunächst|statt (?:wie|am)|eigentlich|frühere"
            ),
            "B",
        ),
        ("event", EVENT_WORDS.pattern, "N"),
        ("takes place", SPEAKS_FOR.pattern, "W"),
        ("began", r"\b(?:beginn(?:t|en)|begann|startet|eröffnet|Auftakt|Beginn)\b", "W"),
        ("venue", VENUE_WORD.pattern, "A"),
        (
            "past",
            (
                r"\b(?:fand(?:en)?|traf(?:en)?|kam(?:en)?|lud(?:en)?|nahm(?:en)?|hatten?|war(?:en)?|wurden?|gab(?:en)?|"
                r"diskutierten?|standen?|ging(?:en)?|machten?)\b"
            ),
            "W",
        ),
        (
            "ahead",
            r"\b(?:findet|finden|lädt|laden|wird|werden|sind|startet|erwartet|möchten|wollen|können|soll(?:en)?)\b",
            "W",
        ),
        ("of", r"\b(?:vom|des)\s*$", "B"),
        ("on", r"\b(?:am|den|dem)\s*$", "B"),
    )
}
CALLED_OFF = re.compile(r"\b(?:entfallen|entfällt|entfiel|ausfallen|abgesagt|verschoben|verlegt|fällt\b.*\baus)\b")
MOVED_FROM = re.compile(
    r"\b(?:ursprünglich|statt (?:wie geplant )?(?:am|vom)|verschoben vom\s*$|anstatt|eigentlich|sollte|zunächst|"
    r"vorgesehen|geplante[rn]? Termin)\b",
    re.IGNORECASE,
)
MOVED_TO = re.compile(
    r"verschoben auf|verlegt auf|Ersatztermin|neue[rmn]? (?:Termin|Datum)|nun am|nachgeholt|Nachholtermin",
    re.IGNORECASE,
)
REPORTS = re.compile(
    r"\b(?:fand(?:en)?|traf(?:en)?|kam(?:en)?|lud(?:en)?|nahm(?:en)?|begrüßten?|eröffneten?|diskutierten?|"
    r"stellten?|zeigten?|berichteten?|folgten?|wurden?|konnten?)\b"
)
INVITES = re.compile(
    r"\b(?:findet|finden|lädt|laden|eingeladen|wollen wir|möchten wir|erwartet|anmelden|Anmeldung|geplant|wird|"
    r"werden)\b"
)
OTHER_HEAD = re.compile(
    r"\b(?:Weitere|Nächste|Aktuelle|Termine|Frist|Anmeld|Download|Veranstaltungshinweis|Mehr|Archiv|Ausblick|"
    r"Kontakt|Links|Publikation|Kommentar|Verwandt|Auch interessant)"
)
ROW = re.compile(r"\s*(?:ab |ca\. |von )?\d{1,2}(?:[:.]\d{2}|\s?Uhr)")  # begins a programme's row
TOWN = re.compile(rf"\s*[,–-]?\s*(?:in|im)?\s*[{UPPER}][\w-]+(?:\s[{UPPER}][\w-]+)?\s*")
COUNTY = re.compile(rf"\s*[,/|]\s*(?:Kreis|Landkreis|Stadt|Gemeinde)\s[{UPPER}][\w-]+")  # "14.01.2019, Kreis X"
DATELINE = re.compile(rf"\(?[{UPPER}][\w.-]+(?:[ /-][\w.-]+){{0,3}}\)?,?\s*(?:den\s*)?(?:\([\w/]{{2,8}}\)\.?\s*)?")
STAMP_WORDS = re.compile(r"\W+|\b(?:vom|am|Datum|den|Uhr|Pressemitteilung|Meldung|News|Aktuelles)\b|\d\d:\d\d")
SENTENCE_END = re.compile(r"(?<=[a-zäöüß)\"“]{2})[.!?](?:\s|$)")
