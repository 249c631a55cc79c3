"""The benefit inventory of a unit: each version whole, dated, and with where it says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from commontable.audit.services import record
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.coalition.selectors.places import get_unit
from commontable.common.errors import CommontableError
from commontable.workforce.models import BenefitInventory, BenefitLine
from commontable.workforce.services.schedules import Written
from commontable.workforce.words import BenefitKind


@dataclass(frozen=True, slots=True)
class Line:
    """One line; amounts in cents (premium and share a month, ``a_year`` a year), ``of_pay`` in
    basis points."""

    kind: BenefitKind
    name: str
    tier: str = ""
    premium: int | None = None
    employee_share: int | None = None
    copays: str = ""
    of_pay: int | None = None
    a_year: int | None = None
    clause: str = ""
    note: str = ""


@transaction.atomic
def record_inventory(
    *,
    actor: Actor,
    unit_id: int,
    union_id: int | None,
    effective_from: date,
    written: Written,
    lines: Sequence[Line],
) -> BenefitInventory:
    """Everything the unit has from a day on. What is not in it, the unit does not have then.

    Raises:
        NotFoundError: no such unit in the coalition.
        CommontableError: no line, no document, a share beyond its premium, more than all of pay.
    """
    require(actor, Right.RESEARCH, union_id=union_id)
    unit = get_unit(actor, unit_id)
    if not written.document.strip():
        raise CommontableError(
            "A number without a source is a rumour.",
            expected="the document that says so",
            came="nothing",
            where="Document",
        )
    if not lines:
        raise CommontableError("The inventory has no line.", expected="at least one benefit")
    for line in lines:
        _judge(line)
    inventory = BenefitInventory.objects.create(
        coalition_id=actor.coalition_id,
        union_id=union_id,
        entered_by_id=actor.person_id,
        unit_id=unit.pk,
        effective_from=effective_from,
        document=written.document.strip(),
        page=written.page.strip(),
        note=written.note.strip(),
    )
    BenefitLine.objects.bulk_create(
        BenefitLine(
            coalition_id=actor.coalition_id,
            union_id=union_id,
            inventory=inventory,
            position=position,
            **asdict(line),
        )
        for position, line in enumerate(lines, start=1)
    )
    record(
        actor=actor,
        verb="record_benefit_inventory",
        subject=inventory,
        coalition_id=actor.coalition_id,
        union_id=union_id,
        after={
            "unit": unit.name,
            "effective_from": effective_from,
            "lines": [f"{line.name} {line.tier}".strip() for line in lines],
            "document": inventory.document,
        },
    )
    return inventory


def _judge(line: Line) -> None:
    where = f"{line.name} {line.tier}".strip()
    if not line.name.strip():
        raise CommontableError("A benefit has a name.", came="nothing", where="Name")
    if line.employee_share is not None and line.premium is None:
        raise CommontableError(
            "A share is of a premium.",
            expected="the premium too",
            came="a share alone",
            where=where,
        )
    if (line.employee_share or 0) > (line.premium or 0):
        raise CommontableError(
            "The employee's share is more than the premium.",
            expected="a share up to the premium",
            where=where,
        )
    if (line.of_pay or 0) > 10_000:  # noqa: PLR2004 - basis points of all
        raise CommontableError("That is more than all of pay.", expected="up to 100%", where=where)
