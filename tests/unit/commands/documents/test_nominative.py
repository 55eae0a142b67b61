"""Offices and houses that a sentence bends."""

import pytest

from commands.documents.prose.nominative import unbent_office


@pytest.mark.parametrize(
    ("bent", "office"),
    [
        ("Wirtschaftsreferenten", "Wirtschaftsreferent"),
        ("stellvertretenden Präsidenten des Verbands", "stellvertretender Präsident des Verbands"),
        ("Experten für KI", "Experte für KI"),
        ("Leiters", "Leiter"),
        ("Bürgermeisters der Stadt", "Bürgermeister der Stadt"),
        ("Dezernent", "Dezernent"),
        ("Präsidentin", "Präsidentin"),
        ("Dozenten und Autor", "Dozenten und Autor"),
        ("Vorsitzende", "Vorsitzende"),
    ],
)
def test_office_stands_as_without_a_sentence(bent: str, office: str) -> None:
    assert unbent_office(bent) == office
