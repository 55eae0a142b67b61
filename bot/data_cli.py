"""The commands that need only the data folder: import, export, search and db."""

import asyncio
import json
import logging
from collections.abc import Coroutine
from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli import ConfigOption, app, settings_of, stop
from bot.config import Settings
from commands.dates import parse_when
from storage.importer import ImportReport, example_records, load, load_example
from storage.records import ImportFormatError, NetworkRecords, read_yaml
from storage.store import Store
from storage.when import When
from storage.when_text import iso_when, to_iso

log = logging.getLogger(__name__)

JsonOption = Annotated[bool, typer.Option("--json", help="Nur JSON auf der Standardausgabe")]
SIZE_LIMIT = 20 * 2**20


class DataError(Exception):
    """Something in the file or the store is not as it must be; the message is a German sentence."""


def _run(work: Coroutine[Any, Any, Any]) -> Any:
    try:
        return asyncio.run(work)
    except (DataError, ImportFormatError) as error:
        raise stop(str(error)) from error


async def open_data(settings: Settings, *, create: bool) -> Store:
    """Open the store; an empty one is created where that makes sense."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    store = Store(settings.store_url, data_dir=settings.data_dir, zone=settings.timezone, policy=settings.policy)
    state = await store.schema_state()
    if state == "empty" and create:
        await store.upgrade()
    elif state != "current":
        await store.close()
        raise DataError(
            {
                "empty": "Es ist noch nichts gespeichert. Ein Anfang: netzbote import --example",
                "older": "Die Datenbank ist älter als dieses Programm. Bitte „netzbote db upgrade“ ausführen.",
                "newer": "Die Datenbank ist neuer als dieses Programm. Bitte Netzbote aktualisieren.",
            }[state]
        )
    return store


def _parse(words: str, now: datetime, zone: str) -> When | None:
    return iso_when(words, zone) or parse_when(words, now)


def read_file(path: Path, settings: Settings) -> NetworkRecords:
    """Read one file by its ending. Raises :class:`DataError` or :class:`ImportFormatError`."""
    if path.suffix.lower() not in {".yaml", ".yml"}:
        raise DataError(f"{path.name}: Diese Art von Datei kann noch nicht gelesen werden. Möglich ist YAML (.yaml).")
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise DataError(f"{path.name}: Die Datei ist größer als 20 MB.")
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(f"{path.name}: Die Datei lässt sich nicht lesen ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path.name}: Die Datei ist kein Text in UTF-8.") from error
    try:
        return read_yaml(text, partial(_parse, now=datetime.now(settings.zone), zone=settings.timezone))
    except ImportFormatError as error:
        raise ImportFormatError(f"{path.name}: {error}") from error


def _person(role: Any) -> dict[str, Any]:
    return {"name": role.name, "role": role.role, "organisation": role.organisation}


def _iso(value: datetime | None) -> str | None:
    return value.isoformat(timespec="minutes") if value else None


def _start(when: When | None) -> str | None:
    if when is None or when.start is None:
        return None
    text = to_iso(when)
    if when.precision in {"month", "season", "year"} and text is not None:
        return text
    return when.start.date().isoformat() if when.precision == "day" else _iso(when.start)


def _end(when: When | None) -> str | None:
    if when is None or when.end is None or when.precision in {"month", "season", "year", "open"}:
        return None
    if when.precision == "day":
        last = to_iso(when) or ""
        return last.partition("/")[2] or None
    return _iso(when.end)


def recognised(records: NetworkRecords) -> list[dict[str, Any]]:
    """Return what a file says, in the form that other programs read."""
    found: list[dict[str, Any]] = [
        {
            "kind": "event",
            "title": event.title,
            "start": _start(event.when),
            "end": _end(event.when),
            "precision": event.when.precision.value,
            "date_as_written": event.fields.get("date_as_written") or event.when.as_written,
            "place": event.fields.get("place") or event.town,
            "format": event.fields.get("mode"),
            "organisers": [role.name for role in event.people if role.role == "Organisation"],
            "people": [_person(role) for role in event.people if role.role != "Organisation"],
            "sessions": [
                {
                    "label": session.label,
                    "kind": session.kind,
                    "title": session.title,
                    "start": _start(session.when),
                    "end": _end(session.when),
                    "people": [_person(role) for role in session.people],
                    "description": session.description,
                }
                for session in event.programme
            ],
            "solutions": [],
            "summary": event.summary,
        }
        for event in records.events
    ]
    found += [
        {"kind": "solution", "title": one.title, "solution_kind": one.fields.get("kind"), "owner": one.owner}
        for one in records.solutions
    ]
    return found


@app.command("import")
def import_files(
    context: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(help="Dateien (.yaml)")] = None,
    config: ConfigOption = None,
    example: Annotated[bool, typer.Option("--example", help="Das Beispielnetzwerk laden")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Nur zeigen, was erkannt wird")] = False,
    as_json: JsonOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Kommende Veranstaltungen nicht ankündigen")] = False,
) -> None:
    """Veranstaltungen und Musterlösungen aus Dateien übernehmen. Dieselbe Datei noch einmal fügt nichts hinzu."""
    settings = settings_of(context, config)
    if not files and not example:
        raise stop("Bitte mindestens eine Datei nennen. Beispiel: netzbote import termine.yaml")
    from bot import export_cli  # noqa: PLC0415  # it imports this module

    exports = [path for path in files or [] if export_cli.looks_like_export(path)]
    try:
        records = [read_file(path, settings) for path in files or [] if path not in exports]
        if dry_run:
            for path in exports:
                export_cli.read_export(path)
    except (DataError, ImportFormatError) as error:
        raise stop(str(error)) from error
    if dry_run:
        if example:
            records += list(example_records())
        _show([entry for part in records for entry in recognised(part)], as_json=as_json)
        return
    report = _run(_import(settings, records, exports, example=example, quiet=quiet))
    if as_json:
        typer.echo(json.dumps(asdict(report), ensure_ascii=False))
    else:
        _tell(report)


async def _import(
    settings: Settings, records: list[NetworkRecords], exports: list[Path], *, example: bool, quiet: bool
) -> ImportReport:
    from bot.export_cli import take_export  # noqa: PLC0415  # it imports this module

    taken = [await take_export(settings, path, quiet=quiet) for path in exports]
    store = await open_data(settings, create=True)
    try:
        total = await load_example(store) if example else ImportReport()
        for report in [*taken, *[await load(store, part, quiet=quiet) for part in records]]:
            for name in ("added", "updated", "unchanged", "warnings"):
                getattr(total, name).extend(getattr(report, name))
            total.stripped += report.stripped
        return total
    finally:
        await store.close()


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


def _tell(report: ImportReport) -> None:
    typer.echo(f"Neu: {len(report.added)}, geändert: {len(report.updated)}, unverändert: {len(report.unchanged)}.")
    if report.stripped:
        typer.echo(f"Private Adressen und Nummern ausgelassen: {report.stripped}.")
    for warning in report.warnings:
        typer.echo(f"Hinweis: {warning}", err=True)


@app.command("search")
def search_store(
    context: typer.Context,
    words: Annotated[str, typer.Argument(help="Suchworte")],
    config: ConfigOption = None,
    as_json: JsonOption = False,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000)] = 10,
) -> None:
    """Die Suche des Bots von der Kommandozeile aus."""
    settings = settings_of(context, config)
    hits = _run(_search(settings, words, limit))
    if as_json:
        typer.echo(json.dumps(hits, ensure_ascii=False))
        return
    for hit in hits:
        typer.echo(f"{hit['ref'] or hit['kind']}: {hit['title']}")
    if not hits:
        typer.echo("Nichts gefunden.")


async def _search(settings: Settings, words: str, limit: int) -> list[dict[str, Any]]:
    store = await open_data(settings, create=True)
    try:
        async with store.reading() as net:
            result = await net.search(words, now=datetime.now(settings.zone), limit=limit)
    finally:
        await store.close()
    return [
        {"ref": hit.ref, "kind": hit.kind, "title": hit.title, "score": round(hit.score, 4)}
        for hit in result.page.items
    ]


database = typer.Typer(help="Die Datenbank verwalten.", no_args_is_help=True)
app.add_typer(database, name="db")


@database.command("upgrade")
def upgrade(context: typer.Context, config: ConfigOption = None) -> None:
    """Das Schema der Datenbank auf den Stand dieses Programms bringen. Fragt nie nach."""
    _run(_upgrade(settings_of(context, config)))
    typer.echo("Die Datenbank ist auf dem Stand dieses Programms.")


async def _upgrade(settings: Settings) -> None:
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    store = Store(settings.store_url, data_dir=settings.data_dir, zone=settings.timezone, policy=settings.policy)
    try:
        if await store.schema_state() == "newer":
            raise DataError("Die Datenbank ist neuer als dieses Programm. Bitte Netzbote aktualisieren.")
        await store.upgrade()
    finally:
        await store.close()


@database.command("reindex")
def reindex(context: typer.Context, config: ConfigOption = None) -> None:
    """Den Suchindex neu aufbauen."""
    count = _run(_reindex(settings_of(context, config)))
    typer.echo(f"Der Suchindex ist neu aufgebaut: {count} Einträge.")


async def _reindex(settings: Settings) -> int:
    from storage.documents import reindex as build  # noqa: PLC0415  # seldom needed

    store = await open_data(settings, create=False)
    try:
        async with store.writing() as net:
            return await build(net.session)
    finally:
        await store.close()
