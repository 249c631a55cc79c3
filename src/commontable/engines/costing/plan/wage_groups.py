"""Groups of workers whom the wage terms cannot tell apart, and the groups they look to."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from commontable.engines.costing.errors import CostingError
from commontable.engines.costing.plan.standing import Standing, meant_by
from commontable.engines.costing.scope import Scope
from commontable.engines.costing.terms import Term
from commontable.engines.costing.workers import Codes, Groups, Ints, Mask, Workers

_OFF, _RED = 1, 2


@dataclass(eq=False)
class WageGroups:
    """A row per group. The first rows have workers; the rest are schedules that those follow:

    the main scale to which a lower tier is promoted, and the same job in another region.
    ``example`` is a worker of the group (or of the one it was made for), ``region`` the region in
    whose place hers is taken, ``promoted`` the terms it no longer comes under.
    """

    workers: Workers
    of: Codes
    example: Ints
    region: list[str | None]
    promoted: list[frozenset[str]]
    after: Ints
    asked: tuple[object, ...] = ()
    """What they were made for: other terms that ask the same find them as they are."""
    _meant: dict[Scope, Mask] = field(default_factory=dict)
    _in_region: dict[str, Ints] = field(default_factory=dict)

    def __post_init__(self) -> None:
        status = self.workers.status[self.example]
        no_step = self.workers.step[self.example] == 0
        # A pattern is a schedule, whatever the pay of the worker it was made for.
        real = np.array([each is None for each in self.region], dtype=np.bool_)
        self.off: Mask = real & ((status == _OFF) | ((status == _RED) & no_step))
        self.red: Mask = real & (status == _RED) & ~no_step
        self.own_rate: Ints = self.workers.own_rate[self.example]

    def __len__(self) -> int:
        return len(self.example)

    def mask(self, term: Term) -> Mask:
        """The groups a term means."""
        return self.meant(meant_by(term))

    def meant(self, scope: Scope) -> Mask:
        """The groups a scope means."""
        if scope not in self._meant:
            self._meant[scope] = self._mask(scope)
        return self._meant[scope]

    def promoted_from(self, term: Term) -> Mask:
        return np.array([term.id in ids for ids in self.promoted], dtype=np.bool_)

    def in_region(self, region: str) -> Ints:
        """For each group the row of the same job in ``region``; -1 where it was not asked for."""
        return self._in_region[region]

    def named(self, group: int) -> str:
        worker = int(self.example[group])
        region = self.region[group] or self.workers.label("region", worker)
        return f"{self.workers.label('classification', worker)} in {region}"

    def _mask(self, scope: Scope) -> Mask:
        mask = self.workers.matches(scope, self.example)
        for region in set(self.region) - {None}:
            elsewhere = np.array([each == region for each in self.region], dtype=np.bool_)
            places = np.flatnonzero(elsewhere)
            mask[places] = self.workers.matches(scope, self.example[places], region)
        return mask

    def _grow(
        self,
        example: Sequence[int],
        region: Sequence[str | None],
        promoted: Sequence[frozenset[str]],
    ) -> None:
        self.example = np.concatenate([self.example, np.array(example, np.int64)])
        self.region.extend(region)
        self.promoted.extend(promoted)
        self._meant.clear()
        self.__post_init__()

    def add_promotions(self, tiers: Sequence[Term]) -> None:
        """For each group on a lower tier with an end, the group it is promoted to."""
        count = len(self)
        self.after = np.arange(count)
        seen: Mask = np.zeros(count, np.bool_)
        for tier in tiers:
            here = np.flatnonzero(self.mask(tier)[:count])
            if seen[here].any():
                raise CostingError(
                    tier.where,
                    expected="one lower scale with an end for a worker",
                    got="two at once",
                    fix="Narrow a scope, or leave until_years out of one.",
                )
            seen[here] = True
            self.after[here] = len(self) + np.arange(len(here))
            self._grow(
                self.example[here].tolist(),
                [None] * len(here),
                [frozenset({tier.id})] * len(here),
            )

    def add_regions(self, alignments: Sequence[Term], scopes: Sequence[Scope]) -> None:
        """For each group that follows another region, the same job there; and so on from there."""
        wanted = list(dict.fromkeys(str(term.values["to_region"]) for term in alignments))
        known: dict[tuple[object, ...], int] = {}
        begin = 0
        for region in wanted:
            self._in_region[region] = np.full(len(self), -1, np.int64)
        while begin < len(self):
            end = len(self)
            for term in alignments:
                region = str(term.values["to_region"])
                rows = np.flatnonzero(self.mask(term)[begin:end]) + begin
                self._follow(rows, region, scopes, known)
            begin = end
            for region, pattern in self._in_region.items():
                short = len(self) - len(pattern)
                self._in_region[region] = np.concatenate([pattern, np.full(short, -1, np.int64)])

    def _follow(
        self,
        rows: Ints,
        region: str,
        scopes: Sequence[Scope],
        known: dict[tuple[object, ...], int],
    ) -> None:
        if not len(rows):
            return
        examples = self.example[rows]
        bits = [self.workers.matches(scope, examples, region) for scope in scopes]
        matrix = np.stack(bits, axis=1) if bits else np.zeros((len(rows), 0), np.bool_)
        jobs = self.workers.dimension("classification")[0][examples]
        pattern = self._in_region[region]
        added: list[int] = []
        ids: list[frozenset[str]] = []
        for place, row in enumerate(rows.tolist()):
            key = (region, int(jobs[place]), matrix[place].tobytes(), self.promoted[row])
            if key not in known:
                known[key] = len(self) + len(added)
                added.append(int(examples[place]))
                ids.append(self.promoted[row])
            pattern[row] = known[key]
        self._grow(added, [region] * len(added), ids)


def wage_groups(
    standing: Standing, terms: Sequence[Term], near: WageGroups | None = None
) -> WageGroups:
    """All groups that the rate book needs: those of ``near`` if they were made for the same."""
    workers = standing.workers
    scopes = tuple(dict.fromkeys(meant_by(term) for term in terms))
    tiers = [
        term for term in terms if term.kind.name == "two_tier" and "until_years" in term.values
    ]
    alignments = [term for term in terms if term.kind.name == "alignment"]
    asked = (
        scopes,
        tuple((tier.id, meant_by(tier)) for tier in tiers),
        tuple((term.values["to_region"], meant_by(term)) for term in alignments),
    )
    if near is not None and near.workers is workers and near.asked == asked:
        return near
    by_worker = [scope for scope in scopes if not _job_only(scope)]
    groups = workers.groups(
        [
            workers.dimension("classification")[0],
            workers.dimension("region")[0],
            workers.status,
            np.where(workers.status > 0, workers.own_rate, 0),
            (workers.status > 0) & (workers.step == 0),
            *(workers.mask(scope) for scope in by_worker),
        ],
        key=("wage", tuple(by_worker)),
    )
    found = _from(groups, workers)
    found.add_promotions(tiers)
    found.add_regions(alignments, scopes)
    found.asked = asked
    return found


def _from(groups: Groups, workers: Workers) -> WageGroups:
    count = len(groups)
    return WageGroups(
        workers,
        groups.of,
        groups.example,
        [None] * count,
        [frozenset()] * count,
        np.arange(count),
    )


def _job_only(scope: Scope) -> bool:
    """Whether classification and region alone tell whom it means."""
    dimensions = {name for name, _ in (*scope.included, *scope.excluded)}
    plain = Scope(scope.included, scope.excluded)
    return dimensions <= {"classification", "region"} and plain == scope
