"""Scenarios, and whether they still say what the record says."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from commontable.bargaining.selectors.positions import Position, position_in, position_of
from commontable.bargaining.words import Side
from commontable.coalition.actors import Actor
from commontable.common.errors import NotFoundError
from commontable.costing.documents import sha256_of
from commontable.costing.models import Basis, Scenario
from commontable.costing.policies import Sight, sight_of
from commontable.costing.translation.offers import Translation, translated
from commontable.costing.translation.readings import read_readings
from commontable.costing.words import ScenarioKind


def scenarios_of(actor: Actor, basis: Basis) -> list[Scenario]:
    """Every current scenario of a basis that is for the actor, the newest first."""
    listed = list(
        Scenario.objects.visible_to(actor)
        .filter(basis=basis, replaced_by=None)
        .select_related(
            "table", "proposal", "entered_by", "basis", "basis__replaced_by", "replaced_by"
        )
        .order_by("-id")
    )
    return [one for one in listed if _is_for(actor, one)]


def _is_for(actor: Actor, scenario: Scenario) -> bool:
    """Who sees figures only sees what sides stand on: what somebody tried out may be of few."""
    sight = sight_of(actor, scenario.union_id)
    return sight is Sight.ALL or (sight is Sight.TOTALS and scenario.kind == ScenarioKind.POSITION)


def get_scenario(actor: Actor, scenario_id: int) -> Scenario:
    """One scenario, current or not.

    Raises:
        NotFoundError: it does not exist, or costing is not for the actor there.
    """
    scenario = (
        Scenario.objects.visible_to(actor)
        .select_related(
            "basis",
            "basis__campaign",
            "basis__census",
            "basis__replaced_by",
            "table",
            "proposal",
            "entered_by",
            "union",
            "replaced_by",
            "replaces",
        )
        .filter(pk=scenario_id)
        .first()
    )
    if scenario is None or not _is_for(actor, scenario):
        raise NotFoundError("There is no such scenario.")
    return scenario


def versions_of(actor: Actor, scenario: Scenario) -> list[Scenario]:
    """What it replaced, the newest first: what the side stood on before."""
    found: list[Scenario] = []
    earlier = scenario.replaces_id
    while earlier is not None and len(found) < _MOST_VERSIONS:
        before = Scenario.objects.visible_to(actor).filter(pk=earlier).first()
        if before is None:
            break
        found.append(before)
        earlier = before.replaces_id
    return found


_MOST_VERSIONS = 30


def position_behind(actor: Actor, scenario: Scenario) -> Position | None:
    """What the record says now of what the scenario was made from; None for typed terms.

    Raises:
        NotFoundError: the proposal was corrected since.
    """
    if scenario.kind == ScenarioKind.PROPOSAL and scenario.proposal_id is not None:
        return position_in(actor, scenario.proposal_id)
    if scenario.kind == ScenarioKind.POSITION and scenario.table is not None:
        return position_of(actor, scenario.table, Side(scenario.side), scenario.as_of)
    return None


def translation_of(
    basis: Basis, position: Position | None, *, name: str, assumptions: str
) -> Translation:
    """A position as an offer on a basis.

    Raises:
        CommontableError: an assumption, or a reading of the basis, cannot be read.
    """
    return translated(
        position,
        name=name,
        start=basis.starts_on,
        readings=read_readings(basis.readings),
        assumptions=assumptions,
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a scenario is what would be made today.

    ``moved`` says that the record has; ``replaced`` and ``basis_replaced`` that a later version
    is there.
    """

    moved: bool
    replaced: bool
    basis_replaced: bool

    @property
    def stale(self) -> bool:
        return self.moved or self.replaced or self.basis_replaced


def standing_of(actor: Actor, scenario: Scenario) -> Standing:
    """How a scenario stands to the record and to its basis as they are now."""
    return Standing(
        moved=_has_moved(actor, scenario),
        replaced=hasattr(scenario, "replaced_by"),
        basis_replaced=hasattr(scenario.basis, "replaced_by"),
    )


def _has_moved(actor: Actor, scenario: Scenario) -> bool:
    if not scenario.follows and scenario.kind != ScenarioKind.PROPOSAL:
        return False
    try:
        position = position_behind(actor, scenario)
    except NotFoundError:
        return True
    return _offer_now(scenario, position) != scenario.offer_sha256


def _offer_now(scenario: Scenario, position: Position | None) -> str:
    """The hash of the offer as it would be made now.

    Translating takes some tens of milliseconds, and a page asks for each of its scenarios. What a
    term says never changes, so its number stands for it; an issue may be amended.
    """
    basis = scenario.basis
    key = (
        (basis.readings, basis.starts_on, scenario.name, scenario.assumptions),
        tuple(
            (one.term.pk, one.issue.slug, one.issue.name, one.issue.economic, one.exhibits)
            for one in position.terms
        )
        if position
        else (),
    )
    found = _OFFERS_NOW.get(key)
    if found is None:
        now = translation_of(basis, position, name=scenario.name, assumptions=scenario.assumptions)
        found = sha256_of(now.offer)
        while len(_OFFERS_NOW) >= _MOST_OFFERS:
            _OFFERS_NOW.pop(next(iter(_OFFERS_NOW)), None)
        _OFFERS_NOW[key] = found
    return found


_OFFERS_NOW: dict[Hashable, str] = {}
_MOST_OFFERS = 200


def scenarios_following(actor: Actor, table_id: int, *, union_id: int | None) -> list[Scenario]:
    """Current scenarios of one home that say what a side stands on at the table, as it is now."""
    home: dict[str, Any] = {"union_id": union_id}
    return list(
        Scenario.objects.visible_to(actor)
        .filter(
            table_id=table_id,
            kind=ScenarioKind.POSITION,
            as_of=None,
            replaced_by=None,
            basis__replaced_by=None,
            **home,
        )
        .select_related("basis", "basis__census", "basis__replaced_by", "table", "coalition")
        .order_by("id")
    )


def is_followed(coalition_id: int, table_id: int) -> bool:
    """Whether any scenario within the transaction's scope follows a table, whosever it is."""
    return Scenario.objects.filter(
        coalition_id=coalition_id,
        table_id=table_id,
        kind=ScenarioKind.POSITION,
        as_of=None,
        replaced_by=None,
    ).exists()
