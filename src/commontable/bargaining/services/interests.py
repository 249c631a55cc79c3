"""Interest-based bargaining: why each side cares, and what might meet it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from commontable.audit.services import record
from commontable.bargaining.models import Interest, Issue, Option, Table
from commontable.bargaining.services.search_index import keep
from commontable.bargaining.services.wording import refuse_day_to_come, words_of
from commontable.bargaining.words import Side
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.common.errors import NotFoundError


@transaction.atomic
def state_interest(*, actor: Actor, table: Table, issue: Issue, side: Side, text: str) -> Interest:
    """A side says why the issue matters to it.

    Raises:
        CommontableError: no words.
        NotFoundError: the issue is not one of this table's.
    """
    require(actor, Right.RECORD, union_id=table.union_id, table_id=table.pk)
    _check_issue(table, issue)
    interest = Interest.objects.create(
        coalition_id=table.coalition_id,
        union_id=table.union_id,
        entered_by_id=actor.person_id,
        table=table,
        issue=issue,
        side=side,
        text=words_of(text, where="Interest", expected="why it matters to that side"),
    )
    record(
        actor=actor,
        verb="state_interest",
        subject=interest,
        coalition_id=table.coalition_id,
        union_id=table.union_id,
        after={"issue": issue.name, "side": side, "text": interest.text},
    )
    keep(interest)
    return interest


@transaction.atomic
def raise_option(*, actor: Actor, table: Table, issue: Issue, text: str, raised_on: date) -> Option:
    """Somebody raises a way to meet the interests; it is nobody's proposal.

    Raises:
        CommontableError: no words, or a day to come.
        NotFoundError: the issue is not one of this table's.
    """
    require(actor, Right.RECORD, union_id=table.union_id, table_id=table.pk)
    _check_issue(table, issue)
    refuse_day_to_come(raised_on, actor, where="Raised on")
    option = Option.objects.create(
        coalition_id=table.coalition_id,
        union_id=table.union_id,
        entered_by_id=actor.person_id,
        table=table,
        issue=issue,
        text=words_of(text, where="Option", expected="what might be done"),
        raised_on=raised_on,
    )
    record(
        actor=actor,
        verb="raise_option",
        subject=option,
        coalition_id=table.coalition_id,
        union_id=table.union_id,
        after={"issue": issue.name, "text": option.text, "raised_on": raised_on},
    )
    keep(option)
    return option


def _check_issue(table: Table, issue: Issue) -> None:
    """A common table's issues are the coalition's; a local one also has its union's own."""
    if issue.campaign_id != table.campaign_id or issue.union_id not in {None, table.union_id}:
        raise NotFoundError("There is no such issue at this table.")
