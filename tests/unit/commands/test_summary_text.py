"""The parts of a summary: read, replaced, joined, and out of Markdown."""

import pytest

from commands.summary_text import Part, from_markdown, heading_of, parts_of, split, with_parts

TEXT = """Datum: Montag, 23. November 2026
Ort: Soest

Überblick:
Ein guter Tag.

Erkenntnisse:
- E1: Klein anfangen
- E2: Viel reden"""


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Erkenntnisse:", ("Erkenntnisse", "")),
        ("erkenntnis: Klein anfangen", ("Erkenntnisse", "Klein anfangen")),
        ("## Nächste Schritte", ("Nächste Schritte", "")),
        ("**Maßnahmen:**", ("Nächste Schritte", "")),
        ("Massnahmen: eine", ("Nächste Schritte", "eine")),
        ("Erkenntnisse", None),
        ("Datum: heute", None),
        ("Die Erkenntnisse: viele", None),
    ],
)
def test_headings(line: str, found: tuple[str, str] | None) -> None:
    assert heading_of(line) == found


def test_a_text_in_parts() -> None:
    assert parts_of(TEXT) == (
        Part("Eckdaten", "Datum: Montag, 23. November 2026\nOrt: Soest"),
        Part("Überblick", "Ein guter Tag."),
        Part("Erkenntnisse", "- E1: Klein anfangen\n- E2: Viel reden"),
    )
    assert parts_of(TEXT)[2].items == ("E1: Klein anfangen", "E2: Viel reden")
    assert parts_of(TEXT)[0].heading == ""


def test_lines_of_a_list_become_items() -> None:
    assert split("Beschlüsse:\nEins\n* Zwei\n\nErkenntnisse: nur ein Satz") == (
        "",
        {"Beschlüsse": "- Eins\n- Zwei", "Erkenntnisse": "nur ein Satz"},
    )


def test_a_part_is_replaced_or_added_in_its_place() -> None:
    assert with_parts(TEXT, {"Überblick": "Ein langer Tag.", "Beschlüsse": "- B1: Weiter"}) == (
        "Datum: Montag, 23. November 2026\nOrt: Soest\n\n"
        "Überblick:\nEin langer Tag.\n\n"
        "Beschlüsse:\n- B1: Weiter\n\n"
        "Erkenntnisse:\n- E1: Klein anfangen\n- E2: Viel reden"
    )
    assert with_parts(TEXT, {"Erkenntnisse": "- Und lachen"}, add=True).endswith("- E2: Viel reden\n- Und lachen")


def test_a_file_comes_back_as_it_went_out() -> None:
    from commands.summary_files import markdown

    parts = parts_of(TEXT)
    written = markdown("Zusammenfassung: Runder Tisch *Geo*", parts)
    assert written == (
        "# Zusammenfassung: Runder Tisch \\*Geo\\*\n\n"
        "Datum: Montag, 23. November 2026  \nOrt: Soest  \n\n"
        "## Überblick\n\nEin guter Tag.  \n\n"
        "## Erkenntnisse\n\n- E1: Klein anfangen\n- E2: Viel reden\n"
    )
    assert parts_of(from_markdown(written, "Runder Tisch *Geo*")) == parts


def test_markdown_loses_its_marks() -> None:
    text = "# Treffen\n\nEin **guter** Tag, siehe [Seite](https://example.org/a).\r\n\n* Punkt\n\n## Dank\nan alle"
    assert from_markdown(text, "Treffen") == (
        "Ein guter Tag, siehe Seite: https://example.org/a.\n\n- Punkt\n\nDank\nan alle"
    )
