"""Asking the pricing process: the only way in which the rest of the product prices anything."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
from django.conf import settings

from commontable.common.errors import BusyError, CommontableError
from commontable.costing.pinning import Ground
from commontable.costing.pricing.protocol import BrokenError, receive, send, socket_path
from commontable.engines.costing.census import SCHEMA

CONNECT_SECONDS = 2
AT_ONCE_SECONDS = 10
"""For what somebody waits for at the screen."""
IN_BACKGROUND_SECONDS = 600


class PricingAwayError(BusyError):
    """The pricing process does not answer; everything that was kept is still there."""


class PricingRefusedError(CommontableError):
    """The engine cannot price this: what it expected, what came, and where."""


type Rows = Callable[[], Iterable[pa.RecordBatch]]
type Told = Callable[[int, int], None]


def ask(
    asked: str,
    ground: Ground,
    rows: Rows,
    *,
    seconds: float = AT_ONCE_SECONDS,
    told: Told | None = None,
    into: int | None = None,
    **details: Any,
) -> Any:
    """One question, answered.

    Args:
        rows: gives the census's rows that may be seen, in the engine's schema; called only where
            the process does not hold them yet.
        told: hears of progress: how many of how many steps are done.
        into: an open file's descriptor, for an answer that is one.
        details: what the question is about, as JSON can say it.

    Raises:
        PricingRefusedError: the engine cannot price it.
        PricingAwayError: the process is not there, ended meanwhile, or takes too long.
    """
    said = {"id": secrets.token_hex(8), "ask": asked, "basis": ground.name, **details}
    try:
        with _connected(seconds) as connection:
            send(connection, said, file=into)
            found = _answer(connection, said["id"], told)
            if "need" in found:
                _hand_over(connection, said["id"], ground, rows())
                send(connection, said, file=into)
                found = _answer(connection, said["id"], told)
    except (OSError, BrokenError, ValueError) as error:
        raise PricingAwayError(
            "The pricing process does not answer.",
            expected="it to be running: with the demo it is started by itself; on a server it is"
            " the unit commontable-pricing",
            came=str(error) or type(error).__name__,
            kept="Everything that was priced before is still here; nothing was changed.",
        ) from None
    if "refused" in found:
        refused = found["refused"]
        raise PricingRefusedError(
            refused["message"],
            expected=refused["expected"],
            came=refused["came"],
            where=refused["where"],
        )
    return found["answer"]


def _connected(seconds: float) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.settimeout(CONNECT_SECONDS)
        connection.connect(str(socket_path(Path(settings.PRICING_SOCKET))))
        connection.settimeout(seconds)
    except OSError:
        connection.close()
        raise
    return connection


def _answer(connection: socket.socket, of: str, told: Told | None) -> dict[str, Any]:
    while True:
        found, files = receive(connection)
        for descriptor in files:  # nobody sends us any
            os.close(descriptor)
        if found is None or found.get("id") != of:
            raise BrokenError("it ended without an answer")
        if "progress" not in found:
            return found
        if told is not None:
            told(*found["progress"])


def _hand_over(
    connection: socket.socket, of: str, ground: Ground, rows: Iterable[pa.RecordBatch]
) -> None:
    """The rows in a file without a name, a batch at a time: our memory never holds them all."""
    descriptor = os.memfd_create("census")
    try:
        with (
            os.fdopen(os.dup(descriptor), "wb") as file,
            pa.ipc.new_stream(file, SCHEMA) as writer,
        ):
            for batch in rows:
                writer.write_batch(batch.cast(SCHEMA))
        os.lseek(descriptor, 0, os.SEEK_SET)
        said = {
            "id": of,
            "ask": "hold",
            "basis": ground.name,
            "as_of": ground.as_of.isoformat(),
            "contract": ground.contract,
            "years": ground.years,
        }
        send(connection, said, file=descriptor)
    finally:
        os.close(descriptor)
    found = _answer(connection, of, None)
    if "refused" in found:
        refused = found["refused"]
        raise PricingRefusedError(
            refused["message"],
            expected=refused["expected"],
            came=refused["came"],
            where=refused["where"],
        )
