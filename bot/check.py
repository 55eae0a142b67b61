"""Whether everything is as it should be, in plain German; for ``netzbote check``. Works beside a running bot."""

import shutil
import stat
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum

import aiohttp
from sqlalchemy.exc import SQLAlchemyError

from bot.config import ConfigError, Settings
from bot.matrix import LoggedOutError, MatrixError, connection
from bot.trust import NotSignedInError, TrustReport, plain_access, trust_report
from storage.chat import RoomRecord
from storage.store import Store

LITTLE_SPACE = 500 * 2**20  # bytes
NO_SPACE = 50 * 2**20
SKEW_WARNS, SKEW_FAILS = 30.0, 300.0  # seconds between the clocks
ANSWERS_WITHIN = 15.0  # seconds
ROOM_SETTINGS = {"netzwerk": "NETZBOTE_NETWORK_ROOMS", "orga": "NETZBOTE_ORGANISER_ROOMS"}


class Level(StrEnum):
    """How bad a finding is."""

    GOOD = "In Ordnung"
    WARNING = "Warnung"
    FAULT = "Fehler"


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence, with what to do where something is wrong."""

    level: Level
    sentence: str

    def __str__(self) -> str:
        return f"{self.level.value}: {self.sentence}"


async def check(settings: Settings, now: datetime) -> AsyncIterator[Finding]:
    """Look at everything, one thing after the other; what can't be looked at is a finding, too."""
    for finding in (*account(settings), *privacy(settings), *folder(settings)):
        yield finding
    rooms: list[RoomRecord] | None = None
    async for finding, found in database(settings):
        rooms = found if found is not None else rooms
        yield finding
    if not settings.homeserver:
        return
    reached = False
    async for finding in server(settings, now):
        reached = finding.level is not Level.FAULT or reached
        yield finding
    if reached:
        async for finding in matrix(settings, rooms or []):
            yield finding


def account(settings: Settings) -> list[Finding]:
    """Look at the settings of the account."""
    try:
        settings.require_account()
    except ConfigError as error:
        return [Finding(Level.FAULT, str(error))]
    found = [Finding(Level.GOOD, f"Konto {settings.user} auf {settings.homeserver}.")]
    if settings.homeserver.startswith("http://"):
        found.append(
            Finding(Level.WARNING, "Die Verbindung zum Server ist unverschlüsselt. Besser ist eine Adresse mit https.")
        )
    if not settings.password:
        found.append(
            Finding(
                Level.WARNING,
                "Ein Passwort ist nicht eingestellt. Endet die Anmeldung, kann sich der Bot nicht neu anmelden.",
            )
        )
    return found


def privacy(settings: Settings) -> list[Finding]:
    """Look at what the command datenschutz says."""
    names = {
        "NETZBOTE_CONTROLLER": settings.controller,
        "NETZBOTE_DATA_PROTECTION_OFFICER": settings.data_protection_officer,
        "NETZBOTE_LEGAL_BASIS": settings.legal_basis,
        "NETZBOTE_PRIVACY_URL": settings.privacy_url,
    }
    missing = [name for name, value in names.items() if not value]
    if missing:
        return [Finding(Level.WARNING, f"Für den Befehl datenschutz fehlen Angaben: {', '.join(missing)}.")]
    return [Finding(Level.GOOD, "Die Angaben zum Datenschutz sind vollständig.")]


def folder(settings: Settings) -> list[Finding]:
    """Look at the data folder: who can read it, and how much room there is."""
    path = settings.data_dir
    if not path.is_dir():
        return [Finding(Level.WARNING, f"Den Datenordner {path} gibt es noch nicht. „netzbote init“ legt ihn an.")]
    found = []
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        found.append(Finding(Level.WARNING, f"Den Datenordner {path} können andere lesen. Abhilfe: chmod 700 {path}"))
    free = shutil.disk_usage(path).free
    size = f"{free / 2**20:.0f} MB"
    if free < NO_SPACE:
        found.append(Finding(Level.FAULT, f"Im Datenordner sind nur noch {size} frei."))
    elif free < LITTLE_SPACE:
        found.append(Finding(Level.WARNING, f"Im Datenordner sind nur noch {size} frei."))
    else:
        found.append(Finding(Level.GOOD, f"Der Datenordner {path} ist da, frei sind {size}."))
    return found


async def database(settings: Settings) -> AsyncIterator[tuple[Finding, list[RoomRecord] | None]]:
    """Look at the database, and read the rooms from it."""
    if settings.is_new:
        yield Finding(Level.WARNING, "Es ist noch nichts gespeichert. Ein Anfang: netzbote import --example"), None
        return
    store = Store(settings.store_url, data_dir=settings.data_dir, zone=settings.timezone, policy=settings.policy)
    try:
        state = await store.schema_state()
        if state == "current":
            async with store.reading() as net:
                rooms = await net.rooms.all()
            yield Finding(Level.GOOD, "Die Datenbank antwortet und passt zu diesem Programm."), rooms
        elif state == "older":
            yield Finding(Level.FAULT, "Die Datenbank ist älter als dieses Programm: netzbote db upgrade"), None
        elif state == "newer":
            yield Finding(Level.FAULT, "Die Datenbank ist neuer als dieses Programm. Netzbote aktualisieren."), None
        else:
            yield Finding(Level.WARNING, "Die Datenbank ist leer. Ein Anfang: netzbote import --example"), None
    except (SQLAlchemyError, OSError) as error:
        yield Finding(Level.FAULT, f"Die Datenbank ist nicht erreichbar ({type(error).__name__})."), None
    finally:
        await store.close()


async def server(settings: Settings, now: datetime) -> AsyncIterator[Finding]:
    """Look whether the server answers, and compare the clocks by its ``Date`` (RFC 9110 section 6.6.1)."""
    try:
        timeout = aiohttp.ClientTimeout(total=ANSWERS_WITHIN)
        way = connection(settings)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(
                f"{settings.homeserver}/_matrix/client/versions",
                ssl=way["ssl"] if way["ssl"] is not None else True,
                proxy=way["proxy"],
            ) as response,
        ):
            status, date = response.status, response.headers.get("Date", "")
            if status == 200:
                await response.json()
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
        yield Finding(Level.FAULT, f"Der Matrix-Server ist nicht erreichbar ({type(error).__name__}).")
        return
    if status != 200:
        yield Finding(Level.FAULT, f"Unter {settings.homeserver} antwortet kein Matrix-Server (Status {status}).")
        return
    yield Finding(Level.GOOD, "Der Matrix-Server antwortet.")
    finding = skew(date, now)
    if finding is not None:
        yield finding


def skew(date: str, now: datetime) -> Finding | None:
    """Compare the server's clock with this one; ``None`` where it does not tell."""
    try:
        there = parsedate_to_datetime(date)
    except ValueError:
        return None
    seconds = (now - (there if there.tzinfo else there.replace(tzinfo=UTC))).total_seconds()
    if abs(seconds) < SKEW_WARNS:
        return Finding(Level.GOOD, "Die Uhr geht wie die des Servers.")
    level = Level.FAULT if abs(seconds) >= SKEW_FAILS else Level.WARNING
    return Finding(
        level,
        f"Die Uhr geht {abs(seconds):.0f} Sekunden {'vor' if seconds > 0 else 'nach'}, verglichen mit dem Server. "
        "Erinnerungen kämen zur falschen Zeit.",
    )


async def matrix(settings: Settings, rooms: list[RoomRecord]) -> AsyncIterator[Finding]:
    """Look at the login, at who trusts the bot, and at its rooms."""
    try:
        async with plain_access(settings) as access:
            joined = await access.joined_rooms()
        yield Finding(Level.GOOD, "Die Anmeldung des Bots gilt.")
        for finding in trust(await trust_report(settings)):
            yield finding
    except NotSignedInError:
        yield Finding(Level.WARNING, "Der Bot hat sich mit diesem Datenordner noch nie angemeldet: netzbote init")
        return
    except LoggedOutError:
        yield Finding(Level.FAULT, "Der Server kennt die Anmeldung des Bots nicht mehr. Bitte den Bot neu starten.")
        return
    except MatrixError as error:
        yield Finding(Level.FAULT, f"Der Server hat eine Frage nicht beantwortet: {error}")
        return
    for finding in of_rooms(settings, rooms, joined):
        yield finding


def trust(report: TrustReport) -> list[Finding]:
    """Say by whose eyes the bot is trusted."""
    if not report.device_known:
        return [Finding(Level.FAULT, f"Der Server kennt das Gerät {report.device_id} nicht. Den Bot neu starten.")]
    if report.master_key is None:
        return [
            Finding(
                Level.FAULT,
                "Der Bot hat keine Identität. In verschlüsselten Räumen wird er nicht gehört. Den Bot neu starten.",
            )
        ]
    if not report.is_trusted:
        return [
            Finding(
                Level.FAULT,
                f"Das Gerät {report.device_id} ist nicht mit der Identität des Bots unterschrieben. "
                "In verschlüsselten Räumen wird er nicht gehört. "
                "Abhilfe: NETZBOTE_RECOVERY_KEY setzen und den Bot neu starten.",
            )
        ]
    many = "hat ihn eine Person" if report.verified_by == 1 else f"haben ihn {report.verified_by} Personen"
    eyes = (
        f"Verglichen {many}."
        if report.verified_by
        else "Durch Vergleich bestätigt hat ihn noch niemand; das ist nur nötig, wenn Ihr Haus es verlangt."
    )
    found = [
        Finding(Level.GOOD, f"Das Gerät {report.device_id} ist von der Identität des Bots unterschrieben. {eyes}")
    ]
    if not report.identity_here:
        found.append(Finding(Level.WARNING, "Die Schlüssel dieser Identität fehlen im Datenordner."))
    if not report.secret_storage:
        found.append(
            Finding(Level.WARNING, "Einen Wiederherstellungsschlüssel gibt es nicht: netzbote identity recovery-key")
        )
    if report.unsigned_devices:
        names = ", ".join(report.unsigned_devices)
        found.append(Finding(Level.WARNING, f"Das Konto hat weitere Geräte, für die niemand bürgt: {names}"))
    return found


def of_rooms(settings: Settings, rooms: list[RoomRecord], joined: frozenset[str]) -> list[Finding]:
    """Look at the rooms: in which the bot is, and which role they have."""
    named = {"netzwerk": settings.network_rooms, "orga": settings.organiser_rooms}
    found = []
    for role, words in (("netzwerk", "Räume des Netzwerks"), ("orga", "Räume des Organisationsteams")):
        here = [one.room_id for one in rooms if one.role == role and one.room_id in joined]
        away = [room for room in named[role] if room.startswith("!") and room not in joined]
        if away:
            found.append(
                Finding(Level.WARNING, f"In diese Räume muss der Bot noch eingeladen werden: {', '.join(away)}")
            )
        if here:
            found.append(Finding(Level.GOOD, f"{words}: {len(here)}."))
        elif not named[role]:
            found.append(
                Finding(
                    Level.WARNING, f"{words}: keine. Einzustellen mit {ROOM_SETTINGS[role]} oder im Raum mit !raum."
                )
            )
        elif not away:
            found.append(Finding(Level.WARNING, f"{words}: noch keine. Läuft der Bot, und ist er eingeladen?"))
    return found
