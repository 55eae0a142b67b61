"""``netzbote person``: what the operator does after an objection (GDPR art. 21)."""

import asyncio
from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.cli import ConfigOption, app, settings_of, stop
from bot.config import Settings
from bot.data_cli import DataError, open_data
from storage.people import Objection

OPERATOR = "Betrieb"  # who changed it, in the history
person_app = typer.Typer(help="Personen, die in Programmen genannt sind.", no_args_is_help=True)
app.add_typer(person_app, name="person")

NameArgument = Annotated[str, typer.Argument(help="Name, wie er in Programmen steht")]


async def _set(settings: Settings, words: str, *, hide: bool) -> Objection:
    store = await open_data(settings, create=False)
    try:
        async with store.writing() as net:
            names = await net.people.find(words)
            if len(names) != 1:
                listed = f" Dazu passen: {', '.join(names[:5])}." if names else ""
                raise DataError(f"Eine Person „{words}“ ist so nicht gespeichert.{listed}")
            work = net.people.hide if hide else net.people.show
            return await work(names[0], OPERATOR, datetime.now(UTC))
    finally:
        await store.close()


def _do(context: typer.Context, words: str, *, hide: bool) -> Objection:
    try:
        return asyncio.run(_set(settings_of(context), words, hide=hide))
    except DataError as error:
        raise stop(str(error)) from error


@person_app.command("hide")
def hide_person(context: typer.Context, name: NameArgument, config: ConfigOption = None) -> None:
    """Nach einem Widerspruch: die Person in Programmen, Suche und bei wer nicht mehr nennen."""
    context.obj = config or context.obj
    done = _do(context, name, hide=True)
    typer.echo(f"{done.name} wird nicht mehr genannt.")
    if done.mentions:
        typer.echo(f"Im Text steht der Name noch hier, bitte dort ändern: {', '.join(done.mentions)}")


@person_app.command("show")
def show_person(context: typer.Context, name: NameArgument, config: ConfigOption = None) -> None:
    """Die Person wieder nennen."""
    context.obj = config or context.obj
    typer.echo(f"{_do(context, name, hide=False).name} wird wieder genannt.")
