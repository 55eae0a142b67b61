"""The other designs, over the same documents: FTS5, character n-grams, PostgreSQL's german configuration, tantivy."""

import importlib
import math
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from storage.search.analyse import weigh_terms
from storage.search.thesaurus import expressions

FIELDS = ("title", "label", "people", "place", "themes", "context", "text")
Search = Callable[[str], list[int]]


def fts5(rows: list[Mapping[str, Any]]) -> Search:
    """FTS5 with unicode61 and bm25, title weighted; any word will do, as people expect of a search."""
    database = sqlite3.connect(":memory:")
    database.execute(f"CREATE VIRTUAL TABLE entry USING fts5({', '.join(FIELDS)}, tokenize='unicode61')")
    for row in rows:
        database.execute(
            f"INSERT INTO entry(rowid, {', '.join(FIELDS)}) VALUES (?{', ?' * len(FIELDS)})",
            (row["id"], *(row[name] for name in FIELDS)),
        )

    def search(text: str) -> list[int]:
        words = re.findall(r"\w+", text)
        if not words:
            return []
        found = database.execute(
            "SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY bm25(entry, 4, 2, 2, 2, 3, 1, 1) LIMIT 10",
            (" OR ".join(f'"{word}"' for word in words),),
        )
        return [row[0] for row in found]

    return search


def ngrams(rows: list[Mapping[str, Any]], size: int = 4) -> Search:
    """Character n-grams within words, folded, weighed by tf-idf, cosine; the title counts three times."""
    documents = {
        row["id"]: _grams(f"{row['title']} {row['title']} " + " ".join(row[name] for name in FIELDS), size)
        for row in rows
    }
    frequency = Counter(gram for grams in documents.values() for gram in grams)
    rarity = {gram: math.log(1 + len(documents) / count) for gram, count in frequency.items()}
    postings: dict[str, dict[int, float]] = defaultdict(dict)
    for document, grams in documents.items():
        weights = {gram: (1 + math.log(count)) * rarity[gram] for gram, count in grams.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) ** 0.7
        for gram, weight in weights.items():
            postings[gram][document] = weight / length

    def search(text: str) -> list[int]:
        scores: dict[int, float] = defaultdict(float)
        for gram, count in _grams(text, size).items():
            for document, weight in postings.get(gram, {}).items():
                scores[document] += weight * count * rarity[gram]
        return sorted(scores, key=lambda document: -scores[document])[:10]

    return search


def _grams(text: str, size: int) -> Counter[str]:
    folded = text.casefold().translate(str.maketrans({"ä": "a", "ö": "o", "ü": "u"}))
    found: Counter[str] = Counter()
    for word in re.findall(r"\w+", folded):
        padded = f"_{word}_"
        found.update(padded[start : start + size] for start in range(max(1, len(padded) - size + 1)))
    return found


async def postgres_german(rows: list[Mapping[str, Any]], url: str) -> Callable[[str], Any]:
    """tsvector with the german configuration, ts_rank_cd, weights A to D."""
    import psycopg

    connection = await psycopg.AsyncConnection.connect(url, autocommit=True)
    await connection.execute("DROP TABLE IF EXISTS plain_entry")
    await connection.execute("CREATE TABLE plain_entry (id int primary key, terms tsvector)")
    for row in rows:
        await connection.execute(
            "INSERT INTO plain_entry VALUES (%s, setweight(to_tsvector('german', %s), 'A') || "
            "setweight(to_tsvector('german', %s), 'B') || setweight(to_tsvector('german', %s), 'D'))",
            (
                row["id"],
                row["title"],
                " ".join(row[name] for name in ("label", "people", "place", "themes")),
                " ".join(row[name] for name in ("context", "text")),
            ),
        )

    async def search(text: str) -> list[int]:
        query = " or ".join(re.findall(r"\w+", text))
        found = await connection.execute(
            "SELECT id FROM plain_entry, websearch_to_tsquery('german', %s) AS query WHERE terms @@ query "
            "ORDER BY ts_rank_cd(terms, query, 1) DESC, id LIMIT 10",
            (query,),
        )
        return [row[0] for row in await found.fetchall()]

    return search


def analysed_fts5(rows: list[Mapping[str, Any]]) -> Search:
    """Our terms (stems, parts of compounds, expressions) as the words of an FTS5 table, bm25 over them."""
    database = sqlite3.connect(":memory:")
    database.execute(f"CREATE VIRTUAL TABLE entry USING fts5({', '.join(FIELDS)}, tokenize='unicode61')")
    for row in rows:
        database.execute(
            f"INSERT INTO entry(rowid, {', '.join(FIELDS)}) VALUES (?{', ?' * len(FIELDS)})",
            (row["id"], *(" ".join(_tokens(row[name])) for name in FIELDS)),
        )

    def search(text: str) -> list[int]:
        tokens = _tokens(text)
        if not tokens:
            return []
        found = database.execute(
            "SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY bm25(entry, 4, 2, 2, 2, 3, 1, 1) LIMIT 10",
            (" OR ".join(tokens),),
        )
        return [row[0] for row in found]

    return search


def _tokens(text: str) -> list[str]:
    terms, _count = weigh_terms(text, expressions())
    return [re.sub(r"\W", "_", term) for term in terms]


def fused(one: Search, other: Search) -> Search:
    """Both lists in one by reciprocal rank."""

    def search(text: str) -> list[int]:
        scores: dict[int, float] = defaultdict(float)
        for found in (one(text), other(text)):
            for place, document in enumerate(found):
                scores[document] += 1 / (60 + place)
        return sorted(scores, key=lambda document: -scores[document])[:10]

    return search


def tantivy(rows: list[Mapping[str, Any]]) -> Search | None:
    """An embedded engine with a German stemmer and weighted fields; None where it is not installed."""
    try:
        engine: Any = importlib.import_module("tantivy")
    except ImportError:
        return None
    builder = engine.SchemaBuilder()
    builder.add_integer_field("id", stored=True)
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name="german")
    index = engine.Index(builder.build())
    analyser = engine.TextAnalyzerBuilder(engine.Tokenizer.simple())
    for step in (engine.Filter.lowercase(), engine.Filter.stopword("german"), engine.Filter.stemmer("german")):
        analyser = analyser.filter(step)
    index.register_tokenizer("german", analyser.build())
    writer = index.writer()
    for row in rows:
        writer.add_document(engine.Document(id=row["id"], **{name: row[name] for name in FIELDS}))
    writer.commit()
    index.reload()
    searcher = index.searcher()
    boosts = dict(zip(FIELDS, (4.0, 2.0, 2.0, 2.0, 3.0, 1.0, 1.0), strict=True))

    def search(text: str) -> list[int]:
        words = " ".join(re.findall(r"\w+", text))
        query, _errors = index.parse_query_lenient(words, list(FIELDS), field_boosts=boosts)
        return [searcher.doc(address)["id"][0] for _score, address in searcher.search(query, 10).hits]

    return search
