"""Each kind of term by its own rule, as a negotiator would check it: cases.yaml."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from commontable.engines import comparison
from commontable.engines.comparison import RULES, Better, Scope, Side, Term, TermKind
from engines.comparison.positions.said import REGIONS, passed

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8")
)
IN_WORDS = frozenset({TermKind.RATIO, TermKind.TEXT})


def term(case: dict[str, Any], which: str) -> Term:
    kind, value = TermKind(case["kind"]), case[which]
    if isinstance(value, str) and kind not in IN_WORDS:
        value = Decimal(value)
    unit = case.get(f"{which}_unit", case["unit"])
    where = Scope(frozenset({"NW"}))
    return Term("matter", kind, value, unit, where, year=1, better=Better(case["better"]))


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_the_case_is_told_as_written(case: dict[str, Any]) -> None:
    record = [
        passed(Side(case["side"]), f"P-{order}", order, term(case, which))
        for order, which in enumerate(("earlier", "later"), start=1)
    ]
    found = comparison.review(record, regions=REGIONS)
    flags = [] if case["flag"] == "none" else [case["flag"]]
    skipped = [case["uncompared"]] if "uncompared" in case else []
    assert [flag.reason for flag in found.flags] == flags
    assert [entry.reason for entry in found.uncompared] == skipped


def test_every_kind_has_a_rule_and_a_case() -> None:
    assert set(RULES) == set(TermKind) == {TermKind(case["kind"]) for case in CASES}
    assert all(rule.explanation.endswith(".") for rule in RULES.values())
