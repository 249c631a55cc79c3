"""What costing starts from: a census, the rates and benefits of a day, and what others settled for.

Costing hands the rows to its engine and shows sums; whoever may see figures of the whole may have
the whole costed. What is shown of it obeys ``policies.sight_of`` as the census itself does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from commontable.coalition.actors import Actor
from commontable.engines.costing.census import AS_OF, SCHEMA
from commontable.workforce.models import BenefitInventory, Census
from commontable.workforce.selectors.benefits import benefits_of
from commontable.workforce.selectors.rows import Door, open_door
from commontable.workforce.selectors.schedules import Rates, rates_on


@dataclass(frozen=True, slots=True)
class StatusQuo:
    """What is paid and had on a day, before anything is agreed.

    Attributes:
        inventories: of each bargaining unit that has one in force, by the unit's id.
    """

    on: date
    rates: Rates
    inventories: dict[int, BenefitInventory]


def open_for_costing(actor: Actor, census: Census) -> Door:
    """The census as far as the actor may have it costed: see ``Door.sight`` for what is shown.

    Raises:
        NotFoundError: not even its figures are for the actor.
    """
    return open_door(actor, census)


def census_table(door: Door) -> pa.Table:
    """Every column in the engine's schema, with the day it is of, ready for ``engines.costing``.

    The same for our own contract, an offer, or another group's settlement laid over our census.

    Raises:
        CommontableError: the file is missing or not what it was.
    """
    day = door.census.as_of.isoformat().encode()
    return door.table(SCHEMA.names).cast(SCHEMA.with_metadata({AS_OF: day}))


def status_quo_on(actor: Actor, on: date) -> StatusQuo:
    """The schedules and inventories in force on a day."""
    inventories = {
        one.unit_id: found for one in benefits_of(actor) if (found := one.in_force(on)) is not None
    }
    return StatusQuo(on, rates_on(actor, on), inventories)
