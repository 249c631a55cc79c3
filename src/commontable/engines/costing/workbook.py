"""A result as an Excel workbook of tables; money in dollars, exact to the cent."""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter

from commontable.engines.costing.amounts import rate
from commontable.engines.costing.closing import Gap
from commontable.engines.costing.futures.drawn import QUANTILES
from commontable.engines.costing.live.workbook import Live, add_live_sheets
from commontable.engines.costing.real_terms import Real
from commontable.engines.costing.result import Result, Scenario, marks
from commontable.engines.costing.wording import full, present_value_at

type Cell = str | Decimal | int


def as_workbook(result: Result, live: Live | None = None) -> bytes:
    """Sheets: summary, gap, one for each offer, order of application.

    With ``live`` a sample of workers is worked out again by formulas, on further sheets. It shows
    single workers: leave it out for who may see figures only.
    """
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, {"in_memory": True}) as book:
        sheets = _Sheets(book)
        _summary(sheets, result)
        if result.real is not None:
            _real(sheets, result.real)
        if result.futures:
            _futures(sheets, result)
        for place, each in enumerate(result.gaps, 1):
            _gap(sheets, f"Gap {place}", each)
        for place, scenario in enumerate(result.scenarios, 1):
            _scenario(sheets, f"Offer {place}", scenario, len(result.years))
        sheets.begin("Order")
        sheets.table("Order of application", [""], [[rule] for rule in result.rules])
        sheets.table("Remarks", [""], [[remark] for remark in result.remarks])
        if live is not None:
            add_live_sheets(book, live)
    return sink.getvalue()


class _Sheets:
    def __init__(self, book: Any) -> None:
        self._book = book
        self._bold = book.add_format({"bold": True})
        self._head = book.add_format({"bold": True, "bottom": 1, "align": "right"})
        self._money = book.add_format({"num_format": "#,##0.00;[Red]-#,##0.00"})

    def begin(self, name: str) -> None:
        self._sheet = self._book.add_worksheet(name)
        self._sheet.set_column(0, 0, 60)
        self._sheet.set_column(1, 12, 18)
        self._row = 0

    def table(self, title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
        body = list(rows)
        if not body:
            return
        self._sheet.write_string(self._row, 0, title, self._bold)
        for at, name in enumerate(head):
            self._sheet.write_string(self._row + 1, at, name, self._head)
        for down, row in enumerate(body, self._row + 2):
            for at, cell in enumerate(row):
                if isinstance(cell, str):
                    # As text, so that a name that begins with "=" is no formula.
                    self._sheet.write_string(down, at, cell)
                else:
                    form = self._money if isinstance(cell, Decimal) else None
                    self._sheet.write_number(down, at, cell, form)
        self._row += len(body) + 3


def _summary(sheets: _Sheets, result: Result) -> None:
    years = [f"Year {year}" for year in range(1, len(result.years) + 1)]
    every = [*result.baselines, *(each.figures for each in result.scenarios)]
    sheets.begin("Summary")
    sheets.table(
        f"{result.contract.name}: cost to the employer, dollars",
        ["", *years, "Term"],
        [[each.name, *map(_dollars, each.cost), _dollars(each.total)] for each in every],
    )
    sheets.table(
        "New money over the flat base",
        [
            "",
            *years,
            "Term",
            *(each.capitalize() for each in present_value_at(result.contract.discount)),
        ],
        [
            [
                each.name,
                *map(_dollars, each.over_flat),
                _dollars(each.total_over_flat),
                *(() if each.present_value is None else [_dollars(each.present_value)]),
            ]
            for each in every
        ],
    )
    sheets.table(
        "New money over the status quo",
        ["", *years, "Term"],
        [
            [each.name, *map(_dollars, each.over_status_quo), _dollars(each.total_over_status_quo)]
            for each in every
        ],
    )
    sheets.table(
        "Percent of the flat base",
        ["", *years, "Average", "Summed", "Compounded"],
        [
            [each.name]
            + [_percent(parts) for parts in (*each.percent, each.average, each.summed)]
            + [_percent(each.compounded)]
            for each in every
        ],
    )
    sheets.table(
        "Per worker, exit rate of pay, carry-over",
        ["", *years, "Exit rate", "Carry-over"],
        [
            [
                each.name,
                *map(_dollars, each.per_worker),
                _dollars(each.exit_pay[-1]),
                _dollars(each.carry_over),
            ]
            for each in every
        ],
    )


def _real(sheets: _Sheets, real: Real) -> None:
    years = [f"Year {year}" for year in range(1, len(real.prices) + 1)]
    month = f"{real.base:%B %Y}"
    sheets.begin("Real terms")
    for title, cents in (
        (f"Cost, dollars of {month}", [each.cost for each in real.scenarios]),
        (f"Cost a worker, dollars of {month}", [each.per_worker for each in real.scenarios]),
        (
            f"Taken home by an average worker, dollars of {month}",
            [each.taken_home for each in real.scenarios],
        ),
    ):
        sheets.table(
            title,
            ["", *years],
            [
                [each.name, *map(_dollars, row)]
                for each, row in zip(real.scenarios, cents, strict=True)
            ],
        )
    sheets.table(
        "Taken home against the flat base's first year, percent",
        ["", *years],
        [[each.name, *map(_percent, each.against_first)] for each in real.scenarios],
    )
    sheets.table(
        f"Prices over {month}, percent of them",
        ["", *years],
        [[real.source, *map(_percent, real.prices)]],
    )
    sheets.table("Remarks", [""], [[remark] for remark in real.remarks])


def _futures(sheets: _Sheets, result: Result) -> None:
    sheets.begin("Futures")
    years = [f"Year {year}" for year in range(1, len(result.years) + 1)]
    head = ["", *(f"{quantile} %" for quantile in QUANTILES)]
    for each in result.futures:
        for real, of in ((False, "dollars"), (True, "dollars of the first day")):
            sheets.table(
                f"{each.offer}: {len(each.dollars):,} futures from seed {each.seed}; so many "
                f"percent of them cost no more than, in {of}",
                head,
                [
                    [name, *fan.dollars]
                    for name, fan in zip([*years, "Term"], each.fans(real=real), strict=True)
                ],
            )
        sheets.table(
            "The chance that it costs more, percent",
            ["Than", "Dollars", "Chance"],
            [
                [name, dollars, _percent(round(each.chance_above(dollars) * 1_000_000))]
                for name, dollars in marks(result).items()
            ],
        )
        sheets.table(
            "Seats on the lower scale at the year's end, percent of those filled",
            ["", *years],
            [["", *(_percent(round(s * 1_000_000)) for s in each.lower_tier_by_year())]],
        )
        sheets.table("The model", [""], [[each.model]])


def _gap(sheets: _Sheets, name: str, each: Gap) -> None:
    sheets.begin(name)
    rows: list[list[Cell]] = [
        [change.said, _dollars(change.moves), _percent(change.of_gap)] for change in each.changes
    ]
    rows.append(["What the changes do together", _dollars(each.together), ""])
    rows.append(["The gap", _dollars(each.total), ""])
    sheets.table(f"From {each.first} to {each.second}", ["Change", "Moves", "% of gap"], rows)


def _scenario(sheets: _Sheets, name: str, scenario: Scenario, count: int) -> None:
    years = [f"Year {year}" for year in range(1, count + 1)]
    sheets.begin(name)
    sheets.table(
        f"{scenario.figures.name}: by component",
        ["", *years, "Term"],
        [
            [label, *map(_dollars, cents), _dollars(sum(cents))]
            for label, cents in scenario.figures.components.items()
        ],
    )
    for dimension, labels in scenario.broken_down.items():
        sheets.table(
            f"By {dimension}",
            ["", *years, "Term"],
            [
                [label or "(none)", *map(_dollars, cents), _dollars(sum(cents))]
                for label, cents in labels.items()
            ],
        )
    sheets.table(
        "Each term switched off in turn",
        ["Term", "Worth"],
        [[full(price.term), _dollars(price.cents)] for price in scenario.term_prices],
    )
    sheets.table(
        "Taken home over the term",
        ["Against", "Gain", "Same", "Lose", "Lost together", "Worst", "Worst tenth", "Best"],
        [
            [
                each.against,
                each.gain,
                each.same,
                each.lose,
                *(_dollars(c) for c in (each.lost, each.worst, each.worst_tenth_average)),
                _dollars(each.best),
            ]
            for each in scenario.outcomes
        ],
    )
    for each in scenario.outcomes:
        sheets.table(
            f"Taken home over the term against {each.against}, by tenths of the workers",
            ["", *(f"Tenth {place}" for place in range(1, len(each.tenths) + 1))],
            [
                ["least", *(_dollars(low) for low, _ in each.tenths)],
                ["most", *(_dollars(high) for _, high in each.tenths)],
            ],
        )
        sheets.table(
            f"Who loses against {each.against}",
            ["Job", "Region", "Workers"],
            [list(row) for row in each.losers],
        )
    sheets.table(
        "Paid late, as retro pay",
        ["Term", "Dollars"],
        [[ident, _dollars(cents)] for ident, cents in scenario.retro.items()],
    )
    sheets.table(
        "The same job in different regions, highest step",
        ["Job", "Region", "First day", "% of best", "Last day", "% of best"],
        [
            [
                each.classification,
                each.region,
                rate(each.before),
                _percent(each.share_before),
                rate(each.after),
                _percent(each.share_after),
            ]
            for each in scenario.parity
        ],
    )
    sheets.table(
        "As applied",
        ["Term", "Paid from", "For", "Workers", "Source"],
        [
            [each.said, str(each.paid_from), each.scope, each.workers, each.source or each.layer]
            for each in scenario.applied
        ],
    )


def _dollars(cents: int) -> Decimal:
    return Decimal(cents) / 100


def _percent(parts: int) -> Decimal:
    return Decimal(parts) / 10_000
