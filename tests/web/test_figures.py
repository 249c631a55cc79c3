"""How figures are written."""

from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from commontable.web import figures

NARROW = figures.NARROW_NO_BREAK_SPACE


def shown(source: str, **context: object) -> str:
    return Template("{% load figures sides states %}" + source).render(Context(context))


def test_cents_and_dollars_are_told_apart_by_their_type() -> None:
    assert figures.money(123456) == "$1,234.56"
    assert figures.money(Decimal("1234.56")) == "$1,234.56"


def test_a_debt_carries_a_true_minus_before_the_dollar() -> None:
    assert figures.money(-5) == "\u2212$0.05"


def test_money_rounds_to_even_and_drops_the_sign_of_nothing() -> None:
    assert figures.money(Decimal("2.5"), 0) == "$2"
    assert figures.money(-4, 0) == "$0"


@pytest.mark.parametrize("wrong", [1.5, True, "3", Decimal("NaN")])
def test_a_float_a_yes_or_a_text_is_never_taken_for_a_figure(wrong: object) -> None:
    with pytest.raises(TypeError, match="figure must be"):
        figures.money(wrong)


def test_a_percentage_drops_the_zeros_of_its_column_but_not_its_own() -> None:
    assert figures.percent(Decimal("6.2500")) == "6.25%"
    assert figures.percent(Decimal(100)) == "100%"
    assert figures.percent(Decimal(3), 2) == "3.00%"


def test_a_percentage_is_spaced_as_the_readers_language_does() -> None:
    with translation.override("fr"):
        assert figures.percent(Decimal("6.25")) == f"6,25{NARROW}%"
    with translation.override("es"):
        assert figures.percent(Decimal(3)).endswith(f"{NARROW}%")
    with translation.override("en"):
        assert shown("{{ rate|percent:'thin' }}", rate=Decimal(3)) == f"3{NARROW}%"


def test_an_unknown_style_of_percentage_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="wide"):
        shown("{{ rate|percent:'wide' }}", rate=Decimal(3))


def test_a_change_shows_its_sign_and_no_change_shows_none() -> None:
    assert figures.number(Decimal("0.5"), plus=True) == "+0.5"
    assert figures.number(Decimal("-0.5"), plus=True) == "\u22120.5"
    assert figures.number(Decimal("0.00"), plus=True) == "0"


def test_one_day_is_not_many_days() -> None:
    assert figures.days(1) == "1\u00a0day"
    assert figures.days(3) == "3\u00a0days"


@pytest.mark.parametrize("name", ["money", "percent", "signed", "points", "days", "stated"])
def test_what_was_not_stated_is_a_dash_that_is_said_aloud(name: str) -> None:
    html = shown("{{ nothing|" + name + " }}", nothing=None)
    assert "\N{EN DASH}" in html
    assert "not stated" in html


def test_zero_is_a_statement() -> None:
    assert "not stated" not in shown("{{ zero|stated }}{{ zero|money }}", zero=0)
