"""The schema's history, run from inside the program (no alembic.ini, no shell)."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def config(connection: Connection) -> Config:
    """Return Alembic's configuration for an open connection."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent))
    settings.attributes["connection"] = connection
    return settings


def run_upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the schema to the newest version, or to an older one that a backup has."""
    command.upgrade(config(connection), revision)
