"""What the worker does with files: read large ones, and forget those nobody confirmed."""

from __future__ import annotations

from datetime import timedelta

import structlog
from django.db import transaction
from procrastinate.contrib.django import app

from commontable.coalition import tenancy
from commontable.coalition.selectors.seats import operator_actors
from commontable.common import dates
from commontable.workforce.models import Upload
from commontable.workforce.services.reading import advance
from commontable.workforce.services.uploads import remove_upload

logger = structlog.get_logger("commontable.upkeep")

KEPT_FOR = timedelta(days=7)


@app.task(queue="imports", name="advance_upload")
def advance_upload(coalition_id: int, union_id: int | None, upload_id: int) -> None:
    """Open or read an upload."""
    advance(coalition_id=coalition_id, union_id=union_id, upload_id=upload_id)


@app.periodic(cron="29 9 * * *", periodic_id="forget_uploads")
@app.task(queue="upkeep", name="forget_uploads")
def forget_uploads(timestamp: int) -> int:
    """Remove files that were taken up a week ago and never confirmed. Returns how many."""
    forgotten = 0
    before = dates.now() - KEPT_FOR
    with transaction.atomic():
        for actor in operator_actors():
            with tenancy.scope_of(actor):
                for upload in Upload.objects.filter(moved_at__lt=before):
                    remove_upload(upload)
                    forgotten += 1
    logger.info("uploads_forgotten", uploads=forgotten, scheduled=timestamp)
    return forgotten
