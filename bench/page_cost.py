"""What a page costs in an invented country of 500, 2,000 and 20,000 institutions.

Goal: a page of the largest country costs at most 15 % more than one of the smallest. What every
build costs whatever its size (starting, reading the method) is measured on a country of 10
institutions and taken off first. Cost is processor time, which other work on the machine disturbs
less than wall time. A virtual machine pays more for memory that it has not touched before, and the
largest site fills gigabytes of it: what `cp` takes for the same files is printed beside.
"""

import shutil
import sys
from pathlib import Path

import invented_country
import timing
from timing import Row


SMALLEST = 10
SIZES = (500, 2_000, 20_000)
TURNS = {SMALLEST: 7, 500: 7, 2_000: 3, 20_000: 2}
MOST_GROWTH = 1.15


def main() -> int:
    """Return 0 if the goal is met, 1 if not, 2 if a site could not be built."""
    try:
        with timing.scratch() as folder:
            rows = costs(folder)
    except timing.ProcessError as error:
        print(f"page_cost: {error}", file=sys.stderr)
        return 2
    return timing.finish(rows)


def costs(folder: Path) -> list[Row]:
    """Return a row for each size and one for the growth between the smallest and the largest."""
    fixed, _, few = _measure(folder, SMALLEST)
    rows = [_whole(SMALLEST, fixed, few)]
    page_ms, copied_ms = {}, {}
    for size in SIZES:
        run, copying, pages = _measure(folder, size)
        page_ms[size] = (run.busy - fixed.busy) / (pages - few) * 1000
        copied_ms[size] = copying / pages * 1000
        took = f"{page_ms[size]:.3f} ms; cp: {copied_ms[size]:.3f} ms"
        rows += [
            _whole(size, run, pages),
            Row(f"{size:,} institutions: a page more", "", took, None),
        ]
    growth = page_ms[SIZES[-1]] / page_ms[SIZES[0]]
    what = f"a page at {SIZES[-1]:,} institutions / at {SIZES[0]:,}"
    return [*rows, Row(what, f"<= {MOST_GROWTH}", f"{growth:.2f}", 0 < growth <= MOST_GROWTH)]


def _whole(size: int, run: timing.Run, pages: int) -> Row:
    took = f"{run.busy:.1f} s busy, {run.seconds:.1f} s, {pages:,} pages, {run.peak_mb:.0f} MB"
    return Row(f"{size:,} institutions: whole build", "", took, None)


def _measure(folder: Path, size: int) -> tuple[timing.Run, float, int]:
    """Return the least busy of some builds, how busy `cp` is with one, and the pages of each."""
    timing.progress(f"an invented country of {size:,} institutions")
    content, output = folder / "content", folder / "site"
    invented_country.write(invented_country.model(), content, size)
    command = [*timing.CONSTA, "build", "--output", str(output)]
    command += ["--content", str(content), "--country", invented_country.COUNTRY]
    runs = []
    for _ in range(TURNS[size]):
        shutil.rmtree(output, ignore_errors=True)
        runs.append(timing.run(command))
    pages = sum(1 for _ in output.rglob("*.html"))
    copying = timing.run(["cp", "-r", output, folder / "copy"]).busy
    for made in (content, output, folder / "copy"):
        shutil.rmtree(made)
    return min(runs, key=lambda run: run.busy), copying, pages


if __name__ == "__main__":
    sys.exit(main())
