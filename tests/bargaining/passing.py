"""Short hands for tests that pass proposals."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from cast import Cast, enter
from commontable.bargaining.entries import TermEntry
from commontable.bargaining.models import Issue, Proposal, Table
from commontable.bargaining.services.passing import Passing
from commontable.bargaining.services.proposals import (
    pass_proposal,
)
from commontable.bargaining.words import Better, ProposalKind, Side, TermKind
from commontable.common import dates


def raises(
    issue: Issue, *years: str, regions: tuple[str, ...] = (), kind: TermKind = TermKind.RAISE
) -> list[TermEntry]:
    """``raises(wages, "3", "3", "2", "2")``: one term per contract year, in percent."""
    return [
        TermEntry(
            issue_id=issue.pk,
            kind=kind,
            value=Decimal(year),
            unit="percent",
            better=Better.HIGHER,
            contract_year=place,
            regions=regions,
        )
        for place, year in enumerate(years, start=1)
    ]


def passing(side: Side, issues: list[Issue], **facts: Any) -> Passing:
    facts.setdefault("kind", ProposalKind.FORMAL)
    facts.setdefault("title", "A proposal")
    facts.setdefault("passed_at", dates.now() - timedelta(hours=1))
    return Passing(side=side, issues=issues, **facts)


def passes(
    cast: Cast, side: Side, issues: list[Issue], *, table: Table | None = None, **facts: Any
) -> Proposal:
    """The coalition's chief passes a proposal at the common table."""
    return pass_proposal(
        actor=enter(cast.chief), table=table or cast.common, passing=passing(side, issues, **facts)
    )
