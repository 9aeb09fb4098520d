"""Is the HTML of a sample of pages valid? The Nu HTML checker says, as it reads them from a server.

Read as files they would be held to break their own Content-Security-Policy: a file has no origin.
"""

import json
import subprocess
from collections import Counter
from collections.abc import Iterator
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

from bench.timing import Row
from scorers.website import addresses
from tests import chromium, kinds
from tests.audit import tools


SAMPLED = 300
CHECKER = Path("vnu-jar/build/dist/vnu.jar")
LOOPBACK = "-Dnu.validator.servlet.allow-forbidden-hosts=true"  # else it reads no 127.0.0.1
# What the checker warns of and is meant so, and why.
ACCEPTED = {
    "The “list” role is unnecessary for element “ul”.": "Safari takes one without markers for none",
}


def rows(site: Path) -> Iterator[Row]:
    """Yield how many errors and warnings there are, after printing where each stands."""
    checker = tools.ready("java") / CHECKER
    pages = sample(site, SAMPLED)
    with chromium.served(site, tools.Compressed) as home:
        command = ["java", LOOPBACK, "-jar", checker, "--format", "json"]
        command += [home + page for page in pages]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        messages = json.loads(ran.stderr)["messages"]
    except ValueError as error:
        raise tools.AuditError(f"the HTML checker failed: {ran.stderr.strip()[-500:]}") from error
    faults = [one for one in messages if one["message"] not in ACCEPTED]
    for one in faults:
        print(described(one, site, home))
    # A warning has a type of its own only below "info"; all else is an error or a failure.
    found = Counter("warning" if one["type"] == "info" else "error" for one in faults)
    for severity in ("error", "warning"):
        what = f"{severity}s in the HTML of {len(pages)} pages"
        yield Row(what, "0", str(found[severity]), not found[severity])
    for message, why in ACCEPTED.items():
        count = sum(one["message"] == message for one in messages)
        yield Row(f"accepted: {message}", "", f"{count} ({why})", None)


def described(message: dict[str, Any], site: Path, home: str) -> str:
    """Return one message of the checker, after the file, line and column that it is about."""
    path = site / addresses.file(message["url"].removeprefix(home)) if "url" in message else site
    line = message.get("firstLine", message.get("lastLine", 0))
    column = message.get("firstColumn", message.get("lastColumn", 0))
    severity = message.get("subType", message["type"])
    return f"{path}:{line}:{column}: {severity}: {message['message']}"


def sample(site: Path, size: int) -> list[str]:
    """Return as many addresses of pages: of each kind, language and country one, then another.

    Of each kind come the lightest and the heaviest page first, then those between, evenly.
    """
    turns = [["", "404.html"]]
    for folder in [site, *(one.parent for one in sorted(site.glob("*/es")))]:
        above = "" if folder == site else f"{folder.name}/"
        turns += [
            [above + pages[place] for place in spread(len(pages), size)]
            for pages in kinds.of(folder).values()
        ]
    rounds = chain.from_iterable(zip_longest(*turns))
    return [page for page in rounds if page is not None][:size]


def spread(length: int, most: int) -> list[int]:
    """Return places in a list: both ends, the middle, the middles of those halves, and so on."""
    last, parts = length - 1, 1
    found = dict.fromkeys([0, last])
    while len(found) < min(most, length):
        parts *= 2
        found |= dict.fromkeys(last * part // parts for part in range(1, parts, 2))
    return list(found)[:most]
