"""The first start: settings, login, identity, recovery key; for ``netzbote init``."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from bot.config import Settings
from bot.session import write_private
from bot.sign_in import make_recovery_key

PASSWORD_FILE = "passwort"  # noqa: S105  # the name of a file
HEAD = "# Einstellungen von Netzbote. Weitere Namen: deploy/netzbote.example.toml. Umgebungsvariablen haben Vorrang.\n"


def as_toml(values: Mapping[str, str | tuple[str, ...]]) -> str:
    """Return settings as TOML; its basic strings are written as those of JSON."""
    lines = [
        f"{name} = {json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)}"
        for name, value in values.items()
        if value
    ]
    return HEAD + "\n".join(lines) + "\n"


def write_settings(path: Path, settings: Settings, *, keep_password: bool) -> None:
    """Write a configuration file that is not there yet.

    ``keep_password``: the password goes into a file of its own (0600), named in the configuration; it is not needed
    where the environment gives it, and not done where it lies in a file already.
    """
    kept = settings.password_file
    if keep_password and kept is None and settings.password:
        kept = settings.data_dir.absolute() / PASSWORD_FILE
        write_private(kept, settings.password.encode())
    values: dict[str, str | tuple[str, ...]] = {
        "homeserver": settings.homeserver,
        "user": settings.user,
        "password_file": str(kept) if kept else "",
        "data_dir": str(settings.data_dir.absolute()),
        "database_url": settings.database_url,
        "network_rooms": settings.network_rooms,
        "organiser_rooms": settings.organiser_rooms,
        "timezone": settings.timezone,
        "land": settings.land,
        "ca_file": str(settings.ca_file) if settings.ca_file else "",
        "controller": settings.controller,
        "data_protection_officer": settings.data_protection_officer,
        "legal_basis": settings.legal_basis,
        "privacy_url": settings.privacy_url,
    }
    write_private(path.absolute(), as_toml(values).encode())


async def first_start(settings: Settings) -> str | None:
    """Log in, make the identity, and return the recovery key; ``None`` where there is one already."""
    return await make_recovery_key(settings)


def with_answers(settings: Settings, *, homeserver: str, user: str, password: str) -> Settings:
    """Return the settings with what the operator answered."""
    return replace(settings, homeserver=homeserver.strip().rstrip("/"), user=user.strip(), password=password)
