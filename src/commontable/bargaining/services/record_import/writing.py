"""Entering a record's file: all of it by the services people use, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from commontable.bargaining.entries import TermEntry
from commontable.bargaining.models import Campaign, Issue, Table
from commontable.bargaining.selectors.tables import campaigns_named
from commontable.bargaining.services.agreements import record_settlement
from commontable.bargaining.services.campaign_events import record_campaign_event
from commontable.bargaining.services.issues import raise_issue
from commontable.bargaining.services.passing import Passing
from commontable.bargaining.services.proposals import (
    pass_proposal,
)
from commontable.bargaining.services.record_import.contents import (
    CampaignFacts,
    ProposalFacts,
    RecordFile,
    TermFacts,
)
from commontable.bargaining.services.record_import.placing import (
    Remark,
    place_term,
    remarks_on,
)
from commontable.bargaining.services.record_import.problems import told_at
from commontable.bargaining.services.record_import.reading import read_record
from commontable.bargaining.services.record_import.report import ImportReport
from commontable.bargaining.services.sessions import convene_session, record_outcome
from commontable.bargaining.services.tables import open_campaign, open_table
from commontable.bargaining.words import Channel, ProposalKind, TableKind
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.coalition.selectors.affiliates import employers_of
from commontable.coalition.selectors.codes import codes_of
from commontable.coalition.services.places import add_employer, add_region

COMMON_TABLE = "Common table"
_LONGEST_TITLE = 300


@transaction.atomic
def import_record(*, actor: Actor, data: bytes, keep: bool = True) -> ImportReport:
    """Enter every campaign of a record's file that the coalition does not have yet.

    Args:
        data: the file's bytes, UTF-8 YAML.
        keep: False does all of it and takes it back: the report says what would be placed.

    Raises:
        BrokenRecordError: the file has faults; every one is told, nothing is written.
        NotAllowedError: the actor may not open campaigns, pass proposals and sign.
    """
    for right in (Right.ORDER, Right.RECORD, Right.PROPOSE, Right.SIGN):
        require(actor, right)
    record = read_record(data, today=actor.on)
    with transaction.atomic():
        report = _write(actor, record)
        if not keep:
            transaction.set_rollback(True)
    return report


def _write(actor: Actor, record: RecordFile) -> ImportReport:
    report = ImportReport()
    new = []
    for campaign in record.campaigns:
        if campaigns_named(actor, campaign.name, campaign.year):
            report.already.append(campaign.label)
        else:
            new.append(campaign)
    if not new:
        return report
    employer_id = _employer(actor, record, report)
    _regions(actor, record, report)
    for campaign in new:
        with told_at(campaign.line):
            _campaign(actor, campaign, employer_id, report)
    return report


def _employer(actor: Actor, record: RecordFile, report: ImportReport) -> int:
    known = {name: employer_id for employer_id, name in employers_of(actor)}
    if record.employer in known:
        return known[record.employer]
    report.placed.append(f"employer {record.employer}")
    return add_employer(actor=actor, name=record.employer).pk


def _regions(actor: Actor, record: RecordFile, report: ImportReport) -> None:
    known = codes_of(actor).regions
    new = [code for code in record.regions if code not in known]
    for code in new:
        add_region(actor=actor, code=code, name=record.regions[code])
    if new:
        report.placed.append(f"{_count(len(new), 'region')}: {', '.join(new)}")
    for code, name in record.regions.items():
        if code in known and known[code] != name:
            report.unplaced.append(
                Remark(0, f"region {code} is called “{known[code]}” here; “{name}” was not taken.")
            )


def _campaign(actor: Actor, facts: CampaignFacts, employer_id: int, report: ImportReport) -> None:
    campaign = open_campaign(
        actor=actor,
        employer_id=employer_id,
        name=facts.name,
        year=facts.year,
        contract_expires=facts.contract_expires,
        health_care=facts.health_care,
        workers=facts.members,
    )
    table = open_table(actor=actor, campaign=campaign, kind=TableKind.COMMON, name=COMMON_TABLE)
    report.placed.append(f"campaign {facts.label}, with its {COMMON_TABLE.lower()}")
    if facts.unions is not None:
        report.unplaced.append(
            Remark(
                facts.line,
                f"{facts.label}: unions: {facts.unions} names none of them, and a coalition's"
                " unions are known by name.",
            )
        )
    _sessions(actor, facts, table, report)
    issues = _issues(actor, facts, campaign, report)
    for proposal in facts.proposals:
        with told_at(proposal.line):
            _proposal(actor, proposal, table, issues, report)
    if any(proposal.kind is None for proposal in facts.proposals):
        report.unplaced.append(
            Remark(
                facts.line,
                f"{facts.label}: where the file gives a proposal no kind, it was entered as a"
                " formal proposal.",
            )
        )
    for event in facts.events:
        with told_at(event.line):
            record_campaign_event(
                actor=actor,
                campaign=campaign,
                kind=event.kind,
                on=event.on,
                until=event.until,
                what=event.what,
                source=event.source,
            )
        until = f" to {event.until}" if event.until else ""
        report.placed.append(f"  {event.kind}, {event.on}{until}")
    _settlement(actor, facts, table, issues, report)


def _sessions(actor: Actor, facts: CampaignFacts, table: Table, report: ImportReport) -> None:
    for place, session in enumerate(facts.sessions, 1):
        with told_at(session.line):
            convened = convene_session(
                actor=actor,
                table=table,
                days=session.dates,
                place=session.place,
                note=session.note,
                ordinal=session.ordinal or place,
            )
            if session.outcome:
                record_outcome(actor=actor, session=convened, public_wording=session.outcome)
        days = ", ".join(str(day) for day in session.dates) or "no date"
        report.placed.append(f"  session {convened.ordinal}: {days}")
        if any((b - a).days > 1 for a, b in zip(session.dates, session.dates[1:], strict=False)):
            report.unplaced.append(
                Remark(
                    session.line,
                    f"session {convened.ordinal}: the file gives {days}; whether the days between"
                    " were sessions too it does not say, and they were not entered.",
                )
            )
        if session.note:
            report.unplaced.append(
                Remark(
                    session.line,
                    f"session {convened.ordinal}: “{session.note}” was kept as the session's"
                    " note; a differing report can be entered on its page.",
                )
            )
    if any(session.ordinal is None for session in facts.sessions):
        report.unplaced.append(
            Remark(
                facts.line,
                f"{facts.label}: the file gives its {_count(len(facts.sessions), 'session')} no"
                f" ordinals; they were numbered from 1 to {len(facts.sessions)} in the order of the"
                " file.",
            )
        )


def _issues(
    actor: Actor, facts: CampaignFacts, campaign: Campaign, report: ImportReport
) -> dict[str, Issue]:
    issues = {name: raise_issue(actor=actor, campaign=campaign, name=name) for name in facts.issues}
    if issues:
        report.placed.append(f"  {_count(len(issues), 'issue')}: {', '.join(issues)}")
        report.unplaced.append(
            Remark(
                facts.line,
                f"{facts.label}: the file does not say which issues are economic, and names no"
                " rank: all were entered as economic, without a rank.",
            )
        )
    return issues


def _proposal(
    actor: Actor,
    facts: ProposalFacts,
    table: Table,
    issues: dict[str, Issue],
    report: ImportReport,
) -> None:
    named = list(dict.fromkeys(term.issue for term in facts.terms))
    terms = _terms(facts.terms, issues, report)
    kind = facts.kind or ProposalKind.FORMAL
    proposal = pass_proposal(
        actor=actor,
        table=table,
        passing=Passing(
            side=facts.side,
            kind=kind,
            title=", ".join(named)[:_LONGEST_TITLE],
            issues=[issues[name] for name in named],
            terms=terms,
            passed_on=facts.passed,
            standing_on=facts.standing_on,
            channel=facts.channel or Channel.UNKNOWN,
            note=facts.note,
            source=facts.source,
        ),
    )
    if facts.passed:
        when = f"passed {facts.passed}"
    else:
        when = f"standing on {facts.standing_on}" if facts.standing_on else "without a date"
        report.unplaced.append(
            Remark(
                facts.line,
                f"{proposal.label}: the day it was passed was not published; it stands in the"
                " order of the file.",
            )
        )
    report.placed.append(
        f"  {proposal.label}, {when}: {', '.join(named)} ({_count(len(terms), 'term')})"
    )


def _terms(
    terms: Sequence[TermFacts], issues: dict[str, Issue], report: ImportReport
) -> list[TermEntry]:
    entries: list[TermEntry] = []
    for term in terms:
        with told_at(term.line):
            entries += place_term(term, issues[term.issue].pk)
        report.unplaced += remarks_on(term)
    return entries


def _settlement(
    actor: Actor,
    facts: CampaignFacts,
    table: Table,
    issues: dict[str, Issue],
    report: ImportReport,
) -> None:
    settlement = facts.settlement
    if settlement is None:
        return
    terms = _terms(settlement.terms, issues, report)
    with told_at(settlement.line):
        record_settlement(
            actor=actor,
            table=table,
            reached_on=settlement.reached_on,
            effective_on=settlement.effective_on,
            source=settlement.source,
            terms=terms,
        )
    report.placed.append(f"  settlement of {settlement.reached_on} ({_count(len(terms), 'term')})")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
