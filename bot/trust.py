"""Whether people's clients trust the bot, as ``netzbote check`` says it; works beside a running bot."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.config import Settings
from bot.identity import SECRET, KeyServer
from bot.key_server import NioKeyServer
from bot.keys import nio
from bot.matrix import connection
from bot.people_keys import PersonKeys
from bot.session import SessionFile
from bot.signing import USAGES, IdentityFile
from bot.trust_book import TrustBook


class NotSignedInError(Exception):
    """There is no kept login: the bot has never run with this data folder."""


@dataclass(frozen=True, slots=True)
class TrustReport:
    """What is known of the bot's trust."""

    user_id: str
    device_id: str
    device_known: bool  # the server publishes the device's keys
    device_signed: bool  # by the account's identity: strict clients hear and read the bot
    master_key: str | None  # the identity's public key, None if the account has none
    identity_here: bool  # the private keys of just this identity lie in the data folder
    secret_storage: bool  # the identity can be restored with a recovery key
    verified_by: int  # people who have compared emoji with the bot
    unsigned_devices: tuple[str, ...] = ()  # other devices of the account that nobody vouches for

    @property
    def is_trusted(self) -> bool:
        """Whether strict clients talk with the bot."""
        return self.device_signed


@asynccontextmanager
async def plain_access(settings: Settings) -> AsyncIterator[NioKeyServer]:
    """Speak with the server by the kept login, without the encryption store (a running bot holds it).

    Raises :class:`NotSignedInError`.
    """
    session = SessionFile(settings.data_dir).load(settings.homeserver, settings.user)
    if session is None:
        raise NotSignedInError
    client = nio.AsyncClient(
        settings.homeserver,
        settings.user,
        session.device_id,
        config=nio.AsyncClientConfig(
            encryption_enabled=False, store=None, max_limit_exceeded=0, max_timeouts=0, request_timeout=30
        ),
        **connection(settings),
    )
    client.user_id, client.access_token = session.user_id, session.access_token
    try:
        yield NioKeyServer(client, settings.password)
    finally:
        await client.close()


async def has_secret_storage(server: KeyServer) -> bool:
    """Whether all three private keys lie in secret storage under its default key."""
    default = await server.account_data("m.secret_storage.default_key") or {}
    name = default.get("key")
    if not isinstance(name, str) or await server.account_data(f"m.secret_storage.key.{name}") is None:
        return False
    for usage in USAGES:
        encrypted = (await server.account_data(SECRET[usage]) or {}).get("encrypted")
        if not isinstance(encrypted, dict) or name not in encrypted:
            return False
    return True


async def trust_report(settings: Settings) -> TrustReport:
    """Ask the server how the bot stands.

    Raises :class:`NotSignedInError` before the first run, and :class:`bot.matrix.MatrixError`.
    """
    async with plain_access(settings) as server:
        published = await server.own_keys()
        keys = PersonKeys.read(
            server.user_id,
            {
                "device_keys": {server.user_id: dict(published.devices)},
                "master_keys": {server.user_id: published.master},
                "self_signing_keys": {server.user_id: published.self_signing},
            },
        )
        kept = IdentityFile(settings.data_dir).load(server.user_id)
        return TrustReport(
            user_id=server.user_id,
            device_id=server.device_id,
            device_known=server.device_id in keys.devices,
            device_signed=keys.is_signed(server.device_id),
            master_key=keys.master,
            identity_here=kept is not None
            and kept.master.public == keys.master
            and kept.self_signing.public == keys.self_signing,
            secret_storage=await has_secret_storage(server),
            verified_by=TrustBook(settings.data_dir).count_compared(),
            unsigned_devices=tuple(
                sorted(name for name in keys.devices if name != server.device_id and not keys.is_signed(name))
            ),
        )
