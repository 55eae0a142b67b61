"""What a question may read: a bounded number of postings, however many entries have its words."""

from sqlalchemy.dialects import sqlite

from storage.search.rank import _OTHERS
from storage.store import Store


async def test_documents_are_looked_up_and_common_words_not_read_whole(example: Store) -> None:
    values = {"documents": [1, 2, 3], "terms": [1, 2]}
    statement = str(_OTHERS.params(values).compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    async with example.reading() as net:
        connection = await net.session.connection()
        plan = (await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")).all()
    assert plan[0][3] == "SEARCH search_posting USING PRIMARY KEY (document_id=? AND term_id=?)"
