"""The figures of the night as a page writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from django.utils.translation import gettext as _

from commontable.costing.changing import Knob
from commontable.costing.figures_shown import dollars, in_millions, millions, parts
from commontable.web.charts import Bar, BarChart


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One union or region: what is new over the status quo, and how far apart it is."""

    label: str
    over: str
    gap: str


@dataclass(frozen=True, slots=True)
class Moved:
    """Totals and gap with the figures as they stand."""

    over: str
    over_exact: str
    moved: str
    compounded: str
    years: tuple[tuple[str, str, str, str], ...]
    total: str
    gap: str
    gap_exact: str
    gap_name: str
    closed: bool
    unions: tuple[GroupLine, ...]
    regions: tuple[GroupLine, ...]
    components: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    chart: BarChart


def moved(answer: Mapping[str, Any], against: str) -> Moved:
    """An answer to a change, in words."""
    gap = answer["gap"]
    apart = gap["apart"] if gap else [None] * len(answer["cost"])
    years = tuple(
        (
            _("Year %(number)s") % {"number": at},
            dollars(over, plus=True),
            parts(percent),
            dollars(between, plus=True) if between is not None else "",
        )
        for at, (over, percent, between) in enumerate(
            zip(answer["over"], answer["percent"], apart, strict=True), 1
        )
    )
    rows = gap["by"]["region"] if gap else answer["by"]["region"]
    title = (
        _("Apart by region over the term, in millions of dollars")
        if gap
        else _("New money by region over the term, in millions of dollars")
    )
    return Moved(
        over=millions(answer["total_over"], plus=True),
        over_exact=dollars(answer["total_over"], plus=True),
        moved=dollars(answer["moved"], plus=True),
        compounded=parts(answer["compounded"]),
        years=years,
        total=dollars(answer["total"]),
        gap=millions(gap["total"], plus=True) if gap else "",
        gap_exact=dollars(gap["total"], plus=True) if gap else "",
        gap_name=against,
        closed=bool(gap) and gap["total"] == 0,
        unions=tuple(_groups(answer, "union")),
        regions=tuple(_groups(answer, "region")),
        components=tuple(
            (name, dollars(cents, plus=True))
            for name, cents in sorted(answer["components"].items(), key=lambda item: -abs(item[1]))
        ),
        remarks=tuple(answer["remarks"]),
        chart=BarChart(
            title,
            tuple(
                Bar(row["label"] or _("no worker"), in_millions(sum(row["over"]))) for row in rows
            ),
        ),
    )


def _groups(answer: Mapping[str, Any], dimension: str) -> Iterable[GroupLine]:
    gap = answer["gap"]
    between = {row["label"]: sum(row["over"]) for row in gap["by"][dimension]} if gap else {}
    for row in answer["by"][dimension]:
        label = row["label"]
        yield GroupLine(
            label or _("no worker in particular"),
            dollars(sum(row["over"]), plus=True),
            dollars(between[label], plus=True) if label in between else "",
        )


@dataclass(frozen=True, slots=True)
class ClosingLine:
    """One figure: what a step moves, and where it alone would close the gap.

    ``needed`` is a straight line through one step, rounded to the step that closes it; empty where
    the figure moves nothing or would have to go below zero.
    """

    issue: str
    said: str
    now: str
    step: str
    moves: str
    needed: str


def closing_lines(
    knobs: Iterable[Knob],
    values: Mapping[str, Decimal],
    steps: Mapping[str, int],
    gap: int,
    said: Mapping[str, tuple[str, str]],
) -> list[ClosingLine]:
    """The figures that move the most first."""
    found: list[tuple[int, ClosingLine]] = []
    for knob in knobs:
        moves, now = steps[knob.name], values[knob.name]
        words, issue = said.get(knob.name, (knob.term_id, ""))
        found.append(
            (
                abs(moves),
                ClosingLine(
                    issue,
                    words,
                    _in_unit(now, knob.unit),
                    _in_unit(knob.step, knob.unit, plus=True),
                    dollars(moves, plus=True),
                    _needed(knob, now, moves, gap),
                ),
            )
        )
    return [line for _size, line in sorted(found, key=lambda item: -item[0])]


def _needed(knob: Knob, now: Decimal, moves: int, gap: int) -> str:
    if not moves or not gap:
        return ""
    wanted = Decimal(gap) / moves
    steps = wanted.to_integral_value(ROUND_CEILING if wanted > 0 else ROUND_FLOOR)
    value = now + steps * knob.step
    return _in_unit(value, knob.unit) if value >= 0 else ""


def _in_unit(value: Decimal, unit: str, *, plus: bool = False) -> str:
    sign = "+" if plus else ""
    said = format(value.normalize(), "f")
    match unit:
        case "percent":
            return f"{sign}{said}%"
        case "hourly":
            return _("%(amount)s an hour") % {"amount": f"{sign}${value:.2f}"}
        case "dollars":
            return (
                f"{sign}${value:,.0f}" if value == value.to_integral_value() else f"{sign}${said}"
            )
        case "cents":
            return f"{sign}{said}¢"
        case _:
            return f"{sign}{said}"
