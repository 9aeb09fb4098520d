"""`make bench`: runs every benchmark and prints one table; exit status 1 if a goal is missed."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import timing


BENCHMARKS = (
    "check_million.py",
    "site_vs_hugo.py",
    "editions.py",
    "page_cost.py",
    "incremental.py",
    "pull.py",
    "pull_ckan.py",
    "index.py",
    "uncertainty.py",
    "tallies.py",
)


def main() -> int:
    """Return 0 if every benchmark ran and met its goals."""
    rows = [row for name in BENCHMARKS for row in _rows(name)]
    print(timing.table(rows))
    return int(any(row.met is False for row in rows))


def _rows(name: str) -> list[timing.Row]:
    timing.progress(name)
    with tempfile.TemporaryDirectory() as folder:
        shared = Path(folder, "rows.jsonl")
        shared.touch()
        status = subprocess.run(
            [sys.executable, Path(__file__).with_name(name)],
            env={**os.environ, "CONSTA_BENCH_ROWS": str(shared)},
            stdin=subprocess.DEVNULL,
            check=False,
        ).returncode
        rows = [timing.Row(**json.loads(line)) for line in shared.read_text().splitlines()]
    if status and not any(row.met is False for row in rows):
        rows.append(timing.Row(name, "runs", f"exit status {status}", met=False))
    return rows


if __name__ == "__main__":
    sys.exit(main())
