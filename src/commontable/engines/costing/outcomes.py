"""Who gains and who loses: what workers take home under one scenario against another."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from commontable.engines.costing.amounts import half_up
from commontable.engines.costing.costing import Costing, Priced

type Ints = npt.NDArray[np.int64]

_TENTHS: Final = 10


@dataclass(frozen=True, slots=True)
class Outcome:
    """Cents a worker takes home over all years, ``scenario`` less ``against``.

    Take-home is pay, lump sums and bonus less the worker's premiums and copays, before taxes.
    ``tenths`` are the least and the most of each tenth of the workers, the worst-off first.
    ``losers`` name classification and region with how many of theirs lose, the most first.
    """

    scenario: str
    against: str
    workers: int
    gain: int
    same: int
    lose: int
    total: int
    worst: int
    best: int
    worst_tenth_average: int
    tenths: tuple[tuple[int, int], ...]
    lost: int
    losers: tuple[tuple[str, str, int], ...]


def outcome(costing: Costing, scenario: Priced, against: Priced) -> Outcome:
    """Both must be priced ``per_worker``."""
    moved: Ints = scenario.net.sum(axis=1) - against.net.sum(axis=1)
    ordered = np.sort(moved)
    count = len(ordered)
    tenth = max(1, count // _TENTHS)
    edges = [count * part // _TENTHS for part in range(_TENTHS + 1)]
    tenths = tuple(
        (int(ordered[first]), int(ordered[last - 1]))
        for first, last in pairwise(edges)
        if first < last
    )
    loses = moved < 0
    return Outcome(
        scenario=scenario.name,
        against=against.name,
        workers=count,
        gain=int((moved > 0).sum()),
        same=int((moved == 0).sum()),
        lose=int(loses.sum()),
        total=int(moved.sum()),
        worst=int(ordered[0]),
        best=int(ordered[-1]),
        worst_tenth_average=half_up(int(ordered[:tenth].sum()), tenth),
        tenths=tenths,
        lost=int(moved[loses].sum()),
        losers=_by_job(costing, np.flatnonzero(loses)),
    )


def _by_job(costing: Costing, rows: Ints) -> tuple[tuple[str, str, int], ...]:
    counted: Counter[tuple[str, str]] = Counter()
    first = 0
    for part in costing.parts:
        here = rows[(rows >= first) & (rows < first + part.count)] - first
        jobs, job_names = part.dimension("classification")
        regions, region_names = part.dimension("region")
        pairs, counts = np.unique(
            np.stack([jobs[here], regions[here]], axis=1), axis=0, return_counts=True
        )
        for (job, region), many in zip(pairs.tolist(), counts.tolist(), strict=True):
            counted[job_names[job], region_names[region]] += many
        first += part.count
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple((job, region, many) for (job, region), many in ordered)
