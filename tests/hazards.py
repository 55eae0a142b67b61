"""What reading a file may do in its process, for the tests: in a module, since the process must find it by name."""

import os
import time
from dataclasses import dataclass

from commands.documents import DocumentError


def sleeps() -> None:
    time.sleep(60)


def swallows() -> int:
    return len(bytearray(3 * 2**30))


def vanishes() -> None:
    os._exit(9)


def fails() -> None:
    raise KeyError("was in der Datei steht")


def refuses() -> None:
    raise DocumentError("Die Datei ist leer.")


def prints() -> str:
    os.write(1, b"eine Warnung")
    return "fertig"


def settings() -> list[str]:
    return [name for name in os.environ if name.startswith("NETZBOTE_")]


@dataclass(frozen=True, slots=True)
class Foreign:
    number: int
