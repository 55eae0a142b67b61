"""Invented events that lie ahead, at times relative to the start of the demo; all are marked as examples."""

from datetime import datetime, timedelta
from typing import Any

import yaml


def _at(moment: datetime, hours: int) -> str:
    return f"{moment:%Y-%m-%dT%H:%M}/{moment + timedelta(hours=hours):%H:%M}"


def _next_weekday(now: datetime, weekday: int, hour: int, weeks: int) -> datetime:
    day = now + timedelta(days=(weekday - now.weekday()) % 7 + 7 * weeks)
    return day.replace(hour=hour, minute=0)


def future_events(now: datetime) -> str:
    """Return YAML with a few events; one begins within minutes. ``now`` is aware, in the network's zone."""
    soon = now + timedelta(minutes=7)
    ends_today = (soon + timedelta(hours=1)).date() == soon.date()
    soon_text = _at(soon, 1) if ends_today else f"{soon:%Y-%m-%dT%H:%M}"
    month = (now.replace(day=1) + timedelta(days=63)).replace(day=1)
    events: list[dict[str, Any]] = [
        {
            "kennung": "demo-sprechstunde",
            "titel": "Offene Sprechstunde: Fragen zur Plattform",
            "art": "Sprechstunde",
            "format": "online",
            "wann": soon_text,
            "themen": ["Austausch", "Plattform"],
            "beschreibung": "Kurze Runde für alle, die eine Frage zum Netzwerk oder zu diesem Raum haben.",
        },
        {
            "kennung": "demo-datenwerkstatt",
            "titel": "Datenwerkstatt: Offene Daten aus dem Rathaus",
            "art": "Workshop",
            "format": "vor Ort",
            "wann": _at(_next_weekday(now, 1, 9, 1), 3),
            "wo": "Kreishaus, Sitzungsraum 2",
            "themen": ["Open Data", "Datenmanagement"],
            "plaetze": 25,
            "beschreibung": "Welche Datensätze sich eignen und wie sie beschrieben und veröffentlicht werden.",
            "programm": [
                {"kuerzel": "1", "art": "Impuls", "titel": "Drei Datensätze für den Anfang"},
                {"kuerzel": "2", "art": "Werkstatt", "titel": "Eigene Daten beschreiben und veröffentlichen"},
            ],
        },
        {
            "kennung": "demo-ki-online",
            "titel": "KI in der Verwaltung: Dienstanweisung gemeinsam schreiben",
            "art": "Webinar",
            "format": "online",
            "wann": _at(_next_weekday(now, 3, 14, 2), 2),
            "themen": ["künstliche Intelligenz", "Dienstanweisung"],
            "beschreibung": "Am Ende liegt ein Entwurf vor, den jede Kommune anpassen kann.",
        },
        {
            "kennung": "demo-netzwerktreffen",
            "titel": "Netzwerktreffen interkommunale Zusammenarbeit",
            "art": "Klassentreffen",
            "format": "hybrid",
            "wann": f"{month:%Y-%m}",
            "themen": ["interkommunale Zusammenarbeit", "Austausch"],
            "beschreibung": "Der genaue Tag wird noch abgestimmt.",
        },
    ]
    for event in events:
        event["beispiel"] = True
    text: str = yaml.safe_dump({"veranstaltungen": events}, allow_unicode=True, sort_keys=False)
    return text
