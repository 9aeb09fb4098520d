"""What a person types; the only place that prints.

Exit status: 0 fine, 1 problems in the data, 2 cannot run. Each command is one module of this
package with `add_arguments(parser)` and `run(args, place)`; only the one that is asked for is
loaded, since what a command stands on can take longer to load than the command to run.
"""

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scorers import paths
from scorers.exceptions import ConstaError
from scorers.text import LANGUAGES, Text


COMMANDS = {
    "pull": "read the sources of sources.toml into our tables",
    "evidence": "give the archived body of a document, or hash all again",
    "visit": "open known addresses again: still there, and how?",
    "match": "propose what the names of a source mean",
    "check": "say what is wrong with the tables, and how to write it",
    "tally": "count requests that are alike, from CSV or Parquet",
    "score": "score an edition and print a summary",
    "compare": "say who is ahead of whom, as far as that can be said",
    "gates": "say whether an edition holds what it must to be released",
    "freeze": "freeze an edition, or write a new revision of one",
    "reproduce": "compute frozen editions again and compare every byte",
    "explain": "tell where a score comes from, down to the rows",
    "cite": "print how to cite an edition, a card or a number",
    "diff": "say what changed between two editions, and why",
    "index": "compute an index of anything from a tree and a table",
    "words": "list what can be translated, and what is not",
    "build": "build the site of a country into output/",
    "serve": "open the site on this machine, and rebuild it on changes",
}


STOPPED = Text(
    es="detenido; lo que había queda como estaba", en="stopped; what was there stays as it was"
)


def main(argv: Sequence[str] | None = None) -> int:
    """Return the exit status of `consta` with these arguments."""
    words = list(sys.argv[1:] if argv is None else argv)
    command = words[0] if words and words[0] in COMMANDS else None
    gc.disable()  # loading makes a great many objects and nothing to collect
    module = importlib.import_module(f"scorers.cli.{command}") if command else None
    gc.freeze()  # what is loaded stays to the end: it need not be gone through again and again
    gc.enable()
    args = _parser(command, module).parse_args(words)
    try:
        stands_alone = getattr(module, "NEEDS_NO_CHECKOUT", False)
        place = None if stands_alone else paths.find(Path.cwd(), args.content)
        status: int = module.run(args, place) if module else 2
    except ConstaError as error:
        print(f"consta: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader, such as `head`, has gone: nothing is left to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print(f"consta: {STOPPED[args.lang]}", file=sys.stderr)
        return 130
    return status


def _parser(chosen: str | None, module: Any) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="consta",
        usage="consta [-h] COMMAND ...",
        description="Scorecards of public institutions, from records to a site.",
        add_help=False,  # the usage shows it: all commands on one screen are worth more
    )
    parser.add_argument("-h", "--help", action="help", help=argparse.SUPPRESS)
    # The dots make room for the longest command on one line, and all of them for one screen.
    commands = parser.add_subparsers(
        prog="consta", dest="command", required=True, metavar="COMMAND ..."
    )
    for name in [chosen] if chosen else COMMANDS:
        purpose = COMMANDS[name]
        command = commands.add_parser(name, help=purpose, description=purpose)
        if chosen is None:
            continue
        command.add_argument(
            "--country", metavar="ID", help="a folder of content/ (default: the default country)"
        )
        command.add_argument("--content", type=Path, metavar="DIR", help="another content folder")
        command.add_argument(
            "--lang",
            choices=LANGUAGES,
            default=_language(),
            help="language of messages (default: the system's, else en)",
        )
        module.add_arguments(command)
    return parser


def _language() -> str:
    """Return es where the system speaks Spanish, else en."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "es" if spoken.startswith("es") else "en"
