"""What layers above the table have to say to it, or want to hear of it.

The record knows nobody who works on it. Whoever does registers here when the product starts: to be
told that something crossed a table, or to fill the board's worth.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from commontable.bargaining.models import Table
from commontable.coalition.actors import Actor


@dataclass(frozen=True, slots=True)
class Worth:
    """What an issue's standing terms are worth over the status quo, already in words.

    Empty where a side has no term there that is priced; ``apart`` is ours less theirs.
    """

    ours: str = ""
    theirs: str = ""
    apart: str = ""


@dataclass(frozen=True, slots=True)
class Appraisal:
    """What a table's positions are worth, as far as the reader may see it.

    Attributes:
        by_issue: by the issue's id; empty where single issues are not for the reader.
        has_issues: whether there is anything to show by issue.
        state: why there are no figures, or that they are of what stood before; else empty.
        url: where they are explained.
    """

    table_id: int
    ours: str
    theirs: str
    apart: str
    state: str
    url: str
    has_issues: bool = False
    by_issue: Mapping[int, Worth] = field(default_factory=dict)


type Appraise = Callable[[Actor, Sequence[Table]], Mapping[int, Appraisal]]
type Crossed = Callable[[Actor, int], None]
type Furnish = Callable[[Actor], None]

_crossings: list[Crossed] = []
_furnishings: list[Furnish] = []
_appraisers: list[Appraise] = []


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


def on_board(appraise: Appraise) -> None:
    """Have boards filled with what ``appraise(actor, tables)`` says their positions are worth."""
    if appraise not in _appraisers:
        _appraisers.append(appraise)


def appraisals_of(actor: Actor, tables: Sequence[Table]) -> dict[int, Appraisal]:
    """By table, what its positions are worth; nothing where nobody says or it is not for them."""
    found: dict[int, Appraisal] = {}
    for appraise in _appraisers:
        found |= appraise(actor, tables)
    return found
