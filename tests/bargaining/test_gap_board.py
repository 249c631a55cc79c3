"""The gap board draws every line, at the sessions that were held, rounded once."""

from __future__ import annotations

import html
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bargaining.browsing import browser_of
from bargaining.passing import passes, raises
from cast import Cast, enter
from commontable.bargaining.entries import TermEntry
from commontable.bargaining.gap_charts import dumbbells_of, trends_of
from commontable.bargaining.models import BargainingSession, Campaign, Issue
from commontable.bargaining.selectors.gaps import GapBoard, IssueGap, gap_board_of
from commontable.bargaining.services.proposals import withdraw_proposal
from commontable.bargaining.services.record_import import import_record
from commontable.bargaining.services.sessions import cancel_session, convene_session
from commontable.bargaining.words import Better, ProposalKind, Side, TermKind
from commontable.coalition.services.places import add_region
from commontable.web.charts import LineChart
from commontable.web.charts.line import draw_lines, line_table

pytestmark = pytest.mark.django_db

REAL = Path(__file__).parents[3] / "shared/real/kaiser-public-record.yaml"
MANY = ("A", "B", "C", "D", "E", "F", "G", "H")


def gaps(cast: Cast) -> GapBoard:
    return gap_board_of(enter(cast.chief), cast.common)


def trends(cast: Cast) -> list[LineChart]:
    board = gaps(cast)
    return trends_of(board.issues[0], board.occasions)


def moment(cast: Cast, day: date, hour: int = 12) -> datetime:
    return datetime.combine(day, time(hour), ZoneInfo(cast.chief.actor.time_zone))


def session(cast: Cast, ordinal: int, days_ago: int, *, days: int = 1) -> BargainingSession:
    first = cast.chief.actor.on - timedelta(days=days_ago)
    return convene_session(
        actor=enter(cast.chief),
        table=cast.common,
        ordinal=ordinal,
        days=[first + timedelta(days=day) for day in range(days)],
    )


def at(cast: Cast, held: BargainingSession | None, days_ago: int) -> dict[str, object]:
    return {
        "session": held,
        "passed_at": moment(cast, cast.chief.actor.on - timedelta(days=days_ago)),
    }


def raised(cast: Cast, side: Side, *rates: str, **facts: object) -> object:
    return passes(cast, side, [cast.wages], terms=raises(cast.wages, *rates), **facts)


def test_every_line_of_every_group_of_regions_is_drawn_and_in_its_table(cast: Cast) -> None:
    """Eight regions that each went another way, four years each: thirty-two lines."""
    for code in MANY:
        add_region(actor=enter(cast.chief), code=code, name=f"Region {code}")
    raised(cast, Side.UNION, "6", "6", "6", "6")
    for times in (1, 2):
        apart = [
            raises(
                cast.wages, *(str(times * (Decimal(place) / 8)) for _ in range(4)), regions=(code,)
            )
            for place, code in enumerate(MANY, start=1)
        ]
        passes(cast, Side.EMPLOYER, [cast.wages], terms=[term for terms in apart for term in terms])
    yearly = [chart for chart in trends(cast) if "compounded" not in chart.title]
    assert [chart.title for chart in yearly] == [f"How the distance went: {code}" for code in MANY]
    for chart in yearly:
        assert [line.label for line in chart.series] == [f"year {year}" for year in range(1, 5)]
        assert line_table(chart).columns == ("When", *(f"year {year}" for year in range(1, 5)))
    compounded = [chart for chart in trends(cast) if "compounded" in chart.title]
    assert [line.label for chart in compounded for line in chart.series] == list(MANY)
    page = browser_of(cast.observer).get(f"/tables/{cast.common.pk}/gaps").content.decode()
    assert "further lines" not in page


@pytest.mark.skipif(not REAL.exists(), reason="the published record is not beside this checkout")
def test_no_region_or_year_of_the_real_record_is_left_out(cast: Cast) -> None:
    actor = enter(cast.chief)
    import_record(actor=actor, data=REAL.read_bytes())
    table = Campaign.objects.get(name__startswith="Coalition", year=2023).tables.get()
    board = gap_board_of(actor, table)
    wages = next(gap for gap in board.issues if gap.issue.name == "wages")
    yearly = {
        chart.title.partition(": ")[2]: [line.label for line in chart.series]
        for chart in trends_of(wages, board.occasions)
        if chart.title.startswith("How the distance went: ")
    }
    regions = [region for title in yearly for region in title.split(", ")]
    assert sorted(regions) == sorted({trend.region for trend in wages.trends})
    assert all(years == [f"year {year}" for year in range(1, 5)] for years in yearly.values())


def test_charts_side_by_side_share_a_scale(cast: Cast) -> None:
    raised(cast, Side.UNION, "8", "8")
    for north, south in (("1", "7"), ("2", "7.5")):
        terms = [
            *raises(cast.wages, north, north, regions=("NORTH",)),
            *raises(cast.wages, south, south, regions=("SOUTH",)),
        ]
        passes(cast, Side.EMPLOYER, [cast.wages], terms=terms)
    yearly = [chart for chart in trends(cast) if "compounded" not in chart.title]
    drawn = [draw_lines(chart) for chart in yearly]
    assert len(drawn) == 2
    assert drawn[0].y_ticks == drawn[1].y_ticks


def test_the_group_that_changed_last_comes_first(cast: Cast) -> None:
    raised(cast, Side.UNION, "8", "8")
    for regions, rate in ((("NORTH",), "1"), (("SOUTH",), "1"), (("SOUTH",), "2")):
        passes(
            cast,
            Side.EMPLOYER,
            [cast.wages],
            terms=raises(cast.wages, rate, rate, regions=regions),
        )
    titles = [chart.title for chart in trends(cast) if "compounded" not in chart.title]
    assert titles == ["How the distance went: SOUTH", "How the distance went: NORTH"]


def test_a_name_too_long_for_a_label_is_not_cut(cast: Cast) -> None:
    for code in ("HARBOR", "ISLANDS", "UPLAND"):
        add_region(actor=enter(cast.chief), code=code, name=f"Region {code}")
    raised(cast, Side.UNION, "8", "8")
    for rate in ("1", "2"):
        terms = [
            *raises(cast.wages, rate, rate, regions=("NORTH",)),
            *raises(cast.wages, "3", rate, regions=("HARBOR", "ISLANDS", "SOUTH", "UPLAND")),
        ]
        passes(cast, Side.EMPLOYER, [cast.wages], terms=terms)
    chart = next(chart for chart in trends(cast) if "compounded" in chart.title)
    assert sorted(line.label for line in chart.series) == ["NORTH", "elsewhere"]
    assert chart.note == "Elsewhere is HARBOR, ISLANDS, SOUTH, UPLAND."
    for width in (340, 400):
        drawing = draw_lines(chart, width, 220)
        assert not any("…" in text for series in drawing.series for text in series.label_lines)


def test_a_name_and_its_figure_stand_clear_of_the_occasions_below(cast: Cast) -> None:
    raised(cast, Side.UNION, "8", "8", "8", "8")
    for offer in ("7", "7.5"):
        raised(cast, Side.EMPLOYER, offer, offer, offer, offer)
    chart = next(chart for chart in trends(cast) if "compounded" not in chart.title)
    for height in (220, 240, 280):
        drawing = draw_lines(chart, 400, height)
        below = sorted(series.label_y for series in drawing.series)
        assert below[-1] + 12 <= drawing.bottom
        assert all(lower - upper >= 14 for upper, lower in pairwise(below))
        assert all(len(series.label_lines) == 1 for series in drawing.series)


def test_a_distance_is_the_same_number_wherever_it_is_drawn(cast: Cast) -> None:
    """10.8586 and 12.5057 points: rounded side by side they would read 10.85 and 12.5."""
    raised(cast, Side.UNION, "6.5", "6", "5.5", "5")
    terms = [
        *raises(cast.wages, "4", "3.5", "3", "3", regions=("NORTH",)),
        *raises(cast.wages, "3.5", "3", "3", "2.5", regions=("SOUTH",)),
    ]
    passes(cast, Side.EMPLOYER, [cast.wages], terms=terms)
    raised(cast, Side.UNION, "6.5", "6", "5.5", "5")
    (gap,) = gaps(cast).issues
    exact = {apart.regions[0]: apart.distance for apart in gap.apart if apart.compounded}
    assert [round(Decimal(exact[where] or 0), 4) for where in ("NORTH", "SOUTH")] == [
        Decimal("10.8586"),
        Decimal("12.5057"),
    ]
    charts = [chart for chart in dumbbells_of(gap) if chart.title.startswith("Compounded")]
    dumbbells = {row.label: row.distance for chart in charts for row in chart.rows}
    drawn = {
        line.label: line.values[-1]
        for chart in trends(cast)
        if "compounded" in chart.title
        for line in chart.series
    }
    assert dumbbells == drawn == {"NORTH": Decimal("10.86"), "SOUTH": Decimal("12.51")}


def test_a_distance_too_small_for_the_hundredth_does_not_read_as_none(cast: Cast) -> None:
    raised(cast, Side.UNION, "3.001", "3")
    raised(cast, Side.EMPLOYER, "3", "3")
    (gap,) = gaps(cast).issues
    (row,) = next(c.rows for c in dumbbells_of(gap) if c.title.startswith("Compounded"))
    assert row.distance == Decimal("0.001")


def left(cast: Cast) -> dict[str, Decimal | None]:
    """By occasion, the distance on the year's raise."""
    (chart,) = trends(cast)
    (line,) = chart.series
    return dict(zip(chart.occasions, line.values, strict=True))


def test_the_distance_stands_at_the_end_of_each_held_session_and_today(cast: Cast) -> None:
    first, second = session(cast, 1, 30), session(cast, 2, 20)
    session(cast, 3, 10)
    session(cast, 4, -5)  # to come
    off = session(cast, 5, 8)
    cancel_session(actor=enter(cast.chief), session=off, reason="Snow.")
    raised(cast, Side.UNION, "8", **at(cast, first, 30))
    raised(cast, Side.EMPLOYER, "2", **at(cast, first, 30))
    raised(cast, Side.EMPLOYER, "3", **at(cast, second, 20))
    assert left(cast) == {"session 1": 6, "session 2": 5, "session 3": 5, "today": 5}


def test_what_crossed_in_no_session_changes_none_that_was_before_it(cast: Cast) -> None:
    first, second = session(cast, 1, 30), session(cast, 2, 20)
    raised(cast, Side.UNION, "8", **at(cast, first, 30))
    raised(cast, Side.EMPLOYER, "2", **at(cast, first, 30))
    between = at(cast, None, 25)
    raised(cast, Side.EMPLOYER, "3", **between)
    raised(cast, Side.UNION, "7", **at(cast, second, 20))
    raised(cast, Side.EMPLOYER, "4", **at(cast, None, 1))
    assert left(cast) == {"session 1": 6, "session 2": 4, "today": 3}


def test_a_mail_after_the_session_on_its_own_day_counts_from_the_next(cast: Cast) -> None:
    first = session(cast, 1, 30)
    raised(cast, Side.UNION, "8", **at(cast, first, 30))
    raised(cast, Side.EMPLOYER, "2", **at(cast, first, 30))
    raised(cast, Side.EMPLOYER, "3", **at(cast, None, 30))
    assert left(cast) == {"session 1": 6, "today": 5}


def test_a_withdrawal_counts_from_the_day_it_was_made(cast: Cast) -> None:
    first, second = session(cast, 1, 30), session(cast, 2, 20)
    raised(cast, Side.UNION, "8", **at(cast, first, 30))
    raised(cast, Side.EMPLOYER, "2", **at(cast, first, 30))
    offer = raised(cast, Side.EMPLOYER, "4", **at(cast, second, 20))
    withdraw_proposal(
        actor=enter(cast.chief),
        proposal=offer,  # type: ignore[arg-type]
        at=moment(cast, cast.chief.actor.on - timedelta(days=2)),
    )
    assert left(cast) == {"session 1": 6, "session 2": 4, "today": 6}


def test_what_is_entered_late_pulls_nothing_backward(cast: Cast) -> None:
    first, second = session(cast, 1, 30), session(cast, 2, 20)
    raised(cast, Side.UNION, "8", **at(cast, first, 30))
    raised(cast, Side.EMPLOYER, "2", **at(cast, first, 30))
    raised(cast, Side.EMPLOYER, "4", **at(cast, second, 20))
    passes(cast, Side.UNION, [cast.staffing], **at(cast, first, 30))
    assert left(cast) == {"session 1": 6, "session 2": 4, "today": 4}


def test_where_nobody_knows_when_it_crossed_each_pass_is_an_occasion(cast: Cast) -> None:
    first = session(cast, 1, 30)
    raised(cast, Side.UNION, "8", **at(cast, first, 30))
    raised(cast, Side.EMPLOYER, "2", passed_at=None)
    raised(cast, Side.EMPLOYER, "3", passed_at=None)
    assert left(cast) == {"U-1": None, "E-1": 6, "E-2": 5}


def ratio(issue: Issue, said: str) -> list[TermEntry]:
    return [
        TermEntry(
            issue_id=issue.pk,
            kind=TermKind.RATIO,
            value_text=said,
            unit="nurse:patients",
            better=Better.HIGHER,
        )
    ]


def ratio_gap(cast: Cast) -> IssueGap:
    for side, said in ((Side.UNION, "1:3"), (Side.EMPLOYER, "1:5"), (Side.UNION, "1:4")):
        passes(cast, side, [cast.staffing], terms=ratio(cast.staffing, said))
    return gaps(cast).issues[0]


def test_a_ratio_has_a_chart_of_where_the_sides_stand(cast: Cast) -> None:
    (chart,) = dumbbells_of(ratio_gap(cast))
    (row,) = chart.rows
    assert chart.title == "Where the sides stand, nurse:patients"
    assert (row.union, row.employer, row.distance) == (4, 5, 1)
    (trend,) = trends(cast)
    assert trend.title == "How the distance went, patients for each nurse"
    assert trend.series[0].values[-2:] == (2, 1)
    page = browser_of(cast.observer).get(f"/tables/{cast.common.pk}/gaps").content.decode()
    text = re.sub(r"\s+", " ", html.unescape(page))
    assert "union: 1:4" in text
    assert "employer: 1:5" in text
    assert "0.05" not in text


def test_money_apart_is_money_and_not_points(cast: Cast) -> None:
    for side, value in ((Side.UNION, "3000"), (Side.EMPLOYER, "500"), (Side.EMPLOYER, "1250")):
        bonus = TermEntry(
            issue_id=cast.wages.pk,
            kind=TermKind.LUMP_SUM,
            value=Decimal(value),
            unit="USD per worker",
            better=Better.HIGHER,
        )
        passes(cast, side, [cast.wages], terms=[bonus])
    (chart,) = trends(cast)
    assert chart.unit == "money"


def test_a_supposal_is_no_point_of_a_trend(cast: Cast) -> None:
    raised(cast, Side.UNION, "8")
    raised(cast, Side.EMPLOYER, "2")
    raised(cast, Side.EMPLOYER, "4", kind=ProposalKind.SUPPOSAL)
    raised(cast, Side.EMPLOYER, "3")
    (chart,) = trends(cast)
    assert chart.series[0].values[-1] == 5
