"""Commitments, admissions and quotes: recorded as said, corrected, and worded for the public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from commontable.audit.services import record
from commontable.bargaining.models import (
    BargainingSession,
    Campaign,
    Exhibit,
    Issue,
    Statement,
    StatementApproval,
)
from commontable.bargaining.services.exhibits import FileEntry, store_exhibit
from commontable.bargaining.services.search_index import keep
from commontable.bargaining.services.wording import refuse_day_to_come, words_of
from commontable.bargaining.words import Party, Side, StatementKind
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.common import dates
from commontable.common.errors import CommontableError, ConflictError, NotFoundError


@dataclass(frozen=True, slots=True)
class Saying:
    """Who said what, when, and who they were then.

    Attributes:
        union_id: set when the statement is one union's own; a session or issue of a local table
            makes it so by itself.
        picture: an exhibit that is a picture and has words for those who cannot see it.
        new_picture: a picture not kept yet; it becomes the side's next exhibit at the session's
            table.
    """

    kind: StatementKind
    side: Side
    speaker: str
    said_on: date
    words: str
    role_then: str = ""
    session: BargainingSession | None = None
    issue: Issue | None = None
    picture: Exhibit | None = None
    new_picture: FileEntry | None = None
    source: str = ""
    union_id: int | None = None


@transaction.atomic
def record_statement(*, actor: Actor, campaign: Campaign, saying: Saying) -> Statement:
    """Record somebody's words.

    Raises:
        CommontableError: no speaker, no words, a day to come, or a picture without words.
        NotFoundError: its session, issue or picture is not of this campaign.
    """
    owner = _owner(saying)
    require(actor, Right.RECORD, union_id=owner, table_id=_table_of(saying))
    statement = _write(actor, campaign, saying, owner, corrects=None)
    record(
        actor=actor,
        verb="record_statement",
        subject=statement,
        coalition_id=statement.coalition_id,
        union_id=statement.union_id,
        after=_facts(statement),
    )
    keep(statement)
    return statement


@transaction.atomic
def correct_statement(
    *, actor: Actor, statement: Statement, saying: Saying, reason: str
) -> Statement:
    """Correct a wrong entry by a further one; the first stays readable behind it.

    Approved wording does not pass over: other words need approval of their own.

    Raises:
        CommontableError: as for ``record_statement``, or no reason given.
        ConflictError: somebody corrected it already.
    """
    require(
        actor, Right.RECORD, union_id=statement.union_id, table_id=_table_of_statement(statement)
    )
    why = words_of(reason, where="Reason", expected="why the entry was wrong")
    _lock(statement)
    _refuse_if_corrected(statement)
    owner = _owner(saying)
    if statement.union_id is not None and owner is None:
        owner = statement.union_id
    require(actor, Right.RECORD, union_id=owner, table_id=_table_of(saying))
    corrected = _write(actor, statement.campaign, saying, owner, corrects=statement)
    record(
        actor=actor,
        verb="correct_statement",
        subject=corrected,
        coalition_id=corrected.coalition_id,
        union_id=corrected.union_id,
        before=_facts(statement),
        after=_facts(corrected),
        note=why,
    )
    keep(statement, corrected)
    return corrected


@transaction.atomic
def approve_wording(
    *,
    actor: Actor,
    statement: Statement,
    wording: str,
    consent: bool,
    public: bool,
) -> StatementApproval:
    """Approve how a statement may be quoted; the latest approval counts.

    Raises:
        NotAllowedError: the actor may not approve wording.
        CommontableError: no wording, or public without consent.
        ConflictError: the entry was corrected since.
    """
    require(actor, Right.WORD, union_id=statement.union_id, table_id=_table_of_statement(statement))
    words = words_of(wording, where="Wording", expected="the words that may be used")
    if public and not consent:
        raise CommontableError(
            "Public words need consent.",
            expected="consent of whoever is quoted, or words that were public already",
            where="Public",
        )
    _lock(statement)
    _refuse_if_corrected(statement)
    return _approve(
        actor, statement, verb="approve_wording", wording=words, consent=consent, public=public
    )


@transaction.atomic
def withdraw_approval(*, actor: Actor, statement: Statement, reason: str = "") -> StatementApproval:
    """Take the approval back: from now on the words may not be used in public.

    Raises:
        ConflictError: there is no approval to take back.
    """
    require(actor, Right.WORD, union_id=statement.union_id, table_id=_table_of_statement(statement))
    _lock(statement)
    last = StatementApproval.objects.filter(statement=statement).order_by("-id").first()
    if last is None or not last.wording:
        raise ConflictError("No wording of this statement is approved.")
    return _approve(
        actor,
        statement,
        verb="withdraw_approval",
        wording="",
        consent=False,
        public=False,
        note=reason.strip(),
    )


def _approve(
    actor: Actor,
    statement: Statement,
    *,
    verb: str,
    wording: str,
    consent: bool,
    public: bool,
    note: str = "",
) -> StatementApproval:
    approval = StatementApproval.objects.create(
        coalition_id=statement.coalition_id,
        union_id=statement.union_id,
        entered_by_id=actor.person_id,
        statement=statement,
        wording=wording,
        consent=consent,
        public=public,
        approved_at=dates.now(),
    )
    record(
        actor=actor,
        verb=verb,
        subject=statement,
        coalition_id=statement.coalition_id,
        union_id=statement.union_id,
        after={"wording": wording, "consent": consent, "public": public},
        note=note,
    )
    keep(statement)
    return approval


def _owner(saying: Saying) -> int | None:
    """The one union the statement is private to: its own, its session's, issue's or picture's."""
    owners = {
        owner
        for owner in (
            saying.union_id,
            saying.session.union_id if saying.session else None,
            saying.issue.union_id if saying.issue else None,
            saying.picture.union_id if saying.picture else None,
        )
        if owner is not None
    }
    if len(owners) > 1:
        raise CommontableError(
            "The session, the issue and the picture belong to different unions.",
            expected="all of one union, or of the whole coalition",
        )
    return next(iter(owners), None)


def _table_of(saying: Saying) -> int | None:
    return saying.session.table_id if saying.session else None


def _table_of_statement(statement: Statement) -> int | None:
    return statement.session.table_id if statement.session else None


def _lock(statement: Statement) -> None:
    """Facts are never updated, so the campaign's row is what two people would wait for."""
    Campaign.objects.select_for_update().get(pk=statement.campaign_id)


def _refuse_if_corrected(statement: Statement) -> None:
    if Statement.objects.filter(corrects=statement).exists():
        raise ConflictError(
            "This entry was corrected since.", expected="the newest entry of the statement"
        )


def _write(
    actor: Actor,
    campaign: Campaign,
    saying: Saying,
    owner: int | None,
    *,
    corrects: Statement | None,
) -> Statement:
    refuse_day_to_come(saying.said_on, actor, where="Said on")
    if saying.session is not None and saying.session.table.campaign_id != campaign.pk:
        raise NotFoundError("There is no such session in this campaign.")
    if saying.issue is not None and saying.issue.campaign_id != campaign.pk:
        raise NotFoundError("There is no such issue in this campaign.")
    picture = _keep_picture(actor, saying) if saying.new_picture else saying.picture
    if picture is not None:
        _check_picture(picture, campaign)
    return Statement.objects.create(
        coalition_id=campaign.coalition_id,
        union_id=owner,
        entered_by_id=actor.person_id,
        campaign=campaign,
        kind=saying.kind,
        side=saying.side,
        speaker=words_of(saying.speaker, where="Speaker", expected="who said it"),
        role_then=saying.role_then.strip(),
        said_on=saying.said_on,
        words=words_of(saying.words, where="Words", expected="what was said"),
        session=saying.session,
        issue=saying.issue,
        picture=picture,
        source=saying.source.strip(),
        corrects=corrects,
    )


def _keep_picture(actor: Actor, saying: Saying) -> Exhibit | None:
    if saying.new_picture is None:
        return None
    if saying.picture is not None:
        raise CommontableError(
            "A statement has one picture.",
            expected="an exhibit chosen from the list, or a new picture, not both",
            where="Picture",
        )
    if saying.session is None:
        raise CommontableError(
            "A new picture is kept as an exhibit of a table.",
            expected="the session at which it was said",
            where="New picture",
        )
    return store_exhibit(
        actor=actor,
        table=saying.session.table,
        party=Party.UNION if saying.side is Side.UNION else Party.EMPLOYER,
        entry=saying.new_picture,
        received_at=dates.now(),
        session=saying.session,
    )


def _check_picture(picture: Exhibit, campaign: Campaign) -> None:
    if picture.table.campaign_id != campaign.pk:
        raise NotFoundError("There is no such exhibit in this campaign.")
    if not picture.media_type.startswith("image/"):
        raise CommontableError(
            f"{picture.label} is no picture.",
            expected="an exhibit that is a picture",
            came=picture.media_type,
            where="Picture",
        )
    if not picture.alternative_text.strip():
        raise CommontableError(
            f"{picture.label} has no words for those who cannot see it.",
            expected="a picture kept with what it shows",
            where="Picture",
        )


def _facts(statement: Statement) -> dict[str, object]:
    return {
        "kind": statement.kind,
        "side": statement.side,
        "speaker": statement.speaker,
        "role_then": statement.role_then,
        "said_on": statement.said_on,
        "words": statement.words,
        "session": str(statement.session) if statement.session else None,
        "issue": statement.issue.name if statement.issue else None,
        "picture": statement.picture.label if statement.picture else None,
        "source": statement.source,
    }
