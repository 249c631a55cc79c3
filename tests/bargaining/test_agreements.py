"""Tentative agreements, signed and taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bargaining.passing import passes
from cast import Cast
from commontable.bargaining.models import Proposal, TentativeAgreement
from commontable.bargaining.selectors.board import board_of
from commontable.bargaining.services.agreements import (
    sign_tentative_agreement,
    withdraw_tentative_agreement,
)
from commontable.bargaining.services.proposals import withdraw_proposal
from commontable.bargaining.words import IssueStatus, ProposalKind, Side
from commontable.common import dates
from commontable.common.errors import CommontableError, ConflictError, NotAllowedError

pytestmark = pytest.mark.django_db


def sign(cast: Cast, proposal: Proposal, **facts: object) -> TentativeAgreement:
    given = {
        "actor": cast.chief.actor,
        "union_initials": "AC",
        "union_initialled_on": cast.chief.actor.on,
        "employer_initials": "RM",
        "employer_initialled_on": cast.chief.actor.on,
    } | facts
    return sign_tentative_agreement(proposal=proposal, **given)  # type: ignore[arg-type]


def test_an_agreed_issue_owes_nobody_an_answer(cast: Cast) -> None:
    agreement = sign(cast, passes(cast, Side.EMPLOYER, [cast.wages]))
    row = board_of(cast.chief.actor, [cast.common])[0]
    assert (row.status, row.owes, row.agreement) == (IssueStatus.AGREED, None, agreement)


def test_a_withdrawn_agreement_puts_the_issue_back_where_it_was(cast: Cast) -> None:
    agreement = sign(cast, passes(cast, Side.EMPLOYER, [cast.wages]))
    withdraw_tentative_agreement(
        actor=cast.chief.actor,
        agreement=agreement,
        side=Side.EMPLOYER,
        at=dates.now(),
        reason="New instructions.",
    )
    row = board_of(cast.chief.actor, [cast.common])[0]
    assert (row.status, row.owes) == (IssueStatus.OPEN, Side.UNION)
    assert TentativeAgreement.objects.filter(pk=agreement.pk).exists()
    with pytest.raises(ConflictError, match="already"):
        withdraw_tentative_agreement(
            actor=cast.chief.actor, agreement=agreement, side=Side.UNION, at=dates.now()
        )


def test_a_package_is_agreed_in_all_its_issues(cast: Cast) -> None:
    package = passes(cast, Side.EMPLOYER, [cast.wages, cast.staffing], kind=ProposalKind.PACKAGE)
    sign(cast, package)
    rows = board_of(cast.chief.actor, [cast.common])
    assert {row.status for row in rows} == {IssueStatus.AGREED}


def test_an_issue_is_agreed_once(cast: Cast) -> None:
    sign(cast, passes(cast, Side.EMPLOYER, [cast.wages]))
    with pytest.raises(ConflictError, match="agreed already"):
        sign(cast, passes(cast, Side.UNION, [cast.wages]))


def test_a_supposal_cannot_be_agreed(cast: Cast) -> None:
    supposal = passes(cast, Side.EMPLOYER, [cast.wages], kind=ProposalKind.SUPPOSAL)
    with pytest.raises(CommontableError, match="never was on the table"):
        sign(cast, supposal)


def test_an_agreed_proposal_cannot_be_withdrawn_before_the_agreement(cast: Cast) -> None:
    proposal = passes(cast, Side.EMPLOYER, [cast.wages])
    sign(cast, proposal)
    with pytest.raises(ConflictError, match="tentatively agreed"):
        withdraw_proposal(actor=cast.chief.actor, proposal=proposal, at=dates.now())


def test_both_sides_initial_and_not_in_the_future(cast: Cast) -> None:
    proposal = passes(cast, Side.EMPLOYER, [cast.wages])
    with pytest.raises(CommontableError, match="both sides"):
        sign(cast, proposal, employer_initials=" ")
    with pytest.raises(CommontableError, match="not come yet"):
        sign(cast, proposal, union_initialled_on=cast.chief.actor.on + timedelta(days=1))


def test_the_team_passes_but_only_the_chief_signs(cast: Cast) -> None:
    proposal = passes(cast, Side.EMPLOYER, [cast.wages])
    with pytest.raises(NotAllowedError):
        sign(cast, proposal, actor=cast.team.actor)


def test_an_agreement_is_not_withdrawn_before_it_was_initialled(cast: Cast) -> None:
    agreement = sign(cast, passes(cast, Side.EMPLOYER, [cast.wages]))
    with pytest.raises(CommontableError, match="had not been initialled"):
        withdraw_tentative_agreement(
            actor=cast.chief.actor,
            agreement=agreement,
            side=Side.UNION,
            at=dates.now() - timedelta(days=2),
        )
    assert not hasattr(agreement, "withdrawal")
