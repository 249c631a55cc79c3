"""Charts of the invented table."""

from decimal import Decimal

from commontable.web.charts import (
    Bar,
    BarChart,
    Dumbbell,
    DumbbellChart,
    FanChart,
    LineChart,
    Scattergram,
    ScattergramRow,
    Series,
    Spread,
)


def _decimals(*texts: str) -> tuple[Decimal | None, ...]:
    return tuple(Decimal(text) if text else None for text in texts)


TREND = LineChart(
    title="Distance left on four-year raises, compounded",
    note="Points between the sides after each session; a break is a session without a pass.",
    occasions=tuple(f"S{number}" for number in range(1, 13)),
    series=(
        Series(
            "North",
            _decimals(
                "15.9",
                "15.9",
                "14.1",
                "14.1",
                "12.6",
                "",
                "11.4",
                "9.8",
                "9.8",
                "8.4",
                "8.4",
                "7.6",
            ),
        ),
        Series(
            "South",
            _decimals(
                "15.9",
                "15.9",
                "15.9",
                "14.8",
                "14.8",
                "",
                "13.2",
                "13.2",
                "12.1",
                "12.1",
                "13.3",
                "13.3",
            ),
        ),
        Series(
            "Hawaii",
            _decimals("", "", "", "12.2", "12.2", "", "10.9", "10.9", "8.1", "8.1", "7.2", "7.2"),
        ),
    ),
    unit="points",
)

NOT_BEGUN = LineChart(title="Distance left on staffing", occasions=(), series=())


def _years(group: str, union: tuple[str, ...], employer: tuple[str, ...]) -> tuple[Dumbbell, ...]:
    return tuple(
        Dumbbell(
            f"Year {year}",
            Decimal(ours),
            Decimal(theirs) if theirs else None,
            group,
        )
        for year, (ours, theirs) in enumerate(zip(union, employer, strict=True), start=1)
    )


GAPS = DumbbellChart(
    title="Raises, year by year",
    note="After session 12, formal proposals only.",
    rows=(
        *_years("North", ("6.5", "6.5", "5.75", "5.75"), ("4", "4", "3", "3")),
        *_years("South", ("6.5", "6.5", "5.75", "5.75"), ("3", "3", "2", "2")),
        *_years("Hawaii", ("6.5", "6.5", "5.75", "5.75"), ("5", "4.5", "5.75", "")),
    ),
)

WORTH = BarChart(
    title="What the raises are worth over four years",
    note="Millions of dollars above the status quo.",
    bars=(
        Bar("Ours, U-31", Decimal("1842.5"), "union"),
        Bar("Theirs, E-29", Decimal("1017.3"), "employer"),
        Bar("Theirs, E-22", Decimal("1104.0"), "employer"),
        Bar("Status quo", Decimal(0)),
        Bar("Theirs, E-11", None, "employer"),
    ),
)

COURSE = _decimals("15.9", "15.9", "14.1", "14.1", "12.6", "11.4", "9.8", "8.4", "7.6")

LANES = Scattergram(
    title="Full-time equivalents by step",
    columns=("1", "2", "3", "4", "5", "off"),
    rows=tuple(
        ScattergramRow(label, tuple(Decimal(text) for text in figures.split()))
        for label, figures in (
            ("Registered Nurse", "12.5 30 44.8 61 97.2 3"),
            ("Licensed Vocational Nurse", "4 9.6 0 22 31 0"),
            ("Ward Clerk", "1 2 2.5 8 14 1.6"),
        )
    ),
)

FUTURES = FanChart(
    title="What an offer may come to cost",
    note="Millions of dollars a year; nine futures in ten lie in the light band.",
    levels=("5%", "25%", "Middle", "75%", "95%"),
    spreads=tuple(
        Spread(f"Year {year}", tuple(Decimal(text) for text in figures.split()))
        for year, figures in enumerate(
            (
                "1010 1060 1090 1120 1170",
                "1030 1100 1140 1185 1260",
                "1050 1140 1200 1260 1370",
                "1070 1190 1270 1350 1500",
            ),
            start=1,
        )
    ),
)
