"""What a question may read: a bounded number of postings, however many entries have its words."""

import pytest
from sqlalchemy.dialects import sqlite

from storage.search.among import listed
from storage.search.rank import _HEAVIEST, _WHOLE, _others
from storage.store import Store

TREE = "SEARCH search_posting USING PRIMARY KEY (term_id=?)"


@pytest.mark.parametrize(
    ("asked", "steps"),
    [
        (
            _others("sqlite").params(documents=listed([1, 2, 3])),
            ["SEARCH search_document USING INTEGER PRIMARY KEY (rowid=?)"],
        ),
        (_WHOLE.params(terms=[1, 2]), [TREE]),
        (_HEAVIEST.params(term=1, most=150), [TREE]),
    ],
    ids=["of some documents", "of some terms", "of one common term"],
)
async def test_no_table_is_read_whole_and_nothing_is_sorted(example: Store, asked: object, steps: list[str]) -> None:
    statement = str(asked.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))  # type: ignore[attr-defined]
    async with example.reading() as net:
        connection = await net.session.connection()
        plan = [row[3] for row in await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")]
    assert [step for step in plan if "search_" in step] == steps
    assert not any("SCAN search" in step or "ORDER BY" in step for step in plan)
