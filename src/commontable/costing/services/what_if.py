"""Asking the pricing process at once, for somebody who waits: nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from commontable.coalition.actors import Actor
from commontable.costing.changing import knobs_of
from commontable.costing.models import Scenario
from commontable.costing.policies import require_sight
from commontable.costing.pricing import client
from commontable.costing.selectors.bases import opened


def changed_figures(
    actor: Actor,
    scenario: Scenario,
    against: Scenario | None,
    changes: Mapping[str, Mapping[str, str]],
) -> dict[str, Any]:
    """A scenario with other figures, to the cent, and the gap to another one.

    Raises:
        NotFoundError: not for the actor: what a change for few costs would tell what they are paid.
        PricingRefusedError: a figure that the engine refuses.
        PricingAwayError: the process is not there.
    """
    require_sight(actor, scenario.union_id, all_of_it=True)
    found: dict[str, Any] = client.ask(
        "change",
        *opened(actor, scenario.basis),
        offer=scenario.offer,
        against=against.offer if against is not None else "",
        changes=changes,
    )
    return found


def one_step_each(
    actor: Actor,
    scenario: Scenario,
    changes: Mapping[str, Mapping[str, str]],
    values: Mapping[str, Decimal],
) -> dict[str, int]:
    """By a figure's name, what one step more of it costs over the term, in cents.

    Args:
        values: the figures as they stand with the changes.

    Raises:
        NotFoundError, PricingRefusedError, PricingAwayError: as above.
    """
    require_sight(actor, scenario.union_id, all_of_it=True)
    steps = {
        knob.name: knob.change(format(values.get(knob.name, knob.value) + knob.step, "f"))
        for knob in knobs_of(scenario.offer)
    }
    found: dict[str, int] = client.ask(
        "steps",
        *opened(actor, scenario.basis),
        seconds=client.AT_ONCE_SECONDS * 3,
        offer=scenario.offer,
        changes=changes,
        steps=steps,
    )
    return found
