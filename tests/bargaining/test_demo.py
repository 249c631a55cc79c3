"""The demonstration is as large as it says, and tells what it means to tell."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.db import transaction

from commontable.audit.verification import verify_ledgers
from commontable.bargaining.models import (
    BargainingSession,
    Exhibit,
    Issue,
    Proposal,
    Table,
    Term,
)
from commontable.bargaining.selectors.board import board_of
from commontable.bargaining.words import Channel, ProposalKind, Side, TermKind
from commontable.coalition import tenancy
from commontable.coalition.models import Facility, Region, Union
from commontable.coalition.selectors.seats import operator_actors

if TYPE_CHECKING:
    from database import Database


def test_the_demo_is_a_campaign_in_full_swing(demo_database: Database) -> None:
    with transaction.atomic():
        (actor,) = operator_actors()
        with tenancy.scope_of(actor):
            assert Union.objects.count() == 12
            assert Region.objects.count() == 8
            assert Facility.objects.count() == 300
            common = Table.objects.get(name="Common table")
            assert Issue.objects.filter(union=None).count() == 60
            held = BargainingSession.objects.filter(table=common, proposals__isnull=False)
            assert held.distinct().count() == 14
            for session in held.distinct():
                assert set(session.attendance.values_list("side", flat=True)) == set(Side.values)
                outcome = session.outcomes.last()
                assert outcome is not None
                assert outcome.public_wording
            kinds = Counter(
                Proposal.objects.filter(table=common, revision=1).values_list("kind", flat=True)
            )
            assert kinds.total() == 240
            assert kinds[ProposalKind.PACKAGE] == 4
            assert kinds[ProposalKind.SUPPOSAL] == 4
            easel = Exhibit.objects.get(proposal__channel=Channel.EASEL_PHOTO)
            assert easel.alternative_text
            rows = {row.issue.name: row for row in board_of(actor, [common])}
            flagged = {name for name, row in rows.items() if row.flagged}
            assert flagged == {"Across-the-board raises", "Premium share, family"}
            floors = Term.objects.filter(issue__name="Wage floor").values_list("kind", flat=True)
            assert set(floors) == {TermKind.FLOOR}
            assert all(not verified.faults for verified in verify_ledgers())
