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
        ("Der Workshop wurde durch die Initiative Dorf.Land.Zukunft im Auftrag des Landes durchgeführt.",
         ["Initiative Dorf.Land.Zukunft"]),
        ("Am 12. Mai veranstaltet der Deutsche Archivverband das zweite Treffen.", ["Deutscher Archivverband"]),
        ("Eine Veranstaltung der Stadt Musterhausen, unterstützt von der Bank am Markt.", ["Stadt Musterhausen"]),
        ("Viele waren auf Einladung von Code for Musterstadt gekommen.", ["Code for Musterstadt"]),
        ("Der Abend wird in Kooperation von Klimabeirat, Laut und Leise e.V. und dem Stadtarchiv durchgeführt.",
         ["Klimabeirat", "Laut und Leise e.V.", "Stadtarchiv"]),
        ("Für ein gutes Miteinander: Stadt Musterhausen lädt zur Konferenz ein", ["Stadt Musterhausen"]),
        ("Im Rahmen der Messe veranstaltet Code for Talland gemeinsam mit dem Stadtarchiv Musterstadt ein Gespräch.",
         ["Code for Talland", "Stadtarchiv Musterstadt"]),
        ("Am 12. Mai haben wir von Code for Musterstadt zu einem Abend eingeladen.", ["Code for Musterstadt"]),
        ("Einmal mehr hatte die Bürgerrunde Musterdorf ins Gemeindehaus geladen.", ["Bürgerrunde Musterdorf"]),
        ("45 Ehrenamtliche folgten der Einladung des fünfköpfigen „Team Ehrenamt“.", ["Team Ehrenamt"]),
        ("Gemeinsam mit der Datenwerk GmbH hat das Ministerium für Heimat das Treffen organisiert.",
         ["Ministerium für Heimat", "Datenwerk GmbH"]),
        ("Ein Treffen der Bürgerrunde Musterdorf, Code for Musterstadt und der Stiftung Altes Papier findet statt.",
         ["Bürgerrunde Musterdorf", "Code for Musterstadt", "Stiftung Altes Papier"]),
        ("Ausrichter war die Fachstelle Jugend und Familie der Stadt Musterhausen.",
         ["Fachstelle Jugend und Familie der Stadt Musterhausen"]),
        ("Die Volkshochschule Musterstadt bietet am Montag einen Kurs zu alten Akten an.",
         ["Volkshochschule Musterstadt"]),
        ("Die Stadt Musterhausen begrüßte im Rathaus rund 100 Gäste.", ["Stadt Musterhausen"]),
        ("Die Veranstaltung wurde organisiert von\nStadtarchiv | Verein Altes Papier",
         ["Stadtarchiv", "Verein Altes Papier"]),
        ("Veranstalter\nVerband der Archive e. V.\nin Kooperation mit der Stadt Musterhausen",
         ["Verband der Archive e. V.", "Stadt Musterhausen"]),
        ("Neben Vorträgen veranstalten weitere Vereine Führungen.", []),
        ("Am Montag veranstaltet der Fachbereich Jugend, Familie und Soziales die siebte Messe.",
         ["Fachbereich Jugend, Familie und Soziales"]),
        ("Der Tag wird in Zusammenarbeit des Dezernats für Soziales und Jugend und des Beirats der Stadt Musterau organisiert.",
         ["Dezernat für Soziales und Jugend", "Beirat der Stadt Musterau"]),
        ("Die Stadt Musterhausen lädt Sie, gemeinsam mit dem Verband der Archive, zum Kongress ein.",
         ["Stadt Musterhausen", "Verband der Archive"]),
        ("Die Stadt Musterhausen lädt gemeinsam mit den Bürgern zum Fest ein.", ["Stadt Musterhausen"]),
        ("Der Tag wird von der Wirtschaftsförderung der Stadt Musterau, der Handwerkskammer Talland und der Akten GmbH organisiert.",
         ["Wirtschaftsförderung der Stadt Musterau", "Handwerkskammer Talland", "Akten GmbH"]),
        ("Beginn ist um 20 Uhr, Veranstalter ist laut Ankündigung der Bundesverband der Archive.",
         ["Bundesverband der Archive"]),
        ("Es war die Jahrestagung der Gesellschaft für Akten 2016.", ["Gesellschaft für Akten"]),
        ("Am Samstag lädt der Landkreis St. Musterdorf zum Treffen ein.", ["Landkreis St. Musterdorf"]),
        ("Am 20. März führte das Büro Offene Akten (BOA) in Musterstadt einen Workshop durch.", ["Büro Offene Akten (BOA)"]),
        ("Nach der Pause bittet der Zweckverband Musterau erneut Gäste zu einem Abend.", ["Zweckverband Musterau"]),
        ("Das fragte der Verband der Archive e. V. (VDA) bei seinem 13. Kamingespräch in Musterstadt.",
         ["Verband der Archive e. V. (VDA)"]),
        ("Wieder öffnete der Forschungsverbund Altes Papier seine Türen.", ["Forschungsverbund Altes Papier"]),
        ("Der Städtebund Musterau traf sich zum Thema Papier.", ["Städtebund Musterau"]),
        ("Das Ministerium für Akten und die Arbeitsgemeinschaft der Archive luden zum Fachtag ein.",
         ["Ministerium für Akten", "Arbeitsgemeinschaft der Archive"]),
        ("Eingeladen hatte die Landesstelle Akten und Gesundheit (LAG).", ["Landesstelle Akten und Gesundheit (LAG)"]),
        ("Die Gäste kamen auf Einladung des Netzwerks Altes Papier im Haus am See.", ["Netzwerk Altes Papier"]),
        ("Ende Oktober lädt dann Frau Beispiel ein.", []),
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


def test_the_title_of_a_page_says_who_holds_an_event() -> None:
    """A page's title that ends with a house says whose page it is, where nothing else does."""
    page = "<title>Fachtag Archive | Verband der Archive Seeland</title><h1>Fachtag Archive</h1><p>Am 12. Mai 2023 im Rathaus.</p>"
    (found,) = recognised(read_document("seite.html", page.encode(), NOW).records)
    assert found["organisers"] == ["Verband der Archive Seeland"]


def test_an_event_in_capitals_is_no_letterhead() -> None:
    """What is printed at the head in capitals is a house only where it is no event."""
    (found,) = recognised(read_document("text.txt", b"SOMMERSCHULE OFFENES RATHAUS\n\n12. Juni 2023\n", NOW).records)
    assert found["organisers"] == []
