"""How the demo prints messages in a terminal."""

from typing import Any

from rich.console import Console

from bot.demo.show import show_event


def printed(content: dict[str, Any]) -> list[str]:
    console = Console(width=60)
    with console.capture() as capture:
        show_event(console, {"content": content})
    return [line.rstrip() for line in capture.get().splitlines()]


def test_entries_stand_apart_and_what_is_nested_is_indented() -> None:
    html = (
        "<h4>Titel</h4><ul><li><p><strong>eins</strong><br>Datum: morgen</p><ul><li>innen<br>Zeit: 9 Uhr</li></ul></li>"
        "<li><p>zwei</p></li></ul><p>Weiter mit <code>!mehr</code></p><ul><li>a</li><li>b</li></ul>"
    )
    assert printed({"formatted_body": html}) == [
        "Netzbote",
        "  Titel",
        "  • eins",
        "    Datum: morgen",
        "    • innen",
        "      Zeit: 9 Uhr",
        "",
        "  • zwei",
        "",
        "  Weiter mit !mehr",
        "  • a",
        "  • b",
    ]


def test_a_link_shows_where_it_leads() -> None:
    assert printed({"formatted_body": '<p>Mehr: <a href="https://example.org">Seite</a></p>'}) == [
        "Netzbote",
        "  Mehr: Seite (https://example.org)",
    ]


def test_a_file_is_named_with_kind_and_size() -> None:
    file = {"msgtype": "m.file", "body": "W9.ics", "info": {"mimetype": "text/calendar", "size": 3413}}
    assert printed(file) == ["Netzbote", "  Datei: W9.ics (Kalenderdatei, 3 KB)"]


def test_without_markup_the_plain_text_is_shown() -> None:
    assert printed({"body": "Guten Tag"}) == ["Netzbote", "  Guten Tag"]
