"""``netzbote check`` and ``netzbote init``."""

import asyncio
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import ConfigOption, app, settings_of, stop
from bot.config import ConfigError, Settings
from bot.identity_cli import KEEP_IT


@app.command("check")
def check_all(
    context: typer.Context,
    *,
    verify: Annotated[
        bool,
        typer.Option(
            "--verify",
            help="Statt zu prüfen: die Zeichen einer Verifizierung des laufenden Bots zeigen und bestätigen",
        ),
    ] = False,
    minutes: Annotated[
        int, typer.Option("--minuten", min=1, max=120, help="So lange wartet --verify auf eine Verifizierung")
    ] = 10,
    config: ConfigOption = None,
) -> None:
    """Prüfen, ob alles stimmt: Einstellungen, Datenbank, Server, Anmeldung, Vertrauen, Räume. Ändert nichts."""
    if verify:
        _verify(settings_of(context, config), timedelta(minutes=minutes))
        return
    from bot.check import Level, check  # noqa: PLC0415  # the other commands start faster without nio
    from bot.run import set_up_logging  # noqa: PLC0415  # likewise

    set_up_logging("ERROR")
    settings = settings_of(context, config)

    async def run() -> list[Level]:
        levels = []
        async for finding in check(settings, datetime.now(UTC)):
            typer.echo(str(finding))
            levels.append(finding.level)
        return levels

    levels = asyncio.run(run())
    faults, warnings = levels.count(Level.FAULT), levels.count(Level.WARNING)
    typer.echo(f"Ergebnis: {faults} Fehler, {warnings} Warnungen.")
    if faults:
        raise typer.Exit(1)


def _verify(settings: Settings, patience: timedelta) -> None:
    """Take the bot's part in an emoji verification; ends with 1 unless somebody was confirmed."""
    from bot.data_cli import open_data, run  # noqa: PLC0415  # registers further commands when it is imported
    from bot.verify import Shell, bot_runs, typed_line, verify  # noqa: PLC0415  # likewise needed here alone

    if not bot_runs(settings.data_dir):
        raise stop("Der Bot läuft nicht mit diesem Datenordner. Bitte zuerst starten: netzbote run")

    async def work() -> bool:
        store = await open_data(settings, create=False)
        try:
            return await verify(store, Shell(say=typer.echo, read=typed_line), patience)
        finally:
            await store.close()

    if not run(work()):
        raise typer.Exit(1)


@app.command("init")
def init(
    context: typer.Context,
    config: ConfigOption = None,
) -> None:
    """Einrichten: fragt nach Server und Konto, schreibt netzbote.toml, meldet den Bot an und macht seine Identität."""
    from bot.init import first_start, with_answers, write_settings  # noqa: PLC0415  # the other commands start faster without nio
    from bot.matrix import MatrixError  # noqa: PLC0415  # likewise
    from bot.run import open_store, set_up_logging  # noqa: PLC0415  # likewise
    from bot.secret_storage import RecoveryKeyError  # noqa: PLC0415  # likewise
    from bot.sign_in import StartError  # noqa: PLC0415  # likewise

    set_up_logging("WARNING")
    path = config or context.obj or Path("netzbote.toml")
    context.obj = path if path.exists() else None
    settings = settings_of(context)
    homeserver = settings.homeserver or typer.prompt(
        "Adresse des Matrix-Servers, zum Beispiel https://matrix.example.org"
    )
    user = settings.user or typer.prompt("Volle Kennung des Kontos, zum Beispiel @netzbote:example.org")
    password = settings.password
    if not password and not settings.access_token:
        password = typer.prompt("Passwort des Kontos", hide_input=True)
    settings = with_answers(settings, homeserver=homeserver, user=user, password=password)

    async def run(settings: Settings) -> str | None:
        settings.require_account()
        store = await open_store(settings)
        await store.close()
        return await first_start(settings)

    try:
        key = asyncio.run(run(settings))
    except (ConfigError, StartError, RecoveryKeyError) as error:
        raise stop(str(error)) from error
    except MatrixError as error:
        raise stop(f"Der Matrix-Server hat das nicht ausgeführt: {error}") from error
    if key is None:
        typer.echo("Der Bot ist angemeldet. Einen Wiederherstellungsschlüssel gibt es schon, er wurde früher gezeigt.")
    else:
        typer.echo(f"Der Bot ist angemeldet. Sein Wiederherstellungsschlüssel:\n\n    {key}\n\n{KEEP_IT}")
    if not path.exists():
        try:
            write_settings(path, settings, keep_password=not os.environ.get("NETZBOTE_PASSWORD"))
        except OSError as error:
            raise stop(f"{path} lässt sich nicht schreiben: {error.strerror}.") from error
        typer.echo(f"Geschrieben: {path}")
    typer.echo("Weiter geht es mit „netzbote check“ und „netzbote run“.")
