"""Checks of people's data: every problem with its place, what is expected and how to write it.

A check is one file, `check_*.py`, with its `RULES` (codes with their words in both languages) and
its code; it is registered below, in the order in which it speaks. Checks never raise on what they
find, change nothing, and never see each other.
"""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from scorers.checks import (
    check_addresses,
    check_circles,
    check_counts,
    check_days,
    check_duplicates,
    check_files,
    check_formulas,
    check_header,
    check_hidden_characters,
    check_limits,
    check_markup,
    check_missing_words,
    check_order,
    check_outcomes,
    check_patterns,
    check_personal_data,
    check_references,
    check_repeats,
    check_required,
    check_spaces,
    check_types,
    check_words,
    known,
    targets,
)
from scorers.checks.judging import Checks, Judge
from scorers.checks.problem import Finding
from scorers.checks.report import Collector, Report
from scorers.checks.targets import Target
from scorers.country import Country
from scorers.exceptions import ContentError
from scorers.records import schema
from scorers.records.schema import Table


CHECKS = Checks(
    cells=(
        (
            check_missing_words.check,
            check_formulas.check,
            check_hidden_characters.check,
            check_spaces.check,
            check_types.check,
            check_days.check,
            check_words.check,
            check_patterns.check,
            check_addresses.check,
            check_references.check,
            check_limits.check,
        ),
        (check_personal_data.check,),
        (check_markup.check,),
    ),
    rows=(check_required.check, check_order.check, check_outcomes.check, check_counts.check),
    tables=(check_duplicates.Check, check_repeats.Check, check_circles.Check),
)
RULES = tuple(
    rule
    for module in (
        check_files, check_header, check_required, check_missing_words, check_formulas,
        check_hidden_characters, check_spaces, check_types, check_days, check_words,
        check_patterns, check_addresses, check_references, check_limits, check_personal_data,
        check_markup, check_order, check_outcomes, check_counts, check_duplicates, check_repeats,
        check_circles,
    )
    for rule in module.RULES
)  # fmt: skip


def check(
    country: Country,
    files: Iterable[Path] | None = None,
    *,
    today: date,
    base: Path,
    count_rows: Callable[[int], object] = int,
) -> Report:
    """Return every problem of a country's tables, or of named files alone.

    Args:
        country: Whose tables they are.
        files: The files to judge, None for all. References and shared ids are held against all
            tables even then.
        today: The last day on which anything can have happened.
        base: Paths below this folder are shown without it.
        count_rows: Told the number of rows of every chunk as it is read.

    Raises:
        ContentError: A named file does not exist, or a file cannot be opened.
    """
    tables = schema.tables(country)
    everything = targets.everything(country, tables)
    judged = everything if files is None else targets.named(country, tables, files)
    collector = Collector(country=country, base=base, files=len(judged))

    def count(rows: int) -> None:
        collector.rows += rows
        count_rows(rows)

    try:
        may, refused = _sorted_out([*everything, *judged], country.folder, list(tables))
        lost = [target for target in everything if target.path in refused]
        for target in judged:
            for finding in refused.get(target.path, ()):
                collector.add(target.path, finding)
        whole = {name for name, table in tables.items() if not _of(table, lost)}
        ids = known.ids(tables, {name: _of(tables[name], may) for name in whole})
        told = known.Known(country=country, today=today, ids=ids)
        named = {target.path for target in judged}
        for table in tables.values():
            paths = _of(table, may)
            judge = Judge(table=table, known=told, checks=CHECKS)
            # Files that are not judged come first: a new row is at fault, not the one it repeats.
            for path in paths:
                if path not in named:
                    judge.remember(path)
            for path in paths:
                if path in named:
                    for finding in judge.file(path, count):
                        collector.add(path, finding)
            for finding in judge.close():
                if finding.path in named:
                    collector.add(finding.path, finding)
    except OSError as error:
        raise ContentError(f"{error.filename}: cannot be read: {error.strerror}") from error
    return collector.report()


def _sorted_out(
    all_targets: Iterable[Target], folder: Path, names: list[str]
) -> tuple[list[Target], dict[Path, list[Finding]]]:
    """Return the files that may be opened as a table, by path, and why the others may not."""
    refused: dict[Path, list[Finding]] = {}
    may: list[Target] = []
    by_path = {target.path: target for target in all_targets}
    for path, target in sorted(by_path.items(), key=lambda pair: pair[0].as_posix()):
        if findings := list(check_files.before(path, folder)):
            refused[path] = findings
        elif target.table is None:
            refused[path] = [check_files.homeless(path, names)]
        else:
            may.append(target)
    return may, refused


def _of(table: Table, all_targets: Iterable[Target]) -> list[Path]:
    return [
        target.path for target in all_targets if target.table and target.table.name == table.name
    ]
