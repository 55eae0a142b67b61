"""Files what was indexed lately, once nobody is writing: until then it is found as well, but each search reads it.

At the start, too: a process that was killed leaves it unfiled, and so does one that was told something by
``netzbote import``.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

from sqlalchemy.exc import SQLAlchemyError

from storage.search.filing import file_some
from storage.search.index import is_of_this_edition
from storage.store import Store

log = logging.getLogger(__name__)

QUIET = 0.2  # seconds without a change before the work begins
PATIENCE = 10  # such moments in which somebody may write, then it begins all the same
SWEEP = 60  # seconds after which it is looked what other processes left
SLICE = 1  # entries filed in one transaction: somebody who writes meanwhile waits a few milliseconds
BREATH = 0.005  # seconds between them
RETRY = 5  # seconds after a failure


class Filing:
    """Works until it is ended."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._indexed = asyncio.Event()
        self._ended = False

    def wake(self) -> None:
        """Entries were indexed."""
        self._indexed.set()

    def end(self) -> None:
        """Begin nothing more. Being cancelled alone is not enough.

        In Python 3.11 ``asyncio.wait_for`` loses a cancellation when what it waits for comes in the same moment, and
        psycopg waits for its answers with it.
        """
        self._ended = True
        self._indexed.set()

    async def run(self) -> None:
        """File what is there, then what comes."""
        await self._look_at_the_edition()
        while not self._ended:
            try:
                await self.file()
            except Exception:  # a database away for a moment must not end the bot
                log.exception("Der Suchindex ließ sich nicht nachführen, neuer Versuch folgt.")
                await asyncio.sleep(RETRY)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._indexed.wait(), SWEEP)
            await self._quiet()

    async def _look_at_the_edition(self) -> None:
        """Tell the operator of an index that an older program has made."""
        try:
            async with self._store.reading() as net:
                is_usable = await is_of_this_edition(net.session)
        except SQLAlchemyError:
            log.exception("Der Suchindex ließ sich nicht ansehen.")
            return
        if not is_usable:
            log.warning("Der Suchindex stammt von einem älteren Programm. „netzbote db upgrade“ baut ihn neu auf.")

    async def _quiet(self) -> None:
        """Wait until nobody has written for a moment, but not for ever."""
        for _ in range(PATIENCE):
            if self._ended or not self._indexed.is_set():
                return
            self._indexed.clear()
            await asyncio.sleep(QUIET)

    async def file(self) -> None:
        """File slice by slice, until nothing is left or somebody indexes who did not before."""
        is_busy = self._indexed.is_set()
        while not self._ended and (is_busy or not self._indexed.is_set()):
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
        files.end()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
