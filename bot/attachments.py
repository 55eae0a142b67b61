"""Files that go out: uploaded, encrypted in encrypted rooms, as the content of a message."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.matrix import Matrix
from commands.port import Document

_PNG = b"\x89PNG\r\n\x1a\n"


async def attachment(
    matrix: Matrix, room: str, document: Document, relation: Mapping[str, Any] | None
) -> dict[str, Any]:
    """Upload a file and return the content of its message; a picture is shown as one, its caption is what it shows.

    Raises :class:`bot.matrix.RefusedError` (``M_TOO_LARGE``) for what the server does not take.
    """
    data = document.data
    if data is None:
        data = await asyncio.to_thread(Path(document.path or "").read_bytes)
    source = await matrix.upload(data, document.mime, document.filename, encrypt=matrix.is_encrypted(room))
    is_picture = document.mime == "image/png" and data.startswith(_PNG)
    info: dict[str, Any] = {"mimetype": document.mime, "size": len(data)}
    if is_picture:
        info |= {"w": int.from_bytes(data[16:20], "big"), "h": int.from_bytes(data[20:24], "big")}
    message: dict[str, Any] = {
        "msgtype": "m.image" if is_picture else "m.file",
        "body": document.caption or document.filename,
        "filename": document.filename,
        "info": info,
        "m.mentions": {},
        **source,
    }
    if relation:
        message["m.relates_to"] = dict(relation)
    return message
