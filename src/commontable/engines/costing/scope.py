"""For whom a term holds: dimensions to values, included and excluded, and facts of the worker."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from commontable.engines.costing.amounts import WHOLE, scaled
from commontable.engines.costing.errors import CostingError

DIMENSIONS: Final = (
    "union",
    "local",
    "unit",
    "region",
    "facility",
    "department",
    "classification",
    "grade",
    "benefit_plan",
    "benefit_tier",
    "pension_plan",
    "schedule_status",
)
_FACTS: Final = (
    "certification",
    "hired_from",
    "hired_before",
    "employed_on",
    "least_fte",
    "most_fte",
)

type Named = tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """An empty scope is everybody.

    ``included`` must all match, a worker that matches any of ``excluded`` is out.
    ``hired_from`` is inclusive, ``hired_before`` is not. FTE bounds are basis points, inclusive.
    """

    included: Named = ()
    excluded: Named = ()
    certification: str = ""
    hired_from: date | None = None
    hired_before: date | None = None
    employed_on: date | None = None
    least_fte: int = 0
    most_fte: int = 10_000
    regions: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "regions", dict(self.included).get("region", frozenset()))

    def names(self, dimension: str) -> frozenset[str] | None:
        """The included values of a dimension; None for all."""
        return dict(self.included).get(dimension)

    def __str__(self) -> str:
        parts = [", ".join(sorted(values)) for _, values in self.included]
        parts += [f"not {', '.join(sorted(values))}" for _, values in self.excluded]
        if self.certification:
            parts.append(f"with {self.certification}")
        if self.hired_from:
            parts.append(f"hired from {self.hired_from}")
        if self.hired_before:
            parts.append(f"hired before {self.hired_before}")
        if self.employed_on:
            parts.append(f"employed on {self.employed_on}")
        if self.least_fte:
            parts.append(f"from {self.least_fte / 100:g} % of full time")
        if self.most_fte < 10_000:  # noqa: PLR2004 - full time in basis points
            parts.append(f"to {self.most_fte / 100:g} % of full time")
        return "; ".join(parts) or "everybody"


EVERYBODY: Final = Scope()


def scope_of(said: object, where: str) -> Scope:
    """A scope as YAML says it: ``{region: [NW, CO], exclude: {facility: Pier 9}}``."""
    if said is None:
        return Scope()
    if not isinstance(said, Mapping):
        raise CostingError(where, expected="a scope such as {region: [NW]}", got=repr(said))
    known = (*DIMENSIONS, *_FACTS, "exclude")
    for name in said:
        if name not in known:
            raise CostingError(where, expected=f"a scope of {', '.join(known)}", got=repr(name))
    excluded = said.get("exclude") or {}
    if not isinstance(excluded, Mapping) or set(excluded) - set(DIMENSIONS):
        raise CostingError(
            where, expected=f"exclude: with some of {', '.join(DIMENSIONS)}", got=repr(excluded)
        )
    return Scope(
        included=_named(said, where),
        excluded=_named(excluded, where),
        certification=str(said.get("certification") or ""),
        hired_from=_day(said, "hired_from", where),
        hired_before=_day(said, "hired_before", where),
        employed_on=_day(said, "employed_on", where),
        least_fte=_share(said.get("least_fte", 0), where),
        most_fte=_share(said.get("most_fte", 1), where),
    )


def _named(said: Mapping[str, object], where: str) -> Named:
    found: list[tuple[str, frozenset[str]]] = []
    for dimension in DIMENSIONS:
        if dimension not in said:
            continue
        values = said[dimension]
        listed = values if isinstance(values, list) else [values]
        if not listed or any(value is None or isinstance(value, (dict, list)) for value in listed):
            raise CostingError(
                where, expected=f"one or more names for {dimension}", got=repr(values)
            )
        found.append((dimension, frozenset(str(value) for value in listed)))
    return tuple(found)


def _day(said: Mapping[str, object], name: str, where: str) -> date | None:
    value = said.get(name)
    if value is None or isinstance(value, date):
        return value
    raise CostingError(where, expected=f"{name}: a date such as 2024-01-01", got=repr(value))


def _share(value: object, where: str) -> int:
    share = scaled(value, 10_000, where, "a fraction of full time such as 0.5")
    if not 0 <= share <= WHOLE // 100:
        raise CostingError(where, expected="a fraction of full time from 0 to 1", got=str(value))
    return share
