"""Filters that write figures; a figure that was never stated shows as an en dash, said aloud."""

from typing import cast

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from commontable.web import figures

register = template.Library()


def not_stated() -> SafeString:
    """An en dash for the eye, "not stated" for the ear."""
    return nothing(gettext("not stated"))


@register.simple_tag
def nothing(said: str) -> SafeString:
    """An en dash for the eye; for the ear what there is none of: "no answer owed"."""
    return format_html(
        '<span class="not-stated"><span aria-hidden="true">\N{EN DASH}</span>'
        '<span class="visually-hidden">{}</span></span>',
        said,
    )


def is_missing(value: object) -> bool:
    """None and the empty text count as not stated; zero is a statement."""
    return value is None or value == ""


@register.filter
def stated(value: object) -> object:
    """Any value as it is, or the en dash."""
    return not_stated() if is_missing(value) else value


@register.filter
def money(value: object, decimals: int = 2) -> str:
    """`{{ cents|money }}`, `{{ dollars|money:0 }}`: an int is cents, a Decimal dollars."""
    return not_stated() if is_missing(value) else figures.money(value, decimals)


@register.filter
def signed_money(value: object, decimals: int = 2) -> str:
    """As `money`, a gain with its plus."""
    return not_stated() if is_missing(value) else figures.money(value, decimals, plus=True)


@register.filter
def percent(value: object, style: int | str | None = None) -> str:
    """`{{ rate|percent }}`, `|percent:2` for fixed decimals, `|percent:"thin"` or `"tight"`."""
    return _percent(value, style, plus=False)


@register.filter
def signed_percent(value: object, style: int | str | None = None) -> str:
    """As `percent`, a gain with its plus."""
    return _percent(value, style, plus=True)


def _percent(value: object, style: int | str | None, *, plus: bool) -> str:
    if is_missing(value):
        return not_stated()
    if isinstance(style, int) or style is None:
        return figures.percent(value, style, plus=plus)
    if style in {"thin", "tight"}:
        return figures.percent(value, plus=plus, spacing=cast("figures.Spacing", style))
    raise ValueError(f'percent takes a number of decimals, "thin" or "tight"; got {style!r}.')


@register.filter
def signed(value: object, decimals: int | None = None) -> str:
    """`+0.5` and `0`; a loss carries a true minus."""
    return not_stated() if is_missing(value) else figures.number(value, decimals, plus=True)


@register.filter
def points(value: object, decimals: int | None = None) -> str:
    """`+0.5 pt`: a change or a distance between two percentages."""
    return not_stated() if is_missing(value) else figures.points(value, decimals, plus=True)


@register.filter
def figure(value: object, decimals: int | None = None) -> str:
    """A plain number, grouped, with a proper minus."""
    return not_stated() if is_missing(value) else figures.number(value, decimals)


@register.filter
def days(value: int | None) -> str:
    """`3 days`."""
    return not_stated() if value is None else figures.days(value)
