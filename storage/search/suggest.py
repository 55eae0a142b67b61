"""The nearest spelling, where nothing was found."""

from sqlalchemy.ext.asyncio import AsyncSession

from storage import slips
from storage.search import vocabulary
from storage.search.question import RELATED, Question
from storage.search.thesaurus import shipped

LOOSE = 3  # slips of the pen; more is another word


async def nearest(session: AsyncSession, question: Question) -> str | None:
    """Return the question with the words that the store does not know replaced by near ones, if there are any."""
    parts, changed = [], False
    for idea in question.ideas:
        replaced = idea.corrected
        is_heard = not idea.unknown and idea.key in question.known
        if replaced is None and not is_heard and len(idea.key) >= 5 and idea.key.isalpha():
            replaced = await _near(session, idea.key)
        parts.append(replaced or idea.written)
        changed = changed or replaced is not None
    return " ".join(parts) if changed else None


async def _near(session: AsyncSession, key: str) -> str | None:
    """Return a near word of the store, else one of the thesaurus that the store has other words for."""
    connection = await session.connection()
    near = await vocabulary.near(connection, key, LOOSE if len(key) >= 9 else 2)
    for term, _slips in near:
        if term.written and term.term != key:
            return term.written
    thesaurus = shipped()
    listed = slips.nearest(key, (one for one in thesaurus.written if one != key), 2 if len(key) >= 9 else 1)
    if listed is None:
        return None
    sure = [other for other, sureness in thesaurus.related.get(listed, {}).items() if sureness >= RELATED]
    return thesaurus.written[listed] if await vocabulary.known(connection, sure) else None
