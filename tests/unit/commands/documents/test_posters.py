"""Talks printed as posters, groups that one line or one sentence counts up, and who speaks for which house."""

import pytest

from tests.unit.commands.documents.reading import named, sessions


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("Am Nachmittag berichtete Dr. Ruprecht Graf Seefeld von der Akademie Seeland über das Wahlrecht.",
         [("Ruprecht Graf Seefeld", "Akademie Seeland")]),
        ("Maria Freifrau von Altenau, Leiterin der Stadt Seeheim, sprach.",
         [("Maria Freifrau von Altenau", "Stadt Seeheim")]),
        ("Danach erläuterte Paul Stein als Leiter der Stabsstelle Klima der Stadt Seeheim, was zu tun ist.",
         [("Paul Stein", "Stadt Seeheim")]),
        ("Seitens der Stadtverwaltung Seeheim diskutierte Maria Wolf.",
         [("Maria Wolf", "Stadtverwaltung Seeheim")]),
        ("Zugesagt haben die Philosophin Maria Wolf sowie Dr. Paul Stein vom Institut für Zukunft.",
         [("Maria Wolf", None), ("Paul Stein", "Institut für Zukunft")]),
        ("Es sprach Maria Wolf, Richterin am Verwaltungsgericht Seeheim.",
         [("Maria Wolf", "Verwaltungsgericht Seeheim")]),
        ("Danach zeigte Stadtplaner Paul Stein vom Büro Dorf+Raum an Beispielen, was möglich ist.",
         [("Paul Stein", "Büro Dorf+Raum")]),
        ("Es sprach Paul Stein, Verein Deutscher Planerinnen (VDP).",
         [("Paul Stein", "Verein Deutscher Planerinnen (VDP)")]),
        ("Es sprach Maria Wolf, Gründerin von „ZusammenLand“, über Reformen.", [("Maria Wolf", "ZusammenLand")]),
    ],
)  # fmt: skip
def test_of_which_house_somebody_is(sentence: str, people: list[tuple]):
    assert named(sentence) == people


def test_talks_printed_as_posters():
    text = (
        "Wenn der Ton kippt\n\nRathäuser zwischen Beschwerde und Bedrohung\n\n"
        "Beleidigt wird längst nicht mehr nur im Netz. Wie man Grenzen setzt, ohne das Gespräch abzubrechen, schildert\n\n"
        "Maria Wolf\n\nBürgermeisterin Stadt Seeheim\n\n\n"
        "Podiumsdiskussion\n\nSchulen bauen, mit wem und mit was\n\n"
        "Öffentlich-private Partnerschaft oder Hochbauamt: Jede Stadt schwört auf ihr Modell, und drei treffen sich hier.\n\n"
        "Paul Stein\n\nPaul Stein,\nStadtkämmerer,\nStadt Altenau\n\nJana Kranz\n\nJana Kranz,\nGeschäftsführerin,\nSchulbau GmbH\n"
    )
    assert sessions(text) == [
        (None, "Wenn der Ton kippt", ["Maria Wolf"]),
        (None, "Schulen bauen, mit wem und mit was", ["Paul Stein", "Jana Kranz"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Fachinsel 1: Regen im Bestand Fachinsel 2: Wenn die Quelle versiegt Fachinsel 3: Graben und Feld",
        "Um 13:30 Uhr starten die Arbeitskreise; 1: Regen im Bestand; 2: Wenn die Quelle versiegt; 3: Graben und Feld.",
        "Workshops:\n- Workshop 1 Regen im Bestand\n- Workshop 2 Wenn die Quelle versiegt\n- Workshop 3 Graben und Feld",
    ],
)
def test_groups_in_a_row(text: str):
    assert [(label, title) for label, title, _people in sessions(f"Wir kommen zusammen.\n\n{text}\n")] == [
        ("1", "Regen im Bestand"),
        ("2", "Wenn die Quelle versiegt"),
        ("3", "Graben und Feld"),
    ]
