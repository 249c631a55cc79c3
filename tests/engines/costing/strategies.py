"""Random contracts, offers and censuses: every kind of term, dates that meet, odd workers."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

START = date(2023, 10, 1)
REGIONS, JOBS, UNIONS = ("NW", "CO"), ("RN", "Clerk"), ("Nurses", "Clerks")
TIERS = ("employee", "family")
# Days that meet: starts of years and periods, mid-period, mid-year, a leap day, the last day.
DAYS = (
    date(2022, 12, 25),
    date(2023, 10, 1),
    date(2023, 10, 8),
    date(2023, 11, 14),
    date(2024, 1, 1),
    date(2024, 2, 29),
    date(2024, 3, 1),
    date(2024, 7, 7),
    date(2024, 9, 29),
    date(2024, 10, 1),
    date(2024, 10, 13),
    date(2025, 1, 1),
    date(2025, 2, 28),
)


def decimals(least: str, most: str, places: int = 2) -> st.SearchStrategy[Decimal]:
    return st.decimals(least, most, places=places, allow_nan=False, allow_infinity=False)


days = st.sampled_from(DAYS)
percents = st.one_of(
    st.sampled_from([Decimal(3), Decimal("2.5"), Decimal("6.25")]), decimals("0.1", "12")
)


@st.composite
def scopes(draw: st.DrawFn, jobs: bool = True) -> dict[str, Any]:
    scope: dict[str, Any] = {}
    if draw(st.booleans()):
        return scope
    for name, values in (("region", REGIONS), ("union", UNIONS), ("classification", JOBS)):
        if draw(st.integers(0, 3)) == 0 and (jobs or name != "region"):
            scope[name] = draw(st.sampled_from(values))
    if draw(st.integers(0, 5)) == 0:
        scope["exclude"] = {"union": "Clerks"}
    if draw(st.integers(0, 6)) == 0:
        scope["least_fte"] = Decimal("0.5")
    if draw(st.integers(0, 6)) == 0:
        scope["hired_before"] = date(2015, 6, 1)
    return scope


RAISE_BY = {
    "percent": percents,
    "cents_per_hour": st.integers(0, 200),
    "dollars_per_hour": decimals("0", "3"),
    "dollars_per_year": st.integers(0, 4000),
}


def one_of(fields: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.one_of([st.fixed_dictionaries({name: value}) for name, value in fields.items()])


CONTINGENT = st.sampled_from(
    [{}] * 6 + [{"contingent": {"event": "margin", "is": how}} for how in ("met", "missed")]
)


def _term(
    kind: str, *fields: st.SearchStrategy[dict[str, Any]]
) -> st.SearchStrategy[dict[str, Any]]:
    return st.tuples(days, scopes(), *fields, CONTINGENT).map(
        lambda drawn: (
            {"kind": kind, "effective": drawn[0], "scope": drawn[1]}
            | {key: value for each in drawn[2:] for key, value in each.items()}
        )
    )


def _maybe(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


def _fields(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(fields)


flags = st.booleans()
by_tier = st.fixed_dictionaries({tier: decimals("0", "1500") for tier in TIERS})
share_by_tier = st.fixed_dictionaries({tier: decimals("0", "40") for tier in TIERS})

WAGE_TERMS = st.one_of(
    _term("general_increase", one_of(RAISE_BY)),
    _term("equity_increase", one_of(RAISE_BY)),
    _term(
        "wage_floor",
        _fields(dollars_per_hour=decimals("18", "40")),
        _maybe(ripple=st.sampled_from(["none", "cents", "percent"])),
    ),
    _term(
        "alignment",
        _fields(to_region=st.sampled_from(REGIONS)),
        _maybe(percent=decimals("80", "110"), close=decimals("10", "100")),
    ),
    _term(
        "new_top_step",
        one_of({"percent": percents, "dollars_per_hour": decimals("60", "90")}),
        _maybe(at_once_after_years=st.integers(0, 12)),
    ),
    _term("dropped_step"),
    _term(
        "two_tier",
        _fields(
            percent=decimals("70", "100"),
            hired_from=st.sampled_from([date(2018, 1, 1), date(2022, 1, 1)]),
        ),
    ),
    _term(
        "two_tier",
        _fields(
            percent=decimals("70", "100"),
            hired_from=st.just(date(2016, 1, 1)),
            until_years=st.integers(3, 8),
        ),
    ),
    _term("step_freeze", _maybe(afterwards=st.sampled_from(["lost", "restored"]))).flatmap(
        lambda term: st.integers(0, 500).map(
            lambda n: term | {"until": term["effective"] + timedelta(days=n)}
        )
    ),
)

ends = _maybe(until=st.sampled_from([date(2025, 3, 15), date(2025, 6, 30)]))

RULES = st.one_of(
    _term("overtime", _fields(multiplier=st.sampled_from([Decimal("1.5"), Decimal(2)])), ends),
    _term(
        "longevity",
        _fields(
            bands=st.just(
                [
                    {"years": 2, "dollars_per_hour": Decimal("0.35")},
                    {"years": 5, "percent": Decimal("2.25")},
                    {
                        "years": 10,
                        "dollars_per_hour": Decimal("0.5"),
                    },
                ]
            )
        ),
    ),
    _term(
        "differential",
        one_of({"percent": percents, "dollars_per_hour": decimals("0", "3")}),
        _fields(name=st.sampled_from(["degree", "lead"])),
        ends,
    ),
    _term(
        "shift_differential",
        _fields(hours=st.sampled_from(["evening", "night"])),
        one_of({"percent": percents, "dollars_per_hour": decimals("0", "5")}),
        ends,
    ),
    _term(
        "hourly_contribution",
        _fields(
            to=st.sampled_from(["pension", "training_fund"]), dollars_per_hour=decimals("0", "4", 3)
        ),
    ),
    _term(
        "paid_days", _fields(days=decimals("-2", "3", 1)), _maybe(replaced=decimals("0", "100", 1))
    ),
    _term(
        "bonus",
        one_of({"percent": percents, "dollars": st.integers(0, 4000)}),
        _maybe(
            payout=decimals("0", "200"),
            minimum=st.integers(0, 900),
            maximum=st.integers(900, 4000),
            least_hours=st.integers(0, 1500),
            of=st.sampled_from(["base", "gross"]),
            by_fte=flags,
        ),
        ends,
    ),
    _term(
        "retirement_contribution",
        _fields(percent=decimals("0", "15"), of=st.just("pensionable")),
        ends,
    ),
    _term("training_fund", _fields(percent=decimals("0", "1")), ends),
    _term(
        "payroll_tax",
        _fields(percent=decimals("0", "8"), name=st.sampled_from(["ss", "medicare"])),
        _maybe(wage_base=st.sampled_from([20000, 60000])),
    ),
    _term("workers_compensation", _fields(percent=decimals("0", "5"))),
    _term("other_roll_up", _fields(percent=decimals("0", "3"), name=st.just("other"))),
    _term("premium", _fields(dollars=by_tier), _maybe(name=st.just("dental"))),
    _term("premium_trend", _fields(percent=decimals("-3", "12"))),
    _term(
        "premium_share",
        one_of(
            {
                "employee_percent": share_by_tier,
                "employee_dollars": by_tier,
                "employer_most": by_tier,
            }
        ),
        _maybe(part_time=st.sampled_from(["full", "by_fte"])),
        ends,
    ),
    _term(
        "copay",
        _fields(
            name=st.just("visit"),
            dollars=decimals("0", "60"),
            uses=by_tier.map(
                lambda each: {
                    tier: value / 100 // Decimal("0.01") / 100 for tier, value in each.items()
                }
            ),
        ),
    ),
    _term("retiree_account", _fields(dollars=st.integers(0, 2500), paid_on=st.just("03-15"))),
)

PAYMENTS = st.one_of(
    _term(
        "lump_sum",
        one_of({"percent": percents, "dollars": st.integers(0, 3000)}),
        _maybe(by_fte=flags, pensionable=flags),
    ),
    _term("ratification_bonus", _fields(dollars=st.integers(0, 1500)), _maybe(by_fte=flags)),
)

TERMS = st.one_of(WAGE_TERMS, RULES, PAYMENTS)


@st.composite
def schedules(draw: st.DrawFn) -> list[dict[str, Any]]:
    rows = []
    for region in REGIONS:
        for job in JOBS:
            base = draw(decimals("17", "45"))
            rates = [base + Decimal("0.77") * step for step in range(6)]
            rows.append(
                {"classification": job, "region": region, "from": date(2022, 10, 1), "steps": rates}
            )
    return rows


def _numbered(terms: list[dict[str, Any]], prefix: str, first: int) -> list[dict[str, Any]]:
    """Ids and orders, so that no two terms of one day are undecided."""
    return [
        term | {"id": f"{prefix}{place}", "order": place} for place, term in enumerate(terms, first)
    ]


@st.composite
def contracts(draw: st.DrawFn) -> dict[str, Any]:
    period = draw(st.sampled_from(["biweekly", "biweekly", "weekly", "semimonthly", "monthly"]))
    terms = draw(st.lists(st.one_of(RULES, WAGE_TERMS), max_size=6))
    return {
        "contract": "Random",
        "term": {"from": START, "years": 2},
        "pay": {
            "period": period,
            "first_day": draw(st.sampled_from([START, date(2023, 9, 24), date(2023, 10, 5)])),
            "payday_lag_days": draw(st.sampled_from([0, 6, 13])),
            "year_of": draw(st.sampled_from(["first_day", "last_day", "payday"])),
            "changes": draw(st.sampled_from(["next_period", "same_day"])),
            "rates_to": draw(st.sampled_from(["cent", "mill"])),
            "carried_decimals": draw(st.sampled_from([0, 0, 2])),
        },
        "steps": draw(st.sampled_from([{}, {"months": 6}, {"months_at": {1: 6, 3: 24}}])),
        "assumptions": {"outcomes": {"margin": draw(st.sampled_from(["met", "missed"]))}},
        "schedules": draw(schedules()),
        "terms": _numbered(terms, "c", 1),
    }


@st.composite
def offers(draw: st.DrawFn) -> dict[str, Any]:
    terms = draw(st.lists(TERMS, max_size=7))
    return {"offer": "Random offer", "terms": _numbered(terms, "o", 100)}


HIRES = (
    date(1999, 2, 28),
    date(2012, 2, 29),
    date(2014, 1, 31),
    date(2016, 3, 1),
    date(2019, 10, 1),
    date(2021, 11, 14),
    date(2022, 6, 30),
    date(2024, 5, 15),
)


@st.composite
def workers(draw: st.DrawFn, place: int) -> dict[str, str]:
    hired = draw(st.sampled_from(HIRES))
    status = draw(st.sampled_from(["on_schedule"] * 5 + ["off_schedule", "red_circled"]))
    left = draw(st.sampled_from([None] * 5 + [date(2024, 8, 20), date(2024, 12, 31)]))
    tier = draw(st.sampled_from(["", *TIERS]))
    hours = draw(st.sampled_from(["80", "60", "36.25", "8"]))
    step = str(draw(st.integers(1, 6)))
    return {
        "employee_id": f"W{place}",
        "union": draw(st.sampled_from(UNIONS)),
        "region": draw(st.sampled_from(REGIONS)),
        "classification": draw(st.sampled_from(JOBS)),
        "step": step
        if status != "off_schedule" and draw(st.integers(0, 9))
        else (step if status == "on_schedule" else ""),
        "schedule_status": status,
        "base_rate": "" if status == "on_schedule" else str(draw(decimals("16", "70", 3))),
        "hire_date": str(hired),
        "anniversary_date": draw(st.sampled_from(["", "2020-02-29", "2021-10-31"])),
        "leave_date": "" if left is None or left < hired else str(left),
        "regular_hours": hours,
        "overtime_hours": draw(st.sampled_from(["0", "0", "3.25"])),
        "evening_hours": draw(st.sampled_from(["0", "16.5"])),
        "night_hours": draw(st.sampled_from(["0", "7.75"])),
        "benefit_plan": "HMO" if tier else "",
        "benefit_tier": tier,
        "pension_plan": draw(st.sampled_from(["", "DB"])),
    }


def not_yet_hired() -> list[dict[str, str]]:
    """So that every name a scope may say is somebody's; they cost nothing."""
    blank = {
        "step": "1",
        "schedule_status": "on_schedule",
        "base_rate": "",
        "hire_date": "2031-01-01",
        "anniversary_date": "",
        "leave_date": "",
        "regular_hours": "80",
        "overtime_hours": "0",
        "evening_hours": "0",
        "night_hours": "0",
        "benefit_plan": "",
        "benefit_tier": "",
        "pension_plan": "",
    }
    return [
        {
            "employee_id": f"F{job}{place}",
            "union": UNIONS[place],
            "region": REGIONS[place],
            "classification": job,
        }
        | blank
        for job in JOBS
        for place in (0, 1)
    ]


@st.composite
def censuses(draw: st.DrawFn, most: int = 4) -> list[dict[str, str]]:
    drawn = [draw(workers(place)) for place in range(draw(st.integers(1, most)))]
    return [*drawn, *not_yet_hired()]


def as_text(rows: list[dict[str, str]]) -> str:
    return "\n".join([",".join(rows[0]), *(",".join(row.values()) for row in rows)])
