"""What the worker does for the table."""

from __future__ import annotations

import structlog
from django.db import transaction
from procrastinate.contrib.django import app

from commontable.bargaining.services.search_index import differences, rebuild
from commontable.coalition import tenancy
from commontable.coalition.selectors.seats import operator_actors

logger = structlog.get_logger("commontable.upkeep")


@app.periodic(cron="53 9 * * *", periodic_id="mend_search")
@app.task(queue="upkeep", name="mend_search")
def mend_search(timestamp: int) -> int:
    """Make good whatever of the search is not as the record. Returns how many things were not.

    An issue that was renamed is called so by other unions' own proposals only from then on.
    """
    mended = 0
    with transaction.atomic():
        actors = operator_actors()
    for actor in actors:
        with transaction.atomic(), tenancy.scope_of(actor):
            wrong = list(differences())
        if wrong:
            mended += rebuild(actor, only=wrong)
            logger.info(
                "search_mended", coalition=actor.coalition_id, things=len(wrong), at=timestamp
            )
    return mended
