"""Writes what happened to deliveries: many results at once in one transaction, each awaited by whoever has it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from storage.deliveries import DeliveryView
from storage.network import Network
from storage.pending import PendingView
from storage.store import Store

Work = Callable[[Network], Awaitable[None]]


class Clerk:
    """Collects changes while a transaction runs and writes them together in the next."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._waiting: list[tuple[Work, asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def settle(self, rows: Sequence[DeliveryView]) -> None:
        """Note what became of claimed rows."""
        await self._do(lambda net: net.deliveries.settle(rows, self._clock()))

    async def wait_for_answers(self, event_id: str, waits: PendingView) -> None:
        """Note what an answer to a message means."""

        async def work(net: Network) -> None:
            await net.waiting.put(waits)
            await net.waiting.note_reply(event_id, waits.command, self._clock())

        await self._do(work)

    async def remember(self, rows: Sequence[DeliveryView]) -> None:
        """Note what is about to be sent, before it is."""

        async def work(net: Network) -> None:
            for row in rows:
                await net.deliveries.note_data(row.id, row.data)

        await self._do(work)

    async def plan(self, rows: Sequence[DeliveryView]) -> None:
        """Plan messages."""
        await self._do(lambda net: net.deliveries.add(*rows))

    async def _do(self, work: Work) -> None:
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, done))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())
        await done

    async def _write(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            try:
                async with self._store.writing() as net:
                    for work, _done in batch:
                        await work(net)
            except BaseException as error:
                for _work, done in batch:
                    if not done.done():
                        done.set_exception(error)
                if not isinstance(error, Exception):
                    raise
            else:
                for _work, done in batch:
                    if not done.done():
                        done.set_result(None)
