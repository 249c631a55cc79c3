"""A draft goes over into the record: as a proposal that was passed, with its file as exhibit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import PurePath

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from commontable.audit.services import record
from commontable.bargaining.drafting import pieces as drafting
from commontable.bargaining.drafting.suggestions import TAKEN
from commontable.bargaining.entries import TermEntry
from commontable.bargaining.models import Draft, Issue, Proposal, Table
from commontable.bargaining.selectors.drafts import DraftPage, draft_page, open_paper
from commontable.bargaining.services.drafts.keeping import hold, touch
from commontable.bargaining.services.exhibits import FileEntry
from commontable.bargaining.services.passing import LanguageEntry, Passing, check_passing
from commontable.bargaining.services.proposals import pass_proposal
from commontable.bargaining.shorthand import Reading
from commontable.bargaining.words import DraftStatus
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.common import dates
from commontable.common.errors import CommontableError
from commontable.engines.documents.mail import attached_content

_LONGEST_CLAUSE = 200


@dataclass(frozen=True, slots=True)
class Crossing:
    """What a draft would pass: its language, its terms, the issues they speak to, its files."""

    language: tuple[LanguageEntry, ...]
    terms: tuple[TermEntry, ...]
    issues: tuple[Issue, ...]
    files: tuple[FileEntry, ...]
    undecided: int


@transaction.atomic
def pass_draft(*, actor: Actor, draft: Draft, version: int, passing: Passing) -> Proposal:
    """Record the draft as passed: language by article, the terms that were taken, its files.

    ``passing`` says side, kind, time and the like, and issues beside those of the pieces; what
    it says of language, terms and files is not asked for. Where its time is the minute in which
    the mail came, the exact second is kept.

    Raises:
        NotFoundError, NotAllowedError: the actor may not pass at this table.
        CommontableError: a term's line cannot be read, or something about the pass cannot be.
        ConflictError: the draft is closed, or somebody saved it since.
    """
    table = _table_of(draft)
    require(actor, Right.PROPOSE, union_id=table.union_id, table_id=table.pk)
    now = hold(actor, draft, version=version)
    crossing = crossing_of(draft_page(actor, now), also=passing.issues)
    proposal = pass_proposal(actor=actor, table=table, passing=_whole(passing, crossing, now))
    now.status, now.proposal, now.closed_at = DraftStatus.PASSED, proposal, dates.now()
    touch(now, actor)
    now.save(
        update_fields=[
            "status",
            "proposal",
            "closed_at",
            "version",
            "savers",
            "changed_at",
            "changed_by",
        ]
    )
    record(
        actor=actor,
        verb="pass_draft",
        subject=now,
        coalition_id=now.coalition_id,
        union_id=now.union_id,
        occurred_at=proposal.passed_at,
        after={
            "proposal": proposal.label,
            "sha256": now.sha256,
            "terms": len(crossing.terms),
            "suggestions_left": crossing.undecided,
        },
    )
    return proposal


def look_over(*, actor: Actor, page: DraftPage, passing: Passing) -> Crossing:
    """What would be passed of a draft as it stands, found fit to be.

    Raises:
        CommontableError: a line cannot be read, or the pass would be refused; it says why.
    """
    crossing = crossing_of(page, also=passing.issues)
    check_passing(_whole(passing, crossing, page.draft), _table_of(page.draft), actor)
    return crossing


def _whole(passing: Passing, crossing: Crossing, draft: Draft) -> Passing:
    return replace(
        passing,
        issues=crossing.issues,
        terms=crossing.terms,
        language=crossing.language,
        files=crossing.files,
        passed_at=_exact(passing.passed_at, draft),
        title=passing.title.strip() or _title(crossing),
        source=passing.source or _source(draft),
    )


def crossing_of(page: DraftPage, *, also: Sequence[Issue] = ()) -> Crossing:
    """What would be passed of a draft as it stands.

    Args:
        also: issues beside those of the pieces and terms.

    Raises:
        CommontableError: a line that was taken cannot be read; it says which.
    """
    language: list[LanguageEntry] = []
    terms: list[TermEntry] = []
    named = {issue.pk for issue in also}
    for view in page.kept:
        piece = view.piece
        clause = piece.name[:_LONGEST_CLAUSE]
        for line in view.lines:
            if line.suggestion.state == TAKEN:
                terms += _entries(line.reading, clause, line.asks)
        terms += _entries(view.more, clause)
        if piece.issue_id is not None:
            named.add(piece.issue_id)
        if piece.words.strip():
            language.append(
                LanguageEntry(
                    text=piece.words,
                    article=piece.article,
                    issue=piece.issue,
                    heading="" if piece.article else piece.name,
                )
            )
    named |= {term.issue_id for term in terms}
    return Crossing(
        language=tuple(language),
        terms=tuple(terms),
        issues=tuple(issue for issue in page.issues if issue.pk in named),
        files=tuple(_files(page.draft)),
        undecided=page.undecided,
    )


def _entries(reading: Reading, clause: str, asks: str = "") -> list[TermEntry]:
    if reading.problems:
        raise CommontableError(
            asks or " ".join(str(problem) for problem in reading.problems),
            where=clause or _("Terms"),
            kept=_("Nothing was passed; the draft is as it was."),
        )
    return [entry if entry.clause else replace(entry, clause=clause) for entry in reading.entries]


def _files(draft: Draft) -> list[FileEntry]:
    """The file as it arrived, and the attachment that is the paper, each by its own bytes."""
    with open_paper(draft) as file:
        content = file.read()
    files = [FileEntry(File(BytesIO(content), draft.file_name), title=_titled(draft, ""))]
    name = next((each["name"] for each in draft.attachments if each["sha256"] == draft.part), "")
    if draft.part and PurePath(name).suffix.lower() in drafting.READ_ENDINGS:
        attached = attached_content(content, draft.part)
        if attached is None:
            raise CommontableError(
                _("The attachment is not in the mail any more."),
                expected=draft.part,
                where=name,
                kept=_("Nothing was passed."),
            )
        files.insert(0, FileEntry(File(BytesIO(attached), name), title=_titled(draft, name)))
    return files


def _titled(draft: Draft, attachment: str) -> str:
    """The paper under its own name; the mail under its sender and subject."""
    if attachment or not draft.sender:
        return (attachment or draft.file_name)[:300]
    return (_("Mail from %(who)s: %(what)s") % {"who": draft.sender, "what": draft.subject})[:300]


def _exact(said: datetime | None, draft: Draft) -> datetime | None:
    if said is None or not draft.by_mail:
        return said
    since = draft.received_at - said
    return draft.received_at if timedelta(0) <= since < timedelta(minutes=1) else said


def _title(crossing: Crossing) -> str:
    names = [str(each.article or each.heading) for each in crossing.language]
    return ", ".join(names or [issue.name for issue in crossing.issues])[:300]


def _source(draft: Draft) -> str:
    return f"Message-ID {draft.message_id}"[:500] if draft.message_id else ""


def _table_of(draft: Draft) -> Table:
    if draft.table is None:
        raise CommontableError(
            _("This is the draft of a contract."), expected=_("to be loaded, not passed")
        )
    return draft.table
