"""consta serve: the built site on this machine, built again when its sources change."""

import argparse
import threading
from pathlib import Path

from scorers.cli import site_folder
from scorers.cli.country_choice import to_show
from scorers.paths import Place
from scorers.text import Text
from scorers.website import building, serving


LAST_PORT = 65_535
READY = Text(
    es="Consta está en http://127.0.0.1:{port}/ (Ctrl+C para terminar). "
    "Se reconstruye cuando cambian content/, theme/ o scorers/.",
    en="Consta is at http://127.0.0.1:{port}/ (Ctrl+C to end). "
    "It is rebuilt when content/, theme/ or scorers/ change.",
)
FAILED = Text(
    es="La construcción falló: se sigue mostrando el sitio anterior.",
    en="The build failed: the earlier site is still shown.",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument(
        "--port",
        type=_port,
        default=8000,
        metavar="N",
        help="0 to 65535 (default: 8000); 0 takes a free one",
    )
    parser.add_argument("--output", type=Path, metavar="DIR", help="which site (default: output/)")


def _port(words: str) -> int:
    if not words.isascii() or not words.isdigit() or int(words) > LAST_PORT:
        raise argparse.ArgumentTypeError(f'"{words}" is no port: write a number from 0 to 65535')
    return int(words)


def run(args: argparse.Namespace, place: Place) -> int:
    """Return 0 when the visitor has ended it."""
    first, *others = to_show(args, place, with_others=not args.country)
    output = site_folder.chosen(args, place)
    if not (output / "index.html").is_file():
        building.build(place, first, output, others)
    served = serving.server(output, args.port)
    stop = threading.Event()
    command = ["build", "--country", first.id, "--content", str(place.content)]
    command += ["--output", str(output), "--lang", args.lang, *(["--all"] if others else [])]

    def told(status: int) -> None:
        if status:
            print(FAILED[args.lang], flush=True)

    threading.Thread(
        target=serving.rebuild_on_change, args=(place, command, told, stop), daemon=True
    ).start()
    print(READY[args.lang].format(port=served.server_port), flush=True)
    try:
        served.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        stop.set()
        served.server_close()
    return 0
