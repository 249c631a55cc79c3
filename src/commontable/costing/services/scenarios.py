"""Scenarios are made: from the record, from typed terms, and as what-ifs of one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from commontable.audit.services import record
from commontable.bargaining.selectors.positions import Position, position_in, position_of
from commontable.bargaining.selectors.tables import get_table
from commontable.bargaining.words import Side
from commontable.coalition.actors import Actor
from commontable.common.errors import CommontableError, ConflictError, NotFoundError
from commontable.costing.changing import with_changes
from commontable.costing.documents import read_offer, sha256_of
from commontable.costing.models import Basis, Scenario
from commontable.costing.policies import require_making
from commontable.costing.selectors.bases import contract_of
from commontable.costing.selectors.scenarios import (
    position_behind,
    scenarios_of,
    translation_of,
)
from commontable.costing.translation.offers import Translation
from commontable.costing.words import ScenarioKind


@dataclass(frozen=True, slots=True)
class _From:
    """Where a scenario's terms are from."""

    kind: ScenarioKind
    side: str = ""
    table_id: int | None = None
    proposal_id: int | None = None
    as_of: datetime | None = None


@transaction.atomic
def make_position_scenario(
    *,
    actor: Actor,
    basis: Basis,
    table_id: int,
    side: Side,
    name: str,
    as_of: datetime | None = None,
    assumptions: str = "",
) -> Scenario:
    """What a side stands on at a table: now, and from then on; or at a moment, and only then.

    Raises:
        NotAllowedError, NotFoundError: not for the actor, or no such table.
        CommontableError: an assumption cannot be read or laid over the contract.
    """
    require_making(actor, basis.union_id)
    table = get_table(actor, table_id)
    if table.union_id not in {None, basis.union_id}:
        raise NotFoundError("There is no such table.")
    position = position_of(actor, table, side, as_of)
    came = _From(ScenarioKind.POSITION, side.value, table.pk, None, as_of)
    return _from_record(actor, basis, position, came, name, assumptions)


@transaction.atomic
def make_proposal_scenario(
    *, actor: Actor, basis: Basis, proposal_id: int, name: str, assumptions: str = ""
) -> Scenario:
    """One proposal alone, laid over the contract.

    Raises:
        NotAllowedError, NotFoundError, CommontableError: as above.
    """
    require_making(actor, basis.union_id)
    position = position_in(actor, proposal_id)
    if position.table.union_id not in {None, basis.union_id}:
        raise NotFoundError("There is no such proposal.")
    came = _From(ScenarioKind.PROPOSAL, position.side.value, position.table.pk, proposal_id)
    return _from_record(actor, basis, position, came, name, assumptions)


@transaction.atomic
def make_document_scenario(
    *, actor: Actor, basis: Basis, offer: str, name: str, side: str = ""
) -> Scenario:
    """Terms as the engine's YAML says them: another group's settlement, a draft.

    Raises:
        NotAllowedError, NotFoundError: not for the actor.
        CommontableError: it cannot be read: with the line, what was expected and the fix.
    """
    require_making(actor, basis.union_id)
    read = read_offer(offer, contract_of(basis))
    if not read.terms and not read.superseded:
        raise CommontableError(
            "There are no terms in it.", expected="terms: with a line each", where="Terms"
        )
    return _written(actor, basis, _From(ScenarioKind.DOCUMENT, side), name, offer)


@transaction.atomic
def save_what_if(
    *,
    actor: Actor,
    scenario: Scenario,
    changes: Mapping[str, Mapping[str, Any]],
    name: str,
) -> Scenario:
    """A scenario with other figures in some of its terms, under a name of its own.

    Raises:
        NotAllowedError, NotFoundError: not for the actor.
        CommontableError: no such term, or a figure the engine refuses.
    """
    require_making(actor, scenario.union_id)
    offer = with_changes(scenario.offer, changes, name=name)
    read_offer(offer, contract_of(scenario.basis))
    # Which issue a term is of stays; what was said of it no longer is.
    changed = {identity.partition("#")[0] for identity in changes}
    reading = {
        "taken": [
            {**row, "remark": "changed here"} if row["id"] in changed else row
            for row in scenario.reading.get("taken", ())
        ],
        "left": scenario.reading.get("left", []),
    }
    came = _From(ScenarioKind.WHAT_IF, scenario.side, scenario.table_id)
    return _written(
        actor, scenario.basis, came, name, offer, reading=reading, assumptions=scenario.assumptions
    )


@transaction.atomic
def renew(*, actor: Actor, scenario: Scenario, basis: Basis | None = None) -> Scenario:
    """The scenario as the record says it now, as its next version; itself where nothing moved.

    Args:
        basis: laid over this one from now on, the next version of its own.

    Raises:
        NotAllowedError, NotFoundError: not for the actor, or its proposal was corrected.
        ConflictError: it was renewed meanwhile.
    """
    require_making(actor, scenario.union_id)
    _refuse_if_replaced(scenario)
    home = basis or scenario.basis
    if scenario.kind in {ScenarioKind.DOCUMENT, ScenarioKind.WHAT_IF}:
        if home.pk == scenario.basis_id:
            return scenario
        read_offer(scenario.offer, contract_of(home))
        return _written(
            actor,
            home,
            _came(scenario),
            scenario.name,
            scenario.offer,
            reading=scenario.reading,
            assumptions=scenario.assumptions,
            replaces=scenario,
        )
    position = position_behind(actor, scenario)
    read = translation_of(home, position, name=scenario.name, assumptions=scenario.assumptions)
    if sha256_of(read.offer) == scenario.offer_sha256 and home.pk == scenario.basis_id:
        return scenario
    read_offer(read.offer, contract_of(home))
    return _kept(actor, home, _came(scenario), scenario.name, read, scenario.assumptions, scenario)


@transaction.atomic
def assume(*, actor: Actor, scenario: Scenario, assumptions: str) -> Scenario:
    """Other assumed terms beside those of the record, as the scenario's next version.

    Raises:
        NotAllowedError, NotFoundError: not for the actor.
        ConflictError: it was renewed meanwhile.
        CommontableError: one cannot be read, has no note, or clashes with the contract.
    """
    require_making(actor, scenario.union_id)
    _refuse_if_replaced(scenario)
    if scenario.kind not in {ScenarioKind.POSITION, ScenarioKind.PROPOSAL}:
        raise CommontableError(
            "Typed terms are changed as a whole.", expected="a scenario made from the record"
        )
    position = position_behind(actor, scenario)
    read = translation_of(scenario.basis, position, name=scenario.name, assumptions=assumptions)
    read_offer(read.offer, contract_of(scenario.basis))
    return _kept(actor, scenario.basis, _came(scenario), scenario.name, read, assumptions, scenario)


def _refuse_if_replaced(scenario: Scenario) -> None:
    if Scenario.objects.filter(replaces=scenario).exists():
        raise ConflictError("It was renewed meanwhile.", expected="its latest version")


def _came(scenario: Scenario) -> _From:
    return _From(
        ScenarioKind(scenario.kind),
        scenario.side,
        scenario.table_id,
        scenario.proposal_id,
        scenario.as_of,
    )


def _from_record(  # noqa: PLR0917 - said in this order by each of the two above
    actor: Actor, basis: Basis, position: Position, came: _From, name: str, assumptions: str
) -> Scenario:
    read = translation_of(basis, position, name=name, assumptions=assumptions)
    read_offer(read.offer, contract_of(basis))
    return _kept(actor, basis, came, name, read, assumptions, None)


def _kept(  # noqa: PLR0917 - as above
    actor: Actor,
    basis: Basis,
    came: _From,
    name: str,
    read: Translation,
    assumptions: str,
    replaces: Scenario | None,
) -> Scenario:
    return _written(
        actor,
        basis,
        came,
        name,
        read.offer,
        reading=read.data,
        assumptions=assumptions,
        replaces=replaces,
    )


def _written(
    actor: Actor,
    basis: Basis,
    came: _From,
    name: str,
    offer: str,
    *,
    reading: Mapping[str, Any] | None = None,
    assumptions: str = "",
    replaces: Scenario | None = None,
) -> Scenario:
    if not name.strip():
        raise CommontableError("A scenario has a name.", expected="a few words", where="Name")
    try:
        with transaction.atomic():
            scenario = Scenario.objects.create(
                coalition_id=basis.coalition_id,
                union_id=basis.union_id,
                entered_by_id=actor.person_id,
                basis=basis,
                kind=came.kind,
                name=name.strip(),
                side=came.side,
                table_id=came.table_id,
                proposal_id=came.proposal_id,
                as_of=came.as_of,
                offer=offer,
                offer_sha256=sha256_of(offer),
                assumptions=assumptions,
                reading=dict(reading or {"taken": [], "left": []}),
                replaces=replaces,
            )
    except IntegrityError:
        # Two who saw the same pass: the first made the next version.
        raise ConflictError("It was renewed meanwhile.", expected="its latest version") from None
    record(
        actor=actor,
        verb="renew_scenario" if replaces else "make_scenario",
        subject=scenario,
        coalition_id=scenario.coalition_id,
        union_id=scenario.union_id,
        after={
            "kind": scenario.kind,
            "basis": str(basis),
            "offer": scenario.offer_sha256,
            "terms": len(scenario.reading["taken"]),
            "left_out": len(scenario.reading["left"]),
            "as_of": scenario.as_of,
        },
    )
    return scenario


@transaction.atomic
def carry_over(*, actor: Actor, before: Basis, basis: Basis) -> list[tuple[str, str]]:
    """Lay every current scenario of a basis over its next version.

    Returns those that could not be, by name, each with the reason: they stay on the old one.

    Raises:
        NotAllowedError, NotFoundError: not for the actor.
    """
    require_making(actor, before.union_id)
    left: list[tuple[str, str]] = []
    for scenario in scenarios_of(actor, before):
        try:
            with transaction.atomic():
                renew(actor=actor, scenario=scenario, basis=basis)
        except CommontableError as error:
            left.append((scenario.name, str(error)))
    return left
