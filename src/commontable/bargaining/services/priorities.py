"""What members ranked, and the demands the team made of it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from commontable.audit.services import record
from commontable.bargaining.models import Campaign, Demand, Issue, Priority
from commontable.bargaining.services.search_index import keep
from commontable.bargaining.services.wording import words_of
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.common.errors import CommontableError, NotFoundError

LOWEST_RANK = 999


def _check_rank(rank: int, where: str) -> None:
    if not 1 <= rank <= LOWEST_RANK:
        raise CommontableError(
            "A rank is counted from 1, the highest.",
            expected=f"1 to {LOWEST_RANK}",
            came=str(rank),
            where=where,
        )


@transaction.atomic
def record_priority(
    *,
    actor: Actor,
    campaign: Campaign,
    text: str,
    rank: int,
    source: str = "",
    union_id: int | None = None,
) -> Priority:
    """Enter what members asked for, in their words, at the rank they gave it. Ranks may tie.

    Raises:
        CommontableError: no words, or no such rank.
    """
    require(actor, Right.RECORD, union_id=union_id)
    _check_rank(rank, "Rank")
    priority = Priority.objects.create(
        coalition_id=campaign.coalition_id,
        union_id=union_id,
        campaign=campaign,
        rank=rank,
        text=words_of(text, where="Priority", expected="what members asked for"),
        source=source.strip(),
    )
    record(
        actor=actor,
        verb="record_priority",
        subject=priority,
        coalition_id=priority.coalition_id,
        union_id=priority.union_id,
        after={"rank": rank, "text": priority.text, "source": priority.source},
    )
    keep(priority)
    return priority


@transaction.atomic
def rank_priorities(
    *, actor: Actor, campaign: Campaign, ranks: Mapping[int, int]
) -> list[Priority]:
    """Give priorities new ranks, as members ranked them; those not named keep theirs.

    Args:
        ranks: priority id to rank, 1 the highest; ties are kept.

    Returns:
        The priorities whose rank changed.

    Raises:
        CommontableError: no such rank; then none is changed.
        NotFoundError: one of them is not a priority of this campaign.
    """
    priorities = list(
        Priority.objects.visible_to(actor)
        .select_for_update()
        .filter(campaign=campaign, pk__in=ranks)
        .order_by("id")
    )
    if len(priorities) != len(ranks):
        raise NotFoundError("There is no such priority in this campaign.")
    changed = []
    for priority in priorities:
        rank = ranks[priority.pk]
        _check_rank(rank, priority.text)
        if rank == priority.rank:
            continue
        require(actor, Right.RECORD, union_id=priority.union_id)
        before, priority.rank = priority.rank, rank
        priority.save(update_fields=["rank"])
        record(
            actor=actor,
            verb="rank_priority",
            subject=priority,
            coalition_id=priority.coalition_id,
            union_id=priority.union_id,
            before={"rank": before},
            after={"rank": rank},
        )
        changed.append(priority)
    return changed


@transaction.atomic
def make_demand(
    *, actor: Actor, issue: Issue, text: str, priority: Priority | None = None
) -> Demand:
    """Make a demand for an issue, of a priority members ranked or of the team's own.

    Raises:
        CommontableError: no words, or a priority of another campaign or union.
    """
    require(actor, Right.RECORD, union_id=issue.union_id)
    if priority is not None and (
        priority.campaign_id != issue.campaign_id or priority.union_id not in {None, issue.union_id}
    ):
        raise CommontableError(
            "That priority cannot lead to this issue.",
            expected="a priority of the same campaign, common or of the same union",
            where="Priority",
        )
    demand = Demand.objects.create(
        coalition_id=issue.coalition_id,
        union_id=issue.union_id,
        entered_by_id=actor.person_id,
        issue=issue,
        priority=priority,
        text=words_of(text, where="Demand", expected="what the team asks for"),
    )
    record(
        actor=actor,
        verb="make_demand",
        subject=demand,
        coalition_id=issue.coalition_id,
        union_id=issue.union_id,
        after={"issue": issue.name, "priority": priority and priority.text, "text": demand.text},
    )
    keep(demand)
    return demand
