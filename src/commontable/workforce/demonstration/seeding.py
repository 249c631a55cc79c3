"""Writing the demonstration's workforce: two censuses, schedules, benefits and comparators."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from commontable.coalition.actors import Actor
from commontable.coalition.selectors.directory import directory_of
from commontable.coalition.selectors.places import facilities_known
from commontable.workforce.demonstration.fiction import (
    DOCUMENT,
    JOBS,
    OTHERS,
    REGION_SHARE,
    STEP_SHARE,
)
from commontable.workforce.demonstration.people import UnitFacts, Workforce, days_before
from commontable.workforce.selectors.schedules import Cell
from commontable.workforce.services.benefits import Line, record_inventory
from commontable.workforce.services.censuses import write_census
from commontable.workforce.services.comparators import write_comparators
from commontable.workforce.services.schedules import Raise, Written, write_schedule
from commontable.workforce.small.comparators import ComparatorRow
from commontable.workforce.words import BenefitKind

_INVENTORIES = 4


def seed_workforce(actor: Actor) -> None:
    """Two censuses a year apart, the schedules they are paid by, benefits and comparators.

    As the coalition's research team; call within its scope.
    """
    earlier, later = days_before(actor.on)
    units = _units(actor)
    rates = [_schedules(actor, units, earlier), {}]
    rates[1] = _raised(actor, rates[0], later)
    workforce = Workforce(units, earlier=earlier, later=later)
    for which, day, request in ((0, earlier, 1), (1, later, 4)):
        write_census(
            actor=actor,
            table=workforce.census(which, rates[which]),
            as_of=day,
            source=f"Payroll, information request {request}",
        )
    _benefits(actor, later)
    _comparators(actor, later, rates[1])


def _units(actor: Actor) -> list[UnitFacts]:
    places: dict[str, list[str]] = defaultdict(list)
    for place in facilities_known(actor):
        places[place.region.code].append(place.name)
    return [
        UnitFacts(
            union=row.union.code,
            local=local.local.name,
            unit=unit.unit.name,
            region=unit.unit.region.code,
            facilities=(unit.unit.facility.name,)
            if unit.unit.facility
            else tuple(places[unit.unit.region.code][:14]),
            workers=unit.count.workers if unit.count else 0,
        )
        for row in directory_of(actor).unions
        for local in row.locals
        for unit in local.units
    ]


def _cells(code: str, regions: set[str]) -> dict[Cell, int]:
    """A union's schedule, to the cent."""
    return {
        (job, region, step): round(top * 1000 * REGION_SHARE[region] * share / 100_000 / 10) * 10
        for job, top, _ in JOBS[code]
        for region in regions
        for step, share in STEP_SHARE.items()
    }


def _schedules(actor: Actor, units: list[UnitFacts], earlier: date) -> dict[Cell, int]:
    rates: dict[Cell, int] = {}
    ids = {row.union.code: row.union.pk for row in directory_of(actor).unions}
    for code in JOBS:
        regions = {unit.region for unit in units if unit.union == code}
        cells = _cells(code, regions)
        write_schedule(
            actor=actor,
            cells=cells,
            name=f"{code} wage schedule",
            affiliate_id=ids[code],
            union_id=None,
            effective_from=earlier - timedelta(days=90),
            written=Written(DOCUMENT, page="112", clause="Appendix A"),
        )
        rates |= cells
    return rates


def _raised(actor: Actor, rates: dict[Cell, int], later: date) -> dict[Cell, int]:
    """The nurses' next version, three percent up; the others' raise comes with the new contract."""
    ids = {row.union.code: row.union.pk for row in directory_of(actor).unions}
    jobs = {job for job, _, _ in JOBS["UNH"]}
    raised = {cell: Raise(Decimal(3)).of(mills) for cell, mills in rates.items() if cell[0] in jobs}
    write_schedule(
        actor=actor,
        cells=raised,
        name="UNH wage schedule",
        affiliate_id=ids["UNH"],
        union_id=None,
        effective_from=later - timedelta(days=60),
        written=Written(DOCUMENT, page="118", clause="Appendix A, second year"),
    )
    return rates | raised


def _benefits(actor: Actor, later: date) -> None:
    units = [
        unit.unit
        for row in directory_of(actor).unions
        for local in row.locals
        for unit in local.units
    ]
    for unit in units[:_INVENTORIES]:
        record_inventory(
            actor=actor,
            unit_id=unit.pk,
            union_id=None,
            effective_from=later - timedelta(days=200),
            written=Written("Summary of benefits 2026", page="4"),
            lines=LINES,
        )


_OFFICE = "office $10, ER $50"
LINES = (
    Line(BenefitKind.MEDICAL, "HMO", "employee", 78_400, 3_920, _OFFICE, clause="14.2"),
    Line(BenefitKind.MEDICAL, "HMO", "employee and one", 156_800, 7_840, _OFFICE, clause="14.2"),
    Line(BenefitKind.MEDICAL, "HMO", "family", 221_900, 11_095, _OFFICE, clause="14.2"),
    Line(BenefitKind.MEDICAL, "Deductible", "family", 188_600, 0, "after $1,500", clause="14.3"),
    Line(BenefitKind.DENTAL, "Dental", "family", 14_250, 0, clause="14.6"),
    Line(BenefitKind.PENSION, "Pension A", of_pay=1_150, clause="16.1"),
    Line(BenefitKind.SAVINGS, "Employer match", of_pay=125, clause="16.4"),
    Line(BenefitKind.RETIREE, "Retiree medical account", a_year=210_000, clause="16.7"),
    Line(BenefitKind.BONUS, "Performance sharing, at target", of_pay=300, clause="21.1"),
    Line(BenefitKind.LEAVE, "Vacation, first four years", note="10 days", clause="11.1"),
)


def _comparators(actor: Actor, later: date, rates: dict[Cell, int]) -> None:
    """Most large jobs have some; two regions and the small jobs have none, which is said."""
    invent = random.Random(7)  # noqa: S311 - the same fiction every time
    rows = []
    for jobs in JOBS.values():
        job, leaning = jobs[0][0], invent.uniform(0.88, 1.06)
        for region, share in REGION_SHARE.items():
            mills = rates.get((job, region, 4))
            if mills is None or region in {"SOUND", "RIVER"}:
                continue
            # Elsewhere the regions lie closer together than here, and each job in its own way.
            level = 1 + (100 - share) / 160
            for employer in invent.sample(OTHERS, 2):
                paid = round(mills * level * leaning * invent.uniform(0.97, 1.04) / 10) * 10
                rows.append(
                    ComparatorRow(
                        job,
                        region,
                        employer,
                        paid,
                        "average",
                        invent.choice([None, 120_000, 200_000]),
                        f"{employer}: labor agreement, appendix A",
                        (later - timedelta(days=invent.randrange(20, 300))).isoformat(),
                    )
                )
    write_comparators(actor=actor, union_id=None, rows=rows, source="Research file of contracts")
