"""How the kernel is compiled, and the whole-number arithmetic all of it shares.

The compiler keeps its work by the source of one file only: what ``running.cache_folder`` keeps it
under changes with every file that goes into the kernel, so that old code never meets new arrays.
"""

from collections.abc import Callable
from typing import Any, Final, cast

import numba as nb

from commontable.engines.costing.components import (
    BASE_PAY,
    BONUS,
    COSTS,
    LUMP_SUMS,
    SHIFT_DIFFERENTIALS,
    WORKER_COPAYS,
    WORKER_PREMIUMS,
)
from commontable.engines.costing.plan.arrays import Ints

NEVER: Final = 2**31 - 1
QUARTER_MILLS: Final = 40
"""Mills times quarter-hours in one cent."""
FULL_TIME: Final = 10_000
WHOLE: Final = 1_000_000
CENT: Final = 10

# Typed loosely: the option is there, the compiler's own types do not know it.
_njit: Any = nb.njit


def compiled[F: Callable[..., object]](function: F) -> F:
    """Without counted references, which cost more than the work: arrays are handed in, none made.

    No lock is held, so that threads work side by side.
    """
    return cast("F", _njit(cache=True, nogil=True, _nrt=False, error_model="numpy")(function))


def inlined[F: Callable[..., object]](function: F) -> F:
    """Put into its caller: a call would copy every array's header."""
    return cast("F", _njit(cache=True, inline="always", _nrt=False, error_model="numpy")(function))


@inlined
def cost_of(own: Ints, year: int) -> int:
    """What ``own`` [Y, component] cost the employer in a year."""
    cents: int = 0
    for c in range(COSTS):
        cents += own[year, c]
    return cents


@inlined
def taken_home(own: Ints, year: int) -> int:
    """What of ``own`` [Y, component] reached the workers in money in a year."""
    cents: int = own[year, LUMP_SUMS] + own[year, BONUS]
    for c in range(BASE_PAY, SHIFT_DIFFERENTIALS + 1):
        cents += own[year, c]
    cents -= own[year, WORKER_PREMIUMS] + own[year, WORKER_COPAYS]
    return cents


@compiled
def half_up(numerator: int, denominator: int) -> int:
    rounded: int = (2 * numerator + denominator) // (2 * denominator)
    return rounded


@compiled
def parts_of(numerator: int, divisor: int) -> int:
    # A division by a constant costs a tenth of one by a variable, and nearly all are these.
    if divisor == WHOLE:
        return half_up(numerator, WHOLE)
    return half_up(numerator, divisor)
