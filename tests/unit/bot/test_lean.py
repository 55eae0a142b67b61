"""What the running bot carries along, seen from a fresh process."""

import os
import subprocess
import sys
from pathlib import Path

from bot.config import Settings
from bot.lean import apart
from bot.run import make_store

HEAVY = (
    "alembic yaml pydantic pydantic_core typer rich rapidfuzz icalendar pypdf docx lxml psycopg "
    "sqlalchemy.dialects.postgresql multiprocessing aiohttp_socks"
)


def test_the_running_bot_imports_nothing_that_only_other_commands_need() -> None:
    code = f"import bot.entry, bot.run, sys; print(*[name for name in {HEAVY.split()!r} if sys.modules.get(name)])"
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert found.stdout.split() == []


def test_a_new_store_is_made_by_a_process_of_its_own(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from bot import run; from bot.config import Settings\n"
        f"run.make_store(Settings(data_dir=Path({str(tmp_path / 'neu')!r})))\n"
        "print('alembic' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert found.stdout.split() == ["False"]
    assert not Settings(data_dir=tmp_path / "neu").is_new


def test_a_store_that_exists_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "netzbote.sqlite3").write_bytes(b"")
    make_store(Settings(data_dir=tmp_path))
    assert (tmp_path / "netzbote.sqlite3").read_bytes() == b""


def test_work_apart_tells_whether_it_was_done(tmp_path: Path) -> None:
    def leave_a_sign() -> None:
        (tmp_path / "zeichen").write_text(str(os.getpid()))

    assert apart(leave_a_sign)
    assert (tmp_path / "zeichen").read_text() != str(os.getpid())
    assert not apart(lambda: os._exit(3))
