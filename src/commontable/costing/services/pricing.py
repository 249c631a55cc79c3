"""Questions are asked, priced in the background, and their answers kept."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from commontable.coalition import tenancy
from commontable.coalition.actors import Actor, Grant
from commontable.coalition.roles import Role
from commontable.common import dates
from commontable.common.errors import CommontableError
from commontable.costing.models import Pricing, Result, Scenario
from commontable.costing.pinning import Ground, Question
from commontable.costing.policies import require_sight
from commontable.costing.pricing import client
from commontable.costing.selectors.bases import ground_of, opened
from commontable.costing.selectors.results import (
    export_question,
    futures_question,
    gap_question,
    issues_in,
    offer_question,
)
from commontable.costing.services.files import write_file
from commontable.costing.words import Ask, ExportForm, PricingStatus

PRICE, QUEUE = "price", "pricing"
STUCK_SECONDS = 600
_TELL_EVERY = 0.3
"""Seconds between two words of progress."""


def pricer_of(row: Pricing | Scenario) -> Actor:
    """Who prices in the background: with the sight of a researcher there, and no more."""
    home, union_id = row.coalition, row.union_id
    return Actor(
        user_id=None,
        person_id=None,
        name="Costing",
        coalition_id=home.pk,
        coalition_name=home.name,
        time_zone=home.time_zone,
        unions=frozenset() if union_id is None else frozenset({union_id}),
        grants=(Grant(Role.RESEARCH, union_id, None),),
        on=dates.today(home.time_zone),
    )


def ask_for_offer(*, actor: Actor, scenario: Scenario) -> Pricing | None:
    """Have a scenario priced, unless it is: then None.

    Raises:
        NotFoundError: costing is not for the actor there.
    """
    require_sight(actor, scenario.union_id)
    asked = offer_question(ground_of(actor, scenario.basis), scenario)
    return _ask(scenario, asked, None, {})


def ask_for_gap(*, actor: Actor, first: Scenario, second: Scenario) -> Pricing | None:
    """Have the gap between two scenarios of one basis priced, unless it is: then None.

    Raises:
        NotFoundError: costing is not for the actor there.
        CommontableError: they are priced on different grounds: their difference means nothing.
    """
    require_sight(actor, first.union_id)
    if first.basis_id != second.basis_id:
        raise CommontableError(
            "These two are priced on different grounds.",
            expected="two scenarios of one basis",
            came=f"{first.basis} and {second.basis}",
        )
    asked = gap_question(ground_of(actor, first.basis), first, second)
    return _ask(first, asked, second, {})


def ask_for_futures(
    *, actor: Actor, scenario: Scenario, details: Mapping[str, Any]
) -> Pricing | None:
    """Have futures drawn, unless they are: then None.

    Raises:
        NotFoundError: costing is not for the actor there.
    """
    require_sight(actor, scenario.union_id, all_of_it=True)
    asked = futures_question(ground_of(actor, scenario.basis), scenario, details)
    return _ask(scenario, asked, None, details)


def ask_for_export(
    *, actor: Actor, scenario: Scenario, against: Scenario | None, form: str
) -> Pricing | None:
    """Have a file of a scenario written, beside another one if wanted, unless it is: then None.

    Files break down by group, and the workbook shows single workers: they are for whoever may
    study the census.

    Raises:
        NotFoundError: costing is not for the actor there, or not row by row.
        CommontableError: no such form, or the two are priced on different grounds.
    """
    require_sight(actor, scenario.union_id, all_of_it=True)
    if form not in ExportForm.values:
        raise CommontableError(
            "There is no such file.", expected=", ".join(ExportForm.values), came=form
        )
    if against is not None and against.basis_id != scenario.basis_id:
        raise CommontableError(
            "These two are priced on different grounds.",
            expected="two scenarios of one basis",
            came=f"{scenario.basis} and {against.basis}",
        )
    asked = export_question(ground_of(actor, scenario.basis), scenario, against, form)
    return _ask(scenario, asked, against, {"form": form})


@transaction.atomic
def _ask(
    scenario: Scenario, asked: Question, against: Scenario | None, details: Mapping[str, Any]
) -> Pricing | None:
    home: dict[str, Any] = {
        "coalition_id": scenario.coalition_id,
        "union_id": scenario.union_id,
    }
    if Result.objects.filter(question=asked.sha256, **home).exists():
        return None
    pricing, made = Pricing.objects.get_or_create(
        question=asked.sha256,
        **home,
        defaults={
            "ask": asked.ask,
            "scenario": scenario,
            "against": against,
            "details": dict(details),
        },
    )
    stands = pricing.status in {PricingStatus.WAITING, PricingStatus.WORKING}
    quiet = (dates.now() - pricing.moved_at).total_seconds() > STUCK_SECONDS
    if made or quiet or not stands:
        pricing.status, pricing.fault = PricingStatus.WAITING, ""
        pricing.done = pricing.of = 0
        pricing.save()
        _defer(pricing)
    return pricing


def _defer(pricing: Pricing) -> None:
    try:
        with transaction.atomic():
            app.configure_task(PRICE, queue=QUEUE, queueing_lock=f"{PRICE}-{pricing.pk}").defer(
                coalition_id=pricing.coalition_id,
                union_id=pricing.union_id,
                pricing_id=pricing.pk,
            )
    except AlreadyEnqueued:
        return  # it waits already


def price(*, coalition_id: int, union_id: int | None, pricing_id: int) -> None:
    """Answer a question and keep the answer; what cannot be priced says why where it was asked.

    Each step is a transaction of its own, so that progress is seen.

    Raises:
        PricingAwayError: the process is not there; the question goes on waiting.
    """
    unions = () if union_id is None else (union_id,)
    with transaction.atomic(), tenancy.scope(coalition_id=coalition_id, unions=unions):
        pricing = (
            Pricing.objects.select_related(
                "coalition", "scenario__basis__census", "against", "scenario__table"
            )
            .filter(pk=pricing_id)
            .first()
        )
        if pricing is None or pricing.status == PricingStatus.DONE:
            return
        actor = pricer_of(pricing)
        ground, rows = opened(actor, pricing.scenario.basis)
    # As it is now: a newer engine answers another question than was asked.
    asked = _question(ground, pricing)
    _move(actor, pricing, PricingStatus.WORKING)
    began = time.monotonic()
    told = _Progress(actor, pricing)
    try:
        if pricing.ask == Ask.EXPORT:
            answer = write_file(pricing, ground, rows, asked, told)
        else:
            answer = client.ask(
                pricing.ask,
                ground,
                rows,
                seconds=client.IN_BACKGROUND_SECONDS,
                told=told,
                **_details(pricing),
            )
    except client.PricingAwayError as error:
        _move(actor, pricing, PricingStatus.WAITING, fault=str(error))
        raise
    except CommontableError as error:
        _move(actor, pricing, PricingStatus.FAILED, fault=str(error))
        return
    except BaseException:
        _move(actor, pricing, PricingStatus.FAILED, fault="It broke off; the log says why.")
        raise
    with transaction.atomic(), tenancy.scope_of(actor):
        home: dict[str, Any] = {"coalition_id": coalition_id, "union_id": union_id}
        Result.objects.get_or_create(
            **home,
            question=asked.sha256,
            defaults={
                "ask": asked.ask,
                "inputs": dict(asked.inputs),
                "answer": answer,
                "milliseconds": int((time.monotonic() - began) * 1000),
            },
        )
    _move(actor, pricing, PricingStatus.DONE)


def _question(ground: Ground, pricing: Pricing) -> Question:
    if pricing.ask == Ask.GAP and pricing.against is not None:
        return gap_question(ground, pricing.scenario, pricing.against)
    if pricing.ask == Ask.FUTURES:
        return futures_question(ground, pricing.scenario, pricing.details)
    if pricing.ask == Ask.EXPORT:
        form = str(pricing.details["form"])
        return export_question(ground, pricing.scenario, pricing.against, form)
    return offer_question(ground, pricing.scenario)


def _details(pricing: Pricing) -> dict[str, Any]:
    scenario = pricing.scenario
    if pricing.ask == Ask.GAP and pricing.against is not None:
        return {"first": scenario.offer, "second": pricing.against.offer}
    if pricing.ask == Ask.FUTURES:
        return {"offer": scenario.offer, **pricing.details}
    return {"offer": scenario.offer, "issues": issues_in(scenario)}


class _Progress:
    """Written down now and then, for whoever waits at the screen."""

    def __init__(self, actor: Actor, pricing: Pricing) -> None:
        self._actor, self._pricing = actor, pricing
        self._last = 0.0

    def __call__(self, done: int, of: int) -> None:
        if time.monotonic() - self._last >= _TELL_EVERY:
            self._last = time.monotonic()
            _move(self._actor, self._pricing, PricingStatus.WORKING, done=done, of=of)


def _move(actor: Actor, pricing: Pricing, status: PricingStatus, **facts: object) -> None:
    with transaction.atomic(), tenancy.scope_of(actor):
        Pricing.objects.filter(pk=pricing.pk).update(
            status=status, moved_at=dates.now(), **({"fault": ""} | facts)
        )
