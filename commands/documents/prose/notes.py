"""Insights, next steps and Musterlösungen that a text names."""

import re

from commands.documents.prose.layout import Part
from commands.documents.prose.mentions import sentences
from commands.documents.prose.vocabulary import UPPER
from storage.records import ActionRecord, InsightRecord, SolutionRecord
from storage.when import Precision, When

_INSIGHT_HEAD = re.compile(
    (
        r"(?:\b(?:wichtig\w+|zentral\w+|wesentlich\w+)\s+)?\b(?:Erkenntnisse?n?|Ergebnisse?n?|Fazit|"
        r"Learnings?|Key Take-?aways?|Take-?aways?|Erfolgsfaktoren|Lessons Learned|Resümee|Kernaussagen?|"
        r"Quintessenz)\b[^.?!]{0,70}:?\s*$"
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
    r"kommenden) (?:Wochen|Monaten)|(?:vereinbart|verabredet|beschlossen) wurde)"
)
_DUE = re.compile(
    r"\b(?:in den (?:nächsten|kommenden) [^,.;]{4,40}|bis (?:zum |Ende |Mitte |Anfang )?[^,.;()]{3,40}|"
    r"in der (?:nächsten|kommenden) \w+)"
)
_WHO = re.compile(
    r"(?:\((?:verantwortlich|zuständig)?:?\s*(?P<in>[^()]{3,80})\)|(?:Verantwortlich|"
    r"Zuständig)(?:keit)?:\s*(?P<after>[^,.;]{3,80})|^(?P<before>[^:]{3,60}):\s)"
)
_SOLUTION_KINDS = (
    "Kooperationsvertrag|Mustervertrag|Vertragsmuster|Geschäftsordnung|Mustergeschäftsordnung|Satzung|"
    "Mustersatzung|Steckbrief|Leitfaden|Checkliste|Handreichung|Handbuch|"
    "Dienstanweisung|Dienstvereinbarung|Musterdienstvereinbarung|Leistungsverzeichnis|Ausschreibung|"
    "Musterausschreibung|Spickzettel|Werkzeugkasten|Toolbox|Vorlage|Muster\\w+|"
    "Rahmenvertrag|Zweckvereinbarung|Kooperationsvereinbarung|Richtlinie|Arbeitshilfe|Praxishilfe|"
    "Vertrag|Betriebskonzept|Datensatz|Methodenkoffer"
)
_SOLUTION = re.compile(
    rf"\b(?:ein|eine|einen|der|die|das|den|"
    rf"dem)\s+(?P<title>(?:[a-zäöü]+e[nrs]?\s+)?(?P<kind>{_SOLUTION_KINDS})\b(?P<rest>(?:\s+(?:für|zur|"
    rf"zum|zu|über)\s+[^.,;()]{{3,80}}?)?(?P<owner>\s+(?:der|des|von|vom|aus)\s+(?:der\s+)?[„\"]?(?:Stadt|"
    rf"Gemeinde|Landkreis(?:es)?|Kreis(?:es)?|Kommune|Samtgemeinde|Verbandsgemeinde|"
    rf"[{UPPER}\d][\w-]*)[^.,;()]{{0,60}}?)?))(?=\s+(?:oder|und|sowie|vor|geteilt|wurde|stellt|zeigt|ist|"
    rf"kann|bereit|als)\b|[.,;()]|$)"
)
_SHARED = re.compile(
    (
        r"Musterlösung|Marktplatz|Werkzeugkasten|geteilt|zur Verfügung|Konkrete Beispiele|nachnutz|"
        r"Nachnutzung|übernommen werden|vorgestellt|stellte"
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
    for part in parts:
        if part.kind == "debris":
            continue
        if part.kind == "item" and listing:
            found.setdefault(part.text, _step(part.text, zone))
            continue
        if listing and part.kind == "text" and len(part.text) < 300:
            for sentence in sentences(part.text):
                found.setdefault(sentence, _step(sentence, zone))
        listing = _STEP_HEAD.match(part.text) is not None
    for text in texts:
        for sentence in sentences(text):
            if _STEP.search(sentence) and sentence not in found and len(sentence) < 420:
                found[sentence] = _step(sentence, zone)
    return tuple(found.values())


def _step(text: str, zone: str) -> ActionRecord:
    due, who = _DUE.search(text), _WHO.search(text)
    responsible = (who["in"] or who["after"] or who["before"]) if who is not None else None
    when = When(None, None, Precision.OPEN, zone, due[0][:200]) if due is not None else None
    return ActionRecord(text, responsible[:300] if responsible else None, when)


def find_solutions(texts: list[str]) -> tuple[SolutionRecord, ...]:
    """Return Musterlösungen that the text names as shared or shown, with kind and owner."""
    found: dict[str, SolutionRecord] = {}
    for text in texts:
        for sentence in sentences(text):
            if _SHARED.search(sentence) is None:
                continue
            for match in _SOLUTION.finditer(sentence):
                owner = (
                    re.sub(r"^\s*(?:der|des|von der|von|vom|aus der|aus)\s+", "", match["owner"] or "").strip(' „“"')
                    or None
                )
                if owner is None and not re.search(r"\b(?:für|zur|zum)\b", match["title"]):
                    continue
                title = re.sub(r"\s+", " ", match["title"]).strip(' „“"')
                title = title[:1].upper() + title[1:]
                found.setdefault(
                    title,
                    SolutionRecord(
                        title[:300],
                        title[:300],
                        {"kind": match["kind"], "use": title[:300], "status": "eingereicht"},
                        owner,
                    ),
                )
    return tuple(found.values())
