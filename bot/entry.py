"""The way into the program: ``netzbote run`` at once, all other commands through :mod:`bot.cli`."""

import asyncio
import sys
from pathlib import Path

from bot.config import ConfigError, load_settings


def serve(config: Path | None) -> str | None:
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


def plainly_run(words: list[str]) -> tuple[Path | None] | None:
    """Read ``run``, with ``--config FILE`` before or after it, and nothing else; ``None`` for any other line.

    The bot itself is started without typer, which would stay in the running process.
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
        sentence = serve(*plain)
        if sentence is not None:
            sys.stderr.write(f"{sentence}\n")
            sys.exit(1)
        return
    from bot import cli  # noqa: PLC0415

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

    cli.app()
