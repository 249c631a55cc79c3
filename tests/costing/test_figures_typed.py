"""Figures as people type them beside a slider."""

from __future__ import annotations

from decimal import Decimal

import pytest

from commontable.common.errors import CommontableError
from commontable.costing.changing import figure


@pytest.mark.parametrize(
    ("said", "meant"), [("4.5", "4.5"), (" $1,500.00 ", "1500.00"), ("6.25%", "6.25"), ("-1", "-1")]
)
def test_a_figure_is_what_was_typed(said: str, meant: str) -> None:
    assert figure(said, where="u-1") == Decimal(meant)


@pytest.mark.parametrize("said", ["4,5", "1,5000", "", "nan", "four", "1e30"])
def test_what_is_no_figure_is_refused_and_never_ten_times_as_much(said: str) -> None:
    with pytest.raises(CommontableError, match="after a point"):
        figure(said, where="u-1")
