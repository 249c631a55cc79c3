"""Whether everything can be found as it stands in the record."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from commontable.bargaining.services.search_index import differences
from commontable.coalition import tenancy
from commontable.coalition.selectors.seats import operator_actors


class Command(BaseCommand):
    help = (
        "Compare the entries of the search with the record; name those that are missing, wrong or"
        " left over. Exit code 1 if there are any: `commontable search rebuild` makes them anew."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        found = 0
        with transaction.atomic():
            for actor in operator_actors():
                with tenancy.scope_of(actor):
                    for one in differences():
                        found += 1
                        self.stdout.write(f"{actor.coalition_name}: {one}")
        said = f"{found} are wrong."
        if found:
            raise CommandError(f"{said} Make them good: commontable search rebuild", returncode=1)
        self.stdout.write(f"The search says what the record says: {said}")
