"""The declaration of content/argentina itself, pulled from a catalogue on this machine.

Every row here is invented, and so are the catalogue's answers: only the names of data set, files
and columns are those that the Ministry of Justice documents. No real portal is asked.
"""

import csv
import gzip
import io
import json
import re
import shutil
import tomllib
from pathlib import Path

import pytest
from werkzeug import Response

from scorers import country
from scorers.cli import main
from scorers.sources import declaration


ROOT = Path(__file__).parents[2]
ARGENTINA = ROOT / "content" / "argentina"
COLUMNS = (
    "identificacion_expediente",
    "fecha_ingreso",
    "fecha_primer_vencimiento",
    "fecha_segundo_vencimiento",
    "area_emisora",
    "genero_solicitante",
    "referencia_expediente",
    "area_responsable_respuesta",
    "sintesis_respuesta",
    "nombre_cargo_firmante_respuesta",
    "fecha_respuesta",
    "respuesta_prorrogada",
    "identificacion_expediente_reingreso",
    "observaciones_posteriores",
)
SIGNER = "Persona Inventada"
PRIVATE = (SIGNER, "directora", "Género inventado", "Texto inventado", "Síntesis", "Nota inventada")
BEGINNING = "solicitudes-acceso-informacion-publica-"
ZIP = f"{BEGINNING}2024.zip"


def invented(number, filed, *, second="", answered="", extended="NO"):
    """Return an invented row of the log, with a signer where there is an answer."""
    return dict(
        zip(
            COLUMNS,
            (
                f"EX-2025-{number:08}- -APN-INVENTADA#MJ",
                filed,
                "2025-12-01",
                second,
                "Mesa inventada",
                "Género inventado",
                "Texto inventado de la solicitud",
                "Unidad inventada",
                "Síntesis inventada" if answered else "",
                f"{SIGNER}, directora" if answered else "",
                answered,
                extended,
                "",
                "Nota inventada",
            ),
            strict=True,
        )
    )


# The log of one month, and that of the next with the same requests and what came of them.
OLDER = [
    invented(1, "2025-02-03", answered="2025-02-20"),
    invented(2, "2025-02-05", answered="N/A"),
]
NEWER = [
    *OLDER[:1],
    invented(2, "2025-02-05", second="2025-03-20", answered="15/03/2025", extended="SI"),
    invented(3, "2025-03-03", second="2025-04-16", answered="N/A", extended="N/A"),
    invented(4, "2025-03-04", answered="", extended="SI"),
    invented(5, "2025-03-05", answered=f"en mano, a {SIGNER}"),
]
FILES = {f"{BEGINNING}20250301.csv": OLDER, f"{BEGINNING}2025-04-01.csv": NEWER}


def here(server):
    """Return the server's address with a host that a check of records takes for one."""
    return f"http://127.0.0.1:{server.port}"


def text(rows):
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


@pytest.fixture(name="catalogue")
def _catalogue(httpserver):
    """Give a function that lets the server be a CKAN with the log, in its datastore or as files."""

    def catalogue(*, in_datastore):
        resources = [
            {
                "id": name,
                "name": f"Solicitudes, recurso inventado {place}",
                "url": f"{here(httpserver)}/download/{name}",
                "format": name[-3:].upper(),
                "created": f"2025-04-{place:02}T00:00:00",
                "datastore_active": in_datastore and name != ZIP,
            }
            for place, name in enumerate((ZIP, *FILES), 1)
        ]

        def search(request):
            rows = FILES[request.args["resource_id"]]
            names = request.args.get("fields", "").split(",") if "fields" in request.args else []
            records = [
                {name: row[name] for name in names if name != "_id"} | {"_id": place}
                for place, row in enumerate(rows, 1)
            ]
            found = {
                "fields": [{"id": "_id"}, *({"id": name} for name in COLUMNS)],
                "records": [] if request.args["limit"] == "0" else records,
                "total": len(rows),
            }
            body = json.dumps({"success": True, "result": found})
            return Response(body, content_type="application/json")

        httpserver.expect_request("/robots.txt").respond_with_data("", 404)
        httpserver.expect_request("/api/3/action/package_show").respond_with_json(
            {"success": True, "result": {"id": "invented", "resources": resources}}
        )
        httpserver.expect_request("/api/3/action/datastore_search").respond_with_handler(search)
        for name, rows in FILES.items():
            httpserver.expect_request(f"/download/{name}").respond_with_data(
                text(rows), content_type="text/csv"
            )

    return catalogue


@pytest.fixture(name="argentina")
def _argentina(tmp_path, httpserver):
    """Give a copy of content/ with the real declaration, whose portal is this machine's server."""
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content" / "method", content / "method")
    unpulled = shutil.ignore_patterns("records")
    shutil.copytree(ARGENTINA, content / "argentina", ignore=unpulled)
    path = content / "argentina" / "sources.toml"
    words = path.read_text(encoding="utf-8")
    for real, ours in (
        (
            '"https://datos.jus.gob.ar"',
            f'"{here(httpserver)}"\nis_private = true',
        ),
        ('["datos.jus.gob.ar"]', '["127.0.0.1"]'),
        ("pace_seconds = 2", "pace_seconds = 0"),
    ):
        assert words.count(real) == 1
        words = words.replace(real, ours)
    path.write_text(words, encoding="utf-8")
    return content / "argentina"


@pytest.fixture(name="consta")
def _consta(argentina, tmp_path, monkeypatch, capsys):
    """Give `consta` for the copy: (status, what it said, errors)."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("CONSTA_ARCHIVE", str(tmp_path / "archive"))

    def consta(*words):
        where = ["--country", "argentina", "--content", str(argentina.parent), "--lang", "en"]
        status = main([*words, *where])
        said = capsys.readouterr()
        return status, said.out, said.err

    return consta


def rows(argentina):
    file = argentina / "records" / "requests" / "justice-requests.csv"
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))


def holding(folder, word):
    """Return the names of the files below a folder that hold a word, archives unpacked."""
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        body = path.read_bytes()
        if path.suffix == ".gz":
            body = gzip.decompress(body)
        if word.encode() in body or json.dumps(word).encode()[1:-1] in body:
            found.append(path.name)
    return found


@pytest.mark.parametrize("in_datastore", [True, False])
def test_one_command_fills_requests_by_filing_cohort_with_their_days(
    consta, argentina, catalogue, in_datastore
):
    catalogue(in_datastore=in_datastore)

    status, said, errors = consta("pull")

    assert (status, errors) == (0, "")
    known = [
        "request_id",
        "institution_id",
        "filed_on",
        "extended_to",
        "answered_on",
        "outcome",
        "cohort",
        "delivery",
    ]
    # An answer of which no more is known has its day and a blank outcome. Marked SI without a
    # second day (4), an extension has no day to write; a second day of one that was not extended
    # (3) is no extension.
    assert [[row[name] for name in known] for row in rows(argentina)] == [
        [
            f"argentina:justice-requests:EX-2025-0000000{number}-APN-INVENTADA-MJ",
            "ministerio-de-justicia",
            *days,
            "filed",
            "unknown",
        ]
        for number, days in (
            (1, ("2025-02-03", "", "2025-02-20", "")),
            (2, ("2025-02-05", "2025-03-20", "2025-03-15", "")),
            (3, ("2025-03-03", "", "", "pending")),
            (4, ("2025-03-04", "", "", "pending")),
        )
    ]
    assert "with a cell that cannot be" in said
    assert 'column "fecha_respuesta"' in said


@pytest.mark.parametrize("in_datastore", [True, False])
def test_who_signed_and_every_free_text_stand_in_no_record_document_or_index(
    consta, argentina, catalogue, tmp_path, in_datastore
):
    catalogue(in_datastore=in_datastore)

    _, said, _ = consta("pull")

    archives = [path.name for path in (tmp_path / "archive").rglob("*.warc.gz")]
    assert archives
    for word in PRIVATE:
        assert word not in said
        assert holding(argentina, word) == []
        assert [name for name in holding(tmp_path / "archive", word) if name not in archives] == []
    # What a datastore is not asked for does not travel. A file comes whole, and the archive keeps
    # what came, as evidence; fecha_respuesta is declared, so a name written there travels too.
    kept = {word for word in PRIVATE if holding(tmp_path / "archive", word)}
    assert kept == ({SIGNER} if in_datastore else set(PRIVATE))


def test_a_pulled_country_is_whole_scored_and_shown(consta, catalogue, tmp_path):
    catalogue(in_datastore=True)
    output = ["--output", str(tmp_path / "output")]
    before = consta("build", *output)

    assert consta("pull")[0] == 0

    assert before[0] == 2
    assert "nothing is on record yet" in before[2]
    assert consta("check")[0] == 0
    status, said, errors = consta("score", "2025")
    assert (status, errors) == (0, "")
    assert "Requests filed 2025-01-01 to 2025-12-31" in said
    assert consta("match", "justice-requests")[0] == 0
    assert consta("build", *output)[0] == 0
    page = tmp_path / "output" / "es" / "instituciones" / "ministerio-de-justicia" / "index.html"
    assert "15 días hábiles" in page.read_text(encoding="utf-8")
    assert holding(tmp_path / "output", SIGNER) == []


def test_one_command_fills_a_country_whose_response_is_rated(consta, catalogue, monkeypatch):
    # Twenty requests of January and February, answered in time, and ten that never were.
    answered = [
        invented(number, f"2025-01-{number:02}", answered=f"2025-02-{number % 8 + 3:02}")
        for number in range(7, 27)
    ]
    silent = [invented(number, "2025-02-10") for number in range(30, 40)]
    newest = f"{BEGINNING}2025-04-01.csv"
    monkeypatch.setitem(FILES, newest, [*answered, *silent])
    catalogue(in_datastore=True)

    assert consta("pull")[0] == 0
    found = json.loads(consta("explain", "2025", "ministerio-de-justicia", "--json")[1])

    (pillar,) = (one for one in found["total"]["steps"] if one["id"] == "R")
    assert pillar["state"] == "rated"
    states = {one["id"]: one["state"] for one in pillar["steps"]}
    # How they were decided is in no column of the log.
    assert states == dict.fromkeys(("R1", "R2", "R3", "R6"), "measured") | dict.fromkeys(
        ("R4", "R5", "R7"), "not_measured"
    )


def test_the_same_rows_come_out_of_the_archive_alone(consta, argentina, catalogue, httpserver):
    catalogue(in_datastore=False)
    consta("pull")
    before = rows(argentina)
    httpserver.clear()

    assert consta("pull", "--offline")[0] == 0

    assert rows(argentina) == before


def test_only_documented_columns_are_declared_and_none_that_names_a_person_or_is_free_text():
    scope = declaration.read(country.read(ARGENTINA)).systems["justice-requests"].scope

    read = {*scope["columns"].values(), *(one["column"] for one in scope["when"].values())}

    assert read <= set(COLUMNS)
    assert read == {
        "identificacion_expediente",
        "fecha_ingreso",
        "fecha_segundo_vencimiento",
        "fecha_respuesta",
        "respuesta_prorrogada",
    }


def agency(words):
    """Return sources.toml with the entry of the Agency, which stands there as a comment."""
    live, _, comment = words.rpartition("\n# [[source]]\n")
    return live + "\n[[source]]\n" + re.sub(r"(?m)^# ?", "", comment)


def test_the_agencys_requests_stop_with_a_column_to_fill_in_and_those_that_are_there(
    consta, argentina, httpserver
):
    path = argentina / "sources.toml"
    address = f'"{here(httpserver)}"\nis_private = true\npace_seconds = 0'
    words = agency(path.read_text(encoding="utf-8"))
    path.write_text(words.replace('"https://datos.gob.ar"', address), encoding="utf-8")
    httpserver.expect_request("/robots.txt").respond_with_data("", 404)
    shown = {"id": "r", "name": "invented", "url": f"{here(httpserver)}/r.csv"}
    httpserver.expect_request("/api/3/action/package_show").respond_with_json(
        {"success": True, "result": {"id": "invented", "resources": [shown]}}
    )
    httpserver.expect_request("/r.csv").respond_with_data(
        "inventada_a,inventada_b\n1,2\n", content_type="text/csv"
    )

    status, _, errors = consta("pull", "agency-requests")

    assert status == 1
    assert 'no column "COLUMN of the id of a request"; it has: inventada_a, inventada_b' in errors


def test_every_state_of_the_agency_that_is_known_has_its_word():
    words = tomllib.loads(agency((ARGENTINA / "sources.toml").read_text(encoding="utf-8")))

    assert words["source"][-1]["outcomes"] == {
        "Resuelto": "",
        "Vencido": "no_answer",
        "En plazo": "pending",
        "En prórroga": "pending",
    }
