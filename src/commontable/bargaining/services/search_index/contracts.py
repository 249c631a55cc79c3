"""Articles of contracts as they are found."""

from __future__ import annotations

from collections.abc import Collection

from commontable.bargaining.models import Article, SearchEntry
from commontable.bargaining.services.search_index.entries import entries_for
from commontable.bargaining.words import SearchKind


def article_entries(ids: Collection[int]) -> list[SearchEntry]:
    """One query and one for the issues that lead to them."""
    found = (
        Article.objects.filter(pk__in=ids)
        .select_related("contract")
        .prefetch_related("issue_links")
        .order_by("id")
    )
    entries: list[SearchEntry] = []
    for article in found:
        entries += entries_for(
            article,
            SearchKind.ARTICLE,
            page="article",
            page_id=article.pk,
            campaign_id=article.contract.campaign_id,
            happened_on=article.contract.effective_on,
            # A union's own issue that leads to a common article is nobody else's to know of.
            issues=[
                link.issue_id
                for link in article.issue_links.all()
                if link.union_id == article.union_id
            ],
            label=f"Article {article.number}",
            title=article.title,
            context=article.contract.title,
            body=article.text,
        )
    return entries
