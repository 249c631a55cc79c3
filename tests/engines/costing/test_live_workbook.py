"""The live workbook: formulas give the engine's cents, in our reckoning and in LibreOffice's."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from commontable.engines.costing.census import read_census as read_file
from commontable.engines.costing.components import NAMES
from commontable.engines.costing.contract import (
    contract_of,
    offer_of,
    read_contract,
    read_offer,
)
from commontable.engines.costing.costing import Costing
from commontable.engines.costing.errors import CostingError
from commontable.engines.costing.live.sample import sample_of
from commontable.engines.costing.live.workbook import NOT_COVERED, live_of
from commontable.engines.costing.result import cost
from commontable.engines.costing.workbook import as_workbook
from engines.costing.figures import read_census
from engines.costing.office import recalculated
from engines.costing.strategies import START, as_text, censuses, contracts, offers
from engines.costing.test_against_the_reference import IMPOSSIBLE
from engines.costing.test_cases import CASES, _as_of, _census_text

EXAMPLES = Path(__file__).parents[3] / "examples"
AS_OF = date(2023, 9, 30)
SHARED = {"INT", "ROUND", "SUM", "MIN", "MAX", "IF", "SUMPRODUCT", "SUMIF"}


def _example() -> tuple[Costing, list[Any]]:
    contract = read_contract(EXAMPLES / "contract.yaml")
    census = read_file(
        EXAMPLES / "census.csv",
        as_of=contract.census_as_of,
        full_time_quarter_hours=contract.pay.full_time_quarter_hours,
    )
    every = [read_offer(EXAMPLES / f"{side}.yaml") for side in ("union", "employer")]
    return Costing(census, contract, engine="columns"), every


def _book(costing: Costing, every: list[Any], most: int = 40) -> bytes:
    result = cost(costing, every, prices=False, detail=False)
    return as_workbook(result, live_of(costing, every, most=most))


def _sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def _compared(content: bytes) -> Iterator[tuple[str, str, float, float]]:
    """Where, and the figures of the formulas and of the engine."""
    for name, rows in _sheets(content).items():
        if name != "Audit" and not name.startswith("Pay"):
            continue
        offset = 0
        for row in rows:
            heads = [at for at, cell in enumerate(row) if str(cell).startswith("engine, ")]
            if heads:
                first, offset = heads[0], heads[0] - len(heads) - 1
                years = len(heads)
            label = str(row[0])
            if label in NAMES or label.startswith(("Cost to the employer", "the employer's own")):
                for year in range(years):
                    yield f"{name}: {label}", name, row[offset + year], row[first + year]


def _all_equal(content: bytes) -> int:
    count = 0
    for where, _, ours, engine in _compared(content):
        assert round(100 * ours) == round(100 * engine), where
        assert abs(100 * ours - round(100 * ours)) < 1e-4, where
        count += 1
    return count


@pytest.fixture(scope="module")
def example() -> bytes:
    return _book(*_example())


def test_libreoffice_works_out_what_the_engine_says(example: bytes, tmp_path: Path) -> None:
    anew = recalculated({"example": example}, tmp_path)["example"]
    assert _all_equal(anew) > 1000
    before, after = _sheets(example), _sheets(anew)
    for name, rows in before.items():
        for place, (kept, worked_out) in enumerate(zip(rows, after[name], strict=False)):
            for mine, theirs in zip(kept, worked_out, strict=False):
                if isinstance(mine, float):
                    assert theirs == pytest.approx(mine, abs=1e-6), (name, place)


def test_every_kind_of_term_and_every_edge_is_worked_out_by_libreoffice(tmp_path: Path) -> None:
    books = {}
    for place, param in enumerate(CASES):
        case = param.values[0]
        if "error" in case["expect"] or len(_census_text(case).splitlines()) > 40:
            continue
        census = read_census(_census_text(case), _as_of(case), case["contract"])
        contract = contract_of(case["contract"])
        costing = Costing(census, contract, years=case.get("years", 1), engine="columns")
        offer = offer_of({"offer": "Offer", **(case.get("offer") or {})})
        books[f"case{place}"] = _book(costing, [offer])
    assert len(books) > 60
    for content in recalculated(books, tmp_path).values():
        assert _all_equal(content)


@settings(
    deadline=None,
    max_examples=15,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(contracts(), offers(), censuses(), st.sampled_from([AS_OF, date(2023, 6, 14), START]))
def test_random_contracts_come_to_the_engines_cents(
    contract: dict[str, Any], offer: dict[str, Any], rows: list[dict[str, str]], as_of: date
) -> None:
    census = read_census(as_text(rows), as_of, contract)
    try:
        costing = Costing(census, contract_of(contract), years=2, engine="columns")
        content = _book(costing, [offer_of(offer)])
    except CostingError as reason:
        if not any(words in str(reason) for words in IMPOSSIBLE):
            raise
        reject()
    assert _all_equal(content)


def test_a_changed_raise_is_worked_out_as_the_engine_would(example: bytes, tmp_path: Path) -> None:
    costing, _ = _example()
    said = yaml.safe_load((EXAMPLES / "employer.yaml").read_text())
    second = next(term for term in said["terms"] if term["id"] == "e-2")
    second["percent"] = 5.25
    expected = costing.price(offer_of(said)).costs()
    anew = recalculated({"changed": _with_value(example, "e-2", 5.25)}, tmp_path)["changed"]
    found = [row for row in _sheets(anew)["Audit"] if str(row[0]).endswith("sheet Summary")]
    assert [round(100 * cell) for cell in found[2][1:5]] == expected
    assert found[2][12] > 0  # the difference says what the change moves in year 2


def _with_value(content: bytes, ident: str, value: float) -> bytes:
    """The workbook with the first number of a term changed, as somebody would type it."""
    rows = _sheets(content)["Terms"]
    row = next(at for at, cells in enumerate(rows, 1) if cells[0] == ident)
    names = zipfile.ZipFile(io.BytesIO(content))
    listed = names.read("xl/workbook.xml").decode()
    sheets = re.findall(r'<sheet name="([^"]+)"', listed)
    path = f"xl/worksheets/sheet{sheets.index('Terms') + 1}.xml"
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as changed:
        for name in names.namelist():
            part = names.read(name)
            if name == path:
                text, count = re.subn(
                    rf'(<c r="I{row}"[^>]*><v>)[^<]*(</v>)', rf"\g<1>{value}\g<2>", part.decode()
                )
                assert count == 1
                part = text.encode()
            changed.writestr(name, part)
    return sink.getvalue()


def test_formulas_use_only_functions_that_both_programs_know(example: bytes) -> None:
    used: set[str] = set()
    with zipfile.ZipFile(io.BytesIO(example)) as book:
        for name in book.namelist():
            if name.startswith("xl/worksheets/"):
                for text in re.findall(r"<f>([^<]*)</f>", book.read(name).decode()):
                    used |= set(re.findall(r"([A-Z]+)\(", text))
    assert used <= SHARED


def test_the_workbook_says_whom_it_works_out_and_what_it_does_not(example: bytes) -> None:
    said = [str(row[0]) for row in _sheets(example)["Audit"]]
    assert "All 24 workers of the census." in said
    for each in NOT_COVERED:
        assert f"· {each}" in said


def test_a_sample_is_drawn_the_same_again_and_meets_every_term(tmp_path: Path) -> None:
    costing, every = _example()
    first, second = sample_of(costing, every, 5), sample_of(costing, every, 5)
    assert first == second
    assert not first.whole
    assert f"{len(first.rows)} of 24 workers" in first.said
    (workers,) = costing.parts
    for offer in every:
        for term in offer.terms:
            met = workers.mask(term.scope)
            assert not met.any() or met[list(first.rows)].any(), term.id
    content = _book(costing, every, most=5)
    assert _all_equal(recalculated({"sample": content}, tmp_path)["sample"])
    assert any("The other" in str(row[0]) for row in _sheets(content)["Audit"])
