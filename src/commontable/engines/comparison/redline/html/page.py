"""Whole pages: head, style, title and all parts of a redline."""

from collections.abc import Iterable
from html import escape
from typing import Literal

from commontable.engines.comparison.redline.html.style import STYLE
from commontable.engines.comparison.redline.html.three import three_parts
from commontable.engines.comparison.redline.html.two import two_parts
from commontable.engines.comparison.redline.phrases import ENGLISH, Phrases
from commontable.engines.comparison.redline.redline import Redline
from commontable.engines.comparison.redline.three import ThreeWay

Layout = Literal["inline", "side-by-side"]


def as_html(
    redline: Redline,
    *,
    layout: Layout = "inline",
    language: str = "en",
    phrases: Phrases = ENGLISH,
) -> str:
    """A whole HTML page. ``layout`` is "inline" or "side-by-side"."""
    title = f"{redline.old.name} → {redline.new.name}"
    return _page(title, language, [as_html_fragment(redline, layout=layout, phrases=phrases)])


def as_html_fragment(
    redline: Redline, *, layout: Layout = "inline", phrases: Phrases = ENGLISH
) -> str:
    """The same without page, heading and style, to stand inside another page.

    That page styles ``del``, ``ins`` and the classes ``kind``, ``move``, ``moved``, ``item``,
    ``sides``, ``wide``, ``broad`` and ``narrow`` (one of them is seen) and ``said`` (words for
    screen readers only).
    """
    return "\n".join(two_parts(redline, side_by_side=layout == "side-by-side", phrases=phrases))


def three_as_html(
    three: ThreeWay,
    *,
    layout: Layout = "inline",
    language: str = "en",
    phrases: Phrases = ENGLISH,
) -> str:
    """A whole HTML page of three texts; side by side they stand in three columns."""
    title = f"{three.ours.old.name} → {three.ours.new.name} | {three.theirs.new.name}"
    parts = three_parts(three, side_by_side=layout == "side-by-side", phrases=phrases)
    return _page(title, language, parts)


def _page(title: str, language: str, parts: Iterable[str]) -> str:
    body = "\n".join(parts)
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(title)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )
