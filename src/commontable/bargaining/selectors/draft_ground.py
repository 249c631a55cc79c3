"""What a draft is held against when it is read: the contract, the issues, how they are measured."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

from django.db.models import Q

from commontable.bargaining.drafting.issue_guess import Habit, KnownIssue
from commontable.bargaining.drafting.matching import Named
from commontable.bargaining.drafting.suggestions import Ground
from commontable.bargaining.models import (
    Article,
    Campaign,
    Issue,
    IssueArticle,
    StatusQuoTerm,
    Term,
)
from commontable.bargaining.words import Better, ContractKind, TermKind
from commontable.coalition.actors import Actor
from commontable.coalition.selectors.codes import codes_of


def current_articles(actor: Actor, campaign: Campaign, union_id: int | None) -> list[Article]:
    """Today's articles that a table of this owner speaks of, in the contract's order."""
    return list(
        Article.objects.visible_to(actor)
        .filter(
            Q(union_id=None) | Q(union_id=union_id),
            contract__campaign=campaign,
            contract__kind=ContractKind.CURRENT,
        )
        .select_related("contract")
        .order_by("contract__title", "position")
    )


def named(articles: list[Article]) -> list[Named]:
    """Articles as the matching takes them, known by their ids."""
    return [Named(each.pk, each.number, each.title, each.text) for each in articles]


def ground_of(actor: Actor, campaign: Campaign, union_id: int | None) -> Ground:
    """What suggested terms are made from at a table of this owner. Seven queries."""
    issues = Issue.objects.visible_to(actor).filter(
        Q(union_id=None) | Q(union_id=union_id), campaign=campaign
    )
    leads: dict[int, set[int]] = defaultdict(set)
    for issue_id, article_id in (
        IssueArticle.objects.visible_to(actor)
        .filter(issue__campaign=campaign)
        .values_list("issue_id", "article_id")
    ):
        leads[issue_id].add(article_id)
    habits: dict[int, dict[Habit, None]] = defaultdict(dict)
    for model in (StatusQuoTerm, Term):
        for issue_id, kind, unit, better in (
            model.objects.visible_to(actor)
            .filter(issue__campaign=campaign)
            .order_by("id")
            .values_list("issue_id", "kind", "unit", "better")
        ):
            habits[issue_id].setdefault(Habit(TermKind(kind), unit, Better(better)))
    expires = campaign.contract_expires
    return Ground(
        issues=tuple(
            KnownIssue(issue.pk, issue.name, frozenset(leads[issue.pk]), tuple(habits[issue.pk]))
            for issue in issues
        ),
        regions={code: [name] for code, name in codes_of(actor).regions.items()},
        begins_on=expires + timedelta(days=1) if expires else None,
    )
