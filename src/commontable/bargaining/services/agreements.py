"""Tentative agreements: signed by both sides, taken back by either, each a fact of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from commontable.audit.services import record
from commontable.bargaining.entries import TermEntry, check_term
from commontable.bargaining.fate_words import asked_of, fate_told
from commontable.bargaining.hooks import crossed
from commontable.bargaining.models import (
    Article,
    Proposal,
    Settlement,
    SettlementTerm,
    Table,
    TentativeAgreement,
    TentativeAgreementIssue,
    TentativeAgreementWithdrawal,
)
from commontable.bargaining.selectors.fates import fate_of
from commontable.bargaining.services.wording import refuse_day_to_come
from commontable.bargaining.words import Side
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.coalition.selectors.codes import codes_of
from commontable.common import dates
from commontable.common.errors import CommontableError, ConflictError


@transaction.atomic
def sign_tentative_agreement(
    *,
    actor: Actor,
    proposal: Proposal,
    union_initials: str,
    union_initialled_on: date,
    employer_initials: str,
    employer_initialled_on: date,
    article: Article | None = None,
    note: str = "",
    although_not_standing: bool = False,
) -> TentativeAgreement:
    """Both sides initial a proposal, whole: a package is agreed in all its issues or in none.

    Args:
        although_not_standing: both sides initialled this very proposal, though its side has said
            something else since; without it such a proposal is refused.

    Raises:
        CommontableError: initials missing, a date to come, or the proposal is a supposal or
            informal: what is agreed must first have been on the table.
        ConflictError: the proposal was withdrawn, superseded or corrected, does not stand any
            more, or one of its issues is agreed already.
    """
    table = proposal.table
    require(actor, Right.SIGN, union_id=table.union_id, table_id=table.pk)
    _check_initials("Union", union_initials, union_initialled_on, actor)
    _check_initials("Employer", employer_initials, employer_initialled_on, actor)
    if not proposal.is_baseline:
        raise CommontableError(
            f"{proposal.label} is a {proposal.get_kind_display().lower()}: it never was on the"
            " table.",
            expected="a formal proposal, a package or a last, best and final offer",
        )
    Table.objects.select_for_update().get(pk=table.pk)
    ended = proposal.events.first()
    if ended is not None:
        raise ConflictError(f"{proposal.label} was {ended.kind} on {ended.at.date()}.")
    if Proposal.objects.filter(corrects=proposal).exists():
        raise ConflictError(f"This entry of {proposal.label} was corrected since.")
    issues = [
        link.issue for link in proposal.issue_links.select_related("issue").order_by("issue_id")
    ]
    agreed = TentativeAgreementIssue.objects.filter(
        agreement__table=table, agreement__withdrawal=None, issue__in=issues
    ).select_related("issue", "agreement__proposal")
    for link in agreed:
        raise ConflictError(
            f"{link.issue} is tentatively agreed already ({link.agreement}).",
            expected="that agreement to be withdrawn first",
        )
    fate = fate_of(actor, proposal)
    if fate.asks and not although_not_standing:
        raise ConflictError(
            asked_of(proposal, fate),
            expected=_("what stands, or that both sides initialled this very text all the same"),
        )
    agreement = TentativeAgreement.objects.create(
        coalition_id=table.coalition_id,
        union_id=table.union_id,
        entered_by_id=actor.person_id,
        table=table,
        proposal=proposal,
        article=article,
        union_initials=union_initials.strip(),
        union_initialled_on=union_initialled_on,
        employer_initials=employer_initials.strip(),
        employer_initialled_on=employer_initialled_on,
        note=note,
    )
    TentativeAgreementIssue.objects.bulk_create(
        TentativeAgreementIssue(
            coalition_id=table.coalition_id,
            union_id=table.union_id,
            agreement=agreement,
            issue=issue,
        )
        for issue in issues
    )
    record(
        actor=actor,
        verb="sign_tentative_agreement",
        subject=agreement,
        coalition_id=table.coalition_id,
        union_id=table.union_id,
        after={
            "proposal": proposal.label,
            "issues": [issue.name for issue in issues],
            "union": [agreement.union_initials, union_initialled_on],
            "employer": [agreement.employer_initials, employer_initialled_on],
            **({"although": fate_told(fate)} if fate.asks else {}),
        },
        note=note,
    )
    crossed(actor, table.pk)
    return agreement


def _check_initials(party: str, initials: str, on: date, actor: Actor) -> None:
    if not initials.strip():
        raise CommontableError(
            "A tentative agreement is initialled by both sides.",
            expected=f"the {party.lower()}'s initials",
            where=f"{party} initials",
        )
    if on > actor.on:
        raise CommontableError(
            "That day has not come yet.",
            expected=f"{actor.on} or earlier",
            came=str(on),
            where=f"{party} initialled on",
        )


@transaction.atomic
def withdraw_tentative_agreement(
    *,
    actor: Actor,
    agreement: TentativeAgreement,
    side: Side,
    at: datetime,
    by: str = "",
    reason: str = "",
) -> TentativeAgreementWithdrawal:
    """A side takes its agreement back; the proposals stand again as they did before it.

    Raises:
        ConflictError: it was withdrawn already.
    """
    table = agreement.table
    require(actor, Right.SIGN, union_id=table.union_id, table_id=table.pk)
    if at > dates.now():
        raise CommontableError("That moment has not come yet.", where="Withdrawn at")
    initialled = max(agreement.union_initialled_on, agreement.employer_initialled_on)
    if at.astimezone(ZoneInfo(actor.time_zone)).date() < initialled:
        raise CommontableError(
            f"The {agreement} had not been initialled by both sides by then.",
            expected=f"{initialled} or later",
            came=at.isoformat(timespec="minutes"),
            where="Withdrawn at",
        )
    Table.objects.select_for_update().get(pk=table.pk)
    if TentativeAgreementWithdrawal.objects.filter(agreement=agreement).exists():
        raise ConflictError(f"The {agreement} was withdrawn already.")
    withdrawal = TentativeAgreementWithdrawal.objects.create(
        coalition_id=table.coalition_id,
        union_id=table.union_id,
        entered_by_id=actor.person_id,
        agreement=agreement,
        side=side,
        at=at,
        by=by,
        reason=reason,
    )
    record(
        actor=actor,
        verb="withdraw_tentative_agreement",
        subject=agreement,
        coalition_id=table.coalition_id,
        union_id=table.union_id,
        occurred_at=at,
        after={"side": side, "by": by},
        note=reason,
    )
    crossed(actor, table.pk)
    return withdrawal


@transaction.atomic
def record_settlement(
    *,
    actor: Actor,
    table: Table,
    reached_on: date,
    effective_on: date | None,
    source: str,
    terms: Sequence[TermEntry],
) -> Settlement:
    """What was settled in the end, as announced, with its terms.

    Raises:
        CommontableError: its day has not come, or a term cannot be kept.
    """
    require(actor, Right.SIGN, union_id=table.union_id, table_id=table.pk)
    refuse_day_to_come(reached_on, actor, where="Settled on")
    codes = codes_of(actor)
    for term in terms:
        check_term(term, codes=codes)
    settlement = Settlement.objects.create(
        coalition_id=table.coalition_id,
        union_id=table.union_id,
        entered_by_id=actor.person_id,
        table=table,
        reached_on=reached_on,
        effective_on=effective_on,
        source=source,
    )
    SettlementTerm.objects.bulk_create(
        SettlementTerm(
            coalition_id=table.coalition_id,
            union_id=table.union_id,
            settlement=settlement,
            **term.fields(),
        )
        for term in terms
    )
    record(
        actor=actor,
        verb="record_settlement",
        subject=settlement,
        coalition_id=table.coalition_id,
        union_id=table.union_id,
        after={"reached_on": reached_on, "terms": [term.fields() for term in terms]},
    )
    return settlement
