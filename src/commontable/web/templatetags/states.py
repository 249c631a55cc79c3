"""Badges for where an issue stands, what kind a proposal is, and which way it moved.

Each carries a sign and a word besides its colour.
"""

from typing import Final

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, pgettext_lazy

register = template.Library()

STATUSES: Final[dict[str, tuple[str, Promise]]] = {
    "open": ("○", pgettext_lazy("issue status", "open")),
    "countered": ("⇄", gettext_lazy("countered")),
    "tentatively_agreed": ("✓", gettext_lazy("tentatively agreed")),
    "withdrawn": ("✕", gettext_lazy("withdrawn")),
    "off_the_table": ("—", gettext_lazy("off the table")),
    "deadlocked": ("■", gettext_lazy("deadlocked")),
    "not_yet_on_the_table": ("·", gettext_lazy("not yet on the table")),
}

KINDS: Final[dict[str, tuple[str, Promise]]] = {
    "formal": ("¶", pgettext_lazy("proposal kind", "formal")),
    "supposal": ("?", gettext_lazy("supposal")),
    "package": ("⊞", gettext_lazy("package")),
    "lbfo": ("!!", gettext_lazy("last, best and final")),
    "informal": ("~", pgettext_lazy("proposal kind", "informal")),
}

MOVEMENTS: Final[dict[str, tuple[str, Promise]]] = {
    "better": ("▲", gettext_lazy("better for members")),
    "worse": ("▼", gettext_lazy("worse for members")),
    "same": ("=", gettext_lazy("no movement")),
    "mixed": ("±", gettext_lazy("better in part, worse in part")),
    "unjudged": ("~", gettext_lazy("moved, not judged")),
    "uncompared": ("≠", gettext_lazy("not compared")),
    "new": ("•", gettext_lazy("first position")),
}


def _lookup(table: dict[str, tuple[str, Promise]], key: str, noun: str) -> tuple[str, Promise]:
    try:
        return table[str(key)]
    except KeyError:
        raise ValueError(f"A {noun} is one of {', '.join(table)}; got {key!r}.") from None


def _badge(family: str, key: str, sign: str, word: Promise) -> SafeString:
    return format_html(
        '<span class="badge {}-{}"><span class="badge-sign" aria-hidden="true">{}</span>{}</span>',
        family,
        str(key).replace("_", "-"),
        sign,
        word,
    )


@register.simple_tag
def status_badge(status: str) -> SafeString:
    """Where an issue stands."""
    sign, word = _lookup(STATUSES, status, "status")
    return _badge("status", status, sign, word)


@register.simple_tag
def kind_badge(kind: str) -> SafeString:
    """What weight a proposal has."""
    sign, word = _lookup(KINDS, kind, "kind of proposal")
    return _badge("kind", kind, sign, word)


@register.simple_tag
def movement(direction: str, text: str = "") -> SafeString:
    """▲ ▼ = ± ~ ≠ from the members' view, with the change written out, its meaning said aloud.

    That nothing was compared is written out as well: nobody has to guess it from a sign.
    """
    sign, word = _lookup(MOVEMENTS, direction, "movement")
    meaning = str(word)
    if direction == "uncompared" and text:
        text, meaning = f"{meaning}: {text}", ""
    return format_html(
        '<span class="movement movement-{}"><span class="movement-sign" aria-hidden="true">{}'
        "</span>{}{}</span>",
        str(direction),
        sign,
        format_html(
            '<span class="{}">{}</span>', "visually-hidden" if text else "movement-text", meaning
        )
        if meaning
        else "",
        format_html(' <span class="movement-text">{}</span>', text) if text else "",
    )
