"""The line that starts the bot is read without the library for command lines; all others go there."""

from pathlib import Path

import pytest

from bot.cli import plainly_run

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
