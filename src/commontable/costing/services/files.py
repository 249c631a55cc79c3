"""Files of a costing: written by the pricing process, kept under their hash."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from django.utils.text import slugify

from commontable.common.file_store import FileStore
from commontable.costing.models import Pricing
from commontable.costing.pinning import Ground, Question
from commontable.costing.pricing import client

STORE = FileStore("costing")
LARGEST = 2_000_000_000
_CHUNK = 1 << 20


def write_file(
    pricing: Pricing, ground: Ground, rows: client.Rows, asked: Question, told: client.Told
) -> dict[str, Any]:
    """The file of an export, kept; answers with its hash, size and name.

    Raises:
        PricingAwayError, PricingRefusedError: as whoever writes it says.
        CommontableError: it is larger than is kept.
    """
    form = str(pricing.details["form"])
    scenarios = [one for one in (pricing.scenario, pricing.against) if one is not None]
    descriptor = os.memfd_create("export")
    try:
        client.ask(
            pricing.ask,
            ground,
            rows,
            seconds=client.IN_BACKGROUND_SECONDS,
            told=told,
            into=descriptor,
            texts=[one.offer for one in scenarios],
            form=form,
            made=_made(asked),
        )
        os.lseek(descriptor, 0, os.SEEK_SET)
        name = f"{'-'.join(slugify(one.name) or 'scenario' for one in scenarios)}.{form}"
        stored = STORE.store(
            _chunks(descriptor), name=name, limit=LARGEST, accept=lambda _head: form
        )
    finally:
        os.close(descriptor)
    return {"sha256": stored.sha256, "size": stored.size, "name": name, "form": form}


def _chunks(descriptor: int) -> Iterator[bytes]:
    while chunk := os.read(descriptor, _CHUNK):
        yield chunk


def _made(asked: Question) -> str:
    """What the PDF says of its own making: from what, by its hashes."""
    said = asked.inputs
    offers = ", ".join(str(each)[:12] for each in said["offers"])
    return (
        f"Made from census {str(said['census'])[:12]}, contract {str(said['contract'])[:12]}, "
        f"offers {offers}, engine {str(said['engine'])[:12]}."
    )
