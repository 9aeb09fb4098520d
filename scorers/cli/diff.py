"""consta diff: what changed between two editions, or changes under another method, and why."""

import argparse
import json
from dataclasses import replace
from textwrap import shorten
from typing import Any

from scorers import editions
from scorers import method as methods
from scorers.cli.country_choice import chosen
from scorers.country import Country
from scorers.editions import change, comparing
from scorers.editions.change import CAUSES, Change
from scorers.exceptions import EditionError
from scorers.method import Difference
from scorers.paths import Place
from scorers.records.frames import read_all
from scorers.text import Digits, Text


MOST_SHOWN = 60
MOST_DIFFERENCES = 20
LONGEST = 60
TITLE = Text(
    es="{country}: de {before} a {after}. Cambios: {count}, en {institutions} instituciones.",
    en="{country}: from {before} to {after}. Changes: {count}, of {institutions} institutions.",
)
CAUSED = Text(es="  {cause}: {count}", en="  {cause}: {count}")
HEADER = Text(es="institución|qué|antes|después|por", en="institution|what|before|after|because of")
ROWS = Text(
    es="filas nuevas {added}, corregidas {corrected}, vencidas {passed}",
    en="rows new {added}, corrected {corrected}, passed {passed}",
)
MORE = Text(
    es="y {count} cambios más; --csv o --json los dan todos",
    en="and {count} more changes; --csv or --json give them all",
)
METHOD = Text(es="método", en="method")
DIFFER = Text(
    es="Valores que difieren entre los archivos de los dos métodos: {count}",
    en="Values that differ between the files of the two methods: {count}",
)
MORE_DIFFER = Text(
    es="  y {count} más; --json los da todos", en="  and {count} more; --json gives them all"
)
ABSENT = Text(es="no está", en="not there")
RATINGS = {
    "rated": Text(es="calificada", en="rated"),
    "coverage": Text(es="sin calificar", en="not rated"),
    "required": Text(es="sin calificar", en="not rated"),
    "interval": Text(es="sin calificar", en="not rated"),
    "pillars": Text(es="sin calificar", en="not rated"),
    "measured": Text(es="medido", en="measured"),
    "absent": Text(es="obligatorio y no publicado", en="required and not disclosed"),
    "too_few": Text(es="muy pocos casos", en="too few cases"),
    "not_measured": Text(es="no medido", en="not measured"),
    "not_applicable": Text(es="no aplica", en="not applicable"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("before", metavar="A", help="the earlier edition, such as 2023")
    parser.add_argument(
        "after", metavar="B", nargs="?", help="the later one, such as 2024 or 2023-r2"
    )
    parser.add_argument(
        "--method",
        nargs=2,
        metavar=("FROM", "TO"),
        help="score the records of one edition by both methods: --method 1.0.0 1.1.0 2024",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON")
    form.add_argument("--csv", action="store_true", help="print CSV")


def run(args: argparse.Namespace, place: Place) -> int:
    """Print what changed; return 0.

    Raises:
        EditionError: One of the editions does not exist, or lacks its tables; or there are not two
            editions, or one and two methods, to compare.
        MethodError: One of the methods is missing or cannot be.
    """
    if (args.after is None) == (args.method is None):
        raise EditionError(
            "diff compares two editions, A and B, or one edition by two methods: "
            "consta diff 2023 2024, consta diff --method 1.0.0 1.1.0 2024"
        )
    country = chosen(args, place)
    before = editions.read(place, country.id, args.before)
    frames = read_all(country)
    differences: list[Difference] = []
    if args.method is None:
        after = editions.read(place, country.id, args.after)
        changes = comparing.compare(place, country, before, after, frames)
    else:
        earlier, later = args.method
        changes = comparing.under(place, country, before, (earlier, later), frames)
        differences = methods.differences(place.method(earlier), place.method(later))
        before, after = replace(before, method=earlier), replace(before, method=later)
    if args.json:
        facts = {
            "country": country.id,
            "before": {"edition": before.id, "revision": before.revision, "method": before.method},
            "after": {"edition": after.id, "revision": after.revision, "method": after.method},
            "causes": {name: {"es": text.es, "en": text.en} for name, text in CAUSES.items()},
            "methods": [vars(one) for one in differences],
            "changes": [_facts(one) for one in changes],
        }
        print(json.dumps(facts, ensure_ascii=False, indent=2, allow_nan=False))
    elif args.csv:
        print(change.changes_csv(changes), end="")
    else:
        sides = (
            [f"{one.id}, {METHOD[args.lang]} {one.method}" for one in (before, after)]
            if args.method
            else [before.id, after.id]
        )
        title = TITLE[args.lang].format(
            country=country.name[args.lang],
            before=sides[0],
            after=sides[1],
            count=len(changes),
            institutions=len({one.institution_id for one in changes}),
        )
        of_methods = _methods(differences, args.lang) if args.method else []
        told = [*of_methods, *_lines(country, changes, args.lang)]
        print("\n".join([title, *told]))
    return 0


def _methods(differences: list[Difference], language: str) -> list[str]:
    lines = [DIFFER[language].format(count=len(differences))]
    for one in differences[:MOST_DIFFERENCES]:
        was, now = (shorten(text, LONGEST, placeholder=" …") for text in (one.before, one.after))
        lines.append(f"  {one.where}: {was or ABSENT[language]} → {now or ABSENT[language]}")
    if len(differences) > MOST_DIFFERENCES:
        lines.append(MORE_DIFFER[language].format(count=len(differences) - MOST_DIFFERENCES))
    return lines


def _facts(one: Change) -> dict[str, Any]:
    return {**vars(one), "causes": list(one.causes)}


def _lines(country: Country, changes: list[Change], language: str) -> list[str]:
    lines = []
    for cause, name in CAUSES.items():
        count = sum(cause in one.causes for one in changes)
        if count:
            lines.append(CAUSED[language].format(cause=name[language], count=count))
    if not changes:
        return lines
    digits = Digits.of(country.locales[language])
    rows = [HEADER[language].split("|")]
    for one in changes[:MOST_SHOWN]:
        causes = ", ".join(CAUSES[cause][language] for cause in one.causes)
        counted = ROWS[language].format(
            added=one.rows_added, corrected=one.rows_corrected, passed=one.rows_passed
        )
        rows.append(
            [
                one.institution_id,
                one.id if one.part == one.id else f"{one.part} {one.id}",
                _side(one.state_before, one.score_before, digits, language),
                _side(one.state_after, one.score_after, digits, language),
                f"{causes} ({counted})",
            ]
        )
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines.append("")
    lines += [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    if len(changes) > MOST_SHOWN:
        lines.append(MORE[language].format(count=len(changes) - MOST_SHOWN))
    return lines


def _side(state: str, score: float | None, digits: Digits, language: str) -> str:
    if not state:
        return ABSENT[language]
    return RATINGS[state][language] if score is None else digits.write(score, 2)
