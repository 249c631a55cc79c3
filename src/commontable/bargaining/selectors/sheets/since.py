"""What happened to the record since a version was made: said on its page, for whoever holds it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from commontable.audit.selectors import entries_since
from commontable.bargaining.models import (
    Issue,
    IssueDeclaration,
    Proposal,
    ProposalEvent,
    SheetVersion,
    TentativeAgreement,
    TentativeAgreementWithdrawal,
)
from commontable.bargaining.selectors.sheets.past import reader_at
from commontable.bargaining.selectors.sheets.versions import (
    content_of,
    definition_of,
    wording_of,
)
from commontable.bargaining.selectors.sheets.view import sheet_view
from commontable.bargaining.selectors.standing import day_of
from commontable.bargaining.sheet_words import day_words, moment_words, passed_words
from commontable.bargaining.words import ProposalEventKind
from commontable.coalition.actors import Actor
from commontable.common import dates
from commontable.engines.sheets import since

_VERBS = (
    "pass_proposal",
    "correct_proposal",
    "withdraw_proposal",
    "sign_tentative_agreement",
    "withdraw_tentative_agreement",
    "declare_issue",
    "record_status_quo",
)


@dataclass(frozen=True, slots=True)
class Since:
    """One thing that happened, or was entered, after the version. ``ref`` is what it is about."""

    text: str
    ref: str = ""


def since_version(actor: Actor, version: SheetVersion) -> list[Since]:
    """What the version could not say, in the order of kinds: withdrawals first.

    That is what was entered in the log after the head it stands on, and what happened at the table
    after its moment, where that lies before it was made.
    """
    return list(_told(_Asked.of(actor, version)))


def differences_now(actor: Actor, version: SheetVersion) -> list[str]:
    """What the same sheet, made now, would say otherwise, a sentence a difference."""
    sheet = version.sheet
    now = sheet_view(
        actor,
        sheet.table,
        definition_of(version),
        title=sheet.title,
        moment=dates.now(),
        wording=wording_of(actor, sheet),
    ).view
    compared = since(now, content_of(version))
    return [compared.tell(change) for change in compared.changes]


@dataclass(frozen=True, slots=True)
class _Asked:
    reader: Actor
    version: SheetVersion
    entered: dict[str, Counter[int]]

    @classmethod
    def of(cls, actor: Actor, version: SheetVersion) -> _Asked:
        entered: dict[str, Counter[int]] = defaultdict(Counter)
        for head in version.heads:
            for verb, subject_id in entries_since(
                coalition_id=version.coalition_id,
                union_id=head["union_id"],
                length=head["length"],
                verbs=_VERBS,
            ):
                entered[verb][subject_id] += 1
        return cls(reader_at(actor, version.sheet.table), version, entered)

    @property
    def as_of(self) -> datetime:
        return self.version.as_of

    @property
    def zone(self) -> str:
        return self.reader.time_zone

    def ids(self, verb: str) -> list[int]:
        return sorted(self.entered[verb])


def _told(asked: _Asked) -> Iterator[Since]:
    yield from _withdrawals(asked)
    yield from _agreements(asked)
    yield from _passes(asked)
    yield from _declarations(asked)
    ids = asked.ids("record_status_quo")
    for issue in Issue.objects.visible_to(asked.reader).filter(
        pk__in=ids, campaign=asked.version.sheet.table.campaign_id
    ):
        said = _("What stands today on %(issue)s was entered anew.") % {"issue": issue.name}
        yield Since(said, f"issue-{issue.pk}")


def _withdrawals(asked: _Asked) -> Iterator[Since]:
    later = Q(proposal_id__in=asked.ids("withdraw_proposal")) | Q(at__gt=asked.as_of)
    events = (
        ProposalEvent.objects.visible_to(asked.reader)
        .filter(later, proposal__table=asked.version.sheet.table)
        .filter(kind=ProposalEventKind.WITHDRAWN)
        .select_related("proposal")
        .order_by("at", "id")
    )
    for event in events:
        said = _("%(label)s was withdrawn %(when)s.") % {
            "label": event.proposal.label,
            "when": moment_words(event.at, asked.zone),
        }
        yield Since(said, f"proposal-{event.proposal_id}")


def _agreements(asked: _Asked) -> Iterator[Since]:
    table = asked.version.sheet.table
    taken_back = (
        TentativeAgreementWithdrawal.objects.visible_to(asked.reader)
        .filter(
            Q(agreement_id__in=asked.ids("withdraw_tentative_agreement")) | Q(at__gt=asked.as_of),
            agreement__table=table,
        )
        .select_related("agreement__proposal")
        .order_by("at", "id")
    )
    for withdrawal in taken_back:
        said = _("The tentative agreement on %(what)s was withdrawn %(when)s.") % {
            "what": withdrawal.agreement.proposal or _("an article"),
            "when": moment_words(withdrawal.at, asked.zone),
        }
        yield Since(said, _about(withdrawal.agreement))
    day = day_of(asked.as_of, asked.zone)
    signed = (
        TentativeAgreement.objects.visible_to(asked.reader)
        .filter(
            Q(pk__in=asked.ids("sign_tentative_agreement"))
            | Q(union_initialled_on__gt=day)
            | Q(employer_initialled_on__gt=day),
            table=table,
        )
        .select_related("proposal")
        .order_by("id")
    )
    for agreement in signed:
        said = _("%(what)s was tentatively agreed %(day)s.") % {
            "what": agreement.proposal or _("An article"),
            "day": day_words(max(agreement.union_initialled_on, agreement.employer_initialled_on)),
        }
        yield Since(said, _about(agreement))


def _about(agreement: TentativeAgreement) -> str:
    return f"proposal-{agreement.proposal_id}" if agreement.proposal_id else ""


def _passes(asked: _Asked) -> Iterator[Since]:
    corrected = asked.ids("correct_proposal")
    day = day_of(asked.as_of, asked.zone)
    later = (
        Q(pk__in=[*asked.ids("pass_proposal"), *corrected])
        | Q(passed_at__gt=asked.as_of)
        | Q(passed_on__gt=day)
        | Q(standing_on__gt=day)
    )
    proposals = (
        Proposal.objects.visible_to(asked.reader)
        .filter(later, table=asked.version.sheet.table, corrected_by=None)
        .order_by("sequence")
    )
    for proposal in proposals:
        if not proposal.is_baseline:
            continue
        pattern = (
            _("%(label)s was entered anew: %(reason)s")
            if proposal.pk in corrected
            else _("%(label)s, %(title)s: %(when)s.")
        )
        said = pattern % {
            "label": proposal.label,
            "title": proposal.title,
            "reason": proposal.correction_reason,
            "when": passed_words(proposal, asked.zone),
        }
        yield Since(said, f"proposal-{proposal.pk}")


def _declarations(asked: _Asked) -> Iterator[Since]:
    declared = (
        IssueDeclaration.objects.visible_to(asked.reader)
        .filter(table=asked.version.sheet.table)
        .select_related("issue")
        .order_by("-id")
    )
    # The log names the issue, not the declaration: of each issue the last ones are meant.
    left = Counter(asked.entered["declare_issue"])
    for declaration in declared:
        entered = left[declaration.issue_id] > 0
        left[declaration.issue_id] -= 1
        if not entered and declaration.at <= asked.as_of:
            continue
        said = _("%(issue)s: %(status)s, %(when)s.") % {
            "issue": declaration.issue.name,
            "status": declaration.get_status_display(),
            "when": moment_words(declaration.at, asked.zone),
        }
        yield Since(said, f"issue-{declaration.issue_id}")
