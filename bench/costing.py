"""Costing offers of thirty terms: beside pandas, Polars, DuckDB and a spreadsheet, the same cents.

85,000 workers beside all of them; 850,000 with ``COSTING_BENCH=full`` (some of the rivals then
take minutes), and 8,500,000 streamed, ours alone. A figure is CPU seconds where it says so: the
machine may be busy, the work is the same.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles

import pyarrow as pa

from bench import costing_model as model
from bench.costing_rivals import RIVALS, task
from bench.costing_sheet import installed, recalculation_seconds
from bench.report import Report
from commontable.engines.costing.closing import term_prices
from commontable.engines.costing.contract import Offer
from commontable.engines.costing.costing import Costing, Priced, price_streamed, replace_terms
from commontable.engines.costing.futures.assumptions import Assumptions
from commontable.engines.costing.futures.cohorts import cohorts
from commontable.engines.costing.futures.drawn import by_parameters, by_workers
from commontable.engines.costing.prepared import prepare
from commontable.engines.costing.terms import Term

WORKERS = 85_000
SHEET_WORKERS = 1_000
BATCH = 200_000
ROUNDS = 5


def run(report: Report) -> None:
    _compile_time(report)
    offers = model.offers()
    costing = Costing(model.census(WORKERS), model.contract())
    priced = [costing.price(offer) for offer in offers]
    report(f"  {WORKERS:,} workers, {len(priced[0].offer.terms)} terms an offer, three offers")
    ours = _cpu(lambda: [costing.price(offer) for offer in offers], ROUNDS)
    _beside(report, costing, priced, ours)
    _bytes(report, costing)
    _what_if(report, costing, offers[1])
    began, cpu = time.perf_counter(), time.process_time()
    term_prices(costing, priced[1])
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    report(f"  the price of every single term: {cpu:.2f} s CPU")
    report.figure("the price of every single term", seconds, "s", limit=2)
    _futures(report, costing, offers[1])
    _spreadsheet(report, ours)
    if os.environ.get("COSTING_BENCH") == "full":
        _larger(report, offers)
        _streamed(report)
    else:
        report("  850,000 and 8,500,000 workers: with COSTING_BENCH=full")


def _beside(report: Report, costing: Costing, priced: list[Priced], ours: float) -> None:
    """Every rival once: each must come to the same cents."""
    best: tuple[float, str] | None = None
    for kind in RIVALS:
        tasks = [task(costing, each) for each in priced]
        rival = kind(tasks[0])
        began, wall = time.process_time(), time.perf_counter()
        found = [rival.cost(given) for given in tasks]
        cpu, wall = time.process_time() - began, time.perf_counter() - wall
        for cents, each in zip(found, priced, strict=True):
            if cents != each.costs():
                raise AssertionError(f"{kind.name} differs: {cents} against {each.costs()}")
        report(f"  {kind.name}: {cpu:.2f} CPU s, {wall:.2f} s, the same cents")
        if best is None or cpu < best[0]:
            best = (cpu, kind.name)
    if best is not None:
        many = "three offers" if len(priced) > 1 else "one offer"
        what = f"{many}, {costing.count:,} workers, CPU"
        report.figure(what, ours, "s", plain=best[0], plain_is=best[1], limit=best[0] / 5)


def _bytes(report: Report, costing: Costing) -> None:
    """The floor: reading what must be read."""
    plan = costing.plan(model.offers()[0])
    arrays = [column for column in plan.workers if column.size]
    size = sum(column.nbytes for column in arrays)
    seconds = _cpu(lambda: [int(column.sum()) for column in arrays], ROUNDS)
    report(f"  the floor: {size / 1e6:,.1f} MB of workers summed in {seconds * 1000:,.1f} ms CPU")


def _what_if(report: Report, costing: Costing, offer: Offer) -> None:
    """One number of one term changed, and everything priced anew."""
    began, cpu = time.perf_counter(), time.process_time()
    ready = prepare(costing, offer)
    began, cpu = time.perf_counter() - began, time.process_time() - cpu
    report(f"  made ready in {began:.2f} s, {cpu:.2f} s CPU; {ready.nbytes / 1e6:,.0f} MB are kept")
    times, work = [], []
    for term in offer.terms * 2:
        changed = _changed(term)
        began, cpu = time.perf_counter(), time.process_time()
        ready.with_term(changed)
        times.append((time.perf_counter() - began) * 1000)
        work.append((time.process_time() - cpu) * 1000)
    report(f"  what-if: {median(work):,.0f} ms CPU, p95 {quantiles(work, n=20)[-1]:,.0f}")
    report.figure("what-if, 85,000 workers, p50", median(times), "ms")
    report.figure("what-if, 85,000 workers, p95", quantiles(times, n=20)[-1], "ms", limit=100)
    for term in offer.terms[::7]:
        terms = tuple(_changed(term) if each is term else each for each in offer.terms)
        nothing = costing.price(replace_terms(offer, terms))
        if ready.with_term(_changed(term)).costs() != nothing.costs():
            raise AssertionError(f"a changed {term.id} differs from a price from nothing")


def _changed(term: Term) -> Term:
    values = {
        name: value + 500 if isinstance(value, int) and not isinstance(value, bool) else value
        for name, value in term.values.items()
    }
    return replace(term, values=values)


def _futures(report: Report, costing: Costing, offer: Offer) -> None:
    began = time.perf_counter()
    ready = cohorts(costing, offer, per_worker=True)
    report(
        f"  cohorts of those who stay and are hired, priced: {time.perf_counter() - began:.2f} s"
    )
    by_workers(costing, offer, Assumptions(), runs=2, priced=ready)  # compiled before it is timed
    for what, draw, runs, limit in (
        ("1,000 futures of parameters", by_parameters, 1_000, 1),
        ("10,000 futures of parameters", by_parameters, 10_000, None),
        ("1,000 futures of each worker", by_workers, 1_000, 5),
    ):
        began = time.perf_counter()
        draw(costing, offer, Assumptions(), runs=runs, priced=ready)
        report.figure(what, time.perf_counter() - began, "s", limit=limit)


def _spreadsheet(report: Report, ours: float) -> None:
    if not installed():
        report("  LibreOffice is not installed: not measured")
        return
    costing = Costing(model.census(SHEET_WORKERS), model.contract())
    priced = costing.price(model.offers()[0])
    with tempfile.TemporaryDirectory() as folder:
        seconds, cents = recalculation_seconds(costing, priced, Path(folder))
    pay = sum(
        sum(priced.cube.measure(component)) for component in (0, 3, 4)
    )  # base pay, overtime, shifts
    if cents != pay:
        raise AssertionError(f"the spreadsheet differs: {cents} against {pay}")
    whole = 3 * seconds * WORKERS / SHEET_WORKERS
    report(f"  LibreOffice: {SHEET_WORKERS:,} workers recalculated in {seconds:.1f} s, same cents")
    report.figure(
        "three offers against a spreadsheet's recalculation",
        ours,
        "s",
        plain=whole,
        plain_is=f"LibreOffice, scaled from {SHEET_WORKERS:,} workers, pay only",
        limit=whole / 500,
    )


def _larger(report: Report, offers: list[Offer]) -> None:
    costing = Costing(model.census(10 * WORKERS), model.contract())
    priced = [costing.price(offer) for offer in offers]
    ours = _cpu(lambda: [costing.price(offer) for offer in offers], 3)
    _beside(report, costing, priced[:1], ours / 3)


def _streamed(report: Report) -> None:
    """8,500,000 workers in batches, in a process of its own: its peak is its own."""
    out = _python("import bench.costing as b; b.stream_all()").split()
    report.figure("8,500,000 workers streamed, three offers, CPU", float(out[0]), "s")
    report.figure("8,500,000 workers streamed, peak", float(out[1]), "MB", limit=3_000)


def stream_all() -> None:
    """Print CPU seconds of pricing (drawing the batches left out) and the peak in megabytes."""
    drawn = 0.0

    def batches() -> Iterator[pa.Table]:
        nonlocal drawn
        for seed in range(-(-100 * WORKERS // BATCH)):
            began = time.process_time()
            table = model.census(BATCH, seed).table
            drawn += time.process_time() - began
            yield table

    began = time.process_time()
    price_streamed(batches(), model.contract(), model.offers(), as_of=model.AS_OF)
    seconds = time.process_time() - began - drawn
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _compile_time(report: Report) -> None:
    """The first call on a new machine, and the first of a process after that."""
    code = (
        "import time; import bench.costing_model as m;"
        "from commontable.engines.costing.costing import Costing;"
        "c = Costing(m.census(100), m.contract()); o = m.offers()[0];"
        "b = time.perf_counter(); c.price(o); print(time.perf_counter() - b)"
    )
    with tempfile.TemporaryDirectory() as folder:
        environment = {"COMMONTABLE_CACHE": folder}
        cold, warm = (float(_python(code, environment)) for _ in range(2))
    report(f"  first call: compiled in {cold:.1f} s, from the cache in {warm:.1f} s")


def _python(code: str, environment: dict[str, str] | None = None) -> str:
    known = {name: value for name, value in os.environ.items() if name != "NUMBA_CACHE_DIR"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env={**known, **(environment or {})},
        cwd=Path(__file__).parents[1],
    )
    return done.stdout


def _cpu(work: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return median(times)
