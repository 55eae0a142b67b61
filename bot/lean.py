"""Keeps what is never used out of the process."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

DRIVERS = ("psycopg", "psycopg2", "psycopg2cffi", "mysqlclient", "pymysql")  # of databases; peewee takes what it finds
FOREIGN = ("cffi",)  # pycryptodome prefers it to ctypes, with a parser for C behind it
HTTP2 = ("h11", "h2", "h2.connection", "h2.events")  # for nio's other client, the one without asyncio


@contextmanager
def without_spare_parts() -> Iterator[None]:
    """Import nio without what it would load beside: some megabytes and a fifth of a second for nothing.

    Libraries that try an import and go on without find nothing; those that insist find an empty module.
    """
    hidden = [name for name in (*DRIVERS, *FOREIGN) if name not in sys.modules]
    empty = {name: ModuleType(name) for name in HTTP2 if name not in sys.modules}
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None is how Python marks "not to be had"
    sys.modules.update(empty)
    try:
        yield
    finally:
        for name in (*hidden, *empty):
            del sys.modules[name]
