"""Answers of the pricing process as tables and charts: what a page writes, already in its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from commontable.web.charts import Bar, BarChart, LineChart, Series
from commontable.web.figures import money, number, percent

type Answer = Mapping[str, Any]

_CENTS_A_MILLION = Decimal(100_000_000)


def dollars(cents: int | None, *, plus: bool = False) -> str:
    """Whole dollars: "$1,234"."""
    return "" if cents is None else money(cents, 0, plus=plus)


def millions(cents: int, *, plus: bool = False) -> str:
    """ "$1,234.5 million"."""
    said = money((Decimal(cents) / _CENTS_A_MILLION).quantize(Decimal("0.1")), 1, plus=plus)
    return _("%(amount)s million") % {"amount": said}


def in_millions(cents: int) -> Decimal:
    """For a chart's axis."""
    return (Decimal(cents) / _CENTS_A_MILLION).quantize(Decimal("0.1"))


def parts(millionths: int, *, plus: bool = False) -> str:
    """Parts per million as a percent with two decimals."""
    return percent(Decimal(millionths) / 10_000, 2, plus=plus)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: what it is, a figure a column; ``strong`` for a sum."""

    label: str
    cells: tuple[str, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Lines under one heading, with a word on what they are."""

    heading: str
    about: str
    lines: tuple[Line, ...]


def year_names(answer: Answer) -> list[str]:
    """ "Year 1", and in which dates it lies."""
    return [_("Year %(number)s") % {"number": at} for at, _year in enumerate(answer["years"], 1)]


def measures(answers: Sequence[Answer]) -> list[Block]:
    """The figures of traditional costing, the status quo first, then a column a scenario.

    The answers are of one basis.
    """
    first = answers[0]
    years = year_names(first)
    columns = [first["status_quo"], *(answer["figures"] for answer in answers)]
    flat = first["flat"]

    def block(heading: str, about: str, name: str, *, plus: bool = False) -> Block:
        lines = [
            Line(year, tuple(dollars(column[name][at], plus=plus) for column in columns))
            for at, year in enumerate(years)
        ]
        totals = tuple(dollars(sum(column[name]), plus=plus) for column in columns)
        return Block(heading, about, (*lines, Line(_("The term"), totals, strong=True)))

    percents = [
        Line(year, tuple(parts(column["percent"][at]) for column in columns))
        for at, year in enumerate(years)
    ]
    named = (
        (_("Average a year"), "average"),
        (_("Summed, as headlines do"), "summed"),
        (_("Compounded: the last year over the flat base"), "compounded"),
    )
    return [
        block(
            _("What the employer pays"),
            _("Pay, lump sums, benefits and what rolls up, in each contract year."),
            "cost",
        ),
        block(
            _("New money over the status quo"),
            _("No deal is not free: steps and the premium trend go on. This is what is beyond."),
            "over_status_quo",
            plus=True,
        ),
        block(
            _("New money over the flat base"),
            _("Against the day before, held: no step, no trend."),
            "over_flat",
            plus=True,
        ),
        Block(
            _("In percent of the flat base"),
            _("Four different numbers, each by its name."),
            (
                *percents,
                *(
                    Line(label, tuple(parts(column[name]) for column in columns), strong=True)
                    for label, name in named
                ),
            ),
        ),
        Block(
            _("At the end, and beyond"),
            _(
                "The exit rate is a year of pay at the last day's rates. Carry-over is what was"
                " begun in the last year and is paid in full only in the year after."
            ),
            (
                Line(
                    _("Exit rate"),
                    tuple(dollars(column["exit_pay"][-1]) for column in columns),
                ),
                Line(
                    _("Exit rate over the flat base's"),
                    tuple(
                        parts(_share(column["exit_pay"][-1], flat["exit_pay"][-1]), plus=True)
                        for column in columns
                    ),
                ),
                Line(
                    _("Carry-over into the year after"),
                    tuple(dollars(column["carry_over"], plus=True) for column in columns),
                ),
                *_present_value(columns),
            ),
        ),
        Block(
            _("Per worker"),
            _("Over the workers paid on average in a period."),
            tuple(
                Line(year, tuple(dollars(column["per_worker"][at]) for column in columns))
                for at, year in enumerate(years)
            ),
        ),
    ]


def _present_value(columns: Sequence[Any]) -> list[Line]:
    """With the rate it is discounted at; no line where the contract assumes none."""
    discount = columns[0]["discount"]
    if discount is None:
        return []
    label = _("Present value of the new money over the flat base, at %(rate)s a year")
    values = tuple(dollars(column["present_value"], plus=True) for column in columns)
    return [Line(label % {"rate": parts(discount)}, values)]


def _share(part: int, whole: int) -> int:
    return 0 if whole == 0 else round(Decimal(part - whole) * 1_000_000 / whole)


def components(answers: Sequence[Answer]) -> list[Line]:
    """What is new over the status quo, by what it is paid as."""
    before = answers[0]["status_quo"]["components"]
    names = dict.fromkeys(
        name for answer in answers for name in (*before, *answer["figures"]["components"])
    )
    lines = []
    for name in names:
        moved = [
            sum(answer["figures"]["components"].get(name, ())) - sum(before.get(name, ()))
            for answer in answers
        ]
        base = sum(before.get(name, ()))
        lines.append(Line(name, (dollars(base), *(dollars(each, plus=True) for each in moved))))
    return lines


def groups(answers: Sequence[Answer], dimension: str) -> list[Line]:
    """Workers, then what is new over the status quo by scenario, for each label."""
    found: dict[str, list[int | None]] = {}
    workers: dict[str, int] = {}
    for at, answer in enumerate(answers):
        for row in answer["by"][dimension]:
            cells = found.setdefault(row["label"], [None] * len(answers))
            cells[at] = sum(row["over"])
            workers.setdefault(row["label"], row["workers"])
    return [
        Line(
            label or _("no worker in particular"),
            (
                number(workers[label]) if label else "",
                *(dollars(cents, plus=True) for cents in cells),
            ),
        )
        for label, cells in sorted(found.items(), key=lambda item: (item[0] == "", item[0]))
    ]


@dataclass(frozen=True, slots=True)
class TermLine:
    """One term with what it is worth, where it is written and, in the record, which page that is.

    ``share`` are the parts it is paid as, the most first.
    """

    said: str
    scope: str
    starts: str
    source: str
    clause: str
    note: str
    worth: str
    years: tuple[str, ...]
    share: tuple[tuple[str, str], ...]
    unions: tuple[tuple[str, str], ...]
    regions: tuple[tuple[str, str], ...]
    issue_id: int | None
    issue: str
    proposal_id: int | None
    assumed: bool


def terms(answer: Answer, reading: Mapping[str, Any], assumption: str) -> list[TermLine]:
    """Each term switched off in turn, the dearest first."""
    taken = {row["id"]: row for row in reading.get("taken", ())}
    lines = []
    for price in answer["terms"]:
        row = taken.get(price["id"], {})
        lines.append(
            TermLine(
                said=price["said"],
                scope=price["scope"],
                starts=price["from"],
                source=price["document"],
                clause=price["clause"],
                note=price["note"] or row.get("remark", ""),
                worth=dollars(price["cents"], plus=True),
                years=tuple(dollars(cents, plus=True) for cents in price["years"]),
                share=_most(price["components"]),
                unions=_most(price["unions"]),
                regions=_most(price["regions"]),
                issue_id=row.get("issue_id"),
                issue=row.get("issue", ""),
                proposal_id=row.get("proposal_id"),
                assumed=price["document"] == assumption,
            )
        )
    return lines


def _most(moved: Mapping[str, int]) -> tuple[tuple[str, str], ...]:
    ordered = sorted(moved.items(), key=lambda item: -abs(item[1]))
    return tuple((name or _("no worker"), dollars(cents, plus=True)) for name, cents in ordered)


@dataclass(frozen=True, slots=True)
class Lot:
    """Who gains and who loses under a scenario against another, in what they take home."""

    against: str
    gain: int
    same: int
    lose: int
    workers: int
    worst: str
    best: str
    worst_tenth: str
    lost: str
    tenths: tuple[tuple[str, str, str], ...]
    losers: tuple[tuple[str, str, int], ...]
    chart: BarChart


def lot(outcome: Mapping[str, Any]) -> Lot:
    """An outcome in words: take-home over all years, before taxes."""
    bars = tuple(
        Bar(
            _("Tenth %(number)s") % {"number": at},
            Decimal((least + most) // 2).scaleb(-2).quantize(Decimal(1)),
        )
        for at, (least, most) in enumerate(outcome["tenths"], 1)
    )
    return Lot(
        against=outcome["against"],
        gain=outcome["gain"],
        same=outcome["same"],
        lose=outcome["lose"],
        workers=outcome["workers"],
        worst=dollars(outcome["worst"], plus=True),
        best=dollars(outcome["best"], plus=True),
        worst_tenth=dollars(outcome["worst_tenth_average"], plus=True),
        lost=dollars(outcome["lost"], plus=True),
        tenths=tuple(
            (str(at), dollars(least, plus=True), dollars(most, plus=True))
            for at, (least, most) in enumerate(outcome["tenths"], 1)
        ),
        losers=tuple((job, region, many) for job, region, many in outcome["losers"]),
        chart=BarChart(
            _("What a worker takes home more over the term, middle of each tenth"),
            bars,
            unit="money",
        ),
    )


@dataclass(frozen=True, slots=True)
class Change:
    """One change that closes some of a gap."""

    said: str
    moves: str
    of_gap: str
    out: tuple[Mapping[str, str], ...]
    into: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class Distance:
    """How far two scenarios are apart, and what closes it."""

    first: str
    second: str
    years: tuple[str, ...]
    total: str
    total_cents: int
    changes: tuple[Change, ...]
    together: str
    chart: BarChart


def distance(answer: Answer) -> Distance:
    """From the first scenario to the second."""
    changes = tuple(
        Change(
            change["said"],
            dollars(change["moves"], plus=True),
            parts(change["of_gap"], plus=True),
            tuple(change["out"]),
            tuple(change["in"]),
        )
        for change in answer["changes"]
    )
    bars = tuple(
        Bar(_("Year %(number)s") % {"number": at}, in_millions(cents))
        for at, cents in enumerate(answer["apart"], 1)
    )
    return Distance(
        answer["first"],
        answer["second"],
        tuple(dollars(cents, plus=True) for cents in answer["apart"]),
        dollars(answer["total"], plus=True),
        answer["total"],
        changes,
        dollars(answer["together"], plus=True),
        BarChart(_("Apart, in millions of dollars"), bars),
    )


def cost_chart(answers: Iterable[Answer]) -> LineChart:
    """What the employer pays in each year, in millions: the status quo and each scenario."""
    listed = list(answers)
    first = listed[0]
    columns = [
        (_("Status quo"), first["status_quo"]),
        *((answer["name"], answer["figures"]) for answer in listed),
    ][:6]
    return LineChart(
        _("New money over the flat base, in millions of dollars a year"),
        tuple(_("Year %(number)s") % {"number": at + 1} for at in range(len(first["years"]))),
        tuple(
            Series(name, tuple(in_millions(cents) for cents in column["over_flat"]))
            for name, column in columns
        ),
        unit="number",
    )
