"""Statements: recorded, corrected, worded for the public, found again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from bargaining.pictures import PNG
from cast import Cast, enter
from commontable.audit.models import Entry
from commontable.bargaining.models import Exhibit, Statement, StatementApproval
from commontable.bargaining.selectors.statements import (
    Narrowing,
    get_statement,
    public_statements,
    statement_record,
    statements_of,
)
from commontable.bargaining.services.exhibits import FileEntry, store_exhibit
from commontable.bargaining.services.sessions import convene_session
from commontable.bargaining.services.statements import (
    Saying,
    approve_wording,
    correct_statement,
    record_statement,
    withdraw_approval,
)
from commontable.bargaining.words import Party, Side, StatementKind
from commontable.common import dates
from commontable.common.errors import (
    CommontableError,
    ConflictError,
    NotAllowedError,
    NotFoundError,
)

pytestmark = pytest.mark.django_db


def saying(cast: Cast, **facts: Any) -> Saying:
    facts.setdefault("kind", StatementKind.COMMITMENT_REFUSED)
    facts.setdefault("side", Side.EMPLOYER)
    facts.setdefault("speaker", "D. Lindqvist")
    facts.setdefault("said_on", cast.team.actor.on - timedelta(days=1))
    facts.setdefault("words", "Not in this round.")
    return Saying(**facts)


def said(cast: Cast, **facts: Any) -> Statement:
    return record_statement(
        actor=enter(cast.team), campaign=cast.campaign, saying=saying(cast, **facts)
    )


def test_who_said_what_when_and_who_they_were_then(cast: Cast) -> None:
    actor = enter(cast.team)
    session = convene_session(actor=actor, table=cast.common, days=[actor.on])
    kept = said(cast, role_then="vice president", session=session, issue=cast.staffing)
    found = get_statement(enter(cast.observer), kept.pk)
    assert (found.speaker, found.role_then, found.issue, found.session) == (
        "D. Lindqvist",
        "vice president",
        cast.staffing,
        session,
    )
    assert Entry.objects.get(verb="record_statement").after["words"] == "Not in this round."


@pytest.mark.parametrize("facts", [{"speaker": " "}, {"words": ""}])
def test_a_statement_has_a_speaker_and_words(cast: Cast, facts: dict[str, str]) -> None:
    with pytest.raises(CommontableError, match="no words"):
        said(cast, **facts)


def test_nobody_has_said_it_tomorrow(cast: Cast) -> None:
    with pytest.raises(CommontableError, match="not come yet"):
        said(cast, said_on=cast.team.actor.on + timedelta(days=1))


def test_a_correction_keeps_the_first_entry_and_needs_a_reason(cast: Cast) -> None:
    first = said(cast, words="Not in this rond.")
    actor = enter(cast.team)
    with pytest.raises(CommontableError):
        correct_statement(actor=actor, statement=first, saying=saying(cast), reason=" ")
    second = correct_statement(actor=actor, statement=first, saying=saying(cast), reason="typing")
    with pytest.raises(ConflictError, match="corrected since"):
        correct_statement(actor=actor, statement=first, saying=saying(cast), reason="again")
    assert [line.statement for line in statements_of(actor, cast.campaign)] == [second]
    record = statement_record(actor, get_statement(actor, second.pk))
    assert record.earlier == (first,)
    assert statement_record(actor, get_statement(actor, first.pk)).newest == second
    with pytest.raises(DatabaseError), transaction.atomic():
        Statement.objects.filter(pk=first.pk).update(words="Something else")


def test_public_words_need_consent_by_the_service_and_by_the_database(cast: Cast) -> None:
    kept, eve = said(cast), enter(cast.communications)
    with pytest.raises(CommontableError, match="need consent"):
        approve_wording(actor=eve, statement=kept, wording="Not now.", consent=False, public=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        StatementApproval.objects.create(
            coalition=cast.coalition,
            statement=kept,
            wording="Not now.",
            public=True,
            approved_at=dates.now(),
        )
    approve_wording(actor=eve, statement=kept, wording="Not now.", consent=True, public=True)
    [line] = public_statements(enter(cast.observer), cast.campaign)
    assert line.approval is not None
    assert line.approval.wording == "Not now."


def test_words_without_approval_are_never_public(cast: Cast) -> None:
    kept = said(cast)
    assert public_statements(enter(cast.team), cast.campaign) == []
    approve_wording(
        actor=enter(cast.communications),
        statement=kept,
        wording="Not now.",
        consent=True,
        public=False,
    )
    assert public_statements(enter(cast.team), cast.campaign) == []


def test_an_approval_taken_back_stays_recorded_and_the_words_are_not_public(cast: Cast) -> None:
    kept, eve = said(cast), enter(cast.communications)
    approve_wording(actor=eve, statement=kept, wording="Not now.", consent=True, public=True)
    withdraw_approval(actor=eve, statement=kept, reason="She asked us to.")
    assert public_statements(eve, cast.campaign) == []
    record = statement_record(eve, get_statement(eve, kept.pk))
    assert [approval.wording for approval in record.approvals] == ["", "Not now."]
    assert record.approval is None
    with pytest.raises(ConflictError):
        withdraw_approval(actor=eve, statement=kept)


def test_approval_does_not_pass_over_to_a_correction(cast: Cast) -> None:
    kept, eve = said(cast), enter(cast.communications)
    approve_wording(actor=eve, statement=kept, wording="Not now.", consent=True, public=True)
    actor = enter(cast.team)
    correct_statement(actor=actor, statement=kept, saying=saying(cast), reason="Wrong day.")
    assert public_statements(actor, cast.campaign) == []
    with pytest.raises(ConflictError, match="corrected since"):
        approve_wording(
            actor=enter(cast.communications),
            statement=kept,
            wording="Not now.",
            consent=True,
            public=True,
        )


def test_who_records_may_not_approve_and_who_approves_may_not_record(cast: Cast) -> None:
    kept = said(cast)
    with pytest.raises(NotAllowedError):
        approve_wording(
            actor=enter(cast.research), statement=kept, wording="X", consent=True, public=False
        )
    with pytest.raises(NotAllowedError):
        record_statement(
            actor=enter(cast.communications), campaign=cast.campaign, saying=saying(cast)
        )


def test_a_statement_at_a_local_table_is_its_unions_alone(cast: Cast) -> None:
    grace = enter(cast.nurses_officer)
    session = convene_session(actor=grace, table=cast.nurses_local, days=[grace.on])
    kept = record_statement(
        actor=grace, campaign=cast.campaign, saying=saying(cast, session=session)
    )
    assert kept.union_id == cast.nurses.pk
    for member in (cast.chief, cast.technicians_officer, cast.stranger):
        actor = enter(member)
        with pytest.raises(NotFoundError):
            get_statement(actor, kept.pk)
        assert not Statement.objects.exists()
        assert not Entry.objects.filter(verb="record_statement").exists()


def picture_of(cast: Cast) -> Exhibit:
    return store_exhibit(
        actor=enter(cast.team),
        table=cast.common,
        party=Party.UNION,
        entry=FileEntry(
            SimpleUploadedFile("rosa.png", PNG), alternative_text="Rosa Lima at the gate"
        ),
        received_at=dates.now(),
    )


def test_a_picture_is_an_exhibit_with_words_for_those_who_cannot_see_it(cast: Cast) -> None:
    picture = picture_of(cast)
    assert said(cast, picture=picture).picture == picture
    silent = Exhibit.objects.create(
        coalition=cast.coalition,
        table=cast.common,
        party=Party.UNION,
        number=90,
        title="Gate",
        file_name="gate.png",
        media_type="image/png",
        size=1,
        sha256="0" * 64,
        received_at=dates.now(),
    )
    with pytest.raises(CommontableError, match="no words"):
        said(cast, picture=silent)


def test_a_new_picture_becomes_an_exhibit_of_the_sessions_table(cast: Cast) -> None:
    actor = enter(cast.team)
    session = convene_session(actor=actor, table=cast.common, days=[actor.on])

    def picture(words: str = "Rosa Lima at the gate") -> FileEntry:
        return FileEntry(SimpleUploadedFile("rosa.png", PNG), alternative_text=words)

    kept = said(cast, session=session, new_picture=picture())
    assert kept.picture is not None
    assert (kept.picture.label, kept.picture.session) == ("E-1", session)
    with pytest.raises(CommontableError, match="words for those who cannot see"):
        said(cast, session=session, new_picture=picture(" "))
    with pytest.raises(CommontableError, match="exhibit of a table"):
        said(cast, new_picture=picture())
    with pytest.raises(CommontableError, match="one picture"):
        said(cast, session=session, new_picture=picture(), picture=kept.picture)
    assert Statement.objects.count() == 1
    assert Exhibit.objects.count() == 1


def test_a_document_is_no_picture(cast: Cast) -> None:
    enter(cast.team)
    document = Exhibit.objects.create(
        coalition=cast.coalition,
        table=cast.common,
        party=Party.UNION,
        number=91,
        title="Letter",
        file_name="letter.pdf",
        media_type="application/pdf",
        size=1,
        sha256="0" * 64,
        received_at=dates.now(),
        alternative_text="A letter",
    )
    with pytest.raises(CommontableError, match="is no picture"):
        said(cast, picture=document)


def test_the_list_is_narrowed_by_kind_side_issue_session_and_speaker(cast: Cast) -> None:
    actor = enter(cast.team)
    session = convene_session(actor=actor, table=cast.common, days=[actor.on])
    refused = said(cast, issue=cast.staffing, session=session)
    quote = said(cast, kind=StatementKind.QUOTE, side=Side.UNION, speaker="Rosa Lima")

    def found(**facts: Any) -> list[Statement]:
        lines = statements_of(enter(cast.team), cast.campaign, Narrowing(**facts))
        return [line.statement for line in lines]

    assert found() == [quote, refused]
    assert found(kind="quote") == [quote]
    assert found(side="employer") == [refused]
    assert found(issue_id=cast.staffing.pk) == [refused]
    assert found(session_id=session.pk) == [refused]
    assert found(speaker="rosa") == [quote]
    assert found(speaker="100%") == []


def test_a_longer_list_takes_no_more_queries(cast: Cast) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            statements_of(enter(cast.team), cast.campaign)
        return len(queries)

    said(cast, issue=cast.wages)
    before = count()
    for _ in range(5):
        said(cast, issue=cast.staffing)
    assert count() == before
