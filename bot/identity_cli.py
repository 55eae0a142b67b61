"""``netzbote identity``: the steps with the bot's identity that a person must decide."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.cli import ConfigOption, app, insist, settings_of, stop
from bot.config import ConfigError, Settings

identity_app = typer.Typer(
    help="Die Identität des Bots in verschlüsselten Räumen.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(identity_app, name="identity")

KEEP_IT = """
Bitte bewahren Sie diesen Schlüssel sicher auf, getrennt vom Server. Er wird nur dieses eine Mal gezeigt.
Mit ihm stellt der Bot nach dem Verlust des Datenordners seine Identität wieder her (NETZBOTE_RECOVERY_KEY).
""".strip()


def _do(settings: Settings, work: Callable[[Settings], Awaitable[None]]) -> None:
    from bot.key_server import ConfirmationError  # noqa: PLC0415  # likewise
    from bot.matrix import MatrixError  # noqa: PLC0415  # the data commands start faster without nio
    from bot.run import set_up_logging  # noqa: PLC0415  # likewise
    from bot.secret_storage import RecoveryKeyError  # noqa: PLC0415  # likewise
    from bot.sign_in import StartError  # noqa: PLC0415  # likewise
    from bot.trust import NotSignedInError  # noqa: PLC0415  # likewise

    set_up_logging("WARNING")

    async def run() -> None:
        settings.require_account()
        await work(settings)

    try:
        asyncio.run(run())
    except (ConfigError, StartError, RecoveryKeyError) as error:
        raise stop(str(error)) from error
    except ConfirmationError as error:
        raise stop(error.sentence) from error
    except NotSignedInError as error:
        raise stop("Der Bot ist mit diesem Datenordner noch nie gelaufen. Bitte „netzbote run“ starten.") from error
    except MatrixError as error:
        raise stop(f"Der Matrix-Server hat das nicht ausgeführt: {error}") from error


@identity_app.command("reset")
def reset(
    context: typer.Context,
    *,
    yes: Annotated[bool, typer.Option("--yes", "--ja", help="Ohne Rückfrage")] = False,
    config: ConfigOption = None,
) -> None:
    """Eine neue Identität machen, wenn die alte und ihr Wiederherstellungsschlüssel verloren sind."""
    settings = settings_of(context, config)
    if not yes:
        insist("Wer den Bot verifiziert hat, muss das danach wiederholen. Neue Identität machen?")

    async def work(settings: Settings) -> None:
        from bot.identity import establish, store_secrets  # noqa: PLC0415  # see above
        from bot.sign_in import offline  # noqa: PLC0415  # see above

        async with offline(settings) as server:
            key = await store_secrets(server, await establish(server, settings.data_dir, reset=True))
        typer.echo(f"Die neue Identität gilt. Ihr Wiederherstellungsschlüssel:\n\n    {key}\n\n{KEEP_IT}")

    _do(settings, work)


@identity_app.command("recovery-key")
def recovery_key(
    context: typer.Context,
    *,
    new: Annotated[
        bool, typer.Option("--neu", help="Einen neuen Schlüssel machen; der alte gilt dann nicht mehr")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Den Wiederherstellungsschlüssel machen und einmal zeigen."""

    async def work(settings: Settings) -> None:
        from bot.sign_in import make_recovery_key  # noqa: PLC0415  # see above

        key = await make_recovery_key(settings, again=new)
        if key is None:
            raise ConfigError(
                "Es gibt schon einen Wiederherstellungsschlüssel; gezeigt wird er nur einmal. "
                "Ist er verloren: „netzbote identity recovery-key --neu“."
            )
        typer.echo(f"Der Wiederherstellungsschlüssel des Bots:\n\n    {key}\n\n{KEEP_IT}")

    _do(settings_of(context, config), work)


@identity_app.command("accept")
def accept(
    context: typer.Context,
    person: Annotated[str, typer.Argument(help="Kennung, zum Beispiel @anna:example.org")],
    key: Annotated[str, typer.Argument(help="Der neue Hauptschlüssel, wie ihn der Aufruf ohne ihn zeigt")] = "",
    config: ConfigOption = None,
) -> None:
    """Die neue Identität einer Person annehmen, nachdem sie sie zurückgesetzt hat."""

    async def work(settings: Settings) -> None:
        from bot.trust import plain_access  # noqa: PLC0415  # see above
        from bot.trust_book import TrustBook  # noqa: PLC0415  # see above

        book = TrustBook(settings.data_dir)
        async with plain_access(settings) as server:
            current = (await server.person_keys(person)).master
        if current is None:
            raise ConfigError(f"{person} hat auf dem Server keine Identität.")
        known = book.people().get(person)
        if known is not None and known.master == current:
            typer.echo(f"Die Identität von {person} ist bekannt seit {known.seen[:10]}: {current}")
        elif not key:
            typer.echo(f"Bisher bekannt: {known.master if known else 'nichts'}\nAuf dem Server: {current}")
            typer.echo("Bitte fragen Sie die Person auf anderem Weg, ob sie ihre Identität zurückgesetzt hat. Dann:")
            typer.echo(f"    netzbote identity accept {person} {current}")
        elif key != current:
            raise ConfigError(f"Der Hauptschlüssel auf dem Server ist ein anderer: {current}")
        else:
            book.accept(person, current, datetime.now(UTC))
            typer.echo(f"Die neue Identität von {person} gilt.")

    _do(settings_of(context, config), work)
