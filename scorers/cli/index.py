"""`consta index`: computes an index that a file declares, from a table of anyone's units."""

import argparse
import sys
from pathlib import Path
from typing import Any

from scorers.cli import index_files
from scorers.cli.index_files import Table, cells
from scorers.exceptions import ValuesError
from scorers.index import compute as computing
from scorers.index.compute import Array, Computed, Notice, compute
from scorers.index.importance import importance
from scorers.index.ranks import rank
from scorers.index.robustness import removed, spread
from scorers.index.tree import Tree
from scorers.text import Text


NEEDS_NO_CHECKOUT = True
SPREAD = ("mean", "p05", "p50", "p95")
MOST_NAMED = 3
WARNING = Text(es="aviso", en="warning")
NOTICES = {
    computing.ALL_MISSING: Text(
        es='el indicador "{id}" no tiene ningún valor', en='indicator "{id}" has no value at all'
    ),
    computing.NO_RANGE: Text(
        es='el indicador "{id}" queda en blanco: sus valores son todos iguales, hay uno solo o la '
        "meta no está más allá del peor",
        en='indicator "{id}" is left blank: its values are all alike, there is only one, or the '
        "target is not beyond the worst",
    ),
    computing.NOTHING_KNOWN: Text(
        es='"{id}" queda en blanco donde no hay ningún valor: {units}',
        en='"{id}" is left blank where there is no value at all: {units}',
    ),
    computing.NO_ROOT: Text(
        es='"{id}" queda en blanco donde falta demasiado: {units}',
        en='"{id}" is left blank where too much is missing: {units}',
    ),
}
MORE = Text(es="{named} y {count} más", en="{named} and {count} more")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("method", type=Path, metavar="METHOD.toml", help="the tree of the index")
    parser.add_argument(
        "values", type=Path, metavar="VALUES.csv", help="a row a unit, a column an indicator"
    )
    parser.add_argument("--output", type=Path, metavar="FILE", help="default: print")
    parser.add_argument("--ranks", action="store_true", help="add the rank in every node")
    parser.add_argument(
        "--draws", type=_draws, metavar="N", help="add what noise of 25 %% in weights does"
    )
    parser.add_argument("--seed", type=_count, default=1, metavar="S", help="of the draws (1)")
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument(
        "--remove", type=int, metavar="LEVEL", help="ranks without each of a level (1: indicators)"
    )
    instead.add_argument("--importance", action="store_true", help="weights and correlation ratios")


def run(args: argparse.Namespace, _place: object) -> int:
    """Write the table that is asked for as CSV, and what came out missing on stderr; return 0.

    Raises:
        TreeError: The file of the tree cannot be read, or its tree cannot be.
        ValuesError: The values cannot be read, no index can be made of them, or options do not fit.
    """
    tree = index_files.read_tree(args.method)
    _check(args, tree)
    table = index_files.read_values(args.values, tree)
    try:
        computed = compute(tree, table.units, table.values)
        header, columns = _asked(args, tree, table, computed)
    except ValuesError as error:
        raise ValuesError(f"{args.values}: {error}") from error
    for notice in computed.notices:
        print(f"consta: {WARNING[args.lang]}: {_said(notice, table, args.lang)}", file=sys.stderr)
    index_files.write(args.output, header, zip(*columns, strict=True))
    return 0


def _count(words: str) -> int:
    if not (words.isascii() and words.isdigit()):
        raise argparse.ArgumentTypeError(f'"{words}" is not a whole number from 0 up')
    return int(words)


def _draws(words: str) -> int:
    count = _count(words)
    if not count:
        raise argparse.ArgumentTypeError("0 draws say nothing: write 1 or more")
    return count


def _check(args: argparse.Namespace, tree: Tree) -> None:
    own = "--importance" if args.importance else "--remove" if args.remove is not None else ""
    if own and (args.ranks or args.draws):
        raise ValuesError(f"{own} writes a table of its own; ask for --ranks and --draws without")
    highest = tree.levels[tree.root] - 1
    if args.remove is not None and not 1 <= args.remove <= highest:
        raise ValuesError(f"--remove {args.remove}: the levels below the root are 1 to {highest}")
    read = {args.method.resolve(), args.values.resolve()}
    if args.output is not None and args.output.resolve() in read:
        raise ValuesError(f"{args.output}: is read from, so it is not written over")


def _asked(
    args: argparse.Namespace, tree: Tree, table: Table, computed: Computed
) -> tuple[list[str], list[list[Any]]]:
    """Return the header and the columns of the table that is asked for."""
    if args.remove is not None:
        changes = dict(removed(tree, table.units, computed, args.remove))
        return ["id", "mean_absolute_rank_change"], [[*changes], cells([*changes.values()])]
    if args.importance:
        found = [*importance(tree, computed)]
        return ["id", "nominal_weight", "effective_weight", "correlation_ratio"], [
            [one.id for one in found],
            cells([one.nominal for one in found]),
            cells([one.effective for one in found]),
            cells([one.correlation_ratio for one in found]),
        ]
    header = [table.unit, *computed.scores]
    columns = [[*table.units], *(cells(scores) for scores in computed.scores.values())]
    if args.ranks:
        for node in tree.nodes:
            header.append(f"{node.id}_rank")
            columns.append(_ranks(rank(computed.scores[node.id])))
    if args.draws:
        spreads = spread(tree, table.units, computed, args.draws, args.seed)
        for what, one in zip(("score", "rank"), spreads, strict=True):
            header += [f"{tree.root}_{what}_{word}" for word in SPREAD]
            columns += [cells(numbers) for numbers in (one.mean, *one.quantiles)]
    for name in header:
        if header.count(name) > 1:
            raise ValuesError(f'there would be two columns "{name}"; give one another name')
    return header, columns


def _ranks(ranks: Array) -> list[Any]:
    return [None if number is None else int(number) for number in cells(ranks)]


def _said(notice: Notice, table: Table, language: str) -> str:
    units = ", ".join(table.units[place] for place in notice.units[:MOST_NAMED])
    if len(notice.units) > MOST_NAMED:
        units = MORE[language].format(named=units, count=len(notice.units) - MOST_NAMED)
    return NOTICES[notice.kind][language].format(id=notice.id, units=units)
