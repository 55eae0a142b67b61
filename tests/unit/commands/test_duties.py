"""Action items as people write them: what is to do, who, until when."""

import pytest

from commands.duties import read_task
from commands.errors import NotUnderstoodError
from templates.filters import when
from tests.conftest import NOW

PEOPLE = {"Anna Beispiel": "@anna:example.org"}


@pytest.mark.parametrize(
    ("words", "text", "responsible", "matrix_id", "due"),
    [
        ("Vertrag prüfen", "Vertrag prüfen", None, None, None),
        (
            "Vertrag prüfen @Stadt Soest bis Freitag",
            "Vertrag prüfen",
            "Stadt Soest",
            None,
            "Freitag, 27. November 2026",
        ),
        ("Vertrag prüfen bis Freitag @Anna", "Vertrag prüfen", "Anna", None, "Freitag, 27. November 2026"),
        ("Bis Freitag: Zahlen liefern", "Zahlen liefern", None, None, "Freitag, 27. November 2026"),
        ("Konzept bis 15.1. fertigstellen", "Konzept fertigstellen", None, None, "Freitag, 15. Januar 2027"),
        ("Antrag stellen, bis Ende März", "Antrag stellen", None, None, "Mittwoch, 31. März 2027"),
        ("Antrag stellen bis Mai 2027", "Antrag stellen", None, None, "Mai 2027"),
        ("Entwurf bis morgen 15 Uhr", "Entwurf", None, None, "Dienstag, 24. November 2026, 15 Uhr"),
        ("bis Ende des Jahres prüfen", "prüfen", None, None, "Donnerstag, 31. Dezember 2026"),
        ("Umfrage starten in den nächsten Wochen", "Umfrage starten", None, None, "in den nächsten Wochen"),
        ("Umfrage in den nächsten Wochen @Unna", "Umfrage", "Unna", None, "in den nächsten Wochen"),
        ("Umfrage @Soest zeitnah", "Umfrage", "Soest", None, "zeitnah"),
        ("Raum suchen bis zum nächsten Workshop", "Raum suchen", None, None, "bis zum nächsten Workshop"),
        ("Bericht bis Seite 10 lesen", "Bericht bis Seite 10 lesen", None, None, None),
        ("Kapitel 3 bis 5 lesen @Bea", "Kapitel 3 bis 5 lesen", "Bea", None, None),
        ("von Montag bis Freitag zählen", "von Montag bis Freitag zählen", None, None, None),
        ("@bea:example.org schickt Zahlen", "schickt Zahlen", "bea", "@bea:example.org", None),
        ("[Bea](https://matrix.to/#/@bea:example.org) zählt", "zählt", "Bea", "@bea:example.org", None),
        ("Anna Beispiel: Raum buchen", ": Raum buchen", "Anna Beispiel", "@anna:example.org", None),
        ("@ich räume auf", "räume auf", "cem", "@cem:example.org", None),
        ("Mail an info@stadt.example", "Mail an info@stadt.example", None, None, None),
    ],
)
def test_what_stands_in_an_action_item(
    words: str, text: str, responsible: str | None, matrix_id: str | None, due: str | None
) -> None:
    task = read_task(words, NOW, people=PEOPLE, sender="@cem:example.org", zone="Europe/Berlin")
    said = when(task.duty.due) if task.duty.due else None
    assert (task.text, task.duty.responsible, task.duty.matrix_id, said) == (
        text.removeprefix(": "),
        responsible,
        matrix_id,
        due,
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("bis 31.2. prüfen", "Den 31. Februar gibt es nicht, der Februar hat höchstens 29 Tage."),
        ("Zahlen liefern bis gestern", "„gestern“ ist schon vorbei."),
        ("@Anna bis Freitag", "Bitte schreiben Sie dazu, was zu tun ist."),
    ],
)
def test_what_can_not_be_kept(words: str, sentence: str) -> None:
    with pytest.raises(NotUnderstoodError) as refused:
        read_task(words, NOW, people={}, sender="@cem:example.org", zone="Europe/Berlin")
    assert refused.value.sentence == sentence


def test_what_somebody_else_wrote_is_kept_as_written() -> None:
    task = read_task("Prüfen bis 31.2.", NOW, people={}, sender="@cem:example.org", zone="Europe/Berlin", strict=False)
    assert task.text == "Prüfen"
    assert task.duty.due is not None
    assert when(task.duty.due) == "bis 31.2."


def test_who_says_i_is_called_by_the_name_that_others_see() -> None:
    task = read_task(
        "@ich räume auf", NOW, people={}, sender="@c.m:example.org", sender_name="Cem Muster", zone="Europe/Berlin"
    )
    assert (task.duty.responsible, task.duty.matrix_id) == ("Cem Muster", "@c.m:example.org")
