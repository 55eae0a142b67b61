"""The nearest spelling, where nothing was found."""

from sqlalchemy.ext.asyncio import AsyncSession

from storage.search import vocabulary
from storage.search.question import Question

LOOSE = 3  # slips of the pen; more is another word


async def nearest(session: AsyncSession, question: Question) -> str | None:
    """Return the question with the words that the store does not know replaced by near ones, if there are any."""
    parts, changed = [], False
    for idea in question.ideas:
        replaced = idea.corrected
        if replaced is None and idea.unknown and len(idea.key) >= 5 and idea.key.isalpha():
            most = LOOSE if len(idea.key) >= 9 else 2
            near = await vocabulary.near(await session.connection(), idea.key, most)
            replaced = next((term.written for term, _slips in near if term.written), None)
        parts.append(replaced or idea.written)
        changed = changed or replaced is not None
    return " ".join(parts) if changed else None
