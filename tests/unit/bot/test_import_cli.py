"""``netzbote import`` on the command line: JSON alone on standard output, all files or none."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import import_cli  # noqa: F401  # registers the command
from bot.cli import app
from commands.documents.detect import READABLE
from tests.hostile import IMPORTED, TOO_LARGE

PROSE = (
    "Fachtag Offene Daten\n\nDonnerstag, 12. Mai 2023, 10 Uhr\n\nModeration: Anna Muster\n\nanna@beispiel.example\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NETZBOTE_DATA_DIR", str(tmp_path / "data"))
    (tmp_path / "fachtag.txt").write_text(PROSE, encoding="utf-8")
    (tmp_path / "termine.csv").write_bytes("Titel;Datum\nGrüne Runde;3.3.2027\n".encode("cp1252"))
    (tmp_path / "plan.pdf").write_bytes(b"MZ\x90")
    return tmp_path


def run(*arguments: object):
    return CliRunner().invoke(app, ["import", *map(str, arguments)])


def test_a_dry_run_prints_json_alone_and_needs_no_data_folder(folder: Path):
    result = run(folder / "fachtag.txt", folder / "termine.csv", "--dry-run", "--json")
    assert result.exit_code == 0
    assert [(one["title"], one["start"]) for one in json.loads(result.stdout)] == [
        ("Fachtag Offene Daten", "2023-05-12T10:00+02:00"),
        ("Grüne Runde", "2027-03-03"),
    ]
    assert result.stderr.splitlines() == [
        "Hinweis: Fachtag Offene Daten: 12. Mai 2023 ist ein Freitag, im Text steht Donnerstag.",
        "Private Adressen und Nummern ausgelassen: 1.",
    ]
    assert not (folder / "data").exists()


def test_the_same_files_twice_add_nothing(folder: Path):
    files = (folder / "fachtag.txt", folder / "termine.csv")
    assert run(*files).stdout.splitlines() == [
        "Neu: 2, geändert: 0, unverändert: 0.",
        "Aus Fließtext gelesen, deshalb zuerst Entwurf: 1.",
        "Private Adressen und Nummern ausgelassen: 1.",
    ]
    assert run(*files).stdout.splitlines()[0] == "Neu: 0, geändert: 0, unverändert: 2."


def test_one_file_that_can_not_be_read_stores_nothing(folder: Path):
    result = run(folder / "termine.csv", folder / "plan.pdf", folder / "fehlt.txt")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"plan.pdf: Der Inhalt der Datei ist ein Windows-Programm. {READABLE}",
        "fehlt.txt: Die Datei lässt sich nicht lesen (No such file or directory).",
    ]
    assert not (folder / "data").exists()


@pytest.mark.parametrize(("filename", "data", "sentence"), IMPORTED.values(), ids=IMPORTED.keys())
@pytest.mark.parametrize("more", [[], ["--dry-run", "--json"]], ids=["import", "dry run"])
def test_what_must_not_be_imported(folder: Path, filename: str, data: bytes, sentence: str, more: list[str]):
    (folder / filename).write_bytes(data)
    result = run(folder / "termine.csv", folder / filename, *more)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", f"{filename}: {sentence}\n")
    assert not (folder / "data").exists()


def test_a_file_of_200_mb_is_refused_before_it_is_read(folder: Path):
    path = folder / "riesig.pdf"
    with path.open("wb") as file:
        file.truncate(TOO_LARGE)
    result = run(path)
    assert (result.exit_code, result.stderr) == (
        1, "riesig.pdf: Die Datei hat 191 MB. Gelesen werden Dateien bis 20 MB.\n",
    )  # fmt: skip
    assert not (folder / "data").exists()
