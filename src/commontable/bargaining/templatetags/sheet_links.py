"""A sheet's row, and where its cells lead to, for people who may read the record."""

from __future__ import annotations

import re
from collections.abc import Hashable

from django import template
from django.template import engines
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from commontable.bargaining.selectors.kept import Kept
from commontable.bargaining.views.sheet_page import PageRow, SheetPage

register = template.Library()

# Some three kilobytes each, under all that is shown in it: nobody can ask for another's row.
KEPT_ROWS: Kept[Hashable, SafeString] = Kept(at_most=4000)
ROW = "bargaining/sheets/view.html#row"

_PAGES = {
    "proposal": "bargaining:proposal",
    "issue": "bargaining:issue",
    "article": "bargaining:article",
}


_LABEL = re.compile(r"\b[UE]-\d+\b")


@register.filter
def labels_whole(text: str) -> SafeString:
    """The text with every proposal's number kept on one line."""
    kept = _LABEL.sub(r'<span class="nowrap">\g<0></span>', escape(text))
    return mark_safe(kept)  # noqa: S308 - escaped before, and only our own tag put in


@register.filter
def ref_url(ref: str) -> str:
    """The page that ``proposal-12`` means; nothing for an empty one."""
    kind, _, number = ref.partition("-")
    return reverse(_PAGES[kind], args=[int(number)]) if kind in _PAGES and number else ""


@register.simple_tag
def sheet_row(page: SheetPage, row: PageRow, linked: bool) -> SafeString:
    """The row's ``<tr>``, from the template's own partial; written once for what it shows."""
    key = (page.nothing, linked, row)
    written = KEPT_ROWS.get(key)
    if written is None:
        shown = {"page": page, "row": row, "linked": linked}
        written = SafeString(engines["django"].get_template(ROW).render(shown))
        KEPT_ROWS.keep(key, written)
    return written
