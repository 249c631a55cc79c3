"""The published paycheck: its small arithmetic gives the engine's cents for every job."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from commontable.engines.costing.amounts import half_up
from commontable.engines.costing.calendar import date_of
from commontable.engines.costing.contract import (
    STATUS_QUO,
    Contract,
    Offer,
    contract_of,
    offer_of,
    read_contract,
    read_offer,
)
from commontable.engines.costing.errors import CostingError
from commontable.engines.costing.paycheck import Job, Paycheck, paychecks
from commontable.engines.costing.published.public_terms import contract_for, offer_for
from commontable.engines.costing.published.tables import pay_tables
from commontable.engines.costing.published.walk import Person, Walked, walk
from engines.costing.strategies import JOBS, REGIONS, START, TIERS, UNIONS, contracts, offers
from engines.costing.test_against_the_reference import IMPOSSIBLE

EXAMPLES = Path(__file__).parents[3] / "examples"
AS_OF = date(2023, 9, 30)
HIRED = (date(2012, 2, 29), date(2014, 1, 31), date(2019, 10, 1), date(2022, 6, 30))


def _by_engine(contract: Contract, offer: Offer, job: Job, as_of: date) -> list[Paycheck]:
    kept = contract_for(contract)
    return paychecks(kept, [STATUS_QUO, offer_for(offer, kept)], job, as_of=as_of)


def _person(tables: dict[str, Any], job: Job) -> Person:
    full = tables["pay"]["full_time"]
    quarters = int(float(job.hours) * 4)
    union = tables["unions"].index(job.union) if job.union in tables["unions"] else None
    benefit = [job.benefit_plan, job.benefit_tier]
    return Person(
        job=tables["jobs"].index([job.classification, job.region]),
        union=len(tables["unions"]) if union is None else union,
        benefit=tables["benefits"].index(benefit) if benefit in tables["benefits"] else -1,
        step=job.step,
        hired=job.hired,
        quarter_hours=quarters,
        share=min(10_000, half_up(quarters * 10_000, full)),
    )


def _same(check: Paycheck, walked: Walked) -> None:
    for theirs, mine in zip(check.years, walked.years, strict=True):
        assert mine.paid == sum(amount.cents for amount in theirs.amounts)
        assert (mine.premiums, mine.copays) == (theirs.premiums, theirs.copays)
        assert mine.taken_home == theirs.taken_home
    told = [(change.day, change.rate, change.step) for change in check.rates]
    distinct = [each for at, each in enumerate(told) if not at or each[1:] != told[at - 1][1:]]
    found = [(date_of(change.day), change.rate, change.step) for change in walked.changes]
    assert [each for at, each in enumerate(found) if not at or each[1:] != found[at - 1][1:]] == (
        distinct
    )


def test_what_runs_for_a_visitor_loads_no_arrays() -> None:
    said = (
        "import sys; import commontable.engines.costing.published.walk; "
        "print({'numpy', 'pyarrow', 'numba', 'yaml'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"


def test_a_term_for_some_within_a_job_is_left_out_and_named() -> None:
    contract = read_contract(EXAMPLES / "contract.yaml")
    tables = pay_tables(contract, [], as_of=date(2026, 9, 30))
    (left,) = tables["left_out"]
    assert left.startswith("BSN differential of 4.75 % of the rate for with BSN")


def test_the_tables_of_the_example_are_small_and_plain() -> None:
    contract = read_contract(EXAMPLES / "contract.yaml")
    laid = [read_offer(EXAMPLES / f"{side}.yaml") for side in ("union", "employer")]
    tables = pay_tables(contract, laid, as_of=date(2026, 9, 30), no_index="no prices here")
    assert len(json.dumps(tables)) < 60_000
    assert tables["jobs"][0] == ["Medical assistant", "North"]
    assert tables["benefits"] == [["", "employee"], ["", "family"]]
    assert (tables["real"], tables["no_real"]) == (None, "no prices here")
    assert json.loads(json.dumps(tables)) == tables


jobs = st.builds(
    Job,
    region=st.sampled_from(REGIONS),
    classification=st.sampled_from(JOBS),
    step=st.integers(1, 6),
    hours=st.sampled_from(["80", "60", "36.25", "8"]),
    hired=st.sampled_from(HIRED),
    benefit_tier=st.sampled_from(["", *TIERS]),
    union=st.sampled_from([*UNIONS, "Pilots"]),
)


@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(contracts(), offers(), jobs, st.sampled_from([AS_OF, date(2023, 6, 14), START]))
def test_any_job_under_any_offer_comes_to_the_engines_cents(
    contract: dict[str, Any], offer: dict[str, Any], job: Job, as_of: date
) -> None:
    read, laid = contract_of(contract), offer_of(offer)
    try:
        tables = pay_tables(read, [laid], as_of=as_of)
        if ["", job.benefit_tier] not in tables["benefits"]:
            job = replace(job, benefit_tier="")
        checks = _by_engine(read, laid, job, as_of)
    except CostingError as reason:
        if not any(words in str(reason) for words in IMPOSSIBLE):
            raise
        reject()
    kept = json.loads(json.dumps(tables))
    for check, published in zip(checks, kept["offers"], strict=True):
        _same(check, walk(kept, published, _person(kept, job)))
