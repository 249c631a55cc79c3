"""What a file would bring, beside what is there: the last census and the directory's headcounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commontable.coalition.actors import Actor
from commontable.coalition.selectors.directory import directory_of
from commontable.workforce.census.impact import Impact, Sums
from commontable.workforce.folders import UploadFolder
from commontable.workforce.models import Census, Upload
from commontable.workforce.selectors.censuses import census_before
from commontable.workforce.selectors.lines import Line
from commontable.workforce.selectors.population import population_of

DIMENSIONS = ("union", "region", "facility")


@dataclass(frozen=True, slots=True)
class Beside:
    """One union, region or facility.

    Attributes:
        before: of the last census; None: it had none of them, or there is none.
        counted: the directory's headcount as of the day; None: nobody counted.
    """

    name: str
    now: Sums
    before: Line | None
    counted: int | None

    @property
    def change(self) -> int | None:
        """Workers more than in the last census."""
        return None if self.before is None else self.now.workers - self.before.workers

    @property
    def off(self) -> int | None:
        """Workers more than the directory counts."""
        return None if self.counted is None else self.now.workers - self.counted


@dataclass(frozen=True, slots=True)
class Brought:
    """The impact of a census, beside what is there."""

    impact: Impact
    last: Census | None
    total: Beside
    by: Mapping[str, tuple[Beside, ...]]


def brought_by(actor: Actor, upload: Upload) -> Brought:
    """What the census of an upload would bring.

    The last census is that of the same home of the latest day before, or the one it corrects.
    """
    impact = UploadFolder(upload).impact()
    last = upload.corrects or census_before(actor, union_id=upload.union_id, as_of=upload.as_of)
    population = population_of(actor, last) if last is not None else None
    counted = _headcounts(actor, upload)
    by = {}
    for place, name in enumerate(DIMENSIONS):
        now = impact.by(place)
        before = {line.name: line for line in population.by[name]} if population else {}
        names = sorted({*now, *before}, key=lambda one: (-now.get(one, Sums()).workers, one))
        by[name] = tuple(
            Beside(one, now.get(one, Sums()), before.get(one), counted[name].get(one))
            for one in names
        )
    total = Beside(
        "", impact.total, population.total if population else None, counted["all"].get("")
    )
    return Brought(impact, last, total, by)


def _headcounts(actor: Actor, upload: Upload) -> dict[str, dict[str, int]]:
    """What the directory says as of the upload's day: of all, by union, and by region where every
    unit of it was counted. A facility's workers are of many unions' units, so none is told.
    """
    directory = directory_of(actor, as_of=upload.as_of)
    found: dict[str, dict[str, int]] = {name: {} for name in ("all", *DIMENSIONS)}
    uncounted: set[str] = set()
    for row in directory.unions:
        if upload.union_id is not None and row.union.pk != upload.union_id:
            continue
        units = [unit for local in row.locals for unit in local.units]
        if row.count is not None:
            found["union"][row.union.code] = row.count.workers
        elif units and all(unit.count for unit in units):
            found["union"][row.union.code] = sum(u.count.workers for u in units if u.count)
        for unit in units:
            region = unit.unit.region.code
            if unit.count is None:
                uncounted.add(region)
            else:
                found["region"][region] = found["region"].get(region, 0) + unit.count.workers
    for region in uncounted:
        found["region"].pop(region, None)
    if upload.union_id is None and directory.count is not None:
        found["all"][""] = directory.count.workers
    elif upload.union is not None and upload.union.code in found["union"]:
        found["all"][""] = found["union"][upload.union.code]
    return found
