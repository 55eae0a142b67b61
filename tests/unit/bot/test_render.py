"""HTML and plain text say the same."""

from bot.render import Rendered, Renderer, split, to_plain
from commands.port import Reply


def test_plain_text_keeps_the_structure() -> None:
    html = (
        "<h4>Titel</h4><p>Ein Satz<br>und noch einer.</p><ul><li>eins</li><li>zwei<br>Ort: drei</li></ul>"
        '<p>Mehr: <a href="https://example.org">Seite</a></p>'
    )
    assert to_plain(html) == (
        "Titel\n\nEin Satz\nund noch einer.\n- eins\n- zwei\n  Ort: drei\n\nMehr: Seite: https://example.org"
    )


def test_a_room_is_not_called_by_a_text() -> None:
    reply = Reply("fehler", {"satz": "Zu „@room“ ist nichts gespeichert.", "beispiel": None, "prefix": "!"})
    assert "@room" not in Renderer().render(reply).html


def test_long_messages_are_cut_between_items() -> None:
    html = "<h4>Titel</h4><ul>" + "".join(f"<li>Eintrag {number}</li>" for number in range(200)) + "</ul><p>Ende</p>"
    parts = split(Rendered(html, to_plain(html)), 1000)
    assert max(len(part.html) for part in parts) <= 1000
    assert "\n".join(part.plain for part in parts).count("Eintrag ") == 200
    assert all(part.html.count("<ul>") == part.html.count("</ul>") for part in parts)
