"""Futures of an offer: estimates in whole dollars, with the model they are drawn from."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any

from commontable.costing.pricing.held import Held
from commontable.engines.costing.futures.assumptions import Assumptions
from commontable.engines.costing.futures.drawn import QUANTILES, by_parameters

_turn = threading.Lock()


def of_futures(
    held: Held,
    text: str,
    *,
    assumed: Mapping[str, float],
    runs: int,
    seed: int,
    told: Callable[[int, int], None],
) -> dict[str, Any]:
    """Fans by year and for the term, the lower tier's share, and every run's cost in order.

    Args:
        assumed: fields of ``Assumptions``.
    """
    told(0, 2)
    with _turn:
        found = by_parameters(
            held.costing, held.offer(text), Assumptions(**assumed), runs=runs, seed=seed
        )
    told(1, 2)
    totals = sorted(int(each) for each in found.totals)
    return {
        "runs": runs,
        "seed": seed,
        "model": found.model,
        "quantiles": list(QUANTILES),
        "fans": [{"year": fan.year, "dollars": list(fan.dollars)} for fan in found.fans()],
        "lower_tier": [round(share * 1_000_000) for share in found.lower_tier_by_year()],
        # Two hundred of the runs in order: enough to say how many cost more than an amount.
        "totals": [totals[min(len(totals) - 1, len(totals) * at // 200)] for at in range(200)],
        "least": totals[0],
        "most": totals[-1],
    }
