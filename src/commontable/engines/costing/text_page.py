"""A result for the terminal: tables of dollars, in the order in which a team asks."""

from collections.abc import Iterable, Sequence
from typing import Final

from commontable.engines.costing.amounts import (
    dollars,
    rate,
    short_percent,
    signed_dollars,
    whole_dollars,
)
from commontable.engines.costing.closing import Gap
from commontable.engines.costing.futures.drawn import QUANTILES, Futures
from commontable.engines.costing.outcomes import Outcome
from commontable.engines.costing.real_terms import Real
from commontable.engines.costing.result import Result, Scenario, marks
from commontable.engines.costing.wording import full, present_value_at

_NO: Final = "no new money"


def as_text(result: Result) -> str:
    """The whole result as text, lines of at most about 120 columns where the words allow it."""
    blocks = [_head(result), _summary(result)]
    if result.real is not None:
        blocks.append(_real(result.real))
    blocks += [_gap(each) for each in result.gaps]
    blocks += [_future(each, result) for each in result.futures]
    for scenario in result.scenarios:
        blocks += [_scenario(scenario, result)]
    blocks.append("Order of application\n" + "\n".join(f"  {rule}" for rule in result.rules))
    if result.remarks:
        blocks.append("Remarks\n" + "\n".join(f"  {remark}" for remark in result.remarks))
    return "\n\n".join(blocks) + "\n"


def _head(result: Result) -> str:
    first, last = result.years[0][0], result.years[-1][1]
    return (
        f"{result.contract.name}\n{result.workers:,} workers, {len(result.years)} years from "
        f"{first} to before {last}, {sum(result.periods)} pay periods"
    )


def _summary(result: Result) -> str:
    years = [f"year {year}" for year in range(1, len(result.years) + 1)]
    every = [*result.baselines, *(each.figures for each in result.scenarios)]
    tables = [
        _table(
            "Cost to the employer",
            ["", *years, "term"],
            [
                [each.name, *map(whole_dollars, each.cost), whole_dollars(each.total)]
                for each in every
            ],
        ),
        _table(
            "New money over the flat base (rates of the day before, held)",
            ["", *years, "term", *present_value_at(result.contract.discount)],
            [
                [
                    each.name,
                    *map(whole_dollars, each.over_flat),
                    whole_dollars(each.total_over_flat),
                    *(() if each.present_value is None else [whole_dollars(each.present_value)]),
                ]
                for each in every[1:]
            ],
        ),
        _table(
            "New money over the status quo (steps and premium trend go on)",
            ["", *years, "term"],
            [
                [
                    each.name,
                    *map(whole_dollars, each.over_status_quo),
                    whole_dollars(each.total_over_status_quo),
                ]
                for each in every[2:]
            ],
        ),
        _table(
            "In percent of the flat base",
            ["", *years, "average", "summed", "compounded"],
            [
                [
                    each.name,
                    *map(short_percent, each.percent),
                    short_percent(each.average),
                    short_percent(each.summed),
                    short_percent(each.compounded),
                ]
                for each in every[1:]
            ],
        ),
        _table(
            "Per worker, and what is left behind",
            ["", *years, "exit rate of pay", "carry-over"],
            [
                [
                    each.name,
                    *map(whole_dollars, each.per_worker),
                    whole_dollars(each.exit_pay[-1]),
                    whole_dollars(each.carry_over),
                ]
                for each in every
            ],
        ),
    ]
    return "\n\n".join(table for table in tables if table)


def _real(real: Real) -> str:
    years = [f"year {year}" for year in range(1, len(real.prices) + 1)]
    month = f"{real.base:%B %Y}"
    tables = [
        _table(
            f"Cost in real terms, in dollars of {month}",
            ["", *years, "term"],
            [
                [each.name, *map(whole_dollars, each.cost), whole_dollars(sum(each.cost))]
                for each in real.scenarios
            ],
        ),
        _table(
            f"Taken home by an average worker, in dollars of {month}, and against the flat base's "
            "first year",
            ["", *(name for year in years for name in (year, "against"))],
            [
                [each.name]
                + [
                    cell
                    for home, against in zip(each.taken_home, each.against_first, strict=True)
                    for cell in (whole_dollars(home), short_percent(against))
                ]
                for each in real.scenarios
            ],
        ),
    ]
    prices = ", ".join(map(short_percent, real.prices))
    said = [f"Prices over {month}, by year: {prices} ({real.source}).", *real.remarks]
    return "\n\n".join([*tables, "\n".join(f"  {each}" for each in said)])


def _gap(each: Gap) -> str:
    rows = [
        [change.said, signed_dollars(change.moves), short_percent(change.of_gap)]
        for change in each.changes
    ]
    if each.together:
        rows.append(["what the changes do together", signed_dollars(each.together), ""])
    apart = ", ".join(signed_dollars(cents) for cents in each.apart)
    total = signed_dollars(each.total)
    return _table(
        f"From {each.first} to {each.second}: {total} ({apart}). What closes it",
        ["change one term", "moves", "of the gap"],
        rows,
    )


def _future(each: Futures, result: Result) -> str:
    years = [f"year {year}" for year in range(1, len(result.years) + 1)]
    shares = [*each.lower_tier_by_year(), None]
    rows = [
        [
            name,
            *(whole_dollars(100 * dollars) for dollars in fan.dollars),
            "" if share is None else f"{share:.1%}",
        ]
        for name, fan, share in zip([*years, "term"], each.fans(), shares, strict=True)
    ]
    over = "; ".join(
        f"{name} ({whole_dollars(100 * dollars)}): {each.chance_above(dollars):.1%}"
        for name, dollars in marks(result).items()
    )
    return "\n".join(
        [
            _table(
                f"{each.offer}: {len(each.dollars):,} futures from seed {each.seed}, so many "
                "percent of them cost no more than",
                ["", *(f"{quantile} %" for quantile in QUANTILES), "on the lower scale"],
                rows,
            ),
            f"  The chance that it costs more than {over}.",
            f"  {each.model}",
        ]
    )


def _scenario(scenario: Scenario, result: Result) -> str:
    years = [f"year {year}" for year in range(1, len(result.years) + 1)]
    blocks = [scenario.figures.name, "=" * len(scenario.figures.name)]
    components = scenario.figures.components
    blocks.append(
        _table(
            "By component",
            ["", *years, "term"],
            [
                [name, *map(whole_dollars, cents), whole_dollars(sum(cents))]
                for name, cents in components.items()
            ],
        )
    )
    for dimension, labels in scenario.broken_down.items():
        if len(labels) > 1:
            blocks.append(
                _table(
                    f"By {dimension}",
                    ["", *years, "term"],
                    [
                        [label or "(none)", *map(whole_dollars, cents), whole_dollars(sum(cents))]
                        for label, cents in labels.items()
                    ],
                )
            )
    if scenario.term_prices:
        blocks.append(
            _table(
                "Each term switched off in turn",
                ["term", "worth over the term"],
                [[full(price.term), signed_dollars(price.cents)] for price in scenario.term_prices],
            )
        )
    for ident, cents in scenario.retro.items():
        blocks.append(f"Paid late, as retro pay of {ident}: {dollars(cents)}")
    blocks += [_outcome(each) for each in scenario.outcomes]
    if scenario.parity:
        blocks.append(
            _table(
                "The same job in different regions, highest step",
                ["", "region", "first day", "of the best", "last day", "of the best"],
                [
                    [
                        each.classification,
                        each.region,
                        rate(each.before),
                        short_percent(each.share_before),
                        rate(each.after),
                        short_percent(each.share_after),
                    ]
                    for each in scenario.parity
                ],
            )
        )
    blocks.append(
        _table(
            "As applied",
            ["paid from", "term", "for", "workers", "source"],
            [
                [str(a.paid_from), a.said, a.scope, f"{a.workers:,}", a.source or a.layer]
                for a in scenario.applied
            ],
        )
    )
    return "\n\n".join([f"{blocks[0]}\n{blocks[1]}", *(block for block in blocks[2:] if block)])


def _outcome(each: Outcome) -> str:
    told = (
        f"{each.scenario} against {each.against}, taken home over the term by {each.workers:,} "
        f"workers: {each.gain:,} gain, {each.same:,} are the same, {each.lose:,} lose"
        + (f" {dollars(-each.lost)} together." if each.lose else ".")
    )
    worst = f"  The worst-off tenth: {dollars(each.worst_tenth_average)} on average;"
    lines = [told, f"{worst} all from {dollars(each.worst)} to {dollars(each.best)}."]
    tenths = ", ".join(
        f"{whole_dollars(low)} to {whole_dollars(high)}" for low, high in each.tenths
    )
    lines.append(f"  By tenths, the worst-off first: {tenths}.")
    if each.losers:
        named = ", ".join(f"{many:,} {job} in {region}" for job, region, many in each.losers[:6])
        more = f" and {len(each.losers) - 6} more" if len(each.losers) > 6 else ""  # noqa: PLR2004
        lines.append(f"  Who lose: {named}{more}.")
    return "\n".join(lines)


def _table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    body = [list(row) for row in rows]
    if not body:
        return ""
    words = {at for at, name in enumerate(head) if name in _WORDS or at == 0}
    widths = [max(len(row[at]) for row in (head, *body)) for at in range(len(head))]
    lines = [
        "  ".join(
            cell.ljust(width) if at in words else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in (head, *body)
    ]
    return "\n".join([title, *(f"  {line}" for line in lines)])


_WORDS: Final = frozenset({"term", "for", "source", "region", "change one term"}) - {"term"}
