"""From a reply to what is sent: HTML by Jinja2, and the plain text made of that same HTML's structure."""

import asyncio
import re
from dataclasses import dataclass, field
from functools import cache
from html import escape, unescape

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from commands.port import Reply
from templates.filters import FILTERS
from templates.grouping import by_day, by_origin, by_role

BLOCKS = frozenset({"p", "h4", "ul", "ol", "blockquote"})
SHORT_LINE = 80  # characters
MARKS = {"mark": ("<strong>", "»"), "/mark": ("</strong>", "«")}  # a match in a passage, as HTML and as plain text

_TOKEN = re.compile(r"<(/?[a-z0-9]+)([^>]*)>|([^<]+)")
_HREF = re.compile(r'href="([^"]*)"')
_SPACES = re.compile(r"\s+")
_ROOM_PING = re.compile(r"@(?=room\b)", re.IGNORECASE)
_FLIPPING = dict.fromkeys((8203, 65279, *range(8234, 8239), *range(8294, 8298)))


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, or a list with its items, in both forms."""

    tag: str
    html: str
    plain: str
    items: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """One message in both forms; they say the same."""

    html: str
    plain: str
    blocks: tuple[Block, ...] = field(default=(), repr=False, compare=False)


class _Reader:
    """Reads the few elements that templates use into blocks. Line breaks of the source mean nothing."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._html: list[str] = []
        self._lines: list[str] = [""]
        self._counts: list[int | None] = []  # for each list around: the number of its last item, None without
        self._items: list[tuple[str, str]] = []
        self._fresh = True  # at the start of a line
        self._begun = True  # a block or an item has begun and has no text yet
        self._href = ""
        self._tag = ""  # of the block that is being read

    def read(self, html: str) -> tuple[Block, ...]:
        """Return the blocks of a message."""
        for tag, attributes, text in _TOKEN.findall(html):
            if text:
                self._text(text)
            elif tag[0] == "/":
                self._close(tag[1:])
            else:
                self._open(tag, attributes)
        return tuple(self.blocks)

    def _text(self, raw: str) -> None:
        text = _SPACES.sub(" ", raw) if "\n" in raw or "  " in raw or "\t" in raw else raw
        if self._fresh:
            text = text.lstrip(" ")
        if not text:
            return
        if not text.isascii():
            text = text.translate(_FLIPPING)
        if "@" in text:
            text = _ROOM_PING.sub("@\u2060", text)
        self._fresh = self._begun = False
        self._html.append(text)
        self._lines[-1] += unescape(text)

    def _end_line(self) -> None:
        """Drop the space before a line's end, in both forms."""
        if self._html and not self._fresh:
            self._html[-1] = self._html[-1].rstrip(" ")
        self._lines[-1] = self._lines[-1].rstrip(" ")
        self._fresh = True

    def _new_line(self, start: str) -> None:
        self._end_line()
        if self._lines[-1]:
            self._lines.append(start)
        else:
            self._lines[-1] = start

    def _open(self, tag: str, attributes: str) -> None:
        if tag in BLOCKS and not self._tag:
            self._tag, self._begun = tag, True
        if tag == "li":
            self._open_item()
        elif tag == "br":
            self._end_line()
            self._lines.append("  " * len(self._counts))
        elif tag in {"ul", "ol"}:
            self._end_line()
            self._counts.append(0 if tag == "ol" else None)
        elif tag in BLOCKS and not self._begun:
            self._new_line("  " * len(self._counts))
        elif tag == "a":
            self._href = unescape(match[1]) if (match := _HREF.search(attributes)) else ""
        if tag in MARKS:
            self._html.append(MARKS[tag][0])
            self._lines[-1] += MARKS[tag][1]
        elif len(self._counts) != 1 or tag not in {"ul", "ol"}:
            self._html.append(f"<{tag}{attributes}>")

    def _open_item(self) -> None:
        count = self._counts[-1]
        if count is not None:
            count += 1
            self._counts[-1] = count
        mark = "- " if count is None else f"{count}. "
        self._new_line("  " * (len(self._counts) - 1) + mark)
        self._begun = True

    def _close(self, tag: str) -> None:
        if tag in MARKS or f"/{tag}" in MARKS:
            html, plain = MARKS[f"/{tag}"]
            self._html.append(html)
            self._lines[-1] += plain
            return
        if tag == "a" and self._href:
            if not self._lines[-1].endswith(self._href):
                self._lines[-1] += f": {self._href}"
            self._href = ""
        if tag in BLOCKS or tag == "li":
            self._end_line()
        if tag in {"ul", "ol"}:
            self._counts.pop()
        if self._counts or tag not in {"ul", "ol"}:
            self._html.append(f"</{tag}>")
        if tag == "li" and len(self._counts) == 1:
            self._items.append(self._take())
        elif tag == self._tag and not self._counts:
            self._end_block()

    def _take(self) -> tuple[str, str]:
        taken = "".join(self._html), "\n".join(self._lines).strip("\n")
        self._html, self._lines = [], [""]
        return taken

    def _end_block(self) -> None:
        if self._tag in {"ul", "ol"}:
            if self._items:
                self.blocks.append(_list(self._tag, tuple(self._items)))
        else:
            html, plain = self._take()
            if plain:
                self.blocks.append(Block(self._tag, html, plain))
        self._items, self._tag = [], ""
        self._html, self._lines, self._fresh = [], [""], True


def _list(tag: str, items: tuple[tuple[str, str], ...], first: int = 1) -> Block:
    """Make a list; items that are paragraphs stand apart from each other, in plain text too."""
    start = f' start="{first}"' if tag == "ol" and first > 1 else ""
    html = f"<{tag}{start}>{''.join(item[0] for item in items)}</{tag}>"
    between = "\n\n" if any(item[0].startswith("<li><p>") for item in items) else "\n"
    return Block(tag, html, between.join(item[1] for item in items), items)


def _introduces(block: Block) -> bool:
    """Whether a block is the heading of a list that follows, or a short line like one."""
    return block.tag == "h4" or (block.tag == "p" and len(block.plain) <= SHORT_LINE and "\n" not in block.plain)


def _join(blocks: list[Block]) -> Rendered:
    """Put blocks together; a blank line stands between them, but none between a list and its heading."""
    plain = ""
    for before, block in zip([None, *blocks], blocks, strict=False):
        if before is not None:
            plain += "\n" if block.items and _introduces(before) else "\n\n"
        plain += block.plain
    return Rendered("".join(block.html for block in blocks), plain, tuple(blocks))


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
    made.filters.update(by_day=by_day, by_origin=by_origin, by_role=by_role)
    return made


class Renderer:
    """Renders replies."""

    def __init__(self) -> None:
        self._environment = environment()

    async def warm_up(self) -> None:
        """Compile all templates, which else happens with the first reply of each kind; one at a time."""
        for name in self._environment.list_templates(extensions=["j2"]):
            self._environment.get_template(name)
            await asyncio.sleep(0)

    def render(self, reply: Reply) -> Rendered:
        """Return a reply as HTML and plain text.

        Texts that people typed are escaped; "@room" in them loses its effect by a word joiner, and signs that turn
        the direction of what follows are dropped.
        """
        source = self._environment.get_template(f"{reply.template}.html.j2").render({"prefix": "!", **reply.data})
        return _join(list(_Reader().read(source)))


def split(rendered: Rendered, limit: int) -> list[Rendered]:
    """Cut a message whose HTML has more than ``limit`` bytes between its blocks, a long list between its items.

    A single paragraph or item above the limit is cut between words and loses its markup, none of its text.
    """
    if _bytes(rendered.html) <= limit:
        return [rendered]
    parts: list[list[Block]] = [[]]
    room = limit
    for block in rendered.blocks:
        for piece in _pieces(block, limit):
            length = _bytes(piece.html)
            if parts[-1] and length > room:
                last = parts[-1]
                heading = [last.pop()] if last[-1].tag == "h4" and len(last) > 1 else []
                parts.append(heading)
                room = limit - sum(_bytes(one.html) for one in heading)
            parts[-1].append(piece)
            room -= length
    return [_join(part) for part in parts]


def _bytes(text: str) -> int:
    return len(text.encode())


def _pieces(block: Block, limit: int) -> list[Block]:
    """Return a block in pieces below the limit; a list is cut between its items."""
    if _bytes(block.html) <= limit // 2:
        return [block]
    if not block.items:
        return [block] if _bytes(block.html) <= limit else [_paragraph(text) for text in _cut(block.plain, limit)]
    pieces: list[Block] = []
    group: list[tuple[str, str]] = []
    first, size = 1, 0
    for number, item in enumerate(block.items, 1):
        length = _bytes(item[0])
        if group and size + length > limit // 2:
            pieces.append(_list(block.tag, tuple(group), first))
            group, first, size = [], number, 0
        if length > limit - 30:
            pieces += [_paragraph(text) for text in _cut(item[1], limit)]
            first = number + 1
            continue
        group.append(item)
        size += length
    return [*pieces, _list(block.tag, tuple(group), first)] if group else pieces


def _paragraph(text: str) -> Block:
    return Block("p", f"<p>{escape(text).replace(chr(10), '<br>')}</p>", text)


def _cut(text: str, limit: int) -> list[str]:
    """Cut a text into parts whose escaped form stays below the limit, between words where there are any."""
    longest = limit // 8  # characters: each has at most six bytes when escaped
    parts = []
    while len(text) > longest:
        at = max(text.rfind(" ", longest // 2, longest), text.rfind("\n", longest // 2, longest))
        at = at if at > 0 else longest
        parts.append(text[:at].rstrip())
        text = text[at:].lstrip()
    return [*parts, text] if text else parts
