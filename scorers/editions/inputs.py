"""What an edition was scored from, and what was in it.

While an edition is open these are whole files, as `sha256sum` hashes them. What a frozen edition
keeps is narrower: of each file only what the scores rest on, so that a row for a later year, a new
address of an institution or a comment does not touch it, and any other byte does.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from scorers import method as methods
from scorers.country import Country, non_working_days
from scorers.editions import row_texts, scope
from scorers.editions.edition import Edition
from scorers.exceptions import EditionError
from scorers.paths import Place
from scorers.records import reading
from scorers.records.schema import Table


SCORED = ("window_start", "window_end", "cut_off", "method", "revision")


def digests(
    place: Place, country: Country, edition: Edition, tables: Mapping[str, Table]
) -> dict[str, str]:
    """Return the SHA-256 of everything that a score rests on, by its path below content/, sorted.

    These are the method, country.toml, the non-working days and all files of all tables as they
    stand, and of the edition what it says of its scores. A frozen edition gives what was kept when
    it was frozen: `scorers.editions.reproducing` says whether that is still so.
    """
    if edition.inputs:
        return dict(sorted(edition.inputs.items()))
    paths = [
        place.method(edition.method),
        country.folder / "country.toml",
        *country.folder.glob(non_working_days.FILE),
        *(path for table in tables.values() for path in reading.files(country, table)),
    ]
    return dict(sorted({**of_files(place, paths), **_edition(edition)}.items()))


def of_rows(
    place: Place,
    country: Country,
    edition: Edition,
    frames: Mapping[str, pd.DataFrame],
    seen: scope.Rows,
) -> tuple[dict[str, str], dict[str, str]]:
    """Return what a frozen edition keeps: the SHA-256 of each input, and a hash of each row seen.

    The method is hashed as it stands; each file of records over the rows that the edition sees;
    institutions.csv over id and kind of those that are scored; country.toml over its list of items;
    the edition over its window, cut-off, method and revision. Where it sees requests, whose waits
    are counted in working days, country.toml is hashed over the terms and what stops their clock,
    institutions.csv over the regions as well, and non_working_days.csv over all days off of its
    time, those of weekends and of the package `holidays` too.
    """
    folder = f"{country.id}/"
    has_requests = bool(seen["requests"].any())
    of_country: dict[str, object] = {
        item.id: [sorted(item.kinds), item.confirmed, item.high_risk]
        for item in country.items.values()
    }
    if has_requests:
        law = country.law
        of_country["terms"] = [law.term_days, [[str(day), days] for day, days in law.earlier_terms]]
        if law.clarification_stops_clock:
            of_country["clarification_stops_clock"] = True
    found = {
        f"method/{edition.method}.toml": method(place, edition),
        f"{folder}country.toml": _json(of_country),
        f"{folder}institutions.csv": _institutions(
            frames["institutions"], edition, has_regions=has_requests
        ),
        **_edition(edition),
    }
    if has_requests:
        found[f"{folder}{non_working_days.FILE}"] = _days_off(country, edition)
    rows: dict[str, str] = {}
    for name, chosen in seen.items():
        frame = frames[name]
        texts: list[str] = []
        for path, lines in row_texts.of_files(country, frame, chosen):
            found[folder + path] = row_texts.digest(lines)
            texts += lines
        if name != "documents":
            ids = frame.loc[chosen, frame.columns[0]].tolist()
            rows.update(zip(ids, map(row_texts.short, texts), strict=True))
    return dict(sorted(found.items())), rows


def method(place: Place, edition: Edition) -> str:
    """Return the SHA-256 of the edition's method file; "" if there is none."""
    path = place.method(edition.method)
    return _file(path.read_bytes()) if path.is_file() else ""


def require_method(place: Place, edition: Edition) -> None:
    """Stop if the method of an edition does not say what was published under its version.

    Raises:
        MethodError: It does not; the message names what differs.
        EditionError: The edition was frozen under another text, of which nothing else was kept.
    """
    methods.require_published(place.method(edition.method))
    kept = edition.inputs.get(f"method/{edition.method}.toml")
    now = method(place, edition)
    if kept is not None and now and kept != now:
        raise EditionError(
            f"edition {edition.id} of {edition.country_id} was frozen under a method that has "
            f"changed since: {place.method(edition.method)} has the SHA-256 {now}, expected "
            f"{kept}; put the file back, and give what changed a new version"
        )


def of_files(place: Place, paths: Iterable[Path]) -> dict[str, str]:
    """Return the SHA-256 of whole files by path below content/, sorted; "" where one is missing."""
    return {
        path.relative_to(place.content).as_posix(): _file(path.read_bytes())
        if path.is_file()
        else ""
        for path in sorted(paths)
    }


def digest(inputs: Mapping[str, str]) -> str:
    """Return one SHA-256 over all inputs, that of the text `sha256sum` would print for them."""
    lines = "".join(f"{sha256}  {path}\n" for path, sha256 in sorted(inputs.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def _edition(edition: Edition) -> dict[str, str]:
    path = f"{edition.country_id}/editions/{edition.id}/edition.toml"
    return {path: _json({name: str(getattr(edition, name)) for name in SCORED})}


def _days_off(country: Country, edition: Edition) -> str:
    calendar, start, end = country.calendar, edition.window_start, edition.cut_off
    public = calendar.public_holidays(start.year, end.year)
    return _json(
        {
            "weekend": calendar.weekend,
            "public": [str(day) for day in public if start <= day <= end],
            "decreed": [
                [str(one.day), one.regions, one.confirmed]
                for one in calendar.decreed
                if start <= one.day <= end
            ],
        }
    )


def _institutions(table: pd.DataFrame, edition: Edition, *, has_regions: bool) -> str:
    rows = scope.institutions(table, edition)
    columns = [*scope.OF_INSTITUTIONS, "region"] if has_regions else scope.OF_INSTITUTIONS
    scored = rows.loc[rows["scored"], columns]
    return _json([[name, *row] for name, row in zip(scored.index, scored.to_numpy(), strict=True)])


def _json(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return _file(text.encode())


def _file(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
