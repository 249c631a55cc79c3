"""In which order everything was applied: part of every result."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from commontable.engines.costing.calendar import date_of
from commontable.engines.costing.costing import Priced
from commontable.engines.costing.plan.standing import meant_by, rules_by_key
from commontable.engines.costing.wording import promise

RULES: Final = (
    (
        "Rates first. Terms on rates act in the order of the days on which they are first "
        "paid; on one day: new schedules, lower scales, dropped steps, new top steps, equity "
        "increases, alignment, general increases, floors; among equals by their order."
    ),
    "Each rate is rounded after each of these, halves up, to the unit the contract names.",
    "A step that falls due on the day of a raise is taken on the raised schedule.",
    (
        "Lines of the pay slip next: base pay, longevity, differentials, overtime (on the "
        "rate with what counts for it), shift differentials, hourly contributions. Each line "
        "of each period is rounded to the cent."
    ),
    "Amounts on a day are added to the pay of their period.",
    (
        "Shares of pay last, in the order: paid days, bonus, retirement, training fund, "
        "payroll tax, workers' compensation, other roll-up. Each is rounded once for each "
        "worker and contract year within each calendar year."
    ),
    (
        "Benefits go by the month, for who is employed on its first day; the employer's and "
        "the worker's part of each month are rounded to the cent."
    ),
    (
        "Of two terms that rule the same thing, the offer's stands over the contract's from "
        "its day on, then the later over the earlier."
    ),
)


@dataclass(frozen=True, slots=True)
class Applied:
    """One term: when it is first paid, what it says, whom it reaches, where it is written."""

    paid_from: date
    said: str
    scope: str
    workers: int
    layer: str
    source: str


def order_of_application(priced: Priced) -> list[Applied]:
    """Terms on rates one after the other, then the rules; workers of the first part."""
    plan = priced.plan
    workers = plan.standing.workers
    applied = [
        Applied(
            date_of(event.day),
            promise(event.term),
            str(event.term.scope),
            int(event.groups[plan.book.groups.of].sum()),
            event.term.layer,
            str(event.term.source),
        )
        for event in plan.book.events
        if event.term.kind.name != "schedule" or event.term.layer == "offer"
    ]
    others = plan.standing.of("line", "payment", "percent", "month", "employer")
    for _, same in sorted(rules_by_key(others).items(), key=lambda item: item[1][0].kind.rank):
        applied += [
            Applied(
                term.effective,
                promise(term),
                str(term.scope),
                int(workers.mask(meant_by(term)).sum()),
                term.layer,
                str(term.source),
            )
            for term in same
        ]
    return applied
