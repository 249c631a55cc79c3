"""What a fact says is written with it, for the same readers, and never added to later."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connections, models, transaction

from cast import Cast, assemble
from commontable.bargaining.models import Proposal, Term
from commontable.bargaining.models.facts import TermFields
from commontable.coalition import tenancy
from commontable.coalition.models import Union
from database import Database
from tenancy.rows import Home, furnish


def nothing_else(_: Home) -> dict[str, Any]:
    return {}


def another_issue(home: Home) -> dict[str, Any]:
    return {"issue": home["bargaining.Issue"].parent}  # type: ignore[attr-defined]


def the_other_way_round(home: Home) -> dict[str, Any]:
    return {
        "proposal": home["bargaining.Proposal"],
        "answered": home["bargaining.ProposalAnswer"].proposal,  # type: ignore[attr-defined]
    }


# Each table, and how a further row of it differs from the one there is.
LATE: dict[str, Callable[[Home], dict[str, Any]]] = {
    "bargaining.ProposalIssue": another_issue,
    "bargaining.ProposalAnswer": the_other_way_round,
    "bargaining.Language": nothing_else,
    "bargaining.Term": nothing_else,
    "bargaining.StatusQuoTerm": nothing_else,
    "bargaining.SettlementTerm": nothing_else,
    "bargaining.PatternTerm": nothing_else,
    "bargaining.TentativeAgreementIssue": another_issue,
}

every_table = pytest.mark.parametrize("label", LATE)


@pytest.fixture
def committed(fresh_database: Database) -> Cast:
    return assemble()


def another(home: Home, label: str) -> models.Model:
    """A copy of the home's row, not yet written."""
    row = home[label]
    facts = {
        field.name: getattr(row, field.name)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
    return type(row)(**facts | LATE[label](home))


def test_every_table_of_terms_and_links_is_tried() -> None:
    terms = {model._meta.label for model in apps.get_models() if issubclass(model, TermFields)}
    assert terms <= set(LATE)


def as_the_nurses(cast: Cast) -> None:
    tenancy.set_scope(coalition_id=cast.coalition.pk, unions=[cast.nurses.pk])


@every_table
def test_nothing_is_added_to_what_was_said_before(committed: Cast, label: str) -> None:
    home = furnish(Home(committed.coalition, committed.nurses))
    with transaction.atomic():
        as_the_nurses(committed)
        late = another(home, label)
        with pytest.raises(DatabaseError, match="is written with it"), transaction.atomic():
            late.save(force_insert=True)


def test_in_the_same_transaction_it_may_be_written_step_by_step(committed: Cast) -> None:
    home = furnish(Home(committed.coalition, committed.nurses))
    with transaction.atomic():
        as_the_nurses(committed)
        with transaction.atomic():
            proposal = another_proposal(home, committed.nurses)
        for _ in range(2):
            with transaction.atomic():
                term_of(home, proposal, committed.nurses).save(force_insert=True)
    with transaction.atomic():
        as_the_nurses(committed)
        late = term_of(home, proposal, committed.nurses)
        with pytest.raises(DatabaseError, match="is written with it"), transaction.atomic():
            late.save(force_insert=True)


def test_no_union_adds_something_of_its_own_to_what_all_may_read(committed: Cast) -> None:
    home = furnish(Home(committed.coalition))
    with transaction.atomic():
        as_the_nurses(committed)
        proposal = another_proposal(home, None)
        whispered = term_of(home, proposal, committed.nurses)
        with pytest.raises(DatabaseError, match="for the same readers"), transaction.atomic():
            whispered.save(force_insert=True)


def another_proposal(home: Home, union: Union | None) -> Proposal:
    return Proposal.objects.create(
        coalition=home.coalition,
        union=union,
        table=home["bargaining.Table"],
        side="union",
        number=7,
        sequence=70,
        kind="formal",
        title="One more",
        channel="spoken",
    )


def term_of(home: Home, proposal: Proposal, union: Union) -> Term:
    term = another(home, "bargaining.Term")
    assert isinstance(term, Term)
    term.proposal, term.union = proposal, union
    return term


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_database_refuses_it_on_each_of_these_tables() -> None:
    with connections["owner"].cursor() as owner:
        owner.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger"
            " WHERE tgname = 'said_with' AND tgenabled IN ('O', 'A')"
        )
        guarded = {row[0] for row in owner.fetchall()}
    assert guarded == {apps.get_model(label)._meta.db_table for label in LATE}
