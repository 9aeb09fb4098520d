"""consta evidence: the archived body that a document rests on, and whether all are still whole."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from tqdm import tqdm

from scorers.cli.country_choice import chosen
from scorers.exceptions import ContentError, SourceError
from scorers.paths import Place
from scorers.sources.archive import shelf
from scorers.sources.archive.evidence import Document, Evidence
from scorers.text import Text


ADDRESS = Text("dirección", "address")
FINAL = Text("dirección final", "final address")
READ = Text("leído", "read")
ARCHIVE = Text("archivo", "archive")
WRITTEN = Text("{count} bytes escritos en {path}", "{count} bytes written to {path}")
WRONG = Text("{place}: {id}: {problem}", "{place}: {id}: {problem}")
SUMMARY = Text(
    "{count} copias comprobadas, {wrong} con problemas; {bare} documentos sin copia en el archivo",
    "{count} copies checked, {wrong} with problems; {bare} documents have no copy in the archive",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `consta evidence`."""
    parser.add_argument("document", nargs="?", metavar="DOCUMENT", help="a document_id")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write the body to FILE")
    parser.add_argument("--verify", action="store_true", help="hash all archived copies again")
    parser.add_argument("--source", metavar="ID", help="with --verify: of this source alone")


def run(args: argparse.Namespace, place: Place) -> int:
    """Return 0 if the body was given or all are whole, 1 if one of them is not.

    Raises:
        SourceError: There is no such document, or its copy is not there or damaged.
        ContentError: FILE cannot be written.
    """
    if args.verify == bool(args.document):
        raise SourceError("name a document, or give --verify")
    if args.source and not args.verify:
        raise SourceError("--source goes with --verify")
    evidence = Evidence(chosen(args, place), shelf.root(place), place.cache / "pull")
    try:
        if args.verify:
            return _verify(evidence, args.source, args.lang)
        return _give(evidence, args.document, args.output, args.lang)
    finally:
        evidence.close()


def _give(evidence: Evidence, document_id: str, output: Path | None, language: str) -> int:
    document = evidence.find(document_id)
    body = evidence.body(document)
    print("\n".join(_facts(document, language)), file=sys.stderr)
    if output is None:
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()
        return 0
    beside = output.with_name(f".{output.name}.new")
    try:
        beside.write_bytes(body)
        beside.replace(output)
    except OSError as error:
        raise ContentError(f"{output}: cannot be written: {error.strerror}") from error
    print(WRITTEN[language].format(count=len(body), path=output))
    return 0


def _facts(document: Document, language: str) -> Iterator[str]:
    cells = document.cells
    for label, name in (
        (ADDRESS, "url"),
        (FINAL, "final_url"),
        (READ, "retrieved_at"),
        (ARCHIVE, "archive"),
    ):
        if cells[name]:
            yield f"{label[language]}: {cells[name]}"
    yield f"SHA-256: {cells['sha256']}"


def _verify(evidence: Evidence, source: str | None, language: str) -> int:
    count = wrong = bare = 0
    documents = [
        document
        for document in evidence.documents()
        if source is None or document.cells["archive"].split("/")[1:2] == [source]
    ]
    for document in tqdm(documents, file=sys.stderr, disable=None, unit="", leave=False):
        if not document.is_archived:
            bare += 1
            continue
        count += 1
        try:
            evidence.body(document)
        except SourceError as error:
            wrong += 1
            said = WRONG[language].format(place=document.place, id=document.id, problem=error)
            print(said)
    print(SUMMARY[language].format(count=count, wrong=wrong, bare=bare))
    return 1 if wrong else 0
