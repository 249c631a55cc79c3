"""Filters for what the costing engine says in units of its own."""

from datetime import date
from decimal import Decimal

from django import template
from django.utils.formats import date_format

from commontable.web.figures import money, percent

register = template.Library()

_MILLS_A_CENT = 10


@register.filter
def hourly(mills: int) -> str:
    """Mills an hour as dollars: to the cent, or to the mill where there is one."""
    decimals = 2 if mills % _MILLS_A_CENT == 0 else 3
    return money(Decimal(mills) / 1000, decimals)


@register.filter
def month_of(day: str) -> str:
    """The month of a day written as 2026-08-01: “August 2026”."""
    return date_format(date.fromisoformat(day), "YEAR_MONTH_FORMAT")


@register.filter
def parts(per_million: int | None) -> str:
    """Parts per million as a percentage."""
    return percent(Decimal(per_million or 0) / 10_000)
