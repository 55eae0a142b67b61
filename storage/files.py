"""Files in the data folder, found by the hash of their content: the same content is stored once."""

import hashlib
import os
from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path

FOLDER = "dateien"
UNUSED_KEPT = timedelta(days=1)  # a file is written before the row that names it is committed


def path_of(data_dir: Path, sha256: str) -> Path:
    """Return where a content lies."""
    return data_dir / FOLDER / sha256[:2] / sha256


def put(data_dir: Path, data: bytes) -> str:
    """Store a content and return its hash; readable only for the owner, whole or not at all.

    Written beside, synced, then renamed: after a power cut the file is there or not, never half.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    path = path_of(data_dir, sha256)
    if path.exists() and path.stat().st_size == len(data):
        os.utime(path)  # used again from now on: see sweep()
        return sha256
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_suffix(".neu")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    for folder in (path.parent, path.parent.parent):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
    return sha256


def sweep(data_dir: Path, used: Collection[str], now: datetime) -> int:
    """Delete contents that nothing in the store names, a day after they were written; returns how many."""
    wanted = set(used)
    before = (now - UNUSED_KEPT).timestamp()
    gone = 0
    for path in (data_dir / FOLDER).glob("??/*"):
        if path.name not in wanted and path.stat().st_mtime < before:
            path.unlink()
            gone += 1
    return gone
