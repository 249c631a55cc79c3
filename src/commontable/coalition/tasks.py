"""What the worker does by itself, every night."""

from __future__ import annotations

import structlog
from django.core.management import call_command
from django.db import connection, transaction
from procrastinate.contrib.django import app

from commontable.coalition.selectors.ledgers import judged_ledgers

logger = structlog.get_logger("commontable.upkeep")


@app.periodic(cron="17 9 * * *", periodic_id="verify_log")
@app.task(queue="upkeep", name="verify_log")
def verify_log(timestamp: int) -> int:
    """Recompute the log's chains; every fault is an error in the server's log. Returns how many.

    The head and length of each ledger are logged as well: a copy of the server's log kept elsewhere
    is then what a shortened ledger is compared with.
    """
    faults = 0
    with transaction.atomic():
        for ledger in judged_ledgers():
            verified = ledger.verified
            logger.info(
                "ledger_verified",
                ledger=ledger.name,
                length=verified.length,
                head=verified.head,
                scheduled=timestamp,
            )
            for fault in verified.faults:
                faults += 1
                logger.error("ledger_fault", ledger=ledger.name, position=fault.position)
    return faults


@app.periodic(cron="41 9 * * *", periodic_id="forget_expired")
@app.task(queue="upkeep", name="forget_expired")
def forget_expired(timestamp: int) -> None:
    """Remove sessions and lock-out counts that have run out."""
    call_command("clearsessions")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM commontable_cache WHERE expires < now()")
        logger.info("forgotten", cache_rows=cursor.rowcount, scheduled=timestamp)
