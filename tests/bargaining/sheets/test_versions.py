"""A version, once made, is frozen; the next says what changed; its page what happened since."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from bargaining.passing import passing, raises
from bargaining.sheets.arranged import (
    ago,
    arranged,
    cell,
    frozen,
    offers,
    said,
    view_of,
)
from cast import Cast, enter
from commontable.audit.models import Ledger
from commontable.audit.selectors import history_of
from commontable.bargaining.models import Sheet, SheetVersion
from commontable.bargaining.selectors.sheets.since import since_version
from commontable.bargaining.services.agreements import (
    sign_tentative_agreement,
    withdraw_tentative_agreement,
)
from commontable.bargaining.services.issues import declare_issue, record_status_quo
from commontable.bargaining.services.proposals import correct_proposal, withdraw_proposal
from commontable.bargaining.services.sheets.definitions import amend_sheet, make_sheet, word_row
from commontable.bargaining.services.sheets.versions import make_version
from commontable.bargaining.sheet_definition import Definition, in_order
from commontable.bargaining.words import Declared, ProposalKind, SheetGroups, SheetRows, Side
from commontable.common import dates
from commontable.common.errors import (
    CommontableError,
    ConflictError,
    NotAllowedError,
    NotFoundError,
)
from commontable.engines.sheets import Mark, digest


def test_a_version_stays_as_it_was_made(cast: Cast) -> None:
    offers(cast, Side.EMPLOYER, "2", "2", at=ago(hours=3))
    version = frozen(cast, arranged(cast))
    before = view_of(version)
    offers(cast, Side.EMPLOYER, "3", "3", at=ago(hours=1))
    assert view_of(version) == before
    assert digest(view_of(version)) == version.sha256
    for change in ({"content": {}}, {"sha256": "ab" * 32}, {"number": 9}):
        with pytest.raises(DatabaseError), transaction.atomic():
            SheetVersion.objects.filter(pk=version.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        SheetVersion.objects.filter(pk=version.pk).delete()


def test_it_names_the_head_of_the_log_it_stands_on(cast: Cast) -> None:
    offers(cast, Side.EMPLOYER, "2", "2", at=ago(hours=3))
    sheet = arranged(cast)
    ledger = Ledger.objects.get(coalition_id=cast.coalition.pk, union_id=None)
    version = frozen(cast, sheet)
    assert version.heads == [{"union_id": None, "length": ledger.length, "hash": ledger.head}]
    assert version.sequence == 1
    assert f"entry {ledger.length}" in view_of(version).basis
    (entry,) = history_of(version)
    assert entry.after["sha256"] == version.sha256


def test_the_next_version_marks_what_changed_and_tells_it(cast: Cast) -> None:
    offers(cast, Side.UNION, "6", "6", at=ago(hours=6))
    offers(cast, Side.EMPLOYER, "2", "2", at=ago(hours=5))
    sheet = arranged(cast, columns=("union", "employer"))
    first = view_of(frozen(cast, sheet))
    assert first.number == 1
    assert first.changes == ()
    offers(cast, Side.EMPLOYER, "3", "3", at=ago(hours=1))
    second = view_of(frozen(cast, sheet))
    assert second.number == 2
    assert cell(second, cast.wages, "employer").mark is Mark.CHANGED
    assert cell(second, cast.wages, "union").mark is Mark.NONE
    told = [second.tell(each).replace("\N{NO-BREAK SPACE}", " ") for each in second.changes]
    assert told == ["Wages, Theirs: 2 / 2 % (E-1); now 3 / 3 % (E-2)"]
    assert second.previous.startswith("version 1, as of ")


def test_a_withdrawal_after_a_version_is_said_on_its_page(cast: Cast) -> None:
    offer = offers(cast, Side.EMPLOYER, "2", "2", at=ago(hours=3))
    version = frozen(cast, arranged(cast))
    assert since_version(enter(cast.chief), version) == []
    withdraw_proposal(actor=enter(cast.chief), proposal=offer, at=dates.now())
    (told,) = since_version(enter(cast.chief), version)
    assert told.text.startswith("E-1 was withdrawn ")
    assert told.ref == f"proposal-{offer.pk}"


def test_so_are_a_correction_a_pass_an_agreement_its_withdrawal_and_the_rest(cast: Cast) -> None:
    offer = offers(cast, Side.EMPLOYER, "2", "2", at=ago(hours=3))
    ours = offers(cast, Side.UNION, "6", at=ago(hours=2))
    version = frozen(cast, arranged(cast))
    actor = enter(cast.chief)
    correct_proposal(
        actor=actor,
        proposal=offer,
        passing=passing(Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "2", "2.5")),
        reason="The paper says 2.5.",
    )
    counter = offers(cast, Side.UNION, "5", at=ago(minutes=5))
    offers(cast, Side.UNION, "4", at=ago(minutes=4), kind=ProposalKind.SUPPOSAL)
    agreement = sign_tentative_agreement(
        actor=actor,
        proposal=counter,
        union_initials="AC",
        union_initialled_on=actor.on,
        employer_initials="HH",
        employer_initialled_on=actor.on,
    )
    withdraw_tentative_agreement(
        actor=actor, agreement=agreement, side=Side.EMPLOYER, at=dates.now()
    )
    declare_issue(
        actor=actor,
        table=cast.common,
        issue=cast.staffing,
        status=Declared.OFF_THE_TABLE,
        side=Side.EMPLOYER,
        at=dates.now(),
    )
    record_status_quo(actor=actor, issue=cast.staffing, text="By need")
    told = [each.text for each in since_version(actor, version)]
    beginnings = (
        "The tentative agreement on U-2 was withdrawn ",
        "U-2 was tentatively agreed ",
        "E-1 was entered anew: The paper says 2.5.",
        "U-2, A proposal: passed ",
        "Staffing: Off the table, ",
        "What stands today on Staffing was entered anew.",
    )
    assert len(told) == len(beginnings)
    for text, beginning in zip(told, beginnings, strict=True):
        assert text.startswith(beginning)
    assert not any(ours.label in text for text in told)
    assert not any("U-3" in text for text in told), "a supposal is no fact of the sheet"


def test_a_version_of_last_night_says_what_happened_since_then_not_since_it_was_made(
    cast: Cast,
) -> None:
    offers(cast, Side.EMPLOYER, "2", "2", at=ago(hours=9))
    later = offers(cast, Side.EMPLOYER, "3", "3", at=ago(hours=1))
    withdraw_proposal(actor=enter(cast.chief), proposal=later, at=ago(minutes=30))
    version = frozen(cast, arranged(cast), as_of=ago(hours=5))
    told = [each.text[:17] for each in since_version(enter(cast.chief), version)]
    assert told == ["E-2 was withdrawn", "E-2, A proposal: "]


def test_what_happens_at_another_table_is_not_told(cast: Cast) -> None:
    version = frozen(cast, arranged(cast))
    from commontable.bargaining.services.proposals import pass_proposal

    pass_proposal(
        actor=enter(cast.nurses_officer),
        table=cast.nurses_local,
        passing=passing(Side.UNION, [cast.wages]),
    )
    assert since_version(enter(cast.nurses_officer), version) == []


def test_columns_stand_in_the_sheets_own_order_however_they_were_chosen() -> None:
    chosen = ["status", "pattern-3", "employer", "union", "settlement-9", "union-1", "status_quo"]
    assert in_order([*chosen, "union"]) == [
        "status_quo",
        "union-1",
        "union",
        "employer",
        "pattern-3",
        "settlement-9",
        "status",
    ]


def test_rows_are_all_issues_or_those_chosen_under_their_headings(cast: Cast) -> None:
    offers(cast, Side.UNION, "6", at=ago(hours=6))
    every = view_of(frozen(cast, arranged(cast, group=SheetGroups.STATUS)))
    assert [(row.name, row.group) for row in every.rows] == [
        ("Wages", "Open"),
        ("Staffing", "Not yet on the table"),
    ]
    one = arranged(cast, title="Wages alone", chosen=frozenset({cast.wages.pk}))
    assert [row.name for row in view_of(frozen(cast, one)).rows] == ["Wages"]


def test_an_article_gathers_its_issues_and_the_rest_follow(cast: Cast) -> None:
    from commontable.bargaining.services.contracts import add_article, open_contract
    from commontable.bargaining.services.issues import link_article, raise_issue
    from commontable.bargaining.words import ContractKind

    actor = enter(cast.chief)
    contract = open_contract(
        actor=actor, campaign=cast.campaign, kind=ContractKind.CURRENT, title="Agreement"
    )
    article = add_article(actor=actor, contract=contract, number="5", title="Pay", text="Words.")
    floor = raise_issue(actor=actor, campaign=cast.campaign, name="Wage floor", rank=2)
    for issue in (cast.wages, floor):
        link_article(actor=actor, issue=issue, article=article)
    offers(cast, Side.UNION, "6", "5", at=ago(hours=6))
    view = view_of(frozen(cast, arranged(cast, by=SheetRows.ARTICLE, columns=("union", "status"))))
    assert [row.name for row in view.rows] == ["Article 5, Pay", "Staffing"]
    pay = view.rows[0]
    assert pay.cells[0].said.replace("\N{NO-BREAK SPACE}", " ") == "Wages:\n6 / 5 %"
    assert pay.cells[1].said == "Wages:\nOpen\nWage floor:\nNot yet on the table"
    assert view.row_head == "Article"


def test_wording_stands_beside_the_figures_and_changes_none(cast: Cast) -> None:
    offers(cast, Side.EMPLOYER, "2", "2", at=ago(hours=3))
    sheet = arranged(cast)
    first = frozen(cast, sheet)
    actor = enter(cast.communications)
    word_row(actor=actor, sheet=sheet, row=f"issue-{cast.wages.pk}", text="Raises for\nall ")
    second = view_of(frozen(cast, sheet))
    (row, *_) = second.rows
    assert row.wording == "Raises for all"
    assert said(second, cast.wages, "employer") == said(view_of(first), cast.wages, "employer")
    assert view_of(first).rows[0].wording == ""
    word_row(actor=enter(cast.communications), sheet=sheet, row=f"issue-{cast.wages.pk}", text="")
    assert view_of(frozen(cast, sheet)).rows[0].wording == ""


def test_arranging_anew_leaves_the_versions_as_they_are(cast: Cast) -> None:
    sheet = arranged(cast)
    version = frozen(cast, sheet)
    amended = amend_sheet(
        actor=enter(cast.research),
        sheet=sheet,
        title="Only ours",
        definition=Definition(columns=("union",)),
    )
    assert view_of(version).title == "Where we stand"
    assert len(view_of(version).columns) == 9
    second = view_of(frozen(cast, amended))
    assert [column.key for column in second.columns] == ["union"]
    told = {second.tell(change) for change in second.changes}
    assert "Column left out: Theirs" in told
    (*_, entry) = history_of(sheet)
    assert entry.verb == "amend_sheet"
    assert entry.before["title"] == "Where we stand"


@pytest.mark.parametrize("who", ["observer", "communications", "organizer", "technicians_officer"])
def test_who_may_not_enter_may_not_make_sheets(cast: Cast, who: str) -> None:
    sheet = arranged(cast)
    actor = enter(getattr(cast, who))
    with pytest.raises(NotAllowedError):
        make_sheet(actor=actor, table=cast.common, title="Mine", definition=Definition())
    with pytest.raises(NotAllowedError):
        make_version(actor=actor, sheet=sheet)
    with pytest.raises(NotAllowedError):
        amend_sheet(actor=actor, sheet=sheet, title="Mine", definition=Definition())
    assert Sheet.objects.count() == 1


@pytest.mark.parametrize("who", ["team", "research", "observer"])
def test_words_for_the_public_need_the_right_to_them(cast: Cast, who: str) -> None:
    sheet = arranged(cast)
    with pytest.raises(NotAllowedError, match="approve wording"):
        word_row(
            actor=enter(getattr(cast, who)),
            sheet=sheet,
            row=f"issue-{cast.wages.pk}",
            text="Fair",
        )


def test_a_sheet_that_cannot_be_is_refused(cast: Cast) -> None:
    with pytest.raises(CommontableError, match="at least one column"):
        arranged(cast, columns=())
    with pytest.raises(CommontableError, match="at least one row"):
        arranged(cast, chosen=frozenset())
    with pytest.raises(NotFoundError):
        arranged(cast, chosen=frozenset({999_999}))
    with pytest.raises(NotFoundError):
        arranged(cast, columns=("union", "settlement-999999"))
    with pytest.raises(CommontableError, match="Title"):
        arranged(cast, title="  ")
    arranged(cast)
    with pytest.raises(ConflictError, match="already"):
        arranged(cast)
    assert Sheet.objects.count() == 1


def test_a_sheet_without_rows_makes_no_version(cast: Cast) -> None:
    """A local table at which nothing crossed yet has none."""
    officer = enter(cast.nurses_officer)
    sheet = make_sheet(
        actor=officer, table=cast.nurses_local, title="Ours", definition=Definition()
    )
    with pytest.raises(CommontableError, match="no rows"):
        make_version(actor=officer, sheet=sheet)


def test_a_local_tables_sheet_is_its_unions_alone(cast: Cast) -> None:
    officer = enter(cast.nurses_officer)
    sheet = make_sheet(
        actor=officer, table=cast.nurses_local, title="Ours", definition=Definition()
    )
    assert sheet.union_id == cast.nurses.pk
    with pytest.raises(NotFoundError):
        make_version(actor=enter(cast.chief), sheet=sheet)
    with pytest.raises(NotFoundError):
        make_sheet(
            actor=enter(cast.technicians_officer),
            table=cast.nurses_local,
            title="Theirs",
            definition=Definition(),
        )
