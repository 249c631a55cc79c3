"""Statements, ground rules, pre-conditions and a union's own notes as they are found."""

from __future__ import annotations

from collections.abc import Collection

from commontable.bargaining.models import (
    BargainingSession,
    GroundRule,
    InternalNote,
    Issue,
    Precondition,
    Proposal,
    SearchEntry,
    Statement,
)
from commontable.bargaining.services.search_index.entries import day_at, entries_for, paragraphs
from commontable.bargaining.words import SearchKind


def statement_entries(ids: Collection[int]) -> list[SearchEntry]:
    """An entry that was corrected is not found: the one that corrects it is."""
    found = (
        Statement.objects.filter(pk__in=ids, corrected_by=None)
        .select_related("session")
        .prefetch_related("approvals")
        .order_by("id")
    )
    entries: list[SearchEntry] = []
    for statement in found:
        approvals = sorted(statement.approvals.all(), key=lambda approval: approval.pk)
        wording = approvals[-1].wording if approvals else ""
        entries += entries_for(
            statement,
            SearchKind.STATEMENT,
            page="statement",
            page_id=statement.pk,
            campaign_id=statement.campaign_id,
            table_id=statement.session.table_id if statement.session else None,
            side=statement.side,
            happened_on=statement.said_on,
            issues=[statement.issue_id] if statement.issue_id else [],
            title=", ".join(filter(None, (statement.speaker, statement.role_then))),
            context=str(statement.get_kind_display()),
            body=paragraphs(
                statement.words,
                wording if wording != statement.words else "",
                statement.source,
            ),
        )
    return entries


def rule_entries(ids: Collection[int]) -> list[SearchEntry]:
    """A rule that was replaced is not found: the one in force is."""
    found = GroundRule.objects.filter(pk__in=ids, replaced_by=None).select_related("table")
    entries: list[SearchEntry] = []
    for rule in found.order_by("id"):
        entries += entries_for(
            rule,
            SearchKind.RULE,
            page="table",
            page_id=rule.table_id,
            campaign_id=rule.table.campaign_id,
            table_id=rule.table_id,
            happened_on=rule.agreed_on,
            title="Ground rule",
            context=rule.table.name,
            body=rule.text,
        )
    return entries


def precondition_entries(ids: Collection[int]) -> list[SearchEntry]:
    """A pre-condition with what was said of it since."""
    found = (
        Precondition.objects.filter(pk__in=ids).select_related("table").prefetch_related("events")
    )
    entries: list[SearchEntry] = []
    for demanded in found.order_by("id"):
        entries += entries_for(
            demanded,
            SearchKind.PRECONDITION,
            page="table",
            page_id=demanded.table_id,
            campaign_id=demanded.table.campaign_id,
            table_id=demanded.table_id,
            side=demanded.side,
            happened_on=demanded.imposed_on,
            title="Pre-condition",
            context=demanded.table.name,
            body=paragraphs(demanded.text, *(event.note for event in demanded.events.all())),
        )
    return entries


def note_entries(ids: Collection[int]) -> list[SearchEntry]:
    """A union's own notes; each leads to what it is on."""
    found = (
        InternalNote.objects.filter(pk__in=ids)
        .select_related("session__table", "issue", "proposal__table", "coalition")
        .order_by("id")
    )
    entries: list[SearchEntry] = []
    for note in found:
        about: BargainingSession | Issue | Proposal | None = (
            note.session or note.issue or note.proposal
        )
        if about is None:
            continue
        table = None if isinstance(about, Issue) else about.table
        owner = about if isinstance(about, Issue) else about.table
        page = next(name for name in ("session", "issue", "proposal") if getattr(note, name))
        entries += entries_for(
            note,
            SearchKind.NOTE,
            page=page,
            page_id=about.pk,
            campaign_id=owner.campaign_id,
            table_id=table.pk if table else None,
            issues=[about.pk] if isinstance(about, Issue) else [],
            happened_on=day_at(note.entered_at, note.coalition.time_zone),
            title=str(about)[:1].upper() + str(about)[1:],
            body=note.text,
        )
    return entries
