"""A result as a tagged PDF (PDF/UA-1), set by Typst: what a team hands around the table.

The template is fixed; all that is said goes to it as data and is shown as text. The same result
gives the same bytes.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import typst

from commontable.engines.costing.amounts import (
    dollars,
    rate,
    short_percent,
    signed_dollars,
    whole_dollars,
)
from commontable.engines.costing.closing import Gap
from commontable.engines.costing.errors import CostingError
from commontable.engines.costing.figures import Figures
from commontable.engines.costing.outcomes import Outcome
from commontable.engines.costing.result import Result, Scenario
from commontable.engines.costing.wording import full, present_value_at

TEMPLATE: Final = Path(__file__).with_name("summary.typ")
FONT_FOLDERS: Final = (
    Path("/usr/share/fonts/truetype/noto"),
    Path("/usr/share/fonts/opentype/noto"),
)
FAMILIES: Final = ("Noto Sans", "Libertinus Serif")
MOST_ROWS: Final = 12
"""Of a breakdown; the rest are added up in a last row."""

_NO_FONT: Final = re.compile(r"the text `\"(.+?)\"` could not be displayed", re.DOTALL)
_MOST_SUBSTITUTES: Final = 200
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\ufeff]")


class Paper(StrEnum):
    LETTER = "us-letter"
    A4 = "a4"


@dataclass(frozen=True, slots=True)
class Table:
    """``words`` first columns and ``texts`` are words; ``widths`` 0 takes what it needs.

    ``bars`` are from -100 to 100, one for each row, or none.
    """

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int] = ()
    note: str = ""
    words: int = 1
    texts: Sequence[int] = ()
    bars: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    tables: Sequence[Table]
    lines: Sequence[str] = field(default=())


def as_pdf(result: Result, *, made: str = "", paper: Paper = Paper.LETTER) -> bytes:
    """The summary of a result. ``made`` says of itself when and from what it was made.

    A sign that no font here can show is written as its number. Raises ``CostingError`` when a
    whole script has no font.
    """
    substitutes: dict[str, str] = {}
    while True:
        try:
            return _compiled(_each_text(_content(result, made), substitutes), paper)
        except typst.TypstError as error:
            found = _NO_FONT.search(str(error))
            if found is None:
                raise CostingError(
                    "PDF", expected="a summary that can be set", got=str(error)
                ) from error
            missing = {sign for sign in found[1] if ord(sign) > 0x7E}  # noqa: PLR2004
            if not missing - substitutes.keys() or len(substitutes) > _MOST_SUBSTITUTES:
                raise CostingError(
                    "PDF",
                    expected="a font for every script (Debian: fonts-noto-core, fonts-noto-cjk)",
                    got=found[1],
                ) from error
            substitutes |= {sign: f"[U+{ord(sign):04X}]" for sign in missing}


def _compiled(data: Any, paper: Paper) -> bytes:
    return bytes(
        typst.compile(
            str(TEMPLATE),
            format="pdf",
            pdf_standards="ua-1",
            font_paths=[str(folder) for folder in FONT_FOLDERS if folder.is_dir()],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data), "paper": paper.value},
        )
    )


def _each_text(data: Any, substitutes: dict[str, str]) -> Any:
    if isinstance(data, str):
        return _CONTROL.sub("", data).translate(
            {ord(sign): number for sign, number in substitutes.items()}
        )
    if isinstance(data, dict):
        return {key: _each_text(value, substitutes) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_each_text(value, substitutes) for value in data]
    return data


def _content(result: Result, made: str) -> dict[str, Any]:
    first, last = result.years[0][0], result.years[-1][1]
    parts = [Part("All offers", _summary(result)), *(_gap_part(each) for each in result.gaps)]
    parts += [_offer_part(each, len(result.years)) for each in result.scenarios]
    parts.append(Part("How it was worked out", (), [*result.rules, *result.remarks]))
    return {
        "title": f"What the offers are worth: {result.contract.name}",
        "subtitle": f"{result.workers:,} workers, {len(result.years)} years from {first} to "
        f"before {last}, {sum(result.periods)} pay periods.",
        "made": made,
        "families": FAMILIES,
        "glance": _glance(result),
        "parts": [
            {
                "title": part.title,
                "lines": list(part.lines),
                "tables": [asdict(table) for table in part.tables if table.rows],
            }
            for part in parts
        ],
    }


def _glance(result: Result) -> list[str]:
    """The answers in sentences, for who reads no further."""
    told = [
        f"{each.name} costs {whole_dollars(each.total)} over the term, "
        f"{signed_dollars(each.total_over_status_quo)} against the status quo; in the last year "
        f"{short_percent(each.compounded)} over the flat base."
        for each in (scenario.figures for scenario in result.scenarios)
    ]
    return told + [
        f"From {gap.first} to {gap.second}: {signed_dollars(gap.total)}." for gap in result.gaps
    ]


def _summary(result: Result) -> list[Table]:
    every = [*result.baselines, *(each.figures for each in result.scenarios)]
    discounted = [*map(str.capitalize, present_value_at(result.contract.discount))]
    years = [f"Year {year}" for year in range(1, len(result.years) + 1)]

    def table(  # noqa: PLR0917 - a table and its last columns
        title: str,
        note: str,
        more: Sequence[str],
        said: Callable[[Figures], Sequence[str]],
        rows: Sequence[Figures],
        bars: Sequence[int] = (),
    ) -> Table:
        body = [[each.name, *said(each)] for each in rows]
        return Table(title, ["", *years, *more], body, _widths(len(years) + len(more)), note,
                     bars=bars)  # fmt: skip

    money = whole_dollars
    return [
        table(
            "Cost to the employer",
            "",
            ["Term"],
            lambda f: [*map(money, f.cost), money(f.total)],
            every,
        ),
        table(
            "New money over the status quo",
            "No deal, but steps, premium trend and the contract's own dated terms go on.",
            ["Term"],
            lambda f: [*map(money, f.over_status_quo), money(f.total_over_status_quo)],
            every[2:],
            _bars([f.total_over_status_quo for f in every[2:]]),
        ),
        table(
            "New money over the flat base",
            "Everything as on the day before the first, held: no step, no trend."
            + (" The present value discounts each year from its middle." if discounted else ""),
            ["Term", *discounted],
            lambda f: [
                *map(money, f.over_flat),
                money(f.total_over_flat),
                *(() if f.present_value is None else [money(f.present_value)]),
            ],
            every[1:],
        ),
        table(
            "In percent of the flat base",
            "Summed: the year-on-year percents added up. Compounded: the last year over the base.",
            ["Average", "Summed", "Compounded"],
            lambda f: [
                *map(short_percent, (*f.percent, f.average, f.summed, f.compounded)),
            ],
            every[1:],
        ),
        table(
            "Per worker, and what is left behind",
            "The exit rate is a year of pay at the last day's rates; the carry-over is what the "
            "year after the last costs more for that.",
            ["Exit rate of pay", "Carry-over"],
            lambda f: [*map(money, f.per_worker), money(f.exit_pay[-1]), money(f.carry_over)],
            every,
        ),
    ]


def _gap_part(gap: Gap) -> Part:
    rows = [
        [change.said, signed_dollars(change.moves), short_percent(change.of_gap)]
        for change in gap.changes
    ]
    if gap.together:
        rows.append(["what the changes do together", signed_dollars(gap.together), ""])
    apart = ", ".join(signed_dollars(cents) for cents in gap.apart)
    moves = [*(change.moves for change in gap.changes), *([gap.together] if gap.together else [])]
    table = Table(
        "What closes it: one term changed at a time",
        ["Change", "Moves", "Of the gap"],
        rows,
        [1, 0, 0],
        bars=_bars(moves),
    )
    said = f"{signed_dollars(gap.total)} over the term; by year {apart}."
    return Part(f"From {gap.first} to {gap.second}", [table], [said])


def _offer_part(scenario: Scenario, count: int) -> Part:
    years = [*(f"Year {year}" for year in range(1, count + 1)), "Term"]
    tables = [_broken_down("By component", scenario.figures.components, years, len(years) * 9)]
    for dimension in ("region", "union", "classification", "facility"):
        labels = scenario.broken_down.get(dimension, {})
        if len(labels) > 1:
            tables.append(_broken_down(f"By {dimension}", labels, years, MOST_ROWS))
    prices = [[full(each.term), signed_dollars(each.cents)] for each in scenario.term_prices]
    tables.append(
        Table(
            "Each term switched off in turn",
            ["Term", "Worth over the term"],
            prices,
            [1, 0],
            bars=_bars([each.cents for each in scenario.term_prices]),
        )
    )
    parity = [
        [
            each.classification,
            each.region,
            rate(each.before),
            short_percent(each.share_before),
            rate(each.after),
            short_percent(each.share_after),
        ]
        for each in scenario.parity
    ]
    heads = ["Job", "Region", "First day", "Of the best", "Last day", "Of the best"]
    tables.append(
        Table(
            "The same job in different regions, highest step",
            heads,
            parity,
            [2, 1, 0, 0, 0, 0],
            words=2,
        )
    )
    applied = [
        [str(a.paid_from), a.said, a.scope, f"{a.workers:,}", a.source or a.layer]
        for a in scenario.applied
    ]
    tables.append(
        Table(
            "As applied, in this order",
            ["Paid from", "Term", "For", "Workers", "Written"],
            applied,
            [0, 5, 3, 0, 3],
            words=3,
            texts=(4,),
        )
    )
    lines = [
        f"Paid late, as retro pay of {ident}: {dollars(cents)}."
        for ident, cents in scenario.retro.items()
    ]
    lines += [line for each in scenario.outcomes for line in _outcome(each)]
    return Part(scenario.figures.name, tables, lines)


def _outcome(each: Outcome) -> list[str]:
    told = (
        f"Against {each.against}, of {each.workers:,} workers {each.gain:,} take home more over "
        f"the term, {each.same:,} the same, {each.lose:,} less"
        + (f", {dollars(-each.lost)} together" if each.lose else "")
        + f". The worst-off tenth: {dollars(each.worst_tenth_average)} on average."
    )
    if not each.losers:
        return [told]
    named = ", ".join(f"{many:,} {job} in {region}" for job, region, many in each.losers[:6])
    more = f" and {len(each.losers) - 6} groups more" if len(each.losers) > 6 else ""  # noqa: PLR2004
    return [told, f"Who lose against {each.against}: {named}{more}."]


def _broken_down(
    title: str, labels: dict[str, tuple[int, ...]], years: Sequence[str], most: int
) -> Table:
    listed = list(labels.items())
    note = ""
    if len(listed) > most:
        listed.sort(key=lambda item: -sum(item[1]))
        rest = [sum(cents) for cents in zip(*(c for _, c in listed[most:]), strict=True)]
        note = f"The {most} largest of {len(listed)}; the workbook has all."
        listed = [*listed[:most], (f"the other {len(listed) - most}", tuple(rest))]
    rows = [
        [label or "(none)", *map(whole_dollars, cents), whole_dollars(sum(cents))]
        for label, cents in listed
    ]
    return Table(title, ["", *years], rows, _widths(len(years)), note)


def _widths(numbers: int) -> list[int]:
    return [1, *([0] * numbers)]


def _bars(amounts: Sequence[int]) -> list[int]:
    """Lengths in percent of the largest, with its sign."""
    largest = max((abs(amount) for amount in amounts), default=0)
    return [amount * 100 // largest if largest else 0 for amount in amounts]
