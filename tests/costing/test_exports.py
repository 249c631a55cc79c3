"""Files of a scenario: written in the pricing process, kept under their hash, for who may see."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pymupdf
import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from bargaining.browsing import browser_of
from cast import Cast, enter
from commontable.common.errors import CommontableError, NotFoundError
from commontable.costing.models import Pricing, Result, Scenario
from commontable.costing.pricing import server as process
from commontable.costing.selectors.bases import ground_of
from commontable.costing.selectors.results import answered, offer_question
from commontable.costing.services import pricing
from commontable.costing.services.files import STORE
from commontable.costing.words import ExportForm, PricingStatus
from costing.grounds import pricing_process
from costing.test_pricing_process import two_sides


@pytest.fixture
def answering(tmp_path: Path) -> Iterator[process.Pricing]:
    with pricing_process(tmp_path) as running:
        yield running


def _made(
    cast: Cast, scenario: Scenario, form: ExportForm, against: Scenario | None = None
) -> Result:
    actor = enter(cast.research)
    asked = pricing.ask_for_export(actor=actor, scenario=scenario, against=against, form=form.value)
    assert asked is not None
    pricing.price(coalition_id=cast.coalition.pk, union_id=None, pricing_id=asked.pk)
    enter(cast.research)
    moved = Pricing.objects.get(pk=asked.pk)
    assert moved.status == PricingStatus.DONE, moved.fault
    assert pricing.ask_for_export(
        actor=actor, scenario=scenario, against=against, form=form.value
    ) is None  # fmt: skip
    return Result.objects.get(question=asked.question)


def _content(result: Result) -> bytes:
    return STORE.path_of(result.answer["sha256"]).read_bytes()


def _costs(cast: Cast, scenario: Scenario) -> list[int]:
    """The scenario's cost by year, as it is priced for the screen."""
    actor = enter(cast.research)
    asked = pricing.ask_for_offer(actor=actor, scenario=scenario)
    assert asked is not None
    pricing.price(coalition_id=cast.coalition.pk, union_id=None, pricing_id=asked.pk)
    actor = enter(cast.research)
    found = answered(actor, offer_question(ground_of(actor, scenario.basis), scenario))
    assert found.answer is not None
    costs: list[int] = found.answer["figures"]["cost"]
    return costs


def test_the_csv_and_the_parquet_add_up_to_what_the_screen_says(
    cast: Cast, answering: process.Pricing
) -> None:
    theirs, _ = two_sides(cast)
    costs = _costs(cast, theirs)
    text = _content(_made(cast, theirs, ExportForm.CSV)).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    table = pq.read_table(io.BytesIO(_content(_made(cast, theirs, ExportForm.PARQUET)))).to_pylist()
    for year, cents in enumerate(costs, 1):
        said = [
            Decimal(row["cost"])
            for row in rows
            if (row["scenario"], row["year"]) == ("Theirs", str(year))
        ]
        exact = [row["cost"] for row in table if (row["scenario"], row["year"]) == ("Theirs", year)]
        assert sum(said) * 100 == sum(exact) * 100 == cents


def test_the_workbook_of_two_sides_holds_their_gap_and_works_itself_out(
    cast: Cast, answering: process.Pricing
) -> None:
    theirs, ours = two_sides(cast)
    result = _made(cast, theirs, ExportForm.WORKBOOK, ours)
    book = CalamineWorkbook.from_filelike(io.BytesIO(_content(result)))
    assert {"Summary", "Gap 1", "Audit", "Terms", "Pay SQ", "Pay 1", "Pay 2"} <= set(
        book.sheet_names
    )
    audit = book.get_sheet_by_name("Audit").to_python()
    sums = [row for row in audit if row[0] == "Cost to the employer, the sample"]
    assert len(sums) == 3
    for row in sums:
        assert [round(100 * cell) for cell in row[1:3]] == [round(100 * cell) for cell in row[4:6]]
    assert result.answer["name"].endswith(".xlsx")


def test_the_pdf_says_from_what_it_was_made(cast: Cast, answering: process.Pricing) -> None:
    theirs, _ = two_sides(cast)
    with pymupdf.open(stream=_content(_made(cast, theirs, ExportForm.PDF)), filetype="pdf") as book:
        text = " ".join(" ".join(page.get_text() for page in book).split())
    assert f"Made from census {theirs.basis.census_sha256[:12]}" in text
    assert theirs.offer_sha256[:12] in text


def test_files_are_for_who_may_study_the_census(cast: Cast) -> None:
    theirs, ours = two_sides(cast)
    for member in (cast.team, cast.observer, cast.communications, cast.nurses_officer):
        with pytest.raises(NotFoundError):
            pricing.ask_for_export(actor=enter(member), scenario=theirs, against=None, form="pdf")
    with pytest.raises(CommontableError, match="no such file"):
        pricing.ask_for_export(
            actor=enter(cast.research), scenario=theirs, against=ours, form="exe"
        )


def test_a_file_is_asked_for_and_downloaded_on_the_screen(
    cast: Cast, answering: process.Pricing
) -> None:
    theirs, ours = two_sides(cast)
    browser = browser_of(cast.research)
    page = reverse("costing_exports:exports", args=[theirs.pk])
    assert "Make pdf" in browser.get(page).content.decode()
    sent = browser.post(
        reverse("costing_exports:make", args=[theirs.pk]), {"form": "pdf", "against": str(ours.pk)}
    )
    assert sent["Location"] == f"{page}?against={ours.pk}"
    assert "being made" in browser.get(sent["Location"]).content.decode()
    enter(cast.research)
    (asked,) = Pricing.objects.filter(ask="export")
    pricing.price(coalition_id=cast.coalition.pk, union_id=None, pricing_id=asked.pk)
    shown = browser.get(sent["Location"]).content.decode()
    assert "Download pdf" in shown
    enter(cast.research)
    result = Result.objects.get(ask="export")
    address = reverse("costing_exports:file", args=[result.pk])
    answer = browser.get(address)
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert browser_of(cast.team).get(address).status_code == 404
    assert browser_of(cast.stranger).get(address).status_code == 404
