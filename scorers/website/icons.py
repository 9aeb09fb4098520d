"""The site's icon as PNG, drawn from theme/static/icon.svg: where a system takes no SVG."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from PIL import Image, ImageDraw

from scorers.exceptions import SiteError


SIZES = (180, 192, 512)  # a phone's home screen, and what web manifests ask for
FINER = 8  # drawn this many times larger, then made smaller: that smooths the edges
SVG = "{http://www.w3.org/2000/svg}"
PATH = re.compile(r"M([\d.]+) ([\d.]+)l([-\d. ]+)")


def files(static: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the icon in each size with its address, from the SVG in the theme's static folder.

    Raises:
        SiteError: The icon is more than a square and one line of straight strokes.
    """
    for size in SIZES:
        yield f"static/icon-{size}.png", _png(static / "icon.svg", size)


def _png(path: Path, size: int) -> bytes:
    root = ET.parse(path).getroot()  # noqa: S314 - our own file
    square, line = root.find(f"{SVG}rect"), root.find(f"{SVG}path")
    drawn = PATH.fullmatch(line.get("d", "")) if line is not None else None
    if square is None or line is None or drawn is None or len(root) != len((square, line)):
        raise SiteError(f"{path} is more than a square and one line; draw its PNGs in icons.py")
    scale = size * FINER / float(root.get("viewBox", "").split()[2])
    x, y = float(drawn[1]), float(drawn[2])
    points = [(x * scale, y * scale)]
    steps = [float(one) for one in re.findall(r"-?[\d.]+", drawn[3])]
    for across, down in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + across, y + down
        points.append((x * scale, y * scale))
    # To the very edges: systems round the corners themselves.
    image = Image.new("RGB", (size * FINER, size * FINER), square.get("fill"))
    pen = ImageDraw.Draw(image)
    width = float(line.get("stroke-width", "1")) * scale
    pen.line(points, fill=line.get("stroke"), width=round(width))
    for across, down in points:  # round ends and joins
        pen.circle((across, down), width / 2, fill=line.get("stroke"))
    file = io.BytesIO()
    smooth = image.resize((size, size), Image.Resampling.BOX)
    smooth.quantize(16, dither=Image.Dither.NONE).save(file, "PNG")
    return file.getvalue()
