"""Who tallies which part: this process, several, a Dask cluster, or Spark.

An engine decides nothing else: the parts are the same, and tallies add up to the same bytes.
"""

import os
import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import pandas as pd

from scorers.exceptions import EngineError, RecordsError
from scorers.tallies.counting import DAYS, FLAGS, KEYS, added_up, as_text, from_text
from scorers.tallies.partitions import Job, Partition


SERIAL, PROCESSES, DASK, SPARK = "serial", "processes", "dask://", "spark"
SECONDS_TO_CONNECT = 10
REFUSED = re.compile(r"^scorers\.exceptions\.RecordsError: (.*)$", re.MULTILINE)
AHEAD = 2  # parts under way for each worker: none is idle, and few results wait

Tallies = Iterator[pd.DataFrame]


def is_one(engine: str) -> bool:
    """Return whether there is such an engine: serial, processes, spark or dask://HOST:PORT."""
    host, colon, port = engine.removeprefix(DASK).rpartition(":")
    is_dask = engine.startswith(DASK) and bool(host) and bool(colon) and port.isdigit()
    return engine in {SERIAL, PROCESSES, SPARK} or is_dask


def run(
    engine: str,
    job: Job,
    parts: Sequence[Partition],
    step: Callable[[int], object] = bool,
) -> pd.DataFrame:
    """Return the tally of all parts.

    Args:
        engine: As `is_one`.
        job: What is done to each part.
        parts: All of them.
        step: Told how many more parts are tallied.

    Raises:
        EngineError: What the engine needs is not installed, or does not answer.
        RecordsError: A part cannot be read or tallied.
    """
    tallies: Callable[[Job, Sequence[Partition]], Tallies]
    if engine.startswith(DASK):
        tallied = _dask(engine.removeprefix(DASK), job, parts)
    else:
        tallies = {SERIAL: _serial, PROCESSES: _processes, SPARK: _spark}[engine]
        tallied = tallies(job, parts)
    return added_up(_told(tallied, step))


def _told(tallied: Tallies, step: Callable[[int], object]) -> Tallies:
    for one in tallied:
        step(1)
        yield one


def _serial(job: Job, parts: Sequence[Partition]) -> Tallies:
    yield from map(job, parts)


def _processes(job: Job, parts: Sequence[Partition]) -> Tallies:
    workers = max(1, min(os.cpu_count() or 1, len(parts)))
    # A process that is forked off threads, as pyarrow's are, may hang.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from _ahead(pool, workers, job, parts)


def _dask(address: str, job: Job, parts: Sequence[Partition]) -> Tallies:
    try:
        from distributed import Client  # noqa: PLC0415 - optional
    except ImportError as error:
        raise _absent("dask://", "distributed") from error
    try:
        client = Client(f"tcp://{address}", timeout=SECONDS_TO_CONNECT)
    except (OSError, TimeoutError) as error:
        raise EngineError(f"no Dask scheduler answers at {address}") from error
    with client:
        workers = max(1, sum(client.nthreads().values()))
        yield from _ahead(client.get_executor(pure=False), workers, job, parts)


def _ahead(pool: Executor | Any, workers: int, job: Job, parts: Sequence[Partition]) -> Tallies:
    """Yield tallies in the order of the parts, with a few parts under way."""
    under_way: deque[Any] = deque()
    try:
        for part in parts:
            under_way.append(pool.submit(job, part))
            if len(under_way) > AHEAD * workers:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    finally:
        for future in under_way:
            future.cancel()


def _spark(job: Job, parts: Sequence[Partition]) -> Tallies:
    try:
        from pyspark.errors import PySparkException  # noqa: PLC0415 - optional
        from pyspark.sql import SparkSession  # noqa: PLC0415 - optional
    except ImportError as error:
        raise _absent(SPARK, "pyspark") from error

    def tallied(batches: Iterator[pd.DataFrame]) -> Tallies:
        for batch in batches:
            for place in batch["id"].tolist():
                yield as_text(job(parts[place]))

    kinds = {**dict.fromkeys(DAYS, "int"), **dict.fromkeys(FLAGS, "boolean")}
    schema = ", ".join(f"`{name}` {kinds.get(name, 'string')}" for name in KEYS)
    session = SparkSession.builder.appName("consta tally").getOrCreate()
    session.conf.set("spark.sql.execution.arrow.pyspark.enabled", "true")
    places = session.range(0, len(parts), 1, max(1, len(parts)))
    try:
        found = places.mapInPandas(tallied, f"{schema}, `count` bigint").toPandas()
    except PySparkException as error:
        # What a part is refused for comes back as the text of a traceback.
        refused = REFUSED.search(str(error))
        raise (RecordsError(refused[1]) if refused else EngineError(f"Spark: {error}")) from error
    yield from_text(found)


def _absent(engine: str, package: str) -> EngineError:
    return EngineError(f"--engine {engine} needs {package}, not installed: pip install {package}")
