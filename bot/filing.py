"""Files what was indexed lately, once nobody is writing: until then it is found as well, but each search reads it.

At the start, too: a process that was killed leaves it unfiled, and so does one that was told something by
``netzbote import``.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

from storage.search.filing import file_some
from storage.store import Store

log = logging.getLogger(__name__)

QUIET = 0.2  # seconds without a change before the work begins
SWEEP = 60  # seconds after which it is looked what other processes left
SLICE = 1  # entries filed in one transaction: somebody who writes meanwhile waits a few milliseconds
BREATH = 0.005  # seconds between them
RETRY = 5  # seconds after a failure


class Filing:
    """Works until it is cancelled."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._indexed = asyncio.Event()

    def wake(self) -> None:
        """Entries were indexed."""
        self._indexed.set()

    async def run(self) -> None:
        """File what is there, then what comes."""
        while True:
            try:
                await self.file()
            except Exception:  # a database away for a moment must not end the bot
                log.exception("Der Suchindex ließ sich nicht nachführen, neuer Versuch folgt.")
                await asyncio.sleep(RETRY)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._indexed.wait(), SWEEP)
            while self._indexed.is_set():
                self._indexed.clear()
                await asyncio.sleep(QUIET)

    async def file(self) -> None:
        """File slice by slice, until nothing is left or somebody indexes again."""
        while not self._indexed.is_set():
            async with self._store.writing() as net:
                if await file_some(net.session, SLICE) < SLICE:
                    return
            await asyncio.sleep(BREATH)


@contextlib.asynccontextmanager
async def filing(store: Store) -> AsyncIterator[None]:
    """File what is indexed in the store meanwhile."""
    files = Filing(store)
    store.on_indexed = files.wake
    running = asyncio.create_task(files.run())
    try:
        yield
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
