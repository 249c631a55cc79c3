"""A redline as HTML: a page of its own, or parts to stand in another page.

No script and nothing to fetch. Every word of a document is escaped; gone and new words are told
apart without colour too: by ``del`` and ``ins``, by strike and underline, and by words that a
screen reader speaks.
"""

from commontable.engines.comparison.redline.html.page import (
    Layout,
    as_html,
    as_html_fragment,
    three_as_html,
)
from commontable.engines.comparison.redline.html.three import three_parts
from commontable.engines.comparison.redline.html.two import two_parts

__all__ = [
    "Layout",
    "as_html",
    "as_html_fragment",
    "three_as_html",
    "three_parts",
    "two_parts",
]
