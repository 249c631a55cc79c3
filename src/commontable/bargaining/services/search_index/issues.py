"""Issues, priorities and demands as they are found, and what was said beside proposals on them."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby

from commontable.bargaining.models import (
    Demand,
    Interest,
    Issue,
    Option,
    Priority,
    SearchEntry,
    StatusQuo,
    StatusQuoTerm,
)
from commontable.bargaining.services.search_index.entries import entries_for, paragraphs
from commontable.bargaining.term_words import summarise
from commontable.bargaining.words import SearchKind


def issue_entries(ids: Collection[int]) -> list[SearchEntry]:
    """An issue with what stands today. Three queries."""
    today = {row.issue_id: row for row in StatusQuo.objects.filter(issue_id__in=ids).order_by("id")}
    terms = StatusQuoTerm.objects.filter(status_quo__in=[row.pk for row in today.values()])
    said = {
        issue_id: summarise(of_issue)
        for issue_id, of_issue in groupby(
            terms.order_by("issue_id", "id"), key=lambda term: term.issue_id
        )
    }
    entries: list[SearchEntry] = []
    for issue in Issue.objects.filter(pk__in=ids).select_related("campaign").order_by("id"):
        row = today.get(issue.pk)
        entries += entries_for(
            issue,
            SearchKind.ISSUE,
            page="issue",
            page_id=issue.pk,
            campaign_id=issue.campaign_id,
            issues=[issue.pk],
            title=issue.name,
            context=str(issue.campaign),
            body=paragraphs(said.get(issue.pk), row.text, row.source) if row else "",
        )
    return entries


def priority_entries(ids: Collection[int]) -> list[SearchEntry]:
    entries: list[SearchEntry] = []
    for priority in Priority.objects.filter(pk__in=ids).select_related("campaign").order_by("id"):
        entries += entries_for(
            priority,
            SearchKind.PRIORITY,
            page="priorities",
            page_id=priority.campaign_id,
            campaign_id=priority.campaign_id,
            side="union",
            title=priority.text,
            context=str(priority.campaign),
            body=priority.source,
        )
    return entries


def demand_entries(ids: Collection[int]) -> list[SearchEntry]:
    entries: list[SearchEntry] = []
    for demand in Demand.objects.filter(pk__in=ids).select_related("issue").order_by("id"):
        entries += entries_for(
            demand,
            SearchKind.DEMAND,
            page="issue",
            page_id=demand.issue_id,
            campaign_id=demand.issue.campaign_id,
            side="union",
            issues=[demand.issue_id],
            title=demand.issue.name,
            body=demand.text,
        )
    return entries


def interest_entries(ids: Collection[int]) -> list[SearchEntry]:
    entries: list[SearchEntry] = []
    found = Interest.objects.filter(pk__in=ids).select_related("issue", "table").order_by("id")
    for interest in found:
        entries += entries_for(
            interest,
            SearchKind.INTEREST,
            page="interests",
            page_id=interest.table_id,
            campaign_id=interest.table.campaign_id,
            table_id=interest.table_id,
            side=interest.side,
            issues=[interest.issue_id],
            title=interest.issue.name,
            context=interest.table.name,
            body=interest.text,
        )
    return entries


def option_entries(ids: Collection[int]) -> list[SearchEntry]:
    entries: list[SearchEntry] = []
    found = Option.objects.filter(pk__in=ids).select_related("issue", "table").order_by("id")
    for option in found:
        entries += entries_for(
            option,
            SearchKind.OPTION,
            page="interests",
            page_id=option.table_id,
            campaign_id=option.table.campaign_id,
            table_id=option.table_id,
            happened_on=option.raised_on,
            issues=[option.issue_id],
            title=option.issue.name,
            context=option.table.name,
            body=option.text,
        )
    return entries
