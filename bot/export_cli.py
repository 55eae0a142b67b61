"""``netzbote export``, and taking such an export back."""

import asyncio
import json
import os
import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml
from sqlalchemy.exc import IntegrityError

from bot.cli import ConfigOption, app, settings_of, stop
from bot.config import Settings
from bot.data_cli import DataError, open_data
from storage.export.files import copy_in, copy_out, folder_beside, hashes
from storage.export.read import Taker, is_export
from storage.export.shape import MARK
from storage.export.write import export, to_json, to_yaml
from storage.importer import ImportReport
from storage.network import Network
from storage.records import ImportFormatError

BEGINNING = 200  # bytes in which the mark of an export stands


class Format(StrEnum):
    """What an export can be."""

    YAML = "yaml"
    JSON = "json"
    ICS = "ics"
    MD = "md"


@app.command("export")
def export_store(
    context: typer.Context,
    config: ConfigOption = None,
    form: Annotated[Format, typer.Option("--format", help="yaml und json: alles; ics und md: zum Lesen")] = (
        Format.YAML
    ),
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Datei; sonst Standardausgabe")] = None,
) -> None:
    """Alles ausgeben, was gespeichert ist. YAML und JSON nimmt „netzbote import“ wieder auf."""
    settings = settings_of(context, config)
    try:
        text, missing, files = asyncio.run(_export(settings, form, output))
    except DataError as error:
        raise stop(str(error)) from error
    if output is None:
        sys.stdout.buffer.write(text)
        sys.stdout.buffer.flush()
        if files:
            typer.echo(
                f"Ohne die {files} Dateien der Musterlösungen; mit -o kommen sie in einen Ordner daneben.", err=True
            )
        return
    try:
        descriptor = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(text)
    except OSError as error:
        raise stop(f"{output} lässt sich nicht schreiben: {error.strerror}.") from error
    for name in missing:
        typer.echo(f"Hinweis: Eine Datei fehlt im Datenordner: {name}", err=True)


async def _export(settings: Settings, form: Format, output: Path | None) -> tuple[bytes, list[str], int]:
    """Return the export, which files are missing, and how many files stay behind."""
    store = await open_data(settings, create=False)
    try:
        async with store.snapshot() as net:
            if form in {Format.ICS, Format.MD}:
                return await _readable(net, form, datetime.now(settings.zone)), [], 0
            document, wanted = await export(net.session), await hashes(net.session)
    finally:
        await store.close()
    text = (to_yaml if form is Format.YAML else to_json)(document).encode()
    if output is None:
        return text, [], len(wanted)
    return text, copy_out(settings.data_dir, folder_beside(output), wanted), 0


async def _readable(net: Network, form: Format, now: datetime) -> bytes:
    from bot.export_md import documentation, pages  # noqa: PLC0415  # the templates are seldom needed here
    from commands.calendar import WITH_A_DAY, write  # noqa: PLC0415  # likewise

    refs = await net.events.all_refs()
    if form is Format.ICS:
        events = [event for ref in refs if (event := await net.events.detail(ref)) is not None]
        return write([event for event in events if event.card.when.precision in WITH_A_DAY], now)
    solutions = [
        detail
        for card in (await net.solutions.list(limit=1_000_000)).items
        if (detail := await net.solutions.detail(card.ref)) is not None
    ]
    return documentation(await pages(net, refs), solutions, now).encode()


def looks_like_export(path: Path) -> bool:
    """Whether a file is an export of this program, by its beginning."""
    if path.suffix.lower() not in {".yaml", ".yml", ".json"}:
        return False
    try:
        with path.open("rb") as file:
            return MARK.encode() in file.read(BEGINNING)
    except OSError:
        return False


def read_export(path: Path) -> dict[str, Any]:
    """Read an export. Raises :class:`ImportFormatError`."""
    try:
        text = path.read_text(encoding="utf-8")
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        value = json.loads(text) if path.suffix.lower() == ".json" else yaml.load(text, Loader=loader)  # noqa: S506  # a safe loader
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        raise ImportFormatError(f"{path.name}: Die Datei lässt sich nicht lesen: {error}") from error
    if not is_export(value):
        raise ImportFormatError(f"{path.name}: Das ist keine Ausgabe von „netzbote export“.")
    found: dict[str, Any] = value
    return found


async def take_export(settings: Settings, path: Path, *, quiet: bool = False) -> ImportReport:
    """Take an export into the store, with the files beside it."""
    document = read_export(path)
    store = await open_data(settings, create=True)
    try:
        async with store.writing() as net:
            report = await Taker(net, datetime.now(UTC), quiet=quiet).take(document)
            wanted = await hashes(net.session)
    except IntegrityError as error:
        raise ImportFormatError(f"{path.name}: Der Inhalt widerspricht sich oder dem, was gespeichert ist.") from error
    except ImportFormatError as error:
        raise ImportFormatError(f"{path.name}: {error}") from error
    finally:
        await store.close()
    for name in copy_in(settings.data_dir, folder_beside(path), wanted):
        report.warnings.append(f"Eine Datei fehlt im Ordner {folder_beside(path).name}: {name}")
    return report
