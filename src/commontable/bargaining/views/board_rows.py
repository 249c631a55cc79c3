"""A row of the board as HTML, written once for what it shows.

Two hundred rows take longer to write than to work out, and from one look to the next nearly all
of them are the same. A row's HTML is kept with the row, and under everything the template shows
of it: there it can be no other row's, whoever asks.
"""

from __future__ import annotations

from collections.abc import Hashable
from weakref import WeakKeyDictionary

from django.template import engines
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from commontable.bargaining.hooks import Worth
from commontable.bargaining.models import Proposal
from commontable.bargaining.selectors.board import Row
from commontable.bargaining.selectors.kept import Kept
from commontable.bargaining.selectors.standing import Cell

# About a kilobyte each.
KEPT_ROWS_SHOWN: Kept[Hashable, SafeString] = Kept(at_most=8000)
ROW = "bargaining/board.html#row"

# By language; as long as the row itself is kept.
_of_row: WeakKeyDictionary[Row, tuple[str | None, Worth | None, SafeString]] = WeakKeyDictionary()


def shown(row: Row, worth: Worth | None = None) -> SafeString:
    """The row's ``<tr>``, from the template's own partial; ``worth`` where there is such a cell."""
    language, priced, html = _of_row.get(row, (None, None, None))
    if html is None or language != get_language() or priced != worth:
        html = _shown(row, worth)
        _of_row[row] = (get_language(), worth, html)
    return html


def _shown(row: Row, worth: Worth | None) -> SafeString:
    key = (_shows(row), worth)
    kept = KEPT_ROWS_SHOWN.get(key)
    if kept is not None:
        return kept
    written = SafeString(engines["django"].get_template(ROW).render({"row": row, "worth": worth}))
    KEPT_ROWS_SHOWN.keep(key, written)
    return written


def _shows(row: Row) -> Hashable:
    """Everything ``board.html#row`` writes of a row. Add here what is added there."""
    flag = row.flag
    return (
        get_language(),
        (row.issue.pk, row.issue.name, row.issue.parent_id is None),
        row.worded and row.table.pk,
        row.status_quo,
        _of(row.ours),
        _of(row.theirs),
        row.status.value,
        (row.owes, row.owed_days),
        tuple((move.side, move.direction, move.text) for move in row.movement),
        (flag.amount, flag.formal, *_passed(flag.proposal), *_passed(flag.earlier))
        if flag
        else None,
        row.agreement is None,
        _of(row.agreed),
    )


def _passed(proposal: Proposal) -> tuple[int, str, str]:
    return (proposal.pk, proposal.label, proposal.kind)


def _of(cell: Cell | None) -> Hashable:
    if cell is None:
        return None
    return (cell.proposal.pk, cell.proposal.label, cell.lines, *map(_of, cell.also))
