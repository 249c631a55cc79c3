"""The directory's pages as people meet them: empty at first, and a refusal beside the form."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from cast import Cast, Member, assemble, enter
from commontable.coalition import tenancy
from commontable.coalition.models import Local, Union
from commontable.coalition.services.headcounts import record_headcount

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


def signed_in(member: Member) -> Client:
    Authenticator.objects.create(user=member.user, type=Authenticator.Type.TOTP, data={})
    client = Client()
    client.force_login(member.user, backend=BACKEND)
    return client


def test_an_empty_coalition_says_what_to_do_first(cast: Cast) -> None:
    zoe = signed_in(cast.stranger)
    page = zoe.get(reverse("coalition:directory")).content.decode()
    assert "No union yet" in page
    assert reverse("coalition:new_union") in page
    assert reverse("coalition:new_employer") in page
    page = zoe.get(reverse("coalition:facilities")).content.decode()
    assert "Add a region first" in page


def test_a_chief_adds_a_union_and_finds_it_in_the_tree(cast: Cast) -> None:
    ada = signed_in(cast.chief)
    facts = {"code": "clk", "name": "Clerks United", "joined_on": "2026-03-02"}
    response = ada.post(reverse("coalition:new_union"), facts)
    assert (response.status_code, response.headers["Location"]) == (
        303,
        reverse("coalition:directory"),
    )
    page = ada.get(reverse("coalition:directory")).content.decode()
    assert "Clerks United" in page
    assert "joined March 2, 2026" in page


def test_what_was_typed_stays_when_the_service_refuses_it(cast: Cast) -> None:
    ada = signed_in(cast.chief)
    facts = {"code": "NUR", "name": "Another union", "joined_on": "2026-03-02"}
    response = ada.post(reverse("coalition:new_union"), facts)
    page = response.content.decode()
    assert response.status_code == 422
    assert "There is a union NUR already." in page
    assert 'value="Another union"' in page
    assert 'value="2026-03-02"' in page


def test_both_figures_stand_on_the_page_when_they_do_not_add_up(cast: Cast) -> None:
    actor = enter(cast.chief)
    for of, workers in ((None, 2000), (cast.nurses, 1500), (cast.technicians, 400)):
        record_headcount(
            actor=actor, of=of, workers=workers, counted_on=actor.on, source="joint statement"
        )
    tenancy.set_scope(coalition_id=None)
    page = signed_in(cast.observer).get(reverse("coalition:directory")).content.decode()
    assert "One headcount does not add up" in page
    assert "stated 2,000" in page
    assert "1,900" in page
    assert "\N{MINUS SIGN}100" in page


def test_an_officer_charters_a_local_of_their_own_and_is_refused_another_unions(
    cast: Cast,
) -> None:
    grace = signed_in(cast.nurses_officer)
    own = reverse("coalition:new_local", args=[cast.nurses.pk])
    assert grace.post(own, {"name": "Local 1"}).status_code == 303
    others = reverse("coalition:new_local", args=[cast.technicians.pk])
    response = grace.post(others, {"name": "Local 2"})
    assert response.status_code == 403
    assert "keep unions, locals, units and headcounts" in response.content.decode()
    enter(cast.chief)
    assert list(Local.objects.values_list("name", flat=True)) == ["Local 1"]


def test_a_refusal_leaves_nothing_behind(cast: Cast) -> None:
    grace = signed_in(cast.nurses_officer)
    response = grace.post(
        reverse("coalition:new_union"), {"code": "X", "name": "X", "joined_on": "2026-03-02"}
    )
    assert response.status_code == 403
    enter(cast.chief)
    assert not Union.objects.filter(code="X").exists()
