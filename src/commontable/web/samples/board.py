"""Thirty issues of an invented table, as rows of a board."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Position:
    """What one side says, and the pass it comes from."""

    text: str
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One issue. `flag` is (amount, earlier pass) where the last move is regressive."""

    issue: str
    status_quo: str
    ours: Position
    theirs: Position
    status: str
    owes: str = ""
    days: int | None = None
    direction: str = "same"
    moved: str = ""
    flag: tuple[str, str] | None = None
    is_child: bool = False

    @property
    def css(self) -> str:
        """How settled or gone issues step back."""
        if self.status == "tentatively_agreed":
            return "is-agreed"
        return "is-gone" if self.status in {"withdrawn", "off_the_table"} else ""


@dataclass(frozen=True, slots=True)
class Group:
    """Issues under one heading."""

    label: str
    rows: tuple[Row, ...]


def _row(
    issue: str,
    status_quo: str,
    ours: tuple[str, ...],
    theirs: tuple[str, ...],
    status: str,
    owes: str = "",
    days: int | None = None,
    move: tuple[str, str] = ("same", ""),
    flag: tuple[str, str] | None = None,
    *,
    is_child: bool = False,
) -> Row:
    return Row(
        issue,
        status_quo,
        Position(*ours),
        Position(*theirs),
        status,
        owes,
        days,
        *move,
        flag=flag,
        is_child=is_child,
    )


BOARD = (
    Group(
        "Wages",
        (
            _row(
                "Across-the-board raises",
                "3 / 3 / 2 / 2%",
                ("6.5 / 6.5 / 5.75 / 5.75%", "U-31"),
                ("4 / 3 / 3 / 3%", "E-29"),
                "countered",
                "employer",
                12,
                ("better", "+1.0 pt, y1"),
            ),
            _row(
                "North region",
                "3 / 3 / 2 / 2%",
                ("6.5 / 6.5 / 5.75 / 5.75%", "U-31"),
                ("4 / 4 / 3 / 3%", "E-29"),
                "countered",
                "employer",
                12,
                ("better", "+1.0 pt, y2"),
                is_child=True,
            ),
            _row(
                "South region",
                "3 / 3 / 2 / 2%",
                ("6.5 / 6.5 / 5.75 / 5.75%", "U-31"),
                ("3 / 3 / 2 / 2%", "E-29"),
                "countered",
                "employer",
                12,
                ("worse", "−1.0 pt, y3"),
                ("−1.0 pt", "E-22"),
                is_child=True,
            ),
            _row(
                "Lump sums, years 3 and 4",
                "",
                ("0", "U-31"),
                ("2% + 2%", "E-22"),
                "countered",
                "union",
                9,
                ("worse", "rate to lump"),
            ),
            _row(
                "Wage floor",
                "$19.25",
                ("$25.00", "U-12"),
                ("$22.50", "E-24"),
                "countered",
                "union",
                4,
                ("better", "+$0.50"),
            ),
            _row(
                "Steps compressed to 10 years",
                "14 years",
                ("10 years", "U-12"),
                ("13 years", "E-18"),
                "open",
                "employer",
                33,
            ),
            _row(
                "Night differential",
                "$2.10",
                ("$3.50", "U-19"),
                ("$2.35", "E-24"),
                "countered",
                "union",
                4,
                ("better", "+$0.15"),
            ),
            _row(
                "Weekend differential",
                "$1.00",
                ("$1.75", "U-19"),
                ("$1.00", "E-24"),
                "deadlocked",
                "",
                None,
            ),
            _row(
                "Retroactive pay",
                "no",
                ("to Oct 1", "U-31"),
                ("none", "E-29"),
                "open",
                "employer",
                12,
            ),
        ),
    ),
    Group(
        "Performance sharing",
        (
            _row(
                "PSP pay-out, minimum",
                "0%",
                ("2%", "U-25"),
                ("0.5%", "E-27"),
                "countered",
                "union",
                7,
                ("better", "+0.5 pt"),
            ),
            _row(
                "PSP pay-out, maximum", "3%", ("4%", "U-25"), ("3%", "E-27"), "open", "employer", 19
            ),
            _row(
                "Gate on operating margin",
                "2%",
                ("none", "U-25"),
                ("1.5%", "E-27"),
                "countered",
                "union",
                7,
                ("better", "−0.5 pt"),
            ),
        ),
    ),
    Group(
        "Staffing",
        (
            _row(
                "Ratio, medical-surgical",
                "1 : 5",
                ("1 : 4", "U-08"),
                ("1 : 5", "E-14"),
                "deadlocked",
                "",
                None,
            ),
            _row(
                "Ratio, telemetry",
                "1 : 4",
                ("1 : 3", "U-08"),
                ("1 : 4", "E-14"),
                "open",
                "employer",
                41,
            ),
            _row(
                "Staffing committees",
                "advisory",
                ("binding", "U-17"),
                ("advisory + report", "E-21"),
                "countered",
                "union",
                15,
                ("better", "report"),
            ),
            _row(
                "Float outside the unit",
                "allowed",
                ("by consent", "U-17"),
                ("allowed, 4 h notice", "E-28"),
                "countered",
                "union",
                6,
                ("worse", "8 h to 4 h"),
                ("4 h", "E-21"),
            ),
            _row(
                "Backfill within",
                "",
                ("14 days", "U-17"),
                ("45 days", "E-21"),
                "countered",
                "union",
                15,
                ("better", "−15 days"),
            ),
            _row(
                "Travellers, share of shifts",
                "",
                ("5% cap", "U-17"),
                ("", ""),
                "open",
                "employer",
                48,
            ),
        ),
    ),
    Group(
        "Health care and retirement",
        (
            _row(
                "Premium share, family",
                "0%",
                ("0%", "U-05"),
                ("0%", "E-26"),
                "tentatively_agreed",
                move=("better", "TA-4"),
            ),
            _row(
                "Office visit",
                "$5",
                ("$5", "U-05"),
                ("$20", "E-26"),
                "countered",
                "union",
                11,
                ("better", "−$5"),
            ),
            _row(
                "Retiree medical, years",
                "15",
                ("15", "U-05"),
                ("20", "E-11"),
                "countered",
                "union",
                61,
            ),
            _row(
                "Pension multiplier",
                "1.45%",
                ("1.50%", "U-20"),
                ("1.45%", "E-26"),
                "open",
                "employer",
                22,
            ),
            _row(
                "Two-tier pension",
                "none",
                ("none", "U-20"),
                ("new hires 1.25%", "E-11"),
                "off_the_table",
                move=("better", "dropped"),
            ),
        ),
    ),
    Group(
        "Work and its organization",
        (
            _row(
                "Subcontracting",
                "notice 60 days",
                ("ban", "U-06"),
                ("notice 90 days", "E-16"),
                "countered",
                "union",
                37,
                ("better", "+30 days"),
            ),
            _row(
                "Remote work",
                "",
                ("right to ask", "U-22"),
                ("pilot", "E-23"),
                "countered",
                "employer",
                3,
                ("mixed", "narrower, longer"),
            ),
            _row(
                "Training fund",
                "$0.05 / h",
                ("$0.27 / h", "U-14"),
                ("$0.20 / h", "E-25"),
                "countered",
                "union",
                5,
                ("better", "+$0.05"),
            ),
            _row(
                "Artificial intelligence at work",
                "",
                ("bargain first", "U-27"),
                ("", ""),
                "not_yet_on_the_table",
                move=("new", "U-27"),
            ),
            _row(
                "Uniform allowance",
                "$150",
                ("$200", "U-14"),
                ("$200", "E-25"),
                "tentatively_agreed",
                move=("better", "TA-7"),
            ),
        ),
    ),
    Group(
        "Union rights",
        (
            _row(
                "Paid release, stewards",
                "4 h / month",
                ("8 h / month", "U-10"),
                ("6 h / month", "E-17"),
                "countered",
                "union",
                29,
                ("better", "+1 h"),
            ),
            _row(
                "Orientation access",
                "30 min",
                ("60 min", "U-10"),
                ("45 min", "E-17"),
                "tentatively_agreed",
                move=("better", "TA-2"),
            ),
        ),
    ),
)
