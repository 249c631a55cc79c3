"""The pages on costing say what the engine does: every kind, every figure, every example."""

import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from commontable.engines.costing.census import read_census
from commontable.engines.costing.contract import offer_of, read_contract, read_offer
from commontable.engines.costing.costing import Costing
from commontable.engines.costing.documents import read_yaml
from commontable.engines.costing.explanation import explain
from commontable.engines.costing.result import cost
from commontable.engines.costing.terms import KINDS
from commontable.engines.costing.text_page import as_text

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs"
SUM = re.compile(r"`([^`=]+) = (\d+(?:\.\d+)?)`")


def test_every_kind_has_an_example_that_is_read_and_a_row_for_each_field() -> None:
    page = (DOCS / "reference" / "costing-terms.md").read_text()
    sections = {part.split("`", 1)[0]: part for part in page.split("### `")[1:]}
    assert set(sections) == set(KINDS)
    for name, section in sections.items():
        example: Any = read_yaml(f"terms:\n{section.split('```yaml')[1].split('```')[0]}", name)
        (term, *_) = offer_of({"offer": "Example", **example}).terms
        assert term.kind.name == name
        for field in KINDS[name].fields:
            assert f"| `{field.name}` |" in section


def _worked_out(sum_: str) -> Decimal:
    """The value of ``2 × 4194.40 + 24 × 4362.40``, read by its signs."""
    signs = sum_.replace("×", "*").replace("−", "-")
    assert re.fullmatch(r"[\d.\s+\-*/()]+", signs), sum_
    exact = re.sub(r"\d+(?:\.\d+)?", lambda found: f"Decimal('{found[0]}')", signs)
    value = eval(exact, {"Decimal": Decimal})
    assert isinstance(value, Decimal)
    return value


SUMS = SUM.findall((DOCS / "explanation" / "one-workers-year.md").read_text())


@pytest.mark.parametrize(("sum_", "said"), SUMS)
def test_each_sum_of_one_workers_year_is_right(sum_: str, said: str) -> None:
    shown = Decimal(said)
    assert _worked_out(sum_).quantize(shown, ROUND_HALF_UP) == shown


def test_the_sums_of_one_workers_year_are_what_the_engine_says() -> None:
    contract = read_contract(ROOT / "examples" / "contract.yaml")
    census = read_census(ROOT / "examples" / "census.csv", as_of=contract.census_as_of)
    costing = Costing(census, contract, years=1, engine="columns")
    (year,) = explain(costing, read_offer(ROOT / "examples" / "employer.yaml"), "W-003").years
    said = {Decimal(found) for _, found in SUMS}
    wholes = {"base pay", "longevity", "overtime", "lump sums", "medical"}
    for amount in year.amounts:
        if amount.component in wholes:
            assert Decimal(amount.cents) / 100 in said
        elif amount.component != "copays":
            parts = [step.rsplit("$", 1)[1].replace(",", "") for step in amount.steps]
            assert {Decimal(part) for part in parts} <= said
    assert {Decimal(year.cost) / 100, Decimal(year.taken_home) / 100} <= said


def test_the_readme_shows_what_the_command_prints() -> None:
    page = (ROOT / "README.md").read_text()
    shown = page.split("what closes the gap:\n\n```\n")[1].split("```")[0]
    contract = read_contract(ROOT / "examples" / "contract.yaml")
    census = read_census(ROOT / "examples" / "census.csv", as_of=contract.census_as_of)
    offers = [read_offer(ROOT / "examples" / f"{side}.yaml") for side in ("union", "employer")]
    costing = Costing(census, contract, engine="columns")
    assert as_text(cost(costing, offers, prices=False)).startswith(shown.strip())
