"""The command ``netzbote``."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.config import ConfigError, Settings, load_settings
from bot.entry import serve
from bot.typed import yes_or_no

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


def insist(question: str) -> None:
    """Ask before something that can't be undone, at a terminal or through a pipe; ends the program without a yes."""
    while True:
        typer.echo(f"{question} ja oder nein: ", nl=False)
        line = sys.stdin.readline()
        if not line:
            typer.echo()
            raise stop("Ohne Antwort wurde nichts geändert. In Skripten hilft die Option --yes.")
        answer = yes_or_no(line)
        if answer is False:
            raise stop("Es wurde nichts geändert.")
        if answer:
            return


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
    sentence = serve(config or context.obj)
    if sentence is not None:
        raise stop(sentence)


@app.command()
def demo(
    script: Annotated[Path | None, typer.Option("--script", help="Datei mit Zeilen, die das Mitglied tippt")] = None,
) -> None:
    """Alles zum Ausprobieren auf diesem Rechner: Server, Räume, Beispiele und eine Eingabe als Mitglied."""
    from bot.demo import run_demo  # noqa: PLC0415  # needs the extra "demo"

    raise typer.Exit(run_demo(script))
