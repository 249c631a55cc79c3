"""What is known of a pass before it is recorded, and what cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from commontable.bargaining.entries import TermEntry
from commontable.bargaining.models import Article, BargainingSession, Issue, Proposal, Table
from commontable.bargaining.models.facts import value_as_said
from commontable.bargaining.selectors.session_days import hours_of
from commontable.bargaining.services.exhibits import FileEntry
from commontable.bargaining.words import Channel, ProposalKind, Side
from commontable.coalition.actors import Actor
from commontable.common import dates
from commontable.common.errors import CommontableError, ConflictError, NotFoundError

# A clock on another machine may run ahead a little; a pass tomorrow is a typing mistake.
CLOCK_TOLERANCE = timedelta(minutes=5)
ISSUES_IN_A_PACKAGE = 2


@dataclass(frozen=True, slots=True)
class LanguageEntry:
    """Words proposed for an article, or for a new one under ``heading``."""

    text: str
    article: Article | None = None
    issue: Issue | None = None
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Passing:
    """What is known of a pass: everything about it but its number, which the system gives.

    Of the three times at most one is set: to the minute, to the day, or only a day on which the
    position is known to have stood. All empty: it was never published when.
    """

    side: Side
    kind: ProposalKind
    title: str
    issues: Sequence[Issue]
    terms: Sequence[TermEntry] = ()
    language: Sequence[LanguageEntry] = ()
    files: Sequence[FileEntry] = ()
    answers: Sequence[Proposal] = ()
    supersedes: Sequence[Proposal] = ()
    session: BargainingSession | None = None
    passed_at: datetime | None = None
    passed_on: date | None = None
    standing_on: date | None = None
    channel: Channel = Channel.ACROSS_THE_TABLE
    handed_by: str = ""
    handed_to: str = ""
    witnesses: str = ""
    reason_given: str = ""
    note: str = ""
    source: str = ""
    warnings: list[str] = field(default_factory=list)

    def moment(self, time_zone: str) -> datetime:
        """When it crossed; noon of its day where only that is known, now where nothing is."""
        if self.passed_at is not None:
            return self.passed_at
        if self.passed_on is not None:
            return datetime.combine(self.passed_on, time(12), ZoneInfo(time_zone))
        return dates.now()


def check_passing(passing: Passing, table: Table, actor: Actor) -> None:
    if not passing.title.strip():
        raise CommontableError("A proposal needs a title.", where="Title")
    if not passing.issues:
        raise CommontableError(
            "A proposal speaks to at least one issue.", expected="an issue", where="Issues"
        )
    if passing.kind is ProposalKind.PACKAGE and len(passing.issues) < ISSUES_IN_A_PACKAGE:
        raise CommontableError(
            "A package holds several issues; what stands alone is a formal proposal.",
            expected=f"{ISSUES_IN_A_PACKAGE} issues or more",
            came=f"{len(passing.issues)}",
            where="Issues",
        )
    times = [passing.passed_at, passing.passed_on, passing.standing_on]
    if sum(time is not None for time in times) > 1:
        raise CommontableError(
            "A pass has one time.",
            expected="the minute it was passed, or the day, or a day on which it stood",
            where="Passed",
        )
    if passing.passed_at and passing.passed_at > dates.now() + CLOCK_TOLERANCE:
        raise CommontableError(
            "That moment has not come yet.",
            expected="a time that is past",
            came=passing.passed_at.isoformat(timespec="minutes"),
            where="Passed",
        )
    for day in (passing.passed_on, passing.standing_on):
        if day and day > actor.on:
            raise CommontableError(
                "That day has not come yet.",
                expected=f"{actor.on} or earlier",
                came=str(day),
                where="Passed",
            )
    if passing.channel is Channel.EASEL_PHOTO and not passing.files and not passing.note:
        raise CommontableError(
            "An easel paper is kept with its photograph, or with what it said.",
            expected="a picture, or its text in the note",
            where="Files",
        )
    named = {issue.pk for issue in passing.issues}
    for term in passing.terms:
        if term.issue_id not in named:
            raise CommontableError(
                "A term belongs to an issue of the proposal.",
                expected=", ".join(issue.name for issue in passing.issues),
                where="Terms",
            )
    for issue in passing.issues:
        if issue.campaign_id != table.campaign_id:
            raise NotFoundError("There is no such issue in this campaign.")
    _refuse_two_figures_for_one(passing)
    _check_relations(passing, table)


def _refuse_two_figures_for_one(passing: Passing) -> None:
    """One proposal says each thing once in each region: otherwise nobody can compare it."""
    said: dict[tuple[object, ...], list[TermEntry]] = {}
    for term in passing.terms:
        whom = (frozenset(term.unions), frozenset(term.units), frozenset(term.classifications))
        what = (term.issue_id, term.kind, term.bound or "", term.contract_year, whom)
        for other in said.setdefault(what, []):
            both = set(term.regions) & set(other.regions)
            if both or not term.regions or not other.regions:
                named = {issue.pk: issue.name for issue in passing.issues}
                where = ", ".join(sorted(both or {*term.regions, *other.regions})) or "everywhere"
                year = f", year {term.contract_year}" if term.contract_year else ""
                raise CommontableError(
                    f"Two figures for one thing: {named[term.issue_id]},"
                    f" {term.kind.label.lower()}{year}, {where}.",
                    expected="one of a kind for each region: name the regions of the other line,"
                    " or give it an issue of its own",
                    came=" and ".join(value_as_said(one) for one in (other, term)),
                    where="Terms",
                )
        said[what].append(term)


def outside_its_session(passing: Passing, actor: Actor) -> list[str]:
    """A warning where it is dated outside the hours of its session."""
    if passing.session is None:
        return []
    schedule = passing.session.schedules.order_by("id").last()
    when: date | datetime | None = passing.passed_on
    if passing.passed_at is not None:
        when = passing.passed_at.astimezone(ZoneInfo(actor.time_zone))
    if schedule is None or when is None or hours_of(schedule).hold(when):
        return []
    said = f"{when:%Y-%m-%d %H:%M}" if isinstance(when, datetime) else str(when)
    days = ", ".join(str(each) for each in schedule.days)
    return [f"Passed {said}, and {passing.session} is on {days}. Kept as entered."]


def _check_relations(passing: Passing, table: Table) -> None:
    for answered in passing.answers:
        if answered.table_id != table.pk or answered.side == passing.side:
            raise CommontableError(
                f"{answered.label} cannot be answered by this proposal.",
                expected="a proposal of the other side at the same table",
                where="Answers",
            )
    for earlier in passing.supersedes:
        if earlier.table_id != table.pk or earlier.side != passing.side:
            raise CommontableError(
                f"{earlier.label} cannot be superseded by this proposal.",
                expected="an earlier proposal of the same side at the same table",
                where="Supersedes",
            )
        refuse_if_ended(earlier)


def refuse_if_ended(proposal: Proposal) -> None:
    """Raise ConflictError where the proposal was withdrawn, superseded or corrected."""
    ended = proposal.events.first()
    if ended is not None:
        raise ConflictError(
            f"{proposal.label} was {ended.kind} already, on {ended.at.date()}.",
            expected="a proposal that still stands",
        )
    if Proposal.objects.filter(corrects=proposal).exists():
        raise ConflictError(
            f"This entry of {proposal.label} was corrected since.",
            expected=f"the newest entry of {proposal.label}",
        )
