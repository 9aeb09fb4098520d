"""How good are pages on a cheap phone and a slow network? Lighthouse says, as it is set."""

import json
import os
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.timing import Row
from scorers.text import LANGUAGES
from scorers.website import addresses
from tests import chromium, kinds
from tests.audit import tools


PROGRAM = Path("lighthouse/cli/index.js")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = 99
RUNS = 3  # the middle one counts: how quick a page is hangs on what else the machine does
MOST_BYTES = 60 * 1024
Report = dict[str, Any]


def rows(site: Path) -> Iterator[Row]:
    """Yield the scores of each page, and what its first visit loads; print what costs it points."""
    program = tools.ready("chromium") / PROGRAM
    with chromium.served(site, tools.Compressed) as home:
        for page in pages(site):
            reports = [_run(program, home + page) for _ in range(RUNS)]
            scores = {name: _middle(reports, name) for name in CATEGORIES}
            for line in faults(reports[-1]):
                print(f"{page}: {line}")
            what = f"/{page} {', '.join(CATEGORIES)}"
            said = ", ".join(f"{score:.0f}" for score in scores.values())
            yield Row(what, f">= {LEAST}", said, min(scores.values()) >= LEAST)
            loaded = max(one["audits"]["total-byte-weight"]["numericValue"] for one in reports)
            if page.startswith(tuple(addresses.INSTITUTIONS[one] for one in LANGUAGES)):
                goal, met = f"<= {MOST_BYTES:,} B", loaded <= MOST_BYTES
                yield Row(f"/{page} first visit", goal, f"{loaded:,.0f} B", met)
            else:
                yield Row(f"/{page} first visit", "", f"{loaded:,.0f} B", None)


def pages(site: Path) -> Iterator[str]:
    """Yield the addresses to look at, in each language: the heaviest page where there are many."""
    by_kind = kinds.of(site)
    for language in LANGUAGES:
        yield addresses.HOME[language]
        yield by_kind[(*_parts(addresses.INSTITUTIONS[language]), "*")][-1]
        for section in (addresses.COMPARE[language], addresses.EXPLORE[language]):
            yield section
            yield by_kind[(*_parts(section), "*")][-1]


def faults(report: Report) -> Iterator[str]:
    """Yield what costs a page points: the name of the audit, what it found, and where first."""
    for category in report["categories"].values():
        for part in category["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                items = audit.get("details", {}).get("items", [])
                where = items[0].get("node", {}).get("selector", "") if items else ""
                found = audit.get("displayValue", "").replace("\u00a0", " ")
                yield " ".join(filter(None, [f"{part['id']}:", audit["title"], found, where]))


def _parts(address: str) -> tuple[str, ...]:
    return tuple(address.strip("/").split("/"))


def _middle(reports: list[Report], category: str) -> float:
    return statistics.median(round(100 * one["categories"][category]["score"]) for one in reports)


def _run(program: Path, address: str) -> Report:
    flags = "--headless=new" if os.geteuid() else "--headless=new --no-sandbox"
    command = ["node", program, address, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    environment = {**os.environ, "CHROME_PATH": chromium.program() or ""}
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise tools.BrokenError(f"Lighthouse failed on {address}: {ran.stderr.strip()[-500:]}")
    report: Report = json.loads(ran.stdout)
    if "runtimeError" in report:
        raise tools.BrokenError(f"{address}: {report['runtimeError']['message']}")
    return report
