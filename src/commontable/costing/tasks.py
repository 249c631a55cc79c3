"""What the worker does for costing."""

from __future__ import annotations

import structlog
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from commontable.costing.pricing.client import PricingAwayError
from commontable.costing.services import following, pricing

logger = structlog.get_logger("commontable.costing")

# The process comes back within seconds, or a person has to look: then a page says so meanwhile.
AWAY = RetryStrategy(max_attempts=60, wait=5, retry_exceptions={PricingAwayError})


@app.task(queue=pricing.QUEUE, name=pricing.PRICE, retry=AWAY)
def price(coalition_id: int, union_id: int | None, pricing_id: int) -> None:
    """Answer a question that was asked on the screen, or because the record moved."""
    pricing.price(coalition_id=coalition_id, union_id=union_id, pricing_id=pricing_id)


@app.task(queue=pricing.QUEUE, name=following.FOLLOW)
def follow_record(coalition_id: int, table_id: int) -> None:
    """Renew what follows a table's record."""
    moved = following.follow_record(coalition_id=coalition_id, table_id=table_id)
    if moved:
        logger.info("scenarios_renewed", table=table_id, scenarios=moved)
