"""What a text calls its insights, next steps and shared solutions: lists, and sentences that say so."""

from commands.documents import read_document
from storage.records import NetworkRecords
from tests.unit.commands.documents.reading import HEAD, NOW


def _read(text: str) -> NetworkRecords:
    return read_document("text.txt", f"{HEAD}{text}\n".encode(), NOW).records


def test_what_heads_a_list_of_insights() -> None:
    text = "Alle waren da und haben viel gelernt.\n\nWas nehmen wir mit?\n• Klein anfangen.\n• Früh alle fragen.\n"
    assert [one.text for one in _read(text).events[0].insights] == ["Klein anfangen.", "Früh alle fragen."]


def test_steps_end_with_their_list_and_say_who_and_until_when() -> None:
    text = (
        "Nächste Schritte\n"
        "• Stadt Altenau: Vorlage bis 30. April 2024 bereitstellen\n"
        "• Arbeitsgruppe gründen (verantwortlich: Eva Lind), bis Ende Mai\n"
        "• Liste bis zum Sommer zusammenstellen\n\n"
        "Am Ende gab es Kaffee: Alle waren froh.\n"
    )
    steps = _read(text).events[0].actions
    assert [(one.responsible, one.due.as_written if one.due else None) for one in steps] == [
        ("Stadt Altenau", "bis 30. April 2024"),
        ("Eva Lind", "bis Ende Mai"),
        (None, "bis zum Sommer"),
    ]
    assert steps[0].due is not None
    assert steps[0].due.start is not None
    assert steps[0].due.start.date().isoformat() == "2024-04-30"


def test_solutions_of_sentences_and_of_a_list() -> None:
    text = (
        "Die Stadt Seeheim stellte ihre Dienstanweisung für die Bauakte vor. Das Leistungsverzeichnis der Stadt Altenau steht "
        "auf dem Marktplatz bereit. Eine Mustersatzung zur Verfügung zu stellen, wurde besprochen.\n\n"
        "Musterlösungen\n• Checkliste Scannen der Stadt Seeheim\n• Mustervertrag für Archive (Landkreis Heide)\n"
    )
    assert {(one.title, one.owner) for one in _read(text).solutions} == {
        ("Dienstanweisung für die Bauakte", "Stadt Seeheim"),
        ("Leistungsverzeichnis der Stadt Altenau", "Stadt Altenau"),
        ("Checkliste Scannen der Stadt Seeheim", "Stadt Seeheim"),
        ("Mustervertrag für Archive", "Landkreis Heide"),
    }
