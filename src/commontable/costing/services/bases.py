"""A basis is made, and replaced by its next version; the contract is read before it is kept."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from commontable.audit.services import record
from commontable.bargaining.selectors.tables import get_campaign
from commontable.coalition.actors import Actor
from commontable.common.errors import CommontableError, ConflictError, NotFoundError
from commontable.costing.documents import read_contract, sha256_of
from commontable.costing.models import Basis
from commontable.costing.policies import require_making
from commontable.costing.selectors.bases import get_basis
from commontable.costing.translation.readings import read_readings
from commontable.workforce.selectors.censuses import get_census
from commontable.workforce.selectors.costing import open_for_costing


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a basis is made of, as it was typed and chosen."""

    campaign_id: int
    census_id: int
    name: str
    contract: str
    readings: str = ""


@transaction.atomic
def make_basis(
    *, actor: Actor, grounds: Grounds, union_id: int | None, replaces: Basis | None = None
) -> Basis:
    """Keep what scenarios are priced on.

    Args:
        union_id: whose it is; None: the coalition's. One union's own is priced on its own rows.
        replaces: the version before, which stays.

    Raises:
        NotAllowedError, NotFoundError: not for the actor, or no such census or campaign.
        CommontableError: the contract or the readings cannot be read: where, and what would be.
        ConflictError: what it replaces was replaced meanwhile.
    """
    require_making(actor, union_id)
    campaign = get_campaign(actor, grounds.campaign_id)
    census = get_census(actor, grounds.census_id)
    if census.union_id not in {None, union_id}:
        raise NotFoundError("There is no such census.")
    open_for_costing(actor, census)
    if not grounds.name.strip():
        raise CommontableError("A basis has a name.", expected="a few words", where="Name")
    contract = read_contract(grounds.contract)
    read_readings(grounds.readings)
    if contract.census_as_of is not None and contract.census_as_of != census.as_of:
        raise CommontableError(
            "The contract speaks of a census of another day.",
            expected=f"census: {{as_of: {census.as_of}}}, or none",
            came=str(contract.census_as_of),
            where="Contract",
        )
    if replaces is not None:
        replaces = get_basis(actor, replaces.pk)
        if replaces.union_id != union_id:
            raise NotFoundError("There is no such basis.")
        if hasattr(replaces, "replaced_by"):
            raise ConflictError("This basis was replaced meanwhile.", expected="its latest version")
    basis = Basis.objects.create(
        coalition_id=actor.coalition_id,
        union_id=union_id,
        entered_by_id=actor.person_id,
        campaign=campaign,
        census=census,
        name=grounds.name.strip(),
        census_sha256=census.sha256,
        contract=grounds.contract,
        contract_sha256=sha256_of(grounds.contract),
        readings=grounds.readings,
        starts_on=contract.start,
        years=contract.years,
        replaces=replaces,
    )
    record(
        actor=actor,
        verb="make_costing_basis",
        subject=basis,
        coalition_id=basis.coalition_id,
        union_id=basis.union_id,
        after={
            "census": basis.census_sha256,
            "contract": basis.contract_sha256,
            "from": basis.starts_on,
            "years": basis.years,
            "replaces": str(replaces) if replaces else "",
        },
    )
    return basis
