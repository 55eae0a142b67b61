"""The bot's own reactions to a message, asked of the server: nothing of them is kept here."""

from urllib.parse import quote

from bot.incoming import Reacted, read_reaction
from bot.matrix import Matrix


async def own_reactions(matrix: Matrix, room: str, event_id: str) -> list[Reacted]:
    """Return them, of the newest hundred reactions (Matrix spec, relationships API)."""
    path = f"v1/rooms/{quote(room, safe='')}/relations/{quote(event_id, safe='')}/m.annotation/m.reaction?limit=100"
    answer = await matrix.get(path) or {}
    read = (read_reaction(room, event, 0) for event in answer.get("chunk", ()) if isinstance(event, dict))
    return [reaction for reaction in read if reaction is not None and reaction.sender == matrix.user_id]
