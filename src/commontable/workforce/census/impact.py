"""What a file would bring: how many rows, what they add up to, and what was refused and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple, Self

SHOWN_REFUSALS = 1_000
SHOWN_VALUES = 300


class Refused(NamedTuple):
    """One reason why a row is not taken, with the row's number as a spreadsheet shows it."""

    row: int
    column: str
    came: str
    expected: str


@dataclass(slots=True)
class Sums:
    """Headcount, FTE in basis points, and base pay.

    Attributes:
        pay: mills times quarter-hours of one pay period; see ``cents_a_year``.
        without_rate: workers with neither a rate nor a step on a schedule in force.
    """

    workers: int = 0
    fte: int = 0
    pay: int = 0
    without_rate: int = 0

    def add(self, other: Sums) -> None:
        self.workers += other.workers
        self.fte += other.fte
        self.pay += other.pay
        self.without_rate += other.without_rate

    @property
    def cents_a_year(self) -> int:
        """Base pay of 26 pay periods, halves up: mills are tenths of a cent, hours in quarters."""
        return (2 * 26 * self.pay + 40) // 80

    @property
    def fte_hundredths(self) -> int:
        """Full-time equivalents in hundredths, halves up."""
        return (self.fte + 50) // 100


type Group = tuple[str, str, str]


@dataclass(slots=True)
class Impact:
    """The whole of it, as plain data that can be kept and shown again.

    Attributes:
        read: rows with anything in them below the headings.
        sums: by union, region and facility.
        refused_rows: how many rows were not taken; ``refused`` tells the first of the reasons.
        reasons: how often each column refused, by what was expected.
        unknown: by column, what nobody knows here and how often it came.
        rounded: by column, how many cells are kept to the quarter-hour or the mill.
        unlisted: facilities the directory does not have and jobs on no schedule, kept as they
            came, and of how many workers.
        derived: what was worked out, for how many rows.
    """

    read: int = 0
    refused_rows: int = 0
    sums: dict[Group, Sums] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    unknown: dict[str, Counter[str]] = field(default_factory=dict)
    rounded: Counter[str] = field(default_factory=Counter)
    unlisted: dict[str, Counter[str]] = field(default_factory=dict)
    derived: Counter[str] = field(default_factory=Counter)
    remarks: list[str] = field(default_factory=list)

    @property
    def total(self) -> Sums:
        return added(self.sums.values())

    @property
    def taken(self) -> int:
        return self.total.workers

    def by(self, place: int) -> dict[str, Sums]:
        """Sums by union (0), region (1) or facility (2), by name."""
        found: dict[str, Sums] = {}
        for group, sums in self.sums.items():
            found.setdefault(group[place], Sums()).add(sums)
        return dict(sorted(found.items()))

    def refuse(self, refused: Refused) -> None:
        self.reasons[refused.column, refused.expected] += 1
        if len(self.refused) < SHOWN_REFUSALS:
            self.refused.append(refused)

    def meet(self, column: str, values: Mapping[str, int]) -> None:
        """Values that nobody knows here."""
        if values:
            counter = self.unknown.setdefault(column, Counter())
            counter.update(values)

    def keep_unlisted(self, column: str, value: str, workers: int) -> None:
        """Workers with a value that nobody listed here."""
        self.unlisted.setdefault(column, Counter())[value] += workers

    def as_data(self) -> dict[str, Any]:
        """For keeping as JSON."""
        return {
            "read": self.read,
            "refused_rows": self.refused_rows,
            "sums": [[*group, asdict(sums)] for group, sums in sorted(self.sums.items())],
            "refused": [list(one) for one in self.refused],
            "reasons": [[*reason, times] for reason, times in self.reasons.most_common()],
            "unknown": _most(self.unknown),
            "rounded": dict(self.rounded),
            "unlisted": _most(self.unlisted),
            "derived": dict(self.derived),
            "remarks": self.remarks,
        }

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> Self:
        """From what ``as_data`` gave."""
        return cls(
            read=data["read"],
            refused_rows=data["refused_rows"],
            sums={(u, r, f): Sums(**sums) for u, r, f, sums in data["sums"]},
            refused=[Refused(*one) for one in data["refused"]],
            reasons=Counter({(column, why): times for column, why, times in data["reasons"]}),
            unknown=_counters(data["unknown"]),
            rounded=Counter(data["rounded"]),
            unlisted=_counters(data["unlisted"]),
            derived=Counter(data["derived"]),
            remarks=list(data["remarks"]),
        )


def added(several: Iterable[Sums]) -> Sums:
    """All of them together."""
    total = Sums()
    for sums in several:
        total.add(sums)
    return total


def _most(counters: Mapping[str, Counter[str]]) -> dict[str, list[tuple[str, int]]]:
    return {column: counter.most_common(SHOWN_VALUES) for column, counter in counters.items()}


def _counters(data: Mapping[str, list[tuple[str, int]]]) -> dict[str, Counter[str]]:
    return {column: Counter(dict(said)) for column, said in data.items()}
