"""The order in which things cross a table: one counter, shared by passes and withdrawals."""

from __future__ import annotations

from django.db.models import Max

from commontable.bargaining.models import Proposal, ProposalEvent, Table


def next_sequence(table: Table) -> int:
    """The next place in the table's order of crossing; locks the table until the end of the act."""
    Table.objects.select_for_update().get(pk=table.pk)
    passes = Proposal.objects.filter(table=table).aggregate(last=Max("sequence"))["last"]
    events = ProposalEvent.objects.filter(proposal__table=table).aggregate(last=Max("sequence"))
    return 1 + max(passes or 0, events["last"] or 0)
