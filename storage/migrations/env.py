"""Alembic's entry: uses the connection that the store has open."""

from alembic import context

import storage.search.tables
import storage.tables  # noqa: F401
from storage.base import Base

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
