"""The command ``netzbote``."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.config import ConfigError, Settings, load_settings

app = typer.Typer(
    name="netzbote",
    help="Netzbote: der Matrix-Bot für kommunale Netzwerke.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

ConfigOption = Annotated[Path | None, typer.Option("--config", help="Konfigurationsdatei (netzbote.toml)")]


def stop(sentence: str) -> typer.Exit:
    """Tell the operator why nothing goes on; the result is to be raised."""
    typer.echo(sentence, err=True)
    return typer.Exit(1)


@app.callback()
def options(context: typer.Context, config: ConfigOption = None) -> None:
    """Netzbote: der Matrix-Bot für kommunale Netzwerke."""
    context.obj = config


def settings_of(context: typer.Context, config: Path | None = None) -> Settings:
    """Read the settings named before or after the command; ends with a sentence if they can't be used."""
    try:
        return load_settings(config or context.obj)
    except ConfigError as error:
        raise stop(str(error)) from error


@app.command("run")
def run_bot(context: typer.Context, config: ConfigOption = None) -> None:
    """Den Bot starten. Er läuft, bis er SIGTERM oder Strg-C erhält."""
    from bot import run  # noqa: PLC0415  # the other commands start faster without nio

    settings = settings_of(context, config)
    run.set_up_logging(settings.log_level)
    try:
        asyncio.run(run.run(settings))
    except (ConfigError, run.StartError) as error:
        raise stop(str(error)) from error


@app.command()
def demo(
    script: Annotated[Path | None, typer.Option("--script", help="Datei mit Zeilen, die das Mitglied tippt")] = None,
) -> None:
    """Alles zum Ausprobieren auf diesem Rechner: Server, Räume, Beispiele und eine Eingabe als Mitglied."""
    from bot.demo import run_demo  # noqa: PLC0415  # needs the extra "demo"

    raise typer.Exit(run_demo(script))


def main() -> None:
    """Run the command line. The data commands are only loaded where the bot itself is not started."""
    if "run" not in sys.argv[1:]:
        from bot import (  # noqa: F401, PLC0415  # importing them registers their commands
            backup_cli,
            data_cli,
            export_cli,
            identity_cli,
            import_cli,
            person_cli,
        )

    app()
