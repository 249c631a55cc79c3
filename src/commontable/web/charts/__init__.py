"""Charts drawn on the server as SVG, the same on screen, on paper and in mail.

Each chart is a frozen dataclass of labels and Decimals; `draw_…(chart, width)` is a pure function
that returns a drawing, placed to the tenth of a pixel, which a template writes out as SVG.
"""

from commontable.web.charts.bars import Bar, BarChart, draw_bars
from commontable.web.charts.dumbbell import Dumbbell, DumbbellChart, draw_dumbbells
from commontable.web.charts.fan import FanChart, Spread, draw_fan
from commontable.web.charts.line import LineChart, Series, draw_lines
from commontable.web.charts.scale import Scale, nice_ticks
from commontable.web.charts.scattergram import Scattergram, ScattergramRow, draw_scattergram
from commontable.web.charts.spark import draw_spark
from commontable.web.charts.table import DataTable

__all__ = [
    "Bar",
    "BarChart",
    "DataTable",
    "Dumbbell",
    "DumbbellChart",
    "FanChart",
    "LineChart",
    "Scale",
    "Scattergram",
    "ScattergramRow",
    "Series",
    "Spread",
    "draw_bars",
    "draw_dumbbells",
    "draw_fan",
    "draw_lines",
    "draw_scattergram",
    "draw_spark",
    "nice_ticks",
]
