"""People as municipal pages print them: names in capitals, minutes, press notes, tables and who belongs to whom."""

import pytest

from tests.unit.commands.documents.reading import HEAD, named, read_one


def everybody(text: str) -> list[tuple]:
    """Return names and houses of the one event of a text, those of its sessions last."""
    found = read_one(text)
    people = [*found["people"], *(who for session in found["sessions"] for who in session["people"])]
    return [(who["name"], who["organisation"]) for who in people]


def test_family_names_in_capitals() -> None:
    """A document that prints several family names in capitals prints them all so; abbreviations stay."""
    text = (
        "Maria WOLF, Stadt Seeheim\n\nDr. Yolthan STEIN-BERG, Hochschule Seeheim\n\nPaul DEL CAMPO, Verein Altes Papier\n\n"
        "Jana Kranz, AWO Seeheim"
    )
    assert named(text) == [
        ("Maria Wolf", "Stadt Seeheim"),
        ("Yolthan Stein-Berg", "Hochschule Seeheim"),
        ("Paul Del Campo", "Verein Altes Papier"),
        ("Jana Kranz", "AWO Seeheim"),
    ]


def test_capitals_behind_one_given_name_may_be_anything() -> None:
    """Capitals that stand once behind a given name are no spelling of the document."""
    assert named("Maria Wolf (NABU) und Jana AWO standen auf dem Schild.") == [("Maria Wolf", "NABU")]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Maria Wolf\n(Amt für Wasserwege)\nPaul Stein (Stadt Seeheim)",
         [("Maria Wolf", "Amt für Wasserwege"), ("Paul Stein", "Stadt Seeheim")]),
        ("Gastgeber war die Seeheimer Kunststoff GmbH, deren Geschäftsführer Paul Stein durch die Halle führte.",
         [("Paul Stein", "Seeheimer Kunststoff GmbH")]),
        ("Danach begrüßte Maria Wolf in ihrer Funktion als Leiterin des Stadtarchivs die Gäste.",
         [("Maria Wolf", "Stadtarchiv")]),
        ("Moderiert wurde der Abend von Maria Wolf und dem Team der Beratungsstelle Seeland.",
         [("Maria Wolf", "Beratungsstelle Seeland")]),
        ("Nach der Pause geht es weiter. Maria Wolf und Paul Stein geben für den Landesverband Offener Garten (LOG) einen Einblick in ihre Pläne.",
         [("Maria Wolf", "Landesverband Offener Garten (LOG)"), ("Paul Stein", "Landesverband Offener Garten (LOG)")]),
        ("Durch den Abend führten die beiden Moderatoren Maria Wolf und Paul Stein (Büro Stadt & Land).",
         [("Maria Wolf", "Büro Stadt & Land"), ("Paul Stein", "Büro Stadt & Land")]),
        ("Es sprach der Präsident des Gemeindetages Seeland, der Bergdorfer Bürgermeister Paul Stein.",
         [("Paul Stein", "Gemeindetag Seeland")]),
        ("Maria Wolf, Jugendbund Wald - Landesverband Seeland e.V., Bergdorf",
         [("Maria Wolf", "Jugendbund Wald - Landesverband Seeland e.V.")]),
        ("Maria Wolf, Oberbürgermeisterin a. D. Seeheim, Vorsitzende des Kuratoriums der Bürgerstiftung Bergdorf",
         [("Maria Wolf", "Bürgerstiftung Bergdorf")]),
        ("Paul Stein, Landesbeauftragter für die Belange von Menschen mit Behinderung, sprach ein Grußwort.",
         [("Paul Stein", None)]),
        ("Paul Stein, Referatsleiter Radwege, Verkehr, Nahmobilität", [("Paul Stein", None)]),
        ("Maria Wolf, Projektleiterin „Lernen in Seeheim“, Verein Altes Papier e.V.",
         [("Maria Wolf", "Verein Altes Papier e.V.")]),
        ("ILE-Managerin Maria Wolf stellte die Karte vor.", [("Maria Wolf", None)]),
        ("Elsbeth te Wolf, Mieterverein Seeheim e.V.", [("Elsbeth te Wolf", "Mieterverein Seeheim e.V.")]),
        ("Das machte Landrätin Maria Stein von Beginn an klar.", [("Maria Stein", None)]),
        ("Prof. Dr. Maria Wolf (Universität Seeheim; Autorin „Stadtklima“) diskutierte mit.",
         [("Maria Wolf", "Universität Seeheim")]),
        ("Pfarrerin Maria Wolf, Kirchengemeinde Seeheim Im leer stehenden Haus sind heute Werkstätten.",
         [("Maria Wolf", "Kirchengemeinde Seeheim")]),
    ],
)  # fmt: skip
def test_houses(text: str, people: list[tuple]) -> None:
    """Houses that belong to a name, and words beside it that are none."""
    assert named(text) == people


@pytest.mark.parametrize(
    "text",
    [
        "Nach einem Glas Saft, spendiert von Paul Stein, ging es weiter.",
        "Anmeldung ist erwünscht: Paul Stein oder online.",
        "Bitte meldet euch bis Sonntag bei Ortsbürgermeister Paul Stein an.",
        "Allen, die geholfen haben, besonders dem Wirt Paul Stein: herzlichen Dank!",
    ],
)
def test_who_gave_something_or_is_a_contact_took_no_part(text: str) -> None:
    """Gifts, honours, contacts and thanks name nobody who took part."""
    assert named(f"Maria Wolf (Stadt Seeheim) moderierte den Abend.\n\n{text}") == [("Maria Wolf", "Stadt Seeheim")]


def test_minutes_name_who_speaks_by_family_name() -> None:
    """In minutes whoever says something was there, whatever tense they are written in."""
    text = (
        "Kurzprotokoll der Sitzung am 26.09.2022\n\nBürgermeister Wolf ergänzt, dass das Haus fertig ist.\n\n"
        "ILE-Managerin Stein legte eine Karte vor.\n\nDie Anträge liegen bei Frau Kranz."
    )
    assert everybody(text) == [("Wolf", None), ("Stein", None)]


def test_an_office_in_front_of_the_form_of_address() -> None:
    """What somebody is may stand before "Frau" and the family name."""
    text = "Nach der Begrüßung durch die Abteilungsleiterin des MUV für Verkehr, Frau Wolf, berichteten Herr Stein und Frau Kranz."
    assert named(text) == [("Wolf", "MUV"), ("Stein", None), ("Kranz", None)]


def test_topics_of_tables_are_no_houses() -> None:
    """What is a heading of the document is what somebody leads, not where from."""
    text = "Maria Wolf (Speicher und Hof)\n\nPaul Stein (Stadt Seeheim)\n\n# Speicher und Hof\n\nDer Speicher soll bleiben."
    assert everybody(f"# {HEAD}{text}") == [("Maria Wolf", None), ("Paul Stein", "Stadt Seeheim")]


def test_titles_name_people() -> None:
    """The title of a point may name who gives it, in brackets or behind its kind."""
    text = (
        f"{HEAD}Programm\n\n10:00 Uhr Grußwort Maria Wolf, Vizepräsidentin der Hochschule Seeheim\n\n"
        "11:00 Uhr Vom Zettel zum Verzeichnis (mit Paul Stein und Jana Kranz, Landkreis Seeland)\n\n12:00 Uhr Ausklang"
    )
    assert everybody(text) == [
        ("Maria Wolf", "Hochschule Seeheim"),
        ("Paul Stein", "Landkreis Seeland"),
        ("Jana Kranz", "Landkreis Seeland"),
    ]


def test_hours_fees_and_speakers_head_no_events() -> None:
    """What heads a section of one event divides a page into no two."""
    text = (
        "# Fachtag Archive: Papier und Akte\n\n19. November 2024, Seeheim\n\n# Fachtag Archive: Papier und Akte\n\n"
        "Am 19. November 2024 treffen sich in Seeheim alle, die mit Papier und Akten arbeiten oder es noch vorhaben.\n\n"
        "# Teilnahmegebühr\n\n90 Euro, für die Tagung am 30. September 2024 noch 70 Euro, danach kostet sie für alle mehr."
    )
    assert read_one(text)["start"].startswith("2024-11-19")


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Am 9. Juli trafen sich die Mitglieder des Heimatvereins Seeheim zum Gespräch.", "Heimatverein Seeheim"),
        ("Am 12. Mai startet die Stadt Seeheim von 13 bis 17 Uhr in das Programm.", "Stadt Seeheim"),
        ("Dazu lädt die Gemeindejugendarbeit ein.", "Gemeindejugendarbeit"),
        ("Einladung zu einem Pressegespräch des Städtebunds Seeland", "Städtebund Seeland"),
    ],
)
def test_who_holds_it(text: str, holder: str) -> None:
    """Members who meet, towns that start something and press dates name who holds an event."""
    assert read_one(f"{HEAD}{text}\n")["organisers"] == [holder]
