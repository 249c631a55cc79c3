"""Whether the log is whole: every hash of every coalition's ledgers recomputed."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from commontable.coalition.selectors.ledgers import holds_noted_head, judged_ledgers

_HASH = re.compile(r"[0-9a-f]{64}")


class Command(BaseCommand):
    help = (
        "Recompute the log's hash chains and name every entry that was altered, removed or moved."
        " Exit code 1 on a fault."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--head", default="", help="a head hash written down earlier")
        parser.add_argument("--length", type=int, help="the ledger's length at that time")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        head, length = options["head"].strip().lower(), options["length"]
        if bool(head) != (length is not None):
            raise CommandError("Give --head and --length together, as they were printed.")
        if head and not _HASH.fullmatch(head):
            raise CommandError(f"--head: expected 64 hexadecimal digits, got {head!r}.")
        with transaction.atomic():
            found = self._walk()
            if head and length:
                found += self._compare(head, length)
        if found:
            raise CommandError(f"{found} fault{'s' if found > 1 else ''} found.", returncode=1)
        self.stdout.write(
            "Write lengths and heads down elsewhere, on paper or with somebody else: a log cut"
            " short together with its head can only be found by comparing (--head, --length)."
        )

    def _walk(self) -> int:
        found = ledgers = 0
        for ledger in judged_ledgers():
            ledgers += 1
            verified = ledger.verified
            self.stdout.write(f"{ledger.name}: length {verified.length}, head {verified.head}")
            for fault in verified.faults:
                found += 1
                self.stdout.write(f"  FAULT at {fault.position}: {fault.what}")
            if not verified.faults:
                self.stdout.write("  whole")
        if not ledgers:
            self.stdout.write("The log is empty: nothing was recorded yet.")
        return found

    def _compare(self, head: str, length: int) -> int:
        if holds_noted_head(length=length, head=head):
            self.stdout.write(f"The entry noted at length {length} is still there.")
            return 0
        self.stdout.write(
            f"FAULT: no ledger holds an entry {length} with hash {head}: since it was written down,"
            " its ledger was cut short or written anew."
        )
        return 1
