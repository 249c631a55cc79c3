"""The paycheck page: let out by who may, read by anybody, taken back; its figures the engine's."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bargaining.browsing import browser_of
from bargaining.passing import passes, raises
from cast import Cast, enter
from commontable.audit.models import Entry
from commontable.bargaining.words import ProposalKind, Side
from commontable.common.errors import CommontableError, ConflictError, NotAllowedError
from commontable.costing.models import Basis, PaycheckRelease, PublicPaycheck, Scenario
from commontable.costing.selectors.paychecks import offers_for_paychecks
from commontable.costing.services.paychecks import (
    OfferChosen,
    release_paycheck,
    what_would_go_out,
    withdraw_paycheck,
)
from commontable.costing.services.scenarios import (
    make_document_scenario,
    make_proposal_scenario,
)
from commontable.engines.costing.contract import contract_of, offer_of
from commontable.engines.costing.documents import read_yaml
from commontable.engines.costing.paycheck import Job, paychecks
from commontable.web.figures import money
from costing.grounds import CONTRACT, basis_for

BENEFITS = """\
- {id: hmo, kind: premium, effective: 2026-01-01, dollars: {employee: 742.00, family: 1988.00}}
- {id: share, kind: premium_share, employee_percent: 10, part_time: by_fte, effective: 2022-10-01}
- id: degree
  kind: differential
  name: BSN
  percent: 4
  scope: {certification: BSN}
  effective: 2022-10-01
"""
OFFER = """\
offer: Ours, U-7
side: union
terms:
- {id: u-1, kind: general_increase, percent: 6.5, effective: 2026-10-01, clause: "1", source: U-7}
- {id: u-2, kind: general_increase, percent: 5, effective: 2027-10-01, clause: "1", source: U-7}
- {id: u-secret, kind: lump_sum, dollars: 4321, effective: 2026-12-01, source: Assumption}
"""
ASKED = {
    "job": "Nurse",
    "region": "SOUTH",
    "step": "2",
    "hours": "72",
    "month": "3",
    "year": "2019",
    "benefit": "|family",
}


@pytest.fixture
def basis(cast: Cast) -> Basis:
    return basis_for(cast, contract=CONTRACT + BENEFITS)


@pytest.fixture
def ours(cast: Cast, basis: Basis) -> Scenario:
    return make_document_scenario(
        actor=enter(cast.research), basis=basis, name="Ours, U-7", offer=OFFER
    )


def _chosen(ours: Scenario, *terms: str) -> list[OfferChosen]:
    return [OfferChosen(ours.pk, "U-7", frozenset(terms or ("u-1", "u-2")))]


def released(cast: Cast, basis: Basis, ours: Scenario) -> PaycheckRelease:
    actor, chosen = enter(cast.chief), _chosen(ours)
    facts: dict[str, Any] = {"basis": basis, "title": "What would I be paid?", "chosen": chosen}
    seen = what_would_go_out(actor=actor, **facts).sha256
    return release_paycheck(actor=actor, **facts, seen=seen, signature="ada chief")


def _get(release: PaycheckRelease, client: Client | None = None, **asked: str) -> Any:
    address = reverse("public_paycheck:paycheck", args=[release.address])
    return (client or Client()).get(address, asked)


def test_anybody_sees_the_engines_cents_for_a_job(cast: Cast, basis: Basis, ours: Scenario) -> None:
    answer = _get(released(cast, basis, ours), **ASKED)
    text = answer.content.decode()
    assert answer.status_code == 200
    job = Job(
        region="SOUTH",
        classification="Nurse",
        step=2,
        hours="72",
        hired=date(2019, 3, 1),
        benefit_tier="family",
    )
    said: Any = read_yaml(OFFER, "offer")
    said["terms"] = said["terms"][:2]
    contract = contract_of(read_yaml(CONTRACT + BENEFITS, "contract"))
    (check,) = paychecks(contract, [offer_of(said)], job, as_of=basis.census.as_of)
    for year in check.years:
        assert money(year.taken_home) in text
        assert money(year.premiums) in text
    assert "6.5 % general increase (U-7, 1)" in text
    assert "BSN differential of 4 % of the rate for with BSN" in text


def test_only_the_terms_that_were_ticked_go_out(cast: Cast, basis: Basis, ours: Scenario) -> None:
    release = released(cast, basis, ours)
    text = _get(release, **ASKED).content.decode()
    for secret in ("4,321", "4321", "Assumption", "u-secret", "Census and contract", "Ada Chief"):
        assert secret not in text
    assert "4321" not in str(release.content)


def test_the_page_knows_nobody_and_a_cache_may_keep_it(
    cast: Cast, basis: Basis, ours: Scenario
) -> None:
    release = released(cast, basis, ours)
    answers = [
        _get(release, client, **ASKED)
        for client in (Client(), browser_of(cast.chief), browser_of(cast.stranger))
    ]
    assert len({answer.content for answer in answers}) == 1
    assert all(not answer.cookies for answer in answers)
    assert answers[0].headers["Cache-Control"] == "public, max-age=60"
    again = Client().get(
        answers[0].request["PATH_INFO"],
        ASKED,
        headers={"If-None-Match": answers[0].headers["ETag"]},
    )
    assert again.status_code == 304
    assert len(answers[0].content) < 60_000


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"step": "9"}, "This job has steps 1 to 3; you gave 9."),
        ({"step": "many"}, "Enter a whole number."),
        ({"hours": "72.1"}, "to the quarter hour"),
        ({"hours": ""}, "This field is required."),
        ({"job": "Pharmacist", "region": "Atlantis"}, "Select a valid choice."),
        ({"year": "1066"}, "Select a valid choice."),
        ({"benefit": "<script>alert(1)</script>"}, "Select a valid choice."),
    ],
)
def test_bad_input_is_answered_kindly_and_kept(
    cast: Cast, basis: Basis, ours: Scenario, said: dict[str, str], told: str
) -> None:
    answer = _get(released(cast, basis, ours), **(ASKED | said))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert told in text
    assert "<script>" not in text
    assert 'value="Nurse" selected' in text or "job" in said


def test_a_job_without_a_scale_there_is_told_where_there_is_one(
    cast: Cast, ours: Scenario, basis: Basis
) -> None:
    everywhere = "{classification: Technician,"
    contract = CONTRACT.replace(everywhere, f"{everywhere} region: NORTH,")
    other = basis_for(cast, census=basis.census, contract=contract)
    scenario = make_document_scenario(
        actor=enter(cast.research), basis=other, name="Ours", offer=OFFER
    )
    asked = ASKED | {"job": "Technician"}
    text = _get(released(cast, other, scenario), **asked).content.decode()
    assert "There is no pay scale for Technician there. There is one in: NORTH." in text


def test_a_withdrawn_page_says_so_and_holds_nothing(
    cast: Cast, basis: Basis, ours: Scenario
) -> None:
    release = released(cast, basis, ours)
    withdraw_paycheck(actor=enter(cast.chief), release=release, reason="A slip")
    answer = _get(release, **ASKED)
    assert answer.status_code == 410
    assert "withdrawn" in answer.content.decode()
    assert "U-7" not in answer.content.decode()
    enter(cast.chief)
    assert PublicPaycheck.objects.get(release=release).content is None
    with pytest.raises(ConflictError):
        withdraw_paycheck(actor=enter(cast.chief), release=release)
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"release_paycheck", "withdraw_paycheck"} <= verbs


def test_a_new_edition_keeps_the_address(cast: Cast, basis: Basis, ours: Scenario) -> None:
    first = released(cast, basis, ours)
    second = released(cast, basis, ours)
    assert (second.address, second.number) == (first.address, 2)
    assert "edition 2" in _get(first).content.decode()


def test_an_address_never_given_is_not_found(cast: Cast, basis: Basis, ours: Scenario) -> None:
    release = released(cast, basis, ours)
    for wrong in (release.address[:-1], f"{release.address}x", "_"):
        assert Client().get(f"/public/paychecks/{wrong}/").status_code == 404
    assert Client().get("/public/paychecks/").status_code == 404


def test_letting_out_needs_authority_and_what_was_looked_at(
    cast: Cast, basis: Basis, ours: Scenario
) -> None:
    facts: dict[str, Any] = {"basis": basis, "title": "Pay", "chosen": _chosen(ours)}
    for member in (cast.research, cast.team):
        with pytest.raises(NotAllowedError):
            what_would_go_out(actor=enter(member), **facts)
    actor = enter(cast.chief)
    seen = what_would_go_out(actor=actor, **facts).sha256
    with pytest.raises(CommontableError, match="signed by whoever"):
        release_paycheck(actor=actor, **facts, seen=seen, signature="Grace Officer")
    with pytest.raises(ConflictError, match="has changed since"):
        release_paycheck(actor=actor, **facts, seen="0" * 64, signature=actor.name)
    with pytest.raises(CommontableError, match="cannot go out"):
        what_would_go_out(actor=actor, **(facts | {"chosen": _chosen(ours, "u-1", "nothing")}))
    assert not PaycheckRelease.objects.exists()


def test_the_form_ticks_what_crossed_the_table_and_shows_it_before_the_signature(
    cast: Cast, basis: Basis, ours: Scenario
) -> None:
    browser = browser_of(cast.chief)
    address = reverse("paychecks:release", args=[basis.pk])
    first = browser.get(address).content.decode()
    assert "6.5 % general increase" in first
    assert "checked" not in first  # typed terms crossed no table
    choice = {
        "title": "What would I be paid?",
        f"name_{ours.pk}": "U-7",
        f"terms_{ours.pk}": ["u-1"],
    }
    looked = browser.post(address, choice)
    seen = looked.context["seen"]
    assert looked.status_code == 200
    assert "This goes out" in looked.content.decode()
    done = browser.post(address, choice | {"seen": seen, "signature": "Ada Chief"})
    assert done.status_code == 303
    page = browser.get(done["Location"]).content.decode()
    assert "/public/paychecks/what-would-i-be-paid-" in page
    enter(cast.chief)
    (release,) = PaycheckRelease.objects.all()
    assert release.choice[0]["terms"] == ["u-1"]


def test_terms_off_the_record_are_not_offered(cast: Cast, basis: Basis) -> None:
    floated = passes(
        cast, Side.UNION, [cast.wages], terms=raises(cast.wages, "4"), kind=ProposalKind.SUPPOSAL
    )
    formal = passes(cast, Side.UNION, [cast.wages], terms=raises(cast.wages, "6"))
    for proposal in (floated, formal):
        make_proposal_scenario(
            actor=enter(cast.research), basis=basis, proposal_id=proposal.pk, name=proposal.label
        )
    offered = offers_for_paychecks(enter(cast.chief), basis)
    assert [one.scenario.proposal_id for one in offered] == [formal.pk]
    assert all(term.recorded for term in offered[0].terms)
