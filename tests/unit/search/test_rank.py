"""What a question may read: a bounded number of postings, however many entries have its words."""

from sqlalchemy.dialects import sqlite

from storage.search.among import listed
from storage.search.rank import _others
from storage.store import Store


async def test_documents_are_looked_up_and_common_words_not_read_whole(example: Store) -> None:
    asked = _others("sqlite").params(documents=listed([1, 2, 3]), terms=listed([1, 2]))
    statement = str(asked.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    async with example.reading() as net:
        connection = await net.session.connection()
        plan = (await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")).all()
    assert plan[0][3] == "SEARCH search_posting USING PRIMARY KEY (document_id=? AND term_id=?)"
