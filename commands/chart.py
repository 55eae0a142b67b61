"""A bar chart as a picture: title, a label above each bar, the number behind it. High contrast, no colour alone."""

import io
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

WIDTH, MARGIN, BAR = 1000, 40, 30  # pixels
TITLE_SIZE, TEXT_SIZE = 32, 24
INK, PAPER, NOW_COLOUR, BEFORE_COLOUR = "#1a1a1a", "#ffffff", "#0b4f8a", "#8a8a8a"
TITLE_LINES, LABEL_LINES = 4, 2

Row = tuple[str, int, int | None]  # label, number, the number before if there is one


def draw_bars(title: str, rows: Sequence[Row], legend: tuple[str, str]) -> bytes:
    """Return a PNG. ``legend`` names the numbers and those before, shown where any row has both."""
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415  # large and seldom needed

    fonts = files("font_roboto") / "files"
    bold = ImageFont.truetype(io.BytesIO((fonts / "Roboto-Bold.ttf").read_bytes()), TITLE_SIZE)
    plain = ImageFont.truetype(io.BytesIO((fonts / "Roboto-Regular.ttf").read_bytes()), TEXT_SIZE)
    both = any(row[2] is not None for row in rows)
    heading = _wrap(title, bold, TITLE_LINES)
    labels = [_wrap(row[0], plain, LABEL_LINES) for row in rows]
    line, bars = TEXT_SIZE + 8, (2 if both else 1) * (BAR + 4)
    height = 2 * MARGIN + len(heading) * (TITLE_SIZE + 10) + 20 + (2 * (BAR + 8) + 10 if both else 0)
    height += sum(len(label) * line + bars + 18 for label in labels)
    image = Image.new("RGB", (WIDTH, height), PAPER)
    pen = ImageDraw.Draw(image)
    y = MARGIN
    for text in heading:
        pen.text((MARGIN, y), text, fill=INK, font=bold)
        y += TITLE_SIZE + 10
    y += 20
    most = max([1, *(value for row in rows for value in row[1:] if isinstance(value, int))])
    if both:
        for name, is_before in ((legend[1], True), (legend[0], False)):
            _bar(pen, y + 4, 40, before=is_before)
            pen.text((MARGIN + 52, y + 3), name, fill=INK, font=plain)
            y += BAR + 8
        y += 10
    room = WIDTH - 2 * MARGIN - 90  # the number stands behind the longest bar
    for (_label, value, before), lines in zip(rows, labels, strict=True):
        for text in lines:
            pen.text((MARGIN, y), text, fill=INK, font=plain)
            y += line
        for number, is_before in ((before, True), (value, False)):
            if number is None:
                continue
            length = round(room * number / most)
            _bar(pen, y, length, before=is_before)
            pen.text((MARGIN + length + 12, y), str(number), fill=INK, font=plain)
            y += BAR + 4
        y += 18
    output = io.BytesIO()
    image.save(output, "PNG", optimize=True)
    return output.getvalue()


def _bar(pen: Any, y: int, length: int, *, before: bool) -> None:
    """Draw a bar; what was before is hatched, so that it differs without its colour, too."""
    box = (MARGIN, y, MARGIN + max(length, 2), y + BAR)
    pen.rectangle(box, fill=BEFORE_COLOUR if before else NOW_COLOUR, outline=INK)
    if before:
        for x in range(MARGIN + 8, MARGIN + length, 12):
            pen.line((x, y + 1, x, y + BAR - 1), fill=PAPER, width=3)


def _wrap(text: str, font: Any, most: int) -> list[str]:
    """Cut a text into at most so many lines that fit; what is left out is marked."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= WIDTH - 2 * MARGIN or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] += " …"
    while any(font.getlength(line) > WIDTH - 2 * MARGIN for line in kept):
        kept = [line if font.getlength(line) <= WIDTH - 2 * MARGIN else line[:-2] + "…" for line in kept]
    return kept
