"""HTML and plain text say the same."""

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.render import Rendered, Renderer, _join, _Reader, split
from commands.port import Reply
from storage.views import ActionView, Page

RENDERER = Renderer()


def read(html: str) -> Rendered:
    return _join(list(_Reader().read(html)))


def actions(count: int, text: str = "Schritt") -> Reply:
    items = tuple(ActionView(f"A{number}", f"{text} {number}", "offen", "W1", "Treffen") for number in range(count))
    return Reply("massnahmen", {"seite": Page(items, count), "auswahl": None, "veranstaltung": None, "prefix": "!"})


def test_a_reply() -> None:
    rendered = RENDERER.render(Reply("fehler", {"satz": "So nicht.", "beispiel": "termine", "prefix": "!"}))
    assert rendered.html == "<p>So nicht.<br>Beispiel: <code>!termine</code></p>"
    assert rendered.plain == "So nicht.\nBeispiel: !termine"


@pytest.mark.parametrize(
    ("source", "html", "plain"),
    [
        ("<p>\n eins \n</p>\n<p>zwei</p>", "<p>eins</p><p>zwei</p>", "eins\n\nzwei"),
        ("<p>a <br>\n b</p>", "<p>a<br>b</p>", "a\nb"),
        ("<h4>T</h4>\n<p>x</p>", "<h4>T</h4><p>x</p>", "T\n\nx"),
        (
            "<h4>T</h4><ul>\n<li> a\n<br>Ort: b </li>\n<li>c</li></ul><p>d</p>",
            "<h4>T</h4><ul><li>a<br>Ort: b</li><li>c</li></ul><p>d</p>",
            "T\n- a\n  Ort: b\n- c\n\nd",
        ),
        (
            "<ul><li>a<ul><li>b<br>c</li><li>d</li></ul></li><li>e</li></ul>",
            "<ul><li>a<ul><li>b<br>c</li><li>d</li></ul></li><li>e</li></ul>",
            "- a\n  - b\n    c\n  - d\n- e",
        ),
        ("<ol><li>a</li><li>b</li></ol>", "<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"),
        ("<p>a</p><ul></ul><p> </p>", "<p>a</p>", "a"),
        ("<p>a</p><ul><li>b</li></ul>", "<p>a</p><ul><li>b</li></ul>", "a\n- b"),
        (
            "<p>" + "a" * 81 + "</p><ul><li>b</li></ul>",
            "<p>" + "a" * 81 + "</p><ul><li>b</li></ul>",
            "a" * 81 + "\n\n- b",
        ),
        (
            '<p>Mehr: <a href="https://example.org/?a&amp;b">Seite</a>.</p>',
            '<p>Mehr: <a href="https://example.org/?a&amp;b">Seite</a>.</p>',
            "Mehr: Seite: https://example.org/?a&b.",
        ),
        (
            '<p><a href="https://example.org">https://example.org</a></p>',
            '<p><a href="https://example.org">https://example.org</a></p>',
            "https://example.org",
        ),
        ("<p>der <mark>Vertrag</mark> da</p>", "<p>der <strong>Vertrag</strong> da</p>", "der »Vertrag« da"),
        ("<p>1 &lt; 2 &amp; <em>3</em></p>", "<p>1 &lt; 2 &amp; <em>3</em></p>", "1 < 2 & 3"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "<ul><li><p>a</p><p>b</p></li></ul>", "- a\n  b"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>", "a\nb"),
        ("<p>@room und @Room-Chef</p>", "<p>@\u2060room und @\u2060Room-Chef</p>", "@\u2060room und @\u2060Room-Chef"),
        ("<p>a\u202eb\u2066c\u200bd</p>", "<p>abcd</p>", "abcd"),
    ],
)
def test_plain_text_keeps_the_structure(source: str, html: str, plain: str) -> None:
    rendered = read(source)
    assert rendered.html == html
    assert rendered.plain == plain


def test_text_of_people_is_neither_markup_nor_a_call() -> None:
    reply = Reply("fehler", {"satz": "Zu „@room <b>x</b>“ ist nichts gespeichert.", "beispiel": None, "prefix": "!"})
    rendered = RENDERER.render(reply)
    assert "@room" not in rendered.html + rendered.plain
    assert "<b>" not in rendered.html
    assert "<b>x</b>" in rendered.plain


async def test_templates_can_be_compiled_beforehand() -> None:
    await RENDERER.warm_up()
    cache = RENDERER._environment.cache
    assert cache is not None
    assert len(cache) >= 20


def test_a_message_needs_all_its_data() -> None:
    with pytest.raises(Exception, match="satz"):
        RENDERER.render(Reply("fehler", {"beispiel": None}))


def test_long_messages_are_cut_between_items() -> None:
    parts = split(RENDERER.render(actions(200)), 2000)
    assert len(parts) > 5
    assert max(len(part.html.encode()) for part in parts) <= 2000
    assert "\n".join(part.plain for part in parts).count("Schritt ") == 200
    assert all(part.html.count("<ul>") == part.html.count("</ul>") for part in parts)


def test_a_heading_stays_with_what_follows() -> None:
    source = "<p>" + "a" * 900 + "</p><h4>Titel</h4><ul>" + "<li>eintrag</li>" * 30 + "</ul>"
    first, *rest = split(read(source), 1000)
    assert first.plain == "a" * 900
    assert rest[0].plain.startswith("Titel\n- eintrag")


def test_numbers_go_on_where_a_list_was_cut() -> None:
    source = "<ol>" + "".join(f"<li>eintrag {number}</li>" for number in range(1, 41)) + "</ol>"
    parts = split(read(source), 600)
    assert len(parts) > 1
    assert parts[1].plain.startswith(parts[1].plain.partition(". ")[0] + ". eintrag")
    assert '<ol start="' in parts[1].html


def test_bytes_count_and_not_letters() -> None:
    parts = split(RENDERER.render(actions(100, "ß" * 50)), 2000)
    assert max(len(part.html.encode()) for part in parts) <= 2000


@pytest.mark.parametrize("text", ["wort " * 20_000, "x" * 100_000, "<&>" * 30_000, "🎉" * 20_000, "zeile\n" * 15_000])
def test_one_endless_paragraph_is_cut_too(text: str) -> None:
    source = f"<h4>Treffen</h4><p>{escape(text)}</p><ul><li>a</li><li>{escape(text)}</li><li>b</li></ul>"
    parts = split(read(source), 20_000)
    assert max(len(part.html.encode()) for part in parts) <= 20_000
    assert max(len(part.plain.encode()) for part in parts) <= 20_000
    whole = "".join("".join(part.plain.split()) for part in parts)
    assert whole.count("".join(text.split())) == 2


def test_a_short_message_is_left_whole() -> None:
    rendered = RENDERER.render(actions(1))
    assert split(rendered, 20_000) == [rendered]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["p", "li", "h4"]), st.text(max_size=120)), max_size=30), st.integers(300, 900)
)
def test_nothing_is_lost_when_a_message_is_cut(pieces: list[tuple[str, str]], limit: int) -> None:
    source = "".join(
        f"<ul><li>{escape(text)}</li></ul>" if tag == "li" else f"<{tag}>{escape(text)}</{tag}>"
        for tag, text in pieces
    )
    rendered = read(source)
    parts = split(rendered, limit)
    assert "".join("".join(part.plain.split()) for part in parts) == "".join(rendered.plain.split())
