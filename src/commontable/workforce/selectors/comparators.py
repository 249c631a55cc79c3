"""“This region is overpaid”, job by job: what we are paid beside what others pay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from commontable.coalition.actors import Actor
from commontable.workforce.models import Census, Comparator
from commontable.workforce.selectors.lines import NEEDED, Asked, Line, flat_of, summed
from commontable.workforce.selectors.population import Population, population_of
from commontable.workforce.selectors.rows import open_door
from commontable.workforce.selectors.schedules import rates_on
from commontable.workforce.small_cells import to_hide

type Cells = Mapping[tuple[str, ...], Line]


@dataclass(frozen=True, slots=True)
class Job:
    """One classification in one region.

    Attributes:
        ours: our workers there.
        theirs: the latest comparator of each employer, by employer.
    """

    classification: str
    ours: Line
    theirs: tuple[Comparator, ...]

    @property
    def their_mills(self) -> int | None:
        """The mean of the comparators, halves up; None: there is none."""
        if not self.theirs:
            return None
        total, count = sum(one.mills for one in self.theirs), len(self.theirs)
        return (2 * total + count) // (2 * count)

    @property
    def gap(self) -> int | None:
        """Mills by which our average is above theirs; negative: below. None: one is missing."""
        ours, theirs = self.ours.average_mills, self.their_mills
        return None if ours is None or theirs is None else ours - theirs

    @property
    def gap_percent(self) -> Decimal | None:
        """The gap in percent of theirs, to a tenth, halves up."""
        gap, theirs = self.gap, self.their_mills
        if gap is None or not theirs:
            return None
        share = Decimal(gap * 100) / theirs
        return share.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class RegionTest:
    """The employer's claim against the jobs of one region.

    ``workers`` of each verdict are of jobs with a comparator; ``missing`` jobs have none.
    """

    region: str
    jobs: tuple[Job, ...]

    def _counted(self, jobs: Sequence[Job]) -> tuple[int, int]:
        return len(jobs), sum(job.ours.workers for job in jobs)

    @property
    def tested(self) -> tuple[Job, ...]:
        return tuple(job for job in self.jobs if job.gap is not None)

    @property
    def missing(self) -> tuple[Job, ...]:
        return tuple(job for job in self.jobs if not job.theirs and not job.ours.hidden)

    @property
    def below(self) -> tuple[int, int]:
        """How many jobs are paid less than elsewhere, and how many workers that is."""
        return self._counted([job for job in self.tested if (job.gap or 0) < 0])

    @property
    def level(self) -> tuple[int, int]:
        return self._counted([job for job in self.tested if job.gap == 0])

    @property
    def above(self) -> tuple[int, int]:
        return self._counted([job for job in self.tested if (job.gap or 0) > 0])

    @property
    def untested(self) -> tuple[int, int]:
        return self._counted(self.missing)

    @property
    def weighted_gap(self) -> int | None:
        """Mills an hour our workers are above comparators, each paid hour of a tested job alike."""
        hours = sum(job.ours.paid_hours for job in self.tested)
        if not hours:
            return None
        total = sum((job.gap or 0) * job.ours.paid_hours for job in self.tested)
        return (2 * total + hours) // (2 * hours)


def comparators_of(actor: Actor) -> list[Comparator]:
    """Every comparator the actor may read, by job, region and employer, the latest first."""
    return list(Comparator.objects.visible_to(actor).select_related("entered_by"))


def latest_comparators(actor: Actor) -> dict[tuple[str, str], list[Comparator]]:
    """By classification and region, the latest of each employer."""
    found: dict[tuple[str, str], list[Comparator]] = defaultdict(list)
    seen: set[tuple[str, str, str]] = set()
    for one in comparators_of(actor):
        key = (one.classification, one.region, one.employer)
        if key not in seen:
            seen.add(key)
            found[one.classification, one.region].append(one)
    return dict(found)


def region_tests(actor: Actor, census: Census) -> list[RegionTest]:
    """Every region of the census, job by job, as far as the actor may see it.

    Raises:
        NotFoundError: the census is not for the actor.
    """
    door = open_door(actor, census)
    rates = rates_on(actor, census.as_of)
    ours = _averages(Asked(door.key, rates.schedules, (), door, rates))
    if door.sight.least:
        ours = _without_small(ours, population_of(actor, census), door.sight.least)
    theirs = latest_comparators(actor)
    jobs: dict[str, list[Job]] = defaultdict(list)
    for (region, job), line in ours.items():
        jobs[region].append(Job(job, line, tuple(theirs.get((job, region), ()))))
    return [
        RegionTest(
            region,
            tuple(sorted(found, key=lambda job: (-job.ours.workers, job.classification))),
        )
        for region, found in sorted(jobs.items())
    ]


def _without_small(ours: Cells, told: Population, least: int) -> Cells:
    """Small cells hidden, with those by which they could be had from sums told elsewhere."""
    regions, jobs = told.hidden("region"), told.hidden("classification")
    groups: dict[tuple[int, str], list[tuple[str, ...]]] = defaultdict(list)
    for region, job in ours:
        if region not in regions:
            groups[0, region].append((region, job))
        if job not in jobs:
            groups[1, job].append((region, job))
    hidden = to_hide(
        {key: line.workers for key, line in ours.items()},
        least=least,
        groups=groups.values(),
        also=[key for key in ours if key[0] in regions or key[1] in jobs],
    )
    return {key: line.or_hidden(key in hidden) for key, line in ours.items()}


@lru_cache(maxsize=16)
def _averages(asked: Asked) -> Cells:
    """By region and classification."""
    table = asked.door.table(NEEDED)
    return summed(
        flat_of(table, asked.rates, ("region", "classification")), ("region", "classification")
    )
