"""Numbers of proposals in a sentence as links to them: `{{ reason|cited:numbers }}`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_NUMBER = re.compile(r"\b[UE]-\d+\b")


@register.filter
def cited(text: str, numbers: Mapping[str, int] | None) -> SafeString:
    """The sentence, each number of a proposal that ``numbers`` knows leading to its page."""
    known = numbers or {}
    parts: list[str] = []
    end = 0
    for found in _NUMBER.finditer(text):
        if found[0] not in known:
            continue
        address = reverse("bargaining:proposal", args=[known[found[0]]])
        parts += [
            escape(text[end : found.start()]),
            format_html('<a href="{}">{}</a>', address, found[0]),
        ]
        end = found.end()
    parts.append(escape(text[end:]))
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped above
