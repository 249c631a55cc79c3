"""Movement and flags over 1,500 proposals, beside every pair of passes held against each other."""

from __future__ import annotations

import random
import time
from decimal import Decimal

from bench.report import Report
from commontable.engines.comparison import (
    Aspect,
    Better,
    Pass,
    ProposalKind,
    Scope,
    Side,
    Term,
    TermKind,
    glance,
    movement,
    regressions,
)

REGIONS = ("CO", "HI", "MAS", "NCAL", "NW", "SCAL", "WA-E", "WA-W")
PASSES, ISSUES = 1500, 200

type Mark = tuple[str, str, str, int]


def run(report: Report) -> None:
    """The plain loop finds the same flags on plain raises; ours also compounds and groups."""
    record = _record()
    started = time.perf_counter()
    plain = _every_pair(record)
    plain_ms = (time.perf_counter() - started) * 1000
    ours = {
        (flag.label, flag.issue, flag.region, flag.year or 0)
        for flag in regressions(record, regions=REGIONS)
        if flag.measure.aspect is Aspect.VALUE
    }
    assert ours == plain, "the plain loop and the engine flag alike"
    newest = frozenset(passed.ident for passed in record[-2 * ISSUES :])
    for what, work in (
        ("movement, every pass", lambda: movement(record, regions=REGIONS)),
        ("flags, every pass", lambda: regressions(record, regions=REGIONS)),
        ("both, of the newest 400 passes", lambda: glance(record, regions=REGIONS, of=newest)),
    ):
        times = []
        for _ in range(7):
            started = time.perf_counter()
            work()
            times.append((time.perf_counter() - started) * 1000)
        report.figure(
            f"{what} of 1,500",
            sorted(times)[len(times) // 2],
            "ms",
            plain=plain_ms,
            plain_is="every pass against every earlier one, flags only",
        )


def _record() -> list[Pass]:
    chance = random.Random(2025)
    record = []
    for order in range(1, PASSES + 1):
        side = chance.choice(list(Side))
        issue = chance.randrange(ISSUES)
        # One issue in eight is bargained region by region.
        where = frozenset({chance.choice(REGIONS)}) if issue % 8 == 0 else frozenset()
        terms = tuple(
            Term(
                issue=f"issue {issue}",
                kind=TermKind.RAISE,
                value=Decimal(chance.randrange(4, 40)) / 4,
                unit="percent",
                scope=Scope(where),
                year=year,
                better=Better.HIGHER,
            )
            for year in (1, 2, 3, 4)
        )
        label = f"{'U' if side is Side.UNION else 'E'}-{order}"
        record.append(Pass(str(order), label, side, ProposalKind.FORMAL, order, terms))
    return record


def _every_pair(record: list[Pass]) -> set[Mark]:
    """Worse for the other side than any earlier position of the same side, region by region."""
    marks = set()
    for place, later in enumerate(record):
        for earlier in record[:place]:
            if earlier.side is not later.side:
                continue
            for new in later.terms:
                for old in earlier.terms:
                    if new.issue != old.issue or new.year != old.year:
                        continue
                    assert isinstance(new.value, Decimal)
                    assert isinstance(old.value, Decimal)
                    fell = new.value < old.value
                    rose = new.value > old.value
                    if fell if later.side is Side.EMPLOYER else rose:
                        for region in REGIONS:
                            here = not new.scope.regions or region in new.scope.regions
                            there = not old.scope.regions or region in old.scope.regions
                            if here and there:
                                marks.add((later.label, new.issue, region, new.year or 0))
    return marks
