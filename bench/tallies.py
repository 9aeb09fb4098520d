"""Tallies against DuckDB's own GROUP BY that gives the same table: 10,000,000 rows in Parquet.

Goals: the same table, in at most 3 times the time, under 1.5 GB, and in no more memory for twice
the rows that are counted in the same table. Rows are invented: 5,000 institutions, 20 quarters, all
outcomes, extensions, appeals and orders, under Peru's calendar with its regions and its days of
which it is unclear whether they count. Both are whole processes that read the same files and end
with the table in memory.
"""

import json
import sys
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import timing
from pyarrow import parquet
from timing import Row

from scorers import country
from scorers.tallies import engines
from scorers.tallies.counting import from_text
from scorers.tallies.partitions import Job, partitions


INSTITUTIONS, FILES, ROWS_OF_A_FILE = 5_000, 20, 500_000
FIRST, CUT_OFF = date(2020, 1, 1), date(2024, 12, 31)
PERU, SQL = timing.ROOT / "content" / "peru", Path(__file__).with_suffix(".sql")
# The first two give information, and those before "no_answer" are answers.
OUTCOMES = [
    "released", "partly_released", "refused", "not_held", "transferred", "withdrawn", "no_answer",
    "pending",
]  # fmt: skip
SHARES = [0.5, 0.1, 0.12, 0.06, 0.03, 0.03, 0.1, 0.06]
DECISIONS = ["upheld", "partly_upheld", "dismissed", "inadmissible", "pending"]
REGIONS = ("", "lima-metropolitana", "callao", "cusco")
TURNS = 2
# Beside the sum stands what waits to be added, at most a quarter as much: more rows add no more.
MOST_TIMES, MOST_MB, MOST_GROWTH = 3.0, 1500, 1.2


def main() -> int:
    """Return 0 if the goals are met, 1 if one is missed, 2 if a command failed."""
    try:
        with timing.scratch() as folder:
            rows = _rows(folder)
    except timing.ProcessError as error:
        print(f"tallies: {error}", file=sys.stderr)
        return 2
    return timing.finish(rows)


def _rows(folder: Path) -> list[Row]:
    # All that takes memory is done in processes of their own: the peak that the kernel tells of a
    # process is never below what its parent held when it began.
    me = [sys.executable, __file__]
    timing.progress(f"writing {FILES * ROWS_OF_A_FILE:,} requests")
    timing.run([*me, "write", folder])
    timing.progress("whether both tables are the same")
    timing.run([*me, "ours", "serial", "1", folder, folder / "ours"])
    timing.run([*me, "theirs", folder, folder / "theirs"])
    timing.run([*me, "compare", folder])
    is_same, length = json.loads((folder / "compared").read_text())
    commands = {
        "serial": [*me, "ours", "serial", "1", folder],
        "processes": [*me, "ours", "processes", "1", folder],
        "duckdb": [*me, "theirs", folder],
    }
    runs: dict[str, list[timing.Run]] = {name: [] for name in commands}
    for turn in range(TURNS):
        timing.progress(f"tallies of {FILES * ROWS_OF_A_FILE:,} rows, turn {turn + 1}")
        for name, command in commands.items():
            runs[name].append(timing.run(command))
    twice = timing.run([*me, "ours", "serial", "2", folder]).peak_mb
    seconds = {name: min(run.seconds for run in some) for name, some in runs.items()}
    peaks = {name: max(run.peak_mb for run in some) for name, some in runs.items()}
    times, growth = seconds["serial"] / seconds["duckdb"], twice / peaks["serial"]
    what = f"tallies of {FILES * ROWS_OF_A_FILE:,} rows"
    return [
        Row(f"{what} and DuckDB's table", "the same", f"{length:,} rows of counts", is_same),
        Row(
            f"{what} / DuckDB's GROUP BY",
            f"<= {MOST_TIMES:.1f}",
            f"{times:.2f} ({seconds['serial']:.1f} s / {seconds['duckdb']:.1f} s)",
            times <= MOST_TIMES,
        ),
        Row(
            "the same with --engine processes",
            "",
            f"{seconds['processes'] / seconds['duckdb']:.2f}",
            None,
        ),
        Row(
            "its memory",
            f"< {MOST_MB} MB",
            f"{peaks['serial']:.0f} MB (DuckDB {peaks['duckdb']:.0f} MB)",
            peaks["serial"] < MOST_MB,
        ),
        Row(
            "its memory for twice the rows / once",
            f"<= {MOST_GROWTH:.1f}",
            f"{growth:.2f} ({twice:.0f} MB)",
            growth <= MOST_GROWTH,
        ),
    ]


def _ours(engine: str, files: list[Path], kept: list[str]) -> None:
    regions = {name: region for name, region in _regions().items() if region}
    job = Job(country.read(PERU), regions, CUT_OFF)
    found = engines.run(engine, job, partitions(files))
    for path in kept:
        found.to_pickle(path)


def _theirs(files: list[Path], kept: list[str]) -> None:
    span = country.read(PERU).calendar.working_days(FIRST.year, CUT_OFF.year + 2)
    days = span.first + np.arange(span.least.shape[1])
    tables = {
        "places": pd.DataFrame(
            [(name, span.place(region)) for name, region in _regions().items()],
            columns=["institution_id", "place"],
        ),
        "days": pd.concat(
            pd.DataFrame({"place": row, "day": days, "least": least, "most": most})
            for row, (least, most) in enumerate(zip(span.least, span.most, strict=True))
        ).astype({"day": "datetime64[s]"}),
    }
    with duckdb.connect() as base:
        for name, table in tables.items():
            base.register(f"{name}_frame", table)
            base.execute(f"CREATE TABLE {name} AS SELECT * FROM {name}_frame")  # noqa: S608
        base.execute("ALTER TABLE days ALTER day TYPE DATE")
        base.execute("SET VARIABLE files = ?", [[str(path) for path in files]])
        base.execute("SET VARIABLE cut_off = ?", [CUT_OFF])
        base.execute(SQL.read_text())
        for path in kept:
            base.execute(f"COPY tally TO '{path}' (FORMAT parquet)")


def _compare(folder: Path) -> None:
    ours = pd.read_pickle(folder / "ours")  # noqa: S301 - written above
    theirs = from_text(parquet.read_table(folder / "theirs").to_pandas())
    (folder / "compared").write_text(json.dumps([theirs.equals(ours), len(ours)]))


def _regions() -> dict[str, str]:
    return {f"institution-{n:04}": REGIONS[n % len(REGIONS)] for n in range(INSTITUTIONS)}


def _write(path: Path, number: int) -> None:
    """Write invented requests of all institutions and quarters."""
    source, size = np.random.default_rng(number), ROWS_OF_A_FILE

    def chance(share: float) -> np.ndarray:
        return source.random(size) < share

    filed = np.datetime64(FIRST) + source.integers(0, (CUT_OFF - FIRST).days + 1, size)
    outcome = source.choice(len(OUTCOMES), size, p=SHARES)
    answered = filed + np.minimum(source.geometric(0.06, size), 400)
    is_answered = outcome < OUTCOMES.index("no_answer")
    is_given = (outcome < OUTCOMES.index("refused")) & chance(0.8)
    is_appealed = (outcome == OUTCOMES.index("refused")) & chance(0.3)
    appealed = answered + 15
    decided = appealed + source.integers(10, 60, size)
    is_decided = is_appealed & chance(0.8)
    decision = source.choice(len(DECISIONS) - 1, size)
    is_ordered = is_decided & (decision == DECISIONS.index("upheld"))
    due = decided + 10
    obeyed = due + source.integers(-5, 20, size)
    columns = {
        "request_id": pa.array([f"{number}-{row}" for row in range(size)]),
        "institution_id": _words(
            [*_regions()], (INSTITUTIONS * source.random(size) ** 2).astype(int)
        ),
        "filed_on": _days(filed, chance(1)),
        "extended_to": _days(filed + 30, chance(0.1)),
        "answered_on": _days(answered, is_answered),
        "delivered_on": _days(answered + source.integers(0, 3, size), is_given),
        "outcome": _words(OUTCOMES, np.where(is_answered & chance(0.02), -1, outcome)),
        "exception_cited": _words(["art. 17"], np.where(chance(0.7), 0, -1)),
        "appeal_route_cited": pa.array(chance(0.5), mask=~chance(0.6)),
        "appealed_on": _days(appealed, is_appealed),
        "appeal_outcome": _words(
            DECISIONS, np.where(is_decided, decision, np.where(is_appealed, len(DECISIONS) - 1, -1))
        ),
        "appeal_decided_on": _days(decided, is_decided),
        "order_due_on": _days(due, is_ordered),
        "order_obeyed_on": _days(obeyed, is_ordered & chance(0.7)),
        "cohort": _words(["filed"], np.where(chance(0.9), 0, -1)),
        "delivery": _words(["dated", "unknown"], source.integers(-1, 2, size)),
    }
    parquet.write_table(pa.table(columns), path)


def _words(words: list[str], places: np.ndarray) -> pa.Array:
    return pa.array(np.array([*words, None], dtype=object)[places], type=pa.string())


def _days(days: np.ndarray, is_there: np.ndarray) -> pa.Array:
    return pa.array(days.astype("datetime64[D]"), mask=~is_there)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["ours", engine, times, folder, *kept]:
            _ours(engine, sorted(Path(folder).glob("*.parquet")) * int(times), kept)
        case ["write", folder]:
            for number in range(FILES):
                _write(Path(folder, f"{number:02}.parquet"), number)
        case ["compare", folder]:
            _compare(Path(folder))
        case ["theirs", folder, *kept]:
            _theirs(sorted(Path(folder).glob("*.parquet")), kept)
        case _:
            sys.exit(main())
