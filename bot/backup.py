"""One archive with everything that a lost server needs: database, files of Musterlösungen, the bot's identity.

The login and the encryption store stay out of it: going back to an old encryption store breaks encrypted rooms for
good (its one-time keys are used up), so the restored bot signs in as a new device, which its identity vouches for.
"""

import io
import json
import os
import shutil
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import IO, Any, Literal

from storage.dump import BrokenDumpError, check_sqlite, copy_sqlite, read_lines, write_lines
from storage.store import HEAD, REVISIONS, Store

MANIFEST, SQLITE, LINES, DATA = "netzbote-sicherung.json", "datenbank.sqlite3", "datenbank.jsonl", "daten"
EDITION = 1
LEFT_OUT = frozenset({"sitzung.json", "speicherschluessel", "schluessel", "sperre", "ungelesen.json"})
PASSING = (".neu", "-wal", "-shm", "-journal")


class BackupError(Exception):
    """A backup can't be made or restored; the message is a German sentence."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds. ``schema``: the version of the database's schema."""

    edition: int
    program: str
    database: Literal["sqlite", "postgresql"]
    schema: str
    made_at: str  # ISO 8601 with offset


def _private_files(store: Store) -> Iterator[tuple[str, Path]]:
    """Yield the files of the data folder that belong into a backup, with their names in it."""
    database = store.file.absolute() if store.file else None
    for path in sorted(store.data_dir.rglob("*")):
        name = path.relative_to(store.data_dir)
        left_out = name.parts[0] in LEFT_OUT or path.name.endswith(PASSING) or path.absolute() == database
        if path.is_file() and not path.is_symlink() and not left_out:
            yield f"{DATA}/{name.as_posix()}", path


async def back_up(store: Store, target: Path, made_at: str) -> None:
    """Write an archive that only its owner can read, whole or not at all. The bot may be running."""
    revision = await store.revision()
    if revision is None:
        raise BackupError("Es ist noch nichts gespeichert.")
    kind: Literal["sqlite", "postgresql"] = "sqlite" if store.is_sqlite else "postgresql"
    manifest = Manifest(EDITION, version("netzbote"), kind, revision, made_at)
    try:
        with tempfile.TemporaryDirectory(prefix="netzbote-") as folder, _private(target) as file:
            dump = Path(folder) / (SQLITE if store.is_sqlite else LINES)
            if store.file is not None:
                copy_sqlite(store.file, dump)
            else:
                with dump.open("w", encoding="utf-8") as lines:
                    async with store.engine.connect() as connection:
                        await connection.run_sync(write_lines, lines)
            with tarfile.open(fileobj=file, mode="w:gz") as archive:
                _add(archive, MANIFEST, json.dumps(asdict(manifest), indent=1).encode())
                archive.add(dump, dump.name, filter=_anonymous)
                for name, path in _private_files(store):
                    archive.add(path, name, filter=_anonymous)
    except OSError as error:
        raise BackupError(f"Die Sicherung lässt sich nicht schreiben: {error.strerror}.") from error


@contextmanager
def _private(target: Path) -> Iterator[IO[bytes]]:
    temporary = target.with_name(target.name + ".neu")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _add(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = len(data), 0o600, int(time.time())
    archive.addfile(info, io.BytesIO(data))


def _anonymous(info: tarfile.TarInfo) -> tarfile.TarInfo:
    info.uid = info.gid = 0
    info.uname = info.gname = ""
    info.mode = 0o600
    return info


async def restore(store: Store, source: Path) -> Manifest:
    """Fill an empty data folder and database from an archive; after an error both are as empty as before."""
    data_dir = store.data_dir
    if data_dir.exists() and (not data_dir.is_dir() or any(data_dir.iterdir())):
        raise BackupError(f"Der Datenordner {data_dir} ist nicht leer. Zurückgespielt wird nur in einen leeren.")
    if store.file is not None and store.file.exists():
        raise BackupError(f"Die Datenbank {store.file} gibt es schon. Zurückgespielt wird nur in eine leere.")
    if store.file is None and await store.schema_state() != "empty":
        raise BackupError("Die Datenbank ist nicht leer. Zurückgespielt wird nur in eine leere.")
    try:
        with tempfile.TemporaryDirectory(prefix="netzbote-") as folder:
            with tarfile.open(source, mode="r:gz") as archive:
                _unpack(archive, Path(folder))
            manifest = _manifest(Path(folder))
            _check_kind(manifest, store)
            data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                await _put(store, Path(folder), manifest)
            except BaseException:
                _empty(store)
                raise
    except BrokenDumpError as error:
        raise BackupError(str(error)) from error
    except (OSError, EOFError, tarfile.TarError) as error:
        raise BackupError(f"Die Sicherung {source.name} lässt sich nicht lesen.") from error
    return manifest


def _unpack(archive: tarfile.TarFile, folder: Path) -> None:
    for info in archive:
        name = PurePosixPath(info.name)
        if not info.isfile() or name.is_absolute() or ".." in name.parts:
            raise BackupError(f"In der Sicherung steht ein Eintrag, der dort nicht hingehört: {info.name}")
        path = folder / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        content = archive.extractfile(info)
        assert content is not None
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            shutil.copyfileobj(content, file)


def _manifest(folder: Path) -> Manifest:
    try:
        values: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
        manifest = Manifest(**values)
    except (OSError, ValueError, TypeError) as error:
        raise BackupError("Das ist keine Sicherung von Netzbote.") from error
    if manifest.edition != EDITION or manifest.schema not in REVISIONS:
        raise BackupError(f"Die Sicherung stammt von einer neueren Version ({manifest.program}). Bitte aktualisieren.")
    return manifest


def _check_kind(manifest: Manifest, store: Store) -> None:
    here = "sqlite" if store.is_sqlite else "postgresql"
    if manifest.database != here:
        raise BackupError(
            f"Die Sicherung enthält eine Datenbank der Art {manifest.database}, eingestellt ist {here}. "
            "Zwischen beiden zieht man mit „netzbote export“ und „netzbote import“ um."
        )


async def _put(store: Store, folder: Path, manifest: Manifest) -> None:
    for path in sorted((folder / DATA).rglob("*")):
        target = store.data_dir / path.relative_to(folder / DATA)
        if path.is_dir():
            target.mkdir(mode=0o700, parents=True, exist_ok=True)
        else:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copy2(path, target)
    if store.file is not None:
        check_sqlite(folder / SQLITE)
        store.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copy2(folder / SQLITE, store.file)
        return
    with (folder / LINES).open(encoding="utf-8") as lines:
        async with store.engine.begin() as connection:
            await connection.run_sync(read_lines, manifest.schema, lines)


def _empty(store: Store) -> None:
    for path in store.data_dir.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    if store.file is not None:
        store.file.unlink(missing_ok=True)


__all__ = ["HEAD", "BackupError", "Manifest", "back_up", "restore"]
