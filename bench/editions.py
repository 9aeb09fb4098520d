"""What editions cost: reproducing them, explaining one, and the pages of all of them.

Goals: reproducing every committed edition takes at most twice the time of scoring them; a page of a
site with all editions costs at most 15 % more than one of a site with its newest alone; `explain`
answers in under a second for a country of 2,000 institutions.
"""

import shutil
import sys
from pathlib import Path

import invented_country
import timing
from timing import Row

from scorers import editions, paths


SIZE = 2_000
FEW = 10
TURNS = 3
MOST_TIMES_SCORING = 2.0
MOST_GROWTH = 1.15
MOST_SECONDS = 1.0
EDITION = "2024"


def main() -> int:
    """Return 0 if all goals are met, 1 if one is missed, 2 if a command failed."""
    try:
        with timing.scratch() as folder:
            rows = [_reproduced(), *_pages(folder)]
    except timing.ProcessError as error:
        print(f"editions: {error}", file=sys.stderr)
        return 2
    return timing.finish(rows)


def _reproduced() -> Row:
    place = paths.find(timing.ROOT)
    committed = [
        (country, edition)
        for country in place.countries()
        for edition in editions.known(place, country)
        if editions.read(place, country, edition).is_frozen
    ]
    scoring, again = [], []
    for turn in range(TURNS):
        timing.progress(f"scoring and reproducing the committed editions, turn {turn + 1}")
        scores = (
            [*timing.CONSTA, "score", edition, "--country", country, "--json"]
            for country, edition in committed
        )
        scoring.append(sum(timing.run(command).seconds for command in scores))
        again.append(timing.run([*timing.CONSTA, "reproduce"]).seconds)
    times = min(again) / min(scoring)
    return Row(
        f"reproducing {len(committed)} editions / scoring them",
        f"<= {MOST_TIMES_SCORING:.1f}",
        f"{times:.2f} ({min(again):.1f} s / {min(scoring):.1f} s)",
        times <= MOST_TIMES_SCORING,
    )


def _pages(folder: Path) -> list[Row]:
    timing.progress("sites with all editions and with the newest alone")
    all_of_them = {size: _content(folder / f"all-{size}", size) for size in (FEW, SIZE)}
    newest = {size: _alone(one, folder / f"newest-{size}") for size, one in all_of_them.items()}
    with_all, without = _page_ms(all_of_them, folder / "site"), _page_ms(newest, folder / "site")
    explaining = [
        *(*timing.CONSTA, "explain", EDITION, "invented-00001", "--content", all_of_them[SIZE]),
        *("--country", invented_country.COUNTRY),
    ]
    explained = min(timing.run(explaining).seconds for _ in range(TURNS))
    return [
        Row(f"{SIZE:,} institutions, newest edition: a page", "", f"{without:.3f} ms", None),
        Row(
            "a page with all editions / with the newest alone",
            f"<= {MOST_GROWTH}",
            f"{with_all / without:.2f}",
            with_all / without <= MOST_GROWTH,
        ),
        Row(
            f"explain at {SIZE:,} institutions, the whole command",
            f"< {MOST_SECONDS:.0f} s",
            f"{explained:.2f} s",
            explained < MOST_SECONDS,
        ),
    ]


def _content(content: Path, size: int) -> Path:
    invented_country.write(invented_country.model(), content, size)
    return content


def _alone(content: Path, target: Path) -> Path:
    """Return a copy of a content folder whose country has its newest edition only."""
    shutil.copytree(content, target)
    for folder in (target / invented_country.COUNTRY / "editions").iterdir():
        if folder.name != EDITION:
            shutil.rmtree(folder)
    return target


def _page_ms(contents: dict[int, Path], output: Path) -> float:
    """Return the processor time of a page more, in milliseconds."""
    busy, pages = {}, {}
    for size, content in contents.items():
        command = [*timing.CONSTA, "build", "--output", output, "--content", content]
        command += ["--country", invented_country.COUNTRY]
        runs = []
        for _ in range(TURNS):
            shutil.rmtree(output, ignore_errors=True)
            runs.append(timing.run(command).busy)
        busy[size], pages[size] = min(runs), sum(1 for _ in output.rglob("*.html"))
    return (busy[SIZE] - busy[FEW]) / (pages[SIZE] - pages[FEW]) * 1000


if __name__ == "__main__":
    sys.exit(main())
