"""Contracts and their articles, today's and the next, and how one became the other."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from commontable.bargaining.models.campaigns import Campaign
from commontable.bargaining.words import contract_kinds, successions
from commontable.coalition.ownership import EnteredFact, UnionPrivate


class Contract(UnionPrivate):
    """The current contract, the next one in the making, or a partnership agreement."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="contracts")
    kind = models.CharField(max_length=12, choices=contract_kinds)
    title = models.CharField(max_length=300)
    effective_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on=None)
                | Q(effective_on=None)
                | Q(expires_on__gt=F("effective_on")),
                name="contract_expires_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Article(UnionPrivate):
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="articles")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["contract_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="one_article_per_number")
        ]

    def __str__(self) -> str:
        # What is attached is cited by its own word: “App. A”, “Letter (2)”.
        attached = self.number.startswith(("App.", "Letter", "Part"))
        return f"{'' if attached else 'Article '}{self.number}, {self.title}"


class ArticleSuccession(EnteredFact):
    """An article of one contract goes on in an article of the next.

    Two rows to one later article are a merger; two rows from one earlier article are a split.
    """

    earlier = models.ForeignKey(Article, models.PROTECT, related_name="goes_on_in")
    later = models.ForeignKey(Article, models.PROTECT, related_name="comes_from")
    kind = models.CharField(max_length=12, choices=successions)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="one_succession_per_pair")
        ]

    def __str__(self) -> str:
        return f"{self.earlier} → {self.later}"
