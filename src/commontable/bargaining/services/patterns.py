"""Entering what another group settled, with its source."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from commontable.audit.services import record
from commontable.bargaining.entries import TermEntry, check_term
from commontable.bargaining.models import Campaign, Issue, Pattern, PatternTerm
from commontable.bargaining.services.wording import refuse_day_to_come, words_of
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.coalition.selectors.codes import codes_of
from commontable.common.errors import CommontableError, ConflictError, NotFoundError


@transaction.atomic
def record_pattern(
    *,
    actor: Actor,
    campaign: Campaign,
    group: str,
    reached_on: date,
    source: str,
    terms: Sequence[TermEntry],
    note: str = "",
    union_id: int | None = None,
    replaces: Pattern | None = None,
) -> Pattern:
    """Enter a settlement of a group that bargains elsewhere, in terms of this campaign's issues.

    Args:
        source: where it can be read; a pattern without one is a rumour.
        replaces: the entry this one corrects; it stays, and sheets cite the newer one.

    Raises:
        CommontableError: no group, source or terms, a day to come, or a term that cannot be.
        ConflictError: somebody replaced that entry already.
    """
    require(actor, Right.RECORD, union_id=union_id)
    refuse_day_to_come(reached_on, actor, where="Settled on")
    group = words_of(group, where="Group", expected="who settled, e.g. “Valley nurses”")
    source = words_of(source, where="Source", expected="where it can be read")
    if not terms:
        raise CommontableError("A settlement says something.", expected="a term", where="Terms")
    _check_terms(actor, campaign, union_id, terms)
    if replaces is not None:
        _check_replaced(replaces, campaign, union_id)
    owner = {"coalition_id": campaign.coalition_id, "union_id": union_id}
    pattern = Pattern.objects.create(
        **owner,
        entered_by_id=actor.person_id,
        campaign=campaign,
        group=group,
        reached_on=reached_on,
        source=source,
        note=note.strip(),
        replaces=replaces,
    )
    PatternTerm.objects.bulk_create(
        PatternTerm(**owner, pattern=pattern, **term.fields()) for term in terms
    )
    record(
        actor=actor,
        verb="record_pattern",
        subject=pattern,
        coalition_id=campaign.coalition_id,
        union_id=union_id,
        before={"entry": replaces.pk} if replaces else {},
        after={
            "group": group,
            "reached_on": reached_on,
            "source": source,
            "terms": [term.fields() for term in terms],
        },
        note=pattern.note,
    )
    return pattern


def _check_terms(
    actor: Actor, campaign: Campaign, union_id: int | None, terms: Sequence[TermEntry]
) -> None:
    codes = codes_of(actor)
    named = {term.issue_id for term in terms}
    there = Issue.objects.filter(pk__in=named, campaign=campaign)
    if {issue.pk for issue in there if issue.union_id in (None, union_id)} != named:
        raise NotFoundError("There is no such issue in this campaign.")
    for term in terms:
        check_term(term, codes=codes)


def _check_replaced(replaces: Pattern, campaign: Campaign, union_id: int | None) -> None:
    if replaces.campaign_id != campaign.pk or replaces.union_id != union_id:
        raise NotFoundError("There is no such pattern in this campaign.")
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    if Pattern.objects.filter(replaces=replaces).exists():
        raise ConflictError("This entry was replaced already.", expected="the newest entry")
