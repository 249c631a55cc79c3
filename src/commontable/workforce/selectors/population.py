"""Who the workforce is, in figures: by union, region, facility, classification and step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import pyarrow.compute as pc

from commontable.coalition.actors import Actor
from commontable.workforce.models import Census
from commontable.workforce.selectors.lines import (
    NEEDED,
    Asked,
    Line,
    flat_of,
    largest_first,
    summed,
    together,
)
from commontable.workforce.selectors.rows import open_door
from commontable.workforce.selectors.schedules import rates_on
from commontable.workforce.small_cells import to_hide

DIMENSIONS = ("union", "region", "facility", "classification", "step")
_COLUMNS = tuple(dict.fromkeys((*DIMENSIONS, *NEEDED)))
# A facility lies in a region and a job in a union, whose sums are told: they are judged together.
_WITHIN = {"facility": "region", "classification": "union"}

type Pairs = Mapping[tuple[str, ...], Line]


@dataclass(frozen=True, slots=True)
class Population:
    """The whole, and each dimension's lines, the largest first; steps in their order.

    An empty name is of workers for whom the census does not say.
    """

    total: Line
    by: Mapping[str, tuple[Line, ...]]
    pairs: Mapping[str, Pairs] = field(repr=False)

    @property
    def hides(self) -> bool:
        return any(line.hidden for lines in self.by.values() for line in lines)

    def hidden(self, dimension: str) -> frozenset[str]:
        """Names of the dimension's hidden lines."""
        return frozenset(line.name for line in self.by[dimension] if line.hidden)


def population_of(
    actor: Actor, census: Census, *, narrowed: Mapping[str, str] | None = None
) -> Population:
    """The census in figures, as far as the actor may see it.

    Args:
        narrowed: dimension to the only value counted; passed over for whoever sees figures only,
            as two narrowings could be subtracted from each other.

    Raises:
        NotFoundError: the census is not for the actor.
        CommontableError: its file is missing or not what it was.
    """
    door = open_door(actor, census)
    rates = rates_on(actor, census.as_of)
    wanted = tuple(sorted((narrowed or {}).items())) if door.sight.rows else ()
    found = _counted(Asked(door.key, rates.schedules, wanted, door, rates))
    return _without_small(found, door.sight.least) if door.sight.least else found


def _without_small(population: Population, least: int) -> Population:
    hidden: dict[str, frozenset[str]] = {}
    for name in DIMENSIONS:
        if name not in _WITHIN:
            cells = {line.name: line.workers for line in population.by[name]}
            hidden[name] = to_hide(cells, least=least, groups=[list(cells)])
    for name, outer in _WITHIN.items():
        pairs = {key: line.workers for key, line in population.pairs[name].items()}
        groups: dict[str, list[tuple[str, ...]]] = {}
        for key in pairs:
            groups.setdefault(key[0], []).append(key)
        also = [key for key in pairs if key[0] in hidden[outer]]
        told = [group for one, group in groups.items() if one not in hidden[outer]]
        hidden[name] = frozenset(
            key[1] for key in to_hide(pairs, least=least, groups=told, also=also)
        )
    return Population(
        total=population.total.or_hidden(population.total.workers < least),
        by={
            name: tuple(line.or_hidden(line.name in hidden[name]) for line in lines)
            for name, lines in population.by.items()
        },
        pairs={},
    )


@lru_cache(maxsize=32)
def _counted(asked: Asked) -> Population:
    table = asked.door.table(_COLUMNS)
    for name, value in asked.narrowed:
        table = table.filter(pc.equal(pc.fill_null(table[name].cast("string"), ""), value))
    flat = flat_of(table, asked.rates, DIMENSIONS)
    by = {name: largest_first(list(summed(flat, [name]).values())) for name in DIMENSIONS}
    by["step"] = tuple(sorted(by["step"], key=lambda line: (not line.name, line.name.zfill(3))))
    pairs = {name: summed(flat, [outer, name]) for name, outer in _WITHIN.items()}
    return Population(together(by["union"]), by, pairs)
