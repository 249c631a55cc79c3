"""Every coalition's ledgers, judged: for the operator, who has no seat in any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from commontable.audit import verification
from commontable.audit.verification import Verified
from commontable.coalition import tenancy
from commontable.coalition.models import Union
from commontable.coalition.selectors.seats import operator_actors


@dataclass(frozen=True, slots=True)
class JudgedLedger:
    """A ledger by the name people know it by, and whether its chain is whole."""

    name: str
    verified: Verified


def judged_ledgers() -> Iterator[JudgedLedger]:
    """Walk every chain of every coalition. Needs a transaction."""
    for actor in operator_actors():
        with tenancy.scope_of(actor):
            codes = dict(Union.objects.visible_to(actor).values_list("pk", "code"))
            for verified in verification.verify_ledgers():
                name = actor.coalition_name
                if verified.union_id is not None:
                    name += f", {codes.get(verified.union_id, verified.union_id)}"
                yield JudgedLedger(name, verified)


def holds_noted_head(*, length: int, head: str) -> bool:
    """Whether any ledger still holds the entry that was its head at that length."""
    for actor in operator_actors():
        with tenancy.scope_of(actor):
            if verification.agrees_with(length=length, head=head) is not None:
                return True
    return False
