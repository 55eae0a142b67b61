"""The failure matrix: every command with every kind of wrong input gets a sentence, and nothing of it becomes markup."""

from collections.abc import Awaitable, Callable
from html.parser import HTMLParser

import pytest

from bot.render import Rendered
from commands.dispatch import load
from commands.port import Place, Role

NAMES = [one.name for one in load().commands]
BY_RIGHT: dict[str, dict[str, object]] = {
    one.name: {"role": Role.ORGANISER, "place": Place.ORGANISERS} if one.role is Role.ORGANISER else {}
    for one in load().commands
}
Look = Callable[..., Awaitable[Rendered]]

WRONG = {
    "empty": "",
    "unknown event": "W999",
    "unknown solution": "L999",
    "unknown action": "A999",
    "unknown insight": "E999",
    "nought": "W0",
    "unknown session": "W1.ZZZ",
    "other kinds": "L1",
    "an insight": "E1",
    "number too large": "W99999999999999999999",
    "only a sign": "#",
    "no such day": "31.2.2027",
    "no leap year": "29.2.2027",
    "backwards": "1.5.2027 bis 1.4.2027",
    "year nought": "1.1.0000",
    "60 kB": "x" * 60_000,
    "60 kB of words": "wort " * 12_000,
    "1.9 kB": "Kooperationsvertrag " * 95,
    "html": "<b>fett</b> <script>alert(1)</script>",
    "broken html": "</p></ul><mark><h4>",
    "link and mention": '<a href="https://matrix.to/#/@anna:example.org">Anna</a> @room @anna:example.org @ROOM',
    "markdown": "*eins* _zwei_ `drei` [vier](http://example.org)",
    "template": "{{ 7 * 7 }} {% raise %} ${jndi:x} %s {0}",
    "turned and invisible": "\u202edrehen\u202c \u200bnull\u200b \u2066x\u2069",
    "only invisible": "\u200b\u200d\u2060\ufeff",
    "sql": "'; DROP TABLE event; --",
    "wildcards": "% _ * ?",
    "quotation": '"a " \'b „c',
    "control signs": "\x00\x01\x1b[31m",
    "half a sign": "\ud83d",
    "emoji": "🎉🎉",
    "arabic": "ورشة عمل",
    "lines": "a\n\n\nb\r\nc",
}


class _Balance(HTMLParser):
    """Fails on markup that is not well nested or not of the kind that templates use."""

    ALLOWED = frozenset({"p", "br", "strong", "em", "h4", "ul", "ol", "li", "a", "blockquote", "code"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.ALLOWED
        assert {name for name, _ in attrs} <= {"href", "start"}
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def check(rendered: Rendered) -> None:
    parser = _Balance()
    parser.feed(rendered.html)
    parser.close()
    assert parser.open == []
    assert rendered.plain.strip()
    assert len(rendered.html) < 20_000
    for forbidden in ("<script", "<b>", 'href="https://matrix.to', "<mark"):
        assert forbidden not in rendered.html
    for text in (rendered.html, rendered.plain):
        assert not [sign for sign in ("@room", "\u202e", "\u2066", "\u200b", "\x00", "\ud83d") if sign in text]
        text.encode()


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
@pytest.mark.parametrize("name", NAMES)
async def test_wrong_arguments_get_a_sentence(look: Look, name: str, wrong: str) -> None:
    check(await look(f"!{name} {wrong}", **BY_RIGHT[name]))


@pytest.mark.parametrize(
    "where",
    [
        {"place": Place.UNSET},
        {"place": Place.DIRECT, "role": Role.STRANGER},
        {"place": Place.DIRECT, "role": Role.MEMBER},
        {"place": Place.ORGANISERS, "role": Role.ORGANISER},
    ],
    ids=["foreign room", "stranger", "direct", "organisers"],
)
@pytest.mark.parametrize("wrong", ["", "W999", "31.2.2027", "<b>@room</b>"])
@pytest.mark.parametrize("name", NAMES)
async def test_wrong_arguments_elsewhere(look: Look, name: str, wrong: str, where: dict[str, object]) -> None:
    check(await look(f"!{name} {wrong}", **where))


@pytest.mark.parametrize("wrong", [text for text in WRONG.values() if text.strip("\u200b\u200d\u2060\ufeff")])
async def test_a_direct_chat_answers_anything(look: Look, wrong: str) -> None:
    check(await look(wrong, place=Place.DIRECT))


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("!workshop", "Bitte nennen Sie eine Nummer oder Worte aus dem Titel.\nBeispiel: !workshop W9"),
        ("!workshop W999", "Die Nummer W999 gibt es nicht.\nBeispiel: !workshop W9"),
        ("!workshop W9.Z", "Einen Programmpunkt „Z“ gibt es in W9 nicht.\nBeispiel: !programm W9"),
        ("!workshop L1", "L1 ist eine Musterlösung.\nBeispiel: !loesung L1"),
        ("!loesung W9", "W9 ist eine Veranstaltung.\nBeispiel: !workshop W9"),
        ("!loesung A1", "A1 ist eine Maßnahme.\nBeispiel: !massnahmen A1"),
        ("!workshop qqqqqq", "Zu „qqqqqq“ habe ich nichts gefunden.\nBeispiel: !workshop W9"),
        ("!suche", "Bitte nennen Sie dahinter: Suchworte.\nBeispiel: !suche Kooperationsvertrag"),
        ("!suche " + "x" * 2001, "Die Angabe ist zu lang, höchstens 2000 Zeichen sind möglich."),
        ("!hilfe termien", "Einen Befehl „termien“ kenne ich nicht.\nBeispiel: !hilfe termine"),
        ("!hilfe xyzzy", "Einen Befehl „xyzzy“ kenne ich nicht.\nBeispiel: !hilfe"),
        ("!termien", "Den Befehl „termien“ kenne ich nicht. Meinten Sie !termine?"),
        ("!massnahmen A99", "Die Nummer A99 gibt es nicht.\nBeispiel: !massnahmen alle"),
    ],
)
async def test_what_is_said(look: Look, line: str, text: str) -> None:
    assert (await look(line)).plain.startswith(text)


async def test_a_date_that_does_not_exist_is_refused_with_an_example(look: Look) -> None:
    text = (await look("!termine 31.2.2027")).plain
    assert "Februar" in text
    assert text.endswith("Beispiel: !termine nächste Woche")
