"""Every engine gives the same bytes, and says what it lacks. All rows are invented."""

import builtins
import os
import shutil
import sys
from datetime import UTC, date, datetime

import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet

from scorers.exceptions import EngineError, RecordsError
from scorers.records.frames import read_all
from scorers.records.schema import tables
from scorers.tallies import counting, engines, tally
from scorers.tallies.partitions import BATCH_ROWS, READ, Job, partitions


CUT_OFF = date(2024, 12, 31)
REGIONS = {"oficina-de-faros": "islas-del-norte"}


@pytest.fixture(name="job")
def _job(fantasia):
    return Job(fantasia, REGIONS, CUT_OFF)


@pytest.fixture(name="requests")
def _requests(fantasia):
    return read_all(fantasia)["requests"]


@pytest.fixture(name="files")
def _files(fantasia, requests, tmp_path):
    """Give two CSV files, and one Parquet file of three row groups."""
    path = tmp_path / "requests.parquet"
    recent = requests[requests["filed_on"] >= "2024-01-01"]
    write(recent, path, row_group_size=13)
    return [path, *sorted((fantasia.folder / "records" / "requests").glob("202[23].csv"))]


def write(frame, path, **options):
    """Write rows of requests as a portal might: days as days, a blank as null."""
    table = pa.table({name: column(frame[name]) for name in frame if name not in {"path", "line"}})
    parquet.write_table(table, path, **options)


def column(values):
    if values.dtype.kind == "M":
        return pa.array([None if pd.isna(day) else day.date() for day in values], pa.date32())
    if values.dtype == "boolean":
        return pa.array([None if pd.isna(flag) else bool(flag) for flag in values], pa.bool_())
    if values.dtype.kind == "f":
        return pa.array(values)
    return pa.array([cell or None for cell in values], pa.string())


def test_parts_of_csv_and_parquet_give_the_tally_of_all_rows(fantasia, requests, job, files):
    parts = partitions(files)

    assert [(part.path.suffix, part.group) for part in parts] == [
        (".parquet", 0),
        (".parquet", 1),
        (".parquet", 2),
        (".csv", None),
        (".csv", None),
    ]
    whole = tally(requests, fantasia, REGIONS, CUT_OFF)
    pd.testing.assert_frame_equal(engines.run(engines.SERIAL, job, parts), whole)


def test_a_row_group_of_any_size_is_read_in_pieces(fantasia, requests, job, tmp_path, monkeypatch):
    path = tmp_path / "requests.parquet"
    write(requests, path)
    monkeypatch.setattr("scorers.tallies.partitions.BATCH_ROWS", 7)
    monkeypatch.setattr(counting, "FEW_ROWS", 10)

    found = engines.run(engines.SERIAL, job, partitions([path]))

    assert BATCH_ROWS > 7
    assert found.equals(tally(requests, fantasia, REGIONS, CUT_OFF))


def test_several_processes_give_the_same(job, files):
    parts = partitions(files)
    steps = []

    found = engines.run(engines.PROCESSES, job, parts, steps.append)

    assert found.equals(engines.run(engines.SERIAL, job, parts))
    assert steps == [1] * len(parts)


@pytest.fixture(name="cluster", scope="module")
def _cluster():
    distributed = pytest.importorskip("distributed", reason="needs distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address.removeprefix("tcp://")


def test_a_dask_cluster_gives_the_same(job, files, cluster):
    parts = partitions(files)

    found = engines.run(f"dask://{cluster}", job, parts)

    assert found.equals(engines.run(engines.SERIAL, job, parts))


def test_what_a_worker_cannot_read_is_told_as_here(job, files, cluster):
    parts = partitions(files)
    files[1].write_text("nonsense\n", encoding="utf-8")

    for engine in (engines.SERIAL, engines.PROCESSES, f"dask://{cluster}"):
        with pytest.raises(RecordsError, match=r"2022.csv:1: the header is not that of requests"):
            engines.run(engine, job, parts)


def test_a_scheduler_that_does_not_answer_is_told_in_one_line(job, files, monkeypatch):
    monkeypatch.setattr(engines, "SECONDS_TO_CONNECT", 0.2)

    with pytest.raises(EngineError, match=r"no Dask scheduler answers at 127\.0\.0\.1:1$"):
        engines.run("dask://127.0.0.1:1", job, partitions(files))


@pytest.fixture(name="_spark", scope="module")
def _session():
    sql = pytest.importorskip("pyspark.sql", reason="needs pyspark: bash setup.sh spark")
    if shutil.which("java") is None:
        pytest.skip("needs Java")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("PYSPARK_PYTHON", "PYSPARK_DRIVER_PYTHON"):
            patch.setenv(name, sys.executable)
        patch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
        local = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
        session = local.config("spark.driver.host", "127.0.0.1").getOrCreate()
        yield session
        session.stop()


@pytest.mark.filterwarnings(  # Spark's own
    "ignore:PySpark does not yet fully support pandas >= 3:FutureWarning",
    "ignore:The copy keyword is deprecated:DeprecationWarning:pyspark.sql.pandas.types",
    "ignore:toPandas attempted Arrow optimization:UserWarning:pyspark.sql.pandas.conversion",
)
@pytest.mark.usefixtures("_spark")
def test_spark_gives_the_same_and_refuses_the_same(job, files):
    parts = partitions(files)

    found = engines.run(engines.SPARK, job, parts)

    assert found.equals(engines.run(engines.SERIAL, job, parts))
    files[1].write_text("nonsense\n", encoding="utf-8")
    with pytest.raises(RecordsError, match=r"2022.csv:1: the header is not that of requests, .*`$"):
        engines.run(engines.SPARK, job, parts)


def test_a_tally_comes_back_from_text_as_it_was(fantasia, requests):
    whole = tally(requests, fantasia, REGIONS, CUT_OFF)
    text = counting.as_text(whole).sample(frac=1, random_state=1)

    pd.testing.assert_frame_equal(counting.from_text(text), whole)


@pytest.mark.parametrize(
    ("engine", "package"),
    [("dask://127.0.0.1:1", "distributed"), (engines.SPARK, "pyspark")],
)
def test_an_engine_that_is_not_installed_says_what_to_install(
    job, files, monkeypatch, engine, package
):
    lose(monkeypatch, package)

    with pytest.raises(EngineError, match=f"needs {package}, not installed: pip install"):
        engines.run(engine, job, partitions(files))


def test_parquet_without_pyarrow_says_what_to_install(files, monkeypatch):
    lose(monkeypatch, "pyarrow")

    with pytest.raises(RecordsError, match=r"requests.parquet: .*: pip install pyarrow"):
        partitions(files)


def lose(monkeypatch, package):
    """Let a package be as if it were not installed."""
    found = builtins.__import__

    def lost(name, *rest, **more):
        if name.partition(".")[0] == package:
            raise ImportError(name)
        return found(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", lost)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"x", "neither .csv nor .parquet"),
        ("a.parquet", b"PAR1 and no more", "cannot be read as Parquet"),
        ("a.parquet", b"", "cannot be read as Parquet"),
    ],
)
def test_a_file_that_is_neither_is_refused(tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)

    with pytest.raises(RecordsError, match=said) as refused:
        partitions([tmp_path / name])

    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", ["gone.csv", "gone.parquet"])
def test_a_file_that_is_not_there_is_refused(job, tmp_path, name):
    with pytest.raises(RecordsError, match=name):
        engines.run(engines.SERIAL, job, partitions([tmp_path / name]))


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"institution_id": ["a"]}, "lacks the column filed_on"),
        ({"filed_on": [date(2024, 1, 7)]}, "lacks the column institution_id"),
        ({"institution_id": ["a"], "filed_on": ["2024-01-07"]}, "filed_on holds str, expected day"),
        ({"institution_id": [None], "filed_on": [date(2024, 1, 7)]}, "names no institution"),
        (
            {"institution_id": ["a"], "filed_on": [datetime(2024, 1, 7, tzinfo=UTC)]},
            "filed_on holds .*UTC.*, expected days",
        ),
        ({"institution_id": ["=1+1"], "filed_on": [date(2024, 1, 7)]}, "is no id"),
        ({"institution_id": ["a"], "filed_on": [None]}, "filed_on is blank"),
        (
            {"institution_id": ["a"], "filed_on": [date(2024, 1, 7)], "outcome": ["lost"]},
            'outcome holds "lost"',
        ),
        (
            {"institution_id": ["a"], "filed_on": [date(2024, 1, 7)], "appeal_route_cited": ["x"]},
            "appeal_route_cited holds str, expected true or false",
        ),
    ],
)
def test_parquet_that_holds_no_requests_is_refused_with_its_file(job, tmp_path, columns, said):
    path = tmp_path / "odd.parquet"
    parquet.write_table(pa.table(columns), path)

    with pytest.raises(RecordsError, match=said) as refused:
        engines.run(engines.SERIAL, job, partitions([path]))

    assert str(refused.value).startswith(f"{path}: ")


def test_a_parquet_file_without_rows_gives_no_row(job, requests, tmp_path):
    write(requests[:0], tmp_path / "none.parquet")

    found = engines.run(engines.SERIAL, job, partitions([tmp_path / "none.parquet"]))

    assert found.equals(counting.merge())


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("serial", True),
        ("processes", True),
        ("spark", True),
        ("dask://127.0.0.1:8786", True),
        ("dask://127.0.0.1", False),
        ("dask://:8786", False),
        ("dask://", False),
        ("ray", False),
        ("", False),
    ],
)
def test_engines_are_known_by_name(words, is_one):
    assert engines.is_one(words) is is_one


def test_a_parquet_file_is_read_for_all_that_a_tally_asks_for(
    fantasia, requests, tmp_path, monkeypatch
):
    path = tmp_path / "requests.parquet"
    write(requests, path)
    asked = set()
    monkeypatch.setattr(
        "scorers.tallies.rows.pd.DataFrame.__contains__", lambda _, name: not asked.add(name)
    )

    tally(requests, fantasia, REGIONS, CUT_OFF)

    assert asked == set(READ)


def test_only_columns_of_the_table_are_read(fantasia):
    assert set(READ) <= set(tables(fantasia)["requests"].columns)
