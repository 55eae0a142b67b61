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


def yes_or_no(typed: str) -> bool | None:
    """Read an answer; ``None`` for what is neither."""
    word = typed.strip().lower()
    if word in {"j", "ja", "y", "yes"}:
        return True
    return False if word in {"n", "nein", "no"} else None


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
    sentence = _serve(config or context.obj)
    if sentence is not None:
        raise stop(sentence)


def _serve(config: Path | None) -> str | None:
    """Run the bot to its end; returns a sentence if it could not."""
    from bot import run  # noqa: PLC0415  # the other commands start faster without nio

    try:
        settings = load_settings(config)
        run.set_up_logging(settings.log_level)
        run.make_store(settings)
        asyncio.run(run.run(settings))
    except (ConfigError, run.StartError) as error:
        return str(error)
    return None


@app.command()
def demo(
    script: Annotated[Path | None, typer.Option("--script", help="Datei mit Zeilen, die das Mitglied tippt")] = None,
) -> None:
    """Alles zum Ausprobieren auf diesem Rechner: Server, Räume, Beispiele und eine Eingabe als Mitglied."""
    from bot.demo import run_demo  # noqa: PLC0415  # needs the extra "demo"

    raise typer.Exit(run_demo(script))


def plainly_run(words: list[str]) -> tuple[Path | None] | None:
    """Read ``run``, with ``--config FILE`` before or after it, and nothing else; ``None`` for any other line.

    The bot itself is started without typer, which would leave its 12 MiB of pydantic in the running process.
    """
    config: Path | None = None
    rest = [part for word in words for part in (word.split("=", 1) if word.startswith("--config=") else [word])]
    if "--config" in rest[:-1]:
        at = rest.index("--config")
        config = Path(rest[at + 1])
        del rest[at : at + 2]
    return (config,) if rest == ["run"] else None


def main() -> None:
    """Run the command line. The data commands are only loaded where the bot itself is not started."""
    plain = plainly_run(sys.argv[1:])
    if plain is not None:
        sentence = _serve(*plain)
        if sentence is not None:
            sys.stderr.write(f"{sentence}\n")
            sys.exit(1)
        return
    if "run" not in sys.argv[1:]:
        from bot import (  # noqa: F401, PLC0415  # importing them registers their commands
            backup_cli,
            check_cli,
            data_cli,
            export_cli,
            identity_cli,
            import_cli,
            person_cli,
        )

    app()
