"""Filing: what was put into the index lately moves into the postings.

Whoever asks does not notice: a fresh entry is found by its own row before, and by its postings afterwards. One that
is filed halfway stays fresh, since all of it happens in one transaction.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from storage.search.fresh import weights_of
from storage.search.packed import pack, unpack
from storage.search.tables import SearchDocument
from storage.search.writing import add_postings, add_terms, count, drop_postings, forget_ids, ids_of

LOCK = 7_215_009  # PostgreSQL: index writes one after the other, so that two can't wait for each other
_TABLE: Any = SearchDocument.__table__
_FRESH = (
    select(_TABLE.c.id, _TABLE.c.postings, _TABLE.c.fresh)
    .where(_TABLE.c.fresh.is_not(None))
    .order_by(_TABLE.c.id)
    .limit(bindparam("most"))
)
_FILED = update(_TABLE).where(_TABLE.c.id == bindparam("document")).values(postings=bindparam("packed"), fresh=None)
AT_ONCE = 20  # entries that go into the postings together


@dataclass(frozen=True, slots=True)
class Move:
    """What the postings have of a document, and what they are to have."""

    document: int
    old: Mapping[int, int]  # id of the term → weight
    new: Mapping[str, int]  # term → weight


@dataclass(frozen=True, slots=True)
class Moved:
    """The new postings of each document, packed, and terms that fewer documents have now."""

    packed: Mapping[int, bytes]
    lessened: frozenset[int]


async def lock(connection: AsyncConnection) -> None:
    """Let no other process write the index until the end of the transaction."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})


async def file_some(session: AsyncSession, most: int) -> int:
    """File fresh entries, ``most`` at the most, and return how many."""
    connection = await session.connection()
    await lock(connection)
    rows = (await connection.execute(_FRESH, {"most": most})).all()
    if rows:
        moves = [Move(number, unpack(packed or b""), weights_of(fresh)) for number, packed, fresh in rows]
        moved = await move(connection, moves)
        filed = [{"document": number, "packed": packed} for number, packed in moved.packed.items()]
        await connection.execute(_FILED, filed)
        await forget_ids(connection, moved.lessened)
    return len(rows)


async def file_all(session: AsyncSession) -> None:
    """File all fresh entries."""
    while await file_some(session, AT_ONCE) == AT_ONCE:
        pass


async def move(connection: AsyncConnection, moves: Sequence[Move]) -> Moved:
    """Bring the postings of documents from the old to the new. Who calls changes the documents' own rows."""
    wanted = {term for one in moves for term in one.new}
    ids = await ids_of(connection, wanted) if wanted else {}
    if len(ids) < len(wanted):
        ids |= await add_terms(connection, dict.fromkeys(wanted - ids.keys(), 0), {})
    steps: Counter[int] = Counter()
    gone: dict[int, dict[int, int]] = {}
    added: dict[int, dict[int, int]] = {}
    packed: dict[int, bytes] = {}
    for one in moves:
        new = {ids[term]: weight for term, weight in one.new.items()}
        gone[one.document] = dict(one.old.items() - new.items())
        added[one.document] = dict(new.items() - one.old.items())
        steps.update(new.keys() - one.old.keys())
        steps.subtract(one.old.keys() - new.keys())
        packed[one.document] = pack(new)
    await drop_postings(connection, gone)
    await add_postings(connection, added)
    await count(connection, {number: step for number, step in steps.items() if step})
    return Moved(packed, frozenset(number for number, step in steps.items() if step < 0))
