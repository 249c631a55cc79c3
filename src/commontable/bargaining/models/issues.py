"""Issues, what members ranked, what they became, and what stands today."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from commontable.bargaining.models.campaigns import Campaign
from commontable.bargaining.models.contracts import Article
from commontable.bargaining.models.facts import EnteredFact, TermFields
from commontable.coalition.ownership import UnionPrivate


class Priority(UnionPrivate):
    """A demand as members ranked it, before the team made proposals of it."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="priorities")
    rank = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["rank", "id"]
        verbose_name_plural = "priorities"

    def __str__(self) -> str:
        return f"{self.rank}. {self.text}"


class Issue(UnionPrivate):
    """A subject of bargaining. ``rank`` is what members gave it, 1 the highest."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="issues")
    parent = models.ForeignKey(
        "self", models.PROTECT, related_name="children", null=True, blank=True
    )
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80)
    economic = models.BooleanField(default=True)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = [F("rank").asc(nulls_last=True), "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "union", "slug"],
                nulls_distinct=False,
                name="one_issue_per_slug",
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")), name="an_issue_has_another_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Demand(EnteredFact):
    """What a priority became: the demand the team carries for an issue."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="demands")
    priority = models.ForeignKey(
        Priority, models.PROTECT, related_name="demands", null=True, blank=True
    )
    text = models.TextField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:80]


class IssueArticle(UnionPrivate):
    """Where the contract speaks of the issue."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="article_links")
    article = models.ForeignKey(Article, models.PROTECT, related_name="issue_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issue", "article"], name="one_link_per_article")
        ]

    def __str__(self) -> str:
        return f"{self.issue}: {self.article}"


class StatusQuo(EnteredFact):
    """Today's contract and practice on an issue; the latest entered counts."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="status_quos")
    article = models.ForeignKey(Article, models.PROTECT, related_name="+", null=True, blank=True)
    text = models.TextField()
    source = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:80]


class StatusQuoTerm(TermFields):
    status_quo = models.ForeignKey(StatusQuo, models.PROTECT, related_name="terms")
