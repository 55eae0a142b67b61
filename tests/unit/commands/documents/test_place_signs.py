"""Where an event was, by the weights of many signs."""

import inspect
import re

import pytest

from commands.documents.lines import Line
from commands.documents.prose import place_candidates, place_signs
from commands.documents.prose.layout import classify
from commands.documents.prose.place_choice import WEIGHTS, options
from commands.documents.prose.place_signs import setting
from commands.documents.prose.weighing import weigh, weights
from commands.documents.prose.when import choose
from tests.unit.commands.documents.reading import read_one

_WORDS = """im in ins am auf an beim bei vor zum zur der die das den des nach zu von für und
text item heading field role debris"""
LINKS = set(_WORDS.split())


def signed(text: str) -> dict[str, set[str]]:
    parts = classify(tuple(Line(line, gap=not number) for number, line in enumerate(text.splitlines()) if line))
    about = setting(parts, choose(parts, ()), parts[0].text)
    return {one.words if one is not None else "": set(has) for one, has in options(about)}


def test_candidates_of_a_sentence():
    found = signed("Archivforum\nAm 3. Mai 2022 fand das Forum im Bürgerhaus am Markt in Seedorf statt.")
    assert {"Bürgerhaus", "Bürgerhaus am Markt in Seedorf", "Seedorf", ""} < set(found)
    assert found["Bürgerhaus am Markt in Seedorf"] >= {
        "form placed",
        "link im",
        "beside the day",
        "people meet",
        "with town",
    }
    assert found["Seedorf"] >= {"form town", "inside another find", "sounds like a town", "held right behind"}


def test_no_address_that_one_writes_to():
    text = "Archivforum\n3. Mai 2022\n{}\nRathaus Altenau\nLange Straße 5\n12345 Altenau"
    address = "Rathaus Altenau, Lange Straße 5, 12345 Altenau"
    assert signed(text.format("Alle sind willkommen."))[address] >= {"form address", "postal code", "street", "house"}
    assert address not in signed(text.format("Kontakt"))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Archivforum\n\nAm 3. Mai 2022 kamen 40 Gäste in die eben erst umgebaute Zehntscheune in Seedorf.\n", "Zehntscheune in Seedorf"),
        ("Archivforum\n\n3. Mai 2022, 18 Uhr\n\nDer Bürgersaal in der Brunnengasse 5 ist ab 17 Uhr offen.\n", "Bürgersaal in der Brunnengasse 5"),
        ("Archivforum\n\nAm 3. Mai 2022 traf sich das Forum in der Aula der Realschule. Im Rathaus wird bald gebaut.\n", "Aula der Realschule"),
        ("Archivforum\n\nTagungsort Haus am See, Brunnenallee 8, 12345 Seedorf\nTermin: 3. Mai 2022\n", "Haus am See, Brunnenallee 8, 12345 Seedorf"),
        ("Webinar Archive\n\nTermin: 3. Mai 2022, 14 Uhr\nOrt: online per Zoom\n\nWir zeigen, wie Archive online gehen.\n", None),
    ],
)  # fmt: skip
def test_the_place_most_signs_speak_for(text: str, place: str | None):
    assert read_one(text)["place"] == place


def test_every_weight_is_that_of_a_sign():
    sources = inspect.getsource(place_signs) + inspect.getsource(place_candidates)
    said = set(re.findall(r'"((?:nothing: )?[a-z][a-z’\' ]*)"', sources))
    for name in weights(WEIGHTS):
        head, _, tail = name.partition(": ")
        plain = re.sub(r"^(?:form|link|kind|inner) ", "", head)
        assert name in said or {plain, tail} <= said | {""} | LINKS, name


def test_a_sign_without_a_weight_weighs_nothing():
    assert weigh(["known", "unknown"], {"known": 0.5}) == 0.5
