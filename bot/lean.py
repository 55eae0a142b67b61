"""Keeps what is never used out of the process."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

DRIVERS = ("psycopg", "psycopg2", "psycopg2cffi", "mysqlclient", "pymysql")


@contextmanager
def without_drivers() -> Iterator[None]:
    """Import something without the database drivers it would load beside.

    nio's encryption store is SQLite, but its library peewee imports every PostgreSQL driver it finds: some
    megabytes and a tenth of a second for nothing.
    """
    hidden = [name for name in DRIVERS if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None is how Python marks "not to be had"
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
