"""All tables, imported so that the metadata is whole."""

from storage.tables import audit, chat, delivery, event, note, participation, person, poll, solution, standing

__all__ = ["audit", "chat", "delivery", "event", "note", "participation", "person", "poll", "solution", "standing"]
