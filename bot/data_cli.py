"""The commands that need only the data folder: search and db; what others share of it."""

import asyncio
import json
import logging
from collections.abc import Coroutine
from datetime import datetime
from typing import Annotated, Any

import typer

from bot.cli import ConfigOption, app, settings_of, stop
from bot.config import Settings
from storage.records import ImportFormatError
from storage.search.index import is_of_this_edition
from storage.store import Store

log = logging.getLogger(__name__)

JsonOption = Annotated[bool, typer.Option("--json", help="Nur JSON auf der Standardausgabe")]


class DataError(Exception):
    """Something in the file or the store is not as it must be; the message is a German sentence."""


def run(work: Coroutine[Any, Any, Any]) -> Any:
    """Run work on the store; what must not be ends the program with its sentence."""
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
    hits = run(_search(settings, words, limit))
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
    run(_upgrade(settings_of(context, config)))
    typer.echo("Die Datenbank ist auf dem Stand dieses Programms.")


async def _upgrade(settings: Settings) -> None:
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    store = Store(settings.store_url, data_dir=settings.data_dir, zone=settings.timezone, policy=settings.policy)
    try:
        state = await store.schema_state()
        if state == "newer":
            raise DataError("Die Datenbank ist neuer als dieses Programm. Bitte Netzbote aktualisieren.")
        await store.upgrade()
        async with store.reading() as net:
            is_usable = await is_of_this_edition(net.session)
        if state == "older" or not is_usable:  # the words of the older program may have been cut in another way
            await _rebuild(store)
    finally:
        await store.close()


@database.command("reindex")
def reindex(context: typer.Context, config: ConfigOption = None) -> None:
    """Den Suchindex neu aufbauen."""
    count = run(_reindex(settings_of(context, config)))
    typer.echo(f"Der Suchindex ist neu aufgebaut: {count} Einträge.")


async def _reindex(settings: Settings) -> int:
    store = await open_data(settings, create=False)
    try:
        return await _rebuild(store)
    finally:
        await store.close()


async def _rebuild(store: Store) -> int:
    from storage.documents import reindex as build  # noqa: PLC0415  # seldom needed

    async with store.writing() as net:
        return await build(net.session)
