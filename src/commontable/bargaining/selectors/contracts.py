"""Contracts side by side: which article became which, what is new, what is gone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from commontable.bargaining.models import (
    Article,
    ArticleSuccession,
    Campaign,
    Contract,
    Issue,
    Language,
    Proposal,
)
from commontable.bargaining.words import ContractKind, Succession
from commontable.coalition.actors import Actor
from commontable.common.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Passage:
    """Articles of today's contract and what they become, as one row.

    ``how`` is a succession's kind, ``new``, ``gone`` or, while there is no next contract,
    nothing.
    """

    earlier: tuple[Article, ...]
    later: tuple[Article, ...]
    how: str

    @property
    def label(self) -> str:
        return str(Succession(self.how).label) if self.how in set(Succession) else ""

    @property
    def reworded(self) -> tuple[Article, Article] | None:
        """Today's article and the next one, where one became one and says it otherwise."""
        if len(self.earlier) != 1 or len(self.later) != 1:
            return None
        [old], [new] = self.earlier, self.later
        return (old, new) if old.text and new.text and old.text != new.text else None


@dataclass(frozen=True, slots=True)
class SideBySide:
    """One union's contracts of a campaign, or the coalition's."""

    current: tuple[Contract, ...]
    following: tuple[Contract, ...]
    passages: tuple[Passage, ...]
    without_issues: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class ArticleProposal:
    """A proposal that speaks to an article: by its language, or by an issue that leads to it."""

    proposal: Proposal
    by_language: bool
    issues: tuple[str, ...]


def contracts_of(actor: Actor, campaign: Campaign) -> list[Contract]:
    """The campaign's contracts the actor may read: today's, the next, partnership agreements."""
    order = {kind: place for place, kind in enumerate(ContractKind)}
    contracts = (
        Contract.objects.visible_to(actor)
        .filter(campaign=campaign)
        .select_related("union")
        .prefetch_related("articles")
    )
    return sorted(contracts, key=lambda each: (order[ContractKind(each.kind)], each.title))


def get_contract(actor: Actor, contract_id: int) -> Contract:
    """One contract.

    Raises:
        NotFoundError: it does not exist, or is another union's.
    """
    contract = (
        Contract.objects.visible_to(actor)
        .select_related("campaign", "union")
        .filter(pk=contract_id)
        .first()
    )
    if contract is None:
        raise NotFoundError("There is no such contract.")
    return contract


def get_article(actor: Actor, article_id: int) -> Article:
    """One article.

    Raises:
        NotFoundError: it does not exist, or is another union's.
    """
    article = (
        Article.objects.visible_to(actor)
        .select_related("contract", "contract__campaign")
        .filter(pk=article_id)
        .first()
    )
    if article is None:
        raise NotFoundError("There is no such article.")
    return article


def articles_of(actor: Actor, campaign: Campaign) -> list[Article]:
    """Every article of the campaign's contracts, in their order."""
    return list(
        Article.objects.visible_to(actor)
        .filter(contract__campaign=campaign)
        .select_related("contract")
        .order_by("contract__kind", "contract__title", "position")
    )


def side_by_side(actor: Actor, campaign: Campaign, union_id: int | None = None) -> SideBySide:
    """Today's contract beside the next, article by article. Five queries."""
    contracts = [
        contract for contract in contracts_of(actor, campaign) if contract.union_id == union_id
    ]
    current = tuple(each for each in contracts if each.kind == ContractKind.CURRENT)
    following = tuple(each for each in contracts if each.kind == ContractKind.NEXT)
    earlier = [article for contract in current for article in contract.articles.all()]
    later = [article for contract in following for article in contract.articles.all()]
    successions = list(
        ArticleSuccession.objects.visible_to(actor)
        .filter(earlier__in=[article.pk for article in earlier])
        .order_by("earlier__position", "later__position")
    )
    linked = set(
        Issue.objects.visible_to(actor)
        .filter(campaign=campaign)
        .values_list("article_links__article_id", flat=True)
    )
    return SideBySide(
        current=current,
        following=following,
        passages=tuple(_passages(earlier, later, successions)),
        without_issues=tuple(article for article in [*earlier, *later] if article.pk not in linked),
    )


def _passages(
    earlier: list[Article], later: list[Article], successions: list[ArticleSuccession]
) -> list[Passage]:
    """Articles joined by successions stand in one row, at the place of the first of them."""
    out: dict[int, list[ArticleSuccession]] = defaultdict(list)
    into: dict[int, list[ArticleSuccession]] = defaultdict(list)
    for succession in successions:
        out[succession.earlier_id].append(succession)
        into[succession.later_id].append(succession)
    passages: list[tuple[int, int, Passage]] = []
    done: set[int] = set()
    for place, article in enumerate(earlier):
        if article.pk in done:
            continue
        before, after, kinds = _joined(article.pk, out, into)
        done |= before
        how = _how(kinds) if after else "gone" if later else ""
        passages.append(
            (
                place,
                0,
                Passage(
                    tuple(each for each in earlier if each.pk in before),
                    tuple(each for each in later if each.pk in after),
                    how,
                ),
            )
        )
    place_of = {article.pk: place for place, _, passage in passages for article in passage.later}
    place = -1
    for order, article in enumerate(later, 1):
        if article.pk in place_of:
            place = max(place, place_of[article.pk])
        else:
            passages.append((place, order, Passage((), (article,), "new")))
    return [passage for _, _, passage in sorted(passages, key=lambda each: each[:2])]


def _joined(
    start: int,
    out: dict[int, list[ArticleSuccession]],
    into: dict[int, list[ArticleSuccession]],
) -> tuple[set[int], set[int], set[str]]:
    """Everything connected with an earlier article, both ways."""
    before, after, kinds, waiting = {start}, set(), set(), [start]
    while waiting:
        for succession in out[waiting.pop()]:
            kinds.add(succession.kind)
            after.add(succession.later_id)
            for other in into[succession.later_id]:
                if other.earlier_id not in before:
                    before.add(other.earlier_id)
                    waiting.append(other.earlier_id)
    return before, after, kinds


def _how(kinds: set[str]) -> str:
    order = [Succession.MERGED, Succession.SPLIT, Succession.RENUMBERED, Succession.SAME]
    return next(kind for kind in order if kind in kinds)


def successions_of(actor: Actor, article: Article) -> tuple[list[Article], list[Article]]:
    """The articles it comes from, and those it goes on in."""
    rows = ArticleSuccession.objects.visible_to(actor).select_related(
        "earlier__contract", "later__contract"
    )
    return (
        [row.earlier for row in rows.filter(later=article).order_by("earlier__position")],
        [row.later for row in rows.filter(earlier=article).order_by("later__position")],
    )


def issues_of_article(actor: Actor, article: Article) -> list[Issue]:
    """The issues that lead to the article."""
    return list(
        Issue.objects.visible_to(actor).filter(article_links__article=article).order_by("name")
    )


def proposals_on_article(actor: Actor, article: Article) -> list[ArticleProposal]:
    """Every proposal that speaks to the article, in the order of crossing. Three queries."""
    issues = {issue.pk: issue.name for issue in issues_of_article(actor, article)}
    by_language = set(
        Language.objects.visible_to(actor)
        .filter(article=article)
        .values_list("proposal_id", flat=True)
    )
    named: dict[int, list[str]] = defaultdict(list)
    for proposal_id, issue_id in (
        Proposal.objects.visible_to(actor)
        .filter(issue_links__issue_id__in=issues)
        .values_list("pk", "issue_links__issue_id")
    ):
        if issue_id in issues:
            named[proposal_id].append(issues[issue_id])
    proposals = (
        Proposal.objects.visible_to(actor)
        .filter(pk__in=by_language | set(named), corrected_by=None)
        .select_related("table")
        .order_by("table__name", "sequence")
    )
    return [
        ArticleProposal(proposal, proposal.pk in by_language, tuple(sorted(named[proposal.pk])))
        for proposal in proposals
    ]
