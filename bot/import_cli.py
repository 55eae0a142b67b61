"""``netzbote import``: files of all kinds into the store, or only shown what was understood."""

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli import ConfigOption, app, settings_of, stop
from bot.config import Settings
from bot.data_cli import JsonOption, open_data, run
from bot.export_cli import looks_like_export, read_export, take_export
from commands.documents import DocumentError, Reading, Source, read_document, recognised
from commands.documents.detect import check_size
from storage.importer import ImportReport, example_records, load, load_example
from storage.records import ImportFormatError, NetworkRecords


@dataclass(frozen=True, slots=True)
class _Told:
    """What the reading itself has to say to the operator."""

    warnings: tuple[str, ...]
    stripped: int


@app.command("import")
def import_files(
    context: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(help="Dateien (.yaml .csv .ics .md .txt .html .docx .pdf)")
    ] = None,
    config: ConfigOption = None,
    example: Annotated[bool, typer.Option("--example", help="Das Beispielnetzwerk laden")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Nur zeigen, was erkannt wird")] = False,
    as_json: JsonOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Kommende Veranstaltungen nicht ankündigen")] = False,
) -> None:
    """Veranstaltungen und Musterlösungen aus Dateien übernehmen.

    Dieselbe Datei noch einmal fügt nichts hinzu. Was aus Fließtext gelesen wird, ist zuerst ein Entwurf.
    """
    settings = settings_of(context, config)
    if not files and not example:
        raise stop("Bitte mindestens eine Datei nennen. Beispiel: netzbote import termine.yaml")
    exports = [path for path in files or [] if looks_like_export(path)]
    readings = _read_all([path for path in files or [] if path not in exports], datetime.now(settings.zone))
    told = _Told(tuple(w for one in readings for w in one.warnings), sum(one.stripped for one in readings))
    if dry_run:
        _check_exports(exports)
        records = [one.records for one in readings] + (list(example_records()) if example else [])
        _show([entry for part in records for entry in recognised(part)], as_json=as_json)
        _tell_reading(told)
        return
    report = run(_import(settings, readings, exports, example=example, quiet=quiet))
    report.stripped += told.stripped
    if as_json:
        report.warnings[:0] = told.warnings
        typer.echo(json.dumps(asdict(report), ensure_ascii=False))
    else:
        _tell(report, drafts=sum(len(one.records.events) for one in readings if one.source is Source.PROSE))
        _tell_reading(_Told(told.warnings, 0))


def _read_all(files: list[Path], now: datetime) -> list[Reading]:
    """Read every file; if one can't be read, all faults are told and nothing is taken over."""
    readings: list[Reading] = []
    faults: list[str] = []
    for path in _progress(files):
        try:
            readings.append(read_document(path.name, _bytes(path), now))
        except DocumentError as error:
            faults.append(f"{path.name}: {error}")
    if faults:
        raise stop("\n".join(faults))
    return readings


def _bytes(path: Path) -> bytes:
    try:
        check_size(path.stat().st_size)
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(f"Die Datei lässt sich nicht lesen ({error.strerror}).") from error


def _progress(files: list[Path]) -> Iterable[Path]:
    """Show a bar on standard error where a person looks at it."""
    if len(files) < 2 or not sys.stderr.isatty():
        return files
    from rich.console import Console  # noqa: PLC0415  # only where somebody looks
    from rich.progress import track  # noqa: PLC0415  # as above

    return track(files, description="Lese Dateien", console=Console(stderr=True), transient=True)


def _check_exports(exports: Iterable[Path]) -> None:
    """Read exports of another store, to see whether they are whole; what they hold is not listed."""
    try:
        for path in exports:
            read_export(path)
    except ImportFormatError as error:
        raise stop(str(error)) from error


async def _import(
    settings: Settings, readings: list[Reading], exports: list[Path], *, example: bool, quiet: bool
) -> ImportReport:
    reports = [await take_export(settings, path, quiet=quiet) for path in exports]
    store = await open_data(settings, create=True)
    try:
        total = await load_example(store) if example else ImportReport()
        if readings:
            reports.append(await load(store, merged(one.records for one in readings), quiet=quiet))
        for report in reports:
            for name in ("added", "updated", "unchanged", "warnings"):
                getattr(total, name).extend(getattr(report, name))
            total.stripped += report.stripped
        return total
    finally:
        await store.close()


def merged(parts: Iterable[NetworkRecords]) -> NetworkRecords:
    """Put the records of several files together, so that all are stored or none."""
    every = list(parts)
    return NetworkRecords(
        events=tuple(one for part in every for one in part.events),
        solutions=tuple(one for part in every for one in part.solutions),
        organisations=tuple(one for part in every for one in part.organisations),
        people=tuple(one for part in every for one in part.people),
    )


def _show(entries: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(entries, ensure_ascii=False, indent=2))
        return
    for entry in entries:
        typer.echo(f"{'Veranstaltung' if entry['kind'] == 'event' else 'Musterlösung'}: {entry['title']}")
        if entry["kind"] == "event":
            typer.echo(f"  Beginn: {entry['start'] or 'offen'}, genau auf: {entry['precision']}")
            for session in entry["sessions"]:
                typer.echo(f"  Programmpunkt: {session['label'] or ''} {session['title']}".replace("  ", " "))
            for one in entry["solutions"]:
                typer.echo(f"  Musterlösung: {one['title']}")


def _tell(report: ImportReport, drafts: int) -> None:
    typer.echo(f"Neu: {len(report.added)}, geändert: {len(report.updated)}, unverändert: {len(report.unchanged)}.")
    if drafts:
        typer.echo(f"Aus Fließtext gelesen, deshalb zuerst Entwurf: {drafts}.")
    if report.stripped:
        typer.echo(f"Private Adressen und Nummern ausgelassen: {report.stripped}.")
    for warning in report.warnings:
        typer.echo(f"Hinweis: {warning}", err=True)


def _tell_reading(told: _Told) -> None:
    for warning in told.warnings:
        typer.echo(f"Hinweis: {warning}", err=True)
    if told.stripped:
        typer.echo(f"Private Adressen und Nummern ausgelassen: {told.stripped}.", err=True)
