"""A campaign at full scale: 200 issues, 1,500 proposals and about 6,000 terms in 8 regions.

Always the same one: the random numbers start from a fixed seed. Written in bulk through the
models, so it passes every constraint and trigger of the database, and no service.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django.db import transaction

from commontable.audit import services as audit
from commontable.bargaining.models import (
    Campaign,
    Issue,
    Proposal,
    ProposalEvent,
    ProposalIssue,
    StatusQuo,
    Table,
    Term,
)
from commontable.bargaining.words import (
    Better,
    Channel,
    ProposalEventKind,
    ProposalKind,
    Side,
    TermKind,
)
from commontable.coalition import tenancy
from commontable.coalition.actors import Actor
from commontable.coalition.models import Authority, Coalition, Employer, Person, Region, User
from commontable.coalition.roles import Role
from commontable.coalition.selectors.seats import Seat, actor_for
from commontable.common import dates

REGIONS = ("CO", "HI", "MAS", "NCAL", "NW", "SCAL", "WA-E", "WA-W")
BEGAN = datetime(2025, 4, 1, 16, 0, tzinfo=UTC)
KINDS = (
    (TermKind.AMOUNT, "USD per hour"),
    (TermKind.PERCENT, "percent of pay"),
    (TermKind.FLOOR, "USD per hour"),
    (TermKind.DURATION, "months"),
)


@dataclass(frozen=True, slots=True)
class Scale:
    """How large; ``regional`` is one issue in so many whose terms differ by region."""

    issues: int = 200
    proposals: int = 1500
    regional: int = 8


@dataclass(frozen=True, slots=True)
class BuiltCampaign:
    actor: Actor
    user: User
    table: Table
    issues: tuple[Issue, ...]
    terms: int


@transaction.atomic
def build(name: str = "Bench Unions", scale: Scale = Scale()) -> BuiltCampaign:
    """Write the campaign into the database Django is connected to. About 5 s at full size."""
    tenancy.set_scope(coalition_id=None, operator=True)
    slug = name.lower().replace(" ", "-")
    coalition = Coalition.objects.create(name=name, slug=slug)
    tenancy.set_scope(coalition_id=coalition.pk)
    user = User.objects.create_user(f"chief@{slug}.test", "a-long-word-for-the-bench")
    chief = Person.objects.create(coalition=coalition, user=user, name="Bench Chief")
    Authority.objects.create(
        coalition=coalition, person=chief, role=Role.CHIEF_NEGOTIATOR, from_on=date(2025, 1, 1)
    )
    Region.objects.bulk_create(
        [Region(coalition=coalition, code=code, name=code.title()) for code in REGIONS]
    )
    employer = Employer.objects.create(coalition=coalition, name=f"Employer of {name}")
    campaign = Campaign.objects.create(
        coalition=coalition, employer=employer, name=name, year=2025, health_care=True
    )
    table = Table.objects.create(
        coalition=coalition, campaign=campaign, kind="common", name="Common table"
    )
    issues = _issues(campaign, scale)
    terms = _proposals(table, issues, scale)
    actor = actor_for(user_id=user.pk, seat=Seat(chief.pk, coalition.pk))
    audit.record(actor=actor, verb="open_table", subject=table, coalition_id=coalition.pk)
    return BuiltCampaign(actor, user, table, tuple(issues), terms)


def _issues(campaign: Campaign, scale: Scale) -> list[Issue]:
    issues = Issue.objects.bulk_create(
        [
            Issue(
                coalition_id=campaign.coalition_id,
                campaign=campaign,
                name=f"Issue {place}",
                slug=f"issue-{place}",
                economic=place % 2 == 0,
                rank=place,
            )
            for place in range(1, scale.issues + 1)
        ]
    )
    StatusQuo.objects.bulk_create(
        [
            StatusQuo(
                coalition_id=campaign.coalition_id, issue=issue, text="As in the contract of 2021."
            )
            for issue in issues
        ]
    )
    return issues


def _proposals(table: Table, issues: list[Issue], scale: Scale) -> int:
    chance = random.Random(2025)
    numbers = {Side.UNION: 0, Side.EMPLOYER: 0}
    proposals: list[Proposal] = []
    spoken: list[list[Issue]] = []
    for sequence in range(1, scale.proposals + 1):
        side = chance.choice((Side.UNION, Side.EMPLOYER))
        numbers[side] += 1
        kind = _kind(chance)
        several = 4 if kind == ProposalKind.PACKAGE else 1
        spoken.append(chance.sample(issues, min(several, len(issues))))
        proposals.append(
            Proposal(
                coalition_id=table.coalition_id,
                table=table,
                side=side,
                number=numbers[side],
                sequence=sequence,
                kind=kind,
                title=f"Proposal {sequence}",
                passed_at=BEGAN + timedelta(hours=sequence),
                channel=Channel.ACROSS_THE_TABLE,
            )
        )
    Proposal.objects.bulk_create(proposals)
    ProposalIssue.objects.bulk_create(
        [
            ProposalIssue(coalition_id=table.coalition_id, proposal=proposal, issue=issue)
            for proposal, about in zip(proposals, spoken, strict=True)
            for issue in about
        ]
    )
    terms = [
        term
        for proposal, about in zip(proposals, spoken, strict=True)
        for issue in about
        for term in _terms(chance, proposal, issue, len(about), scale)
    ]
    Term.objects.bulk_create(terms, batch_size=2000)
    ProposalEvent.objects.bulk_create(
        [
            ProposalEvent(
                coalition_id=table.coalition_id,
                proposal=proposal,
                kind=ProposalEventKind.WITHDRAWN,
                at=dates.now(),
                sequence=scale.proposals + place,
            )
            for place, proposal in enumerate(proposals[:: max(scale.proposals // 60, 2)], start=1)
        ]
    )
    return len(terms)


def _kind(chance: random.Random) -> ProposalKind:
    return chance.choices(
        (ProposalKind.FORMAL, ProposalKind.PACKAGE, ProposalKind.SUPPOSAL), (88, 5, 7)
    )[0]


def _terms(
    chance: random.Random, proposal: Proposal, issue: Issue, shared_by: int, scale: Scale
) -> list[Term]:
    """Four terms, or one for each issue of a package: raises by the year, or other measures."""
    place = issue.rank or 1
    count = 4 if shared_by == 1 else 1
    regional = place % scale.regional == 0
    yearly = regional or place % 3 == 0
    regions = [chance.choice(REGIONS)] if regional and chance.random() < 0.7 else []
    terms = []
    for year, (kind, unit) in zip(range(1, count + 1), KINDS, strict=False):
        terms.append(
            Term(
                coalition_id=proposal.coalition_id,
                proposal=proposal,
                issue=issue,
                kind=TermKind.RAISE if yearly else kind,
                unit="percent" if yearly else unit,
                value=Decimal(chance.randrange(4, 40)) / 4,
                better=Better.HIGHER,
                contract_year=year if yearly else None,
                regions=regions,
            )
        )
    return terms
