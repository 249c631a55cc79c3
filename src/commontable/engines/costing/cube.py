"""Integer sums by who, year and component: small, additive, everything that reports need."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from commontable.engines.costing.components import COSTS, WIDTH
from commontable.engines.costing.workers import PROFILE, Ints, Profiles

_AT: Final = {name: place for place, name in enumerate(PROFILE)}


@dataclass(frozen=True, slots=True, eq=False)
class Cube:
    """``totals`` [profile, year, component]; ``profiles`` the labels in the order of ``PROFILE``.

    ``employer`` [year, component] belongs to no worker. Cents and counts.
    """

    profiles: Profiles
    totals: Ints
    employer: Ints

    @property
    def years(self) -> int:
        return int(self.totals.shape[1])

    def sums(self) -> Ints:
        """[year, component] of everybody and the employer."""
        found: Ints = self.totals.sum(axis=0) + self.employer
        return found

    def costs(self) -> list[int]:
        """The employer's cost by year, in cents."""
        return [int(cost) for cost in self.sums()[:, :COSTS].sum(axis=1)]

    def measure(self, component: int) -> list[int]:
        """One component by year."""
        return [int(amount) for amount in self.sums()[:, component]]

    def by(self, *dimensions: str) -> dict[tuple[str, ...], Ints]:
        """[year, component] for each combination of labels; the employer's own is under ()."""
        places = [_AT[name] for name in dimensions]
        found: dict[tuple[str, ...], Ints] = {}
        if self.employer.any():
            found[()] = self.employer.copy()
        labels, order, begins = self.profiles.alike(places)
        if labels:
            found |= zip(labels, np.add.reduceat(self.totals[order], begins), strict=True)
        return found


def merged(cubes: Iterable[Cube]) -> Cube:
    """The cube of all workers of several; the same in any order and any split."""
    given = list(cubes)
    if len(given) == 1:
        return given[0]
    at: dict[tuple[str, ...], int] = {}
    parts: list[tuple[Ints, Ints]] = []
    employer: Ints | None = None
    years = 0
    for cube in given:
        places = np.array([at.setdefault(profile, len(at)) for profile in cube.profiles], np.int64)
        parts.append((places, cube.totals))
        employer = cube.employer if employer is None else employer + cube.employer
        years = cube.years
    totals = np.zeros((len(at), years, WIDTH), np.int64)
    for places, sums in parts:
        np.add.at(totals, places, sums)
    if employer is None:
        employer = np.zeros((years, WIDTH), np.int64)
    return Cube(Profiles(at), totals, employer)
