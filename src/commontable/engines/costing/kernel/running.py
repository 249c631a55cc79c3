"""Runs a plan on this machine: compiled where the compiler is at hand, by columns elsewhere."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from commontable.engines.costing.components import WIDTH

if TYPE_CHECKING:
    from types import ModuleType

    from commontable.engines.costing.kernel.walking import StayArrays
    from commontable.engines.costing.plan.build import Plan

type Ints = npt.NDArray[np.int64]
type Flags = npt.NDArray[np.bool_]
type Engine = Literal["compiled", "columns"]

ENGINES: Final[tuple[Engine, ...]] = ("compiled", "columns")
_PER_THREAD: Final = 4_096
"""Fewer workers than this are done before a thread has started."""
_ROOM: Final = 32_768
_WORKERS: Final = 4_096
"""Stays, and workers, worked on at once: they fit a core's cache."""
_EARNED: Final = 4

# What stays follow from.
_OF_WORKERS: Final = (
    "wage_group",
    "wage_group_after",
    "promoted",
    "step",
    "due_month",
    "due_of_month",
    "hired",
    "left",
    "band_days",
    "jump_service",
)
_OF_TIME: Final = (
    "bounds",
    "known",
    "segments",
    "stretches",
    "month_first",
    "month_zero",
    "waits",
)
_OF_WAGES: Final = (
    "lowest",
    "highest",
    "months_at",
    "freeze_from",
    "freeze_end",
    "freeze_back",
    "freeze_restores",
    "freezes",
    "jump_day",
    "jump_from",
)


class Sums(NamedTuple):
    """``totals`` [profile, year, component] in cents and counts.

    If asked for, ``net`` [worker, year] is what each takes home, ``costs`` what each costs.
    """

    totals: Ints
    net: Ints
    costs: Ints


class Piece(NamedTuple):
    """The stays of workers ``first`` to ``last`` in the order of their profiles.

    ``earned`` [worker, stretch, 4] is what they earn in them, once ``earn`` has filled it.
    """

    first: int
    last: int
    stays: "StayArrays"
    earned: Ints

    @property
    def nbytes(self) -> int:
        return self.earned.nbytes + sum(each.nbytes for each in self.stays)


@dataclass(frozen=True, slots=True, eq=False)
class Walk:
    """Where every worker's time goes under a plan: kept, so that changed amounts need only pay.

    ``parts`` share no profile, so that threads may work on them side by side.
    """

    plan: "Plan"
    parts: tuple[tuple[Piece, ...], ...]

    @property
    def nbytes(self) -> int:
        return sum(piece.nbytes for part in self.parts for piece in part)

    def fits(self, plan: "Plan") -> bool:
        """Whether the same stays come out of another plan for the same workers."""
        pairs = (
            (getattr(getattr(mine, where), name), getattr(getattr(other, where), name))
            for mine, other, where, names in (
                (self.plan, plan, "workers", _OF_WORKERS),
                (self.plan.arrays, plan.arrays, "time", _OF_TIME),
                (self.plan.arrays, plan.arrays, "wage", _OF_WAGES),
                (self.plan.arrays, plan.arrays, "payment", ("day",)),
            )
            for name in names
        )
        shape = plan.arrays.wage.rates.shape
        return self.plan.arrays.wage.rates.shape == shape and all(
            mine is other or np.array_equal(mine, other) for mine, other in pairs
        )


def run(
    plan: "Plan",
    *,
    per_worker: bool = False,
    engine: Engine = "compiled",
    threads: int = 0,
    walked: Walk | None = None,
) -> Sums:
    """Integer sums of a plan. The same cents with either engine and any number of threads.

    ``threads`` 0 takes as many as the machine has cores. ``walked`` must fit the plan.
    """
    sums = nothing(plan, per_worker=per_worker)
    if engine == "compiled":
        add(plan, sums, threads=threads, walked=walked)
    else:
        _by_columns(plan, sums, threads)
    return sums


def nothing(plan: "Plan", *, per_worker: bool) -> Sums:
    """Sums of nobody, to be added to."""
    workers, years = plan.standing.workers, plan.standing.time.years
    rows = workers.count if per_worker else 0
    return Sums(
        np.zeros((len(workers.profiles), years, WIDTH), np.int64),
        np.zeros((rows, years), np.int64),
        np.zeros((rows, years), np.int64),
    )


def add(
    plan: "Plan",
    sums: Sums,
    *,
    concerned: Flags | None = None,
    threads: int = 0,
    walked: Walk | None = None,
) -> None:
    """Adds the workers of the profiles that are ``concerned`` (all, if left out) to ``sums``."""
    earning, settling = _earning(plan, sums, concerned), _settling(plan, sums, concerned)

    def work(pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            # What is kept with a walk stays as it is.
            each = piece if walked is None else piece._replace(earned=piece.earned.copy())
            earning(each)
            settling(each)

    if walked is not None:
        _side_by_side(work, walked.parts)
    else:
        _side_by_side(work, [_pieces(plan, *edges) for edges in _parts(plan, threads)])


def earn(walked: Walk, sums: Sums) -> None:
    """Adds the lines of all pay slips alone, and keeps what was earned with the walk."""
    work = _earning(walked.plan, sums, None)
    _side_by_side(lambda pieces: [work(each) for each in pieces], walked.parts)


def settle(plan: "Plan", sums: Sums, *, walked: Walk, concerned: Flags | None = None) -> None:
    """Adds what follows from what ``earn`` kept; rates and lines are as they were then."""
    work = _settling(plan, sums, concerned)
    _side_by_side(lambda pieces: [work(each) for each in pieces], walked.parts)


def _earning(plan: "Plan", sums: Sums, concerned: Flags | None) -> Callable[[Piece], None]:
    kernel, arrays = _compiled().earning, plan.arrays
    asked = np.ones(len(sums.totals), np.bool_) if concerned is None else concerned
    order = plan.standing.workers.by_profile

    def work(piece: Piece) -> None:
        kernel.earn(
            piece.first,
            piece.last,
            order,
            asked,
            piece.stays,
            plan.workers,
            arrays.time,
            arrays.wage,
            arrays.line,
            kernel.earning_scratch(len(arrays.line.hours), sums.totals.shape[1]),
            piece.earned,
            *sums,
        )

    return work


def _settling(plan: "Plan", sums: Sums, concerned: Flags | None) -> Callable[[Piece], None]:
    kernel, arrays = _compiled().settling, plan.arrays
    asked = np.ones(len(sums.totals), np.bool_) if concerned is None else concerned
    order = plan.standing.workers.by_profile

    def work(piece: Piece) -> None:
        kernel.settle(
            piece.first,
            piece.last,
            order,
            asked,
            piece.stays,
            plan.workers,
            arrays.time,
            arrays.wage,
            arrays.percent,
            arrays.payment,
            arrays.benefit,
            kernel.settling_scratch(len(arrays.percent.of), sums.totals.shape[1]),
            piece.earned,
            *sums,
        )

    return work


def walk(plan: "Plan", *, threads: int = 0) -> Walk:
    """The stays of all workers, kept."""

    def kept(pieces: Iterator[Piece]) -> tuple[Piece, ...]:
        return tuple(_trimmed(each) for each in pieces)

    edges = _parts(plan, threads)
    return Walk(plan, tuple(_side_by_side(kept, [_pieces(plan, *each) for each in edges])))


def _pieces(plan: "Plan", first: int, last: int) -> Iterator[Piece]:
    """Stays of a few workers at a time, each time in the same arrays."""
    kernel = _compiled().walking
    time, days = plan.arrays.time, plan.arrays.payment.day
    # Whatever changes ends a stay; where a change splits a period, it leaves three.
    changes = len(time.segments) + len(time.stretches) + len(time.month_first)
    most = 3 * (changes + plan.workers.band_days.shape[1] + 3)
    workers = max(1, min(_WORKERS, last - first))
    room = kernel.stay_arrays(max(_ROOM, most), workers, len(days))
    earned = np.zeros((workers, len(time.stretch_year), _EARNED), np.int64)
    order = plan.standing.workers.by_profile
    while first < last:
        upto = kernel.walk(
            first, last, most, order, plan.workers, time, plan.arrays.wage, days, room
        )
        yield Piece(first, upto, room, earned)
        first = upto


def _trimmed(piece: Piece) -> Piece:
    """A copy, as long as it is filled."""
    workers = piece.last - piece.first
    filled = int(piece.stays.begins[workers])
    lengths = {"begins": workers + 1, "paid": workers}
    cut = {
        name: each[: lengths.get(name, filled)].copy()
        for name, each in piece.stays._asdict().items()
    }
    stays = piece.stays._replace(**cut)
    return Piece(piece.first, piece.last, stays, np.zeros_like(piece.earned[:workers]))


def _parts(plan: "Plan", threads: int) -> list[tuple[int, int]]:
    """Where each thread begins and ends: nobody's profile is on both sides of an edge."""
    workers = plan.standing.workers
    parts = max(1, min(threads or os.cpu_count() or 1, workers.count // _PER_THREAD))
    profiles = workers.profiles.of[workers.by_profile]
    edges = [
        int(np.searchsorted(profiles, profiles[workers.count * part // parts]))
        for part in range(1, parts)
    ]
    return list(pairwise([0, *edges, workers.count]))


def _side_by_side[T, R](work: Callable[[T], R], parts: Sequence[T]) -> list[R]:
    if len(parts) == 1:
        return [work(parts[0])]
    with ThreadPoolExecutor(len(parts)) as pool:
        return list(pool.map(work, parts))


def _by_columns(plan: "Plan", sums: Sums, threads: int) -> None:
    from commontable.engines.costing.kernel import by_columns  # noqa: PLC0415

    count = plan.standing.workers.count
    parts = max(1, min(threads or os.cpu_count() or 1, count // _PER_THREAD))
    edges = [count * part // parts for part in range(parts + 1)]

    def work(edge: tuple[int, int]) -> Ints:
        totals = np.zeros_like(sums.totals)
        by_columns.run(*edge, plan.workers, plan.arrays, totals, sums.net, sums.costs)
        return totals

    for totals in _side_by_side(work, list(pairwise(edges))):
        sums.totals[:] += totals


@cache
def compiler() -> None:
    """Make the compiler ready: where it keeps its work is read when a function is declared."""
    import numba  # noqa: PLC0415 - a second and 70 MB: only when it is used

    settings: Any = numba.config  # its names are made when it is imported
    settings.CACHE_DIR = str(cache_folder())


class _Kernel(NamedTuple):
    """The compiled parts."""

    walking: "ModuleType"
    earning: "ModuleType"
    settling: "ModuleType"


@cache
def _compiled() -> _Kernel:
    compiler()
    from commontable.engines.costing.kernel import earning, settling, walking  # noqa: PLC0415

    return _Kernel(walking, earning, settling)


def cache_folder() -> Path:
    """Where compiled code is kept between runs; never in the installed package.

    Under ``COMMONTABLE_CACHE``, else the user's cache folder, else a temporary one of this user.
    The folder's name changes with the sources: compiled code holds their constants.
    """
    given = os.environ.get("COMMONTABLE_CACHE") or os.environ.get("XDG_CACHE_HOME")
    base = Path(given) if given else Path.home() / ".cache"
    folder = base / "commontable" / f"kernel-{_sources()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return Path(tempfile.mkdtemp(prefix="commontable-kernel-"))


def _sources() -> str:
    """Names the sources that go into compiled code."""
    engine = Path(__file__).parents[1]
    names = ("components.py", "plan/arrays.py", "futures/spells.py")
    paths = [*sorted((engine / "kernel").glob("*.py")), *(engine / name for name in names)]
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
