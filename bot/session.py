"""The login that is kept: made once, used again at every start."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Session:
    """An access token and the device it belongs to."""

    homeserver: str
    user_id: str
    device_id: str
    access_token: str


def write_private(path: Path, data: bytes) -> None:
    """Write a file that only its owner can read, whole or not at all (temporary file, fsync, rename)."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = path.with_suffix(path.suffix + ".neu")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


class SessionFile:
    """Where the session lies in the data folder."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / "sitzung.json"

    def load(self, homeserver: str, user_id: str) -> Session | None:
        """Return the kept session of this account on this server, if there is one."""
        try:
            session = Session(**json.loads(self._path.read_text(encoding="utf-8")))
        except (FileNotFoundError, json.JSONDecodeError, TypeError):
            return None
        if (session.homeserver, session.user_id) != (homeserver, user_id):
            return None
        return session

    def save(self, session: Session) -> None:
        """Keep the session."""
        write_private(self._path, json.dumps(asdict(session)).encode())

    def forget(self) -> None:
        """Drop a session that the server no longer accepts."""
        self._path.unlink(missing_ok=True)
