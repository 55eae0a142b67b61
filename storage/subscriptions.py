"""Who wants to hear of new things on a topic."""

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables.participation import Subscription
from storage.text import fold

MOST = 30  # topics of one person


class TooManyTopicsError(Exception):
    """Somebody has :data:`MOST` topics already."""


class Subscriptions:
    """The subscriptions in one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, matrix_id: str, topic: str) -> bool:
        """Note a topic; tells whether it is new."""
        known = await self.of(matrix_id)
        if fold(topic) in {fold(one) for one in known}:
            return False
        if len(known) >= MOST:
            raise TooManyTopicsError
        self._session.add(Subscription(matrix_id=matrix_id, topic=topic))
        await self._session.flush()
        return True

    async def remove(self, matrix_id: str, topic: str) -> bool:
        """Drop a topic; tells whether there was one."""
        for row in await self._session.scalars(select(Subscription).where(Subscription.matrix_id == matrix_id)):
            if fold(row.topic) == fold(topic):
                await self._session.delete(row)
                await self._session.flush()
                return True
        return False

    async def of(self, matrix_id: str) -> list[str]:
        """Return somebody's topics, in alphabetical order."""
        rows = await self._session.scalars(select(Subscription.topic).where(Subscription.matrix_id == matrix_id))
        return sorted(rows, key=fold)

    async def all(self) -> list[tuple[str, str]]:
        """Return all pairs of person and topic."""
        rows = await self._session.execute(
            select(Subscription.matrix_id, Subscription.topic).order_by(Subscription.id)
        )
        return [(person, topic) for person, topic in rows]

    async def forget(self, matrix_id: str) -> None:
        """Delete all of somebody's topics."""
        await self._session.execute(delete(Subscription).where(Subscription.matrix_id == matrix_id))
