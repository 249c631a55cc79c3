"""The cases in ``cases/``: written for negotiators, held by both kernels and by the reference."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from commontable.engines.costing.contract import contract_of, offer_of
from commontable.engines.costing.costing import Costing
from commontable.engines.costing.documents import read_yaml
from commontable.engines.costing.errors import CensusError, CostingError
from commontable.engines.costing.explanation import explain
from commontable.engines.costing.figures import figures
from commontable.engines.costing.kernel.running import ENGINES
from commontable.engines.costing.terms import KINDS
from engines.costing.figures import by_engine, by_reference, plan, read_census

FOLDER = Path(__file__).parent / "cases"
WORKER = {
    "employee_id": "A",
    "union": "Nurses",
    "region": "North",
    "classification": "Nurse",
    "step": "1",
    "hire_date": "2015-03-01",
    "regular_hours": "80",
}


def _cases() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        said: Any = read_yaml(path.read_text(), path.name)
        for case in said["cases"]:
            whole = {"contract": said.get("contract") or {}, "file": path.stem} | case
            whole["contract"] = {**(said.get("contract") or {}), **(case.get("contract") or {})}
            found.append(pytest.param(whole, id=f"{path.stem}: {case['name']}"))
    return found


CASES = _cases()


def _census_text(case: dict[str, Any]) -> str:
    """Workers as a list of what is not usual about them; ``times`` makes many alike."""
    rows = []
    for place, said in enumerate(case.get("census") or [{}]):
        usual = WORKER | {"employee_id": chr(ord("A") + place)}
        row = usual | {name: str(value) for name, value in said.items() if name != "times"}
        many = said.get("times", 1)
        rows += [row | {"employee_id": f"{row['employee_id']}{n or ''}"} for n in range(many)]
    names = list(dict.fromkeys(name for row in rows for name in row))
    return "\n".join([",".join(names), *(",".join(row.get(n, "") for n in names) for row in rows)])


def _as_of(case: dict[str, Any]) -> date:
    as_of: date = case["contract"]["census"]["as_of"]
    return as_of


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    contract, offer, expect = (
        case["contract"],
        {"offer": "Offer", **(case.get("offer") or {})},
        case["expect"],
    )
    years = case.get("years", 1)
    if "error" in expect:
        with pytest.raises((CostingError, CensusError)) as refused:
            _priced(case, contract, offer)
        for words in expect["error"]:
            assert words in str(refused.value)
        return
    census = read_census(_census_text(case), _as_of(case), contract)
    built = plan(census, contract, offer, years)
    expected, _ = by_reference(census, contract, offer, years)
    for engine in ENGINES:
        found = by_engine(built, engine)
        assert found == expected, f"{engine} differs from the reference"
        for name, amounts in expect.get("components", {}).items():
            assert [found.get((year, name), Decimal(0)) for year in range(years)] == amounts, name
    _figures(case, contract, offer, census)


def _priced(case: dict[str, Any], contract: Any, offer: Any) -> None:
    census = read_census(_census_text(case), _as_of(case), contract)
    Costing(census, contract_of(contract), engine="columns").price(offer_of(offer))


def _figures(case: dict[str, Any], contract: Any, offer: Any, census: Any) -> None:
    expect, years = case["expect"], case.get("years", 1)
    costing = Costing(census, contract_of(contract), years=years, engine="columns")
    read = offer_of(offer)
    priced = costing.price(read)
    for words in expect.get("remarks", []):
        assert any(words in remark for remark in priced.remarks), priced.remarks
    found = figures(costing, priced)
    dollars = {
        "cost": found.cost,
        "new money over the flat base": found.over_flat,
        "new money over the status quo": found.over_status_quo,
        "per worker": found.per_worker,
    }
    for name, cents in dollars.items():
        if name in expect:
            assert [Decimal(each) / 100 for each in cents] == expect[name], name
    percents = {
        "percent": [Decimal(parts) / 10_000 for parts in found.percent],
        "compounded": Decimal(found.compounded) / 10_000,
        "summed": Decimal(found.summed) / 10_000,
        "carry-over": Decimal(found.carry_over) / 100,
    }
    for name, percent in percents.items():
        if name in expect:
            assert percent == expect[name], name
    if "rates" in expect:
        rates = {
            change.day: Decimal(change.rate) / 1000 for change in explain(costing, read, "A").rates
        }
        assert rates == expect["rates"]


def test_every_kind_of_term_has_a_case() -> None:
    offered = {
        term["kind"]
        for param in CASES
        for said in (param.values[0]["contract"], param.values[0].get("offer") or {})
        for term in said.get("terms") or []
    }
    assert set(KINDS) - offered - {"schedule"} == set()
