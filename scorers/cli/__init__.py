"""What a person types; the only place that prints.

Exit status: 0 fine, 1 problems in the data, 2 cannot run. Each command is one module with `HELP`
(a line), `add_arguments(parser)` and `run(args, place)`.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from scorers import paths
from scorers.cli import build, check, pull, score, serve
from scorers.exceptions import ConstaError
from scorers.text import LANGUAGES


COMMANDS = {
    "pull": pull,
    "check": check,
    "score": score,
    "build": build,
    "serve": serve,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Return the exit status of `consta` with these arguments."""
    args = _parser().parse_args(argv)
    try:
        place = paths.find(Path.cwd(), args.content)
        status: int = COMMANDS[args.command].run(args, place)
    except ConstaError as error:
        print(f"consta: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader, such as `head`, has gone: nothing is left to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("consta: stopped", file=sys.stderr)
        return 130
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="consta", description="Scorecards of public institutions, from records to a site."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, module in COMMANDS.items():
        command = commands.add_parser(name, help=module.HELP, description=module.HELP)
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
