"""Which of several processes on one database speaks, and what they keep in common."""

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.dialect import upserting
from storage.tables.standing import Keepsake, Lease

SPEAKER = "sprecher"


class Standing:
    """The lease and the keepsakes in one unit of work.

    The lease knows no clock: its owner raises ``beat`` again and again, and whoever has seen no new beat for long
    enough takes over. So processes on machines with different times agree.
    """

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def lease(self) -> tuple[str, int]:
        """Return who owns the lease, and its beat; an empty name if nobody does."""
        row = (await self._session.execute(select(Lease.owner, Lease.beat).where(Lease.name == SPEAKER))).first()
        if row is None:
            await self._insert(Lease, {"name": SPEAKER, "owner": "", "beat": 0})
            return "", 0
        return row.owner, row.beat

    async def take(self, owner: str, seen: int) -> int | None:
        """Take or renew the lease if its beat is still ``seen``; returns the new beat, ``None`` if it is not."""
        done = await self._session.execute(
            update(Lease)
            .where(Lease.name == SPEAKER, Lease.beat == seen)
            .values(owner=owner, beat=seen + 1)
            .returning(Lease.beat)
        )
        return done.scalar()

    async def release(self, owner: str) -> None:
        """Give the lease back."""
        await self._session.execute(
            update(Lease).where(Lease.name == SPEAKER, Lease.owner == owner).values(owner="", beat=Lease.beat + 1)
        )

    async def keepsake(self, name: str, fresh: str) -> str:
        """Return the value kept under a name; ``fresh`` is kept if there is none."""
        await self._insert(Keepsake, {"name": name, "value": fresh})
        value = await self._session.scalar(select(Keepsake.value).where(Keepsake.name == name))
        return value or fresh

    async def _insert(self, table: type[Lease | Keepsake], values: dict[str, object]) -> None:
        insert = upserting(self._session.get_bind().dialect.name)
        await self._session.execute(insert(table).values(values).on_conflict_do_nothing())
