"""Finds the rows of a chunk in which several cells together are wrong."""

from collections.abc import Callable, Iterator

from scorers.records.reading import Chunk


def where(
    chunk: Chunk, names: tuple[str, ...], wrong: Callable[..., bool]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the line and the named cells of each row whose cells are wrong together.

    Each different combination is judged once. A chunk that lacks one of the columns has no such
    row: the header's own check says that the column is missing.

    Args:
        chunk: Rows of one file.
        names: The columns.
        wrong: Takes a cell of each column, in this order.
    """
    if not set(names) <= chunk.columns.keys():
        return
    columns = [chunk.columns[name] for name in names]
    bad = {cells for cells in set(zip(*columns, strict=True)) if wrong(*cells)}
    if bad:
        for line, cells in zip(chunk.lines, zip(*columns, strict=True), strict=True):
            if cells in bad:
                yield line, cells
