"""Settings: one file ``netzbote.toml``, every value also as environment variable ``NETZBOTE_…``.

Read by hand: pydantic-settings would stay in the memory of the running bot with 10 of its 90 MiB, and take a tenth
of its start, for two dozen values.
"""

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, get_type_hints
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from storage.deliveries import Policy
from storage.retention import Retention

PREFIX = "NETZBOTE_"


class ConfigError(Exception):
    """The configuration can't be used; the message is a German sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator can set. Environment beats file, file beats default."""

    homeserver: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    password_file: Path | None = None
    access_token: str = field(default="", repr=False)  # where the server gives no sessions for passwords (MAS)
    access_token_file: Path | None = None
    recovery_key: str = field(default="", repr=False)
    recovery_key_file: Path | None = None
    database_url: str = ""
    data_dir: Path = Path("netzbote-daten")
    invites_from: tuple[str, ...] = ()
    network_rooms: tuple[str, ...] = ()
    organiser_rooms: tuple[str, ...] = ()
    http: str = ""
    timezone: str = "Europe/Berlin"
    land: str = "NW"
    grace: int = 600  # seconds
    pin_days: int = 14
    ca_file: Path | None = None
    display_name: str = "Netzbote"
    prefix: str = "!"
    rate_per_minute: int = 60  # commands of one person that are answered at once
    room_rate_per_minute: int = 0  # and of one room; 0: four times as many
    file_limit: int = 20  # MB that a file may have which is handed in
    clamd: str = ""  # host:port or path of the socket of a virus scanner
    log_level: str = "INFO"
    controller: str = ""
    data_protection_officer: str = ""
    legal_basis: str = ""
    privacy_url: str = ""
    keep_registrations: int = 91  # days, like all that follow; see storage.retention
    keep_interest: int = 91
    keep_deliveries: int = 91
    keep_drafts: int = 365
    keep_audit: int = 365
    keep_reminders: int = 7
    keep_answers: int = 7
    feed_url: str = ""  # how the world outside reaches NETZBOTE_HTTP, for the calendar feed

    @property
    def policy(self) -> Policy:
        """How deliveries are planned."""
        return Policy(timedelta(seconds=self.grace), self.land or None, timedelta(days=self.pin_days))

    @property
    def room_rate(self) -> int:
        """How many commands in a room are answered at once in a minute."""
        return self.room_rate_per_minute or 4 * self.rate_per_minute

    @property
    def retention(self) -> Retention:
        """How long what is kept."""
        return Retention(**{one.name: timedelta(days=getattr(self, f"keep_{one.name}")) for one in fields(Retention)})

    @property
    def zone(self) -> ZoneInfo:
        """The network's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def server_name(self) -> str:
        """Return the part of the bot's id after the first colon."""
        return self.user.partition(":")[2]

    @property
    def store_url(self) -> str:
        """The database; SQLite in the data folder unless set."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / 'netzbote.sqlite3'}"

    @property
    def is_new(self) -> bool:
        """Whether there is no SQLite store yet where one belongs; another database is never called new."""
        return not self.database_url and not (self.data_dir / "netzbote.sqlite3").exists()

    def require_account(self) -> None:
        """Raise :class:`ConfigError` unless the bot could log in with these settings."""
        if not self.homeserver.startswith(("http://", "https://")):
            raise ConfigError("NETZBOTE_HOMESERVER fehlt. Beispiel: https://matrix.example.org")
        if not self.user.startswith("@") or not self.server_name:
            raise ConfigError("NETZBOTE_USER muss die volle Kennung sein. Beispiel: @netzbote:example.org")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("Erwartet wird ein Text in Anführungszeichen.")  # noqa: TRY004  # told as any other value that does not fit
    return value


def _number(value: Any) -> int:
    text = "" if isinstance(value, bool) else str(value)
    try:
        return int(text)
    except ValueError:
        raise ValueError("Erwartet wird eine ganze Zahl.") from None


def _names(value: Any) -> tuple[str, ...]:
    """Read a list, or a text with commas."""
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        raise ValueError("Erwartet wird eine Liste von Texten oder ein Text mit Kommas.")
    return tuple(part.strip() for part in parts if part.strip())


def _path(value: Any) -> Path:
    return Path(_text(value))


_READ: dict[Any, Callable[[Any], Any]] = {
    str: _text,
    int: _number,
    Path: _path,
    Path | None: _path,
    tuple[str, ...]: _names,
}


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"Die Zeitzone „{name}“ ist nicht bekannt. Beispiel: Europe/Berlin") from error
    return name


def _scanner(address: str) -> str:
    if address and "/" not in address and not address.rpartition(":")[2].isdecimal():
        raise ValueError("Beispiel: 127.0.0.1:3310 oder /run/clamav/clamd.ctl")
    return address


def _host_and_port(value: str) -> str:
    host, _, port = value.rpartition(":")
    if value and not (host and port.isdigit() and int(port) < 65536):
        raise ValueError("Erwartet wird Rechner:Port. Beispiel: 127.0.0.1:8080")
    return value


def _rate(value: int) -> int:
    if value < 1:
        raise ValueError("Erwartet wird eine Zahl von Befehlen je Minute ab 1.")
    return value


def _room_rate(value: int) -> int:
    return value and _rate(value)


def _days(value: int, least: int = 1) -> int:
    if value < least:
        raise ValueError(f"Erwartet wird eine Zahl von Tagen ab {least}.")
    return value


_CHECK: dict[str, Callable[[Any], Any]] = {
    "homeserver": lambda value: value.rstrip("/"),
    "timezone": _zone,
    "clamd": _scanner,
    "http": _host_and_port,
    "rate_per_minute": _rate,
    "room_rate_per_minute": _room_rate,
    "pin_days": partial(_days, least=0),
    **{f"keep_{one.name}": _days for one in fields(Retention)},
}


def _unusable(name: str, why: str) -> ConfigError:
    return ConfigError(f"Die Einstellung {name} ist nicht brauchbar: {why}")


def _from_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return what is set there; empty values count as not set, capital and small letters are the same."""
    given = {name.upper(): value for name, value in environment.items()}
    found = {one.name: given.get(PREFIX + one.name.upper()) for one in fields(Settings)}
    return {name: value for name, value in found.items() if value}


def _from_file(path: Path) -> dict[str, Any]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"Die Konfigurationsdatei ist nicht lesbar: {error}") from error
    unknown = sorted(data.keys() - {one.name for one in fields(Settings)})
    if unknown:
        raise _unusable(unknown[0], "Eine Einstellung mit diesem Namen gibt es nicht.")
    return data


def read_settings(given: Mapping[str, Any]) -> Settings:
    """Check values by name and fill in those that lie in files of their own. Raises :class:`ConfigError`."""
    values: dict[str, Any] = {}
    types = get_type_hints(Settings)
    for name, value in given.items():
        try:
            values[name] = _CHECK.get(name, lambda read: read)(_READ[types[name]](value))
        except ValueError as error:
            raise _unusable(name, str(error)) from error
    for name in ("password", "access_token", "recovery_key"):
        file = values.get(f"{name}_file")
        if file is None or values.get(name):
            continue
        try:
            values[name] = file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            why = getattr(error, "strerror", None) or "kein Text in UTF-8"
            raise _unusable(f"{name}_file", f"Die Datei lässt sich nicht lesen: {why}") from error
    return Settings(**values)


def load_settings(path: Path | None = None) -> Settings:
    """Read the settings from ``path`` (TOML, may be absent) and the environment.

    Raises :class:`ConfigError` with a German sentence.
    """
    if path is not None and not path.exists():
        raise ConfigError(f"Die Konfigurationsdatei {path} gibt es nicht.")
    source = path or Path("netzbote.toml")
    return read_settings((_from_file(source) if source.exists() else {}) | _from_environment(os.environ))
