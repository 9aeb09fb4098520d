"""What a machine may ask for: JSON of every number, and the edition as a Data Package.

Every file says its method, edition, revision, licence and the hash of the inputs: JSON in a
`provenance` member, CSV (see `scorers.website.sheets`) in columns of the same names, the tables
themselves in datapackage.json.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import Any

from scorers.editions.book import ScoreBook
from scorers.method import Indicator
from scorers.records import reading, schema
from scorers.text import Text, languages
from scorers.website import addresses
from scorers.website.cards import Dealer
from scorers.website.views import Card


LICENCE = "CC-BY-4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
NUMBERS = ("value", "estimate", "count", "total", "score", "interval_low", "interval_high")
SPAN = ("seen_from", "seen_to")
KNOWN = ("state", *NUMBERS, *SPAN)
COVERAGE = ("measured_count", "applicable_count")
BOUNDS = ("score", "low", "high", "interval_low", "interval_high")


def provenance(book: ScoreBook) -> dict[str, str]:
    """Return what every file says of itself: country, edition, revision, method, hash, licence."""
    return {
        "country": book.country.id,
        "edition": book.edition.id,
        "revision": book.edition.revision,
        "method": book.edition.method,
        "inputs_sha256": book.inputs_hash,
        "licence": LICENCE,
    }


def institution_json(book: ScoreBook, card: Card) -> str:
    """Return one institution as JSON: who it is, its pillars, indicators and their rows."""
    known = itemgetter(*KNOWN)
    pillars = card.step.steps if card.step else ()
    words = {one.indicator.id: one.words for view in card.pillars for one in view.readings}
    return as_json(
        {
            "institution": card.row,
            "pillars": {
                step.id: {
                    **dict(zip(BOUNDS, _bounds(step.values), strict=True)),
                    **{name: step.values[name] for name in ("rated", *COVERAGE)},
                    "bands": step.values["bands"],
                    "missing": step.values["missing"],
                }
                for step in (*pillars, *([card.step] if card.step else []))
            },
            "indicators": {
                step.id: {
                    **dict(zip(KNOWN, known(step.values), strict=True)),
                    "unit": book.method.indicators[step.id].unit.en,
                    "self_reported": step.values["self_reported"],
                    "words": _both(words[step.id]) if step.id in words else None,
                    "beside": [_both(one) for one in step.beside],
                    "rows": step.row_ids,
                }
                for pillar in pillars
                for step in pillar.steps
            },
            "provenance": provenance(book),
        }
    )


def edition_json(book: ScoreBook) -> str:
    """Return the edition as JSON: its window, what is measured, and the digest of every input."""
    edition = book.edition
    states = book.indicators["state"]
    return as_json(
        {
            "edition": edition.id,
            "window": [edition.window_start.isoformat(), edition.window_end.isoformat()],
            "cut_off": edition.cut_off.isoformat(),
            "status": edition.status,
            "institutions": len(book.institutions),
            "scored": len(book.totals),
            "indicators": {
                indicator.id: {
                    "name": _both(indicator.name),
                    "pillar": indicator.pillar,
                    "weight": indicator.weight,
                    "states": {
                        str(state): int(count)
                        for state, count in sorted(
                            states.xs(indicator.id, level="indicator_id").value_counts().items()
                        )
                    },
                }
                for indicator in book.method.indicators.values()
            },
            "inputs": dict(book.inputs),
            "provenance": provenance(book),
        }
    )


def indicator_json(book: ScoreBook, dealer: Dealer, indicator: Indicator) -> str:
    """Return one indicator as JSON: the value and score of every institution with any cases."""
    return as_json(
        {
            "indicator": indicator.id,
            "unit": _both(indicator.unit),
            "values": [
                {name: row[name] for name in ("institution_id", *KNOWN)}
                for row in dealer.rows_of(indicator)
            ],
            "provenance": provenance(book),
        }
    )


def institutions_json(book: ScoreBook, dealer: Dealer) -> str:
    """Return all institutions as JSON, with the address of each card."""
    return as_json(
        {
            "institutions": [
                {**row, "card": addresses.institution_json(institution_id)}
                for institution_id, row in dealer.facts.institutions.items()
            ],
            "provenance": provenance(book),
        }
    )


def tables(book: ScoreBook) -> Iterator[tuple[str, bytes]]:
    """Yield every file of people's records as it stands, with its address below the edition."""
    for table in schema.tables(book.country).values():
        for path in reading.files(book.country, table):
            yield path.relative_to(book.country.folder).as_posix(), path.read_bytes()


def data_package(book: ScoreBook, files: Mapping[str, bytes]) -> str:
    """Return datapackage.json (Data Package v2) of the edition's folder.

    Args:
        book: The edition.
        files: The tables' files as `tables` yields them.
    """
    package = schema.descriptor(book.country)
    resources = []
    for resource in package["resources"]:
        paths = [
            path.relative_to(book.country.folder).as_posix()
            for path in reading.files(book.country, schema.tables(book.country)[resource["name"]])
        ]
        if not paths:
            continue  # a table without rows is no resource: the standard wants a path
        resource["path"] = paths if len(paths) > 1 else paths[0]
        if len(paths) == 1:
            content = files[paths[0]]
            resource["bytes"] = len(content)
            resource["hash"] = "sha256:" + hashlib.sha256(content).hexdigest()
        resources.append(resource)
    present = {resource["name"] for resource in resources} | {""}
    for resource in resources:
        keys = resource["schema"].get("foreignKeys", [])
        kept = [key for key in keys if key["reference"]["resource"] in present]
        resource["schema"].pop("foreignKeys", None)
        if kept:
            resource["schema"]["foreignKeys"] = kept
    package.update(
        {
            "name": f"consta-{book.country.id}-{book.edition.id}-{book.edition.revision}",
            "title": f"Consta, {book.country.name.en}, edition {book.edition.id}",
            "version": f"{book.edition.id}.{book.edition.revision}",
            "licenses": [{"name": LICENCE, "path": LICENCE_URL}],
            "provenance": provenance(book),
            "resources": resources,
        }
    )
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _bounds(row: Mapping[str, Any]) -> list[float | None]:
    """Return BOUNDS; the score and its interval are withheld where it is not rated."""
    return [row[name] if row["rated"] or name in {"low", "high"} else None for name in BOUNDS]


def _both(text: Text) -> dict[str, str]:
    return {language: text[language] for language in languages()}


def as_json(data: object) -> str:
    """Return JSON on one line, in the order given."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"
