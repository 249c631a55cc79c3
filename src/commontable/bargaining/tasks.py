"""What the worker does for the table."""

from __future__ import annotations

import structlog
from django.db import transaction
from procrastinate.contrib.django import app

from commontable.bargaining.selectors.exhibits import get_exhibit
from commontable.bargaining.services import export_jobs
from commontable.bargaining.services.exhibit_reading import read_unread
from commontable.bargaining.services.export_jobs import MAKE_EXPORT, MAKE_STAMPED_COPY, QUEUE
from commontable.bargaining.services.page_stamping import page_stamp
from commontable.bargaining.services.search_index import differences, rebuild
from commontable.coalition import tenancy
from commontable.coalition.selectors.seats import actor_in, operator_actors
from commontable.common.errors import NotFoundError

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


@app.periodic(cron="* * * * *", periodic_id="read_exhibits")
@app.task(
    queue="documents", name="read_exhibits", lock="read_exhibits", queueing_lock="read_exhibits"
)
def read_exhibits(timestamp: int) -> int:
    """Read what came in since, so that it is found by its words. Returns how many exhibits."""
    with transaction.atomic():
        actors = operator_actors()
    read = sum(read_unread(actor) for actor in actors)
    if read:
        logger.info("exhibits_read", exhibits=read, scheduled=timestamp)
    return read


@app.task(queue=QUEUE, name=MAKE_EXPORT)
def make_export(export_id: int, coalition_id: int, union_id: int | None, user_id: int) -> None:
    """Make an archive with the authority of whoever asked for it, as it is now."""
    with transaction.atomic():
        actor = actor_in(user_id=user_id, coalition_id=coalition_id)
    try:
        if actor is None:
            raise NotFoundError("There is no seat.")
        export_jobs.make_export(actor, export_id)
    except NotFoundError:
        export_jobs.fail_without_authority(
            coalition_id=coalition_id, union_id=union_id, export_id=export_id
        )


@app.task(queue=QUEUE, name=MAKE_STAMPED_COPY)
def make_stamped_copy(exhibit_id: int, coalition_id: int, user_id: int) -> None:
    """Make an exhibit's page-stamped copy with the authority of whoever asked for it."""
    with transaction.atomic():
        actor = actor_in(user_id=user_id, coalition_id=coalition_id)
        exhibit = get_exhibit(actor, exhibit_id) if actor is not None else None
    if actor is not None and exhibit is not None:
        page_stamp(actor=actor, exhibit=exhibit)


@app.periodic(cron="7 10 * * *", periodic_id="remove_old_exports")
@app.task(queue="upkeep", name="remove_old_exports")
def remove_old_exports(timestamp: int) -> int:
    """Remove archives that were made more than a week ago. Returns how many."""
    with transaction.atomic():
        actors = operator_actors()
    removed = sum(export_jobs.remove_old_exports(actor) for actor in actors)
    logger.info("exports_removed", exports=removed, scheduled=timestamp)
    return removed
