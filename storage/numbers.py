"""The numbers that people type: ``W12``, ``L7`` …; one is never given twice, also not after a deletion."""

from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables.audit import Counter


async def next_number(session: AsyncSession, letter: str) -> int:
    """Give out the next number of a kind."""
    row = await session.get(Counter, letter, with_for_update=True)
    if row is None:
        row = Counter(letter=letter, last=0)
        session.add(row)
    row.last += 1
    await session.flush()
    return row.last
