"""One unit of work: everything the network knows, by subject."""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from storage.actions import Actions
from storage.chat import Paging, Rooms, Sync
from storage.events import Events
from storage.experts import find_experts, involvements
from storage.refs import Refs
from storage.search.find import SearchResult, search
from storage.solutions import Solutions
from storage.views import Expert, Involvement, Page


class Network:
    """The subjects of the store, on one session of the database."""

    def __init__(self, session: AsyncSession, zone: str, data_dir: Path) -> None:
        self.session = session
        self.zone = zone
        self.events = Events(session)
        self.solutions = Solutions(session, data_dir)
        self.actions = Actions(session)
        self.refs = Refs(session)
        self.rooms = Rooms(session)
        self.sync = Sync(session)
        self.paging = Paging(session)

    async def search(
        self, words: str, *, now: datetime, limit: int = 5, offset: int = 0, kinds: tuple[str, ...] | None = None
    ) -> SearchResult:
        """Find entries of all kinds, best first."""
        return await search(self.session, words, now=now, limit=limit, offset=offset, kinds=kinds)

    async def experts(self, topic: str, *, now: datetime, offset: int = 0, limit: int = 5) -> Page[Expert]:
        """Find people and organisations with experience in a topic."""
        return await find_experts(self.session, topic, now=now, offset=offset, limit=limit)

    async def involvements(self, names: Collection[str]) -> dict[str, tuple[Involvement, ...]]:
        """Return by name what people and organisations did, the newest first."""
        return await involvements(self.session, names)
