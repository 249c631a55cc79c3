"""What a worker keeps of what it has read, so that a board is not worked out twice.

Nothing kept here is ever invalidated. Nearly all is kept under a name that can only mean this one
content, whichever worker, tenant or moment asks; one thing grows, and is checked before it is
believed.

- *What proposals say* (:mod:`.facts`), under the number of the entry and the microsecond it was
  entered: it is written once and never changes. The names are read under row-level security and
  narrowed to the actor: who may not see an entry cannot name it.
- *What some readers have read of some tables* (:mod:`.records`): those who act for the same
  unions. It grows with the record, and is right where the database has as many facts, up to the
  last one read, as were read (:mod:`.growing`).
- *What the engine made of it*, under the passes on one issue, the regions, and when its packages
  fell; *a row of the board* (:mod:`.rows`) under all that it follows from.
- *What a proposal says on an issue, as a sheet prints it* (:mod:`.sheets.cells`): it follows from
  the same, and from the time zone and the language it is worded in.
- *A whole board* (:mod:`.board`). Every write goes through a service that appends to the audit
  log in the same transaction, so the heads of the ledgers an actor may see are a version of
  everything visible to them (:func:`commontable.audit.selectors.heads`). What is not in the log
  is in the key: the actor's unions, the regions, the day, the language. The heads are read again
  after the rows, and where somebody wrote meanwhile, so are the rows.

Model instances in here are shared between requests: read them, never set anything on them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock


class Kept[K: Hashable, V]:
    """The last ``at_most`` things asked for, by name; safe between threads."""

    def __init__(self, *, at_most: int) -> None:
        self._at_most = at_most
        self._things: OrderedDict[K, V] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._things)

    def get(self, key: K) -> V | None:
        with self._lock:
            thing = self._things.get(key)
            if thing is not None:
                self._things.move_to_end(key)
            return thing

    def keep(self, key: K, thing: V) -> None:
        """Keep it, and let go of what was asked for longest ago."""
        with self._lock:
            self._things[key] = thing
            self._things.move_to_end(key)
            while len(self._things) > self._at_most:
                self._things.popitem(last=False)

    def clear(self) -> None:
        """Forget everything: for measuring."""
        with self._lock:
            self._things.clear()
