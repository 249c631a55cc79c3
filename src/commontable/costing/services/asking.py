"""What a page shows of a question: the kept answer, or that it is on its way from now on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commontable.coalition.actors import Actor
from commontable.costing.models import Scenario
from commontable.costing.selectors.bases import ground_of
from commontable.costing.selectors.results import (
    Answered,
    answered,
    futures_question,
    gap_question,
    offer_question,
)
from commontable.costing.services.pricing import ask_for_futures, ask_for_gap, ask_for_offer


def offer_answer(*, actor: Actor, scenario: Scenario) -> Answered:
    """What a scenario is worth; asked for where nobody has.

    Raises:
        NotFoundError: costing is not for the actor there.
    """
    asked = offer_question(ground_of(actor, scenario.basis), scenario)
    found = answered(actor, asked)
    if _to_ask(found):
        ask_for_offer(actor=actor, scenario=scenario)
        found = answered(actor, asked)
    return found


def gap_answer(*, actor: Actor, first: Scenario, second: Scenario) -> Answered:
    """How far two scenarios are apart; asked for where nobody has.

    Raises:
        NotFoundError, CommontableError: not for the actor, or priced on different grounds.
    """
    asked = gap_question(ground_of(actor, first.basis), first, second)
    found = answered(actor, asked)
    if _to_ask(found):
        ask_for_gap(actor=actor, first=first, second=second)
        found = answered(actor, asked)
    return found


def futures_answer(*, actor: Actor, scenario: Scenario, details: Mapping[str, Any]) -> Answered:
    """Futures of a scenario; asked for where nobody has.

    Raises:
        NotFoundError: costing is not for the actor there.
    """
    asked = futures_question(ground_of(actor, scenario.basis), scenario, details)
    found = answered(actor, asked)
    if _to_ask(found):
        ask_for_futures(actor=actor, scenario=scenario, details=details)
        found = answered(actor, asked)
    return found


def _to_ask(found: Answered) -> bool:
    """Nobody has asked, or it is on its way: asking again finds out whether it stands still."""
    return found.result is None and (found.pricing is None or found.moving)
