"""Passing a proposal, withdrawing it, correcting what was entered wrong."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from commontable.audit.services import record
from commontable.bargaining.entries import check_term
from commontable.bargaining.hooks import crossed
from commontable.bargaining.models import (
    Language,
    Proposal,
    ProposalAnswer,
    ProposalEvent,
    ProposalIssue,
    Table,
    Term,
)
from commontable.bargaining.services.crossing import next_sequence
from commontable.bargaining.services.custody import Event, enter_custody
from commontable.bargaining.services.exhibits import FileEntry, store_exhibit
from commontable.bargaining.services.passing import (
    CLOCK_TOLERANCE,
    Passing,
    check_passing,
    outside_its_session,
    refuse_if_ended,
)
from commontable.bargaining.services.search_index import keep
from commontable.bargaining.words import CustodyKind, Party, ProposalEventKind, Side
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.coalition.selectors.codes import codes_of
from commontable.common import dates
from commontable.common.errors import CommontableError, ConflictError


@transaction.atomic
def pass_proposal(*, actor: Actor, table: Table, passing: Passing) -> Proposal:
    """Record what crossed the table, as it crossed.

    Gives the number (``U-12``, ``E-12``), keeps the files as exhibits of the side that passed
    them, and supersedes what the side says it replaces.

    Raises:
        NotAllowedError, NotFoundError: the actor may not pass at this table.
        CommontableError: something about it cannot be; nothing was kept.
        ConflictError: a proposal it supersedes has ended already.
    """
    require(actor, Right.PROPOSE, union_id=table.union_id, table_id=table.pk)
    check_passing(passing, table, actor)
    sequence = next_sequence(table)
    number = 1 + (
        Proposal.objects.filter(table=table, side=passing.side).aggregate(last=Max("number"))[
            "last"
        ]
        or 0
    )
    proposal = _write(actor=actor, table=table, passing=passing, number=number, sequence=sequence)
    for earlier in passing.supersedes:
        _end(
            actor=actor,
            proposal=earlier,
            kind=ProposalEventKind.SUPERSEDED,
            at=passing.moment(actor.time_zone),
            sequence=sequence,
            superseded_by=proposal,
        )
    record(
        actor=actor,
        verb="pass_proposal",
        subject=proposal,
        coalition_id=table.coalition_id,
        union_id=table.union_id,
        occurred_at=passing.passed_at,
        after=_facts(proposal, passing),
    )
    keep(proposal)
    crossed(actor, table.pk)
    return proposal


@transaction.atomic
def correct_proposal(
    *, actor: Actor, proposal: Proposal, passing: Passing, reason: str
) -> Proposal:
    """Correct a wrong entry by a further one with the same number; the first one stays.

    The side stays what it was: a proposal entered for the wrong side is withdrawn and passed anew.

    Raises:
        CommontableError: no reason given, or another side.
        ConflictError: it was corrected already, or has ended.
    """
    table = proposal.table
    require(actor, Right.PROPOSE, union_id=table.union_id, table_id=table.pk)
    if not reason.strip():
        raise CommontableError(
            "A correction says why.", expected="the reason in a sentence", where="Reason"
        )
    if passing.side != proposal.side:
        raise CommontableError(
            "A correction keeps the side.",
            expected=f"a proposal of the {proposal.side}",
            came=f"one of the {passing.side}",
            where="Side",
        )
    check_passing(passing, table, actor)
    refuse_if_ended(proposal)
    if proposal.tentative_agreements.filter(withdrawal=None).exists():
        raise ConflictError(
            f"{proposal.label} is tentatively agreed.",
            expected="a proposal without a tentative agreement: withdraw that first",
        )
    corrected = _write(
        actor=actor,
        table=table,
        passing=passing,
        number=proposal.number,
        sequence=proposal.sequence,
        corrects=proposal,
        reason=reason,
    )
    record(
        actor=actor,
        verb="correct_proposal",
        subject=corrected,
        coalition_id=table.coalition_id,
        union_id=table.union_id,
        occurred_at=passing.passed_at,
        before={"entry": proposal.pk, "title": proposal.title, "revision": proposal.revision},
        after=_facts(corrected, passing),
        note=reason,
    )
    keep(proposal, corrected)
    crossed(actor, table.pk)
    return corrected


@transaction.atomic
def withdraw_proposal(
    *, actor: Actor, proposal: Proposal, at: datetime, by: str = "", note: str = ""
) -> ProposalEvent:
    """The side takes its proposal back, as a whole; its position before it stands again.

    Raises:
        ConflictError: it has ended already, or is tentatively agreed.
    """
    table = proposal.table
    require(actor, Right.PROPOSE, union_id=table.union_id, table_id=table.pk)
    if at > dates.now() + CLOCK_TOLERANCE:
        raise CommontableError("That moment has not come yet.", where="Withdrawn at")
    if proposal.passed_at and at < proposal.passed_at.replace(second=0, microsecond=0):
        raise CommontableError(
            f"{proposal.label} had not been passed by then.",
            expected="a time after it was passed",
            came=at.isoformat(timespec="minutes"),
            where="Withdrawn at",
        )
    sequence = next_sequence(table)
    refuse_if_ended(proposal)
    if proposal.tentative_agreements.filter(withdrawal=None).exists():
        raise ConflictError(
            f"{proposal.label} is tentatively agreed.",
            expected="the tentative agreement to be withdrawn first",
        )
    event = _end(
        actor=actor,
        proposal=proposal,
        kind=ProposalEventKind.WITHDRAWN,
        at=at,
        sequence=sequence,
        by=by,
        note=note,
    )
    crossed(actor, table.pk)
    return event


def _end(
    *,
    actor: Actor,
    proposal: Proposal,
    kind: ProposalEventKind,
    at: datetime,
    sequence: int,
    superseded_by: Proposal | None = None,
    by: str = "",
    note: str = "",
) -> ProposalEvent:
    event = ProposalEvent.objects.create(
        coalition_id=proposal.coalition_id,
        union_id=proposal.union_id,
        entered_by_id=actor.person_id,
        proposal=proposal,
        kind=kind,
        at=at,
        sequence=sequence,
        superseded_by=superseded_by,
        by=by,
        note=note,
    )
    record(
        actor=actor,
        verb="withdraw_proposal" if kind is ProposalEventKind.WITHDRAWN else "supersede_proposal",
        subject=proposal,
        coalition_id=proposal.coalition_id,
        union_id=proposal.union_id,
        occurred_at=at,
        after={"by": by, "superseded_by": superseded_by and superseded_by.label},
        note=note,
    )
    return event


def _write(
    *,
    actor: Actor,
    table: Table,
    passing: Passing,
    number: int,
    sequence: int,
    corrects: Proposal | None = None,
    reason: str = "",
) -> Proposal:
    owner = {"coalition_id": table.coalition_id, "union_id": table.union_id}
    passing.warnings.extend(outside_its_session(passing, actor))
    codes = codes_of(actor)
    for term in passing.terms:
        passing.warnings.extend(check_term(term, codes=codes))
    proposal = Proposal.objects.create(
        **owner,
        entered_by_id=actor.person_id,
        table=table,
        session=passing.session,
        side=passing.side,
        number=number,
        revision=corrects.revision + 1 if corrects else 1,
        sequence=sequence,
        kind=passing.kind,
        title=passing.title.strip(),
        passed_at=passing.passed_at,
        passed_on=passing.passed_on,
        standing_on=passing.standing_on,
        channel=passing.channel,
        handed_by=passing.handed_by,
        handed_to=passing.handed_to,
        witnesses=passing.witnesses,
        reason_given=passing.reason_given,
        note=passing.note,
        source=passing.source,
        corrects=corrects,
        correction_reason=reason,
    )
    ProposalIssue.objects.bulk_create(
        ProposalIssue(**owner, proposal=proposal, issue=issue)
        for issue in {issue.pk: issue for issue in passing.issues}.values()
    )
    ProposalAnswer.objects.bulk_create(
        ProposalAnswer(**owner, proposal=proposal, answered=answered)
        for answered in passing.answers
    )
    Term.objects.bulk_create(
        Term(**owner, proposal=proposal, **term.fields()) for term in passing.terms
    )
    Language.objects.bulk_create(
        Language(
            **owner,
            proposal=proposal,
            issue=entry.issue,
            article=entry.article,
            heading=entry.heading,
            text=entry.text,
        )
        for entry in passing.language
    )
    for file in passing.files:
        _keep_file(actor, proposal, passing, file)
    return proposal


def _keep_file(actor: Actor, proposal: Proposal, passing: Passing, file: FileEntry) -> None:
    """A file the employer passed came from its hands into ours; one of ours went the other way."""
    ours = passing.side is Side.UNION
    moment, how = passing.moment(actor.time_zone), str(passing.channel.label)
    exhibit = store_exhibit(
        actor=actor,
        table=proposal.table,
        party=Party.UNION if ours else Party.EMPLOYER,
        entry=file,
        received_at=moment,
        handed_by=passing.handed_by,
        received_by="" if ours else passing.handed_to,
        how=how,
        session=passing.session,
        proposal=proposal,
    )
    if ours and passing.handed_to.strip():
        by = passing.handed_by.strip() or actor.name
        handed = Event(CustodyKind.HANDED_ON, at=moment, by=by, to_whom=passing.handed_to, how=how)
        enter_custody(actor, exhibit, handed)


def _facts(proposal: Proposal, passing: Passing) -> dict[str, object]:
    return {
        "number": proposal.label,
        "revision": proposal.revision,
        "kind": proposal.kind,
        "title": proposal.title,
        "passed": proposal.when,
        "channel": proposal.channel,
        "handed_by": proposal.handed_by,
        "handed_to": proposal.handed_to,
        "issues": [issue.name for issue in passing.issues],
        "terms": [term.fields() for term in passing.terms],
        "language": [
            {"heading": entry.heading or str(entry.article or ""), "words": len(entry.text.split())}
            for entry in passing.language
        ],
        "answers": [answered.label for answered in passing.answers],
        "supersedes": [earlier.label for earlier in passing.supersedes],
    }
