"""Work on files that others made, in a process of its own: bounded in time and memory, and all of it gone after.

Libraries for documents are large and written for well-meant files. In a thread, a file made for it would hold up the
bot, or fill its memory, for as long as it likes; a process can be ended. What it gives back is read as values alone,
so that a file which takes that process over does not reach into this one.
"""

import asyncio
import contextlib
import io
import os
import pickle
import sys
from asyncio import AbstractEventLoop, Semaphore
from collections.abc import Callable
from dataclasses import is_dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

from commands.errors import NotUnderstoodError

T = TypeVar("T")

TAKES = 30.0  # seconds, the time for the start of the process (about a third of one) with them
MEMORY = 2**30  # bytes of address space
LONGEST_RESULT = 64 * 2**20  # bytes
AT_ONCE = 2  # processes; who comes later waits
TOO_MUCH = "Die Datei lässt sich nicht mit vertretbarem Aufwand lesen."
DONE, REFUSED, FAULT = "fertig", "abgelehnt", "fehler"
_VALUES = (date, datetime, time, timedelta, timezone, ZoneInfo)
_OURS = ("commands", "storage")
_places: WeakKeyDictionary[AbstractEventLoop, Semaphore] = WeakKeyDictionary()


class ApartError(Exception):
    """A fault inside the process: the kind of error, and where; not what the file says."""


async def apart(work: Callable[[], T], *, takes: float = TAKES) -> T:
    """Do some work in a process of its own, a function of a module or a ``partial`` of one.

    An error of our own that it raises has a German sentence, and becomes a :class:`NotUnderstoodError`; so does taking
    too long or too much memory. Whatever else goes wrong in it is an :class:`ApartError`.
    """
    places = _places.setdefault(asyncio.get_running_loop(), Semaphore(AT_ONCE))
    async with places:
        answer = await _run(pickle.dumps(work), takes)
    try:
        what, value = _Values(io.BytesIO(answer)).load()
    except (EOFError, pickle.UnpicklingError) as error:
        raise NotUnderstoodError(TOO_MUCH) from error
    if what == REFUSED:
        raise NotUnderstoodError(value)
    if what != DONE:
        raise ApartError(value)
    result: T = value
    return result


async def _run(given: bytes, takes: float) -> bytes:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", __spec__.name),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,  # it may say what stands in the file
        env={name: value for name, value in os.environ.items() if not name.startswith("NETZBOTE_")},
    )
    try:
        async with asyncio.timeout(takes):
            answer, _ = await process.communicate(given)
    except TimeoutError as error:
        raise NotUnderstoodError(TOO_MUCH) from error
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    return answer


class _Values(pickle.Unpickler):
    """Reads plain values, and our own kinds of records; nothing that does something."""

    def find_class(self, module: str, name: str) -> Any:
        for kind in _VALUES:
            if (module, name) == (kind.__module__, kind.__qualname__):
                return kind
        if module.partition(".")[0] in _OURS and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value")


class _Pickler(pickle.Pickler):
    """Writes what :class:`_Values` reads."""

    def reducer_override(self, value: Any) -> Any:
        """Write zones by their names."""
        return (ZoneInfo, (value.key,)) if isinstance(value, ZoneInfo) else NotImplemented


def _packed(what: str, value: Any) -> bytes:
    target = io.BytesIO()
    _Pickler(target).dump((what, value))
    return target.getvalue()


def _work() -> bytes:
    """Do what is asked for on standard input."""
    try:
        value = pickle.loads(sys.stdin.buffer.read())()  # noqa: S301  # from the process that started this one
    except MemoryError:
        return _packed(REFUSED, TOO_MUCH)
    except Exception as error:  # noqa: BLE001  # told where it can be logged
        if type(error).__module__.partition(".")[0] in _OURS:
            return _packed(REFUSED, str(error))
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace is not None else ""
        return _packed(FAULT, f"{type(error).__name__} {where}")
    packed = _packed(DONE, value)
    return packed if len(packed) <= LONGEST_RESULT else _packed(REFUSED, TOO_MUCH)


def _main() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # not every system has these limits
        import resource  # noqa: PLC0415  # as above

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (int(TAKES), int(TAKES)))  # if nobody is left to end it
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with os.fdopen(os.dup(1), "wb") as output:
        os.dup2(2, 1)  # what libraries print is not the answer
        output.write(_work())


if __name__ == "__main__":
    _main()
