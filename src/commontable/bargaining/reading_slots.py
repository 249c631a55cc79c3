"""A bound on how many files are read at once, over all of this machine's web processes.

Each reading runs in a process of its own that may take much memory; a dozen at once would push
the house itself out. A slot is a lock on a file, so the system gives it back whatever becomes of
its holder.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from commontable.common.errors import BusyError

FOLDER = "reading"
# Short, as a waiting request holds a thread and a connection; who waits longer asks again.
LONGEST_WAIT = 3.0  # seconds
_LOOK_AGAIN = 0.1


@contextmanager
def reading_slot(*, wait: float = LONGEST_WAIT) -> Iterator[None]:
    """Hold one of the slots while a file is read.

    Args:
        wait: seconds to wait for one that is free.

    Raises:
        BusyError: all are taken for longer than that.
    """
    until = time.monotonic() + wait
    while (held := _free_slot()) is None:
        if time.monotonic() >= until:
            raise BusyError(
                _("Other files are being read just now; this one waits its turn."),
                expected=_("to be sent again in a moment"),
                kept=_("Nothing of this file was kept yet."),
            )
        time.sleep(_LOOK_AGAIN)
    try:
        yield
    finally:
        os.close(held)


def _free_slot() -> int | None:
    folder = Path(settings.MEDIA_ROOT) / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for place in range(settings.READINGS_AT_ONCE):
        slot = os.open(folder / f"slot-{place}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(slot)
        else:
            return slot
    return None
