"""The index: what is stored is found, what is gone is not, and both databases agree."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from storage.search import index
from storage.search.filing import file_all
from storage.search.find import search, search_documents
from storage.search.index import Document
from storage.search.tables import SearchPosting, SearchTerm
from storage.store import Store
from storage.tables.audit import Term
from storage.when import Precision, When

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
MAY = When(datetime(2022, 4, 30, 22, tzinfo=UTC), datetime(2022, 5, 31, 22, tzinfo=UTC), Precision.MONTH)
ENTRIES = (
    Document(
        "solution", 1, "L1", "Kooperationsvertrag für ein gemeinsames Digitalbüro", label="Vertrag", place="Eichgrund"
    ),
    Document("solution", 2, "L2", "Geschäftsordnung für den Lenkungskreis", text="Turnus der Sitzungen"),
    Document(
        "solution", 3, "L3", "Baumkataster", themes="Geodaten", text="Erfassung per Tablet, dritter Ort für Daten"
    ),
    Document("solution", 4, "L4", "Hochwasserfrühwarnung", themes="Starkregen", text="Pegel im Bach"),
    Document("solution", 5, "L5", "Leitlinie zum Einsatz künstlicher Intelligenz", people="Kirsten Vollrath, Referat"),
    Document("solution", 6, "L6", "Sprechstunde Datenschutz", when=MAY, text="Ein Ort für Fragen, der dritte Termin"),
    Document(
        "solution", 7, "L7", "Smartphone-Kurs für Seniorinnen und Senioren", text="Bürger:innen lernen gemeinsam"
    ),
)


async def fill(store: Store, entries: Sequence[Document] = ENTRIES) -> None:
    async with store.writing() as net:
        for entry in entries:
            await index.put(net.session, entry)


async def ask(store: Store, question: str) -> list[str | None]:
    async with store.reading() as net:
        return [one.ref for one in await search_documents(net.session, question, now=NOW, kinds=None, limit=10)]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Kooperationsverträge", "L1"),
        ("Kooperations Vertrag", "L1"),
        ("Vertrag Zusammenarbeit", "L1"),
        ("geschaeftsordnung", "L2"),
        ("Baum Kataster", "L3"),
        ("Hochwaser", "L4"),
        ("KI", "L5"),
        ("kuenstliche inteligenz", "L5"),
        ("Volrath", "L5"),
        ("Frau Vollrath", "L5"),
        ("DSGVO Mai 2022", "L6"),
        ("Veranstaltung im Mai 2022", "L6"),
        ("2022", "L6"),
        ("Senior:innen", "L7"),
        ("habt ihr was zu Handy für Rentner?", "L7"),
        ('"dritter Ort"', "L3"),
        ("EICHGRUND", "L1"),
    ],
)
async def test_questions_find_what_they_mean(store: Store, question: str, first: str) -> None:
    await fill(store)
    assert (await ask(store, question))[:1] == [first]


@pytest.mark.parametrize(
    "question", ["Zahnpasta", "Raumfahrt", "Quantencomputer", "", "?!", "'; DROP TABLE x", "xyz" * 50, '"Ort dritter"']
)
async def test_nothing_is_found_rather_than_something_weak(store: Store, question: str) -> None:
    await fill(store)
    assert await ask(store, question) == []


async def test_the_nearest_spelling_is_proposed_where_nothing_is_found(store: Store) -> None:
    await fill(store)
    async with store.reading() as net:
        result = await search(net.session, "Lengkunksgreis", now=NOW, limit=5, offset=0, kinds=None)
    assert (result.page.total, result.suggestion) == (0, "Lenkungskreis")


async def test_a_word_of_the_list_is_proposed_that_the_store_has_others_for(store: Store) -> None:
    async with store.writing() as net:
        await index.put(net.session, Document("insight", 1, "E1", "Ohne ein schnelles Breitbandnetz geht nichts."))
        await index.put(net.session, Document("insight", 2, "E2", "Der Aufbau eines Archivs"))
    async with store.reading() as net:
        result = await search(net.session, "Breitbandaufbau", now=NOW, limit=5, offset=0, kinds=None)
        assert (result.page.total, result.suggestion) == (0, "breitbandausbau")
        result = await search(net.session, "breitbandausbau", now=NOW, limit=5, offset=0, kinds=None)
        assert [hit.ref for hit in result.page.items] == ["E1"]


async def test_a_mended_question_says_how_it_was_read(store: Store) -> None:
    await fill(store)
    async with store.reading() as net:
        result = await search(net.session, "Baumkatasder", now=NOW, limit=5, offset=0, kinds=None)
    assert (result.page.total, result.corrected) == (1, "Baumkataster")


async def test_what_is_changed_or_removed_is_not_found_any_more(store: Store) -> None:
    await fill(store)
    async with store.writing() as net:
        await index.put(net.session, Document("solution", 3, "L3", "Friedhof"))
        await index.remove(net.session, "solution", 4)
    assert await ask(store, "Baumkataster") == []
    assert await ask(store, "Friedhof") == ["L3"]
    assert await ask(store, "Hochwasserfrühwarnung") == []


async def test_a_change_that_fails_leaves_the_index_as_it_was(store: Store) -> None:
    await fill(store)

    async def fail() -> None:
        async with store.writing() as net:
            await index.put(net.session, Document("solution", 3, "L3", "Friedhof"))
            raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        await fail()
    assert await ask(store, "Friedhof") == []
    assert await ask(store, "Baumkataster") == ["L3"]


async def test_nothing_of_a_removed_entry_stays_in_the_tables(store: Store) -> None:
    await fill(store)
    async with store.writing() as net:
        for entry in ENTRIES:
            await index.remove(net.session, entry.kind, entry.entity_id)
    async with store.reading() as net:
        terms = list(await net.session.scalars(select(SearchTerm.term)))
        left = await net.session.scalar(select(func.count()).select_from(SearchPosting))
    assert (terms, left) == ([index.ALL], 0)


async def test_terms_count_their_documents_however_entries_came_and_changed(store: Store) -> None:
    async with store.writing() as net:
        await index.put_many(net.session, ENTRIES, size=3)
        await index.put(
            net.session, Document("solution", 3, "L3", "Datenschutz und Tablet", text="Geodaten Baumkataster")
        )
        await index.put(net.session, ENTRIES[0])
        await index.remove(net.session, "solution", 7)
        await file_all(net.session)
    async with store.reading() as net:
        counted = dict(
            (
                await net.session.execute(
                    select(SearchTerm.id, SearchTerm.documents).where(SearchTerm.term != index.ALL)
                )
            ).all()
        )
        real = dict(
            (
                await net.session.execute(select(SearchPosting.term_id, func.count()).group_by(SearchPosting.term_id))
            ).all()
        )
        total = await net.session.scalar(select(SearchTerm.documents).where(SearchTerm.term == index.ALL))
    assert counted == real
    assert total == len(ENTRIES) - 1


async def test_one_by_one_and_many_at_a_time_give_the_same_answers(store: Store) -> None:
    async with store.writing() as net:
        await index.put_many(net.session, ENTRIES)
    many = [await ask(store, question) for question in ("Vertrag", "Ort", "Termin Sitzung", "Daten")]
    async with store.writing() as net:
        await index.clear(net.session)
    await fill(store)
    assert [await ask(store, question) for question in ("Vertrag", "Ort", "Termin Sitzung", "Daten")] == many


async def test_the_networks_own_words_serve_at_once(store: Store) -> None:
    await fill(store)
    assert await ask(store, "Wackelpudding") == []
    async with store.writing() as net:
        net.session.add(Term(term="Wackelpudding", means="Baumkataster"))
    assert await ask(store, "Wackelpudding") == ["L3"]


async def test_a_very_common_word_is_answered_from_its_best_documents(store: Store) -> None:
    crowd = [
        Document("insight", number, f"E{number}", f"Notiz {number}", text="Digitalisierung Verwaltung Projekt")
        for number in range(1, 3001)
    ]
    best = Document("solution", 9001, "L9", "Verwaltung Digitalisierung Projekt", themes="Digitalisierung Verwaltung")
    async with store.writing() as net:
        await index.put_many(net.session, [*crowd, best])
    assert (await ask(store, "Digitalisierung Verwaltung Projekt"))[0] == "L9"


@pytest.mark.parametrize("question", ["Steuerrecht", "Bundeswehr", "Tierheim"])
async def test_a_part_of_a_word_is_no_answer(store: Store, question: str) -> None:
    await fill(store)
    async with store.writing() as net:
        await index.put(net.session, Document("solution", 20, "L20", "Recht am Bund", themes="Recht, Heimat, Bund"))
    assert await ask(store, question) == []


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("einer für alle Leistungen", "L1"),
        ("freie Parkplätze anzeigen", "L2"),
        ("Veranstaltungen in Eichgrund", "W1"),
        ("Musterlösungen aus Eichgrund", "L3"),
        ("gemeinsame Löschfahrzeuge beschaffen", "L3"),
        ("was war im Mai 22", "W1"),
        ("Museen", "L4"),
    ],
)
async def test_questions_are_read_as_they_are_meant(store: Store, question: str, first: str) -> None:
    entries = (
        Document("solution", 1, "L1", "Vertrag zur Nachnutzung", text="Bezug von Einer-für-Alle-Leistungen"),
        Document("solution", 2, "L2", "Parkhaus mit Zählschleife", text="Zeigt an, wo Parkplätze frei sind"),
        Document("solution", 3, "L3", "Sammelbeschaffung von Löschfahrzeugen", place="Eichgrund"),
        Document("solution", 4, "L4", "Das Museum im Bahnhof", text="Öffnung durch Freiwillige"),
        Document("event", 1, "W1", "Kultur auf dem Land", place="Eichgrund", when=MAY, text="Gemeinsame Bühnen"),
    )
    await fill(store, entries)
    assert (await ask(store, question))[:1] == [first]


async def test_a_short_word_is_mended(store: Store) -> None:
    await fill(store)
    async with store.writing() as net:
        await index.put(net.session, Document("solution", 21, "L21", "Drohnen für die Vermessung"))
    assert await ask(store, "drone") == ["L21"]


async def test_unheard_words_among_several_hide_less_but_do_hide(store: Store) -> None:
    await fill(store)
    assert await ask(store, "zebrafinken hochwasserfrühwarnung kanarienvögel") == ["L4"]
    assert await ask(store, "zebrafinken hochwasserfrühwarnung kanarienvögel wellensittiche nymphensittiche") == []


async def test_a_light_verb_is_no_slip_for_another_word(store: Store) -> None:
    await fill(store, (Document("solution", 1, "L1", "Baumkataster abgleichen"),))
    async with store.reading() as net:
        found = await search(net.session, "baumkataster abgeben", now=NOW, limit=10, offset=0, kinds=("solution",))
    assert (len(found.page.items), found.corrected) == (1, None)
