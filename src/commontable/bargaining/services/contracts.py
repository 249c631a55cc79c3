"""Contracts, their articles, and how the articles of one go on in the next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max

from commontable.audit.services import record
from commontable.bargaining.article_lines import SplitArticle, split_articles
from commontable.bargaining.models import Article, ArticleSuccession, Campaign, Contract
from commontable.bargaining.services.search_index import keep, keep_renamed_article
from commontable.bargaining.services.wording import words_of
from commontable.bargaining.words import ContractKind, Succession
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.common.errors import CommontableError, ConflictError

LONGEST_NUMBER = 20


@transaction.atomic
def open_contract(
    *,
    actor: Actor,
    campaign: Campaign,
    kind: ContractKind,
    title: str,
    effective_on: date | None = None,
    expires_on: date | None = None,
    union_id: int | None = None,
) -> Contract:
    """Begin a contract: today's, the next in the making, or a partnership agreement.

    Raises:
        CommontableError: no title, or it expires before it begins.
        ConflictError: the campaign has one of that kind and title.
    """
    require(actor, Right.RECORD, union_id=union_id)
    title = words_of(title, where="Title")
    if effective_on and expires_on and expires_on <= effective_on:
        raise CommontableError(
            "A contract expires after it begins.",
            expected=f"a day after {effective_on}",
            came=str(expires_on),
            where="Expires on",
        )
    same = Contract.objects.visible_to(actor).filter(campaign=campaign, kind=kind, title=title)
    if any(contract.union_id == union_id for contract in same):
        raise ConflictError(f"There is a contract “{title}” of that kind already.", where="Title")
    contract = Contract.objects.create(
        coalition_id=campaign.coalition_id,
        union_id=union_id,
        campaign=campaign,
        kind=kind,
        title=title,
        effective_on=effective_on,
        expires_on=expires_on,
    )
    record(
        actor=actor,
        verb="open_contract",
        subject=contract,
        coalition_id=contract.coalition_id,
        union_id=union_id,
        after={"kind": kind, "title": title, "from": effective_on, "until": expires_on},
    )
    return contract


def _refuse_taken_number(contract: Contract, number: str, but: int = 0) -> None:
    taken = Article.objects.filter(contract=contract, number=number).exclude(pk=but).first()
    if taken is not None:
        raise ConflictError(
            f"There is an article {number} already: “{taken.title}”.", where="Number"
        )


def _check_number(number: str) -> str:
    number = words_of(number, where="Number", expected="the article's number, e.g. 12 or 12A")
    if len(number) > LONGEST_NUMBER:
        raise CommontableError(
            "That is too long for a number.",
            expected=f"at most {LONGEST_NUMBER} letters",
            came=number,
            where="Number",
        )
    return number


@transaction.atomic
def add_article(
    *, actor: Actor, contract: Contract, number: str, title: str, text: str = ""
) -> Article:
    """Add an article at the end of a contract.

    Raises:
        CommontableError: no number or title.
        ConflictError: the contract has an article of that number.
    """
    require(actor, Right.RECORD, union_id=contract.union_id)
    number = _check_number(number)
    # The lock keeps two people from adding an article at the same place.
    Contract.objects.select_for_update().get(pk=contract.pk)
    _refuse_taken_number(contract, number)
    last = Article.objects.filter(contract=contract).aggregate(last=Max("position"))["last"] or 0
    article = Article.objects.create(
        coalition_id=contract.coalition_id,
        union_id=contract.union_id,
        contract=contract,
        position=last + 1,
        number=number,
        title=words_of(title, where="Title"),
        text=text.strip(),
    )
    record(
        actor=actor,
        verb="add_article",
        subject=article,
        coalition_id=article.coalition_id,
        union_id=article.union_id,
        after=_facts(article),
    )
    keep(article)
    return article


def _facts(article: Article) -> dict[str, object]:
    return {"number": article.number, "title": article.title, "text": article.text}


@transaction.atomic
def paste_articles(*, actor: Actor, contract: Contract, text: str) -> list[Article]:
    """Add every article of a whole contract's text, split at its headings.

    Raises:
        CommontableError: no heading was found, or two articles have one number; none is added.
        ConflictError: the contract has an article of one of the numbers.
    """
    require(actor, Right.RECORD, union_id=contract.union_id)
    found = split_articles(text)
    _refuse_twins(found)
    return [
        add_article(
            actor=actor, contract=contract, number=each.number, title=each.title, text=each.text
        )
        for each in found
    ]


def _refuse_twins(found: Sequence[SplitArticle]) -> None:
    seen: dict[str, str] = {}
    for each in found:
        if each.number in seen:
            raise CommontableError(
                f"Two articles have the number {each.number}.",
                expected="each number once: join them, or renumber one in the text",
                came=f"“{seen[each.number]}” and “{each.title}”",
                where="Text",
            )
        seen[each.number] = each.title


@transaction.atomic
def revise_article(
    *, actor: Actor, article: Article, number: str, title: str, text: str
) -> Article:
    """Change an article of the next contract or a partnership agreement while it is in the making.

    Raises:
        CommontableError: the current contract is what was signed: it is not revised.
        ConflictError: the contract has another article of that number.
    """
    require(actor, Right.RECORD, union_id=article.union_id)
    contract = Contract.objects.select_for_update().get(pk=article.contract_id)
    if contract.kind == ContractKind.CURRENT:
        raise CommontableError(
            "The current contract says what was signed, and is not revised.",
            expected="an article of the next contract or a partnership agreement",
            came=f"{article} of “{contract.title}”",
        )
    article = Article.objects.get(pk=article.pk)
    number = _check_number(number)
    _refuse_taken_number(contract, number, but=article.pk)
    before = _facts(article)
    article.number, article.title = number, words_of(title, where="Title")
    article.text = text.strip()
    after = _facts(article)
    if before == after:
        return article
    article.save()
    record(
        actor=actor,
        verb="revise_article",
        subject=article,
        coalition_id=article.coalition_id,
        union_id=article.union_id,
        before=before,
        after=after,
    )
    keep_renamed_article(article)
    return article


@transaction.atomic
def record_succession(
    *, actor: Actor, earlier: Article, later: Article, kind: Succession
) -> ArticleSuccession:
    """Say that an article goes on in one of the next contract.

    Several earlier articles to one later are a merger, one earlier to several later a split; each
    pair is entered by itself.

    Raises:
        CommontableError: not from the current contract to the next of the same campaign, or a
            kind that does not fit.
        ConflictError: the pair is entered already.
    """
    require(actor, Right.RECORD, union_id=earlier.union_id)
    _check_pair(earlier, later, kind)
    if ArticleSuccession.objects.filter(earlier=earlier, later=later).exists():
        raise ConflictError(f"{earlier} goes on in {later} already.")
    succession = ArticleSuccession.objects.create(
        coalition_id=earlier.coalition_id,
        union_id=earlier.union_id,
        entered_by_id=actor.person_id,
        earlier=earlier,
        later=later,
        kind=kind,
    )
    record(
        actor=actor,
        verb="record_succession",
        subject=succession,
        coalition_id=earlier.coalition_id,
        union_id=earlier.union_id,
        after={"earlier": str(earlier), "later": str(later), "kind": kind},
    )
    return succession


def _check_pair(earlier: Article, later: Article, kind: Succession) -> None:
    before, after = earlier.contract, later.contract
    if (
        before.campaign_id != after.campaign_id
        or before.union_id != after.union_id
        or (before.kind, after.kind) != (ContractKind.CURRENT, ContractKind.NEXT)
    ):
        raise CommontableError(
            "These two do not follow each other.",
            expected="an article of the current contract, and one of the next, of one campaign"
            " and one union",
            came=f"“{before.title}” and “{after.title}”",
        )
    if kind is Succession.SAME and earlier.number != later.number:
        raise CommontableError(
            "The number changed, so it was renumbered.",
            expected=str(Succession.RENUMBERED.label),
            came=f"{earlier.number} and {later.number}",
            where="How",
        )
    if kind is Succession.RENUMBERED and earlier.number == later.number:
        raise CommontableError(
            "The number is the same.", expected=str(Succession.SAME.label), where="How"
        )
    others_out = earlier.goes_on_in.exclude(later=later).exists()
    others_in = later.comes_from.exclude(earlier=earlier).exists()
    if kind in {Succession.SAME, Succession.RENUMBERED} and (others_out or others_in):
        raise CommontableError(
            "One of these two goes on elsewhere too, or comes from elsewhere too.",
            expected="Merged or Split",
            came=str(kind.label),
            where="How",
        )
