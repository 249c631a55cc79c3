"""Which workers are worked out again: stated, and the same for whoever asks again."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np

from commontable.engines.costing.contract import Offer
from commontable.engines.costing.costing import PART, Costing
from commontable.engines.costing.plan.standing import meant_by

MOST: Final = 40
"""So many workers are all worked out again; of more, so many are drawn."""


@dataclass(frozen=True, slots=True)
class Sample:
    """``rows`` count from 0 in the order of the census; ``said`` is how they were drawn."""

    rows: tuple[int, ...]
    of: int
    said: str

    @property
    def whole(self) -> bool:
        return len(self.rows) == self.of


def sample_of(costing: Costing, offers: Sequence[Offer], most: int = MOST) -> Sample:
    """All workers of a small census. Of a larger one every n-th row, and for each term that no

    such row comes under the first one that does. Schedules in force count as one: a contract
    has hundreds, all worked out alike.
    """
    count = costing.count
    if count <= most:
        return Sample(tuple(range(count)), count, f"All {count:,} workers of the census.")
    rows = {(2 * place + 1) * count // (2 * most) for place in range(most)}
    drawn = len(rows)
    in_force = (term for term in costing.contract.terms if term.kind.name != "schedule")
    terms = chain(in_force, *(offer.terms for offer in offers))
    for scope in dict.fromkeys(meant_by(term) for term in terms):
        first = -1
        for part, workers in enumerate(costing.parts):
            places = np.flatnonzero(workers.mask(scope)) + part * PART
            if rows.intersection(places.tolist() if len(places) < count else rows):
                first = -1
                break
            if first < 0 and len(places):
                first = int(places[0])
        if first >= 0:
            rows.add(first)
    more = len(rows) - drawn
    said = (
        f"{len(rows):,} of {count:,} workers, by their place in the census: {drawn} at equal "
        f"distances, from row {count // (2 * most) + 1:,} on every {count // most:,}th (to the "
        f"nearest row)"
    )
    if more:
        said += (
            ", and for each term (but the schedules in force) that none of them comes under the "
            f"first who does, {more} more"
        )
    return Sample(tuple(sorted(rows)), count, f"{said}. The same census gives the same workers.")
