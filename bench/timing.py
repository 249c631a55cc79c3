"""How long something takes, measured the same way everywhere."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median


def median_ms(
    work: Callable[[], object], *, before: Callable[[], object] = lambda: None, rounds: int = 7
) -> float:
    """Milliseconds; ``before`` is done each time and not counted, nor is the first round."""
    times = []
    for _ in range(rounds + 1):
        before()
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return median(times[1:])
