"""Employment spells drawn worker by worker: who leaves in which year, and when in it.

Philox 4x32-10 (Salmon, Moraes, Dror, Shaw: Parallel Random Numbers, 2011) keyed by the seed and
counted by (future, worker, year): no stream to keep, the same draws in any order. Whole numbers
only, so that every machine draws the same.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

import numba as nb
import numpy as np
import numpy.typing as npt

type Ints = npt.NDArray[np.int64]

_njit: Any = nb.njit
_M0, _M1 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_W0, _W1 = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
_LOW, _HALF = np.uint64(0xFFFFFFFF), np.uint64(32)
_ROUNDS = 10
_WORDS = 4
"""Words of one draw: a chance for each of four years."""
_WHEN = 0x5DEECE66D
"""Sets the draws of when in a year apart from those of whether."""
_PARTS = 65_536
"""Of a year: where in it somebody leaves."""


def _compiled[F: Callable[..., object]](function: F) -> F:
    return cast("F", _njit(cache=True, nogil=True)(function))


@_compiled
def philox(c0: int, c1: int, c2: int, key: int) -> tuple[int, int, int, int]:
    """The four words for a counter (c0, c1, c2, 0) under a 64-bit key."""
    a, b, c, d = np.uint64(c0), np.uint64(c1), np.uint64(c2), np.uint64(0)
    k0 = np.uint64(key) & _LOW
    k1 = (np.uint64(key) >> _HALF) & _LOW
    for _ in range(_ROUNDS):
        p0, p1 = _M0 * a, _M1 * c
        a, b, c, d = (p1 >> _HALF) ^ b ^ k0, p1 & _LOW, (p0 >> _HALF) ^ d ^ k1, p0 & _LOW
        k0 = (k0 + _W0) & _LOW
        k1 = (k1 + _W1) & _LOW
    # Plain numbers once compiled.
    return np.int64(a), np.int64(b), np.int64(c), np.int64(d)  # type: ignore[return-value]


@_compiled
def _futures(  # noqa: PLR0917 - compiled functions take no keywords
    first: int,
    last: int,
    stay: Ints,
    hired: Ints,
    lower: Ints,
    leaves: int,
    seed: int,
    cents: Ints,
    seats: Ints,
) -> None:
    """Adds what workers ``first`` to ``last`` cost beyond staying into ``cents`` [future, year].

    ``seats`` [future, year] counts those on the lower scale. Workers are the outer loop: what they
    cost stays at hand for all futures. Most stay, and for them nothing is added.
    """
    years = stay.shape[1]
    for w in range(first, last):
        for f in range(len(cents)):
            cohort = -1
            for block in range(0, years, _WORDS):
                words = philox(f, w, block, seed)
                least = min(words[0], words[1], words[2], words[3])
                if least >= leaves and cohort < 0:
                    continue
                for year in range(block, min(block + _WORDS, years)):
                    chance = words[year - block]
                    now = stay[w, year] if cohort < 0 else hired[w, cohort, year]
                    if chance < leaves:
                        when = philox(f, w, year, seed ^ _WHEN)[0]
                        stayed = when % _PARTS
                        now = (now * stayed + hired[w, year, year] * (_PARTS - stayed)) // _PARTS
                        cohort = year
                    if cohort >= 0:
                        cents[f, year] += now - stay[w, year]
                        seats[f, year] += lower[cohort]


def draw(
    stay: Ints,
    hired: Ints,
    lower: Ints,
    *,
    turnover: float,
    runs: int,
    seed: int,
    threads: int = 0,
) -> tuple[Ints, Ints]:
    """Cents, and seats on the lower scale at the year's end: both [future, year].

    ``stay`` [worker, year] and ``hired`` [worker, year of hire, year] are cents; ``lower`` is 1
    for each year of hire under the lower scale.
    """
    count, years = stay.shape
    leaves = int(turnover * 2**32)
    parts = max(1, min(threads or os.cpu_count() or 1, count // 64))
    edges = [count * part // parts for part in range(parts + 1)]
    cents = [np.zeros((runs, years), np.int64) for _ in range(parts)]
    seats = [np.zeros((runs, years), np.int64) for _ in range(parts)]

    def work(part: int) -> None:
        first, last = edges[part], edges[part + 1]
        _futures(first, last, stay, hired, lower, leaves, seed, cents[part], seats[part])

    with ThreadPoolExecutor(parts) as pool:
        list(pool.map(work, range(parts)))
    whole = sum(cents[1:], start=cents[0]) + stay.sum(axis=0)
    return whole, sum(seats[1:], start=seats[0])
