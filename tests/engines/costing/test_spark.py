"""The kernel on Spark: the cents of one process, whatever the parts; what is said without it."""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from commontable import cli
from commontable.engines.costing.census import census_of
from commontable.engines.costing.closing import gap, term_prices
from commontable.engines.costing.cluster import spark as on_spark
from commontable.engines.costing.contract import STATUS_QUO, contract_of, offer_of
from commontable.engines.costing.costing import Costing, Question
from commontable.engines.costing.errors import CostingError
from engines.costing.test_cost_command import ASKED
from engines.costing.test_properties import AS_OF, many


def test_the_cents_on_spark_are_those_of_one_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of it under one session: to begin one takes longer than everything else."""
    assert find_spec("pyspark"), "pyspark is not installed: make spark"
    table, contract_said, offer_said = many(3_000)
    contract = contract_of(contract_said)
    fund = {"id": "fund", "kind": "fund_contribution", "dollars": 1_000_000,
            "effective": offer_said["terms"][0]["effective"]}  # fmt: skip
    nobody = {"id": "late", "kind": "lump_sum", "dollars": 5, "scope": {"hired_from": AS_OF},
              "effective": offer_said["terms"][0]["effective"]}  # fmt: skip
    terms = [{**term, "id": f"r{place}"} for place, term in enumerate(offer_said["terms"])]
    ours = offer_of({"offer": "Ours", "terms": [*terms, fund, nobody]})
    theirs = offer_of({"offer": "Theirs", "terms": [{**terms[0], "percent": "1"}]})
    census = census_of(table, as_of=AS_OF)
    here = Costing(census, contract)
    folder = tmp_path / "census.parquet"
    folder.mkdir()
    for part in range(3):
        pq.write_table(census.table.slice(part * 1_000, 1_000), folder / f"part-{part}.parquet")
    there = on_spark.costing_on_spark(str(folder), contract, as_of=AS_OF)
    try:
        offers = [STATUS_QUO, ours, theirs]
        there.ahead([*there.baselines, *map(Question, offers), *map(there.after, offers)])
        assert there.count == len(census)
        for question in (*there.baselines, *map(Question, offers)):
            mine, other = here.answer(question), there.answer(question)
            assert _by_profile(mine) == _by_profile(other)
            assert (mine.cube.employer == other.cube.employer).all()
            assert mine.remarks == other.remarks
        for offer in offers:
            assert here.year_after(offer).total == there.year_after(offer).total
        mine, other = here.price(theirs), there.price(theirs)
        assert gap(here, mine, here.price(ours)) == gap(there, other, there.price(ours))
        assert term_prices(here, mine) == term_prices(there, other)
        stranger = offer_of({"offer": "X", "terms": [{**terms[0], "scope": {"region": "SF"}}]})
        assert _refusal(lambda: there.price(stranger)) == _refusal(lambda: here.price(stranger))
        _the_command_says_the_same(tmp_path)
        monkeypatch.setattr(on_spark, "PART", 100)  # so that a worker, not the driver, finds it
        _bad_rows_are_refused(tmp_path, census, contract)
    finally:
        on_spark.session().stop()


def _by_profile(priced) -> dict:
    return {
        profile: sums.tolist()
        for profile, sums in zip(priced.cube.profiles, priced.cube.totals, strict=True)
    }


def _refusal(ask) -> str:
    with pytest.raises(CostingError) as refused:
        ask()
    return str(refused.value)


def _bad_rows_are_refused(tmp_path: Path, census, contract) -> None:
    at = census.table.schema.get_field_index("regular_quarter_hours")
    hours = census.table["regular_quarter_hours"].to_pylist()
    hours[2_999] = -4
    field = census.table.schema.field(at)
    pq.write_table(
        census.table.set_column(at, field, pa.array(hours, pa.int32())), tmp_path / "bad.parquet"
    )
    bad = on_spark.costing_on_spark(str(tmp_path / "bad.parquet"), contract, as_of=AS_OF)
    assert "employee W2999" in _refusal(lambda: bad.price(STATUS_QUO))


def _the_command_says_the_same(tmp_path: Path) -> None:
    found = {}
    for engine in ("compiled", "spark"):
        path = tmp_path / f"{engine}.json"
        asked = [*ASKED, "--format", "json", "--engine", engine, "--output", str(path)]
        assert cli.main(asked) == 0
        found[engine] = json.loads(path.read_text())
    for offer in found["compiled"]["offers"]:
        assert offer.pop("outcomes")
    for offer in found["spark"]["offers"]:
        assert offer.pop("outcomes") == []
    assert found["spark"] == found["compiled"]


def test_without_java_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(on_spark, "find_spec", lambda _: object())
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert cli.main([*ASKED, "--engine", "spark"]) == 2
    said = capsys.readouterr().err
    assert f"expected Java 17 or newer; got none at {tmp_path}" in said
    assert "openjdk-17-jre-headless" in said


def test_an_old_java_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text("#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n")
    java.chmod(0o755)
    monkeypatch.setattr(on_spark, "find_spec", lambda _: object())
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(CostingError, match=r'got openjdk version "11\.0\.2"'):
        on_spark.session()


def test_without_pyspark_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_spark, "find_spec", lambda _: None)
    with pytest.raises(CostingError, match=r"Install commontable\[spark\]"):
        on_spark.session()


def test_nothing_of_spark_is_loaded_by_another_engine() -> None:
    code = (
        "import sys; from bench import costing_model as m;"
        "from commontable.engines.costing.cluster import parts, spark;"
        "from commontable.engines.costing.costing import Costing;"
        "Costing(m.census(5), m.contract(), engine='columns').price(m.offers()[0]);"
        "assert not {'pyspark', 'py4j'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])
