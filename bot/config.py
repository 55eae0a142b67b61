"""Settings: one file ``netzbote.toml``, every value also as environment variable ``NETZBOTE_…``."""

from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from storage.deliveries import Policy
from storage.retention import Retention

Names = Annotated[tuple[str, ...], NoDecode]


class ConfigError(Exception):
    """The configuration can't be used; the message is a German sentence for the operator."""


class Settings(BaseSettings):
    """What an operator can set. Environment beats file, file beats default."""

    model_config = SettingsConfigDict(env_prefix="NETZBOTE_", extra="forbid", env_ignore_empty=True)

    homeserver: str = ""
    user: str = ""
    password: str = Field(default="", repr=False)
    password_file: Path | None = None
    recovery_key: str = Field(default="", repr=False)
    recovery_key_file: Path | None = None
    database_url: str = ""
    data_dir: Path = Path("netzbote-daten")
    invites_from: Names = ()
    network_rooms: Names = ()
    organiser_rooms: Names = ()
    http: str = ""
    timezone: str = "Europe/Berlin"
    land: str = "NW"
    grace: int = 600
    ca_file: Path | None = None
    display_name: str = "Netzbote"
    prefix: str = "!"
    rate_per_minute: int = 60
    file_limit: int = 20  # MB that a file may have which is handed in
    log_level: str = "INFO"
    controller: str = ""
    data_protection_officer: str = ""
    legal_basis: str = ""
    privacy_url: str = ""
    keep_registrations: int = Field(default=91, ge=1)  # days, like all that follow; see storage.retention
    keep_interest: int = Field(default=91, ge=1)
    keep_deliveries: int = Field(default=91, ge=1)
    keep_drafts: int = Field(default=365, ge=1)
    keep_audit: int = Field(default=365, ge=1)
    keep_reminders: int = Field(default=7, ge=1)
    keep_answers: int = Field(default=7, ge=1)
    feed_url: str = ""

    @field_validator("invites_from", "network_rooms", "organiser_rooms", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        """Read a comma-separated list."""
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("homeserver")
    @classmethod
    def _bare_address(cls, value: str) -> str:
        return value.rstrip("/")

    @field_validator("http")
    @classmethod
    def _host_and_port(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if value and not (host and port.isdigit() and int(port) < 65536):
            raise ValueError("Erwartet wird Rechner:Port. Beispiel: 127.0.0.1:8080")
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"Die Zeitzone „{value}“ ist nicht bekannt. Beispiel: Europe/Berlin") from error
        return value

    @model_validator(mode="after")
    def _secrets_from_files(self) -> "Settings":
        for name in ("password", "recovery_key"):
            file = getattr(self, f"{name}_file")
            if file is None or getattr(self, name):
                continue
            try:
                setattr(self, name, file.read_text(encoding="utf-8").strip())
            except OSError as error:
                raise ValueError(f"Die Datei für {name} lässt sich nicht lesen: {error.strerror}") from error
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # the signature is the library's
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # likewise
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Environment first, then the file."""
        return env_settings, init_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def policy(self) -> Policy:
        """How deliveries are planned."""
        return Policy(grace=timedelta(seconds=self.grace), land=self.land or None)

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

    def require_account(self) -> None:
        """Raise :class:`ConfigError` unless the bot could log in with these settings."""
        if not self.homeserver.startswith(("http://", "https://")):
            raise ConfigError("NETZBOTE_HOMESERVER fehlt. Beispiel: https://matrix.example.org")
        if not self.user.startswith("@") or not self.server_name:
            raise ConfigError("NETZBOTE_USER muss die volle Kennung sein. Beispiel: @netzbote:example.org")


def load_settings(path: Path | None = None) -> Settings:
    """Read the settings from ``path`` (TOML, may be absent) and the environment.

    Raises :class:`ConfigError` with a German sentence.
    """
    if path is not None and not path.exists():
        raise ConfigError(f"Die Konfigurationsdatei {path} gibt es nicht.")
    source = path or Path("netzbote.toml")

    class FileSettings(Settings):
        """The settings together with this one file."""

        model_config = SettingsConfigDict(toml_file=source)

    try:
        return FileSettings()
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"]) or "Konfiguration"
        raise ConfigError(f"Die Einstellung {name} ist nicht brauchbar: {first['msg']}") from error
    except ValueError as error:
        raise ConfigError(f"Die Konfigurationsdatei ist nicht lesbar: {error}") from error
