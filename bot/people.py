"""The keys of the people that the bot talks with: whose device said something, and who was verified."""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

from bot.key_server import NioKeyServer
from bot.matrix import Matrix, patiently
from bot.people_keys import PersonKeys
from bot.signing import IdentityFile
from bot.trust_book import TrustBook
from storage.comparing import Outcome


class SenderCheck(StrEnum):
    """What is known of the device that a message came from."""

    SIGNED = "signiert"
    UNSIGNED = "unsigniert"  # its owner has not signed it
    CHANGED = "gewechselt"  # signed, but by another identity than the first one seen
    CLEAR = "unverschluesselt"  # not encrypted, so anybody between may have written it


class People:
    """Asks the server for keys and judges them."""

    def __init__(self, matrix: Matrix, data_dir: Path) -> None:
        self._matrix = matrix
        self._data_dir = data_dir
        self.book = TrustBook(data_dir)

    @property
    def user_id(self) -> str:
        """The bot."""
        return self._matrix.user_id

    @property
    def device_id(self) -> str:
        """The bot's device."""
        return str(self._matrix.client.device_id)

    def _server(self) -> NioKeyServer:
        return NioKeyServer(self._matrix.client, "")

    async def keys_of(self, user: str) -> PersonKeys:
        """Ask for a person's keys."""
        return await patiently(lambda: self._server().person_keys(user))

    async def check_sender(self, user: str, sender_key: str | None) -> SenderCheck:
        """Check the chain of signatures from the device that sent a message up to its owner's identity."""
        if sender_key is None:
            return SenderCheck.CLEAR
        keys = await self.keys_of(user)
        device = keys.device_with(sender_key)
        if device is None or keys.master is None or not keys.is_signed(device):
            return SenderCheck.UNSIGNED
        known = self.book.matches(user, keys.master, datetime.now(UTC))
        return SenderCheck.SIGNED if known else SenderCheck.CHANGED

    async def sender_is_signed(self, user: str, sender_key: str | None) -> bool:
        """Whether a message came from a device that its owner has signed."""
        return await self.check_sender(user, sender_key) is SenderCheck.SIGNED

    def own_keys(self) -> tuple[str, str]:
        """Return the device's Ed25519 key and the public master key."""
        identity = IdentityFile(self._data_dir).load(self.user_id)
        assert identity is not None  # nobody gets as far as this without one
        return str(self._server().device_keys()[f"ed25519:{self.device_id}"]), identity.master.public

    async def to_room(self, room: str, kind: str, content: Mapping[str, Any], txn: str) -> None:
        """Send a step of a verification into a room."""
        await patiently(partial(self._matrix.send, room, kind, content, txn))

    async def to_device(self, user: str, device: str, kind: str, content: Mapping[str, Any]) -> None:
        """Send a step of a verification to one device."""
        await patiently(lambda: self._server().send_to_device(user, device, kind, content))

    async def verified(self, person: PersonKeys) -> Outcome:
        """Sign a person's master key, with which emoji were compared; only if it is the first one seen."""
        identity = IdentityFile(self._data_dir).load(self.user_id)
        now = datetime.now(UTC)
        if identity is None or person.master is None or person.master_object is None:
            return Outcome.NO_IDENTITY
        if not self.book.matches(person.user_id, person.master, now):
            return Outcome.OTHER_KEY
        bare = {key: value for key, value in person.master_object.items() if key not in {"unsigned", "signatures"}}
        signed = identity.user_signing.sign(bare, self.user_id)
        await patiently(
            lambda: self._server().upload_signatures({person.user_id: {str(person.master): signed}}),
        )
        self.book.compared(person.user_id, person.master, now)
        return Outcome.CONFIRMED
