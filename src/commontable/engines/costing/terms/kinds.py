"""The kinds of terms, by name."""

from typing import Final

from commontable.engines.costing.terms.kind import Kind
from commontable.engines.costing.terms.pay_kinds import PAY_KINDS
from commontable.engines.costing.terms.roll_up_kinds import ROLL_UP_KINDS
from commontable.engines.costing.terms.wage_kinds import WAGE_KINDS

KINDS: Final[dict[str, Kind]] = {
    kind.name: kind for kind in (*WAGE_KINDS, *PAY_KINDS, *ROLL_UP_KINDS)
}
