"""Passing, withdrawing, superseding and correcting proposals."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from bargaining.passing import passes, passing, raises
from cast import Cast, enter
from commontable.audit.models import Entry
from commontable.bargaining.models import Proposal
from commontable.bargaining.selectors.board import board_of
from commontable.bargaining.selectors.gaps import gap_board_of
from commontable.bargaining.services.proposals import (
    correct_proposal,
    pass_proposal,
    withdraw_proposal,
)
from commontable.bargaining.words import IssueStatus, ProposalKind, Side, TermKind
from commontable.common import dates
from commontable.common.errors import (
    CommontableError,
    ConflictError,
    NotAllowedError,
    NotFoundError,
)

pytestmark = pytest.mark.django_db


def test_the_system_numbers_each_side_by_itself(cast: Cast) -> None:
    labels = [
        passes(cast, side, [cast.wages]).label
        for side in (Side.UNION, Side.UNION, Side.EMPLOYER, Side.UNION)
    ]
    assert labels == ["U-1", "U-2", "E-1", "U-3"]


def test_passing_leaves_an_entry_in_the_log_with_when_it_happened(cast: Cast) -> None:
    proposal = passes(cast, Side.UNION, [cast.wages], terms=raises(cast.wages, "7", "7"))
    entry = Entry.objects.get(verb="pass_proposal")
    assert entry.subject_id == proposal.pk
    assert entry.occurred_at == proposal.passed_at
    assert entry.entered_at > entry.occurred_at
    assert [term["value"] for term in entry.after["terms"]] == ["7", "7"]


def test_an_observer_may_not_pass(cast: Cast) -> None:
    with pytest.raises(NotAllowedError):
        pass_proposal(
            actor=enter(cast.observer),
            table=cast.common,
            passing=passing(Side.UNION, [cast.wages]),
        )


def test_for_another_union_a_local_table_does_not_exist(cast: Cast) -> None:
    with pytest.raises(NotFoundError):
        pass_proposal(
            actor=enter(cast.technicians_officer),
            table=cast.nurses_local,
            passing=passing(Side.UNION, [cast.wages]),
        )


def test_a_package_of_one_issue_is_refused(cast: Cast) -> None:
    with pytest.raises(CommontableError, match="several issues"):
        passes(cast, Side.UNION, [cast.wages], kind=ProposalKind.PACKAGE)


def test_a_pass_tomorrow_is_refused(cast: Cast) -> None:
    with pytest.raises(CommontableError, match="not come yet"):
        passes(cast, Side.UNION, [cast.wages], passed_at=dates.now() + timedelta(days=1))


def test_nothing_is_kept_of_a_pass_with_a_wrong_term(cast: Cast) -> None:
    with pytest.raises(CommontableError, match="no region"), transaction.atomic():
        passes(cast, Side.UNION, [cast.wages], terms=raises(cast.wages, "3", regions=("NOWHERE",)))
    assert not Proposal.objects.exists()
    assert not Entry.objects.filter(verb="pass_proposal").exists()


@pytest.mark.parametrize(
    ("first", "second", "named"),
    [((), ("NORTH",), "NORTH"), (("NORTH", "SOUTH"), ("SOUTH",), "SOUTH"), ((), (), "everywhere")],
)
def test_two_figures_for_one_thing_are_refused_by_region(
    cast: Cast, first: tuple[str, ...], second: tuple[str, ...], named: str
) -> None:
    terms = [
        *raises(cast.wages, "3", "3", regions=first),
        *raises(cast.wages, "4", regions=second),
    ]
    with pytest.raises(CommontableError, match=rf"Wages, .*, year 1, {named}\..* 3 and 4"):
        passes(cast, Side.UNION, [cast.wages], terms=terms)
    assert not Proposal.objects.exists()


def test_a_proposal_superseded_in_part_stands_on_the_rest_of_neither_board_nor_gap(
    cast: Cast,
) -> None:
    """Superseded is superseded whole; both boards still open."""
    both = [cast.wages, cast.staffing]
    first = passes(
        cast,
        Side.UNION,
        both,
        terms=[*raises(cast.wages, "3"), *raises(cast.staffing, "4", kind=TermKind.AMOUNT)],
    )
    passes(cast, Side.UNION, [cast.wages], terms=raises(cast.wages, "5"), supersedes=[first])
    passes(cast, Side.EMPLOYER, both, terms=raises(cast.wages, "2"))
    rows = {row.issue.name: row for row in board_of(cast.chief.actor, [cast.common])}
    assert rows["Wages"].ours is not None
    assert rows["Wages"].ours.proposal.label == "U-2"
    assert rows["Staffing"].ours is None
    apart = gap_board_of(cast.chief.actor, cast.common).issues
    assert [(one.issue.name, one.apart[0].distance) for one in apart] == [("Wages", 3)]


def test_a_correction_keeps_the_first_entry_and_the_number(cast: Cast) -> None:
    first = passes(cast, Side.UNION, [cast.wages], terms=raises(cast.wages, "7"))
    corrected = correct_proposal(
        actor=cast.chief.actor,
        proposal=first,
        passing=passing(Side.UNION, [cast.wages], terms=raises(cast.wages, "6.5")),
        reason="Read from the wrong page.",
    )
    assert (corrected.label, corrected.revision) == ("U-1", 2)
    assert Proposal.objects.filter(pk=first.pk).exists()
    row = board_of(cast.chief.actor, [cast.common])[0]
    assert row.ours is not None
    assert row.ours.proposal == corrected
    with pytest.raises(ConflictError, match="corrected since"):
        withdraw_proposal(actor=cast.chief.actor, proposal=first, at=dates.now())


def test_after_a_withdrawal_the_position_before_it_stands_again(cast: Cast) -> None:
    first = passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "3"))
    second = passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "2"))
    withdraw_proposal(actor=cast.chief.actor, proposal=second, at=dates.now())
    row = board_of(cast.chief.actor, [cast.common])[0]
    assert row.theirs is not None
    assert row.theirs.proposal == first


def test_a_proposal_ends_once(cast: Cast) -> None:
    proposal = passes(cast, Side.EMPLOYER, [cast.wages])
    withdraw_proposal(actor=cast.chief.actor, proposal=proposal, at=dates.now())
    with pytest.raises(ConflictError, match="withdrawn already"):
        withdraw_proposal(actor=cast.chief.actor, proposal=proposal, at=dates.now())


def test_the_database_itself_refuses_an_edit_in_place(cast: Cast) -> None:
    proposal = passes(cast, Side.EMPLOYER, [cast.wages])
    with pytest.raises(DatabaseError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(title="Something else")
    with pytest.raises(DatabaseError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).delete()


def test_a_supposal_is_never_what_stands(cast: Cast) -> None:
    formal = passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "3"))
    passes(
        cast,
        Side.EMPLOYER,
        [cast.wages],
        terms=raises(cast.wages, "5"),
        kind=ProposalKind.SUPPOSAL,
    )
    row = board_of(cast.chief.actor, [cast.common])[0]
    assert row.theirs is not None
    assert row.theirs.proposal == formal
    assert row.flags == ()


def test_a_worse_counter_raises_the_flag_with_the_amount(cast: Cast) -> None:
    passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "3", "3"))
    passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "3", "2.5"))
    row = board_of(cast.chief.actor, [cast.common])[0]
    assert {(flag.label, flag.against_label) for flag in row.flags} == {("E-2", "E-1")}
    by_year = [flag for flag in row.flags if flag.year == 2]
    assert {flag.amount_text for flag in by_year} == {"0.5 points"}


def test_who_owes_whom_follows_the_last_formal_word(cast: Cast) -> None:
    days_ago = dates.now() - timedelta(days=9)
    passes(cast, Side.UNION, [cast.wages], passed_at=days_ago)
    row = board_of(cast.chief.actor, [cast.common])[0]
    assert (row.status, row.owes, row.owed_days) == (IssueStatus.OPEN, Side.EMPLOYER, 9)
    passes(cast, Side.EMPLOYER, [cast.wages], passed_at=days_ago + timedelta(days=5))
    row = board_of(cast.chief.actor, [cast.common])[0]
    assert (row.status, row.owes, row.owed_days) == (IssueStatus.COUNTERED, Side.UNION, 4)


def test_a_package_falls_whole_once_its_side_speaks_to_a_part_of_it(cast: Cast) -> None:
    passes(cast, Side.UNION, [cast.wages, cast.staffing], kind=ProposalKind.PACKAGE)
    alone = passes(cast, Side.UNION, [cast.wages])
    wages, staffing = board_of(cast.chief.actor, [cast.common])
    assert wages.ours is not None
    assert wages.ours.proposal == alone
    assert staffing.ours is None


def test_where_a_package_fell_what_stood_before_it_stands_again(cast: Cast) -> None:
    """As the engine has it, whose words the page of the proposal gives for the movement."""
    before = passes(cast, Side.UNION, [cast.staffing])
    passes(cast, Side.UNION, [cast.wages, cast.staffing], kind=ProposalKind.PACKAGE)
    alone = passes(cast, Side.UNION, [cast.wages])
    wages, staffing = board_of(cast.chief.actor, [cast.common])
    assert wages.ours is not None
    assert wages.ours.proposal == alone
    assert staffing.ours is not None
    assert staffing.ours.proposal == before


def test_a_package_rises_again_when_what_broke_it_is_withdrawn(cast: Cast) -> None:
    package = passes(cast, Side.UNION, [cast.wages, cast.staffing], kind=ProposalKind.PACKAGE)
    alone = passes(cast, Side.UNION, [cast.wages])
    withdraw_proposal(actor=cast.chief.actor, proposal=alone, at=dates.now())
    rows = board_of(cast.chief.actor, [cast.common])
    assert [row.ours and row.ours.proposal for row in rows] == [package, package]


def test_a_pass_on_a_day_to_come_is_refused(cast: Cast) -> None:
    tomorrow = cast.chief.actor.on + timedelta(days=1)
    with pytest.raises(CommontableError, match="day has not come"):
        passes(cast, Side.UNION, [cast.wages], passed_at=None, passed_on=tomorrow)


def test_a_proposal_is_not_withdrawn_before_it_was_passed(cast: Cast) -> None:
    proposal = passes(cast, Side.UNION, [cast.wages])
    assert proposal.passed_at is not None
    with pytest.raises(CommontableError, match="had not been passed"):
        withdraw_proposal(
            actor=cast.chief.actor, proposal=proposal, at=proposal.passed_at - timedelta(days=1)
        )
    assert not proposal.events.exists()
