"""A contract document to begin with: the schedules and benefits that the workforce holds."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from commontable.coalition.actors import Actor
from commontable.costing.documents import entry_line
from commontable.web.figures import money
from commontable.workforce.selectors.costing import StatusQuo, status_quo_on

_NOTES = """\
# Hours and paydays as the contract has them: see the reference of costing files.
pay: {period: biweekly, changes: next_period, rates_to: cent, full_time_hours: 80}
steps: {months: 12}
"""


def drafted_contract(actor: Actor, *, name: str, on: date, starts_on: date, years: int) -> str:
    """The engine's YAML with every schedule in force on a day; benefits as lines to be written.

    Rates are entered once, in the workforce; here they are copied, and pinned with the basis.
    """
    found = status_quo_on(actor, on)
    heads = (
        f"# Drafted from the schedules and benefits in force on {on}. Read it before it is kept.\n"
        + entry_line({"contract": name})[1:-1]
        + f"\nterm: {{from: {starts_on}, years: {years}}}\n"
    )
    return heads + _NOTES + _schedules(found, on) + _benefits(found)


def _schedules(found: StatusQuo, on: date) -> str:
    """One line for each different schedule; regions that pay alike stand together."""
    alike: dict[tuple[str, tuple[tuple[int, int], ...]], list[str]] = defaultdict(list)
    for (job, region), by_step in found.rates.steps().items():
        alike[job, tuple(sorted(by_step.items()))].append(region)
    if not alike:
        return "# No wage schedule is in force on that day.\nschedules: []\n"
    lines = []
    for (job, steps), regions in sorted(alike.items(), key=lambda item: (item[0][0], item[1])):
        entry: dict[str, Any] = {"classification": job}
        if regions != [""]:
            entry["region"] = sorted(regions) if len(regions) > 1 else regions[0]
        entry["from"] = on
        rates = [Decimal(mills) / 1000 for _, mills in steps]
        first = steps[0][0]
        entry["steps"] = rates if first == 1 else dict(enumerate(rates, first))
        lines.append(f"- {entry_line(entry)}\n")
    return "schedules:\n" + "".join(lines)


def _benefits(found: StatusQuo) -> str:
    """What the inventories say, as remarks: which term each line is has to be said by somebody."""
    said: dict[str, None] = {}
    for inventory in found.inventories.values():
        for line in inventory.lines.all():
            facts = [
                f"{line.get_kind_display()}: {line}",
                f"{money(line.premium)} a month" if line.premium is not None else "",
                f"of it the worker's {money(line.employee_share)}"
                if line.employee_share is not None
                else "",
                f"{Decimal(line.of_pay) / 100}% of pay" if line.of_pay is not None else "",
                f"{money(line.a_year)} a year" if line.a_year is not None else "",
                line.copays,
                f"{inventory.document}, {line.clause}" if line.clause else inventory.document,
            ]
            said["#   " + ", ".join(fact for fact in facts if fact)] = None
    if not said:
        return "# Everything else that costs money today, each with its clause:\nterms: []\n"
    return (
        "# What the benefit inventories say. Write each as a term below, with its clause:\n"
        + "\n".join(said)
        + "\nterms: []\n"
    )
