"""Is the HTML of a sample of pages valid? The Nu HTML checker says, as it reads them from a server.

Read as files they would be held to break their own Content-Security-Policy: a file has no origin.
"""

import json
import subprocess
from collections import Counter
from collections.abc import Iterator
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
    pages = kinds.sample(site, SAMPLED)
    with chromium.served(site, tools.Compressed) as home:
        command = ["java", LOOPBACK, "-jar", checker, "--format", "json"]
        command += [home + page for page in pages]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        messages = json.loads(ran.stderr)["messages"]
    except ValueError as error:
        raise tools.BrokenError(f"the HTML checker failed: {ran.stderr.strip()[-500:]}") from error
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
