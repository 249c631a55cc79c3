"""The entries of the search, made anew from the record."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from commontable.bargaining.services.search_index import rebuild
from commontable.coalition.selectors.seats import operator_actors


class Command(BaseCommand):
    help = "Make what is found by the search anew from the record, coalition by coalition."

    def handle(self, *_args: Any, **_options: Any) -> None:
        with transaction.atomic():
            actors = operator_actors()
        for actor in actors:
            self.stdout.write(f"{actor.coalition_name}: {rebuild(actor)} things can be found.")
