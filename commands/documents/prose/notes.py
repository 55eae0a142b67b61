"""Insights, next steps and Musterlösungen that a text names."""

import re
from collections.abc import Iterator
from dataclasses import replace

from commands.documents.prose.layout import Part
from commands.documents.prose.mentions import sentences
from commands.documents.prose.moments import find_moments
from commands.documents.prose.phrases import CONNECTORS
from commands.documents.prose.placing import to_when
from commands.documents.prose.vocabulary import UPPER
from storage.records import ActionRecord, InsightRecord, SolutionRecord
from storage.when import Precision, When

_INSIGHT_HEAD = re.compile(
    (
        r"(?:\b(?:wichtig\w+|zentral\w+|wesentlich\w+)\s+)?\b(?:Erkenntnisse?n?|Ergebnisse?n?|Fazit|"
        r"Was (?:nehmen wir|haben wir|nehme ich)(?: daraus)? (?:mit|gelernt)|Das (?:nehmen wir|haben wir) (?:mit|"
        r"gelernt)|"
        r"Kernpunkte|Das Wichtigste(?: in Kürze)?|Wichtigste Punkte|Erkenntnisgewinn|"
        r"Learnings?|Key Take-?aways?|Take-?aways?|Erfolgsfaktoren|Lessons Learned|Resümee|Kernaussagen?|"
        r"Quintessenz)\b[^.?!]{0,70}[:?]?\s*$"
    ),
    re.IGNORECASE,
)
_INSIGHT = re.compile(
    r"(?:[Dd]ie wichtigste (?:Erkenntnis|Botschaft)|[Ee]in(?:e)? (?:zentrales?|wichtiges?|wesentliches?) "
    r"(?:Ergebnis|Erkenntnis|Take ?-?Away)|[Dd]as Fazit|Ihre Botschaft|[Ee]s wurde deutlich|[Dd]eutlich "
    r"wurde|"
    r"[Ss]chnell (?:war|wurde) klar|Auch das ist eine Erkenntnis|machte(?:n)? deutlich|[Ff]azit:|"
    r"[Ee]inig waren sich|waren sich (?:alle )?einig|Als Erfolgsfaktor\w*|[Ww]ichtigste[rs]? "
    r"(?:Erkenntnis|Ergebnis))"
)
_STEP_HEAD = re.compile(
    r"^\s*(?:(?:Die )?[Nn]ächsten? Schritte?|Weiteres Vorgehen|Wie geht es weiter|Wie es weiter ?geht|"
    r"Vereinbarungen|Maßnahmen(?:plan)?|To-?[Dd]os?|Arbeitsaufträge|Aufgaben|Ausblick und nächste "
    r"Schritte|Verabredungen|Nächste Aufgaben|So geht es weiter)\b[^.]{0,40}[:?]?\s*$"
)
_STEP = re.compile(
    r"(?:[Aa]ls nächste[rsn]? Schritte?|[Nn]ächste Schritte|[Nn]ächste[rn]? Schritt|in den (?:nächsten|"
    r"kommenden) (?:Wochen|Monaten)|(?:[Vv]ereinbart|[Vv]erabredet|[Bb]eschlossen) wurde)"
)
_DUE = re.compile(
    r"\b(?:in den (?:nächsten|kommenden) (?:\w+ )?(?:Tagen|Wochen|Monaten)|in der (?:nächsten|kommenden) \w+|"
    r"bis (?:(?:spätestens |voraussichtlich )?(?:zum |zur |Ende |Mitte |Anfang |Jahresende |nächste[rns]? |"
    r"kommende[rns]? )*)"
    r"[A-ZÄÖÜ][\w-]+(?:\s(?:des|der|dieses|nächsten) [A-ZÄÖÜ]\w+)?(?:\s(?:19|20)\d\d)?)"
)
_UNTIL = re.compile(r"\b(?:bis|zum|spätestens|Frist:?|Termin:?)\s(?:spätestens\s|zum\s|\w+tag,?\s(?:den\s|dem\s)?)?$")
_CHARGED = re.compile(
    r"(?:\((?:verantwortlich|zuständig|Verantwortung|wer|Wer|Verantwortlich|Zuständig)?:?\s*(?P<in>[^()]{3,80})\)|"
    r"(?:[Vv]erantwortlich|[Zz]uständig)(?:keit)?(?:\sist)?:?\s+(?P<after>[A-ZÄÖÜ][^,.;()]{2,80}))"
)
_BEFORE = re.compile(rf"(?P<who>[{UPPER}][^:()]{{2,60}}):\s")
_OWNED = re.compile(r"(?P<title>.{4,160}?)\s\((?P<owner>[^()]{3,80})\)|(?P<whole>.{4,200})")
_SOLUTION_KINDS = (
    "Kooperationsvertrag|Mustervertrag|Vertragsmuster|Geschäftsordnung|Mustergeschäftsordnung|Satzung|"
    "Mustersatzung|Steckbrief|Leitfaden|Checkliste|Handreichung|Handbuch|"
    "Dienstanweisung|Dienstvereinbarung|Musterdienstvereinbarung|Leistungsverzeichnis|Ausschreibung|"
    "Musterausschreibung|Spickzettel|Werkzeugkasten|Toolbox|Vorlage|Muster\\w+|"
    "Rahmenvertrag|Zweckvereinbarung|Kooperationsvereinbarung|Richtlinie|Arbeitshilfe|Praxishilfe|"
    "Vertrag|Betriebskonzept|Datensatz|Methodenkoffer"
)
_SOLUTION = re.compile(
    rf"\b(?i:ein|eine|einen|der|die|das|den|dem|ihren?|seinen?|"
    rf"unseren?)\s+(?P<title>(?:[a-zäöü]+e[nrs]?\s+)?(?P<kind>{_SOLUTION_KINDS})\b(?P<rest>(?:\s+(?:für|zur(?!\sVerfügung)|"
    rf"zum|zu|über)\s+[^.,;()]{{3,80}}?)?(?P<owner>\s+(?:der|des|von|vom|aus)\s+(?:der\s+)?[„\"]?(?:Stadt|"
    rf"Gemeinde|Landkreis(?:es)?|Kreis(?:es)?|Kommune|Samtgemeinde|Verbandsgemeinde|"
    rf"[{UPPER}\d][\w-]*)[^.,;()]{{0,60}}?)?))(?=\s+(?:oder|und|sowie|vor|geteilt|wurde|stellt|zeigt|ist|"
    rf"kann|bereit|als|steht|stehen|liegt|hat|haben|wird|werden|gibt|vorgestellt|erarbeitet|geteilt|gezeigt)\b|"
    rf"[.,;()]|$)"
)
_KIND = re.compile(rf"\b(?:{_SOLUTION_KINDS})\b")
_MUNICIPAL = (
    rf"(?:Stadt|Gemeinde|Samtgemeinde|Verbandsgemeinde|Landkreis|Kreis|Markt|Landeshauptstadt)\s[{UPPER}][\w-]+"
    rf"(?:\s(?:am|an der|im|bei|ob der)\s[{UPPER}][\w-]+)?"
)
_SOLUTION_HEAD = re.compile(
    r"(?:Muster(?:lösungen|vorlagen|dokumente)?|(?:Geteilte |Vorgestellte |Unsere )?(?:Vorlagen|Arbeitshilfen|"
    r"Materialien|Lösungen|"
    r"Musterlösungen)(?: zum (?:Nachnutzen|Mitnehmen|Download|Weiternutzen)| zur Nachnutzung)?)\s?:?"
)
_SHARED = re.compile(
    (
        r"Musterlösung|Marktplatz|Werkzeugkasten|geteilt|zur Verfügung|Konkrete Beispiele|nachnutz|"
        r"Nachnutzung|übernommen werden|vorgestellt|stellte|genutzt werden k|abrufbar|zum Download|weitergegeben"
    ),
    re.IGNORECASE,
)


def find_insights(texts: list[str], parts: list[Part]) -> tuple[InsightRecord, ...]:
    """Return the insights that the text itself calls so: lists under such a heading, and sentences that begin so."""
    found: list[str] = []
    listing = False
    for part in parts:
        if part.kind == "debris":
            continue
        tail = part.text.strip()
        if part.kind == "item" and listing:
            found.append(tail)
            continue
        last = re.split(r"(?<=[a-zäöü)])[.!?]\s+", tail)[-1]
        listing = _INSIGHT_HEAD.search(last) is not None and (tail.endswith(":") or part.kind == "heading")
    for text in texts:
        found += [
            re.sub(r"^(?:Fazit|Die wichtigste Erkenntnis[^:]*):\s*", "", sentence)
            for sentence in sentences(text)
            if _INSIGHT.search(sentence) and not sentence.rstrip().endswith(":") and len(sentence) < 420
        ]
    return tuple(InsightRecord(text) for text in dict.fromkeys(found))


def find_steps(texts: list[str], parts: list[Part], zone: str) -> tuple[ActionRecord, ...]:
    """Return next steps with whom and by when, as written."""
    found: dict[str, ActionRecord] = {}
    listing = False
    items = False
    for part in parts:
        if part.kind == "debris":
            continue
        if part.kind == "item" and listing:
            found.setdefault(part.text, _step(part.text, zone))
            items = True
            continue
        if listing and not items and part.kind == "text" and len(part.text) < 300:
            for sentence in sentences(part.text):
                found.setdefault(sentence, _step(sentence, zone))
        listing, items = _STEP_HEAD.match(part.text) is not None, False
    for text in texts:
        for sentence in sentences(text):
            if _STEP.search(sentence) and sentence not in found and len(sentence) < 420:
                found[sentence] = _step(sentence, zone)
    return tuple(found.values())


def _step(text: str, zone: str) -> ActionRecord:
    who = _charged(text)
    return ActionRecord(text, who[:300] if who else None, _due(text, zone))


def _charged(text: str) -> str | None:
    """Return who is to do something: in brackets, behind "zuständig", or before a colon."""
    match = _CHARGED.search(text)
    if match is not None:
        inside = match["in"]
        if inside is None:
            return match["after"].strip()
        if match[0].lower().startswith(("(verantw", "(zust", "(wer")) or not (
            _DUE.search(inside) or find_moments(inside)
        ):
            return inside.strip()
    before = _BEFORE.match(text)
    if before is None or any(word not in CONNECTORS for word in re.findall(r"(?<![\w-])[a-zäöüß]+", before["who"])):
        return None
    return before["who"].strip()


def _due(text: str, zone: str) -> When | None:
    """Return until when something is to be done: a day with its year as such, other words as written."""
    for moment in find_moments(text):
        until = _UNTIL.search(text[: moment.start])
        if until is None or moment.last is not None:
            continue
        written = f"{until[0].strip()} {moment.text}"[:200]
        when, _loose = to_when(replace(moment, times=None), moment.year, written, zone)
        return when
    due = _DUE.search(text)
    return When(None, None, Precision.OPEN, zone, due[0][:200]) if due is not None else None


def find_solutions(texts: list[str], parts: list[Part]) -> tuple[SolutionRecord, ...]:
    """Return Musterlösungen that the text names as shared or shown, with kind and owner."""
    found = {one.title: one for one in _listed_solutions(parts)}
    for text in texts:
        for sentence in sentences(text):
            if _SHARED.search(sentence) is None:
                continue
            for match in _SOLUTION.finditer(sentence):
                owner = (
                    re.sub(r"^\s*(?:der|des|von der|von|vom|aus der|aus)\s+", "", match["owner"] or "").strip(' „“"')
                    or None
                )
                owner = owner or _owner_before(sentence[: match.start("title")])
                if owner is None and not re.search(r"\b(?:für|zur(?!\sVerfügung)|zum)\b", match["title"]):
                    continue
                title = re.sub(r"\s+", " ", match["title"]).strip(' „“"')
                title = title[:1].upper() + title[1:]
                found.setdefault(title, _solution(title, match["kind"], owner))
    return tuple(found.values())


def _listed_solutions(parts: list[Part]) -> Iterator[SolutionRecord]:
    """Yield the points of a list below "Musterlösungen", "Vorlagen zum Nachnutzen"."""
    listing = False
    for part in parts:
        if part.kind == "debris":
            continue
        if part.kind != "item" or not listing:
            listing = _SOLUTION_HEAD.fullmatch(part.text.strip()) is not None
            continue
        match = _OWNED.fullmatch(part.text.strip(" ."))
        kind = _KIND.search(part.text)
        if match is None or kind is None:
            continue
        title = (match["title"] or match["whole"]).strip()
        told = re.search(rf"\s(?:der|des|vom|von der)\s(?P<owner>{_MUNICIPAL})$", title)
        owner = match["owner"] or (told["owner"] if told is not None else None)
        yield _solution(title, kind[0], owner)


def _solution(title: str, kind: str, owner: str | None) -> SolutionRecord:
    return SolutionRecord(title[:300], title[:300], {"kind": kind, "use": title[:300], "status": "eingereicht"}, owner)


def _owner_before(words: str) -> str | None:
    """Return the one municipality whose solution a sentence names: "Die Stadt X stellte ihre Vorlage für … vor"."""
    owners = {match[0] for match in re.finditer(_MUNICIPAL, words)}
    return owners.pop() if len(owners) == 1 else None
