"""What must hold between the parts of a method: weights, required indicators, bands, states."""

import math
from pathlib import Path

from scorers.exceptions import MethodError
from scorers.method.model import Method


def check(path: Path, method: Method) -> None:
    """Return if the parts fit together.

    Raises:
        MethodError: The file's name is not its version; pillar weights do not sum to 1; a pillar
            has no weight or no indicator, or requires another pillar's; bands leave a hole or
            overlap; a state is missing; the two case ranges overlap.
    """
    _version(path, method)
    _pillars(path, method)
    _bands(path, method)
    _states(path, method)


def _version(path: Path, method: Method) -> None:
    if path.stem != method.version:
        raise MethodError(
            f'{path}: version is "{method.version}"; expected the name of the file, "{path.stem}"'
        )


def _pillars(path: Path, method: Method) -> None:
    for pillar in method.pillars.values():
        if pillar.weight <= 0:
            raise MethodError(
                f'{path}: pillar {pillar.id}: weight is "{pillar.weight:g}"; expected more than 0'
            )
        own = [indicator.id for indicator in method.of_pillar(pillar.id)]
        if not own:
            raise MethodError(
                f"{path}: pillar {pillar.id} has no indicator; expected one [[indicator]] or more"
            )
        for required in (*pillar.needs_all, *pillar.needs_any):
            if required not in own:
                raise MethodError(
                    f'{path}: pillar {pillar.id}: all or any names "{required}"; expected its own '
                    f"indicators: {', '.join(own)}"
                )
    total = math.fsum(pillar.weight for pillar in method.pillars.values())
    if not math.isclose(total, 1, abs_tol=1e-9):
        weights = " + ".join(f"{pillar.weight:g}" for pillar in method.pillars.values())
        raise MethodError(
            f"{path}: the weights of the pillars sum to {total:g} ({weights}); expected 1"
        )


def _bands(path: Path, method: Method) -> None:
    edge = 0.0
    for band in method.bands.values():
        if band.start != edge or band.end <= band.start:
            raise MethodError(
                f'{path}: band {band.id} is "{band.start:g} to {band.end:g}"; expected it to start '
                f"at {edge:g}, where the one before ends, and to end higher"
            )
        edge = band.end
    if edge != 100:  # noqa: PLR2004
        raise MethodError(f"{path}: the bands end at {edge:g}; expected 100")


def _states(path: Path, method: Method) -> None:
    known = ("measured", "absent", "too_few", "not_measured", "not_applicable")
    for state in known:
        if state not in method.states:
            raise MethodError(
                f"{path}: there is no [[state]] {state}; expected one each: {', '.join(known)}"
            )
    _, last = method.uncertainty.provisional
    first, _ = method.uncertainty.flagged
    if first <= last:
        raise MethodError(
            f'{path}: uncertainty: flagged begins at "{first}"; expected more than {last}, where '
            "provisional ends"
        )
