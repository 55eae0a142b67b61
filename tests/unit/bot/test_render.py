"""HTML and plain text say the same."""

from bot.render import Renderer, split
from commands.port import Reply
from storage.views import ActionView, Page

RENDERER = Renderer()


def actions(count: int) -> Reply:
    items = tuple(ActionView(f"A{number}", f"Schritt {number}", "offen", "W1", "Treffen") for number in range(count))
    return Reply("massnahmen", {"seite": Page(items, count), "auswahl": None, "veranstaltung": None, "prefix": "!"})


def test_plain_text_keeps_the_structure() -> None:
    rendered = RENDERER.render(Reply("fehler", {"satz": "So nicht.", "beispiel": "termine", "prefix": "!"}))
    assert rendered.html == "<p>So nicht.<br>Beispiel: <code>!termine</code></p>"
    assert rendered.plain == "So nicht.\nBeispiel: !termine"


def test_text_of_people_is_neither_markup_nor_a_call() -> None:
    reply = Reply("fehler", {"satz": "Zu „@room <b>x</b>“ ist nichts gespeichert.", "beispiel": None, "prefix": "!"})
    rendered = RENDERER.render(reply)
    assert "@room" not in rendered.html + rendered.plain
    assert "<b>" not in rendered.html
    assert "<b>x</b>" in rendered.plain


def test_long_messages_are_cut_between_items() -> None:
    parts = split(RENDERER.render(actions(200)), 2000)
    assert len(parts) > 5
    assert max(len(part.html.encode()) for part in parts) <= 2000
    assert "\n".join(part.plain for part in parts).count("Schritt ") == 200
    assert all(part.html.count("<ul>") == part.html.count("</ul>") for part in parts)


def test_a_short_message_is_left_whole() -> None:
    rendered = RENDERER.render(actions(1))
    assert split(rendered, 20_000) == [rendered]
