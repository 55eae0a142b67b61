"""Bytes to text: UTF-8, UTF-16 with a mark, else Windows-1252 as older office programs write it."""

import re

from commands.documents.errors import DocumentError

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decode_text(data: bytes) -> str:
    """Return the text with plain line ends. Refuses what is no text."""
    text = _decode(data)
    if "\x00" in text or len(_CONTROLS.findall(text)) > len(text) / 200:
        raise DocumentError("Der Inhalt der Datei ist kein Text.")
    return _CONTROLS.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def _decode(data: bytes) -> str:
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise DocumentError("Der Inhalt der Datei ist kein Text in UTF-8 oder Windows-1252.") from error
