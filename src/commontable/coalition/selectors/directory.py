"""The coalition as a tree: unions, their locals, their units, and what does not add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from commontable.coalition.actors import Actor
from commontable.coalition.models import (
    BargainingUnit,
    Headcount,
    Local,
    Union,
    UnionMembership,
)


@dataclass(frozen=True, slots=True)
class Count:
    """How many workers, on which day, by whose count."""

    workers: int
    counted_on: date
    source: str


@dataclass(frozen=True, slots=True)
class Part:
    """Something counted within a larger whole; ``count`` None: never counted by then."""

    name: str
    count: Count | None


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A stated count, and the sum of its parts, which is another. Shown, never corrected.

    Attributes:
        parts_are: what the parts are, in the plural: units, locals, unions.
        uncounted: names of parts nobody has counted; with any, the sum is of the others.
    """

    of: str
    parts_are: str
    stated: Count
    parts: tuple[Part, ...]

    @property
    def total(self) -> int:
        return sum(part.count.workers for part in self.parts if part.count)

    @property
    def difference(self) -> int:
        """The sum less what is stated."""
        return self.total - self.stated.workers

    @property
    def uncounted(self) -> tuple[str, ...]:
        return tuple(part.name for part in self.parts if part.count is None)


@dataclass(slots=True)
class UnitRow:
    unit: BargainingUnit
    count: Count | None


@dataclass(slots=True)
class LocalRow:
    """A local; ``by_units`` is what its units sum to, where all of them were counted."""

    local: Local
    count: Count | None
    by_units: Count | None = None
    units: list[UnitRow] = field(default_factory=list)
    discrepancy: Discrepancy | None = None


@dataclass(slots=True)
class UnionRow:
    """A union with its whole history in the coalition, oldest first."""

    union: Union
    count: Count | None
    memberships: list[UnionMembership] = field(default_factory=list)
    locals: list[LocalRow] = field(default_factory=list)
    discrepancy: Discrepancy | None = None
    is_in: bool = False

    @property
    def units(self) -> int:
        return sum(len(local.units) for local in self.locals)


@dataclass(slots=True)
class Directory:
    """The coalition as of a day.

    Attributes:
        unions: in it on that day; ``gone``: those that had left, or had not joined yet.
        discrepancies: every count that its parts do not add up to, the largest whole first.
    """

    as_of: date
    count: Count | None
    unions: list[UnionRow]
    gone: list[UnionRow]
    discrepancies: list[Discrepancy]

    @property
    def is_empty(self) -> bool:
        return not self.unions and not self.gone


def directory_of(
    actor: Actor, *, as_of: date | None = None, region_id: int | None = None, words: str = ""
) -> Directory:
    """The whole tree; five queries, however large it is.

    Args:
        as_of: default today at the coalition's place.
        region_id, words: only units of that region, or with these words in the name of unit,
            facility or employer, and what they belong to. What does not add up is told of all.
    """
    as_of = as_of or actor.on
    counts = _counts(actor, as_of)
    unions = {
        union.pk: UnionRow(union, counts.get(("union", union.pk)))
        for union in Union.objects.visible_to(actor)
    }
    for membership in UnionMembership.objects.visible_to(actor):
        row = unions[membership.union_id]
        row.memberships.append(membership)
        row.is_in = row.is_in or _spans(membership, as_of)
    local_rows = {}
    for local in Local.objects.visible_to(actor).select_related("union"):
        local_rows[local.pk] = LocalRow(local, counts.get(("local", local.pk)))
        unions[local.union_id].locals.append(local_rows[local.pk])
    for unit in BargainingUnit.objects.visible_to(actor).select_related(
        "employer", "region", "facility"
    ):
        local_rows[unit.local_id].units.append(UnitRow(unit, counts.get(("unit", unit.pk))))
    whole = counts.get(("coalition", actor.coalition_id))
    discrepancies = _compare(actor, whole, list(unions.values()))
    if region_id is not None or words.strip():
        _narrow(unions.values(), region_id, words)
        unions = {pk: row for pk, row in unions.items() if row.locals}
    return Directory(
        as_of=as_of,
        count=whole,
        unions=[row for row in unions.values() if row.is_in],
        gone=[row for row in unions.values() if not row.is_in],
        discrepancies=discrepancies,
    )


def _counts(actor: Actor, as_of: date) -> dict[tuple[str, int], Count]:
    """The latest count of each thing by that day."""
    things = ("affiliate_id", "local_id", "unit_id")
    found: dict[tuple[str, int], Count] = {}
    for row in (
        Headcount.objects.visible_to(actor)
        .filter(counted_on__lte=as_of)
        .order_by(*things, "-counted_on", "-id")
        .distinct(*things)
    ):
        count = Count(row.workers, row.counted_on, row.source)
        if row.unit_id is not None:
            found["unit", row.unit_id] = count
        elif row.local_id is not None:
            found["local", row.local_id] = count
        elif row.affiliate_id is not None:
            found["union", row.affiliate_id] = count
        else:
            found["coalition", actor.coalition_id] = count
    return found


def _spans(membership: UnionMembership, day: date) -> bool:
    return membership.joined_on <= day and (membership.left_on is None or day < membership.left_on)


def _compare(actor: Actor, whole: Count | None, unions: Sequence[UnionRow]) -> list[Discrepancy]:
    """Each stated count against the sum of its parts, from units upward."""
    found: list[Discrepancy] = []
    union_parts = []
    for row in unions:
        local_parts = []
        for local in row.locals:
            name = local.local.name
            units = [Part(unit.unit.name, unit.count) for unit in local.units]
            local.discrepancy = _discrepancy(
                f"{row.union.code} {name}", "units", local.count, units
            )
            local.by_units = _sum(units)
            local_parts.append(Part(name, local.count or local.by_units))
        row.discrepancy = _discrepancy(row.union.code, "locals", row.count, local_parts)
        if row.is_in:
            union_parts.append(Part(row.union.code, row.count or _sum(local_parts)))
        if row.discrepancy:
            found.append(row.discrepancy)
        found += [local.discrepancy for local in row.locals if local.discrepancy]
    top = _discrepancy(actor.coalition_name, "unions", whole, union_parts)
    return [top, *found] if top else found


def _sum(parts: Sequence[Part]) -> Count | None:
    """The parts' sum stands for a whole that nobody counted, if every part was counted."""
    counts = [part.count for part in parts if part.count]
    if not parts or len(counts) < len(parts):
        return None
    return Count(
        workers=sum(count.workers for count in counts),
        counted_on=min(count.counted_on for count in counts),
        source="; ".join(dict.fromkeys(count.source for count in counts)),
    )


def _discrepancy(
    of: str, parts_are: str, stated: Count | None, parts: Sequence[Part]
) -> Discrepancy | None:
    """None where there is nothing to compare, or parts still uncounted could make up the rest."""
    if stated is None or not any(part.count for part in parts):
        return None
    found = Discrepancy(of, parts_are, stated, tuple(parts))
    still_possible = bool(found.uncounted) and found.difference < 0
    return None if found.difference == 0 or still_possible else found


def _narrow(unions: Iterable[UnionRow], region_id: int | None, words: str) -> None:
    wanted = words.casefold().split()

    def matches(unit: BargainingUnit) -> bool:
        if region_id is not None and unit.region_id != region_id:
            return False
        facility = unit.facility.name if unit.facility else ""
        said = f"{unit.name} {facility} {unit.employer.name}".casefold()
        return all(word in said for word in wanted)

    for row in unions:
        for local in row.locals:
            local.units = [unit for unit in local.units if matches(unit.unit)]
        row.locals = [local for local in row.locals if local.units]


def counts_of_union(actor: Actor, union_id: int) -> dict[int | None, list[Count]]:
    """Every count of a union (under None) and of its locals (under their id), newest first."""
    rows = Headcount.objects.visible_to(actor).filter(
        Q(affiliate_id=union_id) | Q(local__union_id=union_id)
    )
    found: dict[int | None, list[Count]] = defaultdict(list)
    for row in rows.order_by("-counted_on", "-id"):
        found[row.local_id].append(Count(row.workers, row.counted_on, row.source))
    return dict(found)


def counts_of_unit(actor: Actor, unit_id: int) -> list[Count]:
    """Every count of a unit, newest first."""
    rows = Headcount.objects.visible_to(actor).filter(unit_id=unit_id)
    return [
        Count(row.workers, row.counted_on, row.source)
        for row in rows.order_by("-counted_on", "-id")
    ]
