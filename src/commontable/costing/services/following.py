"""What follows the record is renewed when something crosses the table, and priced anew."""

from __future__ import annotations

from dataclasses import replace

import structlog
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from commontable.bargaining.selectors.tables import get_table
from commontable.bargaining.words import Side
from commontable.coalition import tenancy
from commontable.coalition.actors import Actor, Grant
from commontable.coalition.roles import Role
from commontable.coalition.selectors.affiliates import unions_known
from commontable.coalition.selectors.seats import operator_actors
from commontable.common.errors import CommontableError, NotFoundError
from commontable.costing.models import Scenario
from commontable.costing.selectors.scenarios import is_followed, scenarios_following
from commontable.costing.services.pricing import QUEUE, ask_for_gap, ask_for_offer
from commontable.costing.services.scenarios import renew

logger = structlog.get_logger("commontable.costing")

FOLLOW = "follow_record"


def table_moved(actor: Actor, table_id: int) -> None:
    """Something crossed the table: have what follows it renewed, once this is committed.

    The job is part of the transaction that records the pass; several passes within it, or before
    the worker comes to it, are one job.
    """
    if not _is_followed(actor, table_id):
        return
    try:
        with transaction.atomic():
            app.configure_task(FOLLOW, queue=QUEUE, queueing_lock=f"{FOLLOW}-{table_id}").defer(
                coalition_id=actor.coalition_id, table_id=table_id
            )
    except AlreadyEnqueued:
        return


def _is_followed(actor: Actor, table_id: int) -> bool:
    """Whether any scenario is to be renewed, be it a union's own that the actor may not see.

    No more than that is learned here, and it is told to nobody.
    """
    unions = [union.union_id for union in unions_known(actor)]
    with tenancy.scope(coalition_id=actor.coalition_id, unions=unions):
        return is_followed(actor.coalition_id, table_id)


def follow_record(*, coalition_id: int, table_id: int) -> int:
    """Renew every scenario that follows the table, for each home by itself; how many moved."""
    with transaction.atomic():
        operator = next(
            (one for one in operator_actors() if one.coalition_id == coalition_id), None
        )
    if operator is None:
        return 0
    moved = 0
    for home in (None, *sorted(operator.unions)):
        actor = replace(
            operator,
            name="Costing",
            unions=frozenset() if home is None else frozenset({home}),
            grants=(Grant(Role.RESEARCH, home, None),),
        )
        moved += _renew_all(actor, home, table_id)
    return moved


def _renew_all(actor: Actor, home: int | None, table_id: int) -> int:
    with transaction.atomic(), tenancy.scope_of(actor):
        try:
            get_table(actor, table_id)
        except NotFoundError:
            return 0
        following = scenarios_following(actor, table_id, union_id=home)
    moved = 0
    standing: list[Scenario] = []
    for scenario in following:
        try:
            with transaction.atomic(), tenancy.scope_of(actor):
                now = renew(actor=actor, scenario=scenario)
                ask_for_offer(actor=actor, scenario=now)
        except CommontableError as error:
            # Said on its page, which finds that the record has moved on.
            logger.warning("scenario_not_renewed", scenario=scenario.pk, kind=type(error).__name__)
            continue
        standing.append(now)
        moved += now.pk != scenario.pk
    with transaction.atomic(), tenancy.scope_of(actor):
        price_gaps(actor, standing)
    return moved


def price_gaps(actor: Actor, scenarios: list[Scenario]) -> None:
    """Have the gap from each of theirs to each of ours on the same basis priced."""
    for theirs in (one for one in scenarios if one.side == Side.EMPLOYER):
        for ours in (one for one in scenarios if one.side == Side.UNION):
            if ours.basis_id == theirs.basis_id:
                ask_for_gap(actor=actor, first=theirs, second=ours)
