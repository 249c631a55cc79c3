"""Filters that write rates and shares in the units they are kept in."""

from __future__ import annotations

from decimal import Decimal

from django import template

from commontable.web import figures
from commontable.web.templatetags.figures import not_stated
from commontable.workforce.labels import column_label, dimension_label

register = template.Library()

_CENT = 10  # mills


@register.filter
def rate(mills: int | None) -> str:
    """Mills an hour as dollars: to the cent, or to the mill where that says more."""
    return not_stated() if mills is None else figures.money(Decimal(mills) / 1000, _places(mills))


@register.filter
def signed_rate(mills: int | None) -> str:
    """The same of a difference, a gain with its plus."""
    if mills is None:
        return not_stated()
    return figures.money(Decimal(mills) / 1000, _places(mills), plus=True)


@register.filter
def average(mills: int | None) -> str:
    """An average of rates: always to the cent, as no contract pays it."""
    return not_stated() if mills is None else figures.money(Decimal(mills) / 1000)


@register.filter
def signed_average(mills: int | None) -> str:
    """The same of a difference, a gain with its plus."""
    return not_stated() if mills is None else figures.money(Decimal(mills) / 1000, plus=True)


@register.filter
def hundredths(value: int | None) -> str:
    """Full-time equivalents, kept in hundredths, to the tenth."""
    return not_stated() if value is None else figures.number(Decimal(value) / 100, 1)


@register.filter
def basis_points(value: int | None) -> str:
    """``425`` basis points are 4.25%."""
    return not_stated() if value is None else figures.percent(Decimal(value) / 100)


@register.filter
def permille_percent(value: int) -> str:
    """``734`` of a thousand are 73%."""
    return figures.percent(Decimal(value) / 10, 0)


@register.filter
def column_name(key: str) -> str:
    """What a column of a census is called on the page."""
    return column_label(key)


@register.filter
def dimension(key: str) -> str:
    """``"union"`` is "Workers by union"."""
    return dimension_label(key)


def _places(mills: int) -> int:
    return 2 if mills % _CENT == 0 else 3
