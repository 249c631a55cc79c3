"""A costing whose workers are on a cluster: the kernel goes to them, the sums come back.

``mapInArrow`` runs :func:`~.parts.answered` on every part of the census, ``groupBy().sum()`` adds
whole numbers. Spark rounds nothing and knows no term.
"""

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar, Final

import numpy as np
import pyarrow as pa

from commontable.engines.costing.census import Census, census_of, read_census
from commontable.engines.costing.cluster import parts
from commontable.engines.costing.components import WIDTH
from commontable.engines.costing.contract import Contract, laid_over, taken_for_granted
from commontable.engines.costing.costing import PART, Costing, Priced, Question
from commontable.engines.costing.cube import Cube
from commontable.engines.costing.errors import CostingError
from commontable.engines.costing.plan.employer import employer_amounts
from commontable.engines.costing.plan.standing import Seen
from commontable.engines.costing.workers import Profiles

OLDEST_JAVA: Final = 17
LEFT_OUT: Final = (
    "On Spark nobody is looked at one by one: who gains and who loses is left out. Regional "
    "parity and the order as applied are of the first 500,000 workers."
)
_FROM_SUBMIT: Final = "PYSPARK_GATEWAY_PORT"
"""Set where ``spark-submit`` started this program: where to run was said there."""


class SparkCosting(Costing):
    """A census in a Spark ``frame``, in columns as a census may be written, under a contract.

    Answers ``costing.Costing``'s questions but for what each worker gets; those that will be
    asked together are answered in one pass (``ahead``). The first workers are also held here, to
    resolve terms and show in which order they apply.
    """

    holds: ClassVar[bool] = False

    def __init__(
        self, frame: Any, contract: Contract, *, as_of: date, years: int | None = None
    ) -> None:
        first = frame.limit(PART).toArrow()
        census = census_of(
            first,
            as_of=as_of,
            full_time_quarter_hours=contract.pay.full_time_quarter_hours,
            where="the first workers of the census",
        )
        super().__init__(census, contract, years=years)
        self._frame = frame
        self._told: list[tuple[Question, Cube, tuple[str, ...]]] = []
        self._count = 0

    @property
    def count(self) -> int:
        return self._count or int(self._frame.count())

    def ahead(self, questions: Iterable[Question]) -> None:
        """One pass over the census for all that is not known yet."""
        asked = [each for each in questions if self._known(each) is None]
        if asked:
            self._ask(asked)

    def _priced(self, question: Question, *, per_worker: bool) -> Priced:  # noqa: ARG002
        """Sums alone: nobody is looked at one by one."""
        self.ahead([question])
        known = self._known(question)
        if known is None:
            raise AssertionError("what was asked just now is known")
        cube, remarks = known
        plan = self.plan_for(question)
        none = np.zeros((0, cube.years), np.int64)
        granted = taken_for_granted(self.contract, question.offer)
        told = dict.fromkeys((*granted, *remarks, *plan.remarks))
        return Priced(question.offer, cube, none, none, plan, tuple(told))

    def _known(self, question: Question) -> tuple[Cube, tuple[str, ...]] | None:
        for known, cube, remarks in self._told:
            if (
                (known.held, known.following) == (question.held, question.following)
                and (known.broken_down or not question.broken_down)
                and known.offer.removed == question.offer.removed
                and known.offer.terms == question.offer.terms
            ):
                return cube, remarks
        return None

    def _ask(self, questions: list[Question]) -> None:
        asked = parts.Asked(self.contract, tuple(questions), self.as_of, self.years)
        rows = (
            self._frame.mapInArrow(lambda batches: parts.answered(asked, batches), _spelled())
            .groupBy(*parts.KEYS)
            .agg(dict.fromkeys(parts.AMOUNTS, "sum"))
            .toArrow()
        )
        by_what = {
            what: rows.filter(pa.compute.equal(rows["says"], what))
            for what in (parts.SUMS, parts.KNOWN, parts.MET, parts.COUNTED, parts.REFUSED)
        }
        for refused in by_what[parts.REFUSED].sort_by(parts.LABELS[0]).to_pylist():
            where, expected, got, fix = (refused[name] for name in parts.LABELS[:4])
            raise CostingError(where, expected=expected, got=got, fix=fix)
        self._count = sum(by_what[parts.COUNTED]["sum(amount_0)"].to_pylist())
        known: dict[str, set[str]] = {}
        for row in by_what[parts.KNOWN].select(parts.LABELS[:2]).to_pylist():
            dimension, name = row.values()
            known.setdefault(dimension, set()).add(name)
        scopes = asked.seen().scopes
        met = [scopes[int(at)] for at in by_what[parts.MET]["label_0"].to_pylist()]
        for place, question in enumerate(questions):
            remarks: tuple[str, ...] = ()
            if question.held is None:
                seen = Seen(self.contract, laid_over(self.contract, question.offer))
                seen.told(known, met)
                remarks = tuple(seen.remarks())
            mine = by_what[parts.SUMS]
            cube = _cube(mine.filter(pa.compute.equal(mine["question"], place)))
            employer = employer_amounts(self.plan_for(question).standing)
            self._told.append((question, replace(cube, employer=employer), remarks))


def _cube(rows: pa.Table) -> Cube:
    labels = list(zip(*(rows[name].to_pylist() for name in parts.LABELS), strict=True))
    profiles = Profiles(sorted(set(labels)))
    at = {profile: place for place, profile in enumerate(profiles)}
    years = rows["year"].to_numpy()
    totals = np.zeros((len(profiles), int(years.max(initial=-1)) + 1, WIDTH), np.int64)
    amounts = np.stack([rows[f"sum({name})"].to_numpy() for name in parts.AMOUNTS], axis=1)
    totals[[at[each] for each in labels], years] = amounts
    return Cube(profiles, totals, np.zeros(totals.shape[1:], np.int64))


def _spelled() -> str:
    kinds = {pa.string(): "string", pa.int32(): "int", pa.int64(): "bigint"}
    return ", ".join(f"{field.name} {kinds[field.type]}" for field in parts.ROWS)


def session(master: str | None = None) -> Any:
    """A Spark session: the one ``spark-submit`` began, at ``master``, or on this machine's cores.

    Raises ``CostingError`` with what to install where pyspark or Java is missing.
    """
    if find_spec("pyspark") is None:
        raise CostingError(
            "--engine spark",
            expected="pyspark 4.0",
            got="it is not installed",
            fix="Install commontable[spark], or leave --engine out.",
        )
    _require_java()
    # The workers' Python must be the driver's: a function is handed over as its bytecode.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    from pyspark.sql import SparkSession  # noqa: PLC0415 - only with this engine

    builder = SparkSession.builder.appName("commontable cost")
    if _FROM_SUBMIT not in os.environ:
        local = master is None or master.startswith("local")
        builder = builder.master(master or "local[*]")
        if local:
            builder = (
                builder.config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "4")
            )
    builder = (
        builder.config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "50000")
    )
    found = builder.getOrCreate()
    found.sparkContext.setLogLevel("ERROR")
    logging.getLogger("py4j").setLevel(logging.WARNING)
    return found


def _require_java() -> None:
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    fix = f"Install Java {OLDEST_JAVA} (on Debian: openjdk-17-jre-headless), or set JAVA_HOME."
    if java is None or not Path(java).is_file():
        got = f"none at {java}" if java else "none on the PATH"
        raise CostingError(
            "--engine spark", expected=f"Java {OLDEST_JAVA} or newer", got=got, fix=fix
        )
    said = subprocess.run(  # noqa: S603 - the machine's own Java
        [java, "-version"], capture_output=True, text=True, check=False
    ).stderr
    version = said.partition('"')[2].partition('"')[0].split(".")[0]
    if not version.isdigit() or int(version) < OLDEST_JAVA:
        first = said.splitlines()[0] if said else "nothing"
        raise CostingError(
            "--engine spark", expected=f"Java {OLDEST_JAVA} or newer", got=first, fix=fix
        )


def frame_of(spark: Any, census: Census) -> Any:
    """A Spark frame of a census at hand."""
    plain = pa.schema(
        [
            pa.field(field.name, pa.string() if pa.types.is_dictionary(field.type) else field.type)
            for field in census.table.schema
        ]
    )
    cores = max(1, spark.sparkContext.defaultParallelism)
    return spark.createDataFrame(census.table.cast(plain)).repartition(cores)


def costing_on_spark(
    census: str,
    contract: Contract,
    *,
    master: str | None = None,
    as_of: date | None = None,
    years: int | None = None,
) -> SparkCosting:
    """A census priced on Spark. ``master`` as for :func:`session`.

    ``census`` is a .csv or .arrow file, read and checked here, or the address of Parquet files that
    the cluster reads and checks, part by part. Raises ``CostingError`` or ``CensusError``.
    """
    spark = session(master)
    if Path(census).suffix.lower() in (".csv", ".arrow", ".feather"):
        read = read_census(
            Path(census),
            as_of=as_of,
            full_time_quarter_hours=contract.pay.full_time_quarter_hours,
        )
        return SparkCosting(frame_of(spark, read), contract, as_of=read.as_of, years=years)
    if as_of is None:
        raise CostingError(
            "--engine spark",
            expected="the day on which the census was true",
            got="none",
            fix="Say it: --as-of 2023-09-30, or `census: {as_of: 2023-09-30}` in the contract.",
        )
    from pyspark.errors import AnalysisException  # noqa: PLC0415 - only with this engine

    try:
        frame = spark.read.parquet(census)
    except AnalysisException as reason:
        raise CostingError(
            census,
            expected="Parquet files that the cluster can read",
            got=str(reason).splitlines()[0],
        ) from reason
    return SparkCosting(frame, contract, as_of=as_of, years=years)
