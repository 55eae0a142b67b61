"""Who holds an event, as sentences say it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from commands.documents import read_document, recognised

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))
HEAD = "Fachtag Archive\n\nDatum: 12. Mai 2023\n\n"


def holders(text: str) -> list[str]:
    """Return who holds the one event of a text."""
    (found,) = recognised(read_document("text.txt", f"{HEAD}{text}\n".encode(), NOW).records)
    return found["organisers"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Das Treffen wird organisiert vom Landratsamt Musterland und der Volkshochschule Musterstadt.",
         ["Landratsamt Musterland", "Volkshochschule Musterstadt"]),
        ("Es war die vom Netzwerk Bergland gemeinsam mit der Akademie Talland organisierte Tagung.",
         ["Netzwerk Bergland", "Akademie Talland"]),
        ("Veranstalter ist die Initiative Grünes Dorf e.V. mit vielen Helfern.", ["Initiative Grünes Dorf e.V."]),
        ("Eingeladen hatte die Bürgerstiftung Musterstadt gemeinsam mit dem Stadtarchiv Musterstadt.",
         ["Bürgerstiftung Musterstadt", "Stadtarchiv Musterstadt"]),
        ("Am 12. Mai veranstaltet der Deutsche Archivverband das zweite Treffen.", ["Deutscher Archivverband"]),
        ("Eine Veranstaltung der Stadt Musterhausen, unterstützt von der Bank am Markt.", ["Stadt Musterhausen"]),
        ("Viele waren auf Einladung von Code for Musterstadt gekommen.", ["Code for Musterstadt"]),
        ("Der Abend wird in Kooperation von Klimabeirat, Laut und Leise e.V. und dem Stadtarchiv durchgeführt.",
         ["Klimabeirat", "Laut und Leise e.V.", "Stadtarchiv"]),
        ("Für ein gutes Miteinander: Stadt Musterhausen lädt zur Konferenz ein", ["Stadt Musterhausen"]),
        ("Bürgermeisterin Anna Beispiel lädt zum Gespräch ein.", []),
        ("Die Veranstaltung lädt zum Mitmachen ein.", []),
        ("Der Rundgang wird von Anna Beispiel organisiert.", []),
    ],
)  # fmt: skip
def test_who_holds_an_event(text: str, expected: list[str]) -> None:
    """Houses and groups that hold, invite to or host an event; neither people nor the event itself."""
    assert holders(text) == expected


def test_a_letterhead_says_who_holds_an_event() -> None:
    """A house alone at the head of a text holds the event, if no sentence says otherwise; a field says it best."""
    text = "Regionalverband Bergland\n\nFachtag Archive\n\nDatum: 12. Mai 2023\n\nOrt: Rathaus Musterhausen\n"
    (found,) = recognised(read_document("text.txt", text.encode(), NOW).records)
    assert found["organisers"] == ["Regionalverband Bergland"]
    text += "\nVeranstalter: Heimatfreunde Talland e.V.\n"
    (found,) = recognised(read_document("text.txt", text.encode(), NOW).records)
    assert found["organisers"] == ["Heimatfreunde Talland e.V."]
