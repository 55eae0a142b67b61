"""Messages as a member sees them, in a terminal."""

from html.parser import HTMLParser
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from templates.filters import kind_of_file, size

BOT = "Netzbote"
BULLET = "• "


class _Terminal(HTMLParser):
    """Turns the HTML of a message into styled lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[tuple[int, Text]] = [(0, Text())]
        self._depth = 0
        self._apart = False  # the entry before is a paragraph, so the next one stands apart from it
        self._styles: list[str] = []
        self._link: str | None = None

    def _new_line(self, *, blank: bool = False) -> None:
        if self.lines[-1][1].plain.strip():
            self.lines.append((self._depth * 2, Text()))
        if blank and len(self.lines) > 1 and self.lines[-2][1].plain:
            self.lines.append((0, Text()))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, an item or a style."""
        if tag in {"p", "h4"}:
            if self.lines[-1][1].plain != BULLET:
                self._new_line(blank=self._depth == 0)
            self._apart = self._depth > 0
        elif tag in {"ul", "ol"}:
            self._depth += 1
        elif tag == "li":
            self._new_line(blank=self._apart and self._depth == 1)
            self._apart = False
            self.lines[-1] = (self._depth * 2 - 2, Text(BULLET))
        elif tag == "br":
            self.lines.append((self._depth * 2, Text()))
        elif tag == "a":
            self._link = dict(attrs).get("href")
        self._styles.append({"h4": "bold underline", "strong": "bold", "code": "cyan", "em": "italic"}.get(tag, ""))
        if tag == "br":
            self._styles.pop()

    def handle_endtag(self, tag: str) -> None:
        """End a style, a list or a link."""
        if self._styles:
            self._styles.pop()
        if tag in {"ul", "ol"}:
            self._depth -= 1
            self._new_line()
            self._apart = self._depth > 0
        elif tag == "a" and self._link:
            self.lines[-1][1].append(f" ({self._link})", "dim")
            self._link = None

    def handle_data(self, data: str) -> None:
        """Take text in the current style."""
        self.lines[-1][1].append(data, " ".join(style for style in self._styles if style))


def print_indented(console: Console, text: Text, indent: int) -> None:
    """Print a line with a margin; wrapped in a terminal, whole where the output goes to a file."""
    if console.is_terminal:
        console.print(Padding(text, (0, 0, 0, indent)))
    else:
        console.print(Text(" " * indent) + text, soft_wrap=True)


def show_event(console: Console, event: dict[str, Any]) -> None:
    """Print a message of the bot."""
    content = event.get("content", {})
    content = content.get("m.new_content", content)
    console.print(Text(BOT, "bold green"))
    if content.get("msgtype") == "m.file":
        info = content.get("info", {})
        name = content.get("filename") or content.get("body")
        kind = kind_of_file(info.get("mimetype", ""))
        print_indented(console, Text(f"Datei: {name} ({kind}, {size(info.get('size', 0))})"), 2)
        return
    html = content.get("formatted_body")
    if not html:
        print_indented(console, Text(content.get("body", "")), 2)
        return
    parser = _Terminal()
    parser.feed(html)
    parser.close()
    while not parser.lines[-1][1].plain.strip():
        parser.lines.pop()
    for indent, line in parser.lines:
        print_indented(console, line, 2 + indent)
