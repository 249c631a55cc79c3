"""The summary as PDF, the cube as CSV and Parquet: the engine's cents in other programs' hands."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pymupdf
import pytest

from commontable import cli
from commontable.engines.costing.amounts import whole_dollars
from commontable.engines.costing.contract import Offer
from commontable.engines.costing.costing import Costing
from commontable.engines.costing.cube_files import as_csv, as_table
from commontable.engines.costing.pdf import as_pdf
from commontable.engines.costing.result import Result, cost
from engines.costing.test_cost_command import ASKED
from engines.costing.test_live_workbook import _example


@pytest.fixture(scope="module")
def costing() -> tuple[Costing, list[Offer]]:
    return _example()


@pytest.fixture(scope="module")
def result(costing: tuple[Costing, list[Offer]]) -> Result:
    return cost(*costing)


def _written(form: str, folder: Path) -> bytes:
    path = folder / f"cost.{form}"
    assert cli.main([*ASKED, "--engine", "columns", "--format", form, "--output", str(path)]) == 0
    return path.read_bytes()


def test_the_csv_adds_up_to_each_years_cost(tmp_path: Path, result: Result) -> None:
    text = _written("csv", tmp_path).decode("utf-8-sig")
    sums: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
    for row in csv.DictReader(io.StringIO(text)):
        sums[row["scenario"], int(row["year"])] += Decimal(row["cost"])
    for each in (*result.baselines, *(scenario.figures for scenario in result.scenarios)):
        found = [sums[each.name, year] * 100 for year in range(1, 5)]
        assert found == list(each.cost), each.name


def test_the_parquet_has_exact_decimals_that_add_up_by_component(
    tmp_path: Path, result: Result
) -> None:
    table = pq.read_table(io.BytesIO(_written("parquet", tmp_path)))
    assert str(table.schema.field("base_pay").type) == "decimal128(18, 2)"
    rows = [row for row in table.to_pylist() if row["scenario"] == "Theirs, E-12"]
    theirs = result.scenarios[1].figures
    for year, cents in enumerate(theirs.components["base pay"], 1):
        assert sum(row["base_pay"] for row in rows if row["year"] == year) * 100 == cents
    assert b"Tidewater Hospitals" in table.schema.metadata[b"commontable"]


def test_a_name_that_could_be_a_formula_is_text(costing: tuple[Costing, list[Offer]]) -> None:
    whole, _ = costing
    years = [(whole.contract.start, whole.time.end)]
    table = as_table([("=cmd|' /C calc'!A0", whole.flat.cube)], years, "Contract")
    rows = list(csv.reader(io.StringIO(as_csv(table).decode("utf-8-sig"))))
    assert {row[0] for row in rows[1:]} == {"'=cmd|' /C calc'!A0"}


def test_the_pdf_is_tagged_and_says_the_figures(result: Result) -> None:
    content = as_pdf(result, made="Made for a test.")
    assert content == as_pdf(result, made="Made for a test.")
    assert b"pdfuaid" in content
    with pymupdf.open(stream=content, filetype="pdf") as book:
        assert book.xref_get_key(book.pdf_catalog(), "MarkInfo")[1].startswith("<</Marked true")
        text = " ".join("".join(page.get_text() for page in book).split())
    assert "Made for a test." in text
    for each in (*result.baselines, *(scenario.figures for scenario in result.scenarios)):
        assert whole_dollars(each.total) in text
    for gap in result.gaps:
        assert whole_dollars(gap.total) in text
    for scenario in result.scenarios:
        for name in scenario.figures.components:
            assert name in text


def test_the_pdf_takes_markup_strange_signs_and_long_lists_as_text(result: Result) -> None:
    first = result.scenarios[0]
    many = {f"#[place] {n} \U0001f680": (n, n, n, n) for n in range(30)}
    changed = replace(first, broken_down=first.broken_down | {"facility": many})
    with pymupdf.open(stream=as_pdf(replace(result, scenarios=(changed,))), filetype="pdf") as book:
        text = " ".join("".join(page.get_text() for page in book).split())
    assert "#[place] 29 [U+1F680]" in text
    assert "The 12 largest of 30" in text
    assert "the other 18" in text
