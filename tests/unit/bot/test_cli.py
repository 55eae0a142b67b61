"""The line that starts the bot is read without the library for command lines; all others go there. Questions."""

import io
import sys
from pathlib import Path

import pytest
import typer
from sqlalchemy import text

from bot.cli import insist
from bot.config import Settings
from bot.data_cli import _upgrade
from bot.entry import plainly_run
from storage.search.index import clear, is_of_this_edition
from storage.store import Store
from tests.conftest import NOW

FILE = (Path("a.toml"),)


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("run", (None,)),
        ("run --config a.toml", FILE),
        ("--config a.toml run", FILE),
        ("--config=a.toml run", FILE),
        ("run --config", None),
        ("run --help", None),
        ("--config a.toml import run", None),
        ("--config run", None),
        ("", None),
    ],
)
def test_which_line_starts_the_bot(line: str, read: tuple[Path | None] | None) -> None:
    assert plainly_run(line.split()) == read


@pytest.mark.parametrize("typed", ["ja\n", "J", " yes \n", "was?\nja\n"])
def test_a_yes_is_heard_through_a_pipe(typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    insist("Wirklich?")


@pytest.mark.parametrize(
    ("typed", "told"),
    [("nein\n", "Es wurde nichts geändert."), ("", "--yes"), ("was?\n", "--yes")],
)
def test_all_else_changes_nothing(
    typed: str, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    with pytest.raises(typer.Exit) as stopped:
        insist("Wirklich?")
    assert stopped.value.exit_code == 1
    assert told in capsys.readouterr().err


async def test_an_upgrade_cuts_the_words_of_an_older_program_anew(
    example: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with example.writing() as net:
        await clear(net.session)
    settings = Settings(data_dir=example.data_dir, database_url=f"sqlite:///{example.file}")
    for state, count in (("current", 0), ("older", 1)):

        async def schema(_store: Store, state: str = state) -> str:
            return state

        monkeypatch.setattr(Store, "schema_state", schema)
        await _upgrade(settings)
        async with example.reading() as net:
            found = await net.search("Storytelling", now=NOW, limit=1, offset=0, kinds=None)
            assert len(found.page.items) == count


async def test_an_upgrade_makes_the_index_of_other_lists_anew(example: Store) -> None:
    settings = Settings(data_dir=example.data_dir, database_url=f"sqlite:///{example.file}")
    async with example.writing() as net:
        await net.session.execute(text("UPDATE search_term SET written = '0-andere' WHERE term = '@'"))
        await net.session.execute(text("DELETE FROM search_term WHERE term = 'storytelling'"))
        assert not await is_of_this_edition(net.session)
    await _upgrade(settings)
    async with example.reading() as net:
        assert await is_of_this_edition(net.session)
        assert (await net.search("Storytelling", now=NOW, limit=1, offset=0, kinds=None)).page.items
