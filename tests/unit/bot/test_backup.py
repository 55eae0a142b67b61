"""A backup holds what a lost server needs, and goes only into an empty place."""

import io
import stat
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.backup import BackupError, back_up, restore
from storage.export.write import export
from storage.importer import load_example
from storage.store import Store
from tests.conftest import empty_postgres

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
MADE = "2026-11-23T12:00:00+01:00"


async def content(store: Store) -> dict:
    async with store.snapshot() as net:
        return await export(net.session)


async def test_everything_comes_back(store: Store, tmp_path: Path) -> None:
    old = store.data_dir = tmp_path / "alt"
    for name in (
        "identitaet.json",
        "zeichenschluessel",
        "dateien/ab/abc",
        "sitzung.json",
        "schluessel/x.db",
        "sperre",
    ):
        path = old / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    await load_example(store, now=NOW)
    before = await content(store)
    archive = tmp_path / "sicherung.tar.gz"
    await back_up(store, archive, MADE)
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    if not store.is_sqlite:
        await empty_postgres(store._url.render_as_string(hide_password=False))
    url = (
        f"sqlite+aiosqlite:///{tmp_path / 'neu/netzbote.sqlite3'}"
        if store.is_sqlite
        else store._url.render_as_string(hide_password=False)
    )
    new = Store(url, data_dir=tmp_path / "neu")
    try:
        manifest = await restore(new, archive)
        assert (manifest.made_at, await new.schema_state()) == (MADE, "current")
        assert await content(new) == before
        async with new.writing() as net:
            await net.subscriptions.add("@a:b", "Thema")
            found = await net.search("storytelling", now=NOW)
        assert found.page.items[0].ref is not None
        with pytest.raises(BackupError, match="ist nicht leer"):
            await restore(new, archive)
    finally:
        await new.close()
    files = {
        path.relative_to(tmp_path / "neu").as_posix(): path for path in (tmp_path / "neu").rglob("*") if path.is_file()
    }
    files = {name: path for name, path in files.items() if not name.startswith("netzbote.sqlite3")}
    assert sorted(files) == ["dateien/ab/abc", "identitaet.json", "zeichenschluessel"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files.values()} == {0o600}


def archive_of(path: Path, members: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


MANIFEST = b'{"edition": 1, "program": "1", "database": "%s", "schema": "0001", "made_at": "x"}'


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({}, "Das ist keine Sicherung von Netzbote."),
        ({"../boese": b"x"}, "In der Sicherung steht ein Eintrag, der dort nicht hingehört: ../boese"),
        ({"/etc/boese": b"x"}, "In der Sicherung steht ein Eintrag, der dort nicht hingehört: /etc/boese"),
        (
            {"netzbote-sicherung.json": MANIFEST % b"sqlite", "datenbank.sqlite3": b"kaputt" * 999, "daten/a": b"x"},
            "Die Datenbank in der Sicherung ist beschädigt.",
        ),
        (
            {"netzbote-sicherung.json": MANIFEST.replace(b"0001", b"9999") % b"sqlite"},
            "Die Sicherung stammt von einer neueren Version (1). Bitte aktualisieren.",
        ),
        (
            {"netzbote-sicherung.json": MANIFEST % b"postgresql"},
            (
                "Die Sicherung enthält eine Datenbank der Art postgresql, eingestellt ist sqlite. "
                "Zwischen beiden zieht man mit „netzbote export“ und „netzbote import“ um."
            ),
        ),
    ],
)
async def test_a_bad_archive_leaves_nothing_behind(tmp_path: Path, members: dict, sentence: str) -> None:
    folder = tmp_path / "neu"
    store = Store(f"sqlite+aiosqlite:///{folder / 'netzbote.sqlite3'}", data_dir=folder)
    with pytest.raises(BackupError) as raised:
        await restore(store, archive_of(tmp_path / "a.tar.gz", members))
    await store.close()
    assert str(raised.value) == sentence
    assert not folder.exists() or list(folder.iterdir()) == []
    assert not (tmp_path / "boese").exists()


async def test_no_archive_at_all(tmp_path: Path) -> None:
    (tmp_path / "a.tar.gz").write_bytes(b"kein Archiv")
    store = Store(f"sqlite+aiosqlite:///{tmp_path / 'neu/x.sqlite3'}", data_dir=tmp_path / "neu")
    with pytest.raises(BackupError, match=r"Die Sicherung a.tar.gz lässt sich nicht lesen."):
        await restore(store, tmp_path / "a.tar.gz")
    await store.close()
