"""Web pages: what is to be read of them, without navigation, scripts and forms. Uses html.parser alone."""

import re
from html.parser import HTMLParser

from commands.documents.errors import DocumentError
from commands.documents.lines import Line, Pages

_SKIPPED = {
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "nav",
    "form",
    "button",
    "select",
    "iframe",
    "footer",
    "figcaption",
}
_BLOCKS = {
    *("p", "div", "section", "article", "main", "header", "aside", "ul", "ol", "dl", "dt", "dd", "table", "tbody"),
    *("thead", "figure", "blockquote", "address", "hr", "details", "summary", "pre", "body", "html"),
}
DEPTH_LIMIT = 400
ROWSPAN_LIMIT = 100


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.title = ""
        self._text: list[str] = []
        self._skip: list[str] = []
        self._level = 0
        self._item = False
        self._gap = True
        self._in_title = False
        self._cells: list[str] | None = None
        self._term = ""
        self._span = 1
        self._spans: dict[int, tuple[int, str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: C901, PLR0912  # html.parser's own; one branch for each kind of tag
        if self._skip:
            if tag in _SKIPPED and len(self._skip) < DEPTH_LIMIT:
                self._skip.append(tag)
            return
        if tag in _SKIPPED:
            self._skip.append(tag)
        elif tag == "title":
            self._in_title = True
        elif tag == "br":
            self._text.append("\n")
        elif tag == "tr":
            self._flush()
            self._cells = []
        elif tag in {"td", "th"} and self._cells is not None:
            self._text.clear()
            span = dict(attrs).get("rowspan") or "1"
            self._span = min(int(span), ROWSPAN_LIMIT) if span.isdigit() and len(span) < 4 else 1
            self._fill()
        elif tag == "table":
            self._flush()
            self._spans.clear()
        elif re.fullmatch(r"h[1-6]", tag):
            self._flush()
            self._level = int(tag[1])
        elif tag == "li":
            self._flush()
            self._item = True
        elif tag == "dd" and self._cells is None:
            self._flush()
        elif tag in _BLOCKS and self._cells is None:
            self._flush()
            self._gap = True
        elif tag in _BLOCKS:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._skip:
            if tag == self._skip[-1]:
                self._skip.pop()
            return
        if tag == "title":
            self._in_title = False
        elif tag in {"td", "th"} and self._cells is not None:
            text = _tidy("".join(self._text))
            if self._span > 1:
                self._spans[len(self._cells)] = (self._span - 1, text)
                self._span = 1
            self._cells.append(text)
            self._text.clear()
        elif tag == "tr":
            self._row()
        elif tag == "dt":
            self._term = _tidy("".join(self._text)).strip(" :")
            self._text.clear()
        elif tag == "table":
            self._row()
            self._flush()
        elif re.fullmatch(r"h[1-6]", tag) or tag == "li" or (tag in _BLOCKS and self._cells is None):
            self._flush()
            self._level = 0
            self._item = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        elif not self._skip:
            self._text.append(re.sub(r"\s+", " ", data))

    def _fill(self) -> None:
        """Take over cells that reach down from rows above."""
        assert self._cells is not None
        while len(self._cells) in self._spans:
            left, text = self._spans.pop(len(self._cells))
            if left > 1:
                self._spans[len(self._cells)] = (left - 1, text)
            self._cells.append(text)

    def _row(self) -> None:
        cells, self._cells = self._cells, None
        self._text.clear()
        if cells and any(cells):
            text = " ".join(cell.replace("\n", " ") for cell in cells if cell)
            self.lines.append(Line(text, gap=self._gap, cells=tuple(cells)))
            self._gap = False

    def _flush(self) -> None:
        text = _tidy("".join(self._text))
        self._text.clear()
        if self._term and text:  # a term of a definition list and what it says are one field
            text, self._term = f"{self._term}: {text}", ""
        for number, part in enumerate(text.split("\n")):
            if part:
                self.lines.append(Line(part, self._level, self._item, gap=self._gap and number == 0))
                self._gap = False


def _tidy(text: str) -> str:
    parts = (re.sub(r"[ \t\u00a0]+", " ", part).strip() for part in text.split("\n"))
    return "\n".join(part for part in parts if part)


def read_html(text: str, filename: str = "") -> Pages:
    """Read a page or a fragment of one."""
    if text.count("<") > 3 * text.count(">") + 100:  # html.parser would look through the rest for each of them
        raise DocumentError("Die Webseite ist beschädigt und lässt sich nicht lesen.")
    reader = _Reader()
    try:
        reader.feed(text)
        reader.close()
    except AssertionError as error:  # html.parser's answer to a broken <![section
        raise DocumentError("Die Webseite ist beschädigt und lässt sich nicht lesen.") from error
    reader._flush()  # noqa: SLF001  # the parser's own last words
    title = _tidy(reader.title).replace("\n", " ") or None
    return Pages(tuple(reader.lines), title, filename)
