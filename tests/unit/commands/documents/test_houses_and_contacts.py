"""Houses with their parts, in broken rows and of their own kind; people whom a page only says how to reach."""

import pytest

from commands.documents.cut_entries import whole_entries
from tests.unit.commands.documents.reading import HEAD, named, read_one


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Maria Wolf, Leiterin des Jugendamtes, Landkreis Seeland", [("Maria Wolf", "Landkreis Seeland")]),
        ("Maria Wolf, Fachliche Leitstelle E-Akte, Kreis Seeland", [("Maria Wolf", "Kreis Seeland")]),
        ("Maria Wolf, Leiterin der Geschäftsstelle „Miteinander“, Verein Altes Papier e.V.",
         [("Maria Wolf", "Verein Altes Papier e.V.")]),
        ("Maria Wolf, Leiterin des Zentrums für offene Akten, Hochschule Bergdorf",
         [("Maria Wolf", "Hochschule Bergdorf")]),
        ("Paul Stein (Kreisverwaltung, Referat 12)", [("Paul Stein", "Kreisverwaltung")]),
        ("Maria Wolf, Bildungsbüro des Landkreises Seeland", [("Maria Wolf", "Bildungsbüro des Landkreises Seeland")]),
    ],
)  # fmt: skip
def test_the_house_behind_its_part(text: str, people: list[tuple]) -> None:
    """An office of a town or a centre of a university gives the house that stands behind it; a bureau is its own."""
    assert named(text) == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Maria Wolf (raumwerk Architekten, Bergdorf)", [("Maria Wolf", "raumwerk Architekten")]),
        ("Paul Stein (Projektleiter seeland.VERNETZT)", [("Paul Stein", "seeland.VERNETZT")]),
        ("Maria Wolf (Redaktionsleiterin/Akten heute)", [("Maria Wolf", "Akten heute")]),
        ("Paul Stein, VG Seeland IT-Leiter", [("Paul Stein", "VG Seeland")]),
        ("Maria Wolf, Kämmerin, Amt Seeland", [("Maria Wolf", "Amt Seeland")]),
        ("Maria Wolf vom Institut für offene Akten in Bergdorf sprach über Papier.",
         [("Maria Wolf", "Institut für offene Akten")]),
        ("Maria Wolf, Geschäftsführerin der Papier GmbH & Co. KG aus Bergdorf, sprach ein Grußwort.",
         [("Maria Wolf", "Papier GmbH & Co. KG")]),
        ("Moderation: Maria Wolf, Seeländer Rundschau", [("Maria Wolf", "Seeländer Rundschau")]),
        ("Impulse: Maria Wolf, Wogeland Bergdorf; Paul Stein, Hochschule Seeheim",
         [("Maria Wolf", "Wogeland Bergdorf"), ("Paul Stein", "Hochschule Seeheim")]),
        ("Maria Wolf [3] von der Fachgruppe Papier Seeland zeigte alte Akten.",
         [("Maria Wolf", "Fachgruppe Papier Seeland")]),
        ("Neben dem Vortrag von Maria Wolf des Landesamts für Papier Seeland gab es Führungen.",
         [("Maria Wolf", "Landesamt für Papier Seeland")]),
        ("Für den Landkreis Seeland sprach Maria Wolf, für den Landkreis Bergland Paul Stein.",
         [("Maria Wolf", "Landkreis Seeland"), ("Paul Stein", "Landkreis Bergland")]),
        ("Den Workshop leiteten die Berater Paul Stein und Maria Wolf von der Agentur Nordpapier.",
         [("Paul Stein", "Agentur Nordpapier"), ("Maria Wolf", "Agentur Nordpapier")]),
        ("Mit einer Karte beschäftigt sich Maria Wolf, die das Vorhaben an der Hochschule Seeheim leitet.",
         [("Maria Wolf", "Hochschule Seeheim")]),
        ("Zu Gast war Maria Wolf, Stadtkämmerin, Dezernat II der Stadt Seeheim.", [("Maria Wolf", "Stadt Seeheim")]),
        ("Eröffnet wurde der Tag durch die SeeNord-Verbandsvorsteherin Bürgermeisterin Maria Wolf.",
         [("Maria Wolf", "SeeNord")]),
        ("Danach sprach Gemeindetag-Sprecher Paul Stein.", [("Paul Stein", "Gemeindetag")]),
        ("Moderation: Maria Wolf, papier-lokal", [("Maria Wolf", "papier-lokal")]),
        ("Maria Wolf. Sie leitet das Rechtsamt der Stadt Seeheim und sammelt Papier.",
         [("Maria Wolf", "Rechtsamt der Stadt Seeheim")]),
        ("Maria Wolf und Paul Stein (Vorsitzende und Kassierer des Vereins Altes Papier) waren da.",
         [("Maria Wolf", "Verein Altes Papier"), ("Paul Stein", "Verein Altes Papier")]),
        ("Maria Wolf, die an der Universität Seeheim forscht", [("Maria Wolf", "Universität Seeheim")]),
        ("Danach führte Maria Wolf durch die Herzog August Bibliothek.", [("Maria Wolf", None)]),
        ("Es berichtete Maria Wolf von unserem Partner Planwerk Papier GmbH.", [("Maria Wolf", "Planwerk Papier GmbH")]),
    ],
)  # fmt: skip
def test_houses_of_their_own_kind(text: str, people: list[tuple]) -> None:
    """Firms, papers and marks that stand between a name and its house."""
    assert named(text) == people


@pytest.mark.parametrize(
    "beside",
    [" (Informatik)", " (Politikwissenschaft)", ", Ort: Saal 2", ", Texterin",
     " – „Was tut denn weh?“", ", früherer Planer der Stadt Seeheim", ", Vorsitzender des Personalrats"],
)  # fmt: skip
def test_what_is_no_house(beside: str) -> None:
    """What somebody studied, a field of the page, a trade, a credit, a question and a former house are none."""
    assert named(f"Mit dabei: Paul Stein{beside}") == [("Paul Stein", None)]


@pytest.mark.parametrize(
    ("rows", "whole"),
    [
        (["Maria Wolf, Vorsitzende des Landesverbandes", "Altes Papier Seeland e.V."],
         ["Maria Wolf, Vorsitzende des Landesverbandes Altes Papier Seeland e.V."]),
        (["Referent: Paul Stein, Archivamt", "der Stadt Seeheim, und Maria Wolf,"],
         ["Referent: Paul Stein, Archivamt der Stadt Seeheim, und Maria Wolf,"]),
        (["Paul Stein, Beauftragter des", "Seelandkreises"], ["Paul Stein, Beauftragter des Seelandkreises"]),
        (["Prof. Dr. Maria", "Wolf, Hochschule Seeheim"], ["Prof. Dr. Maria Wolf, Hochschule Seeheim"]),
        (["Paul Stein, Hochschule Seeheim", "Maria Wolf, Verein Altes Papier"],
         ["Paul Stein, Hochschule Seeheim", "Maria Wolf, Verein Altes Papier"]),
        (["Was Archive brauchen", "der Blick von außen"], ["Was Archive brauchen", "der Blick von außen"]),
    ],
)  # fmt: skip
def test_rows_that_break_off(rows: list[str], whole: list[str]) -> None:
    """A row that names somebody and breaks off goes on in the next one; a whole one does not."""
    assert whole_entries(rows) == whole


@pytest.mark.parametrize(
    "card",
    ["Ansprechperson\n\nMaria Wolf\nReferentin", "Pressekontakt:\nVerein Altes Papier\nMaria Wolf",
     "Maria Wolf\nSeegasse 4", "Mit freundlichen Grüßen\n\ni. A. Maria Wolf\nStadtarchiv Seeheim",
     "Simultan übersetzt haben Maria Wolf und Jana Kranz.", "An dieser Stelle sei Maria Wolf herzlich gedankt.",
     "Es sprach der Stellvertreter von Landrätin Maria Wolf.", "Das Forum, das ursprünglich Maria Wolf halten sollte, leitete er."],
)  # fmt: skip
def test_who_is_only_a_contact(card: str) -> None:
    """Who is to be reached, signs, translates, is thanked or was not there takes no part."""
    found = read_one(
        f"{HEAD}Paul Stein (Stadt Seeheim) stellte die Karte vor.\n\nEs kamen viele Gäste in den Saal.\n\n{card}\n"
    )
    assert [who["name"] for who in found["people"]] == ["Paul Stein"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Frau Matuschek vom Kindergarten Seestern und Herr van Bergen vom Verein Altes Papier berichteten.",
         [("Matuschek", "Kindergarten Seestern"), ("van Bergen", "Verein Altes Papier")]),
        ("Eine Gruppe arbeitete unter der Leitung von Frau Sommerlatte.", [("Sommerlatte", None)]),
    ],
)  # fmt: skip
def test_family_names_in_sentences(text: str, people: list[tuple]) -> None:
    """A house behind a family name is no part of it; who leads a group takes part."""
    assert named(text) == people
