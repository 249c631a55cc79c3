"""Which issues an article gathers: by a link, by words proposed for it, by what stands today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from commontable.bargaining.models import Article, Issue, IssueArticle, Language, Table
from commontable.bargaining.selectors.sheets.past import Past
from commontable.coalition.actors import Actor


def articles_at(reader: Actor, table: Table) -> dict[int, Article]:
    """The articles of the campaign's contracts by id, in the contracts' order; without text."""
    articles = (
        Article.objects.visible_to(reader)
        .filter(contract__campaign=table.campaign_id)
        .select_related("contract")
        .defer("text")
        .order_by("contract__kind", "contract__title", "position")
    )
    return {article.pk: article for article in articles}


def issues_by_article(
    reader: Actor, past: Past, issues: Sequence[Issue], articles: Mapping[int, Article]
) -> dict[Article, list[Issue]]:
    """The articles that have issues, in order, each with its issues in theirs. Two queries."""
    counted = {proposal.pk for proposal in past.record.proposals if proposal.is_baseline}
    pairs = set(
        IssueArticle.objects.visible_to(reader)
        .filter(issue__campaign=past.record.table.campaign_id)
        .values_list("article_id", "issue_id")
    )
    pairs |= {
        (article_id, issue_id)
        for proposal_id, article_id, issue_id in Language.objects.visible_to(reader)
        .filter(proposal__table=past.record.table, article__isnull=False, issue__isnull=False)
        .values_list("proposal_id", "article_id", "issue_id")
        if proposal_id in counted
    }
    pairs |= {
        (stood.row.article_id, stood.row.issue_id)
        for stood in past.record.status_quo.values()
        if stood.row.article_id is not None
    }
    gathered: dict[Article, list[Issue]] = defaultdict(list)
    for article_id, article in articles.items():
        for issue in issues:
            if (article_id, issue.pk) in pairs:
                gathered[article].append(issue)
    return dict(gathered)
