"""Bases, as far as the actor may see anything of a costing, and what is priced on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

import pyarrow as pa

from commontable.coalition.actors import Actor
from commontable.common.errors import NotFoundError
from commontable.costing.documents import read_contract
from commontable.costing.models import Basis
from commontable.costing.pinning import Ground
from commontable.costing.policies import homes_seen
from commontable.engines.costing.census import SCHEMA
from commontable.engines.costing.contract import Contract
from commontable.workforce.selectors.censuses import get_census
from commontable.workforce.selectors.costing import open_for_costing


def bases_of(actor: Actor) -> list[Basis]:
    """Those that no later version replaces, the newest first."""
    homes = homes_seen(actor)
    bases = (
        Basis.objects.visible_to(actor)
        .filter(replaced_by=None)
        .select_related("campaign", "census", "union", "entered_by")
        .order_by("-id")
    )
    return [basis for basis in bases if basis.union_id in homes]


def get_basis(actor: Actor, basis_id: int) -> Basis:
    """One basis.

    Raises:
        NotFoundError: it does not exist, or costing is not for the actor there.
    """
    basis = (
        Basis.objects.visible_to(actor)
        .select_related("campaign", "census", "union", "entered_by", "replaced_by")
        .filter(pk=basis_id)
        .first()
    )
    if basis is None or basis.union_id not in homes_seen(actor):
        raise NotFoundError("There is no such basis.")
    return basis


def contract_of(basis: Basis) -> Contract:
    """The contract of a basis, read once in a process."""
    return _read(basis.contract)


# One of some hundred lines takes a quarter of a second to read.
@lru_cache(maxsize=8)
def _read(text: str) -> Contract:
    return read_contract(text)


type Rows = Callable[[], Iterable[pa.RecordBatch]]


def ground_of(actor: Actor, basis: Basis) -> Ground:
    """What the pricing process is told of a basis, for this actor; no file is opened.

    Raises:
        NotFoundError: the census is not for the actor.
    """
    return opened(actor, basis)[0]


def opened(actor: Actor, basis: Basis) -> tuple[Ground, Rows]:
    """The same, and the census's rows as far as the actor may have them costed, in batches.

    Raises:
        NotFoundError: the census is not for the actor.
    """
    door = open_for_costing(actor, get_census(actor, basis.census_id))
    ground = Ground(
        rows=door.key,
        as_of=basis.census.as_of,
        contract=basis.contract,
        contract_sha256=basis.contract_sha256,
        years=basis.years,
    )
    return ground, lambda: door.batches(SCHEMA.names)
