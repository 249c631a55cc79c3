"""Bases and scenarios: pinned by hash, renewed with the record, seen by whom they are for."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bargaining.passing import passes, passing, raises
from cast import Cast, enter
from commontable.bargaining.services.proposals import correct_proposal
from commontable.bargaining.words import Side
from commontable.common import dates
from commontable.common.errors import (
    CommontableError,
    ConflictError,
    NotAllowedError,
    NotFoundError,
)
from commontable.costing.documents import read_contract, read_offer
from commontable.costing.models import Scenario
from commontable.costing.selectors.bases import bases_of, get_basis, ground_of
from commontable.costing.selectors.results import gap_question, offer_question
from commontable.costing.selectors.scenarios import (
    get_scenario,
    scenarios_of,
    standing_of,
    versions_of,
)
from commontable.costing.services.following import follow_record
from commontable.costing.services.scenarios import (
    assume,
    make_document_scenario,
    make_position_scenario,
    make_proposal_scenario,
    renew,
    save_what_if,
)
from costing.grounds import CONTRACT, basis_for


def theirs(cast: Cast, **facts: object) -> Scenario:
    basis = basis_for(cast)
    return make_position_scenario(
        actor=enter(cast.research),
        basis=basis,
        table_id=cast.common.pk,
        side=Side.EMPLOYER,
        name="Theirs",
        **facts,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("broken", "line", "said"),
    [
        (CONTRACT.replace("percent: 1.45", "percentage: 1.45"), "line 11", "percent"),
        (CONTRACT.replace("steps: [29, 31, 33]", "steps: [29, x, 33]"), "line 7", "steps"),
        (CONTRACT.replace("years: 2", "years: 200"), "line 2", "years"),
        (CONTRACT.replace("- {id: nights", "- {id: nights: 3"), "line 10", "YAML"),
        (CONTRACT.replace("kind: payroll_tax", "kind: payrol_tax"), "line 11", "payroll_tax"),
    ],
)
def test_a_contract_is_refused_by_the_engines_own_reader_with_its_line(
    broken: str, line: str, said: str
) -> None:
    with pytest.raises(CommontableError) as refused:
        read_contract(broken)
    assert line in str(refused.value)
    assert said in str(refused.value)


def test_a_basis_is_the_research_teams_to_make_and_pins_census_and_contract(cast: Cast) -> None:
    basis = basis_for(cast)
    assert (basis.census_sha256, basis.years) == (basis.census.sha256, 2)
    assert [one.pk for one in bases_of(enter(cast.research))] == [basis.pk]
    with pytest.raises(NotAllowedError):
        basis_for(cast, census=basis.census, by=cast.team)


def test_a_contract_for_a_census_of_another_day_is_refused(cast: Cast) -> None:
    contract = CONTRACT.replace("term:", "census: {as_of: 2025-01-01}\nterm:")
    with pytest.raises(CommontableError, match="another day"):
        basis_for(cast, contract=contract)


def test_who_sees_a_costing_of_the_coalition(cast: Cast) -> None:
    scenario = theirs(cast)
    for member in (cast.chief, cast.research, cast.team):
        assert get_scenario(enter(member), scenario.pk).pk == scenario.pk
    for member in (
        cast.observer,
        cast.communications,
        cast.organizer,
        cast.nurses_officer,
        cast.technicians_officer,
        cast.stranger,
    ):
        with pytest.raises(NotFoundError):
            get_scenario(enter(member), scenario.pk)
        with pytest.raises(NotFoundError):
            get_basis(enter(member), scenario.basis_id)


def test_what_somebody_tried_out_is_not_for_who_sees_figures_only(cast: Cast) -> None:
    basis = basis_for(cast)
    tried = make_document_scenario(
        actor=enter(cast.research),
        basis=basis,
        name="For three",
        offer="offer: X\nterms:\n- {kind: general_increase, percent: 3, effective: 2026-10-01,"
        " scope: {classification: Pharmacist}}\n",
    )
    assert get_scenario(enter(cast.chief), tried.pk).pk == tried.pk
    with pytest.raises(NotFoundError):
        get_scenario(enter(cast.team), tried.pk)
    assert scenarios_of(enter(cast.team), basis) == []


def test_a_unions_own_costing_is_priced_on_its_own_rows_and_is_its_alone(cast: Cast) -> None:
    common = basis_for(cast)
    own = basis_for(cast, census=common.census, by=cast.nurses_officer, union_id=cast.nurses.pk)
    officer = enter(cast.nurses_officer)
    assert ground_of(officer, own).rows == (common.census.sha256, ("NUR",))
    assert ground_of(officer, own).name != ground_of(enter(cast.research), common).name
    for member in (cast.chief, cast.research, cast.technicians_officer):
        with pytest.raises(NotFoundError):
            get_basis(enter(member), own.pk)


def test_what_a_side_stands_on_moves_with_the_record_and_yesterdays_stays(cast: Cast) -> None:
    passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "3"))
    first = theirs(cast)
    assert not standing_of(enter(cast.research), first).stale
    passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "3.5"))
    assert standing_of(enter(cast.research), first).moved
    second = renew(actor=enter(cast.research), scenario=first)
    assert second.replaces_id == first.pk
    assert read_offer(second.offer).terms[0].number("percent") == 35_000
    assert read_offer(first.offer).terms[0].number("percent") == 30_000
    assert [one.pk for one in versions_of(enter(cast.research), second)] == [first.pk]
    assert renew(actor=enter(cast.research), scenario=second).pk == second.pk
    with pytest.raises(ConflictError):
        renew(actor=enter(cast.research), scenario=first)


def test_a_position_as_of_a_moment_stays_what_it_was(cast: Cast) -> None:
    now = dates.now()
    passes(
        cast,
        Side.EMPLOYER,
        [cast.wages],
        terms=raises(cast.wages, "3"),
        passed_at=now - timedelta(hours=5),
    )
    passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "4"))
    yesterday = theirs(cast, as_of=now - timedelta(hours=3))
    assert read_offer(yesterday.offer).terms[0].number("percent") == 30_000
    passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "5"))
    assert not standing_of(enter(cast.research), yesterday).stale


def test_every_scenario_that_follows_a_table_is_renewed_when_something_crosses_it(
    cast: Cast,
) -> None:
    passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "3"))
    first = theirs(cast)
    ours = make_position_scenario(
        actor=enter(cast.research),
        basis=first.basis,
        table_id=cast.common.pk,
        side=Side.UNION,
        name="Ours",
    )
    own = make_position_scenario(
        actor=enter(cast.nurses_officer),
        basis=basis_for(
            cast, census=first.basis.census, by=cast.nurses_officer, union_id=cast.nurses.pk
        ),
        table_id=cast.common.pk,
        side=Side.EMPLOYER,
        name="Theirs, for the nurses",
    )
    passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "4"))
    assert follow_record(coalition_id=cast.coalition.pk, table_id=cast.common.pk) == 2
    enter(cast.research)
    assert Scenario.objects.get(replaces=first).reading["taken"][0]["proposal"] == "E-2"
    assert not Scenario.objects.filter(replaces=ours).exists()
    enter(cast.nurses_officer)
    assert Scenario.objects.get(replaces=own).union_id == cast.nurses.pk


def test_a_question_is_another_one_with_any_other_input(cast: Cast) -> None:
    passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "3"))
    one = theirs(cast)
    actor = enter(cast.research)
    ground = ground_of(actor, one.basis)
    asked = offer_question(ground, one)
    assert asked.sha256 == offer_question(ground_of(actor, one.basis), one).sha256
    basis = basis_for(
        cast,
        census=one.basis.census,
        contract=CONTRACT.replace("1.45", "1.46"),
        replaces=one.basis,
    )
    assert offer_question(ground_of(actor, basis), one).sha256 != asked.sha256
    other = make_document_scenario(
        actor=actor,
        basis=one.basis,
        name="Typed",
        offer="offer: X\nterms:\n- {kind: general_increase, percent: 3, effective: 2026-10-01}\n",
    )
    assert offer_question(ground, other).sha256 != asked.sha256
    assert gap_question(ground, one, other).sha256 != gap_question(ground, other, one).sha256


def test_a_what_if_keeps_its_issues_and_says_what_was_there_before(cast: Cast) -> None:
    passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "3", "2"))
    one = theirs(cast)
    name = "E-1.wages.2#percent"
    saved = save_what_if(
        actor=enter(cast.research),
        scenario=one,
        changes={name: {"field": "percent", "tier": "", "value": "2.5"}},
        name="What if 2.5",
    )
    terms = read_offer(saved.offer).terms
    assert [one.number("percent") for one in terms] == [30_000, 25_000]
    assert terms[1].note == "what if: 2 before"
    assert saved.reading["taken"][1]["issue_id"] == cast.wages.pk
    with pytest.raises(CommontableError, match="no figure"):
        save_what_if(
            actor=enter(cast.research), scenario=one, changes={name: {"value": "much"}}, name="x"
        )


def test_typed_terms_are_refused_with_their_line_and_a_clash_with_the_contract_is_named(
    cast: Cast,
) -> None:
    basis = basis_for(cast)
    with pytest.raises(CommontableError) as refused:
        make_document_scenario(
            actor=enter(cast.research),
            basis=basis,
            name="Typed",
            offer="offer: X\nterms:\n- {kind: general_increase, percent: 0.03,"
            " effective: 2026-10-01}\n",
        )
    assert "line 3" in str(refused.value)
    assert "Write 3 for three percent." in str(refused.value)
    with pytest.raises(CommontableError, match="nights"):
        make_document_scenario(
            actor=enter(cast.research),
            basis=basis,
            name="Typed",
            offer="offer: X\nterms:\n- {id: nights, kind: general_increase, percent: 3,"
            " effective: 2026-10-01}\n",
        )


def test_assumptions_are_part_of_the_next_version(cast: Cast) -> None:
    passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "3"))
    one = theirs(cast)
    more = assume(
        actor=enter(cast.research),
        scenario=one,
        assumptions="- {kind: lump_sum, dollars: 500, effective: 2026-11-01, note: at dinner}",
    )
    assert more.replaces_id == one.pk
    assert [term.source.document for term in read_offer(more.offer).terms] == ["E-1", "Assumption"]


def test_a_proposal_corrected_since_makes_its_scenario_stale(cast: Cast) -> None:
    proposal = passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "3"))
    one = make_proposal_scenario(
        actor=enter(cast.research), basis=basis_for(cast), proposal_id=proposal.pk, name="E-1"
    )
    assert not standing_of(enter(cast.research), one).stale
    correct_proposal(
        actor=enter(cast.chief),
        proposal=proposal,
        passing=passing(Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "3.1")),
        reason="typed from memory",
    )
    assert standing_of(enter(cast.research), one).moved
