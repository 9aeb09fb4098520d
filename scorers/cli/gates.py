"""`consta gates`: says whether an edition holds what it must before it is released."""

import argparse
import json
import sys

import numpy as np
from tqdm import tqdm

from scorers import editions
from scorers.cli import score_facts
from scorers.cli.country_choice import chosen
from scorers.editions import ScoreBook
from scorers.editions import gates as gating
from scorers.editions.gates import Gate, gates
from scorers.editions.robustness import facts, gate_facts
from scorers.editions.scoring import drawn_again
from scorers.editions.sensitivity import Sensitivity, sensitivity, varied_by
from scorers.editions.supposing import parts_rated
from scorers.editions.trees import TOTAL
from scorers.paths import Place
from scorers.text import Digits, Text


MOST_SHOWN = 10
TITLE = Text(
    es="{country}: edición {edition}, revisión {revision}, método {method}",
    en="{country}: edition {edition}, revision {revision}, method {method}",
)
VARIED = Text(
    es="Supuestos del método {version}; {draws} sorteos, semilla {seed}.",
    en="Assumptions of method {version}; {draws} draws, seed {seed}.",
)
UNKNOWN = Text(
    es="Sin variar, por falta de un segundo valor: {names}.",
    en="Not varied, for want of a second value: {names}.",
)
HEADER = Text(
    es="requisito|parte|hallado|límite|resultado|nota", en="gate|part|found|limit|result|note"
)
STATES = {
    gating.PASSED: Text(es="cumple", en="passed"),
    gating.FAILED: Text(es="NO CUMPLE", en="FAILED"),
    gating.NOT_APPLICABLE: Text(es="no aplica", en="not applicable"),
}
WHOLE = {TOTAL: Text(es="total", en="total")}
MORE = Text(es="y {count} más; --json los da todos", en="and {count} more; --json gives them all")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("edition", metavar="EDITION", help="a folder of editions/, such as 2024")
    parser.add_argument(
        "--json", action="store_true", help="print JSON, with all that the gates rest on"
    )


def run(args: argparse.Namespace, place: Place) -> int:
    """Print a line a gate; return 1 if any failed, else 0.

    Raises:
        EditionError: There is no such edition, or a frozen one is not whole.
    """
    country = chosen(args, place)
    book = editions.published(place, country, editions.read(place, country.id, args.edition))
    book = drawn_again(place, book)
    varied = varied_by(place, book.method)
    found = None
    if varied:
        count = int(np.any([*parts_rated(book).values()], axis=0).sum())
        with tqdm(total=count, delay=1, disable=None, leave=False, file=sys.stderr) as bar:
            found = sensitivity(book, varied, told=bar.update)
    checked = gates(place, country, book, varied, found)
    if args.json:
        told = {
            **score_facts.edition(book),
            "gates": [gate_facts(gate) for gate in checked],
            "sensitivity": facts(found) if found else None,
        }
        print(json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False))
    else:
        print("\n".join(_lines(book, checked, found, args.lang)))
    return int(any(gate.state == gating.FAILED for gate in checked))


def _lines(
    book: ScoreBook, checked: list[Gate], found: Sensitivity | None, language: str
) -> list[str]:
    digits = score_facts.digits(book, language)
    shown = [
        TITLE[language].format(
            country=book.country.name[language],
            edition=book.edition.id,
            revision=book.edition.revision,
            method=book.method.version,
        )
    ]
    if found is not None:
        draws = digits.write(found.draws)
        shown.append(VARIED[language].format(version=found.version, draws=draws, seed=found.seed))
        names = ", ".join(found.unknown[name][language] for name in found.unknown)
        shown += [UNKNOWN[language].format(names=names)] if names else []
    rows = [HEADER[language].split("|")]
    for gate in checked:
        least = ("≥" if gate.at_least else "≤") if gate.limit is not None else ""
        rows.append(
            [
                gate.name[language],
                WHOLE[gate.part][language] if gate.part in WHOLE else gate.part,
                _number(gate, gate.found, digits),
                f"{least} {_number(gate, gate.limit, digits)}".strip(),
                STATES[gate.state][language],
                gate.said[language],
            ]
        )
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    shown.append("")
    for row, details in zip(rows, [(), *(gate.details for gate in checked)], strict=True):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        shown.append("  ".join(cells).rstrip())
        shown += [f"  {detail}" for detail in details[:MOST_SHOWN]]
        if len(details) > MOST_SHOWN:
            shown.append("  " + MORE[language].format(count=len(details) - MOST_SHOWN))
    return shown


def _number(gate: Gate, number: float | None, digits: Digits) -> str:
    if number is None:
        return ""
    if gate.form == gating.SHARE:
        return f"{digits.write(100 * number, 1)} %"
    return digits.write(number, 0 if gate.form == gating.COUNT else 2)
