"""Prints how fast a pull and its re-parsing are, and what memory they take, for 1,000,000 rows.

A server on loopback gives pages of 1,000 invented requests, each with the long texts that portals
publish and that no row keeps. The system that reads them is the invented one of the tests. Parsing
and warcio's index of the same archive take turns: a machine is not equally fast all the time.
"""

import importlib.util
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import timing

from scorers import cli
from scorers.sources.systems import SYSTEMS


SIZES = (10_000, 1_000_000)
PAGE = 1_000
TURNS = 3
LEAST_ROWS = 20_000
MOST_MB = 300
MOST_RATIO = 3.0
FANTASIA = timing.ROOT / "tests" / "data" / "fantasia"
INVENTED = timing.ROOT / "tests" / "sources" / "systems" / "invented.py"
NAMES = "key,name,institution_id\n0,,ministerio-de-las-nubes\n1,,consejo-del-reloj\n"
SOURCE = """
[[source]]
id = "ask"
system = "invented"
address = "http://127.0.0.1:{port}"
is_private = true
pace_seconds = 0
every = "week"
publisher = "Invented"
licence = "CC0"
outcomes = {{ done = "released" }}
"""
WORDS = [f"palabra{number}" for number in range(5_000)]


def main() -> int:
    """Return 0 where pulling and parsing again are fast and small enough."""
    runs = {size: _measure(size) for size in SIZES}
    most = max(run.peak_mb for pulled, again, _ in runs.values() for run in (pulled, *again))
    _, again, indexed = runs[SIZES[-1]]
    offline, index = (statistics.median(run.seconds for run in of) for of in (again, indexed))
    peaks = ", ".join(f"{runs[size][0].peak_mb:.0f} MB for {size:,}" for size in SIZES)
    return timing.finish(
        [
            timing.Row(
                what="peak memory of a pull",
                goal=f"< {MOST_MB} MB",
                result=peaks,
                met=most < MOST_MB,
            ),
            timing.Row(
                what=f"consta pull --offline, {SIZES[-1]:,} rows",
                goal=f">= {LEAST_ROWS:,} rows a second",
                result=f"{SIZES[-1] / offline:,.0f} rows a second ({offline:.1f} s)",
                met=SIZES[-1] / offline >= LEAST_ROWS,
            ),
            timing.Row(
                what="the same / warcio index of its archive",
                goal=f"<= {MOST_RATIO:.0f} times",
                result=f"{offline / index:.2f} times (index {index:.1f} s)",
                met=offline / index <= MOST_RATIO,
            ),
        ]
    )


def _measure(size: int) -> tuple[timing.Run, list[timing.Run], list[timing.Run]]:
    """Return a pull, the same from its archive in turns with warcio's index of it."""
    with timing.scratch() as folder:
        shutil.copytree(FANTASIA, folder / "content" / "fantasia")
        (folder / "pelican.conf.py").touch()
        names = folder / "content" / "fantasia" / "names"
        names.mkdir()
        (names / "ask.csv").write_text(NAMES, encoding="utf-8")
        server = subprocess.Popen(
            [sys.executable, __file__, "serve", str(size)], stdout=subprocess.PIPE, text=True
        )
        try:
            port = server.stdout.readline().strip() if server.stdout else ""
            sources = folder / "content" / "fantasia" / "sources.toml"
            sources.write_text(SOURCE.format(port=port), encoding="utf-8")
            consta = [sys.executable, __file__, "pull", str(folder)]
            pulled = timing.run(consta)
        finally:
            server.terminate()
            server.wait()
        archive = sorted((folder / "archive").rglob("*.warc.gz"))
        warcio = Path(sys.executable).with_name("warcio")
        again, indexed = [], []
        for turn in range(TURNS):
            timing.progress(f"{size:,} rows, turn {turn + 1} of {TURNS}")
            again.append(timing.run([*consta, "--offline"]))
            indexed.append(timing.run([warcio, "index", *archive]))
        return pulled, again, indexed


def _serve(size: int) -> None:
    """Print the port and serve pages until stopped."""
    chance = random.Random(1)  # noqa: S311 - invented words
    texts = [" ".join(chance.choices(WORDS, k=40)) for _ in range(997)]

    class Pages(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            start = self.path.partition("offset=")[2]
            numbers = range(int(start), min(size, int(start) + PAGE)) if start else range(0)
            items = [_item(number, texts) for number in numbers]
            body = json.dumps({"total": size, "results": items}).encode()
            self.send_response(200 if start else 404)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    print(server.server_address[1], flush=True)
    server.serve_forever()


def _item(number: int, texts: list[str]) -> dict[str, object]:
    return {
        "id": number,
        "body": number % 2,
        "body_name": "",
        "state": "done",
        "filed": f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}",
        "answered": f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}",
        "subject": texts[number % len(texts)],
        "answer": texts[number * 7 % len(texts)],
    }


def _pull(folder: str, words: list[str]) -> int:
    spec = importlib.util.spec_from_file_location("invented", INVENTED)
    if spec is None or spec.loader is None:
        return 2
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.PAGE = PAGE  # type: ignore[attr-defined]
    SYSTEMS["invented"] = module  # type: ignore[assignment]
    content = f"{folder}/content"
    return cli.main(["pull", "ask", "--content", content, "--country", "fantasia", *words])


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["serve", size]:
            _serve(int(size))
        case ["pull", folder, *words]:
            os.chdir(folder)
            sys.exit(_pull(folder, words))
        case _:
            sys.exit(main())
