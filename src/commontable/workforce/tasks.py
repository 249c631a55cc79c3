"""What the worker does with files: read large ones, and forget those nobody confirmed."""

from __future__ import annotations

from datetime import timedelta

import structlog
from django.db import transaction
from procrastinate.contrib.django import app

from commontable.coalition import tenancy
from commontable.coalition.selectors.seats import operator_actors
from commontable.common import dates
from commontable.workforce.models import Draft
from commontable.workforce.services.drafts import remove_draft
from commontable.workforce.services.reading import advance

logger = structlog.get_logger("commontable.upkeep")

KEPT_FOR = timedelta(days=7)


@app.task(queue="imports", name="advance_draft")
def advance_draft(coalition_id: int, union_id: int | None, draft_id: int) -> None:
    """Open or read a draft."""
    advance(coalition_id=coalition_id, union_id=union_id, draft_id=draft_id)


@app.periodic(cron="29 9 * * *", periodic_id="forget_drafts")
@app.task(queue="upkeep", name="forget_drafts")
def forget_drafts(timestamp: int) -> int:
    """Remove files that were taken up a week ago and never confirmed. Returns how many."""
    forgotten = 0
    before = dates.now() - KEPT_FOR
    with transaction.atomic():
        for actor in operator_actors():
            with tenancy.scope_of(actor):
                for draft in Draft.objects.filter(moved_at__lt=before):
                    remove_draft(draft)
                    forgotten += 1
    logger.info("drafts_forgotten", drafts=forgotten, scheduled=timestamp)
    return forgotten
