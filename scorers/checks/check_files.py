"""Files that cannot be read as a table, or that belong to none."""

from collections.abc import Iterator
from pathlib import Path

from scorers.checks.problem import Finding, Rule
from scorers.records.reading import LONGEST_CELL, UnreadableError
from scorers.text import Text


RULES = (
    TABLE := Rule(
        "no-table",
        expected=Text(
            es="un archivo CSV de una de las tablas: {tables}",
            en="a CSV file of one of the tables: {tables}",
        ),
        remedy=Text(
            es="Guárdelo como institutions.csv, records/TABLA.csv o records/TABLA/NOMBRE.csv.",
            en="Save it as institutions.csv, records/TABLE.csv or records/TABLE/NAME.csv.",
        ),
    ),
    LINK := Rule(
        "symlink",
        expected=Text(es="un archivo corriente", en="a plain file"),
        remedy=Text(
            es="Copie el archivo mismo en lugar del enlace.",
            en="Copy the file itself in place of the link.",
        ),
    ),
    ABSENT := Rule(
        "missing-file",
        expected=Text(
            es="la tabla institutions, a la que se refieren las demás",
            en="the table institutions, which the others refer to",
        ),
        remedy=Text(
            es="Devuelva el archivo a su sitio; nada que lo nombre se revisó contra él.",
            en="Put the file back in its place; nothing that names it was held against it.",
        ),
    ),
    PLAIN := Rule(
        "not-a-file",
        expected=Text(es="un archivo corriente", en="a plain file"),
        remedy=Text(
            es="Quítelo de ahí; los archivos de una tabla van juntos en la carpeta de la tabla.",
            en="Take it out of there; the files of a table stand together in the table's folder.",
        ),
    ),
    SIZE := Rule(
        "too-big",
        expected=Text(es="a lo más {most} MB", en="at most {most} MB"),
        remedy=Text(
            es="Repártalo en varios archivos, como records/requests/2024.csv y 2025.csv.",
            en="Split it into several files, such as records/requests/2024.csv and 2025.csv.",
        ),
    ),
    EMPTY := Rule(
        "empty-file",
        expected=Text(
            es="una línea de encabezado con los nombres de las columnas",
            en="a header line with the names of the columns",
        ),
        remedy=Text(
            es="Escriba el encabezado en la primera línea, o quite el archivo.",
            en="Write the header on the first line, or take the file out.",
        ),
    ),
    ENCODING := Rule(
        "not-utf-8",
        expected=Text(es="texto en UTF-8", en="text in UTF-8"),
        remedy=Text(
            es='Guarde el archivo como "CSV UTF-8"; nada desde esa línea se revisó.',
            en='Save the file as "CSV UTF-8"; nothing from that line on was checked.',
        ),
    ),
    QUOTES := Rule(
        "open-quote",
        expected=Text(
            es="comillas que se abren y se cierran en la misma celda",
            en="quotes that open and close in the same cell",
        ),
        remedy=Text(
            es='Cierre las comillas o escríbalas dobles (""); nada desde esa línea se revisó.',
            en='Close the quotes or write them twice (""); nothing from that line on was checked.',
        ),
    ),
    LONG := Rule(
        "endless-cell",
        expected=Text(
            es="celdas de a lo más {most} caracteres", en="cells of at most {most} characters"
        ),
        remedy=Text(
            es="Busque comillas sin cerrar en esa fila; nada desde esa línea se revisó.",
            en="Look for an open quote in that row; nothing from that line on was checked.",
        ),
    ),
    UNEVEN := Rule(
        "uneven-row",
        expected=Text(
            es="{width} celdas, como el encabezado", en="{width} cells, as the header has"
        ),
        remedy=Text(
            es="Escriba entre comillas las celdas con comas; una celda en blanco también cuenta.",
            en="Put cells with commas in quotes; a blank cell counts too.",
        ),
    ),
)
INSTITUTIONS = "institutions.csv"
MOST_BYTES = 200_000_000
WHY = {"empty": EMPTY, "encoding": ENCODING, "quotes": QUOTES, "long": LONG}
OPEN_QUOTE = Text(es="comillas mal puestas", en="misplaced quotes")
LONG_CELL = Text(es="una celda más larga", en="a longer cell")
A_LINK = Text(es="un enlace simbólico", en="a symbolic link")
A_FOLDER = Text(es="una carpeta", en="a folder")
NO_FILE = Text(es="una tubería o un dispositivo", en="a pipe or a device")
BYTES = Text(es="bytes {found}", en="bytes {found}")
CELLS = Text(es="{count} celdas", en="{count} cells")


def before(path: Path, folder: Path) -> Iterator[Finding]:
    """Yield what forbids opening a file: a link on its way below `folder`, its kind or size."""
    ways = [path, *(parent for parent in path.parents if folder in parent.parents)]
    if any(way.is_symlink() for way in ways):
        yield Finding(LINK, A_LINK)
    elif path.is_dir():
        yield Finding(PLAIN, A_FOLDER)
    elif path == folder / INSTITUTIONS and not path.exists():
        yield Finding(ABSENT, "")
    elif path.exists() and not path.is_file():
        yield Finding(PLAIN, NO_FILE)
    elif (size := path.stat().st_size) > MOST_BYTES:
        found = f"{size / 1e6:.1f} MB"
        yield Finding(SIZE, Text(es=found, en=found), holes={"most": f"{MOST_BYTES / 1e6:.0f}"})


def unread(error: UnreadableError) -> Finding:
    """Return why the reading stopped."""
    found = {"quotes": OPEN_QUOTE, "long": LONG_CELL}.get(error.code)
    if error.code == "encoding":
        found = BYTES.format(found=error.found)
    return Finding(WHY[error.code], found or "", line=error.line, holes={"most": str(LONGEST_CELL)})


def uneven(rows: list[tuple[int, int]], width: int) -> Iterator[Finding]:
    """Yield rows with more or fewer cells than the header, given as (line, number of cells)."""
    for line, count in rows:
        yield Finding(UNEVEN, CELLS.format(count=count), line=line, holes={"width": str(width)})


def homeless(path: Path, tables: list[str]) -> Finding:
    """Return that a file belongs to no table."""
    return Finding(TABLE, path.name, holes={"tables": ", ".join(tables)})
