"""The record of a table as it stood at one moment.

What counts is when a thing happened at the table, as far as is known today: a pass that was entered
late, or corrected since, is counted at its own time and in its newest entry. What is known to the
minute counts from that minute. What is known to the day counts from the beginning of that day, or,
in the order of crossing, from the pass before it on the same day. What has no day counts from the
pass before it. Status quo has no time at the table: its newest entry counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from commontable.bargaining.models import (
    IssueDeclaration,
    Proposal,
    ProposalEvent,
    Table,
    TentativeAgreement,
    TentativeAgreementIssue,
)
from commontable.bargaining.selectors.records import records_of
from commontable.bargaining.selectors.standing import day_of
from commontable.bargaining.selectors.table_record import TableRecord
from commontable.bargaining.words import ProposalEventKind
from commontable.coalition.actors import Actor

_BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Past:
    """What had crossed the table by ``moment``.

    Attributes:
        record: as the board reads it, with nothing of what came later.
        sequence: the last place in that order that is counted.
        crossings: how many passes and withdrawals are.
    """

    moment: datetime
    record: TableRecord
    sequence: int
    crossings: int


def reader_at(actor: Actor, table: Table) -> Actor:
    """The actor with no more of unions' own than the table has.

    A sheet of the common table is for everybody of the coalition: it is read with the eyes of
    somebody who acts for no union, whoever makes it.
    """
    own = frozenset() if table.union_id is None else frozenset({table.union_id})
    return replace(actor, unions=actor.unions & own)


def past_of(actor: Actor, table: Table, moment: datetime) -> Past:
    """The table's record at a moment. Two queries more than the record itself."""
    (record,) = records_of(actor, [table])
    zone = actor.time_zone
    since = moments_of(record.proposals, zone)
    crossed = [each for each in record.entries if since[each.proposal.pk] <= moment]
    places = {each.proposal.sequence for each in crossed}
    entries = tuple(
        each if each.ended is None or _has_ended(each.ended, moment, places) else each.still_live()
        for each in crossed
    )
    day = day_of(moment, zone)
    settled_on = record.settled_on
    then = replace(
        record,
        entries=entries,
        agreements=_agreements(actor, table, moment, places),
        declarations={
            each.issue_id: each
            for each in IssueDeclaration.objects.visible_to(actor)
            .filter(table=table, at__lte=moment)
            .order_by("at", "id")
        },
        settled_on=settled_on if settled_on and day and settled_on <= day else None,
    )
    withdrawn = [each for each in then.ended.values() if each.kind == ProposalEventKind.WITHDRAWN]
    return Past(
        moment=moment,
        record=then,
        sequence=max([*places, *(each.sequence for each in withdrawn)], default=0),
        crossings=len(entries) + len(withdrawn),
    )


def moments_of(proposals: Iterable[Proposal], time_zone: str) -> dict[int, datetime]:
    """From when on each proposal counts, by its id; given in the order of crossing."""
    zone = ZoneInfo(time_zone)
    since: dict[int, datetime] = {}
    before = _BEGINNING
    for proposal in proposals:
        day = proposal.passed_on or proposal.standing_on
        if proposal.passed_at is not None:
            since[proposal.pk] = proposal.passed_at
        elif day is not None:
            began = datetime.combine(day, time(), zone)
            same_day = before is not _BEGINNING and before.astimezone(zone).date() == day
            since[proposal.pk] = max(began, before) if same_day else began
        else:
            since[proposal.pk] = before
        before = since[proposal.pk]
    return since


def _has_ended(event: ProposalEvent, moment: datetime, places: set[int]) -> bool:
    """A superseded proposal ends with the pass that superseded it, whose place the event shares."""
    if event.kind == ProposalEventKind.SUPERSEDED:
        return event.sequence in places
    return event.at <= moment


def _agreements(
    actor: Actor, table: Table, moment: datetime, places: set[int]
) -> dict[int, TentativeAgreement]:
    """Those in force, by issue: initialled by both by that day, and not yet taken back."""
    day = day_of(moment, actor.time_zone)
    links = (
        TentativeAgreementIssue.objects.visible_to(actor)
        .filter(agreement__table=table)
        .select_related("agreement__proposal", "agreement__withdrawal")
        .order_by("agreement_id")
    )
    return {
        link.issue_id: link.agreement
        for link in links
        if day is not None
        and max(link.agreement.union_initialled_on, link.agreement.employer_initialled_on) <= day
        and (link.agreement.proposal is None or link.agreement.proposal.sequence in places)
        and not _taken_back(link.agreement, moment)
    }


def _taken_back(agreement: TentativeAgreement, moment: datetime) -> bool:
    withdrawal = getattr(agreement, "withdrawal", None)
    return withdrawal is not None and withdrawal.at <= moment
