"""What layers above the table have to say to it, or want to hear of it.

The record knows nobody who works on it. Whoever does registers here when the product starts: to be
told that something crossed a table, or to fill the board's worth.
"""

from __future__ import annotations

from collections.abc import Callable

from commontable.coalition.actors import Actor

type Crossed = Callable[[Actor, int], None]
type Furnish = Callable[[Actor], None]

_crossings: list[Crossed] = []
_furnishings: list[Furnish] = []


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


def on_demonstration(furnish: Furnish) -> None:
    """Have ``furnish(researcher)`` called when a demonstration's coalition has been made up."""
    if furnish not in _furnishings:
        _furnishings.append(furnish)


def furnish_demonstration(actor: Actor) -> None:
    """Let every layer above add what it shows; within the researcher's scope."""
    for furnish in _furnishings:
        furnish(actor)
