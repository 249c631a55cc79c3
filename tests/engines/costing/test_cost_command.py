"""``commontable cost`` on ``examples/``: the same figures in every format, errors on one line."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from bench import costing_model as model
from python_calamine import CalamineWorkbook

from commontable import cli
from commontable.engines.costing import prices
from commontable.engines.costing.costing import Costing
from commontable.engines.costing.prices import bundled_index
from commontable.engines.costing.real_terms import real_terms

EXAMPLES = Path(__file__).parents[3] / "examples"
ASKED = [
    "cost",
    str(EXAMPLES / "census.csv"),
    "--contract",
    str(EXAMPLES / "contract.yaml"),
    "--offer",
    str(EXAMPLES / "union.yaml"),
    "--offer",
    str(EXAMPLES / "employer.yaml"),
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> dict:
    path = tmp_path_factory.mktemp("cost") / "result.json"
    assert cli.main([*ASKED, "--format", "json", "--output", str(path)]) == 0
    return json.loads(path.read_text())


def test_the_same_cents_without_the_compiler(data: dict, tmp_path: Path) -> None:
    path = tmp_path / "plain.json"
    asked = [*ASKED, "--format", "json", "--engine", "columns", "--output", str(path)]
    assert cli.main(asked) == 0
    assert json.loads(path.read_text()) == data


def test_breakdowns_and_components_add_up_to_the_cost(data: dict) -> None:
    for offer in data["offers"]:
        by_year = [list(labels.values()) for labels in offer["by"].values()]
        by_year.append(list(offer["components"].values()))
        for parts in by_year:
            assert [sum(year) for year in zip(*parts, strict=True)] == offer["cost"]


def test_what_closes_the_gap_adds_up_to_it(data: dict) -> None:
    (gap,) = data["gaps"]
    assert (gap["from"], gap["to"]) == ("Theirs, E-12", "Ours, U-7")
    assert sum(change["moves"] for change in gap["changes"]) + gap["together"] == gap["total"]
    ours, theirs = data["offers"]
    assert gap["total"] == ours["total"] - theirs["total"]
    north_and_south = next(c for c in gap["changes"] if "2028-10-01 (U-7, 1)" in c["change"])
    assert "for North" in north_and_south["change"]
    assert "for South" in north_and_south["change"]


def test_the_text_names_who_loses_and_from_which_clause(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(ASKED) == 0
    text = capsys.readouterr().out
    assert "1 lose" in text
    assert "Who lose: 1 Medical assistant in South." in text
    assert "general increase" in text
    assert "E-12, 1" in text
    assert "Paid late, as retro pay of e-1:" in text
    assert "Year 2 has 27 pay periods" in text


def test_the_workbook_holds_the_exact_cents(data: dict, tmp_path: Path) -> None:
    path = tmp_path / "cost.xlsx"
    assert cli.main([*ASKED, "--format", "xlsx", "--output", str(path)]) == 0
    book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    assert book.sheet_names[:7] == [
        "Summary",
        "Gap 1",
        "Offer 1",
        "Offer 2",
        "Order",
        "Audit",
        "Terms",
    ]
    rows = {row[0]: row[1:] for row in book.get_sheet_by_name("Summary").to_python()[2:6]}
    for offer in data["offers"]:
        assert [round(cell * 100) for cell in rows[offer["name"]][:4]] == offer["cost"]


def test_one_worker_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*ASKED, "--worker", "W-016"]) == 0
    text = capsys.readouterr().out
    assert "W-016 under Theirs, E-12" in text
    assert "lower scale of 90 %" in text
    assert "step 1 to 2" in text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({3: "nowhere.yaml"}, "nowhere.yaml: expected a YAML file; got nothing there"),
        ({1: "census.xls"}, "census.xls: expected a census to read"),
        ({3: str(EXAMPLES / "union.yaml")}, "expected only contract, census"),
    ],
)
def test_bad_input_is_one_line_on_standard_error(
    changed: dict[int, str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [changed.get(at, word) for at, word in enumerate(ASKED)]
    assert cli.main(asked) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert told.out == ""


REAL = [*ASKED, "--real", "2026-07"]


def test_real_terms_are_the_costs_over_the_prices_of_their_year(data: dict, tmp_path: Path) -> None:
    path = tmp_path / "real.json"
    assert cli.main([*REAL, "--format", "json", "--output", str(path)]) == 0
    told = json.loads(path.read_text())
    real = told.pop("real_terms")
    assert told | {"real_terms": None} == data
    assert real["dollars_of"] == "2026-07"
    assert [each["name"] for each in real["scenarios"]] == [
        "Flat base", "Status quo", "Ours, U-7", "Theirs, E-12",
    ]  # fmt: skip
    nominal = [each["cost"] for each in (*data["baselines"], *data["offers"])]
    for each, cost in zip(real["scenarios"], nominal, strict=True):
        for cents, in_year, level in zip(each["cost"], cost, real["prices"], strict=True):
            assert abs(cents - in_year * 1_000_000 / level) < 1 + in_year / 1_000_000
    assert real["prices"] == sorted(real["prices"])
    flat = real["scenarios"][0]
    assert flat["against_first"][0] == 0
    assert flat["against_first"][3] < 0  # the same pay buys less


def test_months_that_are_assumed_are_said_in_the_text_and_the_workbook(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert cli.main(REAL) == 0
    text = capsys.readouterr().out
    assert "Cost in real terms, in dollars of July 2026" in text
    assert "taken to rise by 2.5 % a year, as the contract's file assumes." in text
    assert "By tenths, the worst-off first:" in text
    path = tmp_path / "real.xlsx"
    assert cli.main([*REAL, "--format", "xlsx", "--output", str(path)]) == 0
    book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    cells = [row[0] for row in book.get_sheet_by_name("Real terms").to_python()]
    assert "Taken home by an average worker, dollars of July 2026" in cells
    assert any("not published yet" in cell for cell in cells)


def test_a_month_never_published_is_said() -> None:
    index = bundled_index()
    assert date(2025, 10, 1) not in index.months
    ago = Costing(model.census(5), model.contract(), years=2, engine="columns")
    real = real_terms(ago, [ago.flat], index)
    assert "The index was never published for October 2025" in real.remarks[0]
    assert len(real.remarks) == 1


@pytest.mark.parametrize(
    ("month", "said"),
    [
        ("July", "--real: expected a month such as 2026-09; got 'July'"),
        ("1890-01", "expected a base month with an index"),
    ],
)
def test_a_month_that_cannot_be_had(
    month: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([*ASKED, "--real", month]) == 2
    assert said in capsys.readouterr().err


def test_without_the_series_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(prices, "find_spec", lambda _: None)
    assert cli.main([*ASKED, "--real"]) == 2
    assert "Install commontable[prices]" in capsys.readouterr().err


FUTURES = [*ASKED, "--futures", "200", "--seed", "3"]


def test_futures_of_each_offer_with_their_model_and_chances(data: dict, tmp_path: Path) -> None:
    path = tmp_path / "futures.json"
    assert cli.main([*FUTURES, "--format", "json", "--output", str(path)]) == 0
    told = json.loads(path.read_text())
    futures = told.pop("futures")
    assert told | {"futures": []} == data
    assert [each["offer"] for each in futures] == ["Ours, U-7", "Theirs, E-12"]
    for each, offer in zip(futures, data["offers"], strict=True):
        assert (each["runs"], each["seed"]) == (200, 3)
        assert len(each["dollars"]) == len(each["real_dollars"]) == 5  # four years and the term
        assert all(fan == sorted(fan) for fan in each["dollars"])
        chances = each["chance_of_more_than"]
        assert list(chances) == ["Flat base", "Status quo", "Ours, U-7", "Theirs, E-12"]
        assert 0 <= chances[offer["name"]] <= 1_000_000
        assert "leave in a year" in each["model"]
    # Only theirs has a lower scale for who is hired later.
    assert futures[0]["lower_tier"] == [0, 0, 0, 0]
    assert futures[1]["lower_tier"] == sorted(futures[1]["lower_tier"])
    assert futures[1]["lower_tier"][3] > 200_000


def test_futures_in_the_text_and_the_workbook(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert cli.main(FUTURES) == 0
    text = capsys.readouterr().out
    assert "Theirs, E-12: 200 futures from seed 3" in text
    assert "The chance that it costs more than Flat base" in text
    path = tmp_path / "futures.xlsx"
    assert cli.main([*FUTURES, "--format", "xlsx", "--output", str(path)]) == 0
    book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    cells = [row[0] for row in book.get_sheet_by_name("Futures").to_python()]
    assert sum("leave in a year" in cell for cell in cells) == 2


def test_too_many_futures_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*ASKED, "--futures", "1000000"]) == 2
    assert "futures: expected 1 to 100,000 runs; got 1000000" in capsys.readouterr().err


def test_an_event_comes_out_as_it_is_said_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    offer = tmp_path / "bonus.yaml"
    offer.write_text(
        "offer: Bonus\nterms:\n"
        + "".join(
            f"- {{id: {how}, kind: bonus, dollars: {dollars}, effective: 2026-10-01, "
            f"contingent: {{event: margin, is: {how}}}}}\n"
            for how, dollars in (("missed", 1200), ("met", 2800))
        )
    )
    asked = [*ASKED[:4], "--offer", str(offer)]
    assert cli.main(asked) == 2
    assert "or say --outcome 'margin=missed'." in capsys.readouterr().err
    costs = {}
    for how in ("missed", "met"):
        path = tmp_path / f"{how}.json"
        said = ["--outcome", f"margin={how}", "--format", "json", "--output", str(path)]
        assert cli.main([*asked, *said]) == 0
        told = json.loads(path.read_text())
        assert f"Assumed, not known: margin is {how}; {how} acts." in told["remarks"]
        (costs[how],) = (each["components"]["bonus"][0] for each in told["offers"])
    assert costs["met"] > costs["missed"] > 0
    assert cli.main([*asked, "--outcome", "margin"]) == 2
    assert "got margin" in capsys.readouterr().err


def test_present_value_names_its_rate_and_is_left_out_without_one(
    data: dict, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(ASKED) == 0
    assert "present value at 4 %" in capsys.readouterr().out
    assert data["offers"][0]["present_value"] < sum(data["offers"][0]["over_flat"])
    contract = (EXAMPLES / "contract.yaml").read_text().replace("  discount_percent: 4\n", "")
    bare = tmp_path / "contract.yaml"
    bare.write_text(contract)
    asked = [str(bare) if word.endswith("contract.yaml") else word for word in ASKED]
    assert cli.main(asked) == 0
    assert "present value" not in capsys.readouterr().out
    assert cli.main([*asked, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["offers"][0]["present_value"] is None
    for kind in ("xlsx", "pdf"):
        assert cli.main([*asked, "--format", kind, "--output", str(tmp_path / f"o.{kind}")]) == 0
