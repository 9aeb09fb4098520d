"""The whole default site against Hugo, which renders as many pages of the same size.

Goals: at most twice Hugo's time, in the same run, on the same cores; under 700 MB of memory; an
institution's page, HTML and style together, at most 14 KB on the wire. What builds keep in .cache
is there; without a goal stands how long a build takes that has nothing of it, and which part takes
how much: that of a build that lacks this part alone, less that of one that has all.
"""

import contextlib
import gzip
import json
import shutil
import statistics
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import hugo_site
import timing
from timing import Row


TURNS = 5
MOST_TIMES_HUGO = 2.0
MOST_MB = 700
MOST_WIRE_BYTES = 14 * 1024
INSTITUTION_PAGES = ("es/instituciones/*/index.html", "en/institutions/*/index.html")
DOWNLOADS = "api/v1/institutions/*.json"
CACHE = timing.ROOT / ".cache"
# What is kept, and its folder there.
KEPT = {
    "social cards": "cards",
    "search index": "search",
    "tables and scores": "read",
    "templates": "templates",
}


def main() -> int:
    """Return 0 if all goals are met, 1 if one is missed, 2 if a side could not run."""
    try:
        with timing.scratch() as folder:
            rows = compare(folder)
    except timing.ProcessError as error:
        print(f"site_vs_hugo: {error}", file=sys.stderr)
        return 2
    return timing.finish(rows)


def compare(folder: Path) -> list[Row]:
    """Return the rows of both sides, built in turns inside `folder`."""
    site, project, theirs = folder / "site", folder / "hugo", folder / "hugo-output"
    timing.progress("building the site once, to know its pages")
    ours_runs = [timing.run([*timing.CONSTA, "build", "--output", site], watched=True)]
    pages = _sizes(site)
    wire = wire_bytes(site)
    subjects = {path.stem: json.loads(path.read_bytes()) for path in site.glob(DOWNLOADS)}
    if not pages or not wire or not subjects:
        message = f"{len(pages)} pages, {len(wire)} of institutions, {len(subjects)} downloads"
        raise timing.ProcessError(f"the site is not whole: {message} ({DOWNLOADS})")
    filler = hugo_site.write(project, subjects, len(pages), round(statistics.mean(pages)))
    hugo_runs = []
    for turn in range(TURNS):
        timing.progress(f"turn {turn + 1} of {TURNS}: Hugo, then the site")
        shutil.rmtree(theirs, ignore_errors=True)
        hugo_runs.append(timing.run(hugo_site.command(project, theirs)))
        shutil.rmtree(site)
        ours_runs.append(timing.run([*timing.CONSTA, "build", "--output", site]))
    ours = statistics.median(run.seconds for run in ours_runs[1:])
    hugo = statistics.median(run.seconds for run in hugo_runs)
    cold = {what: _without(site, name) for what, name in KEPT.items()}
    nothing = _without(site, *KEPT.values())
    busy = statistics.median(run.busy for run in ours_runs[1:])
    hugo_busy = statistics.median(run.busy for run in hugo_runs)
    peak = max(run.peak_mb for run in ours_runs)
    rendered = _sizes(theirs)
    largest, middle = max(wire), round(statistics.median(wire))
    return [
        Row("site: pages", "", _pages(pages), None),
        Row("Hugo: pages", "as many, as large", _pages(rendered), len(rendered) == len(pages)),
        Row("Hugo: filler in a page", "", f"{filler:,} bytes", None),
        Row("site: whole build", "", f"{ours:.2f} s, processors busy {busy:.2f} s", None),
        Row("site: whole build, nothing kept", "", f"{nothing:.2f} s, of which:", None),
        *(Row(f"  {what}", "", f"{max(cold[what] - ours, 0):.2f} s", None) for what in KEPT),
        Row("Hugo: whole build", "", f"{hugo:.2f} s, processors busy {hugo_busy:.2f} s", None),
        Row(
            "site / Hugo",
            f"<= {MOST_TIMES_HUGO:.1f}",
            f"{ours / hugo:.2f}",
            ours / hugo <= MOST_TIMES_HUGO,
        ),
        Row("site: peak memory", f"< {MOST_MB} MB", f"{peak:.0f} MB", peak < MOST_MB),
        Row(
            "largest institution page, HTML + CSS, gzip",
            f"<= {MOST_WIRE_BYTES:,} bytes",
            f"{largest:,} bytes",
            largest <= MOST_WIRE_BYTES,
        ),
        Row("median institution page, HTML + CSS, gzip", "", f"{middle:,} bytes", None),
    ]


def _without(site: Path, *names: str) -> float:
    """Return the seconds of a whole build that finds none of these folders of the cache."""
    timing.progress(f"the site once more, without what is kept of {', '.join(names)}")
    shutil.rmtree(site)
    with contextlib.ExitStack() as aside:
        for name in names:
            aside.enter_context(_aside(CACHE / name))
        return timing.run([*timing.CONSTA, "build", "--output", site]).seconds


@contextlib.contextmanager
def _aside(kept: Path) -> Iterator[None]:
    """Put a folder aside, and back in the place of what was made meanwhile."""
    away = kept.with_name(f"{kept.name}.aside")
    shutil.rmtree(away, ignore_errors=True)
    kept.rename(away)
    try:
        yield
    finally:
        shutil.rmtree(kept, ignore_errors=True)
        away.rename(kept)


def wire_bytes(site: Path) -> list[int]:
    """Return, for each institution page, its gzipped bytes with those of its style sheets."""
    sheets: dict[Path, int] = {}
    totals = []
    for pattern in INSTITUTION_PAGES:
        for page in site.glob(pattern):
            html = page.read_bytes()
            links = _StyleSheets()
            links.feed(html.decode("utf-8"))
            here = "/" + page.relative_to(site).as_posix()
            paths = {site / urlsplit(urljoin(here, link)).path.lstrip("/") for link in links.found}
            for path in paths - sheets.keys():
                sheets[path] = _gzipped(path.read_bytes())
            totals.append(_gzipped(html) + sum(sheets[path] for path in paths))
    return totals


class _StyleSheets(HTMLParser):
    """Collects the addresses of the style sheets of one page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "link" and values.get("rel") == "stylesheet" and values.get("href"):
            self.found.add(values["href"] or "")


def _gzipped(data: bytes) -> int:
    return len(gzip.compress(data, compresslevel=6, mtime=0))


def _sizes(output: Path) -> list[int]:
    return [path.stat().st_size for path in output.rglob("*.html")]


def _pages(sizes: list[int]) -> str:
    return f"{len(sizes):,} of {statistics.mean(sizes):,.0f} bytes"


if __name__ == "__main__":
    sys.exit(main())
