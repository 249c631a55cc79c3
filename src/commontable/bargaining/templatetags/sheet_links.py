"""Where a sheet's cell leads to, for people who may read the record."""

from __future__ import annotations

import re

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

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
