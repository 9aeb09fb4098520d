"""`consta index` against pandas reading and writing the same table: 50,000 units, 50 indicators.

Goal: the whole command, checking every cell and computing four levels, takes at most 4 times what
pandas takes to read and write the table. Both are whole processes and read and write the same disk.
"""

import random
import sys
from pathlib import Path

import timing
from timing import Row


UNITS, INDICATORS = 50_000, 50
PILLARS, SUBINDICES = 10, 2
TURNS = 3
MOST_TIMES = 4.0
PANDAS = (
    "import sys, pandas; "
    "pandas.read_csv(sys.argv[1], float_precision='round_trip').to_csv(sys.argv[2], index=False)"
)


def main() -> int:
    """Return 0 if the goal is met, 1 if it is missed, 2 if a command failed."""
    try:
        with timing.scratch() as folder:
            rows = _rows(folder)
    except timing.ProcessError as error:
        print(f"index: {error}", file=sys.stderr)
        return 2
    return timing.finish(rows)


def _rows(folder: Path) -> list[Row]:
    method, values = folder / "method.toml", folder / "values.csv"
    method.write_text(_method(), encoding="utf-8")
    _write(values)
    ours, theirs = [], []
    for turn in range(TURNS):
        timing.progress(f"an index of {UNITS:,} units, turn {turn + 1}")
        command = [*timing.CONSTA, "index", method, values, "--output", folder / "ours.csv"]
        ours.append(timing.run(command))
        theirs.append(timing.run([sys.executable, "-c", PANDAS, values, folder / "theirs.csv"]))
    seconds, pandas = (min(run.seconds for run in runs) for runs in (ours, theirs))
    times = seconds / pandas
    return [
        Row(
            f"index of {UNITS:,} x {INDICATORS} in four levels / pandas reads and writes it",
            f"<= {MOST_TIMES:.1f}",
            f"{times:.2f} ({seconds:.2f} s / {pandas:.2f} s)",
            times <= MOST_TIMES,
        ),
        Row("its memory", "", f"{max(run.peak_mb for run in ours):.0f} MB", None),
    ]


def _method() -> str:
    """Return a tree of 50 indicators, 10 pillars, 2 sub-indices and an index."""
    parts = ['[[node]]\nid = "Index"\naggregate = "geometric"\nthreshold = 0.5\n']
    parts += [_node(f"S{number}", "Index") for number in range(SUBINDICES)]
    parts += [_node(f"P{number}", f"S{number % SUBINDICES}") for number in range(PILLARS)]
    parts += [
        f'[[indicator]]\nid = "i{number}"\nparent = "P{number % PILLARS}"\nweight = 1.0\n'
        f"direction = {-1 if number % 3 == 0 else 1}\n"
        'normalise = { method = "min-max", lower = 1, upper = 100 }\n'
        for number in range(INDICATORS)
    ]
    return "\n".join(parts)


def _node(name: str, parent: str) -> str:
    return (
        f'[[node]]\nid = "{name}"\nparent = "{parent}"\nweight = 1.0\n'
        'aggregate = "arithmetic"\nthreshold = 0.5\n'
    )


def _write(path: Path) -> None:
    """Write invented values, one in twenty of them missing, with all the digits that they have."""
    source = random.Random(1)  # noqa: S311 - values for measuring, no secret
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(["unit", *(f"i{number}" for number in range(INDICATORS))]) + "\n")
        for unit in range(UNITS):
            cells = (
                "" if source.random() < 1 / 20 else repr(source.gauss(50, 15))
                for _ in range(INDICATORS)
            )
            file.write(f"unit {unit},{','.join(cells)}\n")


if __name__ == "__main__":
    sys.exit(main())
