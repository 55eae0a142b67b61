"""Who a text only names, words that are no names, and what beside a name is no house."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from commands.documents import read_document, recognised

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))
HEAD = "Fachtag Archive\n\nDatum: 12. Mai 2023\n\n"


def named(text: str) -> list[tuple]:
    """Return names and houses of the one event of a text."""
    (found,) = recognised(read_document("text.txt", f"{HEAD}{text}\n".encode(), NOW).records)
    everybody = [*found["people"], *(who for session in found["sessions"] for who in session["people"])]
    return [(who["name"], who["organisation"]) for who in everybody]


@pytest.mark.parametrize(
    "text",
    [
        "Blick in den Saal (&#169; Anna Beispiel)",
        "Wir danken Anna Beispiel für die Unterstützung bei der Technik.",
        "Ein herzliches Dankeschön an Anna Beispiel und Jan Muster für den Aufbau.",
        "Für 25 Jahre Mitgliedschaft wurden Anna Beispiel, Jan Muster und Eva Probe geehrt.",
        "Gelesen wird aus „Der lange Weg“ von Anna Beispiel.",
        "Auf dem Programm stehen Texte der beiden Dichter Anna Beispiel und Jan Muster.",
        "Die Reihe beginnt am 50. Todestag von Anna Beispiel.",
        "Anna Beispiel (1881–1973) lebte viele Jahre in der Stadt.",
        "Der ebenfalls angekündigte Jan Muster war wegen Krankheit leider verhindert.",
        "Jan Muster (nicht anwesend) erhält die Urkunde später.",
        "Sie zitierte den Landrat Jan Muster, der aus Termingründen nicht an der Tagung teilnehmen konnte: „Weiter so!“",
        "Im Jahr 1958 gründete Jan Muster den Verein.",
        "Sie war Beraterin der damaligen Bürgermeisterin Anna Beispiel.",
        "Mit freundlichen Grüßen Anna Beispiel und Jan Muster",
        "Ihr Projektteam „Archive öffnen“\n\nAnna Beispiel, Referentin der Stadt Musterhausen",
        "Lizenz: CC BY 4.0, Anna Beispiel.",
        "Dazu erschien ein Artikel von Anna Beispiel.",
        "„Wer fragt, lernt“, so das Motto. Jan Muster sagte einmal, das sei der Anfang.",
    ],
)
def test_who_is_only_named_took_no_part(text: str) -> None:
    """Thanked, honoured, read from, absent, long gone, author of a picture or a letter: nobody of the event."""
    assert named(f"Eva Probe (Stadt Musterhausen) moderierte den Abend.\n\n{text}") == [
        ("Eva Probe", "Stadt Musterhausen")
    ]


def test_who_is_thanked_for_a_talk_was_there() -> None:
    """Thanks for a talk say that somebody spoke."""
    assert named("Wir danken Anna Beispiel für ihren Vortrag.") == [("Anna Beispiel", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Leckere Backwaren von der Bäckerei Korn",
        "Sprudelndes Wasser - ein Geheimnis der Stadt Musterhausen",
        "False Memories - können wir uns trauen?",
        "Bunte Tüte (Verein Kinderhilfe e.V.)",
        "Freie Bühne, Jugendzentrum",
        "Dicke Luft (Lateinprojekt)",
        "Der Rundgang führt durch die Rote Gasse (Stadt Musterhausen).",
        "Barrierefreier Zugang (Stadt Musterhausen)",
        "Als Projekt des Wohnhäuser Verbunds (WHV) sind wir nicht allein.",
        "Das Otto Group Forum und das Anna-Beispiel-Haus laden ein.",
        "Es spielt das Anna Beispiel Quartett.",
    ],
)
def test_two_capitalised_words_need_more_than_a_dash_or_a_kind_of_house(text: str) -> None:
    """Words without a known given name count as a name only beside an office or the name of a house."""
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ndidiwe Ndlovu, Leiterin der Stabsstelle Archiv der Stadt Musterhausen",
         [("Ndidiwe Ndlovu", "Stadt Musterhausen")]),
        ("Ndidiwe Ndlovu (Universität Musterhausen)", [("Ndidiwe Ndlovu", "Universität Musterhausen")]),
        ("Mit dabei waren Anna Beispiel (Neue Wege), Ndidiwe Ndlovu (Softkraft) und Jan Muster (Heim & Herd).",
         [("Anna Beispiel", "Neue Wege"), ("Ndidiwe Ndlovu", "Softkraft"), ("Jan Muster", "Heim & Herd")]),
        ("Referentin: Ndidiwe Ndlovu", [("Ndidiwe Ndlovu", None)]),
    ],
)  # fmt: skip
def test_an_unknown_given_name_is_one_beside_an_office_a_house_or_others(text: str, expected: list[tuple]) -> None:
    """What stands beside it, the list it stands in or a label make two words a name."""
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Archive öffnen – Anna Beispiel, Code for Musterhausen (Vortragsfolien)",
         [("Anna Beispiel", "Code for Musterhausen")]),
        ("Einblicke gab Anna Beispiel, Leiterin der citarchiv.", [("Anna Beispiel", "citarchiv")]),
        ("Es sprach Dr. Anna Beispiel, promovierte Biologin am Institut für Gewässer.",
         [("Anna Beispiel", "Institut für Gewässer")]),
        ("Grußworte kommen von Bürgermeister Jan Muster für die Hansestadt Musterhausen.",
         [("Jan Muster", "Hansestadt Musterhausen")]),
        ("Anna Beispiel (Referentin für Klimaschutz bei der Organisation Grünwatch e.V.) diskutierte mit.",
         [("Anna Beispiel", "Organisation Grünwatch e.V.")]),
        ("Anna Beispiel ist wissenschaftliche Mitarbeiterin an der Universität Musterhausen.", [("Anna Beispiel", "Universität Musterhausen")]),
        ("Es begrüßten Anna Beispiel vom SWR der Landrat des Kreises Bergland, Jan Muster.",
         [("Anna Beispiel", "SWR"), ("Jan Muster", "Kreis Bergland")]),
        ("Den Auftakt machte Anna Beispiel, Geschäftsführerin von Stadtimpuls.", [("Anna Beispiel", "Stadtimpuls")]),
        ("Anna Beispiel (Electronic Future Foundation, EFF) führte ein.",
         [("Anna Beispiel", "Electronic Future Foundation")]),
        ("Es spielten Anna Beispiel (Klavier) und Jan Muster (Blockflöte).",
         [("Anna Beispiel", None), ("Jan Muster", None)]),
        ("Auf dem Podium saßen Anna Beispiel (tbc) und Jan Muster (Stadt Musterhausen).",
         [("Anna Beispiel", None), ("Jan Muster", "Stadt Musterhausen")]),
        ("Durch ihn sprach Anna Beispiel als Vertreterin des Bundes deutscher Kapellen.",
         [("Anna Beispiel", "Bund deutscher Kapellen")]),
    ],
)  # fmt: skip
def test_houses_beside_professions_fields_of_work_and_papers(text: str, expected: list[tuple]) -> None:
    """A house is read where it stands; instruments, placeholders and papers are none."""
    assert named(text) == expected


def test_an_office_stays_with_the_name_behind_it() -> None:
    """In a list each office belongs to the name that follows, or where commas say so to the one before."""
    text = (
        "Vertreten waren Anna Beispiel, Leiterin der Stadt Musterhausen, Eva Probe, Referentin des Vereins Bergland, "
        "und Jan Muster, Landrat Otto Eiche."
    )
    (found,) = recognised(read_document("text.txt", f"{HEAD}{text}\n".encode(), NOW).records)
    assert [(who["name"], who["office"]) for who in found["people"]] == [
        ("Anna Beispiel", "Leiterin"), ("Eva Probe", "Referentin"), ("Jan Muster", None), ("Otto Eiche", "Landrat"),
    ]  # fmt: skip
