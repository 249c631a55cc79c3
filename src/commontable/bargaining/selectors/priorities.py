"""What members ranked, and which of it nobody has spoken for yet."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from commontable.bargaining.models import Campaign, Demand, Issue, Priority, ProposalIssue
from commontable.coalition.actors import Actor
from commontable.common.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class RankedPriority:
    """A priority with the issues its demands lead to, and how many proposals speak to those."""

    priority: Priority
    issues: tuple[Issue, ...]
    union_proposals: int
    employer_proposals: int

    @property
    def without_demand(self) -> bool:
        return not self.issues

    @property
    def without_proposal(self) -> bool:
        """A demand was made of it, and the union has passed nothing on it."""
        return bool(self.issues) and not self.union_proposals


def get_priority(actor: Actor, priority_id: int) -> Priority:
    """One priority.

    Raises:
        NotFoundError: it does not exist, or is another union's.
    """
    priority = (
        Priority.objects.visible_to(actor).select_related("campaign").filter(pk=priority_id).first()
    )
    if priority is None:
        raise NotFoundError("There is no such priority.")
    return priority


def ranked_priorities(actor: Actor, campaign: Campaign) -> list[RankedPriority]:
    """The campaign's priorities by rank. Three queries."""
    priorities = list(
        Priority.objects.visible_to(actor).filter(campaign=campaign).select_related("union")
    )
    issues: dict[int, dict[int, Issue]] = defaultdict(dict)
    for demand in (
        Demand.objects.visible_to(actor)
        .filter(priority__campaign=campaign)
        .select_related("issue")
        .order_by("id")
    ):
        if demand.priority_id is not None:
            issues[demand.priority_id][demand.issue_id] = demand.issue
    spoken: dict[tuple[int, str], set[int]] = defaultdict(set)
    for issue_id, side, proposal_id in (
        ProposalIssue.objects.visible_to(actor)
        .filter(issue__campaign=campaign, proposal__corrected_by=None)
        .values_list("issue_id", "proposal__side", "proposal_id")
    ):
        spoken[issue_id, side].add(proposal_id)

    def count(priority: Priority, side: str) -> int:
        return len(set().union(*(spoken[issue_id, side] for issue_id in issues[priority.pk])))

    return [
        RankedPriority(
            priority=priority,
            issues=tuple(issues[priority.pk].values()),
            union_proposals=count(priority, "union"),
            employer_proposals=count(priority, "employer"),
        )
        for priority in priorities
    ]
