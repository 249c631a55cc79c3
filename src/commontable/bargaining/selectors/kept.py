"""What a worker keeps of what it has read, so that a board is not worked out twice.

Nothing kept here is ever invalidated: each thing is kept under a name that can only mean this one
content, whichever worker, tenant or moment asks.

- *A proposal's facts.* Proposals and their terms are append-only in the database, so the number
  of an entry, the microsecond it was entered, and the numbers of its terms name one content for
  good. Those names are read from the database each time, under row-level security and narrowed to
  the actor: who may not see a row cannot name it.
- *What the engine made of them.* A pass follows from a proposal's facts, its end and its issues'
  names; what the standing passes changed follows from all passes and the regions. Each is kept
  under exactly that.
- *A board's rows.* Every write goes through a service that appends to the audit log in the same
  transaction, so the heads of the ledgers an actor may see are a version of everything visible
  to them (:func:`commontable.audit.selectors.heads`). What is not in the log is in the key:
  the actor's unions, the regions, the day, the language. The heads are read again after the rows:
  rows read while somebody else's write was being committed are shown, and not kept.

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
            if key not in self._things:
                return None
            self._things.move_to_end(key)
            return self._things[key]

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
