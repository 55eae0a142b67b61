"""What the two databases say differently."""

from importlib import import_module
from typing import Any


def upserting(dialect: str) -> Any:
    """Return the ``insert`` of a dialect, the one that knows ``on_conflict_do_nothing`` and ``..._do_update``.

    SQLAlchemy's PostgreSQL brings all its drivers along, two megabytes: it is imported only where it is used.
    """
    return import_module(f"sqlalchemy.dialects.{dialect}").insert
