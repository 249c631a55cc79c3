"""What the worker does by night."""

from __future__ import annotations

from django.core.cache import cache
from django.db import connection, transaction

from cast import Cast, enter
from commontable.bargaining.services.tables import open_campaign
from commontable.coalition.models import Employer
from commontable.coalition.tasks import forget_expired, verify_log
from database import Database


def test_the_nightly_check_of_the_log_finds_a_whole_one_whole(cast: Cast) -> None:
    with transaction.atomic():
        actor = enter(cast.chief)
        employer = Employer.objects.get()
        open_campaign(actor=actor, employer_id=employer.pk, name="Another", year=2027)
    assert verify_log(timestamp=0) == 0


def test_what_has_run_out_is_forgotten_and_the_rest_kept(fresh_database: Database) -> None:
    cache.set("kept", 1, timeout=600)
    cache.set("gone", 1, timeout=600)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE commontable_cache SET expires = now() - interval '1 minute'"
            " WHERE cache_key LIKE '%%gone%%'"
        )
    forget_expired(timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM commontable_cache WHERE cache_key LIKE '%%gone%%'")
        assert cursor.fetchone() == (0,)
    assert cache.get("kept") == 1
