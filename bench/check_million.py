"""Prints how much longer `consta check` takes than pandas needs to read the same rows as text.

Makes a content folder with an invented country of 2,000 institutions and one file of 1,000,000
invented requests, then times both as whole processes, three times in turn, and takes the best.
"""

import datetime as dt
import sys
from pathlib import Path

import timing

from scorers import country
from scorers.records import schema


ROWS = 1_000_000
INSTITUTIONS = 2_000
RUNS = 3
MOST = 6.0
LAST_DAY = dt.date(2026, 1, 1)
COUNTRY = timing.ROOT / "tests" / "data" / "fantasia" / "country.toml"
OUTCOMES = ("released", "partly_released", "refused", "not_held", "no_answer", "pending")
READ = """
import sys
import pandas
pandas.read_csv(sys.argv[1], dtype=str, keep_default_na=False)
"""


def main() -> int:
    """Return 0 where the check is clean, fast and small enough."""
    with timing.scratch() as content:
        requests = make(content)
        read = [sys.executable, "-c", READ, requests]
        check = [
            *(*timing.CONSTA, "check", requests, "--content", content),
            *("--lang", "en", "--today", LAST_DAY.isoformat()),
        ]
        turns = [(timing.run(read), timing.run(check)) for _ in range(RUNS)]
    reads, checks = zip(*turns, strict=True)
    reading = min(run.seconds for run in reads)
    checking = min(run.seconds for run in checks)
    peak = max(run.peak_mb for run in checks)
    return timing.finish(
        [
            timing.Row(
                what=f"check of {ROWS:,} requests / pandas reading them as text",
                goal=f"<= {MOST:.0f} times",
                result=f"{checking / reading:.2f} times ({checking:.1f} s / {reading:.1f} s)",
                met=checking / reading <= MOST,
            ),
            timing.Row(
                what="peak memory of that check",
                goal="",
                result=f"{peak:.0f} MB",
                met=None,
            ),
        ]
    )


def make(content: Path) -> Path:
    """Return the file of requests in a new content folder."""
    folder = content / "fantasia"
    (folder / "records" / "requests").mkdir(parents=True)
    (folder / "country.toml").write_bytes(COUNTRY.read_bytes())
    tables = schema.tables(country.read(folder))
    with (folder / "institutions.csv").open("w", encoding="utf-8") as file:
        print(",".join(tables["institutions"].columns), file=file)
        for number in range(INSTITUTIONS):
            cells = [f"villa-{number}", f"Villa {number}", f"Town {number}", "", "town-council"]
            blanks = [""] * (len(tables["institutions"].columns) - 6)
            print(",".join([*cells, "local", *blanks]), file=file)
    with (folder / "records" / "documents.csv").open("w", encoding="utf-8") as file:
        print(",".join(tables["documents"].columns), file=file)
        print("letters,Letters (invented),Nobody,,2025,,,,,CC0-1.0", file=file)
    path = folder / "records" / "requests" / "million.csv"
    with path.open("w", encoding="utf-8") as file:
        print(",".join(tables["requests"].columns), file=file)
        for number in range(ROWS):
            print(",".join(request(number)), file=file)
    return path


def request(number: int) -> list[str]:
    """Return the cells of one invented request; every number gives another one."""
    filed = dt.date(2023, 1, 1) + dt.timedelta(days=number * 7 % 900)
    outcome = OUTCOMES[number % len(OUTCOMES)]
    answered = filed + dt.timedelta(days=1 + number * 13 % 60)
    answer = answered.isoformat() if outcome not in {"no_answer", "pending"} else ""
    given = answer if "released" in outcome else ""
    appealed = outcome == "refused" and number % 4 == 0
    return [
        f"portal:{number}",
        f"villa-{number * 31 % INSTITUTIONS}",
        ("portal", "e-mail", "counter")[number % 3],
        filed.isoformat(),
        "",
        answer,
        given,
        outcome,
        "art. 7" if outcome == "refused" else "",
        ("true", "false")[number % 2] if outcome == "refused" else "",
        "",
        f"{number % 40 / 2:.2f}" if given else "",
        (answered + dt.timedelta(days=5)).isoformat() if appealed else "",
        "upheld" if appealed else "",
        (answered + dt.timedelta(days=50)).isoformat() if appealed else "",
        "",
        "",
        f"presupuesto {number % 5000}",
        "letters",
        f"https://fantasia.example/requests/{number}",
        "fulana",
        "filed",
        "dated",
    ]


if __name__ == "__main__":
    sys.exit(main())
