"""A board kept by a worker is never somebody else's, never an old one, never one undone."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

import commontable
from bargaining.passing import passing, raises
from cast import Cast, Member, assemble, enter
from commontable.audit.selectors import heads
from commontable.bargaining.models import Issue, Table
from commontable.bargaining.selectors.board import KEPT_BOARDS, Row, board_of
from commontable.bargaining.selectors.kept import Kept
from commontable.bargaining.services.issues import amend_issue, raise_issue
from commontable.bargaining.services.proposals import pass_proposal
from commontable.bargaining.words import Side
from commontable.coalition.models import Region
from database import Database

SOURCE = Path(commontable.__file__).parent


@pytest.fixture
def committed(fresh_database: Database) -> Cast:
    """The cast with real commits: within a test's one transaction nothing is ever kept."""
    KEPT_BOARDS.clear()
    return assemble()


@contextmanager
def as_(member: Member) -> Iterator[None]:
    with transaction.atomic():
        enter(member)
        yield


def shown(member: Member, *tables: Table) -> list[Row]:
    with as_(member):
        return board_of(member.actor, tables)


def a_pass(cast: Cast, member: Member, issue: Issue, table: Table, *years: str) -> None:
    with as_(member):
        pass_proposal(
            actor=member.actor,
            table=table,
            passing=passing(Side.UNION, [issue], terms=raises(issue, *years)),
        )


def said(rows: list[Row], issue: Issue) -> str:
    return next(row.ours.lines[0].value for row in rows if row.issue == issue and row.ours)


def test_asked_again_it_is_not_worked_out_again(committed: Cast) -> None:
    a_pass(committed, committed.chief, committed.wages, committed.common, "7")
    first = shown(committed.chief, committed.common)
    with CaptureQueriesContext(connection) as asked:
        again = shown(committed.observer, committed.common)
    assert again == first
    assert not any("bargaining_" in query["sql"] for query in asked)


def test_reading_a_page_writes_nothing_in_its_transaction_so_the_page_is_kept_too(
    committed: Cast,
) -> None:
    a_pass(committed, committed.chief, committed.wages, committed.common, "7")
    client = Client()
    client.force_login(committed.chief.user)
    Authenticator.objects.create(
        user=committed.chief.user, type=Authenticator.Type.TOTP, data={"secret": "kept elsewhere"}
    )
    address = reverse("bargaining:board", args=[committed.common.pk])
    first = client.get(address, secure=True)
    with CaptureQueriesContext(connection) as asked:
        again = client.get(address, secure=True)
    assert (first.status_code, again.status_code) == (200, 200)
    assert not any("bargaining_proposal" in query["sql"] for query in asked)


def test_after_a_pass_it_shows_the_new_position(committed: Cast) -> None:
    a_pass(committed, committed.chief, committed.wages, committed.common, "7")
    shown(committed.chief, committed.common)
    a_pass(committed, committed.team, committed.wages, committed.common, "6.5")
    assert "6.5" in said(shown(committed.chief, committed.common), committed.wages)


def test_what_one_union_keeps_private_reaches_nobody_else(committed: Cast) -> None:
    a_pass(committed, committed.chief, committed.wages, committed.common, "7")
    with as_(committed.nurses_officer):
        own = raise_issue(
            actor=committed.nurses_officer.actor,
            campaign=committed.campaign,
            name="Nurses' own",
            union_id=committed.nurses.pk,
        )
    a_pass(committed, committed.nurses_officer, own, committed.nurses_local, "9")
    tables = (committed.common, committed.nurses_local)
    assert own in {row.issue for row in shown(committed.nurses_officer, *tables)}
    for member in (committed.technicians_officer, committed.chief):
        assert own not in {row.issue for row in shown(member, *tables)}


def test_what_is_undone_is_not_kept(committed: Cast) -> None:
    a_pass(committed, committed.chief, committed.wages, committed.common, "7")
    with as_(committed.chief):
        pass_proposal(
            actor=committed.chief.actor,
            table=committed.common,
            passing=passing(Side.UNION, [committed.wages], terms=raises(committed.wages, "5")),
        )
        mine = board_of(committed.chief.actor, [committed.common])
        assert "5" in said(mine, committed.wages)
        transaction.set_rollback(True)
    assert "7" in said(shown(committed.chief, committed.common), committed.wages)


def test_a_region_that_is_new_and_another_language_make_another_board(committed: Cast) -> None:
    a_pass(committed, committed.chief, committed.wages, committed.common, "7")
    first = shown(committed.chief, committed.common)
    assert shown(committed.chief, committed.common)[0] is first[0]
    with override("es"):
        assert shown(committed.chief, committed.common)[0] is not first[0]
    with as_(committed.chief):
        Region.objects.create(coalition=committed.coalition, code="EAST", name="East")
    assert shown(committed.chief, committed.common)[0] is not first[0]


def test_an_issue_renamed_shows_its_new_name(committed: Cast) -> None:
    a_pass(committed, committed.chief, committed.wages, committed.common, "7")
    shown(committed.chief, committed.common)
    with as_(committed.chief):
        amend_issue(
            actor=committed.chief.actor,
            issue=committed.wages,
            name="Pay",
            economic=True,
            parent=None,
            rank=1,
        )
    names = {row.issue.name for row in shown(committed.chief, committed.common)}
    assert "Pay" in names
    assert "Wages" not in names


@pytest.mark.django_db
def test_heads_vouch_for_nothing_while_their_reader_is_writing(cast: Cast) -> None:
    actor = enter(cast.chief)
    assert heads(coalition_id=actor.coalition_id, unions=actor.unions) is None


def test_it_lets_go_of_what_was_asked_for_longest_ago() -> None:
    kept: Kept[int, str] = Kept(at_most=2)
    for number in (1, 2):
        kept.keep(number, str(number))
    assert kept.get(1) == "1"
    kept.keep(3, "3")
    assert (kept.get(1), kept.get(2), kept.get(3), len(kept)) == ("1", None, "3", 2)


BOARD_INPUTS = {
    "Coalition",
    "Issue",
    "IssueDeclaration",
    "Proposal",
    "ProposalEvent",
    "ProposalIssue",
    "StatusQuo",
    "StatusQuoTerm",
    "Table",
    "TentativeAgreement",
    "TentativeAgreementIssue",
    "TentativeAgreementWithdrawal",
    "Term",
}
WRITES = {"create", "bulk_create", "get_or_create", "update_or_create", "update", "delete"}


def test_no_module_writes_what_the_board_shows_without_the_log() -> None:
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if any(_writes(node) for node in ast.walk(tree)):
            assert any(_imports_the_log(node) for node in ast.walk(tree)), (
                f"{path.relative_to(SOURCE)} writes a row the board shows and records nothing"
            )


def _writes(node: ast.AST) -> bool:
    """``Issue.objects.create(…)``, ``Issue.objects.filter(…).update(…)`` and their like."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    if node.func.attr not in WRITES:
        return False
    inner: Callable[[ast.AST], Iterator[ast.AST]] = ast.walk
    return any(
        isinstance(part, ast.Attribute)
        and part.attr == "objects"
        and isinstance(part.value, ast.Name)
        and part.value.id in BOARD_INPUTS
        for part in inner(node.func.value)
    )


def _imports_the_log(node: ast.AST) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "commontable.audit.services"
