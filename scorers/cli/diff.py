"""consta diff: what changed between two editions, and why."""

import argparse
import json
from typing import Any

from scorers import editions
from scorers.cli.country_choice import chosen
from scorers.country import Country
from scorers.editions import comparing
from scorers.editions.comparing import CAUSES, Change
from scorers.paths import Place
from scorers.records.frames import read_all
from scorers.text import Digits, Text


MOST_SHOWN = 60
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
OUTSIDE = Text(es="no está", en="not there")
MORE = Text(
    es="y {count} cambios más; --csv o --json los dan todos",
    en="and {count} more changes; --csv or --json give them all",
)
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
    parser.add_argument("after", metavar="B", help="the later one, such as 2024 or 2023-r2")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON")
    form.add_argument("--csv", action="store_true", help="print CSV")


def run(args: argparse.Namespace, place: Place) -> int:
    """Print what changed; return 0.

    Raises:
        EditionError: One of the editions does not exist, or lacks its tables.
    """
    country = chosen(args, place)
    before, after = (editions.read(place, country.id, one) for one in (args.before, args.after))
    changes = comparing.compare(place, country, before, after, read_all(country))
    if args.json:
        facts = {
            "country": country.id,
            "before": {"edition": before.id, "revision": before.revision, "method": before.method},
            "after": {"edition": after.id, "revision": after.revision, "method": after.method},
            "causes": {name: {"es": text.es, "en": text.en} for name, text in CAUSES.items()},
            "changes": [_facts(one) for one in changes],
        }
        print(json.dumps(facts, ensure_ascii=False, indent=2, allow_nan=False))
    elif args.csv:
        print(comparing.changes_csv(changes), end="")
    else:
        title = TITLE[args.lang].format(
            country=country.name[args.lang],
            before=before.id,
            after=after.id,
            count=len(changes),
            institutions=len({one.institution_id for one in changes}),
        )
        print("\n".join([title, *_lines(country, changes, args.lang)]))
    return 0


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
        return OUTSIDE[language]
    return RATINGS[state][language] if score is None else digits.write(score, 2)
