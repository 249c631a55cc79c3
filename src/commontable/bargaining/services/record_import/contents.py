"""What a record's file says, once read. The order of the file is kept everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from commontable.bargaining.words import Bound, Channel, ProposalKind, Side


@dataclass(frozen=True, slots=True)
class TermFacts:
    """``regions`` empty: everywhere. Percentages are in points: 3 is 3 %."""

    line: int
    issue: str
    regions: tuple[str, ...] = ()
    raises: tuple[Decimal, ...] = ()
    lump_sums: tuple[Decimal, ...] = ()
    raises_total: Decimal | None = None
    value: Decimal | None = None
    unit: str = ""
    bound: Bound | None = None
    text: str = ""
    by: str = ""
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ProposalFacts:
    line: int
    side: Side
    kind: ProposalKind | None
    passed: date | None
    standing_on: date | None
    channel: Channel | None
    note: str
    source: str
    terms: tuple[TermFacts, ...]


@dataclass(frozen=True, slots=True)
class SessionFacts:
    line: int
    dates: tuple[date, ...]
    ordinal: int | None
    place: str
    note: str
    outcome: str


@dataclass(frozen=True, slots=True)
class EventFacts:
    """A hearing, a notice, a strike: something dated beside the table."""

    line: int
    kind: str
    on: date
    until: date | None = None
    what: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class SettlementFacts:
    line: int
    reached_on: date
    effective_on: date | None
    source: str
    terms: tuple[TermFacts, ...]


@dataclass(frozen=True, slots=True)
class CampaignFacts:
    line: int
    name: str
    year: int
    members: int | None
    unions: int | None
    contract_expires: date | None
    health_care: bool | None
    sessions: tuple[SessionFacts, ...]
    events: tuple[EventFacts, ...]
    proposals: tuple[ProposalFacts, ...]
    settlement: SettlementFacts | None

    @property
    def label(self) -> str:
        return f"{self.name} {self.year}"

    @property
    def issues(self) -> tuple[str, ...]:
        """Every issue named, in the order of the file."""
        terms = [term for proposal in self.proposals for term in proposal.terms]
        terms += self.settlement.terms if self.settlement else ()
        return tuple(dict.fromkeys(term.issue for term in terms))


@dataclass(frozen=True, slots=True)
class RecordFile:
    employer: str
    regions: dict[str, str]
    campaigns: tuple[CampaignFacts, ...]
