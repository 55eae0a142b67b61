"""From a reply to what is sent: HTML by Jinja2, and the plain text made of that same HTML."""

import re
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from commands.port import Reply
from templates.filters import FILTERS

BLOCKS = {"p", "ul", "ol", "h4", "blockquote"}
_BETWEEN_TAGS = re.compile(r">\s+<(?=/?(?:ul|ol|li|p|h4|blockquote|br)\b)")
_BEFORE_BREAK = re.compile(r"\s*(<br>|</li>|</p>|</h4>)\s*")
_AFTER_OPEN = re.compile(r"(<(?:li|p|h4)>)\s+")
_ROOM_PING = re.compile(r"@(?=room\b)", re.IGNORECASE)
_TOP_LEVEL = re.compile(r"(?<=</p>)|(?<=</ul>)|(?<=</ol>)|(?<=</h4>)")


@dataclass(frozen=True, slots=True)
class Rendered:
    """One message in both forms; they say the same."""

    html: str
    plain: str


class _Plain(HTMLParser):
    """Makes plain text of the few elements that templates use."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self._depth = 0
        self._counts: list[int | None] = []
        self._link: str | None = None

    def _break(self, *, blank: bool = False) -> None:
        if self.lines[-1].strip():
            self.lines.append("")
        if blank and len(self.lines) > 1 and self.lines[-2] != "":
            self.lines.append("")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, an item or a link."""
        if tag in {"ul", "ol"}:
            self._counts.append(0 if tag == "ol" else None)
            self._break()
        elif tag == "li":
            self._break()
            count = self._counts[-1] if self._counts else None
            if count is not None:
                self._counts[-1] = count + 1
            mark = "- " if count is None else f"{count + 1}. "
            self.lines[-1] = "  " * (len(self._counts) - 1) + mark
        elif tag == "br":
            self.lines.append("  " * len(self._counts))
        elif tag in {"p", "h4", "blockquote"}:
            self._break(blank=not self._counts)
        elif tag == "a":
            self._link = dict(attrs).get("href")

    def handle_endtag(self, tag: str) -> None:
        """End a block; a link's address follows its text."""
        if tag in {"ul", "ol"}:
            self._counts.pop()
            self._break()
        elif tag in {"p", "h4", "li"}:
            self._break()
        elif tag == "a" and self._link:
            self.lines[-1] += f": {self._link}"
            self._link = None

    def handle_data(self, data: str) -> None:
        """Take text; line breaks of the source mean nothing."""
        text = re.sub(r"\s+", " ", data)
        if not self.lines[-1].strip() and self.lines[-1].strip(" ") == "":
            text = text.lstrip() if not self.lines[-1].endswith("- ") else text
        self.lines[-1] += text

    def text(self) -> str:
        """Return the whole text without blank ends."""
        joined = "\n".join(line.rstrip() for line in self.lines)
        return re.sub(r"\n{3,}", "\n\n", joined).strip("\n")


def to_plain(html: str) -> str:
    """Return the text of a message's HTML: lists with marks, links with their address."""
    parser = _Plain()
    parser.feed(html)
    parser.close()
    return parser.text()


@cache
def environment() -> Environment:
    """Return the templates, compiled once."""
    made = Environment(
        loader=PackageLoader("templates", ""),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(FILTERS)
    return made


class Renderer:
    """Renders replies."""

    def __init__(self) -> None:
        self._environment = environment()

    def render(self, reply: Reply) -> Rendered:
        """Return a reply as HTML and plain text. "@room" in texts is taken its effect by a word joiner."""
        html = self._environment.get_template(f"{reply.template}.html.j2").render({"prefix": "!", **reply.data})
        html = _AFTER_OPEN.sub(r"\1", _BEFORE_BREAK.sub(r"\1", _BETWEEN_TAGS.sub("><", html))).strip()
        html = _ROOM_PING.sub("@\u2060", html)
        return Rendered(html, to_plain(html))


def split(rendered: Rendered, limit: int) -> list[Rendered]:
    """Cut a long message between its blocks, a long list between its items, into parts below ``limit``."""
    if len(rendered.html) <= limit:
        return [rendered]
    parts: list[str] = []
    for block in (piece for piece in _TOP_LEVEL.split(rendered.html) if piece):
        for piece in _smaller(block, limit):
            if parts and len(parts[-1]) + len(piece) <= limit:
                parts[-1] += piece
            else:
                parts.append(piece)
    return [Rendered(part, to_plain(part)) for part in parts]


def _smaller(block: str, limit: int) -> list[str]:
    if len(block) <= limit or not block.startswith("<ul>"):
        return [block]
    parts: list[str] = []
    for item in re.findall(r"<li>.*?</li>(?=<li>|</ul>)", block, re.DOTALL):
        if parts and len(parts[-1]) + len(item) + 5 <= limit:
            parts[-1] = parts[-1][:-5] + item + "</ul>"
        else:
            parts.append(f"<ul>{item}</ul>")
    return parts
