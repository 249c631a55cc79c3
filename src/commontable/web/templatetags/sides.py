"""The two sides of the table, told apart by letter, shape and weight, and by colour last.

Badges are drawn in code, not by an include: a board of 200 issues shows about a thousand of them.
"""

from typing import Final

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from commontable.web import figures
from commontable.web.templatetags.figures import nothing

register = template.Library()

SIDES: Final[dict[str, tuple[str, Promise]]] = {
    "union": ("U", gettext_lazy("union")),
    "employer": ("E", gettext_lazy("employer")),
}


def _side(side: str) -> tuple[str, Promise]:
    try:
        return SIDES[str(side)]
    except KeyError:
        raise ValueError(f"A side is one of {', '.join(SIDES)}; got {side!r}.") from None


@register.filter
def side_letter(side: str) -> str:
    """`U` or `E`."""
    return _side(side)[0]


@register.filter
def side_name(side: str) -> str:
    """`union` or `employer`, in the reader's language."""
    return str(_side(side)[1])


@register.filter
def other_side(side: str) -> str:
    """The key of the side across the table."""
    _side(side)
    return "employer" if str(side) == "union" else "union"


@register.simple_tag
def side_badge(side: str, number: str | int = "") -> SafeString:
    """A square U or a round E, then the proposal's number: `U-12`. A full `U-12` is taken too."""
    letter, name = _side(side)
    sequence = str(number).removeprefix(f"{letter}-")
    shown = f"{letter}-{sequence}" if sequence else ""
    return format_html(
        '<span class="side side-{}"><span class="side-mark" aria-hidden="true">{}</span>'
        '<span class="visually-hidden">{}</span>{}</span>',
        str(side),
        letter,
        name if not shown else gettext("%(side)s proposal") % {"side": name},
        format_html(' <span class="side-number">{}</span>', shown) if shown else "",
    )


@register.simple_tag
def owes(side: str | None, days: int | None = None) -> SafeString:
    """Which side must answer and for how many days; nothing owed is an en dash, said aloud."""
    if not side:
        return nothing(gettext("no answer owed"))
    letter, name = _side(side)
    waited = (
        format_html('<span class="owes-days">{}</span>', figures.days(days))
        if days is not None
        else ""
    )
    return format_html(
        '<span class="owes"><span class="side side-{}"><span class="side-mark" aria-hidden="true">'
        '{}</span><span class="visually-hidden">{}</span></span> {}</span>',
        str(side),
        letter,
        gettext("%(side)s owes an answer") % {"side": name},
        waited,
    )
