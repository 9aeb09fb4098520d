"""Runs imports: sources in, our tables out, each import on its own.

An import whose source fails leaves its last good rows as they are and the others go on.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from scorers.country import Country
from scorers.exceptions import SourceError
from scorers.records import schema
from scorers.sources import (
    access_statistics,
    budget,
    control_reports,
    fetching,
    institutions,
    planning_documents,
    published_figures,
    writing,
)
from scorers.sources.declaration import Declaration
from scorers.sources.made import Cells, Made
from scorers.sources.options import Options
from scorers.sources.reporting import Outcome, Report
from scorers.sources.table_source import Source
from scorers.sources.tabular import Row


IMPORTS = {
    "institutions": institutions.build,
    "budget": budget.build,
    "access-statistics": access_statistics.build,
    "control-reports": control_reports.build,
    "published-figures": published_figures.build,
    "planning-documents": planning_documents.build,
}
# The rows of a source and the cells of its document, or why it could not be read.
Pulled = tuple[Sequence[Row], Mapping[str, str]] | SourceError


def run(
    country: Country,
    declaration: Declaration,
    chosen: Iterable[str],
    origin: Path | Options,
    told: Callable[[str], None],
) -> list[Outcome]:
    """Read the chosen sources and write the tables that they feed.

    Args:
        country: Whose tables.
        declaration: Its sources.toml.
        chosen: Ids of sources; every import that one of them feeds is run whole.
        origin: A folder of downloaded files; or how to read the addresses, or their archive.
        told: Called with the id of each source as its reading begins.

    Raises:
        SourceError: sources.toml has words for an import that does not exist.

    Returns:
        One outcome per import, in the order of sources.toml.
    """
    unknown = [name for name in declaration.words if name not in IMPORTS]
    if unknown:
        raise SourceError(f"sources.toml: there is no import {unknown[0]}")
    wanted = set(chosen)
    pulled: dict[str, Pulled] = {}
    outcomes = []
    for name in declaration.words:
        sources = declaration.feeding(name)
        if not wanted & {source.id for source in sources}:
            continue
        for source in sources:
            if source.id not in pulled:
                told(source.id)
                pulled[source.id] = _pull(source, country, origin)
        outcomes.append(_import(country, declaration, name, pulled))
    return outcomes


def _pull(source: Source, country: Country, origin: Path | Options) -> Pulled:
    try:
        fetched = fetching.fetch(source, country.id, origin)
    except SourceError as error:
        return error
    return fetched.rows, fetched.cells


def _import(
    country: Country,
    declaration: Declaration,
    name: str,
    pulled: Mapping[str, Pulled],
) -> Outcome:
    rows: dict[str, Sequence[Row]] = {}
    papers: list[Cells] = []
    for source in declaration.feeding(name):
        got = pulled[source.id]
        if isinstance(got, SourceError):
            return Outcome(name, failure=str(got))
        rows[source.role] = got[0]
        if source.document:
            papers.append(_document(source, got[1]))
    report = Report(name)
    try:
        made = IMPORTS[name](country, declaration.words_of(name), rows, report)
        written = _write(country, made, papers)
    except SourceError as error:
        return Outcome(name, failure=str(error))
    return Outcome(name, report=report, written=written)


def _write(country: Country, made: Made, papers: Sequence[Cells]) -> dict[str, int]:
    shapes = schema.tables(country)
    documents = country.folder / "records" / "documents.csv"
    kept = {row["document_id"]: row for row in writing.stored(documents)}
    kept.update({row["document_id"]: row for row in (*papers, *made.documents)})
    tables = {
        country.folder / file: (shapes[made.table], rows) for file, rows in made.files.items()
    }
    # Documents first: a row never names a document that is not there.
    counts = writing.write({documents: (shapes["documents"], kept.values()), **tables})
    return {file: counts[country.folder / file] for file in made.files}


def _document(source: Source, cells: Mapping[str, str]) -> Cells:
    return {
        "document_id": source.document["id"],
        "title": source.document["title"],
        "publisher": source.publisher,
        "url": source.address,
        "published_on": source.document.get("published_on", ""),
        "retrieved_at": source.document.get("retrieved_at", ""),
        "licence": source.licence,
        **cells,
    }
