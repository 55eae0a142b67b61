"""Houses told of several people at once, and what beside a name is no house."""

import pytest

from commands.documents.prose.organisations import split_affiliation
from tests.unit.commands.documents.reading import named, read_one


class TestSplit:
    """What stands beside a name."""

    @staticmethod
    @pytest.mark.parametrize(
        ("words", "house"),
        [
            ("Stadträtin in Seeheim", "Seeheim"),
            ("Ratsvorsitzende in Altenau", "Altenau"),
            ("Beigeordneter aus Seeheim", "Seeheim"),
            ("Mediator", None),
            ("Bäckermeisterin", None),
            ("Teichwirt", None),
            ("Co-Vorsitzende des Beirats für Bodenpolitik, Universität Seeheim", "Universität Seeheim"),
            ("Vorsitzender des Kuratoriums für Kultur, Stiftung Seeland", "Stiftung Seeland"),
            ("Landesstelle für Archive “Wer liest noch?”", "Landesstelle für Archive"),
            ("Leiterin Gemeindebücherei Altenau", "Gemeindebücherei Altenau"),
            ("Kuratorin Forum Baukultur Seeheim", "Forum Baukultur Seeheim"),
            ("Moderatorin für die Region Seeland und Vorsitzende des Vereins Dorfgespräch e.V.", "Verein Dorfgespräch e.V."),
            ("Landesvorsitzender der Freien Wähler", "Freie Wähler"),
        ],
    )  # fmt: skip
    def test_house(words: str, house: str | None) -> None:
        """Trades, councils and questions are no houses; the town of a council is."""
        assert split_affiliation(words)[1] == house


class TestNamed:
    """People in sentences and lists."""

    @staticmethod
    @pytest.mark.parametrize(
        ("text", "people"),
        [
            ("Den Anfang machten Kreisrätin Eva Wolf und Pflegeplaner Adam Stein (Landkreis Seeland).",
             [("Eva Wolf", "Landkreis Seeland"), ("Adam Stein", "Landkreis Seeland")]),
            ("Auf dem Podium saßen Bäckermeisterin Eva Wolf und Adam Stein von der Agentur für Arbeit.",
             [("Eva Wolf", None), ("Adam Stein", "Agentur für Arbeit")]),
            ("Dort sprachen die Planerinnen vom Büro Plan und Feld, Frau Wolf und Herr Stein, mit den Gästen.",
             [("Wolf", "Büro Plan und Feld"), ("Stein", "Büro Plan und Feld")]),
            ("Es diskutieren Adam Stein (Ortsbürgermeister Kirchau) und Eva Wolf (Seniorenbeirat Isau).",
             [("Adam Stein", "Kirchau"), ("Eva Wolf", "Seniorenbeirat Isau")]),
        ],
    )  # fmt: skip
    def test_houses_of_several(text: str, people: list[tuple]) -> None:
        """A house counts for those whom the sentence puts there, and for nobody beside."""
        assert named(text) == people

    @staticmethod
    def test_a_list_below_whose_people_it_names() -> None:
        """The Land in brackets is no house; the association above the list is."""
        text = (
            "Ein Jahr nach der Gründung des Bundesverbandes Dorf und Rad stellen sich drei Leute den Fragen.\n\n"
            "Auf der Bühne sitzen die Vorstandsmitglieder des Bundesverbandes\n\n"
            "- Adam Stein (Hessen), 1. Vorsitzender\n- Eva Wolf (Bayern), Schatzmeisterin"
        )
        assert named(text) == [
            ("Adam Stein", "Bundesverband Dorf und Rad"), ("Eva Wolf", "Bundesverband Dorf und Rad"),
        ]  # fmt: skip

    @staticmethod
    def test_a_sentence_on_all_who_moderate() -> None:
        """Who opened the evening is none of them."""
        text = (
            "Der Abend begann mit einer Begrüßung durch Bürgermeisterin Anna Wolf.\n\n"
            "Gruppe Grün (Moderation: Dr. Eva Stein)\n- Bäume\n\nGruppe Wege (Moderation: Adam Sommer)\n- Bänke\n\n"
            "Die Moderatoren gehören zum Büro Raumwerk, das seit 2017 hilft."
        )
        found = dict(named(text))
        assert found["Eva Stein"] == found["Adam Sommer"] == "Büro Raumwerk"
        assert found["Anna Wolf"] is None

    @staticmethod
    @pytest.mark.parametrize(
        "text",
        [
            "Der Vortrag von Eva Wolf (Hochschule Seeheim) zur Pflege musste leider ausfallen.",
            "Ansprechpartnerin beim Verband: Eva Wolf",
            "Fotos Eva Wolf",
            "Inhalt und Bearbeitung Eva Wolf (Bildungsbüro) Adam Stein (Bildungsbüro)",
            "Der Abend war gut besucht.\n\nEva Wolf\nPressesprecherin",
        ],
    )
    def test_nobody_there(text: str) -> None:
        """Contacts, credits, and whose talk was cancelled took no part."""
        assert named(text) == []


class TestOrganisers:
    """Names of holders that a comma or "und" does not end."""

    @staticmethod
    @pytest.mark.parametrize(
        ("text", "organiser"),
        [
            ("Veranstalter ist die Freie Wählergemeinschaft, Kreisverband Seeland.", "Freie Wählergemeinschaft, Kreisverband Seeland"),
            ("Der Abend wird von der Akademie Dorf und Garten ausgerichtet.", "Akademie Dorf und Garten"),
            ("In der Aula lädt die BürgerUniversität zu einem Abend über Verkehr ein.", "BürgerUniversität"),
        ],
    )  # fmt: skip
    def test_whole_name(text: str, organiser: str) -> None:
        """A branch and the second half of a topic belong to the name."""
        assert read_one(f"Fachtag Archive\n\nDatum: 12. Mai 2023\n\n{text}\n")["organisers"] == [organiser]
