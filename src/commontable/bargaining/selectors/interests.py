"""Reading interests and options, issue by issue."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from commontable.bargaining.models import Interest, Issue, Option, Table
from commontable.coalition.actors import Actor


@dataclass(frozen=True, slots=True)
class IssueInterests:
    """An issue at an interest-based table: why each side cares, and what might meet it."""

    issue: Issue
    union: tuple[Interest, ...]
    employer: tuple[Interest, ...]
    options: tuple[Option, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.union or self.employer or self.options)


def issues_at(actor: Actor, table: Table) -> QuerySet[Issue]:
    """The issues that may be talked about at the table, in the members' ranking."""
    return Issue.objects.visible_to(actor).filter(
        Q(union=None) | Q(union_id=table.union_id), campaign_id=table.campaign_id
    )


def interests_at(actor: Actor, table: Table) -> list[IssueInterests]:
    """Every issue of the table with its interests and options. Three queries."""
    interests = list(
        Interest.objects.visible_to(actor).filter(table=table).select_related("entered_by")
    )
    options = list(Option.objects.visible_to(actor).filter(table=table))
    return [
        IssueInterests(
            issue=issue,
            union=tuple(i for i in interests if i.issue_id == issue.pk and i.side == "union"),
            employer=tuple(i for i in interests if i.issue_id == issue.pk and i.side == "employer"),
            options=tuple(o for o in options if o.issue_id == issue.pk),
        )
        for issue in issues_at(actor, table)
    ]
