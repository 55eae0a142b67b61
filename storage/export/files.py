"""The files of Musterlösungen beside an export: each named by its hash (SHA-256)."""

import hashlib
import shutil
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.files import path_of
from storage.tables.solution import File


def folder_beside(document: Path) -> Path:
    """Return the folder of the files that belong to an export."""
    return document.with_name(f"{document.stem}-dateien")


async def hashes(session: AsyncSession) -> list[str]:
    """Return the hashes of all files that the store names."""
    return sorted(set(await session.scalars(select(File.sha256))))


def copy_out(data_dir: Path, folder: Path, wanted: list[str]) -> list[str]:
    """Copy files beside an export; returns those that are missing in the store."""
    missing = []
    for sha256 in wanted:
        source = path_of(data_dir, sha256)
        if not source.is_file():
            missing.append(sha256)
            continue
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(source, folder / sha256)
    return missing


def copy_in(data_dir: Path, folder: Path, wanted: list[str]) -> list[str]:
    """Take files over from beside an export; returns those that are missing or not what their name says."""
    missing = []
    for sha256 in wanted:
        target = path_of(data_dir, sha256)
        if target.is_file():
            continue
        source = folder / sha256
        if not source.is_file() or _hash(source) != sha256:
            missing.append(sha256)
            continue
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    return missing


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
