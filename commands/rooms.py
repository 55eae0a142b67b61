"""A room's settings: its role, when it is reminded, its rest, its prefix."""

import re
from dataclasses import replace
from datetime import time
from typing import Any

from commands.arguments import Words
from commands.declare import GENERAL, command
from commands.errors import NotAllowedError, NotUnderstoodError
from commands.offsets import offset_of, offset_words
from commands.port import Context, Place, Reply, Role
from commands.rights import what_is_missing
from commands.words import fold, quote
from storage.chat import RoomRecord
from storage.network import Network
from storage.planning import DEFAULT_OFFSETS

LANDS = {
    "BW": "Baden-Württemberg",
    "BY": "Bayern",
    "BE": "Berlin",
    "BB": "Brandenburg",
    "HB": "Bremen",
    "HH": "Hamburg",
    "HE": "Hessen",
    "MV": "Mecklenburg-Vorpommern",
    "NI": "Niedersachsen",
    "NW": "Nordrhein-Westfalen",
    "RP": "Rheinland-Pfalz",
    "SL": "Saarland",
    "SN": "Sachsen",
    "ST": "Sachsen-Anhalt",
    "SH": "Schleswig-Holstein",
    "TH": "Thüringen",
}
ROLES = {
    "netzwerk": "netzwerk",
    "mitglieder": "netzwerk",
    "orga": "orga",
    "organisation": "orga",
    "organisationsteam": "orga",
    "keine": None,
    "ohne": None,
    "aus": None,
}
MOST_OFFSETS = 10
LONGEST_PREFIX = 3
ALL = "raum rolle netzwerk"
_SPAN = re.compile(
    r"(?:von\s+)?(\d{1,2})(?:[.:](\d{2}))?\s*(?:uhr)?\s*(?:-|–|bis)\s*(\d{1,2})(?:[.:](\d{2}))?\s*(?:uhr)?",
    re.IGNORECASE,
)
OFF = frozenset({"aus", "keine", "keiner", "ohne", "nie", "nein"})


@command(
    "raum",
    "room",
    "einstellungen",
    args=[Words("Einstellung und Wert")],
    help="Einstellungen dieses Raums: Rolle, Erinnerungen, Übersicht, Ruhe, Land, Präfix; allein: was gilt",
    examples=["raum", ALL, "raum erinnerungen 7 Tage, 1 Tag, 1 Stunde", "raum ruhe 20-7 Uhr", "raum übersicht aus"],
    topic=GENERAL,
    changes=True,
    everywhere=True,
)
async def room(net: Network, context: Context, words: str) -> Reply:
    """Show or change what is set for the room in which it is typed."""
    if context.place is Place.DIRECT:
        raise what_is_missing(context) or NotAllowedError("In einem Direktchat gibt es nichts einzustellen.")
    may_change = context.role is Role.ORGANISER or (context.is_room_admin and context.place is not Place.UNSET)
    if not may_change:
        missing = what_is_missing(context)
        if missing is not None:
            raise missing
    record = await net.rooms.get(context.room) or RoomRecord(context.room)
    changed = ""
    if words:
        if not may_change:
            raise NotAllowedError(
                "Die Einstellungen kann nur ändern, wer diesen Raum verwaltet oder zum Organisationsteam gehört."
            )
        name, _, value = words.partition(" ")
        record, changed = _changed(record, context, fold(name.strip(":=")), value.strip(" :="))
        await net.rooms.save(record)
        net.deliveries.changed = True
    return Reply("raum", _shown(record, context) | {"geaendert": changed})


def _shown(record: RoomRecord, context: Context) -> dict[str, Any]:
    settings = record.settings
    rest = settings.get("ruhe")
    return {
        "rolle": record.role or (context.place.value if context.place is not Place.UNSET else ""),
        "erinnerungen": [offset_words(one) for one in settings.get("erinnerungen", DEFAULT_OFFSETS)],
        "uebersicht": settings.get("uebersicht", True),
        "ruhe": rest,
        "vieraugen": settings.get("vieraugen", False),
        "land": LANDS.get(record.land or "", ""),
        "zeichen": record.prefix or context.prefix,
        "konfiguriert": bool(settings.get("konfiguriert")),
    }


def _changed(record: RoomRecord, context: Context, name: str, value: str) -> tuple[RoomRecord, str]:
    settings = dict(record.settings)
    match name:
        case "rolle" | "role":
            return _with_role(record, settings, context, fold(value))
        case "erinnerungen" | "erinnerung" | "erinnern" | "reminders":
            settings["erinnerungen"] = [] if fold(value) in OFF else _offsets(value)
            return _planned_anew(record, settings), "Erinnerungen"
        case "uebersicht" | "wochenuebersicht" | "digest":
            settings["uebersicht"] = _on_or_off(value, "raum übersicht aus")
            return replace(record, settings=settings), "Wochenübersicht"
        case "vieraugen" | "vier-augen" | "vieraugenprinzip":
            if context.role is not Role.ORGANISER:
                raise NotAllowedError("Das Vier-Augen-Prinzip kann nur das Organisationsteam ein- und ausschalten.")
            settings["vieraugen"] = _on_or_off(value, "raum vieraugen an")
            return replace(record, settings=settings), "Vier-Augen-Prinzip"
        case "ruhe" | "ruhezeit" | "ruhezeiten" | "quiet":
            settings["ruhe"] = None if fold(value) in OFF else _rest(value)
            return _planned_anew(record, settings), "Ruhezeit"
        case "land" | "bundesland":
            return _planned_anew(replace(record, land=_land(value)), settings), "Land"
        case "prefix" | "praefix" | "zeichen":
            return replace(record, prefix=_prefix(value)), "Präfix"
    raise NotUnderstoodError(
        f"Eine Einstellung „{quote(name, 30)}“ gibt es nicht. "
        "Möglich sind: rolle, erinnerungen, übersicht, ruhe, vieraugen, land, präfix.",
        "raum erinnerungen 7 Tage, 1 Tag, 1 Stunde",
    )


def _planned_anew(record: RoomRecord, settings: dict[str, Any]) -> RoomRecord:
    """Mark that the deliveries of this room must be planned again; the clock does it soon."""
    return replace(record, settings={**settings, "planen": True})


def _with_role(record: RoomRecord, settings: dict[str, Any], context: Context, value: str) -> tuple[RoomRecord, str]:
    if context.role is not Role.ORGANISER:
        raise NotAllowedError("Die Rolle eines Raums kann nur das Organisationsteam festlegen.")
    if value not in ROLES:
        raise NotUnderstoodError(
            f"Eine Rolle „{quote(value, 30)}“ gibt es nicht. Möglich sind: netzwerk, orga, keine.", ALL
        )
    if settings.get("konfiguriert"):
        raise NotAllowedError("Die Rolle dieses Raums steht in der Konfiguration des Bots und geht vor.")
    role = ROLES[value]
    if role != record.role:
        settings["seit"] = context.now.isoformat()
    return _planned_anew(replace(record, role=role), settings), "Rolle"


def _offsets(value: str) -> list[str]:
    example = "raum erinnerungen 7 Tage, 1 Tag, 1 Stunde"
    parts = [part for part in re.split(r"[,;]|\bund\b", value) if part.strip()]
    if not parts:
        raise NotUnderstoodError("Bitte nennen Sie, wie lange vorher erinnert wird.", example)
    if len(parts) > MOST_OFFSETS:
        raise NotUnderstoodError(f"Höchstens {MOST_OFFSETS} Erinnerungen sind möglich.", example)
    return list(dict.fromkeys(str(offset_of(part, example)) for part in parts))


def _on_or_off(value: str, example: str) -> bool:
    word = fold(value)
    if word in OFF:
        return False
    if word in {"an", "ein", "ja", "immer", "on"}:
        return True
    raise NotUnderstoodError("Bitte schreiben Sie „an“ oder „aus“.", example)


def _rest(value: str) -> list[str]:
    example = "raum ruhe 20-7 Uhr"
    match = _SPAN.fullmatch(value.strip())
    if match is None:
        raise NotUnderstoodError(f"„{quote(value, 40)}“ kann ich nicht als Ruhezeit lesen.", example)
    try:
        begin, end = (
            time(int(match[hour]) % 24 if int(match[hour]) <= 24 else 99, int(match[minute] or 0))
            for hour, minute in ((1, 2), (3, 4))
        )
    except ValueError as error:
        raise NotUnderstoodError("Diese Uhrzeit gibt es nicht.", example) from error
    if begin == end:
        raise NotUnderstoodError("Beginn und Ende der Ruhezeit sind gleich.", example)
    return [f"{begin:%H:%M}", f"{end:%H:%M}"]


def _land(value: str) -> str:
    wanted = fold(value)
    for code, name in LANDS.items():
        if wanted in {code.lower(), fold(name)}:
            return code
    raise NotUnderstoodError(f"Das Land „{quote(value, 40)}“ kenne ich nicht.", "raum land Nordrhein-Westfalen")


def _prefix(value: str) -> str:
    if not value or len(value) > LONGEST_PREFIX or any(sign.isalnum() or sign.isspace() for sign in value):
        raise NotUnderstoodError(
            f"Ein Präfix besteht aus 1 bis {LONGEST_PREFIX} Zeichen, ohne Buchstaben und Ziffern.", "raum präfix !"
        )
    return value
