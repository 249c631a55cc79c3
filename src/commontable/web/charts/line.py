"""Trend lines: a figure per series over ordered occasions, such as the gap over sessions."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext

from commontable.web.charts.scale import Scale, nice_ticks, place
from commontable.web.charts.symbols import MOST_SERIES, Mark, symbol
from commontable.web.charts.table import DataTable
from commontable.web.figures import Unit, in_unit

_TOP, _BOTTOM = Decimal(14), Decimal(30)
_EMPTY_HEIGHT = 64
_LABEL_HEIGHT = Decimal(34)  # a name and a figure, one above the other
_LINE_HEIGHT = Decimal(17)  # both on one line
_BELOW = Decimal(14)  # how far a label reaches below its place
_CHARACTER = Decimal("6.4")  # the widest usual advance of the 12 px label face


@dataclass(frozen=True, slots=True)
class Series:
    """A name and one value per occasion; None where nothing was stated (the line breaks there)."""

    label: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class LineChart:
    """`occasions` are in order of time; every series has a value, or None, for each.

    `also_holds` are values that the upward axis has room for besides, so that charts which stand
    side by side share a scale.

    Raises ValueError when lengths differ or there are more series than distinct symbols.
    """

    title: str
    occasions: tuple[str, ...]
    series: tuple[Series, ...]
    unit: Unit = "percent"
    note: str = ""
    also_holds: tuple[Decimal, ...] = ()

    def __post_init__(self) -> None:
        if len(self.series) > MOST_SERIES:
            raise ValueError(
                f"A line chart tells at most {MOST_SERIES} series apart; got {len(self.series)}."
            )
        for line in self.series:
            if len(line.values) != len(self.occasions):
                raise ValueError(
                    f"Series {line.label!r} needs {len(self.occasions)} values, one per occasion; "
                    f"got {len(line.values)}."
                )


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on an axis."""

    at: Decimal
    label: str
    is_zero: bool = False


@dataclass(frozen=True, slots=True)
class DrawnSeries:
    """A series as paths and marks; `label_y` is where its name stands without hiding another."""

    label: str
    css: str
    symbol: str
    symbol_css: str
    paths: tuple[str, ...]
    marks: tuple[Mark, ...]
    label_y: Decimal
    label_lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LineDrawing:
    """Everything the SVG template writes, in pixels."""

    title: str
    description: str
    width: Decimal
    height: Decimal
    left: Decimal
    right: Decimal
    bottom: Decimal
    label_x: Decimal
    y_ticks: tuple[Tick, ...]
    x_ticks: tuple[Tick, ...]
    series: tuple[DrawnSeries, ...]
    empty: str


def draw_lines(chart: LineChart, width: int = 720, height: int = 280) -> LineDrawing:
    """Place `chart` in `width` x `height` pixels; a chart without values says so."""
    stated = [value for line in chart.series for value in line.values if value is not None]
    if not stated:
        height = _EMPTY_HEIGHT
    ticks = nice_ticks([*stated, *chart.also_holds, Decimal(0)] if stated else [])
    tick_labels = [in_unit(tick, chart.unit) for tick in ticks] if stated else ["" for _ in ticks]
    left = max((len(label) for label in tick_labels), default=0) * _CHARACTER + 10
    margin = _label_margin(chart, width)
    right = Decimal(width) - margin
    bottom = Decimal(height) - _BOTTOM
    across = Scale(Decimal(0), Decimal(max(1, len(chart.occasions) - 1)), left + 8, right - 10)
    up = Scale(ticks[0], ticks[-1], bottom, _TOP)
    return LineDrawing(
        title=chart.title,
        description=describe_lines(chart),
        width=Decimal(width),
        height=Decimal(height),
        left=place(left),
        right=place(right),
        bottom=bottom,
        label_x=place(right + 4),
        y_ticks=tuple(
            Tick(up(tick), label, tick == 0)
            for tick, label in zip(ticks, tick_labels, strict=True)
            if stated
        ),
        x_ticks=_occasion_ticks(chart.occasions, across, right - left) if stated else (),
        series=_drawn(chart, across, up, width),
        empty="" if stated else gettext("No figures yet"),
    )


def line_table(chart: LineChart) -> DataTable:
    """One row per occasion, one column per series."""
    return DataTable(
        caption=chart.title,
        columns=(gettext("When"), *(line.label for line in chart.series)),
        rows=tuple(
            (occasion, *(_written(line.values[index], chart.unit) for line in chart.series))
            for index, occasion in enumerate(chart.occasions)
        ),
    )


def describe_lines(chart: LineChart) -> str:
    """The chart in a sentence per series: first and last stated value, or that there is none."""
    if not chart.series:
        return gettext("No figures yet")
    said = []
    for line in chart.series:
        stated = [
            (occasion, value)
            for occasion, value in zip(chart.occasions, line.values, strict=True)
            if value is not None
        ]
        if not stated:
            said.append(gettext("%(label)s: no figures yet.") % {"label": line.label})
            continue
        (first_when, first), (last_when, last) = stated[0], stated[-1]
        said.append(
            gettext("%(label)s: %(first)s (%(first_when)s) to %(last)s (%(last_when)s).")
            % {
                "label": line.label,
                "first": in_unit(first, chart.unit),
                "first_when": first_when,
                "last": in_unit(last, chart.unit),
                "last_when": last_when,
            }
        )
    return " ".join(said)


def _written(value: Decimal | None, unit: Unit) -> str | None:
    return None if value is None else in_unit(value, unit)


def _last_stated(line: Series) -> int | None:
    places = [index for index, value in enumerate(line.values) if value is not None]
    return places[-1] if places else None


def _label_margin(chart: LineChart, width: int) -> Decimal:
    """Room right of the plot for the series' names, at most a third of the width."""
    longest = max(
        (len(text) for line in chart.series for text in _label(chart, line, width)), default=0
    )
    return min(longest * _CHARACTER + 14, Decimal(width) / 3)


def _on_one_line(chart: LineChart, width: int) -> bool:
    """Whether each series' name and figure fit beside each other, so that more labels do."""
    room = Decimal(width) / 3 - 14
    return all(
        len(": ".join(_label_texts(line, chart.unit))) * _CHARACTER <= room for line in chart.series
    )


def _label(chart: LineChart, line: Series, width: int) -> tuple[str, ...]:
    texts = _label_texts(line, chart.unit)
    return (": ".join(texts),) if _on_one_line(chart, width) else texts


def _label_texts(line: Series, unit: Unit) -> tuple[str, str]:
    last = _last_stated(line)
    value = line.values[last] if last is not None else None
    return line.label, gettext("none yet") if value is None else in_unit(value, unit)


def _fit(text: str, room: Decimal) -> str:
    most = int(room / _CHARACTER)
    return text if len(text) <= most else text[: max(1, most - 1)].rstrip() + "…"


def _occasion_ticks(occasions: Sequence[str], across: Scale, room: Decimal) -> tuple[Tick, ...]:
    """Occasions named as often as they fit side by side, always with the last."""
    if not occasions:
        return ()
    widest = max(len(occasion) for occasion in occasions) * _CHARACTER + 10
    fitting = max(1, int(room / widest))
    step = -(-len(occasions) // fitting)
    last = len(occasions) - 1
    return tuple(
        Tick(across(Decimal(index)), occasion)
        for index, occasion in enumerate(occasions)
        if (last - index) % step == 0
    )


def _drawn(chart: LineChart, across: Scale, up: Scale, width: int) -> tuple[DrawnSeries, ...]:
    wanted = []
    for line in chart.series:
        last = _last_stated(line)
        value = line.values[last] if last is not None else None
        wanted.append(up.start if value is None else up(value))
    apart = _LINE_HEIGHT if _on_one_line(chart, width) else _LABEL_HEIGHT
    label_at = spread(wanted, apart, _TOP, up.start - _BELOW)
    room = _label_margin(chart, width) - 6
    drawn = []
    for index, line in enumerate(chart.series):
        path, symbol_css = symbol(index)
        drawn.append(
            DrawnSeries(
                label=line.label,
                css=f"series-{index + 1}",
                symbol=path,
                symbol_css=symbol_css,
                paths=_paths(line, across, up),
                marks=tuple(
                    Mark(
                        across(Decimal(at)),
                        up(value),
                        f"{line.label}, {occasion}: {in_unit(value, chart.unit)}",
                    )
                    for at, (occasion, value) in enumerate(
                        zip(chart.occasions, line.values, strict=True)
                    )
                    if value is not None
                ),
                label_y=label_at[index],
                label_lines=tuple(_fit(text, room) for text in _label(chart, line, width)),
            )
        )
    return tuple(drawn)


def _paths(line: Series, across: Scale, up: Scale) -> tuple[str, ...]:
    """One path per unbroken run of at least two stated values; a lone value has only its mark."""
    runs: list[list[str]] = [[]]
    for at, value in enumerate(line.values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(f"{across(Decimal(at))} {up(value)}")
    return tuple("M" + "L".join(run) for run in runs if len(run) > 1)


def spread(
    wanted: Sequence[Decimal], apart: Decimal, top: Decimal, bottom: Decimal
) -> tuple[Decimal, ...]:
    """Each label near its `wanted` place, in the same order, at least `apart` where room allows."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed = [wanted[index] for index in order]
    for above, below in pairwise(range(len(placed))):
        placed[below] = max(placed[below], placed[above] + apart)
    overshoot = placed[-1] - bottom if placed else Decimal(0)
    if overshoot > 0:
        placed[-1] = bottom
        for above, below in reversed(list(pairwise(range(len(placed))))):
            placed[above] = min(placed[above], placed[below] - apart)
    result = [Decimal(0)] * len(wanted)
    for index, at in zip(order, placed, strict=True):
        result[index] = place(max(at, top))
    return tuple(result)
