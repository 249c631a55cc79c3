"""One worker at a time, one day at a time, in Decimal: what costing must give, to the cent.

Written from the method (docs/explanation/one-workers-year.md and COSTING.md), not from the
engine: it reads the YAML as written, knows no arrays and shares no code with it. Slow on purpose.
"""

import calendar
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise
from typing import Any

CENT = Decimal("0.01")
HALF = Decimal("0.5")
HUNDRED = Decimal(100)
DAY = timedelta(days=1)

RANK = {
    "schedule": 10,
    "two_tier": 15,
    "dropped_step": 20,
    "new_top_step": 25,
    "equity_increase": 30,
    "alignment": 40,
    "general_increase": 50,
    "wage_floor": 60,
    "longevity": 10,
    "differential": 20,
    "overtime": 30,
    "shift_differential": 40,
    "hourly_contribution": 50,
    "paid_days": 10,
    "bonus": 20,
    "retirement_contribution": 30,
    "training_fund": 40,
    "payroll_tax": 50,
    "workers_compensation": 60,
    "other_roll_up": 70,
}
WAGE = (
    "schedule",
    "two_tier",
    "dropped_step",
    "new_top_step",
    "equity_increase",
    "alignment",
    "general_increase",
    "wage_floor",
)
LINES = ("longevity", "differential", "overtime", "shift_differential", "hourly_contribution")
PERCENTS = (
    "paid_days",
    "bonus",
    "retirement_contribution",
    "training_fund",
    "payroll_tax",
    "workers_compensation",
    "other_roll_up",
)
COMPONENT = {
    "longevity": "longevity",
    "differential": "differentials",
    "overtime": "overtime",
    "shift_differential": "shift differentials",
    "paid_days": "paid days",
    "bonus": "bonus",
    "retirement_contribution": "retirement",
    "training_fund": "training fund",
    "payroll_tax": "payroll tax",
    "workers_compensation": "workers' compensation",
    "other_roll_up": "other roll-up",
    "pension": "retirement",
    "medical": "medical",
    "other": "other roll-up",
}
PERIODS = {"weekly": 52, "biweekly": 26, "semimonthly": 24, "monthly": 12}


def number(value: Any) -> Decimal:
    return Decimal(str(value))


def nearest(value: Decimal, unit: Decimal = CENT) -> Decimal:
    """To the unit, halves up."""
    return (value / unit + HALF).to_integral_value(ROUND_FLOOR) * unit


def after_months(day: date, months: int, of_month: int | None = None) -> date:
    """The same day of a later month; a day it lacks is the 1st of the one after."""
    wanted = of_month or day.day
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if wanted <= calendar.monthrange(year, month + 1)[1]:
        return date(year, month + 1, wanted)
    year, month = divmod(year * 12 + month + 1, 12)
    return date(year, month + 1, 1)


def after_years(day: date, years: int) -> date:
    return after_months(day, 12 * years)


@dataclass
class Cost:
    """Dollars by (year, component); ``taken_home`` by year."""

    of: dict[tuple[int, str], Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    taken_home: dict[int, Decimal] = field(default_factory=lambda: defaultdict(Decimal))


class Reference:
    """``contract`` and ``offer`` as YAML gives them; ``years`` from the contract's first day."""

    def __init__(
        self,
        contract: dict[str, Any],
        offer: dict[str, Any] | None,
        *,
        as_of: date,
        years: int,
        held: date | None = None,
    ) -> None:
        self.start: date = contract["term"]["from"]
        self.years, self.as_of, self.held = years, as_of, held
        self.end = after_years(self.start, years)
        pay = contract.get("pay") or {}
        self.period = pay.get("period", "biweekly")
        self.anchor: date = pay.get("first_day", self.start)
        self.lag = timedelta(days=pay.get("payday_lag_days", 0))
        self.year_of = pay.get("year_of", "first_day")
        self.same_day = pay.get("changes", "next_period") == "same_day"
        self.cent_rates = pay.get("rates_to", "cent") == "cent"
        self.unit = CENT if self.cent_rates else Decimal("0.001")
        carried = pay.get("carried_decimals", 0)
        self.kept = self.unit if carried == 0 else Decimal("0.001") / 10**carried
        default_hours = Decimal(40 * 52) / PERIODS[self.period]
        self.full_time = number(pay.get("full_time_hours", default_hours))
        steps = contract.get("steps") or {}
        self.months, self.months_at = steps.get("months", 12), steps.get("months_at") or {}
        self.terms = self._terms(contract, offer)
        self._calendar()

    # -- reading

    def _terms(
        self, contract: dict[str, Any], offer: dict[str, Any] | None
    ) -> list[dict[str, Any]]:
        gone = set()
        outcomes = (contract.get("assumptions") or {}).get("outcomes") or {}

        def acts(said: dict[str, Any]) -> bool:
            asked = said.get("contingent")
            return asked is None or outcomes[asked["event"]] == asked["is"]

        theirs = [said for said in (offer or {}).get("terms") or [] if acts(said)]
        for said in [offer or {}, *theirs]:
            ids = said.get("supersedes") or []
            gone |= set(ids if isinstance(ids, list) else [ids])
        found = []
        for row in contract.get("schedules") or []:
            scope = dict(row.get("scope") or {})
            scope |= {k: row[k] for k in ("classification", "region") if k in row}
            found.append(
                {
                    "kind": "schedule",
                    "effective": row["from"],
                    "scope": scope,
                    "steps": row["steps"],
                    "layer": 0,
                }
            )
        for layer, listed in ((0, contract.get("terms") or []), (1, theirs)):
            for said in listed:
                if (layer == 0 and said.get("id") in gone) or not acts(said):
                    continue
                found += [{**each, "layer": layer} for each in self._by_date(said)]
        for term in found:
            if "implemented" in term:
                if term.get("retro") == "none":
                    term["effective"] = term["implemented"]
                elif term.get("retro") == "employed":
                    term["scope"] = {
                        **(term.get("scope") or {}),
                        "employed_on": term["implemented"],
                    }
        if self.held is not None:
            found = [t for t in found if t["effective"] <= self.held]
            found = [t for t in found if t["kind"] not in ("lump_sum", "ratification_bonus")]
            for t in found:
                if t.get("until") and t["until"] >= self.held and t["kind"] != "step_freeze":
                    del t["until"]
        return found

    def _by_date(self, said: dict[str, Any]) -> list[dict[str, Any]]:
        dated = {
            k: v
            for k, v in said.items()
            if isinstance(v, dict) and v and all(isinstance(d, date) for d in v)
        }
        if not dated:
            return [dict(said)]
        found = []
        for when in sorted({d for v in dated.values() for d in v}):
            values = {
                k: v[max(d for d in v if d <= when)] for k, v in dated.items() if min(v) <= when
            }
            found.append(
                {k: v for k, v in said.items() if k not in dated} | values | {"effective": when}
            )
        return found

    # -- pay periods

    def _calendar(self) -> None:
        first = date(self.start.year - 1, 1, 1) - timedelta(days=80)
        last = self.end + timedelta(days=80)
        bounds = []
        if self.period in ("weekly", "biweekly"):
            length = timedelta(days=7 if self.period == "weekly" else 14)
            day = self.anchor
            while day > first:
                day -= length
            while day < last:
                bounds.append(day)
                day += length
        else:
            day = date(first.year, first.month, 1)
            while day < last:
                bounds.append(day)
                if self.period == "semimonthly":
                    bounds.append(day.replace(day=16))
                day = after_months(day, 1)
        self.starts = [after_years(self.start, year) for year in range(self.years + 1)]
        self.periods = []  # (first, end, payday, contract year)
        for begin, end in pairwise(bounds):
            payday = end - DAY + self.lag
            by = {"first_day": begin, "last_day": end - DAY, "payday": payday}[self.year_of]
            year = bisect_right(self.starts, by) - 1
            self.periods.append((begin, end, payday, year if by >= self.start else -1))
        costed = [p for p in self.periods if 0 <= p[3] < self.years]
        tax_year = costed[0][2].year
        before = [p for p in self.periods if p[3] == -1 and p[2].year == tax_year]
        self.periods = before + costed
        self.bounds = [p[0] for p in self.periods] + [self.periods[-1][1]]

    def first_paid(self, effective: date) -> date:
        """The day on which a rate dated so is first paid."""
        if self.same_day or effective <= self.bounds[0]:
            return effective
        return next((b for b in self.bounds if b >= effective), self.bounds[-1])

    # -- whom a term means

    def means(
        self, term: dict[str, Any], worker: dict[str, Any], region: str | None = None
    ) -> bool:
        scope = dict(term.get("scope") or {})
        facts = worker | ({"region": region} if region else {})
        for name, wanted in scope.items():
            listed = wanted if isinstance(wanted, list) else [wanted]
            if name == "exclude":
                for dimension, names in wanted.items():
                    if facts[dimension] in (names if isinstance(names, list) else [names]):
                        return False
            elif name == "certification":
                if wanted not in worker["certifications"]:
                    return False
            elif name == "hired_from":
                if worker["hire_date"] < wanted:
                    return False
            elif name == "hired_before":
                if worker["hire_date"] >= wanted:
                    return False
            elif name == "employed_on":
                if not worker["hire_date"] <= wanted <= (worker["leave_date"] or date.max):
                    return False
            elif name == "least_fte":
                if worker["fte"] < number(wanted):
                    return False
            elif name == "most_fte":
                if worker["fte"] > number(wanted):
                    return False
            elif facts[name] not in listed:
                return False
        return not (term["kind"] == "two_tier" and worker["hire_date"] < term["hired_from"])

    # -- rates

    def events(self) -> list[dict[str, Any]]:
        return sorted(
            (t for t in self.terms if t["kind"] in WAGE),
            key=lambda t: (
                self.first_paid(t["effective"]),
                RANK[t["kind"]],
                t.get("order", 0),
                t["layer"],
            ),
        )

    def scale(
        self, worker: dict[str, Any], upto: int, promoted: bool, region: str | None = None
    ) -> dict[int, Decimal]:
        """Rates by step after the first ``upto`` events."""
        key = (worker["employee_id"], upto, promoted, region)
        if key not in self._scales:
            self._scales[key] = self._scale(worker, upto, promoted, region)
        return self._scales[key]

    def _scale(self, worker: dict[str, Any], upto: int, promoted: bool, region: str | None) -> Any:
        off = region is None and self.off(worker)
        rates: dict[int, Decimal] = {1: worker["base_rate"]} if off else {}
        tiers: list[Decimal] = []
        for place, term in enumerate(self.ordered[:upto]):
            kind = term["kind"]
            if not self.means(term, worker, region):
                continue
            if off and (
                term["effective"] <= self.as_of
                or kind not in ("general_increase", "equity_increase", "wage_floor")
            ):
                continue
            if kind == "schedule":
                steps = term["steps"]
                if isinstance(steps, list):
                    steps = dict(enumerate(steps, 1))
                rates = {step: number(rate) for step, rate in steps.items()}
                for share in tiers:
                    rates = {s: nearest(r * share, self.kept) for s, r in rates.items()}
            elif kind == "two_tier":
                ends = "until_years" in term
                if not (promoted and ends):
                    share = number(term["percent"]) / HUNDRED
                    tiers.append(share)
                    rates = {s: nearest(r * share, self.kept) for s, r in rates.items()}
            elif kind == "dropped_step":
                if len(rates) > 1:
                    del rates[min(rates)]
            elif kind == "new_top_step":
                if rates:
                    top = max(rates)
                    rates[top + 1] = (
                        nearest(rates[top] * (1 + number(term["percent"]) / HUNDRED), self.kept)
                        if term.get("percent") is not None
                        else number(term["dollars_per_hour"])
                    )
            elif kind in ("general_increase", "equity_increase"):
                rates = {s: self.raised(r, term) for s, r in rates.items()}
            elif kind == "wage_floor" and rates:
                floor = number(term["dollars_per_hour"])
                lowest = rates[min(rates)]
                ripple = term.get("ripple", "none")
                if ripple == "none":
                    rates = {s: max(r, floor) for s, r in rates.items()}
                elif lowest < floor and ripple == "cents":
                    rates = {s: r + floor - lowest for s, r in rates.items()}
                elif lowest < floor:
                    rates = {s: nearest(r * floor / lowest, self.kept) for s, r in rates.items()}
            elif kind == "alignment":
                other = self.scale(worker, place, promoted, term["to_region"])
                share = number(term.get("percent", 100)) / HUNDRED
                close = number(term.get("close", 100)) / HUNDRED
                for step, rate in rates.items():
                    if step in other:
                        gap = nearest(other[step] * share, self.kept) - rate
                        if gap > 0:
                            rates[step] = rate + nearest(gap * close, self.kept)
        return rates

    def raised(self, rate: Decimal, term: dict[str, Any]) -> Decimal:
        if term.get("percent") is not None:
            return nearest(rate * (1 + number(term["percent"]) / HUNDRED), self.kept)
        if term.get("cents_per_hour") is not None:
            return rate + number(term["cents_per_hour"]) / HUNDRED
        if term.get("dollars_per_hour") is not None:
            return rate + number(term["dollars_per_hour"])
        hours = self.full_time * PERIODS[self.period]
        return rate + nearest(number(term["dollars_per_year"]) / hours, self.kept)

    def off(self, worker: dict[str, Any]) -> bool:
        status = worker["schedule_status"]
        return status == "off_schedule" or (status == "red_circled" and worker["step"] is None)

    # -- one worker

    def cost(self, worker: dict[str, Any]) -> Cost:
        """What she costs and takes home, by contract year."""
        self._scales: dict[Any, Any] = {}
        self.ordered = self.events()
        first = max(min(self.bounds[0], self.as_of + DAY), worker["hire_date"])
        last = min(self.bounds[-1] - DAY, worker["leave_date"] or date.max)
        cost = Cost()
        if max(first, self.bounds[0]) > last:
            return cost
        rate_by_day = dict(self._rates(worker, first, last))
        in_period = self._periods(worker, rate_by_day)
        self._shares(worker, in_period, rate_by_day, last, cost)
        self._months(worker, cost)
        for (year, component), amount in list(cost.of.items()):
            if component in (
                "base pay",
                "longevity",
                "differentials",
                "overtime",
                "shift differentials",
                "lump sums",
                "bonus",
            ):
                cost.taken_home[year] += amount
            if component in ("workers' premiums", "workers' copays"):
                cost.taken_home[year] -= amount
        return cost

    def _rates(self, worker: dict[str, Any], first: date, last: date) -> Any:
        """Her base rate on each day."""
        off = self.off(worker)
        step, missed = (1 if off else worker["step"]), 0
        months = lambda at: self.months_at.get(at, self.months)  # noqa: E731
        interval, k = months(step), 1
        anniversary = worker["anniversary_date"]
        known = max(self.as_of, worker["hire_date"])
        while after_months(anniversary, interval * k) <= known:
            k += 1
        chain = interval * k
        freezes = [t for t in self.terms if t["kind"] == "step_freeze" and self.means(t, worker)]
        if self.held is not None:
            freezes.append({"effective": self.held + DAY, "until": date(9000, 1, 1)})
        promotion = min(
            (
                after_years(worker["seniority_date"], t["until_years"])
                for t in self.terms
                if t["kind"] == "two_tier" and "until_years" in t and self.means(t, worker)
            ),
            default=date.max,
        )
        if self.held is not None and promotion > self.held:
            promotion = date.max
        if promotion < date.max:
            promotion = self.first_paid(promotion)
        day = first
        while day <= last:
            promoted = promotion <= day
            upto = sum(self.first_paid(t["effective"]) <= day for t in self.ordered)
            scale = self.scale(worker, upto, promoted)
            if not off:
                while self.first_paid(after_months(anniversary, chain)) <= day:
                    due = after_months(anniversary, chain)
                    if step < max(scale):
                        frozen = [f for f in freezes if f["effective"] <= due <= f["until"]]
                        if not frozen:
                            step += 1
                        elif frozen[-1].get("afterwards") == "restored":
                            missed += 1
                    chain += months(step)
                for freeze in freezes:
                    if missed and self.first_paid(freeze["until"] + DAY) == day:
                        step, missed = min(step + missed, max(scale)), 0
                step = self._jumped(worker, step, day, promoted)
            rate = scale[min(max(step, min(scale)), max(scale))]
            rate = nearest(rate, self.unit) if self.kept != self.unit else rate
            if worker["schedule_status"] == "red_circled" and not off:
                rate = max(rate, worker["base_rate"])
            yield day, rate
            day += DAY

    def _jumped(self, worker: dict[str, Any], step: int, day: date, promoted: bool) -> int:
        """Moves to a new top step at once, or off a dropped one."""
        for place, term in enumerate(self.ordered):
            when = self.first_paid(term["effective"])
            if when != day or when <= self.as_of or not self.means(term, worker):
                continue
            before = self.scale(worker, place, promoted)
            if term["kind"] == "new_top_step" and "at_once_after_years" in term and before:
                served = after_years(worker["seniority_date"], term["at_once_after_years"])
                if step == max(before) and served <= day:
                    step += 1
            if term["kind"] == "dropped_step" and len(before) > 1 and step == min(before):
                step += 1
        return step

    def _in_force(
        self, kinds: tuple[str, ...], worker: dict[str, Any], holds: Any
    ) -> dict[Any, dict[str, Any]]:
        """By rule, the term that stands: an offer's before the contract's, then the latest."""
        found: dict[Any, dict[str, Any]] = {}
        ordered = sorted(
            (t for t in self.terms if t["kind"] in kinds),
            key=lambda t: (t["layer"], t["effective"], t.get("order", 0)),
        )
        for term in ordered:
            key = (term["kind"], term.get("name", ""), term.get("hours") or term.get("to"))
            if holds(term) and self.means(term, worker):
                found[key] = term
        return found

    def _lines(self, worker: dict[str, Any], day: date, rate: Decimal) -> dict[Any, Any]:
        """Hourly lines on a day: rate, hours, component and whether gross and pensionable."""

        def holds(term: dict[str, Any]) -> bool:
            over = self.first_paid(term["until"] + DAY) if term.get("until") else date.max
            return self.first_paid(term["effective"]) <= day < over

        standing = self._in_force(LINES, worker, holds)
        hours = worker["hours"]
        total = rate
        lines: dict[Any, Any] = {"base": (rate, hours["regular"], "base pay", True, True, True)}
        for key, term in sorted(standing.items(), key=lambda item: RANK[item[0][0]]):
            kind = term["kind"]
            pensionable = term.get("pensionable", kind not in ("overtime", "hourly_contribution"))
            if kind == "longevity":
                bands = [b for b in term["bands"] if self._reached(worker, b["years"], day)]
                band = max(bands, key=lambda b: b["years"], default={})
                extra = number(band.get("dollars_per_hour", 0)) + nearest(
                    rate * number(band.get("percent", 0)) / HUNDRED, self.unit
                )
                paid, component = hours["regular"], "longevity"
            elif kind == "overtime":
                extra = nearest(total * number(term["multiplier"]), self.unit)
                paid, component = hours["overtime"], "overtime"
            elif kind == "hourly_contribution":
                extra = number(term["dollars_per_hour"])
                component = COMPONENT.get(term["to"], term["to"].replace("_", " "))
                component = "workers' compensation" if "workers" in component else component
                paid = hours["regular"]
            else:
                extra = (
                    nearest(rate * number(term["percent"]) / HUNDRED, self.unit)
                    if term.get("percent") is not None
                    else number(term["dollars_per_hour"])
                )
                paid = hours["regular" if kind == "differential" else term["hours"]]
                component = COMPONENT[kind]
            adds = kind in ("longevity", "differential") and term.get("counts_for_overtime", True)
            lines[(key, adds, pensionable)] = (
                extra,
                paid,
                component,
                False,
                kind != "hourly_contribution",
                pensionable,
            )
            total += extra if adds else 0
        return lines

    def _reached(self, worker: dict[str, Any], years: int, day: date) -> bool:
        reached = after_years(worker["seniority_date"], years)
        if self.held is not None and reached > self.held:
            return False
        return self.first_paid(reached) <= day

    def _periods(self, worker: dict[str, Any], rates: dict[date, Decimal]) -> list[Any]:
        """For each period: the pay of each line to the cent, and the hours paid."""
        done = []
        kept: dict[Any, Any] = {}
        for begin, end, payday, year in self.periods:
            days = (end - begin).days
            sums: dict[Any, Decimal] = defaultdict(Decimal)
            facts: dict[Any, Any] = {}
            worked, hourly = 0, {}
            day = begin
            while day < end:
                if day in rates:
                    worked += 1
                    hourly = self._lines_kept(kept, worker, day, rates[day])
                    for key, line in hourly.items():
                        sums[key] += line[0] * line[1]
                        facts[key] = line[2:]
                day += DAY
            if not worked:
                continue
            pay = {key: (nearest(sum_ / days), *facts[key]) for key, sum_ in sums.items()}
            both = worker["hours"]["regular"] + worker["hours"]["overtime"]
            hours = nearest(both * worked / days, Decimal("0.25"))
            done.append((begin, end, payday, year, pay, hours, hourly))
        return done

    def _lines_kept(self, kept: Any, worker: Any, day: date, rate: Decimal) -> Any:
        # Nothing about a line changes between these days; only a matter of speed.
        if "days" not in kept:
            days = set()
            for t in self.terms:
                if t["kind"] in LINES:
                    days.add(self.first_paid(t["effective"]))
                    if t.get("until"):
                        days.add(self.first_paid(t["until"] + DAY))
                    for band in t.get("bands") or []:
                        days.add(
                            self.first_paid(after_years(worker["seniority_date"], band["years"]))
                        )
            kept["days"] = sorted(days)
        key = (bisect_right(kept["days"], day), rate)
        if key not in kept:
            kept[key] = self._lines(worker, day, rate)
        return kept[key]

    def _shares(
        self,
        worker: dict[str, Any],
        done: list[Any],
        rates: dict[date, Decimal],
        last: date,
        cost: Cost,
    ) -> None:
        """Shares of pay: rounded once for each contract year within each calendar year of pay."""
        firsts = [period[0] for period in self.periods]
        # A wage base counts all pay of the calendar year, before the tax was there too.
        taxes = {
            (t["kind"], t.get("name", ""), None) for t in self.terms if t["kind"] == "payroll_tax"
        }
        taxed: dict[Any, Decimal] = defaultdict(Decimal)
        owed: dict[Any, Decimal] = defaultdict(Decimal)
        year_base, year_gross, year_hours = Decimal(0), Decimal(0), Decimal(0)
        for place, (begin, end, payday, year, pay, hours, hourly) in enumerate(done):
            following = done[place + 1] if place + 1 < len(done) else None
            base = sum((p[0] for p in pay.values() if p[2]), Decimal(0))
            gross = sum((p[0] for p in pay.values() if p[3]), Decimal(0))
            pensionable = sum((p[0] for p in pay.values() if p[4]), Decimal(0))
            year_base, year_gross = year_base + base, year_gross + gross
            if year >= 0:
                for amount, component, *_ in pay.values():
                    cost.of[year, component] += amount
                cost.of[year, "paid hours"] += hours
                cost.of[year, "pay periods"] += 1
                extra_gross, extra_pensionable, for_bonus = self._payments(
                    worker, begin, end, year, rates, cost
                )
                gross, pensionable = gross + extra_gross, pensionable + extra_pensionable
                year_gross += for_bonus
            year_hours += hours
            settles = following is None or (following[3], following[2].year) != (year, payday.year)
            place_in_all = firsts.index(begin)
            after = self.periods[place_in_all + 1 : place_in_all + 2]
            year_over = (not after or after[0][3] != year) and last >= end - DAY

            def holds(term: dict[str, Any], payday: date = payday) -> bool:
                over = term["until"] + DAY if term.get("until") else date.max
                return self._paid_from(term["effective"]) <= payday < self._paid_from(over)

            standing = self._in_force(PERCENTS, worker, holds)
            for key in sorted({*standing, *owed, *taxes}, key=lambda k: (RANK[k[0]], k[1])):
                term = standing.get(key)
                amount = Decimal(0)
                kind = key[0]
                if kind == "bonus":
                    if term and year >= 0 and year_over:
                        amount = self._bonus(worker, term, year_base, year_gross, year_hours)
                else:
                    of = self._pay_of(kind, term, base, gross, pensionable)
                    share = self._share(term)
                    if term and term.get("wage_base") is not None:
                        cap = number(term["wage_base"])
                        before = min(taxed[key], cap)
                        owed[key] += (min(taxed[key] + of, cap) - before) * share
                    else:
                        owed[key] += of * share
                    taxed[key] += of
                    if settles:
                        amount = nearest(owed[key])
                        owed[key] = Decimal(0)
                if kind in ("paid_days", "bonus"):
                    gross += amount
                    if term and term.get("pensionable", False):
                        pensionable += amount
                if year >= 0:
                    cost.of[year, COMPONENT[kind]] += amount
            if year_over and year >= 0:
                leaving = sum(
                    (nearest(line[0] * line[1]) for line in hourly.values() if line[4]),
                    Decimal(0),
                )
                cost.of[year, "pay at the exit rate"] += leaving * PERIODS[self.period]
            if following is not None and following[3] != year:
                year_base, year_gross, year_hours = Decimal(0), Decimal(0), Decimal(0)
            if following is not None and following[2].year != payday.year:
                taxed.clear()

    def _paid_from(self, effective: date) -> date:
        """The first payday from a day on; the rule holds for whole periods."""
        return next((p[2] for p in self.periods if p[2] >= effective), date.max)

    def _pay_of(self, kind: str, term: Any, base: Any, gross: Any, pensionable: Any) -> Decimal:
        fixed = {"paid_days": "base", "payroll_tax": "gross"}
        default = {"retirement_contribution": "pensionable", "other_roll_up": "base"}
        of = fixed.get(kind) or (term or {}).get("of") or default.get(kind, "gross")
        return {"base": base, "gross": gross, "pensionable": pensionable}[of]

    def _share(self, term: Any) -> Decimal:
        if term is None:
            return Decimal(0)
        if term["kind"] == "paid_days":
            return number(term["days"]) * number(term.get("replaced", 100)) / HUNDRED / 260
        return number(term["percent"]) / HUNDRED

    def _payments(
        self, worker: Any, begin: date, end: date, year: int, rates: Any, cost: Cost
    ) -> Any:
        """Lump sums and accounts due within a period while she is employed."""
        gross = pensionable = Decimal(0)
        hours = worker["hours"]["regular"]
        for term in self.terms:
            if term["kind"] not in ("lump_sum", "ratification_bonus"):
                continue
            day = term["effective"]
            if not (begin <= day < end and day in rates and self.means(term, worker)):
                continue
            amount = number(term.get("dollars", 0))
            if term.get("by_fte", True):
                amount = nearest(amount * worker["fte"])
            yearly = rates[day] * hours * PERIODS[self.period]
            amount += nearest(yearly * number(term.get("percent", 0)) / HUNDRED)
            cost.of[year, "lump sums"] += amount
            gross += amount
            pensionable += amount if term.get("pensionable", False) else 0
        dates = {t["paid_on"] for t in self.terms if t["kind"] == "retiree_account"}
        for paid_on in dates:
            month, of_month = (int(part) for part in paid_on.split("-"))
            day = date(begin.year, month, of_month)
            if day < begin:
                day = date(begin.year + 1, month, of_month)
            if not (begin <= day < end and day in rates and self.start <= day < self.end):
                continue
            standing = self._in_force(
                ("retiree_account",),
                worker,
                lambda t, d=day: (
                    t["effective"] <= d and (t.get("until") is None or d <= t["until"])
                ),
            )
            for term in standing.values():
                if term["paid_on"] == paid_on:
                    amount = number(term["dollars"])
                    amount = nearest(amount * worker["fte"]) if term.get("by_fte", True) else amount
                    cost.of[year, "retiree accounts"] += amount
        return gross, pensionable, gross

    def _bonus(self, worker: Any, term: Any, base: Any, gross: Any, hours: Any) -> Decimal:
        if hours < number(term.get("least_hours", 0)):
            return Decimal(0)
        payout = number(term.get("payout", 100)) / HUNDRED
        share = worker["fte"] if term.get("by_fte", True) else Decimal(1)
        if term.get("dollars") is not None:
            amount = nearest(nearest(number(term["dollars"]) * payout) * share)
        else:
            percent = nearest(number(term["percent"]) * payout, Decimal("0.0001"))
            amount = nearest((base if term.get("of") == "base" else gross) * percent / HUNDRED)
        amount = max(amount, nearest(number(term.get("minimum", 0)) * share))
        if term.get("maximum") is not None:
            amount = min(amount, nearest(number(term["maximum"]) * share))
        return amount

    # -- benefits

    def _months(self, worker: dict[str, Any], cost: Cost) -> None:
        tier = worker["benefit_tier"]
        if not tier:
            return
        for year in range(self.years):
            month = date(self.starts[year].year, self.starts[year].month, 1)
            month = month if month >= self.starts[year] else after_months(month, 1)
            of_year = 0
            while month < self.starts[year + 1]:
                if worker["hire_date"] <= month <= (worker["leave_date"] or date.max):
                    self._month(worker, tier, month, of_year, year, cost)
                month, of_year = after_months(month, 1), of_year + 1

    def _month(
        self, worker: Any, tier: str, month: date, of_year: int, year: int, cost: Cost
    ) -> None:
        def holds(term: dict[str, Any]) -> bool:
            return term["effective"] <= month and (
                term.get("until") is None or month <= term["until"]
            )

        def of_tier(value: Any) -> Decimal:
            return number(value.get(tier, 0) if isinstance(value, dict) else value)

        premiums = self._in_force(("premium",), worker, holds)
        shares = self._in_force(("premium_share",), worker, holds)
        for (_, name, _), term in premiums.items():
            premium = of_tier(term["dollars"])
            trends = sorted(
                (
                    t
                    for t in self.terms
                    if t["kind"] == "premium_trend"
                    and t.get("name", "") == name
                    and self.means(t, worker)
                ),
                key=lambda t: (t["effective"], t.get("order", 0)),
            )
            for trend in trends:
                if term["effective"] < trend["effective"] <= month:
                    premium = nearest(premium * (1 + number(trend["percent"]) / HUNDRED))
            share = shares.get(("premium_share", name, None))
            employer = premium
            if share is not None:
                if share.get("employee_percent") is not None:
                    part = nearest(premium * of_tier(share["employee_percent"]) / HUNDRED)
                elif share.get("employee_dollars") is not None:
                    part = min(premium, of_tier(share["employee_dollars"]))
                else:
                    part = max(premium - of_tier(share["employer_most"]), Decimal(0))
                employer = premium - part
                if share.get("part_time") == "by_fte":
                    employer = nearest(employer * worker["fte"])
            cost.of[year, "medical"] += employer
            cost.of[year, "workers' premiums"] += premium - employer
        for term in self._in_force(("copay",), worker, holds).values():
            yearly = number(term["dollars"]) * of_tier(term["uses"])
            due = nearest(yearly * (of_year + 1) / 12) - nearest(yearly * of_year / 12)
            cost.of[year, "copays"] -= due
            cost.of[year, "workers' copays"] += due
