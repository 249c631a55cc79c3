"""The database's catalogue proves that no table was forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.apps import apps
from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from commontable.audit.models import Entry
from commontable.bargaining.models.facts import EnteredFact, TermFields
from commontable.coalition.ownership import CoalitionOwned, UnionPrivate
from tenancy import catalogue
from tenancy.without_tenant import WITHOUT_TENANT

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

OWNED = (CoalitionOwned, UnionPrivate)
# Rows of a fact, which stand and fall with it.
LINES_OF_FACTS = ("workforce_wagerate", "workforce_benefitline", "workforce_pseudonymkey")


@pytest.fixture
def owner() -> Iterator[CursorWrapper]:
    """The owner's cursor: only the owner may change what the catalogue says."""
    with connections["owner"].cursor() as cursor:
        yield cursor


def tables_of(*bases: type) -> set[str]:
    return {model._meta.db_table for model in apps.get_models() if issubclass(model, bases)}


def test_every_table_with_a_tenant_is_protected(owner: CursorWrapper) -> None:
    assert catalogue.unprotected_tables(owner) == []


def test_every_owned_model_has_a_table_with_a_tenant(owner: CursorWrapper) -> None:
    assert tables_of(*OWNED) - catalogue.owned_tables(owner) == set()


def test_every_table_without_a_tenant_says_why(owner: CursorWrapper) -> None:
    assert catalogue.tables_without_tenant(owner) == set(WITHOUT_TENANT)
    assert all(len(reason) > 5 for reason in WITHOUT_TENANT.values())


def test_the_root_of_a_tenancy_is_protected_by_its_own_id(owner: CursorWrapper) -> None:
    owner.execute(
        "SELECT relrowsecurity, relforcerowsecurity FROM pg_class"
        " WHERE oid = 'coalition_coalition'::regclass"
    )
    assert owner.fetchone() == (True, True)


def test_every_policy_asks_who_is_there(owner: CursorWrapper) -> None:
    assert catalogue.open_policies(owner) == []


def test_every_foreign_key_between_owned_tables_asks_for_the_same_tenant(
    owner: CursorWrapper,
) -> None:
    assert len(catalogue.foreign_keys_between_owned_tables(owner)) > 100
    assert catalogue.untied_foreign_keys(owner) == []


def test_every_fact_of_the_record_and_the_log_is_append_only(owner: CursorWrapper) -> None:
    facts = tables_of(EnteredFact, TermFields) | {Entry._meta.db_table, *LINES_OF_FACTS}
    assert len(facts) > 25
    assert catalogue.editable_facts(owner, facts) == []


def test_the_application_role_can_look_past_nothing(owner: CursorWrapper) -> None:
    assert catalogue.powers_of_the_application_role(owner) == []


def test_nothing_in_the_database_reads_with_somebody_elses_eyes(owner: CursorWrapper) -> None:
    assert [name for name in catalogue.definers(owner) if "procrastinate" not in name] == []


def test_every_trigger_on_an_owned_table_calls_a_function_that_was_judged(
    owner: CursorWrapper,
) -> None:
    assert catalogue.unread_triggers(owner) == []


Check = Callable[[CursorWrapper], list[str]]


def facts_check(cursor: CursorWrapper) -> list[str]:
    return catalogue.editable_facts(cursor, ["bargaining_proposal"])


@pytest.mark.parametrize(
    ("harm", "check", "named"),
    [
        ("DROP POLICY tenant ON bargaining_proposal", catalogue.unprotected_tables, "proposal"),
        (
            "ALTER TABLE bargaining_proposal NO FORCE ROW LEVEL SECURITY",
            catalogue.unprotected_tables,
            "bargaining_proposal: row security is not forced",
        ),
        (
            "ALTER TABLE bargaining_proposal DISABLE ROW LEVEL SECURITY",
            catalogue.unprotected_tables,
            "bargaining_proposal: row security is not enabled",
        ),
        (
            "CREATE TABLE forgotten (id bigint, union_id bigint)",
            catalogue.unprotected_tables,
            "forgotten: row security is not enabled; row security is not forced",
        ),
        (
            "CREATE POLICY welcome ON bargaining_proposal USING (true)",
            catalogue.open_policies,
            "bargaining_proposal.welcome",
        ),
        (
            "DROP TRIGGER same_tenant_table_id ON bargaining_proposal",
            catalogue.untied_foreign_keys,
            "bargaining_proposal.table_id → bargaining_table",
        ),
        (
            "ALTER TABLE bargaining_proposal DISABLE TRIGGER append_only",
            facts_check,
            "bargaining_proposal: no append_only trigger",
        ),
        (
            "GRANT UPDATE (note) ON bargaining_proposal TO ct_app",
            facts_check,
            "bargaining_proposal: ct_app may UPDATE a column",
        ),
        (
            "CREATE VIEW leak AS SELECT * FROM bargaining_proposal",
            catalogue.definers,
            "view leak",
        ),
    ],
)
def test_the_check_notices_when_a_lock_is_taken_off(
    owner: CursorWrapper, harm: str, check: Check, named: str
) -> None:
    with transaction.atomic(using="owner"):
        owner.execute(harm)
        found = check(owner)
        transaction.set_rollback(True, using="owner")
    assert any(named in fault for fault in found), found
    assert not any(named in fault for fault in check(owner))
