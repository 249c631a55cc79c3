"""What is published for a paycheck: for each offer the rates of every job, amounts, benefits.

Plain lists and numbers, as JSON can hold them. Days count from 1970, money is cents, rates mills.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, pairwise, product
from typing import Any, Final

import numpy as np
import pyarrow as pa

from commontable.engines.costing import components as c
from commontable.engines.costing.calendar import date_of, day_of
from commontable.engines.costing.census import census_of
from commontable.engines.costing.contract import STATUS_QUO, Contract, Offer, laid_over
from commontable.engines.costing.errors import CostingError
from commontable.engines.costing.live.rules import Rules
from commontable.engines.costing.pay_calendar import Timeline, timeline
from commontable.engines.costing.plan.benefits import benefits_of
from commontable.engines.costing.plan.build import Plan, plan_of
from commontable.engines.costing.plan.standing import meant_by, rules_by_key
from commontable.engines.costing.prices import PriceIndex, in_real_terms
from commontable.engines.costing.published.answer import REAL_UNIT
from commontable.engines.costing.published.public_terms import contract_for, left_of, offer_for
from commontable.engines.costing.terms import Term
from commontable.engines.costing.wording import promise
from commontable.engines.costing.workers import Workers

SHAPE: Final = 1
"""The shape of what is published; another shape is told apart by it."""

MOST_ROWS: Final = 200_000

_FULL, _HALF = "1", "0.5"
_BY_TIER: Final = ("dollars", "uses", "employee_percent", "employee_dollars", "employer_most")
_COLUMNS: Final = (
    "employee_id",
    "union",
    "region",
    "classification",
    "step",
    "hire_date",
    "regular_hours",
    "fte",
    "benefit_plan",
    "benefit_tier",
)


def pay_tables(
    contract: Contract,
    offers: Sequence[Offer],
    *,
    as_of: date,
    index: PriceIndex | None = None,
    no_index: str = "",
) -> dict[str, Any]:
    """Everything a paycheck needs, of the contract as it stands and of each offer.

    ``index`` turns later dollars into those of one month; without it ``no_index`` says why not.
    Raises ``CostingError`` for offers that cannot stand on the contract.
    """
    kept = contract_for(contract)
    laid = [STATUS_QUO, *(offer_for(offer, kept) for offer in offers)]
    time = timeline(kept.pay, kept.start, kept.years)
    first = min(date_of(time.bounds[0]), as_of)
    names = _Choices(kept, laid, first)
    workers = names.workers(as_of, kept)
    pay = kept.pay
    every = [contract.terms, *(offer.terms for offer in offers)]
    return {
        "shape": SHAPE,
        "contract": contract.name,
        "as_of": day_of(as_of),
        "start": kept.start.isoformat(),
        "years": kept.years,
        "pay": {
            "bounds": list(time.bounds),
            "year_of_period": list(time.year_of_period),
            "a_year": pay.periods_a_year,
            "full_time": pay.full_time_quarter_hours,
            "unit": pay.rate_unit,
            "waits": pay.changes == "next_period",
            "period": pay.period,
        },
        "steps": {"months": kept.steps.months, "at": [list(each) for each in kept.steps.months_at]},
        "jobs": [list(job) for job in names.jobs],
        "classes": names.classes,
        "unions": names.unions,
        "benefits": [list(each) for each in names.benefits],
        "offers": [_Offer(names, workers, kept, offer, time).data() for offer in laid],
        "real": _real(time, index, kept.inflation),
        "no_real": "" if index is not None else no_index,
        "left_out": list(dict.fromkeys(chain.from_iterable(map(left_of, every)))),
    }


class _Choices:
    """What a visitor may choose: jobs, when hired as far as it matters, union, benefit."""

    def __init__(self, contract: Contract, offers: Sequence[Offer], first: date) -> None:
        every = [*contract.terms, *(term for offer in offers for term in offer.terms)]
        self.schedules = [
            term
            for term in contract.terms
            if term.kind.name == "schedule" and term.effective <= first
        ]
        self.jobs = _jobs(self.schedules)
        if not self.jobs:
            raise CostingError(
                "contract",
                expected="a schedule for some classification, whatever else decides it",
                got="none",
                fix="Add the schedules to the contract of the basis.",
            )
        scopes = [meant_by(term) for term in every]
        days = {
            day_of(day)
            for scope in scopes
            for day in (scope.hired_from, scope.hired_before)
            if day is not None
        }
        self.classes = sorted(days)  # a class of hire ends before each of these days
        self.unions = sorted(
            {
                name
                for scope in scopes
                for dimension, names in (*scope.included, *scope.excluded)
                if dimension == "union"
                for name in names
            }
        )
        self.benefits = _benefits(every)
        self.rows = list(
            product(
                range(len(self.jobs)),
                range(len(self.classes) + 1),
                range(len(self.unions) + 1),  # the last is another union
                range(-1, len(self.benefits)),
                (_FULL, _HALF),
            )
        )
        if len(self.rows) > MOST_ROWS:
            raise CostingError(
                "paycheck page",
                expected=f"at most {MOST_ROWS:,} kinds of workers",
                got=f"{len(self.rows):,}",
                fix="Leave benefits or unions that nobody asks for out of the contract.",
            )

    def workers(self, as_of: date, contract: Contract) -> Workers:
        """One made-up worker of each kind."""
        columns: dict[str, list[str | None]] = {name: [] for name in _COLUMNS}
        for place, (job, hired, union, benefit, fte) in enumerate(self.rows):
            classification, region = self.jobs[job]
            plan, tier = self.benefits[benefit] if benefit >= 0 else ("", "")
            said = {
                "employee_id": str(place),
                "union": self.unions[union] if union < len(self.unions) else "any",
                "region": region or "any",
                "classification": classification,
                "step": str(self._step(classification, region)),
                "hire_date": _inside(self.classes, hired).isoformat(),
                "regular_hours": "8",
                "fte": fte,
                "benefit_plan": plan,
                "benefit_tier": tier,
            }
            for name, cells in columns.items():
                cells.append(said[name] or None)
        table = pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()})
        full = contract.pay.full_time_quarter_hours
        census = census_of(table, as_of=as_of, full_time_quarter_hours=full, where="paycheck page")
        return Workers(census.table, census.as_of)

    def _step(self, classification: str, region: str) -> int:
        """A step that the job's schedule has on the first day."""
        mine = [
            term
            for term in self.schedules
            if _names(term, "classification", classification) and _names(term, "region", region)
        ]
        steps = max(mine, key=lambda term: term.effective).values["steps"]
        return int(steps[-1][0]) if isinstance(steps, tuple) else 1


def _inside(classes: Sequence[int], hired: int) -> date:
    """A day of hire within a class; the last class begins on the last of the days."""
    early = date(1980, 1, 1)
    return date.fromordinal(classes[hired - 1] + date(1970, 1, 1).toordinal()) if hired else early


def _jobs(schedules: Sequence[Term]) -> list[tuple[str, str]]:
    regions = {name for term in schedules for name in term.scope.names("region") or ()}
    found: set[tuple[str, str]] = set()
    for term in schedules:
        for job in term.scope.names("classification") or ():
            for region in term.scope.names("region") or regions or {""}:
                found.add((job, region))
    return sorted(found)


def _benefits(terms: Sequence[Term]) -> list[tuple[str, str]]:
    """Plans and tiers that have a premium or a copay."""
    monthly = [term for term in terms if term.kind.family == "month"]
    plans = sorted({name for term in monthly for name in term.scope.names("benefit_plan") or ()})
    tiers = {
        tier for term in monthly for field in _BY_TIER for tier in term.tiers(field) if tier
    } | {name for term in monthly for name in term.scope.names("benefit_tier") or ()}
    if not monthly:
        return []
    return list(product(plans or [""], sorted(tiers) or ["enrolled"]))


def _names(term: Term, dimension: str, name: str) -> bool:
    names = term.scope.names(dimension)
    return names is None or name in names


class _Offer:
    """One offer's tables; what several kinds of workers share is there once."""

    def __init__(
        self,
        names: _Choices,
        workers: Workers,
        contract: Contract,
        offer: Offer,
        time: Timeline,
    ) -> None:
        self.names, self.offer = names, offer
        self.plan: Plan = plan_of(workers, contract, laid_over(contract, offer), time)
        self.texts: dict[str, int] = {}

    def data(self) -> dict[str, Any]:
        plan, arrays = self.plan, self.plan.arrays
        variants: dict[str, list[int]] = {}
        benefits: dict[str, int] = {}
        wage: dict[int, Any] = {}
        lines: dict[int, Any] = {}
        payment: dict[int, Any] = {}
        bonus: dict[int, Any] = {}
        months = _Months(plan, self.said)
        for row, (job, hired, union, benefit, fte) in enumerate(self.names.rows):
            if fte != _FULL:
                continue
            group = int(plan.book.groups.of[row])
            if not arrays.wage.highest[group].any():
                continue
            name = f"{job}.{hired}.{union}"
            if benefit >= 0:
                benefits[f"{name}.{benefit}"] = months.of(row)
                continue
            of = [
                group,
                int(plan.lines.groups.of[row]),
                int(plan.payments.groups.of[row]),
                int(plan.percents.groups.of[row]),
            ]
            variants[name] = of
            rules = Rules(plan, row)
            for each in (group, int(plan.book.groups.after[group])):
                wage.setdefault(each, self._wage(each))
            if of[1] not in lines:
                lines[of[1]] = list(self._lines(of[1], rules))
            if of[2] not in payment:
                payment[of[2]] = list(self._payments(of[2], rules))
            if of[3] not in bonus:
                bonus[of[3]] = list(self._bonus(of[3], rules))
        waged = arrays.wage
        return {
            "name": self.offer.name,
            "side": self.offer.side,
            "segments": arrays.time.segments.tolist(),
            "freezes": [
                [*map(int, each[:3]), bool(each[3])]
                for each in zip(
                    waged.freeze_from,
                    waged.freeze_end,
                    waged.freeze_back,
                    waged.freeze_restores,
                    strict=True,
                )
            ],
            "jumps": [
                [int(day), years]
                for day, years in zip(waged.jump_day, plan.book.jump_years, strict=True)
            ],
            "bands": list(plan.lines.years),
            "wage": {str(key): value for key, value in wage.items()},
            "lines": {str(key): value for key, value in lines.items()},
            "payments": {str(key): value for key, value in payment.items()},
            "bonus": {str(key): value for key, value in bonus.items()},
            "months": arrays.time.benefit_months.tolist(),
            "year_months": arrays.time.year_months.tolist(),
            "benefit": months.tables,
            "variants": variants,
            "benefit_of": benefits,
            "texts": list(self.texts),
        }

    def said(self, term: Term) -> int:
        """The place of a term's words: what it promises and where it is written."""
        source = f" ({term.source})" if str(term.source) else ""
        return self.texts.setdefault(f"{promise(term)}{source}", len(self.texts))

    def _wage(self, group: int) -> dict[str, Any]:
        waged, book = self.plan.arrays.wage, self.plan.book
        rates: list[Any] = []
        for segment in range(waged.rates.shape[1]):
            lowest = max(1, int(waged.lowest[group, segment]))
            highest = int(waged.highest[group, segment])
            listed = waged.rates[group, segment, lowest - 1 : highest].tolist()
            if not rates or rates[-1][1:] != [lowest, highest, listed]:
                rates.append([segment, lowest, highest, listed])
        years = 0
        for term in self.plan.standing.of("wage"):
            until = term.values.get("until_years")
            if isinstance(until, int) and book.groups.mask(term)[group]:
                years = until
        return {
            "rates": rates,
            "after": int(book.groups.after[group]) if group < len(book.groups.after) else group,
            "promoted_after": years,
            "freezes": waged.freezes[group].astype(int).tolist(),
            "jumps": waged.jump_from[group].tolist(),
            "why": [
                [event.day, self.said(event.term)]
                for event in book.events
                if event.groups[group]
                and (event.term.kind.name != "schedule" or event.term.layer == "offer")
            ],
        }

    def _lines(self, group: int, rules: Rules) -> Iterator[list[Any]]:
        """For each addition to regular hours: its component, and what it is from which segment."""
        line = self.plan.arrays.line
        for place, each in enumerate(self.plan.lines.lines):
            if not place or each.hours != c.REGULAR or each.component not in c.TAKEN_HOME:
                continue
            values: list[Any] = []
            for segment in range(line.mills.shape[1]):
                bands = [
                    [int(line.mills[group, segment, band, place]),
                     int(line.parts[group, segment, band, place])]
                    for band in range(line.mills.shape[2])
                ]  # fmt: skip
                term = rules.line(each, segment)
                said = self.said(term) if term is not None else -1
                if not values or values[-1][1:] != [bands, said]:
                    values.append([segment, bands, said])
            if any(any(any(band) for band in bands) for _, bands, _ in values):
                name = each.key[1] or each.key[0].replace("_", " ")
                yield [name, each.component, values]

    def _payments(self, group: int, rules: Rules) -> Iterator[list[Any]]:
        payment = self.plan.arrays.payment
        for place in range(len(payment.day)):
            cents, parts = int(payment.cents[group, place]), int(payment.parts[group, place])
            term = rules.payment(place)
            if not payment.is_pay[place] or term is None or not (cents or parts):
                continue
            yield [
                int(payment.day[place]), cents, parts, bool(payment.by_fte[place]), self.said(term),
            ]  # fmt: skip

    def _bonus(self, group: int, rules: Rules) -> Iterator[list[Any]]:
        time, percent = self.plan.arrays.time, self.plan.arrays.percent
        for place, each in enumerate(self.plan.percents.percentages):
            if not each.yearly:
                continue
            for stretch in np.flatnonzero(time.stretch_ends_year).tolist():
                year = int(time.stretch_year[stretch])
                term = rules.percentage(each, stretch)
                if year < 0 or term is None:
                    continue
                at = (group, stretch, place)
                yield [
                    year,
                    *(int(table[at]) for table in (percent.flat, percent.number, percent.least)),
                    *(int(table[at]) for table in (percent.most, percent.hours)),
                    bool(percent.by_fte[at]),
                    each.of,
                    each.divisor,
                    self.said(term),
                ]


class _Months:
    """Benefits by the month at full time, plan by plan; equal tables are there once."""

    def __init__(self, plan: Plan, said: Any) -> None:
        self.plan, self.said = plan, said
        self.tables: list[Any] = []
        self._at: dict[str, int] = {}
        self._by_name: dict[str, Any] = {}
        terms = plan.standing.of("month")
        for name in sorted({term.name for term in terms if term.kind.name == "premium"}):
            of_name = tuple(
                term for term in terms if term.kind.name != "copay" and term.name == name
            )
            self._by_name[name] = benefits_of(replace(plan.standing, terms=of_name))

    def of(self, row: int) -> int:
        """The place of the table for a worker in ``row``; the next row is her at half time."""
        plans = [[name, self._premiums(found, row)] for name, found in self._by_name.items()]
        copay = self.plan.arrays.benefit.copay[int(self.plan.benefits.groups.of[row])]
        table = [plans, np.diff(copay).tolist(), self._words(row)]
        key = repr(table)
        if key not in self._at:
            self._at[key] = len(self.tables)
            self.tables.append(table)
        return self._at[key]

    def _premiums(self, found: Any, row: int) -> list[list[int]]:
        """Runs of months: the first, premium, the worker's part, whether part time pays more."""
        full, half = (int(found.groups.of[each]) for each in (row, row + 1))
        arrays = found.arrays
        employer, worker = (np.diff(each[full]) for each in (arrays.employer, arrays.premium))
        at_half = np.diff(arrays.premium[half])
        runs: list[list[int]] = []
        for month in range(len(employer)):
            here = [
                int(employer[month] + worker[month]),
                int(worker[month]),
                int(at_half[month] != worker[month]),
            ]
            if not runs or runs[-1][1:] != here:
                runs.append([month, *here])
        return runs

    def _words(self, row: int) -> list[list[int]]:
        """For each contract year the terms that stand at its end."""
        rules = Rules(self.plan, row)
        found: list[list[int]] = []
        starts = self.plan.standing.time.year_starts()
        for first, end in pairwise(starts):
            said: list[int] = []
            for same in rules_by_key(self.plan.standing.of("month")).values():
                met = [
                    term
                    for term in same
                    if rules.means(term)
                    and term.effective < end
                    and (term.until is None or term.until >= first)
                ]
                if met and met[-1].kind.name == "premium_trend":
                    said += [self.said(term) for term in met if term.effective >= first]
                elif met:
                    said.append(self.said(met[-1]))
            found.append(said)
        return found


def _real(time: Timeline, index: PriceIndex | None, inflation: int | None) -> Any:
    if index is None:
        return None
    starts = list(pairwise(time.year_starts()))
    found = in_real_terms([REAL_UNIT] * time.years, starts, index, inflation=inflation)
    return {
        "base": found.base.isoformat(),
        "worth": list(found.cents),
        "assumed": len(found.assumed),
        "first_assumed": min(found.assumed).isoformat() if found.assumed else "",
        "inflation": inflation,
        "missing": [month.isoformat() for month in found.missing],
        "source": found.source,
    }
