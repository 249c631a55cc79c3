"""One proposal with all that hangs on it: its entries, what it answers, its end, its agreement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commontable.bargaining.models import (
    Exhibit,
    Issue,
    Language,
    Proposal,
    ProposalEvent,
    Table,
    TentativeAgreement,
    TentativeAgreementIssue,
)
from commontable.bargaining.selectors.fates import Fate, fate_of
from commontable.bargaining.selectors.records import records_of
from commontable.bargaining.selectors.terms_told import TermLine, term_lines
from commontable.bargaining.selectors.whole_paths import WholePath, whole_paths
from commontable.bargaining.words import ProposalEventKind
from commontable.coalition.actors import Actor
from commontable.coalition.selectors.codes import reach_of
from commontable.common.errors import NotFoundError
from commontable.engines import comparison


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    """One dated fact in the life of a proposal, for the timeline."""

    when: datetime | date | None
    title: str
    detail: str = ""
    side: str = ""
    number: str = ""
    url: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """Everything the page of one proposal shows.

    ``entries`` are all revisions, the newest last. ``flags`` are where this pass is worse for the
    other side than an earlier position of its own, ``aside`` where it is worse than something
    said off the record; ``moves`` are what else it changed, ``uncompared`` what could not be
    judged, and why. ``paths`` are the side's whole ways on what is flagged, and ``numbers`` the
    proposals of the table by their numbers, for links.
    """

    proposal: Proposal
    newest: Proposal
    entries: tuple[Proposal, ...]
    issues: tuple[Issue, ...]
    terms: tuple[TermLine, ...]
    language: tuple[Language, ...]
    exhibits: tuple[Exhibit, ...]
    answers: tuple[Proposal, ...]
    answered_by: tuple[Proposal, ...]
    supersedes: tuple[Proposal, ...]
    ended: ProposalEvent | None
    agreements: tuple[TentativeAgreement, ...]
    fate: Fate
    regions: tuple[str, ...]
    moves: tuple[comparison.Move, ...]
    flags: tuple[comparison.Flag, ...]
    aside: tuple[comparison.Flag, ...]
    paths: tuple[WholePath, ...]
    numbers: Mapping[str, int]
    uncompared: tuple[comparison.Uncompared, ...]

    @property
    def agreed(self) -> TentativeAgreement | None:
        """The agreement in force on it, if any."""
        return next((one for one in self.agreements if not hasattr(one, "withdrawal")), None)

    @property
    def stands(self) -> bool:
        return self.ended is None and self.proposal.pk == self.newest.pk


def get_proposal(actor: Actor, proposal_id: int) -> Proposal:
    """One entry of a proposal.

    Raises:
        NotFoundError: it does not exist, or is another union's.
    """
    proposal = (
        Proposal.objects.visible_to(actor)
        .select_related("table", "table__campaign", "session", "entered_by")
        .filter(pk=proposal_id)
        .first()
    )
    if proposal is None:
        raise NotFoundError("There is no such proposal.")
    return proposal


def find_proposals(
    actor: Actor, table: Table, *, side: str = "", kind: str = "", words: str = ""
) -> list[Proposal]:
    """The newest entries at a table, latest crossing first, narrowed by what is asked."""
    found = (
        Proposal.objects.visible_to(actor)
        .filter(table=table, corrected_by=None)
        .select_related("session")
        .prefetch_related("issue_links__issue", "terms")
        .order_by("-sequence")
    )
    if side:
        found = found.filter(side=side)
    if kind:
        found = found.filter(kind=kind)
    if words:
        found = found.filter(title__icontains=words)
    return list(found)


def live_proposals(actor: Actor, table: Table) -> list[Proposal]:
    """What can be answered or superseded: newest entries that have not ended, latest first."""
    return list(
        Proposal.objects.visible_to(actor)
        .filter(table=table, corrected_by=None, events=None)
        .order_by("-sequence")
    )


def get_agreement(actor: Actor, agreement_id: int) -> TentativeAgreement:
    """One tentative agreement, withdrawn or not."""
    agreement = (
        TentativeAgreement.objects.visible_to(actor)
        .select_related("table", "proposal")
        .filter(pk=agreement_id)
        .first()
    )
    if agreement is None:
        raise NotFoundError("There is no such tentative agreement.")
    return agreement


def agreements_on_issues_of(actor: Actor, proposal: Proposal) -> list[TentativeAgreementIssue]:
    """The agreements in force, at its table, on any issue of the proposal."""
    return list(
        TentativeAgreementIssue.objects.visible_to(actor)
        .filter(
            agreement__table=proposal.table_id,
            agreement__withdrawal=None,
            issue__in=proposal.issue_links.values("issue"),
        )
        .select_related("issue", "agreement__proposal")
        .order_by("issue__name")
    )


def proposal_page(actor: Actor, proposal: Proposal) -> ProposalPage:
    """Load the page of one proposal in a fixed number of queries."""
    entries = tuple(
        Proposal.objects.visible_to(actor)
        .filter(table=proposal.table_id, side=proposal.side, number=proposal.number)
        .select_related("entered_by")
        .order_by("revision")
    )
    record = records_of(actor, [proposal.table])[0]
    passes = record.passes
    regions = record.regions(reach_of(actor))
    review = comparison.review(passes, regions=regions)
    label = proposal.label
    flags = tuple(flag for flag in review.flags if flag.label == label)
    flagged = {(flag.region, *_compared(flag.change)) for flag in flags}
    return ProposalPage(
        proposal=proposal,
        newest=entries[-1],
        entries=entries,
        issues=tuple(
            link.issue
            for link in proposal.issue_links.select_related("issue").order_by("issue__name")
        ),
        terms=term_lines(proposal.terms.select_related("issue").order_by("id")),
        language=tuple(proposal.language.select_related("article", "issue")),
        exhibits=tuple(Exhibit.objects.visible_to(actor).filter(proposal__in=entries)),
        answers=tuple(link.answered for link in proposal.answers.select_related("answered")),
        answered_by=tuple(
            link.proposal
            for link in entries[-1].answered_by.select_related("proposal").order_by("id")
        ),
        supersedes=tuple(
            event.proposal
            for event in ProposalEvent.objects.visible_to(actor)
            .filter(superseded_by__in=entries)
            .select_related("proposal")
        ),
        ended=ProposalEvent.objects.visible_to(actor)
        .filter(proposal=proposal)
        .select_related("superseded_by")
        .first(),
        agreements=tuple(
            TentativeAgreement.objects.visible_to(actor)
            .filter(proposal__in=entries)
            .select_related("withdrawal")
            .order_by("id")
        ),
        fate=fate_of(actor, proposal),
        regions=regions,
        moves=tuple(
            move
            for move in comparison.movement(passes, regions=regions)
            if move.label == label
            and move.change.cause is comparison.Cause.PASSED
            and (move.region, *_compared(move.change)) not in flagged
        ),
        flags=tuple(flag for flag in flags if flag.against_baseline),
        aside=tuple(flag for flag in flags if not flag.against_baseline),
        paths=whole_paths(passes, flags, regions),
        numbers={each.label: each.pk for each in record.proposals},
        uncompared=tuple(one for one in review.uncompared if one.label == label),
    )


def _compared(change: comparison.Change) -> tuple[object, ...]:
    """What tells one comparison from all others of a pass, in one region."""
    return change.subject, change.measure, change.earlier_pass.ident


def _came(entry: Proposal) -> str:
    """That it crossed; or, where nobody published when, that it stood on a day."""
    known = entry.passed_at or entry.passed_on or not entry.standing_on
    return _("Passed") if known else _("Stood; when it was passed is not known")


def history(page: ProposalPage) -> list[HistoryEvent]:
    """Every dated fact about the proposal, in the order it was entered."""
    events: list[HistoryEvent] = []
    for entry in page.entries:
        corrected = entry.corrects_id is not None
        events.append(
            HistoryEvent(
                when=entry.entered_at if corrected else entry.when,
                title=_("Entry corrected") if corrected else _came(entry),
                detail=entry.correction_reason
                if corrected
                else _("entered by %(person)s") % {"person": entry.entered_by or _("the operator")},
                side=entry.side,
                number=entry.label,
                kind=entry.kind,
            )
        )
    events.extend(
        HistoryEvent(
            when=answer.when,
            title=_("Answered"),
            side=answer.side,
            number=answer.label,
            detail=answer.title,
            url=f"/proposals/{answer.pk}/",
        )
        for answer in page.answered_by
    )
    if page.ended is not None:
        superseded = page.ended.kind == ProposalEventKind.SUPERSEDED
        by = page.ended.superseded_by
        events.append(
            HistoryEvent(
                when=page.ended.at,
                title=_("Superseded by %(label)s") % {"label": by.label}
                if superseded and by
                else _("Withdrawn"),
                detail=page.ended.note or page.ended.by,
                side=page.proposal.side,
                number=page.proposal.label,
                url=f"/proposals/{by.pk}/" if by else "",
            )
        )
    for agreement in page.agreements:
        events.append(
            HistoryEvent(
                when=max(agreement.union_initialled_on, agreement.employer_initialled_on),
                title=_("Tentatively agreed"),
                detail=_(
                    "%(ours)s for the union on %(our_day)s, %(theirs)s for the employer on"
                    " %(their_day)s"
                )
                % {
                    "ours": agreement.union_initials,
                    "our_day": date_format(agreement.union_initialled_on),
                    "theirs": agreement.employer_initials,
                    "their_day": date_format(agreement.employer_initialled_on),
                },
            )
        )
        if hasattr(agreement, "withdrawal"):
            events.append(
                HistoryEvent(
                    when=agreement.withdrawal.at,
                    title=_("Tentative agreement withdrawn"),
                    detail=agreement.withdrawal.reason,
                    side=agreement.withdrawal.side,
                )
            )
    return events
