"""The network's own words: added, replaced, listed and dropped by organisers, and heard by the next search."""

import pytest

from commands.port import Place, Role
from storage.search.find import search_documents
from storage.search.index import Document, put
from storage.store import Store
from storage.tables.audit import Term
from storage.terms import MOST, TermView, TooManyTermsError
from tests.conftest import context
from tests.unit.commands.conftest import Say

ORGA = {"role": Role.ORGANISER, "place": Place.ORGANISERS}


async def test_a_term_is_added_used_listed_and_dropped(say: Say) -> None:
    assert await say("!suche Quasselbude") == (
        "Zu „Quasselbude“ wurde nichts gefunden. Andere oder weniger Worte helfen oft weiter."
    )
    assert await say("!begriff Quasselbude = Podium", **ORGA) == (
        "Die Suche versteht ab sofort: Quasselbude = Podium."
    )
    found = await say("!suche Quasselbude")
    assert found is not None
    assert "W9.P6" in found
    assert await say("!begriff", event="$2", **ORGA) == "1 eigener Begriff der Suche\n- Quasselbude = Podium"
    assert await say("!begriff aus quasselbude", event="$3", **ORGA) == "Gelöscht: Quasselbude = Podium."
    assert await say("!suche Quasselbude", event="$4") == (
        "Zu „Quasselbude“ wurde nichts gefunden. Andere oder weniger Worte helfen oft weiter."
    )


async def test_several_names_and_a_change(say: Say) -> None:
    assert await say("!begriff MVP = Minimalprodukt = erste Fassung", **ORGA) == (
        "Die Suche versteht ab sofort: MVP = Minimalprodukt = erste Fassung."
    )
    assert await say("!begriffe mvp = Minimalprodukt", event="$2", **ORGA) == (
        "Geändert. Die Suche versteht ab sofort: mvp = Minimalprodukt."
    )
    assert await say("!begriff MVP = Minimalprodukt", event="$3", **ORGA) == (
        "Das weiß die Suche schon: MVP = Minimalprodukt."
    )


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("!begriff OZG", "Bitte schreiben Sie beide Seiten mit einem Gleichheitszeichen dazwischen."),
        ("!begriff OZG =", "Auf einer Seite fehlt das Wort."),
        ("!begriff und = Onlinezugangsgesetz", "Mit „und“ kann die Suche nichts anfangen."),
        ("!begriff OZG = ozg", "Auf beiden Seiten steht dasselbe."),
        ("!begriff Rad = Fahrrad = Velo = Bike = Drahtesel", "Bitte nennen Sie höchstens 4 Namen für eine Sache."),
        ("!begriff OZG > Recht = Gesetz", "Zwischen den Namen steht nur ein Gleichheitszeichen."),
        ("!begriff aus", "Bitte nennen Sie den Begriff, der gelöscht werden soll."),
        ("!begriff aus Wackelpudding", "Einen eigenen Begriff „Wackelpudding“ gibt es nicht."),
    ],
)
async def test_what_can_not_be_a_term(say: Say, line: str, sentence: str) -> None:
    text = await say(line, **ORGA)
    assert text is not None
    assert text.startswith(sentence)


async def test_members_have_no_terms(say: Say) -> None:
    text = await say("!begriff OZG = Onlinezugangsgesetz", role=Role.MEMBER)
    assert text is not None
    assert "versteht ab sofort" not in text


async def test_terms_serve_in_both_databases(store: Store) -> None:
    now = context().now
    async with store.writing() as net:
        await put(net.session, Document("solution", 1, "L1", "Baumkataster", text="Erfassung mit dem Tablet"))
        await net.terms.put("Grünliste", ["Baumverzeichnis", "Baumkataster"])
        assert await net.terms.put("Grünliste", ["Baumverzeichnis", "Baumkataster"]) is None
    async with store.reading() as net:
        found = await search_documents(net.session, "Grünliste", now=now, kinds=None, limit=None)
        listed = await net.terms.page()
    assert [one.ref for one in found] == ["L1"]
    assert listed == ([TermView("Grünliste", ("Baumverzeichnis", "Baumkataster"))], 1)


async def test_terms_have_an_end(store: Store) -> None:
    async with store.writing() as net:
        net.session.add_all(Term(term=f"Wort{number}", means="Sache") for number in range(MOST))
        await net.session.flush()
        with pytest.raises(TooManyTermsError):
            await net.terms.put("noch eins", ["Sache"])
