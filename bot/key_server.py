"""The homeserver's key interface, over nio's connection (nio itself knows no cross-signing)."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import aiohttp

from bot.identity import OwnKeys
from bot.keys import nio
from bot.matrix import LoggedOutError, RefusedError, UnreachableError
from bot.people_keys import PersonKeys

BASE = "/_matrix/client/v3"
OAUTH_STAGES = ("m.oauth", "org.matrix.cross_signing_reset")  # their parameters have an address for people


class ConfirmationError(RefusedError):
    """The server wants to see who replaces the identity; ``sentence`` says in German what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__("M_FORBIDDEN", sentence)
        self.sentence = sentence


def _how_to_confirm(flows: list[list[str]], params: Any) -> str:
    """Say what the flows of an interactive authentication ask for (Matrix spec; MSC4312 for OAuth)."""
    if ["m.login.password"] in flows:
        return "Für eine neue Identität fragt der Server nach dem Passwort: NETZBOTE_PASSWORD fehlt."
    known = params if isinstance(params, dict) else {}
    urls = [
        part["url"]
        for stage in (*OAUTH_STAGES, *(stage for flow in flows for stage in flow))
        if isinstance(part := known.get(stage), dict) and isinstance(part.get("url"), str)
    ]
    where = f" unter {urls[0]}" if urls else " in der Kontoverwaltung"
    return (
        f"Der Server will, dass eine Person die neue Identität freigibt. Bitte melden Sie sich{where} mit dem Konto "
        "des Bots an, erlauben Sie das Zurücksetzen, und wiederholen Sie den Befehl innerhalb von zehn Minuten."
    )


class NioKeyServer:
    """Implements :class:`bot.identity.KeyServer`."""

    def __init__(self, client: nio.AsyncClient, password: str) -> None:
        self._client = client
        self._password = password
        self.user_id = client.user_id

    @property
    def device_id(self) -> str:
        """The bot's device."""
        return str(self._client.device_id)

    def device_keys(self) -> Mapping[str, Any]:
        """Return the device's public keys from the encryption store."""
        assert self._client.olm is not None
        keys = self._client.olm.account.identity_keys
        return {f"{kind}:{self.device_id}": key for kind, key in keys.items()}

    def sign_as_device(self, value: Mapping[str, Any]) -> str:
        """Sign with the device's key; olm signs canonical JSON without ``signatures``."""
        assert self._client.olm is not None
        bare = {key: part for key, part in value.items() if key not in {"signatures", "unsigned"}}
        return str(self._client.olm.sign_json(bare))

    async def _request(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> tuple[int, Any]:
        headers = {"Authorization": f"Bearer {self._client.access_token}", "Content-Type": "application/json"}
        data = json.dumps(body) if body is not None else None
        try:
            response = await self._client.send(method, BASE + path, data, headers)
            answer = await response.json()
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            raise UnreachableError(type(error).__name__) from error
        code = answer.get("errcode", "") if isinstance(answer, dict) else ""
        if response.status >= 500 or response.status == 429:
            raise UnreachableError(f"status {response.status}")
        if code == "M_UNKNOWN_TOKEN":
            raise LoggedOutError(code, soft=answer.get("soft_logout") is True)
        return response.status, answer

    async def _ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        status, answer = await self._request(method, path, body)
        if status != 200:
            raise RefusedError(str(answer.get("errcode", status)), str(answer.get("error", "")))
        return answer

    async def whoami(self) -> tuple[str, str]:
        """Return the account and the device of the access token (GET /account/whoami); a token may have no device."""
        answer = await self._ask("GET", "/account/whoami")
        return str(answer.get("user_id", "")), str(answer.get("device_id") or "")

    async def own_keys(self) -> OwnKeys:
        """Ask for the account's own keys (POST /keys/query)."""
        answer = await self._ask("POST", "/keys/query", {"device_keys": {self.user_id: []}})
        return OwnKeys(
            devices=answer.get("device_keys", {}).get(self.user_id, {}),
            master=answer.get("master_keys", {}).get(self.user_id),
            self_signing=answer.get("self_signing_keys", {}).get(self.user_id),
        )

    async def person_keys(self, user_id: str) -> PersonKeys:
        """Ask for somebody's keys (POST /keys/query)."""
        answer = await self._ask("POST", "/keys/query", {"device_keys": {user_id: []}})
        return PersonKeys.read(user_id, answer if isinstance(answer, dict) else {})

    async def joined_rooms(self) -> frozenset[str]:
        """Ask which rooms the bot is in (GET /joined_rooms)."""
        answer = await self._ask("GET", "/joined_rooms")
        return frozenset(room for room in answer.get("joined_rooms", []) if isinstance(room, str))

    async def send_to_device(self, user_id: str, device_id: str, kind: str, content: Mapping[str, Any]) -> None:
        """Send a message from device to device, in clear (PUT /sendToDevice)."""
        path = f"/sendToDevice/{quote(kind, safe='')}/{uuid4()}"
        await self._ask("PUT", path, {"messages": {user_id: {device_id: dict(content)}}})

    async def upload_device_keys(self) -> None:
        """Publish the device and its one-time keys unless that is done."""
        if self._client.should_upload_keys:
            answer = await self._client.keys_upload()
            if isinstance(answer, nio.ErrorResponse):
                raise RefusedError(answer.status_code or "", answer.message or "")

    async def upload_identity(self, body: Mapping[str, Any]) -> None:
        """Publish the cross-signing keys; with the password where the server wants to see it (UIA)."""
        status, answer = await self._request("POST", "/keys/device_signing/upload", body)
        if status == 401:
            flows = [flow.get("stages", []) for flow in answer.get("flows", [])]
            if ["m.login.password"] not in flows or not self._password:
                raise ConfirmationError(_how_to_confirm(flows, answer.get("params")))
            auth = {
                "type": "m.login.password",
                "identifier": {"type": "m.id.user", "user": self.user_id},
                "password": self._password,
                "session": answer.get("session"),
            }
            await self._ask("POST", "/keys/device_signing/upload", {**body, "auth": auth})
        elif status != 200:
            raise RefusedError(str(answer.get("errcode", status)), str(answer.get("error", "")))

    async def upload_signatures(self, body: Mapping[str, Any]) -> None:
        """Publish signatures (POST /keys/signatures/upload)."""
        answer = await self._ask("POST", "/keys/signatures/upload", body)
        if answer.get("failures"):
            raise RefusedError("M_INVALID_SIGNATURE", f"the server did not take a signature: {answer['failures']}")

    async def account_data(self, kind: str) -> Mapping[str, Any] | None:
        """Read account data; ``None`` where there is none."""
        status, answer = await self._request("GET", self._account_path(kind))
        return answer if status == 200 and isinstance(answer, dict) and answer else None

    async def set_account_data(self, kind: str, content: Mapping[str, Any]) -> None:
        """Write account data."""
        await self._ask("PUT", self._account_path(kind), content)

    def _account_path(self, kind: str) -> str:
        return f"/user/{quote(self.user_id, safe='')}/account_data/{quote(kind, safe='')}"
