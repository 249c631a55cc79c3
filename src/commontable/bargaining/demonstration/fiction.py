"""The subjects of the invented campaign: what members ranked, what stands, what each side asks.

A movement is written as the union's first and last position and the employer's; the passes
between go step by step from one to the other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from commontable.bargaining.words import Better, TermKind

D = Decimal


@dataclass(frozen=True, slots=True)
class Subject:
    """One issue of the campaign; a list of figures is one per contract year."""

    name: str
    group: str
    rank: int | None = None
    economic: bool = True
    kind: TermKind = TermKind.TEXT
    unit: str = ""
    better: Better = Better.NONE
    today: str = ""
    union: tuple[str, str] | None = None
    employer: tuple[str, str] | None = None


def _copay(name: str, today: str, union: str, employer: str, unit: str) -> Subject:
    return replace(_money(name, HEALTH, today, union, employer, unit=unit), better=Better.LOWER)


def _money(
    name: str, group: str, today: str, union: str, employer: str, **facts: object
) -> Subject:
    unit = str(facts.pop("unit", "USD per hour"))
    return Subject(
        name,
        group,
        kind=TermKind.AMOUNT,
        unit=unit,
        better=Better.HIGHER,
        today=today,
        union=_pair(union),
        employer=_pair(employer),
        **facts,  # type: ignore[arg-type]  # the few facts a line sets are those of Subject
    )


def _percent(
    name: str, group: str, today: str, union: str, employer: str, **facts: object
) -> Subject:
    better = facts.pop("better", Better.HIGHER)
    return Subject(
        name,
        group,
        kind=TermKind.PERCENT,
        unit=str(facts.pop("unit", "percent")),
        better=better,  # type: ignore[arg-type]
        today=today,
        union=_pair(union),
        employer=_pair(employer),
        **facts,  # type: ignore[arg-type]
    )


def _words(
    name: str, group: str, today: str, union: str, employer: str, **facts: object
) -> Subject:
    return Subject(
        name,
        group,
        economic=bool(facts.pop("economic", False)),
        today=today,
        union=_pair(union),
        employer=_pair(employer),
        **facts,  # type: ignore[arg-type]
    )


def _pair(written: str) -> tuple[str, str]:
    first, _, last = written.partition(" > ")
    return first, last or first


def _days(  # noqa: PLR0917 - a row of the table below
    name: str, group: str, today: str, union: str, employer: str, better: Better
) -> Subject:
    return Subject(
        name,
        group,
        economic=False,
        kind=TermKind.DURATION,
        unit="days",
        better=better,
        today=today,
        union=_pair(union),
        employer=_pair(employer),
    )


WAGES, HEALTH, STAFFING = "Wages and pay", "Health and retirement", "Staffing and safety"
TIME, SECURITY, RIGHTS = "Time and leave", "Job security", "Union rights and training"
GROUPS = (WAGES, HEALTH, STAFFING, TIME, SECURITY, RIGHTS)

SUBJECTS: tuple[Subject, ...] = (
    Subject(
        "Across-the-board raises",
        WAGES,
        rank=1,
        kind=TermKind.RAISE,
        unit="percent",
        better=Better.HIGHER,
        today="3 3 2 2",
        union=("8 7 6.5 6", "6.5 6 5.5 5"),
        employer=("2 2 2 2", "4 3.5 3 3"),
    ),
    replace(
        _money("Wage floor", WAGES, "19.25", "27.00 > 25.00", "20.00 > 22.50", rank=4),
        kind=TermKind.FLOOR,
    ),
    _money("Night differential", WAGES, "2.10", "4.00 > 3.50", "2.10 > 2.60"),
    _money("Weekend differential", WAGES, "1.00", "2.00 > 1.75", "1.00 > 1.25"),
    _money("On-call pay", WAGES, "5.50", "9.00 > 8.00", "5.50 > 6.25"),
    _money("Certification pay", WAGES, "0.85", "2.00 > 1.75", "0.85 > 1.10"),
    _money("Preceptor pay", WAGES, "1.00", "2.50 > 2.00", "1.00 > 1.50"),
    _percent("Charge and lead pay", WAGES, "5", "10 > 9", "5 > 6"),
    Subject(
        "Top step for long service",
        WAGES,
        kind=TermKind.YES_NO,
        better=Better.YES,
        today="no",
        union=("yes", "yes"),
        employer=("no", "no"),
    ),
    Subject(
        "Retroactive pay from",
        WAGES,
        kind=TermKind.DATE,
        better=Better.EARLIER,
        union=("0", "0"),
        employer=("180", "90"),
    ),
    _money(
        "Performance sharing, minimum",
        WAGES,
        "0",
        "2000 > 1500",
        "0 > 750",
        unit="USD per year",
        rank=9,
    ),
    _money("Ratification bonus", WAGES, "0", "3000 > 2500", "500 > 1250", unit="USD per worker"),
    _percent("Premium share, family", HEALTH, "0", "0", "10 > 4", better=Better.LOWER, rank=3),
    _copay("Office visit copay", "5", "5", "30 > 15", "USD per visit"),
    _copay("Prescription copay", "10", "5", "25 > 15", "USD per fill"),
    _money("Dental maximum", HEALTH, "1500", "3000 > 2500", "1500 > 1750", unit="USD per year"),
    _percent("Pension multiplier", HEALTH, "1.45", "1.75 > 1.6", "1.45"),
    _percent("Retirement match", HEALTH, "3", "6 > 5", "3 > 3.5"),
    _money(
        "Retiree health account", HEALTH, "1500", "3000 > 2500", "1500 > 1800", unit="USD per year"
    ),
    _words(
        "Two-tier pension",
        HEALTH,
        "One pension for everybody",
        "No second tier",
        "New hires in a savings plan > New hires choose",
        economic=True,
    ),
    _words("Mental health coverage", HEALTH, "Parity as in law", "Parity plus", "As in law"),
    Subject(
        "Ratio, medical-surgical",
        STAFFING,
        rank=2,
        economic=False,
        kind=TermKind.RATIO,
        unit="nurse:patients",
        better=Better.HIGHER,
        today="1:5",
        union=("1:3", "1:4"),
        employer=("1:5", "1:5"),
    ),
    Subject(
        "Ratio, telemetry",
        STAFFING,
        economic=False,
        kind=TermKind.RATIO,
        unit="nurse:patients",
        better=Better.HIGHER,
        today="1:4",
        union=("1:3", "1:3"),
        employer=("1:5", "1:4"),
    ),
    _days("Vacancies filled within", STAFFING, "60", "14 > 21", "60 > 45", Better.LOWER),
    _percent("Travelers, share of shifts", STAFFING, "12", "3 > 5", "12 > 9", better=Better.LOWER),
    _words("Staffing committees", STAFFING, "Advisory", "Binding > Arbitrated", "Advisory, with a report"),
    _words("Floating", STAFFING, "Within the facility", "By consent > Within the unit", "Within the region > Within the facility, four hours' notice"),
    _words("Workplace violence plan", STAFFING, "Annual plan", "Metal detectors and a joint team", "Annual plan > Joint team", rank=6),
    _words("Safe patient handling", STAFFING, "Lift teams by day", "Lift teams at all hours", "Lift teams by day and evening"),
    _words("Heat and smoke days", STAFFING, "None", "Paid safe leave", "Unpaid safe leave > Two paid days"),
    _words("Protective equipment", STAFFING, "As in law", "Ninety days' stock, audited", "As in law > Sixty days' stock"),
    _days("Schedules posted ahead", TIME, "14", "42 > 35", "14 > 21", Better.HIGHER),
    _days("Vacation, after five years", TIME, "20", "25 > 23", "20 > 21", Better.HIGHER),
    _days("Sick leave a year", TIME, "10", "15 > 13", "8 > 10", Better.HIGHER),
    _days("Bereavement leave", TIME, "3", "7 > 5", "3 > 5", Better.HIGHER),
    _days("Parental leave, paid", TIME, "10", "60 > 45", "10 > 20", Better.HIGHER),
    _days("Holidays", TIME, "9", "11 > 10", "9", Better.HIGHER),
    _words("Weekend rotation", TIME, "Every second", "Every third", "Every second", rank=8),
    _words("Meal and rest breaks", TIME, "As in law", "Relief staff on every unit", "As in law > Relief on request"),
    _words("Mandatory overtime", TIME, "In emergencies", "Never", "In emergencies > After volunteers are asked"),
    _words("Remote work", TIME, "By manager's leave", "A right to ask, with reasons", "Pilot"),
    _days("Notice of subcontracting", SECURITY, "60", "180 > 150", "60 > 90", Better.HIGHER),
    _words("Subcontracting", SECURITY, "With notice", "No subcontracting > None of bargaining-unit work", "With notice", rank=5),
    _days("Notice of layoff", SECURITY, "30", "90 > 75", "30 > 45", Better.HIGHER),
    _words("Closures and transfers", SECURITY, "Meet and confer", "Jobs within thirty miles", "Meet and confer > Preference in hiring"),
    _words("New technology", SECURITY, "Notice", "Bargain first", "Notice > Joint review"),
    _words("Artificial intelligence", SECURITY, "Nothing yet", "No decision on care without a clinician", "A joint committee", rank=7),
    _words("Seniority in bidding", SECURITY, "Seniority, if qualified", "Seniority", "Best qualified > Seniority, if equally qualified"),
    _words("Gig and per-diem conversion", SECURITY, "None", "After six months", "After eighteen months > After twelve months"),
    _words("Successor clause", SECURITY, "In the current agreement", "Kept, with arbitration", "Kept"),
    _percent("Training fund", RIGHTS, "0.35", "0.9 > 0.7", "0.35 > 0.5", unit="percent of payroll", rank=10),
    _money("Tuition reimbursement", RIGHTS, "3000", "6000 > 5000", "3000 > 3500", unit="USD per year"),
    _words("Steward release time", RIGHTS, "Four hours a month", "Eight hours a month > Six hours", "Four hours a month > Five hours"),
    _words("Orientation access", RIGHTS, "Thirty minutes", "Sixty minutes", "Thirty minutes > Forty-five minutes"),
    _words("Information, electronic", RIGHTS, "Monthly list", "Weekly list with classifications", "Monthly list > Every two weeks"),
    _words("Partnership funding", RIGHTS, "Shared", "Shared, audited", "Shared"),
    _words("Racial justice in hiring", RIGHTS, "Statement", "Joint review of hiring data", "Statement > Yearly report"),
    _words("Grievance timelines", RIGHTS, "Fifteen days", "Thirty days", "Ten days > Fifteen days"),
    _words("Term of agreement", RIGHTS, "Four years", "Three years > Four years", "Five years > Four years"),
    _words("Common expiration", RIGHTS, "Common date", "Common date kept", "Staggered dates > Common date"),
)  # fmt: skip

ARTICLES = (
    "Recognition",
    "Union Security",
    "Management Rights",
    "Wages",
    "Differentials",
    "Health Benefits",
    "Retirement",
    "Staffing",
    "Health and Safety",
    "Hours and Scheduling",
    "Vacation and Holidays",
    "Leaves",
    "Subcontracting",
    "Layoff and Recall",
    "Education and Training",
    "Grievance and Arbitration",
    "Stewards",
    "Term",
)
