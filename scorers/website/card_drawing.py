"""Draws social cards: values in, the bytes of a PNG of 1200 by 630 pixels out.

Every pixel is the number of a colour, so a picture needs no second pass and is small: text goes
from INK to PAPER over the greys between them, all else is drawn in a colour of its own.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont


SIZE = (1200, 630)
MARGIN = 64
WIDTH = SIZE[0] - 2 * MARGIN

# The colours of theme/static/consta.css by their place in the palette. The first PAPER ones go
# from ink to paper in even steps, which smooths the edges of letters.
INK, MUTED, PAPER = 0, 2, 5
ACCENT, SOFT, INTERVAL, RULE, SMOOTH = 6, 7, 8, 9, 10
INK_RGB, PAPER_RGB = (0x15, 0x18, 0x1C), (0xFD, 0xFC, 0xF8)
ACCENT_RGB, SOFT_RGB, RULE_RGB = (0x0A, 0x5C, 0x66), (0xD8, 0xE9, 0xEA), (0xDC, 0xD7, 0xCA)

FULL = [0] * 64 + [255] * 192  # where a shape covers enough of a pixel to colour it

SERIF, SANS = "SourceSerifPro-Bold.ttf", "SourceSansPro-Regular.ttf"
NAME_SIZES = (68, 60, 52, 46, 40, 34)
NAME_LINES = 3
NAME_TOP, NAME_BOTTOM = 138, 352
BARS_TOP, BAR_STEP = 408, 64
BAR_LEFT, BAR_WIDTH, BAR_HEIGHT = 420, 400, 26
DOT = 26
WORDS_LEFT = BAR_LEFT + BAR_WIDTH + 32


@dataclass(frozen=True)
class Bar:
    """One pillar: `words` and `bounds` say beside the bar what it shows, in points of 100."""

    label: str
    words: str
    bounds: str
    low: int
    high: int
    interval: tuple[int, int] | None
    score: int | None


@dataclass(frozen=True)
class Shown:
    """What one card shows; `said` stands where an institution has no bars."""

    name: str
    kind: str
    edition: str
    bars: tuple[Bar, ...]
    said: str


class Drawer:
    """Draws cards with the fonts of one folder, the same bytes each time."""

    def __init__(self, fonts: Path) -> None:
        """Keep the folder; fonts are read when they are needed."""
        self._folder = fonts
        self._font = cache(self._read)
        self._frame = cache(self._framed)

    def draw(self, shown: Shown) -> bytes:
        """Return the picture as PNG."""
        image = self._frame(shown.edition, tuple(bar.label for bar in shown.bars)).copy()
        pen = ImageDraw.Draw(image)
        lines, size = self._fitted(shown.name)
        for number, line in enumerate(lines):
            where = (MARGIN, NAME_TOP + round(1.14 * size * number))
            pen.text(where, line, fill=INK, font=self._font(SERIF, size))
        below = NAME_TOP + round(1.14 * size * len(lines)) + 42
        self._write(pen, (MARGIN, below), shown.kind, SANS, 30, WIDTH, MUTED)
        if shown.said:
            self._write(pen, (MARGIN, BARS_TOP + 34), shown.said, SANS, 34, WIDTH, INK)
        for number, bar in enumerate(shown.bars):
            self._bar(image, pen, BARS_TOP + BAR_STEP * number, bar)
        return _png(image)

    def _bar(self, image: Image.Image, pen: ImageDraw.ImageDraw, top: int, bar: Bar) -> None:
        bottom = top + BAR_HEIGHT
        pen.rectangle(
            (_at(bar.low), top, max(_at(bar.high), _at(bar.low) + 2), bottom), SOFT, ACCENT
        )
        if bar.interval:
            low, high = bar.interval
            pen.rectangle((_at(low), top + 6, _at(high), bottom - 6), INTERVAL)
        if bar.score is not None:
            dot = _dot()
            covered = dot.point([255 * (one != PAPER) for one in range(256)])
            image.paste(dot, (_at(bar.score) - DOT // 2, top), covered)
        width = SIZE[0] - MARGIN - WORDS_LEFT
        self._write(pen, (WORDS_LEFT, top + 11), bar.words, SERIF, 28, width, INK)
        self._write(pen, (WORDS_LEFT, top + 38), bar.bounds, SANS, 24, width, MUTED)

    def _write(
        self,
        pen: ImageDraw.ImageDraw,
        where: tuple[int, int],
        text: str,
        font: str,
        size: int,
        width: int,
        fill: int,
    ) -> None:
        """Write one line at its baseline, smaller where it would be wider than `width`."""
        length = self._font(font, size).getlength(text)
        if length > width:
            size = int(size * width / length)
        pen.text(where, text, fill=fill, font=self._font(font, size), anchor="ls")

    def _fitted(self, name: str) -> tuple[Sequence[str], int]:
        """Return a name in lines and the largest size at which they fit."""
        for size in NAME_SIZES:
            font = self._font(SERIF, size)
            lines: list[str] = []
            for word in name.split() or [name]:  # of blanks alone
                longer = f"{lines[-1]} {word}" if lines else word
                if lines and font.getlength(longer) <= WIDTH:
                    lines[-1] = longer
                else:
                    lines.append(word)
            fits = all(font.getlength(line) <= WIDTH for line in lines)
            height = round(1.14 * size * len(lines)) + 14 + 30
            if fits and len(lines) <= NAME_LINES and NAME_TOP + height <= NAME_BOTTOM:
                break
        return [_cut(line, font) for line in lines[:NAME_LINES]], size

    def _framed(self, edition: str, labels: Sequence[str]) -> Image.Image:
        """Return what cards of an edition share: the brand, the axis and the pillars' names."""
        image = Image.new("L", SIZE, PAPER)
        pen = ImageDraw.Draw(image)
        brand = self._font(SERIF, 46)
        pen.text((MARGIN, 44), "Cons", fill=INK, font=brand)
        _tinted(image, (MARGIN + round(brand.getlength("Cons")), 44), "ta", brand)
        sans = self._font(SANS, 28)
        pen.text((SIZE[0] - MARGIN, 60), edition, fill=MUTED, font=sans, anchor="ra")
        pen.line((MARGIN, 116, SIZE[0] - MARGIN, 116), RULE, 2)
        for number, label in enumerate(labels):
            where = (MARGIN, BARS_TOP + BAR_STEP * number + 23)
            self._write(pen, where, label, SANS, 30, BAR_LEFT - MARGIN - 24, INK)
        if labels:
            axis = BARS_TOP + BAR_STEP * (len(labels) - 1) + BAR_HEIGHT + 10
            pen.line((BAR_LEFT, axis, BAR_LEFT + BAR_WIDTH, axis), MUTED, 2)
            for points in range(0, 101, 20):
                pen.line((_at(points), axis - 5, _at(points), axis + 6), MUTED, 2)
                where = (_at(points), axis + 8)
                pen.text(where, f"{points}", fill=MUTED, font=self._font(SANS, 22), anchor="ma")
        return image

    def _read(self, name: str, size: int) -> ImageFont.FreeTypeFont:
        # The basic layout: the other one is that of a library which a machine may lack.
        return ImageFont.truetype(self._folder / name, size, layout_engine=ImageFont.Layout.BASIC)


def _cut(line: str, font: ImageFont.FreeTypeFont) -> str:
    """Return a line with its end left out as far as it is too long: one endless word."""
    while font.getlength(line) > WIDTH:
        line = f"{line[:-2]}…"
    return line


def _at(points: int) -> int:
    return BAR_LEFT + points * BAR_WIDTH // 100


def _tinted(
    image: Image.Image, where: tuple[int, int], text: str, font: ImageFont.FreeTypeFont
) -> None:
    """Write in the colour of the accent, on paper."""
    mask = Image.new("L", image.size)
    ImageDraw.Draw(mask).text(where, text, fill=255, font=font)
    image.paste(_smoothed(mask), mask=mask.point(FULL))


@cache
def _dot() -> Image.Image:
    """Return the dot that marks a score, on paper."""
    large = Image.new("L", (DOT * 4, DOT * 4))
    ImageDraw.Draw(large).ellipse((0, 0, DOT * 4 - 1, DOT * 4 - 1), fill=255)
    return _smoothed(large.resize((DOT, DOT), Image.Resampling.BOX))


def _smoothed(mask: Image.Image) -> Image.Image:
    """Return a shape in the accent, whose edges have one step: SMOOTH is half of it."""
    return mask.point([PAPER] * 64 + [SMOOTH] * 96 + [ACCENT] * 96)


def _png(image: Image.Image) -> bytes:
    image.putpalette(_palette())
    file = io.BytesIO()
    image.save(file, "PNG", bits=4, compress_level=5)
    return file.getvalue()


@cache
def _palette() -> bytes:
    greys = [_mixed(INK_RGB, PAPER_RGB, step / PAPER) for step in range(PAPER + 1)]
    accents = [
        ACCENT_RGB,
        SOFT_RGB,
        _mixed(SOFT_RGB, ACCENT_RGB, 0.55),
        RULE_RGB,
        _mixed(PAPER_RGB, ACCENT_RGB, 0.5),
    ]
    return bytes(part for colour in (*greys, *accents) for part in colour)


def _mixed(one: Sequence[int], other: Sequence[int], share: float) -> tuple[int, ...]:
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
