"""Reading statements: lists that can be narrowed, and one with its history."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from commontable.bargaining.models import (
    BargainingSession,
    Campaign,
    Exhibit,
    Issue,
    Statement,
    StatementApproval,
)
from commontable.coalition.actors import Actor
from commontable.common.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which statements of a campaign; what is empty does not narrow.

    Attributes:
        speaker: part of a name, in any case.
        published: True for those whose wording may be used in public now.
    """

    kind: str = ""
    side: str = ""
    issue_id: int | None = None
    session_id: int | None = None
    speaker: str = ""
    published: bool = False


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A statement with the approval that counts, if any wording is approved."""

    statement: Statement
    approval: StatementApproval | None

    @property
    def is_public(self) -> bool:
        return self.approval is not None and self.approval.public


def _approval(statement: Statement) -> StatementApproval | None:
    approvals = list(statement.approvals.all())
    return approvals[-1] if approvals and approvals[-1].wording else None


def statements_of(
    actor: Actor, campaign: Campaign, narrowing: Narrowing | None = None
) -> list[StatementLine]:
    """The newest entry of each statement, the latest said first. Two queries."""
    wanted = narrowing or Narrowing()
    rows = (
        Statement.objects.visible_to(actor)
        .filter(campaign=campaign, corrected_by=None)
        .select_related("session", "session__table", "issue", "picture", "union")
        .prefetch_related(
            Prefetch("approvals", StatementApproval.objects.visible_to(actor).order_by("id"))
        )
        .order_by("-said_on", "-id")
    )
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.side:
        rows = rows.filter(side=wanted.side)
    if wanted.issue_id:
        rows = rows.filter(issue_id=wanted.issue_id)
    if wanted.session_id:
        rows = rows.filter(session_id=wanted.session_id)
    if wanted.speaker:
        rows = rows.filter(speaker__icontains=wanted.speaker)
    lines = [StatementLine(row, _approval(row)) for row in rows]
    return [line for line in lines if line.is_public] if wanted.published else lines


def public_statements(actor: Actor, campaign: Campaign) -> list[StatementLine]:
    """What may be quoted in public: approved wording, with consent, not taken back."""
    return statements_of(actor, campaign, Narrowing(published=True))


def get_statement(actor: Actor, statement_id: int) -> Statement:
    """One entry of a statement, the newest or an earlier one.

    Raises:
        NotFoundError: it does not exist, or is another union's.
    """
    statement = (
        Statement.objects.visible_to(actor)
        .select_related(
            "campaign",
            "session",
            "session__table",
            "issue",
            "picture",
            "picture__table",
            "entered_by",
            "union",
        )
        .filter(pk=statement_id)
        .first()
    )
    if statement is None:
        raise NotFoundError("There is no such statement.")
    return statement


@dataclass(frozen=True, slots=True)
class StatementRecord:
    """A statement with its approvals (the latest first) and the entries before and after it."""

    statement: Statement
    approval: StatementApproval | None
    approvals: tuple[StatementApproval, ...]
    earlier: tuple[Statement, ...]
    newest: Statement

    @property
    def is_newest(self) -> bool:
        return self.newest.pk == self.statement.pk


def statement_record(actor: Actor, statement: Statement) -> StatementRecord:
    """One statement in full."""
    approvals = list(
        StatementApproval.objects.visible_to(actor)
        .filter(statement=statement)
        .select_related("entered_by")
        .order_by("id")
    )
    entries = {
        row.pk: row
        for row in Statement.objects.visible_to(actor)
        .filter(campaign_id=statement.campaign_id)
        .exclude(corrects=None, corrected_by=None)
        .select_related("entered_by")
    }
    after = {row.corrects_id: row for row in entries.values() if row.corrects_id}
    newest = statement
    while newest.pk in after:
        newest = after[newest.pk]
    earlier, before = [], entries.get(statement.corrects_id or 0)
    while before is not None:
        earlier.append(before)
        before = entries.get(before.corrects_id or 0)
    counting = approvals[-1] if approvals and approvals[-1].wording else None
    return StatementRecord(statement, counting, tuple(reversed(approvals)), tuple(earlier), newest)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a statement of a campaign may be tied to."""

    issues: QuerySet[Issue]
    sessions: QuerySet[BargainingSession]
    pictures: QuerySet[Exhibit]


def choices_for(actor: Actor, campaign: Campaign) -> Choices:
    return Choices(
        issues=Issue.objects.visible_to(actor).filter(campaign=campaign),
        sessions=BargainingSession.objects.visible_to(actor)
        .select_related("table")
        .filter(table__campaign=campaign)
        .order_by("table__kind", "table__name", "-ordinal"),
        pictures=Exhibit.objects.visible_to(actor)
        .filter(table__campaign=campaign, media_type__startswith="image/")
        .exclude(alternative_text="")
        .select_related("table")
        .order_by("party", "number"),
    )
