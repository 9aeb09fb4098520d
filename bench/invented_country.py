"""An invented country of any size, made from the default country's shapes.

Each invented institution takes the rows of a real one, drawn by a seeded lot, under a name and an
id that say that it is invented. So its pages weigh what real pages weigh, and the country is good
for nothing but measuring.
"""

import csv
import random
import re
import shutil
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import timing

from scorers import country
from scorers.records import schema


COUNTRY = "invented"
SEED = 20_240_101
BLANK = ("parent_id", "successor_id", "short_name", "website_url")
NAMED = 7
ANSWERS = (
    {"answered_on": "2024-03-05", "delivered_on": "2024-03-05", "outcome": "released"},
    {"answered_on": "2024-05-20", "delivered_on": "2024-05-20", "outcome": "partly_released"},
    {"outcome": "no_answer"},
)


def write(model: Path, content: Path, institutions: int, requests: int = 0) -> None:
    """Write a content folder with the method files and one country of so many institutions.

    Args:
        model: The folder of the country whose shapes are taken, beside method/.
        content: The folder to write; must not exist.
        institutions: How many; the country's programme names the first few.
        requests: How many each of them gets, one after the other answered in time, late and not.
    """
    shutil.copytree(model.parent / "method", content / "method")
    folder = content / COUNTRY
    skipped = shutil.ignore_patterns(
        "institutions.csv", "records", "replies", "scores.csv", "evidence.csv"
    )
    shutil.copytree(model, folder, ignore=skipped)
    header, rows = read(model / "institutions.csv")
    official = set(header[header.index("successor_id") + 1 :])
    lot = random.Random(SEED)  # noqa: S311 - a fair draw, no secret
    drawn = {f"invented-{number:05d}": lot.choice(rows) for number in range(institutions)}
    write_rows(
        folder / "institutions.csv",
        header,
        (
            {**row, **dict.fromkeys((*BLANK, *official), "")}
            | {
                "institution_id": new,
                "name_es": f"Institución inventada {new[-5:]}",
                "name_en": f"Invented institution {new[-5:]}",
            }
            for new, row in drawn.items()
        ),
    )
    _country_file(folder / "country.toml", list(drawn)[:NAMED])
    owners = {new: row["institution_id"] for new, row in drawn.items()}
    for path in sorted((model / "records").rglob("*.csv")):
        _records(path, folder / "records" / path.relative_to(model / "records"), owners)
    if requests:
        _requests(folder / "records" / "requests" / "invented.csv", drawn, requests)
    for path in sorted((folder / "editions").glob("*/edition.toml")):
        _freeze(path, content)


def model() -> Path:
    """Return the folder of the default country, whose shapes are taken."""
    for path in sorted((timing.ROOT / "content").glob("*/country.toml")):
        if "\ndefault = true" in path.read_text(encoding="utf-8"):
            return path.parent
    raise timing.ProcessError("no country of content/ says default = true in its country.toml")


def _freeze(path: Path, content: Path) -> None:
    """Freeze an edition with the invented scores: its file still has the real country's hashes."""
    text = path.read_text(encoding="utf-8")
    text = text[: text.index("[inputs]")].replace('status = "frozen"', 'status = "open"')
    path.write_text(text, encoding="utf-8")
    command = [*timing.CONSTA, "freeze", path.parent.name, "--content", content]
    timing.run([*command, "--country", COUNTRY])


def _country_file(path: Path, programme: Sequence[str]) -> None:
    text = path.read_text(encoding="utf-8")
    named = ", ".join(f'"{institution}"' for institution in programme)
    text = re.sub(r'^id = "[^"]*"', f'id = "{COUNTRY}"', text, count=1, flags=re.MULTILINE)
    text = re.sub(r"^programme = \[[^\]]*\]", f"programme = [{named}]", text, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")


def _records(source: Path, target: Path, owners: dict[str, str]) -> None:
    header, rows = read(source)
    if "institution_id" not in header:
        write_rows(target, header, rows)
        return
    of_owner: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        of_owner[row["institution_id"]].append(row)
    key = header[0]
    others = {name: "" for name in header if name == "transferred_to"}
    write_rows(
        target,
        header,
        (
            {**row, "institution_id": new, key: f"{new}-{source.stem}-{number}", **others}
            for new, owner in owners.items()
            for number, row in enumerate(of_owner.get(owner, ()))
        ),
    )


def _requests(path: Path, institutions: Iterable[str], count: int) -> None:
    columns = list(schema.tables(country.read(path.parents[2]))["requests"].columns)
    write_rows(
        path,
        columns,
        (
            dict.fromkeys(columns, "")
            | {
                "request_id": f"{institution}-{number}",
                "institution_id": institution,
                "filed_on": f"2024-02-{1 + number % 28:02d}",
                "topic": f"invented topic {number}",
            }
            | ANSWERS[number % len(ANSWERS)]
            for institution in institutions
            for number in range(count)
        ),
    )


def read(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """Return the header and the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        return list(reader.fieldnames or ()), list(reader)


def write_rows(path: Path, header: Sequence[str], rows: Iterable[dict[str, str]]) -> None:
    """Write a CSV file, and the folder that it is in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
