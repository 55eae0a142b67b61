"""Which words are no title, and which part of a headline is one."""

import pytest

from commands.documents.prose.clean_title import clean_title
from tests.unit.commands.documents.reading import read_one

TOLD = (
    "Mehr als sechzig Gäste aus den Rathäusern des Landkreises kamen am 10. Mai 2025 in die Halle am Seeberg, um über "
    "Nachwuchs, Satzungen und Fördermittel zu sprechen und voneinander zu lernen.\n"
)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Offizielle Eröffnung der Messe Rathaus 2025", "Messe Rathaus 2025"),
        ("Eröffnung des Seeländer Wärmeforums", "Seeländer Wärmeforum"),
        ("Eröffnung des Dorfgemeinschaftshauses", "Eröffnung des Dorfgemeinschaftshauses"),
        ("Einladung des Vereins Seeland e. V. zum öffentlichen Wärmedialog", "Öffentlicher Wärmedialog"),
        ("Thesen und Ablauf zur Dialogwerkstatt", "Dialogwerkstatt"),
        ("DIGITALE REGION SEELAND WORKSHOP DOKUMENTATION", "DIGITALE REGION SEELAND"),
        ("Archivwerkstatt im Mai 2019", "Archivwerkstatt"),
        ("Einladung zu den Dorfgesprächen", "Dorfgespräche"),
        ("3. Archivkongress der Gemeinden wegen Sturm verlegt!", "3. Archivkongress der Gemeinden"),
        ("„Archivtag“ bringt Ehrenamtliche aus dem ganzen Land zusammen", "Archivtag"),
        ("4. Rathausgespräch des Verbands fragt, wer das Archiv bezahlt", "4. Rathausgespräch des Verbands"),
        ("Ortsvorsteher aus dem ganzen Land treffen sich zum 3. Tag der Archive", "3. Tag der Archive"),
        ("Hier das ganze Programm der Jahrestagung Archive", "Jahrestagung Archive"),
    ],
)  # fmt: skip
def test_what_of_a_headline_is_the_title(words: str, title: str):
    assert clean_title(words) == title


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Blog > Ländliche Räume\n\nFachtag Archive\n\n", "Fachtag Archive"),
        ("Neues Passwort anfordern?\n\nFachtag Archive\n\n", "Fachtag Archive"),
        ("Vorheriger Beitrag: Beirat übergibt Gutachten\n\nFachtag Archive\n\n", "Fachtag Archive"),
        ("Archiv der Kategorie: Veranstaltungen 2025\n\nFachtag Archive\n\n", "Fachtag Archive"),
        ("Anlage 3 zur Vorlage 22/041\n\nFachtag Archive\n\n", "Fachtag Archive"),
        ("Einen Tag lang Gespräche, eine Baustelle und viele Fragen an Fachleute:\n\nFachtag Archive\n\n", "Fachtag Archive"),
        ("Gelungener Auftakt\n\nFachtag Archive\n\n", "Fachtag Archive"),
        ("Art: Landkreisnetzwerk\n\nFachtag Archive\n\n", "Fachtag Archive"),
        ("Veranstaltung\tArchivforum Seeland\nZeit\t10. Mai 2025\n\n", "Archivforum Seeland"),
        ("Fachtag „Wohin mit den Akten?\nArchive im Umbruch“\n\n", "Fachtag „Wohin mit den Akten? Archive im Umbruch“"),
        ("Neue Plätze, alte Fragen – Archive nach dem Umzug\n\n", "Neue Plätze, alte Fragen – Archive nach dem Umzug"),
    ],
)  # fmt: skip
def test_what_a_page_prints_around_it_is_no_title(head: str, title: str):
    assert read_one(head + TOLD)["title"] == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            (
                "Am 10. Mai 2025 kamen 70 Gäste in die Halle am Seeberg, um am vierten Praxistag „Akten per Klick“ "
                "teilzunehmen. Der Landrat dankte allen für ihre Arbeit und für das Kommen.\n"
            ),
            "Akten per Klick",
        ),
        (
            (
                "Fachtagung | Seedorf | 10.05.2025\n\nAm 10. Mai 2025 veranstaltete der Kreis die Fachtagung „Wohin damit? "
                "Akten zwischen Keller und Wolke“ im Kulturhaus Seedorf. Viele kamen und sprachen miteinander.\n"
            ),
            "Wohin damit? Akten zwischen Keller und Wolke",
        ),
    ],
)  # fmt: skip
def test_what_a_bare_kind_of_event_is_called_in_a_sentence(text: str, title: str):
    assert read_one(text)["title"] == title


def test_a_section_among_others_is_no_title():
    text = (
        "09.10.2012\n\nIdeen für den Alten Hafen\n\n1. Anlass\n\nDie Stadt plant neu.\n\n2. Eröffnung\n\nDie Bürgermeisterin "
        "begrüßte alle zur Werkstatt.\n\n3. Die Tischgespräche\n\nAn vier Tischen wurde gesprochen.\n\n4. Ausblick\n\nEs geht "
        "weiter.\n"
    )
    assert read_one(text)["title"] == "Ideen für den Alten Hafen"
