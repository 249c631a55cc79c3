"""An evening at the table: everything that can be entered, in any order, by whoever may."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

from django.db import transaction

from bargaining.passing import passing, raises
from cast import Cast, Member, enter
from commontable.bargaining.models import Issue, Proposal, Table, TentativeAgreement
from commontable.bargaining.selectors.board import board_of
from commontable.bargaining.services.agreements import (
    record_settlement,
    sign_tentative_agreement,
    withdraw_tentative_agreement,
)
from commontable.bargaining.services.issues import (
    amend_issue,
    declare_issue,
    raise_issue,
    record_status_quo,
)
from commontable.bargaining.services.notes import add_internal_note
from commontable.bargaining.services.proposals import (
    correct_proposal,
    pass_proposal,
    withdraw_proposal,
)
from commontable.bargaining.words import Declared, ProposalKind, Side
from commontable.coalition.services.places import add_region
from commontable.common import dates
from commontable.common.errors import CommontableError


@contextmanager
def as_(member: Member) -> Iterator[None]:
    """A request of theirs: a transaction in their scope."""
    with transaction.atomic():
        enter(member)
        yield


@dataclass
class Evening:
    """Chance decides what is entered; what is refused is part of it."""

    cast: Cast
    chance: Random
    entered: int = 0
    refused: int = 0
    verbs: set[str] = field(default_factory=set)

    def go_on(self) -> None:
        acts: list[Callable[[Member, Table], object]] = [
            *[self.pass_something] * 6,
            *[self.withdraw] * 2,
            *[self.correct] * 2,
            *[self.agree] * 2,
            *[self.take_back] * 2,
            self.declare,
            self.state_the_status_quo,
            self.amend,
            self.raise_an_issue,
            self.settle,
            self.add_a_region,
            self.note,
            self.think_better_of_it,
        ]
        act = self.chance.choice(acts)
        local = self.chance.random() < 0.3
        member = self.cast.nurses_officer if local else self.cast.chief
        try:
            with as_(member):
                act(member, self.cast.nurses_local if local else self.cast.common)
        except CommontableError:
            self.refused += 1
        else:
            self.entered += 1
            self.verbs.add(act.__name__)

    def issues(self, table: Table, most: int) -> list[Issue]:
        there = [issue for issue in Issue.objects.all() if issue.union_id in {None, table.union_id}]
        return self.chance.sample(there, min(len(there), most))

    def proposal(self, table: Table) -> Proposal:
        return self.chance.choice(list(Proposal.objects.filter(table=table)) or self.none())

    def none(self) -> Any:
        raise CommontableError("There is none yet.")

    def said(self, issues: list[Issue], side: Side, kind: ProposalKind) -> Any:
        regions = self.chance.choice([(), (), ("NORTH",), ("SOUTH",)])
        return passing(
            side,
            issues,
            kind=kind,
            title=f"Title {self.chance.randrange(100)}",
            terms=[
                term
                for issue in issues
                for term in raises(
                    issue,
                    *(str(self.chance.randrange(20) / 4) for _ in range(self.chance.randint(0, 3))),
                    regions=regions,
                )
            ],
        )

    def pass_something(self, member: Member, table: Table) -> None:
        kind = self.chance.choice(
            [ProposalKind.FORMAL, ProposalKind.FORMAL, ProposalKind.PACKAGE, ProposalKind.SUPPOSAL]
        )
        most = 3 if kind is ProposalKind.PACKAGE else 2
        side = self.chance.choice(list(Side))
        said = self.said(self.issues(table, most), side, kind)
        if self.chance.random() < 0.3:
            said = passing(
                side,
                list(said.issues),
                kind=kind,
                terms=said.terms,
                supersedes=[
                    self.chance.choice(
                        list(Proposal.objects.filter(table=table, side=side, events=None))
                        or self.none()
                    )
                ],
            )
        pass_proposal(actor=member.actor, table=table, passing=said)

    def withdraw(self, member: Member, table: Table) -> None:
        withdraw_proposal(actor=member.actor, proposal=self.proposal(table), at=dates.now())

    def correct(self, member: Member, table: Table) -> None:
        proposal = self.proposal(table)
        correct_proposal(
            actor=member.actor,
            proposal=proposal,
            passing=self.said(
                self.issues(table, 3), Side(proposal.side), ProposalKind(proposal.kind)
            ),
            reason="A slip.",
        )

    def agree(self, member: Member, table: Table) -> None:
        sign_tentative_agreement(
            actor=member.actor,
            proposal=self.proposal(table),
            union_initials="AC",
            union_initialled_on=member.actor.on,
            employer_initials="BD",
            employer_initialled_on=member.actor.on,
            although_not_standing=self.chance.random() < 0.8,
        )

    def take_back(self, member: Member, table: Table) -> None:
        agreed = list(TentativeAgreement.objects.filter(table=table, withdrawal=None))
        withdraw_tentative_agreement(
            actor=member.actor,
            agreement=self.chance.choice(agreed or self.none()),
            side=self.chance.choice(list(Side)),
            at=dates.now(),
        )

    def declare(self, member: Member, table: Table) -> None:
        declare_issue(
            actor=member.actor,
            table=table,
            issue=self.issues(table, 1)[0],
            status=self.chance.choice(list(Declared)),
            side=Side.UNION,
            at=dates.now(),
        )

    def state_the_status_quo(self, member: Member, table: Table) -> None:
        issue = self.chance.choice([one for one in self.issues(table, 9) if self.own(one, table)])
        record_status_quo(
            actor=member.actor,
            issue=issue,
            text=f"As in {self.chance.randrange(100)}",
            terms=raises(issue, "2") if self.chance.random() < 0.5 else (),
        )

    def amend(self, member: Member, table: Table) -> None:
        issue = self.chance.choice([one for one in self.issues(table, 9) if self.own(one, table)])
        amend_issue(
            actor=member.actor,
            issue=issue,
            name=f"{issue.name[:30]} {self.chance.randrange(9)}",
            economic=self.chance.random() < 0.5,
            parent=None,
            rank=self.chance.randint(1, 9),
        )

    def raise_an_issue(self, member: Member, table: Table) -> None:
        raise_issue(
            actor=member.actor,
            campaign=self.cast.campaign,
            name=f"Issue {self.chance.randrange(12)}",
            union_id=table.union_id,
        )

    def settle(self, member: Member, table: Table) -> None:
        record_settlement(
            actor=member.actor,
            table=table,
            reached_on=member.actor.on - timedelta(days=self.chance.randint(0, 2)),
            effective_on=None,
            source="joint statement",
            terms=[],
        )

    def add_a_region(self, member: Member, _: Table) -> None:
        add_region(actor=member.actor, code=f"R{self.chance.randrange(9)}", name="Region")

    def note(self, member: Member, table: Table) -> None:
        add_internal_note(
            actor=member.actor,
            union_id=self.cast.nurses.pk,
            about=self.issues(table, 1)[0],
            text="Hold firm.",
        )

    def think_better_of_it(self, member: Member, table: Table) -> None:
        """Entered, looked at, and undone: nobody ever sees it."""
        self.pass_something(member, table)
        board_of(member.actor, [table])
        transaction.set_rollback(True)

    def own(self, issue: Issue, table: Table) -> bool:
        return issue.union_id == table.union_id
