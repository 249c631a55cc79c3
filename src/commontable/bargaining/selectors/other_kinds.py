"""What somebody is about to pass, where it cannot be compared with what their side has standing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from commontable.bargaining.entries import TermEntry
from commontable.bargaining.models import StatusQuoTerm, Table
from commontable.bargaining.selectors.passes import engine_term
from commontable.bargaining.selectors.records import records_of
from commontable.bargaining.together import uncompared_told
from commontable.bargaining.words import Side
from commontable.coalition.actors import Actor
from commontable.coalition.selectors.codes import reach_of
from commontable.engines import comparison
from commontable.engines.comparison import Aspect, ComparisonError, Uncomparable


def promises_of_another_kind(
    actor: Actor, table: Table, side: Side, entries: Iterable[TermEntry]
) -> list[str]:
    """A sentence for each term that stands on the side and would be replaced uncompared.

    That is where the new one is of another kind or in another unit: the board could then not
    tell whether the side moved. It may well be meant, so nothing is refused.
    """
    record = records_of(actor, [table])[0]
    said: dict[int, list[comparison.Term]] = defaultdict(list)
    for entry in entries:
        if entry.issue_id in record.names:
            term = StatusQuoTerm(**entry.fields())
            said[entry.issue_id].append(engine_term(term, record.names[entry.issue_id]))
    regions = record.regions(reach_of(actor))
    told: list[str] = []
    for issue_id, terms in said.items():
        stands = record.standing.get((issue_id, side))
        if stands is None:
            continue
        passes = stands.on.get(issue_id, ())
        if not passes:
            continue
        new = comparison.Pass(
            ident="new",
            label=_("what you type"),
            side=comparison.Side(side),
            kind=comparison.ProposalKind.FORMAL,
            order=passes[-1].order + 1,
            terms=tuple(terms),
        )
        try:
            found = comparison.uncompared([*passes, new], regions=regions)
        except ComparisonError:
            continue  # what is typed does not hold together yet: passing it will say how
        told += uncompared_told((one for one in found if _worth_saying(one.change)), regions)
    return told


def _worth_saying(change: comparison.Change) -> bool:
    if change.measure.aspect is not Aspect.VALUE:
        return False
    return bool(change.instead) or change.uncomparable is Uncomparable.UNITS_DIFFER
