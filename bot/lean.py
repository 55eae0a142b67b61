"""Keeps what is never used out of the process."""

import ctypes
import gc
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType

DRIVERS = ("psycopg", "psycopg2", "psycopg2cffi", "mysqlclient", "pymysql")  # of databases; peewee takes what it finds
FOREIGN = ("cffi",)  # pycryptodome prefers it to ctypes, with a parser for C behind it
PYDANTIC = ("pydantic_core",)  # yarl, and so aiohttp, serves it wherever it is installed

Parts = Mapping[str, tuple[str, ...]]  # modules, and the names that are taken from them
HTTP2: Parts = dict.fromkeys(("h11", "h2", "h2.connection", "h2.events"), ())  # nio's other client, without asyncio
PROXIES: Parts = {"aiohttp_socks": ("ProxyConnector",)}  # the bot speaks to its homeserver directly
PROCESSES: Parts = {"multiprocessing": (), "concurrent.futures.process": ("BrokenProcessPool",)}  # APScheduler's pool


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Make these modules look as if they were not installed, unless they are loaded already."""
    hidden = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None is how Python marks "not to be had"
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


@contextmanager
def empty(parts: Parts) -> Iterator[None]:
    """Let libraries that insist on these modules find empty ones, unless they are loaded already."""
    put = {name: ModuleType(name) for name in parts if name not in sys.modules}
    for name, module in put.items():
        for taken in parts[name]:
            setattr(module, taken, type(taken, (Exception,), {}))
    sys.modules.update(put)
    try:
        yield
    finally:
        for name in put:
            del sys.modules[name]


@contextmanager
def without_spare_parts() -> Iterator[None]:
    """Import nio and aiohttp without what they would load beside: megabytes and a fifth of a second for nothing."""
    with empty({**HTTP2, **PROXIES}), without(*DRIVERS, *FOREIGN, *PYDANTIC):
        yield


def settle() -> None:
    """Give back what only the start needed, and spare the collector what stays for good.

    Without it every full collection walks through three hundred thousand objects of the libraries.
    """
    gc.collect()
    gc.freeze()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # only the GNU C library has it
    if trim is not None:
        trim(0)


def apart(work: Callable[[], None]) -> bool:
    """Do some work in a process of its own, so that what it imports ends with it; tells whether it was done.

    It forks, so it is only for the time before there are threads or an event loop. The child's faults are logged by
    nobody: whoever calls this can do without, or does the work again.
    """
    if not hasattr(os, "fork"):
        return False
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    _, ended = os.waitpid(child, 0)
    return ended == 0
