"""Runs a plan on this machine: compiled where the compiler is at hand, by columns elsewhere."""

import hashlib
import os
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import numpy.typing as npt

from commontable.engines.costing.components import WIDTH

if TYPE_CHECKING:
    from types import ModuleType

    from commontable.engines.costing.plan.build import Plan

type Ints = npt.NDArray[np.int64]
type Engine = Literal["compiled", "columns"]

ENGINES: Final[tuple[Engine, ...]] = ("compiled", "columns")
_PER_THREAD: Final = 4_096
"""Fewer workers than this are done before a thread has started."""


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """``totals`` [profile, year, component] in cents and counts.

    If asked for, ``net`` [worker, year] is what each takes home, ``costs`` what each costs.
    """

    totals: Ints
    net: Ints
    costs: Ints


def run(
    plan: "Plan", *, per_worker: bool = False, engine: Engine = "compiled", threads: int = 0
) -> Sums:
    """Integer sums of a plan. The same cents with either engine and any number of threads.

    ``threads`` 0 takes as many as the machine has cores.
    """
    count = plan.standing.workers.count
    years = plan.standing.time.years
    profiles = len(plan.standing.workers.profiles)
    net = np.zeros((count if per_worker else 0, years), np.int64)
    costs = np.zeros((count if per_worker else 0, years), np.int64)
    wanted = threads or (os.cpu_count() or 1)
    parts = max(1, min(wanted, count // _PER_THREAD))
    edges = [count * part // parts for part in range(parts + 1)]
    sums = [np.zeros((profiles, years, WIDTH), np.int64) for _ in range(parts)]

    def work(part: int) -> None:
        first, last = edges[part], edges[part + 1]
        if engine == "compiled":
            compiled = _compiled()
            own = compiled.scratch(
                len(plan.arrays.line.hours), len(plan.arrays.percent.of), years, WIDTH
            )
            compiled.run(first, last, plan.workers, *plan.arrays, own, sums[part], net, costs)
        else:
            from commontable.engines.costing.kernel import by_columns  # noqa: PLC0415

            by_columns.run(first, last, plan.workers, plan.arrays, sums[part], net, costs)

    if parts == 1:
        work(0)
    else:
        with ThreadPoolExecutor(parts) as pool:
            list(pool.map(work, range(parts)))
    return Sums(sum(sums[1:], start=sums[0]), net, costs)


@cache
def compiler() -> None:
    """Make the compiler ready: where it keeps its work is read when a function is declared."""
    import numba  # noqa: PLC0415 - a second and 70 MB: only when it is used

    settings: Any = numba.config  # its names are made when it is imported
    settings.CACHE_DIR = str(cache_folder())


@cache
def _compiled() -> "ModuleType":
    """The compiled kernel."""
    compiler()
    from commontable.engines.costing.kernel import compiled  # noqa: PLC0415

    return compiled


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
