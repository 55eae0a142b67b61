"""German full-text search, the same on SQLite and PostgreSQL."""
