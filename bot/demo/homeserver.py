"""A real Synapse on 127.0.0.1, for the demo and the tests: quickly ready, ended with its parent."""

import asyncio
import contextlib
import ctypes
import hashlib
import hmac
import os
import secrets
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import aiohttp
import yaml

READY_WITHIN = 60.0  # seconds
RATES = (
    ("rc_message", None),
    ("rc_registration", None),
    ("rc_login", ("address", "account", "failed_attempts")),
    ("rc_joins", ("local", "remote")),
    ("rc_joins_per_room", None),
    ("rc_invites", ("per_room", "per_user", "per_issuer")),
    ("rc_admin_redaction", None),
    ("rc_3pid_validation", None),
    ("rc_room_creation", None),
)
FAST = {"per_second": 100_000, "burst_count": 100_000}


class HomeserverError(Exception):
    """The homeserver did not start; the message says where its log lies."""


def free_port() -> int:
    """Return a port that is free on 127.0.0.1 at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def end_with_parent() -> Callable[[], None] | None:
    """Return what a child runs first, so that it ends when its parent does (Linux only)."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)

    def tie() -> None:
        libc.prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG

    return tie


class Homeserver:
    """One Synapse in a folder of its own; the same folder again is the same server."""

    def __init__(self, folder: Path, *, sync_cache: str = "2m", server_name: str = "localhost") -> None:
        self.folder = folder
        self.server_name = server_name
        self.port = free_port()
        self._sync_cache = sync_cache
        self._secret = secrets.token_hex(16)
        self._process: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        """The address for clients."""
        return f"http://127.0.0.1:{self.port}"

    def _configure(self) -> Path:
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / "homeserver.yaml"
        if path.exists():
            return path
        log = self.folder / "log.yaml"
        log.write_text(
            yaml.safe_dump(
                {
                    "version": 1,
                    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
                    "handlers": {
                        "file": {
                            "class": "logging.FileHandler",
                            "filename": str(self.folder / "synapse.log"),
                            "formatter": "plain",
                        }
                    },
                    "root": {"level": "WARNING", "handlers": ["file"]},
                    "disable_existing_loggers": False,
                }
            ),
            encoding="utf-8",
        )
        settings = {
            "server_name": self.server_name,
            "report_stats": False,
            "pid_file": str(self.folder / "synapse.pid"),
            "log_config": str(log),
            "signing_key_path": str(self.folder / "signing.key"),
            "media_store_path": str(self.folder / "media"),
            "database": {"name": "sqlite3", "args": {"database": str(self.folder / "homeserver.db")}},
            "listeners": [
                {
                    "port": self.port,
                    "bind_addresses": ["127.0.0.1"],
                    "type": "http",
                    "tls": False,
                    "resources": [{"names": ["client"]}],
                }
            ],
            "registration_shared_secret": self._secret,
            "bcrypt_rounds": 4,
            "trusted_key_servers": [],
            "presence": {"enabled": False},
            "caches": {"sync_response_cache_duration": self._sync_cache},
            **{name: dict.fromkeys(parts, FAST) if parts else FAST for name, parts in RATES},
        }
        path.write_text(yaml.safe_dump(settings), encoding="utf-8")
        return path

    async def start(self) -> None:
        """Start and wait until the server answers."""
        fresh = not (self.folder / "homeserver.yaml").exists()
        path = self._configure()
        output = (self.folder / "output.log").open("ab")
        try:
            base = (sys.executable, "-m", "synapse.app.homeserver", "-c", str(path))
            if fresh:
                keys = await asyncio.create_subprocess_exec(*base, "--generate-keys", stdout=output, stderr=output)
                await keys.wait()
            self._process = await asyncio.create_subprocess_exec(
                *base, stdout=output, stderr=output, preexec_fn=end_with_parent()
            )
        finally:
            output.close()
        await self._answering()

    async def _answering(self) -> None:
        assert self._process is not None
        loop = asyncio.get_running_loop()
        until = loop.time() + READY_WITHIN
        async with aiohttp.ClientSession() as http:
            while loop.time() < until and self._process.returncode is None:
                with contextlib.suppress(aiohttp.ClientError, OSError):
                    async with http.get(f"{self.url}/_matrix/client/versions") as answer:
                        if answer.status == 200:
                            return
                await asyncio.sleep(0.05)
        raise HomeserverError(f"Der Homeserver startet nicht. Protokoll: {self.folder / 'output.log'}")

    async def _end(self, number: signal.Signals) -> None:
        process = self._process
        if process is None or process.returncode is not None:
            return
        process.send_signal(number)
        try:
            await asyncio.wait_for(process.wait(), 10)
        except TimeoutError:
            process.kill()
            await process.wait()

    async def stop(self) -> None:
        """End the server in order."""
        await self._end(signal.SIGTERM)

    async def kill(self) -> None:
        """End the server as a power cut would."""
        await self._end(signal.SIGKILL)

    async def register(self, name: str, password: str) -> str:
        """Make an account and return its full id (Synapse's shared-secret registration)."""
        url = f"{self.url}/_synapse/admin/v1/register"
        async with aiohttp.ClientSession() as http:
            async with http.get(url) as answer:
                nonce = (await answer.json())["nonce"]
            text = "\0".join((nonce, name, password, "notadmin"))
            mac = hmac.new(self._secret.encode(), text.encode(), hashlib.sha1).hexdigest()
            body = {"nonce": nonce, "username": name, "password": password, "admin": False, "mac": mac}
            async with http.post(url, json=body) as answer:
                return str((await answer.json())["user_id"])


def bot_environment(server: Homeserver, user_id: str, password: str, folder: Path, **more: str) -> dict[str, str]:
    """Return the environment for a bot of this server, without settings of the person who starts it."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("NETZBOTE_")}
    return {
        **inherited,
        "NETZBOTE_HOMESERVER": server.url,
        "NETZBOTE_USER": user_id,
        "NETZBOTE_PASSWORD": password,
        "NETZBOTE_DATA_DIR": str(folder),
        **more,
    }
