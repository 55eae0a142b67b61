"""``netzbote backup``, ``netzbote restore`` and ``netzbote db status``."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from bot.backup import HEAD, BackupError, Manifest, back_up, restore
from bot.cli import ConfigOption, app, settings_of, stop
from bot.config import Settings
from bot.data_cli import database
from storage.store import Store

T = TypeVar("T")
STATES = {
    "empty": "Die Datenbank ist leer. Ein Anfang: netzbote import --example",
    "older": "Die Datenbank ist älter als dieses Programm. Bitte „netzbote db upgrade“ ausführen.",
    "current": "Die Datenbank ist auf dem Stand dieses Programms.",
    "newer": "Die Datenbank ist neuer als dieses Programm. Bitte Netzbote aktualisieren.",
}


def _with_store(settings: Settings, work: Callable[[Store], Awaitable[T]]) -> T:
    async def run() -> T:
        store = Store(settings.store_url, data_dir=settings.data_dir, zone=settings.timezone, policy=settings.policy)
        try:
            return await work(store)
        finally:
            await store.close()

    try:
        return asyncio.run(run())
    except BackupError as error:
        raise stop(str(error)) from error


@app.command("backup")
def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="Datei der Sicherung, zum Beispiel netzbote-2026-11-23.tar.gz")],
    config: ConfigOption = None,
) -> None:
    """Datenbank, Dateien und Identität in eine Datei sichern. Der Bot darf dabei laufen."""
    settings = settings_of(context, config)
    if settings.is_new:
        raise stop("Es ist noch nichts gespeichert.")
    now = datetime.now(settings.zone).isoformat(timespec="seconds")
    _with_store(settings, lambda store: back_up(store, file, now))
    typer.echo(f"Gesichert: {file}, {file.stat().st_size / 2**20:.1f} MB. Lesbar nur für Sie; enthält Schlüssel.")


@app.command("restore")
def restore_backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="Datei der Sicherung")],
    config: ConfigOption = None,
) -> None:
    """Eine Sicherung in einen leeren Datenordner zurückspielen."""
    settings = settings_of(context, config)
    manifest: Manifest = _with_store(settings, lambda store: restore(store, file))
    typer.echo(f"Zurückgespielt: Stand vom {manifest.made_at}. Der Bot meldet sich beim Start als neues Gerät an.")
    if manifest.schema != HEAD:
        typer.echo("Die Datenbank ist älter als dieses Programm. Bitte „netzbote db upgrade“ ausführen.")


@database.command("status")
def status(context: typer.Context, config: ConfigOption = None) -> None:
    """Sagen, ob die Datenbank zu diesem Programm passt."""
    settings = settings_of(context, config)
    if settings.is_new:
        typer.echo(STATES["empty"])
        return

    async def state(store: Store) -> tuple[str, str | None]:
        return await store.schema_state(), await store.revision()

    found, revision = _with_store(settings, state)
    typer.echo(f"{STATES[found]} Fassung des Schemas: {revision or 'keine'}, des Programms: {HEAD}.")
    if found in {"older", "newer"}:
        raise typer.Exit(1)
