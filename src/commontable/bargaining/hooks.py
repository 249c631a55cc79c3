"""What layers above the table have to say to it, or want to hear of it.

The record knows nobody who works on it. Whoever does registers here when the product starts: to be
told that something crossed a table, or to fill the board's worth.
"""

from __future__ import annotations

from collections.abc import Callable

from commontable.coalition.actors import Actor

type Crossed = Callable[[Actor, int], None]

_crossings: list[Crossed] = []


def on_crossing(tell: Crossed) -> None:
    """Have ``tell(actor, table_id)`` called whenever a table's record gains something.

    It is called within the transaction of the service, and must leave slow work to the worker.
    """
    if tell not in _crossings:
        _crossings.append(tell)


def crossed(actor: Actor, table_id: int) -> None:
    """A proposal was passed, corrected or withdrawn, or an agreement signed or withdrawn."""
    for tell in _crossings:
        tell(actor, table_id)
