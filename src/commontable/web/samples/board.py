"""Thirty issues of an invented table, as rows of a board."""

from dataclasses import dataclass

from commontable.web.figures import MINUS

# issue | status quo | ours @pass | theirs @pass | status | who owes, days | movement | flag
# A leading > marks a child of the issue above; "# " opens a group.
_WRITTEN = """
# Wages
Across-the-board raises | 3 / 3 / 2 / 2% | 6.5 / 6.5 / 5.75 / 5.75% @U-31 | 4 / 3 / 3 / 3% @E-29 | countered | employer 12 | better +1.0 pt, y1
> North region | 3 / 3 / 2 / 2% | 6.5 / 6.5 / 5.75 / 5.75% @U-31 | 4 / 4 / 3 / 3% @E-29 | countered | employer 12 | better +1.0 pt, y2
> South region | 3 / 3 / 2 / 2% | 6.5 / 6.5 / 5.75 / 5.75% @U-31 | 3 / 3 / 2 / 2% @E-29 | countered | employer 12 | worse -1.0 pt, y3 | -1.0 pt v. E-22
Lump sums, years 3 and 4 |  | 0 @U-31 | 2% + 2% @E-22 | countered | union 9 | worse rate to lump
Wage floor | $19.25 | $25.00 @U-12 | $22.50 @E-24 | countered | union 4 | better +$0.50
Steps compressed to 10 years | 14 years | 10 years @U-12 | 13 years @E-18 | open | employer 33 | same
Night differential | $2.10 | $3.50 @U-19 | $2.35 @E-24 | countered | union 4 | better +$0.15
Weekend differential | $1.00 | $1.75 @U-19 | $1.00 @E-24 | deadlocked |  | same
Retroactive pay | no | to Oct 1 @U-31 | none @E-29 | open | employer 12 | same
# Performance sharing
PSP pay-out, minimum | 0% | 2% @U-25 | 0.5% @E-27 | countered | union 7 | better +0.5 pt
PSP pay-out, maximum | 3% | 4% @U-25 | 3% @E-27 | open | employer 19 | same
Gate on operating margin | 2% | none @U-25 | 1.5% @E-27 | countered | union 7 | better -0.5 pt
# Staffing
Ratio, medical-surgical | 1 : 5 | 1 : 4 @U-08 | 1 : 5 @E-14 | deadlocked |  | same
Ratio, telemetry | 1 : 4 | 1 : 3 @U-08 | 1 : 4 @E-14 | open | employer 41 | same
Staffing committees | advisory | binding @U-17 | advisory + report @E-21 | countered | union 15 | better report
Float outside the unit | allowed | by consent @U-17 | allowed, 4 h notice @E-28 | countered | union 6 | worse 8 h to 4 h | 4 h v. E-21
Backfill within |  | 14 days @U-17 | 45 days @E-21 | countered | union 15 | better -15 days
Travellers, share of shifts |  | 5% cap @U-17 |  | open | employer 48 | same
# Health care and retirement
Premium share, family | 0% | 0% @U-05 | 0% @E-26 | tentatively_agreed |  | better TA-4
Office visit | $5 | $5 @U-05 | $20 @E-26 | countered | union 11 | better -$5
Retiree medical, years | 15 | 15 @U-05 | 20 @E-11 | countered | union 61 | same
Pension multiplier | 1.45% | 1.50% @U-20 | 1.45% @E-26 | open | employer 22 | same
Two-tier pension | none | none @U-20 | new hires 1.25% @E-11 | off_the_table |  | better dropped
# Work and its organization
Subcontracting | notice 60 days | ban @U-06 | notice 90 days @E-16 | countered | union 37 | better +30 days
Remote work |  | right to ask @U-22 | pilot @E-23 | countered | employer 3 | mixed narrower, longer
Training fund | $0.05 / h | $0.27 / h @U-14 | $0.20 / h @E-25 | countered | union 5 | better +$0.05
Artificial intelligence at work |  | bargain first @U-27 |  | not_yet_on_the_table |  | new U-27
Uniform allowance | $150 | $200 @U-14 | $200 @E-25 | tentatively_agreed |  | better TA-7
# Union rights
Paid release, stewards | 4 h / month | 8 h / month @U-10 | 6 h / month @E-17 | countered | union 29 | better +1 h
Orientation access | 30 min | 60 min @U-10 | 45 min @E-17 | tentatively_agreed |  | better TA-2
"""  # noqa: E501 - a table is read by its columns
_COLUMNS = 8


@dataclass(frozen=True, slots=True)
class Position:
    """What one side says, and the pass it comes from."""

    text: str
    ref: str


@dataclass(frozen=True, slots=True)
class Row:
    """One issue; `flag_amount` and `flag_against` where the last move is regressive."""

    issue: str
    status_quo: str
    ours: Position
    theirs: Position
    status: str
    owes: str
    days: int | None
    direction: str
    moved: str
    flag_amount: str
    flag_against: str
    is_child: bool

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


def _position(cell: str) -> Position:
    text, _, ref = cell.partition("@")
    return Position(text.strip(), ref)


def _row(line: str) -> Row:
    cells = [cell.strip() for cell in line.split("|")]
    cells += [""] * (_COLUMNS - len(cells))
    issue, status_quo, ours, theirs, status, owed, moved, flag = cells
    owes, _, days = owed.partition(" ")
    direction, _, change = moved.partition(" ")
    flag_amount, _, flag_against = flag.partition(" v. ")
    return Row(
        issue=issue.removeprefix("> "),
        status_quo=status_quo,
        ours=_position(ours),
        theirs=_position(theirs),
        status=status,
        owes=owes,
        days=int(days) if days else None,
        direction=direction,
        moved=change.replace("-", MINUS, 1) if change.startswith("-") else change,
        flag_amount=flag_amount.replace("-", MINUS),
        flag_against=flag_against,
        is_child=issue.startswith("> "),
    )


def _groups() -> tuple[Group, ...]:
    groups: list[tuple[str, list[Row]]] = []
    for line in _WRITTEN.strip().splitlines():
        if line.startswith("# "):
            groups.append((line.removeprefix("# "), []))
        else:
            groups[-1][1].append(_row(line))
    return tuple(Group(label, tuple(rows)) for label, rows in groups)


BOARD = _groups()
