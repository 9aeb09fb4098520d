"""Which folder a site is built into: never one that holds something else."""

import argparse
from pathlib import Path

from scorers.exceptions import SiteError
from scorers.paths import Place


def chosen(args: argparse.Namespace, place: Place) -> Path:
    """Return the folder that --output names, or the checkout's output/.

    A build replaces the whole folder, so that one which holds other things would lose them.

    Raises:
        SiteError: It is a file, or a folder that holds something and no site of ours.
    """
    output: Path = (args.output or place.output).resolve()
    if not output.exists():
        return output
    if not output.is_dir():
        raise SiteError(f"{output} is a file; name a folder with --output DIR")
    if any(output.iterdir()) and not (output / "api" / "v1").is_dir():
        raise SiteError(
            f"{output} holds something that is no site of Consta, and a build would replace it; "
            "name another folder, or empty it first"
        )
    return output
