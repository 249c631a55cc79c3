"""Issues and what is known of them: their place, their standing at a table, today's practice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify

from commontable.audit.services import record
from commontable.bargaining.entries import TermEntry, check_term
from commontable.bargaining.models import (
    Article,
    Campaign,
    Issue,
    IssueArticle,
    IssueDeclaration,
    StatusQuo,
    StatusQuoTerm,
    Table,
)
from commontable.bargaining.services.search_index import keep, keep_renamed_issue
from commontable.bargaining.services.wording import refuse_moment_to_come, words_of
from commontable.bargaining.words import Declared, Side
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.coalition.selectors.codes import codes_of
from commontable.common.errors import CommontableError, ConflictError

_LONGEST_SLUG = 80


def _slug_of(name: str) -> str:
    return slugify(name)[:_LONGEST_SLUG].strip("-") or "issue"


def _refuse_taken_name(campaign: Campaign, union_id: int | None, name: str, but: int = 0) -> None:
    taken = (
        Issue.objects.filter(
            Q(union_id=union_id) if union_id else Q(union=None),
            campaign=campaign,
            slug=_slug_of(name),
        )
        .exclude(pk=but)
        .first()
    )
    if taken is not None:
        raise ConflictError(
            f"There is an issue “{taken.name}” in this campaign already.",
            expected="another name, or that issue amended",
            where="Name",
        )


def _refuse_other_campaign(parent: Issue, campaign: Campaign, union_id: int | None) -> None:
    if parent.campaign_id != campaign.pk or parent.union_id not in {None, union_id}:
        raise CommontableError(
            f"“{parent.name}” cannot hold this issue.",
            expected="an issue of the same campaign, common or of the same union",
            where="Belongs under",
        )


@transaction.atomic
def raise_issue(
    *,
    actor: Actor,
    campaign: Campaign,
    name: str,
    economic: bool = True,
    parent: Issue | None = None,
    rank: int | None = None,
    union_id: int | None = None,
) -> Issue:
    """Name a subject of bargaining, the coalition's or one union's own.

    Args:
        rank: what members gave it, 1 the highest; None: they were not asked.

    Raises:
        CommontableError: no name, or a parent of another campaign.
        ConflictError: the campaign has an issue of that name.
    """
    require(actor, Right.RECORD, union_id=union_id)
    name = words_of(name, where="Name", expected="the subject, e.g. “Wages”")
    _refuse_taken_name(campaign, union_id, name)
    if parent is not None:
        _refuse_other_campaign(parent, campaign, union_id)
    issue = Issue.objects.create(
        coalition_id=campaign.coalition_id,
        union_id=union_id,
        campaign=campaign,
        parent=parent,
        name=name,
        slug=_slug_of(name),
        economic=economic,
        rank=rank,
    )
    record(
        actor=actor,
        verb="raise_issue",
        subject=issue,
        coalition_id=issue.coalition_id,
        union_id=issue.union_id,
        after=_facts(issue),
    )
    keep(issue)
    return issue


def _facts(issue: Issue) -> dict[str, object]:
    return {
        "name": issue.name,
        "economic": issue.economic,
        "parent": issue.parent.name if issue.parent else None,
        "rank": issue.rank,
    }


def _refuse_cycle(issue: Issue, parent: Issue) -> None:
    line = [issue.name]
    above: Issue | None = parent
    while above is not None:
        if above.pk == issue.pk:
            raise CommontableError(
                "An issue cannot stand under itself: " + " under ".join([*line, issue.name]) + ".",
                expected="a parent that does not stand under this issue",
                came=parent.name,
                where="Belongs under",
            )
        line.append(above.name)
        above = above.parent


@transaction.atomic
def amend_issue(
    *,
    actor: Actor,
    issue: Issue,
    name: str,
    economic: bool,
    parent: Issue | None,
    rank: int | None,
) -> Issue:
    """Change what an issue is called, where it stands, or how members ranked it.

    Raises:
        CommontableError: no name, a parent of another campaign, or one that stands under it.
        ConflictError: the campaign has another issue of that name.
    """
    require(actor, Right.RECORD, union_id=issue.union_id)
    # Two people moving issues under each other would close a circle: one waits for the other.
    Campaign.objects.select_for_update().get(pk=issue.campaign_id)
    issue = Issue.objects.get(pk=issue.pk)
    name = words_of(name, where="Name")
    _refuse_taken_name(issue.campaign, issue.union_id, name, but=issue.pk)
    if parent is not None:
        _refuse_other_campaign(parent, issue.campaign, issue.union_id)
        _refuse_cycle(issue, parent)
    before = _facts(issue)
    issue.name, issue.slug, issue.economic = name, _slug_of(name), economic
    issue.parent, issue.rank = parent, rank
    after = _facts(issue)
    if after == before:
        return issue
    issue.save()
    record(
        actor=actor,
        verb="amend_issue",
        subject=issue,
        coalition_id=issue.coalition_id,
        union_id=issue.union_id,
        before=before,
        after=after,
    )
    keep_renamed_issue(issue)
    return issue


@transaction.atomic
def link_article(*, actor: Actor, issue: Issue, article: Article) -> IssueArticle:
    """Say where a contract speaks of the issue.

    Raises:
        ConflictError: it is linked already.
    """
    require(actor, Right.RECORD, union_id=issue.union_id)
    if article.contract.campaign_id != issue.campaign_id or (
        article.union_id is not None and article.union_id != issue.union_id
    ):
        raise CommontableError(
            f"{article} is not an article this issue can lead to.",
            expected="an article of the same campaign, common or of the same union",
            where="Article",
        )
    if IssueArticle.objects.filter(issue=issue, article=article).exists():
        raise ConflictError(f"{issue.name} leads to {article} already.")
    link = IssueArticle.objects.create(
        coalition_id=issue.coalition_id, union_id=issue.union_id, issue=issue, article=article
    )
    record(
        actor=actor,
        verb="link_article",
        subject=issue,
        coalition_id=issue.coalition_id,
        union_id=issue.union_id,
        after={"article": str(article), "contract": article.contract.title},
    )
    keep(article)
    return link


@transaction.atomic
def record_status_quo(
    *,
    actor: Actor,
    issue: Issue,
    text: str,
    terms: Sequence[TermEntry] = (),
    article: Article | None = None,
    source: str = "",
) -> StatusQuo:
    """Enter today's contract and practice; what was entered before stays, the latest counts.

    Raises:
        CommontableError: no words, a term of another issue, or one that cannot be.
    """
    require(actor, Right.RECORD, union_id=issue.union_id)
    text = words_of(text, where="Today", expected="what the contract says or what is done today")
    codes = codes_of(actor)
    for term in terms:
        if term.issue_id != issue.pk:
            raise CommontableError(
                "A term of the status quo is about its issue.", expected=issue.name, where="Terms"
            )
        check_term(term, codes=codes)
    owner = {"coalition_id": issue.coalition_id, "union_id": issue.union_id}
    status_quo = StatusQuo.objects.create(
        **owner,
        entered_by_id=actor.person_id,
        issue=issue,
        article=article,
        text=text,
        source=source.strip(),
    )
    StatusQuoTerm.objects.bulk_create(
        StatusQuoTerm(**owner, status_quo=status_quo, **term.fields()) for term in terms
    )
    record(
        actor=actor,
        verb="record_status_quo",
        subject=issue,
        coalition_id=issue.coalition_id,
        union_id=issue.union_id,
        after={
            "text": text,
            "article": article and str(article),
            "source": source.strip(),
            "terms": [term.fields() for term in terms],
        },
    )
    keep(issue)
    return status_quo


@transaction.atomic
def declare_issue(
    *,
    actor: Actor,
    table: Table,
    issue: Issue,
    status: Declared,
    side: Side,
    at: datetime,
    note: str = "",
) -> IssueDeclaration:
    """A side says at a table that an issue is off it, deadlocked, or open again.

    Raises:
        CommontableError: an issue of another campaign, or a moment to come.
        ConflictError: it stands so already, or there is nothing to open again.
    """
    require(actor, Right.RECORD, union_id=table.union_id, table_id=table.pk)
    refuse_moment_to_come(at, where="At")
    if issue.campaign_id != table.campaign_id or issue.union_id not in {None, table.union_id}:
        raise CommontableError(
            f"“{issue.name}” is not an issue of this table.",
            expected="an issue of the same campaign, common or of the same union",
            where="Issue",
        )
    last = IssueDeclaration.objects.filter(table=table, issue=issue).order_by("at", "id").last()
    standing = Declared(last.status) if last else Declared.REOPENED
    if standing == status:
        raise ConflictError(
            f"“{issue.name}” is open at this table."
            if status is Declared.REOPENED
            else f"“{issue.name}” was declared {standing.label.lower()} already.",
            expected="another standing",
            came=str(status.label),
        )
    declaration = IssueDeclaration.objects.create(
        coalition_id=table.coalition_id,
        union_id=table.union_id,
        entered_by_id=actor.person_id,
        table=table,
        issue=issue,
        status=status,
        side=side,
        at=at,
        note=note.strip(),
    )
    record(
        actor=actor,
        verb="declare_issue",
        subject=issue,
        coalition_id=table.coalition_id,
        union_id=table.union_id,
        occurred_at=at,
        before={"status": standing},
        after={"status": status, "side": side, "table": table.name},
        note=note.strip(),
    )
    return declaration
