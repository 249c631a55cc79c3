"""The live part of a workbook: the sheet Audit, the terms, and each scenario's sheets."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Any, Final

from xlsxwriter.utility import xl_col_to_name

from commontable.engines.costing.calendar import month_starts
from commontable.engines.costing.components import COSTS, NAMES
from commontable.engines.costing.contract import STATUS_QUO, Offer
from commontable.engines.costing.costing import Costing
from commontable.engines.costing.live.benefits import Benefits
from commontable.engines.costing.live.formula import (
    Cell,
    Formula,
    formula,
    rounded,
    sum_where,
    together,
    total,
)
from commontable.engines.costing.live.page import Forms, Page
from commontable.engines.costing.live.parameters import NAME as TERMS
from commontable.engines.costing.live.parameters import Parameters, parameters
from commontable.engines.costing.live.pay import SHOWN, Pay, traced
from commontable.engines.costing.live.rates import Rates
from commontable.engines.costing.live.sample import MOST, Sample, sample_of
from commontable.engines.costing.plan.employer import employer_amounts
from commontable.engines.costing.plan.standing import Standing, rules_by_key
from commontable.engines.costing.terms import Term

_DIGITS: Final = 40
_YEARS: Final = 1
NOT_COVERED: Final = (
    "Whom a term means: the engine reads the scopes; each worker's block shows the result.",
    (
        "Step dates, years of service, promotion to the main scale, freezes: the days are the "
        "engine's; the rates on them are worked out."
    ),
    "The pay calendar and the day on which a change is first paid are the engine's.",
    (
        "Exit rate, carry-over, present value, the flat base, the gap and what closes it, who "
        "gains and loses, regions side by side, each term switched off: figures of the engine, as "
        "values."
    ),
)


@dataclass(frozen=True, slots=True)
class Live:
    """What is worked out again: a costing of the sample alone, and how it was drawn."""

    sample: Sample
    costing: Costing
    offers: tuple[Offer, ...]


def live_of(costing: Costing, offers: Sequence[Offer], *, most: int = MOST) -> Live:
    """Prepares the live sheets of a workbook; a part of a census costs the same cents."""
    sample = sample_of(costing, offers, most)
    part = Costing(
        costing.table.take(list(sample.rows)),
        costing.contract,
        as_of=costing.as_of,
        years=costing.years,
        engine=costing.engine,
        threads=1,
        checks=False,
    )
    return Live(sample, part, tuple(offers))


def add_live_sheets(book: Any, live: Live) -> None:
    """Adds the sheets Audit and Terms, and for each scenario Pay, Rates and Benefits."""
    with localcontext(prec=_DIGITS):
        forms = Forms(book)
        audit = Page(book, forms, "Audit")
        values = parameters(Page(book, forms, TERMS), live.costing.contract, live.offers)
        _head(audit, live)
        for place, offer in enumerate((STATUS_QUO, *live.offers)):
            _scenario(book, forms, audit, values, live, place, offer)
        audit.line("What the formulas do not work out", "bold")
        for said in NOT_COVERED:
            audit.line(f"· {said}")
        if not live.sample.whole:
            audit.line(
                f"· The other {live.sample.of - len(live.sample.rows):,} workers: the Summary "
                "counts them, the formulas do not."
            )


def _head(page: Page, live: Live) -> None:
    page.widths(44)
    page.sheet.set_column(1, 40, 16)
    page.line("Audit: worked out again by formulas, beside the engine's figures", "title")
    page.line(live.sample.said)
    page.line(
        "Begin here, then follow a number back: the sheet Pay (a block for each worker), Rates "
        "(each schedule, term by term), Benefits (month by month), Terms (every number, in blue)."
    )
    page.line("Every difference reads “equal” until a number in blue is changed.", "soft")
    page.row += 1


def _scenario(  # noqa: PLR0917 - what every scenario shares, then which one
    book: Any,
    forms: Forms,
    audit: Page,
    values: Parameters,
    live: Live,
    place: int,
    offer: Offer,
) -> None:
    short = str(place) if place else "SQ"
    costing = live.costing
    plan = costing.plan(offer)
    costs = costing.price(offer, per_worker=True).worker_costs
    traces = [traced(plan, row) for row in range(costing.count)]
    pay_page = Page(book, forms, f"Pay {short}")
    groups = {stay.group for trace in traces for stay in trace.stays}
    rates = Rates(Page(book, forms, f"Rates {short}"), plan, values, groups)
    benefits = Benefits(Page(book, forms, f"Benefits {short}"), plan, values)
    pay = Pay(pay_page, plan, values, rates, offer.name)
    for row, trace in enumerate(traces):
        pay.add(row, trace, benefits, costs=[int(each) for each in costs[row]])
    _compared(audit, pay, live, offer.name, place)


def _compared(audit: Page, pay: Pay, live: Live, name: str, place: int) -> None:
    """One scenario on the sheet Audit: by component, ours, the engine's, the difference."""
    years = live.costing.years
    heads = [f"year {year}" for year in range(1, years + 1)]
    audit.line(name, "bold")
    named = [
        [f"{whose}, {head}" for head in heads] for whose in ("formulas", "engine", "difference")
    ]
    audit.head(["The sample, dollars", *named[0], "", *named[1], "", *named[2]])
    ours: list[list[Cell]] = [[] for _ in range(years)]
    theirs: list[list[Cell]] = [[] for _ in range(years)]
    for component in SHOWN:
        if not any((component, year) in pay.sums for year in range(years)):
            continue
        row = audit.row
        audit.text(row, 0, NAMES[component])
        for year in range(years):
            column = str(xl_col_to_name(pay.year_columns[0] + year))
            mine = audit.put(
                row,
                _YEARS + year,
                sum_where(NAMES[component], pay.page.name, column, pay.sums[component, year]),
                "money",
            )
            told = audit.number(
                row,
                _YEARS + years + 1 + year,
                Decimal(pay.engine[component, year]) / 100,
                "money",
            )
            apart = rounded(formula(mine) - told)
            audit.put(row, _YEARS + 2 * (years + 1) + year, apart, "check")
            if component < COSTS:
                ours[year].append(mine)
                theirs[year].append(told)
        audit.row += 1
    _sum_row(audit, "Cost to the employer, the sample", ours, theirs, years)
    if live.sample.whole:
        _tied(audit, pay, ours, place, years)
    audit.row += 1


def _sum_row(
    audit: Page, name: str, ours: list[list[Cell]], theirs: list[list[Cell]], years: int
) -> None:
    audit.text(audit.row, 0, name, "bold")
    for year in range(years):
        mine = audit.put(audit.row, _YEARS + year, total(ours[year]), "money")
        told = audit.put(audit.row, _YEARS + years + 1 + year, total(theirs[year]), "money")
        apart = rounded(formula(mine) - told)
        audit.put(audit.row, _YEARS + 2 * (years + 1) + year, apart, "check")
    audit.row += 1


def _tied(audit: Page, pay: Pay, ours: list[list[Cell]], place: int, years: int) -> None:
    """With all workers in the sample: the whole cost, beside the sheet Summary."""
    standing = pay.plan.standing
    own = employer_amounts(standing)[:, :COSTS].sum(axis=1)
    extra: list[Cell | None] = [None] * years
    if own.any():
        audit.text(audit.row, 0, "the employer's own amounts")
        for year in range(years):
            amount = _employer(standing, pay.values, year)
            cell = audit.put(audit.row, _YEARS + year, amount, "money")
            told = Decimal(int(own[year])) / 100
            shown = audit.number(audit.row, _YEARS + years + 1 + year, told, "money")
            apart = rounded(formula(cell) - shown)
            audit.put(audit.row, _YEARS + 2 * (years + 1) + year, apart, "check")
            extra[year] = cell
        audit.row += 1
    audit.text(audit.row, 0, "Cost to the employer, as on the sheet Summary", "bold")
    for year in range(years):
        more = extra[year]
        whole = total(ours[year]) if more is None else total(ours[year]) + more
        mine = audit.put(audit.row, _YEARS + year, whole, "money")
        # The Summary lists the flat base, the status quo, then the offers, from its third row.
        summary = Cell("Summary", 3 + place, 1 + year, mine.value)
        told_cell = audit.put(audit.row, _YEARS + years + 1 + year, summary, "money")
        apart = rounded(formula(mine) - told_cell)
        audit.put(audit.row, _YEARS + 2 * (years + 1) + year, apart, "check")
    audit.row += 1


def _employer(standing: Standing, values: Parameters, year: int) -> Formula:
    """The employer's own amounts of a year: a twelfth for each month in which one stands."""
    starts = standing.time.year_starts()
    parts: list[Formula] = []
    for same in rules_by_key(standing.of("employer")).values():
        months: dict[tuple[object, object], tuple[Term, int]] = {}
        for month in month_starts(starts[year], starts[year + 1]):
            acting = [term for term in same if term.acts_over(month)]
            if acting:
                key = (acting[-1].values["dollars"], acting[-1].values["to"])
                first, count = months.get(key, (acting[-1], 0))
                months[key] = (first, count + 1)
        for term, count in months.values():
            parts.append(rounded(formula(values.of(term, "dollars")) * count / 12))
    return together(parts) if parts else formula(0)
